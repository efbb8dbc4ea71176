"""How fast is the council's show, and does it last?

`.venv/bin/python benchmarks/show.py [--data DIR] [--rounds N]` prints, in milliseconds and in a real Chromium: from a key to
the painted slide, both ways over all slides; and from following a link to the first slide, for a show that this server makes
for the first time (`cold`) and again (`warm`), against an empty Streamlit page on the same machine.

`.venv/bin/python benchmarks/show.py soak --minutes 60 --every 10` lets a show go on by itself in real time, counts its beats
against the clock, and compares what the browser holds at the begin and at the end.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.driver import LAUNCH, serving, settle  # noqa: E402

SIZES = ((1920, 1080), (1366, 768), (1024, 768))
FLOOR = """
import streamlit as st
pages = [st.Page(lambda: st.text("home"), title="home", url_path="home", default=True),
         st.Page(lambda: st.text("show"), title="show", url_path="show")]
st.navigation(pages).run()
"""
TURN = """
(key) => new Promise((done) => {
  const began = performance.now()
  dispatchEvent(new KeyboardEvent('keydown', { key, code: key }))
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)))
})
"""
FOLLOW = """
([address, arrived]) => new Promise((done) => {
  const began = performance.now()
  const look = () => {
    if (Function('return ' + arrived)()) requestAnimationFrame(() => done(performance.now() - began))
    else requestAnimationFrame(look)
  }
  history.pushState({}, '', address)
  dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  look()
})
"""
SLIDE = "() => document.querySelector('#council-show')?.shadowRoot.querySelector('.slide:not([hidden]) h1')"
TEXT = "[...document.querySelectorAll('[data-testid=stText]')].some((e) => e.textContent === 'show')"
COUNT = """
() => {
  const slides = [...document.querySelector('#council-show').shadowRoot.querySelectorAll('.slide')]
    .filter((slide) => !slide.dataset.behind)
  window.turns = []
  for (const slide of slides) new MutationObserver(() => {
    if (!slide.hidden) window.turns.push(performance.now())
  }).observe(slide, { attributeFilter: ['hidden'] })
  return slides.length
}
"""


def turns(page: Page, url: str) -> None:
    """From a key to the painted slide, in every size of wall."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{url}/show")
        page.wait_for_function(SLIDE)
        settle(page)
        count = page.evaluate(COUNT)
        times = [page.evaluate(TURN, "ArrowRight") for _ in range(count - 1)]
        times += [page.evaluate(TURN, "ArrowLeft") for _ in range(count - 1)]
        print(
            f"{width}x{height}: {count} slides, median {statistics.median(times):.0f}, most {max(times):.0f}"
        )


def openings(page: Page, floor: str, dashboard: str, rounds: int) -> None:
    """From a link to the first slide; each cold show is of another day."""
    days = [f"?as_of={date(2026, 11, 16) - timedelta(days=back)}" for back in range(rounds)]
    for name, home, arrived, addresses in (
        ("empty page", floor, TEXT, ["show"] * rounds),
        ("show, cold", dashboard, SLIDE, [f"show{day}" for day in days]),
        ("show, warm", dashboard, SLIDE, [f"show{day}" for day in days]),
    ):
        times = []
        for address in addresses:
            page.goto(home)
            settle(page)
            times.append(page.evaluate(FOLLOW, [address, arrived]))
        print(f"{name}: median {statistics.median(times):.0f}, most {max(times):.0f}")


def soak(page: Page, url: str, minutes: float, every: int) -> None:
    """A show that goes on by itself."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("Performance.enable")

    def held() -> dict[str, float]:
        for _ in range(3):
            chrome.send("HeapProfiler.collectGarbage")
        metrics = {each["name"]: each["value"] for each in chrome.send("Performance.getMetrics")["metrics"]}
        return {name: metrics[name] for name in ("JSHeapUsedSize", "Nodes", "JSEventListeners", "Documents")}

    page.goto(f"{url}/show?every={every}")
    page.wait_for_function(SLIDE)
    count = page.evaluate(COUNT)
    began = time.monotonic()
    time.sleep(every * 2.5)
    first = held()
    while (passed := time.monotonic() - began) < minutes * 60:
        time.sleep(min(300, minutes * 60 - passed + 0.5))
        now, beats = held(), page.evaluate("window.turns.length")
        print(f"{(time.monotonic() - began) / 60:5.1f} min: {beats} beats, {now}", flush=True)
    clock = page.evaluate("window.turns")
    steps = [(after - before) / 1000 for before, after in itertools.pairwise(clock)]
    due = (clock[-1] - clock[0]) / 1000 / every
    last = held()
    print(f"{count} slides; {len(clock)} beats; {due + 1:.3f} due from the first to the last")
    print(f"seconds between beats: {min(steps):.3f} to {max(steps):.3f}")
    for name, before in first.items():
        print(f"{name}: {before:,.0f} -> {last[name]:,.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=("speed", "soak"), default="speed")
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--every", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        empty = Path(folder) / "empty.py"
        empty.write_text(FLOOR, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=LAUNCH)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        with serving(options.data) as dashboard:
            if options.what == "soak":
                soak(page, dashboard, options.minutes, options.every)
            else:
                turns(page, dashboard)
                with serving(options.data, empty) as floor:
                    openings(page, floor, dashboard, options.rounds)
        browser.close()


if __name__ == "__main__":
    main()
