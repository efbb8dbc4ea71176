"""Scoring periods: a quarter (2026-Q3), six months (2026-H1), a year (2026) or a school year (2025-2026).

Source: the contract, `scores.csv`. A rule that figures depend on is SQL (`queries/staging/01_words.sql`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

QUARTERS = ("I", "II", "III", "IV")
HOW_WRITTEN = (
    "Viết 2026-Q1 … 2026-Q4 cho quý, 2026-H1, 2026-H2 cho sáu tháng, 2026 cho cả năm, 2025-2026 cho năm học"
)
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<part>[QH])(?P<number>[1-4])|(?P<next>\d{4})))?", re.ASCII)
_YEARS = range(2000, 2101)
_IN_A_YEAR = {"Q": 4, "H": 2}


def is_period(text: str) -> bool:
    """Whether `text` names a scoring period.

    >>> [text for text in ("2026-Q4", "2026-H2", "2026", "2025-2026", "2026-H3", "2025-2027", "1999") if is_period(text)]
    ['2026-Q4', '2026-H2', '2026', '2025-2026']
    """
    match = _PERIOD.fullmatch(text)
    if not match or not {int(match["year"]), int(match["next"] or match["year"])} <= set(_YEARS):
        return False
    if match["part"]:
        return int(match["number"]) <= _IN_A_YEAR[match["part"]]
    return not match["next"] or int(match["next"]) == int(match["year"]) + 1


def is_school_year(period: str) -> bool:
    """Whether a period is one of those that judge only some blocs."""
    return len(period) == 9


def _parts(period: str) -> re.Match[str]:
    match = _PERIOD.fullmatch(period)
    assert match, period
    return match


def year_of(period: str) -> int:
    """The year in which a period ends, whose criteria are its own.

    >>> year_of("2026-Q1"), year_of("2025-2026")
    (2026, 2026)
    """
    return int(period[-4:] if is_school_year(period) else period[:4])


def periods_of(year: int) -> tuple[str, ...]:
    """The periods that end in a year, from the shortest to the longest.

    >>> periods_of(2026)
    ('2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', '2026-H1', '2026-H2', '2026', '2025-2026')
    """
    parts = [f"{year}-{part}{n}" for part, most in _IN_A_YEAR.items() for n in range(1, most + 1)]
    return (*parts, str(year), f"{year - 1}-{year}")


def earlier(period: str, steps: int = 1) -> str:
    """The period of the same kind that many steps before.

    >>> earlier("2026-Q1"), earlier("2026", 2), earlier("2026-Q4", 3), earlier("2026-H1"), earlier("2025-2026")
    ('2025-Q4', '2024', '2026-Q1', '2025-H2', '2024-2025')
    """
    match = _parts(period)
    year = int(match["year"])
    if part := match["part"]:
        most = _IN_A_YEAR[part]
        years, before = divmod(year * most + int(match["number"]) - 1 - steps, most)
        return f"{years}-{part}{before + 1}"
    return f"{year - steps}-{year + 1 - steps}" if match["next"] else str(year - steps)


def a_year_earlier(period: str) -> str:
    """The same period of the year before.

    >>> a_year_earlier("2026-Q1"), a_year_earlier("2026-H2"), a_year_earlier("2026"), a_year_earlier("2025-2026")
    ('2025-Q1', '2025-H2', '2025', '2024-2025')
    """
    return earlier(period, _IN_A_YEAR.get(_parts(period)["part"], 1))


def first_day(period: str) -> date:
    """The day on which a period begins.

    >>> [f"{first_day(period):%d/%m/%Y}" for period in ("2026-Q3", "2026-H2", "2026", "2025-2026")]
    ['01/07/2026', '01/07/2026', '01/01/2026', '01/09/2025']
    """
    match = _parts(period)
    if match["next"]:
        return date(int(match["year"]), 9, 1)
    month = 12 // _IN_A_YEAR[match["part"]] * (int(match["number"]) - 1) + 1 if match["part"] else 1
    return date(int(match["year"]), month, 1)


def last_day(period: str) -> date:
    """The day on which a period ends.

    >>> [f"{last_day(period):%d/%m/%Y}" for period in ("2026-Q3", "2026-H1", "2026", "2025-2026")]
    ['30/09/2026', '30/06/2026', '31/12/2026', '31/08/2026']
    """
    match = _parts(period)
    month = 12 // _IN_A_YEAR[match["part"]] * int(match["number"]) if match["part"] else 12
    year, month = (int(match["next"]), 8) if match["next"] else (int(match["year"]), month)
    return date(year, month, calendar.monthrange(year, month)[1])


def quarter_period(day: date) -> str:
    """The quarter that a day lies in: 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def lately_over(day: date) -> tuple[str, ...]:
    """The last quarter that is over, and what else ended with it or since: whose scores are expected now.

    >>> lately_over(date(2026, 9, 15)), lately_over(date(2027, 1, 5))
    (('2026-Q2', '2026-H1', '2025-2026'), ('2026-Q4', '2026-H2', '2026'))
    """
    quarter = earlier(quarter_period(day))
    ended = [p for year in (day.year - 1, day.year) for p in periods_of(year) if last_day(p) < day]
    return tuple(period for period in ended if last_day(period) >= last_day(quarter))


def usual(ranked: Sequence[str], day: date, year: int | None = None) -> str:
    """The period to look at where none is chosen: the last one that has ranks, of the `year` where one is chosen.

    `ranked`: those that have ranks on the day, the last one first. Without any, the quarter of the day (the
    contract's default) or the whole of another year.
    """
    found = (period for period in ranked if year is None or year_of(period) == year)
    return next(found, quarter_period(day) if year in (None, day.year) else str(year))


def offered(known: Iterable[str], years: Collection[int], day: date) -> tuple[str, ...]:
    """The periods to choose from, the latest year first: the quarters of these years that have begun, the years
    themselves, and those that are `known`.

    >>> offered(["2026-H1", "2025-2026"], [2026], date(2026, 5, 4))
    ('2026-Q2', '2026-Q1', '2026-H1', '2026', '2025-2026')
    """
    usual_ones = {p for year in years for p in periods_of(year) if "-Q" in p or p == str(year)}
    found = {p for p in usual_ones if first_day(p) <= day} | set(known)
    return tuple(sorted(found, key=_place))


def _place(period: str) -> tuple[int, int, int]:
    """Of a year its quarters, half-years, itself and the school year, the later ones of a kind first."""
    kind = {"Q": 0, "H": 1, "": 2}.get(period[5:6], 3)
    return -year_of(period), kind, -first_day(period).month


def in_words(period: str) -> str:
    """A period as people call it.

    >>> [in_words(period) for period in ("2026-Q3", "2026-H1", "2026", "2025-2026")]
    ['Quý III/2026', '6 tháng đầu năm 2026', 'Năm 2026', 'Năm học 2025-2026']
    """
    match = _parts(period)
    if match["next"]:
        return f"Năm học {period}"
    if match["part"] == "Q":
        return f"Quý {QUARTERS[int(match['number']) - 1]}/{match['year']}"
    half = {"1": "6 tháng đầu năm ", "2": "6 tháng cuối năm "}.get(match["number"] or "", "Năm ")
    return half + match["year"]


def rank_history(ranking_of: Callable[[str], pd.DataFrame], period: str) -> pd.DataFrame:
    """Unit, period and rank for the last four periods, oldest first, from the first that has a ranking.

    `ranking_of` answers `unit_ranking` for a period. An answer also holds the ranks of the period before, so
    every other period is enough.
    """
    import pandas as pd  # the commands do without it, which loads slowly

    parts = []
    answers = {newer: ranking_of(newer) for newer in (period, earlier(period, 2))}
    units = pd.concat(
        [rows["unit_id"] for rows in answers.values()]
    ).unique()  # some answers tell of a few only
    for newer, rows in answers.items():
        known = set(rows["unit_id"])
        rest = pd.DataFrame({"unit_id": [each for each in units if each not in known]})
        ranking = pd.concat([rows, rest], ignore_index=True) if len(rest) else rows
        for column, of in (("rank", newer), ("previous_rank", earlier(newer))):
            parts.append(pd.DataFrame({"unit_id": ranking["unit_id"], "period": of, "rank": ranking[column]}))
    history = pd.concat(reversed(parts), ignore_index=True)
    ranked = history.loc[history["rank"].notna(), "period"]
    return history[history["period"] >= ranked.min()] if len(ranked) else history.iloc[:0]
