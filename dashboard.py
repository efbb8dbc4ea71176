"""The dashboard: the menu, the filter bar, and the chosen screen under them."""

import streamlit as st

from emulation.ui.frame import filters, frame, menu
from emulation.ui.parts import notices, session

st.set_page_config(
    page_icon=str(frame.ICON),
    layout="wide",
    initial_sidebar_state="collapsed",  # on a phone it holds the menu
    menu_items={"About": "Bảng theo dõi công tác thi đua, khen thưởng."},
)
page = st.navigation(menu.of(frame.let_in()), position="top")
frame.begin_where_there_is_nothing(page.url_path)
in_show = page.url_path == "show"

frame.open_frame(keep=in_show)
filters.filter_bar(drawn=menu.is_filtered(page) and not in_show)
frame.name_tab(page.title, filtered=menu.is_filtered(page))
if session.shows_city():
    notices.show_city()
elif not in_show:
    notices.show(
        "" if page.url_path == "data" else filters.link("data"),
        begins="" if page.url_path == "start" else filters.link("start"),
    )
with frame.part():
    page.run()
