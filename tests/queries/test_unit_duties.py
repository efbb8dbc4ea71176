"""What a unit's front page asks: what it owes, what was said to it, what its points rest on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.office.change_set import ask
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

DAY = date(2026, 11, 16)
TABLES = {
    "blocs": "bloc_id,name\nK1,Khối một\nK2,Khối hai\n",
    "units": "unit_id,name,bloc_id\nA,Thôn A,K1\nB,Thôn B,K1\nC,Trường C,K2\nD,Ngoài khối,\n",
    "tasks": """
        task_id,year,clause,title,due_on,measured_by
        T0,2025,II.4.a,Việc năm trước,15/12/2025,
        T1,2026,II.1.a,Quá hạn,10/11/2026,
        T2,2026,II.1.b,Sắp đến,20/11/2026,
        T3,2026,II.1.c,Còn xa,31/12/2026,
        T4,2026,II.1.d,Đã xong,31/10/2026,
        T5,2026,II.1.đ,Theo hồ sơ,31/10/2026,hồ sơ
        """,
    "assignments": """
        task_id,unit_id,role
        T0,A,Chủ trì
        T1,A,Chủ trì
        T2,A,Phối hợp
        T3,A,Chủ trì
        T4,A,Chủ trì
        T5,A,Chủ trì
        T2,B,Chủ trì
        """,
    "progress": """
        recorded_on,task_id,unit_id,status,note,recorded_by
        01/11/2026,T4,A,Hoàn thành,Chỉ đạo: đã xong rồi,Chủ tịch
        05/11/2026,T1,A,Đang thực hiện,Chỉ đạo: báo cáo trước 20/11,Chủ tịch
        06/11/2026,T1,A,Đang thực hiện,Đề nghị gia hạn đến 30/11/2026: chờ kinh phí,Lan
        06/11/2026,T2,A,Chưa bắt đầu,Đề nghị gia hạn đến 30/11/2026: bận,Lan
        06/11/2026,T2,B,Chưa bắt đầu,Đề nghị gia hạn đến 01/12/2026: bận,Hoa
        """,
    "extensions": "decided_on,task_id,unit_id,due_on,document_no\n08/11/2026,T2,B,25/11/2026,9/UBND\n",
    "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        H1,01/11/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng,
        H2,01/11/2026,A,Cá nhân,Cá nhân 02,GK,Công trạng,05/11/2026
        """,
    "dossier_events": "occurred_on,dossier_id,stage\n03/11/2026,H1,Yêu cầu bổ sung\n",
    "movements": """
        movement_id,name,launched_by,launched_on,ends_on
        P1,Sáng xanh,Xã,01/03/2026,31/12/2026
        P2,Đã hết,Xã,01/03/2026,31/10/2026
        P3,Của trường,Xã,01/03/2026,
        """,
    "movement_results": """
        recorded_on,movement_id,unit_id,indicator,target,actual
        01/06/2026,P1,A,Cây xanh,100,
        01/06/2026,P1,B,Cây xanh,100,50
        01/06/2026,P2,B,Cây xanh,100,50
        01/06/2026,P3,C,Cây xanh,100,50
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points,source
        C1,2026,Nhóm,Hưởng ứng,Chuẩn,60,
        C2,2026,Nhóm,Vi phạm,Trừ,10,
        C3,2026,Nhóm,Đúng hạn,Chuẩn,40,tiến độ
        C4,2026,Nhóm,Mô hình,Thưởng,5,
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/10/2026,2026-Q3,B,C1,Hội đồng chấm,50
        10/11/2026,2026-Q4,B,C1,Khối chấm,55
        10/11/2026,2026-Q4,B,C2,Tự chấm,2
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("duties"), TABLES)


def duties(data: Warehouse, *units: str, day: date = DAY) -> list[dict[str, Any]]:
    return ask(data, "unit_duties", Scope.at(day, units=units))


def test_what_is_owed_comes_most_urgent_first_and_what_is_not_due_last(data: Warehouse) -> None:
    assert [(row["kind"], row["id"], row["days_late"], row["is_owed"]) for row in duties(data, "A")] == [
        ("task", "T0", 336, True),
        ("score", "2026-Q3", 47, True),
        ("task", "T1", 6, True),
        ("dossier", "H1", None, True),
        ("task", "T2", -9, True),
        ("score", "2026-Q4", -45, True),
        ("movement", "P1", None, True),
        ("task", "T3", -45, False),
    ]


def test_of_two_units_each_thing_names_its_own(data: Warehouse) -> None:
    found = {(row["unit_name"], row["id"]) for row in duties(data, "A", "B") if row["id"] == "T2"}
    assert found == {("Thôn A", "T2"), ("Thôn B", "T2")}


def test_a_running_period_is_owed_once_somebody_was_scored_in_it(data: Warehouse) -> None:
    before = duties(data, "A", day=date(2026, 11, 9))
    assert [row["id"] for row in before if row["kind"] == "score"] == ["2026-Q3"]


def test_a_movement_is_owed_while_it_runs_where_others_of_the_bloc_have_results(data: Warehouse) -> None:
    assert [(row["id"], row["peers"]) for row in duties(data, "A") if row["kind"] == "movement"] == [
        ("P1", 1)
    ]
    assert [row for row in duties(data, "B", "C", "D") if row["kind"] == "movement"] == []


def test_a_unit_is_told_what_the_chairman_said_and_what_became_of_its_requests(data: Warehouse) -> None:
    rows = ask(data, "unit_remarks", Scope.at(DAY, units=("A", "B")))
    told = [(row["unit_id"], row["task_id"], row["kind"], row["said"], row["due_on"]) for row in rows]
    assert told == [
        ("B", "T2", "Gia hạn", None, date(2026, 11, 25)),
        ("A", "T1", "Đề nghị gia hạn", "chờ kinh phí", date(2026, 11, 30)),
        ("A", "T2", "Đề nghị gia hạn", "bận", date(2026, 11, 30)),
        ("A", "T1", "Chỉ đạo", "báo cáo trước 20/11", None),
    ]


def test_a_request_that_was_refused_waits_no_more(tmp_path: Path) -> None:
    refused = (
        TABLES["progress"].rstrip()
        + "\n        08/11/2026,T2,A,Chưa bắt đầu,Không gia hạn: quá muộn,Chủ tịch\n"
    )
    data = warehouse(tmp_path, TABLES | {"progress": refused})
    for day, kind in ((date(2026, 11, 7), "Đề nghị gia hạn"), (DAY, "Không gia hạn")):
        rows = ask(data, "unit_remarks", Scope.at(day, units=("A",)))
        assert [row["kind"] for row in rows if row["task_id"] == "T2"] == [kind]


def test_points_rest_on_who_gave_them_in_the_last_period_in_which_the_unit_is_scored(data: Warehouse) -> None:
    rows = ask(data, "unit_points", Scope.at(DAY, units=("B",)))
    assert [tuple(row.values())[1:] for row in rows] == [
        ("2026-Q4", 53.0, "Khối chấm", 1, 55.0, None, None),
        ("2026-Q4", 53.0, "Tự chấm", 1, -2.0, None, None),
        ("2026-Q4", 53.0, "Tiến độ", 1, None, 0, 0),
        ("2026-Q4", 53.0, "Chưa chấm", 1, None, None, None),
    ]
    assert ask(data, "unit_points", Scope.at(DAY, units=("A",))) == []


def test_what_the_points_rest_on_makes_up_the_total_and_counts_the_parts_due(tmp_path: Path) -> None:
    sample = warehouse(
        tmp_path,
        TABLES
        | {
            "progress": "recorded_on,task_id,unit_id,status\n09/11/2026,T1,A,Hoàn thành\n",
            "scores": "recorded_on,period,unit_id,criterion_id,stage,points\n10/11/2026,2026-Q4,A,C1,Tự chấm,60\n",
        },
    )
    rows = ask(sample, "unit_points", Scope.at(DAY, units=("A",)))
    assert sum(row["points"] or 0 for row in rows) == rows[0]["total"]
    kept = next(row for row in rows if row["given_by"] == "Tiến độ")
    assert (kept["on_time"], kept["judged"], kept["points"]) == (1, 2, 20.0)
