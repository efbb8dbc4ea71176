"""Opens an Excel workbook with openpyxl, after checks of its format and size."""

from __future__ import annotations

import io
import re
import time
import warnings
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from emulation.intake.problems import Unreadable
from emulation.intake.recognise import OLE, SAVE_AS, ZIP

MOST_BYTES = 250_000_000
"""Largest size of an unpacked workbook. A hundred thousand rows take some 50 million bytes; a “zip bomb” would fill the
memory."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TAG = f"{{{SHEET_MAIN_NS}}}"
_NODES_A_TURN = 1000
_CHUNK = 1 << 20
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]+[0-9]+"[^<>]*(?:/>|></c>)')
_EMPTY_ROW = re.compile(rb'<row r="[0-9]+"[^<>]*(?:/>|></row>)')

# openpyxl warns of content that it would lose on saving. This program never saves a workbook that it read.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")


def open_book(data: bytes) -> Workbook:
    """Open the workbook in `data`; its sheets are read lazily. Raises Unreadable, and any exception on a damaged file."""
    _refuse_others(data)
    reader = _Reader(io.BytesIO(data))
    reader.read()
    if {sheet.name for sheet in reader.parser.sheets} - set(reader.wb.sheetnames):
        raise Unreadable("không đọc được một trang của sổ (lưu ở dạng khác, hoặc hỏng)", SAVE_AS)
    return reader.wb


def _refuse_others(data: bytes) -> None:
    """Raise Unreadable for other formats, and for a workbook that would fill the memory."""
    if not data:
        raise Unreadable("tệp rỗng (0 byte), có thể bị hỏng khi lưu hoặc sao chép", "Chép lại tệp")
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise Unreadable(
                "sổ Excel có mật khẩu", "Mở bằng Excel, bỏ mật khẩu (Tệp, Thông tin), rồi lưu lại"
            )
        raise Unreadable("đây là sổ Excel kiểu cũ (.xls)", SAVE_AS)
    if not data.startswith(ZIP):
        raise Unreadable("đây không phải sổ Excel .xlsx", SAVE_AS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part.filename: part.file_size for part in archive.infolist()}
        # zipfile unpacks no part beyond its declared size.
        if sum(parts.values()) > MOST_BYTES:
            raise Unreadable(
                "sổ Excel quá lớn để đọc an toàn", "Xoá các trang, cột và dòng thừa, rồi lưu lại"
            )
        if "mimetype" in parts and b"opendocument" in archive.read("mimetype"):
            raise Unreadable("đây là bảng tính OpenDocument (.ods)", SAVE_AS)
    if "xl/workbook.bin" in parts:
        raise Unreadable("đây là sổ Excel nhị phân (.xlsb)", SAVE_AS)


class _Reader(ExcelReader):
    """openpyxl's reader, with exact shared strings, and without empty cells."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, read_only=True, keep_links=False)
        self.archive = _Archive(file)

    def read_strings(self) -> None:
        """The shared strings as they are in the file.

        The inherited method decodes the escapes of control characters only in part, so that “_x000D_” as a line end and as
        a text cannot be told apart.
        """
        if part := self.package.find(SHARED_STRINGS):
            with self.archive.open(part.PartName[1:]) as xml:
                self.shared_strings = [_shared(node) for node in _nodes(xml, "si")]


def _nodes(xml: Any, tag: str) -> Iterator[Element]:
    for number, (_, node) in enumerate(iterparse(xml)):
        if node.tag == _TAG + tag:
            yield node
            node.clear()
        if number % _NODES_A_TURN == 0:
            time.sleep(0)


def _shared(node: Element) -> str:
    """The text of a shared string, plain or of several runs. Phonetic runs (`rPh`) are ignored."""
    pieces = [node.find(f"{_TAG}t"), *(run.find(f"{_TAG}t") for run in node.findall(f"{_TAG}r"))]
    return "".join(piece.text or "" for piece in pieces if piece is not None)


class _Archive(zipfile.ZipFile):
    """Skips the empty cells and rows of sheets. A sheet that is formatted down to its last row has millions."""

    def open(self, name: Any, *args: Any, **options: Any) -> IO[bytes]:
        part = super().open(name, *args, **options)
        lean = str(getattr(name, "filename", name)).startswith("xl/worksheets/sheet")
        return io.BufferedReader(_WithoutEmptyCells(part)) if lean else part


class _WithoutEmptyCells(io.RawIOBase):
    """A stream of a sheet's XML without its empty cells and rows."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part, self._rest, self._ready, self._ended = part, b"", b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and not self._ended:
            self._fill()
        taken = self._ready[: len(buffer)]
        buffer[: len(taken)] = taken
        self._ready = self._ready[len(taken) :]
        return len(taken)

    def _fill(self) -> None:
        """Read the next chunk, up to its last row, which may be incomplete."""
        chunk = self._part.read(_CHUNK)
        self._ended = not chunk
        self._rest += chunk
        end = len(self._rest) if self._ended else max(self._rest.rfind(b"<row "), 0)
        self._ready = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", self._rest[:end]))
        self._rest = self._rest[end:]

    def close(self) -> None:
        self._part.close()
        super().close()
