"""Which step is open, how far all are, and how a step is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from emulation.office.change_set import ChangeSet
from emulation.office.founding import standing
from emulation.office.founding.standing import STEPS, Step
from emulation.schema import TABLE
from emulation.store import Edit
from emulation.ui.frame import filters
from emulation.ui.office import saving
from emulation.ui.parts import blocks, notices, session

_STEP, _ROUND, _NEXT = "start-step", "start-round", "start-next"


def lead() -> str:
    """What there is already, and what remains."""
    rows = standing.rows_of(session.edition())
    has = [said for step in STEPS if (said := step.has(rows))]
    rest = [step.title.lower() for step in STEPS if not step.done(rows)]
    if not has:
        folder = session.folder().path
        no_folder = (
            "Chưa có thư mục này, lần lưu đầu sẽ tạo; nếu dữ liệu đã nằm ở chỗ khác thì kiểm tra đường dẫn sau --data hoặc "
            "trong EMULATION_DATA. "
        )
        return ("" if folder.is_dir() else no_folder) + (
            "Chưa có dữ liệu. Đi lần lượt năm bước, hoặc làm trước bước nào đã sẵn; mỗi bước lưu riêng và hoàn tác được, "
            "bỏ dở rồi quay lại vẫn được."
        )
    return f"Đã có {'; '.join(has)}. " + (f"Còn: {', '.join(rest)}." if rest else "Đủ các bước.")


def choose() -> Step:
    """Let the user choose a step; at first the first that is not done. The choice is in the address: `?step=`."""
    rows = standing.rows_of(session.edition())
    words = [step.word for step in STEPS]
    undone = next((step.word for step in STEPS if not step.done(rows)), words[0])
    asked = st.query_params.get("step", "")
    if asked and asked not in words:
        notices.refusal(f"Không có bước “{asked}”. Hãy chọn một bước dưới đây.")
    open_now = st.session_state.pop(_NEXT, "") or (asked if asked in words else undone)
    if open_now == "next":
        open_now = undone
    if st.session_state.get(_STEP) != open_now:
        st.session_state[_STEP] = open_now
    st.query_params["step"] = open_now

    def to_address() -> None:
        st.query_params["step"] = st.session_state[_STEP]

    names = {
        step.word: f"{number}. {step.title}{' ✓' if step.done(rows) else ''}"
        for number, step in enumerate(STEPS, 1)
    }
    st.segmented_control(
        "Bước",
        words,
        format_func=lambda word: names[word],
        required=True,
        key=_STEP,
        on_change=to_address,
        label_visibility="collapsed",
    )
    return next(step for step in STEPS if step.word == open_now)


def already(step: Step) -> None:
    """What the step has, and where to see and mend it; its damaged files, to which nothing can be added."""
    edition = session.edition()
    if has := step.has(standing.rows_of(edition)):
        tables = [table for table, _ in step.counts if standing.rows_of(edition)[table]]
        ways = [
            (f"Xem, sửa {TABLE[table].title.lower()}", filters.link("data", file=table)) for table in tables
        ]
        notices.success(f"Đã có {escape(has)}. Thêm được ở dưới; những gì đã có giữ nguyên.")
        blocks.ways(ways)
    if lost := standing.unreadable(edition, [table for table, _ in step.counts]):
        notices.refusal(
            f"Chưa đọc được {', '.join(lost)}: sửa theo danh sách lỗi ở Dữ liệu rồi làm bước này."
        )


def key_of(step: str, name: str) -> str:
    """The key of a field. It changes once the step is saved, so that the field is empty again; until then a field keeps
    what was typed, also over a visit to another page."""
    return f"start-{step}-{st.session_state.get(_ROUND, {}).get(step, 0)}-{name}"


def text(label: str, step: str, name: str, placeholder: str = "") -> str:
    """A line of text."""
    key = key_of(step, name)
    return (
        st.text_input(
            label, key=key, persist_state="session", autocomplete="off", placeholder=placeholder or None
        )
        or ""
    )


def save_button(
    step: str,
    change_set: ChangeSet | None,
    label: str,
    *,
    lacking: Sequence[str] = (),
    more: Sequence[Edit] = (),
) -> None:
    """What forbids the save or should be known before, and the button. `lacking`: fields that must be filled first;
    `more`: edits of rows that are there already."""
    if change_set:
        for sentence in change_set.refusals:
            notices.refusal(f"Chưa lưu được: {sentence}")
        for sentence in change_set.warnings:
            blocks.note(f"⚠ {sentence}")
    with st.container(horizontal=True, vertical_alignment="center", key="start-act"):
        ready = (
            change_set is not None
            and not lacking
            and bool(change_set.edits or more)
            and not change_set.refusals
        )
        pressed = st.button(label, type="primary", disabled=not ready, key=f"start-save-{step}")
        if lacking:
            blocks.note(f"Còn thiếu: {', '.join(lacking)}.")
    if pressed and change_set:
        _save(step, (*change_set.edits, *more), change_set.what)
        st.rerun()


def _save(step: str, edits: Sequence[Edit], what: str) -> None:
    edition, folder = session.edition(), session.folder().path
    new = standing.is_new(edition, folder)
    before = saving.fresh("start")
    saving.save(standing.with_files(edits, folder) if new else edits, what, new_folder=new)
    if saving.fresh("start") != before:  # saved: else all that was typed stays
        rounds: Mapping[str, int] = st.session_state.get(_ROUND, {})
        st.session_state[_ROUND] = {**rounds, step: rounds.get(step, 0) + 1}
        st.session_state[_NEXT] = "next"
