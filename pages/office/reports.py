"""Báo cáo: choose a report, take it away, see what the data lack for it, read it before it is printed."""

import streamlit as st

from emulation.reports.request import KINDS
from emulation.ui.frame import filters, frame
from emulation.ui.office.reports import choice, sentences, template, view
from emulation.ui.office.reports import made as reports_made
from emulation.ui.parts import notices, session

chosen, offered, refused = choice.asked()
scope = session.scope()
request = chosen.request(scope, filters.ranked_periods(scope))

frame.heading("Báo cáo", sentences.PURPOSE[request.kind])
template.outcome()
for sentence in (*filters.refused(), *refused):
    notices.refusal(sentence)
choice.draw(chosen, offered)

made, document = reports_made.of(request), ""
with frame.part():
    document = view.answer(chosen, request, made)

beside, shown = st.columns([2, 3], gap="large")
with beside:
    view.gaps(made.gaps)
    if KINDS[request.kind].template:
        template.draw(request.kind, made)
with shown:
    if document:
        if len(made.contents) > 1:
            choice.letter(made.whose(), document)
        view.preview(made, document)
