"""The frame in a real browser: the filter in the address, links, menus, language, notices, the watch."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Changing
from tests.browser.driver import Visit, open_page, settle, violations

# On a deep link the framework first tries its own address below the page's: two 404s that it recovers from.
FRAMEWORK_ERRORS = "Failed to load resource: the server responded with a status of 404"


def scope_words(page: Page) -> Locator:
    return page.locator(".heading .scope")


def unit_box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Đơn vị")


def options(page: Page) -> Locator:
    return page.locator("li[role=option]:visible")


def query_of(page: Page) -> str:
    return page.url.partition("?")[2]


@pytest.fixture
def overview(tab: Page, sample: str) -> Visit:
    return open_page(tab, sample)


def test_typing_without_diacritics_finds_the_unit_and_a_word_of_none_says_so(overview: Visit):
    page = overview.page
    unit_box(page).click()
    unit_box(page).fill("zzz")
    expect(options(page)).to_have_text(["Không tìm thấy"])
    unit_box(page).fill("ban xay dung dang")
    expect(options(page)).to_have_text(["Ban Xây dựng Đảng"])
    page.keyboard.press("Enter")
    expect(scope_words(page)).to_contain_text("Ban XD Đảng")
    assert query_of(page) == "unit=BXD"


def test_several_units_are_one_step_of_the_history(overview: Visit):
    page = overview.page
    unit_box(page).click()
    options(page).nth(1).click()
    expect(scope_words(page)).to_contain_text("MTTQ xã")
    options(page).nth(2).click()
    expect(scope_words(page)).to_contain_text("MTTQ xã, VP Đảng ủy")
    assert query_of(page) == "unit=MTTQ&unit=VPDU"
    page.go_back()
    expect(scope_words(page)).to_contain_text("Toàn xã")
    page.go_forward()
    expect(scope_words(page)).to_contain_text("MTTQ xã, VP Đảng ủy")


def test_the_filter_goes_along_the_menu_back_and_through_a_reload(overview: Visit):
    page = overview.page
    page.get_by_label("Quý", exact=True).select_option("Quý III")
    expect(scope_words(page)).to_contain_text("Quý III")
    expect(page).to_have_title("Tổng quan · Quý III · Thi đua, khen thưởng")
    page.get_by_test_id("stTopNavLink").filter(has_text="Đơn vị").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Tổng quan")
    expect(page).to_have_title("Đơn vị · Quý III · Thi đua, khen thưởng")
    expect(scope_words(page)).to_contain_text("Quý III")
    page.reload()
    settle(page)
    expect(scope_words(page)).to_contain_text("Quý III")
    assert page.url.endswith("/unit?quarter=3")
    page.go_back()
    compared = page.locator(".compare [aria-current]")
    page.get_by_role("link", name="đầu quý").click()
    expect(compared).to_have_text("đầu quý")
    page.get_by_test_id("stTopNavLink").filter(has_text="Tiến độ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiến độ theo quý")
    expect(compared).to_have_text("đầu quý")
    assert set(query_of(page).split("&")) == {"quarter=3", "compare=quarter"}
    page.go_back()
    page.go_back()
    expect(compared).to_have_text("họp trước")
    page.go_back()
    expect(scope_words(page)).to_contain_text("Tất cả quý")
    expect(page).to_have_title("Tổng quan · Thi đua, khen thưởng")
    assert query_of(page) == ""


def test_a_chosen_period_goes_along_the_menu_until_a_quarter_brings_its_own(tab: Page, sample: str):
    open_page(tab, f"{sample}/rankings?unit=T03")
    period = tab.get_by_role("combobox", name="Kỳ xếp hạng")
    period.click()
    options(tab).filter(has_text="Quý I/2026").click()
    expect(tab.locator("p.lead")).to_contain_text("Quý I/2026")
    tab.get_by_test_id("stTopNavLink").filter(has_text="Đơn vị").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Thôn 3")
    expect(period).to_have_value("Quý I/2026")
    assert set(query_of(tab).split("&")) == {"period=2026-Q1", "unit=T03"}
    tab.get_by_label("Quý", exact=True).select_option("Quý II")
    expect(period).to_have_value("Quý II/2026")
    assert set(query_of(tab).split("&")) == {"quarter=2", "unit=T03"}


def test_units_narrow_with_the_bloc_and_leave_with_it(overview: Visit):
    page = overview.page
    unit_box(page).click()
    options(page).nth(1).click()
    expect(scope_words(page)).to_contain_text("MTTQ xã")
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Khối thi đua").click()
    options(page).filter(has_text="Khối thôn số 1").click()
    expect(scope_words(page)).to_contain_text("Khối thôn số 1")
    page.keyboard.press("Escape")
    assert query_of(page) == "bloc=K5"
    unit_box(page).click()
    assert all("hôn" in name or name == "Tất cả đơn vị" for name in options(page).all_inner_texts())


def test_the_day_is_typed_as_people_write_it_and_clear_undoes_all(overview: Visit):
    page = overview.page
    day = page.get_by_label("Tính đến ngày")
    day.fill("1/3/2026")
    day.press("Enter")
    expect(scope_words(page)).to_contain_text("tính đến 01/03/2026")
    assert query_of(page) == "as_of=2026-03-01"
    day.fill("30-9-26")
    day.press("Enter")
    expect(scope_words(page)).to_contain_text("tính đến 30/09/2026")
    day.fill("02032026")
    day.press("Enter")
    expect(scope_words(page)).to_contain_text("tính đến 02/03/2026")
    assert query_of(page) == "as_of=2026-03-02"
    day.fill("31022026")
    day.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“31022026” không có thật")
    page.get_by_role("button", name="Xoá lọc").click()
    expect(scope_words(page)).to_contain_text("tính đến 16/11/2026")
    assert query_of(page) == ""
    expect(page.get_by_role("button", name="Xoá lọc")).to_be_disabled()


def test_unknown_values_are_named_and_the_rest_lives(tab: Page, sample: str):
    open_page(tab, f"{sample}/?unit=KHONGCO&unit=HND&year=abc&as_of=32/13/2026&quarter=2&bloc=K9<b>")
    said = " ".join(tab.get_by_role("alert").all_inner_texts())
    for value in ("KHONGCO", "abc", "32/13/2026", "K9<b>"):
        assert f"“{value}”" in said
    expect(scope_words(tab)).to_have_text("Năm 2026 · Quý II · Hội Nông dân · tính đến 16/11/2026")
    tab.get_by_role("button", name="Xoá lọc").click()
    expect(tab.get_by_role("alert")).to_have_count(0)


def test_a_changed_file_shows_by_itself(tab: Page, changing: Changing):
    open_page(tab, changing.url)
    problems = tab.locator(".notice.problems")
    expect(problems).to_have_count(0)
    with (changing.folder / "scores.csv").open("a", encoding="utf-8") as scores:
        scores.write("31/13/2026,2026-Q4\n")
    expect(problems).to_contain_text("scores.csv")
    tab.get_by_text("Xem từng lỗi và cách sửa").click()
    expect(problems.locator("li").first).to_contain_text("31/13/2026")


def test_the_document_is_vietnamese_and_so_is_its_menu_and_the_sample_says_that_it_is_one(overview: Visit):
    page = overview.page
    expect(page.locator(".notice.sample")).to_contain_text("minh họa")
    assert page.locator("html").get_attribute("lang") == "vi"
    expect(page.get_by_role("link", name="Tới nội dung chính")).to_be_attached()
    page.get_by_role("button", name="Trình đơn chính").click()
    menu = page.get_by_test_id("stMainMenuPopover")
    expect(menu).to_contain_text("Theo máy")
    for english in ("Light", "Dark", "System", "About", "Made with"):
        assert english not in menu.inner_text()


def test_the_bar_is_one_row_and_folds_on_a_phone(overview: Visit):
    page = overview.page
    assert page.locator(".heading").evaluate("heading => heading.getBoundingClientRect().bottom") <= 170
    fields = page.locator(".filter-bar .fields > *")
    assert (
        len({round(box["y"] + box["height"]) for box in map(Locator.bounding_box, fields.all()) if box}) == 1
    )
    page.set_viewport_size({"width": 390, "height": 844})
    fold = page.get_by_role("button", name="Bộ lọc")
    expect(fold).to_contain_text("Năm 2026 · Tất cả quý · Toàn xã")
    expect(unit_box(page)).to_be_hidden()
    fold.click()
    expect(unit_box(page)).to_be_visible()
    page.get_by_role("button", name="Mở danh mục trang").click()
    page.get_by_role("link", name="Đơn vị", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Tổng quan")
    expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()


@pytest.mark.parametrize(("width", "scheme"), [(1366, "dark"), (390, "light")])
def test_the_frame_is_accessible_fits_and_stays_at_home(
    tab: Page, sample: str, width: int, scheme: Literal["light", "dark"]
):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme)
    visit = open_page(tab, f"{sample}/unit?unit=HND&quarter=9")
    fold = tab.get_by_role("button", name="Bộ lọc")
    if width == 390 and fold.get_attribute("aria-expanded") == "false":  # as the reader left it
        fold.click()
    unit_box(tab).click()
    assert violations(tab, ".filter-bar, .notice") == []
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert (
        tab.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))")
        <= 0
    )
    assert [text for text in visit.console_errors if FRAMEWORK_ERRORS not in text] == []
    assert visit.page_errors == visit.foreign_requests == []


RING = """node => {
  const style = getComputedStyle(node)
  const above = (at) => at.assignedSlot ?? at.parentElement ?? at.getRootNode().host
  let ground = ''
  for (let at = node; at && !ground.startsWith('rgb('); at = above(at)) ground = getComputedStyle(at).backgroundColor
  return [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor, ground]
}"""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours that a browser gives as `rgb(…)`, by WCAG."""

    def light(colour: str) -> float:
        shares = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
        linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboards_place_is_plain_to_see(tab: Page, sample: str, scheme: Literal["light", "dark"]):
    tab.emulate_media(color_scheme=scheme)
    open_page(tab, f"{sample}/dossiers?unit=T03")
    tab.keyboard.press("Tab")  # from now on the browser shows where the keyboard is
    for place in ("[data-testid=stTopNavLink]", ".heading a", ".board .open", "details > summary", ".clear"):
        node = tab.locator(place).locator("visible=true").first
        node.focus()
        line, width, colour, ground = node.evaluate(RING)
        assert (line, width) == ("solid", 2), place
        assert contrast(colour, ground) >= 3, place


def test_a_tab_that_the_framework_gave_up_is_loaded_anew_as_its_address_says(tab: Page, sample: str):
    page = open_page(tab, f"{sample}/?quarter=3").page
    page.evaluate(
        "window.before = true;"
        "document.querySelector('[data-testid=stApp]').dataset.testConnectionState = 'DISCONNECTED_FOREVER'"
    )
    page.wait_for_function("!window.before")
    expect(scope_words(page)).to_contain_text("Quý III")


def test_an_unknown_page_says_so_and_leads_home(page: Page, sample: str):
    page.goto(f"{sample}/khong-co")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Không tìm thấy trang này")
    dialog.get_by_role("link", name="Về trang đầu").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan")


def test_the_officers_dates_are_understood_as_typed_and_an_impossible_one_is_told(tab: Page, sample: str):
    open_page(tab, f"{sample}/entry?form=tien-do")
    field = tab.get_by_test_id("stDateInput").first
    parts = field.get_by_role("spinbutton")
    for typed, understood in [
        ("30-9-26", ["30", "09", "2026"]),
        ("30092026", ["30", "09", "2026"]),
        ("31022026", ["28", "02", "2026"]),
    ]:
        parts.first.click()
        tab.keyboard.type(typed)
        tab.keyboard.press("Tab")
        expect(parts).to_have_text(understood)
    expect(field.get_by_role("alert")).to_contain_text("Tháng 2/2026 không có ngày 31")
