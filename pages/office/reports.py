"""Báo cáo: choose a report, take it away, see what the data lack for it, read it before it is printed."""

import streamlit as st

from emulation.reports.request import KINDS
from emulation.ui import filters, frame, notices, reports_choice, reports_made, reports_template, session
from emulation.ui import reports_view as view
from emulation.ui import sentences_reports as sentences

chosen, offered, refused = reports_choice.asked()
scope = session.scope()
request = chosen.request(scope, filters.ranked_periods(scope))

frame.heading("Báo cáo", sentences.PURPOSE[request.kind])
reports_template.outcome()
for sentence in (*filters.refused(), *refused):
    notices.refusal(sentence)
reports_choice.draw(chosen, offered)

made, document = reports_made.of(request), ""
with frame.part():
    document = view.answer(chosen, request, made)

beside, shown = st.columns([2, 3], gap="large")
with beside:
    view.gaps(made.gaps)
    if KINDS[request.kind].template:
        reports_template.draw(request.kind, made)
with shown:
    if document:
        if len(made.contents) > 1:
            reports_choice.letter(made.whose(), document)
        view.preview(made, document)
