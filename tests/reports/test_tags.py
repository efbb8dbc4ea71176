"""Tags of a template: found where Word tore them apart, and refused with a sentence that names them."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from emulation.reports import tags
from emulation.reports.tags import TagFault

VALUES = {
    "ky": "quý I",
    "so": {"ca_nhan": "12"},
    "khoi": {"cau": ["Một.", "Hai."], "bang": [{"ten": "A", "don_vi": ["X"]}, {"ten": "B", "don_vi": []}]},
    "rong": [],
    "co": True,
}


def paragraph(*runs: str) -> Any:
    """A paragraph of these runs, each its text or XML of its own."""
    return _parsed(_paragraph(*runs))


def body(*paragraphs: str, rows: tuple[str, ...] = ()) -> Any:
    """Paragraphs, then a table with a cell in each row."""
    table = "".join(f"<w:tr><w:tc>{_paragraph(text)}</w:tc></w:tr>" for text in rows)
    return _parsed("".join(map(_paragraph, paragraphs)) + f"<w:tbl>{table}</w:tbl>")


def _paragraph(*runs: str) -> str:
    pieces = (run if run.startswith("<") else f"<w:r><w:t>{escape(run)}</w:t></w:r>" for run in runs)
    return f"<w:p>{''.join(pieces)}</w:p>"


def _parsed(inner: str) -> Any:
    return parse_xml(f"<w:body {nsdecls('w')}>{inner}</w:body>")


def text_of(root: Any) -> str:
    return "".join(text.text or "" for text in root.iter(qn("w:t")))


def fault(root: Any) -> str:
    with pytest.raises(TagFault) as caught:
        tags.check(tags.read(root), VALUES)
    return str(caught.value)


# ---- as Word leaves them


@pytest.mark.parametrize(
    "runs",
    [
        ("Kỳ {{ ky }}.",),
        ("Kỳ {", "{ k", "y", " }", "}."),
        (
            "Kỳ {{",
            "<w:proofErr w:type='spellStart'/>",
            " ky ",
            "<w:bookmarkStart w:id='1' w:name='a'/>",
            "}}.",
        ),
        ("Kỳ {{ky}}.",),
        ("Kỳ {{\xa0ky\xa0}}.",),
        ("Kỳ ", "<w:hyperlink><w:r><w:t>{{ ky</w:t></w:r></w:hyperlink>", " }}."),
    ],
)
def test_a_tag_is_brought_together_in_the_run_where_it_begins(runs):
    root = paragraph(*runs)
    (tag,) = tags.read(root)
    assert tag.text == "{{ ky }}"
    assert text_of(root) == "Kỳ {{ ky }}."
    assert sum("{{ ky }}" in (text.text or "") for text in root.iter(qn("w:t"))) == 1


def test_a_tag_in_a_text_box_is_not_one_of_the_paragraph_that_it_hangs_on():
    box = f"<w:r><w:pict><w:txbxContent>{_paragraph('{{ ky }}')}</w:txbxContent></w:pict></w:r>"
    root = paragraph("{%p if co %}", box)
    with pytest.raises(TagFault, match="đứng riêng"):
        tags.read(root)
    (tag,) = tags.read(paragraph("Kỳ ", box))
    assert tag.text == "{{ ky }}"


@pytest.mark.parametrize("quotes", ['"quý I"', "“quý I”", "‘quý I’", "„quý I“", "'quý I'"])
def test_quotes_that_word_puts_itself_are_those_that_were_typed(quotes):
    tag, _ = tags.read(body(f"{{% if ky == {quotes} %}}Đầu năm{{% endif %}}"))
    assert tag.text.replace("'", '"') == '{% if ky == "quý I" %}'


def test_quotes_and_brackets_of_the_text_stay():
    root = body("“Sạch đẹp” { không } là {{ ky }} {50}")
    tags.read(root)
    assert text_of(root) == "“Sạch đẹp” { không } là {{ ky }} {50}"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ky | upper }}, {{ so.ca_nhan }} người",
        "{% for d in khoi.bang %}{{ loop.index }}. {{ d.ten }}{% for x in d.don_vi %} {{ x }}{% endfor %}{% endfor %}",
        "{% for d in rong %}{{ d.gi_cung_duoc }}{% else %}chưa có{% endfor %}",
        '{% if co and not rong %}a{% elif ky != "năm" or co %}b{% else %}c{% endif %}',
        '{{ ky if co else "cả năm" }}',
        "{# dặn người sửa #}{{ ky }}",
    ],
)
def test_names_comparisons_and_loops_can_be_used(text):
    tags.check(tags.read(body(text)), VALUES)


def test_paragraphs_and_rows_can_be_repeated_or_left_out():
    root = body(
        "{%p for cau in khoi.cau %}",
        "{{ cau }}",
        "{%p endfor %}",
        rows=("{%tr if co %}", "x", "{%tr endif %}"),
    )
    tags.check(tags.read(root), VALUES)


# ---- misspelt, unclosed, out of place


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kỳ {{ kỳ }}", "không có thẻ “kỳ” (ở “{{ kỳ }}”)"),
        ("{{ so.can_bo }}", "không có thẻ “so.can_bo”"),
        ("{% if co %}{{ la }}{% endif %}", "không có thẻ “la”"),
        ("{% if la %}x{% endif %}", "không có thẻ “la” (ở “{% if la %}”)"),
        ("{% for d in khoi.bang %}{{ d.la }}{% endfor %}", "không có thẻ “d.la”"),
        ("{% for d in khoi.bang %}x{% endfor %}{{ d.ten }}", "không có thẻ “d”"),
        ("{% for d in ky %}x{% endfor %}", "thẻ “{% for d in ky %}” không lặp được: “ky” không phải danh sách"),
        ("{{ khoi.cau }}", "thẻ “{{ khoi.cau }}” là một nhóm hoặc một điều kiện"),
        ("{{ co }}", "thẻ “{{ co }}” là một nhóm hoặc một điều kiện"),
        ("{{ k y }}", "thẻ “{{ k y }}” viết sai"),
        ("{{ }}", "viết sai"),
        ("{% for d on rong %}{% endfor %}", "thẻ “{% for d on rong %}” viết sai"),
        ("{% if %}x{% endif %}", "thẻ “{% if %}” viết sai"),
        ("Kỳ {{ ky và các đơn vị", "thẻ “{{ ky và các đơn vị” chưa đóng ngoặc trong cùng đoạn"),
        ("Kỳ ky }} của xã", "thẻ “Kỳ ky }}” thừa ngoặc đóng hoặc thiếu ngoặc mở"),
        ("{{ ky }", "thẻ “{{ ky }” chưa đóng ngoặc"),
        ("{% if co %}x", "thẻ “{% if co %}” thiếu “{% endif %}”"),
        ("{%p for d in rong %}", "thẻ “{%p for d in rong %}” thiếu “{%p endfor %}”"),
        ("x{% endfor %}", "thẻ “{% endfor %}” không có thẻ mở tương ứng ở trước"),
        ("{% if co %}{% endfor %}", "thẻ “{% endfor %}” không có thẻ mở"),
        ("{% if co %}{% else %}{% else %}{% endif %}", "thẻ “{% else %}” đứng sau “{% else %}”"),
        ("{% fi co %}x{% endif %}", "thẻ “{% fi co %}” không dùng được: chỉ có lệnh for, if"),
        ("{%tr if co %}", "thẻ “{%tr if co %}” phải nằm trong một hàng của bảng"),
        ("Nếu {%p if co %}", "thẻ “{%p if co %}” phải đứng riêng một đoạn"),
    ],
)  # fmt: skip
def test_what_cannot_be_filled_is_named(text, said):
    assert said in fault(body(text))


@pytest.mark.parametrize(
    ("paragraphs", "rows", "said"),
    [
        (("{{ ky", "}}"), (), "chưa đóng ngoặc trong cùng đoạn"),
        (("{% if co %}", "{% endif %}"), (), "thẻ “{% endif %}” phải cùng loại, cùng chỗ"),
        (("{%p if co %}", "x {% endif %}"), (), "thẻ “{% endif %}” phải cùng loại, cùng chỗ"),
        (("{%p if co %}",), ("{%p endif %}",), "cùng chỗ (đoạn, ô, bảng) với “{%p if co %}”"),
        ((), ("{%tr for d in rong %}", "x"), "thiếu “{%tr endfor %}”"),
        ((), ("{%tr for d in rong %} Đơn vị", "{%tr endfor %}"), "phải đứng riêng một hàng"),
    ],
)
def test_a_block_ends_where_it_began(paragraphs, rows, said):
    assert said in fault(body(*paragraphs, rows=rows))


@pytest.mark.parametrize(
    "inside",
    [
        "ky.__class__",
        "ky.upper",
        "(ky | upper).__class__",
        "ky()",
        "ky[0]",
        "ky | attr('__class__')",
        "ky | center(1000000000)",
        "range(1000000000)",
        "'a' * 1000000000",
        "10 ** 10 ** 10",
        "ky ~ ky",
        "[ky]",
        "none",
        "ky if co",
        "self",
        "cycler",
        "lipsum",
    ],
)
def test_nothing_but_names_can_be_asked_for(inside):
    assert f"{{{{ {inside} }}}}" in fault(body(f"{{{{ {inside} }}}}"))


@pytest.mark.parametrize("inside", ["loop", "loop.cycle", "loop.nextitem.ten", "loop.__class__"])
def test_of_a_loop_only_its_place_can_be_asked_for(inside):
    assert inside in fault(body(f"{{% for d in khoi.bang %}}{{{{ {inside} }}}}{{% endfor %}}"))


@pytest.mark.parametrize(
    "command",
    [
        "for a in range(1000000000)",
        "for a, b in khoi.bang",
        "for d in khoi.bang recursive",
        "for d in khoi.bang if d.ten",
        "if ky is defined",
        "set a = ky",
        "include 'a'",
        "import 'os' as a",
        "raw",
        "macro a()",
        "colspan 3",
        "- if co",
    ],
)
def test_no_other_command_runs(command):
    end = "{% endfor %}" if command.startswith("for") else "{% endif %}"
    assert command in fault(body(f"{{% {command} %}}x{end}"))
