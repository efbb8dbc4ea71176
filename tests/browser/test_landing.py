"""A link to a list lands on it: its first row is in sight at once, on a desk screen and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import open_page, settle

FIRST = {  # address -> what has to be in sight
    "progress?show=late": ".late-units ul li",
    "progress?show=overdue": ".board tbody tr",
    "progress?show=done": ".board tbody tr",
    "dossiers?deadline=Quá hạn": ".board tbody tr",
    "dossiers?stage=Trình Chủ tịch": ".board tbody tr",
    "movements?movement=PT5": ".movement.chosen",
}
SIZES = ((390, 844), (1366, 768))


@pytest.mark.parametrize("address", FIRST)
def test_the_first_row_is_in_sight(tab: Page, sample: str, address: str) -> None:
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        open_page(tab, f"{sample}/{address}")
        expect(tab.locator(FIRST[address]).first).to_be_in_viewport(ratio=0.5)


def test_the_lists_of_late_work_fit_on_one_screen(tab: Page, sample: str) -> None:
    open_page(tab, f"{sample}/progress?show=late")
    expect(tab.locator(".late-units > li").last).to_be_in_viewport(ratio=1)


def test_a_list_is_left_by_the_way_back(tab: Page, sample: str) -> None:
    open_page(tab, f"{sample}/dossiers?deadline=Quá hạn&unit=T03")
    field = tab.locator(".st-key-deadline input")
    expect(field).to_have_value("Quá hạn")
    tab.get_by_role("link", name="Xem tất cả hồ sơ").click()
    settle(tab)
    expect(field).to_have_value("Tất cả")
    assert tab.url == f"{sample}/dossiers?unit=T03"
