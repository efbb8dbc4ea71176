"""Do 200 wrong passwords a minute slow the rest?

`.venv/bin/python benchmarks/wrong_passwords.py [--seconds S] [--readers N] [--wrong PER_MINUTE]` starts the server as a
commune has it: nginx with the shipped configuration, TLS, accounts. N readers who are signed in open screens with a second
or two of thought; meanwhile somebody guesses, at accounts that there are and that there are not, from one address or from
as many as there are guesses. Printed are the times of the readers' screens without and with that, how the guesses were
answered, and how long the chairman took to sign in every five seconds, on a device that he has used and on a new one.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import httpx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.visitor import visiting  # noqa: E402
from tests.deploy.site import LACKING, PASSWORD, Site, serving_site  # noqa: E402

SCREENS = ("", "progress", "rankings", "dossiers", "movements", "unit")
THINKING = 1.0, 2.0
SIGNS_IN_EVERY = 5.0
ACCOUNTS = ("chutich", "thuongtruc", "admin", "nguyen.van.a", "t03")


class Manner(NamedTuple):
    """How somebody guesses: from how many addresses, and at how many accounts that there are not."""

    name: str
    addresses: int
    unknown_accounts: int


MANNERS = (
    Manner("from one address", 1, 0),
    Manner("from many", 5000, 0),
    Manner("from many, at many accounts", 5000, 5000),
)


@dataclass
class Seen:
    """Seconds of screens, of the chairman's sign-ins by device, and answers to guesses by status."""

    screens: list[float] = field(default_factory=list)
    known: list[float] = field(default_factory=list)
    unknown: list[float] = field(default_factory=list)
    held_up: int = 0
    """Sign-ins with the right password on a new device that had to wait."""
    guesses: Counter[int] = field(default_factory=Counter)
    cpu: float = 0.0
    """Of the server and of nginx, in percent of a core."""


async def read(site: Site, cookie: str, seen: Seen, chance: random.Random, until: float) -> None:
    async with visiting(site.url, cookie, site.trust) as tab:
        await tab.open("")  # the first run of a tab is not among the times
        while time.perf_counter() < until:
            await asyncio.sleep(chance.uniform(*THINKING))
            screen = await tab.open(chance.choice(SCREENS))
            if screen.errors:
                raise RuntimeError(screen.errors)
            seen.screens.append(screen.seconds)


async def guess(site: Site, seen: Seen, per_minute: int, manner: Manner, until: float) -> None:
    """Send wrong passwords at even distances, whether or not the former ones were answered."""
    chance, sent = random.Random(1), []
    accounts = ACCOUNTS + tuple(f"user{number}" for number in range(manner.unknown_accounts))
    while time.perf_counter() < until:
        address = chance.randrange(manner.addresses)
        source = f"127.1.{address // 250}.{address % 250 + 1}"
        sent.append(asyncio.create_task(attempt(site, source, chance.choice(accounts), "sai mật khẩu")))
        await asyncio.sleep(60 / per_minute)
    for _, answer in await asyncio.gather(*sent):
        seen.guesses[answer.status_code] += 1


async def attempt(
    site: Site, source: str, account: str, password: str, cookies: dict[str, str] | None = None
) -> tuple[float, httpx.Response]:
    """A sign-in, and the seconds it took."""
    transport = httpx.AsyncHTTPTransport(verify=site.trust, local_address=source)
    began = time.perf_counter()
    async with httpx.AsyncClient(transport=transport, timeout=120, cookies=cookies) as client:
        answer = await client.post(f"{site.url}/sign-in", data={"account": account, "password": password})
    return time.perf_counter() - began, answer


async def chairman(site: Site, device: str, seen: Seen, until: float) -> None:
    count = 0
    while time.perf_counter() < until:
        count += 1
        took, answer = await attempt(site, "127.0.0.1", "chutich", PASSWORD, {"device": device})
        assert answer.status_code == 303, answer.text
        seen.known.append(took)
        took, answer = await attempt(site, f"127.2.0.{count % 250 + 1}", "chutich", PASSWORD)
        if answer.status_code == 303:
            seen.unknown.append(took)
        else:
            seen.held_up += 1
        await asyncio.sleep(SIGNS_IN_EVERY)


async def measure(site: Site, readers: int, seconds: float, per_minute: int, manner: Manner | None) -> Seen:
    _, answer = await attempt(site, "127.0.0.1", "chutich", PASSWORD)
    cookie = f"session={answer.cookies['session']}"
    seen, until = Seen(), time.perf_counter() + seconds
    crowd = [read(site, cookie, seen, random.Random(number), until) for number in range(readers)]
    if manner:
        crowd.append(guess(site, seen, per_minute, manner, until))
    before, began = cpu_of(site), time.perf_counter()
    await asyncio.gather(*crowd, chairman(site, answer.cookies["device"], seen, until))
    seen.cpu = 100 * (cpu_of(site) - before) / (time.perf_counter() - began)
    return seen


def cpu_of(site: Site) -> float:
    """Seconds that the site's processes have taken so far, on Linux."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # some end meanwhile
            fields = file.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(fields[2]) in site.groups:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def told(seconds: Iterable[float]) -> str:
    every = sorted(seconds)
    if not every:
        return "–"
    most = every[min(len(every) - 1, round(0.95 * len(every)))]
    return f"{1000 * statistics.median(every):.0f} / {1000 * most:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=10)
    parser.add_argument("--wrong", type=int, default=200)
    options = parser.parse_args()
    if LACKING:
        sys.exit(LACKING)
    heads = (
        "wrong passwords",
        "CPU",
        "screens",
        "sign-in, known device",
        "new device",
        "of it held up",
        "guesses",
    )
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|", flush=True)
    for manner in (None, *MANNERS):
        # A server of its own for each: the waits are kept in memory.
        with tempfile.TemporaryDirectory() as folder, serving_site(Path(folder)) as site:
            seen = asyncio.run(measure(site, options.readers, options.seconds, options.wrong, manner))
        guesses = ", ".join(f"{status}: {count}" for status, count in sorted(seen.guesses.items()))
        cells = (
            f"{options.wrong} a minute {manner.name}" if manner else "none",
            f"{seen.cpu:.0f} %",
            f"{told(seen.screens)} of {len(seen.screens)}",
            told(seen.known),
            told(seen.unknown),
            str(seen.held_up),
            guesses or "–",
        )
        print(f"| {' | '.join(cells)} |", flush=True)
    print("\nCPU: of a core, server and nginx. Times: half and 95 % within. 401: wrong; 429: told to wait.")


if __name__ == "__main__":
    main()
