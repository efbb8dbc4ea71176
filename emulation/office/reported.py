"""Mới từ các đơn vị: what units have reported that nobody has looked at yet, and what was returned to them.

Reports count at once. Which of them were answered is in the history: nothing of it is in the files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from emulation import remarks
from emulation.access import Role
from emulation.schema import TABLE
from emulation.store import Entry, history
from emulation.store.document import Cells

Thing = tuple[str, ...]
"""A file, and the cells that say what its row is about (`Table.thing`)."""


@dataclass(frozen=True, slots=True)
class Report:
    """A row that somebody of the role Đơn vị added. `id`: of the change, and the row's number in it, as `Entry.answers` has
    it."""

    id: str
    when: datetime
    who: str
    table: str
    cells: Cells
    """The row's cells that are not empty, as canonical text."""

    @property
    def unit(self) -> str:
        return self.cells.get("unit_id", "")

    @property
    def thing(self) -> Thing:
        """What the row is about.

        >>> Report("", datetime.min, "", "progress", {"task_id": "T1", "unit_id": "A", "status": "Hoàn thành"}).thing
        ('progress', 'T1', 'A')
        """
        return self.table, *(self.cells.get(name, "") for name in TABLE[self.table].thing)

    @property
    def is_remark(self) -> bool:
        """Whether it only says something beside the state that it repeats: of a unit, that it asks for a later date."""
        return self.table == "progress" and remarks.is_remark(self.cells.get("note"))


@dataclass(frozen=True, slots=True)
class Returned:
    """A report that was returned, or a request that was refused: why, when, and by whom."""

    report: Report
    reason: str
    when: datetime
    who: str


def new_reports(folder: Path) -> list[Report]:
    """The reports in force that no change in force answers, newest first. Without requests, which stand in the data
    (`queries/extension_requests.sql`) whoever typed them."""
    return [report for report in unanswered(history.entries(folder)) if not report.is_remark]


def unanswered(entries: Iterable[Entry]) -> list[Report]:
    """The reports and requests in force that no change in force answers. `entries`: all, newest first."""
    answered: set[str] = set()
    found = []
    for entry in history.in_force(entries):
        answered.update(entry.answers)
        if entry.role == Role.UNIT:
            found += [report for report in of_entry(entry) if report.id not in answered]
    return found


def of_entry(entry: Entry) -> Iterator[Report]:
    """The rows that a change added, each as a report."""
    rows = ((table, cells) for table, added in entry.added.items() for cells in added)
    for number, (table, cells) in enumerate(rows, start=1):
        yield Report(f"{entry.id}.{number}", entry.when, entry.who, table, cells)


def returned(folder: Path, units: Collection[str]) -> list[Returned]:
    """What was returned to the units and not recorded again since, by the unit or for it; the newest report first."""
    answers: dict[str, Entry] = {}
    since: set[Thing] = set()  # what was recorded later
    asked_since: set[Thing] = set()  # for what a later date was asked later
    found = []
    for entry in history.in_force(history.entries(folder)):
        if entry.answers:
            answers |= dict.fromkeys(entry.answers, entry)
            continue
        for report in of_entry(entry):
            if report.unit not in units:
                continue
            answer = answers.get(report.id)
            done = report.thing in since or (report.is_remark and report.thing in asked_since)
            if answer and answer.reason and not done:
                found.append(Returned(report, answer.reason, answer.when, answer.who))
            if not report.is_remark:
                since.add(report.thing)
            elif entry.role == Role.UNIT:
                asked_since.add(report.thing)
    return found
