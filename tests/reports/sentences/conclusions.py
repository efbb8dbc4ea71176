"""What reports, minutes and notices say of what meetings concluded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from emulation import words
from emulation.reports.contents import letterhead, phrases
from tests.reports.read_back import deadline
from tests.reports.sentences.paper import Paper
from tests.reports.sentences.registry import Said, says, some
from tests.reports.sentences.tasks import ENDED, holders, number

day = words.day


@says(
    "Tính đến ngày <day:D>, (?:trong )?<all:N> nhiệm vụ theo kết luận của các cuộc họp (?:đến hết <when:WHEN>|trước)"
    "(?: có)?(?:,? (?:<done:N> )?đã hoàn thành(?: \\((?:trong đó <late:N> )?trễ hạn\\))?)?"
    "(?:,? (?:<none:N> )?không phát sinh)?"
    "(?:,? (?:<left:N> )?chưa hoàn thành(?: \\((?:trong đó <overdue:N> )?quá hạn\\))?)?[.]",
)
def conclusions(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    rows = _conclusions(paper)
    done, none = (sum(row.status == state for row in rows) for state in ENDED)
    left = len(rows) - done - none
    late, overdue = (sum(row.timeliness == timely for row in rows) for timely in ("Trễ hạn", "Quá hạn"))
    several = sum(map(bool, (done, none, left))) > 1
    found = {"done": done, "none": none, "left": left}
    return {
        "day": day(paper.as_of),
        "all": number(len(rows)),
        "when": None if paper.kind == "minutes" else paper.request.in_words,
        **{name: some(count) if several else None for name, count in found.items()},
        "late": some(late) if late != done else None,
        "overdue": some(overdue) if overdue != left else None,
    }


def _conclusions(paper: Paper) -> list[Any]:
    """Of a report those of the period's meetings, and of earlier ones what was open when it began; of minutes what the
    Council's last meeting left open, and what came since, but what this one gave."""
    first, last, own = paper.first, paper.last, None
    if paper.kind == "minutes":
        meetings = paper.table("meetings")
        own, last = paper.meeting.meeting_id, paper.as_of
        held = [row.held_on for row in meetings if row.kind == "Họp Hội đồng" and row.held_on < paper.as_of]
        first = max(held, default=date.min)
    return [
        row
        for row in paper.ask("conclusions")
        if row.meeting_id != own
        and row.held_on <= last
        and (
            row.held_on >= first
            or (row.completed_on >= first if row.completed_on else row.status not in ENDED)
        )
    ]


@says("- (?P<task>.+) \\((?P<leads>.+?)(?:; phối hợp: (?P<helpers>.+))?; hạn <due:DUE>\\)[.]", "minutes")
def given_by_the_meeting(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    places = [
        {
            "task": paper.titles[row.task_id][0].rstrip(" .;,"),
            "leads": phrases.begun(holders(paper, row)),
            "helpers": phrases.named(helpers(paper, row.task_id)) or None,
            "due": deadline(paper.data, row.due_on),
        }
        for row in paper.ask("conclusions")
        if row.meeting_id == paper.meeting.meeting_id
    ]
    found = dict(said.places) | {"leads": phrases.begun(said["leads"] or "")}
    return dict(said.places) if found in places else places[0]


def helpers(paper: Paper, task: str) -> list[str]:
    rows = paper.table("assignments")
    return [paper.name("units", row.unit_id) for row in rows if (row.task_id, row.role) == (task, "Phối hợp")]


# ---- notices of conclusions


@says(
    "(?:Kết luận|Tại) .+ (?P<held>ngày \\d\\d tháng \\d+ năm \\d{4})"
    "(?:(?: ở (?P<place>.+))?, sau khi nghe .+ về nội dung “(?P<about>.+)”, .+ kết luận như sau:)?",
    "conclusions",
)
def of_the_meeting_that_concluded(said: Said) -> Mapping[str, Any]:
    meeting, opens = said.paper.meeting, said["about"] is not None
    return {
        "held": letterhead.long_day(meeting.held_on),
        "place": meeting.place if opens else None,
        "about": meeting.title.rstrip(".") if opens else None,
    }


@says("(?:Cuộc họp giao|Trích) <count:N> nhiệm vụ(?: giao (?P<whom>.+))?[.]", "conclusions")
def given_by_notice(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    rows = [row for row in paper.ask("conclusions") if row.meeting_id == paper.meeting.meeting_id]
    assert bool(said["whom"]) == paper.filtered
    return {"count": number(len(rows)), "whom": said["whom"]}
