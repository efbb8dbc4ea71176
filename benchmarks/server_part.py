"""What does a run of each screen cost the server, and how much does it send?

`.venv/bin/python benchmarks/server_part.py [--data DIR] [--rounds N]`: one visitor (visitor.py) changes the unit; medians of
milliseconds of CPU for a filter asked for the first time (`new`) and again (`kept`), those of them in queries, and
kilobytes over the websocket for opening the screen and for a change of filter.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.crowd import units_of  # noqa: E402
from benchmarks.measured_server import used  # noqa: E402
from benchmarks.table import Line, command, median  # noqa: E402
from benchmarks.visitor import Visitor, visiting  # noqa: E402
from tests.browser.driver import serving  # noqa: E402

SCREENS = ("", "progress", "rankings", "dossiers", "movements", "unit", "reports")


async def _cost(url: str, tab: Visitor, path: str, query: str) -> tuple[float, float, float]:
    """Milliseconds of CPU of a run, those in queries, and kilobytes."""
    before = await asyncio.to_thread(used, url)
    screen = await tab.open(path, query)
    after = await asyncio.to_thread(used, url)
    if screen.errors:
        raise RuntimeError(f"{path}?{query}: {screen.errors}")
    return (
        1000 * (after.cpu - before.cpu),
        1000 * (after.in_queries - before.in_queries),
        screen.size / 1024,
    )


async def _screen(url: str, path: str, units: list[str], asking: float) -> list[Line]:
    async with visiting(url) as tab:
        opened = (await tab.open(path)).size / 1024
        new = [await _cost(url, tab, path, f"unit={unit}") for unit in units]
        kept = [await _cost(url, tab, path, f"unit={unit}") for unit in units]
    name = path or "overview"
    return [
        Line("server", f"{name}: CPU of a run, new", median(each[0] for each in new) - asking, goal=60),
        Line("server", f"{name}: CPU of a run, kept", median(each[0] for each in kept) - asking, goal=25),
        Line("server", f"{name}: of it queries, new", median(each[1] for each in new), goal=10),
        Line("bytes", f"{name}: opened", opened, "KB"),
        Line("bytes", f"{name}: change of filter", median(each[2] for each in kept), "KB"),
    ]


async def _asking(url: str) -> float:
    """What it costs the server to be asked what it has used."""
    readings = [await asyncio.to_thread(used, url) for _ in range(12)]
    return 1000 * median(b.cpu - a.cpu for a, b in itertools.pairwise(readings))


async def _all(url: str, units: list[str]) -> list[Line]:
    asking = await _asking(url)
    found = [line for path in SCREENS for line in await _screen(url, path, units, asking)]
    return sorted(found, key=lambda line: line.part, reverse=True)


def lines(data: Path, rounds: int) -> list[Line]:
    with serving(data, by="benchmarks.measured_server") as url:
        return asyncio.run(_all(url, units_of(data)[:rounds]))


if __name__ == "__main__":
    command(__doc__, lines, ROOT / "data")
