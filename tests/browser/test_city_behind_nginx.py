"""A city's servers as they are deployed: two processes behind nginx over a lake in PostgreSQL, packages coming in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.postgres import Postgres, in_environment, postgres, programs
from emulation.city.lake import Lake
from emulation.city.take import Committer, Fate
from emulation.publish.sending import send
from tests.browser.driver import PATIENCE, settle
from tests.city.cities import package
from tests.deploy.site import LACKING, PASSWORD, Site, serving_city

pytestmark = [
    pytest.mark.skipif(bool(LACKING), reason=LACKING),
    pytest.mark.skipif(programs() is None, reason="PostgreSQL is not on this machine"),
]
NOTICE = "Không đọc được kho số liệu từ"


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Postgres]:
    """The server of the lake's catalogue, which the environment names."""
    with postgres() as server:
        address = server.address("lake")
        with in_environment(EMULATION_LAKE=address, EMULATION_LAKE_FILES=str(tmp_path / "files")):
            yield server


@pytest.fixture
def site(catalogue: Postgres, tmp_path: Path) -> Iterator[Site]:
    with serving_city(tmp_path) as site:
        yield site


def open_city(browser: Browser, site: Site) -> Page:
    """A browser that has never been here signs in to the first screen of the city."""
    context = browser.new_context(locale="vi-VN", ignore_https_errors=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(site.url)
    page.get_by_label("Tên đăng nhập").fill("chutich")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    settle(page)
    return page


def process_of(context: BrowserContext) -> str:
    """The process that a browser is with."""
    return next(cookie.get("value", "") for cookie in context.cookies() if cookie.get("name") == "process")


def take(site: Site, commune: str, day: int) -> None:
    """A commune sends its package over HTTPS, and the committer takes it."""
    name, data = package(commune=commune, as_of=date(2026, 7, day))
    said = send(f"{site.url}/goi", name, data, ca=str(site.folder / "fullchain.pem"))
    assert said.startswith(f"Đã gửi gói {name}. Đã nhận gói số liệu ngày {day}/07/2026")
    with Lake(site.data) as lake:
        assert [outcome.fate for outcome in Committer(site.data, lake, wait=9).take_inbox()] == [Fate.TAKEN]


def test_tabs_follow_what_comes_in_over_a_process_and_a_catalogue_that_went_away(
    browser: Browser, site: Site, catalogue: Postgres
):
    tabs = [open_city(browser, site), open_city(browser, site)]
    first, second = (process_of(tab.context) for tab in tabs)
    assert {first, second} == {str(site.app), str(site.other)}
    take(site, "xa-a", 28)
    for tab in tabs:
        expect(tab.get_by_text("Đến 28/07/2026, 1/2 xã, phường đã gửi số liệu")).to_be_visible()
    assert [process_of(tab.context) for tab in tabs] == [first, second]

    site.kill(first)
    take(site, "xa-b", 28)
    for tab in tabs:
        expect(tab.get_by_text("Đến 28/07/2026, 2/2 xã, phường đã gửi số liệu")).to_be_visible()
    assert [process_of(tab.context) for tab in tabs] == [second, second]

    catalogue.stop("immediate")
    for tab in tabs:
        expect(tab.get_by_text(NOTICE)).to_be_visible()
        expect(tab.get_by_text("Đến 28/07/2026, 2/2 xã, phường đã gửi số liệu")).to_be_visible()
    catalogue.start()
    take(site, "xa-a", 29)
    for tab in tabs:
        expect(tab.get_by_text("Đến 29/07/2026, 2/2 xã, phường đã gửi số liệu")).to_be_visible()
        expect(tab.get_by_text(NOTICE)).to_have_count(0)
