"""Excel workbooks for tests, as Excel writes them or spoilt by hand."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from emulation.schema import TABLES

Rows = Sequence[Sequence[Any]]


class Text(str):
    """A cell that holds this very text, though it begins with `=`."""


def book(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook; text that begins with `=` is a formula, unless it is a `Text`."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        day, hour = (workbook.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "hh:mm"))
        for title, rows in sheets.items():
            sheet = workbook.add_worksheet(title)
            for number, row in enumerate(rows):
                for index, value in enumerate(row):
                    if isinstance(value, str) and value.startswith("=") and not isinstance(value, Text):
                        sheet.write_formula(number, index, value)
                    elif isinstance(value, time):
                        sheet.write(number, index, value, hour)
                    elif isinstance(value, date):
                        sheet.write(number, index, value, day)
                    elif value is not None:
                        sheet.write(number, index, value)
    return out.getvalue()


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            changed = change(content.decode()).encode() if part == name else content
            assert (changed != content) == (part == name)
            new.writestr(part, changed)
    return out.getvalue()


def folder_as_book(folder: Path, most: int) -> bytes:
    """The first rows of a folder's files as an officer has them in Excel: dates are dates, numbers are numbers."""
    return book({table.title: _typed(folder / table.file)[: most + 1] for table in TABLES})


def _typed(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    return [heading, *([_value(text) for text in row] for row in rows)]


def _value(text: str) -> Any:
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        return datetime.strptime(text, "%d/%m/%Y")
    if re.fullmatch(r"\d+,\d+|[1-9]\d{0,9}", text):
        return float(text.replace(",", "."))
    return text or None
