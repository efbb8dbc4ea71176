"""Mới từ các đơn vị: what units reported that nobody has looked at yet, and what they ask for."""

import streamlit as st

from emulation.ui.frame import frame
from emulation.ui.office import saving
from emulation.ui.office.inbox import acts, sentences, view

frame.heading("Mới từ các đơn vị", sentences.ABOUT if view.sees_reports() else sentences.ABOUT_REQUESTS)
saving.outcome()

with frame.part():
    asked = acts.asked()
    reported = acts.items() if view.sees_reports() else ()
    if asked or reported:
        view.recorder()
    else:
        view.nothing()
    if asked:
        with st.container():  # each answer stays in sight as long as its own list
            view.requested(asked)
    if reported:
        with st.container():
            view.reports(reported)
