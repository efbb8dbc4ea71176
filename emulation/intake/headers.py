"""Finds the heading of a file, and maps its columns to those of the schema."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from emulation.intake.decoding import SAVE_AS_UTF8, looks_like_old_encoding
from emulation.intake.grid import LOOK_DOWN, SEPARATORS, Row, Text, rows
from emulation.intake.problems import Problem, Unreadable, column_letters
from emulation.intake.suspects import lost_letters
from emulation.schema import TABLES, Column, Table
from emulation.text import fold, trim

_LONGEST = 100
"""Most letters of a heading that are compared: normalising a very long text is slow."""
_REMARK = re.compile(
    r"#\s|//|(?:tong|cong|tong cong|tong so|cong chung|nguoi lap(?: bieu| bang)?) ?(?::.*)?$|tong cong [0-9]"
)
"""Start of rows that are a total, a remark or a signature, without diacritics."""


@dataclass(slots=True)
class Header:
    """The heading of a file: its row, the position of each known column, and its problems."""

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
    """False if a required column is missing, or the heading of a typed column is misspelt."""

    def report(
        self,
        reason: str,
        remedy: str,
        column: Column | None = None,
        index: int | None = None,
        value: str = "",
    ) -> None:
        """Add a problem of the heading at `index`, or of a missing column."""
        cell = "" if index is None else f"{column_letters(index)}{self.row}"
        label = column.label if column else ""
        self.problems.append(Problem(self.table.file, reason, remedy, cell, label, value))
        if column and (column.required or column.kind != "text"):
            self.usable = False


def _bare(text: str) -> str:
    return fold(text[:_LONGEST]).replace(" ", "").replace("_", "")


def known(table: Table) -> dict[str, Column]:
    """Normalised heading (Vietnamese or English, without diacritics, case and blanks) → column."""
    return {_bare(text): c for c in table.columns for text in (c.name, c.label)}


def called(text: str, table: Table) -> Column | None:
    """The column that a heading names; None if it is a stranger."""
    return known(table).get(_bare(text))


_HEADINGS = frozenset(bare for table in TABLES for bare in known(table))
"""The normalised headings of all files."""


def stray(fields: list[str], header: Header) -> tuple[str, str] | None:
    """Reason and remedy if a row is a repeated heading, a total or a remark; None for data."""
    if _REMARK.match(fold(next(text for text in fields if trim(text))[:_LONGEST])):
        return "dòng này là dòng cộng hoặc ghi chú, không phải dữ liệu", "Xoá dòng này khỏi tệp"
    known_ones = 0
    for text in (fields[i] for i in header.at.values() if i < len(fields) and trim(fields[i])):
        if _bare(text) not in _HEADINGS:
            return None
        known_ones += 1
    if known_ones > 1:
        return "dòng tiêu đề lặp lại giữa bảng", "Xoá dòng này; mỗi tệp chỉ một bảng, một dòng tiêu đề"
    return None


def matched(fields: Iterable[str], table: Table) -> set[str]:
    """The names of the columns whose headings are among `fields`."""
    columns = known(table)
    return {columns[bare].name for bare in map(_bare, fields) if bare in columns}


def find(text: Text, table: Table) -> Header:
    """The row and the separator that match the most columns of the schema. Raises Unreadable."""
    columns = known(table)
    best: tuple[int, Row, str] | None = None
    fault: Unreadable | None = None
    for separator in [text.separator] if text.separator else SEPARATORS:
        try:
            for row in islice(rows(text.body, separator), LOOK_DOWN):
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


def _match(
    number: int, fields: list[str], separator: str, table: Table, columns: dict[str, Column]
) -> Header:
    titled = frozenset(i for i, text in enumerate(fields) if trim(text))
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
    for index in strangers.values():
        if lost_letters(fields[index]):
            remedy = "Gõ lại tiêu đề, xem lại chữ cả tệp, rồi lưu loại CSV UTF-8"
            header.report("tiêu đề bị mất hoặc sai chữ khi lưu", remedy, None, index, fields[index])
    return header


def _twice(header: Header, column: Column | None, text: str, first: int, index: int) -> None:
    remedy = f"Xoá hoặc đổi tên một trong hai cột {column_letters(first)} và {column_letters(index)}"
    header.report("tiêu đề này đứng ở hai cột", remedy, column, index, text)


def _absent(header: Header, column: Column, fields: list[str], strangers: dict[str, int]) -> None:
    """Report a missing required column, or a missing column that an unknown heading resembles."""
    near = _nearest(column, list(strangers))
    if near is not None:
        index = strangers.pop(near)
        reason, remedy = f"tiêu đề lạ, gần giống “{column.label}”", f"Sửa tiêu đề thành “{column.label}”"
        header.report(reason, remedy, column, index, fields[index].strip())
    elif column.required:
        remedy = f"Thêm cột “{column.label}” vào dòng tiêu đề"
        header.report(f"thiếu cột “{column.label}”", remedy, column)


def _nearest(column: Column, strangers: list[str]) -> str | None:
    """The unknown heading that resembles the column's. For optional columns that are not text, also an abbreviation
    ("Hạn GQ", "KH"): otherwise their values would be ignored silently."""
    plain = {re.sub(r"\W", "", text): text for text in strangers}
    for name in (_bare(column.label), _bare(column.name)):
        longer = [text for text in plain if len(name) > 5 and name in text]
        if found := longer or difflib.get_close_matches(
            name, list(plain), n=1, cutoff=0.8 if len(name) > 4 else 0.65
        ):
            return plain[found[0]]
    if column.required or column.kind == "text":
        return None
    return next((plain[text] for text in plain if _short_for(text, fold(column.label).split())), None)


def _short_for(text: str, words: list[str]) -> bool:
    """Whether a normalised heading abbreviates a label: its initials, its first words, or its last words."""
    first, *others = words
    pieces = f"(?:{first}|{first[0]})" + "".join(f"(?:{word}|{word[0]})?" for word in others)
    if len(text) < 3:
        return len(text) > 1 and text == "".join(word[0] for word in words)
    return bool(re.fullmatch(pieces, text)) or text in {"".join(words[k:]) for k in range(1, len(words))}
