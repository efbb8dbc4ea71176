"""What is asked for: a kind of report, the period and filter of its figures, and what it is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Self

from emulation import periods
from emulation.commune import LEVEL
from emulation.scope import Scope


@dataclass(frozen=True, slots=True)
class Kind:
    """A report the commune owes. `template`: its Word template; none for what is only a workbook.

    `about` says which choices it takes besides the day and the filter: "quarter" (one of 1–4), "period" (a quarter
    or the year), "ranking" (any scoring period), "level", "meeting".
    """

    title: str
    template: str = ""
    about: tuple[str, ...] = ()
    one_each: bool = False
    """One document for each unit concerned."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The kinds of file it can be had as, the usual one first."""
        return ("docx", "pdf") if self.template else ("xlsx", "pdf")


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "quarter": Kind("Báo cáo quý", "bao-cao-quy", ("quarter",)),
        "half-year": Kind("Báo cáo sơ kết 6 tháng", "bao-cao-6-thang"),
        "year": Kind("Báo cáo tổng kết năm", "bao-cao-nam"),
        "ranking": Kind("Thông báo kết quả xếp hạng khối thi đua", "thong-bao-xep-hang", ("ranking",)),
        "proposal": Kind("Tờ trình danh sách đề nghị khen thưởng", "to-trinh", ("level", "meeting")),
        "minutes": Kind("Biên bản họp Hội đồng", "bien-ban", ("meeting",)),
        "reminders": Kind("Công văn đôn đốc", "cong-van-don-doc", one_each=True),
        "statistics": Kind("Số liệu thống kê", about=("period",)),
        "forms": Kind("Biểu thống kê 0601–0603"),
    }
)
"""Kind as the command names it → the report, in the order of the menu."""


REPORTED_FROM = {"half-year": 3, "year": 3, "forms": 3, "reminders": 1}
"""Kind on a year → the month from which it is usually on the running one; before, on the year that ended."""


class NotAsked(Exception):
    """A report that cannot be made as asked; the message says why and what to choose, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Request:
    """One report to make. `scope.quarter`: that of a report on a quarter, else None; `level` one of LEVELS;
    `meeting`: a meeting_id; `ranks`: the scoring period, where it is not that quarter or year."""

    kind: str
    scope: Scope
    level: str = ""
    meeting: str = ""
    ranks: str = ""

    @classmethod
    def of(
        cls,
        kind: str,
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
        """A report on what is chosen: a report on a quarter is on that of the day where none is said.

        `period` goes before year and quarter. `ranked`: the periods that have ranks, of which a report on a half-year
        takes its own. Raises NotAsked for a choice that the kind does not have.
        """
        about, title = KINDS[kind].about, KINDS[kind].title
        ranks = ""
        if period:
            year = periods.year_of(period)
            quarter = int(period[-1]) if "-Q" in period else None
            if period not in (str(year), f"{year}-Q{quarter}"):
                ranks = period
        if ranks and "ranking" not in about and (kind, ranks) != ("half-year", f"{year}-H1"):
            raise NotAsked(f"{title} không làm theo kỳ {period}. Hãy chọn kỳ khác.")
        if quarter and not {"quarter", "period", "ranking"} & set(about):
            raise NotAsked(f"{title} không làm theo quý. Hãy bỏ chọn quý.")
        if level and "level" not in about:
            raise NotAsked(f"{title} không làm theo cấp quyết định. Hãy bỏ chọn cấp.")
        if meeting and "meeting" not in about:
            raise NotAsked(f"{title} không làm theo cuộc họp. Hãy bỏ chọn cuộc họp.")
        if "quarter" in about and not quarter:
            quarter = (as_of.month + 2) // 3
        scope = Scope.at(as_of, year=year, quarter=quarter, blocs=blocs, units=units)
        if kind == "half-year":
            own = f"{scope.year}-H1"
            ranks = own if own in ranked else ""
        return cls(kind, scope, level=LEVEL.value_of(level), meeting=meeting, ranks=ranks)

    @property
    def quarters(self) -> tuple[int, ...]:
        """The quarters whose tasks and awards are reported: 1 and 2 of a half-year; empty = the year as a whole."""
        if self.kind == "half-year":
            return (1, 2)
        return (self.scope.quarter,) if self.scope.quarter else ()

    @property
    def period(self) -> str:
        """The scoring period that the report ranks by: of a half-year without ranks of its own its second quarter."""
        return self.ranks or self._quarter_or_year

    @property
    def _quarter_or_year(self) -> str:
        return f"{self.scope.year}-Q{self.quarters[-1]}" if self.quarters else str(self.scope.year)

    @property
    def in_words(self) -> str:
        """What the report covers, as people call it."""
        return periods.in_words(self._span).replace("/", " năm ").replace("Năm", "năm").replace("Quý", "quý")

    @property
    def first_day(self) -> date:
        """The period's first day."""
        return periods.first_day(self._span)

    @property
    def last_day(self) -> date:
        """The period's last day."""
        return periods.last_day(self._span)

    @property
    def _span(self) -> str:
        """What the report is on, as a period."""
        return f"{self.scope.year}-H1" if self.kind == "half-year" else self.period


def usual_period(kind: str, of: Scope, years: Collection[int]) -> str:
    """The period of a report where none is chosen; empty for a kind that has none.

    A notice of ranks is on the period whose ranks the filter looks at (`periods.usual`). Other kinds take the filter's
    own; else what is usually reported on its day: the quarter that ended, in the last month of a quarter that one.
    `years`: those that the data know.
    """
    about, year, month = KINDS[kind].about, of.year, of.as_of.month
    running = year == of.as_of.year
    if "ranking" in about:
        return of.period
    if kind in REPORTED_FROM:
        return str(year - 1 if running and month < REPORTED_FROM[kind] and year - 1 in years else year)
    if not {"quarter", "period"} & set(about):
        return ""
    if quarter := of.quarter or (month // 3 if running else 4):
        return f"{year}-Q{quarter}"
    return f"{year - 1}-Q4" if year - 1 in years else f"{year}-Q1"
