"""Nhiệm vụ: a new task of the plan, or one that repeats every month or quarter, made at once with those who do it."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from emulation.intake.cells import written
from emulation.office import teams
from emulation.office.change_set import ChangeSet, Draft, Row, cleaned, rows_of
from emulation.office.numbering import next_clause, task_ids
from emulation.office.teams import Team
from emulation.periods import QUARTERS, last_day
from emulation.schema import MEASURES, YES_NO
from emulation.scope import Scope
from emulation.text import spelling
from emulation.warehouse import Warehouse

BY_HAND, BY_DOSSIERS = MEASURES
MOST_MONTHS, MOST_QUARTERS = 12, 4
_PLACE = "…"
"""Where the name of the period goes in a title; else after it."""


class Repeats(StrEnum):
    """How often a task is to be done."""

    ONCE = "Một lần"
    MONTHLY = "Hằng tháng"
    QUARTERLY = "Hằng quý"


@dataclass(frozen=True, slots=True)
class Entry:
    """The input of the form. `quarter` (None: the whole year) and `due_on` are those of a task that is done once.

    `periods`: the months or quarters in which it repeats; `day`: on which day of the month (of a quarter: of its last), as
    typed; empty for the last.
    """

    year: int
    repeats: Repeats
    clause: str
    title: str
    team: Team
    short_title: str = ""
    place: str = ""
    quarter: int | None = None
    due_on: date | None = None
    periods: tuple[int, ...] = ()
    day: str = ""
    conditional: bool = False
    by_dossiers: bool = False


def proposed_clause(warehouse: Warehouse, year: int, quarter: int | None) -> str:
    """The clause after those of the quarter (None: of the whole year), as the plan numbers them."""
    of_plan = [task for task in rows_of(warehouse, "tasks") if not task["meeting_id"]]
    of_year = [task["clause"] for task in of_plan if task["year"] == year]
    alike = [task for task in of_plan if task["quarter"] == quarter]
    near = [task["clause"] for task in alike if task["year"] == year] or [task["clause"] for task in alike]
    return next_clause(of_year, near[0] if near else f"II.{quarter or len(QUARTERS) + 1}.a")


def due_date(year: int, quarter: int | None) -> date:
    """The last day of a quarter (None: of the year), by which a task is due where nothing else is said."""
    return last_day(f"{year}-Q{quarter}" if quarter else str(year))


def due_dates(year: int, repeats: Repeats, periods: Sequence[int], day: int | None) -> list[date]:
    """The due date in each of the months or quarters: that day of the (last) month, or its last day where it has fewer.

    >>> [f"{due:%d/%m}" for due in due_dates(2027, Repeats.MONTHLY, [1, 2, 4], 30)]
    ['30/01', '28/02', '30/04']
    >>> [f"{due:%d/%m}" for due in due_dates(2027, Repeats.QUARTERLY, [1, 2], None)]
    ['31/03', '30/06']
    """
    months = [period * 3 for period in periods] if repeats is Repeats.QUARTERLY else periods
    lengths = [calendar.monthrange(year, month)[1] for month in months]
    return [
        date(year, month, min(day or length, length)) for month, length in zip(months, lengths, strict=True)
    ]


def of_period(text: str, repeats: Repeats, period: int) -> str:
    """A title for one of the periods. Its name takes the place of …, or stands at the end.

    >>> of_period("Báo cáo", Repeats.MONTHLY, 3), of_period("Báo cáo … về thi đua", Repeats.QUARTERLY, 4)
    ('Báo cáo tháng 3', 'Báo cáo Quý IV về thi đua')
    """
    named = f"Quý {QUARTERS[period - 1]}" if repeats is Repeats.QUARTERLY else f"tháng {period}"
    text = text.replace("...", _PLACE)
    return text.replace(_PLACE, named) if _PLACE in text else f"{text} {named}"


def prepare(warehouse: Warehouse, scope: Scope, entry: Entry, *, today: date) -> ChangeSet:
    """The change set of a new task, or of all of one that repeats. `scope`: that of the screens, whose day they show."""
    draft = Draft()
    known = rows_of(warehouse, "tasks")
    tasks = _tasks(draft, entry)
    _check(draft, entry, tasks, [task for task in known if task["year"] == entry.year])
    ids = task_ids(known, entry.year, [task["clause"] for task in tasks])
    tasks: list[Row] = [task | {"task_id": task_id} for task, task_id in zip(tasks, ids, strict=True)]
    teams.give(draft, warehouse, scope, tasks, [entry.team] * len(tasks))
    for task in tasks if not draft.refused else ():
        if task["due_on"] < scope.as_of:
            draft.warn(f"Hạn đã qua, ngày đang xem là {written(scope.as_of)}", _named(task))
    return draft.finish(_what(entry, tasks))


def _tasks(draft: Draft, entry: Entry) -> list[Row]:
    """The rows without their ids."""
    base: Row = {
        "year": entry.year,
        "clause": cleaned(entry.clause),
        "title": cleaned(entry.title),
        "short_title": cleaned(entry.short_title),
        "place": entry.place,
        "conditional": YES_NO[0] if entry.conditional else YES_NO[1],
        "measured_by": BY_DOSSIERS if entry.by_dossiers else BY_HAND,
    }
    if entry.repeats is Repeats.ONCE:
        return [base | {"quarter": entry.quarter, "due_on": entry.due_on}]
    most = MOST_MONTHS if entry.repeats is Repeats.MONTHLY else MOST_QUARTERS
    periods = [period for period in entry.periods if 1 <= period <= most]
    return [
        base
        | {
            "quarter": (due.month + 2) // 3,
            "due_on": due,
            "clause": f"{base['clause']}.{period}",
            "title": of_period(base["title"], entry.repeats, period),
            "short_title": base["short_title"] and of_period(base["short_title"], entry.repeats, period),
        }
        for period, due in zip(
            periods, due_dates(entry.year, entry.repeats, periods, _day(draft, entry)), strict=True
        )
    ]


def _day(draft: Draft, entry: Entry) -> int | None:
    text = cleaned(entry.day)
    if text.isdecimal() and 1 <= int(text) <= 31:
        return int(text)
    if text:
        draft.refuse(
            f"Ngày “{text}” không có trong tháng", "Ghi số từ 1 đến 31, hoặc để trống để lấy ngày cuối"
        )
    return None


def _check(draft: Draft, entry: Entry, tasks: list[Row], of_year: list[Row]) -> None:
    if not tasks:
        draft.refuse("Chưa chọn tháng hoặc quý nào", "Chọn ít nhất một kỳ")
    if entry.by_dossiers and entry.repeats is Repeats.MONTHLY:
        draft.refuse(
            "Theo dõi bằng hồ sơ là theo hồ sơ nhận trong cả quý, không theo tháng",
            "Chọn Hằng quý, hoặc theo dõi bằng nhập tay",
        )
    clauses = {task["clause"]: task for task in of_year}
    titles = {spelling(task["title"]): task for task in of_year}
    for task in tasks:
        if there := clauses.get(task["clause"]):
            draft.refuse(
                f"Điều khoản {task['clause']} năm {entry.year} đã là “{there['short_title'] or there['title']}”",
                "Ghi điều khoản khác",
            )
        elif there := titles.get(spelling(task["title"])):
            draft.warn(f"Năm {entry.year} đã có nhiệm vụ cùng nội dung", there["clause"])
        if task["due_on"] and task["due_on"].year != entry.year:
            draft.warn(f"Hạn không nằm trong năm {entry.year}", _named(task))
        elif task["due_on"] and task["quarter"] and task["due_on"] > due_date(entry.year, task["quarter"]):
            draft.warn("Hạn sau ngày cuối của quý", _named(task))
    if tasks and not any(not task["meeting_id"] for task in of_year):
        draft.warn(
            f"Kế hoạch năm {entry.year} chưa có nhiệm vụ nào; muốn chép từ năm trước thì làm Sang năm mới trước"
        )


def _named(task: Row) -> str:
    return f"{task['clause']} – {written(task['due_on'])}"


def _what(entry: Entry, tasks: list[Row]) -> str:
    if entry.repeats is Repeats.ONCE:
        return f"Thêm nhiệm vụ {cleaned(entry.clause)} năm {entry.year}"
    how = entry.repeats.value.lower()
    return f"Thêm nhiệm vụ {cleaned(entry.clause)} năm {entry.year}, {how}: {len(tasks)} việc"
