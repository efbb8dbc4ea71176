"""The council's show in a real browser: what its address says, what of it a reload keeps, the way there and back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.show import assert_sound, open_show, part, press, slide


def test_full_screen_by_f_and_by_a_presenters_f5_and_esc_back_to_the_screen(tab: Page, sample: str):
    visit = open_show(tab, f"{sample}/show?back=rankings&quarter=3&slide=plan")
    tab.evaluate("window.sameDocument = true")
    assert slide(tab).get_attribute("data-id") == "plan"
    assert tab.evaluate("document.querySelector('#root').inert")
    full, small = (f"() => {no}document.fullscreenElement" for no in ("!!", "!"))
    for key in ("f", "F5"):
        press(tab, key)
        tab.wait_for_function(full)
        press(tab, key)
        tab.wait_for_function(small)
    press(tab, "F5")
    tab.wait_for_function(full)
    press(tab, "?", "Escape", "o", "Escape")
    assert tab.evaluate(full), "what is open is closed before"
    press(tab, "Escape")
    tab.wait_for_function(small)
    assert tab.locator("#council-show").count() == 1
    press(tab, "Home", "Escape")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Xếp hạng khối thi đua")
    assert tab.url == f"{sample}/rankings?quarter=3"
    assert tab.locator("#council-show").count() == 0
    assert tab.evaluate("window.sameDocument && !document.querySelector('#root').inert")
    tab.go_back()
    expect(slide(tab)).to_be_visible()
    assert slide(tab).get_attribute("data-id") == "title"
    assert_sound(visit)


def test_a_reload_keeps_the_slide_and_the_theme_and_what_was_refused_is_said(tab: Page, sample: str):
    open_show(tab, f"{sample}/show?slides=title,plan,nonsense&theme=dark&every=2")
    expect(part(tab, ".notes")).to_contain_text("“nonsense”")
    expect(part(tab, ".notes")).to_contain_text("“2”")
    press(tab, "End", "t")
    expect(part(tab, ".notes p")).to_have_count(0)
    tab.wait_for_url(re.compile(r"slide=plan.*&theme=light|theme=light.*&slide=plan"))
    tab.reload()
    expect(slide(tab)).to_be_visible()
    assert slide(tab).get_attribute("data-id") == "plan"
    expect(tab.locator("#council-show")).to_have_attribute("data-theme", "light")
    expect(slide(tab)).to_have_attribute("aria-label", re.compile("^2/2: "))


def test_a_held_ranking_is_announced_at_the_same_slide_and_held_again_in_the_next_show(
    tab: Page, sample: str
):
    address = "show?slides=title,ranking&every=30&slide=ranking&back=council"
    visit = open_show(tab, f"{sample}/{address}")
    tab.mouse.move(600, 300)
    tab.mouse.move(620, 300)
    announce = part(tab, ".bar").get_by_role("button", name="Công bố")
    expect(announce).to_be_visible()
    expect(slide(tab)).not_to_contain_text("tạm tính)")
    press(tab, "c")
    expect(slide(tab)).to_contain_text("Quý IV/2026 (tạm tính)")
    expect(announce).to_be_hidden()
    assert slide(tab).get_attribute("data-id") == "ranking"
    press(tab, "Escape")
    expect(tab.get_by_role("checkbox", name="Chiếu cả thứ hạng tạm tính")).not_to_be_checked()
    assert "announced" not in tab.url
    assert "hold" not in tab.url
    tab.get_by_role("link", name="Bắt đầu trình chiếu").click()
    press(tab, "End")
    expect(slide(tab)).not_to_contain_text("tạm tính)")
    expect(announce).not_to_have_attribute("hidden", "")
    assert_sound(visit)
