"""The templates that come with the program, and an empty document like them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from emulation.reports.kinds import KINDS
from emulation.reports.word import TEMPLATES

WORD = [name for name, kind in KINDS.items() if kind.documents]
"""The kinds of report that have a template."""


def path(kind: str) -> Path:
    """Where the template of a kind of report lies."""
    return TEMPLATES / f"{KINDS[kind].file}.docx"


def emptied() -> bytes:
    """A document with the page and the styles of the templates and no text; much smaller than python-docx begins with."""
    document = docx.Document(str(path("reminders")))
    body: Any = document.element.body
    for block in list(body):
        if block.tag != qn("w:sectPr"):
            body.remove(block)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
