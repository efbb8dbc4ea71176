"""What a unit's page asks: what to do next, its tasks, its bloc's mean, its movements."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from emulation.scope import Scope
from tests.folders import warehouse

DAY = date(2026, 7, 15)
UNITS = {
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "units": "unit_id,name,bloc_id\nA,Đơn vị A,K1\nB,Đơn vị B,K1\nC,Ngoài khối,\n",
}
TASKS = UNITS | {
    "tasks": """
        task_id,year,clause,quarter,title,due_on
        T1,2026,II.1.a,1,Đã xong,31/03/2026
        T2,2026,II.2.a,2,Quá hạn,30/06/2026
        T3,2026,II.3.a,3,Sắp đến,20/07/2026
        T4,2026,II.3.b,3,Còn xa,30/09/2026
        """,
    "assignments": """
        task_id,unit_id,role,due_on
        T1,A,Chủ trì,
        T2,A,Phối hợp,
        T3,A,Chủ trì,16/07/2026
        T4,A,Chủ trì,
        T1,B,Phối hợp,
        """,
    "progress": "recorded_on,task_id,unit_id,status\n20/04/2026,T1,A,Hoàn thành\n20/03/2026,T1,B,Hoàn thành\n",
}


def test_next_steps_are_late_and_near_tasks_dossiers_to_complete_and_scores_to_send(tmp_path: Path) -> None:
    data = warehouse(
        tmp_path,
        TASKS
        | {
            "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
            "dossiers": """
                dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
                H1,01/07/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng,14/07/2026
                H2,01/07/2026,A,Cá nhân,Cá nhân 02,GK,Công trạng,14/07/2026
                """,
            "dossier_events": "occurred_on,dossier_id,stage\n02/07/2026,H1,Yêu cầu bổ sung\n",
            "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,100\n",
        },
    )
    rows = data.ask("unit_next", Scope.at(DAY, units=("A",)))
    assert list(zip(rows["id"], rows["need"], rows["days_late"], strict=True)) == [
        ("T2", "Hoàn thành ngay", 15),
        ("H1", "Nộp bổ sung hồ sơ", 1),
        ("H2", "Hồ sơ ở bước Tiếp nhận", 1),
        ("T3", "Hoàn thành trước hạn", -1),
        ("2026-Q3", "Tự chấm và nộp điểm", -77),
    ]


def test_a_unit_outside_the_blocs_owes_no_score(tmp_path: Path) -> None:
    data = warehouse(
        tmp_path,
        UNITS
        | {"criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,100\n"},
    )
    assert data.ask("unit_next", Scope.at(DAY, units=("C",))).empty


def test_tasks_of_a_unit_come_most_urgent_first_by_its_own_due_dates(tmp_path: Path) -> None:
    rows = warehouse(tmp_path, TASKS).ask("unit_tasks", Scope.at(DAY, units=("A",)))
    assert list(zip(rows["task_id"], rows["state"], rows["due_on"], strict=True)) == [
        ("T2", "Quá hạn", date(2026, 6, 30)),
        ("T3", "Sắp đến hạn", date(2026, 7, 16)),
        ("T4", "Chưa bắt đầu", date(2026, 9, 30)),
        ("T1", "Trễ hạn", date(2026, 3, 31)),
    ]


def test_bloc_means_leave_out_members_without_a_value(tmp_path: Path) -> None:
    rows = warehouse(tmp_path, TASKS).ask("unit_beside_bloc", Scope.at(DAY, units=("A",)))
    found = {r.measure: (r.value, r.hits, r.of_all, r.bloc_mean, r.members) for r in rows.itertuples()}
    assert found["points"] == (None, None, None, None, 0)
    assert found["on_time"] == (0.0, 0, 2, 0.5, 2)  # A: none of two, B: one of one
    assert found["completion"] == (0.25, 1, 4, 0.625, 2)
    assert found["awards"] == (0.0, None, None, 0.0, 2)


def test_a_quarter_narrows_rates_awards_and_tasks_to_do(tmp_path: Path) -> None:
    data = warehouse(
        tmp_path,
        TASKS
        | {
            "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
            "dossiers": """
                dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,quantity
                H1,01/02/2026,A,Cá nhân,Cán bộ,GK,Công trạng,24
                H2,01/05/2026,A,Cá nhân,Cá nhân 02,GK,Công trạng,
                """,
            "dossier_events": "occurred_on,dossier_id,stage\n02/03/2026,H1,Đã khen thưởng\n02/06/2026,H2,Đã khen thưởng\n",
        },
    )
    for quarter, on_time, awards in ((None, (0, 2), 25), (1, (0, 1), 24), (2, (0, 1), 1), (3, (0, 0), 0)):
        rows = data.ask("unit_beside_bloc", Scope.at(DAY, units=("A",), quarter=quarter)).set_index("measure")
        assert (rows["hits"]["on_time"], rows["of_all"]["on_time"]) == on_time
        assert rows["value"]["awards"] == awards
    assert data.ask("unit_next", Scope.at(DAY, units=("A",), quarter=2))["id"].tolist() == ["T2"]


def test_a_unit_outside_the_blocs_has_no_mean(tmp_path: Path) -> None:
    rows = warehouse(tmp_path, TASKS).ask("unit_beside_bloc", Scope.at(DAY, units=("C",)))
    assert rows["bloc_mean"].isna().all()
    assert rows["members"].isna().all()


def test_movements_of_a_unit_in_the_last_state(tmp_path: Path) -> None:
    data = warehouse(
        tmp_path,
        UNITS
        | {
            "movements": "movement_id,name,launched_by,launched_on\nP1,Phong trào,Xã,01/01/2026\nP2,Sau,Xã,01/08/2026\n",
            "movement_results": """
                recorded_on,movement_id,unit_id,indicator,target,actual
                01/03/2026,P1,A,Cây xanh,100,20
                01/06/2026,P1,A,Cây xanh,100,50
                01/06/2026,P1,B,Cây xanh,100,90
                01/07/2026,P2,A,Nhà văn hoá,1,1
                """,
        },
    )
    rows = data.ask("unit_movements", Scope.at(DAY, units=("A",)))
    assert [tuple(r) for r in rows.itertuples(index=False)] == [
        ("P1", "Phong trào", "cao hơn", "Cây xanh", None, 100.0, 50.0, 0.5, date(2026, 6, 1))
    ]
