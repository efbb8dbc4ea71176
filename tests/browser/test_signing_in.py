"""A server with accounts in a real browser: in, out, and what a tab shows whose session has ended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import NamedTuple

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from emulation import provider
from emulation.access import Role
from emulation.accounts import Accounts
from tests.accounts.kept import HOME, PASSWORD, with_two
from tests.browser.conftest import SAMPLE
from tests.browser.driver import serving, settle, violations
from tests.ui.server.province import province


class Commune(NamedTuple):
    """The accounts of a server, and its address."""

    accounts: Accounts
    url: str


@pytest.fixture(scope="module")
def commune(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commune]:
    folder = tmp_path_factory.mktemp("commune")
    for file in SAMPLE.glob("*.csv"):
        shutil.copy(file, folder)
    accounts = with_two(folder)
    with serving(folder, EMULATION_SHARE="accounts") as url:
        yield Commune(accounts, url)


@pytest.fixture(autouse=True)
def _nobody_is_signed_in(context: BrowserContext) -> Iterator[None]:
    yield
    context.clear_cookies()


def fill(page: Page, account: str, password: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(account)
    page.get_by_label("Mật khẩu").fill(password)
    page.keyboard.press("Enter")


def enter(page: Page, commune: Commune, path: str, account: str = "thuongtruc") -> None:
    """Open a screen as somebody who has signed in."""
    session = commune.accounts.sign_in(account, PASSWORD, HOME).token
    page.context.add_cookies([{"name": "session", "value": session, "url": commune.url}])
    page.goto(f"{commune.url}/{path}")
    settle(page)


def sign_out(page: Page) -> None:
    page.locator(".viewer summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


def cover(page: Page) -> Locator:
    return page.get_by_text("Phiên đăng nhập đã hết")


def test_a_first_visit_from_a_link_to_the_screen_it_leads_to(page: Page, commune: Commune) -> None:
    first = commune.accounts.add("hoidong", "Phạm Thị Dung", Role.COUNCIL)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{commune.url}/unit?unit=T03")
    expect(page).to_have_title("Đăng nhập · Thi đua, khen thưởng")
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    fill(page, "hoidong", "không phải")
    expect(page.get_by_role("alert")).to_have_text("Tên đăng nhập hoặc mật khẩu không đúng.")
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("hoidong")
    expect(page.get_by_label("Mật khẩu")).to_be_focused()
    assert violations(page) == []
    page.keyboard.type(first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đổi mật khẩu")
    page.goto(f"{commune.url}/unit?unit=T03")  # not before the password is changed
    expect(page.get_by_role("heading", level=1)).to_have_text("Đổi mật khẩu")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for label, typed in (("Mật khẩu hiện nay", first), ("Mật khẩu mới", PASSWORD), ("Gõ lại", PASSWORD)):
        page.get_by_label(label, exact=label != "Gõ lại").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{commune.url}/unit?unit=T03")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thôn 3")
    page.locator(".viewer summary").click()
    expect(page.locator(".viewer")).to_contain_text("Phạm Thị Dung")
    expect(page.locator(".viewer")).to_contain_text("Hội đồng")
    assert violations(page, "[data-testid=stHeader], .viewer") == []
    page.locator(".viewer summary").click()
    page.get_by_test_id("stExpandSidebarButton").click()  # the menu: the name does not lie on what closes it
    expect(page.locator(".viewer")).to_be_hidden()


def test_signing_out_in_one_tab_covers_the_other_which_goes_on_where_it_was(
    page: Page, context: BrowserContext, commune: Commune
) -> None:
    enter(page, commune, "entry")
    page.evaluate("window.sameDocument = true")
    page.get_by_label("Ghi chú").fill("còn thiếu ảnh")
    other = context.new_page()
    title = page.title()
    other.goto(commune.url)
    settle(other)
    sign_out(other)
    expect(cover(page)).to_be_visible()
    expect(page.get_by_role("link", name="Đăng nhập lại")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    assert page.locator("body").inner_text().split("\n\n") == [
        "Phiên đăng nhập đã hết, nên màn hình này không hiện gì nữa.",
        "Đăng nhập lại",
    ]
    assert page.title() == "Đã đăng xuất"
    assert violations(page) == []
    other.close()
    with context.expect_page() as opened:  # beside the form, which would be gone with what was typed
        page.get_by_role("link", name="Đăng nhập lại").click()
    fill(opened.value, "thuongtruc", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("Ghi chú")).to_have_value("còn thiếu ảnh")
    assert page.title() == title
    page.get_by_test_id("stTopNavLink").filter(has_text="Tiến độ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tiến độ")
    assert page.evaluate("window.sameDocument")
    opened.value.close()


def test_a_disabled_account_sees_nothing_more_and_another_one_begins_anew(
    page: Page, commune: Commune
) -> None:
    enter(page, commune, "rankings", "chutich")
    expect(page.locator(".viewer summary")).to_have_text("Trần Văn Bình")
    commune.accounts.disable("chutich")
    expect(cover(page)).to_be_visible()
    session = commune.accounts.sign_in("thuongtruc", PASSWORD, HOME).token
    page.context.add_cookies([{"name": "session", "value": session, "url": commune.url}])
    expect(page.locator(".viewer summary")).to_have_text("Nguyễn Thị Lan")


def test_an_account_of_the_province_opens_the_screen_asked_for_and_is_signed_out_from_another_browser(
    page: Page, commune: Commune
) -> None:
    commune.accounts.set_email("thuongtruc", "lan@xa.example")
    with province(lan={"email": "lan@xa.example", "email_verified": True}) as there:
        there.describe(commune.accounts.path.with_name(provider.FILE), server=commune.url)
        page.goto(f"{commune.url}/rankings?quarter=3")
        page.get_by_role("link", name="Đăng nhập bằng tài khoản của tỉnh").click()
        page.get_by_role("button", name="lan", exact=True).click()
        page.wait_for_url(f"{commune.url}/rankings?quarter=3")
        expect(page.locator(".viewer summary")).to_have_text("Nguyễn Thị Lan")
    with httpx.Client(base_url=commune.url) as other:
        other.post("/sign-in", data={"account": "thuongtruc", "password": PASSWORD})
        assert other.get("/edition?account=thuongtruc").status_code == 200
        other.post("/sign-out", data={"everywhere": "1"})
    expect(cover(page)).to_be_visible()


def test_a_unit_lands_on_what_it_owes_and_reports_it_on_a_phone(page: Page, commune: Commune) -> None:
    first = commune.accounts.add("thon1", "Trưởng thôn 1", Role.UNIT, ["T01"])
    commune.accounts.change_password(commune.accounts.sign_in("thon1", first, HOME).token, first, PASSWORD)
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page, commune, "", "thon1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của đơn vị")
    way = page.get_by_role("link", name="Báo cáo: II.1.b")
    expect(way).to_be_in_viewport(ratio=1)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    way.click()
    dialog = page.get_by_role("dialog")
    field, send = dialog.get_by_label("Minh chứng"), dialog.get_by_role("button", name="Gửi")
    expect(send).to_be_in_viewport(ratio=1)
    field.fill("https://khong-mo.example/anh.png")
    dialog.get_by_role("radio", name="Hoàn thành").click()
    expect(dialog).to_contain_text("Hoàn thành sau hạn nên là Trễ hạn")
    expect(field).to_have_value("https://khong-mo.example/anh.png")
    assert violations(page, "[role=dialog]") == []
    send.click()
    expect(dialog).to_have_count(0)
    said = page.locator(".st-key-saved .notice")
    expect(said).to_contain_text("Ghi tiến độ II.1.b: Thôn 1 Hoàn thành")
    expect(said).to_be_focused()
    expect(said).to_be_in_viewport(ratio=1)
    expect(way).to_have_count(0)
    expect(page.get_by_role("link", name="Báo cáo").first).to_be_in_viewport(ratio=1)
    page.goto(f"{commune.url}/progress?task=2026-II.1.b")  # a link leads where it did; the evidence is text
    expect(page.get_by_role("dialog")).to_contain_text("https://khong-mo.example/anh.png")
    assert page.locator("[href*=khong-mo], [src*=khong-mo]").count() == 0
    page.goto(f"{commune.url}/duties")
    expect(page.get_by_role("button", name="Hoàn tác")).to_have_count(0)  # another tab's save
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của đơn vị")
    page.get_by_role("link", name="Báo cáo").first.click()
    expect(field).to_be_visible()
    commune.accounts.disable("thon1")
    again = page.get_by_role("link", name="Đăng nhập lại")
    expect(again).to_have_attribute("target", "_blank")  # what is typed in the window stays in this tab
