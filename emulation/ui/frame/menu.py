"""The menu: the screens that there are, and those of them that a role may open."""

from __future__ import annotations

import streamlit as st

from emulation.access import Role, Viewer, may_open

REVIEW = {  # file of pages/review -> path in the address ("" opens first), title in the menu and of the tab
    "overview": ("", "Tổng quan"),
    "progress": ("progress", "Tiến độ"),
    "rankings": ("rankings", "Xếp hạng"),
    "dossiers": ("dossiers", "Hồ sơ"),
    "movements": ("movements", "Phong trào"),
    "unit": ("unit", "Đơn vị"),
}
COUNCIL = {"prepare": ("council", "Trình chiếu"), "show": ("show", "Đang trình chiếu")}  # of pages/council
OFFICE = {  # file of pages/office -> the same
    "entry": ("entry", "Ghi nhận"),
    "reports": ("reports", "Báo cáo"),
    "data": ("data", "Dữ liệu"),
    "exchange": ("exchange", "Nhập, xuất"),
    "history": ("history", "Lịch sử"),
    "accounts": ("accounts", "Tài khoản"),
}
_GROUPS = {"": {"review": REVIEW, "council": COUNCIL}, "Nghiệp vụ": {"office": OFFICE}}
_HIDDEN = {"show"}
_FOR_GUESTS = {"dossiers": "Khen thưởng"}
"""Titles of screens of which a guest sees one part only."""
_WITH_ACCOUNTS = {"accounts"}
"""Screens that there are only where people sign in."""


def of(viewer: Viewer) -> dict[str, list[st.Page]]:
    """What the menu offers somebody. Any other address is that of an unknown page."""
    groups = {
        group: [
            _page(folder, name, path, _title(viewer, name, title))
            for folder, screens in folders.items()
            for name, (path, title) in screens.items()
            if may_open(viewer.role, name) and (viewer.account or name not in _WITH_ACCOUNTS)
        ]
        for group, folders in _GROUPS.items()
    }
    first, alone = groups[""], [group for group, pages in groups.items() if group and len(pages) == 1]
    for group in alone:  # to open it would be a tap for nothing
        first += groups.pop(group)
    return {group: pages for group, pages in groups.items() if pages}


def _title(viewer: Viewer, name: str, title: str) -> str:
    return _FOR_GUESTS.get(name, title) if viewer.role is Role.GUEST else title


def _page(folder: str, name: str, path: str, title: str) -> st.Page:
    shown = "hidden" if name in _HIDDEN else "visible"
    return st.Page(
        f"pages/{folder}/{name}.py", title=title, url_path=path, default=not path, visibility=shown
    )


def is_filtered(page: st.Page) -> bool:
    """Whether the filter holds on this screen: the officer's ignore it."""
    return page.url_path not in {path for path, _ in OFFICE.values()}
