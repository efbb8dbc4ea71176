"""Fixtures of the browser tests.

`tab`       the tab that is kept, as a fresh one but for the dashboard that it has loaded: loading it costs seconds
`page`      a fresh tab at 1366 × 768 (all tabs share one browser context: a context each costs seconds)
`sample`    the address of the dashboard with the sample data, one server per worker
`changing`  the same with a copy of the sample, which the test may change
`apps`      the address of pages with one component each, see `apps/app.py`
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.chromium import NOT_FOUND, find_chromium
from tests.browser.driver import LAUNCH, PATIENCE, ROOT, serving

HERE = Path(__file__).parent
SAMPLE = ROOT / "data"
FORBIDDEN = "Forbidden by the content security policy:"
WATCH_POLICY = f"""
document.addEventListener('securitypolicyviolation', (event) =>
  console.error('{FORBIDDEN}', event.violatedDirective, event.blockedURI, event.sourceFile))
"""
_forbidden: list[str] = []
"""What the page of the test that runs has tried to do against the policy of emulation/ui/server/headers.py."""
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what lives here, so that `-m "not browser"` leaves it out, and put it where workers begin, by the server it asks.

    Each worker begins with a stretch of the list: so the first two have a browser and servers each of their own, their tab
    loads each server's app once, and neither is still at it when all else is done.
    """
    mine = [item for item in items if HERE in item.path.parents]
    for item in mine:
        item.add_marker("browser")
    others = [item for item in items if HERE not in item.path.parents]
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    reading = sorted((item for item in mine if _asks(item, "sample", "apps")), key=lambda i: _asks(i, "apps"))
    saving = sorted((item for item in mine if item not in reading), key=lambda i: _asks(i, "changing"))
    between = max(0, len(items) // workers - len(reading))
    items[:] = [*reading, *others[:between], *saving, *others[between:]]


def _asks(item: pytest.Item, *servers: str) -> bool:
    return not set(servers).isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, Chrome or Edge; without one the test is skipped, or fails under CI=true."""
    executable = find_chromium()
    if executable is None:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up(NOT_FOUND)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=LAUNCH)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> BrowserContext:
    """The one context, set as on an officer's machine."""
    context = browser.new_context(
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": 1366, "height": 768}
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH_POLICY)
    context.on("console", _note_forbidden)
    keeper = context.new_page()  # stays: without a tab the process that has compiled the scripts would end
    keeper.route("**", lambda route: route.fulfill(body=""))
    keeper.goto("http://127.0.0.1/")
    return context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A fresh tab."""
    tab = context.new_page()
    yield tab
    tab.close()
    _assert_policy_kept()


@pytest.fixture(scope="session")
def _kept_tab(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def tab(_kept_tab: Page) -> Iterator[Page]:
    """The tab that is kept."""
    yield _kept_tab
    _kept_tab.keyboard.press("Escape")
    _kept_tab.evaluate("document.activeElement?.blur()")
    _kept_tab.emulate_media(media="null", color_scheme="null")
    _kept_tab.set_viewport_size({"width": 1366, "height": 768})
    _assert_policy_kept()


def _note_forbidden(said: ConsoleMessage) -> None:
    if said.text.startswith(FORBIDDEN):
        _forbidden.append(said.text)


def _assert_policy_kept() -> None:
    forbidden = list(_forbidden)
    _forbidden.clear()
    assert forbidden == []


@pytest.fixture(scope="session")
def sample(browser: Browser) -> Iterator[str]:
    """The dashboard with the sample data."""
    with serving(SAMPLE) as url:
        yield url


class Changing(NamedTuple):
    """A folder and the address of the dashboard that shows it, within seconds of a change."""

    folder: Path
    url: str


@pytest.fixture(scope="session")
def _changing(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Changing]:
    folder = tmp_path_factory.mktemp("changing") / "data"
    folder.mkdir()
    _fill(folder)
    with serving(folder) as url:
        yield Changing(folder, url)


@pytest.fixture
def changing(_changing: Changing) -> Iterator[Changing]:
    """The copy of the sample."""
    yield _changing
    _fill(_changing.folder)


def _fill(folder: Path) -> None:
    for file in SAMPLE.glob("*.csv"):
        if not (folder / file.name).is_file() or (folder / file.name).read_bytes() != file.read_bytes():
            shutil.copy(file, folder)


@pytest.fixture(scope="session")
def apps(browser: Browser) -> Iterator[str]:
    """Pages with one component each."""
    with serving(SAMPLE, script=HERE / "apps" / "app.py") as url:
        yield url
