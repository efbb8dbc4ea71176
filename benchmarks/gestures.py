"""How many gestures does the chairman make until he sees an answer, and where does it stand?

`.venv/bin/python benchmarks/gestures.py [--data DIR]` opens the overview at 1366×768 in a real Chromium for each of his five
questions, makes the gestures (a click, a choice, a screenful of scrolling), and prints their number and the y of the
answer's first row after them.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.driver import LAUNCH, open_page, serving, settle  # noqa: E402

WIDTH, HEIGHT = 1366, 768
LINE = 40
"""Pixels of an answer that have to be in sight for it to be read."""
Gesture = Callable[[Page], object]
Question = tuple[str, list[Gesture], Callable[[Page], Locator]]


def card(label: str) -> Gesture:
    return lambda page: page.locator("a", has_text=label).first.click()


def menu(title: str) -> Gesture:
    return lambda page: page.get_by_test_id("stTopNavLink").filter(has_text=title).click()


def unit(name: str) -> Gesture:
    def choose(page: Page) -> None:
        box = page.get_by_role("combobox", name="Đơn vị")
        box.click()
        box.fill(name)
        page.keyboard.press("Enter")

    return choose


QUESTIONS: list[Question] = [
    ("What do I sign?", [], lambda page: page.get_by_text("Chờ Chủ tịch ký (").first),
    (
        "Who is late, and since when?",
        [card("Phần việc quá hạn")],
        lambda page: page.locator(".late-units").first,
    ),
    (
        "How did Thôn 3 do in Quý III?",
        [
            menu("Đơn vị"),
            lambda page: page.get_by_label("Quý", exact=True).select_option("Quý III"),
            unit("Thôn 3"),
        ],
        lambda page: page.locator(".lead").first,
    ),
    ("What changed?", [], lambda page: page.get_by_text("Thay đổi từ cuộc họp trước").first),
    ("Which movement is dead?", [menu("Phong trào")], lambda page: page.locator(".lead").first),
]


def asked(page: Page, url: str, gestures: list[Gesture], answer: Callable[[Page], Locator]) -> str:
    """The number of gestures and of screenfuls to scroll, and the y of the answer before scrolling."""
    page.goto("about:blank")
    open_page(page, url)
    for gesture in gestures:
        gesture(page)
        settle(page)
    box = answer(page).bounding_box()
    assert box, "no answer on the screen"
    scrolled = max(0, math.ceil((box["y"] + LINE - HEIGHT) / (HEIGHT * 0.85)))
    return f"{len(gestures) + scrolled:8} {scrolled:6} {box['y']:6.0f}"


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--data", type=Path, default=ROOT / "data", help="a data folder (default: the sample)"
    )
    data = options.parse_args().data
    print(f"{'question':32} gestures scroll      y")
    with serving(data.resolve()) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=LAUNCH)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="vi-VN")
        for question, gestures, answer in QUESTIONS:
            print(f"{question:32} {asked(page, url, gestures, answer)}")
        browser.close()


if __name__ == "__main__":
    main()
