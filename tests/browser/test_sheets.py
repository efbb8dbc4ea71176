"""The guide's sheets as they leave the printer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from docs.refresh import SHEETS

A4 = (595, 842)
"""Points."""
OTHER_FONTS = 1.03
"""So much larger may another machine set the text: its Arial is not the one of this machine."""
LEAST = 10
"""Points."""
HAS_THE_FONT = """
() => {
  const canvas = document.createElement("canvas").getContext("2d")
  const width = (font) => {
    canvas.font = `20px ${font}`
    return canvas.measureText("Hướng dẫn").width
  }
  return width('"Liberation Sans", Arial, monospace') !== width("monospace")
}
"""
SIZES = """
() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = []
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode
    if (textContent.trim()) found.push(parseFloat(getComputedStyle(parentElement).fontSize) * 0.75)
  }
  return found
}
"""


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_sheet_fills_one_side_of_a4_in_letters_that_are_read(page: Page, sheet: Path):
    page.goto(sheet.as_uri())
    assert round(min(page.evaluate(SIZES)), 2) >= LEAST
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    if not page.evaluate(HAS_THE_FONT):
        pytest.skip("Neither Arial nor Liberation Sans is on this machine.")
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [tuple(map(round, page.mediabox[2:])) for page in printed] == [A4]
    larger = page.pdf(prefer_css_page_size=True, scale=OTHER_FONTS)
    assert len(PdfReader(BytesIO(larger)).pages) == 1
