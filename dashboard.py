"""The dashboard: the menu, the filter bar, and the chosen screen under them."""

import streamlit as st

from emulation.access import may_open
from emulation.ui.frame import filters, frame
from emulation.ui.parts import notices, viewer

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
}

st.set_page_config(
    page_icon=str(frame.ICON),
    layout="wide",
    initial_sidebar_state="collapsed",  # on a phone it holds the menu
    menu_items={"About": "Bảng theo dõi công tác thi đua, khen thưởng."},
)


def pages(folder: str, screens: dict[str, tuple[str, str]], *hidden: str) -> list[st.Page]:
    return [
        st.Page(
            f"pages/{folder}/{name}.py",
            title=title,
            url_path=path,
            default=not path,
            visibility="hidden" if name in hidden else "visible",
        )
        for name, (path, title) in screens.items()
        if may_open(who.role, name)
    ]


who = viewer.identify()
review, office, council = pages("review", REVIEW), pages("office", OFFICE), pages("council", COUNCIL, "show")
page = st.navigation(
    {"": [*review, *council], "Nghiệp vụ": office} if office else [*review, *council], position="top"
)
in_show = page.url_path == "show"

frame.open_frame(keep=in_show)
filters.filter_bar(drawn=page not in office and not in_show)
frame.name_tab(page.title, filtered=page not in office)
if not in_show:
    notices.show(desk="" if page.url_path == "data" else filters.link("data"))
with frame.part():
    page.run()
