"""Small data folders for tests, written out where they are used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from emulation.intake import read_folder
from emulation.schema import TABLES
from emulation.warehouse import Warehouse


def write_folder(path: Path, tables: Mapping[str, str] | None = None) -> Path:
    """Write a data folder: the given CSV texts by table name, every other file with its header only."""
    given = dict(tables or {})
    path.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        header = ",".join(f'"{c.label}"' for c in table.columns) + "\n"
        text = dedent(given.pop(table.name, header)).lstrip("\n")
        (path / table.file).write_text(text, encoding="utf-8", newline="")
    assert not given, f"no such tables: {sorted(given)}"
    return path


def warehouse(path: Path, tables: Mapping[str, str] | None = None) -> Warehouse:
    """A warehouse of such a folder, which must be without fault."""
    reading, _ = read_folder(write_folder(path, tables))
    assert not reading.faults, [p.line() for p in reading.faults]
    return Warehouse(reading)
