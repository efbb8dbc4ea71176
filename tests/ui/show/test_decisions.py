"""What is to be decided today: counts, titles and units, the most urgent first, and no nominee's name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation.intake import read_folder
from emulation.ui.show import decisions
from emulation.warehouse import Warehouse
from tests.folders import warehouse, write_folder
from tests.ui.show.moments import moment_of, rows_of, titles

DAY = date(2026, 7, 15)
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        """,
    "units": """
        unit_id,name,bloc_id
        A,Đơn vị A,K1
        B,Đơn vị B,K1
        C,Đơn vị C,K1
        D,Đơn vị D,K1
        E,Đơn vị E,K1
        """,
    "tasks": """
        task_id,year,clause,quarter,title,due_on
        T1,2026,II.2.a,2,Việc trễ,30/06/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        """,
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        HC,Huân chương,Hình thức khen thưởng,Cấp Nhà nước
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        H1,01/06/2026,A,Cá nhân,Kín 1,GK,Công trạng,10/07/2026
        H2,01/06/2026,B,Cá nhân,Kín 2,GK,Công trạng,11/07/2026
        H3,01/06/2026,C,Tập thể,Kín 3,GK,Công trạng,20/07/2026
        H4,01/06/2026,D,Cá nhân,Kín 4,GK,Công trạng,20/07/2026
        H5,01/06/2026,A,Cá nhân,Kín 5,HC,Công trạng,
        H6,01/06/2026,A,Hộ gia đình,Kín 6,GK,Công trạng,15/07/2026
        H7,01/06/2026,A,Cá nhân,Kín 7,GK,Công trạng,10/06/2026
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        02/06/2026,H1,Họp Hội đồng
        02/06/2026,H2,Họp Hội đồng
        02/06/2026,H3,Họp Hội đồng
        02/06/2026,H4,Họp Hội đồng
        02/06/2026,H5,Họp Hội đồng
        02/06/2026,H6,Trình Chủ tịch
        02/06/2026,H7,Thẩm định
        """,
}
SCORES = {
    "criteria": """
        criterion_id,year,group,name,kind,max_points
        C1,2026,Nhóm,Tiêu chí,Chuẩn,100
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        05/07/2026,2026-Q2,A,C1,Tự chấm,90
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES | SCORES)


def test_each_kind_of_decision_is_counted_the_most_urgent_first(data: Warehouse) -> None:
    assert list(titles(decisions.decisions(moment_of(data, DAY))).items()) == [
        ("decisions-tasks", "Chỉ đạo, đôn đốc 1 nhiệm vụ quá hạn và 4 đơn vị chưa tự chấm điểm"),
        ("decisions-vote", "Hội đồng biểu quyết 5 hồ sơ, 2 quá hạn"),
        ("decisions-sign", "Chủ tịch ký 1 hồ sơ"),
    ]


def test_dossiers_are_grouped_by_award_with_kinds_units_and_the_nearest_deadline(data: Warehouse) -> None:
    _, vote, sign = decisions.decisions(moment_of(data, DAY))
    assert rows_of(vote) == [
        ("Giấy khen (cấp xã)", "3 cá nhân, 1 tập thể", "4 đơn vị", "2 quá hạn, trễ 5 ngày"),
        ("Huân chương (cấp Nhà nước)", "1 cá nhân", "Đơn vị A", "không có hạn"),
    ]
    assert rows_of(sign) == [("Giấy khen (cấp xã)", "1 hộ gia đình", "Đơn vị A", "hạn hôm nay")]


def test_late_tasks_and_units_without_a_score_need_direction(data: Warehouse) -> None:
    tasks, *_ = decisions.decisions(moment_of(data, DAY))
    assert rows_of(tasks) == [
        ("II.2.a · Việc trễ", "Đơn vị A", "trễ 15 ngày"),
        ("Chấm điểm Quý II/2026", "4 đơn vị chưa tự chấm điểm", "chưa chấm"),
    ]
    tasks, *_ = decisions.decisions(moment_of(data, DAY, units=("A", "B")))
    assert rows_of(tasks)[-1] == ("Chấm điểm Quý II/2026", "Đơn vị B", "chưa chấm")


def test_missing_scores_alone_come_last(data: Warehouse) -> None:
    assert titles(decisions.decisions(moment_of(data, DAY, units=("B",)))) == {
        "decisions-vote": "Hội đồng biểu quyết 1 hồ sơ, 1 quá hạn",
        "decisions-tasks": "Chỉ đạo, đôn đốc 1 đơn vị chưa tự chấm điểm",
    }


def test_scores_that_cannot_be_read_leave_the_rest_and_say_so(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, TABLES)
    (folder / "scores.csv").write_bytes(b"\x00\x00")
    tasks, *_ = decisions.decisions(moment_of(Warehouse(read_folder(folder)[0]), DAY))
    assert tasks.title == "Chỉ đạo, đôn đốc 1 nhiệm vụ quá hạn"
    assert tasks.note == "Chưa kể đơn vị chưa chấm điểm: chưa đọc được scores.csv."


def test_nothing_to_decide_is_no_slide(tmp_path: Path) -> None:
    assert not list(decisions.decisions(moment_of(warehouse(tmp_path), DAY)))
