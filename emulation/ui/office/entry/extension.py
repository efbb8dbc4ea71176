"""The form *Gia hạn*: a new due date for a task or for some of its units."""

from __future__ import annotations

import streamlit as st

from emulation.office import extensions
from emulation.ui.office.entry import form as entry
from emulation.ui.parts import notices, session


def draw() -> None:
    """The form, its preview and its button."""
    scope = session.scope()
    session.edition().warehouse.require("entry_extensions")
    offered = entry.answer(extensions.tasks, scope)
    if not offered:
        notices.nothing(
            f"Chưa có nhiệm vụ nào của năm {scope.year} để gia hạn.",
            "Tệp tasks.csv chưa có nhiệm vụ của năm này.",
            "Hãy thêm nhiệm vụ vào tệp tasks.csv, hoặc nhập từ Excel.",
        )
        return
    form, beside = entry.form_and_preview()
    with form:
        filled = _fields(offered)
    stands = entry.answer(extensions.standing, scope, filled.task)
    with beside:
        entry.preview(
            extensions.plan,
            filled,
            required={"nhiệm vụ": filled.task, "hạn mới": filled.due_on},
            stands=[extensions.in_words(row) for row in stands],
            things="lần gia hạn",
        )


def _fields(offered: dict[str, str]) -> extensions.Entry:
    scope = session.scope()
    asked = entry.asked_for("task", offered, "Nhiệm vụ")
    task = entry.pick_one("Nhiệm vụ", entry.options(offered), "extended", asked)
    units = entry.answer(extensions.units, scope, task)
    chosen: tuple[str, ...] = ()
    if units:
        chosen = entry.pick_many(
            "Đơn vị (để trống: cả nhiệm vụ)",
            entry.options(units),
            f"extended-units:{task}",
            entry.asked_for("unit", units, "Đơn vị"),
        )
    first, second = st.columns(2)
    with first:
        day = entry.day("Ngày gia hạn")
        document = entry.text("Số văn bản", "extension-document", placeholder="ví dụ 15/TB-UBND")
    with second:
        due_on = entry.optional_day("Hạn mới", "extension-due")
        note = entry.text("Ghi chú", "extension-note")
    return extensions.Entry(day, task, chosen, due_on, document, note)
