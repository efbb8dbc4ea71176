"""What needs attention next, as steps with links to the detail, for the overview and for a unit's page."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.frame import filters
from emulation.ui.parts import session
from emulation.ui.parts.blocks import Step

FIRST = 6
"""So many steps are seen at once; the others are under a fold."""
_PAGES = {
    "request": ("inbox", "request"),
    "task": ("progress", "task"),
    "dossier": ("dossiers", "dossier"),
    "score": ("rankings", "period"),
}
_TODAY = "đến hạn hôm nay"
_REASONS = {  # state of a step -> why it is in the list, most urgent first
    "Đề nghị gia hạn": "đề nghị gia hạn",
    "Quá hạn": "quá hạn",
    _TODAY: _TODAY,
    "Sắp đến hạn": "sắp đến hạn",
    "Chưa đến hạn": "còn hạn",
    "Tạm dừng": "tạm dừng chờ bổ sung",
    "Chưa chấm": "chưa chấm điểm",
    "": "không có hạn",
    "Đúng hạn": "đã trình cấp trên, nay trình lại",
}


def steps(rows: pd.DataFrame) -> list[Step]:
    """The rows of `actions` or `unit_next` as things to do, each with its link to the detail."""
    shown = []
    for row in session.each(rows):
        page, parameter = _PAGES[row.kind]
        year = {} if row.year in (None, session.scope().year) else {"year": row.year}
        link = filters.link(page, **{parameter: row.id}, **year)
        need = " · ".join(filter(None, [_need(row), _due_note(row)]))
        what = row.what if row.kind != "score" else scores_words(row.id, row.what)
        due = due_words(row.days_late)
        shown.append(Step(need, what, getattr(row, "owner", ""), row.state, due, link))
    return shown


def reasons(rows: pd.DataFrame, year: int) -> str:
    """Why things are in a list, each for one reason, so that the parts make up the whole; of overdue tasks of another year
    than the one shown how many they are.

    >>> late = {"state": "Quá hạn", "days_late": 3, "year": 2026}
    >>> today = {"state": "Sắp đến hạn", "days_late": 0, "year": None}
    >>> reasons(pd.DataFrame([late, late | {"year": 2025}, today], dtype=object), 2026)
    '2 quá hạn (1 của năm 2025), 1 đến hạn hôm nay'
    >>> reasons(pd.DataFrame([late] * 3), 2026), reasons(pd.DataFrame([today]), 2026)
    ('cả 3 quá hạn', 'đến hạn hôm nay')
    """
    counts = Counter(_reason(row.state, row.days_late) for row in session.each(rows))
    if len(counts) == 1:
        (only,) = counts
        return f"cả {len(rows)} {_REASONS[only]}" if len(rows) > 1 else _REASONS[only]
    former = Counter(row.year for row in session.each(rows) if row.state == "Quá hạn" and row.year)
    of_years = ", ".join(f"{count} của năm {of}" for of, count in former.items() if of != year)
    told = {state: f"{counts[state]} {why}" for state, why in _REASONS.items() if counts[state]}
    if of_years:
        told["Quá hạn"] += f" ({of_years})"
    return ", ".join(told.values())


def _reason(state: str | None, days_late: int | None) -> str:
    if state == "Sắp đến hạn" and days_late == 0:
        return _TODAY
    return "Đúng hạn" if state == "Trễ hạn" else state or ""


def scores_words(period: str, what: str | None) -> str:
    """Whose scores are missing, and of which period.

    >>> scores_words("2026-H1", None), scores_words("2025-2026", "4 đơn vị chưa tự chấm điểm")
    ('6 tháng đầu năm 2026', 'Năm học 2025-2026 · 4 đơn vị chưa tự chấm điểm')
    """
    return " · ".join(filter(None, [words.period(period), what]))


def _need(row: Any) -> str:
    """What a step needs; of a dossier that waits for the chairman since when."""
    return f"Trình ngày {words.day(row.since)}" if getattr(row, "to_sign", False) else row.need


def _due_note(row: Any) -> str:
    """A remark on a deadline: it falls on a day off, comes from late dossiers, or is paused."""
    if row.paused_since is not None:
        return words.paused(row.paused_since)
    told = row.dossiers_expired_on is not None or (row.due_on and row.due_on != row.expires_on)
    return f"hạn {words.deadline(row.due_on, row.expires_on, row.dossiers_expired_on)}" if told else ""


def due_words(days_late: int | None) -> str:
    """How far a deadline is: "trễ 5 ngày", "hạn hôm nay", "còn 3 ngày"."""
    return "" if days_late is None else words.days_late(days_late)
