"""Facts of small warehouses, the one document of a request, and what a filled template says."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import docx
from docx.oxml.ns import qn

from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.request import Request
from emulation.reports.word import Template, template_of
from emulation.scope import VIETNAM
from emulation.warehouse import Warehouse

MADE_AT = datetime(2026, 11, 23, 10, 15, tzinfo=VIETNAM)


def facts_of(data: Warehouse, kind: str, as_of: date, **choices: Any) -> Facts:
    return Facts(data, Request.of(KINDS[kind], as_of, **choices), MADE_AT)


def the_one(data: Warehouse, kind: str, as_of: date, **choices: Any) -> tuple[str, dict[str, Any]]:
    """File name and values of a request with one document."""
    ((name, values),) = documents(facts_of(data, kind, as_of, **choices))
    return name, dict(values)


def documents(facts: Facts) -> list[tuple[str, Mapping[str, Any]]]:
    """File name and values of each document of a request."""
    assert facts.request.kind.documents
    return list(facts.request.kind.documents(facts))


def filled(kind: str, values: dict[str, Any]) -> str:
    """The text of the kind's template filled with these values, cells too, a paragraph a line."""
    document = docx.Document(io.BytesIO(_template(kind).fill(values)))
    return "\n".join(paragraph.text for paragraph in document.element.body.iter(qn("w:p")))


@cache
def _template(kind: str) -> Template:
    return Template.read(template_of(KINDS[kind].file))
