"""The officer's desk: files and problems, what comes in and goes out, and the way back."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from emulation import permits
from emulation.access import Action, Role, Viewer
from emulation.folder import DataFolder
from emulation.office.exporting import export
from emulation.schema import TABLE
from emulation.store import Edit, NewRow, RowChange, history, read_document, save
from emulation.ui.office import saving
from emulation.ui.parts import viewer
from tests.folders import write_folder
from tests.pages.screens import open_screen, run_screen, text_of

UNITS = """
    Mã đơn vị,Tên đơn vị
    A,Đơn vị A
    B,
"""
TASKS = """
    Mã nhiệm vụ,Năm,Điều khoản,Quý,Nội dung,Hạn hoàn thành
    2026-a,2026,II.1.a,1,Tổng kết năm 2026,31/03/2026
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", {"units": UNITS, "tasks": TASKS})


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def test_data_names_every_file_and_problem(folder: Path, monkeypatch: pytest.MonkeyPatch):
    text = open_screen("office/data", folder, monkeypatch)
    assert "1 lỗi ở 1 tệp; 1 dòng không được tính" in text
    assert "units.csv · ô B3" not in text  # the table says it, not a notice above it as well
    assert (folder / "sao-luu").is_dir()


def test_data_says_that_all_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    blocs = {"blocs": "bloc_id,name\nK1,Khối một\n"}
    text = open_screen("office/data", write_folder(tmp_path / "data", blocs), monkeypatch)
    assert "Không có lỗi: 17 tệp, 1 dòng đều được tính." in text


def test_data_shows_what_is_to_be_looked_at_though_all_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    units = {"units": "unit_id,name\nU1,Thôn 7\nU2,thôn 7\n"}
    text = open_screen("office/data", write_folder(tmp_path / "data", units), monkeypatch)
    assert "2 dòng đều được tính" in text
    assert "Cần xem lại" in text


def test_an_empty_folder_says_how_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    text = open_screen("office/data", write_folder(tmp_path / "data"), monkeypatch)
    assert "Chưa có dữ liệu. Hãy bắt đầu ở Lập dữ liệu mới, hoặc tải sổ mẫu trống ở Nhập, xuất" in text


def test_a_folder_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert "Không còn thư mục dữ liệu" in open_screen("office/data", tmp_path / "mất", monkeypatch)


def test_the_workbook_is_made_on_demand(folder: Path, monkeypatch: pytest.MonkeyPatch):
    app = pressed(run_screen("office/exchange", folder, monkeypatch), "Tạo sổ Excel từ dữ liệu hiện nay")
    _, data, _ = app.session_state["workbook"]
    sheet = load_workbook(io.BytesIO(data))[TABLE["units"].title]
    assert [cell.value for cell in sheet["A"]][:3] == ["Mã đơn vị", "A", "B"]


def test_the_workbook_says_what_it_lacks(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "tasks.csv").write_bytes(b"PK\x03\x04")
    app = pressed(run_screen("office/exchange", folder, monkeypatch), "Tạo sổ Excel từ dữ liệu hiện nay")
    assert "Sổ không có tasks.csv: chưa đọc được." in text_of(app)


def test_a_package_is_made_of_the_day_on_show_and_sent(
    folder: Path, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("EMULATION_COMMUNE", "xa-a")
    monkeypatch.setenv("EMULATION_PUBLISH_TO", str(tmp_path))
    app = run_screen("office/exchange", folder, monkeypatch)
    pressed(app, next(b.label for b in app.button if b.label.startswith("Tạo gói số liệu ngày")))
    said = "Trong gói: 1 nhiệm vụ (0 hoàn thành, 1 quá hạn), 0 hồ sơ chưa kết thúc; 0 hồ sơ đã trình cấp trên có tên"
    assert any(said in caption.value for caption in app.caption), [each.value for each in app.caption]
    assert [code.value.partition(",ed25519:")[0] for code in app.code] == ['xa-a,"",']
    pressed(app, "Gửi gói lên cấp trên")
    (sent,) = tmp_path.glob("xa-a_*.zip")
    assert f"Đã ghi gói {sent.name} vào {tmp_path}." in text_of(app)


def test_of_what_others_changed_too_the_officer_chooses(folder: Path, monkeypatch: pytest.MonkeyPatch):
    opened = load_workbook(io.BytesIO(export(DataFolder(folder)).data))
    opened[TABLE["units"].title]["B2"] = "Tên trong sổ"
    book = io.BytesIO()
    opened.save(book)
    key, before = next(iter(read_document(folder, "units").rows().items()))
    theirs = RowChange(key, before, {**before, "name": "Tên của người khác"})
    save(folder, [Edit("units", changes=[theirs])], "Người khác")

    app = run_screen("office/exchange", folder, monkeypatch)
    app.file_uploader[0].set_value(("so.xlsx", book.getvalue(), "")).run()
    assert "1 chỗ người khác cũng đã sửa thì giữ của người kia" in text_of(app)
    assert "chỉ lấy những gì đã sửa trong sổ" in text_of(app)
    app.checkbox[0].check().run()
    pressed(app, "Áp dụng")
    assert "Tên trong sổ" in (folder / "units.csv").read_text("utf-8-sig")


def test_next_year_is_seen_before_it_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch):
    app = run_screen("office/exchange", folder, monkeypatch)
    app.toggle[0].set_value(True).run()
    assert "2027" not in (folder / "tasks.csv").read_text(encoding="utf-8-sig")
    pressed(app, "Lập kế hoạch năm 2027")
    assert "2027-a,2027,II.1.a,1,Tổng kết năm 2027,31/03/2027" in (folder / "tasks.csv").read_text(
        "utf-8-sig"
    )
    assert "Sang năm mới" in text_of(app)
    pressed(app, "Hoàn tác")
    assert "2027" not in (folder / "tasks.csv").read_text(encoding="utf-8-sig")


def test_history_begins_empty(folder: Path, monkeypatch: pytest.MonkeyPatch):
    assert "Chưa có thay đổi nào được lưu" in open_screen("office/history", folder, monkeypatch)


def test_a_change_is_taken_back_from_the_history(folder: Path, monkeypatch: pytest.MonkeyPatch):
    before = (folder / "blocs.csv").read_bytes()
    save(folder, [Edit("blocs", rows=(NewRow({"bloc_id": "K1", "name": "Khối một"}),))], "Thêm khối")
    app = run_screen("office/history", folder, monkeypatch)
    assert "Thêm khối" in text_of(app)
    pressed(app, "Hoàn tác thay đổi này")
    assert (folder / "blocs.csv").read_bytes() == before
    assert history.entries(folder)[0].what == "Hoàn tác: Thêm khối"
    pressed(app, "Hoàn tác")  # of the notice
    assert "Khối một" in (folder / "blocs.csv").read_text(encoding="utf-8-sig")
    assert history.entries(folder)[0].what == "Làm lại: Thêm khối"


def test_a_change_that_touched_no_file_is_shown_and_taken_back(folder: Path, monkeypatch: pytest.MonkeyPatch):
    save(folder, [], "Trả lại 1 báo cáo", who="Phòng VHXH", answers=["x.1"], reason="thiếu <b>biên bản")
    app = run_screen("office/history", folder, monkeypatch)
    assert "Phòng VHXH, không tệp nào đổi. Lý do: thiếu <b>biên bản." in text_of(app)
    pressed(app, "Hoàn tác thay đổi này")
    first, second = history.entries(folder)
    assert (first.what, first.undoes) == ("Hoàn tác: Trả lại 1 báo cáo", second.id)


@pytest.mark.parametrize("wanted", ["So với bản hiện nay", "Xem cả tệp"])
def test_a_version_is_compared_and_seen_as_a_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, wanted: str
):
    drawn = []
    monkeypatch.setattr(
        "emulation.ui.parts.tables.table", lambda rows, *_, **how: drawn.append((how["key"], len(rows)))
    )
    save(folder, [Edit("blocs", rows=(NewRow({"bloc_id": "K1", "name": "Khối một"}),))], "Thêm khối")
    app = run_screen("office/history", folder, monkeypatch)
    app.session_state["against_blocs"] = wanted
    app.run()
    assert not app.exception, app.exception
    assert drawn[-1] == (("whole_blocs", 1) if wanted == "Xem cả tệp" else ("change_blocs", 0))


def test_an_unknown_change_in_the_address_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch):
    save(folder, [Edit("blocs", rows=(NewRow({"bloc_id": "K1", "name": "Khối một"}),))], "Thêm khối")
    text = open_screen("office/history", folder, monkeypatch, **{"thay-doi": "../../etc"})
    assert "Không có lần thay đổi mà địa chỉ này chỉ tới" in text


def test_someone_elses_change_in_between_is_asked_about(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def named(name: str) -> Edit:
        return Edit("blocs", rows=(NewRow({"bloc_id": "K1", "name": name}),))

    first = save(folder, [named("Khối một")], "Thêm khối")
    app = run_screen("office/history", folder, monkeypatch, **{"thay-doi": first.entry_id})
    text = (folder / "blocs.csv").read_text(encoding="utf-8-sig")
    (folder / "blocs.csv").write_text(text.replace("Khối một", "Khối 1"), encoding="utf-8")
    pressed(app, "Hoàn tác thay đổi này")
    assert "người khác sửa ở cùng chỗ" in text_of(app)
    assert "Khối 1" in (folder / "blocs.csv").read_text(encoding="utf-8-sig")
    pressed(app, "Ghi bản của tôi")
    assert "Khối 1" not in (folder / "blocs.csv").read_text(encoding="utf-8-sig")


def test_the_chairman_looks_at_the_desk_and_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch):
    theirs = save(folder, [Edit("blocs", rows=(NewRow({"bloc_id": "K1", "name": "Khối một"}),))], "Thêm khối")
    backups, before = list((folder / "sao-luu").iterdir()), (folder / "blocs.csv").read_bytes()
    for copy in backups:
        copy.unlink()
    chairman = Viewer(Role.CHAIRMAN, "ct", "Chủ")
    monkeypatch.setattr(viewer, "identify", lambda: chairman)
    text = open_screen("office/data", folder, monkeypatch)
    assert "Ký, trả lại hồ sơ" in text
    assert "Tiếp nhận hồ sơ" not in text
    app = run_screen("office/history", folder, monkeypatch)
    assert "Thêm khối" in text_of(app)
    assert [button.label for button in app.button] == []
    app.session_state["saving"] = saving._State()
    with monkeypatch.context() as patch:  # a message that presses a button which is not there
        patch.setattr(saving, "_state", lambda: app.session_state["saving"])
        for act in (
            lambda: saving.undo(theirs.entry_id, "Thêm khối"),
            lambda: saving.restore_version(history.find(folder, theirs.entry_id), "blocs"),
            lambda: saving.restore_backup(date(2026, 11, 16)),
            lambda: saving.save([Edit("blocs", content=b"x")], "Nhập"),
        ):
            act()
            told = app.session_state["saving"].outcome
            assert told.sentence in (permits.NOT_YOURS, permits.NOT_YOURS_TO_UNDO)
    assert all(saving.not_permitted(action) for action in (Action.TEMPLATES, Action.BACK_UP, Action.IMPORT))
    assert (folder / "blocs.csv").read_bytes() == before
    assert list((folder / "sao-luu").iterdir()) == []
