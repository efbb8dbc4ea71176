"""What is accepted but likely a slip: days that have not come, an award without its decision, a name pasted from a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from emulation.intake.cells import parse_date, written
from emulation.intake.problems import Problem, column_letters
from emulation.schema import CLOSING_STAGES, TABLE, Table
from emulation.store import Document, RowChange
from emulation.store.document import Cells

Caution = tuple[str, str, str]
"""Column, reason and remedy."""

NO_DECISION = "đã khen thưởng mà chưa có số quyết định"

_HAPPENED = {**{table.name: table.day for table in TABLE.values() if table.day}, "dossiers": "received_on"}
"""File → the day on which something happened. (A meeting may be planned.)"""
_NAMES = {"dossiers": "nominee_name", "units": "name"}
_NUMBERED = re.compile(r"(?:\d{1,3}\s*[.)/]|[-–—•*+])\s*(?=\S)")
_TITLES = (
    "chủ tịch|phó chủ tịch|bí thư|phó bí thư|trưởng thôn|phó trưởng thôn|thôn trưởng|trưởng ban|phó trưởng ban|"
    "trưởng phòng|phó trưởng phòng|hiệu trưởng|phó hiệu trưởng|giám đốc|phó giám đốc|tổ trưởng|tổ phó|đội trưởng|"
    "đội phó|chi hội trưởng|chỉ huy trưởng|trưởng công an|phó trưởng công an|trưởng trạm|kế toán|chuyên viên|"
    "công chức|viên chức|cán bộ|giáo viên|y sĩ|bác sĩ|điều dưỡng|nhân viên"
)
_TITLED = re.compile(rf"\S\s*(?:[,;:(–—]|\s-)\s*(?P<title>(?:{_TITLES})\b.*)", re.IGNORECASE)


def of_row(table: Table, cells: Cells, today: date) -> Iterator[Caution]:
    """The cautions about a row; canonical text by column."""
    day = _HAPPENED.get(table.name, "")
    parts = parse_date(cells.get(day, ""))
    if parts and parts > (today.year, today.month, today.day):
        yield day, f"ngày chưa tới, hôm nay là {written(today)}", "Xem lại ngày này"
    awarded = table.name == "dossier_events" and cells.get("stage") == CLOSING_STAGES[0]
    if awarded and not cells.get("document_no"):
        yield "document_no", NO_DECISION, "Ghi số quyết định khen thưởng"
    column = _NAMES.get(table.name, "")
    if reason := of_name(cells.get(column, ""), of_person=cells.get("nominee_kind") == "Cá nhân"):
        yield column, reason, "Chỉ để lại tên"


def of_name(name: str, *, of_person: bool = True) -> str:
    """What a name has that is no part of it, as in a pasted list; empty if nothing.

    >>> of_name("1. Nguyễn Văn A"), of_name("Nguyễn Văn A - Trưởng thôn 2")
    ('tên bắt đầu bằng “1.”, như chép từ danh sách', 'tên kèm chức danh “Trưởng thôn 2”')
    >>> of_name("Nguyễn Văn A"), of_name("Hội Cựu chiến binh - Chi hội 2"), of_name("Thôn 2", of_person=False)
    ('', '', '')
    """
    if found := _NUMBERED.match(name):
        return f"tên bắt đầu bằng “{found[0].strip()}”, như chép từ danh sách"
    if of_person and (titled := _TITLED.search(name)):
        return f"tên kèm chức danh “{titled['title'].rstrip(') ')}”"
    return ""


def unnumbered(text: str) -> str:
    """A text without the number or sign before it, as in a pasted list.

    >>> unnumbered("1. Rà soát"), unnumbered("- Rà soát"), unnumbered("100 hộ"), unnumbered("30/4")
    ('Rà soát', 'Rà soát', '100 hộ', '30/4')
    """
    return text if re.match(r"\d+/\d", text) else _NUMBERED.sub("", text, count=1)


def notes(name: str, document: Document, lines: Mapping[int, RowChange], today: date) -> Iterator[Problem]:
    """The cautions about uploaded rows, of what they change. `name`: of the file; `lines`: Excel's row number → change."""
    for line, change in lines.items():
        for column, reason, remedy in of_row(document.table, change.after or {}, today):
            if change.before is None or {column, "stage"} & set(change.fields):
                cell = f"{column_letters(document.at.get(column, 0))}{line}"
                text = (change.after or {}).get(column, "")
                label = document.table.column(column).label
                yield Problem(name, reason, remedy, cell, label, text, note=True)
