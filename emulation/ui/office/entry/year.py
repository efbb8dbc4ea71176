"""The year whose tasks and periods the forms offer."""

from __future__ import annotations

import streamlit as st

from emulation.ui.frame import filters
from emulation.ui.parts import session

_YEAR = "entry-year"


def choose() -> None:
    """Let the user choose the year, where there are several. The choice is the filter's, in the address."""
    scope = session.scope()
    years = filters.years(scope)
    if len(years) < 2:
        return
    st.session_state[_YEAR] = scope.year
    st.segmented_control(
        "Năm",
        years,
        required=True,
        key=_YEAR,
        on_change=lambda: filters.choose_year(st.session_state[_YEAR]),
        label_visibility="collapsed",
    )
