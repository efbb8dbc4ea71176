"""The data of a show: answers of `queries/`, all from one edition and for one meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from emulation.commune import Commune
from emulation.scope import Scope
from emulation.ui.show.paging import cut

OTHER = "Khác"
"""The kind of meeting whose name says nothing about it."""

MOST_WHERE = 48
"""Letters of what the filter chooses in a title; the first slide has it whole."""
_SMALL = ("Không ", "Từ ", "Đến ", "Kỳ ")
"""Beginnings that are written small within a sentence."""


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

    def titled(self, title: str) -> str:
        """What a slide says, after what the filter chooses: Khối thôn số 1: 4 phần việc quá hạn."""
        if not self.where:
            return title
        where = cut(self.where, lambda text: len(text) <= MOST_WHERE)
        return f"{where}: {title[0].lower()}{title[1:]}" if title.startswith(_SMALL) else f"{where}: {title}"

    def names(self, thing: str, name: str = "") -> dict[str, str]:
        """Id → the name under which people see a unit, bloc, award or movement, no two alike."""
        rows = self.ask(f"{thing}_names")
        return dict(zip(rows[f"{thing}_id"], rows[name or f"{thing}_name"], strict=True))
