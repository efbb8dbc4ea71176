"""Pages with one component each, to look at it in a real browser."""

import streamlit as st

st.navigation(
    [
        st.Page(f"{name}_app.py", title=name, url_path=name, default=name == "table")
        for name in ("table", "picker")
    ],
    position="hidden",
).run()
