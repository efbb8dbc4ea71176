"""The templates that come with the program are what `python -m emulation.reports.drafting` draws, of tags that are told."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from jinja2 import nodes

from emulation.reports import tags
from emulation.reports.contents import CONTENTS, MEANINGS
from emulation.reports.drafting.__main__ import DRAWN
from emulation.reports.drafting.sheet import Column, Sheet
from emulation.reports.request import KINDS
from emulation.reports.word import TEMPLATES


def template(kind: str) -> Path:
    return TEMPLATES / f"{KINDS[kind].template}.docx"


def parts(path: Path) -> dict[str, bytes]:
    """The files in a document; how they are packed is the machine's."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_report_in_word_has_a_draft_and_no_template_lies_there_without():
    assert set(DRAWN) == set(CONTENTS) == {kind for kind, about in KINDS.items() if about.template}
    assert set(TEMPLATES.iterdir()) == {template(kind) for kind in DRAWN}


@pytest.mark.parametrize("kind", DRAWN)
def test_a_template_is_what_is_drawn(kind, tmp_path):
    drawn = tmp_path / "drawn.docx"
    DRAWN[kind]().save(drawn)
    assert parts(drawn) == parts(template(kind)), "run: .venv/bin/python -m emulation.reports.drafting"


@pytest.mark.parametrize("kind", DRAWN)
def test_every_tag_of_a_template_is_told_to_who_edits_it(kind):
    used = set(names(tags.read(Document(str(template(kind))).element.body)))
    assert used - set(MEANINGS[kind]) == set()
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


def test_a_table_wider_than_the_page_is_not_drawn():
    with pytest.raises(AssertionError, match="too wide"):
        Sheet("Bảng").table("", "hang", [Column("Một", 9, "{{ d.a }}"), Column("Hai", 8, "{{ d.b }}")])
