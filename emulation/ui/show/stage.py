"""Takes a show at one moment and hands it to the browser, all of it at once; the browser keeps what it was given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st
from streamlit.components.v2 import component

from emulation.scope import VIETNAM
from emulation.ui import filters, session, words
from emulation.ui.assets import asset
from emulation.ui.sentences_overview import last_meeting
from emulation.ui.show import markup, sections
from emulation.ui.show.moment import Moment
from emulation.ui.show.request import Request, as_of, read

WATCH_EVERY = 3.0
"""Seconds between two looks at whether the data have changed."""
SCREENS = ("", "progress", "rankings", "dossiers", "movements", "unit", "council")
"""Where Esc may return to."""

_STYLE = json.dumps(asset("show/slides.css", "show/stage.css"))
_mount = component(
    "council_show", js=f"const STYLE = {_STYLE}\n{asset('show/show.js')}", isolate_styles=False
)


def asked() -> tuple[Request, tuple[str, ...]]:
    """What the address asks for, and what it asks for in vain."""
    params = {name: st.query_params[name] for name in st.query_params}
    request, refused = read(params, sections.SECTIONS, _meetings(), SCREENS)
    return request, (*filters.refused(), *refused)


def moment(request: Request) -> Moment:
    """The moment of the request's meeting: as of its day, unless the address says another."""
    default = session.edition().warehouse.default_as_of
    scope, where = filters.scope_at(as_of(request.meeting, default))
    since = last_meeting(session.ask_readable("last_council_meeting", scope))

    def ask(query: str, of=None, **more) -> pd.DataFrame:
        return session.ask(query, of or scope, **more)

    return Moment(scope, where, since, request.meeting, request.hold, ask, session.table)


def draw(request: Request, refused: Sequence[str]) -> None:
    """Put the show over the whole window."""
    taken = moment(request)
    slides = sections.slides(taken, request.sections)
    where = f"{taken.where} · " if taken.where else ""
    html = markup.html_of(slides, as_of=f"{where}Tính đến {words.day(taken.scope.as_of)}", notice=_notice())
    edition = session.edition()
    data = {
        "slides": [
            {"id": s.id, "section": s.section, "label": s.title, "html": h}
            for s, h in zip(slides, html, strict=True)
        ],
        "theme": "dark" if request.dark else "light",
        "every": request.every,
        "hold": request.hold,
        "exit": filters.link(request.back),
        "refused": list(refused),
        "taken": {
            "version": edition.version,
            "at": words.moment(datetime.fromtimestamp(edition.read_at, VIETNAM)),
        },
        "newer": st.session_state.get(_NEWER, False),
    }
    data["digest"] = hashlib.sha256(json.dumps(data["slides"]).encode()).hexdigest()
    _mount(key="council_show", data=data, on_refresh_change=_refresh)
    _watch()


_NEWER = "show_newer"


def _refresh() -> None:
    """Let the figures go: the next run takes them anew."""
    session.let_go()
    st.session_state[_NEWER] = False


@st.fragment(run_every=WATCH_EVERY)
def _watch() -> None:
    """Tell the browser, once, that the folder holds other data than the show."""
    if not st.session_state.get(_NEWER) and session.folder().edition().version != session.edition().version:
        st.session_state[_NEWER] = True
        st.rerun(scope="app")


def _meetings() -> pd.DataFrame:
    return session.table("meetings")


def _notice() -> str:
    return ""
