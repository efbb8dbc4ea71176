"""What is said of tasks and of parts of tasks: how many, how many late, since when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from emulation import words
from tests.meaning.place import Place, late, number, percent, state, states
from tests.meaning.registry import Said, says

QUARTERS = {"Quý I": 1, "Quý II": 2, "Quý III": 3, "Quý IV": 4, "Cả năm": 0}
DONE = ("Đúng hạn", "Trễ hạn")
STATES = {
    "đúng hạn": "Đúng hạn",
    "hoàn thành đúng hạn": "Đúng hạn",
    "trễ hạn": "Trễ hạn",
    "hoàn thành trễ hạn": "Trễ hạn",
    "quá hạn": "Quá hạn",
    "sắp đến hạn": "Sắp đến hạn",
    "đang thực hiện": "Đang thực hiện",
    "chưa bắt đầu": "Chưa bắt đầu",
    "không phát sinh": "Không phát sinh",
}
MARKS = {
    "✓": "Đúng hạn",
    "▼": "Trễ hạn",
    "●": "Quá hạn",
    "▲": "Sắp đến hạn",
    "◐": "Đang thực hiện",
    "○": "Chưa bắt đầu",
    "–": "Không phát sinh",
}
_STATE = (
    "(?:hoàn thành )?(?:đúng hạn|trễ hạn)|quá hạn|sắp đến hạn|đang thực hiện|chưa bắt đầu|không phát sinh"
)


def counted(text: str) -> dict[str, int]:
    """9 đúng hạn, 2 quá hạn → the numbers by their words."""
    pairs = re.findall(rf"(\d[\d.]*) ({_STATE}|đến hạn hôm nay|đến hạn vào ngày nghỉ)", text)
    return {word: int(count.replace(".", "")) for count, word in pairs}


def of_noun(place: Place, what: str) -> list[Any]:
    """The tasks or the parts of the scope. Under a filter tasks are not counted."""
    assert what == "phần việc" or not place.scope.filtered, "nhiệm vụ with a count under a filter"
    return place.parts if what == "phần việc" else place.things


def concluded(place: Place, rows: list[Any]) -> list[Any]:
    """Those of the rows that a meeting concluded."""
    ids = {row.task_id for row in place.ask("conclusions")}
    return [row for row in rows if row.task_id in ids]


def of_row(place: Place, name: str) -> list[Any]:
    """The rows that stand in a row of the plan: a quarter's, but for those that stand under the meetings."""
    apart = concluded(place, place.things)
    if name == "Kết luận cuộc họp":
        return apart
    return [row for row in place.things if row.quarter == QUARTERS[name] and row not in apart]


def arising(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row.status != "Không phát sinh"]


def done(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row.status == "Hoàn thành"]


# ---- sentences


@says("Chưa ghi nhận gì của năm <year:N>( trong phạm vi đang xem)?:", "overview", "progress")
def nothing_recorded(said: Said) -> Mapping[str, Any]:
    of_year = {row.task_id for row in said.place.things}
    log, day = said.place.data.table("progress"), said.place.scope.as_of
    units = {row.unit_id for row in said.place.parts}
    rows = log[log["task_id"].isin(of_year) & log["unit_id"].isin(units)]
    assert not (rows["recorded_on"] <= day).any()
    return {"year": str(said.place.scope.year)}


@says("<n:N> <what:WHAT>(?: của <units:N> đơn vị)? quá hạn, lâu nhất <days:N> ngày")
def overdue(said: Said) -> Mapping[str, Any]:
    rows = late(of_noun(said.place, said["what"]))
    units = len({row.unit_id for row in rows})
    whose = units if said["what"] == "phần việc" and units > 1 else None
    return {"n": len(rows), "units": whose, "days": max(row.days_late for row in rows)}


@says("[Kk]hông (?:có )?<what:WHAT> (?:nào )?quá hạn(?:, <soon:N> sắp đến hạn)?")
def none_overdue(said: Said) -> Mapping[str, Any]:
    rows = of_noun(said.place, said["what"]) if said["what"] == "phần việc" else said.place.things
    assert not late(rows)
    return {"soon": states(rows)["Sắp đến hạn"] if said["soon"] else None}


@says("[Kk]hông <what:WHAT> nào sắp đến hạn")
def none_soon(said: Said) -> Mapping[str, Any]:
    assert not said.place.counts.due_soon
    return {"what": said.place.thing}


@says("Đến <day:DAY> (?:chưa <none:WHAT> nào đến hạn|phải xong <n:N> <what:WHAT>(?P<split>[^;.]*))")
def had_to_be_done(said: Said) -> Mapping[str, Any]:
    place, today = said.place, said.place.scope.as_of
    owed = [row for row in arising(place.things) if row.due_on <= today or row.timeliness == "Quá hạn"]
    parts = Counter[str](state(row) for row in owed if row.timeliness in (*DONE, "Quá hạn"))
    for row in owed:
        if row.timeliness == "Sắp đến hạn":
            here = place.edition.last_day(row.due_on) == today
            parts["đến hạn hôm nay" if here else "đến hạn vào ngày nghỉ"] += 1
    assert parts.total() == len(owed)
    names = {word.lower(): count for word, count in parts.items()}
    split = said["split"].replace("cả ", "")
    found = counted(split)
    assert found == names or split == f" {next(iter(names))}", (split, names)
    return {
        "day": words.day(today),
        "none": None if owed else place.thing,
        "n": len(owed) if owed else None,
        "what": place.thing if owed else None,
    }


@says("ngoài ra <n:N> đã xong trước hạn", "progress")
def done_early(said: Said) -> Mapping[str, Any]:
    today = said.place.scope.as_of
    return {"n": sum(row.due_on > today for row in done(said.place.things))}


@says("<n:N> sắp đến hạn", "progress")
def due_soon(said: Said) -> Mapping[str, Any]:
    return {"n": said.place.counts.due_soon}


@says("Đến <day:DAY> phải xong <due:N>, đã xong <done:N>, trên tổng số <n:N>", "progress")
@says("Biểu đồ: Phải xong <due:N>", "progress")
@says("Biểu đồ: <b>Đã xong <done:N></b>", "progress")
@says("Biểu đồ: Cả kế hoạch <n:N>", "progress")
def of_the_curve(said: Said) -> Mapping[str, Any]:
    place, today = said.place, said.place.scope.as_of
    rows = arising(place.things)
    known = {
        "day": words.day(today),
        "due": sum(row.due_on <= today or row.timeliness == "Quá hạn" for row in rows),
        "done": place.counts.done,
        "n": place.counts.arising,
    }
    return {name: known[name] for name in said.places}


# ---- by quarter


@says("^<quarter:QUARTER> <n:N> <what:WHAT>$", "progress")
def in_quarter(said: Said) -> Mapping[str, Any]:
    place = said.place
    return {"n": place.of_quarter(QUARTERS[said["quarter"]]).tasks, "what": place.thing}


@says("^Kết luận cuộc họp <n:N> trong số <what:WHAT> trên$", "progress")
def of_meetings(said: Said) -> Mapping[str, Any]:
    return {"n": len(concluded(said.place, said.place.things)), "what": said.place.thing}


@says("^(?P<states>(?:[✓▼●▲◐○–] \\d+(?: [^\\d✓▼●▲◐○–]+)? ?)+)$", "progress")
def states_of_quarter(said: Said) -> Mapping[str, Any]:
    place, name = said.place, re.sub(r" \d.*", "", said.line.heading)
    if name in QUARTERS:
        expected = states([row for row in place.things if row.quarter == QUARTERS[name]])
    else:
        expected = states(of_row(place, name))
    found = re.findall(r"([✓▼●▲◐○–]) (\d+)([^\d✓▼●▲◐○–]*)", said["states"])
    assert {MARKS[mark]: int(count) for mark, count, _ in found} == expected, (found, expected)
    assert all(STATES[word.strip()] == MARKS[mark] for mark, _, word in found if word.strip())
    return {}


@says("^(?P<unit><NAME>)(?P<cells>(?: \\| (?:<P> )?[^|]*)+)$", "progress")
def rates_of_unit(said: Said) -> Mapping[str, Any]:
    place = said.place
    assert said.line.heading.startswith("Tỷ lệ đúng hạn")
    quarters = (1, 2, 3, 4, 0) if place.scope.quarter is None else (place.scope.quarter,)
    unit, expected = place.key("units", said["unit"]), []
    for quarter in quarters:
        (row,) = (row for row in place.ask("unit_progress", quarter=quarter) if row.unit_id == unit)
        judged = row.done_on_time + row.done_late + row.overdue
        share = f"[{row.done_on_time} đúng hạn, {row.done_late} trễ hạn, {row.overdue} quá hạn] "
        why = "có phần việc nhưng chưa đến hạn" if row.assigned else "không có phần việc nào"
        share += f"{percent(row.done_on_time, judged)} {row.done_on_time}/{judged}"
        expected.append(share if judged else f"[{why}] –")
    return {"cells": "".join(f" | {cell}" for cell in expected)}


@says("^(?:<NAME>(?: · )? ?)+(?:\\([^)]*\\) )?từ <since:DAY> trễ <days:N> ngày$", "progress")
def late_part(said: Said) -> Mapping[str, Any]:
    place, (task,) = said.place, said.of("task")
    (row,) = (
        row
        for row in place.late_parts
        if row.task_id == task and said.line.heading in place.name("units", row.unit_id)
    )
    by_dossiers = "do hồ sơ" in said.line.text
    since = place.edition.last_day(row.due_on)
    own = (place.scope.as_of - since).days
    assert by_dossiers == (own < row.days_late)
    if by_dossiers:
        since = date.fromordinal(place.scope.as_of.toordinal() - row.days_late)
    return {"since": words.day(since), "days": row.days_late}


# ---- slides


@says(
    "<done:N>/<of:N> <what:WHAT> đã hoàn thành, "
    "(?:<late:N> quá hạn|<today:N> <due:WHAT> đến hạn hôm nay|không có <none:WHAT> quá hạn)",
    "show",
)
def how_we_stand(said: Said) -> Mapping[str, Any]:
    place = said.place
    counts = place.counts
    today = sum(row.timeliness == "Sắp đến hạn" and place.days(row) == 0 for row in place.things)
    today = 0 if counts.overdue else today
    return {
        "done": counts.done,
        "of": counts.arising,
        "what": place.thing,
        "late": counts.overdue or None,
        "today": today or None,
        "due": place.thing if today else None,
        "none": None if counts.overdue or today else place.thing,
    }


@says("<quarter:QUARTER>: <done:N>/<of:N> hoàn thành(?:, <late:N> quá hạn|, <soon:N> sắp đến hạn)?", "show")
def quarter_on_slide(said: Said) -> Mapping[str, Any]:
    counts = said.place.of_quarter(QUARTERS[said["quarter"]])
    soon = counts.due_soon if not counts.overdue else 0
    return {
        "done": counts.done,
        "of": counts.arising,
        "late": counts.overdue or None,
        "soon": soon or None,
    }


@says("· <n:N> nhiệm vụ$", "show")
def tasks_of_plan(said: Said) -> Mapping[str, Any]:
    return {"n": len(of_noun(said.place, "nhiệm vụ"))}


@says("còn <n:N> nhiệm vụ quá hạn$", "show")
def plan_is_late(said: Said) -> Mapping[str, Any]:
    return {"n": len(late(of_noun(said.place, "nhiệm vụ")))}


@says("^(?P<row><QUARTER>|Kết luận cuộc họp) \\| <n:N> ô(?P<late>(?: \\| .*)?)$", "show")
def row_of_plan(said: Said) -> Mapping[str, Any]:
    place = said.place
    rows = of_row(place, said["row"])
    of_tasks: dict[str, list[int]] = {}
    for row in late(rows):
        of_tasks.setdefault(row.task_id, []).append(row.days_late)
    days = sorted((max(found) for found in of_tasks.values()), reverse=True)
    named = [int(found.replace(".", "")) for found in re.findall(r"trễ ([\d.]+) ngày", said["late"])]
    assert named == days[: len(named)], (named, days)
    rest = re.search(r"([\d.]+) nhiệm vụ quá hạn", said["late"])
    if place.scope.filtered:
        assert not rest, "nhiệm vụ with a count under a filter"
    else:
        assert (int(rest[1]) if rest else 0) == len(days) - len(named)
    return {"n": len({row.task_id for row in rows})}


@says("Đến <day:DAY>: (?P<due>.+) đến hạn$", "show")
def due_by_next_meeting(said: Said) -> Mapping[str, Any]:
    """What is due from the day after the show's until the next meeting; only its nouns are of the contract."""
    place = said.place
    assert ("nhiệm vụ" in said["due"]) <= (not place.scope.filtered)
    year, month, day = (int(part) for part in reversed(said["day"].split("/")))
    until = date(year, month, day)

    def due(rows: list[Any]) -> int:
        return sum(row.timeliness in ("Sắp đến hạn", "Chưa đến hạn") and row.due_on <= until for row in rows)

    counts = [(due(place.things), place.thing), (due(place.pending), "hồ sơ")]
    expected = words.listed([f"{number(count)} {what}" for count, what in counts if count])
    return {"due": expected}


# ---- conclusions


@says(
    "<n:N> kết luận: (?P<states>[^;]*)(?:; đơn vị chủ trì hoặc phối hợp, mọi năm, đến <day:DAY>)?",
    "progress",
    "show",
    "unit",
)
def conclusions(said: Said) -> Mapping[str, Any]:
    rows = said.place.ask("conclusions")
    if said.place.screen == "show" and rows:
        is_last = said.line.under[0].startswith("slide conclusions")
        last = rows[0].held_on
        rows = [row for row in rows if (row.held_on == last) is is_last]
    found = {STATES[word]: count for word, count in counted(said["states"]).items()}
    assert found == states(rows), (found, states(rows))
    return {"n": len(rows), "day": words.day(said.place.scope.as_of) if said["day"] else None}
