"""Saving from a screen: told at its top, undone by a button, and asked about where someone else was faster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from emulation import words
from emulation.store import Clashed, Edit, Entry, Saved, SaveRefused, history
from emulation.store import save as save_edits
from emulation.ui.parts import notices, session

LISTED = 8
"""So many clashes are told one by one."""

Act = Callable[[bool], Saved]
"""A way to save; the flag says that ours goes over what others changed in the meantime."""


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
    """Someone else changed the same in the meantime: whose holds?"""

    what: str
    act: Act
    clashed: Clashed


@dataclass
class _Kept:
    """Of a session: what became of its last save, and how often its forms were emptied."""

    outcome: _Done | _Refused | _Asked | None = None
    round: int = 0


def save(edits: Sequence[Edit], what: str, who: str = "") -> None:
    """Save; to be called as a button's `on_click`, so that the screen is drawn with what was saved."""
    attempt(what, lambda insist: save_edits(session.folder().path, edits, what, who=who, insist=insist))


def undo(entry: str, what: str) -> None:
    """Take a change back, as `on_click`."""
    attempt(history.undoing(what), lambda insist: history.undo(session.folder().path, entry, insist=insist))


def fresh(name: str) -> str:
    """A widget's key that changes with every save, so that the form is empty again."""
    return f"{name}_{_kept().round}"


def start_afresh() -> None:
    """Empty the forms, as after a save."""
    _kept().round += 1


def outcome() -> None:
    """What became of the last save, at the top of each of the officer's screens."""
    match _kept().outcome:
        case _Done() as done:
            _tell_done(done)
        case _Refused(what, sentence):
            notices.refusal(f"Chưa lưu được “{what}”. {sentence}")
        case _Asked() as asked:
            _ask(asked)


def _kept() -> _Kept:
    return st.session_state.setdefault("saving", _Kept())


def attempt(what: str, act: Act, insist: bool = False) -> None:
    """Any way to save (a version of the history, a daily copy), as `on_click`; its outcome is told by `outcome`."""
    # Asked for before the save: the framework may end this run at any look into the session, as on a second
    # press of the button, and what was saved has to be told all the same.
    kept = _kept()
    try:
        saved = act(insist)
    except SaveRefused as refused:
        kept.outcome = _Refused(what, str(refused))
    except Clashed as clashed:
        kept.outcome = _Asked(what, act, clashed)
    else:
        session.folder().refresh()
        kept.outcome = _Done(what, saved)
        kept.round += 1


def _forget() -> None:
    _kept().outcome = None


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
                st.button("Ghi bản của tôi", key="mine", on_click=attempt, args=mine)


def _told(entries: Sequence[Entry]) -> str:
    return "; ".join(
        escape(" ".join(part for part in (f"{words.moment(e.when)}", e.who, f"“{e.what}”") if part))
        for e in entries
    )
