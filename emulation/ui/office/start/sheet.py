"""A table of what was read from a pasted text, to be corrected before it is saved."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from emulation.ui.parts import cell_editor

_ROW, _MOST = 35, 16
"""Pixels of a row, and the most rows seen at once."""


@dataclass
class _Sheet:
    """Per session: what the table was made of, the rows that it began with, and those that it last showed."""

    source: Hashable = None
    begun: pd.DataFrame | None = None
    shown: pd.DataFrame | None = None
    made: int = 0


def edited(
    name: str,
    rows: Sequence[Mapping[str, Any]],
    columns: Mapping[str, Any],
    *,
    source: Hashable,
    fixed: Sequence[str] = (),
    adds: bool = True,
) -> list[dict[str, Any]]:
    """Draw the rows as a table and return them as corrected, blank rows left out; no value is None.

    What was corrected stays until the `source` of the rows changes, also over a visit to another page. `columns`: name →
    configuration; `fixed` ones cannot be changed. `adds`: whether rows can be added and removed.
    """
    state: _Sheet = st.session_state.setdefault(f"start-sheet-{name}", _Sheet())
    if state.begun is None or state.source != source:
        state.begun = state.shown = pd.DataFrame(
            [dict(row) for row in rows], columns=list(columns), dtype=object
        )
        state.source, state.made = source, state.made + 1
    key = f"start-sheet-{name}-{state.made}"
    if key not in st.session_state:  # the page was left meanwhile, and with it the editor's own state
        state.begun = state.shown
    assert state.begun is not None
    cell_editor.warm(key)
    state.shown = st.data_editor(
        state.begun,
        key=key,
        column_config=dict(columns),
        num_rows="dynamic" if adds else "fixed",
        disabled=list(fixed),
        hide_index=True,
        placeholder="",
        height=_ROW * (min(len(state.begun) + (2 if adds else 1), _MOST)) + 3,
        row_height=_ROW,
    )
    found = [_cells(row) for row in state.shown.to_dict("records")]
    return [row for row in found if any(value not in (None, "", False) for value in row.values())]


def _cells(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(name): None if value is None or value is pd.NaT or value != value else value
        for name, value in row.items()
    }
