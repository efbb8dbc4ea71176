"""A walk through the screens as a reader takes it: windows, folds, paper."""

import re

from playwright.sync_api import Page, expect

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
    fold = tab.locator(".steps details")
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
        assert tab.url == f"{sample}/dossiers"
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


def test_a_units_page_is_one_sheet_of_paper(tab: Page, sample: str):
    open_page(tab, f"{sample}/unit?unit=T03")
    expect(tab.locator(".board caption").last).to_be_visible()
    paper = tab.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_a_chart_takes_no_room_beyond_a_phone(tab: Page, sample: str):
    tab.set_viewport_size({"width": 390, "height": 844})
    open_page(tab, f"{sample}/progress")
    expect(tab.locator(".js-plotly-plot")).to_be_visible()
    assert sideways(tab) <= 0
