"""The proposal lists who is ripe for decision at a level, or was before a meeting; it proposes nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.commune import DOTS
from emulation.intake import read_folder
from emulation.reports.contents import proposal
from emulation.reports.request import NotAsked
from emulation.warehouse import NotAvailable, Warehouse
from tests.folders import warehouse, write_folder
from tests.reports.contents.asked import facts_of, filled, the_one

DAY = date(2026, 7, 15)
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        """,
    "units": """
        unit_id,name,bloc_id
        B,Đơn vị B,K1
        A,"Đội ""R&D"" <b>A</b>",K1
        """,
    "awards": """
        award_id,name,category,level
        HC,Huân chương,Hình thức khen thưởng,Cấp Nhà nước
        BK,Bằng khen,Hình thức khen thưởng,Cấp thành phố
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        LD,Lao động tiên tiến,Danh hiệu thi đua,Cấp xã
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        H1,01/06/2026,A,Cá nhân,Nguyễn Văn Một,LD,Công trạng
        H2,01/06/2026,A,Cá nhân,Trần Thị Hai,GK,Đột xuất
        H3,01/06/2026,B,Cá nhân,Lê Văn Ba,GK,Phong trào
        H4,01/06/2026,A,Tập thể,Tổ Bốn,GK,Công trạng
        H5,01/06/2026,B,Cá nhân,Phạm Năm,GK,Công trạng
        H6,01/06/2026,B,Cá nhân,Vũ Sáu,LD,Công trạng
        H7,01/06/2026,B,Hộ gia đình,Nhà Bảy,BK,Công trạng
        H8,01/06/2026,B,Cá nhân,Đỗ Tám,BK,Công trạng
        H9,01/06/2026,B,Cá nhân,Hồ Chín,LD,Công trạng
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        20/06/2026,H1,Họp Hội đồng
        20/06/2026,H2,Họp Hội đồng
        05/07/2026,H2,Trình Chủ tịch
        20/06/2026,H3,Họp Hội đồng
        12/07/2026,H3,Rút hồ sơ
        20/06/2026,H4,Họp Hội đồng
        20/06/2026,H5,Thẩm định
        21/06/2026,H6,Yêu cầu bổ sung
        20/06/2026,H7,Họp Hội đồng
        08/07/2026,H7,Trình cấp trên
        20/06/2026,H8,Thẩm định
        """,
    "meetings": """
        meeting_id,held_on,kind,title
        M0,10/06/2026,Họp Hội đồng,Họp đầu
        M/1,01/07/2026,Họp Hội đồng,Họp xét
        M2,20/07/2026,Họp Hội đồng,Họp tới
        U1,02/07/2026,Họp UBND,Rà soát
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def listed(values: dict) -> dict[str, list[str]]:
    """Heading of each group → the nominees under it."""
    return {group["ten"]: [row["ten"] for row in group["bang"]] for group in values["to_trinh"]["danh_sach"]}


def sentences(values: dict) -> list[str]:
    return values["to_trinh"]["cau"]


def test_the_ripe_dossiers_of_a_level_are_listed_by_award_collectives_first(data):
    name, values = the_one(data, "proposal", DAY, level="Cấp xã")
    assert name == "to-trinh-cap-xa"
    assert listed(values) == {
        "Giấy khen: 1 tập thể và 1 cá nhân": ["Tổ Bốn", "Trần Thị Hai"],
        "Lao động tiên tiến: 1 cá nhân": ["Nguyễn Văn Một"],
    }
    assert [row["stt"] for group in values["to_trinh"]["danh_sach"] for row in group["bang"]] == [
        "1",
        "2",
        "3",
    ]
    assert values["to_trinh"]["danh_sach"][0]["bang"][1] == {
        "stt": "2",
        "ten": "Trần Thị Hai",
        "doi_tuong": "Cá nhân",
        "don_vi": 'Đội "R&D" <b>A</b>',
        "loai": "Đột xuất",
        "ma": "H2",
        "chuc_vu": True,
    }


def test_how_far_the_work_on_dossiers_is_is_not_told(data):
    _, values = the_one(data, "proposal", DAY, level="Cấp xã")
    assert sentences(values) == [
        "Đến ngày 15/07/2026, có 3 hồ sơ đề nghị khen thưởng cấp xã đã qua thẩm định (1 tập thể và 2 cá nhân)."
    ]
    assert values["so"] == {
        "tap_the": "1", "ho_gia_dinh": "0", "ca_nhan": "2", "cong": "3", "ho_so_trinh": "3",
        "hop_hoi_dong": "2", "trinh_chu_tich": "1", "chua_tham_dinh": "3",
    }  # fmt: skip


def test_one_dossier_is_said_in_the_singular(data):
    _, values = the_one(data, "proposal", date(2026, 7, 1), level="Cấp thành phố")
    assert sentences(values) == [
        "Đến ngày 01/07/2026, có 1 hồ sơ đề nghị khen thưởng cấp thành phố đã qua thẩm định (1 hộ gia đình)."
    ]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (  # what is with the higher level is not proposed again
            {"level": "Cấp thành phố"},
            "Đến ngày 15/07/2026, không có hồ sơ nào đề nghị khen thưởng cấp thành phố đã qua thẩm định",
        ),
        (
            {"level": "Cấp Nhà nước"},
            "Đến ngày 15/07/2026, không có hồ sơ nào đề nghị khen thưởng cấp Nhà nước đã qua thẩm định",
        ),
        (
            {"level": "Cấp xã", "units": ("B",)},
            "Đến ngày 15/07/2026, không có hồ sơ nào đề nghị khen thưởng cấp xã của Đơn vị B đã qua thẩm định",
        ),
        (
            {"meeting": "M0"},
            "Đến ngày 10/06/2026, không có hồ sơ nào đề nghị khen thưởng trình Hội đồng xét",
        ),
    ],
)
def test_where_there_is_nobody_to_propose_there_is_no_proposal(data, chosen, said):
    with pytest.raises(NotAsked) as why:
        the_one(data, "proposal", DAY, **chosen)
    assert str(why.value) == f"{said}, nên không có tờ trình để lập."


def test_the_summary_counts_each_award_by_who_is_honoured(data):
    _, values = the_one(data, "proposal", DAY, level="Cấp xã")
    (level,) = values["to_trinh"]["tong_hop"]
    assert level["ten"] == "Cấp xã"
    assert [list(row.values()) for row in level["bang"]] == [
        ["Giấy khen", "1", "0", "1", "2"],
        ["Lao động tiên tiến", "0", "0", "1", "1"],
    ]


def test_of_a_meeting_all_are_listed_that_waited_for_it_on_its_day(data):
    name, values = the_one(data, "proposal", DAY, meeting="M/1")
    assert name == "to-trinh-hop-m-1"
    assert listed(values) == {
        "Cấp xã - Giấy khen: 1 tập thể và 2 cá nhân": ["Tổ Bốn", "Lê Văn Ba", "Trần Thị Hai"],
        "Cấp xã - Lao động tiên tiến: 1 cá nhân": ["Nguyễn Văn Một"],
        "Cấp thành phố - Bằng khen: 1 hộ gia đình": ["Nhà Bảy"],
    }
    assert list(listed(values))[-1].startswith("Cấp thành phố - ")
    assert [level["ten"] for level in values["to_trinh"]["tong_hop"]] == ["Cấp xã", "Cấp thành phố"]
    assert sentences(values) == [
        "Đến ngày 01/07/2026, có 5 hồ sơ đề nghị khen thưởng trình Hội đồng xét "
        "(1 tập thể, 1 hộ gia đình và 3 cá nhân)."
    ]


def test_who_writes_is_warned_of_dossiers_closed_since_the_meeting(data):
    _, values = the_one(data, "proposal", DAY, meeting="M/1")
    assert values["to_trinh"]["ra_soat"] == "1 hồ sơ đã kết thúc: H3 (Rút hồ sơ)"
    _, before = the_one(data, "proposal", date(2026, 7, 11), meeting="M/1")
    assert before["to_trinh"]["ra_soat"] == ""


def test_of_a_meeting_to_come_those_are_listed_that_wait_today(data):
    _, values = the_one(data, "proposal", DAY, meeting="M2")
    assert [row for rows in listed(values).values() for row in rows] == ["Tổ Bốn", "Nguyễn Văn Một"]


def test_level_and_meeting_must_both_hold(data):
    name, values = the_one(data, "proposal", DAY, meeting="M/1", level="Cấp thành phố")
    assert name == "to-trinh-cap-thanh-pho-hop-m-1"
    assert listed(values) == {"Bằng khen: 1 hộ gia đình": ["Nhà Bảy"]}


def test_a_filter_is_told_in_the_title_too(data):
    _, values = the_one(data, "proposal", DAY, level="Cấp xã", units=("A",))
    assert values["to_trinh"]["ve"] == 'Đề nghị khen thưởng cấp xã của Đội "R&D" <b>A</b>'
    assert 'khen thưởng cấp xã của Đội "R&D" <b>A</b> đã qua' in sentences(values)[0]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "Chưa chọn cấp quyết định"),
        ({"level": "Cấp huyện"}, "Không có cấp quyết định “Cấp huyện”"),
        ({"meeting": "M9"}, "Không có cuộc họp mang mã “M9”. Các cuộc họp Hội đồng: M0, M/1, M2."),
        ({"meeting": "U1"}, "“U1” là Họp UBND, không phải Họp Hội đồng"),
    ],
)
def test_what_cannot_be_proposed_is_said(data, chosen, said):
    with pytest.raises(NotAsked, match=said):
        the_one(data, "proposal", DAY, **chosen)


def test_without_the_dossiers_there_is_no_proposal(tmp_path):
    folder = write_folder(tmp_path, TABLES)
    (folder / "dossiers.csv").write_bytes(b"\x00")
    with pytest.raises(NotAvailable, match=r"dossiers\.csv"):
        the_one(Warehouse(read_folder(folder)[0]), "proposal", DAY, level="Cấp xã")


@pytest.mark.parametrize(
    ("chosen", "symbol", "asks", "day_of_minutes"),
    [
        ({"level": "Cấp xã"}, f"TTr-{DOTS}", "xem xét, quyết định./.", "ngày […] họp"),
        ({"meeting": "M/1"}, f"TTr-{DOTS}", "theo thẩm quyền hoặc trình cấp trên./.", "ngày 01/07/2026 họp"),
        ({"level": "Cấp thành phố"}, "TTr-UBND", "xem xét, quyết định khen thưởng./.", "ngày […] họp"),
    ],
)
def test_who_asks_whom_for_what_follows_from_the_level(data, chosen, symbol, asks, day_of_minutes):
    _, values = the_one(data, "proposal", date(2026, 7, 1), **chosen)
    text = filled("proposal", values)
    assert {mark: text.count(mark) for mark in ("TTr-UBND", f"TTr-{DOTS}") if mark in text} == {symbol: 2}
    assert asks in text
    assert day_of_minutes in text
    assert ("Điều 59 Nghị định số 129/2025/NĐ-CP ngày 11 tháng 6" in text) == (symbol != "TTr-UBND")
    assert all(
        row["ten"] in text and row["don_vi"] in text
        for g in values["to_trinh"]["danh_sach"]
        for row in g["bang"]
    )
    assert "H4" not in text, "the number of a dossier is the office's own"


def test_the_chairman_does_not_write_to_himself(data):
    """He is the Council's chairman: the standing body writes to him, and its head signs."""
    _, values = the_one(data, "proposal", DAY, level="Cấp xã")
    office = {"thuong_truc": "Phòng Văn hoá - Xã hội", "thuong_truc_chuc_vu": "TRƯỞNG PHÒNG"}
    lines = filled(
        "proposal", values | office | {"quyen_han": "TM. ỦY BAN", "nguoi_ky": "Chủ Tịch Nào Đó"}
    ).split("\n")
    assert "PHÒNG VĂN HOÁ - XÃ HỘI" in lines
    assert "TRƯỞNG PHÒNG" in lines
    assert not {"TM. ỦY BAN", "TM. HỘI ĐỒNG", "Chủ Tịch Nào Đó"} & set(lines)


def test_a_persons_post_is_left_to_write_in_and_nobody_elses(data):
    _, values = the_one(data, "proposal", DAY, level="Cấp xã")
    lines = filled("proposal", values).split("\n")
    assert lines[lines.index("Tổ Bốn") + 1] == "–"
    assert lines[lines.index("Trần Thị Hai") + 1] == "[chức vụ]"


def test_every_tag_is_explained(data):
    facts = facts_of(data, "proposal", DAY, meeting="M/1")
    assert set(proposal.fill(facts)) == set(proposal.SECTION.tags)
