"""What the forms of points share: the period and the stage, and what is said where there is nothing to score."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from emulation import words
from emulation.office import scores
from emulation.periods import year_of
from emulation.scope import Scope
from emulation.ui.frame import empty
from emulation.ui.office.entry import form
from emulation.ui.parts import notices


def periods(scope: Scope, day: date) -> tuple[str, ...]:
    """The periods to choose from; where none has begun, that is said."""
    begun = scores.periods(scope.year, day)
    if not begun:
        notices.nothing(
            f"Năm {scope.year} chưa có kỳ nào để chấm.",
            f"Đến {words.day(day)} năm ấy chưa bắt đầu.",
            "Hãy đổi ngày chấm, hoặc chọn năm khác ở các màn hình Theo dõi.",
        )
    return begun


def period(scope: Scope, day: date, begun: Sequence[str]) -> str:
    """The field."""
    usual = form.preset("period", begun) or scores.default_period(scope.year, day)
    return form.one_of("Kỳ", begun, "period", keeps=True, begins=usual, named=words.period) or usual


def stage(stages: Sequence[str]) -> str:
    """The field. A single stage is not asked for."""
    if len(stages) == 1:
        return stages[0]
    return form.one_of("Bước chấm", stages, "scoring", keeps=True, begins=form.preset("stage", stages))


def no_criteria(period: str) -> None:
    empty.nothing(
        f"{words.period(period)} chưa có tiêu chí chấm điểm.",
        f"Chưa có tiêu chí chấm tay của năm {year_of(period)} cho đơn vị này.",
        "criteria",
        do="Hãy điền thêm:",
    )
