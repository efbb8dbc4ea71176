"""A report made for a random question, read back from its .docx, beside the rows that its figures must come from."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import docx
from docx.oxml.ns import qn

from emulation import words
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.made import Made
from emulation.reports.request import Request
from emulation.scope import VIETNAM, Scope
from emulation.warehouse import Warehouse
from tests.reference.workdays import Calendar

WHOLE_YEAR = 0


def deadline(data: Warehouse, due_on: date) -> str:
    """A due date; one of rest with the next working day, counted by the reference's calendar."""
    calendar = Calendar(
        [{"day": day, "kind": kind} for day, kind in data.rows_of("select day, kind from days_off")]
    )
    if calendar.is_working(due_on):
        return words.day(due_on)
    return words.deadline(due_on, calendar.add(due_on, 1))


def names(data: Warehouse, table: str, label: str = "name") -> dict[str, str]:
    """Id → what documents call a unit or a bloc: verbatim, with the id where several are called so."""
    frame = data.table(table)
    said = frame[label].fillna(frame["name"])
    alike = Counter(said.str.lower())
    return {
        key: f"{name} ({key})" if table in ("units", "blocs") and alike[name.lower()] > 1 else name
        for key, name in zip(frame.iloc[:, 0], said, strict=True)
    }


class Report:
    """`asked`: as_of, year, quarter, blocs and units, as `random_question` gives them."""

    def __init__(self, data: Warehouse, kind: str, asked: dict[str, Any]) -> None:
        self.data, self.kind = data, kind
        self._answers: dict[Any, list[Any]] = {}
        self.as_of = asked["as_of"] or data.default_as_of
        self.chosen = {name: asked[name] for name in ("blocs", "units")}
        self.filtered = any(self.chosen.values())
        quarter = {"quarter": asked["quarter"] or 2, "ranking": asked["quarter"] or None}.get(kind)
        request = Request.of(KINDS[kind], self.as_of, year=asked["year"], quarter=quarter, **self.chosen)
        facts = Facts(data, request, datetime.now(VIETNAM))
        self.whole = facts.commune.whole
        (content,) = Made(facts).files().values()
        self.body = docx.Document(BytesIO(content)).element.body
        self.year, self.first, self.last = request.scope.year, request.first_day, request.last_day
        year = (1, 2, 3, 4, WHOLE_YEAR)
        self.quarters = (1, 2) if kind == "half-year" else (quarter,) if quarter else year
        self.period = f"{self.year}-Q{self.quarters[-1]}" if self.quarters[-1] else str(self.year)

    def ask(self, query: str, **changes: Any) -> list[Any]:
        """What `show QUERY` gives for the report's day, year and filter; units and blocs under the names of documents."""
        scope = Scope(self.as_of, self.year, period=self.period, **self.chosen).but(**changes)
        if (query, scope) not in self._answers:
            columns, rows = self.data.answer(query, scope)
            found = [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in rows]
            table, key = ("units", "unit_id") if "unit_id" in columns else ("blocs", "bloc_id")
            if {"name", key} <= set(columns):
                for row in found:
                    row.name = self.name(table, getattr(row, key))
            self._answers[query, scope] = found
        return self._answers[query, scope]

    def each_quarter(self, query: str) -> list[Any]:
        """The rows of the period's quarters, one after the other; of a year those of the year."""
        quarters = self.quarters if len(self.quarters) < 5 else (None,)
        return [row for quarter in quarters for row in self.ask(query, quarter=quarter)]

    def name(self, table: str, key: str) -> str:
        return names(self.data, table)[key]

    def table(self, *headings: str) -> list[list[str]]:
        """The lines of the table whose first headings these are; a line across the table has one cell."""
        for table in self.body.iter(qn("w:tbl")):
            head, *lines = ([_text(cell) for cell in row.tc_lst] for row in table.tr_lst)
            if tuple(head[: len(headings)]) == headings:
                return lines
        return []


def _text(element: Any) -> str:
    """The text of a paragraph or a cell; a line break is a blank."""
    parts = {qn("w:t"): lambda e: e.text or "", qn("w:br"): lambda _: " "}
    return "".join(parts[e.tag](e) for e in element.iter(*parts))
