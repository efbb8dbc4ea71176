"""Do many units report at once, and nothing is lost, doubled or late?

`.venv/bin/python benchmarks/many_hands.py [--sessions 30] [--reports 500] [--seed 1] [--data DIR]` serves a copy of the
folder to accounts of the role Đơn vị, one a unit, each a real session over a websocket (visitor.py). At random moments they
report progress, points, results of movements and requests by the forms of *Ghi nhận*; of every hundred reports thirty are
pressed at one moment. An officer saves in the same files by the same forms, also about the same things, and undoes; another
program writes the files whole, as Excel does. Other tabs only look, and ask for the edition as frame.js does.

Printed are what a save takes until it is confirmed, what a screen takes until it shows a save, and what the server uses.
Exits 1 where a report is lost or doubled, has another's name, or was refused and is written; where somebody is asked about
what nobody else touched; or where a file cannot be read.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import shutil
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate, chain, count
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.hands_desk import NOTHING, Commune, Desk, Person, Room, Told, at_desk  # noqa: E402
from benchmarks.hands_ledger import Ledger  # noqa: E402
from benchmarks.measured_server import Used, editions, used  # noqa: E402
from benchmarks.table import Line, markdown, percentile  # noqa: E402
from emulation.access import Role  # noqa: E402
from emulation.accounts import FILE, Accounts  # noqa: E402
from emulation.intake import read_folder  # noqa: E402
from tests.accounts.kept import CHEAP, HOME, PASSWORD  # noqa: E402
from tests.browser.driver import serving  # noqa: E402

THINKING = (10.0, 40.0)
"""Seconds between two reports of a unit: one in half a minute."""
AT_ONCE = 0.3
"""Of the reports so many are pressed at one moment, by all."""
OFFICER_EVERY, OUTSIDE_EVERY = (2.0, 8.0), (10.0, 30.0)
SAME_THING, UNDONE = 0.3, 0.2
"""Of what the officer saves so much is about what a unit has open, and so much is undone."""
WATCH, PART = "watch ", "hands"
WATCHED = ("", "progress", "rankings", "movements", "dossiers", "history")
SETTLING = 20.0
SERVER = "benchmarks.measured_server"


@dataclass(frozen=True)
class Options:
    sessions: int
    reports: int
    seed: int
    data: Path


@dataclass(frozen=True)
class Outcome:
    """What was seen and used. `paced`, `seconds`: until all had reported at their own moments, and to the end. `together`:
    for each time that all pressed at one moment the seconds until each was confirmed."""

    told: Told
    spent: Used
    paced: float
    seconds: float
    together: list[list[float]]
    editions: dict[str, str]


def person(accounts: Accounts, account: str, name: str, role: Role, *units: str) -> Person:
    """Somebody with an account, signed in."""
    first = accounts.add(account, name, role, units)
    token = accounts.sign_in(account, first, HOME).token
    accounts.change_password(token, first, PASSWORD)
    return Person(account, name, f"session={accounts.sign_in(account, PASSWORD, HOME).token}", units)


def what_there_is(data: Path, url: str = "") -> Commune:
    """The assignments of this year that are recorded by hand, and what the movements count."""
    records = read_folder(data)[0].records
    year = max(task["year"] for task in records["tasks"])
    by_hand = {
        task["task_id"]
        for task in records["tasks"]
        if task["year"] == year and task["measured_by"] == "nhập tay"
    }
    pairs = [(row["task_id"], row["unit_id"]) for row in records["assignments"] if row["task_id"] in by_hand]
    results = {(r["movement_id"], r["unit_id"], r["indicator"]) for r in records["movement_results"]}
    return Commune(url, pairs, sorted(results))


async def unit(desk: Desk, quota: Iterator[int], chance: Random) -> None:
    """One unit, which reports as long as there is something to report."""
    for _ in quota:
        await asyncio.sleep(chance.uniform(*THINKING))
        while await desk.fill() is None:
            pass
        await asyncio.sleep(chance.uniform(1.0, 3.0))
        await desk.press()


async def at_once(desks: Iterable[Desk]) -> list[float]:
    """All fill in a form, and press at one moment; the seconds until each is confirmed."""
    desks = list(desks)
    waiting = asyncio.Barrier(len(desks))

    async def one(desk: Desk) -> float:
        while (report := await desk.fill()) is None:
            pass
        report.together = True
        await waiting.wait()
        await desk.press()
        return report.seconds

    return list(await asyncio.gather(*(one(desk) for desk in desks)))


async def officer(desk: Desk, chance: Random, ended: asyncio.Event) -> None:
    """Saves in the same files, also about what a unit has just filled in; and undoes some of it."""
    while not ended.is_set():
        await asyncio.sleep(chance.uniform(*OFFICER_EVERY))
        others = [each.open.about for each in desk.room.desks if each.open and each.open.table == "progress"]
        about = chance.choice(others) if others and chance.random() < SAME_THING else ()
        report = await desk.fill(about)
        if report is None:
            continue
        await desk.press()
        if chance.random() < UNDONE:
            await asyncio.sleep(chance.uniform(0.5, 3))
            await desk.undo(report)


async def outside(
    ledger: Ledger, room: Room, chance: Random, numbers: count[int], ended: asyncio.Event
) -> None:
    """Another program writes."""
    while not ended.is_set():
        await asyncio.sleep(chance.uniform(*OUTSIDE_EVERY))
        room.touch(await asyncio.to_thread(ledger.write_outside, chance, f"ZQX{next(numbers):05}Z"))


async def lived(
    commune: Commune,
    units: Sequence[Person],
    at_work: Person,
    chair: Person,
    options: Options,
    ledger: Ledger,
) -> Outcome:
    told, numbers, ended = Told(), count(1), asyncio.Event()

    def chance(of: str) -> Random:
        return Random(f"{options.seed} {of}")

    async with AsyncExitStack() as stack:
        room = Room()
        for each in (*units, at_work):
            tab = at_desk(commune, each, each.account, told, chance(f"tab {each.account}"), "entry")
            Desk(commune, each, await stack.enter_async_context(tab), chance(each.account), numbers, room)
        *desks, own = room.desks
        for path in WATCHED:
            who = at_work if path == "history" else chair
            watching = at_desk(commune, who, f"{WATCH}{path}", told, chance(path), path)
            await stack.enter_async_context(watching)
        before = await asyncio.to_thread(used, commune.url, cookie=chair.cookie)
        began = time.perf_counter()
        beside = [
            asyncio.create_task(officer(own, chance("the officer's moments"), ended)),
            asyncio.create_task(outside(ledger, room, chance("outside"), numbers, ended)),
        ]
        bursts = round(options.reports * AT_ONCE / len(desks))
        quota = iter(range(options.reports - bursts * len(desks)))
        everybody = [unit(each, quota, chance(f"moments {each.person.account}")) for each in desks]
        await asyncio.gather(*everybody)
        paced = time.perf_counter() - began
        together = [await at_once(desks) for _ in range(bursts)]
        ended.set()
        await asyncio.gather(*beside)
        after, seconds = (
            await asyncio.to_thread(used, commune.url, cookie=chair.cookie),
            time.perf_counter() - began,
        )
        await asyncio.sleep(SETTLING)
        kept = await asyncio.to_thread(editions, commune.url, chair.cookie)
        spent = Used(
            after.cpu - before.cpu,
            after.in_queries - before.in_queries,
            after.queries - before.queries,
            after.memory,
            after.threads,
            after.handles,
        )
    return Outcome(told, spent, paced, seconds, together, kept)


def followed(outcome: Outcome, saved: Iterable[Mapping[str, str]], *, watching: bool) -> list[float]:
    """Seconds from each save until each of the tabs that only watch (else: of the units' own forms) showed it; infinite
    where one never did."""
    found = []
    for name, shown in outcome.told.shown.items():
        if name.startswith(WATCH) != watching:
            continue
        upto = list(accumulate((outcome.editions.get(version, "") for _, version in shown), max))
        for change in saved:
            where = bisect_left(upto, change["id"])
            at = shown[where][0] if where < len(shown) else math.inf
            found.append(at - datetime.fromisoformat(change["when"]).timestamp())
    return found


def lines(outcome: Outcome, ledger: Ledger) -> list[Line]:
    """The figures."""
    told = outcome.told
    saved = [each for each in told.reports if each.outcome == "saved"]
    paced = [each.seconds for each in saved if not each.together]
    entries = ledger.entries()
    changes = [entries[each.mark] for each in saved if each.mark in entries]
    found = [
        Line(PART, "reports confirmed", len(saved), ""),
        Line(PART, "reports a minute", 60 * len(saved) / outcome.seconds, ""),
    ]
    for what, times, goal in (
        ("saved at own moments, confirmed", paced, 2000),
        ("all pressed at one moment, confirmed", list(chain(*outcome.together)), 2000),
        ("a screen that watches shows a save", followed(outcome, changes, watching=True), 5000),
        ("another's form shows a save", followed(outcome, changes, watching=False), None),
        ("a run of a screen that follows", told.runs, None),
    ):
        found += [
            Line(PART, f"{what}: half within", 1000 * percentile(times, 0.5)),
            Line(PART, f"{what}: 95 % within", 1000 * percentile(times, 0.95)),
            Line(PART, f"{what}: all within", 1000 * percentile(times, 1), goal=goal),
        ]
    return [
        *found,
        Line(PART, "CPU of the server", 100 * outcome.spent.cpu / outcome.seconds, "% of a core"),
        Line(PART, "of it queries", 100 * outcome.spent.in_queries / outcome.seconds, "% of a core"),
        Line(PART, "memory of the server", outcome.spent.memory, "MB"),
        Line(PART, "errors", len(told.errors), "", goal=0),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    options = Options(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "data"
        shutil.copytree(options.data, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        sys.exit(1 if run(folder, options) else 0)


def run(folder: Path, options: Options) -> list[str]:
    """Live it, print it; what must never happen."""
    accounts = Accounts(folder / FILE, hasher=CHEAP)
    there = what_there_is(folder)
    own = list(dict.fromkeys(unit for _, unit in there.assignments))[: options.sessions]
    units = [person(accounts, f"don-vi-{each.lower()}", f"Người của {each}", Role.UNIT, each) for each in own]
    at_work = person(accounts, "thuongtruc", "Nguyễn Thị Lan", Role.STANDING)
    chair = person(accounts, "chutich", "Trần Văn Bình", Role.CHAIRMAN)
    ledger = Ledger(folder)
    with serving(folder, by=SERVER, EMULATION_SHARE="accounts") as url:
        outcome = asyncio.run(lived(replace(there, url=url), units, at_work, chair, options, ledger))
    print(markdown(lines(outcome, ledger)))
    for number, times in enumerate(outcome.together, 1):
        print(f"all at one moment, {number}: {', '.join(f'{each:.1f}' for each in sorted(times))}")
    for what, times in sorted(outcome.told.happened.items()):
        print(f"{times:6} {what}")
    print(f"{ledger.written:6} rows changed by another program")
    faults = outcome.told.errors + ledger.faults(outcome.told.reports)
    faults += [f"{times} × {what}" for what, times in outcome.told.happened.items() if NOTHING in what]
    print("\n".join(faults[:40]) or "none lost, none doubled, each with its author")
    return faults


if __name__ == "__main__":
    main()
