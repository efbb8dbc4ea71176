"""Slides of the dossiers: where they wait, how they stand to their deadlines, what was awarded and to whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation.ui.show import dossiers
from emulation.ui.show.capped import MOST_DETAILS
from emulation.ui.show.paging import continued
from emulation.ui.show.slide import Bars, Slide
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.ui.show.moments import moment_of, rows_of, titles

DAY = date(2026, 7, 15)
BASE = {
    "plan": "year,issuer\n2026,UBND phường A\n",
    "units": """
        unit_id,name,short_name
        A,Đơn vị A,A
        B,Đơn vị B,
        """,
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        BK,Bằng khen,Hình thức khen thưởng,Cấp thành phố
        """,
    "meetings": """
        meeting_id,held_on,kind,title
        M1,05/07/2026,Họp Hội đồng,Trước
        """,
}
TABLES = BASE | {
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        H1,01/06/2026,A,Cá nhân,Kín 1,GK,Công trạng,10/07/2026
        H2,01/06/2026,A,Cá nhân,Kín 2,GK,Công trạng,10/07/2026
        H3,01/06/2026,A,Cá nhân,Kín 3,GK,Công trạng,20/07/2026
        H4,01/06/2026,B,Cá nhân,Kín 4,GK,Công trạng,20/12/2026
        H5,01/06/2026,B,Cá nhân,Kín 5,GK,Công trạng,
        H6,01/06/2026,B,Cá nhân,Kín 6,BK,Công trạng,20/12/2026
        H7,01/06/2026,B,Cá nhân,Kín 7,BK,Công trạng,20/12/2026
        D1,01/01/2026,A,Tập thể,Mở 1,GK,Công trạng,
        D2,01/01/2026,A,Cá nhân,Mở 2,GK,Công trạng,
        D3,01/01/2026,B,Tập thể,Mở 3,BK,Công trạng,
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        02/06/2026,H1,Thẩm định
        02/06/2026,H2,Trình Chủ tịch
        02/06/2026,H6,Trình cấp trên
        02/06/2026,H7,Trình cấp trên
        20/06/2026,H7,Yêu cầu bổ sung
        20/01/2026,D1,Đã khen thưởng
        07/07/2026,D2,Đã khen thưởng
        06/07/2026,D3,Đã khen thưởng
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def bars_of(slide: Slide) -> list[tuple[str, str, str]]:
    assert isinstance(slide.body, Bars)
    return [(bar.label, bar.value, bar.note) for bar in slide.body.bars]


def test_every_waiting_stage_with_what_presses_there(data: Warehouse) -> None:
    (stages,) = dossiers.dossiers(moment_of(data, DAY))
    assert stages.title == "7 hồ sơ chưa kết thúc, 2 quá hạn, ở bước Thẩm định và Trình Chủ tịch"
    assert bars_of(stages) == [
        ("Tiếp nhận", "3", "1 sắp đến hạn"),
        ("Thẩm định", "1", "1 quá hạn"),
        ("Yêu cầu bổ sung", "1", ""),
        ("Họp Hội đồng", "0", ""),
        ("Trình Chủ tịch", "1", "1 quá hạn"),
        ("Trình cấp trên", "1", ""),
    ]
    assert isinstance(stages.body, Bars)
    first = stages.body.bars[0].segments
    assert [(s.share, s.state) for s in first] == [(1 / 3, "Sắp đến hạn"), (2 / 3, "")]


def test_where_most_are_overdue(tmp_path: Path) -> None:
    more = "        H8,01/06/2026,A,Cá nhân,Kín 8,GK,Công trạng,10/07/2026\n"
    event = "        02/06/2026,H8,Thẩm định\n"
    tables = TABLES | {
        name: TABLES[name].rstrip(" ") + row for name, row in (("dossiers", more), ("dossier_events", event))
    }
    (stages,) = dossiers.dossiers(moment_of(warehouse(tmp_path, tables), DAY))
    assert stages.title == "8 hồ sơ chưa kết thúc, 3 quá hạn, nhiều nhất ở bước Thẩm định"


def test_deadlines_add_up_to_all_that_wait(data: Warehouse) -> None:
    (deadlines,) = dossiers.deadlines(moment_of(data, DAY))
    assert deadlines.title == "2 hồ sơ quá hạn, 1 sắp đến hạn"
    assert bars_of(deadlines) == [
        ("Quá hạn", "2", ""),
        ("Sắp đến hạn", "1", ""),
        ("Còn hạn", "1", ""),
        ("Không có hạn", "1", ""),
        ("Đã trình cấp trên", "2", "gồm 1 hồ sơ cấp trên chuyển lại phường"),
    ]
    assert deadlines.note.startswith("Cộng lại đủ 7 hồ sơ chưa kết thúc.")


def test_nothing_overdue_is_said(data: Warehouse) -> None:
    moment = moment_of(data, DAY, units=("B",))
    assert titles([*dossiers.dossiers(moment), *dossiers.deadlines(moment)]) == {
        "dossiers": "4 hồ sơ chưa kết thúc, không hồ sơ nào quá hạn",
        "dossiers-deadlines": "Không hồ sơ nào quá hạn, không hồ sơ nào sắp đến hạn",
    }


def test_that_working_days_are_an_assumption_stands_on_the_slides(data: Warehouse) -> None:
    for slide in (*dossiers.dossiers(moment_of(data, DAY)), *dossiers.deadlines(moment_of(data, DAY))):
        assert "†" in slide.note


def test_awards_by_form_and_kind_with_their_sum(data: Warehouse) -> None:
    (given,) = dossiers.awards(moment_of(data, DAY))
    assert given.title == "3 khen thưởng: 2 cấp xã, 1 cấp thành phố"
    assert rows_of(given) == [
        ("Giấy khen", "1", "1", "2"),
        ("Bằng khen", "0", "1", "1"),
        ("Cộng", "1", "2", "3"),
    ]


def test_awards_of_a_quarter_and_of_one_form(data: Warehouse) -> None:
    (given,) = dossiers.awards(moment_of(data, DAY, quarter=1))
    assert (given.kicker, given.title) == ("Đã khen thưởng · Quý I năm 2026", "1 khen thưởng cấp xã")
    assert rows_of(given) == [("Giấy khen", "1")]


def test_who_was_honoured_since_the_meeting_by_name(data: Warehouse) -> None:
    (named,) = dossiers.honoured(moment_of(data, DAY))
    assert named.title == "2 khen thưởng mới từ họp 05/07"
    assert rows_of(named) == [
        ("Mở 2", "A", "Giấy khen", "07/07/2026"),
        ("Mở 3", "Đơn vị B", "Bằng khen", "06/07/2026"),
    ]


def test_no_names_where_the_council_has_not_met_since(data: Warehouse) -> None:
    assert list(dossiers.honoured(moment_of(data, date(2026, 7, 5)))) == []


def test_many_names_end_after_five_slides_with_how_many_more(tmp_path: Path) -> None:
    many = "".join(f"D{n},01/06/2026,A,Cá nhân,Mở {n},GK,Công trạng,\n" for n in range(1200))
    events = "".join(f"07/07/2026,D{n},Đã khen thưởng\n" for n in range(1200))
    header = "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on\n"
    tables = BASE | {"dossiers": header + many, "dossier_events": "occurred_on,dossier_id,stage\n" + events}
    (named,) = dossiers.honoured(moment_of(warehouse(tmp_path, tables), DAY))
    assert named.title == "1.200 khen thưởng mới từ họp 05/07"
    parts = continued(named)
    assert len(parts) == MOST_DETAILS
    shown = [row for part in parts for row in rows_of(part)]
    assert shown[-1][0] == f"… và {1200 - (len(shown) - 1):,} quyết định khác".replace(",", ".")


def test_more_forms_than_one_slide_holds_are_summed_and_stand_behind_it(tmp_path: Path) -> None:
    forms = "".join(f"F{n},Hình thức {n},Hình thức khen thưởng,Cấp xã,10\n" for n in range(12))
    given = "".join(f"D{n},01/06/2026,A,Cá nhân,Mở {n},F{n},Công trạng,\n" for n in range(12))
    events = "".join(f"07/07/2026,D{n},Đã khen thưởng\n" for n in range(12))
    header = "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on\n"
    tables = BASE | {
        "awards": f"award_id,name,category,level,working_days\n{forms}",
        "dossiers": header + given,
        "dossier_events": "occurred_on,dossier_id,stage\n" + events,
    }
    short, whole = dossiers.awards(moment_of(warehouse(tmp_path, tables), DAY))
    assert rows_of(short)[-2:] == [("7 danh hiệu, hình thức khác", "7"), ("Cộng", "12")]
    assert (len(rows_of(whole)), whole.behind) == (13, "awards")


def test_an_empty_folder_has_no_slides_of_dossiers(tmp_path: Path) -> None:
    empty = moment_of(warehouse(tmp_path), DAY)
    assert [*dossiers.dossiers(empty), *dossiers.awards(empty)] == []
