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
    """Where each known column stands (`at`: name → index), where the header stands and what is wrong with it."""

    row: int
    separator: str
    width: int
    at: dict[str, int]
    problems: list[Problem] = field(default_factory=list)
    titled: frozenset[int] = frozenset()
    """Indexes of the columns that have a heading."""


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
            "Dòng đầu phải là tên cột: " + ", ".join(c.label for c in table.columns if c.required)
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


def _match(number: int, fields: list[str], separator: str, table: Table, columns: dict[str, Column]) -> Header:
    header = Header(number, separator, len(fields), {})
    header.titled = frozenset(i for i, text in enumerate(fields) if text.strip())
    seen: dict[str, int] = {}
    for index in sorted(header.titled):
        text, cell = fields[index], f"{column_letters(index)}{number}"
        column = columns.get(_bare(text))
        name = column.name if column else _bare(text)
        if name in seen:
            remedy = f"Xoá hoặc đổi tên một trong hai cột {column_letters(seen[name])} và {column_letters(index)}"
            if column:
                raise Unreadable("tiêu đề này đứng ở hai cột", remedy, cell=cell, label=column.label, value=text)
            header.problems.append(Problem(table.file, "tiêu đề này đứng ở hai cột", remedy, cell, value=text))
        seen[name] = index
        if column:
            header.at[name] = index
    _misspelt(header, fields, table, columns)
    return header


def _misspelt(header: Header, fields: list[str], table: Table, columns: dict[str, Column]) -> None:
    """Report columns that are missing, with the heading in the file that is nearly theirs."""
    strangers = {_bare(fields[i]): i for i in header.titled if _bare(fields[i]) not in columns}
    faults = []
    for column in table.columns:
        if column.name in header.at:
            continue
        near = _nearest(column, list(strangers))
        if near is not None:
            index = strangers.pop(near)
            cell, value = f"{column_letters(index)}{header.row}", fields[index].strip()
            reason, remedy = f"tiêu đề lạ, gần giống “{column.label}”", f"Sửa tiêu đề thành “{column.label}”"
        elif column.required:
            cell = value = ""
            reason, remedy = f"thiếu cột “{column.label}”", f"Thêm cột “{column.label}” vào dòng tiêu đề"
        else:
            continue
        faults.append((column, Problem(table.file, reason, remedy, cell, column.label, value)))
    header.problems += [problem for _, problem in faults]
    if any(column.required or column.kind != "text" for column, _ in faults):
        raise Columns(header.problems)


class Columns(Exception):
    """Columns that figures need are missing or misspelt: the file is not used, each column is one problem."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def _nearest(column: Column, strangers: list[str]) -> str | None:
    for name in (_bare(column.label), _bare(column.name)):
        if found := difflib.get_close_matches(name, strangers, n=1, cutoff=0.8 if len(name) > 4 else 0.65):
            return found[0]
    return None
