"""One dossier in a window over the screen: its facts, why it is due when it is, and its route."""

from __future__ import annotations

import streamlit as st

from emulation import permits, words
from emulation.office.steps import TO_SIGN
from emulation.ui.frame import filters, forecasts
from emulation.ui.parts import blocks, notices, session, viewer
from emulation.ui.parts.sheet import Sheet, facts, link
from emulation.ui.review.dossiers import figures
from emulation.ui.review.dossiers.sentences import dossier_facts


def _draw(dossier_id: str) -> None:
    found = session.ask("dossier_detail", dossier=dossier_id)
    if found.empty:
        notices.nothing(
            f"Không có hồ sơ mã “{dossier_id}”.",
            f"Mã không có trong dữ liệu, hoặc hồ sơ được tiếp nhận sau {words.day(session.scope().as_of)}.",
            "Hãy đóng cửa sổ này và chọn một hồ sơ trong bảng, hoặc xem tính đến một ngày khác.",
        )
        return
    dossier = found.iloc[0].to_dict()
    said = dossier_facts(dossier, session.commune().noun) + forecasts.fact("dossier", dossier_id)
    note = f"† Số ngày giải quyết là giả định{notices.changed_in('awards')}."
    facts(f"{dossier_id} · {dossier['nominee_name']}", dossier["state"], said, note)
    if dossier["closed_on"] is None:
        _ways(dossier_id, dossier["stage"])
    blocks.section(
        "Đường đi của hồ sơ", "Số ngày ở mỗi bước; vạch sọc là thời gian chờ bổ sung, không tính vào hạn."
    )
    st.html(figures.route(session.ask("dossier_route", dossier=dossier_id)))


def _ways(dossier_id: str, stage: str) -> None:
    """A link to the form for the dossier's next step, if the viewer may fill one in."""
    forms = {"chuyen-buoc": "Chuyển bước hồ sơ"} | ({"ky-ho-so": "Ký, trả lại"} if stage == TO_SIGN else {})
    for form, title in forms.items():
        if permits.may_fill(viewer.viewer(), form):
            link(title, filters.link("entry", form=form, dossier=dossier_id))


SHEET = Sheet("dossier", "Chi tiết hồ sơ", _draw)
