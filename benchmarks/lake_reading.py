"""Reads a city's lake as a stranger would, and says whether every edition in it is whole: its rows those that its seal was
made over, and each there once."""

from __future__ import annotations

import importlib.metadata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.communes.sending import seal_of, sealed
from benchmarks.durability import Torn
from emulation.city.places import place
from emulation.publish.contents import PUBLISHED

EXTENSIONS = ("sqlite_scanner", "postgres_scanner", "ducklake")
Key = tuple[str, date]
"""A commune, and the day of what it sent."""


def connected(city: Path, environ: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    """The lake of a city, for reading. Raises duckdb.Error."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": False, "threads": 1})
    for name in EXTENSIONS:
        for file in importlib.metadata.files(f"duckdb_extension_{name}") or ():
            if file.suffix == ".duckdb_extension":
                connection.execute(f"load '{file.locate()}'")
    connection.execute(f"attach '{place(city, environ).catalogue}' as lake (read_only)")
    return connection


def is_begun(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether anybody ever got so far as to make the lake's tables."""
    sql = "from duckdb_tables() where database_name = 'lake' and table_name = 'editions'"
    return connection.execute(sql).fetchone() is not None


def whole(connection: duckdb.DuckDBPyConnection, chosen: Iterable[Key] | None = None) -> dict[Key, datetime]:
    """Edition → when it was made, of those chosen or of all, once each was seen to be whole. Raises Torn."""
    connection.execute("begin")
    try:
        connection.execute("create or replace temp table chosen (commune varchar, as_of date)")
        everything = chosen is None
        if chosen := sorted(chosen or ()):
            connection.executemany("insert into chosen values (?, ?)", chosen)
        only = "" if everything else "semi join chosen using (commune, as_of)"
        stated = connection.execute(
            f"select commune, as_of, made_at, notice from lake.editions {only}"
        ).fetchall()
        rows = {table.name: _rows(connection, table, only) for table in PUBLISHED}
    finally:
        connection.execute("rollback")
    if doubled := [key for key, count in Counter(row[:2] for row in stated).items() if count > 1]:
        raise Torn(f"doubled: {doubled}")
    if strange := {key for of in rows.values() for key in of} - {row[:2] for row in stated}:
        raise Torn(f"rows of no edition: {strange}")
    for commune, as_of, _, notice in stated:
        if seal_of({name: of.get((commune, as_of), ()) for name, of in rows.items()}) != sealed(notice):
            raise Torn(f"not whole: {commune} {as_of}")
    return {(commune, as_of): made_at.astimezone(UTC) for commune, as_of, made_at, _ in stated}


def _rows(connection: duckdb.DuckDBPyConnection, table: Any, only: str) -> dict[Key, list[tuple[Any, ...]]]:
    own = ", ".join(f'"{column.name}"' for column in table.columns)
    found = connection.execute(
        f'select commune, as_of, {own} from lake."{table.name}" {only} order by commune, as_of, line'
    ).fetchall()
    return {key: [row[2:] for row in of] for key, of in groupby(found, key=lambda row: row[:2])}
