"""Tasks then and now: those that turned late first, each from its state to its state."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from emulation import words
from emulation.changed import Turn
from emulation.scope import Scope
from emulation.ui.frame import filters
from emulation.ui.parts.blocks import pill
from emulation.ui.review.changes.markup import a, block, counted, listed

_LOOKS = {  # what became of tasks -> the class of its look, its mark, and how many of them are seen at once
    Turn.LATE: ("late", "●", 6),
    Turn.FREED: ("on", "○", 3),
    Turn.DONE: ("on", "✓", 4),
    Turn.BEGUN: ("on", "◐", 3),
    Turn.GIVEN: ("", "+", 3),
    Turn.NEAR: ("near", "▲", 3),
    Turn.OTHER: ("", "•", 3),
}


def picture(turns: Mapping[Turn, list[Any]], scope: Scope) -> str:
    """The tasks (with a filter, the parts of them) by what became of them."""
    thing = "Phần việc" if scope.filtered else "Nhiệm vụ"
    when = filters.time_in_words(scope)
    title = f"{thing} {when if scope.filtered else when.removeprefix('nhiệm vụ ')} đổi tình trạng"
    if not turns:
        return block(title, '<p class="note">Không có thay đổi nào.</p>')
    several = len(scope.units) != 1
    return block(title, "".join(_group(turn, rows, several) for turn, rows in turns.items()), kind="turns")


def _group(turn: Turn, rows: list[Any], several: bool) -> str:
    kind, mark, first = _LOOKS[turn]
    lines = listed([_line(row, several) for row in rows], first)
    return f'<div class="moved {kind}">{counted(words.number(len(rows)), mark, turn)}<div>{lines}</div></div>'


def _line(row: Any, several: bool) -> str:
    """`several`: of which unit a part is, is to be said."""
    unit = f' <span class="of">{escape(row.unit_name)}</span>' if several and row.unit_name else ""
    then = pill(row.before) if row.before else "mới giao"
    return (
        f'<span class="then">{then}</span><span class="arrow" aria-hidden="true"></span>'
        f'<span class="unseen"> → nay </span><span class="now">{pill(row.after)}</span> '
        f'<span class="what">{a(filters.link("progress", task=row.task_id), f"{row.clause} · {row.title}")}{unit}</span>'
    )
