"""A server with accounts and two browsers: one account in both of them, then another one in the first."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from emulation import provider
from emulation.access import Role
from emulation.accounts import FILE
from tests.accounts.kept import PASSWORD, with_two
from tests.browser.conftest import SAMPLE
from tests.browser.driver import PATIENCE, ROOT, free_port, running, settle
from tests.ui.server.province import province

UNIT = "Trưởng thôn 3"
OTHERS = "Khối theo điểm trung bình"
"""What of the ranking a unit may not see."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server where the province's provider vouches for the chairman, and a hamlet has an account."""
    folder, port = tmp_path_factory.mktemp("shared"), free_port()
    for file in SAMPLE.glob("*.csv"):
        shutil.copy(file, folder)
    accounts = with_two(folder)
    accounts.set_email("chutich", "binh@xa.example")
    accounts.add("thon3", UNIT, Role.UNIT, ("T03",), subject="thon3")
    accounts.close()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "emulation.ui.server.serve", "--server.port", str(port)]
    with province(binh={"email": "binh@xa.example", "email_verified": True}, thon3={}) as there:
        there.describe(folder / provider.FILE, server=url)
        with running(
            command,
            f"{url}/ready",
            ROOT,
            EMULATION_DATA=str(folder),
            EMULATION_ACCOUNTS=str(folder / FILE),
            EMULATION_SHARE="accounts",
        ):
            yield url


@pytest.fixture
def browsers(browser: Browser) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    """Two that have never been here."""
    both = browser.new_context(locale="vi-VN"), browser.new_context(locale="vi-VN")
    for context in both:
        context.set_default_timeout(PATIENCE)
    yield both
    for context in both:
        context.close()


def come_from_the_province(page: Page, as_whom: str) -> None:
    page.get_by_role("link", name="Đăng nhập bằng tài khoản của tỉnh").click()
    page.get_by_role("button", name=as_whom, exact=True).click()


def is_shown(page: Page, name: str, address: str) -> None:
    """Expect that the tab shows the screen at this address to who has this name."""
    expect(page.locator("body > .viewer summary")).to_have_text(name)
    settle(page)
    assert page.url.endswith(address)
    expect(page.get_by_test_id("stMain").locator("h1")).to_be_visible()


def test_one_account_in_two_browsers_and_then_another_one_in_the_same(
    browsers: tuple[BrowserContext, BrowserContext], shared: str
):
    here, there = (context.new_page() for context in browsers)
    here.goto(f"{shared}/rankings?quarter=3")
    come_from_the_province(here, "binh")
    is_shown(here, "Trần Văn Bình", "/rankings?quarter=3")
    expect(here.get_by_test_id("stMain")).to_contain_text(OTHERS)

    there.goto(f"{shared}/dossiers")
    there.get_by_label("Tên đăng nhập").fill("chutich")
    there.get_by_label("Mật khẩu").fill(PASSWORD)
    there.get_by_role("button", name="Đăng nhập", exact=True).click()
    is_shown(there, "Trần Văn Bình", "/dossiers")

    # Signing out of all devices there covers the tab here, with a way back to where it was.
    there.goto(f"{shared}/password")
    there.get_by_role("button", name="Đăng xuất khỏi mọi thiết bị").click()
    there.wait_for_url("**/sign-in")
    expect(here.locator("body > .ended")).to_contain_text("Phiên đăng nhập đã hết")
    expect(here.get_by_test_id("stMain")).not_to_be_visible()
    again = browsers[0].new_page()
    again.goto(f"{shared}/sign-in")
    come_from_the_province(again, "binh")
    is_shown(here, "Trần Văn Bình", "/rankings?quarter=3")

    # Another account in this browser is the one of all its tabs.
    again.locator("body > .viewer summary").click()
    again.get_by_role("button", name="Đăng xuất").click()
    come_from_the_province(again, "thon3")
    is_shown(again, UNIT, "/")
    is_shown(here, UNIT, "/rankings?quarter=3")
    expect(here.get_by_test_id("stMain")).not_to_contain_text(OTHERS)
