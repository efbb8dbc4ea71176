"""Checked tables → DuckDB → the rows that answer a question of `queries/`."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import duckdb
from cachetools import LRUCache

from emulation.engine import Database, arrow
from emulation.intake import Reading
from emulation.moments import Moments, not_kept
from emulation.questions import CHOSEN, MOMENTS, NAMES, parameters_of, reached, statement, tables_of, used_by
from emulation.schema import TABLE, TABLES, Table
from emulation.scope import CONTRACT, Scope, today

if TYPE_CHECKING:
    import pandas as pd

Answer = tuple[list[str], list[tuple[Any, ...]]]
"""Column names and rows."""
CELLS_KEPT = 200_000
"""Of the answers of a warehouse so many cells are kept, those asked for last."""


class NotAvailable(Exception):
    """A question that cannot be answered because files it needs could not be read; `files` names them."""

    def __init__(self, files: list[str]) -> None:
        super().__init__(", ".join(files))
        self.files = files


def _cells(answer: Answer) -> int:
    columns, rows = answer
    return len(columns) * len(rows) + 20


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def framed(rows: list[tuple[Any, ...]], columns: list[str]) -> pd.DataFrame:
    """Rows as a frame of plain Python values."""
    import pandas as pd

    return pd.DataFrame(rows, columns=columns, dtype=object)


class Warehouse:
    """One edition of the data, ready to be asked. Safe to share: every question gets a cursor of its own."""

    def __init__(self, reading: Reading) -> None:
        self.unreadable = reading.unreadable
        self.absent = reading.absent
        self._kept = frozenset((*MOMENTS, *NAMES))
        self._database = Database(reading.records)
        self._default_years: dict[date, int] = {}
        self._ranked_periods: dict[date, tuple[str, ...]] = {}
        self._moments = Moments(self._database)
        self._keep_answers()

    def _keep_answers(self) -> None:
        self._answers: LRUCache[Any, Answer] = LRUCache(CELLS_KEPT, getsizeof=_cells)
        self._asked: set[Any] = set()
        self._answering = threading.Condition()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._database.cursor()

    def rows_of(self, sql: str) -> list[tuple[Any, ...]]:
        return self._cursor().execute(sql).fetchall()

    def answer(self, query: str, scope: Scope, **more: Any) -> Answer:
        """Column names and rows of `queries/<query>.sql`; `more` are parameters that only this query has. The answer is
        shared by all who ask.

        Raises NotAvailable where a file it reads could not be read.
        """
        self.require(query)
        given = scope.parameters() | more
        return self._answer(query, tuple((name, _hashable(given[name])) for name in self._needed(query)))

    def _needed(self, query: str) -> frozenset[str]:
        """The parameters on which the answer depends."""
        return parameters_of(query)

    def _answer(self, query: str, given: tuple[tuple[str, Any], ...]) -> Answer:
        """The kept answer. Who asks what another is asking waits for that: after a save thirty screens ask the same at one
        moment. (A `cachedmethod` would hold the warehouse in a cycle, for the garbage collector to find.)"""
        question = query, given
        with self._answering:
            self._answering.wait_for(lambda: question not in self._asked)
            if question in self._answers:
                return self._answers[question]
            self._asked.add(question)
        try:
            answer = self._find(query, {name: list(v) if isinstance(v, tuple) else v for name, v in given})
            with self._answering, suppress(ValueError):  # it is larger than all that is kept
                self._answers[question] = answer
            return answer
        finally:
            with self._answering:
                self._asked.remove(question)
                self._answering.notify_all()

    def _find(self, query: str, values: dict[str, Any]) -> Answer:
        names = self._kept & used_by(query)
        days = {value for value in values.values() if isinstance(value, date)}
        while True:
            with self._moments.holding(names, days):
                try:
                    return self._execute(query, values)
                except duckdb.CatalogException as error:
                    missing = not_kept(
                        error
                    )  # of a day that the question reckons itself: no parameter says it
                    if missing is None or missing[1] in days:
                        raise
            days = days | {missing[1]}

    def _execute(self, query: str, values: dict[str, Any]) -> Answer:
        result = self._cursor().execute(statement(query), values)
        return [column[0] for column in result.description], result.fetchall()

    def warm(self) -> None:
        """Compute beforehand what the first visitor asks for: the default day, that of the Council's last meeting, and the
        same day a year earlier where anything is known of it."""
        day = self.default_as_of
        try:
            _, meetings = self.answer("last_council_meeting", Scope.at(day))
        except NotAvailable:
            meetings = []
        since = meetings[0][0] if meetings else None
        self.ranked_periods(day)
        for query in ("headline", *CONTRACT):
            with suppress(NotAvailable):
                self.answer(query, Scope.at(day, year=self.default_year(day), since=since))
        ago = Scope.at(day, year=self.default_year(day)).a_year_earlier
        with suppress(NotAvailable):
            if any(self.ask("recorded", ago)[["plan", "dossiers"]].iloc[0]):
                self.answer("headline", ago)

    def supposing(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Warehouse:
        """This edition as if `rows` (values by column, by table) stood at the end of their files too."""
        return Supposed(self, rows)

    def ask(self, query: str, scope: Scope, **more: Any) -> pd.DataFrame:
        """`answer` as a frame of plain Python values (dates are dates, whole numbers whole, None is not known)."""
        columns, rows = self.answer(query, scope, **more)
        return framed(rows, columns)

    def chosen(self, column: str, scope: Scope) -> frozenset[str]:
        """The ids that a scope chooses: of units by `unit_id`, of blocs by `bloc_id`."""
        values = {"blocs": list(scope.blocs), "units": list(scope.units)}
        return frozenset(key for (key,) in self._cursor().execute(CHOSEN[column], values).fetchall())

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
        return framed(self.rows_of(f'select {quoted} from "{name}" order by line'), names)

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

    def ranked_periods(self, as_of: date) -> tuple[str, ...]:
        """The scoring periods that have ranks on that day, the last one first; none where that cannot be known."""
        if as_of not in self._ranked_periods:
            try:
                _, rows = self.answer("ranked_periods", Scope.at(as_of))
            except NotAvailable:
                rows = []
            self._ranked_periods[as_of] = tuple(period for (period,) in rows)
        return self._ranked_periods[as_of]

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
        self._default_years, self._ranked_periods = {}, {}
        self._database = base._database
        self._connection = self._database.cursor()
        self._keep_answers()
        for name, added in rows.items():
            self._append(TABLE[name], added)
        self._moments = base._moments
        self._kept = frozenset(name for name in MOMENTS if not reached([f"from {name}(null)"]) & rows.keys())
        self._kept |= NAMES.keys()
        for name in MOMENTS:
            if name not in self._kept:
                self._connection.execute(
                    f"create temp macro {name}(at_day) as table (from {name}_of(at_day))"
                )

    def _append(self, table: Table, added: Sequence[Mapping[str, Any]]) -> None:
        """A temporary table of the connection's own goes before the edition's of the same name."""
        self._connection.execute(
            f'create temp table "{table.name}" as from {self._database.name}."{table.name}"'
        )
        ((last,),) = self.rows_of(f'select coalesce(max(line), 1) from "{table.name}"')
        records = [
            {c.name: c.default for c in table.columns} | dict(row) | {"line": line}
            for line, row in enumerate(added, last + 1)
        ]
        self._connection.register("incoming", arrow(table, lambda name: [r[name] for r in records]))
        self._connection.execute(f'insert into "{table.name}" by name from incoming')
        self._connection.unregister("incoming")

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection
