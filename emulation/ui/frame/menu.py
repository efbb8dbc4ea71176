"""The menu: the screens that there are, and those of them that a role may open."""

from __future__ import annotations

import streamlit as st

from emulation.access import Role, Viewer, may_open
from emulation.ui.parts import session

REVIEW = {  # file of pages/review -> path in the address ("": opens first, for who has no other home), title
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
    "duties": ("duties", "Việc của đơn vị"),
    "inbox": ("inbox", "Mới từ các đơn vị"),
    "reports": ("reports", "Báo cáo"),
    "data": ("data", "Dữ liệu"),
    "exchange": ("exchange", "Nhập, xuất"),
    "history": ("history", "Lịch sử"),
    "start": ("start", "Lập dữ liệu mới"),
    "accounts": ("accounts", "Tài khoản"),
}
CITY = {  # of pages/city
    "whole": ("", "Toàn thành phố"),
    "communes": ("communes", "Các xã, phường"),
    "handed_up": ("handed_up", "Hồ sơ trình lên"),
    "awards": ("awards", "Khen thưởng"),
    "commune": ("commune", "Xã, phường"),
}
_GROUPS = {"": {"review": REVIEW, "council": COUNCIL}, "Nghiệp vụ": {"office": OFFICE}}
_GROUPS_OF_A_CITY = {
    "": {"city": CITY, "council": {"show": COUNCIL["show"]}},
    "Nghiệp vụ": {"office": {"accounts": OFFICE["accounts"]}},
}
_HOMES = {Role.UNIT: "duties"}
"""Role → the screen that opens first and stands first in the menu, where it is not *Tổng quan*."""
_HIDDEN = {"show"}
_FOR_GUESTS = {"dossiers": "Khen thưởng"}
"""Titles of screens of which a guest sees one part only."""
_WITH_ACCOUNTS = {"accounts"}
"""Screens that there are only where people sign in."""


def of(viewer: Viewer) -> dict[str, list[st.Page]]:
    """What the menu offers somebody. Any other address is that of an unknown page."""
    in_city = session.shows_city()
    home = "whole" if in_city else _HOMES.get(viewer.role, "overview")
    offered = _GROUPS_OF_A_CITY if in_city else _GROUPS
    groups: dict[str, list[st.Page]] = {group: [] for group in offered}
    for group, folders in offered.items():
        for folder, screens in folders.items():
            for name, (path, title) in screens.items():
                if not may_open(viewer.role, name) or (name in _WITH_ACCOUNTS and not viewer.account):
                    continue
                own, shown = path or name, _title(viewer, name, title)
                if name == home:  # also at its own path, where others have it: a link is for everybody
                    groups[""].insert(0, _page(folder, name, "", shown))
                    groups[""].append(_page(folder, name, own, shown, hidden=True))
                else:
                    groups[group].append(_page(folder, name, own, shown, hidden=name in _HIDDEN))
    first, alone = groups[""], [group for group, pages in groups.items() if group and len(pages) == 1]
    for group in alone:  # to open it would be a tap for nothing
        first += groups.pop(group)
    return {group: pages for group, pages in groups.items() if pages}


def path(viewer: Viewer, name: str) -> str:
    """The path of an officer's screen in the addresses that somebody has: "" of the one that opens first."""
    return "" if _HOMES.get(viewer.role) == name else OFFICE[name][0]


def _title(viewer: Viewer, name: str, title: str) -> str:
    if name == "whole":
        return session.whole().capitalize()
    return _FOR_GUESTS.get(name, title) if viewer.role is Role.GUEST else title


def _page(folder: str, name: str, path: str, title: str, *, hidden: bool = False) -> st.Page:
    return st.Page(
        f"pages/{folder}/{name}.py",
        title=title,
        url_path=path,
        default=not path,
        visibility="hidden" if hidden else "visible",
    )


def is_filtered(page: st.Page) -> bool:
    """Whether the filter holds on this screen: the officer's ignore it."""
    return page.title not in {title for _, title in OFFICE.values()}
