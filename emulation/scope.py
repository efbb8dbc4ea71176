"""What is asked about: the data as of a day, narrowed by a filter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from emulation.periods import a_year_earlier, earlier, lately_over, quarter_period

CONTRACT = (
    "quarterly_progress",
    "tasks",
    "unit_progress",
    "unit_ranking",
    "bloc_ranking",
    "pending_dossiers",
    "dossier_summary",
    "awards_given",
    "movements",
    "changes",
    "conclusions",
)
"""The queries whose figures everyone sees (the contract, "Commands")."""


def _vietnam() -> tzinfo:
    """Without the data of time zones (Windows has none of its own) what they say of Vietnam since 1975."""
    try:
        return ZoneInfo("Asia/Ho_Chi_Minh")
    except ZoneInfoNotFoundError:
        return timezone(timedelta(hours=7))


VIETNAM = _vietnam()


def today() -> date:
    """The date in Vietnam, wherever the machine stands."""
    return datetime.now(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class Scope:
    """As-of date and filter of a question (the contract, principle 1 and "Commands").

    `quarter`: 1–4, 0 = whole-year tasks, None = all. `blocs` and `units`: empty = all; both given, both must hold.
    `period` serves the rankings, `since` the changes.
    """

    as_of: date
    year: int
    quarter: int | None = None
    period: str = ""
    blocs: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    since: date | None = None

    @classmethod
    def at(cls, as_of: date, *, year: int | None = None, period: str | None = None, **rest: Any) -> Self:
        """The scope of a day: its year and its quarter's period, where none are said."""
        return cls(
            as_of, as_of.year if year is None else year, period=period or quarter_period(as_of), **rest
        )

    @property
    def filtered(self) -> bool:
        return bool(self.blocs or self.units)

    def but(self, **changes: Any) -> Self:
        """The same scope with some things changed."""
        return replace(self, **changes)

    @property
    def of_awards(self) -> Self:
        """The scope of the awards that stand beside its tasks: those of the year beside the whole-year tasks, which have
        none of their own."""
        return self.but(quarter=self.quarter or None)

    @property
    def a_year_earlier(self) -> Self:
        """The same day, year and scoring period a year earlier; the quarter and the units stay. Of 29/02 it is 28/02.

        >>> of = Scope.at(date(2024, 2, 29), period="2023-2024").a_year_earlier
        >>> of.as_of, of.year, of.period
        (datetime.date(2023, 2, 28), 2023, '2022-2023')
        """
        leap = (self.as_of.month, self.as_of.day) == (2, 29)
        return self.but(
            as_of=self.as_of.replace(year=self.as_of.year - 1, day=28 if leap else self.as_of.day),
            year=self.year - 1,
            period=self.period and a_year_earlier(self.period),
        )

    def parameters(self) -> dict[str, Any]:
        """The values that a query may name."""
        return {
            "as_of": self.as_of,
            "year": self.year,
            "quarter": self.quarter,
            "period": self.period,
            "previous_period": earlier(self.period) if self.period else "",
            "over": list(lately_over(self.as_of)),
            "blocs": list(self.blocs),
            "units": list(self.units),
            "since": self.since,
        }
