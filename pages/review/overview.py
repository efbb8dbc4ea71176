"""Tổng quan: how do we stand, and what needs the chairman?"""

import streamlit as st

from emulation.ui import blocks, filters, frame, names, notices, session, tables, words
from emulation.ui import sentences_overview as sentences
from emulation.ui.blocks import Clause

scope = session.scope()
meeting = session.ask("last_council_meeting")
since = None if meeting.empty else meeting["held_on"][0]
headline = session.ask("headline", scope.but(since=since))
actions = session.ask("actions")
plan = session.ask("plan_strip")
changes = session.ask("changes", scope.but(since=since))

frame.heading("Tổng quan")
blocks.lead(sentences.standing(headline, scope.as_of))
blocks.figures(sentences.headline_figures(headline, meeting, scope.as_of))

to_do, whole_plan = st.columns([3, 2], gap="large")
with to_do:
    blocks.section("Việc cần Chủ tịch xử lý", sentences.actions_line(actions))
    shown = sentences.steps(actions)
    blocks.steps(shown, first=6, more=f"Xem {max(len(shown) - 6, 0)} việc còn lại")

with whole_plan:
    blocks.section(f"Kế hoạch năm {scope.year}", "Mỗi ô một nhiệm vụ; chọn ô để mở.")
    groups = [
        (
            words.quarter(quarter),
            [
                Clause(
                    r.clause, r.title, r.state, words.day(r.due_on), filters.link("progress", task=r.task_id)
                )
                for r in session.each(rows)
            ],
        )
        for quarter, rows in plan.groupby("quarter", sort=False)
    ]
    if groups:
        blocks.strip(groups)
    else:
        notices.nothing(
            "Chưa có nhiệm vụ nào",
            f"Không có nhiệm vụ năm {scope.year} trong phạm vi đang xem.",
            "Đổi bộ lọc, hoặc thêm nhiệm vụ vào tasks.csv và assignments.csv.",
        )

blocks.section("Thay đổi từ cuộc họp trước", sentences.changes_line(changes, meeting))
with st.expander("Xem từng thay đổi"):
    tables.table(
        names.changes(changes),
        {
            "changed_on": tables.Column("Từ ngày", "date"),
            "kind": "Loại",
            "what": "Nội dung",
            "unit": "Đơn vị",
            "before": "Trước",
            "after": "Nay",
        },
        key="changes",
        caption="Thay đổi từ cuộc họp trước, mới nhất ở trên",
        file_name="thay-doi",
        empty="Chưa có thay đổi nào từ cuộc họp trước.",
    )
