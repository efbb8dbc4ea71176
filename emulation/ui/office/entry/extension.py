"""The form *Gia hạn*: a new due date for a task or for some of its units."""

from __future__ import annotations

import streamlit as st

from emulation.office import extensions
from emulation.ui.frame import empty
from emulation.ui.office.entry import form
from emulation.ui.parts import names, session


def draw() -> None:
    """The form, its preview and its button."""
    scope = session.scope()
    session.edition().warehouse.require("entry_extensions")
    offered = form.answer(extensions.tasks, scope)
    if not offered:
        empty.nothing(
            f"Chưa có nhiệm vụ nào của năm {scope.year} để gia hạn.",
            "Dữ liệu chưa có nhiệm vụ của năm này.",
            "tasks",
            do="Hãy điền thêm:",
        )
        return
    fields, beside = form.form_and_preview()
    with fields:
        filled = _fields(offered)
    stands = form.answer(extensions.standing, scope, filled.task)
    with beside:
        form.preview(
            extensions.prepare,
            filled,
            required={"nhiệm vụ": filled.task, "hạn mới": filled.due_on},
            stands=[extensions.in_words(row) for row in stands],
            things="lần gia hạn",
        )


def _fields(offered: dict[str, str]) -> extensions.Entry:
    scope = session.scope()
    asked = form.asked_for("task", offered, "Nhiệm vụ")
    task = form.pick_one("Nhiệm vụ", form.options(offered), "extended", asked)
    units = form.answer(extensions.units, scope, task)
    chosen = form.pick_many(
        "Đơn vị (để trống: cả nhiệm vụ)",
        names.unit_options(units),
        f"extended-units:{task}",
        form.asked_for("unit", units, "Đơn vị") if task else (),
    )
    first, second = st.columns(2)
    with first:
        day = form.day("Ngày gia hạn")
        document = form.text("Số văn bản", "extension-document", placeholder="ví dụ 15/TB-UBND")
    with second:
        due_on = form.optional_day("Hạn mới", "extension-due")
        note = form.text("Ghi chú", "extension-note")
    return extensions.Entry(day, task, chosen, due_on, document, note)
