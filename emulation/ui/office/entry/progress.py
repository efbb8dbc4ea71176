"""The form *Ghi nhận tiến độ*: one state for one or more assignments."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from emulation import words
from emulation.office import progress
from emulation.office.change_set import Row
from emulation.scope import Scope
from emulation.ui.frame import empty
from emulation.ui.office.entry import cells, form
from emulation.ui.parts import names, session, viewer

_COLUMNS = {
    "evidence": cells.Column("Văn bản, minh chứng", width=220, of_numbers=False),
    "note": cells.Column("Ghi chú", width=220, of_numbers=False),
}


def draw() -> None:
    """The form, its preview and its button."""
    scope, own = session.scope(), viewer.viewer().units
    every = form.answer(progress.choices, scope, own=own)
    if not every.tasks:
        empty.nothing(
            f"Chưa có nhiệm vụ nào của năm {scope.year} để ghi tiến độ.",
            "Chưa có nhiệm vụ nhập tay nào được phân công cho đơn vị.",
            "tasks",
            "assignments",
            do="Hãy điền thêm:",
        )
        return
    fields, beside = form.form_and_preview()
    with fields:
        asked_tasks = form.asked_for("task", every.tasks, "Nhiệm vụ")
        asked_units = form.asked_for("unit", every.units, "Đơn vị") or _only(own, every.units)
        tasks, units = _pick(scope, every, asked_tasks, asked_units)
        asked = form.preset("status", progress.STATES)
        status = form.one_of("Trạng thái", progress.STATES, "status", keeps=not own, begins=asked)
        first, second = st.columns(2)
        with first:
            day = form.day("Ngày ghi nhận")
        with second:
            evidence = form.text("Văn bản, minh chứng", "evidence", placeholder="ví dụ 67/KH-UBND")
        note = form.text("Ghi chú", "note")
        own = _own(units, every.units) if len(units) > 1 else ()
    filled = progress.Entry(day, status, tasks, units, evidence, note, own)
    stands = form.answer(progress.standing, scope.but(as_of=day), tasks, units)
    with beside:
        form.preview(
            progress.prepare,
            filled,
            required={"nhiệm vụ": tasks, "đơn vị": units, "trạng thái": status},
            stands=[in_words(row) for row in stands],
            things="dòng",
        )


def _pick(
    scope: Scope, every: progress.Choices, asked_tasks: list[str], asked_units: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pickers of tasks and units. Each offers what goes with the choice in the other."""
    own = viewer.viewer().units
    chosen = (
        tuple(form.picked("tasks", asked_tasks, keeps=not own)),
        tuple(form.picked("units", asked_units)),
    )
    offered = form.answer(progress.choices, scope, tasks=chosen[0], units=chosen[1], own=own)
    tasks = form.pick_many(
        "Nhiệm vụ",
        form.options(offered.tasks),
        "tasks",
        asked_tasks,
        keeps=not own,  # a unit's next report is of another task
        help=_left_out(every.not_offered),
    )
    offered = form.answer(progress.choices, scope, tasks=tasks, units=chosen[1], own=own)
    count = len(offered.units)
    units = form.pick_many(
        "Đơn vị",
        names.unit_options(offered.units),
        "units",
        asked_units,
        select_all=f"Chọn tất cả {count} đơn vị" if count > 1 else "",
    )
    return tasks, units


def _own(units: Collection[str], known: Mapping[str, str]) -> tuple[progress.Own, ...]:
    """What single units have of their own, from a sheet that is drawn when it is wanted."""
    if not form.ticked("Văn bản, ghi chú riêng cho từng đơn vị", "each"):
        return ()
    st.html('<p class="entry-aside">Ô để trống lấy theo văn bản, ghi chú chung ở trên.</p>')
    rows = {unit: known[unit] for unit in units if unit in known}
    typed = cells.draw("own-evidence", "Đơn vị", rows, _COLUMNS, {})
    given = {unit: {column: typed.get((unit, column), "") for column in _COLUMNS} for unit in rows}
    return tuple(progress.Own(unit, **texts) for unit, texts in given.items() if any(texts.values()))


def _only(own: Collection[str], offered: Collection[str]) -> list[str]:
    """The unit of somebody who speaks for one only."""
    return list(offered) if own and len(offered) == 1 else []


def _left_out(reasons: dict[str, str]) -> str:
    """Không ghi tay: II.1.đ, II.2.d (trạng thái tự tính từ hồ sơ khen thưởng)."""
    by_reason: dict[str, list[str]] = {}
    for task, reason in reasons.items():
        by_reason.setdefault(reason, []).append(task.split(" – ")[0])
    said = "; ".join(f"{', '.join(dict.fromkeys(tasks))} ({reason})" for reason, tasks in by_reason.items())
    return f"Không ghi tay: {said}." if said else ""


def in_words(row: Row) -> tuple[str, str]:
    """The name and the state of an assignment."""
    since = f" từ {words.day(row['status_since'])}" if row["recorded_on"] else ""
    return (
        f"{row['clause']} · {row['unit_name']}",
        f"{row['status']}{since}, hạn {words.deadline(row['due_on'], row['expires_on'])}",
    )
