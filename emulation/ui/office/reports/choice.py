"""The first step of *Báo cáo*: which report, on what, as of when, on whom. The address keeps it (choice.js)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from emulation.reports import choices
from emulation.reports.choices import ON, Asked, Offered
from emulation.reports.kinds import KINDS
from emulation.schema import LEVELS
from emulation.ui.frame import choice, filters, ranking_period
from emulation.ui.office.reports import sentences
from emulation.ui.parts import session

_OWN = (ON, "level", "meeting", "letter")
"""The parameters that are dropped when another report is chosen."""


def asked() -> tuple[Asked, Offered, tuple[str, ...]]:
    """What the address asks for, what there is to choose, and a sentence for what cannot be had."""
    params = {name: st.query_params[name] for name in st.query_params}
    levels = tuple(map(session.commune().level, LEVELS))
    scope, years = session.scope(), session.edition().warehouse.years
    ranked = filters.ranked_periods(scope)
    found = session.ask_readable("conclusions", scope.but(blocs=(), units=()))
    concluding = () if found is None else set(found["meeting_id"])
    return choices.read(params, scope, years, meetings(), levels, ranked, concluding)


def draw(chosen: Asked, offered: Offered) -> None:
    """The fields."""
    rows = {row.meeting_id: row for row in meetings()}
    kind = KINDS[chosen.report]
    lists = [
        choice.one_of(
            "report",
            "Báo cáo",
            kind.name,
            ((each.name, each.title, each.purpose) for each in KINDS.values()),
            _OWN,
        ),
        choice.one_of(ON, "Kỳ", chosen.period, ((p, sentences.period(kind, p), "") for p in offered.periods)),
        choice.one_of(
            "meeting",
            "Cuộc họp" if kind.of_conclusions else "Cuộc họp Hội đồng",
            chosen.meeting,
            ((m, *sentences.meeting(m, rows)) for m in offered.meetings),
            ("level",),
        ),
        choice.one_of(
            "level",
            "Cấp quyết định",
            chosen.level,
            ((each, sentences.level(each), "") for each in offered.levels),
        ),
    ]
    shown = [each for each in lists if each["options"]]
    choice.draw("report_choice", "Chọn báo cáo", shown, with_filter=True)
    if kind.on == "scoring period" and chosen.period == session.scope().period:
        ranking_period.tell()


def letter(names: dict[str, str], chosen: str) -> None:
    """Which of several documents is looked at: `names` file → whose it is; of units of one name the file too."""
    alike = Counter(names.values())
    options = ((file, name, file if alike[name] > 1 else "") for file, name in names.items())
    field = choice.one_of("letter", "Xem công văn gửi", chosen, options)
    choice.draw("report_letter", "Chọn công văn để xem", [field])


def meetings() -> list[Any]:
    """The rows of `meetings.csv`."""
    return list(session.each(session.table("meetings")))
