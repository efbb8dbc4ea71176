"""What does a city of communes cost: taking its packages, keeping its lake, asking it, and showing it?

`.venv/bin/python benchmarks/city.py [--quick] [--only year growth …] [--lakes embedded postgresql] [--out]` measures, with
generated communes (`communes/`), for the embedded lake and for PostgreSQL as its catalogue:

year    114 communes send 52 weekly editions: each take, all, the size of the lake before and after it is tidied, each
        question of a city asked first and again, and the memory of a process that answers.
growth  one edition each of 10, 30, 114, 400, 1,000 and 3,321 communes, asked at each of these sizes; at 114 and at 3,321 the
        lake tidied, and its screens: filter until painted beside an empty page, a package taken until shown, memory.

Prints a table; `--out` also puts it under its heading in `benchmarks/RESULTS.md`. A whole run takes an hour and a half and
wants a machine with nothing else to do; `--quick` takes few weeks and few communes, in some minutes.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import city_screens  # noqa: E402
from benchmarks.city_screens import Shown  # noqa: E402
from benchmarks.communes.sending import founded, package, weeks  # noqa: E402
from benchmarks.communes.year import Commune, communes  # noqa: E402
from benchmarks.postgres import in_environment, postgres  # noqa: E402
from benchmarks.table import CITIES, Line, machine, markdown, median, put  # noqa: E402
from emulation.city.lake import Lake  # noqa: E402
from emulation.city.take import Committer, Fate  # noqa: E402

LAKES = ("embedded", "postgresql")
SIZES = (10, 30, 114, 400, 1000, 3321)
COMMUNES = 114
GOALS = {COMMUNES: 1000.0, 3321: 3000.0}
"""Milliseconds within which each question is to be answered, in a city and in the nation."""
BATCH = 500
"""Packages that lie ready at a time."""


@dataclass(frozen=True)
class Options:
    weeks: int
    sizes: Sequence[int]
    shown: Sequence[int]
    """Of how many communes screens are opened."""
    rounds: int


@dataclass
class Place:
    """A city, and where its lake is."""

    kind: str
    folder: Path
    members: list[Commune]
    catalogue: Callable[[], int]
    """How many bytes the catalogue has."""

    def send(self, each: Iterable[tuple[date, Commune]]) -> list[float]:
        """Take a package of each, one after the other; seconds of each take."""
        seconds = []
        with Lake(self.folder) as lake:
            committer = Committer(self.folder, lake, wait=60)
            for batch in batched(each, BATCH):
                with tempfile.TemporaryDirectory() as outbox:
                    for path in [_written(Path(outbox), commune, day) for day, commune in batch]:
                        began = time.perf_counter()
                        outcome = committer.take(path)
                        seconds.append(time.perf_counter() - began)
                        if outcome.fate != Fate.TAKEN:
                            raise RuntimeError(outcome.line())
        return seconds

    def size(self, when: str) -> list[Line]:
        files = [path.stat().st_size for path in (self.folder / "kho").rglob("*.parquet")]
        return [
            Line(self.kind, f"{when}: catalogue", self.catalogue() / 1e6, "MB"),
            Line(self.kind, f"{when}: Parquet files", sum(files) / 1e6, "MB"),
            Line(self.kind, f"{when}: number of files", len(files), ""),
        ]

    def tidied(self, when: str) -> list[Line]:
        began = time.perf_counter()
        with Lake(self.folder) as lake:
            lake.compact(keep=datetime.timedelta(0))
        return [
            Line(self.kind, f"{when}: tidied", time.perf_counter() - began, "s"),
            *self.size(f"{when}, tidied"),
        ]


def batched(each: Iterable[tuple[date, Commune]], count: int) -> Iterator[list[tuple[date, Commune]]]:
    """Lists of so many, in order. (`itertools.batched` comes with Python 3.12.)"""
    rest = iter(each)
    while batch := list(islice(rest, count)):
        yield batch


def _written(folder: Path, commune: Commune, day: date) -> Path:
    name, data = package(commune, day)
    path = folder / name
    path.write_bytes(data)
    return path


@contextmanager
def placed(kind: str, members: list[Commune]) -> Iterator[Place]:
    """An empty lake of a kind, to which this process and those that it starts turn."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="city-")))
        founded(folder, members)
        address = ""
        catalogue = (folder / "kho" / "danh-muc.sqlite").stat
        if kind == "postgresql":
            server = stack.enter_context(postgres())
            address = server.address("lake")
        stack.enter_context(in_environment(EMULATION_LAKE=address, EMULATION_LAKE_FILES=""))
        yield Place(
            kind, folder, members, (lambda: server.size("lake")) if address else lambda: catalogue().st_size
        )


def year(kind: str, options: Options) -> Iterator[Line]:
    members = list(communes(COMMUNES))
    with placed(kind, members) as place:
        days = weeks()[: options.weeks]
        seconds = place.send(product(days, members))
        name = f"{len(members)} communes × {len(days)} weeks"
        yield Line(kind, f"{name}: all taken", sum(seconds), "s")
        yield Line(kind, f"{name}: a take, the first hundred", 1000 * median(seconds[:100]))
        yield Line(kind, f"{name}: a take, the last hundred", 1000 * median(seconds[-100:]))
        yield Line(kind, f"{name}: a take, the slowest", 1000 * max(seconds))
        yield from place.size(name)
        yield from asked(place, name, GOALS[COMMUNES])
        yield from place.tidied(name)
        yield from asked(place, f"{name}, tidied", GOALS[COMMUNES], each=True)


def growth(kind: str, options: Options) -> Iterator[Line]:
    """At each size the last commune's package comes in while a screen is open, or when all has been asked."""
    members = list(communes(max(options.sizes)))
    day = weeks()[25]
    with placed(kind, members) as place, tempfile.TemporaryDirectory() as outbox:
        before = 0
        for count in options.sizes:
            *new, late = members[before:count]
            seconds = place.send((day, commune) for commune in new)
            before = count
            name = f"{count:,} communes"
            yield Line(kind, f"{name}: a take", 1000 * median(seconds))
            yield from place.size(name)
            yield from asked(place, name, GOALS.get(count))
            if count in options.shown:
                yield from place.tidied(name)
                yield from asked(place, f"{name}, tidied", GOALS.get(count))
                ids = [commune.id for commune in new]
                package_of_late = _written(Path(outbox), late, day)
                shown = Shown(kind, name, place.folder, ids, package_of_late, options.rounds)
                yield from city_screens.lines(shown)
            else:
                place.send([(day, late)])


def asked(place: Place, name: str, goal: float | None = None, *, each: bool = False) -> Iterator[Line]:
    """What a process of its own takes to open the city, its latest day at hand, and to answer the questions of its screens
    first and again, the slowest or `each`; and its memory."""
    command = [sys.executable, str(ROOT / "benchmarks" / "city_asking.py"), str(place.folder)]
    said = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout)
    questions = said["questions"]
    slowest = max(questions, key=lambda query: questions[query][0])
    yield Line(place.kind, f"{name}: opened, the latest day at hand", said["opened"])
    yield Line(place.kind, f"{name}: another day at hand", said["day"], goal=goal)
    for query in questions if each else [slowest]:
        yield Line(place.kind, f"{name}: {query}", questions[query][0], goal=goal)
    yield Line(place.kind, f"{name}: the slowest again", max(again for _, again in questions.values()))
    yield Line(place.kind, f"{name}: memory", said["memory"], "MB")


PARTS = {"year": year, "growth": growth}


def document(lines: list[Line], begun: str, ended: str, asked_for: str) -> str:
    """The section of the page of results."""
    return f"""{CITIES}
`{asked_for}`, {datetime.date.today():%Y-%m-%d}. {begun} when it began, {ended.rsplit(" ", 1)[-1]} when it ended.

Generated communes (`benchmarks/communes/`), of 12 to 90 units; the lake embedded, and with PostgreSQL as its catalogue.

{markdown(lines)}"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--lakes", nargs="+", choices=LAKES, default=list(LAKES))
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--out", type=Path, help="the page of results whose section this becomes")
    given = parser.parse_args()
    options = Options(given.weeks, SIZES, (COMMUNES, max(SIZES)), 11)
    if given.quick:
        options = Options(3, SIZES[:3], (SIZES[2],), 3)
    begun, lines = machine(), []
    for kind, part in product(given.lakes, given.only):
        began = time.monotonic()
        print(f"{part}, {kind} …", file=sys.stderr, flush=True)
        for line in PARTS[part](kind, options):
            print(" | ".join(line.cells()), file=sys.stderr, flush=True)
            lines.append(line)
        print(f"{part}, {kind}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    page = document(lines, begun, machine(), f"benchmarks/city.py {' '.join(sys.argv[1:])}".strip())
    print(page)
    if given.out:
        put(given.out, cities=page)


if __name__ == "__main__":
    main()
