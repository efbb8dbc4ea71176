"""What only a browser shows of a file's grid: a paste, a button pressed while a cell is being typed into, the focus."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from emulation.store import read_document
from tests.browser.conftest import Changing
from tests.browser.driver import open_page, settle

PASTE = """
(text) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData("text/plain", text)
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }))
}
"""
ROW = 35
"""Pixels of a row, and of the heading."""


def choose(page: Page, row: int, right: float) -> None:
    """Click into a cell: the row from 0, how far right as a part of the grid's width."""
    canvas = page.locator("[data-testid=stDataFrame] canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * right, box["y"] + ROW * (row + 1.5))
    expect(page.locator(f'[role=gridcell][aria-selected="true"][id$="-{row}"]')).to_have_count(1)


def test_a_block_is_pasted_and_what_is_being_typed_is_saved_with_it(tab: Page, changing: Changing):
    open_page(tab, f"{changing.url}/data?file=blocs")
    choose(tab, 0, 0.8)
    tab.evaluate(PASTE, "Khối A\nKhối B\n")
    expect(tab.get_by_role("button", name="Lưu 2 dòng sửa")).to_be_enabled()
    tab.reload()
    expect(tab.get_by_text("Đã lấy lại những gì gõ dở")).to_be_visible()
    settle(tab)
    choose(tab, 3, 0.8)
    tab.keyboard.press("Enter")
    expect(tab.locator("#portal textarea")).to_be_focused()
    tab.keyboard.insert_text("Khối mới")
    tab.get_by_role("button", name="Lưu 2 dòng sửa").click()
    expect(tab.get_by_text("Đã lưu lúc")).to_contain_text("3 dòng sửa")
    names = [row["name"] for row in read_document(changing.folder, "blocs").rows().values()]
    assert [names[0], names[1], names[3]] == ["Khối A", "Khối B", "Khối mới"]
