"""The parts of *Tài khoản*."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from emulation.accounts import Account, Refused
from emulation.ui.office.accounts import acts, sentences, windows
from emulation.ui.parts import names, notices, tables


def outcome() -> None:
    """What was done last; a first password once, until it is noted or the page is left."""
    done = acts.done()
    if done is None:
        return
    if not done.first:
        notices.success(f"{escape(done.sentence)}.")
        return
    notices.success(
        f"{escape(done.sentence)}. Đưa cho người dùng tên đăng nhập và mật khẩu đầu, chỉ hiện lần này:"
        f'<dl class="first-password"><dt>Tên đăng nhập</dt><dd>{escape(done.account)}</dd>'
        f"<dt>Mật khẩu đầu</dt><dd>{escape(done.first)}</dd></dl>"
        "Khi đăng nhập lần đầu, người dùng phải đổi mật khẩu ấy."
    )
    st.button("Đã ghi lại, ẩn đi", key=acts.NOTED, on_click=acts.forget)


def accounts() -> Sequence[Account]:
    """All accounts; none, and a sentence why, where they cannot be read."""
    try:
        return acts.listed()
    except Refused as refusal:
        notices.refusal(str(refusal))
        return ()


def add_button() -> None:
    st.button("Thêm tài khoản", type="primary", key="accounts-add", on_click=windows.NEW.open, args=("1",))


def table(found: Sequence[Account]) -> None:
    tables.table(
        sentences.listed(found, names.units()),
        sentences.COLUMNS,
        key="accounts",
        caption="Các tài khoản",
        file_name="tai-khoan",
        opens="account",
        on_open=windows.ONE.open,
        page_rows=20,
    )


def window() -> None:
    """The window that the address asks for, if any."""
    if windows.NEW.is_asked:
        windows.NEW.show_asked()
    else:
        windows.ONE.show_asked()
