"""Formats and column widths of the sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from emulation.palette import LIGHT, WHITE
from emulation.schema import Column
from emulation.workbook.cells import NUMBERS

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""XlsxWriter's options for every workbook: text is never converted to a formula, link or number."""

_ALIGN = {"date": "left", "year": "left", "quarter": "left"}
_WIDTHS = {"date": 13, "decimal": 11, "whole": 11, "year": 8, "quarter": 8, "period": 11}
_NARROWEST, _WIDEST = 10, 60
_INK, _FILLED, _PLAIN = LIGHT["ink"], LIGHT["primary"], LIGHT["line"]


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of one workbook. `quoted`: for text that would be a formula if it were typed."""

    required: Format
    optional: Format
    text: Format
    quoted: Format
    title: Format
    bold: Format
    prose: Format
    link: Format
    numbers: Mapping[str, Format]

    @classmethod
    def of(cls, book: Workbook) -> Formats:
        head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": WHITE}
        top = {"valign": "top", "text_wrap": True}
        return cls(
            required=book.add_format({**head, "bg_color": _FILLED, "font_color": WHITE}),
            optional=book.add_format({**head, "bg_color": _PLAIN, "font_color": _INK}),
            text=book.add_format({**top, "num_format": "@"}),
            quoted=book.add_format({**top, "num_format": "@", "quote_prefix": True}),
            title=book.add_format({"bold": True, "font_size": 16, "font_color": _FILLED}),
            bold=book.add_format({**top, "bold": True}),
            prose=book.add_format(top),
            link=book.add_format({**top, "font_color": _FILLED, "underline": 1}),
            numbers={
                kind: book.add_format(
                    {"valign": "top", "num_format": shown, "align": _ALIGN.get(kind, "right")}
                )
                for kind, shown in NUMBERS.items()
            },
        )

    def of_column(self, column: Column) -> Format:
        """The format of a column's cells."""
        return self.numbers.get(column.kind, self.text)


def width(column: Column, texts: Iterable[str]) -> float:
    """A column's width in characters, chosen from a sample of its `texts`."""
    heading = len(column.label) + 4
    if column.kind in _WIDTHS:
        return max(_WIDTHS[column.kind], min(heading, 16))
    longest = max((len(line) for text in (*texts, *column.words) for line in text.split("\n")), default=0)
    return min(max(longest + 2, min(heading, 24), _NARROWEST), _WIDEST)
