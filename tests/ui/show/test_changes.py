"""What changed since the Council's last meeting: the figures then and now, the tasks in another state."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from emulation.changed import STATIONS, flows
from emulation.schema import DOSSIER_STAGES
from emulation.ui.show import changes
from emulation.ui.show.slide import Journey, Lane
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.ui.show.moments import moment_of, rows_of

DAY = date(2026, 7, 15)
TABLES = {
    "units": """
        unit_id,name
        A,Đơn vị A
        B,Đơn vị B
        """,
    "tasks": """
        task_id,year,clause,quarter,title,due_on
        T1,2026,II.2.a,2,Việc một,30/06/2026
        T2,2026,II.3.a,3,Việc hai,10/07/2026
        T3,2026,II.5.a,,Cả năm,31/12/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T2,A,Chủ trì
        T2,B,Phối hợp
        """,
    "progress": """
        recorded_on,task_id,unit_id,status
        08/07/2026,T1,A,Hoàn thành
        08/07/2026,T2,B,Đang thực hiện
        """,
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        H1,01/07/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        08/07/2026,H1,Trình Chủ tịch
        """,
    "meetings": """
        meeting_id,held_on,kind,title
        M1,05/07/2026,Họp Hội đồng,Trước
        M2,10/07/2026,Họp UBND,Không phải Hội đồng
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def test_the_figures_then_and_now_under_what_they_mean(data: Warehouse) -> None:
    figures, *_ = changes.changes(moment_of(data, DAY))
    assert figures.kicker == "Thay đổi từ cuộc họp Hội đồng 05/07/2026"
    assert figures.title == "Từ họp 05/07: thêm 1 nhiệm vụ hoàn thành và 1 phần việc quá hạn"
    assert figures.note.startswith("Từ đó ghi nhận 2 lượt đơn vị cập nhật, 1 hồ sơ chuyển bước; đếm theo")
    assert rows_of(figures) == [
        ("Nhiệm vụ đã hoàn thành", "0", "1", "▲ tăng 1"),
        ("Nhiệm vụ quá hạn", "1", "1", "● không đổi"),
        ("Phần việc đã hoàn thành", "0", "1", "▲ tăng 1"),
        ("Phần việc quá hạn", "1", "2", "▲ tăng 1"),
        ("Hồ sơ chờ Chủ tịch ký", "0", "1", "▲ tăng 1"),
        ("Hồ sơ quá hạn", "0", "0", "● không đổi"),
    ]


def test_tasks_before_and_after_what_needs_attention_first(data: Warehouse) -> None:
    *_, tasks = changes.changes(moment_of(data, DAY))
    assert tasks.title == "1 nhiệm vụ thành quá hạn, 1 hoàn thành"
    assert rows_of(tasks) == [
        ("II.3.a · Việc hai", "Sắp đến hạn", "Quá hạn"),
        ("II.2.a · Việc một", "Quá hạn", "Trễ hạn"),
    ]


@pytest.mark.parametrize(
    ("done", "overdue", "dossiers", "said"),
    [
        (3, 0, 0, "thêm 3 nhiệm vụ hoàn thành"),
        (2, 1, 5, "thêm 2 nhiệm vụ hoàn thành, 1 nhiệm vụ quá hạn và 5 hồ sơ quá hạn"),
        (1, -2, 0, "thêm 1 nhiệm vụ hoàn thành; bớt 2 nhiệm vụ quá hạn"),
        (0, 0, 0, "số hoàn thành và quá hạn không đổi"),
    ],
)
def test_the_message_is_what_is_done_or_late_now_and_was_not_then(
    data: Warehouse, done: int, overdue: int, dossiers: int, said: str
) -> None:
    headline = pd.DataFrame(
        {
            "figure": ["tasks_done", "tasks_overdue", "dossiers_to_sign", "dossiers_overdue"],
            "value": [10 + done, 10 + overdue, 4, 10 + dossiers],
            "before": [10, 10, 4, 10],
        }
    )
    slide = changes._figures(moment_of(data, DAY), headline, pd.DataFrame({"kind": []}), date(2026, 10, 15))
    assert slide.title == f"Từ họp 15/10: {said}"


def test_with_a_filter_the_rows_are_task_and_unit(data: Warehouse) -> None:
    _, tasks = changes.changes(moment_of(data, DAY, units=("B",)))
    assert rows_of(tasks) == [("II.3.a · Việc hai", "Đơn vị B", "Sắp đến hạn", "Quá hạn")]


def test_with_a_quarter_the_tasks_are_its_own(data: Warehouse) -> None:
    *_, tasks = changes.changes(moment_of(data, date(2027, 1, 5), year=2026, quarter=0))
    assert tasks.title == "1 nhiệm vụ thành quá hạn"


def test_dossiers_go_from_station_to_station_without_a_name(data: Warehouse) -> None:
    _, dossiers, _ = changes.changes(moment_of(data, DAY))
    assert dossiers.title == "1 hồ sơ đi tiếp"
    assert dossiers.body == Journey(STATIONS, (Lane("on", "▶", "đi tiếp", "1", 1, 5, ((5, "1"),)),))
    assert "Cá nhân 01" not in repr(dossiers)


def test_lanes_add_up_to_the_dossiers_and_none_goes_both_ways() -> None:
    pairs = [
        (before, after) for before in (None, *DOSSIER_STAGES) for after in DOSSIER_STAGES if before != after
    ]
    moved = flows(SimpleNamespace(before=before, after=after) for before, after in pairs)
    lanes = list(changes._lanes(moved))
    assert sum(int(lane.value) for lane in lanes) == len(pairs)
    for lane in lanes:
        assert sum(int(count) for _, count in lane.stops) == int(lane.value)
        assert {place for place, _ in lane.stops} <= set(
            range(min(lane.start, lane.end), max(lane.start, lane.end) + 1)
        )


def test_when_time_alone_has_passed_nothing_new_is_claimed(tmp_path: Path) -> None:
    quiet = {name: TABLES[name] for name in ("units", "tasks", "assignments", "meetings")}
    figures, tasks = changes.changes(moment_of(warehouse(tmp_path, quiet), DAY))
    assert figures.title == "Từ họp 05/07: thêm 1 nhiệm vụ quá hạn và 2 phần việc quá hạn"
    assert figures.note == "Từ đó chưa ghi nhận gì mới."
    assert tasks.title == "1 nhiệm vụ thành quá hạn"


def test_nothing_to_compare_with_or_nothing_changed_is_no_slide(data: Warehouse) -> None:
    assert not list(changes.changes(moment_of(data, date(2026, 7, 5))))
    assert not list(changes.changes(moment_of(data, date(2026, 7, 6))))
