"""The product's colours in light and dark; those of states are in `states.py`.

Streamlit's own widgets take the same values from the theme sections of .streamlit/config.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Palette:
    """The ground on which figures are drawn."""

    ink: str
    muted: str
    background: str
    panel: str
    line: str
    primary: str


LIGHT = Palette(
    ink="#1B2733", muted="#52606D", background="#FFFFFF", panel="#F3F6F9", line="#D5DCE3", primary="#0B5A8F"
)
DARK = Palette(
    ink="#E8EDF2", muted="#A9B6C2", background="#11181F", panel="#1A232C", line="#33404C", primary="#6DB3E8"
)


def palette() -> Palette:
    """The palette of the theme that this browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT
