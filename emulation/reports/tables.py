"""A table on a sheet: headings, rows in groups, "Cộng" as formulas that Excel keeps right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xlsxwriter.utility import xl_rowcol_to_cell

from emulation import words
from emulation.palette import SHEET
from emulation.reports.sheets import NUMBERS, Paper

Kind = Literal["text", "code", "ordinal", "whole", "rank", "points", "rate", "day", "change", "across"]

HEAD = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
"""The look of a heading."""
_LEFT, _CENTRED = ("text",), ("code", "ordinal", "rank", "rate", "day", "change")
_TO_KNOW = ("rank", "points", "rate", "change")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column's heading, its width in digits, and what a row has there.

    kind: `code` is a short text in the middle; `ordinal` counts the rows; `across` adds up the row's `adds`. Where a
    rank, points, a rate or a change is not known there is a dash, else the cell stays empty. adds: `Cộng` adds it up.
    """

    heading: str
    width: float
    of: Callable[[Any], Any] = lambda row: None
    kind: Kind = "text"
    adds: bool = False


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that belong together, under a heading of their own if they have one."""

    rows: Sequence[Any]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What to write. `empty`: the sentence where no group has a row; `notes`: how to read the figures where one has."""

    columns: Sequence[SheetColumn]
    groups: Sequence[RowGroup]
    empty: str
    notes: Sequence[str] = ()

    def write(self, paper: Paper) -> tuple[int, int]:
        """Write it at the paper's next row; gives the indices of the first and the last row of the last group."""
        for index, column in enumerate(self.columns):
            paper.put(paper.row, index, column.heading, **HEAD, bg_color=SHEET["heading"])
        # Headings are bold, and Excel keeps text off the borders: so a little less room.
        paper.fit(paper.row, [(column.heading, column.width - 1) for column in self.columns])
        paper.row += 1
        paper.headings(1)
        first = paper.row
        if not any(group.rows for group in self.groups):
            paper.line(self.empty, border=1, italic=True)
            return first, first
        for group in self.groups:
            if group.rows:
                first = self._group(paper, group)
        last = paper.row - 1 - any(column.adds for column in self.columns)
        for note in self.notes:
            paper.line(note, font_size=10)
        return first, last

    def _group(self, paper: Paper, group: RowGroup) -> int:
        if group.heading:
            paper.line(group.heading, border=1, bold=True, valign="vcenter")
        first = paper.row
        for number, row in enumerate(group.rows, start=1):
            values = [number if column.kind == "ordinal" else column.of(row) for column in self.columns]
            for index, (column, value) in enumerate(zip(self.columns, values, strict=True)):
                self._cell(paper, index, column, value)
            texts = [v if isinstance(v, str) else "" for v in values]
            paper.fit(paper.row, zip(texts, paper.widths, strict=True))
            paper.row += 1
        if any(column.adds for column in self.columns):
            self._sums(paper, group, first)
        return first

    def _cell(self, paper: Paper, index: int, column: SheetColumn, value: Any) -> None:
        look = _look(column.kind)
        if column.kind == "across":
            places = [at for at, other in enumerate(self.columns) if other.adds and other.kind != "across"]
            formula = f"=SUM({_cells(paper.row, places[0], paper.row, places[-1])})"
            paper.formula(paper.row, index, formula, value, **look)
        elif value is None and column.kind in _TO_KNOW:
            paper.put(paper.row, index, words.MISSING, **look)
        else:
            paper.put(paper.row, index, value, **look)

    def _sums(self, paper: Paper, group: RowGroup, first: int) -> None:
        named = next(index for index, column in enumerate(self.columns) if column.kind in ("text", "code"))
        for index, column in enumerate(self.columns):
            look = _look(column.kind) | {"bold": True}
            if column.adds:
                value = sum(column.of(row) for row in group.rows)
                formula = f"=SUM({_cells(first, index, paper.row - 1, index)})"
                paper.formula(paper.row, index, formula, value, **look)
            else:
                paper.put(paper.row, index, "Cộng" if index == named else None, **look)
        paper.row += 1


def _look(kind: Kind) -> dict[str, Any]:
    look: dict[str, Any] = {"border": 1, "valign": "top", "text_wrap": kind in ("text", "code")}
    if kind in NUMBERS or kind in ("across", "ordinal", "rank"):
        look["num_format"] = NUMBERS.get(kind, NUMBERS["whole"])
    if kind in _LEFT:
        return look
    return look | ({"align": "center"} if kind in _CENTRED else {"align": "right", "indent": 1})


def _cells(top: int, left: int, bottom: int, right: int) -> str:
    return f"{xl_rowcol_to_cell(top, left)}:{xl_rowcol_to_cell(bottom, right)}"
