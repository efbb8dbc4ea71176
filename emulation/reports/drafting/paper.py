"""An empty page as NĐ 30/2020/NĐ-CP, Phụ lục I wants it: A4, margins, black Times New Roman, the page number."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE as PART
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from emulation.reports.drafting import styles

WIDTH, HEIGHT = 21.0, 29.7
TOP = BOTTOM = RIGHT = 2.0
LEFT = 3.0
"""All in centimetres, as is everything in the drafts."""
ROOM = WIDTH - LEFT - RIGHT
"""Between the margins."""
_HEADER = 1.0
_NEEDED = (PART.STYLES, PART.SETTINGS, PART.FONT_TABLE, PART.THEME)
_NEEDED_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid")
_WORD_2013 = "15"
"""Since then Word does not open a document in compatibility mode."""


def blank(title: str) -> Doc:
    """An empty document with our styles only; its file depends on nothing but what is drawn."""
    document = Document()
    _clear(document)
    properties = document.core_properties
    properties.title, properties.language = title, styles.LANGUAGE
    properties.author = properties.comments = properties.keywords = ""
    for name in ("dcterms:created", "dcterms:modified"):  # of the template, not of what is filled
        properties._element.remove(properties._element.find(qn(name)))
    styles.define(document)
    _set_page(document)
    return document


def _clear(document: Doc) -> None:
    """Take out what python-docx brings along: a hundred foreign styles, previews, an English setting."""
    package = document.part.package
    assert package is not None
    for relations, needed in (
        (document.part.rels, _NEEDED),
        (package.rels, (PART.OFFICE_DOCUMENT, PART.CORE_PROPERTIES)),
    ):
        for key in [key for key, relation in relations.items() if relation.reltype not in needed]:
            del relations[key]
    for style in [style for style in document.styles if style.name not in _NEEDED_STYLES]:
        style.delete()
    for hidden in list(document.styles.element.latentStyles):
        document.styles.element.latentStyles.remove(hidden)
    settings: Any = document.settings.element
    for name in ("w:proofState", "w:savePreviewPicture", "w:rsids"):
        settings.remove(settings.find(qn(name)))
    for key in ("w:val", "w:eastAsia"):
        settings.find(qn("w:themeFontLang")).set(qn(key), styles.LANGUAGE)
    compatibility = settings.find(qn("w:compat"))
    compatibility.remove(compatibility.find(qn("w:useFELayout")))
    compatibility.insert(0, OxmlElement("w:doNotExpandShiftReturn"))  # a line broken by hand is not stretched
    compatibility.find(qn("w:compatSetting")).set(qn("w:val"), _WORD_2013)


def _set_page(document: Doc) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(WIDTH), Cm(HEIGHT)
    section.top_margin, section.bottom_margin = Cm(TOP), Cm(BOTTOM)
    section.left_margin, section.right_margin = Cm(LEFT), Cm(RIGHT)
    section.header_distance = section.footer_distance = Cm(_HEADER)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = "Số trang"
    _field(number, "PAGE")


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("result", "2"), ("end", "")):
        run = paragraph.add_run()
        if kind == "result":
            run.text = text
            continue
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)
