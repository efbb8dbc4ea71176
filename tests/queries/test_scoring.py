"""Which criteria are a unit's, what they count, and over which period. Source: the contract, "Scores"."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

DAY = date(2026, 9, 1)
TABLES = {
    "blocs": "bloc_id,name\nK1,Khối một\nK2,Khối hai\n",
    "units": "unit_id,name,bloc_id\nA,Đơn vị A,K1\nB,Đơn vị B,K2\n",
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp phường
        LD,Lao động tiên tiến,Danh hiệu thi đua,Cấp xã
        BK,Bằng khen,Hình thức khen thưởng,Cấp tỉnh
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,quantity
        H1,01/04/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng,24
        H2,01/04/2026,A,Cá nhân,Cá nhân 02,LD,Công trạng,
        H3,01/04/2026,A,Cá nhân,Cá nhân 03,BK,Công trạng,2
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        10/04/2026,H1,Đã khen thưởng
        10/04/2026,H2,Đã khen thưởng
        10/04/2026,H3,Đã khen thưởng
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points,source,points_each,award_id,award_level,bloc_id
        ANY,2026,Nhóm,Khen,Chuẩn,100,khen thưởng,1,,,
        ONE,2026,Nhóm,Giấy khen,Chuẩn,100,khen thưởng,1,GK,,
        XA,2026,Nhóm,Khen của phường,Chuẩn,100,khen thưởng,1,,Cấp xã,
        TINH,2026,Nhóm,Khen của tỉnh,Chuẩn,100,khen thưởng,1,,Cấp thành phố,
        NONE,2026,Nhóm,Giấy khen của tỉnh,Chuẩn,100,khen thưởng,1,GK,Cấp tỉnh,
        OWN,2026,Nhóm,Riêng khối một,Chuẩn,10,,,,,K1
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/07/2026,2026-H1,A,OWN,Tự chấm,9
        01/08/2026,2025-2026,A,OWN,Hội đồng chấm,8
        01/07/2025,2024-2025,A,OWN,Hội đồng chấm,7
        01/07/2026,2026-H1,B,OWN,Tự chấm,9
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("scoring"), TABLES)


def points(data: Warehouse, unit: str, period: str) -> dict[str, float | None]:
    rows = data.ask("criterion_points", Scope.at(DAY, period=period), unit=unit)
    return dict(zip(rows["criterion_id"], rows["points"], strict=True))


def test_an_award_criterion_counts_quantities_of_its_award_and_level(data: Warehouse) -> None:
    assert points(data, "A", "2026-H1") == {
        "ANY": 27.0, "ONE": 24.0, "XA": 25.0, "TINH": 2.0, "NONE": 0.0, "OWN": 9.0,
    }  # fmt: skip


def test_a_bloc_s_own_criterion_is_no_other_bloc_s(data: Warehouse) -> None:
    assert "OWN" not in points(data, "B", "2026-H1")
    ranking = data.ask("unit_ranking", Scope.at(DAY, period="2026-H1")).set_index("unit_id")
    assert ranking.loc["B", "stage"] is None  # none of its criteria is given by hand
    assert ranking.loc["B", "total"] == 0


def test_a_unit_without_a_score_has_no_sums_either(data: Warehouse) -> None:
    row: Any = data.ask("unit_ranking", Scope.at(DAY, period="2026-H2", units=("A",))).iloc[0]
    assert row["stage"] == "Chưa chấm"
    assert row[["rank", "total", "base", "bonus", "deduction", "band"]].isna().all()


def test_a_school_year_has_the_criteria_of_the_year_in_which_it_ends(data: Warehouse) -> None:
    ranking = data.ask("unit_ranking", Scope.at(DAY, period="2025-2026", units=("A",))).iloc[0]
    assert (ranking["total"], ranking["previous_rank"]) == (8 + 27 + 24 + 25 + 2, None)
    assert points(data, "A", "2024-2025") == {}


def test_awards_are_counted_by_quantity(data: Warehouse) -> None:
    scope = Scope.at(DAY, period="2026-H1")
    assert data.ask("awards_given", scope)["awards"].tolist() == [2, 24, 1]
    assert data.ask("bloc_ranking", scope)["awards"].tolist() == [27, 0]
    levels = data.ask("awards_totals", scope).query("dimension == 'level'")
    assert levels[["value", "awards"]].values.tolist() == [["Cấp phường", 25], ["Cấp tỉnh", 2]]
