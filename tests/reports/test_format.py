"""The format of NĐ 30/2020/NĐ-CP, Phụ lục I, read back from each template, and from what is filled from it.

The clauses are those of its Phần I: mục I on the page, mục II on the parts of a document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from emulation.reports.kinds import KINDS
from emulation.reports.word import Template, template_of
from tests.reports.contents.asked import the_one
from tests.reports.filled import DAY, parts_of
from tests.reports.looks import Document, widths


@dataclass(frozen=True, slots=True)
class Look:
    """Smallest and largest size in points. `side`: none where each column has its own."""

    clause: str
    sizes: tuple[float, float]
    kind: str = "thường"
    side: ALIGN | None = ALIGN.CENTER
    capitals: bool = False


_TEXT = ("II.6", (13, 14))
LOOKS = {
    "Quốc hiệu": Look("II.1.a", (12, 13), "đậm", capitals=True),
    "Tiêu ngữ": Look("II.1.b", (13, 14), "đậm"),
    "Cơ quan chủ quản": Look("II.2", (12, 13), capitals=True),
    "Cơ quan ban hành": Look("II.2", (12, 13), "đậm", capitals=True),
    "Số, ký hiệu": Look("II.3", (13, 13)),
    "Địa danh, ngày": Look("II.4", (13, 14), "nghiêng"),
    "Tên loại": Look("II.5", (13, 14), "đậm", capitals=True),
    "Trích yếu": Look("II.5", (13, 14), "đậm"),
    "Về việc": Look("II.5", (12, 13)),
    "Căn cứ": Look(*_TEXT, "nghiêng", ALIGN.JUSTIFY),
    "Nội dung": Look(*_TEXT, side=ALIGN.JUSTIFY),
    "Câu kết": Look(*_TEXT, side=ALIGN.JUSTIFY),
    "Mục La Mã": Look(*_TEXT, "đậm", ALIGN.JUSTIFY, capitals=True),
    "Mục số": Look(*_TEXT, "đậm", ALIGN.JUSTIFY),
    "Chức vụ": Look("II.7", (13, 14), "đậm", capitals=True),
    "Họ tên": Look("II.7", (13, 14), "đậm"),
    "Kính gửi": Look("II.9", (13, 14)),
    "Nơi nhận": Look("II.9", (12, 12), "đậm nghiêng", ALIGN.LEFT),
    "Nơi nhận, mục": Look("II.9", (11, 11), side=ALIGN.LEFT),
    "Kèm theo": Look("III.1", (13, 14), "nghiêng"),
    "Cách ký": Look("of minutes, not measured", (13, 14), "nghiêng"),
    # Tables and notes are not measured; they are no larger than the text, and can be read.
    "Tên bảng": Look("", (12, 14), "đậm"),
    "Đầu bảng": Look("", (11, 13), "đậm"),
    "Ô bảng": Look("", (11, 13), side=None),
    "Ô nhóm": Look("", (11, 13), "đậm", ALIGN.LEFT),
    "Ô cộng": Look("", (11, 13), "đậm", side=None),
    "Ghi chú bảng": Look("", (11, 13), "nghiêng", ALIGN.JUSTIFY),
    "Dòng cuối": Look("", (9, 11), "nghiêng", ALIGN.JUSTIFY),
}
TEXT = ("Căn cứ", "Nội dung", "Câu kết", "Mục La Mã", "Mục số")
RULES = ("Vạch ngắn", "Vạch tiêu ngữ", "Vạch trích yếu")
SPACERS = (*RULES, "Sau bảng")
KIND = {"thường": (False, False), "đậm": (True, False), "nghiêng": (False, True), "đậm nghiêng": (True, True)}
TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
WORDS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
"""Tags, which are no words of a template."""


# ---- the page: mục I


def test_the_page_is_upright_a4_with_the_margins_of_the_decree(read, subtests):
    for name, document in read.items():
        with subtests.test(name):
            (section,) = document.docx.sections
            assert section.orientation == WD_ORIENTATION.PORTRAIT
            assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
            assert 20 <= round(section.top_margin.mm, 1) <= 25
            assert 20 <= round(section.bottom_margin.mm, 1) <= 25
            assert 30 <= round(section.left_margin.mm, 1) <= 35
            assert 15 <= round(section.right_margin.mm, 1) <= 20
            assert section.gutter == 0


def test_all_letters_are_black_times_new_roman_of_vietnamese_text(contents, subtests):
    for of, content in contents.items():
        with subtests.test(of):
            parts = parts_of(content)
            styles = parse_xml(parts["word/styles.xml"])
            defaults = styles.find(f"{qn('w:docDefaults')}//{qn('w:rPr')}")
            assert defaults is not None
            assert {child.tag for child in defaults} >= {qn("w:rFonts"), qn("w:lang")}
            text = [parse_xml(part) for name, part in parts.items() if TEXT_PARTS.match(name)]
            shown = [*text, defaults, *used_styles(text, styles)]
            kinds = {
                "rFonts": ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme"),
                "color": ("val",),
                "lang": ("val",),
            }
            said = {
                name: {
                    found.get(qn(f"w:{key}"))
                    for root in shown
                    for found in root.iter(qn(f"w:{name}"))
                    for key in keys
                }
                - {None}
                for name, keys in kinds.items()
            }
            assert said == {"rFonts": {"Times New Roman"}, "color": {"000000"}, "lang": {"vi-VN"}}


def used_styles(text: list[Any], styles: Any) -> list[Any]:
    """The styles of the text and those that they are based on; editors write down others that nothing has."""
    by_id = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
    usual = [key for key, style in by_id.items() if style.get(qn("w:default"))]
    marks = (qn(f"w:{kind}Style") for kind in ("p", "r", "tbl"))
    waiting = [
        *usual,
        *(each.get(qn("w:val")) for mark in marks for root in text for each in root.iter(mark)),
    ]
    found: dict[str, Any] = {}
    while waiting:
        if (key := waiting.pop()) not in found:
            found[key] = by_id[key]
            waiting += [based.get(qn("w:val")) for based in found[key].iter(qn("w:basedOn"))]
    return list(found.values())


def test_pages_are_numbered_in_the_middle_of_the_top_margin_but_for_the_first(read, subtests):
    for name, document in read.items():
        with subtests.test(name):
            section = document.section
            assert section.different_first_page_header_footer
            assert section.first_page_header.is_linked_to_previous, (
                "there is none: the first page shows no number"
            )
            (number,) = section.header.paragraphs
            look = document.line(number, document.room)
            assert [code.text.strip() for code in number._p.iter(qn("w:instrText"))] == ["PAGE"]
            assert look.align == ALIGN.CENTER
            ((size, bold, italic),) = look.fonts
            assert 13 <= size <= 14
            assert not bold
            assert not italic
            assert section.header_distance.pt + size < section.top_margin.pt


# ---- the parts: mục II


def test_every_line_looks_as_its_part_must(read, subtests):
    for name, document in read.items():
        with subtests.test(name):
            seen = [line for line in document.lines if line.text and line.style not in ("Normal", *SPACERS)]
            wrong = {}
            for line in seen:
                look = LOOKS[line.style]
                words = WORDS.sub("", line.text)
                fits = (
                    all(look.sizes[0] <= size <= look.sizes[1] for size, _, _ in line.fonts),
                    {(bold, italic) for _, bold, italic in line.fonts} == {KIND[look.kind]},
                    look.side in (None, line.align),
                    not look.capitals or words == words.upper() or line.text.startswith("Số:"),
                )
                if not all(fits):
                    wrong[line.text] = look, line
            assert wrong == {}
            assert {line.style for line in seen} >= {
                "Quốc hiệu",
                "Tiêu ngữ",
                "Số, ký hiệu",
                "Nội dung",
                "Chức vụ",
            }


def test_only_tags_and_empty_lines_have_no_part(read, subtests):
    for name, document in read.items():
        with subtests.test(name):
            normal = [line for line in document.lines if line.style == "Normal"]
            assert [line.text for line in normal if WORDS.sub("", line.text)] == []


def test_the_text_is_indented_and_spaced(read, subtests):
    for name, document in read.items():
        with subtests.test(name):
            lines = [line for line in document.lines if line.style in TEXT]
            assert {round(line.first, 2) for line in lines} <= {1, 1.27}
            assert {line.indents for line in lines} == {(0, 0)}
            assert min(line.after for line in lines) >= 6
            assert all(1 <= line.line <= 1.5 for line in lines)
            assert all(line.before >= 6 for line in document.lines if line.style == "Về việc")


def test_what_says_who_issues_it_stands_at_the_head(filled, subtests):
    for name, document in filled.items():
        with subtests.test(name):
            said = {line.style: line.text for line in document.lines}
            assert said["Quốc hiệu"] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
            assert said["Tiêu ngữ"] == "Độc lập - Tự do - Hạnh phúc"
            assert "ỦY BAN NHÂN DÂN\nXÃ A" in (said["Cơ quan ban hành"], said.get("Cơ quan chủ quản"))
            place = said["Địa danh, ngày"]
            assert (
                place == ""
                if said.get("Tên loại") == "BIÊN BẢN"
                else place == "Xã A, ngày …… tháng …… năm 2026"
            )


def test_the_number_is_left_for_the_clerk(read, subtests):
    for name, document in read.items():
        with subtests.test(name):
            numbers = [line.text for line in document.lines if line.style == "Số, ký hiệu"]
            assert numbers
            symbol = re.compile(r"Số: {5,}/[A-Za-zĐ]+-(\{\{ ky_hieu \}\}|[A-ZĐ]+)(-[A-Z]+)?")
            assert [number for number in numbers if not symbol.fullmatch(number)] == []


def test_numbers_of_parts_are_those_of_headings(read, subtests):
    for name, document in read.items():
        with subtests.test(name):
            for line in document.lines:
                if not line.in_table and re.match(r"[IVX]+\. ", line.text):
                    assert line.style == "Mục La Mã"


def test_recipients_begin_with_the_addressee_and_end_with_the_archive(filled, subtests):
    for name, document in filled.items():
        with subtests.test(name):
            styles = [line.style for line in document.lines]
            recipients = [line.text for line in document.lines if line.style == "Nơi nhận, mục"]
            assert next(line.text for line in document.lines if line.style == "Nơi nhận") == "Nơi nhận:"
            assert (recipients[0] == "- Như trên;") == ("Kính gửi" in styles)
            assert all(text.endswith(";") for text in recipients[:-1])
            assert re.fullmatch(r"- Lưu: VT, .+\.", recipients[-1])


# ---- the lines drawn below some of them


def test_the_rule_below_tieu_ngu_is_as_long_as_it(read, subtests):
    for name, document in read.items():
        with subtests.test(name):
            pairs = [pair for pair in pairwise(document.lines) if pair[0].style == "Tiêu ngữ"]
            assert pairs
            for above, rule in pairs:
                assert rule.rule
                assert rule.room == pytest.approx(widths(above)[0], abs=0.1)


def test_the_rule_below_the_agency_is_a_third_to_half_of_its_longest_line(filled, subtests):
    for name, document in filled.items():
        with subtests.test(name):
            assert shares_below("Cơ quan ban hành", document)


def test_the_rule_below_the_subject_is_a_third_to_half_of_its_longest_line(filled, subtests):
    for name, document in filled.items():
        with subtests.test(name):
            assert shares_below("Trích yếu", document) or name.startswith("reminders")


def shares_below(style: str, document: Document) -> list[float]:
    """How long the rules below parts of this style are against the longest line above; each as it must be."""
    pairs = [pair for pair in pairwise(document.lines) if pair[0].style == style and pair[1].rule]
    shares = [rule.room / max(widths(above)) for above, rule in pairs]
    assert all(1 / 3 <= share <= 1 / 2 for share in shares), [above.text for above, _ in pairs]
    return shares


@pytest.mark.parametrize("commune", ["XÃ A", "XÃ NGHĨA DƯỠNG THƯỢNG", "PHƯỜNG PHÚ THƯỢNG HƯNG NGUYÊN"])
def test_so_is_the_agencys_rule_whatever_its_name(full, commune):
    _, values = the_one(full, "ranking", DAY, year=2026)
    template = Template.read(template_of(KINDS["ranking"].file))
    made = template.fill(values | {"co_quan": f"ỦY BAN NHÂN DÂN\n{commune}"})
    assert shares_below("Cơ quan ban hành", Document(made))


def test_rules_are_solid_in_the_middle_and_nothing_else_is_ruled(read, subtests):
    for name, document in read.items():
        with subtests.test(name):
            ruled = [line for line in document.lines if line.rule]
            assert {line.style for line in ruled} <= set(RULES)
            assert len(ruled) == sum(line.style in RULES for line in document.lines) >= 2
            assert all(line.indents[0] == line.indents[1] for line in ruled)


# ---- tables


def test_tables_repeat_their_heading_and_break_no_row(read, subtests):
    for name, document in read.items():
        with subtests.test(name):
            for table in document.docx.tables:
                has = {
                    mark: [row._tr.find(f"{qn('w:trPr')}/{qn(mark)}") is not None for row in table.rows]
                    for mark in ("w:tblHeader", "w:cantSplit")
                }
                lined = table.style is not None and table.style.name == "Table Grid"
                assert has["w:tblHeader"] == [lined] + [False] * (len(table.rows) - 1)
                assert all(has["w:cantSplit"])
                assert sum(column.width.cm for column in table.columns) <= document.room + 0.01
