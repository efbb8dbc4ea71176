"""The lake of a city: every edition that its communes sent, a table for each of a package, a partition for each commune.

DuckLake keeps the rows in Parquet files and lists them in a catalogue; an edition comes in as one transaction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import duckdb

from emulation.city.places import place
from emulation.columns import Table
from emulation.engine import arrow
from emulation.intake.problems import shown
from emulation.intake.records import Records
from emulation.publish.contents import PUBLISHED
from emulation.publish.manifest import Manifest
from emulation.warehouse import NotAvailable

if TYPE_CHECKING:
    import pyarrow as pa

_EDITION = {
    "commune": "varchar",
    "as_of": "date",
    "data": "varchar",
    "made_at": "timestamptz",
    "year": "bigint",
    "name": "varchar",
    "superior": "varchar",
    "program": "varchar",
    "contract": "bigint",
    "notice": "varchar",
    "taken_at": "timestamptz",
}
KEPT = timedelta(days=1)
"""For so long what was replaced can still be read: a reader may be at it, and a backup under way."""
_NO_CONNECTION = re.compile(r'Unable to connect to Postgres at "[^"]*": (?P<why>.*)')
_SUFFIX = ".duckdb_extension"
_NO_EXTENSION = (
    "Chưa cài phần mở rộng của DuckDB cho kho số liệu: chạy run.py --city một lần (requirements-city.txt)."
)


_BUCKETS = 16
"""The partitions of a table, each of some communes. One of every commune made 13 files a commune, which took three times as
long to read."""


_SETTINGS: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}


class LakeAway(NotAvailable):
    """The lake cannot be read or written now; nothing was changed. The message is a sentence in Vietnamese."""

    def __init__(self, sentence: str) -> None:
        super().__init__(["kho số liệu"])
        self.args = (sentence,)


@dataclass(frozen=True, slots=True)
class Edition:
    """What a commune sent of a day; each field as in `Manifest`. `taken_at`: when it came into the lake."""

    commune: str
    as_of: date
    data: str
    made_at: datetime
    year: int
    name: str
    superior: str
    program: str
    contract: int
    notice: str
    taken_at: datetime


class Lake:
    """An open lake. For one thread. Who writes holds the city's lock, and when he opens it; who only `reads` needs none, and
    finds a lake that is there. All raise LakeAway."""

    def __init__(self, city: Path, *, reads: bool = False) -> None:
        where = place(city)
        try:
            if where.folder and not reads:
                where.folder.mkdir(exist_ok=True)
            self._connection = duckdb.connect(config=_SETTINGS)
            for extension in where.extensions:
                self._load(extension)
            if where.storage:
                self.rows(
                    f"create secret (type s3, {', '.join(f'{name} ${name}' for name in where.storage)})",
                    where.storage,
                )
            # A city's folder may have been moved since: its files lie where it is now.
            options = (
                f"data_path '{_quoted(where.files)}', override_data_path true{', read_only' if reads else ''}"
            )
            self.rows(f"attach '{_quoted(where.catalogue)}' as lake ({options})")
            self.rows("use lake; set lock_configuration = true")
            if not reads and not self.rows("from duckdb_tables() where table_name = 'editions'"):
                self._make()
        except (duckdb.Error, OSError) as error:
            raise _away(error) from error

    def _load(self, extension: str) -> None:
        """Load an extension from its wheel; nothing is asked of the network."""
        try:
            (found,) = [f for f in files(f"duckdb_extension_{extension}") or () if f.suffix == _SUFFIX]
        except (PackageNotFoundError, ValueError):
            raise LakeAway(_NO_EXTENSION) from None
        self.rows(f"load '{_quoted(str(found.locate()))}'")

    def _make(self) -> None:
        """State the tables of a new lake."""
        tables = {"editions": _EDITION, **{table.name: _columns(table) for table in PUBLISHED}}
        statements = ["begin"]
        for name, columns in tables.items():
            typed = ", ".join(f'"{column}" {of_type}' for column, of_type in columns.items())
            statements.append(f'create table "{name}" ({typed})')
            statements.append(f'alter table "{name}" set partitioned by (bucket({_BUCKETS}, commune))')
        self.rows("; ".join([*statements, "commit"]))

    def edition(self, commune: str, as_of: date) -> Edition | None:
        """The edition that is there of a commune and a day."""
        # Compared as one text: by a column of its own DuckLake would look up the statistics of every file of every table.
        found = self._editions(
            "where (commune, as_of)::varchar = ($commune, $as_of)::varchar",
            {"commune": commune, "as_of": as_of},
        )
        return found[0] if found else None

    def editions(self, snapshot: int | None = None) -> list[Edition]:
        """Every edition, by commune and day; as of a snapshot, or as they are now."""
        return self._editions(f"{_at(snapshot)} order by commune, as_of", {})

    def snapshot(self) -> int:
        """The number of the lake's present state; it grows with every change."""
        ((number,),) = self.rows("from ducklake_current_snapshot('lake')")
        return number

    def read(self, table: str, wanted: Sequence[tuple[str, date]], snapshot: int) -> pa.Table:
        """The rows of a table, as of a snapshot, of these communes and days; by commune, day and line."""
        import pyarrow as pa

        days = sorted({day for _, day in wanted})
        ids = pa.array([commune for commune, _ in wanted], pa.string())
        pairs = pa.table({"commune": ids, "as_of": pa.array([day for _, day in wanted], pa.date32())})
        sql = f"""
            select * from "{table}" {_at(snapshot)}
            semi join wanted using (commune, as_of)
            where as_of between $first and $last
            order by commune, as_of, line
        """
        first, last = (days[0], days[-1]) if days else (date.max, date.min)
        try:
            self._connection.register("wanted", pairs)  # in place of the one before
            return self._connection.execute(sql, {"first": first, "last": last}).to_arrow_table()
        except duckdb.Error as error:
            raise _away(error) from error

    def _editions(self, which: str, values: Mapping[str, Any]) -> list[Edition]:
        rows = self.rows(f"select {', '.join(_EDITION)} from editions {which}", values)
        return [Edition(**dict(zip(_EDITION, row, strict=True))) for row in rows]

    def put(self, manifest: Manifest, rows: Mapping[str, Records]) -> None:
        """Have an edition stand in place of what is there of that commune and day: all of it, or nothing where it fails."""
        there = self.edition(manifest.commune, manifest.as_of) is not None
        self.rows("begin")
        try:
            for table in PUBLISHED:
                self._replace(table, rows[table.name], manifest, there=there)
            if there:
                self._delete("editions", manifest)
            said = {name: getattr(manifest, name) for name in _EDITION if name != "taken_at"}
            said["taken_at"] = datetime.now(UTC)
            self.rows(f"insert into editions values ({', '.join(f'${name}' for name in _EDITION)})", said)
            self.rows("commit")
        except duckdb.Error as error:  # as of `register`, where the catalogue went away a moment ago
            self._roll_back()
            raise _away(error) from error
        except BaseException:
            self._roll_back()
            raise

    def _replace(self, table: Table, rows: Records, manifest: Manifest, *, there: bool) -> None:
        if there:
            self._delete(table.name, manifest)
        if rows:
            self._connection.register("incoming", arrow(table, rows.column))
            own = ", ".join(f'"{column.name}"' for column in table.columns)
            self.rows(
                f'insert into "{table.name}" select $commune, $as_of, line, {own} from incoming order by line',
                {"commune": manifest.commune, "as_of": manifest.as_of},
            )
            self._connection.unregister("incoming")

    def _delete(self, table: str, manifest: Manifest) -> None:
        self.rows(
            f'delete from "{table}" where commune = $commune and as_of = $as_of',
            {"commune": manifest.commune, "as_of": manifest.as_of},
        )

    def _roll_back(self) -> None:
        with suppress(LakeAway):  # the commit itself ended the transaction
            self.rows("rollback")

    def compact(self, keep: timedelta = KEPT) -> None:
        """Bring the rows of a commune into few files, and forget what was replaced longer than `keep` ago. Rows stay as they
        are."""
        before = datetime.now(UTC) - keep
        self.rows("call ducklake_expire_snapshots('lake', older_than => $before)", {"before": before})
        for step in ("flush_inlined_data", "merge_adjacent_files", "rewrite_data_files"):
            self.rows(f"call ducklake_{step}('lake')")
        for step in ("cleanup_old_files", "delete_orphaned_files"):
            self.rows(f"call ducklake_{step}('lake', older_than => $before)", {"before": before})

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """What a statement gives."""
        try:
            return self._connection.execute(sql, dict(values or {})).fetchall()
        except duckdb.Error as error:
            raise _away(error) from error

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _columns(table: Table) -> dict[str, str]:
    """Column → type, of a table in the lake."""
    own = {column.name: column.sql_type for column in table.columns}
    return {"commune": "varchar", "as_of": "date", "line": "bigint", **own}


def _at(snapshot: int | None) -> str:
    return "" if snapshot is None else f"at (version => {snapshot})"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _away(error: Exception) -> LakeAway:
    """What the lake said, without the address of its catalogue, which may hold a password."""
    said = str(error)
    found = _NO_CONNECTION.search(said)
    why = found["why"] if found else said.split("\n", 1)[0]
    return LakeAway(
        f"Không mở hoặc không ghi được kho số liệu ({shown(why)}); không có gì thay đổi, thử lại sau."
    )
