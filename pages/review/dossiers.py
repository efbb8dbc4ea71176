"""Hồ sơ chờ xử lý: what is stuck where, and what was awarded?"""

from emulation.ui.frame import frame
from emulation.ui.parts import session, viewer
from emulation.ui.review.dossiers import awards, dossier_sheet, waiting

scope = session.scope()

title = "Hồ sơ chờ xử lý" if viewer.asks("waiting_list") else "Khen thưởng"
frame.heading(title, slide="dossiers", back="dossiers")
dossier_sheet.SHEET.show_asked()
if viewer.asks("waiting_list"):
    with frame.part():
        waiting.draw(scope)
with frame.part():
    waiting.of_everybody(scope)
with frame.part():
    awards.draw(scope)
