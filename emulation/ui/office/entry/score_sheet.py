"""The form *Nhập điểm* of many units: a sheet of units × criteria, for one period at one scoring stage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape

import streamlit as st

from emulation import words
from emulation.intake.cells import written
from emulation.office import scores
from emulation.office.change_set import Row
from emulation.schema import SCORING_STAGES
from emulation.ui.office.entry import cells, form, scoring
from emulation.ui.parts import names, session


def draw() -> None:
    """The form, its preview and its button."""
    scope = session.scope()
    for query in ("entry_scores", "entry_total"):
        session.edition().warehouse.require(query)
    fields, below = form.form_and_preview(wide=True)
    with fields:
        first, second = st.columns(2)
        with first:
            day = form.day("Ngày chấm")
        with second:
            units = cells.units_shown("scored-units")
        periods = scoring.periods(scope, day)
        if not periods:
            return
        period, stage = scoring.period(scope, day, periods), scoring.stage(SCORING_STAGES)
        rows = form.answer(scores.of_units, scope, day, period, tuple(names.units()))
        if not rows:
            scoring.no_criteria(period)
            return
        points = _sheet(period, stage, rows, units) if stage else {}
        note = form.text("Ghi chú", "score-note")
    with below:
        form.preview(
            scores.prepare_sheet,
            scores.Sheet(day, period, stage, points, note),
            required={"bước chấm": stage, "điểm mới hoặc điểm sửa": points},
            things="điểm",
        )


def _sheet(period: str, stage: str, rows: Sequence[Row], units: Collection[str]) -> dict[scores.Pair, str]:
    """Unit and criterion → typed text, of the cells that differ from the points given at this stage."""
    shown = [row for row in rows if row["unit_id"] in units]
    given = {_pair(row): written(row[scores.GIVEN_AT[stage]]) for row in rows}
    criteria = {row["criterion_id"]: row for row in shown}
    order = [row["criterion_id"] for row in rows if row["criterion_id"] in criteria]
    offered = {row["unit_id"]: row["unit_name"] for row in shown}
    columns = {each: _column(criteria[each]) for each in dict.fromkeys(order)}
    present = {(unit, each): given.get((unit, each), scores.NOT_THEIRS) for unit in units for each in columns}
    name = f"scores:{period}:{stage}"
    _take_over(name, stage, shown)
    typed = cells.draw(name, "Đơn vị", offered, columns, given | present)
    _legend(criteria[each] for each in columns)
    # Of a block pasted over cells that are not the unit's, the empty ones say nothing.
    return {pair: text for pair, text in typed.items() if pair in given or text.strip()}


def _column(row: Row) -> cells.Column:
    return cells.Column(f"{row['criterion_id']} {row['name']}", f"{_told(row)}. {row['group']}")


def _told(row: Row) -> str:
    """26-X1 – Chậm chế độ báo cáo (điểm trừ, tối đa 5)."""
    kind = {"Thưởng": "điểm thưởng, ", "Trừ": "điểm trừ, "}.get(row["kind"], "")
    return f"{row['criterion_id']} – {row['name']} ({kind}tối đa {words.points(row['max_points'])})"


def _legend(criteria: Iterable[Row]) -> None:
    """The names of the criteria, which the headings have no room for."""
    items = "".join(f"<li>{escape(_told(row))}</li>" for row in criteria)
    st.html(
        f'<details class="entry-legend"><summary>Tên và điểm tối đa của các tiêu chí</summary><ul>{items}</ul></details>'
    )


def _take_over(name: str, stage: str, rows: Sequence[Row]) -> None:
    """A button that fills the empty cells with the points of the stage before."""
    former = [scores.GIVEN_AT[each] for each in reversed(SCORING_STAGES[: SCORING_STAGES.index(stage)])]
    texts = {
        _pair(row): written(next(row[at] for at in former if row[at] is not None))
        for row in rows
        if row[scores.GIVEN_AT[stage]] is None and any(row[at] is not None for at in former)
    }

    def fill() -> None:
        typed = cells.typed(name)
        cells.fill(name, {pair: text for pair, text in texts.items() if not typed.get(pair)})

    if texts:
        st.button("Lấy điểm của bước trước vào các ô trống", key="entry-take-over", on_click=fill)


def _pair(row: Row) -> scores.Pair:
    return row["unit_id"], row["criterion_id"]
