"""What reports say of the widened rules: rest days, helpers, extensions, dossiers of many, conclusions, blocs' criteria."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.reports.contents import ranking, section
from emulation.reports.request import NotAsked
from emulation.reports.statistics import statistics
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.reports.contents.asked import documents, facts_of, filled, the_one
from tests.reports.workbooks import rows_of, shown

DAY = date(2026, 4, 14)
UNITS = "unit_id,name,bloc_id\nA,Thôn A,K1\nB,Thôn B,K1\nC,Trường C,K2\n"
TABLES = {
    "plan": "year,issuer\n2026,UBND xã A\n",
    "blocs": "bloc_id,name\nK1,Khối thôn\nK2,Khối trường\n",
    "units": UNITS,
    "meetings": """
        meeting_id,held_on,kind,title
        M0,15/12/2025,Họp UBND,Giao ban
        M1,10/02/2026,Họp UBND,Giao ban
        M2,14/04/2026,Họp Hội đồng,Xét khen thưởng
        """,
    # 15/03/2026 is a Sunday.
    "tasks": """
        task_id,year,clause,quarter,title,due_on,meeting_id
        T1,2026,II.1.a,1,Ký kết,15/03/2026,
        T2,2026,II.1.b,1,Tuyên truyền,15/02/2026,
        K0,2025,KL.1,,Việc đã xong trước kỳ,31/12/2025,M0
        K1,2026,KL.2,1,Rà soát hồ sơ.,28/02/2026,M1
        K2,2026,KL.3,2,Tổng hợp báo cáo,29/05/2026,M2
        """,
    "assignments": """
        task_id,unit_id,role,due_on
        T1,A,Chủ trì,
        T1,B,Phối hợp,
        T1,C,Phối hợp,
        T2,A,Chủ trì,
        K0,A,Chủ trì,
        K1,B,Chủ trì,
        K2,C,Chủ trì,
        """,
    "progress": """
        recorded_on,task_id,unit_id,status
        20/12/2025,K0,A,Hoàn thành
        27/02/2026,K1,B,Hoàn thành
        """,
    "extensions": """
        decided_on,task_id,unit_id,due_on,document_no
        10/02/2026,T2,,28/02/2026,09/TB-UBND
        20/02/2026,T2,,31/03/2026,12/TB-UBND
        20/05/2026,T1,,31/12/2026,
        """,
    "awards": "award_id,name,category,level,working_days\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã,30\n",
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on,quantity
        H1,01/04/2026,C,Cá nhân,Giáo viên Trường C,GK,Công trạng,,24
        H2,01/04/2026,C,Tập thể,Tổ Toán,GK,Công trạng,,
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        02/04/2026,H1,Họp Hội đồng
        02/04/2026,H2,Họp Hội đồng
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points,bloc_id
        C1,2026,Nhóm,Hưởng ứng,Chuẩn,90,
        C2,2026,Nhóm,Hòa giải,Chuẩn,10,K1
        C3,2026,Nhóm,Sáng kiến,Thưởng,"2,5",K2
        """,
    "movements": "movement_id,name,launched_by,launched_on\nP1,An toàn,Xã,01/02/2026\n",
    "movement_results": """
        recorded_on,movement_id,unit_id,indicator,target,actual,better
        01/03/2026,P1,A,Tỷ lệ hộ nghèo,4,3,thấp hơn
        01/03/2026,P1,A,Tuyến đường,4,4,
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("widened"), TABLES)


@pytest.fixture(scope="module")
def quarter(data: Warehouse) -> dict:
    return the_one(data, "quarter", DAY, quarter=1)[1]


# ---- deadlines


def test_a_deadline_on_a_rest_day_says_both_dates(data, quarter):
    both = "15/03 (nghỉ), tính đến 16/03/2026"
    (tasks,) = quarter["nhiem_vu"]["nhom"]
    assert {line["dieu"]: line["han"] for line in tasks["bang"]}["II.1.a"] == both
    assert f"hạn {both}; chưa bắt đầu, quá hạn 29 ngày" in "\n".join(quarter["phuong_huong"]["cau"])
    letters = {
        values["don_doc"]["don_vi"]: values for _, values in documents(facts_of(data, "reminders", DAY))
    }
    assert [line["han"] for line in letters["Thôn B"]["don_doc"]["bang"]] == [both]
    assert both in filled("reminders", dict(letters["Thôn B"]))


def test_an_extension_is_named_with_the_former_date_and_its_document(data, quarter):
    (tasks,) = quarter["nhiem_vu"]["nhom"]
    named = {line["dieu"]: line["gia_han"] for line in tasks["bang"]}
    extended = "Gia hạn từ 28/02/2026 đến 31/03/2026 (12/TB-UBND)"
    assert named == {"II.1.a": "", "II.1.b": extended, "KL.2": ""}, "what is decided later does not exist yet"
    assert f"{extended}. [nêu lý do]" in filled("quarter", quarter).replace("[[", "[").replace("]]", "]")
    ((_, letter),) = [
        found for found in documents(facts_of(data, "reminders", DAY)) if found[0].endswith("-a")
    ]
    assert f"Tuyên truyền\n{extended}" in [line["nhiem_vu"] for line in letter["don_doc"]["bang"]]
    early = the_one(data, "quarter", date(2026, 2, 12), quarter=1)[1]
    assert "Gia hạn từ 15/02/2026 đến 28/02/2026 (09/TB-UBND)" in str(early)


# ---- helpers

HELPED = {
    "units": "unit_id,name\nA,Thôn A\nB,Thôn B\nC,Thôn C\n",
    "tasks": "task_id,year,clause,quarter,title,due_on\nT1,2026,II.1.a,1,Ký kết,31/03/2026\n",
    "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\nT1,B,Phối hợp\nT1,C,Phối hợp\n",
    "progress": "recorded_on,task_id,unit_id,status\n20/03/2026,T1,A,Hoàn thành\n",
}
REASON = "Đó là 1 phần việc phối hợp trong nhiệm vụ mà đơn vị chủ trì đã kết thúc."


def test_who_only_helped_in_a_finished_task_gets_no_letter_and_is_not_late(tmp_path):
    data = warehouse(tmp_path, HELPED)
    with pytest.raises(NotAsked, match="không có đơn vị nào có phần việc của năm 2026 quá hạn"):
        list(documents(facts_of(data, "reminders", DAY)))
    values = the_one(data, "quarter", DAY, quarter=1)[1]
    assert "nhiệm vụ này đã hoàn thành đúng hạn" in values["nhiem_vu"]["cau"][0]
    assert "Không có phần việc quá hạn." in values["don_vi"]["cau"][0]


def test_where_all_tasks_are_done_and_a_unit_is_late_the_report_says_why(tmp_path):
    begun = HELPED["progress"] + "01/03/2026,T1,B,Đang thực hiện\n"
    data = warehouse(tmp_path, HELPED | {"progress": begun})
    assert [name for name, _ in documents(facts_of(data, "reminders", DAY))] == ["cong-van-don-doc-b"]
    values = the_one(data, "quarter", DAY, quarter=1)[1]
    late = "1 phần việc của 1 đơn vị quá hạn 14 ngày"
    assert values["don_vi"]["cau"][0].endswith(f" {late}: Thôn B (1). {REASON}")
    assert values["nhiem_vu"]["cau"][0].endswith(f" Tính theo từng đơn vị, {late}.")
    assert any(said.endswith(REASON) for said in values["han_che"]["cau"])


def test_a_unit_whose_own_date_is_earlier_than_the_task_s_is_late_alone(tmp_path):
    own = {
        "assignments": "task_id,unit_id,role,due_on\nT1,A,Chủ trì,30/04/2026\nT1,B,Phối hợp,31/03/2026\n",
        "progress": "recorded_on,task_id,unit_id,status\n",
    }
    values = the_one(warehouse(tmp_path, HELPED | own), "quarter", DAY, quarter=1)[1]
    assert values["so"]["qua_han"] == "0"
    assert values["don_vi"]["cau"][0].endswith("Đó là 1 phần việc có hạn riêng sớm hơn hạn của nhiệm vụ.")


# ---- dossiers of many


def test_a_proposal_counts_whom_its_dossiers_name(data):
    for kind, of in (("proposal", "to_trinh"), ("minutes", "xet")):
        values = the_one(data, kind, DAY, meeting="M2")[1]
        assert "có 2 hồ sơ" in values[of]["cau"][0]
        assert "(1 tập thể và 24 cá nhân)" in values[of]["cau"][0]
        assert [values["so"][name] for name in ("tap_the", "ca_nhan", "cong")] == ["1", "24", "25"]
        (group,) = values[of]["danh_sach"]
        assert group["ten"].endswith("Giấy khen: 1 tập thể và 24 cá nhân")
        assert [line["ten"] for line in group["bang"]] == ["Tổ Toán", "Giáo viên Trường C (24 cá nhân)"]
    proposal = the_one(data, "proposal", DAY, meeting="M2")[1]
    assert [line["cong"] for group in proposal["to_trinh"]["tong_hop"] for line in group["bang"]] == ["25"]
    assert proposal["so"]["ho_so_trinh"] == "2"


# ---- conclusions of meetings


def test_a_report_tells_what_became_of_conclusions(data, quarter):
    assert quarter["ket_luan"]["cau"] == [
        "Tính đến ngày 14/04/2026, 1 nhiệm vụ theo kết luận của các cuộc họp đến hết quý I năm 2026 đã hoàn thành."
    ]
    (line,) = quarter["ket_luan"]["bang"]
    assert list(line.values())[:4] == ["10/02/2026", "KL.2", "Rà soát hồ sơ", "Thôn B"]
    assert (line["han"], line["ket_qua"]) == (
        "28/02 (nghỉ), tính đến 02/03/2026",
        "Hoàn thành đúng hạn (27/02/2026)",
    )
    assert "Tình hình thực hiện kết luận cuộc họp" in filled("quarter", quarter)
    before = the_one(data, "quarter", date(2026, 2, 1), quarter=1)[1]
    assert before["ket_luan"] == {"cau": [], "bang": []}
    assert "kết luận cuộc họp" not in filled("quarter", before)


def test_minutes_tell_of_earlier_conclusions_and_of_the_meeting_s_own(data):
    values = the_one(data, "minutes", DAY, meeting="M2")[1]
    assert [line["dieu"] for line in values["ket_luan"]["bang"]] == ["KL.2", "KL.1"]
    late = the_one(data, "quarter", date(2026, 6, 30), quarter=2)[1]
    assert late["ket_luan"]["cau"] == [
        "Tính đến ngày 30/06/2026, 1 nhiệm vụ theo kết luận của các cuộc họp đến hết quý II năm 2026 chưa hoàn thành (quá "
        "hạn)."
    ]
    assert values["ket_luan"]["giao"] == ["- Tổng hợp báo cáo (Trường C; hạn 29/05/2026)."]
    text = filled("minutes", values)
    assert text.index("kết luận các cuộc họp trước") < text.index("Các nhiệm vụ giao theo kết luận cuộc họp:")


# ---- criteria and indicators


def test_the_notice_says_which_criteria_are_a_bloc_s_own(data, tmp_path):
    values = section.filled(ranking.NOTICE, facts_of(data, "ranking", DAY, quarter=1))
    assert values["tieu_chi"]["cau"] == [
        "Các khối được chấm theo 1 tiêu chí chung và tiêu chí riêng của từng khối, nên điểm tối đa của các khối có thể khác "
        "nhau."
    ]
    assert [list(line.values()) for line in values["tieu_chi"]["bang"]] == [
        ["Khối thôn", "2", "Hòa giải (10)", "100", "0"],
        ["Khối trường", "2", "Sáng kiến (thưởng 2,5)", "90", "2,5"],
    ]
    same = TABLES | {"criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Một,Chuẩn,9\n"}
    values = section.filled(ranking.NOTICE, facts_of(warehouse(tmp_path, same), "ranking", DAY, quarter=1))
    assert values["tieu_chi"] == {"cau": [], "bang": []}


def test_where_nobody_is_ranked_there_is_no_notice(data):
    with pytest.raises(
        NotAsked, match="chưa có đơn vị nào được xếp hạng quý I năm 2026, nên không có thông báo"
    ):
        the_one(data, "ranking", DAY, quarter=1)
    with pytest.raises(NotAsked, match="chưa có đơn vị nào của Thôn A được xếp hạng"):
        the_one(data, "ranking", DAY, quarter=1, units=("A",))


def test_indicators_where_lower_is_better_are_said_so(quarter):
    said = " ".join(quarter["phong_trao"]["cau"])
    assert "cả 2 chỉ tiêu của các đơn vị đạt kế hoạch" in said
    assert "Chỉ tiêu càng thấp càng tốt, đạt khi thực hiện không quá kế hoạch: “Tỷ lệ hộ nghèo”." in said


def test_the_last_result_says_whether_lower_is_better(tmp_path):
    later = TABLES["movement_results"] + "        02/03/2026,P1,A,Tỷ lệ hộ nghèo,4,3,cao hơn\n"
    values = the_one(warehouse(tmp_path, TABLES | {"movement_results": later}), "quarter", DAY, quarter=1)[1]
    assert "càng thấp càng tốt" not in " ".join(values["phong_trao"]["cau"])


def test_of_other_units_indicators_a_filter_tells_nothing(tmp_path):
    more = TABLES["movement_results"] + "        01/03/2026,P1,B,Tuyến đường,4,4,\n"
    both = warehouse(tmp_path, TABLES | {"movement_results": more})
    for unit, said in (("A", True), ("B", False)):
        sentences = the_one(both, "quarter", DAY, quarter=1, units=(unit,))[1]["phong_trao"]["cau"]
        assert ("càng thấp càng tốt" in " ".join(sentences)) == said


# ---- the workbook


def test_the_workbook_has_last_days_beside_rest_days_and_counts_quantities(data, tmp_path):
    given = TABLES | {"dossier_events": TABLES["dossier_events"] + "        10/04/2026,H1,Đã khen thưởng\n"}
    book = shown(statistics(facts_of(warehouse(tmp_path, given), "statistics", DAY)))
    last = {row["Điều khoản"]: row["Tính đến (hạn là ngày nghỉ)"] for row in rows_of(book["Nhiệm vụ"])}
    assert (last["II.1.a"], last["II.1.b"]) == (date(2026, 3, 16), None)
    given_awards = rows_of(book["Khen thưởng"])
    assert [
        (row["Nội dung"], row["Cá nhân"])
        for row in given_awards
        if row["Nội dung"] in ("Giấy khen", "Công trạng")
    ] == [
        ("Giấy khen", 24),
        ("Công trạng", 24),
    ]
    assert [row["Số lượng"] for row in rows_of(book["Hồ sơ chờ xử lý"])] == [1, 1]
