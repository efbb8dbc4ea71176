"""What the overview asks: headline figures, things to do, the plan's strip, the last meeting."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

DAY = date(2026, 7, 15)
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        """,
    "units": """
        unit_id,name,short_name,bloc_id
        A,Đơn vị A,A,K1
        B,Đơn vị B,,K1
        """,
    "tasks": """
        task_id,year,clause,quarter,title,short_title,measured_by,due_on
        T1,2026,II.1.a,1,Việc một,,,31/03/2026
        T2,2026,II.2.a,2,Việc hai,Hai,,30/06/2026
        T3,2026,II.3.a,3,Việc ba,,,20/07/2026
        T4,2026,II.5.a,,Việc cả năm,,,31/12/2026
        T5,2026,II.3.b,3,Việc nếu có,,,30/09/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T2,A,Chủ trì
        T2,B,Phối hợp
        T3,B,Chủ trì
        T5,A,Chủ trì
        """,
    "progress": """
        recorded_on,task_id,unit_id,status
        20/03/2026,T1,A,Hoàn thành
        01/06/2026,T2,B,Hoàn thành
        10/07/2026,T3,B,Đang thực hiện
        10/07/2026,T5,A,Không phát sinh
        """,
    "awards": """
        award_id,name,category,level,working_days
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã,10
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        H1,01/06/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng,10/07/2026
        H2,01/07/2026,B,Tập thể,Tập thể 01,GK,Công trạng,20/07/2026
        H3,01/07/2026,B,Tập thể,Tập thể 02,GK,Công trạng,30/11/2026
        H4,01/07/2026,B,Tập thể,Tập thể 03,GK,Công trạng,01/07/2026
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        08/07/2026,H1,Trình Chủ tịch
        13/07/2026,H3,Trình Chủ tịch
        02/07/2026,H4,Trình cấp trên
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points
        C1,2026,Nhóm,Tiêu chí,Chuẩn,100
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        05/07/2026,2026-Q2,A,C1,Tự chấm,90
        """,
    "meetings": """
        meeting_id,held_on,kind,title
        M1,20/06/2026,Họp Hội đồng,Cũ
        M2,05/07/2026,Họp Hội đồng,Trước
        M3,10/07/2026,Họp UBND,Khác
        M4,15/07/2026,Họp Hội đồng,Hôm nay
        M5,30/07/2026,Họp Hội đồng,Sau
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def test_headline_counts_and_says_what_it_was_on_an_earlier_day(data: Warehouse) -> None:
    rows = data.ask("headline", Scope.at(DAY, since=date(2026, 7, 5)))
    assert [tuple(r) for r in rows.itertuples(index=False)] == [
        ("tasks_done", 1, 4, 1, 5, None, None, None),  # T5 does not arise, which was not known then
        ("tasks_overdue", 1, 4, 1, 5, None, 15, 0),  # T2: its lead A has not done it
        ("parts_done", 2, 4, 2, 5, None, None, None),
        ("parts_overdue", 1, 4, 1, 5, 1, 15, 0),
        ("dossiers_to_sign", 2, 4, 0, 4, None, None, None),
        ("dossiers_overdue", 1, 4, 0, 4, 1, 5, 0),
    ]


def test_overdue_parts_are_the_units_that_are_late_in_a_task_also_where_the_task_is_not(
    data: Warehouse,
) -> None:
    rows = data.ask("overdue_parts", Scope.at(DAY))
    assert [
        (r.unit_id, r.task_id, r.role, r.expires_on, r.days_late, r.task_state) for r in rows.itertuples()
    ] == [("A", "T2", "Chủ trì", date(2026, 6, 30), 15, "Quá hạn")]


def test_on_the_last_day_itself_nothing_is_late_and_it_is_counted_as_due_today(data: Warehouse) -> None:
    rows = data.ask("headline", Scope.at(date(2026, 6, 30))).set_index("figure")
    for figure in ("tasks_overdue", "parts_overdue"):
        assert (rows["value"][figure], rows["due_today"][figure]) == (0, 1)


def test_headline_without_a_meeting_has_no_former_value(data: Warehouse) -> None:
    assert data.ask("headline", Scope.at(DAY))["before"].tolist() == [None] * 6


def test_headline_of_chosen_units_counts_their_assignments(data: Warehouse) -> None:
    rows = data.ask("headline", Scope.at(DAY, units=("B",)))
    assert rows["value"].tolist() == [1, 0, 1, 0]
    assert rows["of_all"].tolist() == [2, 2, 3, 3]


def test_the_council_meeting_before_the_day_itself(data: Warehouse) -> None:
    assert data.ask("last_council_meeting", Scope.at(DAY))["title"].tolist() == ["Trước"]
    assert data.ask("last_council_meeting", Scope.at(date(2026, 6, 20))).empty


def test_actions_name_what_is_late_who_holds_it_and_what_waits_for_a_signature(data: Warehouse) -> None:
    rows = data.ask("actions", Scope.at(DAY))
    found = [(r.id, r.need, r.owner, r.state, r.days_late) for r in rows.itertuples()]
    assert found == [
        ("T2", "Nhiệm vụ quá hạn", "A", "Quá hạn", 15),  # B, which has done its part, does not hold it
        ("H1", "Chờ Chủ tịch ký", "A", "Quá hạn", 5),
        ("T3", "Nhiệm vụ sắp đến hạn", "Đơn vị B", "Sắp đến hạn", -5),
        ("H2", "Hồ sơ ở bước Tiếp nhận", "Đơn vị B", "Sắp đến hạn", -5),
        ("H3", "Chờ Chủ tịch ký", "Đơn vị B", "Chưa đến hạn", -138),  # H4 is with the higher level
    ]


def test_actions_of_a_chosen_unit(data: Warehouse) -> None:
    assert data.ask("actions", Scope.at(DAY, units=("B",)))["id"].tolist() == ["T3", "H2", "H3"]


def test_units_without_a_score_for_the_last_quarter_that_is_over(data: Warehouse) -> None:
    rows = data.ask("missing_scores", Scope.at(DAY))
    assert [(r.id, r.what, r.owner, r.state) for r in rows.itertuples()] == [
        ("2026-Q2", "1 đơn vị chưa tự chấm điểm", "Đơn vị B", "Chưa chấm")
    ]
    assert data.ask("missing_scores", Scope.at(DAY, units=("A",))).empty
    assert data.ask("missing_scores", Scope.at(date(2026, 4, 1))).empty  # nobody has scored the first quarter


def test_plan_strip_has_every_task_in_plan_order_with_the_state_to_show(data: Warehouse) -> None:
    rows = data.ask("plan_strip", Scope.at(DAY))
    assert list(zip(rows["clause"], rows["quarter"], rows["state"], strict=True)) == [
        ("II.1.a", 1, "Đúng hạn"),
        ("II.2.a", 2, "Quá hạn"),
        ("II.3.a", 3, "Sắp đến hạn"),
        ("II.3.b", 3, "Không phát sinh"),
        ("II.5.a", 0, "Chưa bắt đầu"),
    ]


def test_plan_strip_of_units_shows_the_most_urgent_of_their_assignments(data: Warehouse) -> None:
    both = data.ask("plan_strip", Scope.at(DAY, units=("A", "B")))
    assert dict(zip(both["clause"], both["state"], strict=True))["II.2.a"] == "Quá hạn"
    only_b = data.ask("plan_strip", Scope.at(DAY, units=("B",)))
    assert dict(zip(only_b["clause"], only_b["state"], strict=True)) == {
        "II.2.a": "Đúng hạn",
        "II.3.a": "Sắp đến hạn",
    }


@pytest.mark.parametrize(
    ("day", "units", "is_so"),
    [
        (date(2026, 3, 19), (), True),
        (date(2026, 3, 20), (), False),
        (date(2026, 5, 31), ("B",), True),  # A has recorded, B not yet
        (date(2026, 6, 1), ("B",), False),
        (date(2025, 3, 20), (), False),  # there is no plan of that year
    ],
)
def test_nothing_is_recorded_until_the_first_row_of_a_task_or_dossier(
    data: Warehouse, day: date, units: tuple[str, ...], is_so: bool
):
    found = data.ask("nothing_recorded", Scope.at(day, year=day.year, units=units))
    assert bool(found["is_so"][0]) is is_so
