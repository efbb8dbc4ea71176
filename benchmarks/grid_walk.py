"""Can a row of each of the seventeen files come, change, be refused, go and come back in a real Chromium, with the mouse and
with the keyboard alone? And how long do 5,000 rows take?

`.venv/bin/python benchmarks/grid_walk.py [--only FILE …] [--manner mouse|keyboard] [--without rows|walk] [--headed]` opens
`/data?file=…`, makes the gestures on a folder of a row or two a file (`tests/every_table.py`), compares the file after each
step, and prints a line per file and manner: the seconds, or the step that failed. Then it opens 5,000 rows of `progress`,
searches, scrolls to the end (with the longest time between two frames), edits a cell, and pastes 50 rows of the clipboard
into the grid and into *Dán từ Excel*.

A cell that is a list takes what it does not offer by a paste only; so does this walk, for rows that are to be refused.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.grid_hands import GRID, HANDS, Failed, Hand, Mouse  # noqa: E402
from emulation.folder import DataFolder  # noqa: E402
from emulation.office.named import names_for  # noqa: E402
from emulation.schema import TABLE, Column  # noqa: E402
from emulation.store import read_document  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.driver import LAUNCH, open_page, serving, settle  # noqa: E402
from tests.every_table import BASE, CHANGED, NEW, REFUSED  # noqa: E402
from tests.folders import write_folder  # noqa: E402

MANY = 5000
PASTED = 50
DAY = date(2026, 11, 16)
FRAMES = """
() => {
  window.frames_ = []
  let last = performance.now()
  const next = (now) => { window.frames_.push(now - last); last = now; window.counting = requestAnimationFrame(next) }
  window.counting = requestAnimationFrame(next)
}
"""
LONGEST = "() => { cancelAnimationFrame(window.counting); return Math.max(...window.frames_) }"


# ---- the walk of one file


def walk(hand: Hand, folder: Path, url: str) -> str:
    """Walk through a file; says what could not be done, and nothing where all could."""
    page, name = hand.page, hand.name
    button = lambda words: page.get_by_role("button", name=words)  # noqa: E731
    said = page.locator(".st-key-table-told .entry-said li")
    step = "opens"
    try:
        open_page(page, f"{url}/data?file={name}")
        before = rows(folder, name)

        step = "is refused"
        hand.add_row(len(before))
        hand.fill(len(before), REFUSED[name])
        expect(said.filter(has_text="Dòng mới 1")).not_to_have_count(0)
        expect(page.locator(".st-key-table-save button")).to_be_disabled()
        settle(page)
        sentence = said.first.inner_text()
        hand.press(button("Bỏ các thay đổi"))
        holds(rows(folder, name), before)

        step = "adds"
        hand.add_row(len(before))
        hand.fill(len(before), NEW[name])
        hand.press(page.locator(".st-key-table-save button"))
        holds(rows(folder, name), [*before, NEW[name]])

        step = "changes"
        hand.fill(len(before), CHANGED[name])
        hand.press(page.locator(".st-key-table-save button"))
        full = [*before, {**NEW[name], **CHANGED[name]}]
        holds(rows(folder, name), full)

        step = "removes"
        hand.remove_row(len(before))
        hand.press(page.locator(".st-key-table-save button"))
        holds(rows(folder, name), before)

        step = "is undone"
        hand.press(button("Hoàn tác"))
        holds(rows(folder, name), full)
    except (Failed, AssertionError, Error) as error:
        page.screenshot(path=Path(tempfile.gettempdir()) / f"grid-walk-{name}.png")
        return f"FAILED, {step}: {' '.join(str(error).split())[:300]}"
    return sentence.removeprefix("Chưa lưu được. ")


def rows(folder: Path, name: str) -> list[Mapping[str, str]]:
    return list(read_document(folder, name).rows().values())


def holds(there: Sequence[Mapping[str, str]], wanted: Sequence[Mapping[str, str]]) -> None:
    """The cells as wanted, whichever way a number is written."""
    if len(there) != len(wanted):
        raise Failed(f"the file has {len(there)} rows, not {len(wanted)}")
    for row, cells in zip(there, wanted, strict=True):
        for column, text in cells.items():
            if row[column].replace(",", ".") != text.replace(",", "."):
                raise Failed(f"{column} is {row[column]!r}, not {text!r}")


def lists(folder: Path, name: str) -> dict[str, dict[str, str]]:
    """The columns of a file that are lists: column → text in the file → what the list shows."""

    def shown(column: Column) -> dict[str, str]:
        return dict(zip(column.values, column.values, strict=True)) if column.kind == "code" else {}

    named = names_for(TABLE[name], DataFolder(folder).edition().warehouse)
    found = {column.name: shown(column) for column in TABLE[name].columns if column.kind == "code"}
    return found | {column: dict(names.labels) for column, names in named.items() if names.labels}


def walk_all(files: Sequence[str], manners: Sequence[str], browser: Any) -> bool:
    """Print a line per file and manner; whether all went well."""
    well = True
    print(f"{'file':18} {'manner':10} {'seconds':>8} {'tabs':>5}  refused with, or failed")
    for manner in manners:
        with tempfile.TemporaryDirectory() as scratch, tab(browser) as page:
            folder = write_folder(Path(scratch) / "data", BASE)
            with serving(folder) as url:
                open_page(page, f"{url}/data")
                for name in files:
                    hand = HANDS[manner](page, name, lists(folder, name))
                    began = time.perf_counter()
                    told = walk(hand, folder, url)
                    well = well and not told.startswith("FAILED")
                    seconds = time.perf_counter() - began
                    print(f"{name:18} {manner:10} {seconds:8.1f} {hand.tabs:5}  {told}", flush=True)
    return well


@contextmanager
def tab(browser: Any) -> Iterator[Page]:
    """A tab as on an officer's machine, which may use the clipboard."""
    context = browser.new_context(
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": 1366, "height": 768}
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(20_000)
    page = context.new_page()
    yield page
    context.close()


# ---- many rows


def many() -> dict[str, str]:
    """The folder with 5,000 rows of progress: of 100 days, 50 tasks, each with its unit."""
    tasks = [f"T{number:03}" for number in range(50)]
    body = "".join(
        f"{each},2026,II.9.{number},Việc số {number},31/07/2026\n" for number, each in enumerate(tasks)
    )
    given = "".join(f"{each},A,Chủ trì\n" for each in tasks)
    reports = "".join(
        f"{DAY - timedelta(days=number // 50):%d/%m/%Y},{tasks[number % 50]},A,Đang thực hiện,báo cáo số {number}\n"
        for number in reversed(range(MANY - 1))
    )
    return {
        **BASE,
        "tasks": BASE["tasks"] + body,
        "assignments": BASE["assignments"] + given,
        "progress": BASE["progress"] + reports,
    }


def measure(browser: Any) -> None:
    """Print the seconds of each act on 5,000 rows."""
    with tempfile.TemporaryDirectory() as scratch, tab(browser) as page:
        folder = write_folder(Path(scratch) / "data", many())
        with serving(folder) as url:
            open_page(page, f"{url}/data")
            mouse = Mouse(page, "progress", lists(folder, "progress"))
            said = page.locator(".st-key-tables .note").first
            note = mouse.at("note")

            with timed(f"open {MANY:,} rows"):
                open_page(page, f"{url}/data?file=progress")
                expect(said).to_contain_text("5.000 dòng")
            page.evaluate(FRAMES)
            with timed("scroll to the end"):
                page.mouse.move(600, 500)
                for _ in range(200):
                    page.mouse.wheel(0, 1000)
                expect(page.locator(f"{GRID} [id$='-{MANY - 1}']").first).to_have_count(1)
            print(f"{'  longest between two frames':44} {page.evaluate(LONGEST) / 1000:8.2f}")
            page.mouse.wheel(0, -300_000)
            with timed("search a word of one row"):
                page.get_by_role("textbox", name="Tìm").fill("bao cao so 1234")
                page.keyboard.press("Enter")
                expect(said).to_contain_text("1 trong 5.000 dòng")
            settle(page)
            with timed("edit a cell of it"):
                mouse.go(0, note)
                mouse.write("đã sửa")
                expect(page.locator(".st-key-table-save button")).to_be_enabled()
            with timed("save it"):
                mouse.press(page.locator(".st-key-table-save button"))
                expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
            page.get_by_role("textbox", name="Tìm").fill("")
            page.keyboard.press("Enter")
            settle(page)
            with timed("edit a cell among all"):
                mouse.go(0, note)
                mouse.write("cũng sửa")
                expect(page.locator(".st-key-table-save button")).to_be_enabled()
            mouse.press(page.get_by_role("button", name="Bỏ các thay đổi"))

            block = "\n".join(f"16/11/2026\tT0{n % 50:02}\tA\tHoàn thành\tdán {n}" for n in range(PASTED))
            with timed(f"paste {PASTED} cells over those of the grid"):
                mouse.go(0, note)
                mouse.paste("\n".join(f"ghi chú {number}" for number in range(PASTED)))
                expect(page.get_by_role("button", name=f"Lưu {PASTED} dòng sửa")).to_be_enabled()
            mouse.press(page.get_by_role("button", name="Bỏ các thay đổi"))
            with timed(f"add {PASTED} rows by Dán từ Excel"):
                page.get_by_text("Dán từ Excel").click()
                page.locator("[class*=st-key-table-pasted] textarea").click()
                mouse.paste(block)
                page.get_by_role("button", name="Thêm vào bảng").click()
                expect(page.get_by_role("button", name=f"Lưu {PASTED} dòng thêm")).to_be_enabled()
            with timed("save them"):
                mouse.press(page.get_by_role("button", name=f"Lưu {PASTED} dòng thêm"))
                expect(page.get_by_text("Đã lưu lúc")).to_contain_text(f"{PASTED} dòng")
            there = rows(folder, "progress")
            holds(there[MANY:], [{"evidence": f"dán {number}"} for number in range(PASTED)])


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"{what:44} {time.perf_counter() - began:8.1f}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=list(TABLE), default=list(TABLE), metavar="FILE")
    parser.add_argument("--manner", choices=list(HANDS))
    parser.add_argument("--without", choices=["rows", "walk"])
    parser.add_argument("--headed", action="store_true")
    options = parser.parse_args()
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=LAUNCH, headless=not options.headed
        )
        manners = [options.manner] if options.manner else list(HANDS)
        well = options.without == "walk" or walk_all(options.only, manners, browser)
        if options.without != "rows":
            measure(browser)
        browser.close()
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
