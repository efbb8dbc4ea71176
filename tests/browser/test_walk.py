"""A walk through the screens as a reader takes it: windows, folds, paper."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pypdf import PdfReader

from tests.browser.conftest import Changing
from tests.browser.driver import open_page, settle


def sideways(page: Page) -> int:
    return page.evaluate(
        "(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))"
    )


def test_new_data_leave_open_what_the_reader_unfolded(tab: Page, changing: Changing):
    open_page(tab, changing.url)
    expect(tab.get_by_role("heading", name="Chờ Chủ tịch ký (6)")).to_be_visible()
    tab.get_by_text("Xem từng thay đổi").click()
    fold = tab.locator(".steps:not(.forecast) details")
    fold.locator("summary").click()
    with (changing.folder / "dossier_events.csv").open("a", encoding="utf-8") as events:
        events.write("15/11/2026,HS-2026-116,Đã khen thưởng,,\n16/11/2026,HS-2026-116,Trình Chủ tịch,,\n")
    expect(tab.get_by_role("heading", name="Chờ Chủ tịch ký (5)")).to_be_visible()
    expect(tab.locator(".notice.problems")).to_be_visible()
    expect(fold).to_have_attribute("open", "")
    expect(tab.locator(".board caption", has_text="Thay đổi từ cuộc họp trước")).to_be_visible()


def test_a_window_takes_the_theme_and_gives_the_screen_back(tab: Page, sample: str):
    tab.emulate_media(color_scheme="dark")
    open_page(tab, f"{sample}/dossiers?dossier=HS-2026-121")
    window = tab.get_by_role("dialog")
    expect(window.get_by_text("Đường đi của hồ sơ")).to_have_css("color", "rgb(232, 237, 242)")
    window.get_by_role("button", name="Đóng").click()
    settle(tab)
    assert tab.url == f"{sample}/dossiers"
    tab.get_by_role("combobox", name="Loại khen thưởng").click()
    expect(tab.get_by_role("option", name="Đột xuất")).to_be_visible()


def test_the_keyboard_opens_a_window_and_comes_back_to_where_it_was(tab: Page, sample: str):
    open_page(tab, sample)
    tab.get_by_test_id("stTopNavLink").filter(has_text="Hồ sơ").click()
    window, row = tab.get_by_role("dialog"), tab.locator(".board .open").first
    row.focus()
    for close in (lambda: tab.keyboard.press("Escape"), tab.go_back):
        tab.keyboard.press("Enter")
        expect(window.get_by_text("Đường đi của hồ sơ")).to_be_visible()
        assert "dossier=" in tab.url
        corner = window.get_by_role("button", name="Đóng").bounding_box()
        assert corner is not None
        assert min(corner["width"], corner["height"]) >= 24
        close()
        expect(window).to_have_count(0)
        expect(row).to_be_focused()
        expect(tab).to_have_url(f"{sample}/dossiers")
    tab.go_back()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Tổng quan")
    expect(window).to_have_count(0)


def test_a_closed_window_does_not_come_again_with_back(tab: Page, sample: str):
    open_page(tab, sample)
    link = tab.locator(".step a").first
    link.click()
    window = tab.get_by_role("dialog")
    window.get_by_role("button", name="Đóng").click()
    expect(window).to_have_count(0)
    expect(tab.get_by_role("heading", level=1)).to_be_focused()
    tab.go_back()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Tổng quan")
    link.click()
    expect(window).to_be_visible()
    tab.go_back()
    expect(window).to_have_count(0)
    expect(link).to_be_focused()


def test_a_row_of_a_folded_table_opens_its_window(tab: Page, sample: str):
    open_page(tab, f"{sample}/progress")
    fold = tab.locator(".st-key-late_rows_fold")
    fold.locator("summary").focus()
    tab.keyboard.press("Enter")
    row = fold.locator(".board .open").first
    row.focus()
    tab.keyboard.press("Enter")
    window = tab.get_by_role("dialog")
    expect(window).to_be_visible()
    window.get_by_role("button", name="Đóng").click()
    expect(window).to_have_count(0)
    expect(row).to_be_focused()


DRAWN = """() => {
  const boards = [...document.querySelectorAll('.stBidiComponent > div > div')]
    .filter((host) => host.shadowRoot && host.checkVisibility()).map((host) => host.shadowRoot)
  const texts = (nodes) => [...nodes].map((node) => node.textContent.trim()).filter(Boolean)
  return {
    cells: boards.flatMap((board) => texts(board.querySelectorAll('tbody .value'))),
    charts: texts(document.querySelectorAll('.js-plotly-plot .main-svg text')),
  }
}"""
BEYOND = """() => {
  const edge = document.documentElement.clientWidth + 1
  const roots = [document, ...[...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean)]
  return roots.flatMap((root) => [...root.querySelectorAll('.stMain *, .board *')])
    .filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > edge && !node.closest('svg, .unseen'))
    .map((node) => node.outerHTML.slice(0, 200))
}"""
A4: ViewportSize = {"width": 703, "height": 1046}
"""A sheet less its margins, in the pixels of CSS."""
PAPER = {"": 3, "progress": 6, "rankings?quarter=3": 5, "dossiers": 4, "movements": 3, "unit?unit=T03": 1}
"""A screen's address and the most sheets that it may take of the sample."""


def packed(text: str) -> str:
    """The text without spaces and soft breaks: on paper lines break elsewhere."""
    return re.sub(r"[\s\u00ad\u200b]", "", text)


@pytest.mark.parametrize(("address", "sheets"), PAPER.items(), ids=[a or "overview" for a in PAPER])
def test_a_screen_is_whole_on_paper(tab: Page, sample: str, address: str, sheets: int):
    open_page(tab, f"{sample}/{address}")
    drawn = tab.evaluate(DRAWN)
    pages = PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    assert len(pages) <= sheets
    starts: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        starts.extend([tm[4] * cm[0] + cm[4]] if text.strip() else [])

    text = [packed(page.extract_text(visitor_text=note)) for page in pages]
    assert max(starts) < pages[0].mediabox.width - 28  # the margin
    whole = "".join(text)
    assert [cell for cell in drawn["cells"] + drawn["charts"] if packed(cell) not in whole] == []
    if address == "dossiers":  # its table goes on: so do the heads
        assert [packed("Tên đối tượng") in each for each in text[:2]] == [True, True]
    tab.emulate_media(media="print")
    tab.set_viewport_size(A4)
    settle(tab)
    assert tab.evaluate(BEYOND) == []


def test_a_chart_takes_no_room_beyond_a_phone(tab: Page, sample: str):
    tab.set_viewport_size({"width": 390, "height": 844})
    open_page(tab, f"{sample}/progress")
    expect(tab.locator(".js-plotly-plot")).to_be_visible()
    assert sideways(tab) <= 0
