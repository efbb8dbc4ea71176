"""Facts of small warehouses, the one document of a request, and what a filled template says."""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import cache
from typing import Any

import docx
from docx.oxml.ns import qn

from emulation.reports.contents import CONTENTS
from emulation.reports.facts import Facts
from emulation.reports.request import KINDS, Request
from emulation.reports.word import Template, template_of
from emulation.scope import VIETNAM
from emulation.warehouse import Warehouse

MADE_AT = datetime(2026, 11, 23, 10, 15, tzinfo=VIETNAM)


def facts_of(data: Warehouse, kind: str, as_of: date, **choices: Any) -> Facts:
    return Facts(data, Request.of(kind, as_of, **choices), MADE_AT)


def the_one(data: Warehouse, kind: str, as_of: date, **choices: Any) -> tuple[str, dict[str, Any]]:
    """File name and values of a request with one document."""
    ((name, values),) = CONTENTS[kind](facts_of(data, kind, as_of, **choices))
    return name, dict(values)


def filled(kind: str, values: dict[str, Any]) -> str:
    """The text of the kind's template filled with these values, cells too, a paragraph a line."""
    document = docx.Document(io.BytesIO(_template(kind).fill(values)))
    return "\n".join(paragraph.text for paragraph in document.element.body.iter(qn("w:p")))


@cache
def _template(kind: str) -> Template:
    return Template.read(template_of(KINDS[kind].template))
