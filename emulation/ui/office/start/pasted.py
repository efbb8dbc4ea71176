"""The boxes into which a text is pasted."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from emulation.ui.office.start import steps

_PLAN = "nhiem-vu"
"""The plan's text is one for the steps *Kế hoạch* and *Nhiệm vụ*, until the latter is saved."""


def plan_text(help: str, propose: Callable[[str], None] | None = None) -> str:
    """The box for the whole text of the plan. `propose`: called with the text when it changes."""
    key = steps.key_of(_PLAN, "text")

    def changed() -> None:
        if propose:
            propose(st.session_state.get(key, ""))

    return _box("Dán văn bản kế hoạch (chép từ Word)", key, help, changed)


def text(label: str, step: str, help: str, example: str) -> str:
    """A box for a list."""
    return _box(label, steps.key_of(step, "text"), help, lambda: None, example)


def _box(label: str, key: str, help: str, changed: Callable[[], None], example: str = "") -> str:
    said = st.text_area(
        label, key=key, height=150, persist_state="session", on_change=changed, placeholder=example or help
    )
    return said or ""
