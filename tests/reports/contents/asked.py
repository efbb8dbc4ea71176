"""Facts of small warehouses, the one document of a request, and what a filled template says."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import docx
from docx.oxml.ns import qn

from emulation.reports.contents import CONTENTS
from emulation.reports.drafting.sheet import Sheet
from emulation.reports.facts import Facts
from emulation.reports.request import Request
from emulation.reports.word import Template
from emulation.scope import VIETNAM
from emulation.warehouse import Warehouse

MADE_AT = datetime(2026, 11, 23, 10, 15, tzinfo=VIETNAM)


def facts_of(data: Warehouse, kind: str, as_of: date, **choices: Any) -> Facts:
    return Facts(data, Request.of(kind, as_of, **choices), MADE_AT)


def the_one(data: Warehouse, kind: str, as_of: date, **choices: Any) -> tuple[str, dict[str, Any]]:
    """File name and values of a request with one document."""
    ((name, values),) = CONTENTS[kind](facts_of(data, kind, as_of, **choices))
    return name, dict(values)


def filled(sheet: Sheet, values: dict[str, Any]) -> str:
    """The text of a template filled with these values, cells too, a paragraph a line."""
    drawn = io.BytesIO()
    sheet.document.save(drawn)
    document = docx.Document(io.BytesIO(Template("mau.docx", drawn.getvalue()).fill(values)))
    return "\n".join(paragraph.text for paragraph in document.element.body.iter(qn("w:p")))
