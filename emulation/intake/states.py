"""The state of each file of a data folder: readable or not, row counts, modification time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from emulation.intake import disk
from emulation.intake.reading import Reading
from emulation.schema import TABLES, Table
from emulation.scope import VIETNAM

READ, KEPT, UNREADABLE = "Đọc được", "Đang dùng bản trước", "Không đọc được"
MISSING, ABSENT = "Thiếu tệp", "Chưa có tệp"


@dataclass(frozen=True, slots=True)
class FileState:
    """One file of a data folder.

    `modified` (Vietnam's time) and `size` (bytes): of the file on disk, or of the whole workbook; None if there is no file.
    `rows`: `accepted` + `refused`, of the former version if that is in use (KEPT). `newest`: latest day of an accepted row
    of a log.
    """

    table: Table
    state: str
    modified: datetime | None
    size: int | None
    rows: int
    accepted: int
    refused: int
    newest: date | None


def states(reading: Reading, folder: Path) -> tuple[FileState, ...]:
    """The state of every file, as `reading` of `folder` (or of a workbook) found it."""
    return tuple(_state(reading, folder, table) for table in TABLES)


def _state(reading: Reading, folder: Path, table: Table) -> FileState:
    stamp = disk.stamp(folder if folder.is_file() else folder / table.file)
    return FileState(
        table,
        _word(reading, table, on_disk=stamp is not None),
        datetime.fromtimestamp(stamp[0] / 1e9, VIETNAM) if stamp else None,
        stamp[1] if stamp else None,
        reading.rows.get(table.name, 0),
        len(reading.records.get(table.name, ())),
        reading.refused.get(table.name, 0),
        reading.newest.get(table.name),
    )


def _word(reading: Reading, table: Table, *, on_disk: bool) -> str:
    if table.name in reading.kept:
        return KEPT
    if table.name in reading.absent:
        return ABSENT
    if table.name in reading.unreadable:
        return UNREADABLE if on_disk else MISSING
    return READ
