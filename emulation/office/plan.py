"""What a form is about to save: the rows, what changes in words, what forbids it and what should be known before."""

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
from emulation.store import Edit, NewRow
from emulation.text import escape_formula
from emulation.warehouse import NotAvailable, Warehouse

Row = dict[str, Any]
"""A row that counts: values by English name."""

LISTED = 3
"""So many things that share a warning are named; of the rest only the number is told."""
_TEXTS = ("text", "id")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a save changes, in words: what it is, how it stands and how it will stand."""

    about: str
    before: str
    after: str

    def sentence(self) -> str:
        """The change on one line; something new has no before."""
        return f"{self.about}: {self.before} → {self.after}" if self.before else f"{self.about}: {self.after}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A save before it is made. `edits` go to `store.save` with `what`; they are empty while anything forbids it.

    `rows`: file → the rows to be added, canonical text by English name. `refusals` say the remedy;
    `warnings` do not keep from saving.
    """

    what: str
    changes: tuple[Change, ...]
    rows: Mapping[str, tuple[Mapping[str, str], ...]]
    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    edits: tuple[Edit, ...]

    @property
    def allowed(self) -> bool:
        return bool(self.edits)

    def signed(self, who: str) -> Plan:
        """The same save with `who` recorded its rows, in the logs; a name that the reader would refuse forbids it."""
        draft = Draft()
        name = draft.checked(who, recorded_by())
        if draft.refused:
            return replace(self, refusals=(*self.refusals, *draft.plan("").refusals), edits=())
        if not name:
            return self
        signature = {recorded_by().name: said(name, recorded_by())}
        logs = {table.name for table in TABLES if recorded_by() in table.columns}
        return replace(
            self,
            rows={
                name: tuple({**row, **(signature if name in logs else {})} for row in rows)
                for name, rows in self.rows.items()
            },
            edits=tuple(
                replace(edit, rows=tuple(replace(row, cells={**row.cells, **signature}) for row in edit.rows))
                if edit.table in logs
                else edit
                for edit in self.edits
            ),
        )


class Draft:
    """A plan in the making: rows are checked as the reader would when they are added."""

    def __init__(self) -> None:
        self.records: dict[str, list[dict[str, Value]]] = {}
        """File → what its new rows say, for `Warehouse.supposing`."""
        self.changes: list[Change] = []
        self._refusals: dict[str, None] = {}
        self._warnings: dict[str, list[str]] = {}
        self._rows: dict[str, list[NewRow]] = {}

    @property
    def refused(self) -> bool:
        return bool(self._refusals)

    def refuse(self, reason: str, remedy: str) -> None:
        """Forbid the save; the same sentence is said once."""
        self._refusals[f"{reason}. {remedy}."] = None

    def warn(self, reason: str, about: str = "") -> None:
        """Tell something that does not keep from saving; what it is about is gathered by reason."""
        gathered = self._warnings.setdefault(reason, [])
        if about:
            gathered.append(about)

    def change(self, about: str, before: str, after: str) -> None:
        self.changes.append(Change(about, before, after))

    def add(self, table: str, values: Mapping[str, Value], seen: Mapping[str, Value] | None = None) -> None:
        """Add a row, given by English names as typed text or as values. `seen`: the last row about the same thing."""
        record = {c.name: self.checked(values.get(c.name), c) for c in TABLE[table].columns}
        self.records.setdefault(table, []).append(record)
        self._rows.setdefault(table, []).append(
            NewRow(texts(table, record), None if seen is None else texts(table, seen))
        )

    def checked(self, value: Value, column: Column, about: str = "") -> Value:
        """What the reader makes of a typed text or a value; None, and refused, where it would refuse it."""
        text = cleaned(value) if isinstance(value, str) else written(value)
        try:
            return parse(escape_formula(text) if column.kind in _TEXTS else text, column)
        except Fault as fault:
            what = f"{column.label} “{shown(text)}”" if text else column.label
            self.refuse(f"{about}{what}: {fault.reason}", fault.remedy)
            return None

    def plan(self, what: str) -> Plan:
        """The plan as it stands, its files in the schema's order."""
        rows = {t.name: self._rows[t.name] for t in TABLES if t.name in self._rows}
        edits = [] if self.refused else [Edit(name, rows=tuple(added)) for name, added in rows.items()]
        return Plan(
            what,
            tuple(self.changes),
            {name: tuple(row.cells for row in added) for name, added in rows.items()},
            tuple(self._refusals),
            tuple(_gathered(reason, about) for reason, about in self._warnings.items()),
            tuple(edits),
        )


def cleaned(text: str) -> str:
    """Typed text as it is kept: NFC, LF line ends, nothing blank around it."""
    return one_line_end(unicodedata.normalize("NFC", text)).strip()


def texts(table: str, record: Mapping[str, Any]) -> dict[str, str]:
    """A row's values as the officer writes them, by the English names of the file's columns.

    A default is left to the empty cell that stands for it, so that a file without the column needs none.
    """
    values = {column: record.get(column.name) for column in TABLE[table].columns}
    return {
        column.name: "" if value == column.default else said(value, column)
        for column, value in values.items()
    }


def rows_of(warehouse: Warehouse, table: str) -> list[Row]:
    """The rows of a file that count, in its order. Raises NotAvailable where the file could not be read."""
    if table in warehouse.unreadable:
        raise NotAvailable([TABLE[table].file])
    frame = warehouse.table(table)
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def ask(warehouse: Warehouse, query: str, scope: Scope, **more: Any) -> list[Row]:
    """The rows that answer a question of `queries/`. Raises NotAvailable."""
    columns, rows = warehouse.answer(query, scope, **more)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def last_rows(table: str, rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """Thing → the row of a log that holds for it: the last by day, then by place. `rows` in the order of the file."""
    thing = TABLE[table].thing
    in_time = sorted(rows, key=lambda row: row[TABLE[table].day])
    return {tuple(row[name] for name in thing): row for row in in_time}


def judge_day(draft: Draft, day: date, as_of: date, today: date) -> None:
    """Warn of a day that no screen shows yet, or that has not come."""
    if day > as_of:
        draft.warn(
            f"Ngày {written(day)} sau ngày đang xem {written(as_of)}: các màn hình chỉ tính khi xem từ ngày đó trở đi"
        )
    if day > today:
        draft.warn(f"Ngày {written(day)} chưa tới, hôm nay là {written(today)}")


def listed(things: Iterable[str]) -> str:
    """The things in a row, after the third only how many more."""
    every = list(things)
    more = len(every) - LISTED
    return "; ".join(every[:LISTED]) + (f" và {more} nữa" if more > 0 else "")


def _gathered(reason: str, about: list[str]) -> str:
    return f"{reason}: {listed(about)}." if about else f"{reason}."
