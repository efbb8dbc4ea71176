"""What the meetings concluded: how it stands, in which row of the plan, and whose name a slide of it may say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

DAY, MET = date(2026, 11, 16), date(2026, 10, 15)
TABLES = {
    "units": "unit_id,name\nA,A\nB,B\n",
    "meetings": """
        meeting_id,held_on,kind,title
        H1,10/12/2025,Họp UBND,Giao ban
        H2,12/10/2026,Họp UBND,Giao ban
        H3,16/11/2026,Họp Hội đồng,Bình xét
        H4,17/11/2026,Khác,Giao ban
        """,
    "tasks": """
        task_id,year,clause,quarter,title,due_on,meeting_id
        T1,2026,II.4.a,4,Việc của Kế hoạch,31/12/2026,
        C1,2025,KL.1,4,Việc năm trước,31/12/2025,H1
        C2,2026,KL.2,4,Thẩm định lại bà Lê Thị Hoa và ông Lê Thị,30/10/2026,H2
        C3,2026,KL.3,3,Việc không phát sinh,30/09/2026,H2
        C4,2026,KL.4,4,Việc mới,31/12/2026,H3
        C5,2026,KL.5,4,Việc của cuộc họp sau,31/12/2026,H4
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        C1,A,Chủ trì
        C2,A,Phối hợp
        C2,B,Chủ trì
        C3,B,Chủ trì
        C4,A,Chủ trì
        """,
    "progress": """
        recorded_on,task_id,unit_id,status
        01/11/2026,C1,A,Hoàn thành
        01/11/2026,C2,A,Hoàn thành
        01/11/2026,C3,B,Không phát sinh
        """,
    "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        D1,01/10/2026,A,Cá nhân,Lê Thị Hoa,GK,Công trạng
        D2,01/10/2026,A,Cá nhân,Lê Thị,GK,Công trạng
        D3,01/10/2026,A,Cá nhân,Việc,GK,Công trạng
        D4,01/10/2026,A,Tập thể,Việc mới,GK,Công trạng
        """,
    "dossier_events": "occurred_on,dossier_id,stage\n02/11/2026,D2,Đã khen thưởng\n",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("conclusions"), TABLES)


def standing(data: Warehouse, **scope: Any) -> Mapping[Any, Any]:
    (row,) = data.ask("conclusions_standing", Scope.at(**{"as_of": DAY, **scope})).to_dict("records")
    return row


def test_conclusions_are_done_of_what_arises_whatever_their_year(data: Warehouse) -> None:
    found = {"value": 1, "of_all": 3, "overdue": 1, "longest": 17, "elsewhere": 1}
    assert standing(data, since=MET) == {**found, "before": 0, "before_of_all": 3}
    assert standing(data, quarter=3) == {**found, "elsewhere": 3, "before": None, "before_of_all": None}


def test_of_a_unit_those_in_which_it_takes_part_stand_as_the_whole_task(data: Warehouse) -> None:
    found = standing(data, units=("A",))
    assert (found["value"], found["of_all"], found["overdue"]) == (1, 3, 1)  # A has done its part of C2
    rows = data.ask("meeting_conclusions", Scope.at(DAY, units=("A",)))
    assert dict(zip(rows["task_id"], rows["role"], strict=True)) == {
        "C4": "Chủ trì",
        "C2": "Phối hợp",
        "C1": "Chủ trì",
    }


def test_before_a_meeting_has_concluded_anything_nothing_stands(data: Warehouse) -> None:
    assert data.ask("conclusions_standing", Scope.at(date(2025, 12, 9))).empty


def test_what_meetings_concluded_stands_once_apart_from_the_quarters(data: Warehouse) -> None:
    rows = data.ask("plan_strip", Scope.at(DAY))
    stand = list(zip(rows["task_id"], rows["of_meeting"], strict=True))
    assert stand == [("T1", False), ("C3", True), ("C2", True), ("C4", True)]
    counted = data.ask("quarter_states", Scope.at(DAY))
    assert counted.groupby("quarter")[["tasks", "concluded"]].sum().values.tolist() == [[1, 1], [3, 2]]


def test_a_public_title_names_nobody_whose_award_is_not_decided(data: Warehouse) -> None:
    rows = data.ask("meeting_conclusions", Scope.at(DAY))
    said = dict(zip(rows["task_id"], rows["public_title"], strict=True))
    assert said["C2"] == "Thẩm định lại bà … và ông Lê Thị"
    assert said["C4"] == "Việc mới"  # a collective, and a word that is a person's whole name
    before = data.ask("meeting_conclusions", Scope.at(date(2026, 11, 1)))
    assert "Thẩm định lại bà … và ông …" in set(before["public_title"])
