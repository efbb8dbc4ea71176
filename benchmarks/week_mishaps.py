"""What befalls the program in the week (week.py): it ends or is killed at work, the disk is full, the clock wrong."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from benchmarks.durability import in_child
from benchmarks.week_ledger import MARK, Kept, Pass, Person, Wrong, lines
from emulation.access import Role
from emulation.office.change_set import signed
from emulation.schema import PROGRESS_STATES, TABLE
from emulation.scope import VIETNAM
from emulation.store import Edit, NewRow, disk, history, save

if TYPE_CHECKING:
    from benchmarks.week import Week

DAY = 86400.0
STEPS = (DAY, -DAY, 3 * DAY, -3 * DAY, 400 * DAY, -400 * DAY, 3600.0, -3600.0)
WRONG_YEARS = (1970, 1980, 1999, 2031)
OFTEN = {
    "restart": 1 / 300,
    "kill_saving": 1 / 400,
    "kill_signing_in": 1 / 600,
    "fill": 1 / 900,
    "step": 1 / 500,
}
FULL_FOR, WRONG_FOR = 25, 60
"""Actions for which the disk stays full, and the clock wrong."""
AT_ONCE = 40
"""Most saves of a process until it is killed."""


class Mishaps:
    def __init__(self, week: Week, *, mounted: bool) -> None:
        self._week, self._mounted = week, mounted
        self._left = 0
        self._end: Callable[[], None] | None = None

    def may_happen(self) -> None:
        """Let one happen, or one end that lasts."""
        if self._end:
            self._left -= 1
            if self._left <= 0:
                self.put_right()
        for name, often in OFTEN.items():
            lasting = name in ("fill", "step", "kill_saving", "kill_signing_in")
            if self._week.chance.random() < often and not (lasting and self._end):
                getattr(self, name)()
                self._week.acting.count(f"mishap: {name}")

    def put_right(self) -> None:
        if self._end:
            self._end()
        self._end = None

    def _lasts(self, actions: int, end: Callable[[], None]) -> None:
        self._left, self._end = actions, end

    def restart(self) -> None:
        self._week.reopen()

    # ---- the clock

    def step(self) -> None:
        """Set the clock wrong, by days or to another year; it is put right later."""
        clock, chance = self._week.clock, self._week.chance
        if chance.random() < 0.5:
            clock.off = chance.choice(STEPS)
        else:
            year = datetime(chance.choice(WRONG_YEARS), 1, 2, 23, 55, tzinfo=VIETNAM)
            clock.off = year.timestamp() - clock.right

        def end() -> None:
            clock.off = 0.0

        self._lasts(WRONG_FOR, end)

    # ---- the disk

    def fill(self) -> None:
        """Leave next to no room on the disk, for a while."""
        self._week.acting.full = True
        ballast = self._week.data.parent / "ballast"
        patched = patch.object(disk, "write", _full)
        if self._mounted:
            stat = os.statvfs(self._week.data)
            room = stat.f_bavail - self._week.chance.randrange(16)
            with ballast.open("wb") as file:
                for _ in range(max(0, room)):
                    file.write(bytes(stat.f_frsize))
        else:
            patched.start()

        def end() -> None:
            ballast.unlink(missing_ok=True)
            if not self._mounted:
                patched.stop()
            self._week.acting.full = False

        self._lasts(FULL_FOR, end)

    # ---- killed

    def kill_saving(self) -> None:
        """Kill the program while it saves. What it acknowledged must be there; what it did not is there whole, or not."""
        week, ledger, path = self._week, self._week.acting.ledger, self._week.data
        person = next(each for each in week.acting.people if each.role is Role.UNIT)
        marks = [week.acting.mark() for _ in range(AT_ONCE)]
        edits = {mark: self._edits(person, mark) for mark in marks}

        def act(tell: Callable[[str], None]) -> None:
            for mark in marks:
                save(path, edits[mark], f"Việc {mark}", who=person.name, account=person.account, insist=True)
                tell(mark)

        told = set(self._killed(act))
        after = week.acting.mark()
        edits[after] = self._edits(person, after)
        save(path, edits[after], f"Việc {after}", who=person.name, account=person.account, insist=True)
        there = set(MARK.findall(repr(lines(path / TABLE["progress"].file)))) & edits.keys()
        if lost := (told | {after}) - there:
            raise Wrong(f"acknowledged before the kill, yet lost: {lost}")
        week.acting.count(f"mishap: killed after {'no' if not told else 'some'} saves")
        ledger.refused |= edits.keys() - there
        entries = {
            each.what: each.id for each, _ in zip(history.newest(path), range(2 * AT_ONCE), strict=False)
        }
        for mark in [each for each in edits if each in there]:
            entry = entries[f"Việc {mark}"]
            kept = Kept(entry, person.account, person.name, f"Việc {mark}", {mark: "progress"})
            ledger.accept(kept, {mark: edits[mark][0].rows[0].cells})

    def kill_signing_in(self) -> None:
        """Kill the program while it signs somebody in. Whoever was told that he is must be."""
        week = self._week
        person = next(each for each in week.acting.people if not each.disabled)
        now = week.clock()

        def act(tell: Callable[[str], None]) -> None:
            accounts = week._opened()
            for number in range(AT_ONCE):
                tell(accounts.sign_in(person.account, person.password, f"10.1.0.{number}").token)

        tokens = self._killed(act)
        for each in week.doors.passes:
            if tokens:
                each.swept(now)
            else:  # the last was perhaps signed in and not told
                each.perhaps |= each.holds(now) is False and not each.ended
        for token in tokens:
            session = week.accounts.session(token, used=False)
            if session is None or (session.viewer, session.must_change) != (
                person.viewer,
                person.must_change,
            ):
                raise Wrong(f"{person} was signed in, and is {session}")
            week.doors.passes.append(Pass(token, person, now, (now, now)))

    def _edits(self, person: Person, mark: str) -> tuple[Edit, ...]:
        cells = {column.name: "" for column in TABLE["progress"].columns}
        cells |= {
            "recorded_on": "16/11/2026",
            "task_id": self._week.acting.place["task"][0],
            "unit_id": "CAX",
        }
        cells |= {"status": PROGRESS_STATES[1], "note": mark}
        return signed([Edit("progress", rows=[NewRow(cells)])], person.name)

    def _killed(self, act: Callable[[Callable[[str], None]], None]) -> list[str]:
        """What a process told that did this, until it was killed at a random moment."""
        self._week.close()
        reader, writer = os.pipe()
        child = in_child(lambda: act(lambda text: (os.write(writer, f"{text}\n".encode()), None)[1]))
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as pipe:
            first = pipe.readline() if self._week.chance.random() < 0.8 else ""
            time.sleep(self._week.chance.uniform(0, 0.05))
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            rest = pipe.read()
        self._week.reopen()
        whole = first + rest
        return whole.splitlines() if whole.endswith("\n") or not whole else whole.splitlines()[:-1]


def _full(path: Path, data: bytes) -> Any:
    raise OSError(errno.ENOSPC, "full", str(path))
