"""The officer's desk in a real browser: files in and back out, two officers at once, every screen sound."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from emulation.schema import TABLE
from emulation.store import difference, read_document, save
from emulation.store.document import Document
from emulation.store.saving import Edit
from tests.browser.driver import ROOT, open_page, serving, settle
from tests.browser.test_screens import assert_sound, assert_sound_at_every_size

UPLOAD = '[data-testid="stFileUploader"] input'
SCREENS = {
    "Ghi nhận": "entry",
    "Dữ liệu": "data",
    "Nhập, xuất": "exchange",
    "Lịch sử": "history",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample, which these tests change."""
    path = tmp_path_factory.mktemp("desk") / "data"
    return Path(
        shutil.copytree(ROOT / "data", path, ignore=lambda _, names: {n for n in names if n[-4:] != ".csv"})
    )


@pytest.fixture(scope="module")
def desk(browser: Browser, folder: Path) -> Iterator[str]:
    with serving(folder) as url:
        yield url


def changed(folder: Path, table: str, old: str, new: str) -> bytes:
    """A file of the folder with a text exchanged, as Excel would save it."""
    text = (folder / f"{table}.csv").read_text(encoding="utf-8-sig")
    assert old in text
    return text.replace(old, new).encode("utf-8-sig")


def named(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": data}


def name_of(folder: Path, unit: str) -> str:
    return read_document(folder, "units").rows()[unit, "1"]["name"]


@pytest.mark.parametrize(("title", "address"), SCREENS.items(), ids=list(SCREENS.values()))
def test_an_officers_screen_is_sound_at_every_size(page: Page, desk: str, title: str, address: str):
    assert_sound_at_every_size(page, f"{desk}/{address}", title)


def test_bad_files_are_told_good_rows_come_in_and_go_back(page: Page, desk: str, folder: Path):
    before = (folder / "units.csv").read_bytes()
    visit = open_page(page, f"{desk}/exchange")
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
    page.locator(UPLOAD).set_input_files([named(name, data) for name, data in bad.items()])
    problems = page.locator(".board", has_text="Lỗi trong tệp nhập")
    expect(problems).to_be_visible(timeout=30_000)
    for name in bad:
        expect(problems.get_by_role("rowheader", name=name, exact=True).first).to_be_visible()
    expect(page.locator("p.lead")).to_contain_text("1 dòng sửa")
    expect(page.get_by_role("cell", name="Văn phòng mới").first).to_be_visible()
    assert (folder / "units.csv").read_bytes() == before
    page.get_by_role("button", name="Áp dụng").click()
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible(timeout=30_000)
    assert name_of(folder, "VPDU") == "Văn phòng mới"
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Hoàn tác: Nhập")).to_be_visible(timeout=30_000)
    assert (folder / "units.csv").read_bytes() == before
    assert_sound(visit)


def test_two_officers_change_one_file_and_both_are_kept(page: Page, desk: str, folder: Path):
    other = page.context.new_page()
    for tab, old, new in (
        (page, "Văn phòng Đảng ủy", "Tên của tôi"),
        (other, "Ban Xây dựng Đảng", "Tên của bạn"),
    ):
        open_page(tab, f"{desk}/exchange")
        tab.locator(UPLOAD).set_input_files(named("units.csv", changed(folder, "units", old, new)))
        expect(tab.locator("p.lead")).to_contain_text("1 dòng sửa", timeout=30_000)
    page.get_by_role("button", name="Áp dụng").click()
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible(timeout=30_000)
    expect(other.get_by_text("Dữ liệu vừa được sửa")).to_be_visible(timeout=30_000)
    other.get_by_role("button", name="Áp dụng").click()
    expect(other.get_by_text("Trong lúc đó còn có")).to_be_visible(timeout=30_000)
    other.close()
    assert name_of(folder, "VPDU") == "Tên của tôi"
    assert name_of(folder, "BXD") == "Tên của bạn"


def test_the_same_cell_changed_by_another_is_asked_about(page: Page, desk: str, folder: Path):
    open_page(page, f"{desk}/exchange")
    mine = changed(folder, "units", "Ủy ban Kiểm tra Đảng ủy", "Tên của tôi nữa")
    page.locator(UPLOAD).set_input_files(named("units.csv", mine))
    expect(page.locator("p.lead")).to_contain_text("1 dòng sửa", timeout=30_000)
    settle(page)
    theirs = Document.read(changed(folder, "units", "Ủy ban Kiểm tra Đảng ủy", "Tên của họ"), TABLE["units"])
    save(folder, [Edit("units", changes=difference(read_document(folder, "units"), theirs))], "Đổi tên")
    page.get_by_role("button", name="Áp dụng").click()  # before the screen follows the files
    asked = page.get_by_role("alert", name="").filter(has_text="người khác sửa ở cùng chỗ")
    expect(asked).to_contain_text("Tên của họ", timeout=30_000)
    assert name_of(folder, "UBKT") == "Tên của họ"
    page.get_by_role("button", name="Ghi bản của tôi").click()
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible(timeout=30_000)
    assert name_of(folder, "UBKT") == "Tên của tôi nữa"
