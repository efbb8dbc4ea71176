"""The part *Gửi cấp trên* of the page *Nhập, xuất*: a day's figures as a signed package, to take along or to send."""

from __future__ import annotations

import os
from html import escape

import streamlit as st

from emulation import words
from emulation.access import Action
from emulation.publish import making, sending
from emulation.ui.office import saving
from emulation.ui.parts import notices, session

_MADE, _SAID = "package_made", "package_said"


def draw() -> None:
    """The button that makes the package, then what to do with it."""
    day = session.day()
    st.button(f"Tạo gói số liệu ngày {words.day(day)}", on_click=_make, key="make_package")
    match st.session_state.pop(_SAID, None):
        case (True, str(said)):
            notices.success(escape(said))
        case (False, str(refused)):
            notices.refusal(refused)
    match st.session_state.get(_MADE):
        case (made_of, str(name), bytes(data)) if made_of == _shown():
            st.caption(making.summary(name, data))
            st.download_button(
                f"Tải gói ({len(data) / 1024:.0f} KB)",
                data,
                file_name=name,
                mime="application/zip",
                type="primary",
            )
            if to := os.environ.get(sending.TO):
                st.button(
                    "Gửi gói lên cấp trên",
                    help=f"Tới {to}",
                    on_click=_send,
                    args=(to, name, data),
                    key="send_package",
                )
            _first_time()


def _first_time() -> None:
    """The line by which the city knows the commune's packages."""
    with st.expander("Lần đầu gửi: dòng của nơi mình cho cấp trên", key="commune_line"):
        try:
            line = making.line_of(
                session.edition().warehouse, session.folder().path, session.day(), os.environ
            )
        except making.NotMade as error:
            notices.refusal(str(error))
        else:
            st.caption(
                "Cán bộ cấp trên thêm dòng này vào communes.csv, rồi điền cụm thi đua. Không có gì bí mật."
            )
            st.code(line, language=None, wrap_lines=True)


def _shown() -> tuple[object, ...]:
    return session.edition().version, session.day()


def _make() -> None:
    if why_not := saving.not_permitted(Action.EXPORT):
        st.session_state[_SAID] = (False, f"Chưa tạo gói. {why_not}")
        return
    edition = session.edition()
    if edition.stale:
        st.session_state[_SAID] = (False, f"Chưa tạo gói: chưa đọc được {', '.join(edition.stale)}.")
        return
    try:
        name, data = making.package_of(edition.warehouse, session.folder().path, session.day(), os.environ)
    except making.NotMade as error:
        st.session_state[_SAID] = (False, str(error))
    else:
        st.session_state[_MADE] = (_shown(), name, data)


def _send(to: str, name: str, data: bytes) -> None:
    if why_not := saving.not_permitted(Action.EXPORT):
        st.session_state[_SAID] = (False, f"Chưa gửi. {why_not}")
        return
    try:
        st.session_state[_SAID] = (True, sending.send(to, name, data, os.environ.get(sending.CA, "")))
    except sending.NotSent as error:
        st.session_state[_SAID] = (False, str(error))
