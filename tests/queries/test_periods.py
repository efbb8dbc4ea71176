"""Scoring periods of every kind: their days in Python and in SQL, which have ranks, whose scores are missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.periods import earlier, first_day, last_day, periods_of, usual, year_of
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

ALL = st.integers(2000, 2100).flatmap(lambda year: st.sampled_from(periods_of(year)))
JANUARY = date(2027, 1, 5)
TABLES = {
    "blocs": "bloc_id,name\nK1,Khối thôn\nK2,Khối trường\n",
    "units": """
        unit_id,name,bloc_id
        A,Thôn A,K1
        B,Thôn B,K1
        S,Trường S,K2
        T,Trường T,K2
        N,Ngoài khối,
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points,source,points_each,bloc_id
        C1,2026,Nhóm,Chung,Chuẩn,10,,,
        C2,2026,Nhóm,Của trường,Chuẩn,10,,,K2
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/07/2026,2026-Q2,A,C1,Hội đồng chấm,9
        01/07/2026,2026-H1,A,C1,Hội đồng chấm,9
        20/08/2026,2025-2026,S,C2,Hội đồng chấm,9
        01/10/2026,2026-Q3,B,C1,Tự chấm,8
        01/10/2026,2026-Q4,N,C1,Tự chấm,8
        04/01/2027,2026-Q4,A,C1,Tự chấm,8
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("periods"), TABLES)


@settings(max_examples=60)
@given(ALL)
def test_python_and_sql_know_the_same_periods(data: Warehouse, period: str) -> None:
    ((begins, ends, year),) = data.rows_of(
        f"select period_start('{period}'), period_end('{period}'), period_year('{period}')"
    )
    assert (first_day(period), last_day(period), year_of(period)) == (begins, ends, year)
    before = earlier(period)
    assert last_day(before) < begins
    assert earlier(before) == earlier(period, 2)


def test_the_last_period_with_ranks_comes_first_and_school_years_last(data: Warehouse) -> None:
    known = data.ranked_periods(date(2026, 11, 16))
    assert known == ("2026-Q3", "2026-Q2", "2026-H1", "2025-2026")  # who is outside every bloc is not ranked
    assert data.ranked_periods(JANUARY)[0] == "2026-Q4"
    assert data.ranked_periods(date(2026, 8, 31)) == ("2026-Q2", "2026-H1", "2025-2026")


def test_without_a_choice_the_last_period_with_ranks_is_looked_at(data: Warehouse) -> None:
    days = (date(2026, 6, 1), date(2026, 11, 16), JANUARY)
    assert [usual(data.ranked_periods(day), day) for day in days] == ["2026-Q2", "2026-Q3", "2026-Q4"]
    assert usual(data.ranked_periods(JANUARY), JANUARY, 2025) == "2025"
    assert usual(data.ranked_periods(JANUARY), JANUARY, 2027) == "2027-Q1"


def test_units_judged_by_nothing_but_what_is_reckoned_have_ranks_in_quarters(tmp_path: Path) -> None:
    only = {
        "criteria": """
            criterion_id,year,group,name,kind,max_points,source,points_each
            C1,2026,Nhóm,Khen,Chuẩn,10,khen thưởng,1
            """,
        "scores": "recorded_on,period,unit_id,criterion_id,stage,points\n",
    }
    found = warehouse(tmp_path, TABLES | only).ranked_periods(date(2026, 7, 15))
    assert found == ("2026-Q3", "2026-Q2", "2026-Q1")


def test_scores_are_missing_for_what_is_lately_over_and_was_scored_by_others(data: Warehouse) -> None:
    rows = data.ask("missing_scores", Scope.at(date(2026, 9, 15)))
    assert list(zip(rows["id"], rows["what"], rows["owner"], strict=True)) == [
        (
            "2025-2026",
            "1 đơn vị chưa tự chấm điểm",
            "Trường T",
        ),  # the villages are not judged by school years
        ("2026-Q2", "3 đơn vị chưa tự chấm điểm", "Thôn B, Trường S, Trường T"),
        ("2026-H1", "3 đơn vị chưa tự chấm điểm", "Thôn B, Trường S, Trường T"),
    ]


def test_a_school_year_judges_whom_school_years_judge(data: Warehouse, tmp_path: Path) -> None:
    def judged(of: Warehouse, period: str) -> list[str]:
        return list(of.ask("judged_units", Scope.at(date(2027, 9, 15), period=period))["unit_id"])

    assert judged(data, "2026-Q2") == ["A", "B", "S", "T"]
    assert judged(data, "2025-2026") == ["S", "T"]  # the first one of the bloc: who has not scored is missing
    assert judged(data, "2026-2027") == ["S"]  # T was not judged by the one before
    before = TABLES["scores"].replace("2025-2026", "2026-Q1")
    assert judged(warehouse(tmp_path, TABLES | {"scores": before}), "2025-2026") == ["A", "B", "S", "T"]


def test_a_unit_is_to_score_the_quarter_that_ended_also_before_anyone_has(data: Warehouse) -> None:
    scope = Scope.at(date(2027, 1, 2), period="2026-Q3", units=("B",))
    rows = data.ask("unit_next", scope)
    assert set(zip(rows["id"], rows["days_late"], strict=True)) == {("2026-Q4", 2), ("2026-H2", 2)}
    assert data.ask("missing_scores", scope.but(as_of=date(2027, 1, 2))).empty  # nobody has scored it


def test_a_unit_without_criteria_to_score_by_hand_owes_none(tmp_path: Path) -> None:
    criteria = """
        criterion_id,year,group,name,kind,max_points,source,points_each,bloc_id
        C1,2026,Nhóm,Của trường,Chuẩn,10,,,K2
        C2,2026,Nhóm,Đúng hạn,Chuẩn,10,tiến độ,,K1
        """
    scores = """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/07/2026,2026-Q2,S,C1,Tự chấm,9
        """
    data = warehouse(tmp_path, TABLES | {"criteria": criteria, "scores": scores})
    day = date(2026, 7, 15)
    assert list(data.ask("missing_scores", Scope.at(day))["owner"]) == ["Trường T"]
    assert data.ask("unit_next", Scope.at(day, units=("A",))).empty
