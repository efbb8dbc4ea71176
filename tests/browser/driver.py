"""Starts the dashboard for a test and opens its screens in the browser."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request, WebSocket

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60_000
"""Milliseconds for which an event is waited for: it decides when a broken test fails, not whether a good one passes."""
SECONDS_TO_START = 120
LAUNCH = [
    "--no-sandbox",  # root in a container has no other way
    "--disable-quic",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--process-per-site",  # each new tab then finds Streamlit's scripts compiled by the ones before
]
LEVEL_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Streamlit says notRunning before the first run too, and between two runs in a row:
# a screen is settled when it is connected, has content, and has stayed quiet for a moment.
SETTLED = """
() => {
  const app = document.querySelector('[data-testid=stApp]');
  const quiet = app !== null
    && app.dataset.testScriptState === 'notRunning'
    && app.dataset.testConnectionState === 'CONNECTED'
    && document.querySelector('[data-testid=stMain] [data-testid=stElementContainer]') !== null
    && document.querySelector('[data-testid=stAppSkeleton], [data-testid=stSkeleton]') === null;
  window.quietSince = quiet ? (window.quietSince ?? performance.now()) : null;
  return quiet && performance.now() - window.quietSince > 300;
}
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


FOLLOW = """
(url) => {
  history.pushState({}, '', url);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}
"""


@contextmanager
def serving(
    data: Path,
    script: Path | None = None,
    port: int | None = None,
    by: str = "emulation.ui.server.serve",
    **environment: str,
) -> Iterator[str]:
    """Serve the dashboard (or another script) with a data folder, on a free port or the given; stopped afterwards."""
    program = ["-m", by]
    if script:
        program = [
            "-c",
            f"import pathlib, sys; from {by} import main; main(sys.argv[2:], pathlib.Path(sys.argv[1]))",
        ]
        program.append(str(script))
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, *program, "--server.port", str(port)]
    with running(command, f"{url}/_stcore/health", cwd=ROOT, EMULATION_DATA=str(data), **environment):
        yield url


@contextmanager
def running(command: Sequence[str], answers: str, cwd: Path, **environment: str) -> Iterator[None]:
    """Run a server, from when the address `answers` does; stopped afterwards."""
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, cwd=cwd, env=os.environ | environment, stdout=log, stderr=log)
        try:
            if not _is_up(server, answers):
                log.seek(0)
                raise RuntimeError(f"The server did not start:\n{log.read().decode(errors='replace')}")
            yield
        finally:
            server.terminate()
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _is_up(server: subprocess.Popen[bytes], address: str) -> bool:
    """Whether the server answers before it ends or the time runs out."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            direct.open(address, timeout=10).close()
            return True
        except OSError:
            time.sleep(0.1)
    return False


@dataclass
class Visit:
    """What the browser complained about since a page was opened, and whom else it asked."""

    page: Page
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until the screen shows the result of the last action."""
        settle(self.page)


def open_page(page: Page, url: str) -> Visit:
    """Go to an address and wait until the screen is there; the visit records what goes wrong from then on.

    In a tab that shows the dashboard already, as its links do: without loading it again, which costs seconds.
    """
    visit = Visit(page)
    home = urlsplit(url).netloc

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            visit.console_errors.append(message.text)

    def note_address(request: Request | WebSocket) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != home:
            visit.foreign_requests.append(request.url)

    if urlsplit(page.url).netloc not in ("", home):
        page.goto("about:blank")  # else what the other dashboard still asks for counts as foreign
    page.on("console", note_console)
    page.on("pageerror", lambda error: visit.page_errors.append(str(error)))
    page.on("request", note_address)
    page.on("websocket", note_address)
    if urlsplit(page.url).netloc == home:
        page.evaluate(FOLLOW, url)
    else:
        page.goto(url)
    settle(page)
    return visit


def settle(page: Page) -> None:
    """Wait until Streamlit has nothing left to do on the page."""
    page.evaluate("window.quietSince = null")  # the quiet before the last action does not count
    page.wait_for_function(SETTLED, timeout=PATIENCE, polling=50)


def axe(page: Page, within: str | None = None, **options: Any) -> dict[str, Any]:
    """What axe finds on the page, or in the parts that a selector names."""
    brief = {"resultTypes": ["violations"]}  # all that is right it would describe too, for seconds
    return Axe().run(page, within, brief | options).response


def violations(page: Page, within: str | None = None) -> list[tuple[str, str]]:
    """Every violation of WCAG 2.2 AA that axe finds, as rule and markup."""
    found = axe(page, within, runOnly=LEVEL_AA)["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
