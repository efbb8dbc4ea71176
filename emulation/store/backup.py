"""Daily backups: a zip of the folder's files. The last thirty are kept."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from emulation.schema import TABLE, TABLES
from emulation.scope import today
from emulation.store import disk
from emulation.store.disk import SaveRefused

FOLDER = "sao-luu"
KEPT = 30

_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Backup:
    """The files before the first save of `day`, or when the data page was first opened that day."""

    day: date
    path: Path
    size: int
    """Bytes."""


def daily(folder: Path) -> Path | None:
    """Make today's backup. Returns None if there is one already, or nothing to back up. Raises SaveRefused."""
    if _path(folder, today()).exists():
        return None
    with disk.locked(folder):
        try:
            return make(folder)
        except OSError as error:
            raise disk.refusal(error, folder / FOLDER) from None


def make(folder: Path) -> Path | None:
    """`daily` for a caller that holds the folder's lock. Raises OSError, SaveRefused."""
    path = _path(folder, today())
    if path.exists():
        return None
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in TABLES:
            if (data := disk.read(folder / table.file)) is not None:
                archive.writestr(_member(table.file), data, zipfile.ZIP_DEFLATED)
        if not archive.namelist():
            return None
    path.parent.mkdir(exist_ok=True)
    disk.put(path, content.getvalue())
    for old in backups(folder)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return path


def _member(name: str) -> zipfile.ZipInfo:
    """A file of today in a zip, which knows no day before 1980: a machine with an empty battery begins in 1970."""
    day = max(today(), date(1980, 1, 1))
    member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    member.external_attr = 0o600 << 16
    return member


def backups(folder: Path) -> list[Backup]:
    """The backups, newest first."""
    found = sorted((folder / FOLDER).glob("*.zip"), reverse=True)
    return [Backup(day, path, path.stat().st_size) for path in found if (day := _day(path.stem))]


def _day(name: str) -> date | None:
    """The day in a backup's name; None for other files in the folder."""
    try:
        return date.fromisoformat(name) if _NAME.fullmatch(name) else None
    except ValueError:
        return None


def contents(folder: Path, day: date) -> dict[str, bytes]:
    """Table → its file in the backup of that day. Raises SaveRefused."""
    path = _path(folder, day)
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            return {table.name: archive.read(table.file) for table in TABLE.values() if table.file in names}
    except (
        OSError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
    ):  # RuntimeError: it has a password
        raise SaveRefused(f"Không đọc được bản sao lưu {path.name}.") from None


def _path(folder: Path, day: date) -> Path:
    return folder / FOLDER / f"{day.isoformat()}.zip"
