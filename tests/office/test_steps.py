"""Moving dossiers on: which stages are allowed, what a step changes, what contradicts the log."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from emulation.office import steps
from emulation.office.change_set import ChangeSet
from emulation.office.steps import Entry, allowed
from emulation.schema import CLOSING_STAGES, DOSSIER_STAGES, LEVELS
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.office import told

DAY = date(2026, 7, 15)
SCOPE = Scope.at(DAY)
MORE, ENDS = "Yêu cầu bổ sung", CLOSING_STAGES[1:]
TABLES = {
    "units": """
        unit_id,name
        A,Đơn vị A
        """,
    "awards": """
        award_id,name,category,level,working_days
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã,10
        BK,Bằng khen,Hình thức khen thưởng,Cấp thành phố,10
        HC,Huân chương,Hình thức khen thưởng,Cấp Nhà nước,
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        NEW,06/07/2026,A,Tập thể,Tập thể 01,GK,Đột xuất,
        SIGN,22/06/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng,
        OWN,22/06/2026,A,Cá nhân,Cá nhân 02,GK,Công trạng,10/07/2026
        CITY,22/06/2026,A,Cá nhân,Cá nhân 03,BK,Công trạng,
        BACK,22/06/2026,A,Cá nhân,Cá nhân 04,BK,Công trạng,
        FREE,22/06/2026,A,Cá nhân,Cá nhân 05,HC,Công trạng,
        GONE,22/06/2026,A,Cá nhân,Cá nhân 06,GK,Công trạng,
        NEXT,20/07/2026,A,Cá nhân,Cá nhân 07,GK,Công trạng,
        AHEAD,22/06/2026,A,Cá nhân,Cá nhân 08,GK,Công trạng,
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage,document_no
        06/07/2026,NEW,Tiếp nhận,
        30/06/2026,SIGN,Trình Chủ tịch,TTr-01
        30/06/2026,OWN,Thẩm định,
        30/06/2026,CITY,Trình Chủ tịch,
        01/07/2026,BACK,Trình cấp trên,
        08/07/2026,BACK,Thẩm định,
        30/06/2026,FREE,Thẩm định,
        03/07/2026,GONE,Rút hồ sơ,
        30/06/2026,AHEAD,Thẩm định,
        20/07/2026,AHEAD,Họp Hội đồng,
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("steps"), TABLES)


def prepared(data: Warehouse, dossiers: str, stage: str, day: date = DAY, **more: Any) -> ChangeSet:
    return steps.prepare(data, SCOPE, Entry(day, tuple(dossiers.split()), stage, **more), today=DAY)


@pytest.mark.parametrize(
    ("stage", "commune", "above"),
    [
        ("Tiếp nhận", "Thẩm định", "Thẩm định"),
        ("Thẩm định", "Họp Hội đồng", "Họp Hội đồng"),
        ("Họp Hội đồng", "Trình Chủ tịch", "Trình Chủ tịch"),
        ("Trình Chủ tịch", "Đã khen thưởng", "Trình cấp trên"),
    ],
)
def test_a_dossier_goes_on_or_is_asked_to_be_added_to(stage: str, commune: str, above: str) -> None:
    assert allowed(stage, "Cấp xã") == (commune, MORE, *ENDS)
    assert allowed(stage, "Cấp thành phố") == allowed(stage, "Cấp Nhà nước") == (above, MORE, *ENDS)
    assert allowed(MORE, "Cấp xã") == ("Thẩm định", *ENDS)


def test_the_higher_level_sends_back_or_ends_it() -> None:
    assert set(allowed("Trình cấp trên", "Cấp thành phố")) == {
        "Thẩm định",
        "Yêu cầu bổ sung",
        *CLOSING_STAGES,
    }


@pytest.mark.parametrize("level", LEVELS)
def test_no_stage_is_a_dead_end_but_the_closing_ones(level: str) -> None:
    assert [stage for stage in DOSSIER_STAGES if not allowed(stage, level)] == list(CLOSING_STAGES)


def test_what_waits_on_the_day_is_offered_latest_first(data: Warehouse) -> None:
    offered = [row["dossier_id"] for row in steps.waiting(data, SCOPE, DAY)]
    assert offered == ["NEW", "AHEAD", "FREE", "BACK", "CITY", "OWN", "SIGN"]


def test_several_dossiers_have_the_stages_that_all_allow(data: Warehouse) -> None:
    assert steps.stages(data, SCOPE, DAY, ["OWN", "FREE"]) == ("Yêu cầu bổ sung", "Họp Hội đồng", *ENDS)
    assert steps.stages(data, SCOPE, DAY, ["OWN", "SIGN"]) == (MORE, *ENDS)
    assert steps.stages(data, SCOPE, DAY, ["OWN", "NEXT"]) == ()
    assert steps.stages(data, SCOPE, DAY, []) == ()


@pytest.mark.parametrize(
    ("dossier", "stage", "effect"),
    [
        ("NEW", "Thẩm định", "Thẩm định – còn 3 ngày làm việc (hạn 20/07/2026)"),
        ("OWN", "Họp Hội đồng", "Họp Hội đồng – đã quá hạn 3 ngày làm việc (hạn 10/07/2026)"),
        (
            "OWN",
            "Yêu cầu bổ sung",
            "Yêu cầu bổ sung – đã quá hạn 3 ngày làm việc (hạn 10/07/2026), hạn riêng không dời",
        ),
        (
            "AHEAD",
            "Yêu cầu bổ sung",
            "Yêu cầu bổ sung – đã quá hạn 7 ngày làm việc (hạn 06/07/2026), dừng đếm ngày đến bước tiếp theo",
        ),
        ("FREE", "Họp Hội đồng", "Họp Hội đồng – không có hạn"),
        ("FREE", "Trả lại", "Trả lại – kết thúc, không có hạn"),
        ("SIGN", "Đã khen thưởng", "Đã khen thưởng – kết thúc, trễ hạn 7 ngày làm việc (hạn 06/07/2026)"),
        ("NEW", "Rút hồ sơ", "Rút hồ sơ – kết thúc, đúng hạn (hạn 20/07/2026)"),
        (
            "CITY",
            "Trình cấp trên",
            "Trình cấp trên – trễ hạn 7 ngày làm việc (hạn 06/07/2026, tính theo ngày trình cấp trên 15/07/2026), "
            "từ đây thôi đếm ngày",
        ),
        (
            "BACK",
            "Họp Hội đồng",
            "Họp Hội đồng – vẫn chờ xử lý, đúng hạn (hạn 06/07/2026, tính theo ngày trình cấp trên 01/07/2026)",
        ),
    ],
)
def test_the_effect_is_told_before(data: Warehouse, dossier: str, stage: str, effect: str) -> None:
    change_set = prepared(data, dossier, stage)
    assert [change.after for change in change_set.changes] == [effect]
    assert change_set.what == f"Chuyển {dossier} sang {stage}"


def test_many_at_once_each_with_what_was_seen(data: Warehouse) -> None:
    change_set = prepared(data, "OWN FREE", "Họp Hội đồng", document_no="BB-01")
    assert [tuple(row.values()) for row in told.rows(change_set)["dossier_events"]] == [
        ("15/07/2026", "OWN", "Họp Hội đồng", "BB-01", "", ""),
        ("15/07/2026", "FREE", "Họp Hội đồng", "BB-01", "", ""),
    ]
    (edit,) = change_set.edits
    assert [row.seen and row.seen["stage"] for row in edit.rows] == ["Thẩm định", "Thẩm định"]
    assert change_set.changes[0].before == "Thẩm định từ 30/06/2026"
    assert change_set.what == "Chuyển 2 hồ sơ sang Họp Hội đồng"
    assert change_set.warnings == ()


@pytest.mark.parametrize(
    ("dossiers", "stage", "day", "refusal"),
    [
        ("", "Thẩm định", DAY, "Chưa chọn hồ sơ. Chọn ít nhất một hồ sơ."),
        ("X", "Thẩm định", DAY, "Không có hồ sơ X. Chọn lại hồ sơ."),
        (
            "NEXT",
            "Thẩm định",
            DAY,
            "NEXT tiếp nhận ngày 20/07/2026, sau 15/07/2026. Chọn ngày từ 20/07/2026 trở đi.",
        ),
        (
            "GONE",
            "Thẩm định",
            DAY,
            "GONE đã kết thúc ngày 03/07/2026 (Rút hồ sơ). Hồ sơ đã kết thúc chỉ sửa được bằng cách "
            "hoàn tác lần ghi kết thúc trong Lịch sử.",
        ),
        (
            "NEW",
            "Trình Chủ tịch",
            DAY,
            "NEW đang ở bước Tiếp nhận, không chuyển sang Trình Chủ tịch. "
            "Chọn một trong: Thẩm định, Yêu cầu bổ sung, Không đủ điều kiện, Trả lại, Rút hồ sơ.",
        ),
        (
            "AHEAD",
            "Trả lại",
            DAY,
            "AHEAD đã có bước Họp Hội đồng ngày 20/07/2026, không kết thúc được ngày 15/07/2026. "
            "Chọn ngày sau các bước đã ghi, hoặc hoàn tác các bước ấy trong Lịch sử.",
        ),
    ],
)
def test_what_contradicts_the_log_cannot_be_saved(
    data: Warehouse, dossiers: str, stage: str, day: date, refusal: str
) -> None:
    change_set = prepared(data, dossiers, stage, day)
    assert change_set.refusals == (refusal,)
    assert change_set.edits == ()


def test_one_that_cannot_keeps_all_from_being_saved(data: Warehouse) -> None:
    change_set = prepared(data, "FREE GONE", "Họp Hội đồng")
    assert len(change_set.refusals) == 1
    assert not change_set.allowed


def test_a_step_between_others_says_what_holds_in_the_end(data: Warehouse) -> None:
    change_set = prepared(data, "AHEAD", "Yêu cầu bổ sung", date(2026, 6, 30))
    assert change_set.warnings == (
        "Ngày này đã có bước, bước mới thay bước cũ: AHEAD (Thẩm định).",
        "Đã có bước của ngày sau, bước mới chỉ bổ sung lịch sử; sau cùng vẫn là: "
        "AHEAD Họp Hội đồng ngày 20/07/2026.",
    )
    assert change_set.allowed
