"""How long does a screen take to open by its address, in a browser that has nothing of it yet?

`.venv/bin/python benchmarks/opening.py [--data DIR] [--rounds N]` opens each screen, and an empty Streamlit page, in a fresh
profile of a real Chromium; printed are medians of the milliseconds until the run has ended and all charts are drawn,
beside the empty page's, and the kilobytes that came over HTTP.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.filter_change import CHARTED, SCREENS  # noqa: E402
from benchmarks.floor import chromium, empty_page  # noqa: E402
from benchmarks.table import Line, command, median  # noqa: E402
from tests.browser.driver import PATIENCE, serving  # noqa: E402

OPEN = """
() => {
  const app = document.querySelector('[data-testid=stApp]');
  const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
  return app?.dataset.testScriptState === 'notRunning'
    && app.dataset.testConnectionState === 'CONNECTED'
    && document.querySelector('[data-testid=stMain] [data-testid=stElementContainer]') !== null
    && document.querySelector('[data-testid=stAppSkeleton], [data-testid=stSkeleton]') === null
    && charts.every((chart) => chart.querySelector('.main-svg'))
    && performance.now();
}
"""
RECEIVED = """
() => ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))
  .reduce((sum, entry) => sum + entry.transferSize, 0) / 1024
"""


def opened(browser: Browser, address: str, ready: str = OPEN) -> tuple[float, float]:
    """Milliseconds from following the address until it is `ready`, and kilobytes over HTTP."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    try:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        took = page.wait_for_function(ready, timeout=PATIENCE, polling="raf").json_value()
        return took, page.evaluate(RECEIVED)
    finally:
        context.close()


def medians(
    browser: Browser, addresses: Mapping[str, str], rounds: int, ready: Mapping[str, str]
) -> dict[str, tuple[float, float]]:
    """Of each address by its name; in turns, so that what else the machine does meets all alike."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in addresses}
    for turn in range(rounds + 1):
        for name, address in addresses.items():
            measured = opened(browser, address, ready.get(name, OPEN))
            if turn:  # the first is of a server that was never asked
                found[name].append(measured)
    return {name: (median(e[0] for e in each), median(e[1] for e in each)) for name, each in found.items()}


def lines(data: Path, rounds: int) -> list[Line]:
    with chromium() as browser, empty_page(data) as floor, serving(data) as dashboard:
        addresses = {path or "overview": f"{dashboard}/{path}" for path in SCREENS}
        found = medians(browser, {"": floor} | addresses, rounds, {})
    least, least_size = found.pop("")
    return [
        Line("open", name, took, floor=least, goal=1.8 if name in CHARTED else 1.3)
        for name, (took, _) in found.items()
    ] + [Line("bytes", f"{name}: over HTTP", size, "KB", least_size) for name, (_, size) in found.items()]


if __name__ == "__main__":
    command(__doc__, lines, ROOT / "data")
