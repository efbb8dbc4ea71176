"""The meetings of the period: held by the day, and still to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from emulation import words
from emulation.reports.contents.section import NothingKnown, Section
from emulation.reports.facts import Facts


def fill(facts: Facts) -> dict[str, Any]:
    meetings = facts.table("meetings")
    if not meetings:
        raise NothingKnown("Chưa có số liệu về các cuộc họp, hội nghị.")
    return {"hop.cau": list(sentences(facts, meetings))}


SECTION = Section({"hop.cau": "các cuộc họp, hội nghị trong kỳ, mỗi cuộc một dòng"}, fill)


def sentences(facts: Facts, meetings: Sequence[Any]) -> Iterator[str]:
    """A line for each meeting under what it is: held, or to be held."""
    request = facts.request
    of_period = sorted(
        (row for row in meetings if request.first_day <= row.held_on <= request.last_day),
        key=lambda row: row.held_on,
    )
    held = [row for row in of_period if row.held_on <= request.scope.as_of]
    to_come = [row for row in of_period if row.held_on > request.scope.as_of]
    if held:
        yield f"Các cuộc họp, hội nghị trong {request.in_words}:"
        yield from map(_line, held)
    elif not to_come:
        yield f"Chưa ghi nhận cuộc họp, hội nghị nào trong {request.in_words}."
    if to_come:
        yield f"Các cuộc họp, hội nghị dự kiến trong kỳ, sau ngày {words.day(request.scope.as_of)}:"
        yield from map(_line, to_come)


def _line(row: Any) -> str:
    place = f" ({row.place})" if row.place else ""
    kind = "" if row.kind == "Khác" else f"{row.kind}: "
    return f"- Ngày {words.day(row.held_on)}, {kind}{row.title}{place}."
