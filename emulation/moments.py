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

KEPT_DAYS = 60
"""So many days are kept; more only while one question, or several at once, need more."""
_NOT_KEPT = re.compile(rf"Table with name (?:{'|'.join(MOMENTS)})_(\d{{4}}-\d\d-\d\d) does not exist")


class Moments:
    """The kept days of an edition. Each moment of a day is a table of its own (`task_state_2026-11-16`), which the macro
    (`task_state(day)`) names: asked for a day that is not kept it cannot but fail, rows or no rows.

    `empty`: moment → the statement that creates its table without rows, for all editions; found out by the first.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, empty: dict[str, str]) -> None:
        self._connection = connection
        self._empty = empty
        self._users: Counter[date] = Counter()
        self._kept: dict[date, None] = {}  # the day used longest ago first
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
    def holding(self, days: Collection[date]) -> Iterator[None]:
        """All of `days` are kept, at least until the block ends, whatever other threads ask meanwhile."""
        with self._books:
            self._users.update(days)
        try:
            for day in days:
                self._keep(day)
            yield
        finally:
            with self._books:
                self._users -= Counter(days)  # forgets whom nobody holds any more

    def _keep(self, day: date) -> None:
        if self._use(day):
            return
        with self._writing:
            if self._use(day):  # another thread was first
                return
            with self._connection.cursor() as cursor:  # closed in the midst, it undoes what it began
                cursor.begin()
                for name in MOMENTS:
                    cursor.execute(
                        f"create or replace table \"{name}_{day}\" as from {name}_of(date '{day}')"
                    )
                cursor.commit()
                for gone in self._book(day):
                    for name in MOMENTS:
                        cursor.execute(f'drop table "{name}_{gone}"')

    def _use(self, day: date) -> bool:
        """Whether the day is kept; then it is from now on the one used last."""
        with self._books:
            if kept := day in self._kept:
                del self._kept[day]
                self._kept[day] = None
            return kept

    def _book(self, day: date) -> list[date]:
        """The day is kept; of those that nobody holds, the ones that must go for it."""
        with self._books:
            self._kept[day] = None
            surplus = max(0, len(self._kept) - KEPT_DAYS)
            gone = [other for other in self._kept if not self._users[other]][:surplus]
            for other in gone:
                del self._kept[other]
            return gone


def day_not_kept(error: duckdb.Error) -> date | None:
    """The day that a statement failed for: it asked a moment's macro for it, and it is not kept."""
    found = _NOT_KEPT.search(str(error))
    return date.fromisoformat(found[1]) if found else None
