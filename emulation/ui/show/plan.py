"""Slides of the plan: how we stand, the whole plan at a glance, each quarter's tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from emulation import words
from emulation.scope import Scope
from emulation.ui.parts.tasks import MEETINGS_ROW
from emulation.ui.show.capped import on_few
from emulation.ui.show.moment import Moment
from emulation.ui.show.opening import span
from emulation.ui.show.paging import cut
from emulation.ui.show.slide import Figure, Figures, Line, Pill, Row, Slide, SlideColumn, Strip, Table

SOURCE = "Kế hoạch, phân công, nhật ký tiến độ"
_ARISING = ("nhiệm vụ có phát sinh", "không có nhiệm vụ phát sinh")
_PARTS_ARISING = ("phần việc có phát sinh", "không có phần việc phát sinh")
_PENDING = ("hồ sơ chưa kết thúc", "không có hồ sơ chưa kết thúc")
FIGURES = {  # figure of `headline` -> what it counts; what that is a part of, and the words for none of it
    "tasks_done": ("nhiệm vụ đã hoàn thành", *_ARISING),
    "tasks_overdue": ("nhiệm vụ quá hạn", *_ARISING),
    "parts_done": ("phần việc đã hoàn thành", *_PARTS_ARISING),
    "parts_overdue": ("phần việc quá hạn", *_PARTS_ARISING),
    "dossiers_to_sign": ("hồ sơ chờ Chủ tịch ký", *_PENDING),
    "dossiers_overdue": ("hồ sơ quá hạn", *_PENDING),
}
MOST_BRIEF = 22
"""Letters of the name of what is late where there is not room for all of them."""
MOST_NAMES, MOST_LETTERS = 3, 60
"""Units named in a cell, and the letters of their names together; of more it says how many."""
STATE_SHARE = 0.25
_PARTS = "Một phần việc là một đơn vị được chọn trong một nhiệm vụ."
_APART = "Kết luận cuộc họp ở dòng riêng; đếm theo quý thì vẫn thuộc quý của nó."
_MOST_URGENT = "Mỗi ô là một nhiệm vụ, theo đơn vị gấp nhất trong các đơn vị được chọn."


def standing(moment: Moment) -> Iterator[Slide]:
    """How we stand, in one sentence and four figures."""
    asked = moment.ask("headline", moment.scope.but(since=moment.since))
    rows = {row["figure"]: row for row in asked.to_dict("records")}
    if not any(row["of_all"] for row in rows.values()):
        return
    yield Slide(
        "standing",
        "standing",
        f"Chúng ta đang ở đâu · {span(moment)}",
        moment.titled(_sentence(rows)),
        Figures(tuple(_figure(moment, name, rows[name]) for name in _shown(rows))),
        f"{SOURCE}; hồ sơ khen thưởng",
        _PARTS if _many(moment.scope) else "",
    )


def _shown(rows: Mapping[Any, Any]) -> list[str]:
    """The four that are shown: tasks and what units are late with, or with a filter the parts alone."""
    return [
        name
        for name in FIGURES
        if name in rows and not ("tasks_done" in rows and name in ("parts_done", "dossiers_to_sign"))
    ]


def _many(scope: Scope) -> bool:
    """Whether the filter may choose several units: a task then counts once per unit."""
    return scope.filtered and len(scope.units) != 1


def _sentence(rows: Mapping[Any, Mapping[Any, Any]]) -> str:
    """What is done and what is late, or due today; where nothing could be done, the dossiers that wait and are late."""
    figure, what = ("tasks", "nhiệm vụ") if "tasks_done" in rows else ("parts", "phần việc")
    done, late = rows[f"{figure}_done"], rows[f"{figure}_overdue"]
    said = f"{words.number(done['value'])}/{words.number(done['of_all'])} {what} đã hoàn thành"
    if not done["of_all"]:
        what, late = "hồ sơ", rows["dossiers_overdue"]
        said = f"{words.number(late['of_all'])} hồ sơ chưa kết thúc"
    if late["value"]:
        return f"{said}, {words.number(late['value'])} quá hạn"
    today = late["due_today"]
    return f"{said}, " + (
        f"{words.number(today)} {what} đến hạn hôm nay" if today else f"không có {what} quá hạn"
    )


def _figure(moment: Moment, name: str, row: Mapping[Any, Any]) -> Figure:
    """One figure. Without any task the number of done tasks is unknown (–); without any dossier it is 0."""
    label, whole, none = FIGURES[name]
    known = row["of_all"] > 0 or name.startswith("dossiers")
    change = ""
    if known and moment.since:
        change = f"{words.growth(row['value'] - row['before'])} từ họp {moment.since:%d/%m}"
    return Figure(
        words.number(row["value"]) if known else words.MISSING,
        label,
        _part_of(row, whole, none),
        change,
        late=name.endswith("overdue") and row["value"] > 0,
    )


def _part_of(row: Mapping[Any, Any], whole: str, none: str) -> str:
    """What the figure is a part of; of what is late: whose it is and how late at most."""
    if not row["of_all"]:
        return none
    if not row["units"]:
        return f"trên {words.number(row['of_all'])} {whole}"
    whose = f"của {words.number(row['units'])} đơn vị, " if row["units"] > 1 else ""
    return f"{whose}lâu nhất {words.number(row['longest'])} ngày"


def strip(moment: Moment) -> Iterator[Slide]:
    """The whole plan, a tile a task, with the names of those that are late as far as they have room."""
    rows = moment.ask("plan_strip")
    if rows.empty:
        return
    rows = rows.assign(row=[_row(row) for row in rows.to_dict("records")])
    late = rows[rows["state"] == "Quá hạn"]
    count = "" if moment.scope.filtered else f" · {words.number(len(rows))} nhiệm vụ"
    slide = Slide(
        "plan",
        "plan",
        f"Kế hoạch {span(moment)}{count}",
        moment.titled(_lateness(rows, moment.scope.filtered)),
        Strip(()),
        SOURCE,
        " ".join(
            filter(
                None,
                (_MOST_URGENT if _many(moment.scope) else "", _APART if rows["of_meeting"].any() else ""),
            )
        ),
    )
    most = int(late["row"].value_counts().max()) if len(late) else 0
    ways = [*((named, letters) for named in range(most, 0, -1) for letters in (None, MOST_BRIEF)), (0, None)]
    filtered = moment.scope.filtered
    yield on_few(
        replace(slide, body=Strip(_lines(rows, named, letters, filtered))) for named, letters in ways
    )


def _row(row: Mapping[Any, Any]) -> str:
    """The line in which a task stands: its quarter's, or that of what meetings concluded."""
    return MEETINGS_ROW if row["of_meeting"] else words.quarter(row["quarter"])


def _lines(rows: pd.DataFrame, named: int, letters: int | None, filtered: bool) -> tuple[Line, ...]:
    """A line a quarter and one for the meetings; of what is late in it so many by name, of which so many letters."""
    lines = []
    for row in rows["row"].unique():
        of_row = rows[rows["row"] == row]
        late = of_row[of_row["state"] == "Quá hạn"].sort_values("days_late", ascending=False, kind="stable")
        said = [_late_task(each, letters) for each in late.head(named).to_dict("records")]
        if rest := len(late) - len(said):
            said.append(_others(rest, alone=not said, filtered=filtered))
        lines.append(Line(row, tuple(of_row["state"]), tuple(said)))
    return tuple(lines)


def _others(count: int, *, alone: bool, filtered: bool) -> str:
    """What else is late. With a filter that are parts, which the tasks here do not count."""
    if filtered:
        return "có phần việc quá hạn" if alone else "và nhiệm vụ khác"
    return (
        f"{words.number(count)} nhiệm vụ quá hạn"
        if alone
        else f"và {words.number(count)} nhiệm vụ quá hạn khác"
    )


def _late_task(row: Mapping[Any, Any], letters: int | None) -> str:
    title = row["title"] if letters is None else cut(row["title"], lambda text: len(text) <= letters)
    by_dossiers = "" if words.is_missing(row["dossiers_expired_on"]) else " do hồ sơ"
    return f"{title}, {words.days_late(row['days_late'])}{by_dossiers}"


def _lateness(rows: pd.DataFrame, filtered: bool) -> str:
    """Where tasks are overdue; else that none is, and how many soon will be. With a filter what is late are parts,
    which are counted elsewhere: here it says where only."""
    late = rows[rows["state"] == "Quá hạn"]
    if late.empty:
        if filtered:
            return "Không phần việc nào quá hạn"
        soon = int((rows["state"] == "Sắp đến hạn").sum())
        return "Không nhiệm vụ nào quá hạn" + (f", {words.number(soon)} sắp đến hạn" if soon else "")
    told = {words.quarter(0): "phần cả năm", MEETINGS_ROW: "kết luận cuộc họp"}
    where = words.listed([told.get(str(row), str(row)) for row in dict.fromkeys(late["row"])])
    where = f"{where[0].upper()}{where[1:]}"
    return (
        f"{where} có phần việc quá hạn"
        if filtered
        else f"{where} còn {words.number(len(late))} nhiệm vụ quá hạn"
    )


def tasks(moment: Moment) -> Iterator[Slide]:
    """Each quarter's tasks, late ones first; with a filter the chosen units' parts in them."""
    rows = moment.ask("council_tasks")
    filtered = moment.scope.filtered
    progress = {row["quarter"]: row for row in moment.ask("quarterly_progress").to_dict("records")}
    columns = (
        SlideColumn("Nhiệm vụ", 0.35),
        SlideColumn("Đơn vị, vai trò" if filtered else "Chủ trì", 0.19),
        SlideColumn("Trạng thái", STATE_SHARE),
        SlideColumn("Hạn", 0.21),
    )
    for quarter in rows["quarter"].unique():
        of_quarter = rows[rows["quarter"] == quarter].to_dict("records")
        by_dossiers = any(row["by_dossiers"] and row["state"] == "Quá hạn" for row in of_quarter)
        notes = (
            "Giải quyết hồ sơ là quá hạn khi có hồ sơ quá hạn." if by_dossiers else "",
            _PARTS if _many(moment.scope) else "",
        )
        yield Slide(
            "tasks",
            f"tasks-{quarter}",
            f"{'Phần việc' if filtered else 'Nhiệm vụ'} năm {moment.scope.year}",
            moment.titled(_progress(words.quarter(quarter), progress[quarter])),
            Table(columns, tuple(task_row(row) for row in of_quarter)),
            SOURCE,
            " ".join(filter(None, notes)),
        )


def _progress(name: str, row: Mapping[Any, Any]) -> str:
    arising = row["tasks"] - row["not_arising"]
    if not arising:
        return f"{name}: không phát sinh nhiệm vụ nào"
    done = row["done_on_time"] + row["done_late"]
    said = f"{name}: {words.number(done)}/{words.number(arising)} hoàn thành"
    if row["overdue"]:
        return f"{said}, {words.number(row['overdue'])} quá hạn"
    return f"{said}, {words.number(row['due_soon'])} sắp đến hạn" if row["due_soon"] else said


def task_row(row: Mapping[Any, Any]) -> Row:
    """A task: what, who leads it or the unit's role in it, its state and its deadline."""
    late = row["days_late"] and words.lateness(row["days_late"], row["dossiers_expired_on"])
    due = late or words.deadline(row["due_on"], row["expires_on"])
    return (
        f"{row['clause']} · {row['title']}{_concluded(row)}",
        f"{row['units'][0]}, {row['role'].lower()}" if row["role"] else few(row["units"]),
        Pill(row["state"]),
        words.MISSING if row["state"] == "Không phát sinh" else due,
    )


def _concluded(row: Mapping[Any, Any]) -> str:
    """The mark of a task that a meeting concluded."""
    return f" (kết luận họp {words.day(row['concluded_on'])[:5]})" if row.get("concluded_on") else ""


def few(names: Sequence[str]) -> str:
    """The units' names where they are few, else how many."""
    if not names:
        return "Chưa phân công"
    named = ", ".join(names)
    short = len(names) <= MOST_NAMES and len(named) <= MOST_LETTERS
    return named if short or len(names) == 1 else f"{words.number(len(names))} đơn vị"
