"""While one officer imports 100,000 rows of progress, how long do the screens of others take?

`.venv/bin/python benchmarks/import_beside_others.py [--rows N]` serves a copy of the sample, uploads a log of N rows in one
browser tab and changes the filter of another one all the while; prints the times of the import's two steps, and
the median and the longest time of a change of filter before and during each.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.filter_change import CHANGE  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.driver import LAUNCH, serving, settle  # noqa: E402

UNITS = ("T01", "T02", "T03", "T04")
PATIENCE = 300
"""Seconds after which an import counts as failed."""


def log_of(rows: int, folder: Path) -> Path:
    """A log of `rows` rows about the sample's assignments, no two the same."""
    header, *lines = (ROOT / "data" / "progress.csv").read_text(encoding="utf-8").splitlines()
    things = sorted({tuple(line.split(",")[1:3]) for line in lines})
    path = folder / "progress.csv"
    with path.open("w", encoding="utf-8") as file:
        print(header, file=file)
        for number in range(rows):
            task, unit = things[number % len(things)]
            day = f"{number // 336 % 28 + 1:02}/{number // 28 % 12 + 1:02}/2026"
            print(f"{day},{task},{unit},Đang thực hiện,,lần {number}", file=file)
    return path


def changes_until(page: Page, done: Locator) -> tuple[float, list[float]]:
    """Seconds until `done` shows, and the milliseconds of each change of filter on `page` meanwhile."""
    began = time.monotonic()
    times = []
    while not done.is_visible():
        if time.monotonic() - began > PATIENCE:
            raise TimeoutError("the import did not come to an end")
        times += changes(page, 1)
    return time.monotonic() - began, times


def changes(page: Page, rounds: int) -> list[float]:
    times = [page.evaluate(CHANGE, UNITS[number % len(UNITS)]) for number in range(rounds * len(UNITS))]
    return [time for time in times if time is not None]


def tell(what: str, times: list[float], seconds: float | None = None) -> None:
    took = "" if seconds is None else f"{seconds:.1f} s"
    print(f"{what:<28}{took:>8}{statistics.median(times):>10.0f}{max(times):>10.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(shutil.copytree(ROOT / "data", Path(temporary) / "data"))
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=LAUNCH)
        with serving(folder) as dashboard:
            importing, watching = browser.new_page(), browser.new_page()
            importing.goto(f"{dashboard}/exchange")
            watching.goto(f"{dashboard}/dossiers")
            settle(importing)
            settle(watching)
            print(f"{'':<28}{'took':>8}{'median ms':>10}{'max ms':>10}")
            changes(watching, 2)
            tell("a filter, nobody importing", changes(watching, 4))
            upload = importing.locator('[data-testid="stFileUploader"] input')
            upload.set_input_files(log_of(options.rows, Path(temporary)))
            seconds, times = changes_until(watching, importing.get_by_text("Sẽ áp dụng"))
            tell("while rows are checked", times, seconds)
            importing.get_by_role("button", name="Áp dụng").click()
            seconds, times = changes_until(watching, importing.get_by_text("Đã lưu lúc"))
            tell("while rows are saved", times, seconds)
        browser.close()


if __name__ == "__main__":
    main()
