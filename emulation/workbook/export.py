"""The Excel workbook of a data folder: a guide, then one sheet per file. Importing it gives the same rows."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from emulation.intake import Problem
from emulation.intake.cells import Fault
from emulation.intake.origin import Origin
from emulation.intake.problems import column_letters
from emulation.schema import TABLES, Column
from emulation.store.document import Document, RowKey, untitled_number
from emulation.text import escape_formula
from emulation.workbook.allowed import validation
from emulation.workbook.cells import NUMBERS, grouped, stored
from emulation.workbook.explain import explain
from emulation.workbook.guide import TITLE, write_guide
from emulation.workbook.origin import write_origin
from emulation.workbook.sheets import OPTIONS, Formats, width

LAST_ROW = 1_048_575
"""Index of a sheet's last row, which is also the number of rows that fit below the heading."""

_SPARE = 1000
"""Empty rows below the data that the filter covers."""
_LOOKED_AT = 300
"""Rows that are examined to choose the widths of columns."""
_NOTE_WIDTH = 38
"""Characters per line of a note."""
_HEAD_HEIGHT = 36
_A4 = 9


class CannotExport(Exception):
    """Content that no workbook can hold. The message, in Vietnamese, names the file, the cell and the remedy."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.line())
        self.problem = problem


def workbook(documents: Mapping[str, Document], today: date, origin: Origin | None = None) -> bytes:
    """The .xlsx of `documents` (table → document), dated `today`; `origin` is written into it. Raises CannotExport.

    A table without a document gets no sheet, so that importing the workbook cannot empty a file that was unreadable. The
    guide lists these tables.
    """
    data = io.BytesIO()
    book = Workbook(data, OPTIONS)
    book.set_properties({"title": TITLE, "created": datetime(today.year, today.month, today.day)})
    formats = Formats.of(book)
    write_guide(book, formats, documents, today)
    tables = [table for table in TABLES if table.name in documents]
    homes = {t.name: t.columns.index(t.column(t.key[0])) for t in tables if t.key}
    for table in tables:
        _Sheet(book, documents[table.name], formats).write(homes, today)
    if origin:
        write_origin(book, formats, origin)
    book.close()
    return data.getvalue()


@dataclass(frozen=True, slots=True)
class _Place:
    """The position of a column in the sheet. `titled`: whether it has a heading."""

    index: int
    column: Column
    titled: bool = True


class _Sheet:
    """The sheet of one document."""

    def __init__(self, book: Workbook, document: Document, formats: Formats) -> None:
        self.document, self.table, self.formats = document, document.table, formats
        self.sheet = book.add_worksheet(self.table.title)
        self.places = _places(document)

    def write(self, homes: Mapping[str, int], today: date) -> None:
        rows = len(self.document.rows())
        if rows > LAST_ROW:
            reason = f"tệp có {grouped(rows)} dòng, một trang Excel chỉ chứa được {grouped(LAST_ROW)}"
            raise CannotExport(Problem(self.table.file, reason, "Chuyển bớt dòng cũ sang tệp khác"))
        for place in self.places:
            self._head(place)
            self._fill(place)
            if rule := validation(self.table, place.column, homes, today):
                self.sheet.data_validation(1, place.index, LAST_ROW, place.index, rule)
        self._set_up(rows)

    def _head(self, place: _Place) -> None:
        """Write a heading with its note, and set the width and format of the column."""
        column, index = place.column, place.index
        texts = [row.get(column.name, "") for row in islice(self.document.rows().values(), _LOOKED_AT)]
        self.sheet.set_column(index, index, width(column, texts), self.formats.of_column(column))
        if place.titled:
            look = self.formats.required if column.required else self.formats.optional
            self._put(0, index, column.label, look)
            note = explain(self.table, column)
            lines = sum(len(line) // _NOTE_WIDTH + 1 for line in note.split("\n"))
            size = {"width": 280, "height": 18 * lines + 12, "font_size": 9}
            self.sheet.write_comment(0, index, note, size)

    def _fill(self, place: _Place) -> None:
        """Write the cells of a column. Each distinct text is converted once."""
        known: dict[str, tuple[str | int | float, Format | None]] = {}
        for row, (key, cells) in enumerate(self.document.rows().items(), start=1):
            if text := cells.get(place.column.name):
                if text not in known:
                    known[text] = self._stored(text, place.column, key)
                self._put(row, place.index, *known[text])

    def _stored(self, text: str, column: Column, key: RowKey) -> tuple[str | int | float, Format | None]:
        """The value to write for a cell, and its format if it differs from the column's."""
        try:
            value = stored(text, column)
        except Fault as fault:
            cell = self._cell(column, key)
            problem = Problem(self.table.file, fault.reason, fault.remedy, cell, column.label, text)
            raise CannotExport(problem) from None
        formula = isinstance(value, str) and escape_formula(value) != value
        return value, self.formats.quoted if formula else None

    def _cell(self, column: Column, key: RowKey) -> str:
        """The address of a cell in the file; only its row if the column is not in the schema."""
        row = len(self.document.above) + 2 + self.document.positions[key]
        index = self.document.at.get(column.name)
        return f"dòng {row}" if index is None else f"{column_letters(index)}{row}"

    def _put(self, row: int, index: int, value: str | int | float, look: Format | None) -> None:
        refused = (
            self.sheet.write_string(row, index, value, look)
            if isinstance(value, str)
            else self.sheet.write_number(row, index, value, look)
        )
        if refused:
            reason = "ô nằm ngoài 16.384 cột của một trang Excel"
            raise CannotExport(Problem(self.table.file, reason, "Xoá bớt cột thừa", f"dòng {row + 1}"))

    def _set_up(self, rows: int) -> None:
        """Set the layout on screen and on paper: frozen heading, filter, page setup."""
        sheet = self.sheet
        sheet.set_row(0, _HEAD_HEIGHT)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, min(rows + _SPARE, LAST_ROW), max(place.index for place in self.places))
        texts = [column_letters(p.index) for p in self.places if p.column.kind not in NUMBERS]
        # Ids of digits are meant as text: no warning "number stored as text".
        sheet.ignore_errors({"number_stored_as_text": " ".join(f"{x}2:{x}{LAST_ROW + 1}" for x in texts)})
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&RTrang &P/&N")


def _places(document: Document) -> list[_Place]:
    """The schema's columns in order, then the file's other columns, then those without a heading."""
    own = [name for name in document.columns if name not in document.table.labels()]
    numbers = {name: untitled_number(name) for name in own}
    titled = [*document.table.columns, *(document.column(name) for name in own if numbers[name] is None)]
    places = [_Place(index, column) for index, column in enumerate(titled)]
    for name, number in numbers.items():
        if number is not None:
            places.append(_Place(len(titled) + number - 1, document.column(name), titled=False))
    return places
