"""Has the browser load the cell editor of `st.data_editor` before the first key is typed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from emulation.ui.parts.assets import asset, script

_mount = component(
    "cell_editor", js=script("cell_editor", asset("parts/cell_editor.js")), isolate_styles=False
)


def warm(key: str) -> None:
    """Draw nothing, but load the editor. Called beside each `st.data_editor`, with its `key`."""
    _mount(key=f"{key}-warm", data=_address())


@cache
def _address() -> str:
    """The framework's own file; empty where it has another name by now, and then the editor loads late, as ever."""
    static = Path(st.__file__).parent / "static"
    found = next((static / "static" / "js").glob("data-grid-overlay-editor.*.js"), None)
    return f"/{found.relative_to(static).as_posix()}" if found else ""
