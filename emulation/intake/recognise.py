"""What a given file is, and which table it or a sheet holds: by what it is called, or else by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from emulation.intake import grid, headers
from emulation.intake.decoding import decode
from emulation.intake.problems import Unreadable
from emulation.schema import TABLES, Table
from emulation.text import fold

LOOK_DOWN = 12
"""How many rows are looked at for the headings."""

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""What workbooks begin with, those of today and those that are old or locked with a password."""
SAVE_AS = "Mở tệp trong Excel, chọn Lưu thành (Save As) loại “Excel Workbook (*.xlsx)”, rồi dùng tệp mới"

_COPY = re.compile(r"\s*(\(\d+\)|- (copy|ban sao)( \(\d+\))?)$")
_BOOK = re.compile(r"\.(xlsx|xlsm|xlsb|xls|ods)$")
_ENDING = re.compile(r"\.(csv|txt|xlsx|xlsm)$")


def is_workbook(name: str, data: bytes) -> bool:
    """Whether a file is to be read as a workbook (or refused as one), by its name or its first bytes."""
    return bool(_BOOK.search(name.lower())) or data.startswith((ZIP, OLE))


def named(name: str) -> Table | None:
    """The table that a file name or sheet title means: “Nhật ký tiến độ”, progress, progress (1).csv."""
    bare = _COPY.sub("", _ENDING.sub("", fold(name)))
    return next((table for table in TABLES if bare in (fold(table.title), fold(table.name))), None)


def headed(rows: Iterable[Sequence[str]]) -> Table | None:
    """The table whose headings, all that it needs, stand in one of `rows`; None where two would do as well."""
    scores: dict[int, list[Table]] = {}
    for row in rows:
        for table in TABLES:
            columns = headers.matched(row, table)
            if columns >= {c.name for c in table.columns if c.required}:
                scores.setdefault(len(columns), []).append(table)
    best = scores[max(scores)] if scores else []
    return best[0] if len(best) == 1 else None


def csv_table(name: str, data: bytes) -> Table:
    """The table that a CSV file `name` holds. Raises Unreadable where nothing tells."""
    table = named(name)
    if table is None:
        text = grid.prepare(decode(data))
        separators = [text.separator] if text.separator else grid.SEPARATORS
        table = headed(row for separator in separators for row in _first(text.body, separator))
    if table is None:
        files = ", ".join(table.file for table in TABLES)
        raise Unreadable("không nhận ra tệp này là bảng nào", f"Đặt tên tệp là một trong: {files}")
    return table


def _first(body: str, separator: str) -> list[list[str]]:
    """The first rows, as far as they can be told apart."""
    found = []
    try:
        for _, fields in grid.rows(body, separator):
            found.append(fields)
            if len(found) == LOOK_DOWN:
                break
    except Unreadable:
        pass
    return found
