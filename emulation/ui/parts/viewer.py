"""Who looks at the screens of this session. Fixed when a run begins, and looked up anew before anything is saved."""

from __future__ import annotations

import streamlit as st

from emulation.access import HERE, NONE, PUBLIC, Viewer, may_open, sight
from emulation.accounts import Unusable
from emulation.ui.parts.sharing import SESSION, Sharing, accounts, sharing

_VIEWER = "viewer"


class SignedOut(Exception):
    """There is no session behind the tab any more: it ended, expired, or its account was disabled."""


def identify() -> Viewer:
    """Who looks now: looked up, never remembered. Raises SignedOut."""
    match sharing():
        case Sharing.HERE:
            return HERE
        case Sharing.READ_ONLY:
            return PUBLIC
    try:
        session = accounts().session(st.context.cookies.get(SESSION, ""))
    except Unusable as fault:
        raise SignedOut("Máy chủ không đọc được tệp tài khoản.") from fault
    if session is None or session.must_change:
        raise SignedOut("Phiên đăng nhập đã hết.")
    return session.viewer


def begin_run() -> Viewer:
    """Fix the viewer for this run. Called first of all by the frame. Raises SignedOut.

    A tab that comes back with another viewer (its browser signed in as somebody else, or the role changed) begins anew:
    it keeps nothing of what was shown before.
    """
    found = identify()
    if st.session_state.get(_VIEWER, found) != found:
        st.session_state.clear()
    st.session_state[_VIEWER] = found
    return found


def is_still() -> bool:
    """Whether it is still the run's viewer who looks, where a part of a screen runs alone, later than its run."""
    try:
        return identify() == viewer()
    except SignedOut:
        return False


def viewer() -> Viewer:
    """The viewer of this run."""
    return st.session_state[_VIEWER]


def opens(page: str) -> bool:
    """Whether the viewer may open this screen (a file of `pages/`): where not, no link leads there."""
    return may_open(viewer().role, page)


def keeps_files() -> bool:
    """Whether the viewer can change the files of the data: only then does a sentence name one."""
    return opens("exchange")


def asks(query: str) -> bool:
    """Whether the viewer sees anything of `queries/<query>.sql`: where not, a screen leaves the part out."""
    return sight(viewer().role, query) is not NONE


def chooses(unit: str) -> bool:
    """Whether the viewer may look at this unit by itself."""
    return viewer().filters_freely or unit in viewer().units
