"""How many gestures does it take to mend a row of last week, and to take that back?

`.venv/bin/python benchmarks/grid_mending.py [--headed]` mends a row of the sample in a real Chromium, beginning on the
overview: found by unit, by task, by person and by number in its table, by the history's change, and by a problem's line;
prints the clicks, the keys and letters, and the machine's seconds, until it is saved; a click more undoes it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.grid_hands import Failed, Mouse  # noqa: E402
from benchmarks.grid_walk import lists, tab  # noqa: E402
from emulation.store import read_document  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.driver import LAUNCH, open_page, serving, settle  # noqa: E402

FAULTY = "27/11/2026,2026-II.4.b,T06,Xong,,,An\n"
"""A row of progress whose state is none."""


@dataclass
class Officer:
    """Whoever mends: `clicks`, and `keys` with letters."""

    page: Page
    folder: Path
    clicks: int = 0
    keys: int = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1
        settle(self.page)

    def menu(self, screen: str) -> None:
        self.click(self.page.get_by_role("button", name="Nghiệp vụ"))
        self.click(self.page.locator(f"a[href$='/{screen}']:visible, a[href*='/{screen}?']:visible").first)

    def find(self, table: str, words: str) -> None:
        """The table, and in it the words."""
        self.menu("data")
        self.click(self.page.get_by_role("button", name=table, exact=True).last)
        self.page.get_by_role("textbox", name="Tìm").click()
        self.page.keyboard.insert_text(words)
        self.page.keyboard.press("Enter")
        self.clicks, self.keys = self.clicks + 1, self.keys + len(words) + 1
        settle(self.page)

    def mend(self, name: str, column: str, text: str) -> None:
        """A cell of the first row that is shown, in the file `name`; saved, and undone."""
        shown = lists(self.folder, name)
        hand = Mouse(self.page, name, shown)
        before = read_document(self.folder, name).rows()
        hand.fill(0, {column: text})
        self.clicks += 3
        self.keys += 0 if column in shown else len(text)
        self.click(self.page.locator(".st-key-table-save button"))
        expect(self.page.get_by_text("Đã lưu lúc")).to_be_visible()
        if read_document(self.folder, name).rows() == before:
            raise Failed("nothing was mended")
        told = self.clicks, self.keys
        self.click(self.page.get_by_role("button", name="Hoàn tác"))
        expect(self.page.get_by_text("Đã lưu lúc")).to_contain_text("Hoàn tác:")
        if read_document(self.folder, name).rows() != before:
            raise Failed("it was not undone")
        self.clicks, self.keys = told


def by_history(officer: Officer) -> None:
    """The last change is of a dossier."""
    officer.menu("history")
    officer.click(officer.page.locator("a:visible", has_text="Mở các dòng này").first)
    officer.mend("dossiers", "quantity", "3")


def by_problem(officer: Officer) -> None:
    with (officer.folder / "progress.csv").open("a", encoding="utf-8") as file:
        file.write(FAULTY)
    expect(officer.page.get_by_text("1 lỗi")).to_be_visible()  # the screen follows by itself
    officer.menu("data")
    line = officer.page.locator("tr", has_text="Thôn 6 · 27/11/2026")
    officer.click(line.get_by_role("button").first)
    officer.mend("progress", "status", "Hoàn thành")


BY_WORDS = {  # what is known of the row -> the table's title, the words, the file, a cell of it and what it becomes
    "by unit, of progress": ("Nhật ký tiến độ", "thon 6", "progress", "note", "đã sửa"),
    "by task, of progress": ("Nhật ký tiến độ", "II.4.b", "progress", "note", "đã sửa"),
    "by number, of progress": ("Nhật ký tiến độ", "59/bc", "progress", "note", "đã sửa"),
    "by unit and quarter, of scores": ("Nhật ký chấm điểm", "thon 6 quy iii", "scores", "note", "đã sửa"),
    "by person, of dossiers": ("Hồ sơ khen thưởng", "ca nhan 01", "dossiers", "quantity", "2"),
}


def by_words(title: str, words: str, *cell: str) -> Callable[[Officer], None]:
    def mended(officer: Officer) -> None:
        officer.find(title, words)
        officer.mend(*cell)

    return mended


WAYS = {
    **{way: by_words(*row) for way, row in BY_WORDS.items()},
    "by the history": by_history,
    "by a problem's line": by_problem,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--headed", action="store_true")
    options = parser.parse_args()
    expect.set_options(timeout=20_000)
    well = True
    print(f"{'a row is mended':34} {'clicks':>7} {'keys':>6} {'seconds':>8}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=LAUNCH, headless=not options.headed
        )
        folder = Path(shutil.copytree(ROOT / "data", Path(scratch) / "data"))
        with serving(folder) as url, tab(browser) as page:
            page.set_default_timeout(8_000)
            for way, mend in WAYS.items():
                open_page(page, url)
                officer, began = Officer(page, folder), time.perf_counter()
                try:
                    mend(officer)
                    told = f"{officer.clicks:7} {officer.keys:6} {time.perf_counter() - began:8.1f}"
                except (Failed, AssertionError, Error) as error:
                    well, told = False, f"FAILED: {' '.join(str(error).split())[:200]}"
                    page.screenshot(path=f"{tempfile.gettempdir()}/grid-mending.png")
                print(f"{way:34} {told}", flush=True)
        browser.close()
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
