"""Slides → HTML, by the one template slides.html, which escapes whatever comes from data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from emulation.ui.parts import states
from emulation.ui.show import paging
from emulation.ui.show.slide import Slide

_TOGETHER = re.compile(
    rf"((?<!\S)(?:\S+-\S+|Quý [IV]+|(?:trễ|còn) \S+ ngày|\d\S* (?!\(nghỉ\))(?:{'|'.join(states.STATE)}|\S+ \S+)))",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _template() -> Template:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    found.filters["whole"] = _whole
    return found.get_template("slides.html", globals={"zip": zip, "states": states.STATE})


def html_of(slides: Sequence[Slide], *, as_of: str, notices: Sequence[str] = ()) -> list[str]:
    """A slide's markup each. `as_of`: the figures' day; `notices`: sentences that hold on every slide, in full on the
    first of section `title`."""
    short, whole = (
        _in_lines(notices, most) for most in (paging.NOTICE_LINES, paging.NOTICE_LINES + paging.WHOLE_NOTICE)
    )
    places = positions(slides)
    parents = {slide.behind for slide in slides}
    first = next((slide.id for slide in slides if slide.section == "title"), None)
    return [
        _template().render(
            slide=slide,
            kind=type(slide.body).__name__,
            title_size=paging.title_size(slide),
            as_of=as_of,
            notice=whole if slide.id == first else short,
            position=place,
            has_details=slide.id in parents,
        )
        for slide, place in zip(slides, places, strict=True)
    ]


def positions(slides: Sequence[Slide]) -> list[str]:
    """3/12 of the show's own slides; of details the slide that they belong to, and which of them it is: 3 · D 1/4."""
    own = [slide.id for slide in slides if not slide.behind]
    all_behind = Counter(slide.behind for slide in slides)
    seen: Counter[str] = Counter()
    said = []
    for slide in slides:
        seen[slide.behind] += 1
        count = f"{seen[slide.behind]}/{all_behind[slide.behind]}"
        said.append(f"{own.index(slide.behind) + 1} · D {count}" if slide.behind else count)
    return said


def _whole(text: str) -> Markup:
    """The text with marks around what should stand on one line: VH-XH, Quý IV, 5 quá hạn."""
    parts = _TOGETHER.split(text)
    return Markup("").join(
        Markup('<span class="whole">{}</span>').format(part) if number % 2 else part
        for number, part in enumerate(parts)
    )


def _in_lines(notices: Sequence[str], most: int) -> str:
    """The sentences; where there is no room for all of them, the longest is cut."""

    def fits(text: str) -> bool:
        return paging.lines_of(text, paging.WIDTH) <= most

    longest = max(notices, key=len, default="")
    others = [sentence for sentence in notices if sentence != longest]
    kept = paging.cut(longest, lambda text: fits(" ".join([text, *others])))
    return paging.cut(" ".join([kept, *others]), fits)
