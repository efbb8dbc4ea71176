"""The styles of the templates, by the names an officer sees in Word. Measures: NĐ 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Times New Roman"
BODY = 14


@dataclass(frozen=True, slots=True)
class Style:
    """Size, space before and after in points; indents in centimetres; `rule`: a line below, in points."""

    size: float = BODY
    bold: bool = False
    italic: bool = False
    align: ALIGN = ALIGN.CENTER
    before: float = 0
    after: float = 0
    first: float = 0
    indents: tuple[float, float] = (0, 0)
    line: float = 1.0
    rule: bool = False
    keep: bool = False


STYLES = {
    "Quốc hiệu": Style(13, bold=True),
    "Tiêu ngữ": Style(14, bold=True),
    "Vạch tiêu ngữ": Style(2, rule=True, indents=(1.72, 1.72), after=8),
    "Cơ quan ban hành": Style(13, bold=True),
    "Vạch ngắn": Style(2, rule=True, indents=(2.25, 2.25), after=8),
    "Số, ký hiệu": Style(13),
    "Về việc": Style(12),
    "Địa danh, ngày": Style(14, italic=True),
    "Tên loại": Style(14, bold=True, before=18),
    "Trích yếu": Style(14, bold=True),
    "Vạch trích yếu": Style(2, rule=True, indents=(5.4, 5.4), after=12),
    "Kính gửi": Style(14, before=14, after=12),
    "Căn cứ": Style(italic=True, align=ALIGN.JUSTIFY, after=6, first=1.27, line=1.1),
    "Nội dung": Style(align=ALIGN.JUSTIFY, after=6, first=1.27, line=1.1),
    "Mục La Mã": Style(bold=True, align=ALIGN.JUSTIFY, before=6, after=6, first=1.27, line=1.1, keep=True),
    "Mục số": Style(bold=True, align=ALIGN.JUSTIFY, after=6, first=1.27, line=1.1, keep=True),
    "Tên bảng": Style(13, bold=True, before=6, after=4, keep=True),
    "Đầu bảng": Style(12, bold=True, before=2, after=2, keep=True),
    "Ô bảng": Style(12, align=ALIGN.LEFT, before=2, after=2),
    "Ô cộng": Style(12, bold=True, align=ALIGN.LEFT, before=2, after=2),
    "Sau bảng": Style(6, after=2),
    "Nơi nhận": Style(12, bold=True, italic=True, align=ALIGN.LEFT),
    "Nơi nhận, mục": Style(11, align=ALIGN.LEFT),
    "Chức vụ": Style(14, bold=True),
    "Họ tên": Style(14, bold=True, before=64),
    "Dòng cuối": Style(9, italic=True, align=ALIGN.LEFT, before=14),
    "Số trang": Style(14),
}


def define(document: Document) -> None:
    """Give the document these styles; black Times New Roman, Vietnamese, throughout."""
    normal: Any = document.styles["Normal"]
    _font(normal, BODY)
    normal.paragraph_format.space_after = Pt(0)
    for name, look in STYLES.items():
        _paragraph_style(document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), look, normal)
    blank: Any = document.styles.add_style("Chỗ điền", WD_STYLE_TYPE.CHARACTER)
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "FFF2A8")):
        shade.set(qn(f"w:{key}"), value)
    blank.element.get_or_add_rPr().append(shade)


def _paragraph_style(style: Any, look: Style, base: Any) -> None:
    style.base_style = base
    style.quick_style = True
    _font(style, look.size)
    style.font.bold, style.font.italic = look.bold, look.italic
    form = style.paragraph_format
    form.alignment = look.align
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = look.line
    form.first_line_indent = Cm(look.first)
    form.left_indent, form.right_indent = (Cm(side) for side in look.indents)
    form.keep_with_next = look.keep
    form.widow_control = True
    if look.rule:
        _rule(style.element.get_or_add_pPr())


def _font(style: Any, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    for script in ("w:eastAsia", "w:cs"):
        properties.rFonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)


def _rule(properties: Any) -> None:
    """A solid line under the paragraph, as wide as its indents leave."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
