"""The form *Cuộc họp, kết luận*: a meeting and what it concludes, a line each; the next line is always ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

import streamlit as st

from emulation import words
from emulation.office import conclusions
from emulation.office.change_set import Row, listed
from emulation.office.teams import Team
from emulation.schema import MEETING_KINDS
from emulation.ui.frame import empty, filters
from emulation.ui.office import saving
from emulation.ui.office.entry import form
from emulation.ui.parts import blocks, names, session, viewer
from emulation.ui.parts.picker import Option

_LAST = "entry-meeting"
"""The round and the meeting of the form when it was last drawn: once saved, that meeting goes on."""


def draw() -> None:
    """The form, its preview and its button."""
    scope = session.scope()
    session.edition().warehouse.require("meeting_conclusions")
    offered = names.units()
    if not offered:
        empty.nothing(
            "Chưa ghi được kết luận.", "Chưa có đơn vị nào để giao việc.", "units", do="Hãy điền thêm:"
        )
        return
    fields, beside = form.form_and_preview()
    with fields:
        meeting = _meeting()
        there = form.answer(conclusions.concluded, scope, meeting.meeting) if meeting.meeting else []
        _tell(there, meeting)
        lines = _lines(offered)
    filled = replace(meeting, lines=lines)
    known = {"kết luận": lines}
    new = {"loại cuộc họp": meeting.kind, "nội dung cuộc họp": meeting.title.strip()}
    with beside:
        form.preview(
            conclusions.prepare,
            filled,
            required=known if meeting.meeting else new,
            things="kết luận" if lines else "cuộc họp",
        )


def _meeting() -> conclusions.Entry:
    """The meeting, without its conclusions: a known one, or what is typed of a new one."""
    known = form.answer(conclusions.meetings)
    asked = form.asked_for("meeting", known, "Cuộc họp")
    before, last = st.session_state.get(_LAST, ("", ""))
    if before != saving.fresh("round") and last in known:
        asked = [last]
    meeting = form.pick_one("Cuộc họp đã ghi (để trống: cuộc họp mới)", _options(known), "meeting", asked)
    if meeting:
        form.has_day()
        st.session_state[_LAST] = saving.fresh("round"), meeting
        return conclusions.Entry((), known[meeting]["held_on"], meeting)
    first, second = st.columns(2)
    with first:
        day = form.day("Ngày họp")
    with second:
        place = form.text("Địa điểm", "meeting-place")
    kind = form.one_of("Loại cuộc họp", MEETING_KINDS, "meeting-kind")
    title = form.text("Nội dung cuộc họp", "meeting-title")
    st.session_state[_LAST] = saving.fresh("round"), form.answer(conclusions.next_id, day)
    return conclusions.Entry((), day, "", kind, title, place)


def _options(known: Mapping[str, Row]) -> list[Option]:
    return [
        Option(each, f"{words.day(row['held_on'])} · {row['title']}", f"{row['kind']} · {each}")
        for each, row in known.items()
    ]


def _tell(there: list[Row], meeting: conclusions.Entry) -> None:
    """The conclusions that are saved, each with the way to correct it, and the way to their notice, once the meeting is
    held."""
    if not there:
        return
    items = "".join(
        f"<li><span>{escape(row['clause'])} · {escape(row['title'])}</span>"
        f'<span class="how">{escape(_stand(row))} · {_way("Sửa", "tasks", row)} · '
        f"{_way('Đổi đơn vị', 'assignments', row)}</span></li>"
        for row in there
    )
    st.html(f'<h3 class="entry-group">Kết luận đã lưu</h3><div class="entry-changes"><ul>{items}</ul></div>')
    if viewer.opens("reports") and meeting.day <= session.scope().as_of:
        notice = filters.link("reports", report="conclusions", meeting=meeting.meeting)
        blocks.ways([("Lập Thông báo kết luận cuộc họp", notice)])


def _way(text: str, file: str, row: Row) -> str:
    """A link to the rows of the conclusion in the grid of a file."""
    link = filters.link("data", file=file, q=row["task_id"])
    return f'<a href="{escape(link)}" target="_self">{text}</a>'


def _stand(row: Row) -> str:
    leads = listed(row["leads"]) or "chưa có đơn vị chủ trì"
    return f"{leads}, hạn {words.deadline(row['due_on'], row['expires_on'])}, {row['state'].lower()}"


def _lines(offered: Mapping[str, str]) -> tuple[conclusions.Line, ...]:
    """The lines that have been filled in; after the last there is an empty one."""
    count = form.key_of("lines")
    lines: list[conclusions.Line] = []
    while not lines or lines[-1] != _EMPTY or len(lines) < st.session_state.get(count, 1):
        lines.append(_line(len(lines) + 1, offered))
    st.session_state[count] = len(lines)
    return tuple(line for line in lines if line != _EMPTY)


_EMPTY = conclusions.Line("", Team(), "")


def _line(number: int, offered: Mapping[str, str]) -> conclusions.Line:
    options = names.unit_options(offered)
    with st.container(key=f"entry-line-{number}"):
        title = form.lines(
            f"Kết luận {number}",
            f"line-title:{number}",
            height="content",
            on_change=_spread,
            args=(number,),
            placeholder="Gõ hoặc dán nội dung; dán nhiều dòng thì mỗi dòng là một kết luận",
        )
        first, second, third = st.columns([4, 4, 2])
        with first:
            leads = form.pick_many(f"Chủ trì {number}", options, f"line-leads:{number}")
        with second:
            helpers = form.pick_many(f"Phối hợp {number}", options, f"line-helpers:{number}")
        with third:
            due = form.text(f"Hạn {number}", f"line-due:{number}", placeholder="30/11")
    return conclusions.Line(title.strip(), Team(leads, helpers), due.strip())


def _spread(number: int) -> None:
    """Put the further lines of a pasted text into the next empty fields."""
    texts = conclusions.lines_in(st.session_state[form.key_of(f"line-title:{number}")])
    st.session_state[form.key_of(f"line-title:{number}")] = "".join(texts[:1])
    rest = texts[1:]
    while rest:
        number += 1
        key = form.key_of(f"line-title:{number}")
        if not st.session_state.get(key):
            st.session_state[key] = rest.pop(0)
    count = form.key_of("lines")
    st.session_state[count] = max(st.session_state.get(count, 1), number)
