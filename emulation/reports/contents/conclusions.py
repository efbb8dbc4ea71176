"""What became of the conclusions of meetings: each a task that a meeting gave (the contract, query `conclusions`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from emulation import words
from emulation.reports.contents import council, phrases, tasks
from emulation.reports.contents.section import Section
from emulation.reports.contents.units import ENDED
from emulation.reports.facts import Facts

_TABLE = "bảng kết luận: hop (ngày họp), dieu, noi_dung, don_vi, han, ket_qua"


def fill(facts: Facts) -> dict[str, Any]:
    """The conclusions of the period's meetings, and those of earlier meetings that were open when the period began."""
    request = facts.request
    rows = [
        row
        for row in facts.rows("conclusions")
        if row.held_on <= request.last_day
        and (row.held_on >= request.first_day or _open(row, request.first_day))
    ]
    return _told(facts, rows, f"của các cuộc họp đến hết {request.in_words}")


SECTION = Section(
    {
        "ket_luan.cau": "đoạn nói bao nhiêu kết luận cuộc họp đã thực hiện, còn quá hạn",
        "ket_luan.bang": _TABLE,
    },
    fill,
)


def _fill_minutes(facts: Facts) -> dict[str, Any]:
    """What the Council's last meeting before this one left open, and what came since; apart from these what this meeting
    itself gave. The facts are those of the meeting's day."""
    meeting, rows, day = council.meeting(facts), facts.rows("conclusions"), facts.request.scope.as_of
    of_council = [
        row.held_on for row in facts.table("meetings") if row.kind == council.KIND and row.held_on < day
    ]
    since = max(of_council, default=date.min)
    earlier = [
        row
        for row in rows
        if row.meeting_id != meeting.meeting_id and (row.held_on >= since or _open(row, since))
    ]
    given = [row for row in rows if row.meeting_id == meeting.meeting_id]
    return {
        **_told(facts, earlier, "của các cuộc họp trước"),
        "ket_luan.giao": [
            f"- {_title(facts, row)} ({_leads(facts, row)}{_helpers(facts, row)}; hạn {facts.deadline(row.due_on)})."
            for row in given
        ],
    }


MINUTES = Section(
    {
        **SECTION.tags,
        "ket_luan.giao": "các nhiệm vụ giao theo kết luận của chính cuộc họp này, mỗi nhiệm vụ một dòng",
    },
    _fill_minutes,
)


def _open(row: Any, day: date) -> bool:
    """Whether it was still open at the start of the day."""
    return row.completed_on >= day if row.completed_on else row.status not in ENDED


def _told(facts: Facts, rows: Sequence[Any], of_which: str) -> dict[str, Any]:
    return {
        "ket_luan.cau": [_sentence(facts, rows, of_which)] if rows else [],
        "ket_luan.bang": [_line(facts, row) for row in rows],
    }


def _sentence(facts: Facts, rows: Sequence[Any], of_which: str) -> str:
    done = [row for row in rows if row.status == ENDED[0]]
    left = [row for row in rows if row.status not in ENDED]
    late, overdue = (
        sum(row.timeliness == timeliness for row in rows) for timeliness in ("Trễ hạn", "Quá hạn")
    )
    parts = [
        (len(done), f"đã hoàn thành{_of_these(late, len(done), 'trễ hạn')}"),
        (len(rows) - len(done) - len(left), "không phát sinh"),
        (len(left), f"chưa hoàn thành{_of_these(overdue, len(left), 'quá hạn')}"),
    ]
    states = [(count, state) for count, state in parts if count]
    opening = f"Tính đến ngày {words.day(facts.request.scope.as_of)}, "
    if len(states) == 1:
        return f"{opening}{words.number(len(rows))} nhiệm vụ theo kết luận {of_which} {states[0][1]}."
    said = ", ".join(f"{words.number(count)} {state}" for count, state in states)
    return f"{opening}trong {words.number(len(rows))} nhiệm vụ theo kết luận {of_which} có {said}."


def _of_these(count: int, among: int, state: str) -> str:
    """How many of them stand so, in brackets after a space: (trong đó 2 trễ hạn); of all (trễ hạn)."""
    if not count:
        return ""
    return f" ({state})" if count == among else f" (trong đó {words.number(count)} {state})"


def _line(facts: Facts, row: Any) -> dict[str, str]:
    return {
        "hop": words.day(row.held_on),
        "dieu": row.clause,
        "noi_dung": _title(facts, row),
        "don_vi": _leads(facts, row),
        "han": facts.deadline(row.due_on),
        "ket_qua": tasks.result(row, facts),
    }


def _title(facts: Facts, row: Any) -> str:
    return tasks.short_titles(facts)[row.task_id].rstrip(" .;,")


def _leads(facts: Facts, row: Any) -> str:
    units = [facts.name("units", unit) for unit in tasks.units_of(row)]
    return phrases.named(units) if units else tasks.NOBODY


def helpers(facts: Facts, task: str) -> list[str]:
    """The names of the units that help with a task, in the file's order."""
    rows = facts.table("assignments")
    return [facts.name("units", row.unit_id) for row in rows if (row.task_id, row.role) == (task, "Phối hợp")]


def _helpers(facts: Facts, row: Any) -> str:
    units = helpers(facts, row.task_id)
    return f"; phối hợp: {phrases.named(units)}" if units else ""
