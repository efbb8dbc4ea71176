"""Who does what, as cells of a grid: what is added, changed and removed, what is refused and what is to be known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation import store
from emulation.office import assigning
from emulation.office.assigning import Entry
from emulation.office.change_set import ChangeSet
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse, write_folder
from tests.office import told

DAY = date(2026, 11, 16)
SCOPE = Scope.at(DAY)
TABLES = {
    "blocs": "bloc_id,name\nK2,Khối hai\nK1,Khối một\n",
    "units": "unit_id,name,bloc_id\nX,Ngoài khối,\nA,Công an xã,K1\nB,Thôn 1,K2\nC,Thôn 2,K2\n",
    "tasks": """
        task_id,year,clause,quarter,title,due_on
        T1,2026,II.4.a,4,Tự kiểm tra,30/11/2026
        T2,2026,II.4.b,4,Báo cáo,31/12/2026
        T0,2025,II.4.b,4,Năm trước,31/12/2025
        """,
    "assignments": """
        task_id,unit_id,role,due_on,Ghi riêng
        T1,A,Chủ trì,,
        T1,B,Phối hợp,20/11/2026,giữ
        T1,C,Phối hợp,,
        """,
    "progress": "recorded_on,task_id,unit_id,status\n01/11/2026,T1,C,Đang thực hiện\n",
    "extensions": "decided_on,task_id,unit_id,due_on\n10/11/2026,T1,B,25/11/2026\n",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("assigning"), TABLES)


def prepared(data: Warehouse, *cells: tuple[str, str, str]) -> ChangeSet:
    return assigning.prepare(data, SCOPE, Entry(cells), today=DAY)


def test_the_grid_has_the_year_s_tasks_and_the_units_by_bloc(data: Warehouse) -> None:
    grid = assigning.grid(data, SCOPE)
    assert [(task["task_id"], task["quarter"]) for task in grid.tasks] == [("T1", 4), ("T2", 4)]
    assert [(unit["unit_id"], unit["bloc"]) for unit in grid.units] == [
        ("B", "Khối hai"),
        ("C", "Khối hai"),
        ("A", "Khối một"),
        ("X", ""),
    ]
    assert grid.roles[("T1", "A")] == "Chủ trì"


def test_a_save_adds_changes_and_removes_and_keeps_what_else_a_row_says(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "data", TABLES)
    change_set = prepared(
        warehouse(tmp_path / "read", TABLES),
        ("T2", "B", "Phối hợp"),
        ("T1", "B", "Chủ trì"),
        ("T1", "A", ""),
        ("T1", "C", "Phối hợp"),  # as it was
    )
    assert told.changes(change_set) == [
        "II.4.a · Thôn 1: Phối hợp → Chủ trì, hạn riêng 20/11/2026",
        "II.4.a · Công an xã: Chủ trì → không giao",
        "II.4.b · Thôn 1: không giao → Phối hợp",
    ]
    assert change_set.warnings == ("Không có đơn vị chủ trì: II.4.b.",)
    assert change_set.what == "Phân công 2 nhiệm vụ: 2 đơn vị"
    store.save(folder, change_set.edits, change_set.what)
    lines = (folder / "assignments.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == ["T1,B,Chủ trì,20/11/2026,giữ", "T1,C,Phối hợp,,", "T2,B,Phối hợp,,"]


def test_what_has_progress_is_not_taken_off_a_task(data: Warehouse) -> None:
    change_set = prepared(data, ("T1", "C", ""), ("T1", "B", ""))
    assert change_set.refusals == (
        "Không bỏ được phân công đã ghi tiến độ: II.4.a · Thôn 2 (1 dòng). "
        "Giữ lại hoặc đổi vai trò; ghi nhầm thì xoá các dòng ấy trong bảng Nhật ký tiến độ trước.",
    )
    assert not change_set.allowed
    assert prepared(data, ("T1", "C", "Chủ trì")).allowed


def test_what_should_be_known_before(data: Warehouse) -> None:
    assert prepared(data, ("T1", "B", ""), ("T1", "A", "")).warnings == (
        "Bỏ cả hạn riêng: II.4.a · Thôn 1 (20/11/2026).",
        "Lần gia hạn riêng không còn tác dụng: II.4.a · Thôn 1.",
        "Không có đơn vị chủ trì: II.4.a.",
    )


def test_what_is_not_allowed(data: Warehouse) -> None:
    assert prepared(data, ("T1", "A", "Chủ trì")).refusals == ("Các ô đã đúng như vậy. Chọn ô khác.",)
    assert prepared(data, ("T9", "A", "Chủ trì")).refusals == (
        "Không còn nhiệm vụ hoặc đơn vị T9. Tải lại trang rồi chọn lại.",
    )


def test_what_somebody_else_put_there_alike_is_no_conflict(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, TABLES)
    (edit,) = prepared(warehouse(tmp_path / "read", TABLES), ("T2", "B", "Chủ trì")).edits
    for _ in range(2):
        store.save(folder, [edit], "Phân công")
    assert (folder / "assignments.csv").read_text(encoding="utf-8-sig").count("T2,B") == 1
