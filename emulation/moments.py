"""How things stood on a day: computed once for the day, and kept while the day is asked for. Names: computed once."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Collection, Iterator, Set
from contextlib import contextmanager
from datetime import date
from typing import Protocol

import duckdb

from emulation.questions import MOMENTS, NAMES

KEPT = 60
"""So many days of each moment are kept; more only while one question, or several at once, need more."""
_NOT_KEPT = re.compile(rf"Table with name ({'|'.join(MOMENTS)})_(\d{{4}}-\d\d-\d\d) does not exist")

Kept = tuple[str, date]
"""A moment and its day."""


class HasCursors(Protocol):
    """A DuckDB connection, or what stands for one."""

    def cursor(self) -> duckdb.DuckDBPyConnection: ...


def define(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Create the macro of a moment or of names, whose `<name>_of` is there.

    A moment of a day is a table of its own (`task_state_2026-11-16`), which the macro (`task_state(day)`) names: asked for a
    day that is not kept it cannot but fail, rows or no rows. Of no day (null) it has no rows. Names are one table.
    """
    if name in NAMES:
        connection.execute(f"create table {name}_kept as from {name}_of()")
        connection.execute(f"create macro {name}() as table (from {name}_kept)")
        return
    connection.execute(f"create table {name}_never as from {name}_of(cast(null as date)) limit 0")
    kept = f"from query_table('{name}_' || coalesce(cast(cast(at_day as date) as varchar), 'never'))"
    connection.execute(f"create macro {name}(at_day) as table ({kept})")


class Moments:
    """What is kept of an edition, by the macros of `define`."""

    def __init__(self, database: HasCursors) -> None:
        self._database = database
        self._named: set[str] = set()
        self._users: Counter[Kept] = Counter()
        self._kept: dict[Kept, None] = {}  # what was used longest ago first
        self._books = threading.Lock()
        self._writing = threading.Lock()

    @contextmanager
    def holding(self, names: Set[str], days: Collection[date]) -> Iterator[None]:
        """These moments of all of the `days` are kept, at least until the block ends, whatever other threads ask
        meanwhile; and these NAMES. `names` holds with each moment those that it uses."""
        for name in names & NAMES.keys() - self._named:
            self._name(name)
        wanted = [(name, day) for name in MOMENTS if name in names for day in days]
        with self._books:
            self._users.update(wanted)
        try:
            for each in wanted:
                self._keep(each)
            yield
        finally:
            with self._books:
                self._users -= Counter(wanted)  # forgets what nobody holds any more

    def _name(self, name: str) -> None:
        with self._writing:
            if name not in self._named:  # another thread may have been first
                with self._database.cursor() as cursor:
                    cursor.execute(f"create table {name}_kept as from {name}_of()")
                self._named.add(name)

    def _keep(self, wanted: Kept) -> None:
        if self._use(wanted):
            return
        with self._writing:
            if self._use(wanted):  # another thread was first
                return
            name, day = wanted
            with self._database.cursor() as cursor:
                cursor.execute(f"create or replace table \"{name}_{day}\" as from {name}_of(date '{day}')")
                for gone in self._book(wanted):
                    cursor.execute(f'drop table "{gone[0]}_{gone[1]}"')

    def _use(self, wanted: Kept) -> bool:
        """Whether it is kept; then it is from now on what was used last."""
        with self._books:
            if kept := wanted in self._kept:
                del self._kept[wanted]
                self._kept[wanted] = None
            return kept

    def _book(self, made: Kept) -> list[Kept]:
        """It is kept; of those of its name that nobody holds, the ones that must go for it."""
        with self._books:
            self._kept[made] = None
            alike = [other for other in self._kept if other[0] == made[0]]
            surplus = max(0, len(alike) - KEPT)
            gone = [other for other in alike if not self._users[other]][:surplus]
            for other in gone:
                del self._kept[other]
            return gone


def not_kept(error: duckdb.Error) -> Kept | None:
    """The moment and the day that a statement failed for: it asked the moment's macro for the day, and it is not kept."""
    found = _NOT_KEPT.search(str(error))
    return (found[1], date.fromisoformat(found[2])) if found else None
