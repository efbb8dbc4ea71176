"""Recognises the format of a file, and the table that it or a sheet holds: by its name, else by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import islice

from emulation.intake import grid, headers
from emulation.intake.decoding import decode
from emulation.intake.problems import Unreadable
from emulation.schema import TABLES, Table
from emulation.text import fold

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""First bytes of workbooks: of .xlsx, and of old or password-protected ones."""
SAVE_AS = "Mở tệp trong Excel, chọn Lưu thành (Save As) loại “Excel Workbook (*.xlsx)”, rồi dùng tệp mới"

_COPY = re.compile(r"(\s*(\(\d+\)|- (copy|ban sao)( \(\d+\))?))+$")
_BOOK = re.compile(r"\.(xlsx|xlsm|xlsb|xls|ods)$")
_ENDING = re.compile(r"(\.(csv|txt|tsv|xlsx|xlsm|xls|xlsb|ods))+$")
_WITHIN = {
    table.name: re.compile(rf"(?<![a-z]){table.name.replace('_', '[ _-]?')}(?![a-z])") for table in TABLES
}
"""Table → pattern of its name as a separate word in a file name."""


def is_workbook(name: str, data: bytes) -> bool:
    """Whether a file is a workbook of any format, by its name or its first bytes."""
    return bool(_BOOK.search(name.lower())) or data.startswith((ZIP, OLE))


def is_data_file(name: str) -> bool:
    """Whether a file name has the extension of a table or workbook."""
    return bool(_ENDING.search(fold(name)))


def called(name: str) -> Table | None:
    """The table with that file name, also of a copy: progress.csv.csv, Progress (1).xlsx."""
    return next((table for table in TABLES if _bare(name) == table.name), None)


def partly_called(name: str) -> Table | None:
    """The table whose name is a word of the file name, the last one if there are several: “Thi đua 2026 - scores.csv”,
    criteria_2026.csv."""
    bare = _bare(name)
    found = [(match.end(), table) for table in TABLES for match in _WITHIN[table.name].finditer(bare)]
    return max(found, key=lambda place: place[0])[1] if found else None


def named(name: str) -> Table | None:
    """The table whose name or title a file name or sheet title is: “Nhật ký tiến độ”, progress, progress (1).csv."""
    bare = _bare(name)
    return next((table for table in TABLES if bare in (fold(table.title), fold(table.name))), None)


def _bare(name: str) -> str:
    """A normalised file name, without its extension and the suffix of a copy."""
    return _COPY.sub("", _ENDING.sub("", _COPY.sub("", fold(name))))


def headed(rows: Iterable[Sequence[str]]) -> Table | None:
    """The table whose required headings are all in one of `rows`; None if there is none, or if two match equally well."""
    scores: dict[int, list[Table]] = {}
    for row in rows:
        for table in TABLES:
            columns = headers.matched(row, table)
            if columns >= {c.name for c in table.columns if c.required}:
                scores.setdefault(len(columns), []).append(table)
    best = scores[max(scores)] if scores else []
    return best[0] if len(best) == 1 else None


def csv_table(name: str, data: bytes) -> Table:
    """The table that a CSV file holds. Raises Unreadable if it is not recognised."""
    table = named(name)
    if table is None:
        text = grid.prepare(decode(data))
        separators = [text.separator] if text.separator else grid.SEPARATORS
        table = headed(row for separator in separators for row in first_rows(text.body, separator))
    table = table or partly_called(name)
    if table is None:
        files = ", ".join(table.file for table in TABLES)
        raise Unreadable("không nhận ra tệp này là bảng nào", f"Đặt tên tệp là một trong: {files}")
    return table


def first_rows(body: str, separator: str) -> list[list[str]]:
    """The first rows; fewer if quotes that do not pair up follow."""
    found = []
    with suppress(Unreadable):
        for _, fields in islice(grid.rows(body, separator), grid.LOOK_DOWN):
            found.append(fields)
    return found
