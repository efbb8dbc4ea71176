"""The server as a commune has it: behind nginx with the shipped configuration, TLS and accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.driver import FOLLOW, PATIENCE, settle
from tests.browser.test_desk import UPLOAD, changed, named
from tests.deploy.site import LACKING, PASSWORD, PEOPLE, Site, Wire, serving_site

pytestmark = pytest.mark.skipif(bool(LACKING), reason=LACKING)
FORM = "entry?form=tien-do&task=2026-II.4.c&unit={unit}&status=Đang thực hiện"

CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
AWAY = "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="module")
def wire(site: Site) -> Iterator[Wire]:
    """What the browser reaches the site by."""
    wire = Wire(site.https)
    yield wire
    wire.close()


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here. It takes the site's certificate, which no authority knows."""
    context = browser.new_context(
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        ignore_https_errors=True,
        viewport={"width": 1366, "height": 768},
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture(scope="module")
def desk(visitor: BrowserContext, site: Site, wire: Wire) -> Page:
    """A tab of the standing body, which signed in on its way to the form of progress."""
    page = visitor.new_page()
    page.goto(f"https://localhost:{wire.port}/{FORM.format(unit='MTTQ')}")
    page.get_by_label("Tên đăng nhập").fill("thuongtruc")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Lưu").wait_for()
    settle(page)
    return page


def follow(page: Page, address: str) -> None:
    """Open a screen as a link does."""
    page.evaluate(FOLLOW, f"/{address}")
    settle(page)


def write_note(page: Page, note: str) -> None:
    page.get_by_label("Ghi chú").fill(note)
    page.keyboard.press("Tab")
    settle(page)


def save(page: Page, unit: str) -> None:
    """Press the button of the form, and wait until it says what of the unit was saved."""
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu lúc")).to_contain_text(unit)


def progress_of(site: Site) -> str:
    return (site.data / "progress.csv").read_text(encoding="utf-8-sig")


def session_of(page: Page) -> str:
    """The token of the session that a tab's browser has."""
    return next(c.get("value", "") for c in page.context.cookies() if c.get("name") == "session")


def sign_in(client: httpx.Client, account: str, password: str, **headers: str) -> httpx.Response:
    return client.post("/sign-in", data={"account": account, "password": password}, headers=headers)


# ---- an officer's morning


def test_a_form_is_saved_after_signing_in_on_the_way_to_it(desk: Page, site: Site):
    assert parse_qs(urlsplit(desk.url).query)["unit"] == ["MTTQ"]
    save(desk, "MTTQ xã")
    assert f"2026-II.4.c,MTTQ,Đang thực hiện,,,{PEOPLE['thuongtruc'][0]}\n" in progress_of(site)


def test_a_filter_is_set(desk: Page):
    follow(desk, "dossiers")
    desk.get_by_label("Quý", exact=True).select_option("Quý III")
    expect(desk.locator(".heading .scope")).to_contain_text("Quý III")
    assert desk.url.endswith("/dossiers?quarter=3")


def test_a_report_is_taken_away(desk: Page):
    follow(desk, "reports?report=ranking")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Tải Word").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def test_a_file_is_uploaded(desk: Page, site: Site):
    follow(desk, "exchange")
    file = named("units.csv", changed(site.data, "units", "Văn phòng Đảng ủy", "Văn phòng mới"))
    desk.locator(UPLOAD).set_input_files(file)
    expect(desk.locator("p.lead")).to_contain_text("1 dòng sửa")


def test_the_projector_shows_its_slides(desk: Page):
    follow(desk, "show")
    expect(desk.locator(".slide:visible")).to_be_visible()
    desk.keyboard.press("End")
    expect(desk.locator(".slide:visible .position")).to_have_text(re.compile(r"^(\d+)/\1$"))


# ---- connections


def test_a_slow_connection_is_waited_for(desk: Page, wire: Wire):
    wire.delay = 0.1
    try:
        follow(desk, "unit?unit=T03")
        expect(desk.locator(".heading .scope")).to_contain_text("Thôn 3")
    finally:
        wire.delay = 0.0


def test_what_was_typed_outlives_a_cut_connection(desk: Page, site: Site, wire: Wire):
    follow(desk, FORM.format(unit="T06"))
    write_note(desk, "gõ trước khi đứt mạng")
    wire.cut()
    desk.wait_for_selector(AWAY)
    wire.mend()
    desk.wait_for_selector(CONNECTED)
    settle(desk)
    save(desk, "Thôn 6")
    assert "T06,Đang thực hiện,,gõ trước khi đứt mạng" in progress_of(site)


def test_a_tab_recovers_from_a_server_that_was_killed_and_stays_signed_in(desk: Page, site: Site):
    follow(desk, FORM.format(unit="T01"))
    before = session_of(desk)
    site.kill("server")
    desk.wait_for_selector(AWAY)
    with site.asking() as client:
        away = client.get("/")
    assert away.status_code == 502
    assert "đang khởi động lại" in away.text
    site.start_server()
    desk.wait_for_selector(CONNECTED)
    expect(desk.get_by_text("Đã lưu lúc")).to_have_count(0)  # what the former server last said
    settle(desk)
    write_note(desk, "gõ sau khi khởi động lại")
    save(desk, "Thôn 1")
    assert "T01,Đang thực hiện,,gõ sau khi khởi động lại" in progress_of(site)
    assert session_of(desk) == before


def test_wrong_passwords_hold_up_nobody_else(desk: Page, site: Site):
    with site.asking("127.0.0.5") as guesser, ThreadPoolExecutor(4) as threads:
        wrong = [threads.submit(sign_in, guesser, f"ai{number}", "sai mật khẩu") for number in range(4)]
        wait(wrong, return_when=FIRST_COMPLETED)
        with site.asking(cookies={"session": session_of(desk)}) as client:
            assert client.get("/").status_code == 200
        assert any(not each.done() for each in wrong)
    assert {each.result().status_code for each in wrong} <= {401, 429}


# ---- what browsers are told


def test_only_the_proxy_is_believed_that_the_way_is_encrypted(site: Site):
    with httpx.Client(transport=httpx.HTTPTransport(local_address="127.0.0.7")) as client:
        answer = client.post(
            f"http://127.0.0.1:{site.app}/sign-in",
            data={"account": "chutich", "password": PASSWORD},
            headers={"X-Forwarded-Proto": "https"},
        )
    assert answer.status_code == 303
    assert "secure" not in answer.headers["set-cookie"].lower()


def test_cookies_are_for_encrypted_connections_only(site: Site):
    with site.asking() as client:
        answer = sign_in(client, "moi", site.first_password)
    cookies = answer.headers.get_list("set-cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"session", "device"}
    for cookie in cookies:
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= set(cookie.lower().split("; "))
    assert answer.headers["location"].startswith("/password")


def test_headers_are_there_once_and_tell_no_version(site: Site):
    with site.asking() as client:
        answer = client.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    for name in (
        "content-security-policy",
        "strict-transport-security",
        "x-content-type-options",
        "x-frame-options",
    ):
        assert len(answer.headers.get_list(name)) == 1, name
    assert answer.headers["server"] == "nginx"


def test_scripts_are_compressed(desk: Page, site: Site):
    with site.asking(cookies={"session": session_of(desk)}) as client:
        script = re.search(r'src="\.(/static/js/[^"]+\.js)"', client.get("/").text)
        assert script
        answer = client.get(script[1], headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.headers["content-encoding"]) == (200, "gzip")
