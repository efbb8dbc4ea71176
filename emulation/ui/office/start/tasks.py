"""Step 3, *Nhiệm vụ*: the clauses of the pasted plan become tasks with quarter and due date."""

from __future__ import annotations

from datetime import date

import streamlit as st

from emulation.office.founding import clauses
from emulation.office.founding.clauses import Task
from emulation.scope import today
from emulation.ui.office.start import pasted, sheet, steps
from emulation.ui.parts import blocks, session
from emulation.words import quarter

_WORD = "nhiem-vu"
_QUARTERS = {quarter(number): number or None for number in (1, 2, 3, 4, 0)}
_COLUMNS = {
    "clause": st.column_config.TextColumn("Điều khoản", width="small"),
    "quarter": st.column_config.SelectboxColumn("Quý", options=list(_QUARTERS), width="small"),
    "due_on": st.column_config.DateColumn("Hạn", format="DD/MM/YYYY", width="small"),
    "title": st.column_config.TextColumn("Nội dung", width="large"),
    "conditional": st.column_config.CheckboxColumn(
        "Nếu có", width="small", help="Việc chỉ làm nếu phát sinh; được phép kết thúc là Không phát sinh."
    ),
    "by_dossiers": st.column_config.CheckboxColumn(
        "Theo hồ sơ", width="small", help="Tiến độ tính từ hồ sơ nhận trong quý, không nhập tay."
    ),
}


def draw() -> None:
    """The box for the plan, the table of its tasks, and the button."""
    years = [row["year"] for row in session.records(session.table("plan"))]
    year = int(
        st.number_input(
            "Năm của kế hoạch",
            2000,
            2100,
            max(years, default=today().year),
            key=steps.key_of(_WORD, f"year-{max(years, default=0)}"),
            persist_state="session",
            width=160,
        )
    )
    text = pasted.plan_text(
        "II. NHIỆM VỤ\n1. Quý I năm 2026\na) Ban hành Kế hoạch …;\nb) Chỉ đạo các khối thi đua …;\n2. Quý II năm 2026\na) …"
    )
    read = clauses.read(text, year)
    if not read:
        blocks.note(
            "Chép cả văn bản, hoặc chỉ phần nhiệm vụ: mục (II.), số (1. Quý I) rồi các điểm a) b) c) d) đ) …"
            + (" Chưa thấy điểm nào trong văn bản đã dán." if text.strip() else "")
        )
        return
    rows = sheet.edited("tasks", [_row(task) for task in read], _COLUMNS, source=(text, year))
    blocks.note("Hạn đề xuất là ngày cuối của quý, của năm; sửa trong bảng nếu kế hoạch ghi khác.")
    given = [_task(row) for row in rows]
    change_set = clauses.prepare(given, session.records(session.table("tasks")), year)
    steps.save_button(_WORD, change_set, f"Lưu {len(change_set.changes)} nhiệm vụ năm {year}")


def _row(task: Task) -> dict[str, object]:
    return {
        "clause": task.clause,
        "quarter": quarter(task.quarter or 0),
        "due_on": task.due_on,
        "title": task.title,
        "conditional": task.conditional,
        "by_dossiers": task.by_dossiers,
    }


def _task(row: dict[str, object]) -> Task:
    due = row["due_on"]
    return Task(
        str(row["clause"] or "").strip(),
        str(row["title"] or "").strip(),
        _QUARTERS.get(str(row["quarter"])),
        date(due.year, due.month, due.day) if isinstance(due, date) else None,
        bool(row["conditional"]),
        bool(row["by_dossiers"]),
    )
