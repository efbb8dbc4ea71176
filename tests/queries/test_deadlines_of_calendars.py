"""Which deadlines stand in calendars: tasks, parts, dossiers whose clock runs, meetings; no nominee's name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from emulation.office.change_set import ask
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

DAY = date(2026, 11, 16)
TABLES = {
    "units": "unit_id,name,short_name\nA,Thôn A,\nB,Trường THCS số 1,THCS 1\n",
    "meetings": """
        meeting_id,held_on,kind,title,place
        H1,09/11/2026,Họp UBND,Rà soát,Phòng họp
        H2,18/12/2026,Họp Hội đồng,Bình xét,
        """,
    "tasks": """
        task_id,year,clause,title,short_title,due_on,meeting_id
        T1,2026,II.4.a,Tổ chức hội nghị tổng kết,Hội nghị,22/11/2026,
        T2,2026,II.4.b,Làm xong,,30/10/2026,H1
        T3,2026,II.4.c,Chưa quyết định,,31/12/2026,H2
        T4,2024,II.4.c,Lâu rồi,,14/11/2025,
        """,
    "assignments": """
        task_id,unit_id,role,due_on
        T1,A,Chủ trì,
        T1,B,Phối hợp,20/11/2026
        T2,B,Chủ trì,
        T4,A,Chủ trì,
        """,
    "progress": """
        recorded_on,task_id,unit_id,status
        01/11/2026,T2,B,Hoàn thành
        """,
    "awards": "award_id,name,category,level,working_days\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã,10\n",
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,quantity
        D1,16/11/2026,B,Cá nhân,Nguyễn Văn Kín,GK,Công trạng,24
        D2,16/11/2026,B,Cá nhân,Nguyễn Văn Kín,GK,Công trạng,
        D3,02/11/2026,B,Cá nhân,Nguyễn Văn Kín,GK,Công trạng,
        D4,02/11/2026,A,Cá nhân,Nguyễn Văn Kín,GK,Công trạng,
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        16/11/2026,D2,Yêu cầu bổ sung
        16/11/2026,D3,Rút hồ sơ
        16/11/2026,D4,Trình cấp trên
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("deadlines"), TABLES)


def deadlines(data: Warehouse, *units: str) -> list[dict[str, Any]]:
    return ask(data, "deadlines", Scope.at(DAY, units=units))


def test_every_task_part_running_dossier_and_meeting_has_its_last_day(data: Warehouse) -> None:
    found = {(row["kind"], row["id"], row["unit_id"]): row for row in deadlines(data)}
    assert {key: (row["due_on"], row["expires_on"], row["is_over"]) for key, row in found.items()} == {
        ("task", "T1", None): (date(2026, 11, 22), date(2026, 11, 23), False),  # a Sunday
        ("task", "T2", None): (date(2026, 10, 30), date(2026, 10, 30), True),
        ("part", "T1", "A"): (date(2026, 11, 22), date(2026, 11, 23), False),
        ("part", "T1", "B"): (date(2026, 11, 20), date(2026, 11, 20), False),
        ("part", "T2", "B"): (date(2026, 10, 30), date(2026, 10, 30), True),
        # 24/11 is a holiday. D2 waits for its supplement, D3 is closed; T3's meeting was not
        # held yet, and T4's day is long past.
        ("dossier", "D1", "B"): (date(2026, 12, 1), date(2026, 12, 1), False),
        ("dossier", "D4", "A"): (date(2026, 11, 16), date(2026, 11, 16), True),
        ("meeting", "H1", None): (date(2026, 11, 9), date(2026, 11, 9), False),
        ("meeting", "H2", None): (date(2026, 12, 18), date(2026, 12, 18), False),
    }
    days = [row["expires_on"] for row in deadlines(data)]
    assert days == sorted(days)


def test_a_deadline_is_told_in_words_that_name_no_nominee(data: Warehouse) -> None:
    assert "Kín" not in str(deadlines(data))
    found = {(row["kind"], row["id"], row["unit_id"]): row for row in deadlines(data)}
    part, dossier = found["part", "T1", "B"], found["dossier", "D1", "B"]
    assert [part[name] for name in ("what", "full_title", "clause", "role", "leads", "unit_name")] == [
        "Hội nghị",
        "Tổ chức hội nghị tổng kết",
        "II.4.a",
        "Phối hợp",
        ["Thôn A"],
        "THCS 1",
    ]
    assert [dossier[name] for name in ("what", "nominee_kind", "quantity", "status")] == [
        "Giấy khen",
        "Cá nhân",
        24,
        "Tiếp nhận",
    ]
    assert found["task", "T2", None]["concluded_on"] == date(2026, 11, 9)


def test_a_filter_keeps_what_the_chosen_units_owe(data: Warehouse) -> None:
    assert {(row["kind"], row["id"]) for row in deadlines(data, "B")} == {
        ("part", "T1"),
        ("part", "T2"),
        ("dossier", "D1"),
    }
