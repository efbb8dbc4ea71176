"""Fixtures of the browser tests.

`page`    a fresh tab at 1366 × 768 (all tabs share one browser context: a context each costs seconds)
`tab`     one tab for all who only look at the sample: the dashboard is loaded once
`sample`  the address of the dashboard with the sample data, one server per worker
`server`  starts one more server, cold: server(data_folder) -> address; stopped when the test ends
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import NOT_FOUND, find_chromium
from tests.browser.driver import LAUNCH, ROOT, serving

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lives here, so that `-m "not browser"` leaves it out, and deal it out among the workers.

    Each worker begins with a stretch of the list; without this the first one would get every browser test.
    """
    mine = [item for item in items if HERE in item.path.parents]
    others = [item for item in items if HERE not in item.path.parents]
    for item in mine:
        item.add_marker("browser")
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    shares = [(_share(mine, n, workers), _share(others, n, workers)) for n in range(workers)]
    items[:] = [
        item for n, (own, rest) in enumerate(shares) for item in (rest + own if n % 2 else own + rest)
    ]


def _share(items: list[pytest.Item], number: int, of: int) -> list[pytest.Item]:
    return items[len(items) * number // of : len(items) * (number + 1) // of]


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


@pytest.fixture(scope="session")
def _kept_tab(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def tab(_kept_tab: Page) -> Iterator[Page]:
    """The tab that is kept, as a fresh one but for what it has loaded."""
    yield _kept_tab
    _kept_tab.keyboard.press("Escape")
    _kept_tab.evaluate("document.activeElement?.blur()")
    _kept_tab.emulate_media(color_scheme=None)
    _kept_tab.set_viewport_size({"width": 1366, "height": 768})


@pytest.fixture(scope="session")
def sample(browser: Browser) -> Iterator[str]:
    """The dashboard with the sample data."""
    with serving(ROOT / "data") as url:
        yield url


@pytest.fixture
def server(browser: Browser) -> Iterator[Callable[..., str]]:
    """Starts further servers: server(data_folder, script=...) -> address."""
    with ExitStack() as running:
        yield lambda *folder, **script: running.enter_context(serving(*folder, **script))
