"""nginx's configuration as a city has it, before two processes that say what has come to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from tests.deploy.site import LACKING, Site, city_site, echoing

pytestmark = pytest.mark.skipif(bool(LACKING), reason=LACKING)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with city_site(tmp_path_factory.mktemp("city")) as site:
        yield site


def port_of(client: httpx.Client, path: str = "/", **headers: str) -> int:
    """The port of the process that answers."""
    return client.get(path, headers=headers).json()["port"]


def test_newcomers_go_to_both_processes_and_each_comes_back_to_his(site: Site):
    with echoing(site.app), echoing(site.other), ExitStack() as leaving:
        browsers = [leaving.enter_context(site.asking()) for _ in range(6)]
        first = [port_of(browser) for browser in browsers]
        assert set(first) == {site.app, site.other}
        for path in ("/edition", "/media/file.xlsx", "/static/x.js", "/_stcore/upload_file/1/2", "/sign-in"):
            assert [port_of(browser, path) for browser in browsers] == first
        upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
        assert [port_of(browser, "/_stcore/stream", **upgrade) for browser in browsers] == first


def test_the_cookie_is_set_once_and_for_encrypted_connections_only(site: Site):
    with echoing(site.app), echoing(site.other), site.asking() as browser:
        (cookie,) = browser.get("/").headers.get_list("set-cookie")
        assert set(cookie.split("; ")[1:]) == {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"}
        assert "set-cookie" not in browser.get("/").headers


def test_browsers_of_a_process_that_is_gone_go_over_to_the_other_and_stay_there(site: Site):
    running = {port: ExitStack() for port in (site.app, site.other)}
    for port, process in running.items():
        process.enter_context(echoing(port))
    with site.asking() as browser:
        first = port_of(browser)
        running.pop(first).close()
        ((other, left),) = running.items()
        assert port_of(browser) == other
        with left, echoing(first):
            assert [port_of(browser) for _ in range(4)] == [other] * 4
            assert browser.put("/goi/a.zip", content=bytes(100_000)).json()["port"] == other


def test_a_made_up_place_leads_nowhere_else(site: Site):
    with echoing(site.app), site.asking(cookies={"process": "127.0.0.1:22"}) as browser:
        assert port_of(browser) == site.app


def test_a_package_is_let_through_that_no_form_could_be(site: Site):
    with echoing(site.app), site.asking() as commune:
        assert commune.put("/goi/a.zip", content=bytes(64_000_000)).status_code == 200
        assert commune.put("/sign-in", content=bytes(100_000)).status_code == 413
    with site.line() as line:
        line.sendall(b"PUT /goi/a.zip HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000000\r\n\r\n")
        answer = line.recv(10_000).decode()
    assert answer.startswith("HTTP/1.1 413")
    assert answer.endswith("\r\n\r\nGói quá lớn, không phải gói số liệu.")


def test_where_both_are_gone_a_sentence_says_so_to_people_and_to_programs(site: Site):
    with site.asking() as browser:
        assert "đang khởi động lại" in browser.get("/").text
        answer = browser.put("/goi/a.zip", content=b"x")
    assert (answer.status_code, answer.text) == (502, "Máy chủ đang khởi động lại; gửi lại sau một phút.")
    assert answer.headers["content-type"].startswith("text/plain")
