"""One dossier in a window over the screen; the address says which (`?dossier=ID`), so it can be shared."""

from __future__ import annotations

from html import escape

import streamlit as st

from emulation.ui import blocks, notices, session
from emulation.ui.figures import dossiers
from emulation.ui.sentences_dossiers import dossier_facts

PARAMETER = "dossier"


def open_dossier(dossier_id: str) -> None:
    """Put the dossier into the address; the next run shows it."""
    st.query_params[PARAMETER] = dossier_id


def show_asked() -> None:
    """Show the dossier that the address asks for, if any."""
    asked = st.query_params.get(PARAMETER)
    if asked:
        _sheet(asked)


def _close() -> None:
    st.query_params.pop(PARAMETER, None)


@st.dialog("Chi tiết hồ sơ", width="large", on_dismiss=_close)
def _sheet(dossier_id: str) -> None:
    found = session.ask("dossier_detail", dossier=dossier_id)
    if found.empty:
        notices.nothing(
            f"Không có hồ sơ mã “{dossier_id}”.",
            "Mã không có trong tệp dossiers.csv, hoặc hồ sơ được tiếp nhận sau ngày xem.",
            "Hãy đóng cửa sổ này và chọn một hồ sơ trong bảng, hoặc đổi ngày xem.",
        )
        return
    dossier = found.iloc[0].to_dict()
    facts = "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in dossier_facts(dossier))
    st.html(
        f'<div class="sheet"><p class="verbatim">{escape(dossier_id)} · {escape(dossier["nominee_name"])}</p>'
        f"<p>{blocks.pill(dossier['state'])}</p><dl>{facts}</dl>"
        '<p class="note">† Số ngày giải quyết là giả định, sửa được trong awards.csv.</p></div>'
    )
    blocks.section(
        "Đường đi của hồ sơ", "Số ngày ở mỗi bước; vạch sọc là thời gian chờ bổ sung, không tính vào hạn."
    )
    st.html(dossiers.route(session.ask("dossier_route", dossier=dossier_id)))
