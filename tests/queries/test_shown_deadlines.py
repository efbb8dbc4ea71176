"""What screens need to say of a deadline: days of rest, extensions, late dossiers, a clock that stands, whom one follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.alike import SEEN_ON, TABLES
from tests.folders import warehouse

AT = Scope.at(SEEN_ON)
ANY = dict.fromkeys(("level", "type", "stage", "kind", "deadline"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("alike"), TABLES)


def by_id(data: Warehouse, query: str, key: str, of: Scope = AT, **more: Any) -> dict[str, dict[str, Any]]:
    columns, rows = data.answer(query, of, **more)
    named = [dict(zip(columns, row, strict=True)) for row in rows]
    return {row[key]: row for row in named}


def test_days_are_counted_from_the_last_day_on_which_a_thing_is_on_time(data: Warehouse) -> None:
    actions = by_id(data, "actions", "id")
    assert (actions["R1"]["due_on"], actions["R1"]["expires_on"]) == (date(2026, 10, 31), date(2026, 11, 2))
    assert actions["R1"]["days_late"] == 14
    assert (actions["D3"]["due_on"], actions["D3"]["days_late"]) == (date(2026, 11, 15), 0)
    steps = by_id(data, "unit_next", "id", Scope.at(SEEN_ON, units=("T06",)))
    assert steps["N11"]["days_late"] == -14
    decisions = by_id(data, "council_decisions", "dossier_id")
    assert decisions["D3"]["days_late"] == 0


@pytest.mark.parametrize("query", ["task_list", "plan_strip", "council_tasks"])
def test_a_task_overdue_by_its_dossiers_says_since_when(data: Warehouse, query: str) -> None:
    tasks = by_id(data, query, "task_id")
    assert tasks["H4"]["state"] == "Quá hạn"
    assert (tasks["H4"]["due_on"], tasks["H4"]["dossiers_expired_on"]) == (
        date(2026, 12, 31),
        date(2026, 10, 20),
    )
    assert tasks["N09"]["dossiers_expired_on"] is None


def test_a_task_overdue_by_its_own_date_does_not_blame_its_dossiers(tmp_path: Path) -> None:
    tasks = "task_id,year,clause,quarter,title,measured_by,due_on\nH,2026,1,1,Hồ sơ,hồ sơ,30/04/2026\n"
    dossiers = TABLES["dossiers"].replace("05/10/2026", "05/01/2026").replace("20/10/2026", "30/04/2026")
    tables = TABLES | {"tasks": tasks, "dossiers": dossiers}
    for name in ("assignments", "progress", "extensions"):
        tables.pop(name)
    tables["dossiers"] = "\n".join(dossiers.splitlines()[:2]) + "\n"
    tables["dossier_events"] = "occurred_on,dossier_id,stage\n05/01/2026,D1,Tiếp nhận\n"
    row = by_id(warehouse(tmp_path, tables), "task_detail", "task_id", task="H")["H"]
    assert (row["state"], row["dossiers_expired_on"]) == ("Quá hạn", None)


def test_a_dossier_whose_clock_stands_is_not_near_its_deadline(data: Warehouse) -> None:
    on = Scope.at(date(2026, 10, 26))
    dossiers = by_id(data, "waiting_list", "dossier_id", on, **ANY)
    assert (dossiers["D2"]["state"], dossiers["D2"]["paused_since"]) == ("Tạm dừng", date(2026, 10, 8))
    assert dossiers["D1"]["paused_since"] is None
    assert by_id(data, "council_deadlines", "deadline")["Còn hạn"]["paused"] == 1
    assert by_id(data, "waiting_stages", "stage", **ANY)["Yêu cầu bổ sung"]["paused"] == 1


def test_a_typed_deadline_does_not_stand_still(tmp_path: Path) -> None:
    dossiers = TABLES["dossiers"].replace("A2,Công trạng,,3", "A2,Công trạng,20/11/2026,3")
    rows = by_id(warehouse(tmp_path, TABLES | {"dossiers": dossiers}), "waiting_list", "dossier_id", **ANY)
    assert (rows["D2"]["state"], rows["D2"]["paused_since"]) == ("Sắp đến hạn", None)


def test_a_paused_dossier_has_no_days_to_go_among_the_actions(data: Warehouse) -> None:
    rows = by_id(data, "unit_next", "id", Scope.at(SEEN_ON, units=("T02",)))
    assert (rows["D2"]["state"], rows["D2"]["days_late"]) == ("Tạm dừng", None)
    assert list(rows)[-1] == "D2"


def test_the_former_date_stays_visible(data: Warehouse) -> None:
    def told(day: date) -> list[tuple[Any, ...]]:
        rows = data.ask("task_extensions", Scope.at(day), task="N10").to_dict("records")
        return [(row["unit_name"], row["due_before"], row["due_on"], row["document_no"]) for row in rows]

    assert told(SEEN_ON) == [
        (None, date(2026, 10, 28), date(2026, 11, 15), "9/UBND"),
        ("Thôn 6 (T05)", date(2026, 11, 15), date(2026, 11, 30), "10/UBND"),
        ("Thôn 6 (T05)", date(2026, 11, 30), date(2026, 12, 5), None),
    ]
    assert len(told(date(2026, 10, 22))) == 1
    assert told(date(2026, 10, 19)) == []


def test_a_unit_sees_the_extensions_of_its_tasks(data: Warehouse) -> None:
    def units(unit: str) -> list[str | None]:
        of = Scope.at(SEEN_ON, units=(unit,))
        return list(data.ask("task_extensions", of, task=None)["unit_id"])

    assert units("T05") == [None, "T05", "T05"]
    assert units("T06") == [None]
    assert units("T01") == []


def test_an_extension_of_the_task_is_none_of_a_unit_s_own_date(tmp_path: Path) -> None:
    own = "task_id,unit_id,role,due_on\nN10,T05,Chủ trì,20/10/2026\nN10,T06,Phối hợp,\n"
    no_rows = "recorded_on,task_id,unit_id,status\n"
    extensions = "decided_on,task_id,unit_id,due_on\n20/10/2026,N10,,15/11/2026\n"
    data = warehouse(tmp_path, TABLES | {"assignments": own, "extensions": extensions, "progress": no_rows})
    told = {
        unit: len(data.ask("task_extensions", Scope.at(SEEN_ON, units=(unit,)), task=None))
        for unit in ("T05", "T06")
    }
    assert told == {"T05": 0, "T06": 1}


def test_a_helper_that_reported_nothing_follows_the_finished_task(data: Warehouse) -> None:
    (lead, helper) = data.ask("task_units", AT, task="N01").to_dict("records")
    assert [(row["role"], row["state"], row["follows_task"]) for row in (lead, helper)] == [
        ("Chủ trì", "Đúng hạn", False),
        ("Phối hợp", "Đúng hạn", True),
    ]
    mine = by_id(data, "unit_tasks", "task_id", Scope.at(SEEN_ON, units=("T01",)))
    assert [task for task, row in mine.items() if row["follows_task"]] == ["N05"]


def test_conclusions_stand_under_their_meetings(data: Warehouse) -> None:
    rows = data.ask("meeting_conclusions", AT)
    assert list(zip(rows["meeting_title"], rows["task_id"], rows["state"], strict=True)) == [
        ("Giao ban (W2)", "R2", "Sắp đến hạn"),
        ("Giao ban (W1)", "R1", "Quá hạn"),
    ]
    assert list(data.ask("meeting_conclusions", Scope.at(SEEN_ON, units=("T01",)))["task_id"]) == ["R1"]
    assert by_id(data, "task_list", "task_id")["R1"]["concluded_on"] == date(2026, 10, 12)
    assert set(rows["task_id"]) == set(data.ask("conclusions", AT)["task_id"])


def test_where_lower_is_better_the_lowest_is_first(data: Warehouse) -> None:
    rows = data.ask("movement_targets", AT, movement="P1").head(2)
    assert list(zip(rows["unit_id"], rows["actual"], rows["result"], rows["better"], strict=True)) == [
        ("T01", 5.0, "Đạt", "thấp hơn"),
        ("T02", 12.0, "Chưa đạt", "thấp hơn"),
    ]
    assert list(data.ask("movement_activity", AT)["lower_better"]) == [2, 0]
