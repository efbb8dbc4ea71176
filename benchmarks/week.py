"""A week in fast motion: is anything lost, does anybody see what is not his, does the server's memory grow?

`.venv/bin/python benchmarks/week.py [--actions 10000] [--seed N]` lets people of all roles look, sign in and out, fill in
forms, save, undo and try what is not theirs, through the functions that the screens call, in one process whose clock runs a
week. Meanwhile the program is closed and opened, killed while it saves or signs somebody in, the disk becomes full, and the
clock is set forward and back by days and by decades. What must be in the files is written down beside it (week_ledger.py)
and compared at the end; every answer is searched for marks that its reader may not know. `--served N` actions besides are
done over the network, on a server that is killed and started again (week_served.py). Prints the outcome and the memory
after each tenth; exits 1 on anything lost, told or let in. Not for Windows.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self
from unittest.mock import patch

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from benchmarks.durability import small_disk  # noqa: E402
from benchmarks.week_acts import Acting, Tab  # noqa: E402
from benchmarks.week_doors import Doors  # noqa: E402
from benchmarks.week_ledger import Ledger, Person, Wrong, lines, shown  # noqa: E402
from benchmarks.week_mishaps import Mishaps  # noqa: E402
from emulation import folder, scope  # noqa: E402
from emulation.access import Role  # noqa: E402
from emulation.accounts import ABSOLUTE, FILE, IDLE, Accounts  # noqa: E402
from emulation.scope import VIETNAM  # noqa: E402
from emulation.store import history  # noqa: E402
from emulation.store import saving as store_saving  # noqa: E402
from emulation.ui.office import saving  # noqa: E402
from emulation.ui.parts import ahead, session, sharing, viewer  # noqa: E402
from tests.accounts.kept import CHEAP  # noqa: E402
from tests.roles import marked  # noqa: E402

BEGINS = datetime(2026, 11, 16, 7, tzinfo=VIETNAM).timestamp()
BETWEEN = 1.0, 120.0
"""Seconds between two actions: 10,000 of them take a week."""
DISK = "256m"
FLAT = 20.0
"""MB by which the memory after the last tenth may exceed that after the second."""
PEOPLE = (  # role, units
    (Role.STANDING, ()),
    (Role.STANDING, ()),
    (Role.CHAIRMAN, ()),
    (Role.COUNCIL, ()),
    (Role.COUNCIL, ()),
    (Role.UNIT, ("CAX",)),
    (Role.UNIT, ("PVHXH",)),
    (Role.UNIT, ("T01", "T02")),
    (Role.UNIT, ("MTTQ",)),
    (Role.UNIT, ("TH1",)),
    (Role.UNIT, ("HPN", "T05")),
    (Role.GUEST, ()),
)
TABS = 20


class Clock:
    """Seconds since 1970: the `right` ones, and by how much the machine's clock is `off`."""

    def __init__(self) -> None:
        self.right, self.off = BEGINS, 0.0

    def __call__(self) -> float:
        return self.right + self.off

    def wait(self, seconds: float) -> None:
        self.right += seconds


def told_by(clock: Clock) -> type[datetime]:
    """What the program takes for `datetime`: its `now` is the clock's."""

    class Told(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(clock(), tz)

    return Told


class Week:
    """The program, and all who use it."""

    def __init__(self, data: Path, chance: random.Random, *, mounted: bool = False) -> None:
        self.data, self.chance, self.clock = data, chance, Clock()
        ledger = Ledger(data, marked.write(data))
        self.accounts = self._opened()
        people = [self._person(number, *each) for number, each in enumerate(PEOPLE)]
        tabs = [Tab(people[number % len(people)]) for number in range(TABS)]
        place = {
            kind: [dict(line)[label] for line in lines(data / f"{kind}s.csv")]
            for kind, label in (
                ("bloc", "Mã khối"),
                ("dossier", "Mã hồ sơ"),
                ("movement", "Mã phong trào"),
                ("task", "Mã nhiệm vụ"),
                ("unit", "Mã đơn vị"),
            )
        }
        self.acting = Acting(ledger, people, tabs, chance, self.clock, place)
        self.doors = Doors(self)
        self.mishaps = Mishaps(self, mounted=mounted)

    def _opened(self) -> Accounts:
        return Accounts(self.data / FILE, clock=self.clock, hasher=CHEAP)

    def _person(self, number: int, role: Role, units: tuple[str, ...]) -> Person:
        account, name = f"nguoi{number:02}", f"Người ZQA{number:05}Z"
        first = self.accounts.add(account, name, role, units)
        return Person(account, name, role, units, first, must_change=True)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Have the program's functions see the week's clock and accounts, and the tab before which the acting stand."""
        now = told_by(self.clock)
        screen = _Screen(self.acting)
        environment = {"EMULATION_DATA": str(self.data), "EMULATION_SHARE": sharing.Sharing.ACCOUNTS.value}
        packing = SimpleNamespace(time=self.clock, localtime=time.localtime)
        with ExitStack() as stack:
            stack.enter_context(patch.dict(os.environ, environment))
            for module in (scope, history, store_saving):
                stack.enter_context(patch.object(module, "datetime", now))
            for module in (saving, session, viewer):
                stack.enter_context(patch.object(module, "st", screen))
            stack.enter_context(patch.object(viewer, "accounts", lambda: self.accounts))
            stack.enter_context(patch.object(zipfile, "time", packing))
            self.reopen()
            try:
                yield
            finally:
                self.close()

    def close(self) -> None:
        """Let go of all that the program keeps in memory, as when it ends."""
        self.accounts.close()
        folder._opened.cache_clear()
        history._parsed.cache_clear()
        history._LISTED.clear()
        session._ANSWERS.clear()
        session._AHEAD = ahead.Ahead()
        st.cache_resource.clear()
        for tab in self.acting.tabs:
            tab.session_state, tab.typed = {}, None

    def reopen(self) -> None:
        self.close()
        self.accounts = self._opened()

    # ---- one action

    def act(self) -> None:
        self.clock.wait(self.chance.uniform(*BETWEEN))
        self.mishaps.may_happen()
        tab = self.chance.choice(self.acting.tabs)
        if not (tab.session and tab.session.holds(self.clock())) and self.chance.random() < 0.7:
            return self.doors.sign_in(tab)
        acts, weights = zip(*self._acts, strict=True)
        return self.chance.choices(acts, weights)[0](tab)

    @property
    def _acts(self) -> list[tuple[Callable[[Tab], None], int]]:
        acting, doors = self.acting, self.doors
        return [
            (acting.look, 47),
            (lambda tab: acting.who(tab, used=False) and None, 12),
            (acting.fill_in, 10),
            (acting.send, 6),
            (acting.trespass, 9),
            (acting.undo, 2),
            (acting.restore, 1),
            (doors.sign_in, 3),
            (doors.guess, 4),
            (doors.sign_out, 3),
            (doors.change_password, 1),
            (doors.manage, 2),
        ]

    # ---- the end

    def close_the_week(self) -> None:
        """Whoever goes on looking for a week more, and whoever does not: all must be signed out at last."""
        self.mishaps.put_right()
        self.clock.off = 3 * 365 * 86400.0
        tab = Tab(self.acting.people[0])
        self.doors.sign_in(tab)
        self.clock.off = 0.0
        step = IDLE / 4 + 1
        for count in range(int(ABSOLUTE / step) + 5):
            self.clock.wait(step)
            for number, each in enumerate(self.doors.passes):
                if number % 2 or count == 4:
                    expected = each.holds(self.clock())
                    found = self.accounts.session(each.token)
                    if expected is not None and bool(found) != expected:
                        raise Wrong(f"{count * step / 3600:.0f} h after the week: {found} of {each}")
                    if found:
                        each.look(self.clock(), used=True, writable=True)
        if left := [each for each in self.doors.passes if self.accounts.session(each.token)]:
            raise Wrong(f"signed in for ever: {left[:3]}")

    def check(self) -> str:
        """Compare all with the files. Raises Wrong."""
        listed = {
            each.account: (each.name, each.role, each.units, each.must_change, each.disabled)
            for each in self.accounts.list()
        }
        due = {
            each.account: (each.name, each.role, each.units, each.must_change, each.disabled)
            for each in self.acting.people
        }
        if listed != due:
            raise Wrong(f"accounts: {listed} instead of {due}")
        if (self.data / FILE).stat().st_mode & 0o077:
            raise Wrong("others may read the accounts")
        return self.acting.ledger.check()


class _Screen:
    """Stands for Streamlit in the modules that save: the tab before which the acting stand."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    @property
    def session_state(self) -> dict[str, Any]:
        return self._acting.tab.session_state

    @property
    def context(self) -> SimpleNamespace:
        return self._acting.tab.context


def memory() -> float:
    """MB that the process has resident."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def live(
    data: Path, actions: int, chance: random.Random, *, mounted: bool = False, tell: bool = False
) -> str:
    """Live so many actions of a week; what came of it. Raises Wrong."""
    used: list[float] = []
    week = Week(data, chance, mounted=mounted)
    with week.running():
        for number in range(1, actions + 1):
            week.act()
            if tell and number % max(1, actions // 10) == 0:
                week.acting.follow()
                used.append(memory())
                rows = len(week.acting.ledger.rows)
                print(f"{number}: {shown(week.clock())}, {rows} rows, {used[-1]:.0f} MB", flush=True)
        week.close_the_week()
        outcome = week.check()
    if tell:
        for what, count in sorted(week.acting.told.items()):
            print(f"  {count:6} {what}")
        if len(used) > 2 and used[-1] > used[1] + FLAT:
            raise Wrong(f"memory grows: {[round(each) for each in used]}")
    return outcome


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--served", type=int, default=0)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args(arguments)
    logging.disable(logging.WARNING)  # the framework's, that it does not run
    print(f"seed {options.seed}", flush=True)
    began = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory() as temporary:
            disk = Path(temporary) / "disk"
            with small_disk(disk, DISK) as mounted:
                outcome = live(
                    disk / "data", options.actions, random.Random(options.seed), mounted=mounted, tell=True
                )
            print(f"{options.actions} actions: {outcome} ({time.perf_counter() - began:.0f} s)", flush=True)
            if options.served:
                from benchmarks.week_served import live_served

                print(live_served(Path(temporary) / "served", options.served, random.Random(options.seed)))
    except Wrong as wrong:
        print(f"FAILED: {wrong}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
