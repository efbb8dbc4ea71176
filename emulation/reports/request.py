"""What is asked for: a kind of report, the period and filter of its figures, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
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
    or the year), "level", "meeting".
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
        "ranking": Kind("Thông báo kết quả xếp hạng khối thi đua", "thong-bao-xep-hang", ("period",)),
        "proposal": Kind("Tờ trình danh sách đề nghị khen thưởng", "to-trinh", ("level", "meeting")),
        "minutes": Kind("Biên bản họp Hội đồng", "bien-ban", ("meeting",)),
        "reminders": Kind("Công văn đôn đốc", "cong-van-don-doc", one_each=True),
        "statistics": Kind("Số liệu thống kê", about=("period",)),
        "forms": Kind("Biểu thống kê 0601–0603"),
    }
)
"""Kind as the command names it → the report, in the order of the menu."""


class NotAsked(Exception):
    """A report that cannot be made as asked; the message says why and what to choose, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Request:
    """One report to make. `scope.quarter`: that of a report on a quarter, else None; `level` one of LEVELS;
    `meeting`: a meeting_id."""

    kind: str
    scope: Scope
    level: str = ""
    meeting: str = ""

    @classmethod
    def of(
        cls,
        kind: str,
        as_of: date,
        *,
        year: int | None = None,
        quarter: int | None = None,
        level: str = "",
        meeting: str = "",
        blocs: tuple[str, ...] = (),
        units: tuple[str, ...] = (),
    ) -> Self:
        """A report on what is chosen: a report on a quarter is on that of the day where none is said.

        Raises NotAsked for a choice that the kind does not have.
        """
        about, title = KINDS[kind].about, KINDS[kind].title
        if quarter and not {"quarter", "period"} & set(about):
            raise NotAsked(f"{title} không làm theo quý. Hãy bỏ chọn quý.")
        if level and "level" not in about:
            raise NotAsked(f"{title} không làm theo cấp quyết định. Hãy bỏ chọn cấp.")
        if meeting and "meeting" not in about:
            raise NotAsked(f"{title} không làm theo cuộc họp. Hãy bỏ chọn cuộc họp.")
        if "quarter" in about and not quarter:
            quarter = (as_of.month + 2) // 3
        scope = Scope.at(as_of, year=year, quarter=quarter, blocs=blocs, units=units)
        return cls(kind, scope, level=LEVEL.value_of(level), meeting=meeting)

    @property
    def quarters(self) -> tuple[int, ...]:
        """The quarters whose tasks and awards are reported: 1 and 2 of a half-year; empty = the year as a whole."""
        if self.kind == "half-year":
            return (1, 2)
        return (self.scope.quarter,) if self.scope.quarter else ()

    @property
    def period(self) -> str:
        """The scoring period that the report ranks by: of a half-year its second quarter, `2026-Q2`."""
        return f"{self.scope.year}-Q{self.quarters[-1]}" if self.quarters else str(self.scope.year)

    @property
    def in_words(self) -> str:
        """What the report covers, as people call it."""
        if self.kind == "half-year":
            return f"6 tháng đầu năm {self.scope.year}"
        return periods.in_words(self.period).replace("/", " năm ").replace("Năm", "năm").replace("Quý", "quý")

    @property
    def first_day(self) -> date:
        """The period's first day."""
        return date(self.scope.year, 3 * self.quarters[0] - 2 if self.quarters else 1, 1)

    @property
    def last_day(self) -> date:
        """The period's last day."""
        month = 3 * self.quarters[-1] if self.quarters else 12
        return date(self.scope.year, month, 31 if month in (3, 12) else 30)
