"""Which column of a file is which column of the schema."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field

from emulation.intake.decoding import SAVE_AS_UTF8, looks_like_old_encoding
from emulation.intake.grid import SEPARATORS, Row, Text, rows
from emulation.intake.problems import Problem, Unreadable, column_letters
from emulation.schema import Column, Table
from emulation.text import fold

_LOOK_DOWN = 12
"""How many rows may stand above the header."""


@dataclass(slots=True)
class Header:
    """The heading row of a file: where it stands, where each known column is, and what is wrong with it."""

    table: Table
    row: int
    separator: str
    width: int
    titled: frozenset[int]
    """Indexes of the columns that have a heading."""
    at: dict[str, int] = field(default_factory=dict)
    """Column name → index."""
    problems: list[Problem] = field(default_factory=list)
    usable: bool = True
    """Whether all columns are there that figures need."""

    def report(
        self,
        reason: str,
        remedy: str,
        column: Column | None = None,
        index: int | None = None,
        value: str = "",
    ) -> None:
        """Add a problem of the heading at `index`, or of a column that has none."""
        cell = "" if index is None else f"{column_letters(index)}{self.row}"
        label = column.label if column else ""
        self.problems.append(Problem(self.table.file, reason, remedy, cell, label, value))
        if column and (column.required or column.kind != "text"):
            self.usable = False


def _bare(text: str) -> str:
    return fold(text).replace(" ", "").replace("_", "")


def known(table: Table) -> dict[str, Column]:
    """Heading as compared (no diacritics, case or blanks; Vietnamese or English) → column."""
    return {_bare(text): c for c in table.columns for text in (c.name, c.label)}


def find(text: Text, table: Table) -> Header:
    """The header row and the separator with which it matches the schema best. Raises Unreadable."""
    columns = known(table)
    best: tuple[int, Row, str] | None = None
    fault: Unreadable | None = None
    for separator in [text.separator] if text.separator else SEPARATORS:
        try:
            for row in _first(text, separator):
                score = len({_bare(f) for f in row[1]} & columns.keys())
                if score and (best is None or score > best[0]):
                    best = (score, row, separator)
        except Unreadable as error:
            fault = error
    if best is None:
        if fault:
            raise fault
        hint = "; chữ có vẻ là bảng mã cũ TCVN3" if looks_like_old_encoding(text.body[:2000]) else ""
        raise Unreadable(
            f"không tìm thấy dòng tiêu đề{hint}",
            "Dòng đầu phải là tên cột: "
            + ", ".join(c.label for c in table.columns if c.required)
            + (f". {SAVE_AS_UTF8}" if hint else ""),
        )
    _, (number, fields), separator = best
    return _match(number, fields, separator, table, columns)


def _first(text: Text, separator: str) -> list[Row]:
    found = []
    for row in rows(text.body, separator):
        found.append(row)
        if len(found) >= _LOOK_DOWN:
            break
    return found


def _match(
    number: int, fields: list[str], separator: str, table: Table, columns: dict[str, Column]
) -> Header:
    titled = frozenset(i for i, text in enumerate(fields) if text.strip())
    header = Header(table, number, separator, len(fields), titled)
    seen: dict[str, int] = {}
    for index in sorted(titled):
        column = columns.get(_bare(fields[index]))
        name = column.name if column else _bare(fields[index])
        if name in seen:
            _twice(header, column, fields[index], seen[name], index)
        elif column:
            header.at[name] = index
        seen.setdefault(name, index)
    strangers = {_bare(fields[i]): i for i in titled if _bare(fields[i]) not in columns}
    for column in table.columns:
        if column.name not in header.at:
            _absent(header, column, fields, strangers)
    return header


def _twice(header: Header, column: Column | None, text: str, first: int, index: int) -> None:
    remedy = f"Xoá hoặc đổi tên một trong hai cột {column_letters(first)} và {column_letters(index)}"
    header.report("tiêu đề này đứng ở hai cột", remedy, column, index, text)


def _absent(header: Header, column: Column, fields: list[str], strangers: dict[str, int]) -> None:
    """Report a column that is missing though required, or that a heading of the file nearly names."""
    near = _nearest(column, list(strangers))
    if near is not None:
        index = strangers.pop(near)
        reason, remedy = f"tiêu đề lạ, gần giống “{column.label}”", f"Sửa tiêu đề thành “{column.label}”"
        header.report(reason, remedy, column, index, fields[index].strip())
    elif column.required:
        remedy = f"Thêm cột “{column.label}” vào dòng tiêu đề"
        header.report(f"thiếu cột “{column.label}”", remedy, column)


def _nearest(column: Column, strangers: list[str]) -> str | None:
    for name in (_bare(column.label), _bare(column.name)):
        longer = [text for text in strangers if len(name) > 5 and name in text]
        if found := longer or difflib.get_close_matches(
            name, strangers, n=1, cutoff=0.8 if len(name) > 4 else 0.65
        ):
            return found[0]
    return None
