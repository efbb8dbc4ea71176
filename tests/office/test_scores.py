"""Giving points: what is offered, what becomes a row, what it does to the total."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.office import scores
from emulation.office.change_set import ChangeSet
from emulation.office.scores import Entry
from emulation.periods import HOW_WRITTEN
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.office import told

DAY = date(2026, 6, 30)
SCOPE = Scope.at(DAY)
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        """,
    "units": """
        unit_id,name,short_name,bloc_id
        A,Đơn vị A,A,K1
        B,Đơn vị B,,K1
        """,
    "bands": """
        name,from_points
        Khá,15
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points,source,points_each
        C1,2026,Phong trào,Đăng ký,Chuẩn,10,,
        C2,2026,Phong trào,Hưởng ứng,Chuẩn,15,,
        C3,2026,Khen thưởng,Được khen,Chuẩn,5,khen thưởng,"2,5"
        C4,2026,Điểm trừ,Chậm báo cáo,Trừ,5,,
        C5,2025,Phong trào,Của năm trước,Chuẩn,10,,
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/06/2026,2026-Q2,A,C1,Tự chấm,"12,5"
        02/06/2026,2026-Q2,A,C1,Khối chấm,9
        01/06/2026,2026-Q2,A,C2,Tự chấm,0
        03/07/2026,2026-Q2,A,C2,Tự chấm,8
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("scores"), TABLES)


def prepared(data: Warehouse, points: dict[str, str], stage: str = "Khối chấm", **more: Any) -> ChangeSet:
    filled: dict[str, Any] = {"day": DAY, "period": "2026-Q2", "unit": "A"} | more
    return scores.prepare(data, SCOPE, Entry(stage=stage, points=points, **filled), today=DAY)


def test_periods_that_have_begun_and_the_quarter_of_the_day() -> None:
    assert scores.periods(2026, DAY) == ("2026-Q1", "2026-Q2", "2026-H1", "2026", "2025-2026")
    assert scores.periods(2025, DAY)[3:] == ("2025-Q4", "2025-H1", "2025-H2", "2025", "2024-2025")
    assert scores.periods(2027, DAY) == ()
    assert scores.periods(2027, date(2027, 1, 10))[:4] == ("2026-Q4", "2026-H2", "2026", "2027-Q1")
    assert [scores.default_period(year, DAY) for year in (2025, 2026, 2027)] == ["2025-Q4", "2026-Q2", ""]


def test_criteria_scored_by_hand_with_the_points_as_given(data: Warehouse) -> None:
    sheet = scores.sheet(data, SCOPE, DAY, "2026-Q2", "A")
    shown = sheet[["criterion_id", "max_points", *scores.GIVEN_AT.values()]].to_numpy().tolist()
    assert shown == [["C1", 10, 12.5, 9, None], ["C2", 15, 0, None, None], ["C4", 5, None, None, None]]
    assert scores.by_themselves(data, SCOPE, "2026-Q2", "A") == {"C3 – Được khen": "tự tính từ khen thưởng"}


def test_a_unit_is_scored_by_the_criteria_of_its_bloc_and_of_none_for_the_year_a_school_year_ends_in(
    tmp_path: Path,
) -> None:
    data = warehouse(
        tmp_path,
        {
            "blocs": "bloc_id,name\nK1,Khối trường\nK2,Khối thôn\n",
            "units": "unit_id,name,bloc_id\nA,Trường A,K1\nB,Thôn B,K2\n",
            "criteria": """
                criterion_id,year,group,name,kind,max_points,source,bloc_id
                C1,2026,Chung,Chung,Chuẩn,10,,
                C2,2026,Riêng,Dạy học,Chuẩn,15,,K1
                C3,2026,Riêng,Ruộng đồng,Chuẩn,15,,K2
                C4,2026,Riêng,Đúng hạn,Chuẩn,5,tiến độ,K2
                C5,2025,Chung,Năm trước,Chuẩn,10,,
                """,
        },
    )
    at = Scope.at(DAY, period="2025-2026")
    assert list(scores.sheet(data, at, DAY, "2025-2026", "A")["criterion_id"]) == ["C1", "C2"]
    assert list(scores.sheet(data, at, DAY, "2025-2026", "")["criterion_id"]) == ["C1", "C2", "C3"]
    assert scores.by_themselves(data, at, "2025-2026", "A") == {}
    assert list(scores.by_themselves(data, at, "2025-2026", "B")) == ["C4 – Đúng hạn"]
    given = Entry(DAY, "2025-2026", "Tự chấm", "A", {"C2": "12"})
    assert scores.prepare(data, at, given, today=DAY).refusals == ()
    foreign = Entry(DAY, "2025-2026", "Tự chấm", "A", {"C3": "12"})
    (refusal,) = scores.prepare(data, at, foreign, today=DAY).refusals
    assert refusal.startswith("Tiêu chí C3 không chấm tay cho đơn vị")


def test_points_are_filled_in_from_the_stage_before(data: Warehouse) -> None:
    sheet = scores.sheet(data, SCOPE, DAY, "2026-Q2", "A")
    assert scores.filled(sheet, "Tự chấm") == {"C1": "12,5", "C2": "0", "C4": ""}
    assert scores.filled(sheet, "Hội đồng chấm") == {"C1": "9", "C2": "0", "C4": ""}


def test_only_new_and_changed_points_become_rows(data: Warehouse) -> None:
    change_set = prepared(data, {"C1": "9,0", "C2": "13.5", "C4": ""}, note="BB-01")
    assert [tuple(row.values()) for row in told.rows(change_set)["scores"]] == [
        ("30/06/2026", "2026-Q2", "A", "C2", "Khối chấm", "13,5", "BB-01", "")
    ]
    assert told.changes(change_set) == [
        "Tổng điểm Quý II/2026 tính đến 30/06/2026: 9 (Tự chấm) → 22,5 (Khối chấm, Khá)",
        "C2 – Hưởng ứng: chưa chấm → 13,5",
    ]
    assert change_set.what == "Nhập điểm Quý II/2026 của A, Khối chấm: 1 tiêu chí"
    assert (change_set.warnings, change_set.refusals) == ((), ())


def test_what_was_seen_is_the_last_row_of_the_stage(data: Warehouse) -> None:
    (edit,) = prepared(data, {"C1": "8", "C2": "7"}, "Tự chấm").edits
    assert [row.seen and row.seen["points"] for row in edit.rows] == ["12,5", "8"]


def test_a_first_score_and_a_deduction_show_in_the_total(data: Warehouse) -> None:
    change_set = prepared(data, {"C1": "10", "C4": "1,25"}, "Tự chấm", unit="B")
    assert change_set.changes[0].before == "chưa chấm"
    assert change_set.changes[0].after == "8,75 (Tự chấm)"


@pytest.mark.parametrize(
    ("points", "stage", "warning"),
    [
        ({"C2": "16"}, "Khối chấm", "Quá điểm tối đa, chỉ tính điểm tối đa: C2 – Hưởng ứng (16, tối đa 15)."),
        (
            {"C1": "8"},
            "Tự chấm",
            "Đã có điểm của bước sau nên không vào tổng: C1 – Đăng ký (Khối chấm 9).",
        ),
        (
            {"C2": "7"},
            "Tự chấm",
            "Đã có điểm ghi ngày sau, sau cùng vẫn tính điểm ấy: C2 – Hưởng ứng (8 ngày 03/07/2026).",
        ),
        ({"C1": " ", "C2": "1"}, "Tự chấm", "Ô trống không xoá điểm đã cho: C1 – Đăng ký (12,5)."),
    ],
)
def test_warnings_tell_but_do_not_forbid(data: Warehouse, points: dict, stage: str, warning: str) -> None:
    change_set = prepared(data, points, stage)
    assert warning in change_set.warnings
    assert change_set.allowed


@pytest.mark.parametrize(
    ("points", "more", "refusal"),
    [
        ({"C1": "9"}, {}, "Không có điểm nào mới hoặc thay đổi. Nhập điểm cho ít nhất một tiêu chí."),
        (
            {"C1": "-1"},
            {},
            "C1 – Đăng ký: Điểm “-1”: số nhỏ hơn 0. Ghi số không âm; điểm trừ cũng ghi số dương.",
        ),
        (
            {"C1": "1.250"},
            {},
            "C1 – Đăng ký: Điểm “1.250”: không rõ là hàng nghìn hay số thập phân. "
            "Viết 1250 nếu là hàng nghìn, 1,25 nếu là số thập phân.",
        ),
        ({"C3": "5"}, {}, "Tiêu chí C3 không chấm tay cho đơn vị trong năm 2026. Bỏ tiêu chí này."),
        ({"C1": "8"}, {"unit": "Z"}, "Chưa chọn đơn vị có trong danh sách. Chọn đơn vị."),
        (
            {"C1": "8"},
            {"stage": ""},
            "Chưa chọn bước chấm. Chọn một trong: Tự chấm, Khối chấm, Hội đồng chấm.",
        ),
        (
            {"C1": "8"},
            {"period": "2026-Q3"},
            "Kỳ 2026-Q3 chưa bắt đầu vào ngày 30/06/2026. Chọn kỳ hoặc ngày khác.",
        ),
        (
            {"C1": "8"},
            {"period": "quý 2"},
            f"Kỳ “quý 2”: không phải kỳ chấm điểm. {HOW_WRITTEN}.",
        ),
        (
            {"C1": "8"},
            {"period": "2024"},
            "Năm 2024 chưa có tiêu chí chấm điểm cho đơn vị. Thêm tiêu chí của năm ở Dữ liệu, bảng Tiêu chí chấm điểm.",
        ),
    ],
)
def test_what_cannot_be_saved(data: Warehouse, points: dict, more: dict, refusal: str) -> None:
    change_set = prepared(data, points, **({"stage": "Khối chấm"} | more))
    assert change_set.refusals == (refusal,)
    assert change_set.edits == ()


def test_a_total_of_halves_goes_up(data: Warehouse) -> None:
    assert prepared(data, {"C1": "0,125"}, "Tự chấm", unit="B").changes[0].after == "0,13 (Tự chấm)"
