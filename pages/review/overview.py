"""Tổng quan: how do we stand, and what needs the chairman?"""

import streamlit as st

from emulation.ui.frame import frame
from emulation.ui.parts import blocks, names, notices, session, tables
from emulation.ui.review import overview
from emulation.ui.review.steps import steps

scope = session.scope()
since = session.last_council_meeting()

frame.heading("Tổng quan", slide="standing")
with frame.part():
    headline = session.ask("headline", scope.but(since=since))
    blocks.lead(overview.standing(headline, scope.as_of))
    blocks.figures(overview.headline_figures(headline, since, scope.as_of))

to_do, whole_plan = st.columns([3, 2], gap="large")
with to_do, frame.part():
    actions = overview.together(session.ask("actions"), session.ask_readable("missing_scores"))
    blocks.section("Việc cần Chủ tịch xử lý", overview.actions_line(actions))
    shown = steps(actions)
    blocks.steps(shown, first=6, more=f"Xem {max(len(shown) - 6, 0)} việc còn lại")

with whole_plan, frame.part():
    groups = overview.clauses(session.ask("plan_strip"))
    blocks.section(f"Kế hoạch năm {scope.year}", "Mỗi ô một nhiệm vụ; chọn ô để mở.")
    if groups:
        blocks.strip(groups)
    else:
        notices.nothing(
            "Chưa có nhiệm vụ nào",
            f"Không có nhiệm vụ năm {scope.year} trong phạm vi đang xem.",
            "Đổi bộ lọc, hoặc thêm nhiệm vụ vào tasks.csv và assignments.csv.",
        )

with frame.part():
    changes = session.ask("changes", scope.but(since=since))
    blocks.section("Thay đổi từ cuộc họp trước", overview.changes_line(changes, since))
    with st.expander("Xem từng thay đổi"):
        tables.table(
            names.changes(changes),
            overview.CHANGE_COLUMNS,
            key="changes",
            caption="Thay đổi từ cuộc họp trước, mới nhất ở trên",
            file_name="thay-doi",
            empty="Chưa có thay đổi nào từ cuộc họp trước.",
        )
