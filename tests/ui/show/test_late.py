"""Who is late: a unit a line, the one that is late longest first, and behind it each part by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation.ui.show import late
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.ui.show.moments import moment_of, rows_of

DAY = date(2026, 4, 10)
TABLES = {
    "units": "unit_id,name\nA,Đơn vị A\nB,Đơn vị B\nC,Đơn vị C\n",
    "tasks": """
        task_id,year,clause,quarter,title,due_on
        T1,2026,II.1.a,1,Việc một,31/03/2026
        T2,2026,II.1.b,1,Việc hai,27/02/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T1,B,Phối hợp
        T2,B,Chủ trì
        T2,C,Phối hợp
        """,
    "progress": "recorded_on,task_id,unit_id,status\n20/02/2026,T2,C,Hoàn thành\n",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def test_a_unit_a_line_with_what_it_is_late_with_longest(data: Warehouse) -> None:
    (slide,) = late.units(moment_of(data, DAY))
    assert slide.title == "3 phần việc của 2 đơn vị quá hạn, lâu nhất 42 ngày"
    assert rows_of(slide) == [
        ("Đơn vị B", "2", "Việc hai", "27/02/2026", "42 ngày"),
        ("Đơn vị A", "1", "Việc một", "31/03/2026", "10 ngày"),
    ]


def test_each_part_with_the_role_of_the_unit(data: Warehouse) -> None:
    (slide,) = late.parts(moment_of(data, DAY, units=("B",)))
    assert slide.title == "2 phần việc quá hạn, lâu nhất 42 ngày"
    assert rows_of(slide) == [
        ("Đơn vị B", "II.1.b · Việc hai, chủ trì", "27/02/2026", "42 ngày"),
        ("Đơn vị B", "II.1.a · Việc một, phối hợp", "31/03/2026", "10 ngày"),
    ]


def test_nobody_late_is_no_slide(data: Warehouse) -> None:
    moment = moment_of(data, date(2026, 2, 1))
    assert [*late.units(moment), *late.parts(moment)] == []


def test_more_units_than_one_slide_holds_are_counted(tmp_path: Path) -> None:
    units = "unit_id,name\n" + "".join(f"U{n},Đơn vị {n}\n" for n in range(30))
    parts = "task_id,unit_id,role\n" + "".join(f"T1,U{n},Chủ trì\n" for n in range(30))
    (slide,) = late.units(
        moment_of(warehouse(tmp_path, {"units": units, "tasks": TABLES["tasks"], "assignments": parts}), DAY)
    )
    assert rows_of(slide)[-1] == ("… và 24 đơn vị khác",)
