"""Who looks at the screens of this session. Fixed when a run begins, and looked up anew before anything is saved."""

from __future__ import annotations

import streamlit as st

from emulation.access import HERE, Viewer

_VIEWER = "viewer"


class SignedOut(Exception):
    """There is no session behind the tab any more: it ended, expired, or its account was disabled."""


def identify() -> Viewer:
    """Who looks now: looked up, never remembered. Raises SignedOut."""
    return HERE


def begin_run() -> Viewer:
    """Fix the viewer for this run. Called first of all by the frame. Raises SignedOut."""
    st.session_state[_VIEWER] = found = identify()
    return found


def viewer() -> Viewer:
    """The viewer of this run."""
    return st.session_state[_VIEWER]
