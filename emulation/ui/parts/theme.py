"""The colours of the theme that a browser shows."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from emulation.palette import DARK, LIGHT


def palette() -> Mapping[str, str]:
    """LIGHT or DARK, as this browser's theme is."""
    return DARK if st.context.theme.type == "dark" else LIGHT
