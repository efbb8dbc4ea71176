"""The next free dossier ids, in the pattern of the existing ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_LONGEST = 12
"""Most digits of a running number. Longer ones are other numbers, of a person for example."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    before: str
    width: int
    after: str

    def id(self, number: int) -> str:
        return f"{self.before}{number:0{self.width}}{self.after}"

    def highest(self, ids: Sequence[str]) -> int:
        """The highest number among the ids of this pattern; 0 if there is none."""
        form = re.compile(f"{re.escape(self.before)}([0-9]{{1,{_LONGEST}}}){re.escape(self.after)}")
        return max((int(match[1]) for i in ids if (match := form.fullmatch(i))), default=0)


def next_ids(known: Sequence[str], of_year: Sequence[str], year: int, count: int = 1) -> list[str]:
    """The `count` ids after the latest one of the year. `known`: all ids; `of_year`: those of the year, the latest last.

    For a year without ids, the latest id gives the pattern. If it contains a year, the new year replaces it and the numbers
    start at 1.

    >>> next_ids(["HS-2025-180", "HS-2026-121"], ["HS-2026-121"], 2026, 2)
    ['HS-2026-122', 'HS-2026-123']
    >>> next_ids(["HS-2026-121"], [], 2027), next_ids(["014/26", "015/26"], ["014/26", "015/26"], 2026)
    (['HS-2027-001'], ['016/26'])
    >>> next_ids([], [], 2026)
    ['HS-2026-001']
    """
    if of_year:
        pattern = _pattern(of_year[-1], of_year, year)
    else:
        moved = [_YEAR.sub(str(year), i) for i in known]
        pattern = _pattern(moved[-1], moved, year) if moved else None
    pattern = pattern or _Pattern(f"HS-{year}-", 3, "")
    first = pattern.highest(known) + 1
    return [pattern.id(number) for number in range(first, first + count)]


def ids_from(first: str, known: Sequence[str], year: int, count: int) -> list[str]:
    """`first` and the ids after it; only `first` if it contains no running number.

    >>> ids_from("TD09/2026", [], 2026, 3)
    ['TD09/2026', 'TD10/2026', 'TD11/2026']
    """
    pattern = _pattern(first, known, year)
    if pattern is None:
        return [first]
    number = pattern.highest([first])
    return [pattern.id(n) for n in range(number, number + count)]


def _pattern(latest: str, others: Sequence[str], year: int) -> _Pattern | None:
    """The parts of `latest` around its running number: the last group of digits that differs between ids of the same shape
    and is not the year."""
    runs = [run for run in _DIGITS.finditer(latest) if len(run[0]) <= _LONGEST and run[0] != str(year)]
    runs = [run for run in runs if run[0] != f"{year % 100:02}"] or runs
    if not runs:
        return None
    shape = _DIGITS.sub("#", latest)
    alike = [_DIGITS.findall(i) for i in others if _DIGITS.sub("#", i) == shape]
    place = {run.start(): n for n, run in enumerate(_DIGITS.finditer(latest))}
    varying = [run for run in runs if len({digits[place[run.start()]] for digits in alike}) > 1]
    run = (varying or runs)[-1]
    return _Pattern(latest[: run.start()], len(run[0]), latest[run.end() :])
