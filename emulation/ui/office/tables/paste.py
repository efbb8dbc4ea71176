"""*Dán từ Excel*: rows copied in a spreadsheet, added to the grid's new rows."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from emulation.office.pasting import pasted
from emulation.ui.office.tables.opened import Opened
from emulation.ui.parts import notices

_REFUSED = "table-paste-refused"


def door(of: Opened) -> None:
    """A field for rows copied in Excel, and the button that adds them."""
    with st.expander("Dán từ Excel", key=f"table-paste-{of.name}"):
        key = f"table-pasted-{of.name}-{of.turn}"
        st.text_area(
            "Chép các dòng trong Excel (có hoặc không có tiêu đề) rồi dán vào đây",
            key=key,
            height=120,
            placeholder=" | ".join(column.label for column in of.sheet.columns),
        )
        st.button("Thêm vào bảng", key="table-add", on_click=_add, args=(of, key))
        if refused := st.session_state.pop(_REFUSED, ""):
            notices.refusal(refused)


def _add(of: Opened, key: str) -> None:
    typed = of.typed()
    found = pasted(of.sheet, st.session_state.get(key, ""))
    st.session_state[_REFUSED] = found.refusal
    if found.rows:
        of.begin(replace(typed, added=(*typed.added, *found.rows)))
