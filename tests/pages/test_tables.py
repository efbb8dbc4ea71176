"""A file as a grid on *Dữ liệu*: edits are gathered, told, refused, saved and undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emulation.access import Role, Viewer
from emulation.store import Edit, RowChange, read_document, save
from emulation.ui.parts import tables, viewer
from tests.folders import write_folder
from tests.pages.screens import press, ran, run_screen, text_of

BLOCS = """
    Mã khối,Tên khối
    K1,Khối một
    K2,Khối hai
"""
UNITS = """
    Mã đơn vị,Tên đơn vị,Tên gọn,Mã khối,Vai trò trong khối,Điện thoại
    CAX,Công an xã,,K1,Khối trưởng,0225
    T01,Thôn 1,,K1,trưởng,
    T02,Thôn 2,,K2,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", {"blocs": BLOCS, "units": UNITS})


@pytest.fixture
def grid(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return run_screen("office/data", folder, monkeypatch, file="units")


def edit(app: AppTest, **edits: Any) -> None:
    """Type into the grid on screen: edited_rows, added_rows, deleted_rows, by position."""
    app.session_state[str(app.data_editor[0].key)] = edits
    ran(app)


def units(folder: Path) -> str:
    return (folder / "units.csv").read_text("utf-8-sig")


def shown(app: AppTest) -> list[str]:
    return list(app.data_editor[0].value["unit_id"])


def search(app: AppTest, words: str) -> None:
    app.text_input(key="table-words-units").set_value(words)
    ran(app)


def test_the_grid_has_vietnamese_headings_names_and_faulty_cells_as_they_stand(grid: AppTest):
    rows = grid.data_editor[0].value
    assert list(rows.columns)[:5] == ["_line", "_fault", "unit_id", "name", "short_name"]
    assert list(rows["_line"]) == ["2", "3", "4"]
    assert list(rows["bloc_role"])[1] == "trưởng"
    assert rows["_fault"][1].startswith("Vai trò trong khối: ")
    assert "Đơn vị" in text_of(grid)
    assert "3 dòng." in text_of(grid)


def test_edits_of_several_searches_are_saved_together_and_undone(grid: AppTest, folder: Path):
    before = units(folder)
    edit(grid, edited_rows={1: {"bloc_role": "Thành viên"}})
    search(grid, "cong an")
    assert shown(grid) == ["CAX"]
    edit(grid, edited_rows={0: {"short_name": "CA xã"}}, added_rows=[{"unit_id": "T03", "name": "Thôn 3"}])
    search(grid, "")
    assert shown(grid) == ["CAX", "T01", "T02", "T03"]
    press(grid, "Lưu 1 dòng thêm, 2 dòng sửa")
    assert units(folder).splitlines()[1:] == [
        "CAX,Công an xã,CA xã,K1,Khối trưởng,0225",
        "T01,Thôn 1,,K1,Thành viên,",
        "T02,Thôn 2,,K2,,",
        "T03,Thôn 3,,,,",
    ]
    assert not [each for each in grid.button if each.label.startswith("Lưu")]
    press(grid, "Hoàn tác")
    assert units(folder) == before


def test_what_is_refused_is_said_at_its_row_and_cannot_be_saved(grid: AppTest):
    edit(grid, edited_rows={2: {"bloc_id": "K9"}}, deleted_rows=[])
    assert "Chưa lưu được. Dòng 4, Mã khối “K9”: mã không có trong blocs.csv" in text_of(grid)
    assert next(each for each in grid.button if each.label.startswith("Lưu")).disabled
    press(grid, "Bỏ các thay đổi")
    assert "Chưa lưu được" not in text_of(grid)
    assert list(grid.data_editor[0].value["bloc_id"]) == ["K1", "K1", "K2"]


def test_a_row_that_others_point_at_is_kept_and_they_are_linked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    app = run_screen("office/data", folder, monkeypatch, file="blocs")
    edit(app, deleted_rows=[0])
    assert "Dòng 2 (K1): còn 1 dòng của units.csv dùng mã này" in text_of(app)
    assert any("file=units&amp;q=K1" in element.proto.body for element in app.get("html"))


def test_of_another_s_change_of_the_same_cell_the_user_chooses(grid: AppTest, folder: Path):
    edit(grid, edited_rows={0: {"short_name": "CA"}, 2: {"short_name": "T.2"}})
    key, before = next(iter(read_document(folder, "units").rows().items()))
    theirs = RowChange(key, before, {**before, "short_name": "Công an"})
    save(folder, [Edit("units", changes=[theirs])], "Người khác")
    press(grid, "Lưu 2 dòng sửa")
    assert "dữ liệu vừa được người khác sửa ở cùng chỗ" in text_of(grid)
    press(grid, "Giữ của người kia")
    assert list(grid.data_editor[0].value["short_name"])[::2] == ["Công an", "T.2"]
    press(grid, "Lưu 1 dòng sửa")
    assert "CAX,Công an xã,Công an,K1" in units(folder)
    assert "T02,Thôn 2,T.2,K2" in units(folder)


def test_rows_copied_in_excel_become_new_rows(grid: AppTest, folder: Path):
    edit(grid, edited_rows={0: {"short_name": "CA"}})
    rows = "Tên đơn vị\tMã đơn vị\tMã khối\n" + "".join(f"Thôn {n}\tT{n}\tkhoi hai\n" for n in range(10, 60))
    grid.text_area[0].set_value(rows)
    press(grid, "Thêm vào bảng")
    assert shown(grid)[3:5] == ["T10", "T11"]
    press(grid, "Lưu 50 dòng thêm, 1 dòng sửa")
    assert "T59,Thôn 59,,K2,," in units(folder)


def test_the_address_opens_a_row_a_search_and_a_unit(folder: Path, monkeypatch: pytest.MonkeyPatch):
    assert shown(run_screen("office/data", folder, monkeypatch, file="units", row="3")) == ["T01"]
    assert shown(run_screen("office/data", folder, monkeypatch, file="units", row=["2", "4"])) == [
        "CAX",
        "T02",
    ]
    assert shown(run_screen("office/data", folder, monkeypatch, file="units", q="thon")) == ["T01", "T02"]
    assert "không có dòng 99" in text_of(
        run_screen("office/data", folder, monkeypatch, file="units", row="99")
    )


def test_who_may_not_record_sees_the_rows_and_edits_none(folder: Path, monkeypatch: pytest.MonkeyPatch):
    chairman = Viewer(Role.CHAIRMAN, "chu-tich", "Chủ tịch")
    monkeypatch.setattr(viewer, "identify", lambda: chairman)
    app = run_screen("office/data", folder, monkeypatch, file="units")
    assert app.data_editor[0].editing_mode == "fixed"
    assert not app.text_area


def test_a_file_that_cannot_be_read_says_why(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "units.csv").write_bytes(b"PK\x03\x04")
    app = run_screen("office/data", folder, monkeypatch, file="units")
    assert "Chưa mở được units.csv để sửa." in text_of(app)
    assert not app.data_editor


@pytest.mark.parametrize("name", ["plan", "progress", "days_off", "meetings"])
def test_an_empty_file_is_filled_in_the_grid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    app = run_screen("office/data", write_folder(tmp_path / "data"), monkeypatch, file=name)
    assert len(app.data_editor[0].value) == 0
    assert "0 dòng." in text_of(app)


def test_from_an_empty_folder_a_file_is_made_in_the_grid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "data").mkdir()
    app = run_screen("office/data", tmp_path / "data", monkeypatch, file="blocs")
    edit(app, added_rows=[{"name": "Khối thôn"}])
    press(app, "Lưu 1 dòng thêm")
    assert (tmp_path / "data" / "blocs.csv").read_text("utf-8-sig").splitlines()[1] == "K1;Khối thôn"


def test_a_problem_names_whose_row_it_is_and_opens_it(folder: Path, monkeypatch: pytest.MonkeyPatch):
    told = []
    drawn = tables.table
    monkeypatch.setattr(tables, "table", lambda rows, *a, **k: (told.append((rows, k)), drawn(rows, *a, **k)))
    run_screen("office/data", folder, monkeypatch)
    rows, manner = next((rows, manner) for rows, manner in told if manner["key"] == "problems")
    assert list(rows["whose"]) == ["Thôn 1"]
    assert manner["opens"] == "place"
    assert list(rows["place"]) == ["units.csv E3"]


def test_a_change_of_the_history_opens_its_rows(folder: Path, monkeypatch: pytest.MonkeyPatch):
    key, before = list(read_document(folder, "units").rows().items())[2]
    save(
        folder,
        [Edit("units", changes=[RowChange(key, before, {**before, "short_name": "T2"})])],
        "Tuần trước",
    )
    app = run_screen("office/history", folder, monkeypatch)
    assert any("data?file=units&amp;row=4" in element.proto.body for element in app.get("html"))
