"""Lập dữ liệu mới: from an empty folder to a first overview, step by step."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from emulation.intake import read_folder
from emulation.office.founding.standing import STEPS
from emulation.store import history, read_document
from tests.folders import write_folder
from tests.pages.screens import open_screen, press, run_screen, text_of

PLAN = """
ỦY BAN NHÂN DÂN
PHƯỜNG VINH TÂN
Số: 12 /KH-UBND
Vinh Tân, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Công tác thi đua, khen thưởng năm 2026
Thực hiện Kế hoạch số 24/KH-UBND của Ủy ban nhân dân tỉnh Nghệ An;
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao chất lượng phong trào.
II. NHIỆM VỤ CỤ THỂ
1. Quý I năm 2026
a) Ban hành Kế hoạch năm 2026;
đ) Giải quyết hồ sơ đề nghị khen thưởng (nếu có).
2. Nhiệm vụ khác trong năm
a) Tuyên truyền điển hình tiên tiến.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn An
"""
UNITS = """
Khối cơ quan
1. Phòng Văn hóa - Xã hội (Khối trưởng)
2. Công an phường
Khối tổ dân phố
- Tổ dân phố 1
Ngoài khối
HTX Vinh Tân
"""


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    return list(read_document(folder, table).rows().values())


def start(folder: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    return run_screen("office/start", folder, monkeypatch, **address)


def fill(app: AppTest, label: str, value: str) -> AppTest:
    next(f for f in [*app.text_area, *app.text_input] if f.label.startswith(label)).set_value(value)
    app.run()
    assert not app.exception, app.exception
    return app


def test_a_visit_of_an_empty_folder_begins_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for folder in (tmp_path / "not there", write_folder(tmp_path / "only headings")):
        assert "Lập dữ liệu mới" in (text := open_screen("overview", folder, monkeypatch))
        assert "Chưa có dữ liệu. Đi lần lượt năm bước" in text
        assert "lỗi" not in text


def test_other_screens_of_an_empty_folder_lead_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    text = open_screen("progress", tmp_path, monkeypatch)
    assert "Chưa có dữ liệu. Bắt đầu ở Lập dữ liệu mới ." in text
    assert "Chưa xem được phần này" not in text


def test_a_visit_of_a_folder_with_data_begins_with_the_overview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    units = {"units": "unit_id,name\nU1,Thôn 7\n"}
    assert "Lập dữ liệu mới" not in open_screen(
        "overview", write_folder(tmp_path / "data", units), monkeypatch
    )


def test_from_nothing_to_a_first_overview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen):
    folder = tmp_path / "data"
    app = fill(start(folder, monkeypatch), "Dán văn bản", PLAN)
    assert "toàn phường, Cấp phường, Cấp tỉnh; cơ quan ban hành: Ủy ban nhân dân phường Vinh Tân." in text_of(
        app
    )
    press(app, "Lưu kế hoạch năm 2026")
    (plan,) = rows(folder, "plan")
    assert plan["issuer"] == "Ủy ban nhân dân phường Vinh Tân"
    assert plan["superior"] == "Ủy ban nhân dân tỉnh Nghệ An"
    assert (plan["number"], plan["issued_on"], plan["place"]) == ("12/KH-UBND", "05/03/2026", "Vinh Tân")
    assert (plan["signer_title"], plan["signer_name"]) == ("CHỦ TỊCH", "Trần Văn An")
    assert not read_folder(folder)[0].faults

    assert "2. Khối, đơn vị" in text_of_choice(app)
    fill(app, "Dán danh sách", UNITS)
    press(app, "Lưu 4 đơn vị")
    assert [(u["unit_id"], u["bloc_id"], u["bloc_role"]) for u in rows(folder, "units")] == [
        ("PVHXH", "K1", "Khối trưởng"),
        ("CAP", "K1", "Thành viên"),
        ("TDP01", "K2", "Thành viên"),
        ("HTXVT", "", ""),
    ]
    assert rows(folder, "plan")[0]["unit_id"] == "PVHXH"

    press(app, "Lưu 3 nhiệm vụ năm 2026")  # of the text that was pasted for the plan
    assert [(t["task_id"], t["quarter"], t["due_on"]) for t in rows(folder, "tasks")] == [
        ("2026-II.1.a", "1", "31/03/2026"),
        ("2026-II.1.đ", "1", "31/03/2026"),
        ("2026-II.2.a", "", "31/12/2026"),
    ]
    assert [t["measured_by"] for t in rows(folder, "tasks")] == ["", "hồ sơ", ""]

    app.segmented_control[0].set_value("danh-muc").run()
    press(app, "Lưu 41 dòng đã chọn")
    assert {a["level"] for a in rows(folder, "awards")} == {"Cấp phường", "Cấp tỉnh", "Cấp Nhà nước"}
    assert "Đã có 1 kế hoạch năm; 4 đơn vị, 2 khối; 3 nhiệm vụ; 23 danh hiệu" in text_of(app)
    assert not read_folder(folder)[0].problems
    assert "toàn phường" in open_screen("overview", folder, monkeypatch).lower()


def text_of_choice(app: AppTest) -> str:
    control = app.segmented_control[0]
    return control.options[[step.word for step in STEPS].index(str(control.value))]


def test_a_refused_step_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen):
    folder = write_folder(tmp_path / "data")
    app = fill(start(folder, monkeypatch, step="don-vi"), "Dán danh sách", "Thôn 1\nThôn 1")
    assert "Tên đơn vị “Thôn 1” có hai lần. Sửa hoặc xoá một dòng trong bảng." in text_of(app)
    assert next(b for b in app.button if b.label == "Lưu 2 đơn vị").disabled
    assert app.text_area[0].value == "Thôn 1\nThôn 1"
    fill(app, "Dán danh sách", "Thôn 1")
    monkeypatch.setattr("emulation.store.saving.disk.LOCK_WAIT", 0.0)
    (folder / "units.csv").write_bytes(b"")
    press(app, "Lưu 1 đơn vị")
    assert "Chưa lưu được" in text_of(app)
    assert app.text_area[0].value == "Thôn 1"


def test_what_exists_is_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen):
    tables = {
        "units": "unit_id,name,bloc_id\nCAX,Công an xã,K1\n",
        "blocs": "bloc_id,name\nK1,Khối cơ quan\n",
    }
    folder = write_folder(tmp_path / "data", tables)
    app = fill(
        start(folder, monkeypatch, step="don-vi"), "Dán danh sách", "Khối cơ quan\nCông an xã\nTrạm Y tế xã"
    )
    press(app, "Lưu 1 đơn vị")
    assert [(u["unit_id"], u["bloc_id"]) for u in rows(folder, "units")] == [("CAX", "K1"), ("TYTX", "K1")]
    assert len(rows(folder, "blocs")) == 1


def test_a_step_is_undone_with_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen):
    app = fill(start(tmp_path, monkeypatch, step="don-vi"), "Dán danh sách", "Khối thôn\nThôn 1")
    press(app, "Lưu 1 đơn vị")
    press(app, "Hoàn tác")
    assert rows(tmp_path, "units") == rows(tmp_path, "blocs") == []
    assert not read_folder(tmp_path)[0].faults
    assert "Chưa có dữ liệu" in text_of(app)
    assert len(list(history.newest(tmp_path))) == 2


def test_a_damaged_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write_folder(tmp_path / "data", {"blocs": "bloc_id,name\nK1,Khối\n"})
    (folder / "units.csv").write_bytes(b"\0\1\2")
    assert "Chưa đọc được units.csv" in text_of(start(folder, monkeypatch, step="don-vi"))


def test_the_assignments_need_units_and_tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert "Chưa phân công được: chưa có đơn vị và nhiệm vụ." in text_of(
        start(tmp_path, monkeypatch, step="phan-cong")
    )


def test_an_unknown_step_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert "Không có bước “x”" in text_of(start(tmp_path, monkeypatch, step="x"))
