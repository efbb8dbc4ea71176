"""How far the scoring of a period has come, bloc by bloc, and in the whole commune."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

SCOPE = Scope.at(date(2026, 6, 30))
TABLES = {
    "blocs": "bloc_id,name\nK1,Khối một\nK2,Khối hai\nK3,Khối trống\n",
    "units": "unit_id,name,bloc_id\nA,A,K1\nB,B,K1\nC,C,K1\nD,D,K2\nN,Ngoài khối,\n",
    "criteria": """
        criterion_id,year,group,name,kind,max_points,source,points_each
        C1,2026,Nhóm,Một,Chuẩn,10,,
        C2,2026,Nhóm,Hai,Chuẩn,10,,
        C3,2025,Nhóm,Khen,Chuẩn,10,khen thưởng,5
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/06/2026,2026-Q2,A,C1,Hội đồng chấm,9
        01/06/2026,2026-Q2,A,C2,Tự chấm,9
        01/06/2026,2026-Q2,B,C1,Khối chấm,0
        01/06/2026,2026-Q2,D,C1,Hội đồng chấm,9
        01/06/2026,2026-Q2,N,C1,Tự chấm,9
        01/07/2026,2026-Q2,C,C1,Tự chấm,9
        """,
}
COUNTS = ["members", "not_scored", "self_scored", "bloc_scored", "council_scored", "provisional"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("stages"), TABLES)


def counts(data: Warehouse, scope: Scope) -> dict[str, tuple[int, ...]]:
    rows = data.ask("scoring_stages", scope)
    return {row["bloc_id"]: tuple(row[name] for name in COUNTS) for row in rows.to_dict("records")}


def test_units_are_counted_by_the_lowest_stage_of_their_points(data: Warehouse) -> None:
    assert counts(data, SCOPE) == {
        "K1": (3, 1, 1, 1, 0, 2),  # zero points are points; C's are of a later day
        "K2": (1, 0, 0, 0, 1, 0),
        "K3": (0, 0, 0, 0, 0, 0),
    }


def test_a_filter_narrows_the_blocs_and_not_what_is_said_of_the_commune(data: Warehouse) -> None:
    for narrowed in (SCOPE.but(blocs=("K2",)), SCOPE.but(units=("D",))):
        (row,) = data.ask("scoring_stages", narrowed).to_dict("records")
        assert (row["bloc_id"], row["all_ranked"], row["all_provisional"]) == ("K2", 3, 2)
    assert data.ask("scoring_stages", SCOPE.but(units=("N",))).empty


def test_where_nothing_is_scored_by_hand_nothing_is_provisional(data: Warehouse) -> None:
    rows = data.ask("scoring_stages", SCOPE.but(period="2025"))
    assert (rows["all_ranked"][0], rows["all_provisional"][0]) == (4, 0)


def test_nobody_is_ranked_in_a_period_without_scores(data: Warehouse) -> None:
    assert set(data.ask("scoring_stages", SCOPE.but(period="2026-Q1"))["all_ranked"]) == {0}
