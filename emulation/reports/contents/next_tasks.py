"""The tasks left open by the period, and those that the plan has for the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    rows = [
        row for row in facts.rows("tasks", year=year, quarter=None) if not quarters or row.quarter in quarters
    ]
    to_come = [row for row in rows if row.status not in ENDED and row.timeliness != "Quá hạn"]
    return {
        "phuong_huong.cau": [*_left(facts), *_planned(facts, when, rows, to_come)],
        "phuong_huong.nhiem_vu": [_line(facts, row) for row in to_come],
    }


SECTION = Section(
    {
        "phuong_huong.cau": "các nhiệm vụ của kỳ còn phải tiếp tục, nhiệm vụ kỳ sau đã quá hạn, rồi câu mở đầu về nhiệm vụ "
        "của kỳ sau",
        "phuong_huong.nhiem_vu": "các nhiệm vụ của kỳ sau, chưa kết thúc và chưa quá hạn, mỗi nhiệm vụ một dòng",
    },
    fill,
)


def _left(facts: Facts) -> Iterator[str]:
    """What of the period is still to be done."""
    rows = tasks.of_period(facts)
    left = [row for row in rows if row.status not in ENDED]
    what, when, titles = phrases.thing(facts), facts.request.in_words, tasks.short_titles(facts)
    all_year = sum(row.quarter == tasks.WHOLE_YEAR for row in left)
    if left:
        counted = f"{words.number(len(left))} {what} chưa hoàn thành"
        if all_year:
            counted += f" (kể cả {words.number(all_year)} {what} thực hiện trong cả năm)"
        yield f"Tiếp tục thực hiện {counted}:"
        yield from (_known(facts, row, titles[row.task_id]) for row in left)
    elif rows:
        yield f"Các {what} của {when} đều đã kết thúc, không có {what} chuyển sang kỳ sau."


def _planned(facts: Facts, when: str, rows: Sequence[Any], to_come: Sequence[Any]) -> Iterator[str]:
    """What of the next period is late already; how much has ended; and how much is to come."""
    what, titles = phrases.thing(facts), tasks.short_titles(facts)
    if not rows:
        yield f"Chưa có số liệu về nhiệm vụ của {when} trong Kế hoạch."
        return
    ended = [row for row in rows if row.status in ENDED]
    late = [row for row in rows if row not in ended and row not in to_come]
    if late:
        yield f"Hoàn thành ngay {words.number(len(late))} {what} của {when} đã quá hạn:"
        yield from (_known(facts, row, titles[row.task_id]) for row in late)
    if len(ended) == len(rows):
        yield f"{phrases.begun(phrases.out_of(len(ended), len(rows), what))} của {when} theo Kế hoạch đã kết thúc."
    elif to_come:
        but = f" ({words.number(len(ended))} {what} khác đã kết thúc)" if ended else ""
        yield f"Thực hiện {words.number(len(to_come))} {what} của {when} theo Kế hoạch{but}:"


def _known(facts: Facts, row: Any, title: str) -> str:
    """Known from the table of tasks, so told in short."""
    state = phrases.clause(tasks.result(row, facts))
    return f"- {row.clause} {title} ({_holders(facts, row)}; hạn {facts.deadline(row.due_on)}; {state})."


def _line(facts: Facts, row: Any) -> str:
    """In the plan's own words."""
    title = facts.name("tasks", row.task_id).rstrip(" .;,")
    return f"- {row.clause}: {title} ({_holders(facts, row)}; hạn {facts.deadline(row.due_on)})."


def _holders(facts: Facts, row: Any) -> str:
    units = [facts.name("units", unit) for unit in tasks.units_of(row)]
    if facts.request.scope.filtered:
        return phrases.named(units)
    return f"chủ trì: {phrases.named(units)}" if units else phrases.clause(tasks.NOBODY)
