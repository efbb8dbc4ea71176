"""The content of a slide. A slide has one message: its title states it, its body shows the figures.

A body may hold any number of rows, bars, lines and letters: paging.py makes as many slides of it as it needs.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A number in the largest type, legible from the last row of the room.

    `of`: its denominator; `change`: since the last meeting.
    """

    value: str
    label: str
    of: str = ""
    change: str = ""
    late: bool = False


@dataclass(frozen=True)
class Figures:
    """Numbers in the largest type, up to four on a slide."""

    figures: tuple[Figure, ...]

    @property
    def columns(self) -> int:
        """How many stand side by side, so that the longest has room at a ninth of the slide's height."""
        longest = max((len(figure.value) for figure in self.figures), default=0)
        if len(self.figures) == 3 and longest <= 5:
            return 3
        return min(len(self.figures), 2) if longest <= 9 else 1


@dataclass(frozen=True)
class Pill:
    """A state of `states.STATE` as a table's cell."""

    state: str


@dataclass(frozen=True)
class SlideColumn:
    """A table's column; `share`: of the table's width, all together 1; `number`: set to the right."""

    label: str
    share: float
    number: bool = False


@dataclass(frozen=True)
class Box:
    """A place for a vote or a signature, to be ticked on paper or pointed at."""


@dataclass(frozen=True)
class More:
    """What a capped list leaves out, over the whole width: "… và 7 đơn vị khác"; the key D shows it."""

    text: str


Cell = str | Pill | Box | More
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Rows in their order, the first cell of each its heading; any number of them. A `More` is a row by itself."""

    columns: tuple[SlideColumn, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Segment:
    """A stretch of a bar: its share of the longest bar; `state` one of `states.STATE`, none in the plain colour."""

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
    """Bars under each other on one scale; any number of them."""

    bars: tuple[Bar, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """The states that appear, for the key."""
        return tuple(dict.fromkeys(s.state for bar in self.bars for s in bar.segments if s.state))


@dataclass(frozen=True)
class Line:
    """A quarter of the plan: the state of each of its tasks, one of `states.STATE`, and in words what is late."""

    label: str
    tiles: tuple[str, ...]
    late: tuple[str, ...] = ()


@dataclass(frozen=True)
class Strip:
    """The whole plan, a line a quarter, a tile a task; only what is late is named."""

    lines: tuple[Line, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """The states that appear, for the key."""
        return tuple(dict.fromkeys(state for line in self.lines for state in line.tiles))


@dataclass(frozen=True)
class Lane:
    """What went one way: how many, and from which station to which, by their places; `stops`: how many are where now.

    `look`: new, on, back, or "" for what ended.
    """

    look: str
    mark: str
    label: str
    value: str
    start: int
    end: int
    stops: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Journey:
    """Ways along the same stations, from the left to the right, a lane each."""

    stations: tuple[str, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True)
class Statement:
    """Words alone, in large type, a line each: the first and the last slide, or what cannot be shown."""

    lines: tuple[str, ...]


Body = Figures | Table | Bars | Strip | Journey | Statement


@dataclass(frozen=True)
class Slide:
    """`id` is unique in a show and stays over its meetings; `part`: (2, 3) is the second of three that belong together.

    `behind`: the slide whose details it shows, by its id; none: it is of the show itself.
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
    behind: str = ""
