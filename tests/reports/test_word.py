"""A template is filled as it was edited, data come through as they are, and what cannot be filled is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import Workbook

from emulation.reports.made import Made
from emulation.reports.word import MOST_BYTES, OWN_TEMPLATES, TEMPLATES, Template, TemplateFault, template_of
from tests.reports.contents.asked import facts_of, the_one
from tests.reports.templates import emptied

DAY = date(2027, 1, 5)
STOCK = TEMPLATES / "thong-bao-xep-hang.docx"


def packed(document: Any) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


EMPTY = emptied()


def template(
    *paragraphs: str, rows: tuple[str, ...] = (), change: Callable[[Any], Any] | None = None
) -> bytes:
    """A document of these paragraphs and, in a table of one column, rows."""
    document = docx.Document(io.BytesIO(EMPTY))
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=len(rows), cols=1)
        for row, text in zip(table.rows, rows, strict=True):
            row.cells[0].text = text
    if change:
        change(document)
    return packed(document)


def repacked(content: bytes, changed: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """The document with some of its files changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, bytes)(old.read(name)))
    return result.getvalue()


def made(content: bytes, **values: Any) -> Any:
    return docx.Document(io.BytesIO(Template("mau.docx", content).fill(values)))


def texts(document: Any) -> list[str]:
    """Each paragraph's, cells too."""
    return [
        "".join("\n" if part.tag == qn("w:br") else "\t" if part.tag == qn("w:tab") else part.text or "" for part in
                paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]  # fmt: skip


def fault(content: bytes, **values: Any) -> str:
    with pytest.raises(TemplateFault) as caught:
        Template("mau.docx", content).fill(values)
    assert str(caught.value).startswith("Mẫu mau.docx: ")
    assert "Hãy sửa mẫu trong Word" in str(caught.value)
    return str(caught.value)


# ---- data


@pytest.mark.parametrize(
    "text",
    [
        "A & B < C > D “E” 'F' \"G\" &amp; &lt;",
        "{{ ky }} {% if co %} {# x #} }} %}",
        "{_{ ky }_} {_% x %_}",
        "</w:t></w:r></w:p><w:p>",
        "  hai  đầu  ",
        "Thôn\tĐông",
        "=1+1",
        "Đường 😀 ẤỤỪỸ \u200b\u2028.",
        "Dài" * 3000,
        "",
    ],
)
def test_text_of_the_data_comes_through_as_it_is(text):
    content = template(
        "[{{ ten }}]", "{%p for each in cau %}", "{{ each }}", "{%p endfor %}", rows=("{{ ten }}",)
    )
    assert texts(made(content, ten=text, cau=[text, text])) == [f"[{text}]", text, text, text]


def test_a_line_break_of_the_data_is_one_and_what_no_document_can_hold_is_left_out():
    assert texts(made(template("{{ ten }}"), ten="a\nb\r\nc\x00\x07\x0c\x1b\ud800\uffffd")) == ["a\nb\ncd"]


def test_a_value_looks_as_its_tag():
    def strong(document):
        document.paragraphs[0].runs[0].bold = True

    (run,) = (
        run
        for run in made(template("Kỳ {{ ky }}", change=strong), ky="quý\nI").paragraphs[0].runs
        if run.text
    )
    assert run.bold
    assert run.text == "Kỳ quý\nI"


def test_headers_footers_and_text_boxes_are_filled_too():
    run = "<w:r><w:t>{{ ky }}</w:t></w:r>"
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p>{run}</w:p></w:txbxContent></w:pict></w:r>"

    def around(document):
        document.sections[0].header.paragraphs[0].text = "Đầu {{ ky }}"
        document.sections[0].footer.paragraphs[0].text = "Chân {{ ky }}"
        document.paragraphs[0]._p.append(parse_xml(box))

    document = made(template("Thân {{ ky }}", change=around), ky="quý I")
    assert document.sections[0].header.paragraphs[0].text == "Đầu quý I"
    assert document.sections[0].footer.paragraphs[0].text == "Chân quý I"
    assert texts(document) == ["Thân quý Iquý I", "quý I"]


def test_a_misspelt_tag_of_a_footer_is_named():
    def below(document):
        document.sections[0].footer.paragraphs[0].text = "{{ “ky }}"

    assert "thẻ “{{ " in fault(template("Thân", change=below), ky="quý I")


@pytest.mark.parametrize(("rows", "left"), [(["Một", "Hai"], ["Đầu", "Một", "Hai"]), ([], ["Đầu"])])
def test_a_row_for_each_of_a_list(rows, left):
    content = template(rows=("Đầu", "{%tr for each in hang %}", "{{ each }}", "{%tr endfor %}"))
    assert texts(made(content, hang=rows)) == left


def test_what_conditions_empty_stays_a_document_that_word_opens():
    """Word wants a row in a table and a paragraph in a cell."""
    gone = made(template("x", rows=("{%tr if co %}", "a", "{%tr endif %}")), co=False)
    assert gone.tables == []

    def in_cell(document):
        cell = document.tables[0].rows[0].cells[0]
        for text in ("{%p if co %}", "a", "{%p endif %}"):
            cell.add_paragraph(text)
        cell._tc.remove(cell.paragraphs[0]._p)

    emptied = made(template(rows=("",), change=in_cell), co=False)
    assert [paragraph.text for paragraph in emptied.tables[0].rows[0].cells[0].paragraphs] == [""]


def test_one_template_fills_many_documents():
    letter = Template("mau.docx", template("Gửi {{ ten }}"))
    names = ["Thôn Một", "Thôn Hai"]
    assert [texts(docx.Document(io.BytesIO(letter.fill({"ten": name})))) for name in names] == [
        ["Gửi Thôn Một"],
        ["Gửi Thôn Hai"],
    ]


# ---- edited in Word


def test_documents_do_not_name_who_edited_the_template():
    def sign(document):
        properties = document.core_properties
        properties.author = properties.last_modified_by = "Bà B"
        properties.created = properties.modified = datetime(2026, 1, 2)

    properties = made(template("Thân", change=sign)).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.created is properties.modified is None


def test_a_template_that_was_edited_in_word_still_works(full):
    """Words changed, a paragraph moved, a tag torn over runs with marks between, a table's column taken out."""
    document = docx.Document(str(STOCK))
    opening = next(each for each in document.paragraphs if "thông báo kết quả" in each.text)
    closing = next(each for each in document.paragraphs if "Trên đây là" in each.text)
    closing._p.addprevious(opening._p)
    closing.runs[0].text = "Trân trọng thông báo, "
    for part in ("{", "{ uy", "_ban", "  }}"):
        closing._p.append(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))
        closing.add_run(part).italic = part == "_ban"
    blocs = document.tables[1]
    for row in blocs.rows:
        row._tr.remove(row._tr.tc_lst[-1])
    _, values = the_one(full, "ranking", DAY, year=2026)
    filled = made(packed(document), **values)
    said = [text for text in texts(filled) if text]
    thanks = said.index("Trân trọng thông báo, Ủy ban nhân dân xã A")
    assert said[thanks - 1].startswith("Ủy ban nhân dân xã A thông báo kết quả")
    assert [cell.text for cell in filled.tables[1].rows[0].cells][-1] == "Khen thưởng"
    assert not [text for text in said if "{" in text]


def test_changes_that_nobody_accepted_are_told():
    def tracked(document):
        inserted = parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>{{{{ ky }}}}</w:t></w:r></w:ins>'
        )
        document.paragraphs[0]._p.append(inserted)

    assert "còn thay đổi chưa chấp nhận (Track Changes)" in fault(template("Kỳ ", change=tracked), ky="")


@pytest.mark.parametrize(
    ("paragraph", "tag"),
    [
        ("{{ la_gi }}", "“la_gi”"),
        ("{{ ky", "“{{ ky”"),
        ("{% if ky %}x", "“{% if ky %}”"),
        ("{{ ky.__class__ }}", "“ky.__class__”"),
        ("{% for a in range(1000000000) %}{% endfor %}", "“{% for a in range(1000000000) %}”"),
    ],
)
def test_a_tag_that_cannot_be_filled_is_named_with_its_template(paragraph, tag):
    """For the others see test_tags.py."""
    assert tag in fault(template("Kỳ {{ ky }}", paragraph), ky="quý I")


def test_a_tag_that_only_some_rows_have_is_named():
    content = template("{% for each in hang %}{{ each.ten }}{% endfor %}")
    assert "không phải dòng nào cũng có thẻ “ten”" in fault(content, hang=[{"ten": "A"}, {}])


# ---- no template at all


def workbook() -> bytes:
    return packed(Workbook())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "là tệp trống"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "là tệp .doc cũ hoặc có mật khẩu"),
        (b"Xin ch\xc3\xa0o", "không phải tệp Word"),
        (b"PK\x05\x06" + bytes(18), "không phải tệp Word"),
        (workbook(), "không phải tệp Word"),
        (template("{{ ky }}")[:4000], "không phải tệp Word"),
        (
            repacked(template("{{ ky }}"), {"word/document.xml": lambda text: text[:-20]}),
            "không phải tệp Word",
        ),
        (
            repacked(
                template("{{ ky }}"),
                {"word/document.xml": lambda text: text.replace(b"<w:p>", b'<w:p w:rsidR="{% if %}">', 1)},
            ),
            "thẻ nằm ngoài chữ của văn bản",
        ),
    ],
    ids=["empty", "doc", "text", "zip", "workbook", "cut", "torn", "tag elsewhere"],
)
def test_a_file_that_is_no_template_is_told(content, said):
    assert said in fault(content, ky="quý I")


@pytest.mark.parametrize(
    "entities",
    [
        f'<!ENTITY e SYSTEM "{Path(__file__).as_uri()}">',
        '<!ENTITY x0 "x">'
        + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 99}">' for n in range(1, 9))
        + '<!ENTITY e "&x8;">',
    ],
    ids=["a file", "swelling"],
)
def test_a_template_that_would_bring_in_other_text_is_refused(entities):
    def with_entity(text: bytes) -> bytes:
        named = text.replace(b"<w:document", f"<!DOCTYPE x [{entities}]><w:document".encode(), 1)
        return named.replace(b"x</w:t>", b"&e;</w:t>")

    assert "không phải tệp Word" in fault(repacked(template("Kỳ x"), {"word/document.xml": with_entity}))


# ---- the commune's own


def test_a_communes_own_template_goes_first(tmp_path):
    assert template_of("to-trinh", tmp_path) == template_of("to-trinh") == TEMPLATES / "to-trinh.docx"
    own = tmp_path / OWN_TEMPLATES / "to-trinh.docx"
    own.mkdir(parents=True)
    assert template_of("to-trinh", tmp_path) == TEMPLATES / "to-trinh.docx", "a folder is no template"
    own.rmdir()
    own.write_bytes(b"")
    assert template_of("to-trinh", tmp_path) == own


def test_a_broken_one_of_its_own_costs_only_its_report(full, tmp_path):
    own = tmp_path / OWN_TEMPLATES / STOCK.name
    own.parent.mkdir()
    own.write_bytes(template("{{ la_gi }}"))
    with pytest.raises(TemplateFault, match=r"Mẫu thong-bao-xep-hang\.docx: không có thẻ “la_gi”"):
        Made(facts_of(full, "ranking", DAY, year=2026), tmp_path).files()
    assert Made(facts_of(full, "proposal", DAY, year=2026, level="Cấp xã"), tmp_path).files()


def test_a_template_that_cannot_be_opened_is_named():
    with pytest.raises(TemplateFault, match=r"Không mở được mẫu mat\.docx"):
        Template.read(Path("không có/mat.docx"))


ATTACHED = RT.HYPERLINK.replace("hyperlink", "attachedTemplate")


def linked(document: Any, of_type: str) -> Any:
    document.part.relate_to("file:///etc/passwd", of_type, is_external=True)
    return document


@pytest.mark.parametrize("of_type", [RT.IMAGE, RT.OLE_OBJECT, RT.VIDEO])
def test_a_template_that_shows_a_file_from_elsewhere_is_refused(of_type):
    with pytest.raises(TemplateFault, match="ở nơi khác"):
        Template("x.docx", template("chữ", change=lambda document: linked(document, of_type)))


@pytest.mark.parametrize(
    "field",
    [
        "<w:p {}><w:fldSimple w:instr='INCLUDEPICTURE \"http://evil.example/a.png\"'/></w:p>",
        "<w:p {}><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT /etc/passwd</w:instrText></w:r></w:p>",
        "<w:p {}><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p>",
    ],
)
def test_so_is_one_with_a_field_that_fetches(field):
    def add(document: Any) -> None:
        document.element.body.insert(0, parse_xml(field.format(nsdecls("w"))))

    with pytest.raises(TemplateFault, match="ở nơi khác"):
        Template("x.docx", template("chữ", change=add))


def test_a_link_to_be_clicked_stays_and_the_file_of_the_editors_own_template_is_forgotten():
    content = template("chữ", change=lambda document: linked(linked(document, RT.HYPERLINK), ATTACHED))
    made = docx.Document(io.BytesIO(Template("x.docx", content).fill({})))
    assert {link.reltype for link in made.part.rels.values() if link.is_external} == {RT.HYPERLINK}


def test_a_template_that_would_fill_the_memory_is_refused():
    bomb = io.BytesIO(template("chữ"))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", bytes(MOST_BYTES))
    with pytest.raises(TemplateFault, match="quá lớn"):
        Template("x.docx", bomb.getvalue())
