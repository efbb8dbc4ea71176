"""Facts whose rows are written out in a test, so that a sentence can be read beside what it says."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.request import Request
from emulation.scope import VIETNAM
from emulation.warehouse import NotAvailable

MADE_AT = datetime(2026, 11, 23, 10, 15, tzinfo=VIETNAM)
DAY = date(2026, 6, 30)


class Told(Facts):
    """`rows` by query and `tables` by name. A row with a `quarter_asked` stands only in the answer for that quarter.
    What is in neither cannot be read, but nothing is overdue, and no ranks are provisional, where that is not told.
    `rest`: day of rest → the next working day."""

    def __init__(
        self,
        kind: str = "half-year",
        as_of: date = DAY,
        *,
        rows: Mapping[str, Iterable[Any]] = {},
        tables: Mapping[str, Iterable[Any]] = {},
        rest: Mapping[date, date] = {},
        **asked: Any,
    ) -> None:
        self.request = Request.of(KINDS[kind], as_of, **asked)
        self.made_at = MADE_AT
        self._rows = {query: list(found) for query, found in (_NOTHING | dict(rows)).items()}
        self._next_working = dict(rest)
        self._tables: dict[str, list[Any]] = {"extensions": [], "movement_results": []}
        self._tables |= {name: list(found) for name, found in tables.items()}
        units = self._tables.get("units", [])
        self._short_names = {row.unit_id: getattr(row, "short_name", None) or row.name for row in units}

    def rows(self, query: str, **changes: Any) -> list[Any]:
        quarter = changes.get("quarter", self.request.scope.quarter)
        if query not in self._rows:
            raise NotAvailable([f"{query}.csv"])
        return [row for row in self._rows[query] if getattr(row, "quarter_asked", quarter) == quarter]

    def table(self, name: str) -> list[Any]:
        if name not in self._tables:
            raise NotAvailable([f"{name}.csv"])
        return self._tables[name]

    def _rows_if_read(self, name: str) -> list[Any]:
        return (
            self._tables.get(name, []) if name in ("plan", "units") else []
        )  # of others a test tells what it needs

    def _read_names(self, table: str) -> dict[str, str]:
        rows = self._tables.get(table, [])
        return {row[0]: getattr(row, "title", None) or row.name for row in rows}


def row(**values: Any) -> Any:
    """A row with these columns."""
    return namedtuple("Row", values)(**values)


def rows(columns: str, *lines: tuple[Any, ...]) -> list[Any]:
    """Rows of the same columns."""
    kind = namedtuple("Row", columns.replace(",", " ").split())
    return [kind(*line) for line in lines]


WARD = row(year=2026, issuer="UBND phường A", superior=None, unit_id=None, symbol=None)
"""What of a ward's plan names the commune."""

_NOTHING: dict[str, Iterable[Any]] = {
    "overdue_parts": (),
    "rank_comparison": [row(comparable=True, why_not=None, ranked=2, previous_ranked=2, provisional=0)],
    "last_final_period": (),
}
