"""Rows copied in a spreadsheet: pasted into the grid, where its selected cell is, or through *Dán từ Excel*.

The framework's own paste is not used: it reads 05/11/2026 as the 11th of May, and drops what no list has.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from emulation.office import draft
from emulation.office.pasting import pasted
from emulation.ui.office.tables.opened import Opened
from emulation.ui.parts import notices, viewer
from emulation.ui.parts.assets import asset, script

_REFUSED = "table-paste-refused"
_RESTORED = "table-restored"
_MOVED = (
    "Chưa dán: các cột trên màn hình đã đổi chỗ. Tải lại trang, hoặc dán kèm dòng tiêu đề vào ô Dán từ Excel."
)
_keys = component("table_grid", js=script("table_grid", asset("office/tables/grid.js")), isolate_styles=False)


def keys(of: Opened, lists: list[int]) -> None:
    """Have what is pasted into the grid come to the server, and the browser keep what is typed, until it is saved.

    `lists`: the places of columns that are lists.
    """
    key = "table-keys"
    edits = of.typed()
    of.restorable = of.restorable and not edits

    def given() -> None:
        told = (st.session_state[key] or {}).get("pasted")
        if isinstance(told, dict):
            _into_grid(of, told)

    def restored() -> None:
        kept = (st.session_state[key] or {}).get("restored")
        of.restore(kept if isinstance(kept, str) else "")
        st.session_state[_RESTORED] = bool(of.latest)

    data = {
        "lists": lists,
        "kept": f"table {viewer.viewer().account} {of.name}",
        "restorable": of.restorable,
        "draft": draft.told(of.sheet, edits),
    }
    _keys(key=key, data=data, on_pasted_change=given, on_restored_change=restored)


def tell() -> None:
    """Say what came of a paste, or of a page loaded again."""
    if refused := st.session_state.pop(_REFUSED, ""):
        notices.refusal(refused)
    if st.session_state.pop(_RESTORED, False):
        notices.success("Đã lấy lại những gì gõ dở mà chưa lưu. Xem lại ở dưới bảng rồi bấm Lưu.")


def _into_grid(of: Opened, told: dict[str, Any]) -> None:
    """Put a block where the selected cell is; what goes beyond the last row becomes new rows."""
    text, at, first = (told.get(name) for name in ("text", "column", "row"))
    names = list(of.frame.columns)
    if not (isinstance(text, str) and isinstance(at, int) and isinstance(first, int) and at < len(names)):
        return
    if told.get("heading") and told["heading"] != of.settings[names[at]]["label"]:
        st.session_state[_REFUSED] = _MOVED
        return
    before = of.typed()
    places = {of.in_grid(number): column.name for number, column in enumerate(of.sheet.columns)}
    found = pasted(of.sheet, text, places.get(names[at], ""))
    st.session_state[_REFUSED] = found.refusal
    into = before.displayed(of.rows)[max(first, 0) :][: len(found.rows)]
    of.begin(before.with_cells((row, cells) for row, cells in zip_longest(into, found.rows)))


def door(of: Opened) -> None:
    """A field for rows copied in Excel, and the button that adds them as new ones."""
    with st.expander("Dán từ Excel", key=f"table-paste-{of.name}"):
        key = f"table-pasted-{of.name}-{of.turn}"
        st.text_area(
            "Chép các dòng trong Excel (có hoặc không có tiêu đề) rồi dán vào đây",
            key=key,
            height=120,
            placeholder=" | ".join(column.label for column in of.sheet.columns),
        )
        st.button("Thêm vào bảng", key="table-add", on_click=_add, args=(of, key))


def _add(of: Opened, key: str) -> None:
    before = of.typed()
    found = pasted(of.sheet, st.session_state.get(key, ""))
    st.session_state[_REFUSED] = found.refusal
    if found.rows:
        of.begin(before.with_cells((None, cells) for cells in found.rows))
