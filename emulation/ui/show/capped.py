"""Keeps a list to one slide of the show; what that leaves out stands behind it, one key away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from emulation import words
from emulation.ui.show.paging import MOST_ROWS, brief, pages
from emulation.ui.show.slide import More, Slide, Table

BRIEF = 2
"""Lines of a cell of a list that is capped to one slide."""
MOST_DETAILS = 5
"""Slides of one list behind another; how many more rows there are is said in the last."""


def on_few(slides: Iterable[Slide], most: int = 1) -> Slide:
    """Of slides that say ever less, the first that takes no more than so many, else the last."""
    last = None
    for last in slides:
        if pages(last) <= most:
            break
    assert last is not None
    return last


def capped(slide: Slide, noun: str, most: int = 1, *, heading: int = BRIEF) -> Slide:
    """The slide with as many rows of its table as so many slides hold, the last of which says how many more there are.

    On one slide long texts are cut before rows are left out, the first of a row to `heading` lines. `noun`: what a row
    is, as in "… và 7 đơn vị khác".
    """
    table = slide.body
    assert isinstance(table, Table)
    if pages(slide) <= most:
        return slide
    table = brief(table, heading, BRIEF) if most == 1 else table

    def kept(count: int) -> Slide:
        rest = len(table.rows) - count
        more = ((More(f"… và {words.number(rest)} {noun} khác"),),) if rest else ()
        return replace(slide, body=replace(table, rows=(*table.rows[:count], *more)))

    return (
        on_few(map(kept, range(min(len(table.rows), most * MOST_ROWS), 0, -1)), most) if table.rows else slide
    )


def with_all(slide: Slide, noun: str, *, heading: int = BRIEF) -> Iterator[Slide]:
    """The slide capped to one, and behind it the whole list where that leaves something out."""
    short = capped(slide, noun, heading=heading)
    yield short
    if short != slide:
        yield replace(capped(slide, noun, MOST_DETAILS), id=f"{slide.id}-all", behind=slide.id)
