"""Where a unit's points come from: what counts, what each stage gave, and the sums of the groups."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.periods import earlier, rank_history
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

SCOPE = Scope.at(date(2026, 6, 30))
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        """,
    "units": """
        unit_id,name,bloc_id
        A,Đơn vị A,K1
        B,Đơn vị B,K1
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points,source,points_each
        C1,2026,Phong trào,Đăng ký,Chuẩn,10,,
        C2,2026,Phong trào,Hưởng ứng,Chuẩn,15,,
        C3,2026,Khen thưởng,Được khen,Chuẩn,5,khen thưởng,"2,5"
        C4,2026,Phong trào,Mô hình mới,Thưởng,5,,
        C5,2025,Phong trào,Của năm trước,Chuẩn,10,,
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/06/2026,2026-Q2,A,C1,Tự chấm,"12,5"
        02/06/2026,2026-Q2,A,C1,Khối chấm,9
        03/06/2026,2026-Q2,A,C1,Hội đồng chấm,"9,25"
        03/06/2026,2026-Q2,A,C1,Hội đồng chấm,"8,75"
        01/06/2026,2026-Q2,A,C2,Tự chấm,0
        01/07/2026,2026-Q2,A,C2,Hội đồng chấm,14
        01/06/2026,2026-Q2,B,C1,Tự chấm,4
        01/03/2026,2026-Q1,A,C1,Tự chấm,3
        01/03/2026,2026-Q1,B,C1,Tự chấm,3
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("rankings"), TABLES)


def test_each_criterion_of_the_year_with_what_every_stage_gave(data: Warehouse) -> None:
    rows = data.ask("criterion_points", SCOPE, unit="A")
    shown = ["criterion_id", "points", "stage", "self_points", "bloc_points", "council_points", "was_cut"]
    assert list(rows[shown].itertuples(index=False, name=None)) == [
        ("C1", 8.75, "Hội đồng chấm", 10.0, 9.0, 8.75, "có"),  # of one day's rows the last; 12,5 cut at 10
        ("C2", 0.0, "Tự chấm", 0.0, None, None, "không"),  # zero is a score; the council's is of a later day
        ("C3", 0.0, None, None, None, None, "không"),
        ("C4", None, None, None, None, None, "không"),  # not scored is not zero
    ]


def test_the_sums_of_a_group_keep_bonus_apart_from_base(data: Warehouse) -> None:
    rows = data.ask("criterion_points", SCOPE, unit="A")
    shown = ["criterion_id", "group_points", "group_max"]
    assert list(rows[shown].itertuples(index=False, name=None)) == [
        ("C1", 8.75, 25.0),
        ("C2", 8.75, 25.0),
        ("C3", 0.0, 5.0),
        ("C4", None, 5.0),
    ]


def test_the_criteria_add_up_to_the_total_of_the_ranking(data: Warehouse) -> None:
    totals = data.ask("unit_ranking", SCOPE).set_index("unit_id")["total"]
    for unit in ("A", "B"):
        assert data.ask("criterion_points", SCOPE, unit=unit)["points"].dropna().sum() == totals[unit]


def test_nobody_chosen_gives_no_row(data: Warehouse) -> None:
    assert data.ask("criterion_points", SCOPE, unit="").empty


@pytest.mark.parametrize(
    ("period", "steps", "before"),
    [("2026-Q2", 1, "2026-Q1"), ("2026-Q1", 1, "2025-Q4"), ("2026-Q1", 6, "2024-Q3"), ("2026", 2, "2024")],
)
def test_the_period_before_is_of_the_same_kind(period: str, steps: int, before: str) -> None:
    assert earlier(period, steps) == before


def test_ranks_over_the_periods_begin_with_the_first_ranking(data: Warehouse) -> None:
    history = rank_history(lambda period: data.ask("unit_ranking", SCOPE.but(period=period)), "2026-Q2")
    assert list(history.itertuples(index=False, name=None)) == [
        ("A", "2026-Q1", 1),
        ("B", "2026-Q1", 1),
        ("A", "2026-Q2", 1),
        ("B", "2026-Q2", 2),
    ]


def test_without_any_ranking_there_is_no_history(data: Warehouse) -> None:
    assert rank_history(lambda period: data.ask("unit_ranking", SCOPE.but(period=period)), "2024").empty
