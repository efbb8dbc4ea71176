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
    if not viewer.asks("forecast"):
        return
    rows = [row for row in session.each(session.ask("forecast")) if row.may_be_late]
    if rows:
        blocks.section(
            f"{forecasts.TITLE} – {forecasts.WORD} ({len(rows)})",
            f"Chưa trễ. Tính từ hồ sơ, phần việc trước của {session.commune().noun}; mở từng việc để xem căn cứ.",
        )
        blocks.steps([_step(row, dropped or {}) for row in rows], FIRST, forecasts.WORD, forecast=True)


def _step(row: Any, dropped: Mapping[str, None]) -> Step:
    page, parameter = _PAGES[row.kind]
    year = {} if row.year in (None, session.scope().year) else {"year": row.year}
    link = filters.link(page, **dropped, **{parameter: row.id}, **year)
    due = f"hạn {words.deadline(row.due_on, row.expires_on)}, {words.days_late(row.days_late)}"
    need = f"{_begun(forecasts.expected(row))}, {forecasts.cases(row)} · {due}"
    return Step(need, row.what, row.owner, None, forecasts.WORD, link)


def _begun(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}"


def of_dossiers(scope: Scope) -> dict[str, Any]:
    """Dossier → its forecast, where there is one that the viewer may see."""
    return _by_id("dossier", scope)


def fact(kind: str, id: str) -> list[tuple[str, str]]:
    """What is expected of a dossier or a task, and on what that rests, as a fact of its window; none where nothing is."""
    found = _by_id(kind, session.scope().but(blocs=(), units=(), quarter=None)).get(id)
    return [("Dự báo", f"{_begun(forecasts.expected(found))}: {forecasts.basis(found)}.")] if found else []


def _by_id(kind: str, scope: Scope) -> dict[str, Any]:
    if not viewer.asks("forecast"):
        return {}
    found = session.ask_readable("forecast", scope)
    return {} if found is None else {row.id: row for row in session.each(found) if row.kind == kind}
