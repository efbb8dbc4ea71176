"""The picker in a real browser, one walk on a page of its own."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import axe, open_page
from tests.browser.show import assert_sound


def test_choosing_by_keyboard_and_by_pointer(tab: Page, apps: str):
    visit = open_page(tab, f"{apps}/picker?unit=MN2")
    _several_without_diacritics(tab)
    _all_and_one_by_one(tab)
    _one_of_a_long_list(tab)
    _from_field_to_field(tab)
    _nothing_wrong_for_axe(tab)
    assert_sound(visit)


def _several_without_diacritics(page: Page) -> None:
    units = page.get_by_role("combobox", name="Đơn vị")
    expect(chips(page)).to_have_text(["Trường Mầm non số 2"])
    units.focus()
    page.keyboard.type("non mam")
    expect(units).to_have_attribute("aria-expanded", "true")
    expect(options(page)).to_have_count(3)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đơn vị: MN2 MN3.")).to_be_visible()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")  # chosen already: it stays
    active = page.locator(f"#{units.get_attribute('aria-activedescendant')}")
    expect(active).to_contain_text("số 2")
    expect(active).to_have_attribute("aria-selected", "true")
    page.keyboard.type("hnd")
    expect(options(page)).to_contain_text(["Hội Nông dân"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đơn vị: HND MN2 MN3.")).to_be_visible()
    page.keyboard.press("Backspace")  # the word that was searched
    page.keyboard.press("Backspace")  # the last one chosen
    expect(page.get_by_text("Đơn vị: MN2 MN3.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(units).to_be_focused()


def _all_and_one_by_one(page: Page) -> None:
    page.get_by_role("button", name="Chọn tất cả 5 đơn vị").click()
    expect(page.get_by_text("Đơn vị: HND MN1 MN2 MN3 X1.")).to_be_visible()
    expect(chips(page).last).to_have_text("<img src=x onerror=alert(1)>")
    page.get_by_role("button", name="Bỏ Trường Mầm non số 2").click()
    expect(page.get_by_role("button", name="Bỏ Trường Mầm non số 3")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Đã chọn 4 / 5")).to_be_visible()
    page.get_by_text("Bớt một đơn vị").click()
    expect(page.get_by_text("Đơn vị: HND MN3 X1.")).to_be_visible()
    expect(chips(page)).to_have_count(3)
    page.get_by_role("button", name="Bỏ hết").click()
    expect(page.get_by_text("Đơn vị: chưa.")).to_be_visible()


def _one_of_a_long_list(page: Page) -> None:
    task = page.get_by_role("combobox", name="Nhiệm vụ")
    task.click()
    expect(options(page)).to_have_count(51)
    expect(options(page).last).to_have_text("Còn 450 mục nữa: gõ thêm để tìm")
    page.keyboard.type("nhiem vu ii.49")
    options(page).nth(3).click()
    expect(page.get_by_text("Nhiệm vụ: NV492.")).to_be_visible()
    expect(task).to_have_value("Nhiệm vụ thứ 492")
    page.get_by_role("button", name="Bỏ Nhiệm vụ thứ 492").click()
    expect(page.get_by_text("Nhiệm vụ: None.")).to_be_visible()
    expect(task).to_have_value("")
    expect(page.get_by_role("button", name="Bỏ Hội Nông dân")).to_have_count(0)  # required


def _from_field_to_field(page: Page) -> None:
    """By the keys alone: a group, the nearest name, on to the next field, and back to what is chosen."""
    units, task = (page.get_by_role("combobox", name=name) for name in ("Đơn vị", "Nhiệm vụ"))
    units.focus()
    page.keyboard.type("truong hoc")
    expect(options(page)).to_have_text(
        ["Khối trường họcchọn cả 2", *(f"Trường Mầm non số {n}" for n in "23")]
    )
    page.keyboard.press("Tab")
    expect(page.get_by_text("Đơn vị: MN2 MN3.")).to_be_visible()
    expect(task).to_be_focused()
    page.keyboard.type("an")
    expect(options(page)).to_contain_text(["Công tác an ninh", "Lo công việc ấn loát"])
    page.keyboard.press("Control+a")
    page.keyboard.type("cong a")
    expect(options(page)).to_contain_text(["Công tác an ninh", "Lo công việc ấn loát"])
    page.keyboard.press("Tab")
    expect(page.get_by_text("Nhiệm vụ: NV.")).to_be_visible()
    expect(page.get_by_role("combobox", name="Loại")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(task).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")  # past a list that scrolls
    expect(page.get_by_role("combobox", name="Loại")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(units).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Delete")
    expect(page.get_by_text("Đơn vị: MN3.")).to_be_visible()
    expect(page.get_by_role("button", name="Bỏ Trường Mầm non số 3")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(units).to_be_focused()


def _nothing_wrong_for_axe(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("combobox", name="Đơn vị").click()
    page.keyboard.press("Enter")
    options(page).first.click()
    found = axe(page, ".picker")["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    small = ".picker :is(input, button, li[role=option]):not([hidden])"
    assert (
        page.locator(small).evaluate_all(
            "all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
        )
        == []
    )


def chips(page: Page) -> Locator:
    return page.locator(".picker .chips li > span")


def options(page: Page) -> Locator:
    return page.locator(".picker li[role=option]:visible")
