"""Thông báo kết luận cuộc họp: what a meeting concluded – content, who leads, who helps, until when – for who is to do it.

All as it was given on the meeting's day: an extension of later is a paper of its own. Who was in the chair, and what was
said, is for people to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emulation import words
from emulation.reports.contents import conclusions, letterhead, phrases, tasks
from emulation.reports.contents.section import Section, filled, meanings
from emulation.reports.facts import Facts
from emulation.reports.request import NotAsked
from emulation.text import file_part

_HELD = {  # kind of meeting -> what it is called in a sentence
    "Họp Hội đồng": "cuộc họp {hoi_dong}",
    "Họp UBND": "cuộc họp {uy_ban}",
    "Hội nghị cụm": "Hội nghị cụm thi đua",
}


def documents(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """The one notice. Raises NotAsked where no meeting is chosen, or the chosen one has concluded nothing."""
    meeting = _meeting(facts)
    then = facts.but(as_of=min(meeting.held_on, facts.request.scope.as_of))
    if not given(then):
        day = words.day(meeting.held_on)
        raise NotAsked(
            f"Cuộc họp ngày {day} chưa có kết luận nào{_chosen(facts)}, nên không có thông báo để lập."
        )
    stem = "-".join(filter(None, (facts.request.kind.file, file_part(meeting.meeting_id))))
    yield stem, letterhead.values(then) | filled([SECTION], then)


def given(facts: Facts) -> list[Any]:
    """The rows of `conclusions` of the request's meeting."""
    return [row for row in facts.rows("conclusions") if row.meeting_id == facts.request.meeting]


def _meeting(facts: Facts) -> Any:
    if facts.meeting is not None:
        return facts.meeting
    if facts.request.meeting:
        raise NotAsked(f"Không có cuộc họp mang mã “{facts.request.meeting}”.")
    day = words.day(facts.request.scope.as_of)
    raise NotAsked(f"Đến {day} chưa có cuộc họp nào kết luận việc gì, nên không có thông báo để lập.")


def _fill(facts: Facts) -> dict[str, Any]:
    meeting, rows = _meeting(facts), given(facts)
    around = letterhead.values(facts)
    count = f"{words.number(len(rows))} nhiệm vụ"
    said = f"Trích {count}{_chosen(facts)}." if facts.request.scope.filtered else f"Cuộc họp giao {count}."
    return {
        "thong_bao.cuoc_hop": _HELD.get(meeting.kind, "cuộc họp").format(**around),
        "thong_bao.ngay": letterhead.long_day(meeting.held_on),
        "thong_bao.dia_diem": meeting.place or "",
        "thong_bao.noi_dung": meeting.title.rstrip("."),
        "thong_bao.cau": [said],
        "thong_bao.bang": [
            {
                "stt": words.number(number),
                "noi_dung": row.title.rstrip(" .;,"),
                "chu_tri": "; ".join(facts.name("units", unit) for unit in tasks.units_of(row))
                or tasks.NOBODY,
                "phoi_hop": "; ".join(conclusions.helpers(facts, row.task_id)),
                "han": facts.deadline(row.due_on),
            }
            for number, row in enumerate(rows, start=1)
        ],
    }


def _chosen(facts: Facts) -> str:
    """Which conclusions a filter leaves, after a space: those in which the chosen units take part."""
    return f" giao {chosen}" if (chosen := phrases.scope(facts)) else ""


SECTION = Section(
    {
        "thong_bao.cuoc_hop": "cuộc họp nào, trong câu",
        "thong_bao.ngay": "ngày họp",
        "thong_bao.dia_diem": "địa điểm, nếu có trong số liệu",
        "thong_bao.noi_dung": "nội dung cuộc họp",
        "thong_bao.cau": "đoạn nói bao nhiêu nhiệm vụ được giao",
        "thong_bao.bang": "bảng kết luận: stt, noi_dung, chu_tri, phoi_hop, han",
    },
    _fill,
)
TAGS = {**letterhead.TAGS, **meanings([SECTION])}
