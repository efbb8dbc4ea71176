"""Who rose and who fell: a line for each unit from its rank before to its present one; who moved farthest is named."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from emulation import words
from emulation.periods import earlier
from emulation.ranks import Climb
from emulation.ui.frame import filters
from emulation.ui.parts.blocks import MOST_UNITS
from emulation.ui.review.changes.markup import a, block

_FIRST = 5
"""So many of those who rose are named, and so many of those who fell."""
_MOST_ROWS = 16
"""The picture is at most so many lines high."""
_TO_NAMES = 88
"""Percent of the width at which a line has come to its rank; from there a thin one leads to its name."""
_LOOKS = {  # way -> the class of its look, its mark, its word
    1: ("up", "▲", "lên"),
    0: ("still", "●", "giữ hạng"),
    -1: ("down", "▼", "xuống"),
}
Point = tuple[float, float]
"""Percent from the left and from the top."""


def picture(climbs: Sequence[Climb], period: str, why_not: str) -> str:
    """`why_not`: why the ranks of the period and the one before do not compare."""
    title = f"Xếp hạng {words.period(period)}"
    if why_not:
        return block(title, f'<p class="note">{escape(why_not)}</p>')
    if not any(climb.change for climb in climbs):
        return block(title, '<p class="note">Không đơn vị nào đổi hạng so với kỳ trước.</p>')
    return block(title, _slopes(climbs, period), _counted(climbs, period), "slopes")


def _counted(climbs: Sequence[Climb], period: str) -> str:
    up, down = sum(climb.change > 0 for climb in climbs), sum(climb.change < 0 for climb in climbs)
    told = [
        f"{words.number(count)} đơn vị {what}"
        for count, what in ((up, "lên"), (down, "xuống"), (len(climbs) - up - down, "giữ hạng"))
        if count
    ]
    return f"So với {words.period(earlier(period))}: {', '.join(told)}."


def named(climbs: Sequence[Climb]) -> list[Climb]:
    """Those whose names stand beside their lines, by their present rank: who moved farthest, all where they are few."""
    if len(climbs) <= 2 * _FIRST:
        return sorted(climbs, key=lambda climb: climb.rank)
    up, down = ([climb for climb in climbs if climb.change * sign > 0][:_FIRST] for sign in (1, -1))
    return sorted([*up, *down], key=lambda climb: climb.rank)


def spread(wished: Sequence[float], room: float) -> list[float]:
    """Places for lines of text, one apart at least and within the room, each near where it is wished; in their order.

    >>> spread([0.5, 0.6, 3.0], 4), spread([3.4, 3.5], 4)
    ([0.5, 1.5, 3.0], [2.5, 3.5])
    """
    places: list[float] = []
    for wish in wished:
        places.append(max(wish, places[-1] + 1 if places else 0.5))
    last = room - 0.5
    for index in reversed(range(len(places))):
        places[index] = min(places[index], last)
        last = places[index] - 1
    return places


def _slopes(climbs: Sequence[Climb], period: str) -> str:
    told = named(climbs)
    lowest = max(max(climb.before, climb.rank) for climb in climbs)
    rows = max(min(lowest, _MOST_ROWS), len(told))

    def height(row: float) -> float:
        return 100 * row / rows

    def at(rank: int) -> float:
        return rows * (rank - 0.5) / lowest

    places = spread([at(climb.rank) for climb in told], rows)
    quiet = [climb for climb in climbs if climb not in told][:MOST_UNITS]
    shapes = _shape("still", [((0, height(at(c.before))), (_TO_NAMES, height(at(c.rank)))) for c in quiet], 1)
    names = ""
    for climb, place in zip(told, places, strict=True):
        kind, end = _LOOKS[_sign(climb)][0], (_TO_NAMES, height(at(climb.rank)))
        shapes += _shape(kind, [((0, height(at(climb.before))), end)], 3 if climb.change else 1)
        shapes += _shape(kind, [(end, (100, height(place)))], 1)
        names += f'<li class="{kind}" style="top:{height(place):.2f}%">{_name(climb)}</li>'
    return (
        f'<p class="ends" aria-hidden="true"><span>{words.period(earlier(period))}</span>'
        f"<span>{words.period(period)}</span></p>"
        f'<div class="slope" style="--rows:{rows}"><div class="lines" aria-hidden="true">{shapes}</div>'
        f"<ol>{names}</ol></div>"
        f'<p class="note">{a(filters.link("rankings"), "Xem bảng xếp hạng")}</p>'
    )


def _sign(climb: Climb) -> int:
    return (climb.change > 0) - (climb.change < 0)


def _name(climb: Climb) -> str:
    _, mark, verb = _LOOKS[_sign(climb)]
    now = words.rank(climb.rank, 2 if climb.shared else 1, alone="" if climb.change else "hạng")
    where = f"hạng {words.number(climb.before)} → {now}" if climb.change else now
    moved = f" {words.number(abs(climb.change))}" if climb.change else ""
    return (
        f'<strong><span aria-hidden="true">{mark}</span> <span class="unseen">{verb}</span>{moved}</strong> '
        f'{a(filters.unit_link(climb.unit_id), climb.name)} <span class="of">{where}</span>'
    )


def _shape(kind: str, lines: Sequence[tuple[Point, Point]], thick: float) -> str:
    """Lines of one look as one shape, there and back along each, so that any number of them is one element."""
    corners = []
    for start, end in lines:
        for sign, points in (("-", (start, end)), ("+", (end, start))):
            corners += [f"{x}% calc({y:.1f}% {sign} {thick / 2}px)" for x, y in points]
    return f'<span class="{kind}" style="clip-path:polygon({",".join(corners)})"></span>' if corners else ""
