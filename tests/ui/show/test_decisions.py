"""What is to be decided today, a dossier a line, the most urgent first, and no nominee's name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation.ui.show import decisions
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.ui.show.moments import moment_of, rows_of, titles

DAY = date(2026, 7, 15)
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        """,
    "units": """
        unit_id,name,bloc_id
        A,Đơn vị A,K1
        B,Đơn vị B,K1
        C,Đơn vị C,K1
        D,Đơn vị D,K1
        E,Đơn vị E,K1
        """,
    "tasks": """
        task_id,year,clause,quarter,title,due_on
        T1,2026,II.2.a,2,Việc trễ,30/06/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        """,
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        HC,Huân chương,Hình thức khen thưởng,Cấp Nhà nước
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        H1,01/06/2026,A,Cá nhân,Kín 1,GK,Công trạng,10/07/2026
        H2,01/06/2026,B,Cá nhân,Kín 2,GK,Công trạng,11/07/2026
        H3,01/06/2026,C,Tập thể,Kín 3,GK,Công trạng,20/07/2026
        H4,01/06/2026,D,Cá nhân,Kín 4,GK,Công trạng,20/07/2026
        H5,01/06/2026,A,Cá nhân,Kín 5,HC,Công trạng,
        H6,01/06/2026,A,Hộ gia đình,Kín 6,GK,Công trạng,15/07/2026
        H7,01/06/2026,A,Cá nhân,Kín 7,GK,Công trạng,10/06/2026
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        02/06/2026,H1,Họp Hội đồng
        02/06/2026,H2,Họp Hội đồng
        02/06/2026,H3,Họp Hội đồng
        02/06/2026,H4,Họp Hội đồng
        02/06/2026,H5,Họp Hội đồng
        02/06/2026,H6,Trình Chủ tịch
        02/06/2026,H7,Thẩm định
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def test_what_the_council_votes_on_then_what_the_chairman_signs(data: Warehouse) -> None:
    assert list(titles(decisions.decisions(moment_of(data, DAY))).items()) == [
        ("decisions-vote", "Hội đồng biểu quyết 5 hồ sơ, 2 quá hạn"),
        ("decisions-sign", "Chủ tịch ký 1 hồ sơ, không hồ sơ nào quá hạn"),
    ]
    (slide,) = decisions.decisions(moment_of(data, DAY, units=("B",), where="Đơn vị B"))
    assert slide.title == "Đơn vị B: Hội đồng biểu quyết 1 hồ sơ, 1 quá hạn"


def test_a_dossier_a_line_the_most_urgent_first_with_a_place_for_the_vote(data: Warehouse) -> None:
    vote, sign = decisions.decisions(moment_of(data, DAY))
    assert vote.kicker.endswith("bước Họp Hội đồng")
    assert rows_of(vote) == [
        ("Giấy khen", "1 cá nhân", "Đơn vị A", "trễ 5 ngày", "☐", "☐"),
        ("Giấy khen", "1 cá nhân", "Đơn vị B", "trễ 2 ngày", "☐", "☐"),
        ("Giấy khen", "1 tập thể", "Đơn vị C", "còn 5 ngày", "☐", "☐"),
        ("Giấy khen", "1 cá nhân", "Đơn vị D", "còn 5 ngày", "☐", "☐"),
        ("Huân chương", "1 cá nhân", "Đơn vị A", "không có hạn", "☐", "☐"),
    ]
    assert rows_of(sign) == [("Giấy khen", "1 hộ gia đình", "Đơn vị A", "hạn hôm nay", "☐")]


def test_more_dossiers_than_one_slide_holds_stand_behind_it(tmp_path: Path) -> None:
    rows = "".join(f"D{n},01/06/2026,A,Cá nhân,Kín,GK,Công trạng,\n" for n in range(20))
    events = "".join(f"02/06/2026,D{n},Họp Hội đồng\n" for n in range(20))
    header = TABLES["dossiers"].strip().splitlines()[0].strip()
    many = TABLES | {
        "dossiers": f"{header}\n{rows}",
        "dossier_events": f"occurred_on,dossier_id,stage\n{events}",
    }
    short, whole = decisions.decisions(moment_of(warehouse(tmp_path, many), DAY))
    assert rows_of(short)[-1] == ("… và 14 hồ sơ khác",)
    assert (len(rows_of(whole)), whole.behind, whole.title) == (20, short.id, short.title)


def test_nothing_to_decide_is_no_slide(tmp_path: Path) -> None:
    assert not list(decisions.decisions(moment_of(warehouse(tmp_path), DAY)))
