"""The form *Phân công*: a grid of units × tasks, in which a cell says who leads and who helps."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from emulation.office import assigning
from emulation.office.assigning import Grid
from emulation.periods import QUARTERS
from emulation.schema import ROLES
from emulation.ui.frame import empty
from emulation.ui.office.entry import form
from emulation.ui.parts import names, session
from emulation.ui.parts.assets import asset, script

_EVERY = "Tất cả"
_WHOLE_YEAR = "Cả năm"
_mount = component(
    "assigning",
    js=script("assigning", asset("parts/element.js", "office/entry/assigning.js")),
    isolate_styles=False,
)


def draw() -> None:
    """The form, its preview and its button."""
    scope = session.scope()
    for table in ("tasks", "assignments", "progress"):
        session.edition().warehouse.require_table(table)
    every = form.answer(assigning.grid, scope)
    if not every.tasks or not every.units:
        empty.nothing(
            f"Chưa có gì để phân công năm {scope.year}.",
            "Cần có đơn vị và nhiệm vụ của năm này.",
            *(["units"] if not every.units else []),
            *(["tasks"] if not every.tasks else []),
            do="Hãy điền thêm:",
        )
        return
    form.has_day()
    fields, beside = form.form_and_preview(wide=True)
    with fields:
        cells = _cells(every, _chosen(every))
    with beside:
        form.preview(
            assigning.prepare, assigning.Entry(cells), required={"ô cần đổi": bool(cells)}, things="ô"
        )


def _chosen(every: Grid) -> Grid:
    """The tasks of the chosen quarter and the units of the chosen blocs."""
    words = [*(f"Quý {quarter}" for quarter in QUARTERS), _WHOLE_YEAR, _EVERY]
    now = (session.scope().as_of.month + 2) // 3
    first, second = st.columns(2)
    with first:
        chosen = form.one_of("Nhiệm vụ của", words, "grid-quarter", keeps=True, begins=words[now - 1])
    quarter = None if chosen == _WHOLE_YEAR else words.index(chosen or _EVERY) + 1
    with second:
        known = names.blocs()
        blocs = form.pick_many("Khối (để trống: mọi đơn vị)", form.options(known), "grid-blocs", keeps=True)
    wanted = {known[bloc] for bloc in blocs}
    return Grid(
        tuple(task for task in every.tasks if chosen == _EVERY or task["quarter"] == quarter),
        tuple(unit for unit in every.units if not wanted or unit["bloc"] in wanted),
        every.roles,
    )


def _cells(every: Grid, shown: Grid) -> tuple[tuple[str, str, str], ...]:
    """The cells that the user has changed, also those out of sight."""
    key = form.key_of("assigned")
    kept = st.session_state.get(f"{key}.kept", [])
    tasks, units = {task["task_id"] for task in shown.tasks}, {unit["unit_id"] for unit in shown.units}
    data = {
        "tasks": [[t["task_id"], t["clause"], t["title"], t["full_title"]] for t in shown.tasks],
        "units": [[u["unit_id"], u["name"], u["full_name"], u["bloc"]] for u in shown.units],
        "roles": [
            [task, unit, role]
            for (task, unit), role in every.roles.items()
            if task in tasks and unit in units
        ],
        "edits": kept,
    }
    result = _mount(key=key, data=data, default={"edits": kept}, on_edits_change=lambda: None)
    cells = _valid(every, result.get("edits"))
    st.session_state[f"{key}.kept"] = [list(cell) for cell in cells]
    return cells


def _valid(every: Grid, edits: Any) -> tuple[tuple[str, str, str], ...]:
    """The edits that the browser sent, as far as they are cells of the grid."""
    tasks, units = {task["task_id"] for task in every.tasks}, {unit["unit_id"] for unit in every.units}
    roles = {*ROLES, ""}
    return tuple(
        (edit[0], edit[1], edit[2])
        for edit in (edits if isinstance(edits, list) else ())
        if isinstance(edit, list) and len(edit) == 3 and all(isinstance(part, str) for part in edit)
        if edit[0] in tasks and edit[1] in units and edit[2] in roles
    )
