"""Reading a report's workbook back: what a program sees in it, and what its formulas come to."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.request import Request
from emulation.scope import VIETNAM, Scope
from emulation.warehouse import Warehouse

MADE_AT = datetime(2026, 11, 23, 10, 15, tzinfo=VIETNAM)


def facts_of(warehouse: Warehouse, kind: str, scope: Scope | None = None) -> Facts:
    """The facts of a report on `scope`, by default the year of the data's own day."""
    return Facts(warehouse, Request(KINDS[kind], scope or Scope.at(warehouse.default_as_of)), MADE_AT)


def shown(data: bytes) -> Workbook:
    """The workbook with the values that formulas were written with."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def written(data: bytes) -> Workbook:
    """The workbook with its formulas."""
    return openpyxl.load_workbook(io.BytesIO(data))


def texts(sheet: Worksheet) -> list[str]:
    """Every text of a sheet, row by row."""
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def charts_of(sheet: Any) -> list[Any]:
    """The charts on a sheet."""
    return sheet._charts


def head_row(sheet: Worksheet) -> int:
    """The row of the headings: the last of those that stay in sight."""
    assert sheet.freeze_panes
    return int(re.sub(r"\D", "", sheet.freeze_panes)) - 1


def rows_of(sheet: Worksheet) -> list[dict[str, Any]]:
    """The framed rows below the headings, heading → value; days as dates."""
    head = head_row(sheet)
    names = [cell.value for cell in sheet[head]]
    found = []
    for row in sheet.iter_rows(min_row=head + 1):
        if row[0].border.left.style is None:
            break
        values = [c.value.date() if isinstance(c.value, datetime) else c.value for c in row]
        found.append(dict(zip(names, values, strict=True)))
    return found


def evaluated(sheet: Worksheet, formula: str) -> float:
    """What `=SUM(…)` over cells and ranges comes to, given the values that programs see in `sheet`."""
    inside = re.fullmatch(r"=SUM\((.*)\)", formula)
    assert inside, formula
    total = 0.0
    for part in inside[1].split(","):
        cells = sheet[part]
        grid = cells if isinstance(cells, tuple) else ((cells,),)
        total += sum(c.value for row in grid for c in row if isinstance(c.value, int | float))
    return total


def formulas_hold(data: bytes) -> int:
    """Check that every formula comes to the value it was written with; gives how many there are."""
    values, count = shown(data), 0
    for sheet in written(data).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = values[sheet.title][cell.coordinate].value
                    assert value == evaluated(values[sheet.title], str(cell.value)), (sheet.title, cell)
                    count += 1
    return count
