"""What a city's screens ask: the editions of its communes that are in force on a day, as `queries/city/*.sql` sum them up.

A warehouse is of one snapshot of the lake. What is in force on a day is copied from it once and then asked in memory: no
answer mixes two editions of a commune, and what was copied stays while the lake is away.
"""

from __future__ import annotations

import itertools
import threading
import weakref
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

import duckdb
from cachetools import LRUCache

from emulation.city.communes import Commune
from emulation.columns import Table
from emulation.publish.contents import PUBLISHED
from emulation.questions import QUERIES, parameters_of, statement
from emulation.schema import TABLE
from emulation.scope import Scope, today
from emulation.warehouse import Answer, NotAvailable, Warehouse, framed

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from emulation.city.lake import Edition

    Rows = Mapping[str, pa.Table | None]

ROWS_KEPT = 4_000_000
"""Of the days, and of the communes through their days, so many rows are kept, those asked for last: 0.7 GB; 80 days of a
city, two of the nation."""
_SUMMED = (
    *("quarterly_progress", "tasks", "unit_progress", "pending_dossiers"),
    *("awards_given", "awards_by_quarter", "settled_dossiers", "award_names"),
)
"""The tables of which a day is at hand: those that questions of a city read. `changes` alone is larger than all these."""
_TRACED = ("quarterly_progress", "unit_progress", "pending_dossiers", "awards_given", "settled_dossiers")
"""The tables of which a commune is followed through its days."""
_NAMES = frozenset(("city/cluster_names", "city/commune_names", "city/days"))
"""Which communes, clusters and days there are, for the filter bar: known without asking the lake."""
_TRACES = "commune"
"""The parameter of a question about one commune through its days."""


class Source(Protocol):
    """The lake as of one snapshot."""

    @property
    def version(self) -> str: ...

    @property
    def editions(self) -> Sequence[Edition]:
        """By commune and day."""
        ...

    def rows(self, table: str, wanted: Sequence[tuple[str, date]]) -> pa.Table:
        """The rows of some communes and days, by commune, day and line. Raises LakeAway."""
        ...


class CityWarehouse(Warehouse):
    """A snapshot of the lake, ready to be asked. The scope's blocs are clusters, its units communes.

    Raises LakeAway where a day is asked for that is not kept while the lake is away.
    """

    def __init__(self, source: Source, communes: Sequence[Commune]) -> None:
        self.unreadable, self.absent = frozenset(), frozenset()
        self._source, self._communes = source, tuple(communes)
        known = {commune.id for commune in communes}
        self._editions = [edition for edition in source.editions if edition.commune in known]
        self._ranked_periods = {}
        self._default_years = {}
        self._database = _Copies()
        self._copied: LRUCache[Any, _Copy] = LRUCache(ROWS_KEPT, getsizeof=_Copy.size)
        self._keeping = threading.Lock()
        self._making: defaultdict[Any, threading.Lock] = defaultdict(threading.Lock)
        self._keep_answers()

    def require(self, query: str) -> None:
        """Raise NotAvailable unless it is a question about a city: a commune's files are not here."""
        if not query.startswith("city/"):
            raise NotAvailable([])

    def require_table(self, name: str) -> None:
        """See `table`."""

    def table(self, name: str) -> pd.DataFrame:
        """None of a commune's files; of `plan` one row, with what the city is called and what its data say of themselves."""
        rows = [self._plan()] if name == "plan" and self._editions else []
        columns = [column.name for column in TABLE[name].columns]
        return framed([tuple(row.get(column) for column in columns) for row in rows], columns)

    def _plan(self) -> dict[str, Any]:
        day = self.default_as_of
        shown = self.in_force(day)
        superior = next((edition.superior for edition in self._editions if edition.superior), "")
        notices = Counter(edition.notice for edition in shown if edition.notice)
        most = notices.most_common(1)[0][0] if notices else ""
        said = f"{notices.total()}/{len(shown)} xã, phường gửi kèm thông báo: {most}" if notices else None
        return {"year": self.default_year(day), "issuer": superior, "notice": said}

    def rows_of(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of what is in force on the default day."""
        copied = self._day(self.default_as_of)
        return copied.cursor().execute(sql).fetchall()

    def warm(self) -> None:
        day = self.default_as_of
        for query in ("city/totals", "city/communes"):
            self.answer(query, Scope.at(day, year=self.default_year(day)))

    @property
    def version(self) -> str:
        return self._source.version

    @property
    def default_as_of(self) -> date:
        """The latest day of which a commune sent figures, but for days to come; today where none did."""
        days = sorted({edition.as_of for edition in self._editions})
        return max((day for day in days if day <= today()), default=days[-1] if days else today())

    def default_year(self, as_of: date) -> int:
        """The year of which most communes' latest editions of that day or before are, the later one of two: in January those
        that are first with the new year's plan do not make all others unknown."""
        years = Counter({each.commune: each.year for each in self._sent(as_of)}.values())
        return max(years, key=lambda year: (years[year], year), default=as_of.year)

    def ranked_periods(self, as_of: date) -> tuple[str, ...]:
        return ()

    @property
    def years(self) -> tuple[int, ...]:
        """Those of which there are editions, latest first; none where nothing was sent."""
        return tuple(sorted({each.year for each in self._editions}, reverse=True))

    def in_force(self, day: date) -> list[Edition]:
        """The edition with which each commune counts on a day: its latest of that day or before that is of the year shown.
        A commune that has none is not known."""
        shown = self.default_year(day)
        return list({each.commune: each for each in self._sent(day) if each.year == shown}.values())

    def _sent(self, day: date) -> list[Edition]:
        """What was sent of that day and before, the earliest first."""
        return sorted((each for each in self._editions if each.as_of <= day), key=lambda each: each.as_of)

    def _find(self, query: str, values: dict[str, Any]) -> Answer:
        if query in _NAMES:
            copied = self._copy(None, lambda: self._told(self.default_as_of, ()))
        else:
            copied = self._commune(values[_TRACES]) if _TRACES in values else self._day(values["as_of"])
        given = {name: value for name, value in values.items() if name in parameters_of(query)}
        result = copied.cursor().execute(statement(query), given)
        return [column[0] for column in result.description], result.fetchall()

    def _needed(self, query: str) -> frozenset[str]:
        """Of every question the day, whether it names it or not."""
        return super()._needed(query) | {"as_of"}

    def _day(self, day: date) -> _Copy:
        """What is in force on a day."""

        def rows() -> Rows:
            shown = self.in_force(day)
            wanted = [(edition.commune, edition.as_of) for edition in shown]
            return {**self._rows(_SUMMED, wanted), **self._told(day, shown)}

        return self._copy(day, rows)

    def _commune(self, commune: str) -> _Copy:
        """The days of a commune."""

        def rows() -> Rows:
            own = [each for each in self._editions if each.commune == commune]
            wanted = [(each.commune, each.as_of) for each in own]
            return {**self._rows(_TRACED, wanted), "editions": _told("editions", _shown(own))}

        return self._copy(commune, rows)

    def _copy(self, key: Any, rows: Callable[[], Rows]) -> _Copy:
        """The copy that is kept of a day or a commune, or else a new one. Only who asks for the same waits for that: the
        lake may be slow, or away."""
        with self._keeping:
            making = self._making[key]
        with making:
            with self._keeping:
                if kept := self._copied.get(key):
                    return kept
            copied = self._database.add(rows())
            with self._keeping, suppress(ValueError):  # it is larger than all that is kept
                self._copied.get(self.default_as_of)  # asked for just now, so the last that goes
                self._copied[key] = copied
            return copied

    def _rows(self, tables: Sequence[str], wanted: Sequence[tuple[str, date]]) -> Rows:
        """Table → its rows. Where none is wanted the lake is not asked: it may not be there yet."""
        return {table: self._source.rows(table, wanted) if wanted else None for table in tables}

    def _told(self, day: date, shown: Sequence[Edition]) -> dict[str, pa.Table]:
        """Which communes there are, which of them counts with which edition, and of which days there are figures."""
        last = {each.commune: each.as_of for each in self._sent(day)}
        sent: dict[date, set[str]] = {}
        for each in self._editions:
            sent.setdefault(each.as_of, set()).add(each.commune)
        communes = [
            (position, each.id, each.name, each.cluster, last.get(each.id))
            for position, each in enumerate(self._communes)
        ]
        return {
            "communes": _told("communes", communes),
            "in_force": _told("in_force", _shown(shown)),
            "days": _told("days", [(day, len(communes)) for day, communes in sent.items()]),
        }


_TOLD = {
    "communes": "position bigint, commune varchar, name varchar, cluster varchar, last_sent date",
    "in_force": "commune varchar, as_of date, notice varchar, made_at timestamptz, taken_at timestamptz",
    "days": "as_of date, communes bigint",
    "editions": "commune varchar, as_of date, notice varchar, made_at timestamptz, taken_at timestamptz",
}
"""The tables beside those of packages: their columns."""
_ARROW = {"varchar": "string", "date": "date32", "bigint": "int64"}


def _shown(editions: Sequence[Edition]) -> list[tuple[Any, ...]]:
    return [(each.commune, each.as_of, each.notice, each.made_at, each.taken_at) for each in editions]


def _told(table: str, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    import pyarrow as pa

    arrays = {}
    for position, column in enumerate(_TOLD[table].split(", ")):
        name, kind = column.split(" ")
        of = pa.timestamp("us", "UTC") if kind == "timestamptz" else pa.type_for_alias(_ARROW[kind])
        arrays[name] = pa.array([row[position] for row in rows], of)
    return pa.table(arrays)


class _Copies:
    """The memory of a warehouse: what was copied of each day or commune is a schema of its own."""

    def __init__(self) -> None:
        self._engine = duckdb.connect(":memory:", config={"threads": 2, "python_enable_replacements": False})
        # The rules are stated over tables without rows, which then go: each copy has its own.
        self._engine.execute(
            "; ".join(f"create table {name} ({columns})" for name, columns in _STATED.items())
        )
        for sql in _staging():
            self._engine.execute(sql)
        self._engine.execute("; ".join(f"drop table {name}" for name in _STATED))
        self._engine.execute("set enable_external_access = false; set lock_configuration = true")
        self._numbers = itertools.count(1)

    def add(self, rows: Rows) -> _Copy:
        return _Copy(self._engine, f"copy_{next(self._numbers)}", rows)


class _Copy:
    """What was copied of a day or a commune: gone with its last use, so that no question loses it half way."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
        self._engine, self._name = engine, name
        self._rows = sum(arrow.num_rows for arrow in rows.values() if arrow is not None)
        weakref.finalize(self, _drop, engine, name).atexit = False
        with engine.cursor() as cursor:
            cursor.execute(f"create schema {name}")
            for table, arrow in rows.items():
                if arrow is None:
                    cursor.execute(f"create table {name}.{table} ({_STATED[table]})")
                else:
                    cursor.from_arrow(arrow).create(f"{name}.{table}")

    def cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._engine.cursor()
        cursor.execute(f"set search_path = '{self._name},main'")
        return cursor

    def size(self) -> int:
        return self._rows


def _drop(engine: duckdb.DuckDBPyConnection, name: str) -> None:
    with engine.cursor() as cursor:
        cursor.execute(f"drop schema if exists {name} cascade")


def _typed(table: Table) -> str:
    own = ", ".join(f'"{column.name}" {column.sql_type}' for column in table.columns)
    return f"commune varchar, as_of date, line bigint, {own}"


_STATED = _TOLD | {table.name: _typed(table) for table in PUBLISHED}
"""Every table: its columns."""


@lru_cache(maxsize=1)
def _staging() -> tuple[str, ...]:
    files = sorted((QUERIES / "city" / "staging").glob("*.sql"))
    return tuple(
        one.query for file in files for one in duckdb.extract_statements(file.read_text(encoding="utf-8"))
    )
