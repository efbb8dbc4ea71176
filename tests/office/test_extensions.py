"""Extending a due date: what is offered, what it changes, what forbids it and what is to be known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.office import extensions
from emulation.office.change_set import ChangeSet
from emulation.office.extensions import Entry
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.office import told

DAY = date(2026, 4, 14)
SCOPE = Scope.at(DAY)
TABLES = {
    "units": "unit_id,name,short_name\nA,Đơn vị A,A\nB,Đơn vị B,\nC,Đơn vị C,\n",
    "meetings": "meeting_id,held_on,kind,title\nM1,20/04/2026,Họp UBND,Giao ban\n",
    # 15/03/2026 is a Sunday.
    "tasks": """
        task_id,year,clause,title,due_on,measured_by,meeting_id
        T1,2026,II.1.a,Ký kết,15/03/2026,,
        T2,2026,II.1.đ,Giải quyết hồ sơ,31/03/2026,hồ sơ,
        T3,2026,II.2.a,Theo kết luận,30/06/2026,,M1
        T4,2025,II.2.a,Việc năm trước,31/12/2025,,
        """,
    "assignments": """
        task_id,unit_id,role,due_on
        T1,A,Chủ trì,
        T1,B,Phối hợp,
        T1,C,Phối hợp,31/03/2026
        T2,A,Chủ trì,
        """,
    "progress": "recorded_on,task_id,unit_id,status\n01/04/2026,T1,C,Hoàn thành\n",
    "extensions": """
        decided_on,task_id,unit_id,due_on,document_no
        10/04/2026,T1,B,20/04/2026,09/TB
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("extensions"), TABLES)


def prepared(data: Warehouse, due_on: date, task: str = "T1", day: date = DAY, **more: Any) -> ChangeSet:
    return extensions.prepare(data, SCOPE, Entry(day, task, more.pop("units", ()), due_on, **more), today=DAY)


def test_the_year_s_tasks_are_offered_and_the_units_that_have_dates_of_their_own(data: Warehouse) -> None:
    assert extensions.tasks(data, SCOPE) == {
        "T1": "II.1.a – Ký kết",
        "T2": "II.1.đ – Giải quyết hồ sơ",
        "T4": "II.2.a – Việc năm trước (năm 2025)",
    }
    assert extensions.units(data, SCOPE, "T1") == {"A": "A", "B": "Đơn vị B", "C": "Đơn vị C"}
    assert extensions.units(data, SCOPE, "T2") == {}


def test_a_whole_task_takes_along_who_follows_its_date(data: Warehouse) -> None:
    change_set = prepared(data, date(2026, 4, 30), document_no="15/TB")
    assert [tuple(row.values()) for row in told.rows(change_set)["extensions"]] == [
        ("14/04/2026", "T1", "", "30/04/2026", "15/TB", "", "")
    ]
    late = "hạn 15/03 (nghỉ), tính đến 16/03/2026, quá hạn 29 ngày"
    assert told.changes(change_set) == [
        # 30/04 is a holiday, as is 01/05, a Friday.
        f"II.1.a · cả nhiệm vụ: {late} → hạn 30/04 (nghỉ), tính đến 04/05/2026, chưa đến hạn",
        f"II.1.a · A: {late} → hạn 30/04 (nghỉ), tính đến 04/05/2026, chưa đến hạn",
    ]
    assert change_set.warnings == (
        "Có hạn riêng nên không theo hạn mới của nhiệm vụ: Đơn vị B (20/04/2026); Đơn vị C (31/03/2026).",
    )
    assert change_set.what == "Gia hạn II.1.a đến 30/04/2026"


def test_a_lead_s_own_date_moves_the_task_s(data: Warehouse) -> None:
    change_set = prepared(data, date(2026, 4, 24), units=("A",))
    assert [change.about for change in change_set.changes] == ["II.1.a · cả nhiệm vụ", "II.1.a · A"]
    assert change_set.changes[0].after == "hạn 24/04/2026, sắp đến hạn"
    assert change_set.what == "Gia hạn II.1.a của A đến 24/04/2026"


def test_what_should_be_known_before(data: Warehouse) -> None:
    change_set = prepared(data, date(2026, 3, 20), units=("B", "C"), day=date(2026, 4, 10))
    assert change_set.allowed
    assert change_set.warnings == (
        "Hạn mới không muộn hơn hạn cũ: II.1.a · Đơn vị B (hạn cũ 20/04/2026); "
        "II.1.a · Đơn vị C (hạn cũ 31/03/2026).",
        "Ngày này đã có lần gia hạn, lần mới thay lần cũ: II.1.a · Đơn vị B (20/04/2026).",
        "Đã hoàn thành khi gia hạn: II.1.a · Đơn vị C.",
    )
    (before,) = prepared(data, date(2026, 5, 29), units=("B",), day=date(2026, 4, 1)).warnings
    assert before == (
        "Đã có lần gia hạn của ngày sau, sau cùng vẫn là: II.1.a · Đơn vị B đến 20/04/2026, gia hạn ngày 10/04/2026."
    )
    ahead = prepared(data, date(2026, 5, 29), day=date(2026, 4, 15)).warnings
    assert "Ngày 15/04/2026 chưa tới, hôm nay là 14/04/2026." in ahead


def test_a_task_of_dossiers_is_due_when_they_are(data: Warehouse) -> None:
    change_set = prepared(data, date(2026, 4, 30), "T2")
    assert change_set.changes[0].before == change_set.changes[0].after == "hạn 31/12/2026, chưa đến hạn"
    assert change_set.warnings == ("Hạn của nhiệm vụ vẫn theo hạn muộn hơn của kỳ và các hồ sơ: 31/12/2026.",)


@pytest.mark.parametrize(
    ("task", "units", "refusal"),
    [
        (
            "T2",
            ("A",),
            "Nhiệm vụ theo dõi bằng hồ sơ không tính hạn riêng của đơn vị. Bỏ chọn đơn vị để gia hạn cả nhiệm vụ.",
        ),
        ("T1", ("D",), "Nhiệm vụ không giao cho D. Chọn đơn vị được giao nhiệm vụ."),
        (
            "T3",  # its meeting is to come
            (),
            "Ngày 14/04/2026 chưa có nhiệm vụ này. Chọn nhiệm vụ trong danh sách, hoặc ngày khác.",
        ),
    ],
)
def test_what_is_not_allowed(data: Warehouse, task: str, units: tuple[str, ...], refusal: str) -> None:
    change_set = prepared(data, date(2026, 5, 29), task, units=units)
    assert (change_set.refusals, change_set.edits) == ((refusal,), ())


def test_what_was_seen_goes_with_the_row(tmp_path: Path) -> None:
    signed = TABLES | {
        "extensions": "decided_on,task_id,unit_id,due_on,recorded_by\n10/04/2026,T1,B,20/04/2026,Lan\n"
    }
    (edit,) = prepared(warehouse(tmp_path, signed), date(2026, 5, 29), units=("B",)).edits
    assert edit.rows[0].seen
    assert edit.rows[0].seen["recorded_by"] == "Lan"
