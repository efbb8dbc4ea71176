"""The form *Kết quả phong trào*: what a unit has reached in an indicator of a movement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from emulation import words
from emulation.intake.cells import written
from emulation.office import movement_results
from emulation.office.change_set import Row
from emulation.schema import DIRECTIONS
from emulation.ui.frame import empty
from emulation.ui.office.entry import form
from emulation.ui.parts import names, session
from emulation.ui.parts.picker import Option

NEW = "\N{HEAVY PLUS SIGN}"
"""Stands for an indicator that is not in the list; no id of ours."""


def draw() -> None:
    """The form, its preview and its button."""
    scope = session.scope()
    for query in ("entry_movement_results", "entry_movement_rows"):
        session.edition().warehouse.require(query)
    fields, beside = form.form_and_preview()
    with fields:
        day = form.day("Ngày ghi nhận")
        offered = form.answer(movement_results.movements, day)
        if not offered:
            empty.nothing(
                "Chưa có phong trào nào để ghi kết quả.",
                f"Đến {words.day(day)} chưa có phong trào nào được phát động.",
                "movements",
                do="Hãy điền thêm:",
            )
            return
        asked = form.asked_for("movement", offered, "Phong trào")
        movement = form.pick_one("Phong trào", _options(offered), "result-movement", asked, keeps=True)
        units = names.units()
        unit = form.pick_own(
            "Đơn vị",
            names.unit_options(units),
            "result-unit",
            form.asked_for("unit", units, "Đơn vị"),
            keeps=True,
        )
        rows = form.answer(movement_results.standing, scope, day, movement, unit) if movement and unit else []
        indicator, row = _indicator(rows, f"{movement}:{unit}") if movement and unit else ("", {})
        field = f"{movement}:{unit}:{row.get('indicator')}"
        first, second, third = st.columns(3)
        with first:
            actual = form.text("Thực hiện", f"actual:{field}")
        with second:
            target = form.text("Kế hoạch", f"target:{field}", begins=written(row.get("target")))
        with third:
            measure = form.text("Đơn vị tính", f"measure:{field}", begins=row.get("measure") or "")
        usual = row.get("better") or DIRECTIONS[0]
        better = form.one_of("Chiều tốt", DIRECTIONS, f"better:{field}", begins=usual)
    filled = movement_results.Entry(day, movement, unit, indicator, measure, target, actual, better)
    required = {
        "phong trào": movement,
        "đơn vị": unit,
        "chỉ tiêu": indicator.strip(),
        "thực hiện": actual.strip(),
    }
    with beside:
        form.preview(
            movement_results.prepare,
            filled,
            required=required,
            stands=[movement_results.in_words(each) for each in rows],
            things="kết quả",
        )


def _options(offered: Mapping[str, movement_results.Choice]) -> list[Option]:
    return [
        Option(each, choice.name, f"đến {words.day(choice.ends_on)}" if choice.ends_on else "")
        for each, choice in offered.items()
    ]


def _indicator(rows: Sequence[Row], of: str) -> tuple[str, Mapping[str, Any]]:
    """The chosen indicator with its row, or a new one's name, of which nothing is known."""
    known = {row["indicator"]: row for row in rows}
    if known:
        options = [*(Option(each, each) for each in known), Option(NEW, "Chỉ tiêu khác…")]
        only = list(known) if len(known) == 1 else []
        chosen = form.pick_one("Chỉ tiêu", options, f"indicator:{of}", only)
        if chosen != NEW:
            return chosen, known.get(chosen, {})
    return form.text("Tên chỉ tiêu mới", f"new-indicator:{of}"), {}
