"""A whole data folder → checked rows and every problem at once. Nothing here changes a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from emulation.intake import checks
from emulation.intake.checks import Checked, Record
from emulation.intake.files import read_file
from emulation.intake.problems import Problem, Unreadable
from emulation.schema import TABLES


@dataclass(slots=True)
class Reading:
    """What a data folder says.

    `records`: table → the rows that count (each with `line`, its row in Excel); a table that could not be
    read is absent. `absent`: optional tables without a file. `problems` come file by file, row by row.
    `kept`: tables whose file cannot be read now, of which a former version is used, each with the reason.
    """

    records: dict[str, list[Record]]
    problems: list[Problem] = field(default_factory=list)
    absent: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    refused: dict[str, int] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def faults(self) -> list[Problem]:
        """The problems that leave rows out (not the mere notes)."""
        return [p for p in self.problems if not p.note]


def fingerprint(folder: Path) -> str:
    """A short name for the state of the folder's files: which are there, their sizes and times."""
    parts = []
    for table in TABLES:
        try:
            stat = (folder / table.file).stat()
            parts.append(f"{table.name}:{stat.st_mtime_ns}:{stat.st_size}")
        except OSError:
            parts.append(f"{table.name}:-")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def read_folder(folder: Path, keep: dict[str, Checked] | None = None) -> tuple[Reading, dict[str, Checked]]:
    """Read every file of `folder`; one that cannot be read is taken from `keep`, the files as once read well.

    Gives the reading, and the files before they were checked against each other (the next call's `keep`).
    """
    keep = keep or {}
    if not folder.is_dir():
        return _reading_without(folder, keep), keep
    files: dict[str, Checked] = {}
    faults: dict[str, list[Problem]] = {}
    kept: dict[str, str] = {}
    absent: set[str] = set()
    for table in TABLES:
        former = keep.get(table.name)
        try:
            file = read_file(folder / table.file, table, former)
        except Unreadable as error:
            faults[table.name] = error.problems(table)
            if former:
                files[table.name], kept[table.name] = former, error.reason
        else:
            if file:
                files[table.name] = file
            else:
                absent.add(table.name)
    return _reading(files, faults, kept, frozenset(absent), []), files


def _reading(
    files: dict[str, Checked],
    faults: dict[str, list[Problem]],
    kept: dict[str, str],
    absent: frozenset[str],
    problems: list[Problem],
) -> Reading:
    """Check the files against each other. `faults`: of files that cannot be read now, also of those kept."""
    checked = {name: file.twin() for name, file in files.items()}
    _check(checked)
    for table in TABLES:
        if table.name in faults:
            problems = problems + faults[table.name]
        elif table.name in checked:
            problems = problems + sorted(checked[table.name].problems, key=_place)
    return Reading(
        {name: file.records for name, file in checked.items()},
        problems,
        absent,
        frozenset(t.name for t in TABLES) - checked.keys() - absent,
        {name: file.refused for name, file in checked.items()},
        kept,
    )


def _check(files: dict[str, Checked]) -> None:
    """All checks between files; rows refused by a late one take along those that point at them."""
    for file in files.values():
        checks.references(file, files)
    checks.rules(files)
    before = -1
    while before != (total := sum(file.refused for file in files.values())):
        before = total
        for file in files.values():
            checks.references(file, files)
    checks.told(files)


def _reading_without(folder: Path, keep: dict[str, Checked]) -> Reading:
    """What is left where the folder is gone, as when a network drive drops: all that was read before."""
    what = "đây là tệp, không phải thư mục" if folder.exists() else "không có thư mục này"
    problem = Problem(str(folder), what, "Kiểm tra đường dẫn sau --data hoặc trong EMULATION_DATA")
    absent = {table.name for table in TABLES if table.optional and table.name not in keep} if keep else ()
    return _reading(dict(keep), {}, dict.fromkeys(keep, what), frozenset(absent), [problem])


def _place(problem: Problem) -> tuple[int, int, str]:
    letters = problem.cell.rstrip("0123456789")
    return int(problem.cell[len(letters) :] or 0), len(letters), letters
