"""A report in a real browser: chosen, set to the period's end, read and taken away."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.driver import settle
from tests.browser.test_screens import assert_sound_at_every_size


def test_a_report_is_chosen_set_to_its_periods_end_and_taken_away(tab: Page, sample: str) -> None:
    assert_sound_at_every_size(tab, f"{sample}/reports?report=ranking&unit=T03", "Báo cáo")
    lead, box = tab.locator("p.lead").first, tab.get_by_role("combobox", name="Báo cáo")
    box.fill("so ket")
    tab.keyboard.press("Enter")
    expect(lead).to_contain_text("Báo cáo sơ kết 6 tháng đầu năm 2026, Thôn 3. Số liệu tính đến 16/11/2026.")
    tab.get_by_role("link", name="Tính đến 30/06/2026 (ngày cuối kỳ)").click()
    expect(lead).to_contain_text("Số liệu tính đến 30/06/2026.")
    settle(tab)
    asked = parse_qs(urlsplit(tab.url).query)
    assert asked == {"report": ["half-year"], "on": ["2026"], "unit": ["T03"], "as_of": ["2026-06-30"]}
    expect(tab.get_by_role("region", name="Bản xem trước")).to_contain_text(
        "số liệu tính đến hết ngày 30/06/2026"
    )
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Tải Word").click()
    assert download.value.suggested_filename == "bao-cao-6-thang-2026.docx"
    paragraphs = [paragraph.text for paragraph in Document(str(download.value.path())).paragraphs]
    assert any("số liệu tính đến hết ngày 30/06/2026" in text for text in paragraphs)
    tab.go_back()
    expect(lead).to_contain_text("Số liệu tính đến 16/11/2026.")
    tab.go_back()
    expect(box).to_have_value("Thông báo kết quả xếp hạng khối thi đua")
