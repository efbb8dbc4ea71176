"""The templates that come with the program belong together: one for each report in Word, of the same styles, of tags that
are told. What the decree wants of them is seen in `test_format.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from docx import Document
from jinja2 import nodes

from emulation.reports import preview, tags
from emulation.reports.kinds import KINDS
from emulation.reports.word import TEMPLATES
from tests.reports.templates import WORD, path


def test_every_report_in_word_has_a_template_and_no_other_lies_there():
    assert set(TEMPLATES.iterdir()) == {path(kind) for kind in WORD}


@pytest.mark.parametrize("kind", WORD)
def test_a_style_looks_the_same_in_every_template(kind):
    """The screen shows all documents by one set of rules."""
    rules = preview.rules_of(path(kind))
    assert rules == {name: rule for name, rule in preview.rules_of(path("quarter")).items() if name in rules}
    assert {"Quốc hiệu", "Nội dung", "Ô bảng"} <= set(rules)


@pytest.mark.parametrize("kind", WORD)
def test_every_tag_of_a_template_is_told_to_who_edits_it(kind):
    used = set(names(tags.read(Document(str(path(kind))).element.body)))
    assert used - set(KINDS[kind].tags) == set()
    assert {"co_quan", "dong_cuoi"} <= used


def names(read: list[tags.Tag]) -> Iterator[str]:
    """The tags that are used, but for those of the rows of a list."""
    rows = {tag.node.target.name for tag in read if isinstance(tag.node, nodes.For)}  # type: ignore[union-attr]
    for tag in read:
        shown = tag.node.iter if isinstance(tag.node, nodes.For) else tag.node
        for name in paths(shown) if shown else ():
            if name.partition(".")[0] not in rows:
                yield name


def paths(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Getattr():
            yield f"{next(paths(node.node))}.{node.attr}"
        case nodes.Name():
            yield node.name
        case _:
            for part in node.iter_child_nodes():
                yield from paths(part)
