"""Splits a list that is too long for one slide over several, and puts texts that are cut on slides of their own.

Heights are in hundredths of the slide's height (sizes.py) and computed for the narrowest projector (4:3), so
that a show has the same slides on every screen and on paper. The browser (fit.js) then sets the type as large as the
slide allows; a body computed for the scale USUAL can still shrink to the smallest size.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from emulation.ui.show.sizes import FACTOR, SIZE
from emulation.ui.show.slide import (
    Bar,
    Bars,
    Body,
    Box,
    Cell,
    Figures,
    Journey,
    Lane,
    Line,
    More,
    Pill,
    Row,
    Slide,
    Statement,
    Strip,
    Table,
)

MOST_FIGURES, MOST_ROWS, MOST_BARS = 4, 7, 6
WIDTH = 100 * FACTOR.narrowest - 2 * SIZE.side
USUAL = 0.82
"""The scale of a body's type (--fit) for which pages are reckoned."""
TEXT, LINE = SIZE.text * USUAL, SIZE.text * USUAL * FACTOR.line
SMALL, SMALL_LINE = SIZE.small, SIZE.small * FACTOR.line
STATEMENT = SIZE.statement * USUAL
VALUE = SIZE.bar_value * USUAL
HEAD = SIZE.head * USUAL
NOTICE_LINES, WHOLE_NOTICE = 2, 2
"""Lines kept free on every slide, so that a new notice does not change the paging; the first slide has more."""
CUT = " …"
TITLES, FIRST_TITLES = (6.0, 5.0, 4.3), (9.0, 7.5, 6.0)
KICKERS = {"title": SIZE.first_kicker}
SOURCE = int(WIDTH - SIZE.as_of - 2 * SIZE.source_gap - SIZE.position)
LANE_LABEL = WIDTH * FACTOR.lane_label - SIZE.lane_value - 2
BAR_LABEL, BAR_VALUE = WIDTH * FACTOR.bar_label, SIZE.bar_value_most - 2
TILES_A_ROW = int((SIZE.tiles + SIZE.tile_gap) / (SIZE.tile + SIZE.tile_gap))
LATE = WIDTH - SIZE.strip_label - SIZE.tiles - 2 * SIZE.strip_gap
"""Room for the names of what is late on a line of the plan."""


def _frame(section: str) -> float:
    """The margins, gaps and rules of a slide, and a little that stays free."""
    frame = SIZE.top + SIZE.bottom + 2 * SIZE.gap + SIZE.source_above + SIZE.source_rule + 0.55
    frame += SIZE.notice_above + SIZE.note_below
    if section not in ("title", "end"):
        return frame + SIZE.band
    frame += SIZE.wide_band + SIZE.statement_above + SIZE.statement_rule
    if section == "title":
        frame += SIZE.gap + SIZE.first_kicker_below + WHOLE_NOTICE * SMALL_LINE
    return frame


def continued(slide: Slide) -> list[Slide]:
    """The slide, or as many of it as its list needs, then those of what had to be cut, in full.

    The first keeps the id, the next are `id.2`, `id.3`; those in full `id.full`, `id.full.2`, which stand behind it.
    """
    cut: list[str] = []
    shown = _parts(_shortened(slide, cut))
    if not cut:
        return shown
    whole = replace(shown[0], id=f"{slide.id}.full", title="Nguyên văn chỗ rút gọn", note="", part=(1, 1))
    whole = replace(whole, behind=slide.behind or slide.id)
    return shown + _parts(replace(whole, body=Statement(tuple(cut))))


def pages(slide: Slide) -> int:
    """How many slides its list takes."""
    return len(_parts(_shortened(slide, [])))


def brief(table: Table, heading: int, others: int) -> Table:
    """The table with the texts of its first column, and those of the others, cut to so many lines."""
    lines = [heading, *[others] * (len(table.columns) - 1)]

    def short(cell: Cell, share: float, most: int) -> Cell:
        if not isinstance(cell, str):
            return cell
        room = 0.93 * _inside(
            share
        )  # so that what is left breaks no more, should the type be somewhat larger
        return cut(cell, lambda text: lines_of(text, room, TEXT) <= most)

    shares = [column.share for column in table.columns]
    return replace(table, rows=tuple(tuple(map(short, row, shares, lines)) for row in table.rows))


def title_size(slide: Slide) -> float:
    """The type of a title: the largest in which it takes two lines, else the least. The first slide's also leaves
    room for all that it says."""
    if slide.section != "title":
        return _two_lines(slide, TITLES)
    said = slide.body.lines if isinstance(slide.body, Statement) else ()
    roomy = [size for size in FIRST_TITLES if sum(map(_statement_height, said)) <= _room_under(slide, size)]
    return _two_lines(slide, roomy or FIRST_TITLES[-1:])


def _two_lines(slide: Slide, sizes: Sequence[float]) -> float:
    return next((size for size in sizes if lines_of(_heading(slide), WIDTH, size) <= 2), sizes[-1])


def lines_of(text: str, width: float, size: float = SMALL) -> int:
    """How many lines a text of that size takes in that width; a word wider than a line is broken."""
    lines, used = 1, 0.0
    for word in text.split():
        wide = sum(map(_em, word)) * size
        space = 0.2 * size if used else 0
        if used + space + wide > width:
            lines += bool(used) + int(wide / width)
            used = wide % width
        else:
            used += space + wide
    return lines


def cut(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or as many of its words as fit with an ellipsis after them."""
    return text if fits(text) else _beginning(text, fits).rstrip(" ,;:–-") + CUT


def _beginning(text: str, fits: Callable[[str], bool]) -> str:
    length = bisect_left(range(1, len(text)), True, key=lambda some: not fits(text[:some] + CUT))
    return text[:length].rpartition(" ")[0] or text[:length]


def _parts(slide: Slide) -> list[Slide]:
    bodies = list(_bodies(slide.body, _room(slide)))
    return [
        replace(
            slide,
            id=slide.id if number == 1 else f"{slide.id}.{number}",
            body=body,
            part=(number, len(bodies)),
        )
        for number, body in enumerate(bodies, 1)
    ]


def _bodies(body: Body, room: float) -> Iterator[Body]:
    match body:
        case Figures(figures):
            most = MOST_FIGURES if body.columns > 1 else 3
            yield from map(Figures, _groups(figures, most, room, lambda _: 0))
        case Table(columns, rows):
            left = room - _head(body)
            for some in _groups(rows, MOST_ROWS, left, lambda row: _row_height(row, body)):
                yield Table(columns, some)
        case Bars(bars):
            key = _key_height(body.states)
            yield from map(Bars, _groups(bars, MOST_BARS, room - key, _bar_height))
        case Strip(lines):
            left = room - _key_height(body.states)
            yield from map(
                Strip,
                _groups([part for line in lines for part in _lines(line)], MOST_BARS, left, _line_height),
            )
        case Journey(stations, lanes):
            for some in _groups(lanes, MOST_BARS, room - _stations_height(stations), _lane_height):
                yield Journey(stations, some)
        case Statement(lines):
            pieces = [piece for line in lines for piece in _pieces(line, room)]
            yield from map(Statement, _groups(pieces, len(pieces), room, _statement_height))


def _groups(items: Sequence, most: int, room: float, height: Callable[..., float]) -> Iterator[tuple]:
    """The items in as few groups as have room, at most so many in each and of nearly one size; no items are one group."""
    heights = [height(item) for item in items]

    def starts(most: int) -> list[int]:
        found, used = [0], 0.0
        for index, high in enumerate(heights):
            if index > found[-1] and (used + high > room or index - found[-1] == most):
                found.append(index)
                used = 0
            used += high
        return found

    fewest = len(starts(most))
    even = next((some for some in range(1, most) if len(starts(some)) == fewest), most)
    begins = starts(even)
    for start, end in zip(begins, [*begins[1:], len(items)], strict=True):
        yield tuple(items[start:end])


# ---- heights


def _room(slide: Slide) -> float:
    """What the heading and the footer leave to the body."""
    return _room_under(slide, title_size(slide))


def _room_under(slide: Slide, title: float) -> float:
    kicker = KICKERS.get(slide.section, SIZE.kicker)
    head = lines_of(slide.kicker, WIDTH, kicker) * kicker * FACTOR.kicker_line
    head += lines_of(_heading(slide), WIDTH, title) * title * FACTOR.title_line
    source = lines_of(slide.source, SOURCE)
    note = lines_of(slide.note, WIDTH) if slide.note else 0
    return 100 - _frame(slide.section) - head - (source + note + NOTICE_LINES) * SMALL_LINE


def _heading(slide: Slide) -> str:
    return f"{slide.title} 99/99"


def _head(table: Table) -> float:
    lines = max((lines_of(c.label, _inside(c.share), HEAD) for c in table.columns), default=1)
    return lines * HEAD * FACTOR.line + 2


def _row_height(row: Row, table: Table) -> float:
    if len(row) == 1 and isinstance(row[0], More):
        lines = lines_of(_said(row[0]), WIDTH, TEXT)
    else:
        lines = max(
            lines_of(_said(cell), _inside(column.share), TEXT)
            for cell, column in zip(row, table.columns, strict=True)
        )
    return lines * LINE + 1.7 * USUAL + 0.2


def _inside(share: float) -> float:
    return WIDTH * share - 2 * SIZE.cell_side


def _said(cell: Cell) -> str:
    """A cell's text; a state with its mark and the margins of its pill."""
    match cell:
        case str():
            return cell
        case Pill(state):
            return f"mm {state}"
        case More(text):
            return f"{text}, xem chi tiết (D)"
        case Box():
            return "mm"


def _bar_height(bar: Bar) -> float:
    label = lines_of(f"{bar.label} {bar.note}", BAR_LABEL, TEXT) * LINE
    value = lines_of(bar.value, BAR_VALUE, VALUE) * VALUE * FACTOR.line
    return max(label, value, SIZE.track * USUAL) + 1.6


def _stations_height(stations: Sequence[str]) -> float:
    room = WIDTH * (1 - FACTOR.lane_label) / len(stations)
    return max(lines_of(name, room, HEAD) for name in stations) * HEAD * FACTOR.line + 2


def _lane_height(lane: Lane) -> float:
    label = lines_of(f"m {lane.label}", LANE_LABEL, TEXT) * LINE
    return max(label, VALUE * FACTOR.line, SIZE.stop) + 1.6


def _key_height(states: Sequence[str]) -> float:
    said = " ".join(f"mmm {state}" for state in states)
    return SIZE.key_gap + lines_of(said, WIDTH, 0.93 * SIZE.key) * 4.5 if states else 0


def _statement_height(line: str) -> float:
    return lines_of(line, WIDTH, STATEMENT) * STATEMENT * FACTOR.statement_line + SIZE.statement_gap


def _lines(line: Line) -> Iterator[Line]:
    """A line of the plan, or as many as its tiles need; the first has the label and the names."""
    for number, some in enumerate(_groups(line.tiles, 3 * TILES_A_ROW, 1, lambda _: 0)):
        yield replace(line, tiles=some) if number == 0 else Line("", some)


def _line_height(line: Line) -> float:
    tiles = -(-len(line.tiles) // TILES_A_ROW) * (SIZE.tile + SIZE.tile_gap) - SIZE.tile_gap
    late = sum(lines_of(f"m {said}", LATE, TEXT) * LINE + 0.15 * TEXT for said in line.late)
    label = lines_of(line.label, SIZE.strip_label, TEXT) * LINE
    return max(tiles, late, label) + 1.4


def _pieces(text: str, room: float) -> Iterator[str]:
    """The text, or the stretches of it that have room on a slide."""
    while _statement_height(text) > room:
        piece = _beginning(text, lambda some: _statement_height(some) <= room)
        yield piece
        text = text[len(piece) :].lstrip()
    yield text


# ---- what is too long for any slide


def _shortened(slide: Slide, full: list[str]) -> Slide:
    """The slide with every text cut that has no room by itself; `full` gets what was cut, whole."""

    def short(text: str, fits: Callable[[str], bool], about: str = "") -> str:
        kept = cut(text, fits)
        whole = f"{about}: {text}" if about else text
        if kept != text and whole not in full:
            full.append(whole)
        return kept

    least = min(FIRST_TITLES if slide.section == "title" else TITLES)
    slide = replace(
        slide,
        kicker=short(
            slide.kicker, lambda text: lines_of(text, WIDTH, KICKERS.get(slide.section, SIZE.kicker)) <= 2
        ),
        title=short(slide.title, lambda text: lines_of(f"{text} 99/99", WIDTH, least) <= 4),
        note=short(slide.note, lambda text: lines_of(text, WIDTH) <= 3),
        source=short(slide.source, lambda text: lines_of(text, SOURCE) <= 2),
    )
    return replace(slide, body=_short_body(slide.body, _room(slide), short))


def _short_body(body: Body, room: float, short: Callable[..., str]) -> Body:
    match body:
        case Figures(figures):
            width = WIDTH / body.columns - SIZE.figures_gap
            return Figures(
                tuple(
                    replace(
                        f,
                        label=short(f.label, lambda text: lines_of(text, width, 3.4) <= 2),
                        of=short(f.of, lambda text: lines_of(text, width, 3.4) <= 1, f.label),
                    )
                    for f in figures
                )
            )
        case Table(columns, rows):
            left = room - _head(body)
            return Table(columns, tuple(_short_row(row, body, left, short) for row in rows))
        case Bars(bars):
            left = room - _key_height(body.states)
            return Bars(
                tuple(
                    replace(
                        bar,
                        label=short(
                            bar.label,
                            lambda text, bar=bar: _bar_height(replace(bar, label=text, note="")) <= left / 2,
                        ),
                        note=short(bar.note, lambda text: lines_of(text, BAR_LABEL, TEXT) <= 2, bar.label),
                    )
                    for bar in bars
                )
            )
        case Strip(lines):
            return Strip(
                tuple(
                    replace(
                        line,
                        late=tuple(
                            short(said, lambda text: lines_of(f"m {text}", LATE, TEXT) <= 3)
                            for said in line.late
                        ),
                    )
                    for line in lines
                )
            )
        case _:
            return body


def _short_row(row: Row, table: Table, room: float, short: Callable[..., str]) -> Row:
    about = cut(_said(row[0]), lambda text: len(text) <= 60)

    def kept(number: int, cell: Cell) -> Cell:
        if not isinstance(cell, str):
            return cell
        alone = replace(table, columns=(table.columns[number],))
        return short(cell, lambda text: _row_height((text,), alone) <= room, about if number else "")

    return tuple(kept(number, cell) for number, cell in enumerate(row))


def _em(character: str) -> float:
    """How wide a character of Source Sans is, semibold."""
    if character in "iljtfrI.,:;·-()/'’!|íìỉĩị":
        return 0.33
    if character in "mwMW%…—":
        return 0.85
    return 0.64 if character.isupper() else 0.53
