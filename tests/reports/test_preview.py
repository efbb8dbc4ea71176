"""A document as the page shows it: as it will look, and unable to act."""

from __future__ import annotations

import base64
import io
from datetime import date
from typing import Any

import mammoth
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from emulation.reports import preview
from tests.reports.templates import emptied, path

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def document() -> Any:
    """A new one, with the styles of the templates."""
    return Document(io.BytesIO(emptied()))


def shown(document: Any) -> str:
    saved = io.BytesIO()
    document.save(saved)
    return preview.of_word(saved.getvalue())


# ---- as it will look


def test_a_paragraph_has_the_class_of_its_style(document):
    document.add_paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", style="Quốc hiệu")
    document.add_paragraph("Của riêng người sửa mẫu")
    assert shown(document) == (
        '<p class="w-quoc-hieu">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Của riêng người sửa mẫu</p>'
    )


def test_every_style_of_the_templates_has_its_look():
    rules = preview.looks(".here").splitlines()
    assert len(rules) == len(preview.rules_of(path("year"))) > 30
    assert all(rule.startswith(".here .w-") for rule in rules)
    title = next(rule for rule in rules if ".w-ten-loai{" in rule)
    assert "font-weight:700" in title
    assert "text-align:center" in title


def test_a_paragraph_set_otherwise_than_its_style_stays_so(document):
    document.add_paragraph("12,5", style="Ô bảng").alignment = ALIGN.RIGHT
    assert shown(document) == '<p class="w-o-bang to-right">12,5</p>'


def test_a_blank_for_a_person_is_marked(document):
    paragraph = document.add_paragraph("Trước ngày ", style="Nội dung")
    paragraph.add_run("[…/…/…]", style="Chỗ điền")
    assert "Trước ngày <mark>[…/…/…]</mark>" in shown(document)


def test_a_table_with_lines_is_told_from_one_that_only_places_text(document):
    lines = document.add_table(rows=2, cols=1, style="Table Grid")
    lines.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    lines.cell(0, 0).text, lines.cell(1, 0).text = "Hạng", "1"
    document.add_table(rows=1, cols=1)
    html = shown(document)
    assert '<table class="lines"><thead><tr><th><p>Hạng</p></th></tr></thead>' in html
    assert '<table class="frame" role="presentation">' in html


# ---- unable to act


def test_markup_in_the_data_is_text(document):
    document.add_paragraph("<script>alert(1)</script> & Đơn vị A")
    assert shown(document) == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; Đơn vị A</p>"


def test_of_a_link_only_its_words_are_left(document):
    paragraph = document.add_paragraph("Xem ")
    target = document.part.relate_to("javascript:alert(1)", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    link.append(paragraph.add_run("ở đây")._r)
    paragraph._p.append(link)
    assert shown(document) == "<p>Xem ở đây</p>"


def test_of_a_picture_nothing_is_left(document):
    document.add_picture(io.BytesIO(PIXEL))
    assert "<img" not in shown(document)


def test_elements_that_a_document_names_itself_are_not_made(document):
    document.add_paragraph("alert(1)")
    saved = io.BytesIO()
    document.save(saved)
    mammoth.embed_style_map(saved, "p => script:fresh")
    assert preview.of_word(saved.getvalue()) == "<p>alert(1)</p>"


# ---- workbooks


def test_a_sheet_is_a_table_under_its_name():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tiến độ <1>"
    sheet.append(["SỐ LIỆU"])
    sheet.merge_cells("A1:B1")
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True), Alignment(horizontal="center")
    sheet.append(["Đơn vị <A>", 1234.5])
    sheet["A2"].border = Border(left=Side("thin"))
    sheet.append([0.843, date(2026, 6, 5)])
    sheet["A3"].number_format = "0.0%"
    sheet.append([None, -2])
    sheet["B4"].number_format = '"▲ "#,##0;"▼ "#,##0;"● "0'
    saved = io.BytesIO()
    book.save(saved)
    html = preview.of_workbook(saved.getvalue())
    assert "<h3>Tiến độ &lt;1&gt;</h3>" in html
    assert '<td class="strong to-center" colspan="2" rowspan="1">SỐ LIỆU</td>' in html
    assert '<td class="line">Đơn vị &lt;A&gt;</td><td>1.234,5</td>' in html
    assert "<td>84,3%</td><td>05/06/2026</td>" in html
    assert "<td></td><td>▼ 2</td>" in html
