"""The tasks left open by the period, and those that the plan has for the next one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emulation import words
from emulation.reports.contents import phrases, tasks
from emulation.reports.contents.section import Section
from emulation.reports.contents.units import ENDED
from emulation.reports.facts import Facts
from emulation.reports.request import Request


def next_period(request: Request) -> tuple[str, int, tuple[int, ...]]:
    """The period after the report's: in words, its year, and its quarters (empty: the whole year)."""
    year = request.scope.year
    if request.kind.on == "half-year":
        return f"6 tháng cuối năm {year}", year, (3, 4)
    if not request.quarters:
        return f"năm {year + 1}", year + 1, ()
    (quarter,) = request.quarters
    year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    return f"{phrases.clause(words.quarter(quarter))} năm {year}", year, (quarter,)


def fill(facts: Facts) -> dict[str, Any]:
    when, year, quarters = next_period(facts.request)
    rows = facts.rows("tasks", year=year, quarter=None)
    planned = [row for row in rows if not quarters or row.quarter in quarters]
    said = (
        f"Thực hiện {words.number(len(planned))} {phrases.thing(facts)} của {when} theo Kế hoạch:"
        if planned
        else f"Chưa có số liệu về nhiệm vụ của {when} trong Kế hoạch."
    )
    return {
        "phuong_huong.cau": [*_left(facts), said],
        "phuong_huong.nhiem_vu": [_line(facts, row) for row in planned],
    }


SECTION = Section(
    {
        "phuong_huong.cau": "các nhiệm vụ của kỳ còn phải tiếp tục, rồi câu mở đầu về nhiệm vụ của kỳ sau",
        "phuong_huong.nhiem_vu": "các nhiệm vụ của kỳ sau, mỗi nhiệm vụ một dòng",
    },
    fill,
)


def _left(facts: Facts) -> Iterator[str]:
    """What of the period is still to be done."""
    rows = tasks.of_period(facts)
    left = [row for row in rows if row.status not in ENDED]
    what, when, titles = phrases.thing(facts), facts.request.in_words, tasks.short_titles(facts)
    if left:
        yield f"Tiếp tục thực hiện {words.number(len(left))} {what} chưa hoàn thành:"
        yield from (_known(facts, row, titles[row.task_id]) for row in left)
    elif rows:
        yield f"Các {what} của {when} đều đã kết thúc, không có {what} chuyển sang kỳ sau."


def _known(facts: Facts, row: Any, title: str) -> str:
    """Known from the table of tasks, so told in short."""
    state = phrases.clause(tasks.result(row, facts))
    return f"- {row.clause} {title} ({_holders(facts, row)}; hạn {facts.deadline(row.due_on)}; {state})."


def _line(facts: Facts, row: Any) -> str:
    """In the plan's own words."""
    title = facts.name("tasks", row.task_id).rstrip(" .;,")
    parts = [_holders(facts, row), f"hạn {facts.deadline(row.due_on)}"]
    if row.status in ENDED:
        on = f" ngày {words.day(row.completed_on)}" if row.completed_on else ""
        parts.append(f"{phrases.clause(row.status)}{on}")
    return f"- {row.clause}: {title} ({'; '.join(parts)})."


def _holders(facts: Facts, row: Any) -> str:
    units = [facts.name("units", unit) for unit in tasks.units_of(row)]
    if facts.request.scope.filtered:
        return phrases.named(units)
    return f"chủ trì: {phrases.named(units)}" if units else phrases.clause(tasks.NOBODY)
