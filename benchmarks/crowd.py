"""How many readers does the server bear, and what does it keep of them?

`.venv/bin/python benchmarks/crowd.py [--sessions N ...] [--seconds S] [--data DIR]` lets N visitors (visitor.py: the
framework's own protocol, no browsers) each open a screen, think for three to seven seconds, change the unit or the screen,
and so on; printed are the times from a request to the end of its run, and what of the server was used. All then leave; after
the two minutes for which the framework keeps a session whose connection broke, memory, threads and handles are compared.

`--changing` gives the data a new row every minute: every visitor asks for the edition as an open tab does, and follows.
`--days` has one change in ten go to another day, of which the server has computed nothing. `--idle` visitors only look.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.measured_server import Used, used  # noqa: E402
from benchmarks.table import Line, markdown, percentile  # noqa: E402
from benchmarks.visitor import Poll, Screen, Visitor, visiting  # noqa: E402
from emulation.intake import read_folder  # noqa: E402
from tests.browser.driver import serving  # noqa: E402

SCREENS = ("", "progress", "rankings", "dossiers", "movements", "unit")
THINKING = (3.0, 7.0)
LAST_DAY = date(2026, 11, 15)
LOOK_EVERY = 2.0
"""Seconds, as frame.js."""
CHANGE_EVERY = 60.0
KEPT = 130.0
"""Seconds after which the framework has forgotten a session whose connection broke."""


@dataclass
class Log:
    """Seconds of all runs, those until a change of the data was seen, what went wrong, and the bytes sent."""

    runs: list[float] = field(default_factory=list)
    followed: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    size: int = 0
    replaced_at: float = 0.0

    def note(self, screen: Screen) -> None:
        self.runs.append(screen.seconds)
        self.errors += screen.errors
        self.size += screen.size


@dataclass(frozen=True)
class Visit:
    """What a crowd does: where to, for how long, and whether it only looks."""

    url: str
    units: Sequence[str]
    seconds: float
    idle: bool = False
    days: bool = False


async def reader(visit: Visit, log: Log, chance: random.Random, ready: asyncio.Barrier) -> None:
    """One visitor, from opening a tab to closing it."""
    async with AsyncExitStack() as stack:
        tab = await stack.enter_async_context(visiting(visit.url))
        path, query = chance.choice(SCREENS), f"unit={chance.choice(visit.units)}"
        log.errors += (await tab.open(path, query)).errors  # the server is cold for some: not among the times
        await ready.wait()
        until = time.perf_counter() + visit.seconds
        watch = asyncio.create_task(follow(visit, tab, log, chance))
        stack.push_async_callback(_ended, watch)
        while (left := until - time.perf_counter()) > 0:
            await asyncio.sleep(min(left, chance.uniform(*THINKING)))
            if not visit.idle and time.perf_counter() < until:
                what = chance.random()
                if visit.days and what < 0.1:
                    query = f"as_of={LAST_DAY - timedelta(days=chance.randrange(300))}"
                elif what < 0.5:
                    query = f"unit={chance.choice(visit.units)}"
                else:
                    path = chance.choice(SCREENS)
                log.note(await tab.open(path, query))


async def follow(visit: Visit, tab: Visitor, log: Log, chance: random.Random) -> None:
    """Run again whenever the server says that it has other data than the tab shows."""
    poll, told = Poll(visit.url), ""
    try:
        await asyncio.sleep(chance.uniform(0, LOOK_EVERY))  # tabs do not all look at one moment
        while True:
            newest = await poll.edition()
            if newest not in (tab.edition, told):
                told = newest
                log.note(await tab.again())
                log.followed.append(time.perf_counter() - log.replaced_at)
            await asyncio.sleep(LOOK_EVERY)
    finally:
        poll.close()


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def change(folder: Path, log: Log) -> None:
    """Give the log of progress one row more, every minute."""
    path, count = folder / "progress.csv", 0
    while True:
        await asyncio.sleep(CHANGE_EVERY)
        count += 1
        last = path.read_text(encoding="utf-8").rstrip("\n")
        again = last.splitlines()[-1].split(",")
        again[5] = f"lần {count}"
        beside = path.with_suffix(".tmp")
        beside.write_text(f"{last}\n{','.join(again)}\n", encoding="utf-8")
        log.replaced_at = time.perf_counter()
        beside.replace(path)


async def crowd(visit: Visit, count: int, folder: Path | None = None) -> tuple[Log, Used, float]:
    """What `count` visitors saw, what the server used for them, and in how many seconds; `folder` changes meanwhile."""
    log = Log()
    meter = asyncio.Barrier(count + 1)
    readers = [asyncio.create_task(reader(visit, log, random.Random(n), meter)) for n in range(count)]
    changing = asyncio.create_task(change(folder, log)) if folder else None
    await _or_fail(meter.wait(), readers)
    before, began = await asyncio.to_thread(used, visit.url), time.perf_counter()
    await asyncio.sleep(visit.seconds)
    after, took = await asyncio.to_thread(used, visit.url), time.perf_counter() - began
    for ended in await asyncio.gather(*readers, return_exceptions=True):
        if isinstance(ended, BaseException):
            log.errors.append(repr(ended))
    if changing:
        await _ended(changing)
    spent = Used(
        after.cpu - before.cpu,
        after.in_queries - before.in_queries,
        after.queries - before.queries,
        after.memory,
        after.threads,
        after.handles,
    )
    return log, spent, took


async def _or_fail(waiting: Awaitable[object], readers: Sequence[asyncio.Task[None]]) -> None:
    """Wait; but where a reader fails beforehand nobody would come."""
    meeting = asyncio.ensure_future(waiting)
    done, _ = await asyncio.wait([meeting, *readers], return_when=asyncio.FIRST_COMPLETED)
    if meeting not in done:
        for each in readers:
            each.cancel()
        for each in done:
            await each


def left_behind(url: str, wait: float = KEPT) -> Used:
    """What the server still holds when all have gone, and the framework has forgotten them."""
    time.sleep(wait)

    async def one() -> None:  # it forgets when the next one comes
        async with visiting(url) as tab:
            await tab.open("")

    asyncio.run(one())
    time.sleep(1)
    return used(url, collected=True)


def lines(visit: Visit, count: int, folder: Path | None = None) -> list[Line]:
    """How a crowd fared."""
    log, spent, took = asyncio.run(crowd(visit, count, folder))
    for each in sorted(set(log.errors)):
        print(f"! {each}", file=sys.stderr)
    cpu = 100 * spent.cpu / took
    if visit.idle:
        return [Line("idle", f"{count} open tabs: CPU of the server", cpu, "% of a core", goal=2)]
    name = f"{count} readers"
    name += (
        ", data change each minute" if folder else ", one change in ten to a new day" if visit.days else ""
    )
    most = 500 if count <= 30 else 1000
    found = [
        Line("crowd", f"{name}: half of {len(log.runs)} runs within", 1000 * percentile(log.runs, 0.5)),
        Line("crowd", f"{name}: 95 % of runs within", 1000 * percentile(log.runs, 0.95), goal=most),
        Line("crowd", f"{name}: CPU of the server", cpu, "% of a core"),
        Line("crowd", f"{name}: errors", len(log.errors), "", goal=0),
    ]
    if folder:
        followed = [1000 * each for each in log.followed]
        found.append(Line("crowd", f"{name}: the last follows within", percentile(followed, 1), goal=5000))
    return found


def lasting_lines(before: Used, after: Used) -> list[Line]:
    """What is kept when all have gone, beside what was there before they came."""
    return [
        Line("crowd", "memory kept when all have gone", after.memory - before.memory, "MB", goal=50),
        Line("crowd", "threads left", after.threads - before.threads, "", goal=0),
        Line("crowd", "file handles left", after.handles - before.handles, "", goal=0),
    ]


async def _walk(url: str, units: Sequence[str]) -> None:
    async with visiting(url) as tab:
        for path in SCREENS:
            for unit in units:
                await tab.open(path, f"unit={unit}")


def warm(url: str, units: Sequence[str]) -> Used:
    """What the server holds once every screen was seen with every unit, and the one who saw them is forgotten."""
    asyncio.run(_walk(url, units))
    return left_behind(url, 0)


def units_of(data: Path) -> list[str]:
    reading, _ = read_folder(data)
    return [record["unit_id"] for record in reading.records["units"]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--sessions", type=int, nargs="+", default=[10, 20, 30, 50, 100])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--changing", action="store_true")
    parser.add_argument("--days", action="store_true")
    parser.add_argument("--idle", action="store_true")
    parser.add_argument("--kept", type=float, default=KEPT, help="seconds to wait when all have gone")
    options = parser.parse_args()
    units = units_of(options.data)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "data"
        shutil.copytree(options.data, folder)
        with serving(folder, by="benchmarks.measured_server") as url:
            before = warm(url, units)
            print(f"begin: {before}", flush=True)
            for count in options.sessions:
                visit = Visit(url, units, options.seconds, options.idle, options.days)
                print(markdown(lines(visit, count, folder if options.changing else None)), flush=True)
            after = left_behind(url, options.kept)
            print(f"end: {after}")
            print(markdown(lasting_lines(before, after)))


if __name__ == "__main__":
    main()
