"""The notice of what a meeting concluded tells it as it was given on that day, whole, and invents nobody who spoke."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.reports.request import NotAsked
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.reports.contents.asked import filled, the_one

DAY = date(2026, 11, 16)
TABLES = {
    "plan": """
        year,issuer,signer_title,signer_name,unit_id,symbol
        2026,UBND xã A,CHÁNH VĂN PHÒNG,Trần B,VP,VP
        """,
    "units": "unit_id,name\nVP,Văn phòng\nA,Trường A\nB,Thôn B\nC,Thôn C\n",
    "meetings": """
        meeting_id,held_on,kind,title,place
        H1,12/10/2026,Họp Hội đồng,Bình xét quý III.,Hội trường
        H2,09/11/2026,Khác,Giao ban,
        H3,17/11/2026,Họp UBND,Cuộc họp sau,
        """,
    "tasks": """
        task_id,year,clause,quarter,title,short_title,due_on,meeting_id
        C1,2026,KL.1,4,Rà soát toàn bộ hồ sơ.,Rà soát,31/10/2026,H1
        C2,2026,KL.2,4,Gửi giấy mời,,20/11/2026,H1
        C3,2026,KL.3,4,Việc của cuộc họp sau,,31/12/2026,H3
        """,
    "assignments": """
        task_id,unit_id,role
        C1,B,Phối hợp
        C1,A,Chủ trì
        C1,C,Phối hợp
        """,
    "extensions": "decided_on,task_id,unit_id,due_on\n20/10/2026,C1,,15/12/2026\n",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def test_it_tells_content_leads_helpers_and_deadline_of_the_meetings_day(data: Warehouse) -> None:
    name, values = the_one(data, "conclusions", DAY, meeting="H1")
    assert name == "thong-bao-ket-luan-h1"
    assert [list(line.values()) for line in values["thong_bao"]["bang"]] == [
        ["1", "Rà soát toàn bộ hồ sơ", "Trường A", "Thôn B; Thôn C", "31/10 (nghỉ), tính đến 02/11/2026"],
        ["2", "Gửi giấy mời", "Chưa phân công", "", "20/11/2026"],
    ]
    text = filled("conclusions", values)
    assert "Kết luận cuộc họp Hội đồng Thi đua - Khen thưởng xã A\nngày 12 tháng 10 năm 2026" in text
    assert "ở Hội trường, sau khi nghe" in text
    assert "về nội dung “Bình xét quý III”" in text
    assert "Cuộc họp giao 2 nhiệm vụ." in text
    assert "TL. CHỦ TỊCH" in text  # who heads an office signs it by order


def test_of_a_unit_it_is_an_extract(data: Warehouse) -> None:
    _, values = the_one(data, "conclusions", DAY, meeting="H1", units=("C",))
    assert values["thong_bao"]["cau"] == ["Trích 1 nhiệm vụ giao Thôn C."]
    assert [line["noi_dung"] for line in values["thong_bao"]["bang"]] == ["Rà soát toàn bộ hồ sơ"]


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ({"meeting": "H2"}, "Cuộc họp ngày 09/11/2026 chưa có kết luận nào, nên"),
        ({"meeting": "H3"}, "Cuộc họp ngày 17/11/2026 chưa có kết luận nào, nên"),  # it is still to come
        ({"meeting": "H1", "units": ("VP",)}, "chưa có kết luận nào giao Văn phòng, nên"),
        ({"meeting": "H9"}, "Không có cuộc họp mang mã “H9”."),
        ({}, "Đến 16/11/2026 chưa có cuộc họp nào kết luận việc gì"),
    ],
)
def test_without_a_conclusion_there_is_no_notice(data: Warehouse, chosen: dict, why: str) -> None:
    with pytest.raises(NotAsked, match=why):
        the_one(data, "conclusions", DAY, **chosen)
