"""The handout: the very slides of the show on A4, two a sheet, with the meeting and page numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.driver import open_page

MEETING = "Chấm điểm các khối thi đua Quý III, xét hồ sơ khen thưởng"
COMMUNE = "Ủy ban nhân dân xã Nghi Dương"
FIGURE = re.compile(r"\d[\d.,/%]*")
A4_LANDSCAPE = (842, 595)
"""In points."""
TAKEN = "Tính đến 15/10/2026 · Số liệu lấy lúc"
TEXTS = """
(slides) => slides.map((slide) => {
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
  const shown = []
  while (texts.nextNode()) {
    if (!texts.currentNode.parentElement.closest(".unseen, .hint")) shown.push(texts.currentNode.data)
  }
  return shown.join(" ")
})
"""
SPILLS = """
(slides) => slides
  .filter((slide) => [slide, ...slide.querySelectorAll(".slide-box, .slide-body, .slide-body > *")]
    .some((part) => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1))
  .map((slide) => slide.dataset.id)
"""


def sheets(page: Page) -> list[str]:
    """The text of each page of the handout."""
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    for sheet in reader.pages:
        size = sheet.mediabox
        assert abs(size.width - A4_LANDSCAPE[0]) < 2
        assert abs(size.height - A4_LANDSCAPE[1]) < 2
    texts = [sheet.extract_text() for sheet in reader.pages]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    return texts


def squeezed(text: str) -> str:
    """Where a line breaks does not matter."""
    return re.sub(r"\s", "", text)


def test_the_handout_has_the_slides_that_are_shown_and_the_details_where_they_are_wanted(
    tab: Page, sample: str
):
    open_page(tab, f"{sample}/show?meeting=H09&slides=plan,ranking")
    tab.locator("#council-show .slide").first.wait_for(state="attached")
    (found,) = sheets(tab)
    assert "1/2" in found
    assert "chi tiết" not in found
    tab.keyboard.press("Escape")


def test_the_handout_has_the_figures_of_the_slides_and_ends_with_the_show(tab: Page, sample: str):
    open_page(tab, f"{sample}/show?meeting=H09&theme=dark&back=dossiers&details=1")
    slides = tab.locator("#council-show .slide")
    slides.first.wait_for(state="attached")
    texts = slides.evaluate_all(TEXTS)
    found = sheets(tab)
    assert len(found) == -(-len(texts) // 2)
    for number, sheet in enumerate(found):
        both = " ".join(texts[2 * number : 2 * number + 2])
        assert Counter(FIGURE.findall(both)) - Counter(FIGURE.findall(sheet)) == Counter()
        assert [word for word in both.split() if word not in squeezed(sheet)] == []
        for said in (MEETING, COMMUNE, TAKEN, "Ghi chú", f"Trang {number + 1}/{len(found)}"):
            assert said in sheet

    tab.emulate_media(media="print")
    assert slides.evaluate_all(SPILLS) == []
    assert slides.first.evaluate("slide => getComputedStyle(slide).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.locator("#root").is_hidden()

    tab.emulate_media(media="screen")
    tab.keyboard.press("Escape")
    tab.get_by_role("heading", level=1).wait_for()
    size = PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages[0].mediabox
    assert size.width < size.height
