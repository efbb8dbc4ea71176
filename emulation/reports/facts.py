"""The data of a report: rows of queries, and the names of ids in them. Nothing is computed here."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from emulation import words
from emulation.commune import Commune, commune_of, notice_of
from emulation.reports.request import Request
from emulation.warehouse import CONTRACT, NotAvailable, Warehouse

REPORTED = (
    *(*CONTRACT, "overdue_parts", "headline", "period_dossiers", "movement_activity"),
    *("rank_comparison", "scoring_stages", "last_final_period", "judged_units"),
)
"""The queries that a report may ask."""
_KEYS = {"units": "unit_id", "blocs": "bloc_id"}
"""Tables whose rows are listed one by one in reports → their key column."""
_APART = {"units": ("unit_names", "full_name"), "blocs": ("bloc_names", "bloc_name")}
"""The question that tells their unambiguous names, and the column of these."""


class Facts:
    """The answers for one request. `made_at`: when the report is made, in Vietnam.

    All raise NotAvailable where a file that they need could not be read.
    """

    def __init__(self, warehouse: Warehouse, request: Request, made_at: datetime) -> None:
        self.warehouse = warehouse
        self.request = request
        self.made_at = made_at
        self._asked: dict[tuple[str, Any], list[Any]] = {}

    def rows(self, query: str, **changes: Any) -> list[Any]:
        """The rows of one of REPORTED, columns as attributes; `changes` to the request's scope."""
        if query not in REPORTED:
            raise ValueError(f"{query} is no query of reports")
        scope = self.request.scope.but(**changes)
        if (query, scope) not in self._asked:
            columns, rows = self.warehouse.answer(query, scope)
            row_of = namedtuple("Row", columns)
            self._asked[query, scope] = self._told_apart([row_of(*row) for row in rows], columns)
        return self._asked[query, scope]

    def _told_apart(self, rows: list[Any], columns: Sequence[str]) -> list[Any]:
        """The rows of units or of blocs under the names of `name`."""
        table = next((table for table, key in _KEYS.items() if {key, "name"} <= set(columns)), None)
        if table is None:
            return rows
        return [row._replace(name=self.name(table, getattr(row, _KEYS[table]))) for row in rows]

    def but(self, **changes: Any) -> Facts:
        """The same data asked about another day, year or quarter: `changes` to the request's scope."""
        request = replace(self.request, scope=self.request.scope.but(**changes))
        return type(self)(self.warehouse, request, self.made_at)

    def in_quarters(self, query: str, **changes: Any) -> list[Any]:
        """`rows` for each of the request's quarters in turn; of the year where it has none."""
        quarters = self.request.quarters or (None,)
        return [row for quarter in quarters for row in self.rows(query, quarter=quarter, **changes)]

    def table(self, name: str) -> list[Any]:
        """A file's rows that count, columns as attributes: for names and texts, not for figures."""
        self.warehouse.require_table(name)
        return list(self.warehouse.table(name).itertuples(index=False))

    def deadline(self, due_on: date | None) -> str:
        """A due date in words; on a day of rest with the last day on which it counts as kept."""
        return words.deadline(due_on, self.last_day(due_on) if due_on else None)

    def last_day(self, due_on: date) -> date:
        """The last day on which what is due is on time, by the commune's calendar (the contract, "Timeliness")."""
        return self._next_working.get(due_on) or due_on

    @cached_property
    def _next_working(self) -> dict[date, date]:
        """Day of rest → the next working day."""
        return dict(
            self.warehouse.rows_of("select day, next_working from calendar_days where not is_working")
        )

    def name(self, table: str, key: str) -> str:
        """What a unit, bloc, award, movement or task is called: `name("units", "T01")`; its id where unknown.

        Units and blocs of one name have their id in brackets after it, so that no two lines are alike.
        """
        return self._names(table).get(key, key)

    def short_name(self, unit: str) -> str:
        """A unit's short name, where it has one, for places where the full one has no room; told apart as `name`s are."""
        return self._short_names.get(unit, unit)

    @cached_property
    def _short_names(self) -> dict[str, str]:
        return self._apart("unit_names", "unit_name")

    def place(self, table: str, key: str) -> int:
        """Where a row stands in its file, for lists in the order that its keeper wants."""
        return list(self._names(table)).index(key)

    def _names(self, table: str) -> dict[str, str]:
        if table not in self._all_names:
            self._all_names[table] = self._read_names(table)
        return self._all_names[table]

    def _read_names(self, table: str) -> dict[str, str]:
        if table in _APART:
            return {} if table in self.warehouse.unreadable else self._apart(*_APART[table])
        frame = self.warehouse.table(table)
        label = "title" if "title" in frame.columns else "name"
        return dict(zip(frame.iloc[:, 0], frame[label], strict=True))

    def _apart(self, query: str, column: str) -> dict[str, str]:
        columns, rows = self.warehouse.answer(query, self.request.scope)
        return {row[0]: row[columns.index(column)] for row in rows}

    @cached_property
    def _all_names(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def plan(self) -> Any | None:
        """The plan of the request's year, if there is one."""
        return next((row for row in self.table("plan") if row.year == self.request.scope.year), None)

    @cached_property
    def commune(self) -> Commune:
        """What the commune and its superior are called: by the year's plan, else by the latest."""
        return commune_of(self._rows_if_read, self.request.scope.year)

    @property
    def notice(self) -> str:
        """What the data say of themselves, as on every screen: sample data say so on paper too."""
        return notice_of(self._rows_if_read("plan"), self.request.scope.year)

    def _rows_if_read(self, name: str) -> list[Any]:
        try:
            return self.table(name)
        except NotAvailable:
            return []

    @cached_property
    def meeting(self) -> Any | None:
        """The meeting that the request is about, if any."""
        wanted = self.request.meeting
        return next((row for row in self.table("meetings") if row.meeting_id == wanted), None)
