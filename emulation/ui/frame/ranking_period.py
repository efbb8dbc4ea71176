"""The choice of the scoring period on screens that show ranks, and a line on why a default was taken."""

from __future__ import annotations

import streamlit as st

from emulation import periods, words
from emulation.scope import Scope
from emulation.ui.frame import choice, filters
from emulation.ui.parts import blocks, session


def draw(of: Scope | None = None) -> None:
    """Draw the choice of a period and the line on it, for the filter's scope or another."""
    scope = of or session.scope()
    ranked = filters.ranked_periods(scope)
    options = (
        (p, words.period(p), "" if p in ranked else "chưa có xếp hạng") for p in filters.periods(scope)
    )
    field = choice.one_of("period", "Kỳ xếp hạng", scope.period, options)
    with st.container(horizontal=True, vertical_alignment="bottom", key="ranking-period"):
        choice.draw("ranking_period", "Chọn kỳ xếp hạng", [field])
        tell(scope)


def tell(of: Scope | None = None) -> None:
    """Draw the line on the period, if there is one."""
    if said := note(of or session.scope()):
        blocks.note(said)


def note(scope: Scope) -> str:
    """Says that the default period is the latest with ranks, and which has none; empty for a chosen period."""
    if (
        not filters.is_usual_period(scope)
        or scope.quarter
        or scope.period not in filters.ranked_periods(scope)
    ):
        return ""
    said = f"Đang xem {words.period(scope.period)}, kỳ gần nhất đã có xếp hạng."
    meant = str(scope.year) if scope.quarter == 0 else periods.quarter_period(scope.as_of)
    if meant == scope.period or periods.year_of(meant) < periods.year_of(scope.period):
        return said
    return f"{said} {words.period(meant)} chưa có."
