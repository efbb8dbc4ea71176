"""Checked tables → DuckDB → the rows that answer a question of `queries/`."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from emulation.intake import Reading
from emulation.schema import TABLE, TABLES, Column, Table
from emulation.scope import Scope, today
from emulation.workdays import calendar_days

QUERIES = Path(__file__).parent.parent / "queries"
CONTRACT = (
    "quarterly_progress",
    "tasks",
    "unit_progress",
    "unit_ranking",
    "bloc_ranking",
    "pending_dossiers",
    "dossier_summary",
    "awards_given",
    "movements",
    "changes",
    "conclusions",
)
"""The queries whose figures everyone sees (the contract, "Commands")."""
MOMENTS = ("dossier_state", "task_state", "assignment_state")
"""Staging macros whose rows for a day are computed once (`<name>_of(day)`) and then read as `<name>(day)`; each may use
those before it."""
KEPT_DAYS = 60
_ARROW = {"varchar": pa.string(), "date": pa.date32(), "double": pa.float64(), "bigint": pa.int64()}
_KEPT_TABLES: dict[str, str] = {}
"""Moment → the statement that creates the table of its kept rows; known once DuckDB has found their columns out."""


class NotAvailable(Exception):
    """A question that cannot be answered because files it needs could not be read; `files` names them."""

    def __init__(self, files: list[str]) -> None:
        super().__init__(", ".join(files))
        self.files = files


@lru_cache(maxsize=1)
def _staging() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((QUERIES / "staging").glob("*.sql"))]


@lru_cache(maxsize=128)
def _statement(query: str) -> str:
    return (QUERIES / f"{query}.sql").read_text(encoding="utf-8")


def _words(sql: str) -> set[str]:
    return set(re.findall(r"[a-z_]+", re.sub(r"--[^\n]*", "", sql)))


@lru_cache(maxsize=1)
def _macros() -> dict[str, set[str]]:
    """Staging macro → the words its definition uses."""
    definitions = re.findall(
        r"create or replace macro (\w+)(.*?);\s*$", "\n".join(_staging()), re.DOTALL | re.MULTILINE
    )
    macros = {name: _words(body) for name, body in definitions}
    return macros | {name: macros[f"{name}_of"] for name in MOMENTS}


def _reached(words: Iterable[str]) -> frozenset[str]:
    """The tables and staging macros among `words`, and those that such macros use."""
    macros = _macros()
    found: set[str] = set()
    open_words = set(words)
    while open_words:
        word = open_words.pop()
        if word not in found and (word in macros or word in TABLE):
            found.add(word)
            open_words |= macros.get(word, set())
    return frozenset(found)


@lru_cache(maxsize=128)
def _used_by(query: str) -> frozenset[str]:
    return _reached(_words(_statement(query)))


def tables_of(query: str) -> frozenset[str]:
    """The tables that a query reads, through the staging macros it uses."""
    return _used_by(query) & TABLE.keys()


def _arrow(table: Table, records: Sequence[Mapping[str, Any]]) -> pa.Table:
    arrays = {"line": pa.array([r["line"] for r in records], pa.int64())}
    for column in table.columns:
        arrays[column.name] = pa.array([r[column.name] for r in records], _ARROW[column.sql_type])
        if column.aliases:
            groups = [r[column.name] and column.value_of(r[column.name]) for r in records]
            arrays[group_of(column)] = pa.array(groups, pa.string())
    return pa.table(arrays)


def group_of(column: Column) -> str:
    """The warehouse's column beside one that has other words: the value for which each word stands."""
    return f"{column.name}_group"


def _typed(table: Table) -> Iterator[tuple[str, str]]:
    """The names and DuckDB types of a table's columns in the warehouse, as `_arrow` makes them."""
    for column in table.columns:
        yield column.name, column.sql_type
        if column.aliases:
            yield group_of(column), "varchar"


@lru_cache(maxsize=8)
def _calendar(own: frozenset[tuple[Any, ...]]) -> pa.Table:
    days, worked, numbers, next_worked = calendar_days(dict(own))
    return pa.table(
        {
            "day": pa.array(days, pa.date32()),
            "is_working": worked,
            "working_no": pa.array(numbers, pa.int32()),
            "next_working": pa.array(next_worked, pa.date32()),
        }
    )


class Warehouse:
    """One edition of the data, ready to be asked. Safe to share: every question gets a cursor of its own."""

    def __init__(self, reading: Reading) -> None:
        self.unreadable = reading.unreadable
        self.absent = reading.absent
        self._kept_moments = frozenset(MOMENTS)
        self._connection = duckdb.connect(":memory:", config={"threads": 1})
        for table in TABLES:
            self._load(table, reading.records.get(table.name, []))
        self._load_calendar()
        self._days: dict[date, None] = {}
        self._default_years: dict[date, int] = {}
        self._days_lock = threading.Lock()
        for sql in _staging():
            self._connection.execute(sql)
            self._prepare_moments(sql)
        self._connection.execute("set enable_external_access = false; set lock_configuration = true")

    def _load(self, table: Table, records: list[dict[str, Any]]) -> None:
        if records:
            self._create(table.name, _arrow(table, records))
        else:  # what Arrow costs, it costs without rows too
            columns = ", ".join(f'"{name}" {of_type}' for name, of_type in _typed(table))
            self._connection.execute(f'create table "{table.name}" (line bigint, {columns})')

    def _load_calendar(self) -> None:
        own = [] if "days_off" in self.unreadable else self.rows_of("select day, kind from days_off")
        self._create("calendar_days", _calendar(frozenset(own)))

    def _create(self, name: str, rows: pa.Table) -> None:
        self._connection.from_arrow(rows).create(name)

    def _prepare_moments(self, sql: str) -> None:
        for name in [name for name in MOMENTS if f"macro {name}_of(" in sql]:
            no_rows = f"select date '2000-01-01' as kept_day, * from {name}_of(date '2000-01-01') limit 0"
            kept = f"select * exclude (kept_day) from {name}_kept where kept_day = at_day"
            self._connection.execute(_KEPT_TABLES.get(name) or f"create table {name}_kept as {no_rows}")
            if name not in _KEPT_TABLES:
                found = f"select sql from duckdb_tables() where table_name = '{name}_kept'"
                ((_KEPT_TABLES[name],),) = self.rows_of(found)
            self._connection.execute(f"create macro {name}(at_day) as table ({kept})")

    def _keep(self, day: date) -> None:
        """Compute the states of `day` unless they are there; of many days the one asked longest ago goes."""
        if day in self._days:
            return
        with self._days_lock:
            if day in self._days:
                return
            cursor = self._connection.cursor()
            if len(self._days) >= KEPT_DAYS:
                oldest = next(iter(self._days))
                del self._days[oldest]
                for name in MOMENTS:
                    cursor.execute(f"delete from {name}_kept where kept_day = $day", {"day": oldest})
            for name in MOMENTS:
                cursor.execute(
                    f"insert into {name}_kept select $day::date, * from {name}_of($day::date)", {"day": day}
                )
            self._days[day] = None

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor()

    def rows_of(self, sql: str) -> list[tuple[Any, ...]]:
        return self._cursor().execute(sql).fetchall()

    def answer(self, query: str, scope: Scope, **more: Any) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of `queries/<query>.sql`; `more` are parameters that only this query has.

        Raises NotAvailable where a file it reads could not be read.
        """
        self.require(query)
        sql = _statement(query)
        values = scope.parameters() | more
        named = {name for statement in duckdb.extract_statements(sql) for name in statement.named_parameters}
        if self._kept_moments & _used_by(query):
            for name in named:
                if isinstance(values[name], date):
                    self._keep(values[name])
        result = self._cursor().execute(sql, {name: values[name] for name in named})
        return [column[0] for column in result.description], result.fetchall()

    def supposing(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Supposed:
        """This edition as if `rows` (values by column, by table) stood at the end of their files too."""
        return Supposed(self, rows)

    def ask(self, query: str, scope: Scope, **more: Any) -> pd.DataFrame:
        """`answer` as a frame of plain Python values (dates are dates, whole numbers whole, None is not known)."""
        columns, rows = self.answer(query, scope, **more)
        return pd.DataFrame(rows, columns=columns, dtype=object)

    def require(self, query: str) -> None:
        """Raise NotAvailable unless every file that `query` reads could be read."""
        missing = [table.file for table in TABLES if table.name in tables_of(query) & self.unreadable]
        if missing:
            raise NotAvailable(missing)

    def require_table(self, name: str) -> None:
        """Raise NotAvailable unless the file of that table could be read."""
        if name in self.unreadable:
            raise NotAvailable([TABLE[name].file])

    def table(self, name: str) -> pd.DataFrame:
        """The rows of a file that count, in file order, under the schema's English names."""
        names = [column.name for column in TABLE[name].columns]
        quoted = ", ".join(f'"{n}"' for n in names)
        return pd.DataFrame(
            self.rows_of(f'select {quoted} from "{name}" order by line'), columns=names, dtype=object
        )

    @cached_property
    def version(self) -> str:
        """Eight hex digits that stand for the rows that count: the same rows have the same, wherever they lie."""
        found = hashlib.sha256()
        for table in TABLES:
            found.update(repr((table.name, table.name in self.unreadable)).encode())
            found.update(repr(self.table(table.name).to_numpy().tolist()).encode())
        return found.hexdigest()[:8]

    @property
    def default_as_of(self) -> date:
        """The `view_on` of the latest plan that has one, else today in Vietnam (asked anew: servers run overnight)."""
        return self._view_on or today()

    @cached_property
    def _view_on(self) -> date | None:
        found = self.rows_of("select view_on from plan where view_on is not null order by year desc limit 1")
        return found[0][0] if found else None

    def default_year(self, as_of: date) -> int:
        """The latest year, not after that of `as_of`, that has tasks existing on that day, else its own year."""
        if as_of not in self._default_years:
            try:
                _, ((year,),) = self.answer("default_year", Scope.at(as_of))
            except NotAvailable:
                year = as_of.year
            self._default_years[as_of] = year
        return self._default_years[as_of]

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have tasks, a plan or criteria, latest first."""
        sql = "select year from tasks union select year from plan union select year from criteria order by year desc"
        return tuple(year for (year,) in self.rows_of(sql)) or (self.default_as_of.year,)


class Supposed(Warehouse):
    """Another edition with rows added to the ends of files, so that its questions tell what saving them would change.

    Rows are taken as valid. For one thread; gone with its last use, the edition itself never knows of it.
    """

    def __init__(self, base: Warehouse, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self.unreadable, self.absent = base.unreadable, base.absent
        self._base = base
        self._default_years = {}
        self._connection = base._cursor()
        for name, added in rows.items():
            self._append(TABLE[name], added)
        self._kept_moments = frozenset(name for name in MOMENTS if not _reached([name]) & rows.keys())
        for name in MOMENTS:
            if name not in self._kept_moments:
                self._connection.execute(
                    f"create temp macro {name}(at_day) as table (from {name}_of(at_day))"
                )

    def _append(self, table: Table, added: Sequence[Mapping[str, Any]]) -> None:
        """A temporary table of the connection's own goes before the edition's of the same name."""
        self._connection.execute(f'create temp table "{table.name}" as from main."{table.name}"')
        ((last,),) = self.rows_of(f'select coalesce(max(line), 1) from "{table.name}"')
        records = [
            {c.name: c.default for c in table.columns} | dict(row) | {"line": line}
            for line, row in enumerate(added, last + 1)
        ]
        self._connection.register("incoming", _arrow(table, records))
        self._connection.execute(f'insert into "{table.name}" by name from incoming')
        self._connection.unregister("incoming")

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection

    def _keep(self, day: date) -> None:
        self._base._keep(day)
