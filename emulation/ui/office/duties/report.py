"""The window in which a unit reports a part of a task: the state, the evidence, sent."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from emulation import permits
from emulation.office import progress
from emulation.office.change_set import ChangeSet, Row
from emulation.scope import Scope, today
from emulation.ui.frame import filters
from emulation.ui.office import saving
from emulation.ui.office.duties import sentences
from emulation.ui.parts import notices, session, viewer
from emulation.ui.parts.sheet import Sheet, facts, link

_SENT, _SEEN = "report-sent", "report-seen"
IF_ANY = "Không phát sinh"
OFFERED = ("Đang thực hiện", "Hoàn thành", IF_ANY)
"""The states that are reported; the last of a task that is only done if there is an occasion. All: *Ghi nhận tiến độ*."""


def key(unit: str, task: str) -> str:
    """What the address says for a part."""
    return f"{unit}/{task}"


@dataclass(frozen=True)
class _Part:
    """A part, and the scope in which its task is recorded."""

    row: Row
    scope: Scope


def _found(asked: str) -> _Part | None:
    """The part that the address names: of this year or of the one before."""
    for year in (session.scope().year, session.scope().year - 1):
        scope = session.scope().but(year=year)
        for row in session.records(session.ask("entry_assignments", scope)):
            if key(row["unit_id"], row["task_id"]) == asked:
                return _Part(row, scope)
    return None


def _draw(asked: str) -> None:
    if st.session_state.get(_SENT) == asked and _is_settled():
        _close()
    part = _found(asked)
    if part is None:
        notices.nothing(
            "Không có phần việc này.",
            "Phần việc trên thanh địa chỉ không có trong dữ liệu, hoặc không ghi tay.",
            "Hãy đóng cửa sổ này và chọn một việc trong danh sách.",
        )
        return
    row = part.row
    about = sentences.stands(row, part.scope.as_of)
    facts(f"{row['clause']} · {row['task_title']}", None, [], about)
    if st.session_state.get(_SENT) == asked:
        saving.outcome()
    with st.container(key="report"):
        _fields(asked, part)
    if permits.may_fill(viewer.viewer(), "xin-gia-han"):
        link(
            "Xin gia hạn", filters.link("entry", form="xin-gia-han", task=row["task_id"], unit=row["unit_id"])
        )


def _fields(asked: str, part: _Part) -> None:
    """The state is asked for outside the form, so that what it means is told before it is sent; the button sends whatever
    stands in the fields and is never out of reach."""
    states = [each for each in OFFERED if each != IF_ANY or part.row["conditional"] == "có"]
    status = st.segmented_control(
        "Trạng thái",
        states,
        key=saving.fresh(f"report-state:{asked}"),
        persist_state="session",
        width="stretch",
    )
    told = st.container(key="report-told")
    with st.form(saving.fresh(f"report-form:{asked}"), border=False):
        evidence = _text(
            "Minh chứng: số văn bản, đường dẫn hoặc vài chữ", saving.fresh(f"report-evidence:{asked}")
        )
        who = viewer.viewer().name if viewer.viewer().account else _text("Người ghi", "entry-recorder")
        pressed = st.form_submit_button("Gửi", type="primary", width="stretch", key="report-send")
    change = _change(part, status, evidence, who) if status else None
    with told:
        if change is not None:
            _tell(change)
        elif pressed:
            notices.refusal("Chưa gửi: hãy chọn trạng thái.")
    _send(asked, change, who, pressed=pressed)


def _text(label: str, name: str) -> str:
    return st.text_input(label, key=name, persist_state="session", autocomplete="off", max_chars=500) or ""


def _change(part: _Part, status: str, evidence: str, who: str) -> ChangeSet:
    entry = progress.Entry(
        part.scope.as_of, status, (part.row["task_id"],), (part.row["unit_id"],), evidence.strip()
    )
    warehouse = session.edition().warehouse
    return progress.prepare(warehouse, part.scope, entry, today=today()).signed(who.strip())


def _tell(change: ChangeSet) -> None:
    """What forbids it, what should be known before, or what will be recorded."""
    for sentence in change.refusals:
        notices.refusal(f"Chưa gửi được. {sentence}")
    for sentence in change.warnings:
        notices.warning(f"<p>{escape(sentence)}</p>")
    if change.allowed and not change.warnings:
        will = "; ".join(each.after for each in change.changes)
        st.html(f'<p class="note">Sẽ ghi: {escape(will)}.</p>')


def _send(asked: str, change: ChangeSet | None, who: str, *, pressed: bool) -> None:
    """Save, unless a warning is new since the run before: then the button is pressed once more."""
    seen = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = now = (asked, change.warnings if change else ())
    if not pressed or change is None or not change.allowed:
        return
    if now[1] and seen != now:
        notices.refusal("Chưa gửi: vừa có lưu ý mới ở trên. Hãy xem lại rồi bấm Gửi lần nữa.")
        return
    st.session_state[_SENT] = asked
    saving.save(change.edits, change.what, who.strip())
    if _is_settled():
        _close()
    st.rerun()


def _is_settled() -> bool:
    """Whether nothing is left to do about what was sent: it was saved, or what others saved was kept."""
    return not (saving.is_asking() or saving.was_refused())


def _close() -> None:
    """Close the window; the screen says what was saved, and what is next."""
    st.session_state.pop(_SENT, None)
    st.query_params.pop(WINDOW.parameter, None)
    st.rerun()


WINDOW = Sheet("part", "Báo cáo phần việc", _draw, "medium")
