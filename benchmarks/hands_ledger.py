"""What must be true once many hands (many_hands.py) have reported, read from the files by itself."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from benchmarks.hands_desk import Report
from benchmarks.week_ledger import RECORDER, Line, contents, lines
from emulation.intake import read_folder
from emulation.schema import TABLE
from emulation.store import disk

LOGS = ("progress", "scores", "movement_results")
ABOUT = {"progress": ("Mã nhiệm vụ", "Mã đơn vị"), "scores": ("Kỳ", "Mã đơn vị")}
"""Files of which another program changes a note → what a row is about, as in `Report.about`."""
NOTE = "Ghi chú"


class Ledger:
    """The rows that were there in the beginning, and what another program has written since."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows = {name: Counter(lines(folder / TABLE[name].file)) for name in LOGS}
        self._problems = len(read_folder(folder)[0].faults)
        self.written = 0

    def write_outside(self, chance: Random, mark: str) -> tuple[str, ...]:
        """Change the note of one row as Excel would: it holds the file meanwhile, and then writes it whole. What the row is
        about."""
        name = chance.choice(sorted(ABOUT))
        path = self.folder / TABLE[name].file
        with disk.locked(self.folder):
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file)
                heading, rows = list(reader.fieldnames or ()), list(reader)
            old = [row for row in rows if self._rows[name][_line(row)]]
            row = chance.choice(old)
            self._rows[name][_line(row)] -= 1
            row[NOTE] = mark
            self._rows[name][_line(row)] += 1
            beside = path.with_suffix(".tmp")
            with beside.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, heading)
                writer.writeheader()
                writer.writerows(rows)
            beside.replace(path)
        self.written += 1
        return tuple(row[label] for label in ABOUT[name])

    def faults(self, reports: Sequence[Report]) -> list[str]:
        """What is not as it must be."""
        found = []
        stays = {each.mark: each for each in reports if each.outcome == "saved" and not each.undone}
        for name in LOGS:
            now = Counter(lines(self.folder / TABLE[name].file))
            found += [f"{name}: a former row is lost: {each}" for each in (self._rows[name] - now).elements()]
            added = list((now - self._rows[name]).elements())
            due = {mark: each for mark, each in stays.items() if each.table == name}
            count = Counter(_mark(row, due) for row in added)
            found += [f"{name}: lost {due[mark]}" for mark in due if not count[mark]]
            found += [f"{name}: {times} times {mark}" for mark, times in count.items() if times > 1]
            found += [f"{name}: whose is {row}" for row in added if not _mark(row, due)]
            for row in added:
                report = due.get(_mark(row, due))
                due_cells = {**report.cells, RECORDER: report.by.name} if report else {}
                if not due_cells.items() <= dict(row).items():
                    found.append(f"{name}: {row} should say {due_cells}")
        everything = "\n".join(text for _, text in contents(self.folder))
        never = [each.mark for each in reports if each.outcome != "saved" and each.mark in everything]
        found += [f"refused, yet written: {each}" for each in never]
        left = [path.name for path in self.folder.rglob("*") if path.suffix in (".tam", ".cho", ".tmp")]
        found += [f"left behind: {each}" for each in left]
        reading, _ = read_folder(self.folder)
        if len(reading.faults) != self._problems or reading.unreadable:
            found.append(f"check finds {len(reading.faults)} problems, before {self._problems}")
        return found + self._faults_of_history(reports)

    def _faults_of_history(self, reports: Sequence[Report]) -> list[str]:
        """Each accepted report is one change, of its author's account."""
        by_mark = {each.mark: each for each in reports if each.outcome == "saved"}
        found, of = [], dict(self.entries())
        for mark, report in by_mark.items():
            if mark not in of:
                found.append(f"not in the history: {report}")
            elif (of[mark]["account"], of[mark]["who"]) != (report.by.account, report.by.name):
                found.append(f"the history says {of[mark]} of {report}")
        return found

    def entries(self) -> Mapping[str, dict[str, str]]:
        """Mark → the change with which it came: its id, when, who, account."""
        former: dict[str, set[str]] = {name: set() for name in LOGS}
        found: dict[str, dict[str, str]] = {}
        for path in sorted((self.folder / "lich-su").glob("*/*.json")):
            said = json.loads(path.read_text(encoding="utf-8"))
            for name in LOGS:
                packed = path.with_name(f"{path.stem}.{TABLE[name].file}.gz")
                if packed.exists():
                    text = gzip.decompress(packed.read_bytes()).decode("utf-8-sig")
                    cells = {cell for row in csv.reader(text.splitlines()) for cell in row}
                    marks = {cell.rpartition(": ")[2] for cell in cells}
                    for mark in marks - former[name]:
                        found.setdefault(mark, {"id": path.stem, **said})
                    former[name] |= marks
        return found


def _line(row: Mapping[str, str]) -> Line:
    return tuple(sorted((label, text) for label, text in row.items() if text))


def _mark(row: Line, due: Mapping[str, Report]) -> str:
    """The mark of the report that the row comes from; empty where it comes from none."""
    cells = {text.rpartition(": ")[2] for _, text in row}
    return next((cell for cell in cells if cell in due), "")
