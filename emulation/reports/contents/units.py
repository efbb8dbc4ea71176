"""What each unit had to do in the period, and how it kept up: unit_progress, quarters added up."""

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


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its sums over the period's quarters."""

    id: str
    name: str
    counts: Counter[str]


def of_period(facts: Facts) -> list[Unit]:
    """All units of the filter."""
    units: dict[str, Unit] = {}
    for row in facts.in_quarters("unit_progress"):
        unit = units.setdefault(row.unit_id, Unit(row.unit_id, row.name, Counter()))
        unit.counts.update({name: getattr(row, name) for name in COLUMNS})
    return list(units.values())


def overdue(units: Iterable[Unit]) -> list[Unit]:
    """The units with overdue tasks, those with the most first."""
    late = [unit for unit in units if unit.counts["overdue"]]
    return sorted(late, key=lambda unit: -unit.counts["overdue"])


def with_overdue(units: Iterable[Unit]) -> str:
    """Thôn 1 (2), Công an xã (1)."""
    return phrases.named([f"{unit.name} ({words.number(unit.counts['overdue'])})" for unit in units])


def why_overdue(facts: Facts, late: Iterable[Unit]) -> str:
    """Why units are overdue with what, as a task, is not: as a sentence after a space; empty where that is not so.

    A task is done when its leads are, and due on the latest of its dates.
    """
    quarters, ids = facts.request.quarters, tuple(unit.id for unit in late)
    if not ids:
        return ""
    tasks = {row.task_id: row for row in facts.rows("tasks", quarter=None, blocs=(), units=())}
    held = [
        tasks[row.task_id]
        for row in facts.rows("tasks", quarter=None, blocs=(), units=ids)
        if row.timeliness == "Quá hạn" and (not quarters or row.quarter in quarters)
    ]
    ended = sum(task.status in ENDED for task in held)
    ahead = sum(task.status not in ENDED and task.timeliness != "Quá hạn" for task in held)
    reasons = [
        f"{words.number(count)} lượt {reason}"
        for count, reason in (
            (ended, "của đơn vị chưa xong phần phối hợp trong nhiệm vụ mà đơn vị chủ trì đã kết thúc"),
            (ahead, "quá hạn riêng của đơn vị, sớm hơn hạn của nhiệm vụ"),
        )
        if count
    ]
    return f" Trong đó có {words.listed(reasons)}." if reasons else ""


def fill(facts: Facts) -> dict[str, Any]:
    units = of_period(facts)
    if not units:
        raise NothingKnown("Chưa có số liệu về các đơn vị.")
    having = [unit for unit in units if unit.counts["assigned"]]
    total = sum((unit.counts for unit in having), Counter[str]())
    return {
        "don_vi.cau": [_said(facts.request.in_words, units, having) + why_overdue(facts, overdue(having))],
        "don_vi.bang": [{"don_vi": unit.name, **_shown(unit.counts)} for unit in having],
        **{f"so.{tag}": text for tag, text in _shown(total).items()},
    }


SECTION = Section(
    {
        "don_vi.cau": "đoạn nói có bao nhiêu đơn vị được giao nhiệm vụ, đơn vị nào còn quá hạn",
        "don_vi.bang": "bảng theo đơn vị: don_vi và các cột như tổng số dưới đây, không có “so.”",
        "so.luot_giao": "số lượt nhiệm vụ giao cho các đơn vị",
        "so.luot_dung_han": "số lượt hoàn thành đúng hạn",
        "so.luot_tre_han": "số lượt hoàn thành trễ hạn",
        "so.luot_qua_han": "số lượt quá hạn",
        "so.luot_sap_den_han": "số lượt sắp đến hạn",
        "so.luot_ty_le": "tỷ lệ đúng hạn trên số lượt đã hoàn thành hoặc quá hạn",
    },
    fill,
)


def _shown(count: Counter[str]) -> dict[str, str]:
    rate = on_time_rate(count["done_on_time"], count["done_late"], count["overdue"])
    shown = {tag: words.number(count[name]) for name, tag in COLUMNS.items()}
    return {**shown, "luot_ty_le": words.percent(rate)}


def _said(when: str, units: Sequence[Unit], having: Sequence[Unit]) -> str:
    if not having:
        return f"Chưa có đơn vị nào được giao nhiệm vụ trong {when}."
    late = overdue(having)
    if len(units) == 1:
        given, count = (words.number(having[0].counts[name]) for name in ("assigned", "overdue"))
        left = f"còn {count} lượt quá hạn" if late else "không có lượt nào quá hạn"
        return (
            f"{having[0].name} được giao {given} lượt nhiệm vụ (chủ trì hoặc phối hợp) trong {when}, {left}."
        )
    of_all = phrases.begun(phrases.out_of(len(having), len(units), "đơn vị"))
    said = f"{of_all} được giao nhiệm vụ (chủ trì hoặc phối hợp) trong {when}."
    if not late:
        return f"{said} Không có đơn vị nào còn lượt nhiệm vụ quá hạn."
    return f"{said} {words.number(len(late))} đơn vị còn lượt nhiệm vụ quá hạn: {with_overdue(late)}."
