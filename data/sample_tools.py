"""What the makers of the sample share: days, chance that repeats itself, rows, and who takes part."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import sample_facts as facts
from sample_facts import OUTSIDE, SCHOOLS, VILLAGES

Row = tuple[Any, ...]


def day(text: str) -> date:
    """A date written dd/mm, which is in 2026, or dd/mm/yyyy."""
    parts = [int(part) for part in text.split("/")]
    return date(parts[2] if len(parts) > 2 else 2026, parts[1], parts[0])


OFF = {day(text) for text in facts.HOLIDAYS.split() if "+" not in text}
WORKED = {day(text[:-1]) for text in facts.HOLIDAYS.split() if "+" in text}


def works(when: date) -> bool:
    return when in WORKED or (when.weekday() < 5 and when not in OFF)


def workday(when: date) -> date:
    """`when`, or the last working day before it."""
    while not works(when):
        when -= timedelta(1)
    return when


def after(when: date, working_days: int) -> date:
    while working_days > 0:
        when += timedelta(1)
        working_days -= works(when)
    return when


def between(rng: random.Random, low: int, high: int) -> int:
    """A whole number from low to high. (`random()` alone is the same on every Python.)"""
    return low + int(rng.random() * (high - low + 1))


def pick(rng: random.Random, items: list[str]) -> str:
    return items[between(rng, 0, len(items) - 1)]


def table(text: str, width: int = 0) -> list[list[str]]:
    """The lines' fields; a line may leave out empty ones at its end, up to `width`."""
    lines = [line.split("|") for line in text.splitlines()]
    return [fields + [""] * (width - len(fields)) for fields in lines]


def year_of(period: str) -> str:
    """The year in which a scoring period ends, whose criteria are its own."""
    return period[5:] if len(period) == 9 else period[:4]


def clerk(when: date) -> str:
    return facts.CLERKS[when.isocalendar().week % len(facts.CLERKS)]


def untidy(rows: list[Row], every: int) -> list[Row]:
    """Rows by date, but for a few that were entered after their time: logs are like that."""
    rows = sorted(rows, key=lambda row: row[0])
    for place in range(every, len(rows) - every, every):
        rows.insert(place + every // 2, rows.pop(place))
    return rows


def members() -> dict[str, tuple[str, str, str]]:
    """Every unit: name, short name, bloc."""
    units = {unit: (name, short, bloc) for unit, name, short, bloc in table(facts.OFFICES)}
    for unit, name in SCHOOLS.items():
        units[unit] = (name, name.removeprefix("Trường "), "K3" if unit.startswith("MN") else "K4")
    for unit, name in VILLAGES.items():
        units[unit] = (name, name, "K5" if unit < "T06" else "K6")
    return units | {OUTSIDE: ("Hợp tác xã nông nghiệp số 1", "HTX nông nghiệp số 1", "")}


UNITS = members()
IN_BLOCS = [unit for unit, (_, _, bloc) in UNITS.items() if bloc]
GROUPS = {"all": IN_BLOCS, "villages": list(VILLAGES), "schools": list(SCHOOLS)}


def expand(words: str) -> list[str]:
    return [unit for word in words.split() for unit in GROUPS.get(word, [word])]
