"""The first slide and the last: whose figures of when, the next meeting and what is due until then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from emulation.ui.show import opening
from emulation.ui.show.moment import Meeting
from emulation.ui.show.slide import Slide, Statement
from tests.folders import warehouse
from tests.ui.show.moments import moment_of

DAY = date(2026, 7, 15)
PLAN = """
    year,issuer
    2025,UBND xã Cũ
    2026,UBND xã Mới
    """
MEETINGS = """
    meeting_id,held_on,kind,title,place
    M1,20/07/2026,Họp UBND,Rà soát,Phòng họp
    M2,30/09/2026,Khác,Giao ban,
    """


def lines(slide: Slide) -> tuple[str, ...]:
    assert isinstance(slide.body, Statement)
    return slide.body.lines


def test_the_title_says_whose_figures_for_which_meeting_where_and_of_when(tmp_path: Path) -> None:
    data = warehouse(tmp_path, {"plan": PLAN})
    meeting = Meeting("M0", DAY, "Họp Hội đồng", "Chấm điểm Quý II", "Hội trường")
    (slide,) = opening.title(moment_of(data, DAY, meeting=meeting, where="Khối Trường học", quarter=2))
    assert slide.kicker == "UBND xã Mới"
    assert slide.title == "Tình hình thi đua, khen thưởng Quý II năm 2026"
    assert lines(slide) == (
        "Chấm điểm Quý II",
        "Họp Hội đồng ngày 15/07/2026 · Hội trường",
        "Phạm vi: Khối Trường học",
        "Số liệu tính đến 15/07/2026",
    )


def test_the_title_of_another_year_has_the_plan_of_that_year(tmp_path: Path) -> None:
    (slide,) = opening.title(moment_of(warehouse(tmp_path, {"plan": PLAN}), DAY, year=2025))
    assert (slide.kicker, slide.title) == ("UBND xã Cũ", "Tình hình thi đua, khen thưởng năm 2025")


def test_the_title_without_a_plan_or_a_meeting(tmp_path: Path) -> None:
    (slide,) = opening.title(moment_of(warehouse(tmp_path), DAY, quarter=0))
    assert slide.kicker == "Hội đồng thi đua, khen thưởng"
    assert slide.title.endswith("năm 2026, nhiệm vụ cả năm")
    assert lines(slide) == ("Số liệu tính đến 15/07/2026",)


def test_the_end_tells_the_next_meeting_and_what_is_due_until_then(tmp_path: Path) -> None:
    tasks = """
        task_id,year,clause,quarter,title,due_on
        T1,2026,II.3.a,3,Việc ba,20/07/2026
        T2,2026,II.3.b,3,Việc sau,21/07/2026
        """
    data = warehouse(tmp_path, {"meetings": MEETINGS, "tasks": tasks})
    (slide,) = opening.end(moment_of(data, DAY))
    assert slide.title == "Đến 20/07/2026: 1 nhiệm vụ đến hạn"
    assert lines(slide)[:2] == ("Rà soát", "Họp UBND ngày 20/07/2026 · Phòng họp")


def test_the_end_looks_past_the_chosen_meeting(tmp_path: Path) -> None:
    data = warehouse(tmp_path, {"meetings": MEETINGS})
    (slide,) = opening.end(
        moment_of(data, DAY, meeting=Meeting("M1", date(2026, 7, 20), "Họp UBND", "Rà soát", ""))
    )
    assert slide.title == "Họp tiếp theo ngày 30/09/2026"
    assert lines(slide)[:2] == ("Giao ban", "Ngày 30/09/2026")


def test_there_is_no_end_without_a_meeting_to_come(tmp_path: Path) -> None:
    assert not list(opening.end(moment_of(warehouse(tmp_path), DAY)))
