"""A window over a screen about one thing; the address says which (`?task=ID`), so it can be shared.

frame.js knows the parameters (`WINDOWS`): a window that is closed leaves no entry in the history.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import streamlit as st

from emulation.ui.parts import blocks, viewer


@dataclass(frozen=True)
class Sheet:
    """`parameter` names the thing in the address; `draw` fills the window for its id. A table wants a `large` one."""

    parameter: str
    title: str
    draw: Callable[[str], None]
    width: Literal["medium", "large"] = "large"

    def open(self, thing: str) -> None:
        """Put the thing into the address; the next run shows it."""
        st.query_params[self.parameter] = thing

    @property
    def is_asked(self) -> bool:
        """Whether the address asks for something in this window."""
        return bool(st.query_params.get(self.parameter))

    def show_asked(self) -> None:
        """Show the thing that the address asks for, if any."""
        asked = st.query_params.get(self.parameter)
        if asked:
            st.dialog(self.title, width=self.width, on_dismiss=self._close)(self._drawn)(asked)

    def _drawn(self, asked: str) -> None:
        if not viewer.is_still():
            st.rerun()
        self.draw(asked)

    def _close(self) -> None:
        st.query_params.pop(self.parameter, None)


def facts(name: str, state: str | None, shown: Sequence[tuple[str, str]], note: str = "") -> None:
    """What is to be known of a thing: its name in full, its state if it has one, labels and values, a remark."""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in shown)
    listed = f"<dl>{rows}</dl>" if rows else ""
    remark = f'<p class="note">{escape(note)}</p>' if note else ""
    pill = f"<p>{blocks.pill(state)}</p>" if state else ""
    st.html(f'<div class="sheet"><p class="verbatim">{escape(name)}</p>{pill}{listed}{remark}</div>')


def link(text: str, address: str) -> None:
    """A link from the window to another screen, as a button."""
    blocks.ways([(text, address)])
