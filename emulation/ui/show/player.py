"""Makes all slides of a show from one edition of the data and sends them to the browser, which keeps them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st
from streamlit.components.v2 import component

from emulation import words
from emulation.palette import slide_css
from emulation.scope import VIETNAM
from emulation.ui.frame import filters, ranking_period
from emulation.ui.frame.address import parse_date
from emulation.ui.parts import notices, session
from emulation.ui.parts.assets import asset, script
from emulation.ui.show import markup, opening, ranking, sections
from emulation.ui.show.moment import Moment
from emulation.ui.show.request import Request, as_of, read
from emulation.ui.show.sizes import FACTOR, sizes_css
from emulation.ui.show.slide import Slide, Statement

PREPARE = "council"
SCREENS = ("", "progress", "rankings", "dossiers", "movements", "unit", PREPARE)
"""Screens to which Esc may return; the preparation gets its choices back."""
CITY_SCREENS = ("", "communes", "handed_up", "awards", "commune")

_STYLE = json.dumps(slide_css() + sizes_css() + asset("show/slides.css", "show/player.css", "show/print.css"))
_SCRIPTS = (
    "deck",
    "keys",
    "figures",
    "pace",
    "fit",
    "sheets",
    "notes",
    "controls",
    "overview",
    "pointer",
    "window",
    "show",
)
_SCRIPT = asset("parts/element.js", "frame/address.js", *(f"show/{name}.js" for name in _SCRIPTS))
_SHAPES = json.dumps({"narrowest": FACTOR.narrowest, "widest": FACTOR.widest})
_mount = component(
    "council_show",
    js=script("council_show", f"const STYLE = {_STYLE}\nconst SHAPES = {_SHAPES}\n{_SCRIPT}"),
    isolate_styles=False,
)
_NOTHING = Slide(
    "nothing",
    "nothing",
    "Trình chiếu",
    "Không có gì để chiếu",
    Statement(("Các phần đã chọn không có số liệu.", "Hãy chọn phần khác ở màn hình Trình chiếu.")),
)


def asked() -> tuple[Request, tuple[str, ...]]:
    """The show that the address asks for, and a sentence for every invalid value."""
    params = {name: st.query_params[name] for name in st.query_params}
    day = parse_date(params.get("as_of", "")) or session.day()
    if session.shows_city():
        return read(
            params, sections.CITY_SECTIONS, sections.CITY_USUAL, session.table("meetings"), CITY_SCREENS, day
        )
    return read(params, sections.SECTIONS, sections.USUAL, session.table("meetings"), SCREENS, day)


def moment(request: Request) -> Moment:
    """The moment of the request's meeting: as of its day, unless the address says another."""
    scope, where = filters.scope_at(as_of(request.meeting, session.day()))
    since = session.last_council_meeting(scope)

    def ask(query: str, of=None, **more) -> pd.DataFrame:
        return session.ask(query, of or scope, **more)

    hold = request.hold and not request.announced
    commune, note = session.commune(scope.year), ranking_period.note(scope)
    return Moment(scope, where, since, request.meeting, hold, commune, ask, session.table, period_note=note)


def draw(request: Request, refused: Sequence[str]) -> None:
    """Draw the show over the whole window."""
    taken = moment(request)
    slides = sections.slides(taken, request.sections) or (_NOTHING,)
    day = f"Tính đến {words.day(taken.scope.as_of)}"
    html = markup.html_of(slides, as_of=day, notices=notices.in_short(taken.scope.year))
    shown = [
        {
            "id": slide.id,
            "section": slide.section,
            "behind": slide.behind,
            "place": place,
            "label": _label(slide),
            "html": drawn,
        }
        for slide, place, drawn in zip(slides, markup.positions(slides), html, strict=True)
    ]
    edition = session.edition()
    read_at = words.moment(datetime.fromtimestamp(edition.read_at, VIETNAM))
    data = {
        "slides": shown,
        "digest": hashlib.sha256(json.dumps(shown).encode()).hexdigest(),
        "theme": "dark" if request.dark else "light",
        "every": request.every,
        "hold": ranking.is_held(taken),
        "print": request.print,
        "exit": filters.link(request.back, **(request.params if request.back == PREPARE else {})),
        "refused": [*filters.refused(), *refused],
        "taken": {"version": f"{edition.version} {session.day()}", "at": read_at},
        "sheet": {
            "heading": taken.meeting.title if taken.meeting else opening.heading(taken),
            "commune": opening.commune(taken),
            "details": request.details,
            "taken": " · ".join(filter(None, [taken.where, day, f"Số liệu lấy lúc {read_at}"])),
        },
        "newer": not session.is_newest(),
    }
    _mount(key="council_show", data=data, on_refresh_change=session.let_go)


def _label(slide: Slide) -> str:
    number, parts = slide.part
    return f"{slide.title} ({number}/{parts})" if parts > 1 else slide.title
