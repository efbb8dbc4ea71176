"""Scoring periods in a row, and a unit's rank in each of them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

QUARTERS = ("I", "II", "III", "IV")


def earlier(period: str, steps: int = 1) -> str:
    """The period of the same kind that many steps before.

    >>> earlier("2026-Q1"), earlier("2026", 2), earlier("2026-Q4", 3)
    ('2025-Q4', '2024', '2026-Q1')
    """
    year, _, quarter = period.partition("-Q")
    if not quarter:
        return str(int(year) - steps)
    years, quarters = divmod(int(year) * 4 + int(quarter) - 1 - steps, 4)
    return f"{years}-Q{quarters + 1}"


def in_words(period: str) -> str:
    """A period as people call it.

    >>> in_words("2026-Q3"), in_words("2026")
    ('Quý III/2026', 'Năm 2026')
    """
    year, _, quarter = period.partition("-Q")
    return f"Quý {QUARTERS[int(quarter) - 1]}/{year}" if quarter else f"Năm {year}"


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
