"""Rows copied in a spreadsheet, as cells of a file's columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from emulation.intake import headers
from emulation.office.table import Sheet
from emulation.store.document import Cells


@dataclass(frozen=True, slots=True)
class Pasted:
    """`rows`: understood cells by column. `refusal`: why none of the text is taken, with the remedy; else empty."""

    rows: tuple[Cells, ...] = ()
    refusal: str = ""


def cells_of(text: str) -> list[list[str]]:
    """The cells that a spreadsheet has copied, row by row: separated by tabs, blank rows left out."""
    read = csv.reader(io.StringIO(text.strip("\r\n"), newline=""), delimiter="\t")
    return [row for row in read if any(cell.strip() for cell in row)]


def pasted(sheet: Sheet, text: str, start: str = "") -> Pasted:
    """The rows of a copied text. With a heading its columns count, in any order; else those of the grid, in theirs, from
    the column `start` on (by default the first)."""
    rows = cells_of(text)
    columns = _heading(sheet, rows[0]) if rows else []
    if columns:
        rows = rows[1:]
    else:
        columns = [column.name for column in sheet.columns]
        columns = columns[columns.index(start) if start else 0 :]
    if long := next((n for n, row in enumerate(rows, 1) if any(map(str.strip, row[len(columns) :]))), 0):
        return Pasted(
            refusal=f"Chưa dán: dòng {long} có {len(rows[long - 1])} ô, từ ô đang chọn chỉ còn {len(columns)} cột. "
            "Chọn ô ở cột đầu rồi dán lại, hoặc chép cả dòng tiêu đề."
        )
    named = (dict(zip(columns, row, strict=False)) for row in rows)
    return Pasted(tuple(_understood(sheet, {n: text for n, text in cells.items() if n}) for cells in named))


def _heading(sheet: Sheet, fields: Sequence[str]) -> list[str]:
    """The column that each cell of a first row names; empty where the row is no heading: fewer than half name one."""
    own = {column.label: column.name for column in sheet.columns}
    called = [headers.called(field, sheet.table) for field in fields]
    names = [
        column.name if column else own.get(field.strip(), "")
        for field, column in zip(fields, called, strict=True)
    ]
    if sum(map(bool, names)) * 2 <= len([field for field in fields if field.strip()]):
        return []
    return [name or field.strip() for name, field in zip(names, fields, strict=True)]


def _understood(sheet: Sheet, cells: Cells) -> Cells:
    return {name: sheet.understood(name, text, cells) for name, text in cells.items()}
