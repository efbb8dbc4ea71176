"""The form *Nhập điểm*: one unit's points for a period at one scoring stage, one field per criterion."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from emulation import words
from emulation.intake.cells import written
from emulation.office import scores
from emulation.schema import SCORING_STAGES
from emulation.scope import Scope
from emulation.ui.office.entry import form, score_sheet, scoring
from emulation.ui.parts import names, session

MANY, ONE = "Cả bảng", "Một đơn vị"


def draw() -> None:
    """The form of the standing body: any stage, of one unit or of many in a sheet."""
    begins = ONE if form.preset("unit", names.units()) else MANY
    if form.one_of("Cách nhập", (MANY, ONE), "manner", keeps=True, begins=begins) == MANY:
        score_sheet.draw()
    else:
        _draw(SCORING_STAGES)


def draw_own() -> None:
    """The form *Tự chấm*: one's own units at the first stage, what bloc and Council have not scored."""
    _draw((scores.SELF,))


def _draw(stages: Sequence[str]) -> None:
    scope = session.scope()
    for query in ("entry_scores", "entry_total"):
        session.edition().warehouse.require(query)
    fields, beside = form.form_and_preview()
    with fields:
        filled = _choice(scope, stages)
        if filled is None:
            return
        sheet = form.answer(scores.sheet, scope, filled.day, filled.period, filled.unit)
        if sheet.empty:
            scoring.no_criteria(filled.period)
            return
        if filled.unit and filled.stage:
            if len(stages) == 1:
                sheet = _without_judged(sheet, filled, scope)
            filled = replace(
                filled, points=_points(sheet, filled, scope), note=form.text("Ghi chú", "score-note")
            )
    required = {"đơn vị": filled.unit, "bước chấm": filled.stage, "điểm mới hoặc điểm sửa": filled.points}
    with beside:
        form.preview(scores.prepare, filled, required=required, things="tiêu chí")


def _choice(scope: Scope, stages: Sequence[str]) -> scores.Entry | None:
    """The day, unit, period and stage; None if no period has begun."""
    first, second = st.columns(2)
    with first:
        day = form.day("Ngày chấm")
    periods = scoring.periods(scope, day)
    if not periods:
        return None
    units = names.units()
    with second:
        asked = form.asked_for("unit", units, "Đơn vị")
        unit = form.pick_own("Đơn vị", names.unit_options(units), "scored", asked)
    period = scoring.period(scope, day, periods)
    return scores.Entry(day, period, scoring.stage(stages), unit, {})


def _points(sheet: pd.DataFrame, chosen: scores.Entry, scope: Scope) -> dict[str, str]:
    """Criterion → typed text, of the fields that differ from the points given at this stage."""
    rows = sheet.to_dict("records")
    former = SCORING_STAGES[: SCORING_STAGES.index(chosen.stage)]
    field = f"points:{chosen.period}:{chosen.stage}:{chosen.unit}"
    if any(row[scores.GIVEN_AT[stage]] is not None for row in rows for stage in former):
        _take_over(field, scores.filled(sheet, chosen.stage))
    points: dict[str, str] = {}
    with st.container(key="entry-points"):
        for group, criteria in groupby(rows, key=lambda row: row["group"]):
            st.html(f'<h3 class="entry-group">{escape(group)}</h3>')
            for row in criteria:
                criterion, given = row["criterion_id"], written(row[scores.GIVEN_AT[chosen.stage]])
                about = _about(row, former)
                st.html(f'<p class="entry-criterion">{escape(row["name"])} <span>{escape(about)}</span></p>')
                label = f"{row['name']}, {about}"
                typed = form.text(label, f"{field}:{criterion}", begins=given, label_visibility="collapsed")
                if typed != given:
                    points[criterion] = typed
    others = form.answer(scores.by_themselves, scope, chosen.period, chosen.unit)
    if others:
        said = "; ".join(f"{name} ({why})" for name, why in others.items())
        st.html(f'<p class="entry-aside">Không nhập: {escape(said)}.</p>')
    return points


def _without_judged(sheet: pd.DataFrame, chosen: scores.Entry, scope: Scope) -> pd.DataFrame:
    """The criteria that the unit may still score; the others are told."""
    judged = form.answer(scores.judged, scope, chosen.period, chosen.unit)
    named = "; ".join(sheet["name"][sheet["criterion_id"].isin(judged)])
    if named:
        st.html(f'<p class="entry-aside">Khối hoặc Hội đồng đã chấm, không tự chấm lại: {escape(named)}.</p>')
    return sheet[~sheet["criterion_id"].isin(judged)]


def _take_over(field: str, points: Mapping[str, str]) -> None:
    """A button that fills empty fields with the points of the stage before."""

    def fill() -> None:
        for criterion, former in points.items():
            key = form.key_of(f"{field}:{criterion}")
            if not st.session_state.get(key):
                st.session_state[key] = former

    st.button("Lấy điểm của bước trước", key="entry-take-over", on_click=fill)


def _about(row: Mapping[Hashable, Any], former: Sequence[str]) -> str:
    """Điểm trừ, tối đa 5 · Tự chấm 4,5."""
    kind = {"Thưởng": "điểm thưởng, ", "Trừ": "điểm trừ, "}.get(row["kind"], "")
    told = [f"{kind}tối đa {words.points(row['max_points'])}"]
    for stage in former:
        given = row[scores.GIVEN_AT[stage]]
        told.append(f"{stage} {'chưa có' if given is None else words.points(given)}")
    return " · ".join(told)
