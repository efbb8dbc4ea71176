"""Ghi nhận: each form offers, foresees, saves, and forgets what it saved. A double stands for the picker."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation.ui.parts import session
from tests.folders import write_folder
from tests.pages.screens import choose, press, ran, run_screen, text_of

TABLES = {
    "plan": """
        year,issuer,view_on
        2026,UBND xã,15/11/2026
        """,
    "blocs": """
        bloc_id,name
        K1,Khối một
        """,
    "units": """
        unit_id,name,short_name,bloc_id
        A,Trường Tiểu học A,Tiểu học A,K1
        B,Trường <b>B,,K1
        """,
    "tasks": """
        task_id,year,clause,title,due_on,measured_by
        T1,2026,II.1.a,Tự kiểm tra,10/11/2026,nhập tay
        T2,2026,II.1.đ,Giải quyết hồ sơ,31/12/2026,hồ sơ
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T1,B,Phối hợp
        """,
    "progress": """
        recorded_on,task_id,unit_id,status
        01/11/2026,T1,A,Đang thực hiện
        """,
    "awards": """
        award_id,name,category,level,working_days
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã,10
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        HS-2026-007,02/11/2026,A,Cá nhân,Nguyễn Văn A,GK,Công trạng
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points
        C1,2026,Phong trào,Hưởng ứng *tốt*,Chuẩn,10
        C2,2026,Nhiệm vụ,Hoàn thành,Chuẩn,20
        """,
    "movements": "movement_id,name,launched_by,launched_on\nP1,Xanh sạch đẹp,Xã,01/03/2026\n",
    "movement_results": """
        recorded_on,movement_id,unit_id,indicator,measure,target,actual
        30/06/2026,P1,B,Đường hoa,km,7,"3,5"
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/11/2026,2026-Q4,A,C1,Tự chấm,"9,5"
        """,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", TABLES)


def added(folder: Path, table: str) -> list[str]:
    """The lines of a file that stand below those of the test's folder."""
    before = len(TABLES[table].strip().splitlines()) if table in TABLES else 1
    return (folder / f"{table}.csv").read_text(encoding="utf-8-sig").splitlines()[before:]


def test_progress_of_all_units_is_foreseen_saved_and_undone(folder, monkeypatch, chosen):
    chosen["Đơn vị"] = ["A", "B"]
    app = run_screen("office/entry", folder, monkeypatch, task="T1")
    assert "II.1.a · Tiểu học A Đang thực hiện từ 01/11/2026, hạn 10/11/2026" in text_of(app)
    assert "Còn thiếu: trạng thái." in text_of(app)
    choose(app, Trạng_thái="Hoàn thành", Văn_bản="12/BC")
    assert "⚠ Hoàn thành sau hạn nên là Trễ hạn" in text_of(app)
    assert "II.1.a · Trường <b>B Chưa bắt đầu (chưa ghi lần nào)" in text_of(app)
    del chosen["Đơn vị"]
    choose(app, Biểu_mẫu="tiep-nhan")
    choose(app, Biểu_mẫu="tien-do")  # what was filled in is still there
    press(app, "Lưu 2 dòng")
    assert added(folder, "progress") == [
        "15/11/2026,T1,A,Hoàn thành,12/BC",
        "15/11/2026,T1,B,Hoàn thành,12/BC",
    ]
    assert "Còn thiếu: đơn vị." in text_of(app)
    press(app, "Hoàn tác")
    assert added(folder, "progress") == []


def test_each_unit_has_evidence_of_its_own_where_it_is_wanted(folder, monkeypatch, chosen, typed):
    chosen["Đơn vị"] = ["A", "B"]
    app = run_screen("office/entry", folder, monkeypatch, task="T1", status="Đang thực hiện")
    choose(app, Văn_bản="67/KH")
    next(box for box in app.checkbox if box.label.startswith("Văn bản, ghi chú riêng")).check()
    typed["Trường <b>B", "Văn bản, minh chứng"] = "12/BC"
    ran(app)
    press(app, "Lưu 2 dòng")
    assert added(folder, "progress") == [
        "15/11/2026,T1,A,Đang thực hiện,67/KH",
        "15/11/2026,T1,B,Đang thực hiện,12/BC",
    ]


def test_the_kind_of_nominee_follows_from_the_award(folder, monkeypatch, chosen):
    chosen["Danh hiệu, hình thức"] = ["LD"]
    with (folder / "awards.csv").open("a", encoding="utf-8") as awards:
        awards.write("LD,Lao động tiên tiến,Danh hiệu thi đua,Cấp xã,20\n")
    app = run_screen("office/entry", folder, monkeypatch, form="tiep-nhan")
    kind = next(group for group in app.segmented_control if group.label == "Đối tượng")
    assert kind.value == "Cá nhân"
    kind.set_value("Tập thể")
    ran(app)
    assert next(group for group in app.segmented_control if group.label == "Đối tượng").value == "Tập thể"


def test_a_link_carries_task_unit_and_state_to_the_form(folder, monkeypatch, chosen):
    link = {"task": "T1", "unit": "A", "status": "Hoàn thành", "year": "2026"}
    app = run_screen("office/entry", folder, monkeypatch, form="tien-do", **link)
    choose(app, Văn_bản="12/BC")
    press(app, "Lưu 1 dòng")
    assert added(folder, "progress") == ["15/11/2026,T1,A,Hoàn thành,12/BC"]


def test_a_link_carries_unit_period_and_stage_to_the_scores(folder, monkeypatch, chosen):
    link = {"unit": "A", "period": "2026-Q3", "stage": "Hội đồng chấm"}
    app = run_screen("office/entry", folder, monkeypatch, form="cham-diem", **link)
    choose(app, Hưởng="8", Hoàn_thành="15")
    press(app, "Lưu 2 tiêu chí")
    assert [line.split(",")[1:5] for line in added(folder, "scores")] == [
        ["2026-Q3", "A", "C1", "Hội đồng chấm"],
        ["2026-Q3", "A", "C2", "Hội đồng chấm"],
    ]


def test_an_extension_is_foreseen_and_signed_by_who_is_remembered(folder, monkeypatch, chosen):
    (folder / "extensions.csv").unlink()
    chosen |= {"Nhiệm vụ": ["T1"], "Đơn vị (để trống: cả nhiệm vụ)": ["B"]}
    app = run_screen("office/entry", folder, monkeypatch, form="gia-han")
    assert "Còn thiếu: hạn mới." in text_of(app)
    app.date_input[1].set_value(date(2026, 11, 22))
    choose(app, Số_văn_bản="15/TB", Người_ghi="Lan")
    later = "hạn 22/11 (nghỉ), tính đến 23/11/2026, sắp đến hạn"
    assert f"II.1.a · Trường <b>B hạn 10/11/2026, quá hạn 5 ngày → {later}" in text_of(app)
    press(app, "Lưu 1 lần gia hạn")
    assert (folder / "extensions.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "Ngày gia hạn;Mã nhiệm vụ;Mã đơn vị;Hạn mới;Số văn bản;Ghi chú;Người ghi",
        "15/11/2026;T1;B;22/11/2026;15/TB;;Lan",
    ]
    chosen |= {"Nhiệm vụ": ["T1"], "Đơn vị": ["B"]}
    choose(app, Biểu_mẫu="tien-do")
    choose(app, Trạng_thái="Hoàn thành")
    press(app, "Lưu 1 dòng")
    assert added(folder, "progress")[-1].endswith(",Lan")


def test_received_dossiers_get_the_next_ids_and_the_next_nominee_follows(folder, monkeypatch, chosen):
    chosen |= {"Đơn vị": ["B"], "Danh hiệu, hình thức": ["GK"]}
    app = run_screen("office/entry", folder, monkeypatch, form="tiep-nhan")
    choose(app, Đối_tượng="Tập thể", Loại_khen_thưởng="Công trạng", Tên="Tổ 1\n\n=Tổ 2\n", Mã="HS-2026-007")
    assert "Chưa lưu được. Mã HS-2026-007 đã có hồ sơ khác" in text_of(app)
    choose(app, Mã="HS-2026-008")
    assert "HS-2026-009 · =Tổ 2 hạn 30/11/2026, 10 ngày làm việc" in text_of(app)
    press(app, "Lưu 2 hồ sơ")
    assert added(folder, "dossiers") == [
        "HS-2026-008,15/11/2026,B,Tập thể,Tổ 1,GK,Công trạng",
        "HS-2026-009,15/11/2026,B,Tập thể,'=Tổ 2,GK,Công trạng",
    ]
    assert added(folder, "dossier_events")[0] == "15/11/2026,HS-2026-008,Tiếp nhận,,,"
    assert "Còn thiếu: tên đối tượng." in text_of(app)
    assert "HS-2026-010" in [field.value for field in app.text_input]


def test_a_dossier_goes_on_as_allowed_and_not_past_what_someone_else_wrote(folder, monkeypatch, chosen):
    app = run_screen("office/entry", folder, monkeypatch, form="chuyen-buoc", dossier="HS-2026-007")
    offered = next(group for group in app.segmented_control if group.label.startswith("Bước"))
    assert offered.options == ["Thẩm định", "Yêu cầu bổ sung", "Không đủ điều kiện", "Trả lại", "Rút hồ sơ"]
    choose(app, Bước="Trả lại", Số="15/CV")
    with (folder / "dossier_events.csv").open("a", encoding="utf-8") as other:
        other.write("10/11/2026,HS-2026-007,Thẩm định,,\n")
    session.folder().refresh()
    press(app, "Lưu 1 hồ sơ")
    assert "Chưa lưu: dữ liệu vừa được người khác sửa." in text_of(app)
    assert "HS-2026-007 · Nguyễn Văn A Thẩm định từ 10/11/2026 → Trả lại" in text_of(app)
    press(app, "Lưu 1 hồ sơ")
    assert added(folder, "dossier_events")[1:] == ["15/11/2026,HS-2026-007,Trả lại,15/CV,,"]
    assert "Không có hồ sơ nào đang chờ." in text_of(app)


def test_points_are_taken_over_refused_and_not_saved_past_a_warning_unseen(folder, monkeypatch, chosen):
    app = run_screen("office/entry", folder, monkeypatch, form="cham-diem", unit="A")
    choose(app, Bước="Khối chấm")
    assert "Hưởng ứng *tốt* tối đa 10 · Tự chấm 9,5" in text_of(app)
    press(app, "Lấy điểm của bước trước")
    choose(app, Hoàn_thành="1.250")
    assert "không rõ là hàng nghìn hay số thập phân" in text_of(app)
    choose(app, Hoàn_thành="18,75")
    next(field for field in app.text_input if field.label.startswith("Hoàn thành")).set_value("188")
    press(app, "Lưu 2 tiêu chí")
    assert "Chưa lưu: vừa có lưu ý mới" in text_of(app)
    assert added(folder, "scores") == []
    press(app, "Lưu 2 tiêu chí")
    assert added(folder, "scores") == [
        '15/11/2026,2026-Q4,A,C1,Khối chấm,"9,5"',
        "15/11/2026,2026-Q4,A,C2,Khối chấm,188",
    ]


def test_points_of_all_units_are_typed_into_one_sheet(folder, monkeypatch, chosen, typed):
    app = run_screen("office/entry", folder, monkeypatch, form="cham-diem")
    choose(app, Bước="Khối chấm")
    press(app, "Lấy điểm của bước trước vào các ô trống")
    assert "Tiểu học A · C1 – Hưởng ứng *tốt* chưa chấm → 9,5" in text_of(app)
    typed |= {("Trường <b>B", "C2 Hoàn thành"): "1.250", ("Trường <b>B", "C1 Hưởng ứng *tốt*"): "12"}
    ran(app)
    assert "Trường <b>B · C2 – Hoàn thành: Điểm “1.250”: không rõ là hàng nghìn hay số thập phân" in text_of(
        app
    )
    typed["Trường <b>B", "C2 Hoàn thành"] = "18,75"
    ran(app)
    assert "Quá điểm tối đa, chỉ tính điểm tối đa: Trường <b>B · C1" in text_of(app)
    assert (
        "Tổng điểm Quý IV/2026 tính đến 15/11/2026 của Trường <b>B chưa chấm → 28,75 (Khối chấm)"
        in text_of(app)
    )
    chosen["Hiện khối, đơn vị (để trống: tất cả)"] = ["A"]  # what is typed of others stays
    ran(app)
    typed.clear()
    press(app, "Lưu 3 điểm")
    assert added(folder, "scores") == [
        '15/11/2026,2026-Q4,A,C1,Khối chấm,"9,5"',
        "15/11/2026,2026-Q4,B,C1,Khối chấm,12",
        '15/11/2026,2026-Q4,B,C2,Khối chấm,"18,75"',
    ]
    assert "Còn thiếu: điểm mới hoặc điểm sửa." in text_of(app)


def test_a_cell_that_somebody_else_fills_meanwhile_is_told_and_what_is_typed_stays(
    folder, monkeypatch, chosen, typed
):
    app = run_screen("office/entry", folder, monkeypatch, form="cham-diem", stage="Tự chấm")
    typed["Trường <b>B", "C2 Hoàn thành"] = "15"
    ran(app)
    with (folder / "scores.csv").open("a", encoding="utf-8") as other:
        other.write("10/11/2026,2026-Q4,B,C1,Tự chấm,7\n")
    session.folder().refresh()
    press(app, "Lưu 1 điểm")
    assert added(folder, "scores")[1:] == []
    assert "Vừa được người khác sửa, bảng hiện lại sau khi lưu: Trường <b>B · C1 Hưởng ứng *tốt*." in text_of(
        app
    )
    press(app, "Lưu 1 điểm")
    assert added(folder, "scores")[1:] == ["15/11/2026,2026-Q4,B,C2,Tự chấm,15"]


def test_results_of_all_units_are_typed_into_one_sheet(folder, monkeypatch, chosen, typed):
    chosen |= {"Phong trào": ["P1"]}
    app = run_screen("office/entry", folder, monkeypatch, form="phong-trao")
    typed |= {("Tiểu học A", "Thực hiện"): "1,25", ("Trường <b>B", "Thực hiện"): "3,50"}
    ran(app)
    assert "Tiểu học A · Đường hoa chưa có → 1,25 km (15/11/2026)" in text_of(app)
    assert "Trường <b>B · Đường hoa" not in text_of(app)  # has that already
    typed["Trường <b>B", "Kế hoạch"] = "8"
    ran(app)
    assert "⚠ Kế hoạch khác lần trước: Trường <b>B (7)." in text_of(app)
    press(app, "Lưu 2 kết quả")
    assert added(folder, "movement_results") == [
        '15/11/2026,P1,B,Đường hoa,km,8,"3,5"',
        '15/11/2026,P1,A,Đường hoa,km,,"1,25"',
    ]


def test_no_impossible_day_is_saved_as_another(folder, monkeypatch, chosen):
    chosen["Đơn vị"] = ["A"]
    app = run_screen("office/entry", folder, monkeypatch, task="T1")
    choose(app, Trạng_thái="Hoàn thành")
    for day in (date(1999, 12, 31), date(26, 11, 15), date(2101, 1, 1), None):
        app.date_input[0].set_value(day)
        ran(app)
        assert "Còn thiếu: ngày (năm 2000 đến 2100)." in text_of(app)
        assert next(button for button in app.button if button.label == "Lưu").disabled
    app.date_input[0].set_value(date(2026, 11, 14))
    ran(app)
    press(app, "Lưu 1 dòng")
    assert added(folder, "progress") == ["14/11/2026,T1,A,Hoàn thành"]


def test_what_the_address_cannot_mean_is_refused(folder, monkeypatch, chosen):
    app = run_screen("office/entry", folder, monkeypatch, form="<i>", task="T2", unit="X")
    assert "Không có biểu mẫu “<i>”. Đang mở Ghi nhận tiến độ." in text_of(app)
    assert "Nhiệm vụ “T2” không có trong danh sách" in text_of(app)
    assert "Đơn vị “X” không có trong danh sách" in text_of(app)


def test_an_empty_folder_says_what_to_do_first(tmp_path, monkeypatch, chosen):
    app = run_screen("office/entry", write_folder(tmp_path), monkeypatch)
    assert "để ghi tiến độ. Chưa có nhiệm vụ nhập tay nào được phân công" in text_of(app)
    for form, says in {
        "tiep-nhan": "Chưa có đơn vị hoặc danh mục khen thưởng để chọn.",
        "chuyen-buoc": "Không có hồ sơ nào đang chờ.",
        "cham-diem": "chưa có tiêu chí chấm điểm.",
    }.items():
        choose(app, Biểu_mẫu=form)
        assert says in text_of(app)
