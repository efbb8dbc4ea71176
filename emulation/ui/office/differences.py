"""The table of changes, before or after a save: one line per cell, before and after side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from emulation.schema import Table
from emulation.store import Clash, RowChange, RowKey, counted
from emulation.ui.office import long_table
from emulation.ui.parts import names, tables

_COLUMNS = {
    "kind": tables.TableColumn("Thay đổi", width="10%"),
    "row": tables.TableColumn("Dòng", width="34%"),
    "column": tables.TableColumn("Cột", width="16%"),
    "before": tables.TableColumn("Trước", width="20%"),
    "after": tables.TableColumn("Sau", width="20%"),
}
_ORDER = {"Thêm": 0, "Sửa": 1, "Xoá": 2}
_CLASHES = {
    "row": tables.TableColumn("Dòng", width="30%"),
    "column": tables.TableColumn("Cột", width="13%"),
    "was": tables.TableColumn("Lúc xuất", width="19%"),
    "theirs": tables.TableColumn("Người kia sửa thành", width="19%"),
    "mine": tables.TableColumn("Trong sổ", width="19%"),
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
    long_table.draw(
        lines(table, changes),
        _COLUMNS,
        key=key,
        caption=f"{table.title} ({table.file}): {counted(changes) or 'không có gì khác'}",
        file_name=f"thay-doi-{table.name}",
        page_rows=10,
        empty="Không có gì khác.",
    )


def lines(table: Table, changes: Sequence[RowChange]) -> list[tuple[str, str, str, str, str]]:
    """(kind, row, column, before, after): one line per cell of a changed row, one line per added or deleted row. New rows
    come first, then changed cells, of which those in the file's own columns last, then deleted rows."""
    known, labels = _known(table), set(table.labels().values())
    told = [line for change in changes for line in _lines(table, change, known)]
    return sorted(told, key=lambda line: (_ORDER[line[0]], line[0] == "Sửa" and line[2] not in labels))


def draw_clashes(table: Table, clashes: Sequence[Clash], *, key: str) -> None:
    """What others changed too, in the versions that there are."""
    known = _known(table)
    shown = [
        (_row_in_words(table, c.key, known), _label(table, c.column) or "(cả dòng)", c.was, c.theirs, c.mine)
        for c in clashes
    ]
    long_table.draw(
        shown,
        _CLASHES,
        key=key,
        caption=f"{table.title} ({table.file}): người khác cũng đã sửa từ lúc xuất sổ",
        file_name=f"trung-sua-{table.name}",
        page_rows=10,
    )


def _known(table: Table) -> Mapping[str, Mapping[str, str]]:
    """Id column → id → name."""
    return {name: names.of(of) for name, of in _NAMED.items() if name in table.identity and of != table.name}


def _lines(
    table: Table, change: RowChange, known: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str, str, str, str]]:
    row = _row_in_words(table, change.key, known)
    before, after = change.before or {}, change.after or {}
    if change.kind == "Sửa":
        return [
            (change.kind, row, _label(table, name), before.get(name, ""), after.get(name, ""))
            for name in change.fields
        ]
    return [(change.kind, row, "(cả dòng)", _whole(table, before), _whole(table, after))]


def _row_in_words(table: Table, key: RowKey, known: Mapping[str, Mapping[str, str]]) -> str:
    parts = [
        f"{text} ({known[name][text]})" if text in known.get(name, {}) else text
        for name, text in zip(table.identity, key, strict=False)
        if text
    ]
    return " · ".join(parts) or "(dòng không có mã)"


def _whole(table: Table, cells: Mapping[str, str]) -> str:
    shown = [(name, text) for name, text in cells.items() if text and name not in table.identity]
    return "; ".join(f"{_label(table, name)}: {text}" for name, text in shown)


def _label(table: Table, name: str) -> str:
    return table.labels().get(name, name)
