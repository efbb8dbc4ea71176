"""How long after a change of filter does each screen stand still again, against an empty Streamlit page?

`.venv/bin/python benchmarks/filter_change.py [--data DIR] [--rounds N]` serves the dashboard and an empty page on the same
machine in the same run, changes the unit in the address in a real Chromium, and prints medians in milliseconds:
a filter seen for the first time (`new`), and one seen before (`again`).
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from emulation.intake import read_folder  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.driver import LAUNCH, serving, settle  # noqa: E402

FLOOR = """
import streamlit as st
st.text_input("unit", key="unit", bind="query-params")
st.navigation([st.Page(lambda: None, title="x")]).run()
"""
SCREENS = ("", "progress", "rankings", "dossiers", "movements", "unit", "reports")
CHANGE = """
(unit) => new Promise((done) => {
  const app = document.querySelector('[data-testid=stApp]');
  const began = performance.now();
  let ran = false;
  new MutationObserver((_, observer) => {
    if (app.dataset.testScriptState === 'running') ran = true;
    if (ran && app.dataset.testScriptState === 'notRunning') {
      observer.disconnect();
      requestAnimationFrame(() => done(performance.now() - began));
    }
  }).observe(app, { attributes: true });
  setTimeout(() => done(null), 5000);  // a run so short that it was not seen
  const address = new URL(location.href);
  address.searchParams.set('unit', unit);
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
})
"""


def measure(page: Page, address: str, units: list[str]) -> tuple[float, float]:
    """Medians of a first and of a second visit to each unit's filter."""
    page.goto(address)
    settle(page)
    medians = []
    for _ in range(2):
        times = []
        for unit in units:
            times.append(page.evaluate(CHANGE, unit))
            settle(page)
        seen = [time for time in times if time is not None]
        medians.append(statistics.median(seen) if seen else math.nan)
    return medians[0], medians[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--rounds", type=int, default=8)
    options = parser.parse_args()
    reading, _ = read_folder(options.data)
    units = [record["unit_id"] for record in reading.records["units"]][: options.rounds]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        empty = Path(folder) / "empty.py"
        empty.write_text(FLOOR, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=LAUNCH)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        with serving(options.data, empty) as floor, serving(options.data) as dashboard:
            print(f"{'screen':<12}{'new ms':>8}{'again ms':>10}")
            for name, address in [
                ("(empty)", floor),
                *((s or "overview", f"{dashboard}/{s}") for s in SCREENS),
            ]:
                new, again = measure(page, address, units)
                print(f"{name:<12}{new:>8.0f}{again:>10.0f}")
        browser.close()


if __name__ == "__main__":
    main()
