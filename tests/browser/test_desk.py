"""The officer's desk in a real browser: files in and back out, two officers at once, every screen sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from emulation.schema import TABLE
from emulation.store import Edit, difference, read_document, save
from emulation.store.document import Document
from tests.browser.conftest import Changing
from tests.browser.driver import open_page, settle
from tests.browser.test_screens import assert_sound, assert_sound_at_every_size

UPLOAD = '[data-testid="stFileUploader"] input'
SCREENS = {
    "Ghi nhận": "entry",
    "Dữ liệu": "data",
    "Nhập, xuất": "exchange",
    "Lịch sử": "history",
}


def changed(folder: Path, table: str, old: str, new: str) -> bytes:
    """A file of the folder with a text exchanged, as Excel would save it."""
    text = (folder / f"{table}.csv").read_text(encoding="utf-8-sig")
    assert old in text
    return text.replace(old, new).encode("utf-8-sig")


def named(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": data}


def name_of(folder: Path, unit: str) -> str:
    return read_document(folder, "units").rows()[unit, "1"]["name"]


def apply(page: Page) -> None:
    """Press the button and wait until the files are saved: then they are given no longer."""
    page.get_by_role("button", name="Áp dụng").click()
    expect(page.locator("p.lead")).to_have_count(0)
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()


@pytest.mark.parametrize(("title", "address"), SCREENS.items(), ids=list(SCREENS.values()))
def test_an_officers_screen_is_sound_at_every_size(tab: Page, changing: Changing, title: str, address: str):
    assert_sound_at_every_size(tab, f"{changing.url}/{address}", title)


def test_bad_files_are_told_good_rows_come_in_and_go_back(tab: Page, changing: Changing):
    folder = changing.folder
    before = (folder / "units.csv").read_bytes()
    visit = open_page(tab, f"{changing.url}/exchange")
    bad = {
        "blocs.csv": b"",
        "awards.csv": b"PK\x03\x04 a workbook by another name",
        "progress.csv": changed(folder, "progress", "23/02/2026", "02/23/2026"),
        "tasks.csv": changed(folder, "tasks", "Hạn hoàn thành", "Hạn hoàn thàn"),
        "dossiers.csv": changed(folder, "dossiers", "01/12/2025,CAX", "01/12/2025,#N/A"),
        "bands.csv": "XÕp lo¹i,Tõ ®iÓm\nXuÊt s¾c,95\n".encode(),
        "scores.csv": b'Ky,Diem\n2026-Q1,"9\n2026-Q1,8\n',
        "ảnh.png": b"\x89PNG\r\n\x1a\n\0\0\0",
        "units (1).csv": changed(folder, "units", "Văn phòng Đảng ủy", "Văn phòng mới").replace(
            b"K2", b"K9", 1
        ),
    }
    tab.locator(UPLOAD).set_input_files([named(name, data) for name, data in bad.items()])
    problems = tab.locator(".board", has_text="Lỗi trong tệp nhập")
    expect(problems).to_be_visible()
    for name in bad:
        expect(problems.get_by_role("rowheader", name=name, exact=True).first).to_be_visible()
    expect(tab.locator("p.lead")).to_contain_text("1 dòng sửa")
    expect(tab.get_by_role("cell", name="Văn phòng mới").first).to_be_visible()
    assert (folder / "units.csv").read_bytes() == before
    apply(tab)
    assert name_of(folder, "VPDU") == "Văn phòng mới"
    tab.get_by_role("button", name="Hoàn tác").click()
    expect(tab.get_by_text("Hoàn tác: Nhập")).to_be_visible()
    assert (folder / "units.csv").read_bytes() == before
    assert_sound(visit)


def test_a_large_import_is_given_up_and_tried_again(tab: Page, changing: Changing):
    folder = changing.folder
    before = (folder / "progress.csv").read_bytes()
    heading, *rows = before.decode("utf-8-sig").splitlines()
    large = "\n".join([heading, *rows * 600]).encode()
    open_page(tab, f"{changing.url}/exchange")
    tab.locator(UPLOAD).set_input_files(named("progress.csv", large))
    tab.get_by_role("button", name="Huỷ").click()
    expect(tab.get_by_text("Đang đọc và kiểm tra")).to_have_count(0)
    expect(tab.get_by_text("progress.csv", exact=True)).to_have_count(0)
    assert (folder / "progress.csv").read_bytes() == before
    tab.locator(UPLOAD).set_input_files(named("progress.csv", before + b"17/11/2026,x,y,z\n"))
    expect(tab.locator("p.lead")).to_contain_text("1 dòng lỗi được bỏ lại")


def test_two_officers_change_one_file_and_both_are_kept(tab: Page, page: Page, changing: Changing):
    folder = changing.folder
    mine, theirs = tab, page
    for each, old, new in (
        (mine, "Văn phòng Đảng ủy", "Tên của tôi"),
        (theirs, "Ban Xây dựng Đảng", "Tên của bạn"),
    ):
        open_page(each, f"{changing.url}/exchange")
        each.locator(UPLOAD).set_input_files(named("units.csv", changed(folder, "units", old, new)))
        expect(each.locator("p.lead")).to_contain_text("1 dòng sửa")
    apply(mine)
    expect(theirs.get_by_text("Dữ liệu vừa được sửa")).to_be_visible()
    theirs.get_by_role("button", name="Áp dụng").click()
    expect(theirs.get_by_text("Trong lúc đó còn có")).to_be_visible()
    assert name_of(folder, "VPDU") == "Tên của tôi"
    assert name_of(folder, "BXD") == "Tên của bạn"


def test_the_same_cell_changed_by_another_is_asked_about(tab: Page, changing: Changing):
    folder = changing.folder
    open_page(tab, f"{changing.url}/exchange")
    mine = changed(folder, "units", "Ủy ban Kiểm tra Đảng ủy", "Tên của tôi nữa")
    tab.locator(UPLOAD).set_input_files(named("units.csv", mine))
    expect(tab.locator("p.lead")).to_contain_text("1 dòng sửa")
    settle(tab)
    theirs = Document.read(changed(folder, "units", "Ủy ban Kiểm tra Đảng ủy", "Tên của họ"), TABLE["units"])
    save(folder, [Edit("units", changes=difference(read_document(folder, "units"), theirs))], "Đổi tên")
    tab.set_viewport_size({"width": 1366, "height": 240})  # what is said is above what was pressed
    tab.get_by_role("button", name="Áp dụng").click()  # before the screen follows the files
    asked = tab.get_by_role("alert", name="").filter(has_text="người khác sửa ở cùng chỗ")
    expect(asked).to_contain_text("Tên của họ")
    expect(asked).to_be_in_viewport()
    assert name_of(folder, "UBKT") == "Tên của họ"
    tab.get_by_role("button", name="Ghi bản của tôi").click()
    expect(tab.get_by_text("Đã lưu lúc")).to_be_visible()
    assert name_of(folder, "UBKT") == "Tên của tôi nữa"


def test_cells_of_the_grid_are_set_by_mouse_by_keys_and_by_bloc(tab: Page, changing: Changing):
    visit = open_page(tab, f"{changing.url}/entry?form=phan-cong")
    rows = tab.locator(".assigning tr.unit")
    conclusion = 6  # KL.2, which nobody of the first bloc has a part in
    rows.nth(0).locator("td").nth(conclusion).click()
    for pressed in ("ArrowDown", "p", "ArrowDown", "c", "x", "ArrowDown", "Enter", "Enter"):
        tab.keyboard.press(pressed)
    save = tab.get_by_role("button", name="Lưu 3 ô")
    expect(save).to_be_visible()
    tab.locator(".assigning tr.bloc select").nth(conclusion).select_option(label="đều Phối hợp")
    tab.get_by_role("button", name="Lưu 7 ô").click()
    expect(tab.get_by_text("Đã lưu lúc").filter(has_text="Phân công KL.2: 7 đơn vị").first).to_be_visible()
    roles = [
        row["role"]
        for row in read_document(changing.folder, "assignments").rows().values()
        if row["task_id"] == "2026-KL.2"
    ]
    assert roles[2:] == ["Chủ trì", *["Phối hợp"] * 6]  # who leads goes on to lead
    assert_sound(visit)
