"""Of what there are data on a day: what is not known is not zero."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

TABLES = {
    "units": "unit_id,name\nA,Đơn vị A\n",
    "tasks": """
        task_id,year,clause,quarter,title,measured_by,due_on
        A3,2025,3,3,Việc một,,30/09/2025
        A4,2025,4,4,Việc hai,,31/12/2025
        A5,2025,5,,Việc cả năm,,31/12/2025
        B1,2026,1,1,Giải quyết hồ sơ,hồ sơ,31/03/2026
        """,
    "assignments": "task_id,unit_id,role\nA3,A,Chủ trì\nA4,A,Chủ trì\nB1,A,Chủ trì\n",
    "progress": """
        recorded_on,task_id,unit_id,status
        02/08/2025,A3,A,Đang thực hiện
        """,
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        H1,15/07/2025,A,Cá nhân,Cá nhân 01,GK,Công trạng
        H2,20/02/2026,A,Cá nhân,Cá nhân 02,GK,Công trạng
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def recorded(data: Warehouse, as_of: date, **filtered: Any) -> dict[Any, Any]:
    return data.ask("recorded", Scope.at(as_of, **filtered)).iloc[0].to_dict()


def test_a_plan_is_known_once_something_was_recorded_of_it(data: Warehouse) -> None:
    assert [recorded(data, date(2025, 8, day))["plan"] for day in (1, 2)] == [False, True]
    assert not recorded(data, date(2025, 8, 2), year=2024)["plan"]


def test_a_plan_is_known_by_the_dossiers_that_measure_a_task_of_it(data: Warehouse) -> None:
    assert [recorded(data, date(2026, 2, day))["plan"] for day in (19, 20)] == [False, True]


def test_quarters_without_a_task_are_named(data: Warehouse) -> None:
    assert recorded(data, date(2025, 9, 1))["no_tasks"] == [1, 2]
    assert recorded(data, date(2026, 9, 1))["no_tasks"] == [2, 3, 4]


@pytest.mark.parametrize(
    ("as_of", "quarter", "dossiers", "period", "since"),
    [
        (date(2025, 7, 14), None, False, False, None),
        (date(2025, 7, 15), None, True, True, date(2025, 7, 1)),
        (date(2025, 11, 16), 2, True, False, None),  # it had ended before the first dossier came
        (date(2025, 11, 16), 3, True, True, None),
        (date(2025, 11, 16), 4, True, True, None),
        (date(2026, 11, 16), None, True, True, None),
        (date(2026, 11, 16), 0, True, True, None),
    ],
)
def test_dossiers_are_known_from_the_first_one_on(
    data: Warehouse, as_of: date, quarter: int | None, dossiers: bool, period: bool, since: date | None
) -> None:
    row = recorded(data, as_of, quarter=quarter)
    assert (row["dossiers"], row["period"], row["period_from"]) == (dossiers, period, since)
