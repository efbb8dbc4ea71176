"""What every screen shares: language, styles, Vietnamese menus, links, and a reload when the data change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from emulation.access import NotAllowed, Role, Viewer
from emulation.office.founding import standing
from emulation.palette import screen_css
from emulation.ui.frame import filters
from emulation.ui.parts import blocks, notices, session, viewer
from emulation.ui.parts.assets import asset, script, stylesheets
from emulation.warehouse import NotAvailable

ROOT = Path(__file__).parents[3]
ICON = ROOT / "static" / "icon.png"
APPLICATION = "Thi đua, khen thưởng"
_STYLE = screen_css() + asset(*stylesheets("frame", "parts", "review", "office", "city", "show"))
"""The order of the cascade: sheets of the page first, then those of parts, then those of single screens."""
_SCRIPT = component(
    "frame",
    js=script(
        "frame",
        asset(
            "parts/element.js", "frame/vietnamese.js", "frame/dates.js", "frame/viewer.js", "frame/frame.js"
        ),
    ),
    isolate_styles=False,
)


_SEEN = {  # role -> what a screen of *Theo dõi* holds for it
    Role.COUNCIL: "Chưa công bố tên khi chưa có quyết định khen thưởng, trừ hồ sơ trình cuộc họp sắp tới của Hội đồng.",
    Role.UNIT: "Hồ sơ, điểm và việc cần làm ở đây chỉ là của đơn vị mình.",
    Role.GUEST: "Số liệu công khai: kế hoạch, xếp hạng chính thức, phong trào, khen thưởng đã có quyết định.",
}


class _Style:
    """The styles as the framework takes them without looking through their 50,000 letters for an indent."""

    def _repr_html_(self) -> str:
        return f"<style>{_STYLE}</style>"


def let_in() -> Viewer:
    """Fix who looks for this run. Call it before anything is drawn: a tab that is signed out gets this sentence alone."""
    try:
        return viewer.begin_run()
    except viewer.SignedOut as ended:
        st.html(f'<p>{escape(str(ended))} <a href="/sign-in" target="_top">Đăng nhập lại</a></p>')
        st.stop()


def open_frame(*, keep: bool = False) -> None:
    """Fix the edition of the data for this run, then add the styles and scripts. Call it before anything of a screen.

    With `keep` the run uses the edition of the run before, see `session.begin_run`.
    """
    session.begin_run(keep=keep)
    st.html(_Style())
    who = viewer.viewer()
    data = {
        "edition": session.folder().shown().version if keep else session.version(),
        "account": who.account,
        "viewer": {"name": "" if keep else who.name, "role": who.role},
    }
    _SCRIPT(key="frame", data=data, on_newer_change=lambda: None)


def begin_where_there_is_nothing(screen: str) -> None:
    """Send a visit that begins on the first screen of an empty folder to the one that fills it."""
    folder, begins = session.folder(), "edition" not in st.session_state and screen in ("", "overview")
    if session.shows_city():
        return
    if begins and viewer.opens("start") and standing.is_new(folder.edition(), folder.path):
        st.switch_page("pages/office/start.py")


def name_tab(screen: str, *, filtered: bool) -> None:
    """Give the tab a title of its own: the screen, what a `filtered` one narrows to, the application."""
    narrowed = filters.narrowed_in_words() if filtered else ()
    st.set_page_config(page_title=" · ".join([screen, *narrowed, APPLICATION]))


@contextmanager
def part() -> Iterator[None]:
    """A part of a screen that can fail alone: if a file it needs cannot be read, a message takes its place. What the viewer
    may not see is not there: so it is asked for before anything of the part is drawn."""
    try:
        yield
    except NotAllowed:
        pass
    except NotAvailable as missing:
        if session.is_new():  # a notice above says so
            return
        if not viewer.viewer().sees_all:
            notices.nothing("Chưa xem được phần này.", "Dữ liệu của phần này chưa đọc được.", notices.ASK)
            return
        do = "Hãy sửa theo danh sách lỗi ở trên; phần này tự hiện khi đọc được dữ liệu."
        if session.shows_city():
            why = f"Chưa đọc được {', '.join(missing.files)} của ngày này."
            do = "Hãy xem ngày khác, hoặc chờ: phần này tự hiện khi kho trở lại."
        elif session.folder().path.is_dir():
            why = f"Cần tệp chưa đọc được: {', '.join(missing.files)}."
        else:
            why = f"Không có thư mục dữ liệu {session.folder().path}."
        notices.nothing("Chưa xem được phần này.", why, do)


def heading(title: str, about: str | None = None, *, slide: str = "", back: str = "") -> None:
    """A screen's title with a line `about` it; by default the line gives the filter and the as-of date in words.

    `slide`: the section of the council's show that a link opens. `back`: the screen's own path, to which the show
    returns.
    """
    line = filters.in_words() if about is None else about
    link = escape(filters.link("show", slide=slide, back=back or None), quote=True)
    present = ""
    if slide and viewer.opens("show"):
        present = f'<a class="present" href="{link}" target="_self">Trình chiếu</a>'
    st.html(
        f'<header class="heading"><h1>{escape(title)}</h1><p class="scope">{escape(line)}</p>{present}</header>'
    )
    if seen := _SEEN.get(viewer.viewer().role, "") if slide else "":
        blocks.note(seen)
