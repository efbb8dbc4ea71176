"""What *Tiến độ theo quý* asks: the plan's standing and curve, states and units by quarter, one task."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

SCOPE = Scope.at(date(2026, 7, 15))
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        """,
    "units": """
        unit_id,name,short_name,bloc_id
        A,Đơn vị A,A,K1
        B,Đơn vị B,,K1
        C,Đơn vị C,,
        """,
    "tasks": """
        task_id,year,clause,quarter,title,place,conditional,measured_by,due_on
        T1,2026,II.1.a,1,Việc một,Hội trường,,,31/03/2026
        T2,2026,II.2.a,2,Việc hai,,,,30/06/2026
        T3,2026,II.3.a,3,Việc ba,,,,20/07/2026
        T4,2026,II.5.a,,Việc cả năm,,,,31/12/2026
        T5,2026,II.3.b,3,Việc nếu có,,có,,30/09/2026
        T6,2026,II.2.b,2,Giải quyết hồ sơ,,,hồ sơ,30/06/2026
        """,
    "assignments": """
        task_id,unit_id,role,due_on
        T2,B,Phối hợp,15/06/2026
        T1,A,Chủ trì,
        T2,A,Chủ trì,
        T3,B,Chủ trì,
        T5,A,Chủ trì,
        T6,A,Chủ trì,01/02/2026
        """,
    "progress": """
        recorded_on,task_id,unit_id,status,evidence,note
        20/03/2026,T1,A,Hoàn thành,CV-01,
        01/06/2026,T2,B,Đang thực hiện,CV-02,
        20/06/2026,T2,B,Hoàn thành,,Gửi muộn
        10/07/2026,T3,B,Đang thực hiện,,
        10/07/2026,T5,A,Không phát sinh,,
        16/07/2026,T2,A,Hoàn thành,CV-03,
        """,
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        H1,01/06/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng,10/07/2026
        H2,01/06/2026,A,Cá nhân,Cá nhân 02,GK,Công trạng,30/07/2026
        H3,01/07/2026,A,Cá nhân,Cá nhân 03,GK,Công trạng,
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        20/06/2026,H2,Đã khen thưởng
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("progress"), TABLES)


def rows(data: Warehouse, query: str, scope: Scope = SCOPE, **more: Any) -> list[dict]:
    return data.ask(query, scope, **more).to_dict("records")


def test_standing_counts_what_arose_and_names_the_longest_delay(data: Warehouse) -> None:
    assert rows(data, "plan_standing") == [
        {
            "tasks": 5,  # all but T5
            "due": 3,  # T1, T2; T6 is due with its last dossier, on 30/07, but the first expired on 10/07
            "done_on_time": 1,
            "done_late": 0,
            "overdue": 2,  # T2, and T6 for its late dossier
            "longest_overdue": 15,
            "due_today": 0,
            "at_rest": 0,
            "early": 0,
            "done": 1,
            "due_soon": 1,
        }
    ]


def test_standing_of_a_unit_counts_its_assignments_by_their_own_dates(data: Warehouse) -> None:
    standing = rows(data, "plan_standing", SCOPE.but(units=("B",)))[0]
    assert (standing["tasks"], standing["due"], standing["done"], standing["done_late"]) == (2, 1, 1, 1)
    assert standing["longest_overdue"] is None


def test_the_curve_counts_up_and_does_not_know_the_future(data: Warehouse) -> None:
    curve = [tuple(row.values()) for row in rows(data, "plan_curve")]
    assert curve == [
        (date(2026, 1, 1), 0, 0),
        (date(2026, 3, 20), 0, 1),
        (date(2026, 3, 31), 1, 1),
        (date(2026, 6, 30), 2, 1),
        (date(2026, 7, 10), 3, 1),  # when the first dossier of T6 expired
        (date(2026, 7, 15), 3, 1),
        (date(2026, 7, 20), 4, None),
        (date(2026, 12, 31), 5, None),
    ]


def test_the_curve_ends_where_the_standing_does(data: Warehouse) -> None:
    for scope in (SCOPE, SCOPE.but(units=("A",)), SCOPE.but(quarter=2), SCOPE.but(as_of=date(2027, 1, 5))):
        standing = rows(data, "plan_standing", scope)[0]
        curve = [row for row in rows(data, "plan_curve", scope) if row["day"] <= scope.as_of]
        assert (curve[-1]["planned"], curve[-1]["done"]) == (standing["due"], standing["done"])


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 3, 19), {"due": 0, "early": 0}),
        (date(2026, 3, 21), {"due": 0, "early": 1}),  # T1 is done ten days before it is due
        (date(2026, 6, 30), {"due": 2, "done_on_time": 1, "due_today": 1}),  # T2
        (date(2026, 7, 18), {"due": 3, "done_late": 1, "done_on_time": 1, "overdue": 1, "early": 0}),
        (date(2027, 1, 2), {"at_rest": 0, "overdue": 3}),
    ],
)
def test_what_is_due_is_the_sum_of_its_parts(data: Warehouse, day: date, found: dict[str, int]) -> None:
    standing = rows(data, "plan_standing", SCOPE.but(as_of=day))[0]
    assert {name: standing[name] for name in found} == found
    parts = ("done_on_time", "done_late", "overdue", "due_today", "at_rest")
    assert sum(standing[part] for part in parts) == standing["due"]
    done = standing["done_on_time"] + standing["done_late"] + standing["early"]
    assert done == standing["done"]


def test_what_is_due_on_a_day_of_rest_is_not_late_until_the_next_working_day(tmp_path: Path) -> None:
    tasks = "task_id,year,clause,title,due_on\nT,2026,I,Việc,28/03/2026\n"  # a Saturday
    data = warehouse(tmp_path, {"units": "unit_id,name\nA,A\n", "tasks": tasks})
    for day, name in ((28, "at_rest"), (30, "due_today"), (31, "overdue")):
        standing = rows(data, "plan_standing", SCOPE.but(as_of=date(2026, 3, day)))[0]
        assert (standing["due"], standing[name]) == (1, 1)


def test_a_year_without_tasks_has_no_curve(data: Warehouse) -> None:
    assert rows(data, "plan_curve", SCOPE.but(year=2025)) == []


def test_each_task_is_in_one_state_of_its_quarter(data: Warehouse) -> None:
    assert [tuple(row.values()) for row in rows(data, "quarter_states")] == [
        (1, "Đúng hạn", 1, 1, 0),
        (2, "Quá hạn", 2, 2, 0),
        (3, "Sắp đến hạn", 1, 2, 0),
        (3, "Không phát sinh", 1, 2, 0),
        (0, "Chưa bắt đầu", 1, 1, 0),
    ]


def test_the_states_add_up_to_the_quarters(data: Warehouse) -> None:
    counted: dict[int, int] = {}
    for row in rows(data, "quarter_states"):
        counted[row["quarter"]] = counted.get(row["quarter"], 0) + row["tasks"]
    quarters = {row["quarter"]: row["tasks"] for row in rows(data, "quarterly_progress") if row["tasks"]}
    assert counted == quarters


def test_units_with_work_have_a_cell_for_every_quarter(data: Warehouse) -> None:
    cells = {(row["unit_id"], row["quarter"]): row for row in rows(data, "unit_quarters")}
    assert [unit for unit, quarter in cells if quarter == 1] == ["A", "B"]  # C has nothing to do
    assert len(cells) == 10
    assert cells["A", 1]["on_time_rate"] == 1
    assert cells["A", 2]["overdue"] == 2
    assert cells["A", 3]["on_time_rate"] is None
    assert (cells["B", 2]["done_late"], cells["B", 2]["on_time_rate"]) == (1, 0)
    assert (cells["B", 1]["assigned"], cells["B", 1]["on_time_rate"]) == (0, None)
    assert cells["B", 1]["unit_name"] == "Đơn vị B"


def test_a_quarters_rates_are_those_of_unit_progress(data: Warehouse) -> None:
    for quarter in range(5):
        scope = SCOPE.but(quarter=quarter)
        rates = {row["unit_id"]: row["on_time_rate"] for row in rows(data, "unit_progress", scope)}
        assert all(rates[row["unit_id"]] == row["on_time_rate"] for row in rows(data, "unit_quarters", scope))


def test_the_list_names_who_leads_and_who_helps(data: Warehouse) -> None:
    tasks = {row["task_id"]: row for row in rows(data, "task_list")}
    assert list(tasks) == ["T1", "T2", "T6", "T3", "T5", "T4"]
    assert (tasks["T2"]["leads"], tasks["T2"]["partners"]) == (["A"], ["Đơn vị B"])
    assert (tasks["T4"]["leads"], tasks["T4"]["partners"], tasks["T4"]["unit_name"]) == ([], [], None)
    assert (tasks["T2"]["state"], tasks["T2"]["days_late"]) == ("Quá hạn", 15)


def test_the_list_of_a_unit_says_its_role_and_its_own_date(data: Warehouse) -> None:
    tasks = {row["task_id"]: row for row in rows(data, "task_list", SCOPE.but(units=("B",)))}
    assert list(tasks) == ["T2", "T3"]
    assert (tasks["T2"]["role"], tasks["T2"]["due_on"]) == ("Phối hợp", date(2026, 6, 15))
    assert (tasks["T2"]["state"], tasks["T2"]["days_late"]) == ("Trễ hạn", 5)


def test_one_task_in_detail(data: Warehouse) -> None:
    (task,) = rows(data, "task_detail", task="T1")
    assert (task["title"], task["place"], task["state"]) == ("Việc một", "Hội trường", "Đúng hạn")
    assert task["dossiers"] is None
    assert rows(data, "task_detail", task="T9") == []


def test_a_task_measured_by_dossiers_counts_those_of_its_quarter(data: Warehouse) -> None:
    (task,) = rows(data, "task_detail", task="T6")
    assert (task["dossiers"], task["dossiers_open"], task["dossiers_overdue"]) == (2, 1, 1)


def test_the_units_of_a_task_with_their_own_dates_and_last_evidence(data: Warehouse) -> None:
    lead, partner = rows(data, "task_units", task="T2")
    assert (lead["unit_name"], lead["role"], lead["state"], lead["evidence"]) == (
        "A",
        "Chủ trì",
        "Quá hạn",
        None,
    )
    assert (partner["due_on"], partner["has_own_due"], partner["evidence"]) == (
        date(2026, 6, 15),
        True,
        "CV-02",
    )
    assert rows(data, "task_units", task="T6")[0]["has_own_due"] is False


def test_the_log_ends_on_the_as_of_date_newest_first(data: Warehouse) -> None:
    log = rows(data, "task_log", task="T2")
    assert [(row["recorded_on"], row["status"], row["note"]) for row in log] == [
        (date(2026, 6, 20), "Hoàn thành", "Gửi muộn"),
        (date(2026, 6, 1), "Đang thực hiện", None),
    ]


def test_of_one_day_only_the_last_entry_is_in_the_log(tmp_path: Path) -> None:
    twice = TABLES["progress"] + "        10/07/2026,T3,B,Hoàn thành,CV-04,\n"
    log = rows(warehouse(tmp_path, TABLES | {"progress": twice}), "task_log", task="T3")
    assert [(row["status"], row["evidence"]) for row in log] == [("Hoàn thành", "CV-04")]
