"""The Council meeting that a report is about, and the dossiers on its agenda."""

from __future__ import annotations

from datetime import date
from typing import Any

from emulation.reports.facts import Facts
from emulation.reports.request import NotAsked

KIND, STAGE = "Họp Hội đồng", "Họp Hội đồng"
"""The kind of meeting, and the step at which a dossier waits for it."""


def meeting(facts: Facts) -> Any:
    """The row of `meetings.csv` that was chosen. Raises NotAsked where none was, or none of the Council's."""
    wanted = facts.request.meeting
    if facts.meeting is not None and facts.meeting.kind == KIND:
        return facts.meeting
    known = ", ".join(row.meeting_id for row in facts.table("meetings") if row.kind == KIND)
    choose = f"Các cuộc họp Hội đồng: {known}." if known else "Chưa có cuộc họp Hội đồng nào."
    if facts.meeting is not None:
        raise NotAsked(f"“{wanted}” là {facts.meeting.kind}, không phải {KIND}. {choose}")
    if wanted:
        raise NotAsked(f"Không có cuộc họp mang mã “{wanted}”. {choose}")
    raise NotAsked(f"Chưa chọn cuộc họp Hội đồng. {choose}")


def day(facts: Facts) -> date:
    """The as-of day of the meeting's figures: the day of the meeting, or the request's as-of day if that is earlier."""
    return min(meeting(facts).held_on, facts.request.scope.as_of)


def dossiers(facts: Facts) -> list[Any]:
    """The rows of pending_dossiers that waited for the Council on that day."""
    return [row for row in facts.rows("pending_dossiers", as_of=day(facts)) if row.stage == STAGE]
