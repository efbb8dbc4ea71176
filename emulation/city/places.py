"""Where the lake of a city lies: its catalogue, and the Parquet files that the catalogue lists."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LAKE = "kho"
CATALOGUE = "danh-muc.sqlite"
FILES = "tep"


@dataclass(frozen=True, slots=True)
class Place:
    """`catalogue`: as DuckLake attaches it. `folder`: to be made first, where the lake is embedded."""

    catalogue: str
    files: str
    folder: Path | None = None

    @property
    def extensions(self) -> tuple[str, ...]:
        """What DuckDB needs there; each takes a moment to load."""
        kind = "sqlite_scanner" if self.folder else "postgres_scanner"
        return ("ducklake", kind, *(["httpfs"] if self.files.startswith("s3://") else []))


def city_folder(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The city's folder that EMULATION_CITY names; None where a commune's figures are shown."""
    named = environ.get("EMULATION_CITY")
    return Path(named) if named else None


def place(city: Path, environ: Mapping[str, str] = os.environ) -> Place:
    """The lake's place: one folder in the city's own, or what EMULATION_LAKE and EMULATION_LAKE_FILES name."""
    catalogue, folder = environ.get("EMULATION_LAKE", ""), city / LAKE
    files = environ.get("EMULATION_LAKE_FILES") or str(folder / FILES)
    if not catalogue:
        return Place(f"ducklake:sqlite:{folder / CATALOGUE}", files, folder)
    return Place(f"ducklake:postgres:{catalogue.removeprefix('postgres:')}", files)
