"""When a thing is due, until when it is on time, and who follows whom. Source: the contract, "Rules"."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

UNITS = "unit_id,name\nA,Đơn vị A\nB,Đơn vị B\nC,Đơn vị C\n"
MONDAY = date(2026, 6, 1)


def folder(**tables: str) -> dict[str, str]:
    """One task due on Sunday 31/05/2026, led by A and helped by B, where `tables` say no other."""
    return {
        "units": UNITS,
        "tasks": "task_id,year,clause,quarter,title,due_on\nT1,2026,II.2.a,2,Việc,31/05/2026\n",
        "assignments": "task_id,unit_id,role,due_on\nT1,A,Chủ trì,\nT1,B,Phối hợp,\n",
    } | tables


def of_unit(data: Warehouse, unit: str, day: date) -> tuple[Any, ...]:
    """Status, due date, timeliness and days late of a unit's part of the only task."""
    ((*_, status, due_on, _, timeliness, days_late),) = data.answer("tasks", Scope.at(day, units=(unit,)))[1]
    return status, due_on, timeliness, days_late


def of_task(data: Warehouse, day: date) -> tuple[Any, ...]:
    ((*_, status, due_on, completed_on, timeliness, days_late),) = data.answer("tasks", Scope.at(day))[1]
    return status, due_on, completed_on, timeliness, days_late


@pytest.mark.parametrize(
    ("day", "timeliness", "days_late"),
    [
        (date(2026, 5, 15), "Chưa đến hạn", None),
        (date(2026, 5, 16), "Sắp đến hạn", None),
        (MONDAY, "Sắp đến hạn", None),
        (date(2026, 6, 2), "Quá hạn", 1),
    ],
)
def test_a_deadline_on_a_rest_day_holds_until_the_next_working_day(
    day: date, timeliness: str, days_late: int | None, tmp_path: Any
) -> None:
    data = warehouse(tmp_path, folder())
    assert of_unit(data, "A", day) == ("Chưa bắt đầu", date(2026, 5, 31), timeliness, days_late)


@pytest.mark.parametrize(("done", "timeliness"), [("01/06/2026", "Đúng hạn"), ("02/06/2026", "Trễ hạn")])
def test_what_is_done_on_that_working_day_is_on_time(done: str, timeliness: str, tmp_path: Any) -> None:
    log = f"recorded_on,task_id,unit_id,status\n{done},T1,A,Hoàn thành\n"
    data = warehouse(tmp_path, folder(progress=log))
    assert of_unit(data, "A", date(2026, 6, 30))[2] == timeliness


def test_days_off_of_the_commune_move_the_last_day_on(tmp_path: Any) -> None:
    data = warehouse(tmp_path, folder(days_off="day,kind\n01/06/2026,Nghỉ\n"))
    assert of_unit(data, "A", date(2026, 6, 2))[2] == "Sắp đến hạn"
    assert of_unit(data, "A", date(2026, 6, 3))[2:] == ("Quá hạn", 1)


def test_the_working_days_of_a_dossier_are_counted_to_its_last_day(tmp_path: Any) -> None:
    data = warehouse(
        tmp_path,
        {
            "units": UNITS,
            "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
            "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on\n"
            "H1,04/05/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng,31/05/2026\n",
        },
    )
    left = {
        day: data.ask("pending_dossiers", Scope.at(date(2026, *day)))["working_days_left"][0]
        for day in ((5, 29), (5, 31), (6, 1), (6, 2), (6, 3))
    }
    assert left == {(5, 29): 1, (5, 31): 1, (6, 1): 0, (6, 2): -1, (6, 3): -2}


EXTENDED = """
    decided_on,task_id,unit_id,due_on
    20/05/2026,T1,,15/06/2026
    18/05/2026,T1,,10/06/2026
    25/05/2026,T1,B,03/06/2026
    25/05/2026,T1,B,08/06/2026
    """


@pytest.mark.parametrize(
    ("day", "lead", "helper"),
    [
        (date(2026, 5, 17), date(2026, 5, 31), date(2026, 5, 31)),
        (date(2026, 5, 18), date(2026, 6, 10), date(2026, 6, 10)),
        (date(2026, 5, 24), date(2026, 6, 15), date(2026, 6, 15)),
        (date(2026, 5, 25), date(2026, 6, 15), date(2026, 6, 8)),  # of one day's rows the last
    ],
)
def test_an_extension_holds_from_its_day_and_leaves_past_days_alone(
    day: date, lead: date, helper: date, tmp_path: Any
) -> None:
    data = warehouse(tmp_path, folder(extensions=EXTENDED))
    assert (of_unit(data, "A", day)[1], of_unit(data, "B", day)[1]) == (lead, helper)
    assert of_task(data, day)[1] == lead


def test_an_extension_of_the_task_leaves_a_unit_its_own_date(tmp_path: Any) -> None:
    own = "task_id,unit_id,role,due_on\nT1,A,Chủ trì,20/05/2026\nT1,B,Phối hợp,\n"
    data = warehouse(tmp_path, folder(assignments=own, extensions=EXTENDED))
    assert of_unit(data, "A", MONDAY)[1] == date(2026, 5, 20)


@pytest.mark.parametrize(
    ("own", "due_on"), [("15/06/2026", date(2026, 6, 15)), ("15/05/2026", date(2026, 5, 31))]
)
def test_a_task_is_due_on_the_latest_of_its_own_day_and_its_leads(
    own: str, due_on: date, tmp_path: Any
) -> None:
    roles = f"task_id,unit_id,role,due_on\nT1,A,Chủ trì,{own}\nT1,B,Phối hợp,\nT1,C,Phối hợp,30/06/2026\n"
    data = warehouse(tmp_path, folder(assignments=roles))
    assert of_task(data, MONDAY)[1] == due_on
    assert of_unit(data, "B", MONDAY)[1] == due_on


def test_a_helper_without_rows_follows_the_finished_task(tmp_path: Any) -> None:
    log = "recorded_on,task_id,unit_id,status\n05/06/2026,T1,A,Hoàn thành\n"
    data = warehouse(tmp_path, folder(progress=log))
    assert of_unit(data, "B", date(2026, 6, 4))[2:] == ("Quá hạn", 3)
    assert of_unit(data, "B", date(2026, 6, 9)) == ("Hoàn thành", date(2026, 5, 31), "Trễ hạn", 4)


@pytest.mark.parametrize(
    "rows", ["20/05/2026,T1,B,Chưa bắt đầu", "20/05/2026,T1,B,Đang thực hiện"], ids=["not begun", "begun"]
)
def test_a_helper_that_reported_keeps_its_own_state(rows: str, tmp_path: Any) -> None:
    log = f"recorded_on,task_id,unit_id,status\n05/06/2026,T1,A,Hoàn thành\n{rows}\n"
    data = warehouse(tmp_path, folder(progress=log))
    assert of_unit(data, "B", date(2026, 6, 9))[2:] == ("Quá hạn", 8)


def test_where_nobody_leads_no_helper_follows(tmp_path: Any) -> None:
    roles = "task_id,unit_id,role\nT1,A,Phối hợp\nT1,B,Phối hợp\n"
    log = "recorded_on,task_id,unit_id,status\n25/05/2026,T1,A,Hoàn thành\n"
    data = warehouse(tmp_path, folder(assignments=roles, progress=log))
    assert of_unit(data, "B", MONDAY)[0] == "Chưa bắt đầu"
    assert of_task(data, MONDAY)[0] == "Đang thực hiện"


MEETING_TASK = {
    "tasks": "task_id,year,clause,quarter,title,due_on,meeting_id\nT1,2026,KL.1,2,Việc,31/05/2026,M1\n",
    "meetings": "meeting_id,held_on,kind,title\nM1,15/05/2026,Họp UBND,Giao ban\n",
    "progress": "recorded_on,task_id,unit_id,status\n10/05/2026,T1,A,Đang thực hiện\n",
}


def test_a_task_of_a_meeting_does_not_exist_before_it(tmp_path: Any) -> None:
    data = warehouse(tmp_path, folder(**MEETING_TASK))
    before, after = Scope.at(date(2026, 5, 14)), Scope.at(date(2026, 5, 15))
    for query in ("tasks", "conclusions", "changes"):
        assert len(data.ask(query, before)) == 0
        assert len(data.ask(query, after)) == 1
    assert data.ask("unit_progress", before)["assigned"].sum() == 0
    assert data.default_year(date(2027, 5, 14)) == 2026


def test_conclusions_keep_the_task_s_state_also_for_a_unit_that_helps(tmp_path: Any) -> None:
    data = warehouse(tmp_path, folder(**MEETING_TASK))
    for units in ((), ("A",), ("B",)):
        rows = data.ask("conclusions", Scope.at(MONDAY, year=2030, quarter=4, units=units))
        assert rows[["meeting_id", "task_id", "unit_id", "status"]].values.tolist() == [
            ["M1", "T1", "A", "Đang thực hiện"]
        ]
    assert data.ask("conclusions", Scope.at(MONDAY, units=("C",))).empty


def test_the_default_year_is_the_latest_that_has_tasks(tmp_path: Any) -> None:
    data = warehouse(tmp_path, folder())
    assert data.default_year(date(2027, 1, 5)) == 2026
    assert data.default_year(date(2025, 12, 31)) == 2025
