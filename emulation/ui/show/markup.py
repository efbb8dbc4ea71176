"""Slides → HTML, by the one template slides.html, which escapes whatever comes from data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from emulation.ui import words
from emulation.ui.show.slide import Slide


@lru_cache(maxsize=1)
def _template() -> Template:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    return found.get_template("slides.html", globals={"zip": zip, "states": words.STATE})


def html_of(slides: Sequence[Slide], *, as_of: str, notice: str = "") -> list[str]:
    """A slide's markup each. `as_of`: what the figures count and when; `notice`: what holds on every slide."""
    return [
        _template().render(
            slide=slide,
            kind=type(slide.body).__name__,
            as_of=as_of,
            notice=notice,
            position=f"{number}/{len(slides)}",
        )
        for number, slide in enumerate(slides, 1)
    ]
