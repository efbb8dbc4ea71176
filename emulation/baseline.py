"""What a day's figures are compared with: how it stood at the Council's last meeting, when the quarter began, or a year ago.

A figure of then is the same question asked as of then, so with what was known then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from emulation.periods import QUARTERS, first_day, quarter_period
from emulation.scope import Scope
from emulation.words import day as day_in_words
from emulation.words import listed


class Against(StrEnum):
    """What may be compared with, as the address has it. The first is meant where none is said."""

    MEETING = "meeting"
    YEAR = "year"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is compared with, and its words. `scope`: asks of then what a screen asks of its own scope; None where the
    Council had not met before."""

    against: Against
    scope: Scope | None

    @property
    def day(self) -> date | None:
        """The last day whose records count in the figures of then."""
        return self.scope and self.scope.as_of

    @property
    def since(self) -> date | None:
        """The `since` of questions about the same tasks: of a year earlier there is none, they were others."""
        return None if self.against is Against.YEAR else self.day

    def change(self, *, of_any_year: bool = False) -> str:
        """Stands behind a difference: ▲ tăng 3 *từ họp 15/10*. Empty without a baseline. `of_any_year`: what is counted
        stands for no year, as the dossiers that wait on a day."""
        if self.scope is None:
            return ""
        day = self.scope.as_of
        match self.against:
            case Against.MEETING:
                return f"từ họp {day:%d/%m}"
            case Against.YEAR:
                return f"so với {_same_time(self.scope, of_any_year=of_any_year)}"
            case Against.QUARTER:
                return f"từ đầu {_quarter_after(day)}"

    @property
    def at(self) -> str:
        """Stands before a value of then, with its day: *họp 15/10/2026*: 12."""
        if self.scope is None:
            return ""
        how = {Against.MEETING: "họp ", Against.YEAR: "đến ", Against.QUARTER: "hết ngày "}
        return how[self.against] + day_in_words(self.scope.as_of)

    @property
    def begin(self) -> str:
        """Begins a sentence on what happened since: *Từ họp Hội đồng ngày 15/10/2026*: 3 hồ sơ chuyển bước. Without a
        baseline it says why there is none."""
        if self.scope is None:
            return "Chưa có cuộc họp Hội đồng nào để so"
        day = day_in_words(self.scope.as_of)
        match self.against:
            case Against.MEETING:
                return f"Từ họp Hội đồng ngày {day}"
            case Against.YEAR:
                return f"Từ cùng ngày năm trước, {day}"
            case Against.QUARTER:
                return f"Từ đầu {_quarter_after(self.scope.as_of)}, sau ngày {day}"

    @property
    def title(self) -> str:
        """Heads what changed since: *Thay đổi từ cuộc họp trước*."""
        since = {
            Against.MEETING: "từ cuộc họp trước",
            Against.YEAR: "từ cùng kỳ năm trước",
            Against.QUARTER: "từ đầu quý",
        }
        return f"Thay đổi {since[self.against]}"


def baseline(against: Against, scope: Scope, met_on: date | None) -> Baseline:
    """What a scope is compared with. `met_on`: the day of the Council's last meeting before the scope's day, if any.

    >>> scope = Scope.at(date(2026, 11, 16))
    >>> [f"{baseline(against, scope, date(2026, 10, 15)).day:%d/%m/%Y}" for against in Against]
    ['15/10/2026', '16/11/2025', '30/09/2026']
    >>> [baseline(against, scope, date(2026, 10, 15)).change() for against in Against]
    ['từ họp 15/10', 'so với cùng kỳ 2025', 'từ đầu Quý IV']
    """
    match against:
        case Against.MEETING:
            return Baseline(against, scope.but(as_of=met_on) if met_on else None)
        case Against.YEAR:
            return Baseline(against, scope.a_year_earlier)
        case Against.QUARTER:
            # The evening before: what happened on the quarter's first day is a change.
            eve = first_day(quarter_period(scope.as_of)) - timedelta(days=1)
            return Baseline(against, scope.but(as_of=eve))


@dataclass(frozen=True, slots=True)
class YearAgo:
    """The same day a year earlier, and of what there are data on it (`queries/recorded.sql`): what is not known is not 0.

    `plan`: of the tasks of that year; `dossiers`: of dossiers, whatever their year; `period`: of what happened to dossiers
    in that year or quarter, `period_from`: since that month alone. `no_tasks`: quarters of that year without any task.
    """

    scope: Scope
    plan: bool = False
    dossiers: bool = False
    period: bool = False
    period_from: date | None = None
    no_tasks: tuple[int, ...] = ()

    def beside(self, *, of_any_year: bool = False) -> str:
        """Stands before a value of then: *cùng kỳ 2025*: 9. `of_any_year`: see `Baseline.change`."""
        return _same_time(self.scope, of_any_year=of_any_year)

    def lacks(self, *, plan: bool = True, dossiers: bool = True) -> str:
        """What there are no data of, in a sentence; empty where nothing is missing. `plan`, `dossiers`: whether a screen
        shows of these."""
        missing = []
        if plan and not self.plan:
            missing.append("nhiệm vụ")
        elif plan and self.no_tasks and self.scope.quarter is None:
            missing.append(f"nhiệm vụ {listed([_quarter(each) for each in self.no_tasks])}")
        if dossiers and not self.dossiers:
            missing.append("hồ sơ")
        elif dossiers and self.period_from:
            missing.append(f"hồ sơ trước tháng {self.period_from:%m/%Y}")
        if not missing:
            return ""
        none = not (plan and self.plan) and not (dossiers and self.dossiers)
        return f"Chưa có dữ liệu năm {self.scope.year}{'' if none else ': ' + ', '.join(missing)}."


def _same_time(scope: Scope, *, of_any_year: bool) -> str:
    return f"cùng kỳ {scope.as_of.year if of_any_year else scope.year}"


def _quarter(number: int) -> str:
    return f"Quý {QUARTERS[number - 1]}"


def _quarter_after(eve: date) -> str:
    """The quarter that begins on the day after."""
    return _quarter((eve + timedelta(days=1)).month // 3 + 1)
