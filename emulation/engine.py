"""The one DuckDB of the process. Each edition is a database of its own in it and finds there what all editions share: the
words that have an order, the rules of `queries/staging`, the public calendar. To state these anew took longer than the rows.
"""

from __future__ import annotations

import itertools
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import duckdb

from emulation import vocabulary
from emulation.intake.records import Records
from emulation.moments import define
from emulation.questions import MOMENTS, NAMES, staging
from emulation.schema import TABLE, TABLES, Column, Table
from emulation.workdays import calendar_days

if TYPE_CHECKING:
    import pyarrow as pa

_SETTINGS: dict[str, Any] = {
    "threads": 1,
    # What is not bundled is never fetched, and no variable of Python's becomes a table by its name.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
_ARROW = {"varchar": "string", "date": "date32", "double": "float64", "bigint": "int64"}
_numbers = itertools.count(1)
_starting = threading.Lock()


class Database:
    """An edition's own, gone with it. Safe to share: every question gets a cursor of its own."""

    def __init__(self, rows: Mapping[str, Records]) -> None:
        with _starting:
            self._engine = _engine()
        self.name = f"edition_{next(_numbers)}"
        self._engine.cursor().execute(f"attach ':memory:' as {self.name}")
        weakref.finalize(self, _detach, self._engine, self.name).atexit = False
        self._fill({name: records for name, records in rows.items() if records})

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """What a statement of it names is the edition's own, or else what all share."""
        cursor = self._engine.cursor()
        cursor.execute(f"set search_path = '{self.name}.main,memory.main'")
        return cursor

    def _fill(self, rows: Mapping[str, Records]) -> None:
        cursor = self.cursor()
        for name, records in rows.items():
            cursor.from_arrow(arrow(TABLE[name], records.column)).create(name)
        cursor.execute("; ".join(_empty(table) for table in TABLES if table.name not in rows))
        if "days_off" in rows:
            own = frozenset(rows["days_off"].keys(("day", "kind")))
            cursor.from_arrow(_calendar(own)).create("calendar_days")


def arrow(table: Table, values: Callable[[str], Sequence[Any]]) -> pa.Table:
    """The rows of a table; `values` gives those of a column."""
    import pyarrow as pa  # loads slowly, as do pandas and holidays: who asks for no figures need not wait for them

    arrays = {"line": pa.array(values("line"), pa.int64())}
    for column in table.columns:
        arrays[column.name] = pa.array(values(column.name), _ARROW[column.sql_type])
        if column.aliases:
            groups = [word and column.value_of(word) for word in values(column.name)]
            arrays[group_of(column)] = pa.array(groups, pa.string())
    return pa.table(arrays)


def group_of(column: Column) -> str:
    """The column beside one that has other words: the value for which each word stands."""
    return f"{column.name}_group"


def _typed(table: Table) -> Iterator[tuple[str, str]]:
    """The names and DuckDB types of a table's columns, as `arrow` makes them."""
    for column in table.columns:
        yield column.name, column.sql_type
        if column.aliases:
            yield group_of(column), "varchar"


def _empty(table: Table) -> str:
    """The statement that creates a table without rows: what Arrow costs, it costs without rows too."""
    columns = ", ".join(f'"{name}" {of_type}' for name, of_type in _typed(table))
    return f'create table "{table.name}" (line bigint, {columns})'


@lru_cache(maxsize=8)
def _calendar(own: frozenset[tuple[Any, ...]]) -> pa.Table:
    import pyarrow as pa

    days, worked, numbers, next_worked = calendar_days(dict(own))
    return pa.table(
        {
            "day": pa.array(days, pa.date32()),
            "is_working": worked,
            "working_no": pa.array(numbers, pa.int32()),
            "next_working": pa.array(next_worked, pa.date32()),
        }
    )


def _detach(engine: duckdb.DuckDBPyConnection, name: str) -> None:
    engine.cursor().execute(f"detach {name}")


@lru_cache(maxsize=1)
def _engine() -> duckdb.DuckDBPyConnection:
    """With what all editions share. The rules are stated over tables without rows, which then go: a table that an edition
    lacks is an error, and never found here."""
    engine = duckdb.connect(":memory:", config=_SETTINGS)
    engine.execute("; ".join(_empty(table) for table in TABLES))
    engine.from_arrow(_calendar(frozenset())).create("calendar_days")
    engine.execute("; ".join(vocabulary.statements()))
    for sql in staging():
        engine.execute(sql)
        for name in (*MOMENTS, *NAMES):
            if f"macro {name}_of(" in sql:
                define(engine, name)
    for name in (*(table.name for table in TABLES), *(f"{name}_kept" for name in NAMES)):
        engine.execute(f'drop table "{name}"')
    engine.execute("set enable_external_access = false; set lock_configuration = true")
    return engine
