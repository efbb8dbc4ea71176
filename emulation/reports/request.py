"""What is asked for: a kind of report, the period and filter of its figures, and what it is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Self

from emulation import periods
from emulation.commune import LEVEL
from emulation.reports.kind import Kind
from emulation.scope import Scope


class NotAsked(Exception):
    """A report that cannot be made as asked; the message says why and what to choose, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Request:
    """One report to make. `scope.quarter`: that of a report on a quarter, else None; `level` one of LEVELS;
    `meeting`: a meeting_id; `ranks`: the scoring period, where it is not that quarter or year."""

    kind: Kind
    scope: Scope
    level: str = ""
    meeting: str = ""
    ranks: str = ""

    @classmethod
    def of(
        cls,
        kind: Kind,
        as_of: date,
        *,
        year: int | None = None,
        quarter: int | None = None,
        period: str = "",
        ranked: Collection[str] = (),
        level: str = "",
        meeting: str = "",
        blocs: tuple[str, ...] = (),
        units: tuple[str, ...] = (),
    ) -> Self:
        """A report on what is chosen. One on a quarter must be told which.

        `period` goes before year and quarter. `ranked`: the periods that have ranks, of which a report on a half-year
        takes its own. Raises NotAsked for a choice that the kind does not have.
        """
        title, ranks = kind.title, ""
        if period:
            year = periods.year_of(period)
            quarter = int(period[-1]) if "-Q" in period else None
            if period not in (str(year), f"{year}-Q{quarter}"):
                ranks = period
        if ranks and kind.on != "scoring period" and (kind.on, ranks) != ("half-year", f"{year}-H1"):
            raise NotAsked(f"{title} không làm theo kỳ {period}. Hãy chọn kỳ khác.")
        if quarter and not kind.has_quarters:
            raise NotAsked(f"{title} không làm theo quý. Hãy bỏ chọn quý.")
        if level and "level" not in kind.about:
            raise NotAsked(f"{title} không làm theo cấp quyết định. Hãy bỏ chọn cấp.")
        if meeting and "meeting" not in kind.about:
            raise NotAsked(f"{title} không làm theo cuộc họp. Hãy bỏ chọn cuộc họp.")
        scope = Scope.at(as_of, year=year, quarter=quarter, blocs=blocs, units=units)
        if kind.on == "half-year":
            own = f"{scope.year}-H1"
            ranks = own if own in ranked else ""
        return cls(kind, scope, level=LEVEL.value_of(level), meeting=meeting, ranks=ranks)

    @property
    def quarters(self) -> tuple[int, ...]:
        """The quarters whose tasks and awards are reported: 1 and 2 of a half-year; empty = the year as a whole."""
        if self.kind.on == "half-year":
            return (1, 2)
        return (self.scope.quarter,) if self.scope.quarter else ()

    @property
    def period(self) -> str:
        """The scoring period that the report ranks by: of a half-year without ranks of its own its second quarter."""
        if self.ranks:
            return self.ranks
        return f"{self.scope.year}-Q{self.quarters[-1]}" if self.quarters else str(self.scope.year)

    @property
    def in_words(self) -> str:
        """What the report covers, as people call it."""
        return (
            periods.in_words(self._covers).replace("/", " năm ").replace("Năm", "năm").replace("Quý", "quý")
        )

    @property
    def first_day(self) -> date:
        """The period's first day."""
        return periods.first_day(self._covers)

    @property
    def last_day(self) -> date:
        """The period's last day."""
        return periods.last_day(self._covers)

    @property
    def _covers(self) -> str:
        """What the report is on, as a period."""
        return f"{self.scope.year}-H1" if self.kind.on == "half-year" else self.period


def usual_period(kind: Kind, of: Scope, years: Collection[int] = (), held_on: date | None = None) -> str:
    """The period of a report where none is chosen, on the screen as in a terminal; empty for a kind that has none.

    A notice of ranks is on the period whose ranks the filter looks at (`periods.usual`); the minutes are of the year of
    their meeting, whatever the day. Other kinds take the filter's own period; else what is usually reported on its day:
    the quarter that ended, in the last month of a quarter that one. `years`: those that the data know; `held_on`: the
    day of the chosen meeting.
    """
    year, month = of.year, of.as_of.month
    running, has_last_year = year == of.as_of.year, year - 1 in years
    match kind.on:
        case "scoring period":
            return of.period
        case "meeting":
            return str(held_on.year) if held_on else ""
        case "half-year" | "year":
            return str(year - 1 if running and month < kind.reported_from and has_last_year else year)
        case "quarter" | "quarter or year":
            if quarter := of.quarter or (month // 3 if running else 4):
                return f"{year}-Q{quarter}"
            return f"{year - 1}-Q4" if has_last_year else f"{year}-Q1"
        case "day":
            return ""
