"""The form *Xin gia hạn*: a unit asks for a later date for its part of a task."""

from __future__ import annotations

import streamlit as st

from emulation.office import progress, remarks
from emulation.ui.frame import empty
from emulation.ui.office.entry import form
from emulation.ui.office.entry.progress import in_words
from emulation.ui.parts import names, session, viewer


def draw() -> None:
    """The form, its preview and its button."""
    scope, own = session.scope(), viewer.viewer().units
    tasks = form.answer(progress.choices, scope, own=own).tasks
    if not tasks:
        empty.nothing(
            f"Chưa có nhiệm vụ nào của năm {scope.year} để xin gia hạn.",
            "Chưa có nhiệm vụ nhập tay nào được phân công cho đơn vị.",
            "tasks",
            "assignments",
        )
        return
    fields, beside = form.form_and_preview()
    with fields:
        task = form.pick_one(
            "Nhiệm vụ", form.options(tasks), "late", form.asked_for("task", tasks, "Nhiệm vụ")
        )
        units = form.answer(progress.choices, scope, tasks=(task,), own=own).units if task else {}
        asked = form.asked_for("unit", units, "Đơn vị") if task else []
        unit = form.pick_own("Đơn vị", names.unit_options(units), f"late-unit:{task}", asked)
        first, second = st.columns(2)
        with first:
            due_on = form.optional_day("Xin gia hạn đến", "late-until")
        with second:
            day = form.day("Ngày đề nghị")
        reason = form.lines("Lý do", "late-why")
    stands = form.answer(progress.standing, scope.but(as_of=day), (task,), (unit,))
    with beside:
        form.preview(
            remarks.ask_for_time,
            remarks.Request(day, task, unit, due_on, reason),
            required={
                "nhiệm vụ": task,
                "đơn vị": unit,
                "ngày xin gia hạn đến": due_on,
                "lý do": reason.strip(),
            },
            stands=[in_words(row) for row in stands],
            things="đề nghị",
        )
