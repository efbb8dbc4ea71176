"""Tổng quan: what needs the chairman, and how do we stand?"""

import streamlit as st

from emulation.ui.frame import comparison, empty, forecasts, frame, news
from emulation.ui.parts import blocks, session, viewer
from emulation.ui.review import overview, recorded
from emulation.ui.review.changes import section as changes
from emulation.ui.review.steps import FIRST, steps

scope = session.scope()
then, ago = comparison.baseline(), comparison.year_ago()

frame.heading("Tổng quan", slide="standing")
if nothing_recorded := recorded.nothing_yet():
    blocks.lead(nothing_recorded)
with st.container(key="overview" if viewer.asks("actions") else "overview-public"):
    if viewer.asks("actions"):
        with st.container(key="to-do"), frame.part():
            to_sign, pressed = overview.together(
                session.ask("actions"),
                overview.requests(scope),
                session.ask_readable("missing_scores"),
            )
            news.line()
            blocks.section(f"Chờ Chủ tịch ký ({len(to_sign)})", overview.to_sign_line(to_sign, scope))
            blocks.steps(steps(to_sign), FIRST, "hồ sơ")
            due = "Cần đôn đốc" if viewer.viewer().filters_freely else "Việc nên làm tiếp"
            blocks.section(f"{due} ({len(pressed)})", overview.pressed_line(pressed, scope))
            blocks.steps(steps(pressed), FIRST, "việc")
            forecasts.section()

    with st.container(key="standing"), frame.part():
        headline = session.ask("headline", scope.but(since=then.since))
        concluded = session.ask_readable("conclusions_standing", scope.but(since=then.since))
        blocks.figures(overview.cards(headline, concluded, then, ago, scope))
        comparison.draw("", then, ago.lacks(dossiers=viewer.asks("pending_dossiers")))

    with st.container(key="plan"), frame.part():
        groups = overview.clauses(session.ask("plan_strip"))
        blocks.section(f"Kế hoạch năm {scope.year}", overview.tiles_line(scope))
        if groups:
            blocks.strip(groups)
        else:
            empty.nothing(
                "Chưa có nhiệm vụ nào",
                f"Không có nhiệm vụ năm {scope.year} trong phạm vi đang xem.",
                "tasks",
                "assignments",
            )

with frame.part():
    changes.draw(scope, then)
