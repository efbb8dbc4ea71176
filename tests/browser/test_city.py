"""A city's screens in a real browser: opened cold at an address that is filtered, then by link, filter and Back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from emulation.city.lake import Lake
from emulation.city.take import Committer
from tests.browser.driver import open_page, serving, settle, violations
from tests.browser.test_screens import assert_sound, overflow
from tests.city.cities import city, package

SCREENS = ("Toàn thành phố", "Các xã, phường", "Hồ sơ trình lên", "Khen thưởng", "Xã, phường")


@pytest.fixture
def url(browser: Browser, tmp_path: Path) -> Iterator[str]:
    """A city to which one of its two communes has sent."""
    name, data = package()
    (tmp_path / name).write_bytes(data)
    place = city(tmp_path / "city")
    with Lake(place) as lake:
        Committer(place, lake, wait=0).take(tmp_path / name)
    with serving(tmp_path, EMULATION_CITY=str(place)) as url:
        yield url


def test_a_citys_screens_are_sound_and_their_filter_is_their_address(page: Page, url: str) -> None:
    visit = open_page(page, f"{url}/commune?unit=xa-a")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Xã A")
    for screen in SCREENS:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.get_by_role("link", name=screen, exact=True).first.click()
        settle(page)
        assert "unit=xa-a" in page.url
        assert violations(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        settle(page)
        assert overflow(page) <= 0
    page.set_viewport_size({"width": 1366, "height": 768})
    settle(page)
    page.get_by_role("button", name="Xoá lọc").click()
    expect(heading).to_have_text("Xã, phường")
    page.locator("a.tile", has_text="Xã B").click()
    expect(heading).to_have_text("Xã B")
    page.go_back()
    expect(heading).to_have_text("Xã, phường")
    assert_sound(visit)
