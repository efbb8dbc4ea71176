"""Báo cáo: choose a report, take it away, see what the data lack for it, read it before it is printed; mail units what
presses."""

import streamlit as st

from emulation.ui.frame import filters, frame
from emulation.ui.office.reports import choice, kept, reminding, template, view
from emulation.ui.parts import notices, session

chosen, offered, refused = choice.asked()
scope = session.scope()
request = chosen.request(scope, filters.ranked_periods(scope))

frame.heading("Báo cáo", request.kind.purpose)
template.outcome()
for sentence in (*filters.refused(), *refused):
    notices.refusal(sentence)
choice.draw(chosen, offered)

made, document = kept.of(request), ""
with frame.part():
    document = view.answer(chosen, request, made)

beside, shown = st.columns([2, 3], gap="large")
with beside:
    view.gaps(made.gaps)
    if request.kind.documents:
        template.draw(request.kind, made)
    reminding.draw()
with shown:
    if document:
        if len(made.contents) > 1:
            choice.letter(made.addressees(), document)
        view.preview(made, document)
