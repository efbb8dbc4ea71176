"""What each unit had to do in the period, and how it kept up: unit_progress and overdue_parts, quarters added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from emulation import words
from emulation.reports.contents import phrases
from emulation.reports.contents.counts import on_time_rate
from emulation.reports.contents.section import NothingKnown, Section
from emulation.reports.facts import Facts

COLUMNS = {
    "assigned": "luot_giao",
    "done_on_time": "luot_dung_han",
    "done_late": "luot_tre_han",
    "overdue": "luot_qua_han",
    "due_soon": "luot_sap_den_han",
}
"""A column of unit_progress → its tag."""


ENDED = ("Hoàn thành", "Không phát sinh")
"""The states of a task with which there is nothing left to do."""
_SHOWN_ENDED = ("Đúng hạn", "Trễ hạn", *ENDED)
"""Under which words such a task is shown (`shown_state`)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its sums over the period's quarters."""

    name: str
    counts: Counter[str]


def of_period(facts: Facts) -> list[Unit]:
    """All units of the filter."""
    units: dict[str, Unit] = {}
    for row in facts.in_quarters("unit_progress"):
        unit = units.setdefault(row.unit_id, Unit(row.name, Counter()))
        unit.counts.update({name: getattr(row, name) for name in COLUMNS})
    return list(units.values())


def overdue_parts(facts: Facts, quarters: Sequence[int]) -> list[Any]:
    """What is overdue in tasks of these quarters, of the year where there are none; the unit late longest first."""
    return [row for quarter in quarters or (None,) for row in facts.rows("overdue_parts", quarter=quarter)]


def said_of(facts: Facts, late: Sequence[Any]) -> str:
    """13 phần việc của 9 đơn vị quá hạn, lâu nhất 230 ngày: of rows of overdue_parts, at least one."""
    units = len({row.unit_id for row in late})
    of_units = "" if len(facts.request.scope.units) == 1 else f" của {words.number(units)} đơn vị"
    days = words.number(max(row.days_late for row in late))
    return f"{words.number(len(late))} {phrases.PART}{of_units} quá hạn{', lâu nhất' if len(late) > 1 else ''} {days} ngày"


def by_unit(facts: Facts, late: Iterable[Any]) -> str:
    """Thôn 1 (2), Công an xã (1): those with the most first."""
    counts = Counter(row.unit_id for row in late).most_common()
    return phrases.named([f"{facts.name('units', unit)} ({words.number(count)})" for unit, count in counts])


def why_overdue(late: Sequence[Any]) -> str:
    """Why units are overdue with what, as a task, is not: as a sentence after a space; empty where that is not so.

    A task is done when its leads are, and due on the latest of its dates.
    """
    ended = sum(row.task_state in _SHOWN_ENDED for row in late)
    ahead = sum(row.task_state not in (*_SHOWN_ENDED, "Quá hạn") for row in late)
    reasons = [
        f"{words.number(count)} {phrases.PART} {reason}"
        for count, reason in (
            (ended, "phối hợp trong nhiệm vụ mà đơn vị chủ trì đã kết thúc"),
            (ahead, "có hạn riêng sớm hơn hạn của nhiệm vụ"),
        )
        if count
    ]
    if not reasons:
        return ""
    return f" {'Đó là' if ended + ahead == len(late) else 'Trong đó có'} {words.listed(reasons)}."


def fill(facts: Facts) -> dict[str, Any]:
    units = of_period(facts)
    if not units:
        raise NothingKnown("Chưa có số liệu về các đơn vị.")
    having = [unit for unit in units if unit.counts["assigned"]]
    total = sum((unit.counts for unit in having), Counter[str]())
    return {
        "don_vi.cau": [_said(facts, units, having)],
        "don_vi.bang": [{"don_vi": unit.name, **_shown(unit.counts)} for unit in having],
        **{f"so.{tag}": text for tag, text in _shown(total).items()},
    }


SECTION = Section(
    {
        "don_vi.cau": "đoạn nói có bao nhiêu đơn vị được giao nhiệm vụ, phần việc nào quá hạn",
        "don_vi.bang": "bảng theo đơn vị: don_vi và các cột như tổng số dưới đây, không có “so.”",
        "so.luot_giao": "số phần việc giao cho các đơn vị",
        "so.luot_dung_han": "số phần việc hoàn thành đúng hạn",
        "so.luot_tre_han": "số phần việc hoàn thành trễ hạn",
        "so.luot_qua_han": "số phần việc quá hạn",
        "so.luot_sap_den_han": "số phần việc sắp đến hạn",
        "so.luot_ty_le": "tỷ lệ đúng hạn trên số phần việc đã hoàn thành hoặc quá hạn",
    },
    fill,
)


def _shown(count: Counter[str]) -> dict[str, str]:
    rate = on_time_rate(count["done_on_time"], count["done_late"], count["overdue"])
    shown = {tag: words.number(count[name]) for name, tag in COLUMNS.items()}
    return {**shown, "luot_ty_le": words.percent(rate)}


def _said(facts: Facts, units: Sequence[Unit], having: Sequence[Unit]) -> str:
    when = facts.request.in_words
    if not having:
        return f"Chưa có đơn vị nào được giao nhiệm vụ trong {when}."
    given = words.number(sum(unit.counts["assigned"] for unit in having))
    who = (
        having[0].name
        if len(units) == 1
        else phrases.begun(phrases.out_of(len(having), len(units), "đơn vị"))
    )
    said = f"{who} được giao {given} {phrases.PART} (chủ trì hoặc phối hợp) trong {when}."
    late = overdue_parts(facts, facts.request.quarters)
    if not late:
        return f"{said} Không có {phrases.PART} quá hạn."
    named = f": {by_unit(facts, late)}" if len(units) > 1 else ""
    return f"{said} {said_of(facts, late)}{named}.{why_overdue(late)}"
