"""Moments of small warehouses, and what their slides say in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from emulation.commune import commune_of
from emulation.periods import usual
from emulation.scope import Scope
from emulation.ui.show.moment import Meeting, Moment
from emulation.ui.show.slide import Box, Cell, More, Pill, Slide, Table
from emulation.warehouse import Warehouse


def moment_of(
    data: Warehouse,
    as_of: date,
    *,
    meeting: Meeting | None = None,
    hold: bool = False,
    where: str = "",
    **scope: Any,
) -> Moment:
    """The moment of a day, `since` the Council's last meeting before it; `scope`: year, period and filter."""
    note = "" if scope.keys() & {"period", "quarter"} else "Kỳ gần nhất đã có xếp hạng."
    if "quarter" not in scope:
        scope = {"period": usual(data.ranked_periods(as_of), as_of)} | scope
    asked = Scope.at(as_of, **scope)
    met = data.ask("last_council_meeting", asked)["held_on"]

    def ask(query: str, of: Scope | None = None, **more: Any) -> Any:
        return data.ask(query, of or asked, **more)

    commune = commune_of(lambda name: data.table(name).itertuples(index=False), asked.year)
    since = met[0] if len(met) else None
    return Moment(asked, where, since, meeting, hold, commune, ask, data.table, period_note=note)


def rows_of(slide: Slide) -> list[tuple[str, ...]]:
    """The rows of a table, a state as its word, what is left out in words, a box as itself."""
    assert isinstance(slide.body, Table)
    return [tuple(map(_said, row)) for row in slide.body.rows]


def _said(cell: Cell) -> str:
    match cell:
        case str():
            return cell
        case Pill(said) | More(said):
            return said
        case Box():
            return "☐"


def titles(slides: Iterable[Slide]) -> dict[str, str]:
    """What each slide says, by its id."""
    return {slide.id: slide.title for slide in slides}


def numbers(text: str) -> list[int]:
    """The whole numbers of a text, in their order; dates and clauses too."""
    return [int(found.replace(".", "")) for found in re.findall(r"\d{1,3}(?:\.\d{3})+|\d+", text)]
