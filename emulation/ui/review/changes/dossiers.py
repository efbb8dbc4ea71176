"""Dossiers on their way: the stations from the unit to the end, an arrow for each way that some of them went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from emulation import words
from emulation.changed import STATIONS, Flow, Way, by_way, station
from emulation.ui.frame import filters
from emulation.ui.review.changes.markup import a, block, counted

_LOOKS = {  # way -> the class of its look, its mark
    Way.NEW: ("new", "+"),
    Way.ON: ("on", "▶"),
    Way.AWARDED: ("on", "✓"),
    Way.BACK: ("back", "◀"),
    Way.CLOSED: ("", "✕"),
}
_FIRST = 6
"""So many arrows of a way are seen at once."""
_NAMED = 30
"""So many dossiers are named under an arrow; all are in the table of changes."""
_THIN, _THICK = 2, 8
"""Pixels of an arrow for one dossier, and for as many as the most on one way."""


def picture(flows: Sequence[Flow]) -> str:
    """Each way under its count, each arrow with how many went there; it opens which."""
    title = "Hồ sơ: từ bước nào đến bước nào"
    if not flows:
        return block(title, '<p class="note">Không hồ sơ nào chuyển bước.</p>')
    most = max(len(flow.dossiers) for flow in flows)
    heads = "".join(f"<span>{name}</span>" for name in STATIONS)
    ways = "".join(_way(each, some, most) for each, some in by_way(flows).items())
    inner = f'<div class="stations" aria-hidden="true">{heads}</div>{ways}'
    return block(title, inner, "Chọn mũi tên để xem hồ sơ nào.", "journey")


def _way(each: Way, flows: list[Flow], most: int) -> str:
    kind, mark = _LOOKS[each]
    arrows = [_arrow(flow, most) for flow in flows]
    rest = "".join(arrows[_FIRST:])
    fold = (
        f"<details><summary>Xem {len(arrows) - _FIRST} dòng còn lại</summary>{rest}</details>" if rest else ""
    )
    count = words.number(sum(map(len, (flow.dossiers for flow in flows))))
    return f'<div class="moved {kind}">{counted(count, mark, each)}<div>{"".join(arrows[:_FIRST])}{fold}</div></div>'


def _arrow(flow: Flow, most: int) -> str:
    start, end = station(flow.before), station(flow.after)
    left, width = (100 * (min(start, end) + 0.5) / len(STATIONS), 100 * abs(end - start) / len(STATIONS))
    thick = _THIN + (_THICK - _THIN) * len(flow.dossiers) / most
    head = "left" if end < start else "right" if end > start else "round"
    said = f"{flow.before or 'mới tiếp nhận'} → {flow.after}"
    return (
        f'<details class="flow"><summary title="{escape(said, quote=True)}"><span class="unseen">{escape(said)}</span>'
        f'<span class="rail" aria-hidden="true"><span class="arrow {head}" '
        f'style="left:{left:.2f}%;width:{width:.2f}%;--thick:{thick:.1f}px"></span></span> '
        f"<strong>{words.number(len(flow.dossiers))}</strong></summary><ul>{''.join(_named(flow))}</ul></details>"
    )


def _named(flow: Flow) -> Iterator[str]:
    for row in flow.dossiers[:_NAMED]:
        link = filters.link("dossiers", dossier=row.dossier_id)
        yield f'<li>{a(link, row.what)} <span class="of">{escape(row.unit_name)}</span></li>'
    if len(flow.dossiers) > _NAMED:
        yield f"<li>và {len(flow.dossiers) - _NAMED} hồ sơ khác</li>"
