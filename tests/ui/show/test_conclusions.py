"""The show opens with what was concluded last time, and ends with what this very meeting concludes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from emulation.ui.show.moment import Meeting
from emulation.ui.show.sections import USUAL, slides
from emulation.ui.show.slide import Slide
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.ui.show.moments import moment_of, rows_of

DAY = date(2026, 11, 16)
TABLES = {
    "units": "unit_id,name\nA,Đơn vị A\nB,Đơn vị B\n",
    "meetings": """
        meeting_id,held_on,kind,title
        H1,12/10/2026,Họp UBND,Giao ban
        H2,16/11/2026,Họp UBND,Giao ban buổi sáng
        H3,16/11/2026,Họp Hội đồng,Bình xét
        H4,17/11/2026,Khác,Giao ban
        """,
    "tasks": """
        task_id,year,clause,quarter,title,due_on,meeting_id
        C1,2026,KL.1,4,Thẩm định lại hồ sơ bà Lê Thị Hoa,30/10/2026,H1
        C2,2026,KL.2,4,Việc buổi sáng,20/11/2026,H2
        C3,2026,KL.3,4,Mời bà Lê Thị Hoa,29/11/2026,H3
        C4,2026,KL.4,4,Gửi giấy mời,18/11/2026,H3
        C5,2026,KL.5,4,Việc của cuộc họp sau,31/12/2026,H4
        """,
    "assignments": "task_id,unit_id,role\nC1,A,Chủ trì\nC3,A,Chủ trì\nC3,B,Phối hợp\n",
    "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        D1,01/10/2026,A,Cá nhân,Lê Thị Hoa,GK,Công trạng
        """,
}
H3 = Meeting("H3", DAY, "Họp Hội đồng", "Bình xét", "")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("conclusions"), TABLES)


def shown(data: Warehouse, day: date, **more: Any) -> dict[str, Slide]:
    return {slide.id: slide for slide in slides(moment_of(data, day, **more), USUAL)}


def test_the_show_opens_with_the_last_time_and_ends_with_today(data: Warehouse) -> None:
    found = shown(data, DAY, meeting=H3)
    order = [id for id, slide in found.items() if not slide.behind]
    assert order[:2] == ["title", "conclusions"]
    assert order[-2:] == ["today", "end"]
    assert found["conclusions"].kicker == "Kết luận kỳ trước · họp UBND 12/10/2026"
    assert rows_of(found["conclusions"]) == [
        ("KL.1 · Thẩm định lại hồ sơ bà …", "Đơn vị A", "Quá hạn", "trễ 17 ngày")
    ]
    assert found["today"].kicker == "Kết luận hôm nay · họp Hội đồng 16/11/2026"
    assert found["today"].title == "Hôm nay kết luận 2 việc, hạn sớm nhất 18/11/2026"
    assert rows_of(found["today"]) == [
        ("KL.3 · Mời bà …", "Đơn vị A", "Đơn vị B", "29/11 (nghỉ), tính đến 30/11/2026"),
        ("KL.4 · Gửi giấy mời", "Chưa phân công", "–", "18/11/2026"),
    ]
    assert [row[0] for row in rows_of(found["concluded"])] == ["KL.2 · Việc buổi sáng"]


@pytest.mark.parametrize(
    ("day", "meeting"),
    [(DAY, None), (date(2026, 11, 17), H3), (date(2026, 11, 15), H3)],
    ids=["no meeting", "a later day than the meeting's", "a meeting to come"],
)
def test_without_a_meeting_of_the_day_nothing_is_todays(
    data: Warehouse, day: date, meeting: Meeting | None
) -> None:
    found = shown(data, day, meeting=meeting)
    assert "today" not in found
    assert found["conclusions"].kicker.startswith("Kết luận kỳ trước")


def test_before_anything_was_concluded_there_is_no_slide_of_it(data: Warehouse) -> None:
    assert not {"conclusions", "concluded", "today"} & shown(data, date(2026, 10, 11)).keys()
