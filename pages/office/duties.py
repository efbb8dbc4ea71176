"""Việc của đơn vị: what a unit owes now, each with one button to report it; then all that is the unit's own."""

import streamlit as st

from emulation.ui.frame import calendar, frame
from emulation.ui.office import saving
from emulation.ui.office.duties import report, view
from emulation.ui.parts import conclusions

units = view.settle()
frame.heading("Việc của đơn vị", view.about(units))
if not report.WINDOW.is_asked:
    saving.outcome()
if not units:
    with frame.part():
        view.choice()
    st.stop()
report.WINDOW.show_asked()
with st.container(key="duties-owed"), frame.part():
    view.owed(units)
with frame.part():
    view.said(units)
with frame.part():
    view.expected()
with frame.part():
    conclusions.of_units()
for unit, name in units.items():
    calendar.draw(unit, name if len(units) > 1 else "")
for unit, name in units.items():
    with frame.part():
        view.points(unit, name if len(units) > 1 else "")
with frame.part():
    view.dossiers(units)
for unit, name in units.items():
    with frame.part():
        view.movements(unit, name if len(units) > 1 else "")
