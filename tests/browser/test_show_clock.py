"""The council's show in a real browser as time passes: its controls hide, and it goes on by itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.driver import violations
from tests.browser.show import deck, number, open_show, part, press


def stop_clock(page: Page) -> None:
    """From now on the page's time goes only where the test says. (Playwright's clock would stop all tabs' for good.)"""
    page.evaluate(
        """() => {
          const { setTimeout, clearTimeout } = window, running = performance.now.bind(performance)
          const waiting = new Map()
          let now = running(), count = window.lastTimer ?? 1e9
          performance.now = () => now
          window.setTimeout = (run, wait = 0) => {
            waiting.set(++count, { run, at: now + wait })
            return (window.lastTimer = count)
          }
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


@pytest.fixture(scope="module")
def _show(context: BrowserContext, sample: str) -> Iterator[Page]:
    page = context.new_page()
    open_show(page, f"{sample}/show")
    yield page
    page.close()


@pytest.fixture
def show(_show: Page) -> Page:
    """A show at its first slide, in a tab of its own where no time passes by itself."""
    stop_clock(_show)
    press(_show, "Home")
    return _show


def test_a_click_goes_on_a_control_does_its_own_and_all_hides_after_three_seconds(show: Page):
    page = show
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


def test_an_hour_by_itself_loses_no_beat_and_keeps_nothing(show: Page):
    page, last = show, len(deck(show))
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
