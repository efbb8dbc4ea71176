"""The one way in which every screen saves: as whoever looks at that moment, if they may. It keeps the result of the last
save in the session, and shows it at the top of the page: a confirmation with an undo button, the refusal, or the question
whose version to keep after a conflict.

The functions that save are callbacks (`on_click`), so that the page is drawn from the new data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Protocol

import streamlit as st

from emulation import permits, store, words
from emulation.access import Action, Viewer
from emulation.office import change_set
from emulation.scope import today
from emulation.store import Clashed, Edit, Entry, Saved, SaveRefused, restoring
from emulation.ui.parts import notices, session, viewer

SIGNED_OUT = "Phiên đăng nhập đã hết. Hãy đăng nhập lại rồi lưu; những gì đã gõ vẫn còn."
LISTED = 8
"""Most conflicts that are listed one by one."""


class _Act(Protocol):
    """What saves as whoever looks now, if they may. `insist`: overwrite what others changed in between."""

    def __call__(self, by: Viewer, insist: bool, /) -> Saved: ...


@dataclass(frozen=True)
class _Done:
    what: str
    saved: Saved


@dataclass(frozen=True)
class _Refused:
    what: str
    sentence: str


@dataclass(frozen=True)
class _Asked:
    """A conflict: the user chooses whose version to keep."""

    what: str
    act: _Act
    clashed: Clashed


@dataclass
class _State:
    """Per session: the result of the last save, and a count of the saves, which is part of the keys of the fields."""

    outcome: _Done | _Refused | _Asked | None = None
    round: int = 0


def save(
    edits: Sequence[Edit],
    what: str,
    who: str = "",
    *,
    answers: Sequence[str] = (),
    reason: str = "",
    new_folder: bool = False,
) -> None:
    """Save edits. `who`: as typed, where nobody signs in. `answers`, `reason`: as in `Entry`. `new_folder`: make the folder
    if it is not there yet."""

    def act(by: Viewer, insist: bool) -> Saved:
        signed = change_set.signed(edits, by.name) if by.account else edits
        folder = session.folder()
        _refuse(permits.of_edits(by, signed, folder.edition().warehouse, today()))
        if answers:
            _refuse(permits.of_answers(by, folder.path, answers, signed))
        signature = _signature(by) if by.account else {"who": who}
        if new_folder:
            store.make_folder(folder.path)
        more = {"answers": answers, "reason": reason, **signature}
        return store.save(folder.path, signed, what, insist=insist, **more)

    _attempt(what, act)


def undo(entry_id: str, what: str) -> None:
    """Undo the change `entry_id`, titled `what`."""

    def act(by: Viewer, insist: bool) -> Saved:
        _refuse(permits.of_undo(by, session.folder().path, entry_id, insist=insist))
        return restoring.undo(session.folder().path, entry_id, insist=insist, **_signature(by))

    _attempt(restoring.undo_title(what), act)


def restore_version(entry: Entry, table: str) -> None:
    """Restore a file as it was after a change."""

    def act(by: Viewer, insist: bool) -> Saved:
        _refuse(permits.of_action(by, Action.UNDO))
        path = session.folder().path
        return restoring.restore_version(path, entry.id, table, insist=insist, **_signature(by))

    _attempt(restoring.restore_title(entry, table), act)


def restore_backup(day: date) -> None:
    """Restore all files of a daily backup."""

    def act(by: Viewer, insist: bool) -> Saved:
        _refuse(permits.of_action(by, Action.UNDO))
        return restoring.restore_backup(session.folder().path, day, insist=insist, **_signature(by))

    _attempt(f"Khôi phục cả thư mục như bản sao ngày {words.day(day)}", act)


def refuse(what: str, sentence: str) -> None:
    """Say that what was asked for cannot be saved; what was typed stays."""
    _state().outcome = _Refused(what, sentence)


def not_permitted(action: Action) -> str:
    """Why who looks now may not do that; empty if they may."""
    try:
        return permits.of_action(viewer.identify(), action)
    except viewer.SignedOut:
        return SIGNED_OUT


def _refuse(sentence: str) -> None:
    if sentence:
        raise SaveRefused(sentence)


def _signature(by: Viewer) -> dict[str, str]:
    return {"who": by.name, "account": by.account, "role": by.role if by.account else ""}


def fresh(name: str) -> str:
    """A widget key that changes with every save, so that the field is empty again."""
    return f"{name}_{_state().round}"


def start_afresh() -> None:
    """Empty the fields as after a save."""
    _state().round += 1


def is_asking() -> bool:
    """Whether the question whose version to keep is still open."""
    return isinstance(_state().outcome, _Asked)


def was_refused() -> bool:
    """Whether the last save was refused: what it would have saved is still to be saved."""
    return isinstance(_state().outcome, _Refused)


def outcome() -> None:
    """Show the result of the last save. Every page of the office calls this at its top."""
    match _state().outcome:
        case _Done() as done:
            _tell_done(done)
        case _Refused(what, sentence):
            with st.container(key="refused"):
                notices.refusal(f"Chưa lưu được “{what}”. {sentence}")
        case _Asked() as asked:
            _ask(asked)


def _state() -> _State:
    return st.session_state.setdefault("saving", _State())


def _attempt(what: str, act: _Act, insist: bool = False) -> None:
    # Read the session before the save: Streamlit may stop this run at any access to it (after a second press of the
    # button, for example), and the result of the save must not be lost.
    state, folder, own = _state(), session.folder(), session.own()
    try:
        saved = act(viewer.identify(), insist)
    except viewer.SignedOut:
        state.outcome = _Refused(what, SIGNED_OUT)
    except SaveRefused as refused:
        state.outcome = _Refused(what, str(refused))
    except Clashed as clashed:
        own.edition = folder.refresh()  # for the choice that follows, what others wrote is to be seen
        state.outcome = _Asked(what, act, clashed)
    else:
        own.edition = folder.refresh()
        state.outcome = _Done(what, saved)
        state.round += 1


def _forget() -> None:
    _state().outcome = None


def _tell_done(done: _Done) -> None:
    saved = done.saved
    if not saved.entry_id:
        notices.success(f"“{escape(done.what)}”: dữ liệu đã đúng như vậy từ trước, không có gì phải ghi.")
        return
    text = f"Đã lưu lúc {words.moment(saved.when)}: <strong>{escape(done.what)}</strong>."
    if saved.merged:
        text += f" Trong lúc đó còn có: {_told(saved.merged)}. Đã giữ cả hai."
    if saved.warning:
        text += f" <em>{escape(saved.warning)}</em>"
    with st.container(key="saved", horizontal=True, vertical_alignment="center"):
        notices.success(text)
        if not permits.of_undo(viewer.viewer(), session.folder().path, saved.entry_id):
            st.button("Hoàn tác", key="undo", on_click=undo, args=(saved.entry_id, done.what))


def _ask(asked: _Asked) -> None:
    clashes, between = asked.clashed.clashes, asked.clashed.between
    shown = "".join(f"<li>{escape(clash.sentence())}</li>" for clash in clashes[:LISTED])
    more = len(clashes) - LISTED
    rest = f"<li>… và {more} chỗ nữa</li>" if more > 0 else ""
    who = f" Trong lúc đó đã có: {_told(between)}." if between else ""
    with st.container(key="asked"):
        notices.warning(
            f"Chưa lưu “{escape(asked.what)}”: dữ liệu vừa được người khác sửa ở cùng chỗ.{who}"
            f"<ul>{shown}{rest}</ul>"
        )
        with st.container(horizontal=True):
            st.button("Giữ của người kia", key="theirs", on_click=_forget)
            if not asked.clashed.final:
                mine = (asked.what, asked.act, True)
                st.button("Ghi bản của tôi", key="mine", on_click=_attempt, args=mine)


def _told(entries: Sequence[Entry]) -> str:
    if not viewer.viewer().sees_all:  # what others record or are answered is not theirs to read
        return f"{len(entries)} lần ghi của người khác"
    return "; ".join(
        escape(" ".join(part for part in (f"{words.moment(e.when)}", e.who, f"“{e.what}”") if part))
        for e in entries
    )
