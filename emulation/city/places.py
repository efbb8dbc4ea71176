"""Where the lake of a city lies: its catalogue, and the Parquet files that the catalogue lists."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LAKE = "kho"
CATALOGUE = "danh-muc.sqlite"
FILES = "tep"
S3 = "s3://"


@dataclass(frozen=True, slots=True)
class Place:
    """`catalogue`: as DuckLake attaches it. `folder`: to be made first, where the lake is embedded."""

    catalogue: str
    files: str
    folder: Path | None = None
    storage: Mapping[str, str | bool] = field(default_factory=dict, repr=False)
    """How an S3 storage is reached: DuckDB's names of what its secret holds."""

    @property
    def extensions(self) -> tuple[str, ...]:
        """What DuckDB needs there; each takes a moment to load."""
        kind = "sqlite_scanner" if self.folder else "postgres_scanner"
        return ("ducklake", kind, *(["httpfs"] if self.files.startswith(S3) else []))


def city_folder(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The city's folder that EMULATION_CITY names; None where a commune's figures are shown."""
    named = environ.get("EMULATION_CITY")
    return Path(named) if named else None


def _storage(environ: Mapping[str, str]) -> dict[str, str | bool]:
    """EMULATION_S3_KEY, _SECRET, _REGION, and _ENDPOINT (https://…) of a storage that is not Amazon's."""
    endpoint = urlsplit(environ.get("EMULATION_S3_ENDPOINT", ""))
    told: dict[str, str | bool] = {
        "key_id": environ.get("EMULATION_S3_KEY", ""),
        "secret": environ.get("EMULATION_S3_SECRET", ""),
        "region": environ.get("EMULATION_S3_REGION", "us-east-1"),
    }
    if endpoint.netloc:
        told |= {"endpoint": endpoint.netloc, "url_style": "path", "use_ssl": endpoint.scheme == "https"}
    return told


def place(city: Path, environ: Mapping[str, str] = os.environ) -> Place:
    """The lake's place: one folder in the city's own, or what EMULATION_LAKE and EMULATION_LAKE_FILES name."""
    catalogue, folder = environ.get("EMULATION_LAKE", ""), city / LAKE
    files = environ.get("EMULATION_LAKE_FILES") or str(folder / FILES)
    storage = _storage(environ) if files.startswith(S3) else {}
    if not catalogue:
        return Place(f"ducklake:sqlite:{folder / CATALOGUE}", files, folder, storage)
    return Place(f"ducklake:postgres:{catalogue.removeprefix('postgres:')}", files, storage=storage)
