"""The figures of *Hồ sơ chờ xử lý*: stages, dossiers by stage and age, one dossier's route, awards given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape

import pandas as pd
import plotly.graph_objects as go

from emulation import words
from emulation.ui.parts import figure, session
from emulation.ui.parts.theme import palette
from emulation.ui.review.dossiers.dossier_filter import WAITING

_DOTS = {"Quá hạn": ("circle", "late"), "Sắp đến hạn": ("triangle-up", "soon")}
"""State → its symbol, and the name of its colour."""
_CALM = ("circle-open", "primary")
_COUNTED = {"paused": 0, "longest_days": None, "place": ""}
"""What `dossier_summary` does not say of a stage."""
_OFFSETS = (0.0, 0.28, -0.28, 0.14, -0.14, 0.42, -0.42)
"""Vertical offsets of dots that would overlap, in rows."""


def stage_flow(stages: pd.DataFrame, link: Callable[[str], str]) -> str:
    """The stages in their order, each with its count and what is late or near; the higher level apart.

    `link`: the address of a stage's dossiers, which its card opens.
    """
    steps = "".join(_stage(row, link(row["stage"])) for row in session.records(stages))
    return f'<ol class="stage-flow">{steps}</ol>'


def stage_counts(summary: pd.DataFrame) -> str:
    """The rows of `dossier_summary` whose dossiers wait, as `stage_flow` shows them, without more than counts."""
    open_ones = [row for row in summary.to_dict("records") if row["stage"] in WAITING]
    steps = "".join(_stage(row | _COUNTED, "") for row in open_ones)
    return f'<ol class="stage-flow">{steps}</ol>'


def _stage(row: dict, link: str) -> str:
    late = f'<span class="late">● {words.number(row["overdue"])} quá hạn</span>' if row["overdue"] else ""
    soon = f"<span>▲ {words.number(row['due_soon'])} sắp đến hạn</span>" if row["due_soon"] else ""
    soon += f"<span>‖ {words.number(row['paused'])} tạm dừng thời hạn</span>" if row["paused"] else ""
    longest = ""
    if row["longest_days"] is not None:
        longest = f"<span>lâu nhất {words.number(row['longest_days'])} ngày</span>"
    higher = ' class="higher"' if row["place"] == "Cấp trên" else ""
    name = escape(row["stage"])
    if row["dossiers"] and link:
        name = f'<a href="{escape(link, quote=True)}" target="_self">{name}</a>'
    count = f"<span>{name}</span><strong>{words.number(row['dossiers'])}</strong>"
    return f"<li{higher}>{count}{late}{soon}{longest}</li>"


def ages(rows: pd.DataFrame, stages: pd.DataFrame) -> go.Figure:
    """A dot a dossier: stages down, days at the stage across; the mark tells how its deadline stands."""
    ground = palette()
    shown = stages[stages["dossiers"] > 0]
    place = {stage: -i for i, stage in enumerate(shown["stage"])}
    dots = _apart(rows, place)
    traces = []
    for state in (*_DOTS, None):
        symbol, name = _DOTS.get(state or "", _CALM)
        colour = ground[name]
        part = dots[dots["state"] == state] if state else dots[~dots["state"].isin(list(_DOTS))]
        traces.append(
            go.Scatter(
                x=list(part["days_at_stage"]),
                y=list(part["y"]),
                mode="markers",
                marker={"symbol": symbol, "size": 12, "color": colour, "line": {"width": 2, "color": colour}},
                text=[_hover(row) for row in session.records(part)],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    drawn = figure.figure(*traces, height=80 + 38 * len(shown), hovermode="closest")
    drawn.update_yaxes(
        tickvals=list(place.values()),
        ticktext=[f"{row.stage} ({row.dossiers})" for row in session.each(shown)],
        range=[-len(shown) + 0.45, 0.55],
    )
    oldest = int(rows["days_at_stage"].max())
    caption = {"size": 14, "color": ground["muted"]}
    drawn.update_xaxes(
        range=[-0.03 * oldest - 0.5, 1.05 * oldest + 0.5],
        showgrid=True,
        nticks=8,
        tickangle=0,
        title={"text": "Số ngày đã nằm ở bước này", "standoff": 8, "font": caption},
    )
    if "Trình cấp trên" in place and len(place) > 1:
        drawn.add_hline(
            y=place["Trình cấp trên"] + 0.5, line={"color": ground["muted"], "width": 1, "dash": "dot"}
        )
    return drawn


def _apart(rows: pd.DataFrame, place: dict[str, int]) -> pd.DataFrame:
    """The rows with a height `y`: a dot too near another of its stage moves off the line, up or down."""
    near = rows["days_at_stage"].max() / 50
    taken: dict[tuple[str, float], list[int]] = {}
    heights = []
    for stage, days in zip(rows["stage"], rows["days_at_stage"], strict=True):
        lines = (taken.setdefault((stage, offset), []) for offset in _OFFSETS)
        free = (i for i, line in enumerate(lines) if all(abs(days - other) > near for other in line))
        offset = _OFFSETS[next(free, 0)]
        taken[stage, offset].append(days)
        heights.append(place[stage] + offset)
    return rows.assign(y=heights)


def _hover(row: dict) -> str:
    due = words.deadline(row["due_on"], row["expires_on"], None, row["paused_since"])
    due = f"hạn {due}" if row["due_on"] else "không có hạn"
    lines = [
        f"<b>{escape(row['dossier_id'])}</b> {escape(row['nominee_name'])}",
        f"{escape(row['award_name'])} · {escape(row['unit_name'])}",
        f"{escape(row['stage'])} từ {words.day(row['stage_since'])}: {words.number(row['days_at_stage'])} ngày",
        f"{row['state'] or 'Chưa có hạn'}, {due}",
    ]
    return "<br>".join(lines)


def route(rows: pd.DataFrame) -> str:
    """A dossier's route as a timeline: one row per stay at a stage, its bar placed by start and length."""
    first, last = rows["since"].min(), rows["until"].max()
    whole = max((last - first).days, 1)
    stays = "".join(_stay(row, first, whole) for row in session.records(rows))
    return f'<ol class="route">{stays}</ol>'


def _stay(row: dict, first: date, whole: int) -> str:
    left = 100 * (row["since"] - first).days / whole
    width = 100 * row["days"] / whole
    dates = words.day(row["since"])
    if row["days"]:
        dates += f" – {words.day(row['until'])}"
        spent = f"{row['days']} ngày ({row['working_days']} ngày làm việc)"
    else:
        spent = "trong ngày"
    papers = " · ".join(escape(text) for text in (row["documents"], row["notes"]) if text)
    kind = "paused" if row["stage"] == "Yêu cầu bổ sung" else ""
    bar = f'<span class="{kind}" style="left:{left:.2f}%;width:{width:.2f}%"></span>'
    return (
        f'<li><span class="stage">{escape(row["stage"])}</span>'
        f'<span class="track" aria-hidden="true">{bar}</span>'
        f'<span class="spent"><strong>{spent}</strong>{dates}</span>'
        + (f'<span class="papers">{papers}</span>' if papers else "")
        + "</li>"
    )


FOLDED_FROM = 10
"""Lines of a list of awards that stand open; the others fold."""
_DIMENSIONS = {"level": "Theo cấp quyết định", "form": "Theo danh hiệu, hình thức", "unit": "Theo đơn vị"}


def award_bars(totals: pd.DataFrame) -> str:
    """Awards by level, by form and by unit: a bar each, the count written beside it; long lists fold."""
    lists = [
        _award_list(_DIMENSIONS[str(name)], part) for name, part in totals.groupby("dimension", sort=False)
    ]
    return f'<div class="award-bars">{"".join(lists)}</div>'


def _award_list(title: str, rows: pd.DataFrame) -> str:
    most = rows["awards"].max()
    items = []
    for row in session.records(rows):
        bar = f'<span style="width:{100 * row["awards"] / most:.1f}%"></span>'
        items.append(
            f'<li><span>{escape(row["value"])}</span><span class="track" aria-hidden="true">{bar}</span>'
            f"<strong>{words.number(row['awards'])}</strong></li>"
        )
    rest = ""
    if len(items) > FOLDED_FROM:
        more = f"Xem {len(items) - FOLDED_FROM} dòng còn lại"
        rest = f"<details><summary>{more}</summary><ul>{''.join(items[FOLDED_FROM:])}</ul></details>"
    return f"<div><h3>{title}</h3><ul>{''.join(items[:FOLDED_FROM])}</ul>{rest}</div>"
