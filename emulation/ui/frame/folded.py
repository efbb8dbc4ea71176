"""A table that is folded away: made and sent only while it is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from emulation.ui.frame import frame
from emulation.ui.parts import tables, viewer


def table(
    label: str,
    rows: Callable[[], pd.DataFrame],
    columns: tables.Columns,
    *,
    key: str,
    on_open: Callable[[str], None] | None = None,
    **more: Any,
) -> None:
    """`tables.table` under a `label` that unfolds it. `rows` is called only then.

    Unfolding runs this table alone, not the page: `rows` must not depend on what the page names anew further down.
    """
    pressed: list[str] = []

    def press(row: str) -> None:
        pressed.append(row)
        if on_open:
            on_open(row)

    @st.fragment
    def fold() -> None:
        if pressed or not viewer.is_still():
            st.rerun()  # a row's window is the page's affair, and so is another viewer
        unfolded = st.expander(label, key=f"{key}_fold", on_change="rerun")
        with unfolded, frame.part():
            if unfolded.open:
                tables.table(rows(), columns, key=key, on_open=press if on_open else None, **more)

    fold()
