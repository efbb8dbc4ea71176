"""What stands in tables of tasks and of parts of tasks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulation import words
from tests.meaning.lines import Line
from tests.meaning.place import Place, number, state
from tests.meaning.registry import columns
from tests.meaning.tasks import QUARTERS


def _of_clause(rows: list[Any], clause: str) -> set[str]:
    return {words.days_late(row.days_late) for row in rows if row.clause == clause}


@columns("Điều khoản", "Tình trạng", "Trễ")
def part_of_unit(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    assert cells["Trễ"] in _of_clause(place.parts, cells["Điều khoản"])
    return {}


@columns("Đơn vị", "Trễ", "Cả nhiệm vụ")
def overdue_part(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    task = dict(line.of)["row"]
    (part,) = (
        row
        for row in place.late_parts
        if row.task_id == task and cells["Đơn vị"] in place.name("units", row.unit_id)
    )
    (whole,) = (row for row in place.ask("tasks", blocs=(), units=()) if row.task_id == task)
    return {"Trễ": words.days_late(part.days_late), "Cả nhiệm vụ": state(whole)}


@columns("Trễ", "Trạng thái")
def task_in_table(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    rows, unit = place.ask("conclusions") if "Kết luận" in cells else place.things, cells.get("Đơn vị")
    (row,) = (
        row
        for row in rows
        if row.task_id == dict(line.of)["row"] and (not unit or unit in place.name("units", row.unit_id))
    )
    return {"Trễ": words.days_late(row.days_late), "Trạng thái": state(row)}


@columns("Kết luận", "Vai trò", "Cả nhiệm vụ", "Trễ")
def conclusion_of_unit(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    found = {
        (words.days_late(row.days_late), state(row))
        for row in place.ask("conclusions")
        if row.clause == cells["Kết luận"].partition(" · ")[0]
    }
    assert (cells["Trễ"], cells["Cả nhiệm vụ"]) in found
    return {}


@columns("Đơn vị", "Phần việc", "Quá hạn", "Tỷ lệ đúng hạn")
def rates_table(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    (row,) = (
        row
        for row in place.ask("unit_progress", quarter=QUARTERS[cells["Quý"]])
        if cells["Đơn vị"] in place.name("units", row.unit_id)
    )
    return {
        "Phần việc": number(row.assigned),
        "Đúng hạn": number(row.done_on_time),
        "Trễ hạn": number(row.done_late),
        "Quá hạn": number(row.overdue),
        "Tỷ lệ đúng hạn": words.percent(row.on_time_rate),
    }


@columns("Nhiệm vụ", "Trạng thái", "Hạn")
def task_on_slide(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    days = re.match(r"trễ [\d.]+ ngày", cells["Hạn"])
    if days:
        assert days[0] in _of_clause(place.things, cells["Nhiệm vụ"].partition(" · ")[0])
    return {}


@columns("Đơn vị", "Nhiệm vụ, vai trò", "Trễ")
def part_on_slide(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    mine = [row for row in place.late_parts if cells["Đơn vị"] in place.name("units", row.unit_id)]
    clause = cells["Nhiệm vụ, vai trò"].partition(" · ")[0]
    assert f"trễ {cells['Trễ']}" in _of_clause(mine, clause)
    return {}


@columns("Đơn vị", "Phần việc", "Lâu nhất", "Trễ")
def late_unit(place: Place, line: Line, cells: Mapping[str, str]) -> Mapping[str, str]:
    rows = [row for row in place.late_parts if cells["Đơn vị"] in place.name("units", row.unit_id)]
    return {"Phần việc": number(len(rows)), "Trễ": f"{number(max(row.days_late for row in rows))} ngày"}
