"""What the screens compare with, chosen once in the address for all of them."""

from __future__ import annotations

from html import escape

import streamlit as st

from emulation.baseline import Against, Baseline, YearAgo
from emulation.baseline import baseline as baseline_of
from emulation.scope import Scope
from emulation.ui.frame import filters
from emulation.ui.parts import session, viewer


def baseline(of: Scope | None = None) -> Baseline:
    """What the filter's scope (or another) is compared with."""
    scope, against = of or session.scope(), filters.against()
    met_on = session.last_council_meeting(scope) if against is Against.MEETING else None
    return baseline_of(against, scope, met_on)


def year_ago(of: Scope | None = None) -> YearAgo:
    """The same day a year earlier, and of what there are data on it; of nothing, where that cannot be known."""
    then = (of or session.scope()).a_year_earlier
    recorded = session.ask_readable("recorded", then)
    if recorded is None:
        return YearAgo(then)
    (row,) = session.each(recorded)
    return YearAgo(then, row.plan, row.dossiers, row.period, row.period_from, tuple(row.no_tasks or ()))


_CHOICES = {
    Against.MEETING: "họp trước",
    Against.YEAR: "cùng kỳ năm trước",
    Against.QUARTER: "đầu quý",
}


def draw(page: str, then: Baseline, lacks: str, said: str = "", **own: str | None) -> None:
    """The choice, as links on one line, after what is `said` of the comparison. `lacks`: of what there are no data a year
    ago, said where that is compared with. `own`: parameters of the page that the links keep."""
    offered = [
        each for each in _CHOICES if each is not Against.MEETING or viewer.asks("last_council_meeting")
    ]
    items = "".join(_item(page, each, each is then.against, own) for each in offered)
    choice = f'<nav aria-label="So sánh với"><span>So với</span><ul>{items}</ul></nav>'
    missing = lacks if then.against is Against.YEAR else ""
    if then.day is None and Against.MEETING in offered:
        missing = f"{then.begin}."
    st.html(f'<div class="compare">{_line(said)}{choice}{_line(missing)}</div>')


def _line(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>' if text else ""


def _item(page: str, against: Against, is_chosen: bool, own: dict[str, str | None]) -> str:
    compare = None if against is Against.MEETING else against.value
    url = escape(filters.link(page, compare=compare, **own), quote=True)
    mark = ' aria-current="true"' if is_chosen else ""
    return f'<li><a href="{url}" target="_self"{mark}>{_CHOICES[against]}</a></li>'
