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

FONT, LANGUAGE = "Times New Roman", "vi-VN"
BODY = 14
_FIRST, _LINE, _BETWEEN = 1.27, 1.1, 6
"""The body: its first line in centimetres, the height of lines, points between paragraphs."""
_SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


@dataclass(frozen=True, slots=True)
class Style:
    """Size, space before and after in points; indents in centimetres; `rule`: a line below; `keep`: with what follows.

    `level`: the heading's, for Word's navigation; 0 for what is none. `whole`: never broken over two pages.
    """

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
    whole: bool = False
    level: int = 0


def _body(**changes: Any) -> Style:
    return Style(**{"align": ALIGN.JUSTIFY, "after": _BETWEEN, "first": _FIRST, "line": _LINE} | changes)


END = "Câu kết"
"""The body's last paragraph: it goes with the signatures."""
# The rules' lengths hold in Times New Roman: under tiêu ngữ its 5.97 cm; under the agency 1/3 to 1/2 of its longest
# line, which is 4.3 (ỦY BAN NHÂN DÂN) to 6.1 cm (its half of the letterhead). For that of trích yếu see Sheet.title.
STYLES = {
    "Cơ quan chủ quản": Style(13),
    "Cơ quan ban hành": Style(13, bold=True),
    "Vạch ngắn": Style(2, rule=True, indents=(2.0, 2.0), after=8),
    "Quốc hiệu": Style(13, bold=True),
    "Tiêu ngữ": Style(14, bold=True),
    "Vạch tiêu ngữ": Style(2, rule=True, indents=(1.96, 1.96), after=8),
    "Số, ký hiệu": Style(13),
    "Về việc": Style(12, before=6, indents=(0.3, 0.3)),
    "Địa danh, ngày": Style(14, italic=True),
    "Tên loại": Style(14, bold=True, before=18, keep=True),
    "Trích yếu": Style(14, bold=True, keep=True),
    "Kèm theo": Style(14, italic=True, indents=(1.8, 1.8), keep=True),
    "Vạch trích yếu": Style(2, rule=True, indents=(5.89, 5.89), after=12),
    "Kính gửi": Style(14, before=14, after=12),
    "Căn cứ": _body(italic=True),
    "Nội dung": _body(),
    END: _body(keep=True, whole=True),
    "Mục La Mã": _body(bold=True, before=6, keep=True, level=1),
    "Mục số": _body(bold=True, keep=True, level=2),
    "Tên bảng": Style(13, bold=True, before=6, after=4, keep=True),
    "Đầu bảng": Style(12, bold=True, before=2, after=2, keep=True),
    "Ô bảng": Style(12, align=ALIGN.LEFT, before=2, after=2),
    "Ô nhóm": Style(12, bold=True, align=ALIGN.LEFT, before=2, after=2, keep=True),
    "Ô cộng": Style(12, bold=True, align=ALIGN.LEFT, before=2, after=2),
    "Ghi chú bảng": Style(12, italic=True, align=ALIGN.JUSTIFY, after=6),
    "Sau bảng": Style(6, after=2),
    "Nơi nhận": Style(12, bold=True, italic=True, align=ALIGN.LEFT),
    "Nơi nhận, mục": Style(11, align=ALIGN.LEFT),
    "Chức vụ": Style(14, bold=True),
    "Cách ký": Style(13, italic=True),
    "Họ tên": Style(14, bold=True, before=64),
    "Dòng cuối": Style(9, italic=True, align=ALIGN.JUSTIFY, before=14),
    "Số trang": Style(14),
}


def define(document: Document) -> None:
    """Give the document these styles; black Times New Roman, Vietnamese, throughout."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    fonts = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    fonts.attrib.clear()
    for script in _SCRIPTS:
        fonts.set(qn(script), FONT)
    language = fonts.getparent().find(qn("w:lang"))
    language.attrib.clear()
    for key in ("w:val", "w:eastAsia"):
        language.set(qn(key), LANGUAGE)
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    spacing.getparent().remove(spacing)
    normal: Any = document.styles["Normal"]
    _font(normal, BODY)
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
    form.keep_with_next, form.keep_together = look.keep, look.whole
    form.widow_control = True
    properties = style.element.get_or_add_pPr()
    if look.rule:
        _rule(properties)
    if look.level:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.level - 1))
        properties.append(level)


def _font(style: Any, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    for script in _SCRIPTS:
        properties.rFonts.set(qn(script), FONT)
    complex_size, language = OxmlElement("w:szCs"), OxmlElement("w:lang")
    complex_size.set(qn("w:val"), str(round(2 * size)))
    language.set(qn("w:val"), LANGUAGE)
    properties.append(complex_size)
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
