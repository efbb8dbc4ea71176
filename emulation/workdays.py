"""Which days are worked: Vietnam's public calendar, then the commune's own days over it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 1999, 2101


PUBLIC_DAYS = Path(__file__).with_name("public_days.csv")
"""The days that Vietnam's public calendar has off (Nghỉ) or made up for (Làm bù), as the library `holidays` says them in the
version that the contract names: `docs/refresh.py tables` writes the file. The library itself takes long to load."""


@lru_cache(maxsize=1)
def _public() -> dict[date, bool]:
    """Day that is worked or not otherwise than its weekday says → whether it is."""
    with PUBLIC_DAYS.open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["day"]): row["kind"] == "Làm bù" for row in csv.DictReader(file)}


def calendar_days(own: Mapping[date, str]) -> tuple[list[date], list[bool], list[int], list[date | None]]:
    """Every day of the years that data may lie in, whether it is worked, how many worked days there are up to it, and
    the day itself where it is worked or else the next one that is (None where the calendar ends before).

    `own`: day → Nghỉ or Làm bù, stronger than the calendar (the contract, "Working days").
    The working days after a up to and including b are number(b) − number(a).
    """
    public = _public()
    days, worked, numbers = [], [], []
    day, number = date(FIRST_YEAR, 1, 1), 0
    while day.year <= LAST_YEAR:
        by_rule = public.get(day, day.weekday() < 5)
        works = own[day] == "Làm bù" if day in own else by_rule
        number += works
        days.append(day)
        worked.append(works)
        numbers.append(number)
        day += timedelta(days=1)
    following: list[date | None] = []
    next_worked = None
    for day, works in zip(reversed(days), reversed(worked), strict=True):
        next_worked = day if works else next_worked
        following.append(next_worked)
    return days, worked, numbers, following[::-1]
