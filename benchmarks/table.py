"""Lines of a benchmark, and the table that is made of them."""

from __future__ import annotations

import argparse
import math
import os
import platform
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("streamlit", "duckdb", "pandas", "pyarrow", "plotly")
CITIES = "## A city of communes\n"
"""The heading of a section of the page of results, which another program writes than the rest."""
HEAD = ("part", "what", "figure", "floor", "÷ floor", "goal", "met")


@dataclass(frozen=True, slots=True)
class Line:
    """A figure: what of, how much, beside the floor of the same run. The `goal` is a most of it: of the quotient where there
    is a floor, else of the figure. Without a figure the `remark` says why."""

    part: str
    what: str
    figure: float = math.nan
    unit: str = "ms"
    floor: float | None = None
    goal: float | None = None
    remark: str = ""

    @property
    def quotient(self) -> float | None:
        return self.figure / self.floor if self.floor else None

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none, or no figure."""
        judged = self.figure if self.quotient is None else self.quotient
        return None if self.goal is None or math.isnan(judged) else judged <= self.goal

    def cells(self) -> tuple[str, ...]:
        """What stands under `HEAD`."""
        times = self.quotient
        of = "" if times is not None else f" {self.unit}"
        return (
            self.part,
            self.what,
            self.remark if math.isnan(self.figure) else f"{plain(self.figure)} {self.unit}",
            "" if self.floor is None else f"{plain(self.floor)} {self.unit}",
            "" if times is None else f"{times:.2f} ×",
            "" if self.goal is None else f"≤ {self.goal:g}{of or ' ×'}",
            {True: "yes", False: "no", None: ""}[self.is_met],
        )


def median(times: Iterable[float | None]) -> float:
    """Of those that are there; not a number where none is."""
    there = [each for each in times if each is not None]
    return statistics.median(there) if there else math.nan


def percentile(values: Iterable[float], share: float) -> float:
    """The least value that at least this share of all does not exceed; not a number where there is none.

    >>> [percentile([4, 1, 3, 2], share) for share in (0.5, 0.95, 1)]
    [2, 4, 4]
    """
    ranked = sorted(values)
    return ranked[math.ceil(share * len(ranked)) - 1] if ranked else math.nan


def plain(figure: float) -> str:
    """Three digits that count.

    >>> [plain(figure) for figure in (1234.5, 45.61, 7.891, 0.1234, 0.0)]
    ['1,234', '45.6', '7.89', '0.12', '0']
    """
    if figure and abs(figure) < 100:
        return f"{figure:.2f}" if abs(figure) < 10 else f"{figure:.1f}"
    return f"{figure:,.0f}"


def markdown(lines: Iterable[Line]) -> str:
    """The table."""
    rows = [HEAD, ("---", "---", *["---:"] * 4, "---"), *(line.cells() for line in lines)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def put(results: Path, *, page: str = "", cities: str = "") -> None:
    """Write the page of results, or its section on cities; the other stays as it is."""
    before = results.read_text(encoding="utf-8") if results.exists() else ""
    head, mark, section = before.partition(CITIES)
    parts = [(page or head).strip(), (cities or mark + section).strip()]
    results.write_text("\n\n".join(filter(None, parts)) + "\n", encoding="utf-8")


def machine(load: Callable[[], tuple[float, float, float]] = os.getloadavg) -> str:
    """Processor, cores, memory, system, versions, and the load of the machine at this moment."""
    cpu = _field("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()
    kilobytes = _field("/proc/meminfo", "MemTotal").split()
    memory = f", {int(kilobytes[0]) / 2**20:.0f} GB" if kilobytes else ""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{cpu}, {os.cpu_count()} cores{memory}; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}, {packages}. Load {load()[0]:.1f}"
    )


def resident() -> float:
    """MB of memory that this process has."""
    return int(_field("/proc/self/status", "VmRSS").split()[0]) / 1024


def _field(path: str, name: str) -> str:
    """What a file of the kernel says under a name; nothing where there is no such file."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")


def command(about: str | None, lines: Callable[[Path, int], Iterable[Line]], data: Path) -> None:
    """One part as a command of its own, which prints its table; `data`: the folder where none is given."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--data", type=Path, default=data)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    print(markdown(lines(options.data, options.rounds)))
