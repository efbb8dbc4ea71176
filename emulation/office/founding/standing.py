"""How far a new data folder is: what it has, and the files that the first save has to make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from emulation.folder import Edition
from emulation.intake import disk, lookalikes
from emulation.intake.states import ABSENT, MISSING, READ
from emulation.schema import TABLE, TABLES
from emulation.store import Document, Edit


def is_new(edition: Edition, folder: Path) -> bool:
    """Whether there is nothing in the folder yet: no files at all, or only headings. A file of another name or format that
    resembles one of them is no such folder."""
    begun = any(
        file.state not in (MISSING, ABSENT) and not (file.state == READ and file.rows == 0)
        for file in edition.files
    )
    return not begun and not folder.is_file() and not any(lookalikes.like(folder, table) for table in TABLES)


def with_files(edits: Sequence[Edit], folder: Path) -> tuple[Edit, ...]:
    """The edits, with one for each required file that the folder has not and that they do not make: its heading alone."""
    made = {edit.table for edit in edits}
    lacking = (
        t for t in TABLES if not t.optional and t.name not in made and disk.stamp(folder / t.file) is None
    )
    return (*edits, *(Edit(table.name, content=Document.empty(table).to_bytes()) for table in lacking))


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way from nothing to a first overview. `tables`: the files that it fills, the first of which must have
    rows for it to be done; `counts`: table → noun."""

    word: str
    title: str
    counts: tuple[tuple[str, str], ...]

    def done(self, rows: dict[str, int]) -> bool:
        return rows[self.counts[0][0]] > 0

    def has(self, rows: dict[str, int]) -> str:
        """3 khối, 12 đơn vị; empty where it has nothing yet."""
        return ", ".join(f"{rows[table]} {noun}" for table, noun in self.counts if rows[table])


STEPS = (
    Step("ke-hoach", "Kế hoạch", (("plan", "kế hoạch năm"),)),
    Step("don-vi", "Khối, đơn vị", (("units", "đơn vị"), ("blocs", "khối"))),
    Step("nhiem-vu", "Nhiệm vụ", (("tasks", "nhiệm vụ"),)),
    Step("phan-cong", "Phân công", (("assignments", "phần việc"),)),
    Step(
        "danh-muc",
        "Danh mục, khung điểm",
        (("awards", "danh hiệu, hình thức"), ("criteria", "tiêu chí"), ("bands", "mức xếp loại")),
    ),
)


def rows_of(edition: Edition) -> dict[str, int]:
    """Table → number of accepted rows."""
    return {file.table.name: file.accepted for file in edition.files}


def unreadable(edition: Edition, tables: Iterable[str]) -> list[str]:
    """The files among these that are there and cannot be read: nothing may be added beside what they hold."""
    lost = edition.warehouse.unreadable
    there = {file.table.name for file in edition.files if file.state != MISSING}
    return [TABLE[name].file for name in tables if name in lost and name in there]
