"""Who asks for a later date and has no answer, and which notes of the log are remarks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation import remarks
from emulation.office.change_set import ask
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

DAY = date(2026, 11, 16)
TABLES = {
    "units": "unit_id,name\nA,Thôn A\nB,Thôn B\n",
    "tasks": """
        task_id,year,clause,title,due_on
        T1,2026,II.1.a,Ký kết,15/11/2026
        T2,2026,II.1.b,Sơ kết,31/12/2026
        T3,2026,II.1.c,Xong rồi,31/12/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T1,B,Phối hợp
        T2,A,Chủ trì
        T2,B,Phối hợp
        T3,A,Chủ trì
        T3,B,Phối hợp
        """,
    "progress": """
        recorded_on,task_id,unit_id,status,note
        01/11/2026,T1,A,Đang thực hiện,Đề nghị gia hạn đến 20/11/2026: bận
        10/11/2026,T1,A,Đang thực hiện,"Đề nghị gia hạn đến 30/11/2026: chờ: kinh phí"
        10/11/2026,T1,A,Đang thực hiện,đã họp
        12/11/2026,T1,A,Đang thực hiện,Chỉ đạo: làm ngay
        10/11/2026,T1,B,Chưa bắt đầu,Đề nghị gia hạn đến khi xong: bận
        09/11/2026,T2,A,Đang thực hiện,Đề nghị gia hạn đến 31/01/2027: bận
        09/11/2026,T2,B,Đang thực hiện,Đề nghị gia hạn đến 31/01/2027: bận
        09/11/2026,T3,A,Đang thực hiện,Đề nghị gia hạn đến 31/01/2027: bận
        10/11/2026,T3,A,Hoàn thành,
        09/11/2026,T3,B,Đang thực hiện,Đề nghị gia hạn đến 31/01/2027: bận
        """,
    "extensions": """
        decided_on,task_id,unit_id,due_on
        09/11/2026,T1,A,20/11/2026
        15/11/2026,T1,B,20/11/2026
        09/11/2026,T2,B,31/01/2027
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("requests"), TABLES)


def requests(data: Warehouse, day: date, **of: Any) -> list[tuple[str, str, str, int]]:
    rows = ask(data, "extension_requests", Scope.at(day, **of))
    return [(row["id"], row["owner"], row["need"], row["days_late"]) for row in rows]


def test_a_request_is_open_until_it_is_answered_or_the_work_is_done(data: Warehouse) -> None:
    assert requests(data, DAY) == [
        ("T1", "Thôn A", "Đề nghị gia hạn đến 30/11/2026", -4),
        ("T2", "Thôn A", "Đề nghị gia hạn đến 31/01/2027", -45),
    ]
    assert [row[0] for row in requests(data, date(2026, 11, 9))] == ["T2", "T3", "T3"]
    assert requests(data, DAY, units=("B",)) == []


def test_an_extension_of_the_whole_task_answers_all(tmp_path: Path) -> None:
    whole = TABLES | {"extensions": "decided_on,task_id,unit_id,due_on\n15/11/2026,T1,,30/11/2026\n"}
    assert "T1" not in [row[0] for row in requests(warehouse(tmp_path / "data", whole), DAY)]


def test_the_last_request_is_told_with_its_reason(data: Warehouse) -> None:
    row = ask(data, "extension_requests", Scope.at(DAY))[0]
    assert (row["requested_due_on"], row["reason"]) == (date(2026, 11, 30), "chờ: kinh phí")


def test_the_log_keeps_a_day_s_note_beside_its_remarks(data: Warehouse) -> None:
    rows = ask(data, "task_log", Scope.at(DAY), task="T1")
    assert [(row["note"], row["remark"]) for row in rows if row["unit_id"] == "A"] == [
        ("Chỉ đạo: làm ngay", "Chỉ đạo"),
        ("đã họp", None),
        ("Đề nghị gia hạn đến 30/11/2026: chờ: kinh phí", "Đề nghị gia hạn"),
        ("Đề nghị gia hạn đến 20/11/2026: bận", "Đề nghị gia hạn"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        remarks.directive("x"), remarks.directive("hai\ndòng"), remarks.request(DAY, "x"), remarks.directive(""),
        "Chỉ đạo:x", "chỉ đạo: x", " Chỉ đạo: x", "Theo Chỉ đạo: x", "Đề nghị gia hạn đến 1/12/2026: x",
        "Đề nghị gia hạn đến 01/12/2026", "Đề nghị gia hạn đến 01/12/2026: ", "", "x",
    ],
)  # fmt: skip
def test_queries_and_programs_take_the_same_notes_for_remarks(data: Warehouse, note: str) -> None:
    ((remark,),) = data.rows_of(f"select remark_of('{note}')")
    assert bool(remark) == remarks.is_remark(note)
    assert (remark == "Chỉ đạo") == remarks.is_directive(note)
