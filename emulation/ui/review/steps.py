"""What needs attention next, as steps with links to the detail, for the overview and for a unit's page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.frame import filters
from emulation.ui.parts import session
from emulation.ui.parts.blocks import Step

_PAGES = {"task": ("progress", "task"), "dossier": ("dossiers", "dossier"), "score": ("rankings", "period")}


def steps(rows: pd.DataFrame) -> list[Step]:
    """The rows of `actions` or `unit_next` as things to do, each with its link to the detail."""
    shown = []
    for row in session.each(rows):
        page, parameter = _PAGES[row.kind]
        year = {} if row.year in (None, session.scope().year) else {"year": row.year}
        link = filters.link(page, **{parameter: row.id}, **year)
        owner = getattr(row, "owner", "")
        need = " · ".join(filter(None, [row.need, _due_note(row)]))
        what = row.what if row.kind != "score" else scores_words(row.id, row.what)
        shown.append(Step(need, what, owner, row.state, due_words(row.days_late), link))
    return shown


def scores_words(period: str, what: str | None) -> str:
    """Whose scores are missing, and of which period.

    >>> scores_words("2026-H1", None), scores_words("2025-2026", "4 đơn vị chưa tự chấm điểm")
    ('6 tháng đầu năm 2026', 'Năm học 2025-2026 · 4 đơn vị chưa tự chấm điểm')
    """
    return " · ".join(filter(None, [words.period(period), what]))


def _due_note(row: Any) -> str:
    """A remark on a deadline: it falls on a day off, comes from late dossiers, or is paused."""
    if row.paused_since is not None:
        return words.paused(row.paused_since)
    told = row.dossiers_expired_on is not None or (row.due_on and row.due_on != row.expires_on)
    return f"hạn {words.deadline(row.due_on, row.expires_on, row.dossiers_expired_on)}" if told else ""


def due_words(days_late: int | None) -> str:
    """How far a deadline is: "trễ 5 ngày", "hạn hôm nay", "còn 3 ngày"."""
    if days_late is None:
        return ""
    return (
        f"trễ {days_late} ngày"
        if days_late > 0
        else "hạn hôm nay"
        if days_late == 0
        else f"còn {-days_late} ngày"
    )
