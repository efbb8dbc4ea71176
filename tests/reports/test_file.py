"""What goes with the file of a document, and what is left in it for people: its properties, the line at the foot of the
last page, yellow blanks, sums that stay with what they add up."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import canonicalize

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from emulation.reports.kinds import KINDS
from tests.reports.filled import FILLED, parts_of


def test_the_file_names_no_person_and_no_machine(contents, read, subtests):
    for each, document in read.items():
        with subtests.test(each):
            parts = parts_of(contents[each])
            properties = document.docx.core_properties
            written = {name: getattr(properties, name) for name in ("author", "last_modified_by", "category")}
            assert written == dict.fromkeys(written, "")
            assert properties.language == "vi-VN"
            assert properties.title in {kind.title for kind in KINDS.values()}
            assert not {name for name in parts if name.startswith(("docProps/custom", "customXml/"))}
            program = parse_xml(parts.get("docProps/app.xml", b"<Properties/>"))  # which Word writes
            assert [
                each.text for each in program if each.text and each.tag.endswith(("Company", "Manager"))
            ] == []


def test_the_file_says_which_data_a_document_was_made_from(proposing, read, subtests):
    for each, document in read.items():
        with subtests.test(each):
            properties = document.docx.core_properties
            said = (
                (f"Số liệu tính đến 05/01/2027; phiên bản dữ liệu {proposing.version}", proposing.version)
                if each in FILLED
                else ("", "")
            )
            assert (properties.comments, properties.keywords) == said


def test_that_stands_at_the_foot_of_the_last_page_in_the_margin(read, subtests):
    """A frame, which needs no room in the text and so cannot stand alone on a page."""
    for each, document in read.items():
        with subtests.test(each):
            (foot,) = [
                p for p in document.docx.paragraphs if p.style is not None and p.style.name == "Dòng cuối"
            ]
            frame = foot._p.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
            place = {key: frame.get(qn(f"w:{key}")) for key in ("vAnchor", "hAnchor", "x")}
            assert place == {"vAnchor": "page", "hAnchor": "margin", "x": "0"}
            foot_of_text = document.section.page_height.twips - document.section.bottom_margin.twips
            assert foot_of_text < int(frame.get(qn("w:y"))) < document.section.page_height.twips - 600


def test_every_blank_is_yellow(filled, subtests):
    for each, document in filled.items():
        with subtests.test(each):
            runs = list(document.docx.element.body.iter(qn("w:r")))
            plain = "|".join(
                "".join(t.text or "" for t in run.t_lst) for run in runs if run.style != "Chỗđiền"
            )
            assert not re.search(r"…|\[|\]| {2,}", plain), plain
            assert sum(run.style == "Chỗđiền" for run in runs) >= 3


def test_sums_stay_with_what_they_add_up(filled):
    sums = 0
    for document in filled.values():
        for table in document.docx.tables:
            for above, row in pairwise(table.rows):
                if row.cells[0].paragraphs[0].style.name == "Ô cộng":
                    sums += 1
                    kept = [
                        p.paragraph_format.keep_with_next for cell in above.cells for p in cell.paragraphs
                    ]
                    assert all(kept)
    assert sums > 10


def test_a_document_does_not_say_when_its_template_was_made(filled, subtests):
    for name, document in filled.items():
        with subtests.test(name):
            assert document.docx.core_properties.created is document.docx.core_properties.modified is None


def test_filling_keeps_styles_settings_and_the_page_number(contents):
    kept = ("word/styles.xml", "word/settings.xml", "word/header1.xml")
    for name in FILLED:
        template, made = (parts_of(contents[each]) for each in (name.partition(" ")[0], name))
        for part in kept:
            assert canonicalize(made[part]) == canonicalize(template[part]), (name, part)
