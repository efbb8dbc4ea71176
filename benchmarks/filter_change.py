"""How long after a change of filter does each screen stand still again, against an empty Streamlit page?

`.venv/bin/python benchmarks/filter_change.py [--data DIR] [--rounds N]` serves the dashboard and an empty page on the same
machine in the same run, changes the unit in the address in a real Chromium, and prints medians in milliseconds:
a filter seen for the first time (`new`), and one seen before (`again`).
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.crowd import units_of  # noqa: E402
from benchmarks.floor import chromium, empty_page  # noqa: E402
from benchmarks.table import Line, command, median  # noqa: E402
from tests.browser.driver import serving, settle  # noqa: E402

SCREENS = ("", "progress", "rankings", "dossiers", "movements", "unit", "reports")
CHARTED = ("progress", "dossiers", "rankings")
"""Those with Plotly's charts, for which the goals are other ones."""
RUNS = """
if (!('runs' in window)) {
  window.runs = 0;
  const ends = (bytes) => {  // a message of the server with its field 6, script_finished
    let at = 0;
    const number = () => {
      let value = 0, shift = 0, byte;
      do { byte = bytes[at++]; value += (byte & 127) * 2 ** shift; shift += 7; } while (byte & 128);
      return value;
    };
    while (at < bytes.length) {
      const tag = number();
      if (tag >> 3 === 6) return true;
      if ((tag & 7) === 2) at += number();
      else if ((tag & 7) === 0) number();
      else at += (tag & 7) === 5 ? 4 : 8;
    }
    return false;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (data instanceof ArrayBuffer && ends(new Uint8Array(data))) window.runs += 1;
      });
    }
  };
}
"""
"""Counts the runs that have ended. (What the app says of itself misses a short one.)"""
CHANGE = """
(unit) => new Promise((done) => {
  const app = document.querySelector('[data-testid=stApp]');
  const before = window.runs;
  const began = performance.now();
  const look = () => {
    const ended = window.runs > before && app.dataset.testScriptState === 'notRunning';
    requestAnimationFrame(ended ? () => done(performance.now() - began) : look);
  };
  const address = new URL(location.href);
  address.searchParams.set('unit', unit);
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  requestAnimationFrame(look);
})
"""


def measure(page: Page, address: str, units: list[str]) -> tuple[float, float]:
    """Medians of a first and of a second visit to each unit's filter."""
    page.add_init_script(RUNS)
    page.goto(address)
    settle(page)
    medians = []
    for _ in range(2):
        times = []
        for unit in units:
            times.append(page.evaluate(CHANGE, unit))
            settle(page)
        medians.append(median(times))
    return medians[0], medians[1]


def lines(data: Path, rounds: int) -> list[Line]:
    units = units_of(data)[:rounds]
    found = []
    with chromium() as browser, empty_page(data) as floor, serving(data) as dashboard:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        least = measure(page, floor, units)
        for path in SCREENS:
            name, goals = path or "overview", (1.8, 1.5) if path in CHARTED else (1.3, 1.15)
            times = measure(page, f"{dashboard}/{path}", units)
            for visit, took, under, goal in zip(("new", "again"), times, least, goals, strict=True):
                found.append(Line("filter", f"{name}, {visit}", took, floor=under, goal=goal))
    return found


if __name__ == "__main__":
    command(__doc__, lines, ROOT / "data")
