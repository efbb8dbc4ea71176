"""Slides of the plan: how we stand, the plan at a glance, each quarter's tasks with the late ones first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.ui.show import plan
from emulation.ui.show.slide import Figures, Line, Strip
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.ui.show.moments import moment_of, rows_of, titles

DAY = date(2026, 7, 15)
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        """,
    "units": """
        unit_id,name,short_name,bloc_id
        A,Đơn vị A,A,K1
        B,Đơn vị B,B,K1
        C,Đơn vị C,C,K1
        D,Đơn vị D,D,K1
        """,
    "tasks": """
        task_id,year,clause,quarter,title,short_title,due_on
        T1,2026,II.1.a,1,Việc một,,31/03/2026
        T2,2026,II.1.b,1,Việc dài dòng,Việc gọn,31/03/2026
        T3,2026,II.1.c,1,Nếu có,,31/03/2026
        T4,2026,II.3.a,3,Sắp,,20/07/2026
        T5,2026,III.1,,Cả năm,,31/12/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T1,B,Phối hợp
        T2,A,Chủ trì
        T2,B,Chủ trì
        T3,A,Chủ trì
        T5,A,Chủ trì
        T5,B,Chủ trì
        T5,C,Chủ trì
        T5,D,Chủ trì
        """,
    "progress": """
        recorded_on,task_id,unit_id,status
        20/03/2026,T1,A,Hoàn thành
        20/03/2026,T1,B,Chưa bắt đầu
        20/03/2026,T3,A,Không phát sinh
        """,
    "meetings": """
        meeting_id,held_on,kind,title
        M1,20/03/2026,Họp Hội đồng,Trước
        """,
}
PENDING = {
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        """,
    "units": TABLES["units"].replace("K1", ""),
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        H1,01/06/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng,10/07/2026
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def test_standing_is_a_sentence_and_four_figures_each_with_its_change(data: Warehouse) -> None:
    (slide,) = plan.standing(moment_of(data, DAY))
    assert slide.title == "1/4 nhiệm vụ đã hoàn thành, 1 quá hạn"
    assert isinstance(slide.body, Figures)
    shown = [(f.value, f.label, f.of, f.change, f.late) for f in slide.body.figures]
    assert shown[:2] == [
        ("1", "nhiệm vụ đã hoàn thành", "trên 4 nhiệm vụ có phát sinh", "● không đổi từ họp 20/03", False),
        ("1", "nhiệm vụ quá hạn", "trên 4 nhiệm vụ có phát sinh", "▲ tăng 1 từ họp 20/03", True),
    ]
    assert shown[2][:3] == ("3", "phần việc quá hạn", "của 2 đơn vị, lâu nhất 106 ngày")
    assert shown[3][:3] == ("0", "hồ sơ quá hạn", "không có hồ sơ chưa kết thúc")


def test_standing_before_the_council_ever_met_has_no_change(data: Warehouse) -> None:
    (slide,) = plan.standing(moment_of(data, date(2026, 3, 1)))
    assert slide.title == "0/5 nhiệm vụ đã hoàn thành, không có nhiệm vụ quá hạn"
    assert isinstance(slide.body, Figures)
    assert {f.change for f in slide.body.figures} == {""}


def test_standing_counts_a_filters_own_parts_and_says_so(data: Warehouse) -> None:
    (one,) = plan.standing(moment_of(data, DAY, units=("B",)))
    assert (one.title, one.note) == ("0/3 phần việc đã hoàn thành, 2 quá hạn", "")
    (many,) = plan.standing(moment_of(data, DAY, blocs=("K1",)))
    assert many.title == "1/8 phần việc đã hoàn thành, 3 quá hạn"
    assert many.note == "Một phần việc là một đơn vị được chọn trong một nhiệm vụ."


def test_standing_with_dossiers_only_speaks_of_them(tmp_path: Path) -> None:
    (slide,) = plan.standing(moment_of(warehouse(tmp_path, PENDING), DAY))
    assert slide.title == "1 hồ sơ chưa kết thúc, 1 quá hạn"
    assert isinstance(slide.body, Figures)
    assert slide.body.figures[0].value == "–"
    assert slide.body.figures[0].of == "không có nhiệm vụ phát sinh"


def test_standing_says_what_is_due_today_where_nothing_is_late(tmp_path: Path) -> None:
    task = f"task_id,year,clause,quarter,title,due_on\nT1,2026,II.3.a,3,Việc,{DAY:%d/%m/%Y}\n"
    (slide,) = plan.standing(moment_of(warehouse(tmp_path, {"tasks": task}), DAY))
    assert slide.title == "0/1 nhiệm vụ đã hoàn thành, 1 nhiệm vụ đến hạn hôm nay"


def test_thousands_have_their_dot(tmp_path: Path) -> None:
    tasks = "task_id,year,clause,quarter,title,due_on\n" + "".join(
        f"T{n},2026,II.1.{n},1,Việc,31/03/2026\n" for n in range(1234)
    )
    (slide,) = plan.standing(moment_of(warehouse(tmp_path, {"tasks": tasks}), DAY))
    assert slide.title == "0/1.234 nhiệm vụ đã hoàn thành, 1.234 quá hạn"


def test_the_strip_says_where_tasks_are_overdue(data: Warehouse) -> None:
    (slide,) = plan.strip(moment_of(data, DAY))
    assert slide.title == "Quý I còn 1 nhiệm vụ quá hạn"
    assert isinstance(slide.body, Strip)
    assert slide.body.lines == (
        Line("Quý I", ("Đúng hạn", "Quá hạn", "Không phát sinh"), ("Việc gọn, trễ 106 ngày",)),
        Line("Quý III", ("Sắp đến hạn",)),
        Line("Cả năm", ("Chưa bắt đầu",)),
    )
    (later,) = plan.strip(moment_of(data, date(2027, 1, 1), year=2026))
    assert later.title == "Quý I, Quý III và phần cả năm còn 3 nhiệm vụ quá hạn"
    (whole_year,) = plan.strip(moment_of(data, date(2027, 1, 1), year=2026, quarter=0))
    assert whole_year.title == "Phần cả năm còn 1 nhiệm vụ quá hạn"


def test_the_strip_says_when_nothing_is_overdue(data: Warehouse) -> None:
    def said(day: date, **scope: Any) -> str:
        (slide,) = plan.strip(moment_of(data, day, **scope))
        return slide.title

    assert said(date(2026, 1, 15)) == "Không nhiệm vụ nào quá hạn"
    assert said(DAY, quarter=3) == "Không nhiệm vụ nào quá hạn, 1 sắp đến hạn"


def test_the_strip_of_units_takes_the_most_urgent_of_them(data: Warehouse) -> None:
    (slide,) = plan.strip(moment_of(data, DAY, units=("A", "B")))
    assert slide.title == "Quý I có phần việc quá hạn"  # B has not done its part of T1
    assert slide.note


def test_each_quarter_with_tasks_has_a_slide_with_its_message(data: Warehouse) -> None:
    assert titles(plan.tasks(moment_of(data, DAY))) == {
        "tasks-1": "Quý I: 1/2 hoàn thành, 1 quá hạn",
        "tasks-3": "Quý III: 0/1 hoàn thành, 1 sắp đến hạn",
        "tasks-0": "Cả năm: 0/1 hoàn thành",
    }
    assert list(titles(plan.tasks(moment_of(data, DAY, quarter=3)))) == ["tasks-3"]


def test_tasks_late_first_with_who_leads_and_how_late(data: Warehouse) -> None:
    first, _, last = plan.tasks(moment_of(data, DAY))
    assert rows_of(first) == [
        ("II.1.b · Việc gọn", "A, B", "Quá hạn", "trễ 106 ngày"),
        ("II.1.a · Việc một", "A", "Đúng hạn", "31/03/2026"),
        ("II.1.c · Nếu có", "A", "Không phát sinh", "–"),
    ]
    assert rows_of(last) == [("III.1 · Cả năm", "4 đơn vị", "Chưa bắt đầu", "31/12/2026")]


def test_tasks_of_a_filter_are_task_and_unit_with_its_role(data: Warehouse) -> None:
    first, _ = plan.tasks(moment_of(data, DAY, units=("B",)))
    assert rows_of(first) == [
        ("II.1.a · Việc một", "B, phối hợp", "Quá hạn", "trễ 106 ngày"),
        ("II.1.b · Việc gọn", "B, chủ trì", "Quá hạn", "trễ 106 ngày"),
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "Chưa phân công"),
        (["A", "B", "C"], "A, B, C"),
        (["A", "B", "C", "D"], "4 đơn vị"),
        (["x" * 40, "y" * 40], "2 đơn vị"),
        (["x" * 90], "x" * 90),
    ],
)
def test_units_are_named_where_they_are_few_and_short(names: list[str], said: str) -> None:
    assert plan.few(names) == said


def test_a_quarter_in_which_nothing_arises_says_so(tmp_path: Path) -> None:
    tables = TABLES | {"tasks": "task_id,year,clause,quarter,title,due_on\nT3,2026,II.1.c,1,Có,31/03/2026\n"}
    only = {name: tables[name] for name in ("units", "blocs", "tasks")}
    only["assignments"] = "task_id,unit_id,role\nT3,A,Chủ trì\n"
    only["progress"] = "recorded_on,task_id,unit_id,status\n20/03/2026,T3,A,Không phát sinh\n"
    (slide,) = plan.tasks(moment_of(warehouse(tmp_path, only), DAY))
    assert slide.title == "Quý I: không phát sinh nhiệm vụ nào"


def test_a_task_that_is_late_by_its_dossiers_says_why(tmp_path: Path) -> None:
    tasks = """
        task_id,year,clause,quarter,title,measured_by,due_on
        T1,2026,II.3.d,3,Giải quyết hồ sơ,hồ sơ,30/09/2026
        """
    dossiers = PENDING["dossiers"].replace("01/06/2026", "01/07/2026")
    tables = PENDING | {"tasks": tasks, "dossiers": dossiers}
    (slide,) = plan.tasks(moment_of(warehouse(tmp_path, tables), DAY))
    assert rows_of(slide) == [
        ("II.3.d · Giải quyết hồ sơ", "Chưa phân công", "Quá hạn", "trễ 5 ngày, hồ sơ hết hạn từ 10/07/2026")
    ]
    assert slide.note == "Giải quyết hồ sơ là quá hạn khi có hồ sơ quá hạn."


def test_an_empty_folder_has_no_slides_of_the_plan(tmp_path: Path) -> None:
    empty = moment_of(warehouse(tmp_path), DAY)
    assert [*plan.standing(empty), *plan.strip(empty), *plan.tasks(empty)] == []
