"""What the windows over a screen share."""

from __future__ import annotations

import streamlit as st

from emulation.ui.theme import DARK, palette


def match_theme() -> None:
    """Tell an open window the theme: it lies outside the app, where light-dark() has none."""
    scheme = "dark" if palette() == DARK else "light"
    st.html(f"<style>[role='dialog'] {{ color-scheme: {scheme}; }}</style>")
