"""The first slide: whose figures, for which meeting, of when; and the last one."""

from __future__ import annotations

from collections.abc import Iterator

from emulation.ui import words
from emulation.ui.show.moment import Moment
from emulation.ui.show.slide import Slide, Statement


def title(moment: Moment) -> Iterator[Slide]:
    """Commune, meeting and as-of date."""
    meeting, year = moment.meeting, moment.scope.year
    lines = [f"Số liệu tính đến {words.day(moment.scope.as_of)}"]
    if moment.where:
        lines.insert(0, moment.where)
    if meeting:
        place = f" · {meeting.place}" if meeting.place else ""
        lines = [meeting.title, f"{meeting.kind}, {words.day(meeting.held_on)}{place}", *lines]
    yield Slide(
        "title",
        "title",
        commune(moment),
        f"Tình hình thi đua, khen thưởng năm {year}",
        Statement(tuple(lines)),
    )


def commune(moment: Moment) -> str:
    """Who issued the plan of the year shown, or the latest plan; empty where none is known."""
    plans = moment.table("plan").sort_values("year")
    of_year = plans[plans["year"] == moment.scope.year]
    known = of_year if len(of_year) else plans
    return str(known["issuer"].iloc[-1]) if len(known) else ""
