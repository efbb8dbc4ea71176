"""What the show asks beyond the screens: late tasks first, changes, deadlines, awards, decisions, what comes next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

DAY = date(2026, 7, 15)
MET = date(2026, 7, 5)
TABLES = {
    "units": """
        unit_id,name,short_name
        A,Đơn vị A,A
        B,Đơn vị B,
        C,Đơn vị C,C
        """,
    "tasks": """
        task_id,year,clause,quarter,title,short_title,measured_by,due_on
        T1,2026,II.2.a,2,Xong đúng hạn,,,30/06/2026
        T2,2026,II.2.b,2,Xong trễ,,,30/06/2026
        T3,2026,II.2.c,2,Trễ ít,,,30/06/2026
        T4,2026,II.2.d,2,Trễ nhiều,Nhiều,,31/05/2026
        T5,2026,II.2.e,2,Không có,,,30/06/2026
        T6,2026,II.2.g,2,Sắp,,,20/07/2026
        T9,2026,II.2.h,2,Xong trễ ít,,,20/06/2026
        T7,2026,II.5.a,,Cả năm,,,31/12/2026
        T8,2026,II.3.a,3,Hồ sơ quý ba,,hồ sơ,30/09/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T2,A,Chủ trì
        T3,B,Chủ trì
        T3,A,Phối hợp
        T4,A,Phối hợp
        T4,B,Phối hợp
        T5,A,Chủ trì
        T6,B,Chủ trì
        T9,C,Chủ trì
        T6,A,Chủ trì
        """,
    "progress": """
        recorded_on,task_id,unit_id,status
        20/06/2026,T1,A,Hoàn thành
        08/07/2026,T2,A,Hoàn thành
        01/06/2026,T4,B,Hoàn thành
        24/06/2026,T9,C,Hoàn thành
        01/06/2026,T5,A,Không phát sinh
        """,
    "awards": """
        award_id,name,category,level,working_days
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã,10
        HC,Huân chương,Hình thức khen thưởng,Cấp Nhà nước,
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        VOTE1,01/06/2026,A,Cá nhân,Kín 1,GK,Công trạng,10/07/2026
        VOTE2,01/06/2026,B,Tập thể,Kín 2,GK,Công trạng,20/07/2026
        VOTE3,01/06/2026,B,Cá nhân,Kín 3,HC,Công trạng,
        SIGN,01/06/2026,C,Hộ gia đình,Kín 4,GK,Công trạng,25/07/2026
        BACK,01/06/2026,A,Cá nhân,Kín 5,GK,Công trạng,20/06/2026
        FAR,01/06/2026,A,Cá nhân,Kín 6,GK,Công trạng,30/09/2026
        OLD,01/12/2025,A,Cá nhân,Mở 1,GK,Công trạng,31/01/2026
        NEW,01/06/2026,B,Tập thể,Mở 2,GK,Công trạng,31/07/2026
        NEWER,01/06/2026,A,Hộ gia đình,Mở 3,GK,Công trạng,31/07/2026
        SAME,01/06/2026,A,Cá nhân,Mở 4,HC,Công trạng,
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        01/07/2026,VOTE1,Họp Hội đồng
        01/07/2026,VOTE2,Họp Hội đồng
        01/07/2026,VOTE3,Họp Hội đồng
        06/07/2026,SIGN,Trình Chủ tịch
        15/06/2026,BACK,Trình cấp trên
        07/07/2026,BACK,Trình Chủ tịch
        30/12/2025,OLD,Đã khen thưởng
        06/07/2026,NEW,Đã khen thưởng
        09/07/2026,NEWER,Đã khen thưởng
        05/07/2026,SAME,Đã khen thưởng
        """,
    "meetings": """
        meeting_id,held_on,kind,title,place
        M1,05/07/2026,Họp Hội đồng,Trước,
        M2,20/07/2026,Họp UBND,Tiếp,Phòng họp
        M3,30/09/2026,Họp Hội đồng,Sau nữa,
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def rows(data: Warehouse, query: str, scope: Scope, *columns: str, **more: Any) -> list[tuple[Any, ...]]:
    return list(data.ask(query, scope, **more)[list(columns)].itertuples(index=False, name=None))


def test_tasks_come_by_quarter_and_the_longest_late_first(data: Warehouse) -> None:
    asked = rows(data, "council_tasks", Scope.at(DAY), "quarter", "title", "state", "units", "days_late")
    assert asked == [
        (2, "Nhiều", "Quá hạn", [], 44),  # 31/05 is a Sunday: until 01/06
        (2, "Trễ ít", "Quá hạn", ["Đơn vị B"], 15),
        (2, "Sắp", "Sắp đến hạn", ["Đơn vị B", "A"], None),
        (2, "Xong trễ", "Trễ hạn", ["A"], 8),
        (2, "Xong trễ ít", "Trễ hạn", ["C"], 2),
        (2, "Xong đúng hạn", "Đúng hạn", ["A"], None),
        (2, "Không có", "Không phát sinh", ["A"], None),
        (3, "Hồ sơ quý ba", "Chưa bắt đầu", [], None),
        (0, "Cả năm", "Chưa bắt đầu", [], None),
    ]


def test_tasks_of_chosen_units_are_their_parts(data: Warehouse) -> None:
    asked = rows(data, "council_tasks", Scope.at(DAY, units=("B",)), "title", "state", "units", "role")
    assert asked == [
        ("Trễ ít", "Quá hạn", ["Đơn vị B"], "Chủ trì"),
        ("Sắp", "Sắp đến hạn", ["Đơn vị B"], "Chủ trì"),
        ("Nhiều", "Đúng hạn", ["Đơn vị B"], "Phối hợp"),
    ]


def test_tasks_in_another_state_than_at_the_meeting(data: Warehouse) -> None:
    met = Scope.at(date(2026, 7, 1), since=date(2026, 6, 25))
    assert rows(data, "council_changes", met, "title", "before", "after") == [
        ("Xong trễ", "Sắp đến hạn", "Quá hạn"),
        ("Trễ ít", "Sắp đến hạn", "Quá hạn"),
    ]
    done = Scope.at(DAY, since=MET, units=("A",))
    assert rows(data, "council_changes", done, "title", "unit_name", "before", "after") == [
        ("Xong trễ", "A", "Quá hạn", "Trễ hạn")
    ]
    assert data.ask("council_changes", Scope.at(DAY)).empty


def test_deadlines_are_all_there_and_add_up(data: Warehouse) -> None:
    assert rows(data, "council_deadlines", Scope.at(DAY), "deadline", "dossiers") == [
        ("Quá hạn", 1),
        ("Sắp đến hạn", 2),
        ("Còn hạn", 1),
        ("Không có hạn", 1),
        ("Đã trình cấp trên", 1),  # BACK, which came back to the commune after its deadline was met
    ]
    only_c = rows(data, "council_deadlines", Scope.at(DAY, units=("C",)), "dossiers")
    assert only_c == [(0,), (1,), (0,), (0,), (0,)]


def test_awards_by_form_and_kind(data: Warehouse) -> None:
    columns = ("award_name", "level", "individuals", "collectives", "households", "awards")
    assert rows(data, "council_awards", Scope.at(DAY), *columns) == [
        ("Giấy khen", "Cấp xã", 0, 1, 1, 2),
        ("Huân chương", "Cấp Nhà nước", 1, 0, 0, 1),
    ]
    assert rows(data, "council_awards", Scope.at(DAY, year=2025, quarter=4), *columns) == [
        ("Giấy khen", "Cấp xã", 1, 0, 0, 1)
    ]
    assert data.ask("council_awards", Scope.at(DAY, quarter=1)).empty


def test_who_was_honoured_after_the_day_of_the_meeting_newest_first(data: Warehouse) -> None:
    def named(**scope: Any) -> list[str]:
        return data.ask("council_new_awards", Scope.at(**scope))["nominee_name"].tolist()

    assert named(as_of=DAY, since=MET) == ["Mở 3", "Mở 2"]
    assert named(as_of=DAY) == []
    assert named(as_of=DAY, since=MET, quarter=2) == []
    new_year = {"as_of": date(2026, 1, 10), "since": date(2025, 12, 18)}
    assert named(**new_year) == ["Mở 1"]
    assert named(**new_year, quarter=1) == []
    assert named(**new_year, year=2025) == ["Mở 1"]


def test_decisions_a_dossier_each_the_councils_first_the_most_urgent_of_each_first(data: Warehouse) -> None:
    asked = rows(
        data, "council_decisions", Scope.at(DAY), "need", "dossier_id", "unit_name", "overdue", "days_late"
    )
    assert asked == [
        ("Hội đồng biểu quyết", "VOTE1", "A", True, 5),
        ("Hội đồng biểu quyết", "VOTE2", "Đơn vị B", False, -5),
        ("Hội đồng biểu quyết", "VOTE3", "Đơn vị B", False, None),
        ("Chủ tịch ký", "SIGN", "C", False, -12),  # 25/07 is a Saturday
        ("Chủ tịch ký", "BACK", "A", False, None),  # no deadline runs for it any more
    ]


def test_decisions_name_no_nominee(data: Warehouse) -> None:
    assert "Kín" not in data.ask("council_decisions", Scope.at(DAY)).to_csv()


def test_the_next_meeting_and_what_is_due_until_then(data: Warehouse) -> None:
    columns = ("held_on", "kind", "title", "place", "tasks", "dossiers")
    assert rows(data, "council_next", Scope.at(DAY), *columns, after=None) == [
        (date(2026, 7, 20), "Họp UBND", "Tiếp", "Phòng họp", 1, 1)
    ]
    later = (date(2026, 9, 30), "Họp Hội đồng", "Sau nữa", None)
    assert rows(data, "council_next", Scope.at(DAY), *columns, after=date(2026, 7, 20)) == [(*later, 2, 3)]
    assert rows(data, "council_next", Scope.at(DAY, units=("C",)), *columns, after=date(2026, 7, 20)) == [
        (*later, 0, 1)
    ]
    assert data.ask("council_next", Scope.at(DAY), after=date(2026, 9, 30)).empty
