"""The grid itself: its columns by the schema, and the rows that it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from emulation.intake.problems import Problem
from emulation.office.named import NOBODY, Names
from emulation.office.table import RowId, Sheet
from emulation.office.table_check import alone, line_of
from emulation.schema import Column
from emulation.store.document import Cells
from emulation.ui.office.tables import paste
from emulation.ui.office.tables.opened import Filter, Opened
from emulation.ui.parts import cell_editor

LINE, FAULT = "_line", "_fault"
"""The grid's own columns: Excel's number of the row, and what is wrong with it."""
ROW_HEIGHT, MOST_ROWS = 35, 13
"""Pixels, and so many rows, heading and all, are on screen at once."""
MOST_CHOICES = 2000
"""So many ids a list offers; of more, one is typed."""
_HINTS = {
    "date": "ngày/tháng/năm, ví dụ 05/11/2026",
    "year": "ví dụ 2026",
    "quarter": "1 đến 4, hoặc I đến IV",
    "period": "ví dụ 2026-Q3, 2026-H1, 2026, 2025-2026",
    "decimal": "số, ví dụ 8,5",
    "whole": "số nguyên",
}
_WIDE = {"title", "name", "nominee_name", "note", "evidence", "notice", "legal_basis", "indicator"}


def draw(of: Opened, shows: Filter, faults: Sequence[Problem], *, may_edit: bool) -> None:
    """Draw the grid with the rows that the filter `shows`. New ones are added at its end."""
    if of.shows != shows:
        of.gathered = of.typed()
        found = of.sheet.found(of.gathered, words=shows.words, units=shows.units, lines=shows.lines)
        of.rows = tuple(row for row, _ in found)
        of.frame, of.settings = _frame(of, found, faults)
        of.height = ROW_HEIGHT * min(max(len(of.rows), 3) + 3, MOST_ROWS) + 3
        of.shows, of.turn = shows, of.turn + 1
    elif of.key not in st.session_state:
        of.begin(of.latest)
        draw(of, shows, faults, may_edit=may_edit)
        return
    if may_edit:
        paste.keys(
            of, [at for at, name in enumerate(of.settings) if "options" in of.settings[name]["type_config"]]
        )
    manner: dict[str, Any] = {"num_rows": "dynamic"} if may_edit else {"disabled": True}
    cell_editor.warm(of.key)
    st.data_editor(
        of.frame,
        key=of.key,
        hide_index=True,
        height=of.height,
        placeholder="",
        alt=f"Bảng {of.sheet.table.title}",
        column_config=of.settings,
        **manner,
    )


def _frame(
    of: Opened, found: Sequence[tuple[RowId, Cells]], faults: Sequence[Problem]
) -> tuple[pd.DataFrame, dict[str, Any]]:
    sheet = of.sheet
    wrong = _wrong(sheet, faults)
    cells: dict[str, list[str | None]] = {
        LINE: ["mới" if isinstance(row, int) else str(sheet.lines[row]) for row, _ in found]
    }
    settings: dict[str, Any] = {
        LINE: st.column_config.TextColumn(
            "Dòng", disabled=True, pinned=True, width=60, help="Số dòng trong Excel"
        )
    }
    if wrong:
        cells[FAULT] = [None if isinstance(row, int) else wrong.get(sheet.lines[row]) for row, _ in found]
        settings[FAULT] = st.column_config.TextColumn("Lỗi", disabled=True, width="medium")
    for number, column in enumerate(sheet.columns):
        name = of.in_grid(number)
        cells[name] = [row.get(column.name) or None for _, row in found]
        settings[name] = _column(column, sheet, {text for text in cells[name] if text})
    return pd.DataFrame(cells, dtype="string"), settings


def _wrong(sheet: Sheet, faults: Sequence[Problem]) -> dict[int, str]:
    """Excel's number of a row → what is wrong with it."""
    wrong: dict[int, list[str]] = {}
    for problem in faults:
        if problem.file == sheet.table.file and (line := line_of(problem)):
            wrong.setdefault(line, []).append(f"{problem.label}: {alone(problem.reason)}")
    return {line: "; ".join(each) for line, each in wrong.items()}


def _column(column: Column, sheet: Sheet, used: set[str]) -> Any:
    help = ". ".join(filter(None, (_first_upper(column.meaning), _first_upper(_HINTS.get(column.kind, "")))))
    help = f"{'Phải có. ' if column.required else ''}{help}"
    if column.name in sheet.table.key and len(sheet.table.key) == 1 and column.kind == "id":
        help = "Để trống thì chương trình đặt mã. " + help
    names: Names = sheet.names.get(column.name, NOBODY)
    if column.kind == "code":
        return _list(column, help, column.values, used, {})
    if names.labels and len(names.labels) <= MOST_CHOICES:
        return _list(column, help, tuple(names.labels), used, names.labels)
    width = "medium" if column.name in _WIDE else None
    return st.column_config.TextColumn(column.label, help=help or None, width=width)


def _list(
    column: Column, help: str, offered: Sequence[str], used: set[str], labels: Mapping[str, str]
) -> Any:
    """A list of what is `offered`; what else the rows have is shown as they have it."""
    others = sorted(used.difference(offered))

    known = {*offered, *(word for word, _ in column.aliases)}

    def shown(each: Any) -> str:
        return labels.get(each, each) if each in known else f"⚠ {each}"

    return st.column_config.SelectboxColumn(
        column.label,
        help=help or None,
        options=[*offered, *others],
        format_func=shown,
        width="medium" if labels else None,
    )


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
