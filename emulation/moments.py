"""How things stood on a day: computed once for the day, and kept while the day is asked for."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

import duckdb

from emulation.questions import MOMENTS

KEPT = 60
"""So many days of each moment are kept; more only while one question, or several at once, need more."""
_NOT_KEPT = re.compile(rf"Table with name ({'|'.join(MOMENTS)})_(\d{{4}}-\d\d-\d\d) does not exist")

Kept = tuple[str, date]
"""A moment and its day."""


class Moments:
    """What is kept of an edition. A moment of a day is a table of its own (`task_state_2026-11-16`), which the macro
    (`task_state(day)`) names: asked for a day that is not kept it cannot but fail, rows or no rows.

    `empty`: moment → the statement that creates its table without rows, for all editions; found out by the first.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, empty: dict[str, str]) -> None:
        self._connection = connection
        self._empty = empty
        self._users: Counter[Kept] = Counter()
        self._kept: dict[Kept, None] = {}  # what was used longest ago first
        self._books = threading.Lock()
        self._writing = threading.Lock()

    def define(self, name: str) -> None:
        """Create the macro of a moment, whose `<name>_of` is there. Of no day (null) it has no rows."""
        create = f"create table {name}_never as from {name}_of(cast(null as date)) limit 0"
        self._connection.execute(self._empty.get(name, create))
        if name not in self._empty:
            found = f"select sql from duckdb_tables() where table_name = '{name}_never'"
            ((self._empty[name],),) = self._connection.execute(found).fetchall()
        kept = f"from query_table('{name}_' || coalesce(cast(cast(at_day as date) as varchar), 'never'))"
        self._connection.execute(f"create macro {name}(at_day) as table ({kept})")

    @contextmanager
    def holding(self, names: Collection[str], days: Collection[date]) -> Iterator[None]:
        """These moments of all of the `days` are kept, at least until the block ends, whatever other threads ask
        meanwhile. `names` holds with each moment those that it uses."""
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

    def _keep(self, wanted: Kept) -> None:
        if self._use(wanted):
            return
        with self._writing:
            if self._use(wanted):  # another thread was first
                return
            name, day = wanted
            with self._connection.cursor() as cursor:
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
