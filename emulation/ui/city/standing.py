"""How communes look: late, on course, with old figures, or not known; as tiles by cluster."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from emulation import words
from emulation.ui.frame import filters
from emulation.ui.parts import names, session, states

LATE, DOSSIERS_LATE = "Có nhiệm vụ quá hạn", "Chỉ hồ sơ quá hạn"
OLD, SILENT, ON_COURSE = "Số liệu cũ", "Chưa gửi", "Không việc quá hạn"
_STYLES = {  # state of a commune -> the state of tasks as which it looks
    LATE: "Quá hạn",
    DOSSIERS_LATE: "Trễ hạn",
    OLD: "Sắp đến hạn",
    SILENT: "Chưa bắt đầu",
    ON_COURSE: "Hoàn thành",
}
STATES = {state: states.STATE[alike] for state, alike in _STYLES.items()}
"""In the order in which they press."""
NO_CLUSTER = "Chưa xếp cụm"
MOST_TILES = 400
"""Above so many communes a tile is a cluster: nobody finds one among thousands."""


def state_of(row: Any) -> str:
    """A commune of `city/communes`. Old figures may hide what is late by now."""
    if row.sent == "chưa":
        return SILENT
    if row.overdue:
        return LATE
    if row.dossiers_overdue:
        return DOSSIERS_LATE
    return OLD if row.sent == "cũ" else ON_COURSE


def says(row: Any) -> str:
    """What a commune's state is of: Có nhiệm vụ quá hạn: 2 nhiệm vụ, 1 hồ sơ; số liệu ngày 16/11/2026."""
    state = state_of(row)
    if state == SILENT:
        return f"{SILENT}{_last(row.last_sent)}"
    late = late_parts(row)
    return f"{state}{': ' if late else ''}{', '.join(late)}; số liệu ngày {words.day(row.as_of)}"


def late_parts(row: Any) -> list[str]:
    """What of a commune or of many is overdue, each with its count: 2 nhiệm vụ, 1 hồ sơ quá hạn."""
    counted = ((row.overdue, "nhiệm vụ"), (row.dossiers_overdue, "hồ sơ"))
    return [f"{words.number(count)} {thing}" for count, thing in counted if count]


def _last(day: Any) -> str:
    return f"; lần gửi trước là số liệu ngày {words.day(day)}" if not words.is_missing(day) else ""


def tiles(rows: Sequence[Any]) -> None:
    """A tile a commune under its cluster, in the order of communes.csv; each opens its commune. Of very many communes a tile
    a cluster."""
    place = {commune: at for at, commune in enumerate(names.units())}
    groups: dict[str, list[Any]] = {}
    for row in sorted(rows, key=lambda row: place[row.commune]):
        groups.setdefault(row.cluster or NO_CLUSTER, []).append(row)
    if len(rows) > MOST_TILES:
        shown = "".join(_cluster(cluster, members) for cluster, members in groups.items())
        body = f'<div class="tiles">{shown}</div>'
    else:
        body = "".join(
            f'<div class="cluster"><h3>{escape(cluster)}</h3>'
            f'<div class="tiles">{"".join(map(_commune, members))}</div></div>'
            for cluster, members in sorted(groups.items(), key=lambda group: group[0] == NO_CLUSTER)
        )
    used = {state_of(row) for row in rows}
    key = " ".join(_pill(state) for state in STATES if state in used)
    st.html(f'<div class="strip communes">{body}<p class="key">{key}</p></div>')


def _commune(row: Any) -> str:
    link = filters.link("commune", unit=row.commune)
    return _tile(state_of(row), row.name, f"{row.name}: {says(row)}", link)


def _cluster(cluster: str, members: Sequence[Any]) -> str:
    found = [state_of(row) for row in members]
    late = found.count(LATE)
    worst = next(state for state in STATES if state in found)
    said = f"{cluster}: {late}/{len(members)} xã, phường có nhiệm vụ quá hạn"
    link = filters.link("communes", bloc=cluster if cluster != NO_CLUSTER else None)
    return _tile(worst, f"{cluster} {late}/{len(members)}", said, link)


def _tile(state: str, name: str, said: str, link: str) -> str:
    style, told = STATES[state], escape(said, quote=True)
    return (
        f'<a class="tile" href="{escape(link, quote=True)}" target="_self" title="{told}" aria-label="{told}" '
        f'style="background:{style.colour};color:{style.ink}">'
        f'<span aria-hidden="true">{style.mark}</span>{escape(name)}</a>'
    )


def _pill(state: str) -> str:
    style = STATES[state]
    mark = f'<span aria-hidden="true">{style.mark}</span>'
    return f'<span class="pill" style="background:{style.colour};color:{style.ink}">{mark} {escape(state)}</span>'


def rows(query: str, **more: Any) -> list[Any]:
    """The rows of a city's question, columns as attributes."""
    return list(session.each(session.ask(query, **more)))
