"""The ranking's figures: bars of blocs, a unit's points, cards of the blocs, ranks over the periods."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from emulation import words
from emulation.ui.frame import filters
from emulation.ui.parts import blocks, session, viewer
from emulation.ui.parts.bars import track
from emulation.ui.parts.figure import figure
from emulation.ui.parts.scoring import change_words
from emulation.ui.parts.theme import palette
from emulation.ui.review.rankings.sentences import place
from emulation.vocabulary import is_provisional

LABEL_ROOM = 135
"""Pixels kept for the names at the right end of the lines."""

MOST_BLOCS = 30
"""So many have a bar."""

_SIGN = {"Chuẩn": "", "Thưởng": "+ ", "Trừ": "− "}


def rules(sentences: Sequence[str]) -> None:
    """The rules of counting, folded away until asked for."""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    st.html(f'<details class="rules"><summary>Cách tính điểm và xếp hạng</summary><ul>{items}</ul></details>')


def bloc_bars(blocs: pd.DataFrame, stressed: Collection[str]) -> None:
    """One bar a bloc, as long as its mean; beside it the mean and how many of its members it rests on. Of more than
    `MOST_BLOCS` the stressed ones, then the first."""
    digits = words.digits(blocs["mean_total"])
    longest = max([100.0, *(float(mean) for mean in blocs["mean_total"] if mean is not None)])
    shared = blocs["rank"].value_counts()
    rows = [
        _bloc_bar(row, longest, digits, shared.get(row["rank"], 0), stressed=row["bloc_id"] in stressed)
        for row in session.records(blocs.iloc[_first(blocs["bloc_id"], stressed)])
    ]
    st.html(f'<ol class="bars">{"".join(rows)}</ol>')
    blocks.others(len(blocs) - MOST_BLOCS, "khối", "mở “Xem số liệu của các khối” bên dưới để tìm")


def _first(blocs: Iterable[str], stressed: Collection[str]) -> list[int]:
    """The places of those that are drawn."""
    unstressed = [bloc not in stressed for bloc in blocs]
    return sorted(sorted(range(len(unstressed)), key=unstressed.__getitem__)[:MOST_BLOCS])


def _bloc_bar(row: Mapping[Any, Any], longest: float, digits: int, sharing: int, *, stressed: bool) -> str:
    known = row["mean_total"] is not None
    rank = words.rank(row["rank"], sharing).capitalize() if known else "Chưa xếp hạng"
    width = 100 * row["mean_total"] / longest if known else 0
    name = escape(row["name"])
    if viewer.viewer().filters_freely:
        link = escape(filters.link("rankings", bloc=row["bloc_id"], unit=None), quote=True)
        name = f'<a href="{link}" target="_self">{name}</a>'
    scored = f"{row['scored_members']}/{row['members']} đơn vị đã chấm"
    return (
        f'<li class="bar{" first" if stressed else ""}"><span class="head"><span class="what">'
        f'<span class="rank">{rank}</span> {name}</span>'
        f'<span class="of">{scored if known else f"Chưa chấm · {scored}"}</span></span>'
        f"{track(width)}<strong>{words.points(row['mean_total'], digits)}</strong></li>"
    )


def unit_points(name: str, standing: Mapping[Any, Any] | None, criteria: pd.DataFrame) -> None:
    """A unit's total as a sum, and its points by group as bars against what could be had."""
    groups = session.records(criteria.drop_duplicates(["group", "kind"]))
    scored = standing is not None and standing["total"] is not None
    sum_line = _sum_line(standing) if standing is not None and scored else ""
    digits = words.digits(row["group_points"] for row in groups)
    bars = "".join(_group_bar(row, digits) for row in groups) if scored else ""
    where = place(standing, session.commune().whole)
    st.html(
        f'<div class="points-of"><h3>{escape(name)}</h3><p class="note">{escape(where)}</p>'
        f'{sum_line}<ul class="bars">{bars}</ul></div>'
    )


def _sum_line(standing: Mapping[Any, Any]) -> str:
    terms = (
        ("", "base", "chuẩn"),
        ("+", "bonus", "thưởng"),
        ("−", "deduction", "trừ"),
        ("=", "total", "tổng điểm"),
    )
    digits = words.digits(standing[of] for _, of, _ in terms)
    shown = "".join(
        f'<span class="{of}">{sign} <strong>{words.points(standing[of], digits)}</strong> {word}</span>'
        for sign, of, word in terms
    )
    return f'<p class="sum">{shown}</p>'


def _group_bar(row: Mapping[Any, Any], digits: int) -> str:
    kind, had = row["kind"], row["group_points"]
    width = 100 * had / row["group_max"] if had is not None else 0
    most = f"<small>/{words.points(row['group_max'])}</small>"
    if had is not None:
        shown = f"{_SIGN[kind] if had else ''}{words.points(had, digits)}"
    elif kind == "Trừ":
        shown, most = "không", ""
    else:
        shown = "chưa có"
    return (
        f'<li class="bar {"minus" if kind == "Trừ" else "first"}">'
        f'<span class="what">{escape(row["group"])} <span class="of">{escape(kind)}</span></span>'
        f"{track(width)}<strong>{shown}{most}</strong></li>"
    )


def bloc_cards(
    ranking: pd.DataFrame,
    blocs: pd.DataFrame,
    names: Mapping[str, str],
    stressed: Collection[str],
    *,
    compared: bool,
) -> None:
    """The units of each bloc in their order; what is not scored comes last, without a rank. `compared`: whether changes
    of rank may be shown."""
    place = {bloc: place for place, bloc in enumerate(blocs["bloc_id"])}
    inside = ranking[ranking["bloc_id"].isin(place)]
    by_bloc = inside.iloc[inside["bloc_id"].map(place).argsort(kind="stable")]
    drawn, more = blocks.first_units(by_bloc)
    members: dict[str, list[Mapping[Any, Any]]] = {}
    for row in session.records(drawn):
        members.setdefault(row["bloc_id"], []).append(row)
    digits = words.digits(ranking["total"])
    bloc_names = dict(zip(blocs["bloc_id"], blocs["name"], strict=True))
    cards = "".join(
        f'<section class="card"><h3>{escape(bloc_names[bloc])}</h3><ol>'
        f"{''.join(_member(row, names, stressed, digits, compared) for row in rows)}</ol></section>"
        for bloc, rows in members.items()
    )
    st.html(f'<div class="cards">{cards}</div>')
    blocks.others(more, "đơn vị", f"tìm ở bảng “Xếp hạng {session.commune().whole}” bên dưới")


def _member(
    row: Mapping[Any, Any], names: Mapping[str, str], stressed: Collection[str], digits: int, compared: bool
) -> str:
    name = escape(names.get(row["unit_id"], row["name"]))
    here = ' aria-current="true"' if row["unit_id"] in stressed else ""
    if viewer.chooses(row["unit_id"]):
        link = escape(filters.link("rankings", ranked=row["unit_id"]), quote=True)
        name = f'<a href="{link}" target="_self"{here}>{name}</a>'
    if row["rank"] is None:
        beside = '<span class="of">Chưa chấm</span>'
    else:
        state = "tạm tính" if is_provisional(row["stage"]) else ""
        beside = f'<span class="of">{" · ".join(filter(None, (escape(row["band"] or ""), state)))}</span>'
    return (
        f'<li><span class="rank">{row["bloc_rank"] or words.MISSING}</span>'
        f'<span class="what">{name} {beside}</span>'
        f"<strong>{words.points(row['total'], digits)}</strong>{_change(row) if compared else ''}</li>"
    )


def _change(row: Mapping[Any, Any]) -> str:
    """▲ 3 with the words for it where they cannot be seen."""
    shown = change_words(row["rank_change"], row["rank"])
    said = {"▲": "tăng hạng", "▼": "giảm hạng"}.get(shown[0], "")
    brief = escape(shown.removesuffix(" 0 không đổi"))
    return f'<span class="change"><span class="unseen">{said}</span>{brief}</span>'


def rank_lines(
    history: pd.DataFrame,
    names: Mapping[str, str],
    stressed: Collection[str],
    chosen: str,
    provisional: Collection[str] = (),
) -> go.Figure:
    """Ranks over the periods, first at the top: the stressed units are named at the right. A period is marked that is
    `provisional`, and by how many it ranks where that is not the same for all."""
    periods = list(dict.fromkeys(history["period"]))
    ranked = history[history["rank"].notna()].groupby("period")["rank"].size()
    sizes = dict(ranked) if ranked.nunique() > 1 else {}
    ticks = [_tick(p, provisional=p in provisional, ranked=sizes.get(p)) for p in periods]
    symbols = ["circle-open" if period in provisional else "circle" for period in periods]
    by_unit = _lately_first(history, stressed)
    lowest = max(rank for ranks in by_unit.values() for rank in ranks if rank is not None)
    step = next(step for step in (5, 50, 500, lowest) if lowest <= 20 * step)
    ground = palette()
    first = sorted((unit for unit in by_unit if unit in stressed), key=lambda unit: unit == chosen)
    others = {unit: ranks for unit, ranks in by_unit.items() if unit not in stressed}
    traces = [_lines(others, names, periods, ground["line"], 1.5, 5, symbols)]
    for unit in first:
        width = 4 if unit == chosen else 2
        traces.append(_lines({unit: by_unit[unit]}, names, periods, ground["primary"], width, 9, symbols))
    ends = {unit: ranks[-1] for unit, ranks in by_unit.items() if ranks[-1] is not None and unit in stressed}
    return figure(
        *traces,
        height=min(620, max(300, 17 * lowest + 60)),
        margin={
            "l": 8,
            "r": LABEL_ROOM,
            "t": 12 + 16 * max(tick.count("<br>") + 1 for tick in ticks),
            "b": 8,
        },
        xaxis={
            "type": "category",
            "tickvals": periods,
            "ticktext": ticks,
            "tickangle": 0,
            "side": "top",
        },
        yaxis={
            "range": [lowest + 0.7, 0.3],
            "tickvals": [1, *range(step, lowest + 1, step)],
            "ticktext": ["Hạng 1", *map(str, range(step, lowest + 1, step))],
        },
        annotations=_end_labels(ends, names, chosen),
        hovermode="closest",
    )


def _lately_first(history: pd.DataFrame, stressed: Collection[str]) -> dict[str, list[int | None]]:
    """Unit → its ranks: of those that are drawn, the stressed ones and the first of the last period."""
    ranks_of: dict[str, list[int | None]] = {}
    for unit, rank in zip(history["unit_id"], history["rank"], strict=True):
        ranks_of.setdefault(unit, []).append(rank)
    order = sorted(ranks_of, key=lambda unit: (unit not in stressed, ranks_of[unit][-1] or len(ranks_of) + 1))
    drawn = set(order[: blocks.MOST_UNITS])
    return {unit: ranks for unit, ranks in ranks_of.items() if unit in drawn}


def _tick(period: str, *, provisional: bool, ranked: int | None) -> str:
    """A period on short lines: Quý III, 2026; 6 tháng, đầu năm, 2026; Năm học, 2025-, 2026; and what marks it."""
    said = words.period(period).replace("/", "<br>").replace("tháng ", "tháng<br>").replace("-", "-<br>")
    said = said.replace("năm ", "năm<br>").replace("học ", "học<br>")
    marks = ["tạm tính"] if provisional else []
    return "<br>".join([said, *marks, *([f"{ranked} đơn vị"] if ranked else [])])


def _lines(
    ranks_of: Mapping[str, Sequence[int | None]],
    names: Mapping[str, str],
    periods: Sequence[str],
    colour: str,
    width: float,
    dot: int,
    symbols: Sequence[str],
) -> go.Scatter:
    """The lines of several units as one trace with gaps between them; one trace per unit would take ten times as long."""
    x, y, said = [], [], []
    for unit, ranks in ranks_of.items():
        x += [*periods, periods[-1]]
        y += [*ranks, None]
        said += [
            f"{escape(names.get(unit, unit))}<br>{words.period(p)}: hạng {rank}"
            for p, rank in zip(periods, ranks, strict=True)
        ]
        said.append("")
    return go.Scatter(
        x=x,
        y=y,
        mode="lines+markers",
        line={"color": colour, "width": width},
        marker={"color": colour, "size": dot, "symbol": [*symbols, "circle"] * len(ranks_of)},
        cliponaxis=False,
        text=said,
        hovertemplate="%{text}<extra></extra>",
    )


def _end_labels(ends: Mapping[str, int], names: Mapping[str, str], chosen: str) -> list[dict[str, object]]:
    """One label a rank: who shares it is named together."""
    by_rank: dict[int, list[str]] = {}
    for unit, rank in ends.items():
        by_rank.setdefault(rank, []).append(unit)
    return [
        {
            "x": 1,
            "xref": "paper",
            "y": rank,
            "xanchor": "left",
            "xshift": 6,
            "showarrow": False,
            "font": {"size": 13, "color": palette()["ink"]},
            "text": _end_label(rank, [names.get(unit, unit) for unit in units], bold=chosen in units),
        }
        for rank, units in by_rank.items()
    ]


def _end_label(rank: int, names: Sequence[str], *, bold: bool) -> str:
    said, others = ", ".join(names), ""
    if len(names) > 2 or len(said) > 16:
        said, others = names[0], f" +{len(names) - 1}" if len(names) > 1 else ""
    if len(said) > 16:  # names that begin alike differ at their ends
        said = f"{said[:7].rstrip()}…{said[-8:].lstrip()}"
    text = f"{rank} {said}{others}"
    return f"<b>{escape(text)}</b>" if bold else escape(text)


def self_against_council(criteria: pd.DataFrame) -> None:
    """Each given criterion: the points that count as a bar, the unit's own score as a mark on it."""
    given = session.records(criteria[criteria["source"] == "chấm điểm"])
    digits = words.digits(row[of] for row in given for of in ("points", "self_points", "council_points"))
    st.html(f'<ul class="bars wide criteria">{"".join(_criterion(row, digits) for row in given)}</ul>')


def _criterion(row: Mapping[Any, Any], digits: int) -> str:
    top, counts = row["max_points"], row["points"]
    own = row["self_points"]
    width = 100 * counts / top if counts is not None else 0
    mark = 100 * own / top if own is not None else None
    council = (
        words.points(row["council_points"], digits) if row["council_points"] is not None else "chưa chấm"
    )
    nothing = "không trừ" if row["kind"] == "Trừ" else "không có điểm"
    said = f"Tự chấm {words.points(own, digits)} → Hội đồng {council}" if counts is not None else nothing
    cut = " · có điểm cho vượt mức, đã cắt ở mức tối đa" if row["was_cut"] == "có" else ""
    return (
        f'<li class="bar {"minus" if row["kind"] == "Trừ" else "first"}">'
        f'<span class="head"><span class="what">{escape(row["name"])} '
        f'<span class="of">{escape(row["kind"])}</span></span>'
        f'<span class="of">{said}{cut}</span></span>'
        f"{track(width, mark)}<strong>{words.points(counts, digits)}<small>/{words.points(top)}</small></strong></li>"
    )
