"""The button with which a city's figures are taken away as an Excel workbook."""

from __future__ import annotations

import streamlit as st

from emulation.city.workbook import workbook
from emulation.ui.frame import filters
from emulation.ui.parts import session

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def button() -> None:
    """Made when it is pressed, of what the screen is filtered to."""
    scope, about = session.scope(), filters.where_in_words() or session.whole()
    now = session.edition().warehouse
    st.download_button(
        "Tải sổ Excel",
        lambda: workbook(lambda query: now.ask(query, scope), scope, about),
        file_name=f"tong-hop-{scope.as_of:%Y-%m-%d}.xlsx",
        mime=_XLSX,
        on_click="ignore",
        help="Các trang: chung, theo cụm, xã, phường, theo quý, nhiệm vụ quá hạn, hồ sơ trình lên, khen thưởng.",
    )
