"""What a commune sends of a day: the answers of the contract's questions as files, without names that only it may know."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from emulation import commune as communes
from emulation.columns import Table
from emulation.publish.contents import PUBLISHED
from emulation.publish.files import written
from emulation.publish.manifest import Entry, Manifest
from emulation.publish.names import hider, private_names
from emulation.schema import TABLES
from emulation.scope import Scope
from emulation.warehouse import Warehouse

Row = tuple[Any, ...]
_ROOT = Path(__file__).parents[2]
_OF_AWARDS = ("awards_given", "awards_by_quarter", "settled_dossiers")
"""Tables of what was decided in the calendar year of the day, as `show awards_given` has it. Others: of the plan's year."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A commune's figures of a day, ready to be signed."""

    manifest: Manifest
    files: Mapping[str, bytes]


def edition(warehouse: Warehouse, folder: Path, as_of: date, commune: str) -> Edition:
    """What goes up of the day, from the commune with that id at the city. Raises NotAvailable."""
    year = warehouse.default_year(as_of)
    hide = hider(private_names(warehouse, as_of))
    files, entries = {}, {}
    for table in PUBLISHED:
        rows = [_cleared(table, row, hide) for row in _rows(warehouse, table, as_of, year)]
        data = files[table.file] = written(table, rows)
        entries[table.file] = Entry(len(rows), hashlib.sha256(data).hexdigest())
    plans = list(warehouse.table("plan").itertuples(index=False))
    plan = max(plans, key=lambda each: (each.year == year, each.year), default=None)
    manifest = Manifest(
        commune=commune,
        as_of=as_of,
        year=year,
        data=warehouse.version,
        made_at=newest(folder),
        name=_line(plan and plan.issuer),
        superior=_line(communes.of_warehouse(warehouse, year).superior),
        notice=hide(_line(communes.notice_of(plans, year))),
        program=program(),
        files=entries,
    )
    return Edition(manifest, files)


def _rows(warehouse: Warehouse, table: Table, as_of: date, year: int) -> list[Row]:
    """The rows of a table, a value for each of its columns."""
    scope = Scope.at(as_of, year=as_of.year if table.name in _OF_AWARDS else year)
    if table.name == "awards_by_quarter":
        quarters = (
            (quarter, _answer(warehouse, "awards_given", table.columns[1:], scope.but(quarter=quarter)))
            for quarter in range(1, 5)
        )
        return [(quarter, *row) for quarter, rows in quarters for row in rows]
    if table.name == "award_names":
        known = {
            award: more for award, *more in warehouse.rows_of("select award_id, category, level from awards")
        }
        return [
            (award, name, *known[award])
            for award, name in _answer(warehouse, table.name, table.columns[:2], scope)
        ]
    return _answer(warehouse, table.name, table.columns, scope)


def _answer(warehouse: Warehouse, query: str, columns: Sequence[Any], scope: Scope) -> list[Row]:
    named, rows = warehouse.answer(query, scope)
    at = [named.index(column.name) for column in columns]
    return [tuple(row[index] for index in at) for row in rows]


def _cleared(table: Table, row: Row, hide: Callable[[str], str]) -> Row:
    """A row without the names that must not go up."""
    values = dict(zip((column.name for column in table.columns), row, strict=True))
    if "nominee_name" in values and values["with_higher_level"] != "có":
        values["nominee_name"] = None
    for column in table.columns:
        value = values[column.name]
        if (
            column.kind == "text"
            and isinstance(value, str)
            and column.name not in ("nominee_name", "unit_id", "id")
        ):
            values[column.name] = hide(value)
    return tuple(values.values())


def newest(folder: Path) -> datetime:
    """When the newest data file was written, in whole seconds: the same for the same data, whenever they are sent."""
    times = [path.stat().st_mtime for table in TABLES if (path := folder / table.file).is_file()]
    return datetime.fromtimestamp(int(max(times, default=0)), UTC)


@lru_cache(maxsize=1)
def program() -> str:
    """Eight hex digits that stand for all that decides what is sent of the same data."""
    own = [
        _ROOT / "emulation/publish" / name for name in ("contents.py", "edition.py", "files.py", "names.py")
    ]
    found = hashlib.sha256()
    for path in sorted(
        [*own, *(_ROOT / "queries").glob("*.sql"), *(_ROOT / "queries/staging").glob("*.sql")]
    ):
        found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:8]


def _line(text: object) -> str:
    """A text of the plan's on one line, of letters only."""
    said = "" if text is None else str(text)
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())
