"""Whether a movement is alive, and how far each unit is from its target."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

SCOPE = Scope.at(date(2026, 6, 30))
UNITS = "unit_id,name,bloc_id\n" + "".join(
    f"U{n:02},Đơn vị {n},{'K1' if n < 5 else ''}\n" for n in range(1, 22)
)
TABLES = {
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "units": UNITS,
    "movements": """
        movement_id,name,launched_by,launched_on,ends_on,document_no
        X1,Của xã,Xã,01/01/2026,,01/KH
        T1,Của trung ương,Trung ương,01/01/2026,31/12/2030,
        Q1,Im lặng,Thành phố,01/01/2026,,
        M1,Mới,Xã,01/05/2026,,
        N1,Không kết quả,Xã,30/04/2026,,
        E1,Đã xong,Xã,01/01/2026,29/06/2026,
        L1,Tháng sau,Xã,01/07/2026,,
        """,
    "movement_results": """
        recorded_on,movement_id,unit_id,indicator,measure,target,actual
        01/06/2026,X1,U02,Tuyến đường,km,"2,5","2,5"
        01/06/2026,X1,U01,Tuyến đường,km,4,1
        01/05/2026,T1,U01,Hộ,hộ,10,12
        01/06/2026,T1,U02,Hộ,hộ,10,5
        01/06/2026,T1,U02,Hộ,hộ,10,6
        01/06/2026,T1,U03,Hộ,hộ,0,5
        01/06/2026,T1,U04,Hộ,hộ,10,
        01/07/2026,T1,U01,Hộ,hộ,10,20
        30/04/2026,Q1,U01,Buổi,buổi,1,1
        30/04/2026,Q1,U02,Buổi,buổi,1,1
        30/04/2026,Q1,U03,Buổi,buổi,1,1
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("movements"), TABLES)


def test_the_state_follows_from_the_last_record_and_the_units(data: Warehouse) -> None:
    rows = data.ask("movement_activity", SCOPE)
    shown = ["movement_id", "all_units", "last_recorded_on", "days_since", "state", "is_few"]
    assert list(rows[shown].itertuples(index=False, name=None)) == [
        ("T1", 21, date(2026, 6, 1), 29, "Đang diễn ra", False),
        ("Q1", 21, date(2026, 4, 30), 61, "Lâu không có kết quả mới", False),
        ("X1", 21, date(2026, 6, 1), 29, "Ít đơn vị tham gia", True),  # 2 of 21 are fewer than 10%
        ("M1", 21, None, None, "Mới phát động", False),  # 60 days are not yet long
        ("N1", 21, None, None, "Chưa có kết quả", False),
        ("E1", 21, None, None, "Đã kết thúc", False),
    ]


def test_quiet_counts_from_the_last_record_or_the_launch(data: Warehouse) -> None:
    rows = data.ask("movement_activity", SCOPE).set_index("movement_id")
    assert (rows["quiet_since"]["Q1"], rows["days_quiet"]["Q1"]) == (date(2026, 4, 30), 61)
    assert (rows["quiet_since"] == rows["last_recorded_on"].fillna(rows["quiet_since"])).all()
    assert rows["days_quiet"]["N1"] > 60


def test_an_indicator_without_target_cannot_be_judged(data: Warehouse) -> None:
    joined = data.ask("movements", SCOPE).merge(data.ask("movement_activity", SCOPE), on="movement_id")
    first = joined[joined["movement_id"] == "T1"].iloc[0]
    targets = data.ask("movement_targets", SCOPE, movement="T1")
    assert first["judged"] == targets["result"].notna().sum() < first["indicators"]


def test_the_limits_come_with_the_rows(data: Warehouse) -> None:
    rows = data.ask("movement_activity", SCOPE)
    assert set(rows["quiet_days"]) == {60}
    assert set(rows["few_percent"]) == {10}


def test_a_filter_counts_only_its_units_and_keeps_every_movement(data: Warehouse) -> None:
    rows = data.ask("movement_activity", SCOPE.but(units=("U01",)))
    first = rows[["movement_id", "all_units", "last_recorded_on", "state"]].iloc[0]
    assert len(rows) == 6
    assert list(first) == ["T1", 1, date(2026, 5, 1), "Đang diễn ra"]


def test_its_rows_are_those_of_the_movements_query(data: Warehouse) -> None:
    activity, movements = data.ask("movement_activity", SCOPE), data.ask("movements", SCOPE)
    assert list(activity["movement_id"]) == list(movements["movement_id"])


def test_targets_by_unit_the_furthest_ahead_first(data: Warehouse) -> None:
    rows = data.ask("movement_targets", SCOPE, movement="T1")
    shown = ["unit_id", "measure", "target", "actual", "completion", "result"]
    assert list(rows[shown].itertuples(index=False, name=None)) == [
        ("U01", "hộ", 10.0, 12.0, 1.2, "Đạt"),
        ("U02", "hộ", 10.0, 6.0, 0.6, "Chưa đạt"),
        ("U03", "hộ", 0.0, 5.0, None, None),  # no rate of a target of 0
        ("U04", "hộ", 10.0, None, None, None),  # not known is not zero
    ]


def test_an_actual_equal_to_the_target_meets_it(data: Warehouse) -> None:
    rows = data.ask("movement_targets", SCOPE.but(units=("U02",)), movement="X1")
    assert list(rows[["unit_id", "result"]].itertuples(index=False, name=None)) == [("U02", "Đạt")]


def test_where_lower_is_better_the_target_is_a_ceiling(tmp_path: Path) -> None:
    results = """
        recorded_on,movement_id,unit_id,indicator,target,actual,better
        01/06/2026,X1,U01,Vụ vi phạm,10,5,thấp hơn
        01/06/2026,X1,U02,Vụ vi phạm,10,10,thấp hơn
        01/06/2026,X1,U03,Vụ vi phạm,10,15,thấp hơn
        01/06/2026,X1,U04,Vụ vi phạm,10,25,thấp hơn
        01/06/2026,X1,U05,Vụ vi phạm,0,1,thấp hơn
        01/06/2026,X1,U06,Vụ vi phạm,10,,thấp hơn
        """
    data = warehouse(tmp_path, TABLES | {"movement_results": results})
    rows = data.ask("movement_targets", SCOPE, movement="X1").set_index("unit_id")
    assert rows["completion"].to_dict() == {
        "U01": 1.5, "U02": 1.0, "U03": 0.5, "U04": 0.0, "U05": None, "U06": None,
    }  # fmt: skip
    assert rows["result"].to_dict() == {
        "U01": "Đạt", "U02": "Đạt", "U03": "Chưa đạt", "U04": "Chưa đạt", "U05": None, "U06": None,
    }  # fmt: skip
    movement = data.ask("movements", SCOPE).set_index("movement_id").loc["X1"]
    assert (movement["indicators"], movement["met"], movement["mean_completion"]) == (6, 2, 0.75)
