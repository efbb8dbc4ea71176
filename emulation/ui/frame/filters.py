"""The filter bar of every screen, and the links that keep the filter.

The address is the only place where the filter is kept. The bar (filter_bar.js) changes the
address and nothing else; the framework notices, as it does for Back and Forward, and runs the
app for the new address. The widgets below are hidden: they are bound to the address, so that the
framework carries its parameters from page to page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.components.v2 import component

from emulation import words
from emulation.baseline import Against
from emulation.scope import Scope
from emulation.ui.frame.address import (
    ALL_QUARTERS,
    CITY,
    QUARTERS,
    Address,
    Choices,
    Places,
    href,
    narrowings,
    params_of,
    places_in_words,
    read,
    read_compare,
    scope_in_words,
)
from emulation.ui.parts import notices, session, viewer
from emulation.ui.parts.assets import asset, script

_BAR = component(
    "filter_bar",
    js=script(
        "filter_bar",
        asset(
            "parts/element.js", "parts/combo.js", "frame/address.js", "frame/fields.js", "frame/filter_bar.js"
        ),
    ),
    isolate_styles=False,
)
_CURRENT, _AGAINST = "_filter", "_compare"


def filter_bar(*, drawn: bool = True) -> Scope:
    """Draw the bar; return what it is set to, which is also the session's scope.

    If it is not `drawn` (the officer's pages ignore the filter), the address still keeps the filter.
    """
    choices, address = _choices(), _address()
    scope, refused = read(address, choices)
    st.session_state[_AGAINST], no_such = read_compare(address)
    st.session_state[_CURRENT] = (scope, choices, refused)
    if drawn:
        clearable = bool(refused or params_of(scope, choices))
        _BAR(key="filter_bar", data={**_bar_data(scope, choices), "clearable": clearable})
        for sentence in (*refused, *no_such):
            notices.refusal(sentence)
    session.set_scope(scope)
    return scope


def link(page: str, **changes: object) -> str:
    """A link to a screen by its url path ("" is the overview) that keeps the filter but for the changes.

    `link("unit", unit="U05")`, `link("progress", task="II.1.a")`, `link("dossiers", unit=None)`. Followed
    anywhere in the app, also inside a component, it opens without loading the app again.
    """
    scope, choices, _ = st.session_state[_CURRENT]
    compare = {} if against() is Against.MEETING else {"compare": (against().value,)}
    return href(page, params_of(scope, choices) | compare, **changes)


def unit_link(unit: str, **changes: object) -> str:
    """`link` to a unit's screen; "" where the viewer may not look at that unit by itself."""
    return link("unit", unit=unit, **changes) if viewer.opens("unit") and viewer.chooses(unit) else ""


def against() -> Against:
    """What the address compares with."""
    return st.session_state[_AGAINST]


def in_words(of: Scope | None = None) -> str:
    """What the screen (or the scope) is filtered to and as of when."""
    scope, choices, _ = st.session_state[_CURRENT]
    return _said(of or scope, choices)


def _said(scope: Scope, choices: Choices) -> str:
    return scope_in_words(scope, choices, session.commune(scope.year).whole)


def time_in_words(of: Scope) -> str:
    """The year, or the quarter of it, of which tasks are chosen.

    >>> [time_in_words(Scope.at(date(2026, 11, 16), quarter=quarter)) for quarter in (None, 3, 0)]
    ['năm 2026', 'Quý III/2026', 'nhiệm vụ cả năm 2026']
    """
    if of.quarter is None:
        return f"năm {of.year}"
    return f"{QUARTERS[of.quarter]}/{of.year}" if of.quarter else f"nhiệm vụ cả năm {of.year}"


def where_in_words() -> str:
    """The names of the chosen blocs or units; empty when all are chosen."""
    scope, choices, _ = st.session_state[_CURRENT]
    return places_in_words(scope, choices)


def narrowed_in_words() -> tuple[str, ...]:
    """What the filter narrows to, each part in words: the year, the quarter, the places, the day; none where all."""
    scope, choices, _ = st.session_state[_CURRENT]
    return narrowings(scope, choices)


def fields() -> dict[str, object]:
    """The values and the options of the bar's fields, for components that draw some of them elsewhere (fields.js)."""
    scope, choices, _ = st.session_state[_CURRENT]
    return _bar_data(scope, choices)


def refused() -> tuple[str, ...]:
    """A sentence for each value of the filter that the address cannot mean."""
    return st.session_state[_CURRENT][2]


def years(of: Scope) -> tuple[int, ...]:
    """The years to choose from, the latest first."""
    return st.session_state[_CURRENT][1].years_of(of.as_of)


def choose_year(year: int) -> None:
    """Set the filter to a year, as a callback: the bar's own field is not on every screen."""
    scope, choices, _ = st.session_state[_CURRENT]
    st.session_state["year"] = "" if year == choices.default_year(scope.as_of) else str(year)


def periods(of: Scope) -> tuple[str, ...]:
    """The scoring periods to choose from."""
    return st.session_state[_CURRENT][1].periods_of(of)


def ranked_periods(of: Scope) -> Sequence[str]:
    """The scoring periods that have ranks on its day, the last one first."""
    return st.session_state[_CURRENT][1].ranked_periods(of.as_of)


def is_usual_period(of: Scope) -> bool:
    """Whether the scope has the default scoring period."""
    choices = st.session_state[_CURRENT][1]
    return of.period == choices.usual_period(of.as_of, of.year, of.quarter)


def scope_at(day: date) -> tuple[Scope, str]:
    """The filter as of `day` where the address says no other, and the places it narrows to, in words ("": all)."""
    _, choices, _ = st.session_state[_CURRENT]
    params = st.query_params
    scope, _ = read(
        Address(
            year=params.get("year", ""),
            quarter=params.get("quarter", ""),
            bloc=tuple(params.get_all("bloc")),
            unit=tuple(params.get_all("unit")),
            as_of=params.get("as_of") or day.isoformat(),
            period=params.get("period", ""),
        ),
        choices,
    )
    return scope, places_in_words(scope, choices)


def _choices() -> Choices:
    now = session.edition()
    return _choices_on(now.version, now.warehouse.default_as_of)


@st.cache_resource(show_spinner=False, max_entries=100)
def _choices_on(version: str, day: date) -> Choices:
    """By an edition's version, which keeps viewers apart: each chooses among what he may filter by."""
    data, who = session.edition().warehouse, viewer.viewer()
    blocs, units = session.blocs(), session.units()
    if not who.filters_freely:
        blocs, units = None, units if units is None else units[units["unit_id"].isin(who.units)]
    return Choices.of(
        blocs,
        units,
        data.years,
        data.default_as_of,
        _default_year,
        _ranked_periods,
        CITY if session.shows_city() else Places(),
    )


def _default_year(as_of: date) -> int:
    """Of the run's own edition: the choices, which are kept, must not hold one."""
    return session.edition().warehouse.default_year(as_of)


def _ranked_periods(as_of: date) -> Sequence[str]:
    return session.edition().warehouse.ranked_periods(as_of)


def _address() -> Address:
    with st.container(key="address"):
        return Address(
            year="" if session.shows_city() else _bound_text("year"),  # a city shows that of its day
            quarter=_bound_text("quarter"),
            bloc=_bound_list("bloc"),
            unit=_bound_list("unit"),
            as_of=_bound_text("as_of"),
            period=_bound_text("period"),
            compare=_bound_text("compare"),
        )


def _bound_text(name: str) -> str:
    return st.text_input(name, key=name, bind="query-params") or ""


def _bound_list(name: str) -> tuple[str, ...]:
    return tuple(st.multiselect(name, (), key=name, accept_new_options=True, bind="query-params"))


def _published(scope: Scope) -> list[list[str]]:
    """The days to choose from where only some have figures: those of which communes sent them to a city."""
    if not session.shows_city():
        return []
    days = session.ask_readable("city/days", scope)
    sent = {} if days is None else dict(zip(days["as_of"], days["communes"], strict=True))
    shown = sorted({*sent, scope.as_of}, reverse=True)
    return [[day.isoformat(), f"{words.day(day)} · {sent.get(day, 0)} nơi"] for day in shown]


def _bar_data(scope: Scope, choices: Choices) -> dict[str, object]:
    who, called = viewer.viewer(), choices.places
    return {
        "summary": _said(scope, choices),
        "year": {
            "hidden": session.shows_city(),
            "value": str(scope.year),
            "default": str(choices.default_year(scope.as_of)),
            "options": [str(year) for year in choices.years_of(scope.as_of)],
        },
        "quarter": {
            "value": "" if scope.quarter is None else str(scope.quarter),
            "options": [["", ALL_QUARTERS], *([str(number), name] for number, name in QUARTERS.items())],
        },
        "bloc": {
            "value": list(scope.blocs),
            "options": [[o.id, o.name, o.brief] for o in choices.blocs],
            "hidden": not who.filters_freely,
            "label": called.bloc.capitalize(),
            "all": called.all_blocs,
        },
        "unit": {
            "value": list(scope.units),
            "hidden": not (who.filters_freely or who.units),
            "options": [[o.id, o.name, o.brief, o.bloc] for o in choices.units],
            "label": called.unit.capitalize(),
            "all": called.all_units,
        },
        "as_of": {
            "value": scope.as_of.isoformat(),
            "default": choices.default_as_of.isoformat(),
            "options": _published(scope),
        },
    }
