"""What a save would change: the rows of each file, the changes in words, and what forbids it or should be known before."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from emulation.columns import recorded_by
from emulation.intake.cells import Fault, Value, one_line_end, parse, said, written
from emulation.intake.problems import shown
from emulation.schema import TABLE, TABLES, Column
from emulation.scope import Scope
from emulation.store import Edit, NewRow, RowChange
from emulation.store.document import Cells
from emulation.text import escape_formula
from emulation.warehouse import NotAvailable, Warehouse

Row = dict[str, Any]
"""An accepted row: column → value."""

LISTED = 3
"""Most things that a warning names; of the others it tells the number."""
_TEXTS = ("text", "id")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a save changes, in words: its name, its state before and after. Something new has no before."""

    about: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A save before it is made. `store.save` takes its `edits`, `what`, the title in the history, and which reports of units
    it `answers` for what `reason`.

    `refusals` forbid the save and say the remedy; there are no edits then. `warnings` allow it.
    """

    what: str
    changes: tuple[Change, ...]
    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    edits: tuple[Edit, ...]
    answers: tuple[str, ...] = ()
    reason: str = ""

    @property
    def allowed(self) -> bool:
        return bool(self.edits or self.answers)

    def signed(self, who: str) -> ChangeSet:
        """The same with the recorder's name in the rows of logs. A name that the reader refuses forbids the save."""
        draft = Draft()
        name = draft.checked(who, recorded_by())
        if draft.refused:
            return replace(self, refusals=(*self.refusals, *draft.finish("").refusals), edits=(), answers=())
        return replace(self, edits=signed(self.edits, name)) if isinstance(name, str) else self


def signed(edits: Iterable[Edit], who: str) -> tuple[Edit, ...]:
    """Edits with the recorder's name in the new rows of logs, whatever stood there."""
    signature = {recorded_by().name: said(cleaned(who), recorded_by())}
    return tuple(_signed(edit, signature) for edit in edits)


def _signed(edit: Edit, signature: Cells) -> Edit:
    if recorded_by() not in TABLE[edit.table].columns:
        return edit
    return replace(edit, rows=tuple(replace(row, cells={**row.cells, **signature}) for row in edit.rows))


class Draft:
    """Collects a change set. Each added row is checked as the reader of the files would check it."""

    def __init__(self) -> None:
        self.records: dict[str, list[dict[str, Value]]] = {}
        """File → the values of its new rows, for `Warehouse.supposing`."""
        self.changes: list[Change] = []
        self._refusals: dict[str, None] = {}
        self._warnings: dict[str, list[str]] = {}
        self._rows: dict[str, list[NewRow]] = {}
        self._puts: dict[str, list[RowChange]] = {}

    @property
    def refused(self) -> bool:
        return bool(self._refusals)

    def refuse(self, reason: str, remedy: str) -> None:
        """Forbid the save. The same sentence is kept once."""
        self._refusals[f"{reason}. {remedy}."] = None

    def warn(self, reason: str, about: str = "") -> None:
        """Add a warning. Warnings with the same reason become one sentence that lists what they are `about`."""
        gathered = self._warnings.setdefault(reason, [])
        if about:
            gathered.append(about)

    def change(self, about: str, before: str, after: str) -> None:
        self.changes.append(Change(about, before, after))

    def add(self, table: str, values: Mapping[str, Value], seen: Mapping[str, Value] | None = None) -> None:
        """Add a row: column → typed text or value. `seen`: the row now in force about the same thing (`store.NewRow`)."""
        record = {c.name: self.checked(values.get(c.name), c) for c in TABLE[table].columns}
        self.records.setdefault(table, []).append(record)
        self._rows.setdefault(table, []).append(
            NewRow(texts(table, record), None if seen is None else texts(table, seen))
        )

    def put(self, table: str, before: Row | None, after: Row | None) -> None:
        """Change a row of a file with a key; before None adds it, after None removes it. What others put there alike in
        between is no conflict."""
        was = None if before is None else texts(table, before)
        now = None
        if after is not None:
            now = texts(table, {c.name: self.checked(after.get(c.name), c) for c in TABLE[table].columns})
        key = (*((was or now or {})[name] for name in TABLE[table].key), "1")
        self._puts.setdefault(table, []).append(RowChange(key, was, now))

    def checked(self, value: Value, column: Column, about: str = "") -> Value:
        """The value that the reader takes a typed text for. If it would refuse it, None, and the save is forbidden."""
        text = cleaned(value) if isinstance(value, str) else written(value)
        try:
            return parse(escape_formula(text) if column.kind in _TEXTS else text, column)
        except Fault as fault:
            what = f"{column.label} “{shown(text)}”" if text else column.label
            self.refuse(f"{about}{what}: {fault.reason}", fault.remedy)
            return None

    def finish(self, what: str) -> ChangeSet:
        """The change set so far, its files in the schema's order."""
        rows, puts = ({}, {}) if self.refused else (self._rows, self._puts)
        return ChangeSet(
            what,
            tuple(self.changes),
            tuple(self._refusals),
            tuple(_gathered(reason, about) for reason, about in self._warnings.items()),
            tuple(
                Edit(table.name, tuple(puts.get(table.name, ())), tuple(rows.get(table.name, ())))
                for table in TABLES
                if table.name in rows or table.name in puts
            ),
        )


def cleaned(text: str) -> str:
    """Typed text normalised: NFC, LF line ends, trimmed."""
    return one_line_end(unicodedata.normalize("NFC", text)).strip()


def texts(table: str, record: Mapping[str, Any]) -> dict[str, str]:
    """A row's values as canonical text, by column. A default value becomes an empty cell, so that a file without the
    column needs no new one."""
    values = {column: record.get(column.name) for column in TABLE[table].columns}
    return {
        column.name: "" if value == column.default else said(value, column)
        for column, value in values.items()
    }


def rows_of(warehouse: Warehouse, table: str) -> list[Row]:
    """The accepted rows of a file, in its order. Raises NotAvailable if the file could not be read."""
    if table in warehouse.unreadable:
        raise NotAvailable([TABLE[table].file])
    frame = warehouse.table(table)
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def ask(warehouse: Warehouse, query: str, scope: Scope, **more: Any) -> list[Row]:
    """The rows of a query of `queries/`. Raises NotAvailable."""
    columns, rows = warehouse.answer(query, scope, **more)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def last_rows(table: str, rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """Thing → the row of a log in force about it: the last by day, then by position. `rows`: in the order of the file."""
    thing = TABLE[table].thing
    in_time = sorted(rows, key=lambda row: row[TABLE[table].day])
    return {tuple(row[name] for name in thing): row for row in in_time}


def check_day(draft: Draft, day: date, as_of: date, today: date) -> None:
    """Warn if the day is later than the one that the screens show, or in the future."""
    if day > as_of:
        draft.warn(
            f"Ngày {written(day)} sau ngày đang xem {written(as_of)}: các màn hình chỉ tính khi xem từ ngày đó trở đi"
        )
    if day > today:
        draft.warn(f"Ngày {written(day)} chưa tới, hôm nay là {written(today)}")


def listed(things: Iterable[str]) -> str:
    """The first three things by name, then the number of the others."""
    every = list(things)
    more = len(every) - LISTED
    return "; ".join(every[:LISTED]) + (f" và {more} nữa" if more > 0 else "")


def _gathered(reason: str, about: list[str]) -> str:
    return f"{reason}: {listed(about)}." if about else f"{reason}."
