"""*Có thể trễ*: what is expected to be late, told apart from what is late by look and word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulation import forecasts, words
from emulation.scope import Scope
from emulation.ui.frame import filters
from emulation.ui.parts import blocks, session, viewer
from emulation.ui.parts.blocks import Step

FIRST = 3
"""So many are seen at once: they stand below what is late."""
_PAGES = {"task": ("progress", "task"), "dossier": ("dossiers", "dossier")}


def section(dropped: Mapping[str, None] | None = None) -> None:
    """What may be late in the chosen scope, the first to fall due first; nothing where there is none, or the viewer may not
    ask. `dropped`: what the links drop of the filter."""
    rows = [row for row in _rows(session.scope()) if row.may_be_late]
    if rows:
        blocks.section(
            f"{forecasts.TITLE} – {forecasts.WORD} ({len(rows)})",
            f"Chưa trễ. Tính từ hồ sơ, phần việc trước của {session.commune().noun}; mở từng việc để xem căn cứ.",
        )
        blocks.steps([_step(row, dropped or {}) for row in rows], FIRST, forecasts.WORD, forecast=True)


def _rows(scope: Scope) -> list[Any]:
    """What is expected in a scope, as far as the viewer may see it: of the tasks, with a filter of the parts."""
    found = session.ask_readable("forecast", scope) if viewer.asks("forecast") else None
    if found is None:
        return []
    of_tasks = viewer.viewer().filters_freely and not scope.filtered
    return [
        row for row in session.each(found) if row.kind == "dossier" or not of_tasks or row.unit_id is None
    ]


def _step(row: Any, dropped: Mapping[str, None]) -> Step:
    page, parameter = _PAGES[row.kind]
    year = {} if row.year in (None, session.scope().year) else {"year": row.year}
    link = filters.link(page, **dropped, **{parameter: row.id}, **year)
    due = f"hạn {words.deadline(row.due_on, row.expires_on)}, {words.days_late(row.days_late)}"
    need = f"{_begun(forecasts.expected(row))}, {forecasts.cases(row)} · {due}"
    owner = row.owner if len(session.scope().units) != 1 else ""
    return Step(need, row.what, owner, None, forecasts.WORD, link)


def _begun(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}"


def of_dossiers(scope: Scope) -> dict[str, Any]:
    """Dossier → its forecast, where there is one that the viewer may see."""
    return {row.id: row for row in _rows(scope) if row.kind == "dossier"}


def fact(kind: str, id: str) -> list[tuple[str, str]]:
    """What is expected of a dossier or a task, and on what that rests, as a fact of its window; none where nothing is."""
    everything = session.scope().but(blocs=(), units=(), quarter=None)
    return [
        ("Dự báo", f"{_begun(forecasts.expected(row))}: {forecasts.basis(row)}.")
        for row in _rows(everything)
        if (row.kind, row.id) == (kind, id)
    ][:1]
