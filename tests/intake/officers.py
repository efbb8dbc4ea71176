"""What officers' tools do to a CSV file: its rows taken out, changed, and saved in another dress."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

Rows = list[list[str]]
TONES = "\u0300\u0309\u0303\u0301\u0323"
_TCVN3 = {
    **dict(zip("àảãáạ", range(0xB5, 0xBA), strict=True)),
    **dict(zip("ằẳẵắ", range(0xBB, 0xBF), strict=True)),
    **dict(zip("ặầẩẫấậ", range(0xC6, 0xCC), strict=True)),
    **dict(zip("ĂÂÊÔƠƯĐăâêôơưđ", range(0xA1, 0xAF), strict=True)),
    **dict(zip("èẻẽéẹềểễếệì", (0xCC, *range(0xCE, 0xD8)), strict=True)),
    **dict(zip("ỉĩíịò", (0xD8, 0xDC, 0xDD, 0xDE, 0xDF), strict=True)),
    **dict(zip("ỏõóọồổỗốộờởỡớợù", range(0xE1, 0xF0), strict=True)),
    **dict(zip("ủũúụừửữứựỳỷỹýỵ", range(0xF1, 0xFF), strict=True)),
}
_VNI_MARKS = {
    "": dict(zip(TONES, "øûõùï", strict=True)),
    "\u0302": {"": "â", **dict(zip(TONES, "àåãáä", strict=True))},
    "\u0306": {"": "ê", **dict(zip(TONES, "èúüéë", strict=True))},
}
_VNI_I = dict(zip(TONES, "ìæóíò", strict=True))


def rows_of(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def text_of(rows: Rows, separator: str = ",", end: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue()


def save(path: Path, rows: Rows, separator: str = ",", end: str = "\n", encoding: str = "utf-8") -> None:
    text = text_of(rows, separator, end)
    path.write_bytes(to_cp1258(text) if encoding == "cp1258" else text.encode(encoding))


def change(path: Path, cell: str, value: str) -> None:
    """Write `value` into a cell of the sample, by its Excel address (columns A to Z)."""
    rows = rows_of(path)
    rows[int(cell[1:]) - 1][ord(cell[0]) - 65] = value
    save(path, rows)


def each_cell(path: Path, do: Callable[[str], str], *labels: str, header: bool = False) -> None:
    """Apply `do` to the filled cells of the columns named (all, if none is)."""
    rows = rows_of(path)
    chosen = [i for i, label in enumerate(rows[0]) if not labels or label in labels]
    for row in rows if header else rows[1:]:
        for index in chosen:
            row[index] = do(row[index]) if row[index] else ""
    save(path, rows)


def quoted_newlines(folder: Path) -> None:
    """Notes of several lines, with every separator and quotes in them."""
    rows = rows_of(folder / "progress.csv")
    for i, row in enumerate(rows[1:40]):
        row[5] = f'Dòng một, có phẩy;\nchấm phẩy; "ngoặc kép"\r\n28/01/2026, ba, bốn, năm, sáu, {i}\n\n'
    save(folder / "progress.csv", rows)


def decomposed(char: str) -> tuple[str, str, str]:
    """A letter, the mark of its shape (breve, circumflex, horn) and its tone."""
    base, *marks = unicodedata.normalize("NFD", char)
    tone = "".join(m for m in marks if m in TONES)
    return base, "".join(m for m in marks if m not in TONES), tone


def to_cp1258(text: str) -> bytes:
    """Windows-1258: letters with their shape, tones as bytes of their own."""
    return b"".join(map(_cp1258, unicodedata.normalize("NFC", text)))


@cache
def _cp1258(char: str) -> bytes:
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        base, shape, tone = decomposed(char)
        return (unicodedata.normalize("NFC", base + shape) + tone).encode("cp1258")


def to_tcvn3(text: str) -> bytes:
    """TCVN3 (.VnTime): capitals with a tone have the bytes of the small letters."""
    out = bytearray()
    for char in unicodedata.normalize("NFC", text):
        code = _TCVN3.get(char) or _TCVN3.get(char.lower())
        out += bytes([code]) if code else char.encode("ascii", "replace")
    return bytes(out)


def to_vni(text: str) -> bytes:
    """VNI-Windows: a letter, then a byte for its marks."""
    return "".join(map(_vni, unicodedata.normalize("NFC", text))).encode("latin-1", "replace")


def _vni(char: str) -> str:
    base, shape, tone = decomposed(char)
    if base in "đĐ":
        return "ñ" if base == "đ" else "Ñ"
    if base in "iI":
        return _VNI_I.get(tone, base)
    if shape == "\u031b":
        return {"o": "ô", "O": "Ô", "u": "ö", "U": "Ö"}[base] + _VNI_MARKS[""].get(tone, "")
    return base + _VNI_MARKS[shape].get(tone, "") if shape in _VNI_MARKS else char
