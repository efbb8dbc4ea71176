"""The figure of one commune through the days of which it sent figures."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from emulation import words
from emulation.ui.parts import figure
from emulation.ui.parts.theme import palette

GAP = 10
"""Days without an edition between which no line is drawn: communes send every week."""
FEW = 3
"""So many days have each its own tick, also on a phone."""


def course(rows: pd.DataFrame) -> go.Figure:
    """Completion on each day that was sent; a point a day, and no line over a gap."""
    ground = palette()
    days, rates, said = [], [], []
    before = None
    for day, rate in zip(rows["as_of"], rows["completion_rate"], strict=True):
        if before is not None and (day - before).days > GAP:
            days.append(before)
            rates.append(None)
            said.append("")
        days.append(day)
        rates.append(rate)
        said.append(f"{words.day(day)}: {words.percent(rate)}")
        before = day
    drawn = figure.figure(
        go.Scatter(
            x=[day.isoformat() for day in days],
            y=rates,
            mode="lines+markers",
            line={"color": ground["primary"], "width": 3},
            marker={"size": 8, "color": ground["primary"]},
            text=said,
            hovertemplate="%{text}<extra></extra>",
            connectgaps=False,
        ),
        height=280,
        margin={"l": 8, "r": 16, "t": 16, "b": 8},
    )
    drawn.update_yaxes(range=[0, 1.05], tickvals=[0, 0.5, 1], ticktext=["0%", "50%", "100%"])
    drawn.update_xaxes(type="date", tickformat="%d/%m/%Y", nticks=6)
    if len(rows) <= FEW:  # else a tick stands where nothing was sent
        drawn.update_xaxes(tickvals=[day.isoformat() for day in rows["as_of"]])
    return drawn


def course_says(rows: pd.DataFrame) -> str:
    """The same in words: the first and the last day."""
    first, last = rows.iloc[0], rows.iloc[-1]
    ends = [f"{words.day(row['as_of'])} {words.percent(row['completion_rate'])}" for row in (first, last)]
    return f"tỷ lệ hoàn thành qua {len(rows)} ngày số liệu, từ {ends[0]} đến {ends[1]}"
