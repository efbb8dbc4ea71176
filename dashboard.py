"""The dashboard: the menu, the filter bar, and the chosen screen under them."""

import streamlit as st

from emulation.ui import filters, frame, notices

SCREENS = {  # file of pages/review -> path in the address ("" opens first), title in the menu
    "overview": ("", "Tổng quan"),
    "progress": ("progress", "Tiến độ theo quý"),
    "rankings": ("rankings", "Xếp hạng khối thi đua"),
    "dossiers": ("dossiers", "Hồ sơ chờ xử lý"),
    "movements": ("movements", "Phong trào thi đua"),
    "unit": ("unit", "Đơn vị"),
}

st.set_page_config(
    page_title="Thi đua, khen thưởng",
    page_icon=str(frame.ICON),
    layout="wide",
    initial_sidebar_state="collapsed",  # on a phone it holds the menu
    menu_items={"About": "Bảng theo dõi công tác thi đua, khen thưởng cấp xã."},
)

pages = [
    st.Page(f"pages/review/{name}.py", title=title, url_path=path, default=not path)
    for name, (path, title) in SCREENS.items()
]
page = st.navigation(pages, position="top")

frame.open_frame()
filters.filter_bar()
notices.show()
frame.watch_data()
with frame.part():
    page.run()
