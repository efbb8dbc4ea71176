"""What the ids of other files are called, and the id that a typed name means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from emulation.intake.cells import written
from emulation.office.change_set import Row, ask, rows_of
from emulation.schema import TABLE, Column, Table, home
from emulation.scope import Scope
from emulation.text import fold, spelling
from emulation.warehouse import NotAvailable, Warehouse

_QUERIES = {  # a file of ids -> the query that has their names, the column of the name, and one that comes before it
    "units": ("unit_names", "unit_name", ""),
    "blocs": ("bloc_names", "bloc_name", ""),
    "tasks": ("task_names", "title", "clause"),
    "awards": ("award_names", "award_name", ""),
    "criteria": ("criterion_names", "criterion_name", ""),
    "movements": ("movement_names", "movement_name", ""),
}
_ROWS = {"dossiers": ("nominee_name", "dossier_id"), "meetings": ("title", "held_on")}
"""The same of files whose rows have the names themselves."""


@dataclass(frozen=True, eq=False)
class Names:
    """The ids of one file. `labels`: id → what a list shows for it, no two alike; `spoken`: id → all its names."""

    labels: Mapping[str, str] = field(default_factory=dict)
    spoken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def meant(self, text: str) -> str:
        """The id that a typed text means: an id, or a name that only one has, with diacritics or without; else the text.

        >>> units = Names({"CAX": "Công an xã"}, {"CAX": ("Công an xã", "Công an xã Nghi Dương")})
        >>> [units.meant(text) for text in ("CAX", "công an  xã", "cong an xa nghi duong", "Công an")]
        ['CAX', 'CAX', 'CAX', 'Công an']
        """
        if not text or text in self.spoken:
            return text
        for known, key in ((self._spelt, spelling(text)), (self._folded, fold(text))):
            if len(found := known.get(key, ())) == 1:
                return next(iter(found))
        return text

    @cached_property
    def _spelt(self) -> dict[str, set[str]]:
        return self._by(spelling)

    @cached_property
    def _folded(self) -> dict[str, set[str]]:
        """Of several words: II.1.d is no way to write II.1.đ."""
        return self._by(lambda name: fold(name) if " " in name.strip() else "")

    def _by(self, compared: Callable[[str], str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for each, names in self.spoken.items():
            for name in (*names, self.labels.get(each, "")):
                found.setdefault(compared(name), set()).add(each)
        return found


NOBODY = Names()


def names_for(table: Table, warehouse: Warehouse) -> dict[str, Names]:
    """Column of `table` that holds ids of another file → these ids and their names; none where that file cannot be read."""
    homes = {c.name: refers_to(table, c) for c in table.columns}
    read = {name: _names(name, warehouse) for name in set(homes.values()) if name}
    return {column: read[target] for column, target in homes.items() if target}


def refers_to(table: Table, column: Column) -> str:
    """The file whose ids a column holds; empty for a column of another kind, and for the table's own ids."""
    return home(table, column.name) if any(column.name in r.columns for r in table.references) else ""


def _names(table: str, warehouse: Warehouse) -> Names:
    try:
        rows, name, before = _rows(table, warehouse)
    except NotAvailable:
        return NOBODY
    (key,) = TABLE[table].key
    labels = {row[key]: " ".join(filter(None, (_said(row.get(before)), _said(row[name])))) for row in rows}
    known: dict[str, int] = {}
    for label in labels.values():
        known[label] = known.get(label, 0) + 1
    return Names(
        {each: label if known[label] == 1 else f"{label} ({each})" for each, label in labels.items()},
        {row[key]: () if table == "dossiers" else _texts(row) for row in rows},
    )


def _texts(row: Row) -> tuple[str, ...]:
    """All names that a row has. (Nobody names a dossier: many are of one nominee.)"""
    return tuple(value for value in row.values() if isinstance(value, str) and value)


def _rows(table: str, warehouse: Warehouse) -> tuple[list[Row], str, str]:
    if table in _ROWS:
        name, before = _ROWS[table]
        wanted = (*TABLE[table].key, name, before)
        return [{key: row[key] for key in wanted} for row in rows_of(warehouse, table)], name, before
    query, name, before = _QUERIES[table]
    return ask(warehouse, query, Scope.at(warehouse.default_as_of)), name, before


def _said(value: Any) -> str:
    return written(value) if isinstance(value, date) else str(value or "")
