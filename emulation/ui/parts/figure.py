"""What every figure shares: the theme's colours, Vietnamese numbers, no tool bar, a text that says the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from emulation.ui.parts import session
from emulation.ui.parts.theme import palette

FONT = "Source Sans, Source Sans Pro, sans-serif"


def figure(*traces: go.Scatter | go.Bar | go.Heatmap, height: int, **layout: Any) -> go.Figure:
    """A figure in the theme's colours, without legend and grid unless `layout` sets them."""
    ground = palette()
    axis = {
        "gridcolor": ground["line"],
        "linecolor": ground["line"],
        "zeroline": False,
        "showgrid": False,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": ground["ink"]},
    }
    shared = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 15, "color": ground["ink"]},
        "hoverlabel": {"font": {"family": FONT, "size": 14}, "align": "left"},
        "separators": ",.",
        "showlegend": False,
        "dragmode": False,
        "bargap": 0.35,
    }
    axes = {name: axis | layout.pop(name, {}) for name in ("xaxis", "yaxis")}
    return go.Figure(list(traces), shared | axes | layout)


@st.cache_resource(show_spinner=False, max_entries=200)
def _made(version: str, theme: str | None, asked: Hashable, _make: Callable[[], go.Figure]) -> go.Figure:
    return _make()


def draw(make: Callable[[], go.Figure], *of: Hashable, key: str, says: str) -> None:
    """Draw what `make` gives: made once for an edition of the data, a filter, a theme, and what `of` says it depends on
    besides. `says` is its text alternative for screen readers.
    """
    st.html(f'<p class="unseen">Biểu đồ: {escape(says)}</p>')
    asked = key, session.scope(), of
    st.plotly_chart(
        _made(session.edition().version, st.context.theme.type, asked, make),
        key=key,
        width="stretch",
        theme=None,
        config={"displayModeBar": False, "responsive": True},
    )
