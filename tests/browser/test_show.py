"""The council's show in a real browser: its keys, pointer and controls, and how it goes on by itself."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.driver import Visit, violations
from tests.browser.show import assert_sound, deck, expect_number, number, open_show, part, press, slide


def stop_clock(page: Page) -> None:
    """From now on the page's time goes only where the test says. (Playwright's clock would stop all tabs' for good.)"""
    page.evaluate(
        """() => {
          const { setTimeout, clearTimeout } = window, running = performance.now.bind(performance)
          const waiting = new Map()
          let now = running(), count = 1e9
          performance.now = () => now
          window.setTimeout = (run, wait = 0) => { waiting.set(++count, { run, at: now + wait }); return count }
          window.clearTimeout = (id) => waiting.delete(id) || clearTimeout(id)
          window.pass = (ms, asleep) => {
            const end = now + ms
            if (asleep) now = end
            for (;;) {
              const due = [...waiting].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0]
              if (!due) break
              waiting.delete(due[0])
              now = Math.max(now, due[1].at)
              due[1].run()
            }
            now = end
          }
          window.startClock = () => Object.assign(window, { setTimeout, clearTimeout })
        }"""
    )


def let_pass(page: Page, seconds: float, *, asleep: bool = False) -> None:
    """`asleep`: the machine was, so that all that was due comes late."""
    page.evaluate("([seconds, asleep]) => window.pass(seconds * 1000, asleep)", [seconds, asleep])


def type_blind(page: Page, key: str, code: str, *, shift: bool = False) -> None:
    """A key as a Vietnamese typing program gives it to the page."""
    page.evaluate(
        "([key, code, shiftKey]) => document.body.dispatchEvent("
        "new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, composed: true, cancelable: true }))",
        [key, code, shift],
    )


@pytest.fixture(scope="module")
def tab(context: BrowserContext, sample: str) -> Iterator[Visit]:
    tab = context.new_page()
    yield open_show(tab, f"{sample}/show")
    tab.close()


@pytest.fixture
def show(tab: Visit) -> Visit:
    """A light show at its first slide, in a tab that was used before."""
    page = tab.page
    while part(page, ".help:visible, .blank:visible, .open:visible").count():
        press(page, "Escape")
    if page.locator("#council-show[data-theme=dark]").count():
        press(page, "t")
    press(page, "Home")
    return tab


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


def test_a_typed_number_and_enter_lead_to_that_slide(show: Visit):
    page = show.page
    press(page, "3")
    expect(part(page, ".notes")).to_have_text("Trang 3 – bấm Enter")
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
    page.evaluate("void (window.print = () => { window.printed = (window.printed ?? 0) + 1 })")
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
    page.evaluate("window.first = document.querySelector('#council-show').shadowRoot.querySelector('.slide')")
    press(page, "o")
    expect(part(page, ".slide:visible")).to_have_count(last)
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


def test_a_click_goes_on_a_control_does_its_own_and_all_hides_after_three_seconds(page: Page, sample: str):
    open_show(page, f"{sample}/show")
    stop_clock(page)
    bar = part(page, ".bar")
    expect(bar).to_have_css("opacity", "0")
    page.mouse.move(600, 300)
    page.mouse.click(610, 300)
    assert number(page) == 2
    page.mouse.move(620, 310)
    expect(bar).to_have_css("opacity", "1")
    expect(page.locator("#council-show")).to_have_css("cursor", "auto")
    let_pass(page, 2.9)
    page.mouse.move(620, 310)  # no move
    expect(bar).to_have_css("opacity", "1")
    let_pass(page, 0.2)
    expect(bar).to_have_css("opacity", "0")
    expect(page.locator("#council-show")).to_have_css("cursor", "none")
    page.mouse.move(640, 310)
    bar.get_by_role("button", name="Trước").click()
    assert number(page) == 1
    press(page, "Space")
    assert number(page) == 2, "the keys are the presenter's again after a click on a control"
    press(page, "Tab")
    let_pass(page, 4)
    expect(bar).to_have_css("opacity", "1")
    press(page, "Enter")
    assert number(page) == 1, "a control with the focus of the keyboard is pressed by Enter"
    for name in ("Sau", "Tự chuyển", "Tổng quan", "Toàn màn hình", "Sáng/tối", "In", "Trợ giúp"):
        expect(bar.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(bar.get_by_role("button", name="Cập nhật")).to_be_hidden()
    expect(bar.get_by_role("link", name="Thoát")).to_be_visible()
    page.evaluate("window.startClock()")
    assert violations(page) == []


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


def test_full_screen_by_f_and_by_a_presenters_f5_and_esc_back_to_the_screen(page: Page, sample: str):
    visit = open_show(page, f"{sample}/show?back=rankings&quarter=3&slide=plan")
    page.evaluate("window.sameDocument = true")
    assert slide(page).get_attribute("data-id") == "plan"
    assert page.evaluate("document.querySelector('#root').inert")
    full = "Boolean(document.fullscreenElement)"
    for key in ("f", "F5"):
        press(page, key)
        page.wait_for_function(full)
        press(page, key)
        page.wait_for_function(f"!{full}")
    press(page, "F5")
    page.wait_for_function(full)
    press(page, "?", "Escape", "o", "Escape")
    assert page.evaluate(full), "what is open is closed before"
    press(page, "Escape")
    page.wait_for_function(f"!{full}")
    assert page.locator("#council-show").count() == 1
    press(page, "Home", "Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("Xếp hạng khối thi đua")
    assert page.url == f"{sample}/rankings?quarter=3"
    assert page.locator("#council-show").count() == 0
    assert page.evaluate("window.sameDocument && !document.querySelector('#root').inert")
    page.go_back()
    expect(slide(page)).to_be_visible()
    assert slide(page).get_attribute("data-id") == "title"
    assert_sound(visit)


def test_a_reload_keeps_the_slide_and_the_theme_and_what_was_refused_is_said(page: Page, sample: str):
    open_show(page, f"{sample}/show?slides=title,plan,nonsense&theme=dark&every=2")
    expect(part(page, ".notes")).to_contain_text("“nonsense”")
    expect(part(page, ".notes")).to_contain_text("“2”")
    press(page, "End", "t")
    expect(part(page, ".notes p")).to_have_count(0)
    page.wait_for_url(re.compile(r"slide=plan.*&theme=light|theme=light.*&slide=plan"))
    page.reload()
    expect(slide(page)).to_be_visible()
    assert slide(page).get_attribute("data-id") == "plan"
    expect(page.locator("#council-show")).to_have_attribute("data-theme", "light")
    expect(slide(page)).to_have_attribute("aria-label", re.compile("^2/2: "))


def test_an_hour_by_itself_loses_no_beat_and_keeps_nothing(page: Page, sample: str):
    open_show(page, f"{sample}/show")
    last = len(deck(page))
    stop_clock(page)
    chrome = page.context.new_cdp_session(page)
    chrome.send("Performance.enable")
    page.evaluate(
        "() => { window.beats = 0; new MutationObserver((changes) => { window.beats += changes.length })"
        ".observe(document.querySelector('#council-show').shadowRoot.querySelector('[aria-live]'), { childList: true }) }"
    )

    def held() -> tuple[float, float]:
        chrome.send("HeapProfiler.collectGarbage")
        metrics = {each["name"]: each["value"] for each in chrome.send("Performance.getMetrics")["metrics"]}
        return metrics["Nodes"], metrics["JSEventListeners"]

    press(page, "a")
    expect(part(page, ".notes")).to_have_text("Tự chuyển sau mỗi 20 giây")
    let_pass(page, 5)  # the note has gone
    before = held()
    let_pass(page, 3595)
    assert page.evaluate("window.beats") == 180
    assert number(page) == 180 % last + 1
    nodes, listeners = held()
    assert nodes <= before[0] + 10
    assert listeners <= before[1]

    let_pass(page, 19)
    let_pass(page, 600, asleep=True)  # the machine slept
    assert page.evaluate("window.beats") == 181, "no burst"
    let_pass(page, 20)
    assert page.evaluate("window.beats") == 182
    let_pass(page, 23, asleep=True)  # busy for a moment: the next beat makes up for it
    assert page.evaluate("window.beats") == 183
    let_pass(page, 17)
    assert page.evaluate("window.beats") == 184
    press(page, "x")
    expect(part(page, ".notes")).to_have_text("Tạm dừng tự chuyển – bấm A để chạy tiếp")
    let_pass(page, 60)
    assert page.evaluate("window.beats") == 184
    press(page, "a")
    let_pass(page, 20)
    assert page.evaluate("window.beats") == 185


def test_a_held_ranking_is_announced_at_the_same_slide(page: Page, sample: str):
    visit = open_show(page, f"{sample}/show?slides=title,standing,plan&hold=1&every=30&slide=standing")
    page.mouse.move(600, 300)
    page.mouse.move(620, 300)
    announce = part(page, ".bar").get_by_role("button", name="Công bố")
    expect(announce).to_be_visible()
    press(page, "c")
    expect(announce).to_be_hidden()
    assert "hold" not in page.url
    assert slide(page).get_attribute("data-id") == "standing"
    assert_sound(visit)
