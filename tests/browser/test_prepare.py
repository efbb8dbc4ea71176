"""A show is prepared in a real browser: one walk from the usual order by keyboard to the show and back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import settle
from tests.browser.test_screens import assert_sound_at_every_size

USUAL = ["Trang đầu", "Kết luận kỳ trước", "Việc cần quyết định hôm nay"]


def parts(page: Page) -> Locator:
    """The names of the parts, in the order of the list."""
    return page.locator(".parts label")


def asked(page: Page) -> dict[str, str]:
    """The parameters of the address."""
    return {name: ",".join(values) for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_show_is_prepared_started_and_left(tab: Page, sample: str):
    assert_sound_at_every_size(tab, f"{sample}/council?bloc=K6", "Trình chiếu")
    _order_by_keyboard(tab)
    _switches(tab)
    _a_meeting(tab)
    _a_link_for_others(tab)
    prepared = asked(tab)
    _there_and_back(tab)
    assert asked(tab) == prepared
    tab.get_by_role("button", name="Về mặc định").click()
    expect(parts(tab).nth(0)).to_have_text(USUAL[0])
    assert "slides" not in asked(tab)
    _printed_at_once(tab)


def _order_by_keyboard(page: Page) -> None:
    expect(parts(page).nth(0)).to_have_text(USUAL[0])
    behind = page.get_by_role("checkbox", name="Kết luận các cuộc họp trước đó")
    expect(behind).not_to_be_checked()
    down = page.get_by_role("button", name="Đưa xuống: Trang đầu")
    down.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(down).to_be_focused()
    settle(page)
    assert asked(page)["slides"].startswith("conclusions,decisions,title,")
    assert asked(page)["bloc"] == "K6"
    box = page.get_by_role("checkbox", name=USUAL[1])
    box.focus()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    expect(box).to_be_focused()
    assert asked(page)["slides"].startswith("decisions,title,")
    expect(page.get_by_role("button", name=f"Đưa lên: {USUAL[2]}")).to_be_disabled()
    page.get_by_role("button", name="Đưa lên: Trang đầu").click()
    expect(
        page.get_by_role("button", name="Đưa xuống: Trang đầu")
    ).to_be_focused()  # it is the first: no way up
    assert asked(page)["slides"].startswith("title,decisions,")
    page.get_by_role("checkbox", name="Nhiệm vụ từng quý").check()
    settle(page)
    assert ",plan,tasks," in asked(page)["slides"]


def _switches(page: Page) -> None:
    page.get_by_role("checkbox", name="Chiếu cả thứ hạng tạm tính").check()
    page.get_by_role("checkbox", name="Nền tối").check()
    every = page.get_by_label("Tự chuyển trang sau")
    every.fill("3")
    every.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("từ 5 đến 600 giây, không phải “3”")
    every.fill("600")
    every.press("Enter")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert (asked(page)["hold"], asked(page)["theme"], asked(page)["every"]) == ("0", "dark", "600")


def _a_meeting(page: Page) -> None:
    box = page.get_by_role("combobox", name="Cuộc họp")
    box.click()
    expect(page.locator("li[role=option]:visible").nth(1)).to_contain_text("27/11/2026 · Khác · sắp tới")
    box.fill("quy iii")
    page.keyboard.press("Enter")
    expect(page.locator("p.lead")).to_contain_text("cho Họp Hội đồng ngày 15/10/2026: Chấm điểm các khối")
    assert (asked(page)["meeting"], asked(page)["as_of"]) == ("H09", "2026-10-15")
    expect(page.get_by_label("Tính đến ngày")).to_have_value("15/10/2026")
    box.click()
    box.fill("h12")
    page.keyboard.press("Enter")
    expect(page.locator("p.lead")).to_contain_text("18/12/2026")
    assert asked(page)["meeting"] == "H12"
    assert "as_of" not in asked(page)
    settle(page)  # what the buttons below lead to comes after the sentence above


def _a_link_for_others(page: Page) -> None:
    copy = page.get_by_role("button", name="Chép liên kết")
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text } }")
    copy.click()
    expect(page.get_by_text("Người nhận cần mở chương trình trên máy mình với cùng dữ liệu.")).to_be_visible()
    link = str(page.evaluate("window.copied"))
    assert urlsplit(link).path == "/show"
    assert parse_qs(urlsplit(link).query)["meeting"] == ["H12"]
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')) }")
    copy.click()
    address = page.get_by_label("Địa chỉ của buổi chiếu")
    expect(address).to_have_value(link)
    assert page.evaluate("getSelection().toString()") == link


def _there_and_back(page: Page) -> None:
    page.get_by_role("link", name="Bắt đầu trình chiếu").click()
    shown = page.locator("#council-show .slide:visible")
    expect(shown).to_contain_text("Bình xét danh hiệu thi đua, hình thức khen thưởng năm 2026")
    settle(page)
    assert urlsplit(page.url).path == "/show"
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trình chiếu")
    settle(page)
    assert urlsplit(page.url).path == "/council"


def _printed_at_once(page: Page) -> None:
    page.evaluate("window.printed = 0; void (window.print = () => window.printed++)")
    page.get_by_role("link", name="In tài liệu phát tay").click()
    page.wait_for_function("() => window.printed === 1")
    page.wait_for_url(lambda url: "print" not in parse_qs(urlsplit(url).query))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trình chiếu")
    settle(page)
    assert urlsplit(page.url).path == "/council"
    assert page.evaluate("window.printed") == 1
