"""How long after a change of filter does each screen of a city stand still, and how long after a package was taken do they
show it? For `benchmarks/city.py`; in a real Chromium, beside an empty Streamlit page in the same run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.crowd import units_of
from benchmarks.filter_change import measure
from benchmarks.floor import chromium, empty_page
from benchmarks.measured_server import used
from benchmarks.table import Line
from emulation.city.lake import Lake
from emulation.city.take import Committer
from tests.browser.driver import ROOT, serving, settle

SCREENS = ("", "communes", "handed-up", "awards", "commune")
SHOWN = "document.querySelector('[data-testid=stMain]').innerText"


@dataclass(frozen=True)
class Shown:
    """A city of some size whose screens are opened, and a package that it has not taken yet."""

    kind: str
    name: str
    folder: Path
    communes: list[str]
    package: Path
    rounds: int


def lines(city: Shown) -> Iterator[Line]:
    units = city.communes[: city.rounds]
    sample = ROOT / "data"
    with (
        chromium() as browser,
        empty_page(sample) as floor,
        serving(sample, by="benchmarks.measured_server", EMULATION_CITY=str(city.folder)) as url,
    ):
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        least = measure(page, floor, units_of(sample)[: city.rounds])
        yield Line(city.kind, f"{city.name}: memory of the server, opened", used(url).memory, "MB")
        for path in SCREENS:
            times = measure(page, f"{url}/{path}", units)
            for visit, took, under in zip(("new", "again"), times, least, strict=True):
                yield Line(
                    city.kind, f"{city.name}: filter of {path or 'the whole'}, {visit}", took, floor=under
                )
        yield Line(
            city.kind, f"{city.name}: memory of the server, all screens filtered", used(url).memory, "MB"
        )
        yield Line(
            city.kind, f"{city.name}: a package taken, until it is shown", _followed(page, url, city), "s"
        )


def _followed(page: Page, url: str, city: Shown) -> float:
    """Seconds from the end of a take until an open screen shows other text."""
    page.goto(url)
    settle(page)
    before = page.evaluate(SHOWN)
    with Lake(city.folder) as lake:
        Committer(city.folder, lake, wait=60).take(city.package)
    taken = time.perf_counter()
    page.wait_for_function(f"before => {SHOWN} !== before", arg=before, timeout=120_000)
    return time.perf_counter() - taken
