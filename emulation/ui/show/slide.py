"""What a slide is made of, and how a list too long for legible type continues on the next one.

A slide says one thing: its title is the message, its body the proof. Sizes are those of slides.css: a body
holds at most seven rows or six marks, and so many lines of text as a 4:3 projector has room for.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

MOST_ROWS = 7
MOST_BARS = 6
MOST_TILES = 12
"""Clauses on one line of the plan's strip."""
TABLE_LINES = 14
"""Lines of text that the rows of a table may have together."""
LINE_CHARS = 74
"""Characters of usual Vietnamese text in a table's full width on a 4:3 slide."""


@dataclass(frozen=True)
class Figure:
    """A number to be read from the last row. `of`: its denominator; `change`: since the last meeting."""

    value: str
    label: str
    of: str = ""
    change: str = ""
    late: bool = False


@dataclass(frozen=True)
class Figures:
    """Up to four numbers in the largest type."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Pill:
    """A state of `words.STATE` as a table's cell."""

    state: str


@dataclass(frozen=True)
class Column:
    """A table's column; `share`: of the table's width, all together 1; `number`: set to the right."""

    label: str
    share: float
    number: bool = False


Row = tuple[str | Pill, ...]


@dataclass(frozen=True)
class Table:
    """Rows in their order, the first cell of each its heading; any number of them, see `continued`."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Segment:
    """A stretch of a bar: its share of the longest bar; `state` one of `words.STATE`, none in the plain colour."""

    share: float
    state: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar with its value written out; `note` under its label. Not known: no segments and a value that says so."""

    label: str
    value: str
    segments: tuple[Segment, ...]
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars under each other on one scale; any number of them, see `continued`."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tile:
    """A clause of the plan by its letter, in a state of `words.STATE`."""

    mark: str
    state: str


@dataclass(frozen=True)
class Strip:
    """The whole plan, a line a quarter (a long one takes several), a tile a clause."""

    lines: tuple[tuple[str, tuple[Tile, ...]], ...]

    @property
    def states(self) -> tuple[str, ...]:
        """The states that appear, for the key."""
        return tuple(dict.fromkeys(tile.state for _, tiles in self.lines for tile in tiles))


@dataclass(frozen=True)
class Statement:
    """Words alone, in large type, a line each: the first and the last slide, or what cannot be shown."""

    lines: tuple[str, ...]


Body = Figures | Table | Bars | Strip | Statement


@dataclass(frozen=True)
class Slide:
    """`id` is unique in a show and stays over its meetings; `part`: (2, 3) is the second of three that belong together.

    `kicker`: what it is about; `title`: what it says; `note`: what is to be known of its figures;
    `source`: where they come from, in the user's words.
    """

    section: str
    id: str
    kicker: str
    title: str
    body: Body
    source: str = ""
    note: str = ""
    part: tuple[int, int] = (1, 1)


def continued(slide: Slide) -> list[Slide]:
    """The slide, or as many of it as its list needs; the first keeps the id, the next are `id.2`, `id.3`."""
    bodies = list(_bodies(slide.body))
    return [
        replace(
            slide,
            id=slide.id if number == 1 else f"{slide.id}.{number}",
            body=body,
            part=(number, len(bodies)),
        )
        for number, body in enumerate(bodies, 1)
    ]


def _bodies(body: Body) -> Iterator[Body]:
    match body:
        case Table(columns, rows):
            for some in _fitting(rows, columns):
                yield Table(columns, some)
        case Bars(bars):
            for some in _even(bars, MOST_BARS):
                yield Bars(some)
        case Strip(lines):
            for some in _even([part for line in lines for part in _wrapped(*line)], MOST_BARS):
                yield Strip(some)
        case _:
            yield body


def _even(items: Sequence, most: int) -> Iterator[tuple]:
    """The items in as few groups as hold them, of nearly one size: 8 of at most 6 are 4 and 4."""
    groups = max(-(-len(items) // most), 1)
    size, larger = divmod(len(items), groups)
    start = 0
    for number in range(groups):
        end = start + size + (number < larger)
        yield tuple(items[start:end])
        start = end


def _wrapped(label: str, tiles: Sequence[Tile]) -> Iterator[tuple[str, tuple[Tile, ...]]]:
    for number, some in enumerate(_even(tiles, MOST_TILES)):
        yield label if number == 0 else "", some


def _fitting(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[tuple[Row, ...]]:
    """Groups of rows that a slide has room for, at most seven and so many lines."""
    for some in _even(rows, MOST_ROWS):
        kept: list[Row] = []
        used = 0
        for row in some:
            height = _lines(row, columns)
            if kept and used + height > TABLE_LINES:
                yield tuple(kept)
                kept, used = [], 0
            kept.append(row)
            used += height
        yield tuple(kept)


def _lines(row: Row, columns: Sequence[Column]) -> int:
    return max(
        lines_of(cell if isinstance(cell, str) else cell.state, column.share)
        for cell, column in zip(row, columns, strict=True)
    )


def lines_of(text: str, share: float) -> int:
    """How many lines a text takes in a column of that share; capitals count for more than they are wide."""
    wide = sum(1 + 0.35 * character.isupper() for character in text) / max(len(text), 1)
    return len(textwrap.wrap(text, max(int(LINE_CHARS * share / max(wide, 1)), 4))) or 1
