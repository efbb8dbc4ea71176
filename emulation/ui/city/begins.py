"""What stands on a city's screens before the first commune has sent anything."""

from __future__ import annotations

import streamlit as st

from emulation.ui.parts import blocks, notices, session, viewer


def where_there_is_nothing() -> None:
    """Say how to begin, and draw nothing more, where no commune has sent anything; the same for who may see nothing here.
    Where the lake has been away since the server began, nobody knows: a notice says that."""
    if not viewer.asks("city/totals"):
        why = "Tài khoản này không xem số liệu của cả thành phố, tỉnh."
        notices.nothing("Không có gì để xem ở đây", why, notices.ASK_THEM)
        st.stop()
    if not session.is_new():
        return
    if session.edition().stale:
        st.stop()
    blocks.lead("Chưa xã, phường nào gửi số liệu.")
    notices.nothing(
        "Bắt đầu",
        "Ghi mỗi xã, phường một dòng vào communes.csv của thư mục thành phố, với khoá công khai mà lệnh "
        "“python -m emulation publish --key” ở xã in ra.",
        "Chép các gói số liệu nhận được vào thư mục goi-den rồi chạy “python -m emulation city take”; "
        "màn hình này tự đổi khi có số liệu.",
    )
    st.stop()
