"""How many gestures does the chairman make until he sees an answer, and where does it stand? How many does a unit make on
a phone to report a task?

`.venv/bin/python benchmarks/gestures.py [--data DIR]` opens the overview at 1366×768 in a real Chromium for each of his five
questions, makes the gestures (a click, a choice, a screenful of scrolling), and prints their number and the y of the
answer's first row after them. Then somebody who speaks for a unit reports its first task, on a screen of 390×844, both
ways: gestures, letters typed, seconds that the machine takes, and with the hand's (`A_TAP`, `A_LETTER`) in all.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from emulation.access import Role  # noqa: E402
from tests.accounts.kept import HOME, PASSWORD, cheap  # noqa: E402
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


PHONE = ViewportSize(width=390, height=844)
A_TAP, A_LETTER = 1.5, 0.35
"""Seconds: to find a place on a phone's screen and tap it; to type a letter there with a thumb."""
UNIT, CLAUSE, EVIDENCE = "T01", "II.1.b", "Biên bản 12/BB-T01 ngày 14/11"


@dataclass
class Hand:
    """Taps and types on a phone, and counts it. What is out of sight is scrolled to first."""

    page: Page
    gestures: int = 0
    letters: int = 0

    def tap(self, place: Locator) -> None:
        place.wait_for()
        box = place.bounding_box()
        assert box
        beyond = max(0.0, box["y"] + box["height"] - PHONE["height"], -box["y"])
        self.gestures += 1 + math.ceil(beyond / (PHONE["height"] * 0.85))
        place.tap()
        settle(self.page)

    def type(self, place: Locator, text: str) -> None:
        self.tap(place)
        self.letters += len(text)
        self.page.keyboard.type(text)


def by_the_form(hand: Hand) -> None:
    """Before there was a page for it: *Ghi nhận*."""
    page = hand.page
    hand.tap(page.get_by_role("button", name="Mở danh mục trang"))
    hand.tap(page.get_by_role("link", name="Ghi nhận"))
    hand.type(page.get_by_role("combobox", name="Nhiệm vụ"), CLAUSE)
    hand.tap(page.get_by_role("option").first)
    hand.tap(page.get_by_test_id("stButtonGroup").get_by_text("Hoàn thành", exact=True))
    hand.type(page.get_by_label("Văn bản, minh chứng"), EVIDENCE)
    hand.tap(page.get_by_role("button", name="Lưu"))


def by_the_unit_page(hand: Hand) -> None:
    page = hand.page
    hand.tap(page.get_by_role("link", name=f"Báo cáo: {CLAUSE}"))
    hand.tap(page.get_by_role("dialog").get_by_text("Hoàn thành", exact=True))
    hand.type(page.get_by_label("Minh chứng"), EVIDENCE)
    hand.tap(page.get_by_role("button", name="Gửi"))


def reported(browser: Browser, data: Path, way: Callable[[Hand], None]) -> str:
    """A task reported by a unit that has signed in and sees its first screen, until the program says that it is saved."""
    with tempfile.TemporaryDirectory() as folder:
        for file in data.glob("*.csv"):
            shutil.copy(file, folder)
        accounts = cheap(Path(folder) / "tai-khoan.sqlite")
        first = accounts.add("thon", "Trần Thị Lan", Role.UNIT, [UNIT])
        accounts.change_password(accounts.sign_in("thon", first, HOME).token, first, PASSWORD)
        with serving(Path(folder), EMULATION_SHARE="accounts") as url:
            context = browser.new_context(viewport=PHONE, locale="vi-VN", has_touch=True, is_mobile=True)
            token = accounts.sign_in("thon", PASSWORD, HOME).token
            context.add_cookies([{"name": "session", "value": token, "url": url}])
            page = context.new_page()
            page.goto(url)
            settle(page)
            hand, began = Hand(page), time.perf_counter()
            way(hand)
            page.get_by_text("Đã lưu lúc").wait_for()
            took = time.perf_counter() - began
            context.close()
        accounts.close()
    in_all = took + hand.gestures * A_TAP + hand.letters * A_LETTER
    return f"{hand.gestures:8} {hand.letters:7} {took:8.1f} {in_all:6.1f}"


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
        print(f"\n{'a unit reports a task':32} gestures letters machine in all")
        for name, way in (("through Ghi nhận", by_the_form), ("on Việc của đơn vị", by_the_unit_page)):
            print(f"{name:32} {reported(browser, data.resolve(), way)}")
        browser.close()


if __name__ == "__main__":
    main()
