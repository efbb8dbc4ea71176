"""The data of a show: answers of `queries/`, all from one edition and for one meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from emulation.commune import Commune
from emulation.scope import Scope

OTHER = "Khác"
"""The kind of meeting whose name says nothing about it."""


@dataclass(frozen=True)
class Meeting:
    """A row of meetings.csv that a show was made for."""

    id: str
    held_on: date
    kind: str
    title: str
    place: str


@dataclass(frozen=True)
class Moment:
    """`ask` answers a question for the scope (or for another), `table` gives a file's rows; both for one edition.

    `where`: what the filter narrows the figures to, in words; empty for the whole commune. `since`: the Council's
    last meeting before the as-of date, if any. `hold`: ranks that are not final stay away. `period_note`: why the
    ranking is of this period, where nobody chose it.
    """

    scope: Scope
    where: str
    since: date | None
    meeting: Meeting | None
    hold: bool
    commune: Commune
    ask: Callable[..., pd.DataFrame]
    table: Callable[[str], pd.DataFrame]
    period_note: str = ""

    def names(self, thing: str, name: str = "") -> dict[str, str]:
        """Id → the name under which people see a unit, bloc, award or movement, no two alike."""
        rows = self.ask(f"{thing}_names")
        return dict(zip(rows[f"{thing}_id"], rows[name or f"{thing}_name"], strict=True))
