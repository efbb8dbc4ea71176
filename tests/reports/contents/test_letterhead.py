"""What stands around every report is the plan's; what the plan does not say is left in dots, never invented."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from emulation.commune import BLANK, DOTS
from emulation.reports.contents import letterhead
from tests.reports.contents.told import DAY, Told, row

PLAN = {
    "year": 2026,
    "number": "67/KH-UBND",
    "issued_on": datetime(2026, 2, 23),
    "title": "Kế hoạch Triển khai công tác thi đua, khen thưởng năm 2026",
    "issuer": "UBND xã Nghi Dương",
    "place": "Nghi Dương",
    "signer_title": "Chủ tịch",
    "signer_name": "Trần Văn A",
    "notice": "",
    "superior": "UBND thành phố Hải Phòng",
    "unit_id": "VH",
    "symbol": "VHXH",
}
NOTHING = dict.fromkeys(PLAN) | {"year": 2026, "issuer": "UBND xã Nghi Dương"}


UNITS = [row(unit_id="VH", name="Phòng Văn hoá - Xã hội"), row(unit_id="T1", name="Thôn 1")]


def values_of(plan: dict[str, Any] | None, kind: str = "half-year", **chosen: Any) -> dict[str, Any]:
    """With this row in `plan.csv`; without one it cannot be read."""
    tables = {"plan": [row(**plan)], "units": UNITS} if plan else {}
    facts = Told(kind, tables=tables, **chosen)
    facts.warehouse = SimpleNamespace(version="5f3c1a")  # type: ignore[assignment]
    return letterhead.values(facts)


def around(**changed: Any) -> dict[str, Any]:
    return values_of(PLAN | changed)


def test_the_plan_says_who_issues_and_signs_it_and_where():
    values = around()
    assert values["co_quan"] == "ỦY BAN NHÂN DÂN\nXÃ NGHI DƯƠNG"
    assert values["uy_ban"] == "Ủy ban nhân dân xã Nghi Dương"
    assert values["xa"] == "xã Nghi Dương"
    assert (values["loai"], values["loai_cap_tren"]) == ("xã", "thành phố")
    assert values["cap_tren"] == "Ủy ban nhân dân thành phố Hải Phòng"
    assert values["chu_tich_cap_tren"] == "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng"
    assert values["ky_hieu"] == "VHXH"
    assert values["hoi_dong"] == "Hội đồng Thi đua - Khen thưởng xã Nghi Dương"
    assert (values["dia_danh"], values["ngay_lap"]) == (
        "Nghi Dương",
        f"ngày {BLANK} tháng {BLANK} năm 2026",
    ), "the clerk's"
    assert (values["quyen_han"], values["chuc_vu"]) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert values["nguoi_ky"] == "Trần Văn A"


@pytest.mark.parametrize(
    ("post", "authority"),
    [
        ("Chủ tịch", "TM. ỦY BAN NHÂN DÂN"),
        ("Phó Chủ tịch", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"),
        ("", "TM. ỦY BAN NHÂN DÂN"),
    ],
)
def test_the_post_says_by_what_authority_it_is_signed(post, authority):
    values = around(signer_title=post)
    assert values["quyen_han"] == authority
    assert (values["chuc_vu"], values["nguoi_ky"]) == (post.upper() or DOTS, "Trần Văn A")


@pytest.mark.parametrize(
    ("kind", "signed"),
    [
        ("ranking", ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HOÁ - XÃ HỘI", "Trần Văn A")),
        ("reminders", ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HOÁ - XÃ HỘI", "Trần Văn A")),
        ("half-year", ("TM. ỦY BAN NHÂN DÂN", DOTS, DOTS)),
    ],
)
def test_the_head_of_an_office_signs_by_order_what_the_law_lets_him_sign(kind, signed):
    values = values_of(PLAN | {"signer_title": "Trưởng phòng Văn hoá - Xã hội"}, kind)
    assert (values["quyen_han"], values["chuc_vu"], values["nguoi_ky"]) == signed
    assert (values["thuong_truc_chuc_vu"], values["thuong_truc_nguoi_ky"]) == ("TRƯỞNG PHÒNG", "Trần Văn A")


@pytest.mark.parametrize(
    ("post", "leaders"),
    [
        ("Chủ tịch", "Các PCT UBND xã"),
        ("Phó Chủ tịch", "CT, các PCT UBND xã"),
        ("Trưởng phòng", "CT, các PCT UBND xã (để báo cáo)"),
    ],
)
def test_who_signs_gets_no_copy(post, leaders):
    assert values_of(PLAN | {"signer_title": post}, "reminders")["lanh_dao"] == leaders


def test_laws_are_cited_in_full_and_what_is_not_known_of_them_is_blank():
    values = around()
    assert values["luat_tdkt"] == "Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022"
    assert values["nghi_dinh_tdkt"].startswith(
        "Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định"
    )
    assert (
        values["thong_tu_tdkt"] == f"Thông tư số 15/2025/TT-BNV ngày {BLANK} của Bộ trưởng Bộ Nội vụ {BLANK}"
    )


def test_a_title_says_whose_figures_these_are():
    assert around()["cua_pham_vi"] == ""
    assert values_of(PLAN, units=("T1",))["cua_pham_vi"] == " của Thôn 1"
    assert values_of(PLAN, units=("VH", "T1"))["cua_pham_vi"] == " của Phòng Văn hoá - Xã hội và Thôn 1"


def test_what_the_plan_leaves_open_is_dots():
    values = values_of(NOTHING)
    dots = {"dia_danh", "chuc_vu", "nguoi_ky", "ky_hieu"} | {
        f"thuong_truc{of}" for of in ("", "_chuc_vu", "_nguoi_ky")
    }
    assert {tag for tag, value in values.items() if value == DOTS} == dots
    assert values["chu_tich_cap_tren"] == f"Chủ tịch Ủy ban nhân dân {DOTS}"
    assert values["loai_cap_tren"] == "cấp trên"
    assert values["ke_hoach"] == f"Kế hoạch số {DOTS} của UBND xã Nghi Dương"


@pytest.mark.parametrize(
    ("plan", "commune"),
    [(None, DOTS), (PLAN | {"year": 2025}, "XÃ NGHI DƯƠNG")],
    ids=["cannot be read", "another year's"],
)
def test_without_the_years_plan_what_is_its_own_is_dots(plan, commune):
    values = values_of(plan)
    assert values["co_quan"] == f"ỦY BAN NHÂN DÂN\n{commune}"
    assert values["ke_hoach"] == f"Kế hoạch số {DOTS} về công tác thi đua, khen thưởng năm 2026"
    assert [values[tag] for tag in ("dia_danh", "chuc_vu", "nguoi_ky")] == [DOTS] * 3
    own = [value for tag, value in values.items() if not tag.startswith(("nghi_dinh", "thong_tu"))]
    assert not any(part in str(value) for value in own for part in ("None", "nan", "2025"))


@pytest.mark.parametrize(
    ("title", "cited"),
    [
        ("Triển khai công tác thi đua, khen thưởng", "triển khai công tác thi đua, khen thưởng"),
        ("Kế hoạch phát động thi đua", "phát động thi đua"),
        ("Kế hoạch về công tác thi đua", "về công tác thi đua"),
        ("KẾ HOẠCH Công tác thi đua", "về công tác thi đua"),
        ("TRIỂN KHAI THI ĐUA", "TRIỂN KHAI THI ĐUA"),
    ],
)
def test_the_plan_is_named_as_it_is_cited(title, cited):
    said = around(title=title)["ke_hoach"]
    assert said == f"Kế hoạch số 67/KH-UBND ngày 23/02/2026 của UBND xã Nghi Dương {cited}"


def test_the_last_line_says_which_data_it_is_and_what_they_say_of_themselves():
    line = around()["dong_cuoi"]
    assert (
        line == f"Số liệu tính đến {DAY:%d/%m/%Y}; lập lúc 10:15 ngày 23/11/2026; phiên bản dữ liệu 5f3c1a."
    )
    assert around(notice="Số liệu giả định.")["dong_cuoi"] == f"{line} Số liệu giả định."
    assert around(notice="Số liệu giả định.", year=2027)["dong_cuoi"] == f"{line} Số liệu giả định."


def test_every_tag_is_told_to_who_edits_a_template():
    assert set(around()) == set(letterhead.TAGS)
