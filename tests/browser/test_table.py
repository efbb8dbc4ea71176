"""The table component in a real browser."""

import csv
import io
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import axe, open_page, settle


@pytest.fixture
def table_page(tab: Page, apps: str) -> Page:
    """The tables as they first appear: what a test needs anew is the tables, not the app around them."""
    if tab.url != f"{apps}/":  # where the first page of an app stands
        open_page(tab, f"{apps}/")
    tab.evaluate("document.querySelectorAll('.stBidiComponent').forEach((old) => old.dataset.old = 'yes')")
    tab.get_by_role("button", name="Từ đầu").click()
    settle(tab)
    expect(tab.locator(".stBidiComponent[data-old]")).to_have_count(0)
    expect(tab.get_by_text("Chưa có đơn vị nào trong khối.")).to_be_visible()
    return tab


def board(page: Page) -> Locator:
    return page.locator(".board").first


def names(page: Page) -> list[str]:
    return board(page).locator("tbody tr:visible th .value").all_inner_texts()


def rerun(page: Page) -> None:
    page.get_by_role("button", name="Chạy lại").click()
    settle(page)


def test_text_sorts_in_vietnamese_both_ways_and_back(table_page: Page):
    given = names(table_page)
    head = board(table_page).get_by_role("columnheader", name="Đơn vị")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert names(table_page)[1:9] == [
        "an ninh cơ sở",
        "Ấp Bắc",
        "Dân quân thường trực",
        "Đoàn thanh niên xã",
        "Phòng Văn hoá - Xã hội, cơ quan thường trực Hội đồng Thi đua - Khen thưởng xã",
        "Thôn 1",
        "Thôn 2",
        "Thôn 3",
    ]
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert names(table_page)[:3] == ["UBND xã Nghi Dương", "Trường Tiểu học số 10", "Trường Tiểu học số 2"]
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "none")
    assert names(table_page) == given


def test_numbers_dates_and_states_sort_by_value_with_missing_ones_last(table_page: Page):
    board(table_page).get_by_role("button", name="Hiện thêm").click()
    for column, first, last in [
        ("Tổng điểm", "Phòng Văn hoá", "UBND xã Nghi Dương"),
        ("Hạn hoàn thành", "Dân quân thường trực", "Phòng Văn hoá"),
    ]:
        head = board(table_page).get_by_role("columnheader", name=column).get_by_role("button")
        for start, end in [(first, last), (last, first)]:
            head.click()
            *known, missing = names(table_page)
            assert missing == "Ấp Bắc"
            assert known[0].startswith(start)
            assert known[-1].startswith(end)
    board(table_page).get_by_role("columnheader", name="Tiến độ").get_by_role("button").click()
    assert names(table_page)[:2] == ["UBND xã Nghi Dương", "Dân quân thường trực"]
    assert names(table_page)[-1] == "an ninh cơ sở"


def test_search_needs_no_diacritics_and_survives_a_rerun(table_page: Page):
    field = board(table_page).get_by_role("searchbox")
    field.press_sequentially("nghi duong")
    expect(board(table_page).get_by_role("status")).to_have_text("1 / 20 dòng")
    assert names(table_page) == ["UBND xã Nghi Dương"]
    rerun(table_page)
    expect(field).to_have_value("nghi duong")
    assert names(table_page) == ["UBND xã Nghi Dương"]
    field.fill("ĐOÀN  Thanh")
    assert names(table_page) == ["Đoàn thanh niên xã"]
    field.fill("qua han")
    assert names(table_page) == ["UBND xã Nghi Dương"]
    field.fill("không có")
    expect(board(table_page).get_by_text("Không có dòng nào khớp với “không có”.")).to_be_visible()


def test_typing_does_not_set_off_the_frames_shortcuts(table_page: Page):
    board(table_page).get_by_role("searchbox").press_sequentially("rcrc")
    settle(table_page)
    expect(table_page.get_by_role("dialog")).to_have_count(0)
    expect(board(table_page).get_by_role("searchbox")).to_have_value("rcrc")


def test_a_rerun_draws_nothing_anew(table_page: Page):
    row = board(table_page).locator("tbody tr").first
    row.evaluate("row => row.dataset.kept = 'yes'")
    rerun(table_page)
    expect(row).to_have_attribute("data-kept", "yes")


def test_new_data_keeps_the_readers_search_and_order(table_page: Page):
    board(table_page).get_by_role("columnheader", name="Tổng điểm").get_by_role("button").dblclick()
    board(table_page).get_by_role("searchbox").fill("thon")
    expect(board(table_page).get_by_role("status")).to_have_text("11 / 20 dòng")
    table_page.get_by_text("Bớt một dòng").click()
    expect(board(table_page).get_by_role("status")).to_have_text("10 / 19 dòng")
    expect(board(table_page).get_by_role("searchbox")).to_have_value("thon")
    assert names(table_page) == [f"Thôn {n}" for n in range(10, 0, -1)]


def test_the_keyboard_sorts_shows_more_and_opens_a_row(table_page: Page):
    head = board(table_page).get_by_role("columnheader", name="Tổng điểm")
    head.get_by_role("button").focus()
    table_page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert len(names(table_page)) == 15
    more = board(table_page).get_by_role("button", name="Hiện thêm (còn 5 dòng)")
    more.focus()
    table_page.keyboard.press("Space")
    expect(more).to_be_hidden()
    assert len(names(table_page)) == 20
    board(table_page).get_by_role("button", name="Ấp Bắc").focus()
    for unit, value in [("Ấp Bắc", "U3"), ("UBND xã Nghi Dương", "U2")]:
        board(table_page).get_by_role("button", name=unit, exact=True).focus()
        table_page.keyboard.press("Enter")
        expect(table_page.get_by_text(f"Đã mở: {value}")).to_be_visible()
    expect(head).to_have_attribute("aria-sort", "ascending")


def test_showing_more_puts_the_focus_on_the_first_new_row(table_page: Page):
    board(table_page).get_by_role("button", name="Hiện thêm").click()
    expect(board(table_page).get_by_role("button", name="Thôn 7")).to_be_focused()


def test_the_download_is_the_whole_table(table_page: Page):
    board(table_page).get_by_role("searchbox").fill("nghi duong")
    with table_page.expect_download() as waiting:
        board(table_page).get_by_role("button", name="Tải CSV").click()
    assert waiting.value.suggested_filename == "ket-qua-don-vi.csv"
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(lines) == 21
    assert lines[0] == ["Đơn vị", "Tổng điểm", "Hạn hoàn thành", "Tỷ lệ đúng hạn", "Tiến độ", "Trễ hạn"]
    assert lines[2] == ["UBND xã Nghi Dương", "1234,5", "30/06/2026", "100%", "Quá hạn", "5"]
    assert lines[9][0] == "'=1+1 <img src=x onerror=alert(1)>"


def test_data_is_text_and_never_markup(table_page: Page):
    assert "=1+1 <img src=x onerror=alert(1)>" in names(table_page)
    expect(board(table_page).locator("img")).to_have_count(0)


OUTSIDE_OR_CUT = """() => [...document.querySelectorAll('.stBidiComponent > div > div')].flatMap(host => {
    const edge = host.getBoundingClientRect().right + 1;
    const outside = node => node.getBoundingClientRect().right > edge;
    const cut = node => node.matches('.value') && node.clientWidth && node.scrollWidth > node.clientWidth + 1;
    return [...host.shadowRoot.querySelectorAll('*')].filter(n => outside(n) || cut(n)).map(n => n.outerHTML);
})"""


def test_nothing_scrolls_sideways_and_no_name_is_cut(table_page: Page):
    for width in (320, 390, 641, 768, 1366):
        table_page.set_viewport_size({"width": width, "height": 844})
        table_page.wait_for_function(
            f"() => ({OUTSIDE_OR_CUT})().length === 0"
        )  # it fits itself after the change


def test_a_phone_folds_columns_and_sorts_by_a_list(table_page: Page):
    table_page.set_viewport_size({"width": 390, "height": 844})
    card = board(table_page).locator("tbody tr").nth(1)
    expect(card.get_by_text("100%")).to_be_hidden()
    button = card.get_by_role("button", name="Chi tiết: UBND xã Nghi Dương")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(card.get_by_text("100%")).to_be_visible()
    board(table_page).get_by_role("combobox").select_option("Tổng điểm ▼")
    assert names(table_page)[:2] == ["UBND xã Nghi Dương", "Trường Tiểu học số 10"]


def test_print_shows_every_row_and_no_control(table_page: Page):
    table_page.emulate_media(media="print")
    assert len(names(table_page)) == 20
    for control in (".tools", ".more", ".download", ".legend"):
        expect(board(table_page).locator(control)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(table_page: Page, scheme: Literal["light", "dark"]):
    table_page.emulate_media(color_scheme=scheme)
    for width in (390, 1366):
        table_page.set_viewport_size({"width": width, "height": 844})
        settle(table_page)
        found = axe(table_page, ".stBidiComponent")
        assert any(rule["id"] == "color-contrast" for rule in found["passes"])
        assert found["violations"] == []


def test_rows_are_ticked_one_by_one_by_key_and_all_that_are_found(table_page: Page):
    choice = table_page.locator(".board").last
    told = table_page.get_by_text("Đã chọn:")
    expect(told).to_have_text("Đã chọn: U2 V11.")
    table_page.get_by_text("Bớt một dòng").click()
    expect(told).to_have_text("Đã chọn: U2.")
    box = choice.get_by_role("checkbox", name="Chọn Ấp Bắc")
    box.focus()
    table_page.keyboard.press("Space")
    expect(told).to_have_text("Đã chọn: U2 U3.")
    expect(box).to_be_focused()
    choice.get_by_role("searchbox").fill("thon")
    choice.get_by_label("Chọn tất cả 10 dòng (đã chọn 2)").check()
    expect(told).to_have_text(f"Đã chọn: U2 U3 {' '.join(f'V{n}' for n in range(1, 11))}.")
    choice.get_by_label("Chọn tất cả 10 dòng").uncheck()
    expect(told).to_have_text("Đã chọn: U2 U3.")
