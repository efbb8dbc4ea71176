"""Every screen in a real browser: no exception, no error, no outside request, no sideways scroll, no axe violation."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import Visit, open_page, settle, violations

# On a deep link the framework first tries its own address below the page's: two 404s that it recovers from.
FRAMEWORK_ERRORS = "Failed to load resource: the server responded with a status of 404"
SCREENS = {
    "Tổng quan": "",
    "Tiến độ theo quý": "progress",
    "Xếp hạng khối thi đua": "rankings?quarter=3",
    "Hồ sơ chờ xử lý": "dossiers",
    "Phong trào thi đua": "movements",
    "Thôn 3": "unit?unit=T03",
}
WINDOWS = {
    "a task": "progress?task=2026-II.3.a",
    "a dossier": "dossiers?dossier=HS-2026-121",
}
SIZES = ((1920, 1080), (390, 844), (1024, 768), (683, 384), (1366, 768))
"""The last is what other tests see; 683 × 384 is a desk screen at 200 %."""
ENGLISH = (
    "None",
    "nan",
    "NaT",
    "undefined",
    "Choose",
    "Search",
    "No results",
    "Download",
    "Loading",
    "Error",
)


def overflow(page: Page) -> int:
    """By how much the page is wider than the window."""
    return page.evaluate(
        "Math.max(...[document.documentElement, ...document.querySelectorAll('.stMain')]"
        ".map((e) => e.scrollWidth - e.clientWidth))"
    )


def assert_sound(visit: Visit) -> None:
    page = visit.page
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert visit.page_errors == visit.foreign_requests == []
    assert [text for text in visit.console_errors if FRAMEWORK_ERRORS not in text] == []
    words = page.locator("body").inner_text().split()
    assert not [word for word in ENGLISH if word in words]


def assert_sound_at_every_size(page: Page, url: str, title: str) -> None:
    visit = open_page(page, url)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        assert overflow(page) <= 0, f"{width} px"
    assert violations(page) == []
    assert_sound(visit)


@pytest.mark.parametrize(
    ("title", "address"), SCREENS.items(), ids=[a or "overview" for a in SCREENS.values()]
)
def test_a_screen_is_sound_at_every_size(tab: Page, sample: str, title: str, address: str) -> None:
    assert_sound_at_every_size(tab, f"{sample}/{address}", title)


@pytest.mark.parametrize("address", WINDOWS.values(), ids=list(WINDOWS))
def test_a_window_over_a_screen_is_sound(tab: Page, sample: str, address: str) -> None:
    visit = open_page(tab, f"{sample}/{address}")
    expect(tab.get_by_role("dialog")).to_be_visible()
    assert violations(tab) == []
    assert_sound(visit)
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("address", "width"), [("", 390), ("dossiers", 1366)])
def test_the_dark_theme_has_contrast_too(tab: Page, sample: str, address: str, width: int) -> None:
    tab.emulate_media(color_scheme="dark")
    tab.set_viewport_size({"width": width, "height": 800})
    open_page(tab, f"{sample}/{address}")
    assert violations(tab) == []


def test_the_chairman_opens_what_is_late_from_the_overview(tab: Page, sample: str) -> None:
    tab.set_viewport_size({"width": 1366, "height": 768})
    open_page(tab, sample)
    assert tab.locator(".step").first.evaluate("e => e.getBoundingClientRect().top") <= 276  # about a third
    tab.locator(".step a", has_text="II.3.a").click()
    expect(tab.get_by_role("dialog")).to_contain_text("II.3.a")
    tab.go_back()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Tổng quan")


def test_a_tile_of_the_plan_opens_its_task(tab: Page, sample: str) -> None:
    open_page(tab, f"{sample}/?quarter=2")
    tab.locator(".tile").nth(1).click()
    expect(tab.get_by_role("dialog")).to_contain_text(
        "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm"
    )
    assert "quarter=2" in tab.url
