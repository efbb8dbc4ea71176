"""A form that was opened on another day, as before midnight: it asks which day holds, and never decides in silence."""

from __future__ import annotations

from datetime import date

import streamlit as st

from emulation.intake.cells import written
from emulation.ui.parts import notices

_ASKED = "entry-asked-day"


def ask(label: str, key: str, shown: date) -> None:
    """Ask which day holds if the day that the screens show, `shown`, is another than that with which the field `key`
    began, and nobody has changed the field."""
    began = st.session_state.setdefault(f"{key}.began", shown)
    asks = shown != began == st.session_state.get(key)
    st.session_state[_ASKED] = shown if asks else None
    if not asks:
        return

    def choose(chosen: date) -> None:
        st.session_state[key], st.session_state[f"{key}.began"] = chosen, shown

    with st.container(key="entry-midnight"):
        notices.warning(
            f"Các màn hình nay tính đến {written(shown)}; {label.lower()} ở đây vẫn là {written(began)}."
        )
        with st.container(horizontal=True):
            st.button(f"Ghi ngày {written(shown)}", on_click=choose, args=(shown,), key="entry-follow")
            st.button(f"Giữ {written(began)}", on_click=choose, args=(began,), key="entry-stay")


def asked() -> date | None:
    """The day that the form on screen asks about."""
    return st.session_state.get(_ASKED)
