"""Sheets of Excel made to be signed: A4, Times New Roman, lines above and below a table, page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from emulation import words
from emulation.reports.contents import letterhead, phrases
from emulation.reports.facts import Facts
from emulation.text import escape_formula
from emulation.warehouse import NotAvailable
from emulation.workbook.sheets import OPTIONS

NUMBERS = {
    "whole": "[$-42A]#,##0",
    "points": "[$-42A]#,##0.00",
    "rate": "[$-42A]0.0%",
    "day": "[$-42A]dd/mm/yyyy",
    "change": '[$-42A]"▲ "#,##0;"▼ "#,##0;"● "0',
}
"""Kind of number → its format as a file writes it. 42A is Vietnamese: LibreOffice then shows 1.234,5 on any machine;
Excel takes the separators from Windows' region and shows them so where that is Vietnam."""

_FONT, _SIZE = "Times New Roman", 12
_A4 = 9
_MARGIN = 0.5
"""Inches, on each side."""
_LINE = 16.5
"""Height in points of a line of text of size 12."""
_HIGHEST = 409.0
"""Points; Excel refuses a higher row."""
_LETTERS = 1.15
"""Average letters per digit width, a little on the safe side."""
_FIRST_YEAR = 1901
"""Excel's dates before March 1900 are unreliable."""


class Book:
    """A workbook under way. `head`: the values of the letterhead."""

    def __init__(self, title: str, facts: Facts) -> None:
        self.head = letterhead.values(facts)
        self._data = io.BytesIO()
        self._looks: dict[frozenset[tuple[str, Any]], Format] = {}
        font = {"font_name": _FONT, "font_size": _SIZE}
        # 72 pixels is the column of that font.
        options = {**OPTIONS, "default_format_properties": font, "default_column_width": 72}
        self._book = Workbook(self._data, options)
        self._book.set_properties(
            {"title": title, "created": facts.made_at.replace(tzinfo=None)} | letterhead.properties(facts)
        )

    def look(self, look: Mapping[str, Any]) -> Format:
        """The format with these properties of XlsxWriter."""
        key = frozenset(look.items())
        if key not in self._looks:
            self._looks[key] = self._book.add_format(dict(look))
        return self._looks[key]

    def paper(self, name: str, widths: Sequence[float], *, landscape: bool = True) -> Paper:
        """A further sheet; `widths` of its columns, in digits."""
        return Paper(self, self._book.add_worksheet(name), widths, landscape=landscape)

    def stacked_bars(self) -> Chart:
        """A chart of the workbook, still empty."""
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        assert chart is not None
        return chart

    def close(self) -> bytes:
        """The .xlsx."""
        self._book.close()
        return self._data.getvalue()


class Paper:
    """One sheet, filled from the top. `row`: index of the next free row."""

    def __init__(self, book: Book, sheet: Worksheet, widths: Sequence[float], *, landscape: bool) -> None:
        self.book, self.sheet, self.widths, self.row = book, sheet, widths, 0
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape() if landscape else sheet.set_portrait()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, _MARGIN + 0.2)
        sheet.center_horizontally()
        sheet.set_footer(f'&C&"{_FONT},Regular"&11Trang &P/&N', {"margin": 0.3})

    @property
    def last(self) -> int:
        """Index of the last column."""
        return len(self.widths) - 1

    def line(self, text: str, first: int = 0, last: int | None = None, *, on: int = 1, **look: Any) -> None:
        """A text over the columns `first` to `last`, as high as it needs; then `on` rows further."""
        last = self.last if last is None else last
        self.cells(self.row, first, self.row, last, text, **{"text_wrap": True, "valign": "top", **look})
        size = look.get("font_size", _SIZE)
        self.fit(self.row, [(text, sum(self.widths[first : last + 1]))], size)
        self.row += on

    def fit(self, row: int, texts: Iterable[tuple[str, float]], size: float = _SIZE) -> None:
        """Set a row's height to that of its highest text. `texts`: each with the width of its cell, in digits of size 12.

        Not every program fits rows itself, and none does for merged cells.
        """
        lines = max(_lines(text, across * _SIZE / size) for text, across in texts)
        self.sheet.set_row(row, min(lines * _LINE * size / _SIZE, _HIGHEST))

    def cells(self, top: int, left: int, bottom: int, right: int, text: str, **look: Any) -> None:
        """A text in merged cells."""
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", self.book.look(look))
        self.put(top, left, text, **look)

    def put(self, row: int, column: int, value: Any, **look: Any) -> None:
        """A number or a day as such, all else as text, never as a formula; None leaves the cell empty."""
        if isinstance(value, date) and value.year < _FIRST_YEAR:
            value = words.day(value)
        if isinstance(value, str):
            self.sheet.write_string(row, column, _plain(value), self.book.look(_as_text(value, look)))
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, datetime.combine(value, time.min), self.book.look(look))
        elif value is None:
            self.sheet.write_blank(row, column, None, self.book.look(look))
        else:
            self.sheet.write_number(row, column, value, self.book.look(look))

    def formula(self, row: int, column: int, formula: str, value: Any, **look: Any) -> None:
        """A formula with its present `value`, for programs that do not recalculate."""
        self.sheet.write_formula(row, column, formula, self.book.look(look), value)

    def headings(self, rows: int) -> None:
        """Keep the last `rows` rows in sight on the screen, and on top of every page."""
        self.sheet.freeze_panes(self.row, 0)
        self.sheet.repeat_rows(self.row - rows, self.row - 1)

    def dated(self, facts: Facts, period: str = "") -> None:
        """The lines below the title: of which period, of which day, of whom."""
        day = f"Số liệu tính đến {words.day(facts.request.scope.as_of)}"
        self.line(f"{period}. {day}" if period else day, italic=True, align="center")
        if chosen := phrases.scope(facts):
            self.line(f"Phạm vi số liệu: {chosen}", italic=True, align="center")

    def end(self) -> None:
        """The last line: of which day the data are, when this was made, from which data."""
        self.row += 1
        self.line(self.book.head["dong_cuoi"], italic=True, font_size=10)


def _lines(text: str, across: float) -> int:
    """How many lines a text takes where `across` digits fit."""
    letters = max(1, int(across * _LETTERS))
    return sum(max(1, len(wrap(part, letters))) for part in text.split("\n"))


def not_available(error: NotAvailable) -> str:
    """The sentence in place of figures whose files cannot be read."""
    return f"Chưa lập được: không đọc được tệp {words.listed(error.files)}. Sửa tệp rồi tạo lại."


def _as_text(text: str, look: Mapping[str, Any]) -> Mapping[str, Any]:
    """With Excel's text prefix where the text would become a formula if it were retyped."""
    return {**look, "quote_prefix": True} if escape_formula(text) != text else look


def _plain(text: str) -> str:
    """XlsxWriter would take <r>…</r> for rich text and write it unescaped: a space at the end prevents that."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
