"""A sheet of cells to type and paste numbers into: rows × columns, of which a form gets what was changed.

Cells hold text, which the form's rule reads as the reader of the files would: a number field would take `1.250` for 1,25.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from emulation.office.change_set import listed
from emulation.ui.office.entry import form
from emulation.ui.parts import cell_editor, names

Cell = tuple[str, str]
"""The ids of a row and of a column."""
LINE, HEADING, HEIGHT = 20, 35, 530
"""Pixels of a line of text, of the headings, and of the sheet at most."""
NAME_WIDTH, NAME_LETTERS, NAME_LINES = 210, 24, 3
"""Of the names: pixels (wider ones would not stay in sight on a phone), letters in a line, and lines at most."""
_NAME = "\N{NUMBER SIGN}"
"""The column with the names of the rows; no id of ours."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and what is told of it over the heading. `fixed`: shown only; `of_numbers`: to the right."""

    heading: str
    help: str = ""
    width: int = 110
    fixed: bool = False
    of_numbers: bool = True


@dataclass
class _State:
    """Per session: what was typed, and what the editor began with. While something is typed, the editor stays as it is even
    if others save, so that no cell is lost under the hand."""

    typed: dict[Cell, str] = field(default_factory=dict)
    shape: Any = None
    began: pd.DataFrame | None = None
    turn: int = 0


def units_shown(name: str) -> tuple[str, ...]:
    """A picker of units, or of blocs, whose rows a sheet shows; the ids of all units while none is chosen."""
    units = names.units()
    asked = form.asked_for("unit", units, "Đơn vị")
    label = "Hiện khối, đơn vị (để trống: tất cả)"
    return form.pick_many(label, names.unit_options(units), name, asked, keeps=True) or tuple(units)


def draw(
    name: str,
    heading: str,
    rows: Mapping[str, str],
    columns: Mapping[str, Column],
    present: Mapping[Cell, str],
) -> dict[Cell, str]:
    """Draw the sheet; return the text of each cell that differs from the `present` one, also of rows not shown now.

    `rows`: id → name. A cell of which nothing is known at present is empty. What is typed is kept, also over a visit to
    another page, until the form is saved. `heading`: of the names.
    """
    state = _state(name)
    shape = tuple(rows.items()), tuple(columns.items())
    editor = form.key_of(f"{name}:editor:{state.turn}")
    ours = pd.DataFrame(
        {
            column: [state.typed.get((row, column), present.get((row, column), "")) for row in rows]
            for column in columns
        },
        index=list(rows),
        dtype=object,
    )
    begins = state.shape != shape or editor not in st.session_state
    if state.began is None or begins or (not state.typed and not ours.equals(state.began)):
        state.began, state.shape, state.turn = ours, shape, state.turn + 1
        editor = form.key_of(f"{name}:editor:{state.turn}")
    cell_editor.warm("cells")  # a form has one sheet
    longest = max((len(each) for each in rows.values()), default=1)
    row_height = HEADING - LINE + LINE * min(-(-longest // NAME_LETTERS), NAME_LINES)
    named = state.began.reset_index(drop=True)
    named.insert(0, _NAME, list(rows.values()))
    shown = st.data_editor(
        named,
        key=editor,
        hide_index=True,
        height=min(HEADING + row_height * len(rows) + 3, HEIGHT),
        row_height=row_height,
        alt=f"Bảng nhập: {heading}",
        placeholder="",
        disabled=[_NAME, *(column for column, how in columns.items() if how.fixed)],
        column_config={_NAME: _column(Column(heading, width=NAME_WIDTH), pinned=True)}
        | {column: _column(how) for column, how in columns.items()},
    )
    theirs = []
    for column, how in columns.items():
        for row, began, text in zip(rows, state.began[column], shown[column].fillna(""), strict=True):
            if text != began or (row, column) in state.typed:
                state.typed[row, column] = text
            elif text != present.get((row, column), ""):
                theirs.append(f"{rows[row]} · {how.heading}")
    if theirs:
        said = f"Vừa được người khác sửa, bảng hiện lại sau khi lưu: {listed(theirs)}."
        st.html(f'<p class="entry-aside">{escape(said)}</p>')
    state.typed = {cell: text for cell, text in state.typed.items() if text != present.get(cell, "")}
    return dict(state.typed)


def fill(name: str, texts: Mapping[Cell, str]) -> None:
    """Type into cells, as the user would."""
    state = _state(name)
    state.typed |= texts
    state.shape = None


def typed(name: str) -> Mapping[Cell, str]:
    """What was typed so far."""
    return _state(name).typed


def _state(name: str) -> _State:
    return st.session_state.setdefault(form.key_of(f"{name}:cells"), _State())


def _column(how: Column, *, pinned: bool = False) -> Any:
    # The explanation is Markdown, and an image in it would be fetched.
    help = how.help.replace("[", r"\[") or None
    side = "right" if how.of_numbers and not pinned else "left"
    return st.column_config.TextColumn(how.heading, help=help, width=how.width, pinned=pinned, alignment=side)
