"""The form *Kết quả phong trào*: what units have reached in an indicator of a movement, in a sheet of all of them; who
speaks for units has a form of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from emulation import words
from emulation.intake.cells import written
from emulation.office import movement_results
from emulation.office.change_set import Row
from emulation.schema import DIRECTIONS
from emulation.ui.frame import empty
from emulation.ui.office.entry import cells, form
from emulation.ui.parts import names, session, viewer
from emulation.ui.parts.picker import Option

NEW = "\N{HEAVY PLUS SIGN}"
"""Stands for an indicator that is not in the list; no id of ours."""
_COLUMNS = {
    "target": cells.Column("Kế hoạch", "Cả kỳ của phong trào"),
    "actual": cells.Column("Thực hiện", "Đã đạt đến ngày ghi nhận"),
    "last": cells.Column("Lần ghi gần nhất", width=260, fixed=True, of_numbers=False),
}


def draw() -> None:
    """The form, its preview and its button."""
    for query in ("entry_movement_results", "entry_movement_units", "entry_movement_rows"):
        session.edition().warehouse.require(query)
    own = bool(viewer.viewer().units)
    fields, beside = form.form_and_preview(wide=not own)
    with fields:
        first, second = (st.container(), st.container()) if own else st.columns([1, 2])
        with first:
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
        with second:
            movement = form.pick_one("Phong trào", _options(offered), "result-movement", asked, keeps=True)
    (_one if own else _many)(fields, beside, day, movement)


def _one(fields: Any, beside: Any, day: date, movement: str) -> None:
    with fields:
        units = names.units()
        asked = form.asked_for("unit", units, "Đơn vị")
        unit = form.pick_own("Đơn vị", names.unit_options(units), "result-unit", asked, keeps=True)
        rows: Sequence[Row] = ()
        if movement and unit:
            rows = form.answer(movement_results.standing, session.scope(), day, movement, unit)
        indicator, row = _indicator(rows, f"{movement}:{unit}") if movement and unit else ("", {})
        field = f"{movement}:{unit}:{row.get('indicator')}"
        first, second, third = st.columns(3)
        with first:
            actual = form.text("Thực hiện", f"actual:{field}")
        with second:
            target = form.text("Kế hoạch", f"target:{field}", begins=written(row.get("target")))
        with third:
            measure, better = _manner(row, field)
    required = {
        "phong trào": movement,
        "đơn vị": unit,
        "chỉ tiêu": indicator.strip(),
        "thực hiện": actual.strip(),
    }
    with beside:
        form.preview(
            movement_results.prepare,
            movement_results.Entry(day, movement, unit, indicator, measure, target, actual, better),
            required=required,
            stands=[movement_results.in_words(each) for each in rows],
            things="kết quả",
        )


def _many(fields: Any, below: Any, day: date, movement: str) -> None:
    scope = session.scope()
    results: tuple[movement_results.Result, ...] = ()
    indicator = measure = better = ""
    with fields:
        if movement:
            known = form.answer(movement_results.indicators, scope, day, movement)
            first, second, third = st.columns([2, 1, 2])
            with first:
                indicator, usual = _indicator(known, movement)
            with second:
                measure, better = _manner(usual, f"{movement}:{usual.get('indicator')}")
            with third:
                units = cells.units_shown("result-units")
        if indicator.strip():
            rows = form.answer(
                movement_results.of_units, scope, day, movement, indicator, tuple(names.units())
            )
            results = _sheet(f"{movement}:{indicator}", rows, units)
    with below:
        form.preview(
            movement_results.prepare_sheet,
            movement_results.Sheet(day, movement, indicator, measure, better, results),
            required={
                "phong trào": movement,
                "chỉ tiêu": indicator.strip(),
                "kết quả mới hoặc kết quả sửa": results,
            },
            things="kết quả",
        )


def _sheet(name: str, rows: Sequence[Row], units: Collection[str]) -> tuple[movement_results.Result, ...]:
    """The results of the units of which something was changed."""
    present = {}
    for row in rows:
        last = movement_results.in_words(row)[1] if row["recorded_on"] else ""
        texts = {"last": last, "target": written(row["target"]), "actual": written(row["actual"])}
        present |= {(row["unit_id"], column): text for column, text in texts.items()}
    offered = {row["unit_id"]: row["unit_name"] for row in rows if row["unit_id"] in units}
    typed = cells.draw(f"results:{name}", "Đơn vị", offered, _COLUMNS, present)
    now = present | typed
    changed = [row["unit_id"] for row in rows if any(unit == row["unit_id"] for unit, _ in typed)]
    return tuple(movement_results.Result(unit, now[unit, "target"], now[unit, "actual"]) for unit in changed)


def _manner(row: Mapping[str, Any], field: str) -> tuple[str, str]:
    """The fields of the measure and of what is better; as usual, until changed."""
    measure = form.text("Đơn vị tính", f"measure:{field}", begins=row.get("measure") or "")
    usual = row.get("better") or DIRECTIONS[0]
    return measure, form.one_of("Chiều tốt", DIRECTIONS, f"better:{field}", begins=usual)


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
