"""An Excel workbook → a CSV source per sheet, which is then read like a file.

openpyxl gives the type of each cell: formula, date, error.
"""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as clock
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from emulation.intake import grid, headers, origin, recognise, suspects
from emulation.intake.cells import NUMBERS, clearly, decimal_text, one_line_end, written
from emulation.intake.files import Source
from emulation.intake.problems import Problem, Unreadable, column_letters
from emulation.intake.rows import Tell
from emulation.schema import TABLE, Column, Table
from emulation.text import fold, trim

MOST_CELLS = 10_000_000
"""Most cells of a sheet, counting blank cells to the left of others."""
ROWS_OF_EXCEL = 1_048_576
OWN_SHEETS = ("huong dan", fold(origin.SHEET))
"""Sheets without data in the workbooks that this program makes; names normalised by `fold`."""
SEPARATOR = ","
"""Separator of the CSV text. With commas, a text like 1,250 is ambiguous, as it is in a sheet."""
NO_VALUE = "#FORMULA!"
"""Replaces a formula in a data cell. Every column refuses it, like an error value of Excel."""

_ROWS_A_TURN = 1000
"""Rows after which the progress is told and other threads get a turn (`time.sleep(0)` releases the GIL)."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Book:
    """The sheets of a workbook: table → source. `faults`: tables that two sheets hold; `notes`: sheets that are no table.
    `origin`: of what this program exported."""

    sheets: dict[str, Source] = field(default_factory=dict)
    faults: dict[str, Problem] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    origin: origin.Origin | None = None


def read_workbook(name: str, data: bytes, tell: Tell = lambda share: None) -> Book:
    """The tables in the workbook `name`. `tell` receives the progress, 0 to 1. Raises Unreadable."""
    # Imported late: openpyxl loads slowly, and most readings do not need it.
    from emulation.intake.package import open_book

    try:
        package = open_book(data)
        sheets = list(_sheets(package.worksheets, tell))
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises many kinds of exceptions on damaged files.
        raise Unreadable("sổ Excel bị hỏng hoặc không đúng định dạng .xlsx", recognise.SAVE_AS) from error
    if not sheets:
        raise Unreadable("sổ không có trang nào đọc được", recognise.SAVE_AS)
    book = _book(name, [sheet for sheet in sheets if sheet.rows])
    book.origin = _origin(package, sheets)
    return book


def open_upload(name: str, data: bytes, tell: Tell = lambda share: None) -> Book:
    """The tables in an uploaded file, a CSV file or a workbook; `tell` as of `read_workbook`. Raises Unreadable."""
    if recognise.is_workbook(name, data):
        return read_workbook(name, data, tell)
    return Book({recognise.csv_table(name, data).name: Source(name, data)})


def _origin(package: Any, sheets: list[_Sheet]) -> origin.Origin | None:
    """By the properties, which nobody edits unawares; else by the sheet."""
    properties = [(str(each.name), str(each.value)) for each in package.custom_doc_props.props]
    told = (
        (texts[0], texts[1])
        for sheet in sheets
        if fold(sheet.title) == fold(origin.SHEET)
        for texts in sheet.rows.values()
        if len(texts) > 1
    )
    return origin.read(properties) or origin.read(told)


@dataclass(slots=True)
class _Sheet:
    """The rows of a sheet that are not blank: row number → texts. `formulas`, `unclear`: by row number and column index, the
    formulas and the numbers that would be ambiguous as text (38,125)."""

    title: str
    rows: dict[int, list[str]] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    unclear: list[tuple[int, int]] = field(default_factory=list)


def _sheets(worksheets: list[Any], tell: Tell) -> Iterator[_Sheet]:
    sizes = [
        sheet.max_row or 1 for sheet in worksheets
    ]  # As the file tells them: good enough for the progress.
    before = 0
    for sheet, size in zip(worksheets, sizes, strict=True):
        yield _read(sheet, partial(_tell_rows, tell, before, sum(sizes)))
        before += size


def _tell_rows(tell: Tell, before: int, of: int, number: int) -> None:
    tell(min((before + number) / of, 1.0))


def _read(worksheet: Any, tell: Callable[[int], None]) -> _Sheet:
    """The rows of a sheet; `tell` receives the number of the row reached."""
    worksheet.reset_dimensions()  # The size stored in the file may be too small.
    sheet = _Sheet(worksheet.title)
    cells = 0
    for number, row in enumerate(worksheet.rows, start=1):
        if number % _ROWS_A_TURN == 0:
            time.sleep(0)
            tell(number)
        if number > ROWS_OF_EXCEL or cells > MOST_CELLS:
            raise Unreadable(f"trang “{sheet.title}” quá lớn", "Xoá các cột và dòng thừa, rồi lưu lại")
        texts = [_text(cell) for cell in row]
        while texts and not trim(texts[-1]):
            texts.pop()
        if texts:
            cells += len(texts)
            sheet.rows[number] = texts
            for index, text in enumerate(texts):
                if row[index].data_type == "f" and suspects.constant(text) is None:
                    sheet.formulas[number, index] = text
                elif row[index].data_type == "n" and clearly(text, SEPARATOR) != text:
                    sheet.unclear.append((number, index))
    return sheet


def _text(cell: Any) -> str:
    """A cell's value as text for the CSV source."""
    value = cell.value
    if value is None:
        return ""
    match cell.data_type:
        case "f":
            formula = getattr(value, "text", value)  # openpyxl wraps array formulas
            return formula if isinstance(formula, str) else "="
        case "s" | "inlineStr":
            return one_line_end(_unescaped(value))
        case "b":
            return "TRUE" if value else "FALSE"
        case "n":
            return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return written(value.date()) + (f" {value:%H:%M:%S}" if value.time() != clock() else "")
    return written(value) if isinstance(value, date) else str(value)


def _number(value: int | float, shown_as: str) -> str:
    if "%" in shown_as:
        return decimal_text(Decimal(repr(value)) * 100) + "%"
    return decimal_text(Decimal(repr(value)))


def _unescaped(text: str) -> str:
    """`text` with escapes such as _x000D_ decoded."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    # Not decoded: NUL and single surrogates, which no text file can hold.
    return escape[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def _book(name: str, sheets: list[_Sheet]) -> Book:
    book = Book()
    claims: dict[str, list[_Sheet]] = {}
    for sheet in sheets:
        if table := _table_of(sheet, Path(name).stem if len(sheets) == 1 else ""):
            claims.setdefault(table.name, []).append(sheet)
        elif fold(sheet.title) not in OWN_SHEETS:
            reason = "trang này không phải bảng nào của dữ liệu nên không đọc"
            remedy = "Nếu là dữ liệu, đặt tên trang theo tên bảng (ví dụ Nhật ký tiến độ) và đủ tên cột"
            book.notes.append(Problem(_place(name, sheet), reason, remedy, note=True))
    for table_name, claimed in claims.items():
        table, (first, *others) = TABLE[table_name], claimed
        if others:
            reason = f"trang “{first.title}” và trang “{others[0].title}” cùng là bảng {table.title}"
            book.faults[table_name] = Problem(_place(name, others[0]), reason, "Chỉ để lại một trang")
        else:
            book.sheets[table_name] = _source(first, table, _place(name, first))
    return book


def _table_of(sheet: _Sheet, stem: str) -> Table | None:
    """The table of a sheet: by its title, its headings, or (the only sheet) the file's name `stem`."""
    first = list(sheet.rows.values())[: grid.LOOK_DOWN]
    return recognise.named(sheet.title) or recognise.headed(first) or recognise.named(stem)


def _place(name: str, sheet: _Sheet) -> str:
    return f"{name} · {sheet.title}"


def _source(sheet: _Sheet, table: Table, name: str) -> Source:
    """The sheet as CSV, with the same row and column positions, so that problems have the sheet's cells."""
    numbers = _columns(sheet, table, lambda column: column.kind in NUMBERS)
    for number, index in sheet.unclear:
        if index in numbers:
            sheet.rows[number][index] = clearly(sheet.rows[number][index], SEPARATOR)
    # Columns that are not in the schema may hold formulas.
    known = _columns(sheet, table)
    for number, index in sheet.formulas:
        if index in known:
            sheet.rows[number][index] = NO_VALUE
    width = max(map(len, sheet.rows.values()))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\n")
    above = 0
    for position, (number, texts) in enumerate(sheet.rows.items()):
        out.write("\n" * (number - above - 1))
        # The heading is among the first rows. They are padded to the width of the sheet, so that no row is wider than it.
        writer.writerow(texts + [""] * (width - len(texts)) if position < grid.LOOK_DOWN else texts)
        above = number
    formulas = {f"{column_letters(i)}{n}": text for (n, i), text in sheet.formulas.items()}
    return Source(name, out.getvalue().encode("utf-8-sig", "replace"), formulas)


def _columns(sheet: _Sheet, table: Table, wanted: Callable[[Column], bool] = lambda column: True) -> set[int]:
    """The indexes of the sheet's columns that are `wanted` columns of the table."""
    names = {column.name for column in table.columns if wanted(column)}
    first = list(sheet.rows.values())[: grid.LOOK_DOWN]
    return {i for texts in first for i, text in enumerate(texts) if names & headers.matched([text], table)}
