"""What must be true at the end of the week (week.py), written down beside the program: which rows must be in the files and
which nowhere, who is signed in, who may see which mark. It reads the files by itself and knows no rule of the program's."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from emulation.access import Role, Viewer
from emulation.accounts import ABSOLUTE, IDLE
from emulation.accounts.sessions import SLIDE
from emulation.schema import TABLE
from emulation.scope import VIETNAM
from tests.roles.marked import DAY, Marked, publicity

MARK = re.compile(r"ZQ[A-Z][a-z]?\d{5}Z")
DOSSIER = re.compile(r"HS-20\d\d-\d{3}")
LOGS = ("progress", "scores", "dossier_events", "movement_results")
RECORDER = "Người ghi"
VERSIONS = 20
"""Former versions of a file that may be restored."""
Row = Mapping[str, str]
Line = tuple[tuple[str, str], ...]


class Wrong(Exception):
    """What must never happen."""


# ---- rows


@dataclass(frozen=True, slots=True)
class Kept:
    """A change that was acknowledged. `rows`: marks of the rows that it added; `surely`: it must be in the history."""

    entry: str
    account: str
    name: str
    what: str
    rows: Mapping[str, str]
    """Mark → its table."""
    surely: bool = True


@dataclass
class Ledger:
    """The rows of the logs: those of the beginning, and by mark those that were saved since."""

    folder: Path
    marks: Marked
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    """Mark → the row's cells as they must stand in the file, by label."""
    owners: dict[str, str] = field(default_factory=dict)
    """Mark of a row of the week → the unit or the dossier of which it tells; empty where everybody may know it."""
    refused: set[str] = field(default_factory=set)
    kept: dict[str, Kept] = field(default_factory=dict)
    recorded: dict[str, set[str]] = field(default_factory=dict)
    """Mark of one who signs in → the units of which he has recorded something."""

    def __post_init__(self) -> None:
        self.first = {name: lines(self.folder / TABLE[name].file) for name in LOGS}
        self.present: dict[str, list[str]] = {name: [] for name in LOGS}
        self.versions: dict[str, deque[tuple[str, list[str]]]] = {
            name: deque(maxlen=VERSIONS) for name in LOGS
        }
        self._public: tuple[frozenset[str], frozenset[str]] | None = None

    def accept(self, kept: Kept, cells: Mapping[str, Mapping[str, str]]) -> None:
        """A save was acknowledged: of each mark the cells by column, signed by whoever saved."""
        for mark, table in kept.rows.items():
            labels = TABLE[table].labels()
            row = {labels[name]: text for name, text in cells[mark].items()}
            self.rows[mark] = {**row, RECORDER: kept.name}
            self.owners[mark] = "" if table == "movement_results" else row.get("Mã hồ sơ") or row["Mã đơn vị"]
            self.present[table].append(mark)
            dossier = row.get("Mã hồ sơ", "")
            unit = self.marks.unit_of[dossier] if dossier else row["Mã đơn vị"]
            self.recorded.setdefault(kept.name.split()[-1], set()).add(unit)
        self._note(kept)

    def undone(self, entry: str, by: Kept) -> None:
        """A change was undone."""
        for mark, table in self.kept[entry].rows.items():
            if mark in self.present[table]:
                self.present[table].remove(mark)
        self._note(by, self.kept[entry].rows.values())

    def restored(self, table: str, marks: Sequence[str], by: Kept) -> None:
        self.present[table] = list(marks)
        self._note(by, [table])

    def _note(self, kept: Kept, changed: Iterable[str] = ()) -> None:
        if kept.entry:
            self.kept[kept.entry] = kept
        for table in {*kept.rows.values(), *changed}:
            self.versions[table].append((kept.entry, list(self.present[table])))
        self._public = None

    # Who may know what

    def knows(self, viewer: Viewer, mark: str) -> bool:
        """Whether a viewer may be told the text with this mark."""
        if viewer.sees_all or self.owners.get(mark) == "":
            return True
        for known in (
            self.marks.nominees,
            self.marks.steps,
            self.marks.records,
            self.marks.recorders,
            self.owners,
        ):
            if mark in known:
                return self._knows(viewer, known[mark])
        return viewer.role is Role.COUNCIL or not self.recorded.get(mark, set()).isdisjoint(viewer.units)

    def _knows(self, viewer: Viewer, about: str) -> bool:
        """Whether a viewer may know what tells of a dossier or a unit."""
        if about not in self.marks.unit_of:
            return viewer.role is Role.COUNCIL or about in viewer.units
        decided, on_agenda = self._publicity()
        known = decided | (on_agenda if viewer.role is Role.COUNCIL else frozenset())
        return about in known or self.marks.unit_of[about] in viewer.units

    def may_name(self, viewer: Viewer, dossier: str) -> bool:
        """Whether an answer may have the id of that dossier."""
        if viewer.sees_all or viewer.role is Role.COUNCIL:
            return True
        return self.marks.unit_of.get(dossier) in viewer.units

    def _publicity(self) -> tuple[frozenset[str], frozenset[str]]:
        if self._public is None:
            events = [dict(line) for line in self.first["dossier_events"]]
            events += [self.rows[mark] for mark in self.present["dossier_events"]]
            self._public = publicity(self.folder, events)
        return self._public

    # At the end

    def check(self) -> str:
        """Compare all with the files. Raises Wrong."""
        for table in LOGS:
            now = Counter(lines(self.folder / TABLE[table].file))
            due = Counter(self.first[table])
            due.update(_line(self.rows[mark]) for mark in self.present[table])
            if now != due:
                raise Wrong(
                    f"{table}: lost {list((due - now).elements())[:3]}, more {list((now - due).elements())[:3]}"
                )
        everywhere = set()
        for _, data in contents(self.folder):
            everywhere |= set(MARK.findall(data))
        if wrong := everywhere & self.refused:
            raise Wrong(f"refused, yet written: {sorted(wrong)[:5]}")
        if left := [path.name for path in self.folder.rglob("*") if path.suffix in (".tam", ".cho")]:
            raise Wrong(f"left behind: {left}")
        self._check_history()
        saved = sum(len(marks) for marks in self.present.values())
        return (
            f"{len(self.rows)} rows accepted, the {saved} that were not undone each there once; "
            f"{len(self.refused)} refused, none anywhere"
        )

    def _check_history(self) -> None:
        found = {path.stem: path for path in (self.folder / "lich-su").glob("*/*.json")}
        for entry, kept in self.kept.items():
            if not kept.surely:
                continue
            if entry not in found:
                raise Wrong(f"not in the history: {kept}")
            said = json.loads(found[entry].read_text(encoding="utf-8"))
            if (said["account"], said["who"], said["what"]) != (kept.account, kept.name, kept.what):
                raise Wrong(f"the history says {said}, it was {kept}")
            for mark, table in kept.rows.items():
                packed = found[entry].with_name(f"{entry}.{TABLE[table].file}.gz")
                rows = _parsed(gzip.decompress(packed.read_bytes()).decode("utf-8-sig"))
                if sum(1 for row in rows if row == _line(self.rows[mark])) != 1:
                    raise Wrong(f"{entry}: the version of {table} lacks {self.rows[mark]}")
        for entry in found.keys() - self.kept.keys():
            said = json.loads(found[entry].read_text(encoding="utf-8"))
            if said["who"] or said["account"]:
                raise Wrong(f"nobody saved this: {said}")


def _line(row: Row) -> Line:
    return tuple(sorted((label, text) for label, text in row.items() if text))


def _parsed(text: str) -> list[Line]:
    return [_line(row) for row in csv.DictReader(io.StringIO(text, newline=""))]


def lines(path: Path) -> list[Line]:
    """The rows of a file, without their empty cells."""
    return _parsed(path.read_text(encoding="utf-8-sig"))


def contents(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of the folder as text, also what is packed in it."""
    for path in folder.rglob("*"):
        if path.suffix == ".gz":
            yield path.name, gzip.decompress(path.read_bytes()).decode(errors="replace")
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path.name}/{name}", archive.read(name).decode(errors="replace")
        elif path.is_file():
            yield path.name, path.read_bytes().decode(errors="replace")


# ---- who is signed in


@dataclass
class Person:
    account: str
    name: str
    role: Role
    units: tuple[str, ...]
    password: str
    must_change: bool = False
    disabled: bool = False

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.role, self.account, self.name, self.units)


@dataclass
class Pass:
    """A session as it must be. `seen`: the earliest and the latest moment at which the file may say that it was used."""

    token: str
    person: Person
    began: float
    seen: tuple[float, float]
    ended: bool = False
    perhaps: bool = False
    """It may have been swept away or not."""

    def holds(self, now: float) -> bool | None:
        """Whether it goes on; None where either is right."""
        if self.ended or now - self.began > ABSOLUTE or now - self.seen[1] > IDLE:
            return False
        return None if self.perhaps or now - self.seen[0] > IDLE else True

    def look(self, now: float, *, used: bool, writable: bool) -> None:
        """Somebody asks with its token, and it holds."""
        far = [abs(now - seen) >= SLIDE if used else seen - now >= SLIDE for seen in self.seen]
        if any(far) or self.began - now >= SLIDE:
            new = tuple(now if used else min(seen, now) for seen in self.seen)
            self.began = min(self.began, now)
            self.seen = (new[0] if writable and all(far) else min(self.seen[0], new[0]), new[1])

    def swept(self, now: float) -> None:
        """Somebody signed in, which deletes what has expired."""
        if now - self.began > ABSOLUTE or now - self.seen[1] > IDLE:
            self.ended = True
        elif now - self.seen[0] > IDLE:
            self.perhaps = True
        self.began, self.seen = min(self.began, now), (min(self.seen[0], now), min(self.seen[1], now))


def shown(moment: float) -> str:
    return datetime.fromtimestamp(moment, VIETNAM).strftime(f"{DAY} %H:%M")
