"""A data folder → checked rows and all problems. Read-only."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from emulation.intake import checks, disk, lookalikes
from emulation.intake.checks import Checked
from emulation.intake.files import Source, read_file, read_source
from emulation.intake.problems import Problem, Unreadable, in_order
from emulation.intake.recognise import is_workbook
from emulation.intake.records import Records
from emulation.intake.rows import Tell
from emulation.intake.workbook import read_workbook
from emulation.schema import TABLES, Table

_ROWS_SHARE = 0.9
"""Share of the progress for reading the rows; the checks take the rest."""


@dataclass(slots=True)
class Reading:
    """The content of a data folder.

    `records`: table → accepted rows, each with `line`, its row number in Excel; unreadable tables are left out.
    `absent`: optional tables without a file. `problems`: ordered by file and row.
    `rows`: table → number of rows below the heading, accepted and `refused`.
    `newest`: log → latest day of an accepted row.
    `kept`: table → reason, if its file cannot be read now and a former version is used.
    `busy`: tables whose file is held open or being written; it may become readable without changing.
    """

    records: dict[str, Records]
    problems: list[Problem] = field(default_factory=list)
    absent: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    rows: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    newest: dict[str, date] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    busy: frozenset[str] = frozenset()

    @property
    def faults(self) -> list[Problem]:
        """The problems without the notes."""
        return [p for p in self.problems if not p.note]


def fingerprint(folder: Path) -> str:
    """A hash of the names, sizes and modification times of the folder's data files and lookalikes."""
    parts = []
    for path in (*(folder / table.file for table in TABLES), *lookalikes.candidates(folder)):
        stamp = disk.stamp(path)
        parts.append(f"{path.name}:{stamp[0]}:{stamp[1]}" if stamp else f"{path.name}:-")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


@contextmanager
def not_collected() -> Iterator[None]:
    """Without the garbage collector, which would look through all rows again and again; they are no cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@not_collected()
def read_folder(folder: Path, keep: dict[str, Checked] | None = None) -> tuple[Reading, dict[str, Checked]]:
    """Read every file of `folder`, or every sheet if it is a workbook.

    `keep`: table → its file as read successfully before. An unchanged file is not read again, and an unreadable one is
    replaced by it. Returns the reading, and the files before the checks between them: the `keep` of the next call.
    """
    keep = keep or {}
    if folder.is_file():
        return _read_book(folder), keep
    if not folder.is_dir():
        return not_a_folder(folder, "không có thư mục này", keep), keep
    files = _Files(folder, keep)
    for table in TABLES:
        files.take_from_disk(table)
    return files.reading(), files.read


@not_collected()
def read_files(
    given: Mapping[str, Source],
    folder: Path,
    keep: dict[str, Checked] | None = None,
    tell: Tell | None = None,
) -> Reading:
    """Read `folder` as if the `given` sources (table → source) replaced its files.

    Problems of given tables have the name and the cells of their source. `keep`: as for `read_folder`.
    """
    files = _Files(folder, keep or {})
    shares = _shares(given, tell)
    for table in TABLES:
        if table.name in given:
            files.take_given(table, given[table.name], shares[table.name])
        else:
            files.take_from_disk(table)
    reading = files.reading()
    if tell:
        tell(1.0)
    return reading


def not_a_folder(folder: Path, why: str, keep: dict[str, Checked] | None = None) -> Reading:
    """The reading if the folder is gone, as when a network drive disconnects: everything that was read before."""
    keep = keep or {}
    problem = Problem(str(folder), why, "Kiểm tra đường dẫn sau --data hoặc trong EMULATION_DATA")
    files = _Files(folder, keep)
    files.first.append(problem)
    files.read, files.kept = dict(keep), dict.fromkeys(keep, why)
    if keep:
        files.absent = {table.name for table in TABLES if table.optional and table.name not in keep}
    return files.reading()


def _shares(given: Mapping[str, Source], tell: Tell | None) -> dict[str, Tell | None]:
    """Table → a callback that converts the progress of its rows to the progress of the whole."""
    if tell is None:
        return dict.fromkeys(given)
    total = sum(len(source.data) for source in given.values()) or 1
    shares: dict[str, Tell | None] = {}
    before = 0
    for table in TABLES:
        if source := given.get(table.name):
            shares[table.name] = partial(_tell_part, tell, before / total, len(source.data) / total)
            before += len(source.data)
    return shares


def _tell_part(tell: Tell, start: float, length: float, share: float) -> None:
    tell(_ROWS_SHARE * (start + length * share))


def _read_book(path: Path) -> Reading:
    """Read a workbook whose sheets replace the files of a folder."""
    files = _Files(path, {})
    try:
        data, _ = disk.read_bytes(path, disk.Patience())
        if not is_workbook(path.name, data):
            return not_a_folder(path, "đây là tệp, không phải thư mục dữ liệu hay sổ Excel")
        book = read_workbook(path.name, data)
    except Unreadable as error:
        files.first.append(Problem(path.name, error.reason, error.remedy))
        return files.reading()
    files.first += book.notes
    for table in TABLES:
        if fault := book.faults.get(table.name):
            files.faults[table.name] = [fault]
        elif source := book.sheets.get(table.name):
            files.take_given(table, source)
        elif table.optional:
            files.absent.add(table.name)
        else:
            what = f"thiếu trang “{table.title}” ({table.file})"
            files.faults[table.name] = [Problem(path.name, what, "Thêm trang này vào sổ (đúng tên trang)")]
    return files.reading()


class _Files:
    """Collects the files of a folder that were read, and the problems of the others."""

    def __init__(self, folder: Path, keep: dict[str, Checked]) -> None:
        self.folder, self.keep = folder, keep
        self.patience = disk.Patience()
        self.first: list[Problem] = []
        """Problems of the folder itself."""
        self.read: dict[str, Checked] = {}
        self.faults: dict[str, list[Problem]] = {}
        """Table → problems of a file that cannot be read now, even if a former version is used."""
        self.kept: dict[str, str] = {}
        self.absent: set[str] = set()
        self.missing: set[str] = set()
        """Tables without a file in the folder."""
        self.busy: set[str] = set()

    def take_from_disk(self, table: Table) -> None:
        path, former = self.folder / table.file, self.keep.get(table.name)
        if not os.path.lexists(path):
            self.missing.add(table.name)
        if former and former.stamp and former.stamp == disk.stamp(path):
            self.read[table.name] = former
        else:
            self._take(table, lambda: read_file(path, table, former, self.patience), table.file, former)

    def take_given(self, table: Table, source: Source, tell: Tell | None = None) -> None:
        self._take(table, lambda: read_source(source, table, tell=tell), source.name)

    def _take(
        self, table: Table, read: Callable[[], Checked | None], name: str, former: Checked | None = None
    ) -> None:
        try:
            file = read()
        except Unreadable as error:
            self.faults[table.name] = [replace(problem, file=name) for problem in error.problems(table)]
            if isinstance(error, disk.Busy):
                self.busy.add(table.name)
            if former:
                self.read[table.name], self.kept[table.name] = former, error.reason
        else:
            if file:
                self.read[table.name] = file
            else:
                self._miss(table)

    def _miss(self, table: Table) -> None:
        """A missing optional file. It is a problem if a lookalike exists: it was probably saved under another name."""
        self.absent.add(table.name)
        if lookalikes.like(self.folder, table):
            error = lookalikes.missing(self.folder / table.file, table)
            self.faults[table.name] = [Problem(table.file, "chưa có tệp này", error.remedy)]

    def reading(self) -> Reading:
        """Check the files against each other."""
        checked = {name: file.working_copy() for name, file in self.read.items()}
        _check(checked)
        problems = list(self.first)
        for table in TABLES:
            if table.name in self.faults:
                problems += self.faults[table.name]
            elif table.name in checked:
                problems += in_order(checked[table.name].problems)
        problems += lookalikes.notes(self.folder, self.missing)
        return Reading(
            {name: file.records for name, file in checked.items()},
            problems,
            frozenset(self.absent),
            frozenset(t.name for t in TABLES) - checked.keys() - self.absent,
            {name: file.rows for name, file in checked.items()},
            {name: file.refused for name, file in checked.items()},
            {name: day for name, file in checked.items() if (day := _newest_day(file))},
            self.kept,
            frozenset(self.busy),
        )


def _newest_day(file: Checked) -> date | None:
    column = file.table.day
    return max(set(file.records.column(column)), default=None) if column else None


def _check(files: dict[str, Checked]) -> None:
    """All checks between files, repeated until no more rows are refused: refusing a row refuses those that refer to it."""
    for file in files.values():
        checks.references(file, files)
    checks.rules(files)
    before = -1
    while before != (total := sum(file.refused for file in files.values())):
        before = total
        for file in files.values():
            checks.references(file, files)
    checks.note_lost_letters(files)
    checks.add_followers(files)
