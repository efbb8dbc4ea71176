"""A document of any kind, read back from its .docx, beside the rows that its sentences must come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from io import BytesIO
from itertools import islice
from types import SimpleNamespace
from typing import Any

import docx
from docx.oxml.ns import qn

from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.made import Made
from emulation.reports.request import Request
from emulation.reports.word import template_of
from emulation.scope import VIETNAM, Scope
from emulation.warehouse import Warehouse
from tests.reports.read_back import WHOLE_YEAR, names

_NAMES = (
    ("units", "name"), ("units", "short_name"), ("blocs", "name"), ("movements", "name"), ("tasks", "title"),
    ("tasks", "short_title"), ("tasks", "clause"), ("meetings", "title"), ("meetings", "place"), ("awards", "name"),
)  # fmt: skip
_FIRST_TOKEN = 0xE000
LETTERS = 3
"""Of several documents of one request so many are read."""


class Paper:
    """One document. `asked`: what `Request.of` takes. The rows are those of the document's day, year and filter."""

    def __init__(self, data: Warehouse, request: Request, values: Mapping[str, Any], content: bytes) -> None:
        self.data, self.request, self.values, self.kind = data, request, values, request.kind.name
        self._body = docx.Document(BytesIO(content)).element.body
        self._answers: dict[Any, list[Any]] = {}
        meetings = [row for row in self.table("meetings") if row.meeting_id == request.meeting]
        self.meeting: Any = next(iter(meetings), None)
        scope = request.scope
        self.as_of = min([scope.as_of, *(row.held_on for row in meetings)])
        self.year, self.filtered = scope.year, scope.filtered
        self.first, self.last, self.period = request.first_day, request.last_day, request.period
        self.quarters = request.quarters or (1, 2, 3, 4, WHOLE_YEAR)

    def ask(self, query: str, **changes: Any) -> list[Any]:
        """What `show QUERY` gives; units and blocs under the names of documents."""
        chosen: Any = {"blocs": self.request.scope.blocs, "units": self.request.scope.units}
        scope = Scope(self.as_of, self.year, period=self.period, **chosen).but(**changes)
        if (query, scope) not in self._answers:
            columns, rows = self.data.answer(query, scope)
            found = [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in rows]
            table, key = ("units", "unit_id") if "unit_id" in columns else ("blocs", "bloc_id")
            for row in found if {"name", key} <= set(columns) else ():
                row.name = self.name(table, getattr(row, key))
            self._answers[query, scope] = found
        return self._answers[query, scope]

    def each_quarter(self, query: str) -> list[Any]:
        """The rows of the period's quarters, one after the other; of a year those of the year."""
        quarters = self.quarters if len(self.quarters) < 5 else (None,)
        return [row for quarter in quarters for row in self.ask(query, quarter=quarter)]

    def name(self, table: str, key: str) -> str:
        return names(self.data, table)[key]

    def table(self, name: str) -> list[Any]:
        """A file's rows."""
        return list(self.data.table(name).itertuples())

    @cached_property
    def titles(self) -> dict[str, tuple[str, str]]:
        """Task → what it is called where its clause stands beside it, and its full text."""
        rows = self.table("tasks")
        return {row.task_id: (row.short_title or row.title, row.title) for row in rows}

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Every sentence with a digit that is not the template's own: names masked; with the first of its paragraph."""
        constant = _constant(self.kind)
        for paragraph in self._body.iterchildren(qn("w:p")):
            text = _text(paragraph)
            if text in constant:
                continue
            parts = split(self._mask(text))
            for part in parts:
                if re.search(r"\d", part) and self.unmask(part) not in constant:
                    yield parts[0], part

    def _mask(self, text: str) -> str:
        for number, name in enumerate(self._names):
            text = text.replace(name, chr(_FIRST_TOKEN + number))
        return text

    def unmask(self, text: str) -> str:
        return "".join(
            self._names[ord(letter) - _FIRST_TOKEN] if 0xE000 <= ord(letter) <= 0xF8FF else letter
            for letter in text
        )

    @cached_property
    def _names(self) -> list[str]:
        found = {
            name for table, label in _NAMES for name in self.data.table(table)[label] if isinstance(name, str)
        }
        found |= {name.rstrip(" .;,") for name in found}
        found |= {name for table in ("units", "blocs") for name in names(self.data, table).values()}
        found |= {str(self.values[tag]) for tag in ("ke_hoach", "uy_ban", "hoi_dong", "xa", "cap_tren")}
        found |= {text for tag, text in self.values.items() if tag.endswith(("_tdkt", "_tham_quyen"))}
        found.add(self.values.get("don_doc", {}).get("kinh_gui", ""))
        found = {name.replace("\xa0", " ") for name in found if len(name) > 1}
        return sorted(found, key=len, reverse=True)


def split(text: str) -> list[str]:
    """The sentences of a paragraph whose names are masked; its number stays with the first."""
    parts = re.split(r"(?<=[.])(?<!^\d[.]) ", text)
    joined = parts[:1]
    for part in parts[1:]:
        if part[:1].islower() or part[:1] == "(":
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    return joined


def of(data: Warehouse, kind: str, as_of: date, **asked: Any) -> list[Paper]:
    """The documents of a request. Raises NotAsked."""
    request = Request.of(KINDS[kind], as_of, ranked=data.ranked_periods(as_of), **asked)
    made = Made(Facts(data, request, datetime.now(VIETNAM)))
    contents = islice(made.contents.items(), LETTERS)
    return [Paper(data, request, values, made.file(name)) for name, values in contents]


@cache
def _constant(kind: str) -> frozenset[str]:
    """The sentences and paragraphs of a kind's template without a tag: what they say of numbers does not change."""
    body = docx.Document(str(template_of(KINDS[kind].file))).element.body
    texts = [_text(paragraph) for paragraph in body.iter(qn("w:p"))]
    return frozenset(part for text in texts if "{" not in text for part in (text, *split(text)))


def _text(element: Any) -> str:
    """The text of a paragraph; a line break is a blank, and one that holds words together too."""
    parts = {qn("w:t"): lambda e: e.text or "", qn("w:br"): lambda _: " "}
    return "".join(parts[e.tag](e) for e in element.iter(*parts)).replace("\xa0", " ")
