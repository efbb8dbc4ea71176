"""`python3 run.py bench [--rounds N] [--quick] [--only PART …]`: how fast the dashboard is, as one table.

A whole run writes the table to `benchmarks/RESULTS.md`. It takes nearly an hour, a `--quick` one ten minutes, and wants a
machine with nothing else to do. A part is a module of this folder, which says what it measures and also runs alone.
"""

from __future__ import annotations

import argparse
import datetime
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import commands, crowd, filter_change, opening, peers_beside, reading, server_part  # noqa: E402
from benchmarks.table import Line, machine, markdown, put  # noqa: E402
from tests.browser.driver import serving  # noqa: E402

RESULTS = Path(__file__).with_name("RESULTS.md")
TOGETHER = (10, 20, 30, 50, 100)


@dataclass(frozen=True)
class Options:
    data: Path
    rounds: int
    quick: bool


def readers(options: Options) -> Iterator[Line]:
    """The crowd in all its sizes, and what is left of it."""
    seconds = 15 if options.quick else 60
    units = crowd.units_of(options.data)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "data"
        shutil.copytree(options.data, folder)
        with serving(folder, by="benchmarks.measured_server") as url:
            before = crowd.warm(url, units)
            for count in TOGETHER:
                long = 600 if count == max(TOGETHER) and not options.quick else seconds
                yield from crowd.lines(crowd.Visit(url, units, long), count)
            if not options.quick:
                yield from crowd.lasting_lines(before, crowd.left_behind(url))
        with serving(folder, by="benchmarks.measured_server") as url:
            yield from crowd.lines(crowd.Visit(url, units, seconds, days=True), 30)
            changing = crowd.Visit(url, units, seconds if options.quick else 600)
            if not options.quick:
                yield from crowd.lines(changing, 30, folder)
            yield from crowd.lines(crowd.Visit(url, units, seconds, idle=True), 50)


PARTS: dict[str, Callable[[Options], Iterator[Line] | list[Line]]] = {
    "filter": lambda options: filter_change.lines(options.data, options.rounds),
    "open": lambda options: opening.lines(options.data, options.rounds),
    "server": lambda options: server_part.lines(options.data, options.rounds),
    "crowd": readers,
    "reading": lambda options: reading.lines(1 if options.quick else 3),
    "commands": lambda options: commands.lines(options.rounds),
    "peers": lambda options: peers_beside.lines(options.data, options.rounds),
}


def measured(parts: list[str], options: Options) -> Iterator[Line]:
    """All lines of the parts; one that fails is a line that says so."""
    for name in parts:
        began = time.monotonic()
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            yield from PARTS[name](options)
        except Exception as error:
            yield Line(name, "failed", remark=f"{type(error).__name__}: {str(error).splitlines()[0][:100]}")
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def document(lines: list[Line], begun: str, ended: str, today: datetime.date, options: Options) -> str:
    """The page of results; `begun` and `ended` are the machine at these moments."""
    asked = f"python3 run.py bench{' --quick' if options.quick else ''} --rounds {options.rounds}"
    head = f"`{asked}`, {today:%Y-%m-%d}; medians of {options.rounds} rounds. {begun} when it began, "
    return f"""# Results

{head}{ended.rsplit(" ", 1)[-1]} when it ended.

The floor is a Streamlit page with one field, in the same browser in the same run. What *server*, *reading* (but for
waits) and *commands* take is CPU time. How each is measured is said in the part's module; what the figures mean, in
[docs/performance.md](../docs/performance.md).

{markdown(lines)}"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--rounds", type=int, default=0, help="of each figure (default: 11; quick: 3)")
    parser.add_argument("--quick", action="store_true", help="few rounds, short crowds; prints only")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="prints only")
    parser.add_argument("--out", type=Path, help="where to write the table")
    given = parser.parse_args()
    options = Options(given.data.resolve(), given.rounds or (3 if given.quick else 11), given.quick)
    begun = machine()
    lines = list(measured(given.only, options))
    page = document(lines, begun, machine(), datetime.date.today(), options)
    print(page)
    whole = not given.quick and given.only == list(PARTS)
    if out := given.out or (RESULTS if whole else None):
        put(out, page=page)


if __name__ == "__main__":
    main()
