"""Text that would do harm as markup is text everywhere: on every screen, in the show, in forms, previews and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from emulation.store import Edit, save
from tests.browser.driver import Visit, open_page, serving, settle
from tests.browser.test_desk import UPLOAD, named
from tests.browser.test_screens import FRAMEWORK_ERRORS
from tests.hostile import STRINGS, hostile_folder

PARAMETERS = re.findall(
    r"[\w-]+",
    "year quarter bloc unit as_of period task dossier movement ranked show stage deadline meeting slides hold every theme"
    " back report level letter form thay-doi",
)
MARKUP = (
    "[src=x], [src*=evil], [href*='//evil']:visible, [action*=evil], [href^='javascript:'], [onerror], [onload],"
    " [onmouseover], [ontoggle], [onfocus], iframe, object, embed, base, math, meta[http-equiv=refresh]"
)
"""What of the strings would be found where one became markup, whether it runs or the framework has cleaned it. (In a label
that is not shown an address becomes a link, which nobody can press.)"""
BAD_NAME = (
    "<img src=x onerror=window.hurt=1> [x](javascript:window.hurt=1) ![x](https:evil.example) units.csv"
)


class Served(NamedTuple):
    folder: Path
    url: str
    ids: dict[tuple[str, str], str]

    def of(self, page: str, **ids: str) -> str:
        """The address of a page; `ids`: parameter → the sample's id."""
        params = {name: self.ids[LABELS[name], each] for name, each in ids.items()}
        return f"{self.url}/{page}" + (("&" if "?" in page else "?") + urlencode(params) if params else "")


LABELS = {
    "unit": "Mã đơn vị",
    "task": "Mã nhiệm vụ",
    "dossier": "Mã hồ sơ",
    "movement": "Mã phong trào",
    "meeting": "Mã cuộc họp",
    "ranked": "Mã đơn vị",
}


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    ids = hostile_folder(folder)
    kept = (folder / "units.csv").read_bytes()
    save(folder, [Edit("units", content=kept + b"\r\n")], f"Nhập {BAD_NAME}", who=STRINGS[1])
    with serving(folder) as url:
        yield Served(folder, url, ids)


def assert_unhurt(visit: Visit) -> None:
    page = visit.page
    expect(page.locator("h1, .show, .slide").first).to_be_attached()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate("window.hurt") is None
    assert page.locator(MARKUP).evaluate_all("found => found.map((each) => each.outerHTML)") == []
    assert visit.page_errors == visit.foreign_requests == []
    assert [text for text in visit.console_errors if FRAMEWORK_ERRORS not in text] == []


@pytest.fixture
def unhurt(page: Page) -> Page:
    """A tab in which no dialog may open."""
    page.on("dialog", lambda dialog: pytest.fail(f"A dialog opened: {dialog.message}"))
    return page


def test_no_text_acts_on_any_screen_form_report_or_slide(unhurt: Page, hostile: Served) -> None:
    for address in (
        hostile.of("", unit="T03"),
        hostile.of("progress", task="2026-II.3.a"),
        hostile.of("rankings?quarter=3", ranked="T03"),
        hostile.of("dossiers", dossier="HS-2026-121"),
        hostile.of("movements"),
        hostile.of("unit", unit="T03"),
        hostile.of("entry?form=cham-diem&stage=Tự chấm", unit="T03"),
        hostile.of("entry?form=chuyen-buoc", dossier="HS-2026-121"),
        hostile.of("reports?report=proposal"),
        hostile.of("data"),
        hostile.of("history"),
        hostile.of("council"),
        hostile.of("show?details=1"),
    ):
        assert_unhurt(open_page(unhurt, address))


def test_no_text_of_an_address_or_an_uploaded_file_acts(unhurt: Page, hostile: Served) -> None:
    strings = cycle(STRINGS)
    for page in ("", "reports"):
        query = "&".join(f"{name}={quote(next(strings))}" for name in PARAMETERS)
        assert_unhurt(open_page(unhurt, f"{hostile.url}/{page}?{query}"))
    visit = open_page(unhurt, hostile.of("exchange"))
    good = (hostile.folder / "units.csv").read_text(encoding="utf-8-sig").replace("Thôn 3", "Thôn Ba")
    bad = (hostile.folder / "tasks.csv").read_text(encoding="utf-8").replace("31/03/2026", "<b>31/02/2026")
    unhurt.set_input_files(
        UPLOAD, [named(BAD_NAME, good.encode()), named(f"tasks {BAD_NAME}"[:-9], bad.encode())]
    )
    expect(unhurt.locator("p.lead")).to_contain_text("Sẽ áp dụng")
    settle(unhurt)
    assert_unhurt(visit)


@pytest.mark.parametrize("up", ["../", "..%2f", "%2e%2e/", "..%5c", "..%252f", "....//", "/"])
def test_no_address_leads_to_a_file_of_the_machine(hostile: Served, up: str) -> None:
    """Asked without a browser, which would tidy the address."""
    host = urlsplit(hostile.url)
    for below in (
        "",
        "script/",
        "static/",
        "media/",
        "component/",
        "_stcore/",
        "app/static/",
        "_stcore/bidi-components/x/",
    ):
        for file in ("etc/passwd", "dashboard.py", ".streamlit/config.toml", "data/units.csv"):
            caller = HTTPConnection(host.hostname or "", host.port, timeout=60)
            caller.request("GET", f"/{below}{up * 8}{file}")
            body = caller.getresponse().read()
            caller.close()
            assert not any(
                word in body for word in (b"root:", b"set_page_config", b"[server]", "Mã đơn vị".encode())
            ), file
