"""The minutes hold what the data know of a meeting on its day, and invent nobody who came, spoke or voted."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.intake import read_folder
from emulation.reports.contents import minutes
from emulation.reports.contents.counts import Counts
from emulation.reports.request import NotAsked
from emulation.warehouse import Warehouse
from tests.folders import warehouse, write_folder
from tests.reports.contents.asked import facts_of, filled, the_one

DAY = date(2026, 11, 16)
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        K2,Khối hai
        """,
    "units": """
        unit_id,name,short_name,bloc_id
        A,Đơn vị A,ĐV A,K1
        B,Đơn vị B,,K1
        C,Đơn vị C,,K1
        D,Đơn vị D,,K2
        """,
    "tasks": """
        task_id,year,clause,quarter,title,due_on,conditional
        N1,2026,II.1.a,1,Việc một,31/03/2026,không
        N2,2026,II.1.b,1,Việc hai,31/03/2026,không
        N3,2026,II.1.c,1,Việc ba (nếu có),31/03/2026,có
        N4,2026,II.2.a,2,Việc bốn,30/06/2026,không
        N5,2026,II.3.a,3,Việc năm,30/09/2026,không
        N6,2026,II.5.a,,Việc cả năm,31/12/2026,không
        """,
    "assignments": """
        task_id,unit_id,role
        N1,A,Chủ trì
        N2,A,Chủ trì
        N3,A,Chủ trì
        N4,A,Chủ trì
        """,
    "progress": """
        recorded_on,task_id,unit_id,status
        30/03/2026,N1,A,Hoàn thành
        02/04/2026,N2,A,Hoàn thành
        30/03/2026,N3,A,Không phát sinh
        01/06/2026,N4,A,Đang thực hiện
        """,
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        HC,Huân chương,Hình thức khen thưởng,Cấp Nhà nước
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        H1,01/06/2026,A,Cá nhân,Nguyễn <Một>,GK,Công trạng
        H2,01/06/2026,A,Cá nhân,Trần Hai,HC,Công trạng
        H3,01/06/2026,B,Tập thể,Tổ Ba,GK,Công trạng
        H4,01/06/2026,B,Tập thể,Tổ Bốn,GK,Công trạng
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        02/07/2026,H1,Họp Hội đồng
        17/07/2026,H1,Trình Chủ tịch
        02/07/2026,H2,Họp Hội đồng
        02/07/2026,H3,Họp Hội đồng
        20/07/2026,H3,Trình Chủ tịch
        25/07/2026,H3,Đã khen thưởng
        12/07/2026,H4,Họp Hội đồng
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points
        C1,2026,Nhóm,Tiêu chí,Chuẩn,100
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/04/2026,2026-Q1,A,C1,Tự chấm,90
        10/04/2026,2026-Q1,A,C1,Hội đồng chấm,80
        01/07/2026,2026-Q2,A,C1,Tự chấm,90
        10/07/2026,2026-Q2,A,C1,Hội đồng chấm,80
        10/07/2026,2026-Q2,B,C1,Hội đồng chấm,"80,0"
        10/07/2026,2026-Q2,C,C1,Khối chấm,"70,25"
        05/10/2026,2026-Q3,A,C1,Tự chấm,50
        """,
    "meetings": """
        meeting_id,held_on,kind,title,place,task_id
        M0,20/12/2025,Họp Hội đồng,Họp cuối năm,,
        M1,10/04/2026,Họp Hội đồng,Họp Quý I,,
        M2,23/06/2026,Họp Hội đồng,Bình xét khen thưởng,Hội trường xã,N4
        M3,10/07/2026,Họp Hội đồng,Họp giữa năm,,
        M4,15/10/2026,Họp Hội đồng,Chấm điểm Quý III,,
        M5,18/12/2026,Họp Hội đồng,Tổng kết,,
        U1,02/07/2026,Họp UBND,Rà soát,,
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


_MADE: dict[tuple, dict] = {}


def of(data: Warehouse, meeting: str, as_of: date = DAY, **choices) -> dict:
    """The values of a meeting's minutes, made once."""
    key = (data, meeting, as_of, *choices.items())
    if key not in _MADE:
        _MADE[key] = the_one(data, "minutes", as_of, meeting=meeting, **choices)[1]
    return _MADE[key]


def test_the_meeting_is_told_as_the_data_have_it(data):
    name, values = the_one(data, "minutes", DAY, meeting="M2")
    assert name == "bien-ban-hop-m2"
    assert values["bien_ban"] == {
        "noi_dung": "Bình xét khen thưởng",
        "ngay": "ngày 23 tháng 6 năm 2026",
        "dia_diem": "Hội trường xã",
        "nhiem_vu": "Việc bốn (điểm II.2.a)",
        "tinh_den": "23/06/2026",
        "nam": "2026",
    }


def test_what_the_data_do_not_know_is_empty(data):
    values = of(data, "M3")
    assert (values["bien_ban"]["dia_diem"], values["bien_ban"]["nhiem_vu"]) == ("", "")


def test_progress_is_that_of_the_meetings_day_up_to_its_quarter(data):
    assert of(data, "M2")["tien_do"]["cau"] == [
        "Quý I: hoàn thành cả 2 nhiệm vụ có phát sinh (1 đúng hạn, 1 trễ hạn); 1 không phát sinh.",
        "Quý II: chưa hoàn thành nhiệm vụ nào; 1 đang thực hiện (sắp đến hạn).",
        "Cả năm: chưa hoàn thành nhiệm vụ nào; 1 chưa bắt đầu.",
    ]
    later = of(data, "M4")
    assert later["tien_do"]["cau"][1:3] == [
        "Quý II: chưa hoàn thành nhiệm vụ nào; 1 đang thực hiện (quá hạn).",
        "Quý III: chưa hoàn thành nhiệm vụ nào; 1 chưa bắt đầu (quá hạn).",
    ]
    assert later["so"]["qua_han"] == "2"


def test_of_a_meeting_to_come_progress_is_todays(data):
    values = of(data, "M5", date(2026, 2, 1))
    assert values["bien_ban"]["tinh_den"] == "01/02/2026"
    assert [text.partition(":")[0] for text in values["tien_do"]["cau"]] == ["Quý I", "Cả năm"]


def test_a_year_without_tasks_is_said(data):
    assert of(data, "M0")["tien_do"]["cau"] == [
        "Trong số liệu chưa có nhiệm vụ nào của năm 2025 đến kỳ thực hiện."
    ]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"tasks": 1, "done_late": 1}, "hoàn thành 1/1 nhiệm vụ (trễ hạn)."),
        ({"tasks": 3, "done_on_time": 3}, "hoàn thành cả 3 nhiệm vụ (đều đúng hạn)."),
        ({"tasks": 1, "not_arising": 1}, "nhiệm vụ duy nhất không phát sinh."),
        ({"tasks": 4, "not_arising": 4}, "cả 4 nhiệm vụ đều không phát sinh."),
        (
            {"tasks": 5, "in_progress": 2, "not_started": 3, "overdue": 5},
            "chưa hoàn thành nhiệm vụ nào; 2 đang thực hiện, 3 chưa bắt đầu (đều quá hạn).",
        ),
        (
            {"tasks": 9, "done_on_time": 2, "in_progress": 7, "overdue": 3, "due_soon": 4},
            "hoàn thành 2/9 nhiệm vụ (đều đúng hạn); 7 đang thực hiện (trong đó 3 quá hạn, 4 sắp đến hạn).",
        ),
    ],
)
def test_a_quarter_is_one_sentence_right_in_number(counts, said):
    assert minutes.quarter("Quý I", Counts(**counts), "nhiệm vụ") == f"Quý I: {said}"


def test_the_dossiers_are_those_before_the_meeting(data):
    values = of(data, "M3")
    assert values["xet"]["cau"] == [
        "Đến ngày 10/07/2026, có 3 hồ sơ đề nghị khen thưởng ở bước Họp Hội đồng (1 tập thể và 2 cá nhân)."
    ]
    assert {group["ten"]: [row["ten"] for row in group["bang"]] for group in values["xet"]["danh_sach"]} == {
        "Cấp xã - Giấy khen: 1 tập thể và 1 cá nhân": ["Tổ Ba", "Nguyễn <Một>"],
        "Cấp Nhà nước - Huân chương: 1 cá nhân": ["Trần Hai"],
    }


def test_minutes_know_nothing_of_what_came_after_the_meeting(data):
    assert of(data, "M3") == of(data, "M3", date(2026, 7, 10))


def test_no_dossiers_are_a_sentence(data):
    values = of(data, "M2")
    assert values["xet"]["cau"] == [
        "Đến ngày 23/06/2026, không có hồ sơ nào đề nghị khen thưởng ở bước Họp Hội đồng."
    ]
    assert values["xet"]["danh_sach"] == []


def test_the_scores_that_the_council_gave_are_of_the_quarter_before(data):
    scores = of(data, "M3")["cham_diem"]
    assert scores["ky"] == "quý II năm 2026"
    assert [
        (row["hang"], row["khoi"], row["diem"], row["nhat"], row["ghi_chu"]) for row in scores["bang"]
    ] == [
        ("1", "Khối một", "76,75", "ĐV A và Đơn vị B (80)", "tạm tính"),
        ("–", "Khối hai", "–", "–", "chưa chấm"),
    ]


@pytest.mark.parametrize(
    ("meeting", "period"),
    [
        ("M0", ""),  # nobody was scored
        ("M1", "quý I năm 2026"),  # the quarter before was not, this one was
        ("M2", ""),  # quý I had its scores at M1
        ("M3", "quý II năm 2026"),
        ("M4", "quý III năm 2026"),  # its title says so, though the Council's scores are to come
        ("M5", ""),  # as of today there is nothing new
    ],
)
def test_a_meeting_is_about_scores_where_the_council_gave_some_or_means_to(data, meeting, period):
    assert of(data, meeting)["cham_diem"]["ky"] == period


def test_a_filter_is_told_and_the_first_of_a_bloc_stays_the_first(data):
    values = of(data, "M3", units=("C",))
    assert values["tien_do"]["cau"][0] == "Phạm vi số liệu: Đơn vị C."
    (row,) = values["cham_diem"]["bang"]
    assert (row["khoi"], row["nhat"]) == ("Khối một", "ĐV A và Đơn vị B (80)")
    assert of(data, "M3", units=("D",))["cham_diem"]["bang"] == []  # none of them is ranked


@pytest.mark.parametrize(
    ("meeting", "said"),
    [
        ("", "Chưa chọn cuộc họp Hội đồng. Các cuộc họp Hội đồng: M0, M1, M2, M3, M4, M5."),
        ("M9", "Không có cuộc họp mang mã “M9”."),
        ("U1", "“U1” là Họp UBND, không phải Họp Hội đồng."),
    ],
)
def test_a_meeting_of_the_council_must_be_chosen(data, meeting, said):
    with pytest.raises(NotAsked, match=said):
        of(data, meeting)


def test_without_any_meeting_there_are_no_minutes(tmp_path):
    with pytest.raises(NotAsked, match=r"Chưa có cuộc họp Hội đồng nào"):
        of(warehouse(tmp_path), "M1")


def test_a_file_that_cannot_be_read_costs_only_its_part(tmp_path):
    folder = write_folder(tmp_path, TABLES)
    for file in ("tasks.csv", "scores.csv"):
        (folder / file).write_bytes(b"\x00")
    values = of(Warehouse(read_folder(folder)[0]), "M2")
    assert values["bien_ban"]["nhiem_vu"] == ""
    text = filled("minutes", values)
    assert "không đọc được tệp tasks.csv." in text
    assert "tasks.csv và scores.csv" in text
    assert "không có hồ sơ nào" in text


def test_the_template_has_blanks_for_people_and_no_date_line(data):
    text = filled("minutes", of(data, "M3"))
    for blank in ("Chủ trì: [họ tên, chức vụ]", "có mặt: […/…]", "Địa điểm: [nơi họp]", "[… giờ …]", "[…%]"):
        assert blank in text
    assert {"THƯ KÝ", "CHỦ TRÌ"} <= set(text.splitlines())
    assert "Nguyễn <Một>" in text
    assert "3. Thông qua kết quả chấm điểm, xếp hạng các khối thi đua quý II năm 2026." in text
    assert "tháng 11 năm 2026" not in text


def test_the_template_leaves_out_what_was_not_before_the_meeting(data):
    text = filled("minutes", of(data, "M2"))
    assert "Địa điểm: Hội trường xã." in text
    assert "Việc bốn (điểm II.2.a)" in text
    assert "Số phiếu" not in text
    assert "xếp hạng các khối" not in text


@pytest.mark.parametrize("meeting", ["M2", "M3"])
def test_every_tag_is_explained(data, meeting):
    facts = facts_of(data, "minutes", DAY, meeting=meeting)
    for section in (minutes.MEETING, minutes.PROGRESS, minutes.DOSSIERS, minutes.SCORES):
        assert set(section.fill(facts)) == set(section.tags)
