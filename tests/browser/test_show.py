"""The council's show in a real browser: its keys, pointer and controls."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import Visit, violations
from tests.browser.show import assert_sound, deck, expect_number, number, open_show, part, press, slide


def type_blind(page: Page, key: str, code: str, *, shift: bool = False) -> None:
    """A key as a Vietnamese typing program gives it to the page."""
    page.evaluate(
        "([key, code, shiftKey]) => document.body.dispatchEvent("
        "new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, composed: true, cancelable: true }))",
        [key, code, shift],
    )


@pytest.fixture(scope="module")
def opened(_kept_tab: Page, sample: str) -> Visit:
    return open_show(_kept_tab, f"{sample}/show")


@pytest.fixture
def show(opened: Visit) -> Visit:
    """A light show at its first slide, in a tab that was used before."""
    page = opened.page
    while part(page, ".help:visible, .blank:visible, .open:visible").count():
        press(page, "Escape")
    if page.locator("#council-show[data-theme=dark]").count():
        press(page, "t")
    press(page, "Home")
    return opened


def test_keys_lead_through_the_slides(show: Visit):
    page, last = show.page, len(deck(show.page))
    assert last >= 3
    assert number(page) == 1
    for key in ("ArrowRight", "ArrowDown", "Space", "PageDown", "Enter"):
        press(page, "Home", key)
        assert number(page) == 2, key
    for key in ("ArrowLeft", "ArrowUp", "Backspace", "PageUp"):
        press(page, "End", key)
        assert number(page) == last - 1, key
    press(page, "End", "ArrowRight")
    assert number(page) == last
    press(page, "Home", "ArrowLeft")
    assert number(page) == 1
    press(page, "Control+ArrowRight", "Shift")
    assert number(page) == 1
    expect_number(page, 1)
    assert part(page, "[aria-live]").inner_text() == slide(page).get_attribute("aria-label")
    assert_sound(show)


def test_d_leads_to_the_details_of_a_slide_and_back(show: Visit):
    page = show.page
    own = deck(page)
    details = deck(page, "plan")
    assert len(details) >= 2
    press(page, *["ArrowRight"] * own.index("plan"))
    for back in ("d", "Escape"):
        press(page, "d")
        assert slide(page).get_attribute("data-id") == details[0]
        press(page, "ArrowRight", back)
        assert slide(page).get_attribute("data-id") == "plan"
    expect(part(page, ".bar button", has_text="Chi tiết")).not_to_have_attribute("hidden", "")
    press(page, "d", "ArrowLeft")
    assert slide(page).get_attribute("data-id") == "plan"
    press(page, "d", *["ArrowRight"] * len(details))
    assert slide(page).get_attribute("data-id") == own[own.index("plan") + 1]
    press(page, "Home", "d")
    assert number(page) == 1
    expect(part(page, ".notes")).to_have_text("Trang này không có chi tiết")
    expect(part(page, ".bar button", has_text="Chi tiết")).to_have_attribute("hidden", "")
    press(page, "o")
    part(page, ".place", has=page.locator(f"[data-id='{details[1]}']")).locator(".open").click()
    assert slide(page).get_attribute("data-id") == details[1]
    expect(slide(page).locator(".position")).to_have_text(f"{own.index('plan') + 1} · D 2/{len(details)}")
    press(page, "3", "Enter")
    assert number(page) == 3
    assert_sound(show)


def test_a_typed_number_and_enter_lead_to_that_slide(show: Visit):
    page = show.page
    press(page, "3")
    expect(part(page, ".notes")).to_contain_text("Trang 3 – bấm Enter")
    press(page, "Enter")
    assert number(page) == 3
    press(page, "9", "9", "Enter")
    assert number(page) == 3
    expect(part(page, ".notes")).to_have_text("Không có trang 99")
    press(page, "1", "2", "Backspace", "Backspace", "2", "Enter")
    assert number(page) == 2
    press(page, "3", "Escape", "0", "Enter")
    assert number(page) == 2
    type_blind(page, "ă", "Digit1")  # the number row of a Vietnamese keyboard
    type_blind(page, "Process", "Enter")
    assert number(page) == 1


def test_black_help_theme_print_and_what_typing_programs_make_of_letters(show: Visit):
    page = show.page
    black, help_panel = part(page, ".blank"), part(page, ".help")
    for key in ("b", "."):
        press(page, key)
        expect(black).to_be_visible()
        press(page, "ArrowRight")
        expect(black).to_be_hidden()
    press(page, "B", "Escape")
    expect(black).to_be_hidden()
    press(page, "b", "b")
    expect(black).to_be_hidden()
    assert number(page) == 1
    press(page, "?")
    expect(help_panel).to_be_visible()
    assert violations(page) == []
    press(page, "Escape")
    expect(help_panel).to_be_hidden()
    press(page, "?", "ArrowRight")
    expect(help_panel).to_be_hidden()
    assert number(page) == 2
    host = page.locator("#council-show")
    expect(host).to_have_attribute("data-theme", "light")
    assert violations(page) == []
    press(page, "t")
    expect(host).to_have_attribute("data-theme", "dark")
    assert violations(page) == []
    page.evaluate("window.printed = 0; void (window.print = () => window.printed++)")
    press(page, "p")
    assert page.evaluate("window.printed") == 1
    type_blind(page, "Process", "KeyB")
    expect(black).to_be_visible()
    type_blind(page, "Process", "KeyX")
    expect(black).to_be_hidden()
    type_blind(page, "ô", "")  # o typed twice
    expect(part(page, ".open").first).to_be_visible()
    type_blind(page, "Backspace", "")  # sent by the program, not pressed
    expect(part(page, ".open").first).to_be_visible()
    type_blind(page, "Process", "Slash", shift=True)
    expect(help_panel).to_be_visible()


def test_all_slides_at_once_are_the_same_slides(show: Visit):
    page, last = show.page, len(deck(show.page))
    every = part(page, ".slide").count()
    assert every > last
    page.evaluate("window.first = document.querySelector('#council-show').shadowRoot.querySelector('.slide')")
    press(page, "o")
    expect(part(page, ".slide:visible")).to_have_count(every)
    assert page.evaluate("window.first.isConnected")
    assert part(page, ".open").first.inner_text().startswith("1 ")
    assert violations(page) == []
    press(page, "t")
    assert violations(page) == []
    press(page, "ArrowRight", "ArrowRight", "ArrowLeft", "Enter")
    assert number(page) == 2
    press(page, "o", "End", "Escape")
    assert number(page) == last
    press(page, "o")
    part(page, ".open").nth(2).click()
    assert number(page) == 3
    press(page, "o", "o")
    assert number(page) == 3
    tops = "places => places.map(p => p.getBoundingClientRect().top)"
    press(page, "o", "Home", "ArrowDown")
    rows = part(page, ".place").evaluate_all(tops)
    below = next((place for place, top in enumerate(rows) if top > rows[0]), 0)
    focused = "document.querySelector('#council-show').shadowRoot.activeElement.innerText"
    assert page.evaluate(focused).startswith(f"{below + 1} ")
    assert_sound(show)


def test_a_swipe_turns_the_page_and_a_tap_shows_the_controls(show: Visit):
    page = show.page
    fingers = page.context.new_cdp_session(page)

    def swipe(start: int, end: int) -> None:
        for kind, x in (("touchStart", start), ("touchMove", (start + end) // 2), ("touchMove", end)):
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 300}]})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(900, 500)
    expect_number(page, 2)
    expect(part(page, ".bar")).to_have_css("opacity", "0")
    swipe(500, 900)
    expect_number(page, 1)
    swipe(700, 702)
    expect(part(page, ".bar")).to_have_css("opacity", "1")
    expect_number(page, 1)
