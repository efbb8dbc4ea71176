"""The table of changes, before or after a save: one line per cell, before and after side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from emulation.schema import Table
from emulation.store import RowChange, counted
from emulation.ui.parts import names, tables

_COLUMNS = {
    "kind": tables.TableColumn("Thay đổi", width="10%"),
    "row": tables.TableColumn("Dòng", width="34%"),
    "column": tables.TableColumn("Cột", width="16%"),
    "before": tables.TableColumn("Trước", width="20%"),
    "after": tables.TableColumn("Sau", width="20%"),
}
_NAMED = {
    "unit_id": "units",
    "task_id": "tasks",
    "criterion_id": "criteria",
    "movement_id": "movements",
}
"""Id columns that are shown with a name, and the file that has the names."""


def draw(table: Table, changes: Sequence[RowChange], *, key: str) -> None:
    """The changes of a file as a table to search, sort and download."""
    tables.table(
        pd.DataFrame(lines(table, changes), columns=list(_COLUMNS), dtype=object),
        _COLUMNS,
        key=key,
        caption=f"{table.title} ({table.file}): {counted(changes) or 'không có gì khác'}",
        file_name=f"thay-doi-{table.name}",
        page_rows=10,
        empty="Không có gì khác.",
    )


def lines(table: Table, changes: Sequence[RowChange]) -> list[tuple[str, str, str, str, str]]:
    """(kind, row, column, before, after): one line per cell of a changed row, one line per added or deleted row."""
    known = {name: names.of(of) for name, of in _NAMED.items() if name in table.identity and of != table.name}
    return [line for change in changes for line in _lines(table, change, known)]


def _lines(
    table: Table, change: RowChange, known: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str, str, str, str]]:
    row = _row_in_words(table, change, known)
    before, after = change.before or {}, change.after or {}
    if change.kind == "Sửa":
        return [
            (change.kind, row, _label(table, name), before.get(name, ""), after.get(name, ""))
            for name in change.fields
        ]
    return [(change.kind, row, "(cả dòng)", _whole(table, before), _whole(table, after))]


def _row_in_words(table: Table, change: RowChange, known: Mapping[str, Mapping[str, str]]) -> str:
    parts = [
        f"{text} ({known[name][text]})" if text in known.get(name, {}) else text
        for name, text in zip(table.identity, change.key, strict=False)
        if text
    ]
    return " · ".join(parts) or "(dòng không có mã)"


def _whole(table: Table, cells: Mapping[str, str]) -> str:
    shown = [(name, text) for name, text in cells.items() if text and name not in table.identity]
    return "; ".join(f"{_label(table, name)}: {text}" for name, text in shown)


def _label(table: Table, name: str) -> str:
    return table.labels().get(name, name)
