"""Scoring periods: a quarter (2026-Q3), six months (2026-H1), a year (2026) or a school year (2025-2026).

Source: the contract, `scores.csv`. A rule that figures depend on is SQL (`queries/staging/01_words.sql`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

QUARTERS = ("I", "II", "III", "IV")
HOW_WRITTEN = (
    "Viết 2026-Q1 … 2026-Q4 cho quý, 2026-H1, 2026-H2 cho sáu tháng, 2026 cho cả năm, 2025-2026 cho năm học"
)
_PERIOD = re.compile(r"(?P<year>20\d\d|2100)(?:-(?:(?P<part>[QH])(?P<number>[1-4])|(?P<next>20\d\d|2100)))?")
_IN_A_YEAR = {"Q": 4, "H": 2}


def is_period(text: str) -> bool:
    """Whether `text` names a scoring period.

    >>> [text for text in ("2026-Q4", "2026-H2", "2026", "2025-2026", "2026-H3", "2025-2027") if is_period(text)]
    ['2026-Q4', '2026-H2', '2026', '2025-2026']
    """
    match = _PERIOD.fullmatch(text)
    if not match:
        return False
    if match["part"]:
        return int(match["number"]) <= _IN_A_YEAR[match["part"]]
    return not match["next"] or int(match["next"]) == int(match["year"]) + 1


def year_of(period: str) -> int:
    """The year in which a period ends, whose criteria are its own.

    >>> year_of("2026-Q1"), year_of("2025-2026")
    (2026, 2026)
    """
    return int(period[-4:] if len(period) == 9 else period[:4])


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
    match = _PERIOD.fullmatch(period)
    assert match, period
    year = int(match["year"])
    if part := match["part"]:
        most = _IN_A_YEAR[part]
        years, before = divmod(year * most + int(match["number"]) - 1 - steps, most)
        return f"{years}-{part}{before + 1}"
    return f"{year - steps}-{year + 1 - steps}" if match["next"] else str(year - steps)


def in_words(period: str) -> str:
    """A period as people call it.

    >>> [in_words(period) for period in ("2026-Q3", "2026-H1", "2026", "2025-2026")]
    ['Quý III/2026', '6 tháng đầu năm 2026', 'Năm 2026', 'Năm học 2025-2026']
    """
    match = _PERIOD.fullmatch(period)
    assert match, period
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
    parts = []
    for newer in (period, earlier(period, 2)):
        ranking = ranking_of(newer)
        for column, of in (("rank", newer), ("previous_rank", earlier(newer))):
            parts.append(pd.DataFrame({"unit_id": ranking["unit_id"], "period": of, "rank": ranking[column]}))
    history = pd.concat(reversed(parts), ignore_index=True)
    known = history.loc[history["rank"].notna(), "period"]
    return history[history["period"] >= known.min()] if len(known) else history.iloc[:0]
