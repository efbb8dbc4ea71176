"""The form *Chỉ đạo*: what the chairman says to units of a task."""

from __future__ import annotations

from emulation.office import progress, remarks
from emulation.ui.office.entry import form
from emulation.ui.office.entry.progress import in_words
from emulation.ui.parts import names, notices, session


def draw() -> None:
    """The form, its preview and its button."""
    scope = session.scope()
    tasks = form.answer(progress.choices, scope).tasks
    if not tasks:
        notices.nothing(
            f"Chưa có nhiệm vụ nào của năm {scope.year} để chỉ đạo.",
            "Chưa có nhiệm vụ nhập tay nào được phân công cho đơn vị.",
            "Nhiệm vụ được phân công sẽ hiện ở đây.",
        )
        return
    fields, beside = form.form_and_preview()
    with fields:
        task = form.pick_one(
            "Nhiệm vụ", form.options(tasks), "directed", form.asked_for("task", tasks, "Nhiệm vụ")
        )
        units = form.answer(progress.choices, scope, tasks=(task,)).units if task else {}
        asked = form.asked_for("unit", units, "Đơn vị") if task else []
        chosen = form.pick_many(
            "Đơn vị",
            names.unit_options(units),
            f"directed-units:{task}",
            asked or (list(units) if len(units) == 1 else []),
            select_all=f"Chọn tất cả {len(units)} đơn vị" if len(units) > 1 else "",
        )
        text = form.lines("Nội dung chỉ đạo", "directive")
        day = form.day("Ngày chỉ đạo")
    stands = form.answer(progress.standing, scope.but(as_of=day), (task,), chosen)
    with beside:
        form.preview(
            remarks.direct,
            remarks.Directive(day, task, chosen, text),
            required={"nhiệm vụ": task, "đơn vị": chosen, "nội dung": text.strip()},
            stands=[in_words(row) for row in stands],
            things="chỉ đạo",
        )
