"""The figures of *Tiến độ theo quý*: the plan's curve, each quarter's bar, the map of on-time rates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import pandas as pd
import plotly.graph_objects as go

from emulation import words
from emulation.palette import RATES
from emulation.ui.parts import figure, session, states
from emulation.ui.parts.tasks import MEETINGS_ROW
from emulation.ui.parts.theme import palette

LONG_NAME = 24
"""Letters of a unit's name above which names stand above what the units are late with, not beside it."""
_STEPS = {1.0: "100%", 0.8: "từ 80%", 0.5: "từ 50%", 0.0: "dưới 50%"}
"""A rate of at least (`palette.RATES`) → how it is called."""


def curve(rows: pd.DataFrame, as_of: date, year: int, a_year_ago: pd.DataFrame | None = None) -> go.Figure:
    """Tasks due and tasks done by each day, both cumulative from the plan's start. `a_year_ago`: such rows of the year
    before, of which what was done then is drawn on the days of this year."""
    ground = palette()
    done = rows[rows["done"].notna()]
    planned_to_date = rows[rows["day"] <= as_of]
    lines = [
        _line(rows, "planned", "Theo kế hoạch phải xong", ground["muted"], "dot"),
        _line(done, "done", "Đã xong", ground["primary"], "solid"),
    ]
    past = None if a_year_ago is None else a_year_ago[a_year_ago["done"].notna()]
    if past is not None:
        lines.insert(0, _line_a_year_ago(past, ground["edge"]))
    drawn = figure.figure(
        *lines,
        height=330,
        hovermode="closest",
        margin={"l": 8, "r": 16, "t": 26, "b": 8},
    )
    ends = [date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)]
    drawn.update_xaxes(
        type="date",
        tickvals=[day.isoformat() for day in ends],
        ticktext=[f"{day:%d/%m}" for day in ends],
        showgrid=True,
    )
    most = int(max(rows["planned"].max(), done["done"].max() if len(done) else 0))
    drawn.update_yaxes(range=[0, most * 1.15], tickformat="d", nticks=6)
    if most < 6:  # of few things no fractions
        drawn.update_yaxes(dtick=1)
    if year == as_of.year:
        drawn.add_vline(x=as_of.isoformat(), line={"color": ground["muted"], "width": 1})
        _note(drawn, as_of, 1, f"Tính đến {as_of:%d/%m}", ground["muted"], yref="paper", above=True)
    if len(done) and len(planned_to_date):
        last, due = done.iloc[-1], planned_to_date.iloc[-1]
        ahead = last["done"] > due["planned"]
        must, have = (
            f"Phải xong {words.number(due['planned'])}",
            f"<b>Đã xong {words.number(last['done'])}</b>",
        )
        _note(drawn, due["day"], due["planned"], must, ground["ink"], above=not ahead)
        _note(drawn, last["day"], last["done"], have, ground["primary"], above=ahead)
    if past is not None and len(past):
        last = past.iloc[-1]
        said = f"{last['day'].year}: {words.number(last['done'])}"
        _note(drawn, _a_year_later(last["day"]), last["done"], said, ground["muted"], above=False)
    end = rows.iloc[-1]
    if planned_to_date.empty or end["planned"] > planned_to_date["planned"].iloc[-1]:
        _note(
            drawn,
            end["day"],
            end["planned"],
            f"Cả kế hoạch {words.number(end['planned'])}",
            ground["ink"],
            above=True,
        )
    return drawn


def _line(rows: pd.DataFrame, column: str, name: str, colour: str, dash: str) -> go.Scatter:
    return go.Scatter(
        x=[day.isoformat() for day in rows["day"]],
        y=list(rows[column]),
        mode="lines+markers",
        line={"shape": "hv", "width": 3, "color": colour, "dash": dash},
        marker={"size": 5, "color": colour},
        text=[
            f"{words.day(day)}<br>{name}: {count}"
            for day, count in zip(rows["day"], rows[column], strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def _line_a_year_ago(done: pd.DataFrame, colour: str) -> go.Scatter:
    """What was done in the year before, thin, each day where the same day of the next year stands."""
    drawn = _line(done, "done", "Đã xong", colour, "solid")
    days = [_a_year_later(day).isoformat() for day in done["day"]]
    return drawn.update(x=days, line={"width": 1.5}, mode="lines")


def _a_year_later(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def _note(
    drawn: go.Figure, day: date, y: int, text: str, colour: str, *, above: bool, yref: str = "y"
) -> None:
    """A label beside a point, on the side where there is room."""
    late_in_year = day.month > 4
    drawn.add_annotation(
        x=day.isoformat(),
        y=y,
        yref=yref,
        text=text,
        showarrow=False,
        xanchor="right" if late_in_year else "left",
        yanchor="bottom" if above else "top",
        xshift=-4 if late_in_year else 4,
        yshift=4 if above else -6,
        borderpad=1,
        bgcolor=palette()["ground"],
        font={"color": colour},
    )


def views(shown: Sequence[tuple[str, str]], current: int) -> str:
    """Lists to choose from, as links: (name, address); the `current` one is marked."""
    marks = [' aria-current="true"' if place == current else "" for place in range(len(shown))]
    items = "".join(
        f'<li><a href="{escape(url, quote=True)}" target="_self"{mark}>{escape(name)}</a></li>'
        for (name, url), mark in zip(shown, marks, strict=True)
    )
    return f'<nav class="views" aria-label="Danh sách"><ul>{items}</ul></nav>'


def late_units(rows: pd.DataFrame, unit: Callable[[str], str], task: Callable[[str], str]) -> str:
    """Overdue parts beside their units; `unit`, `task`: the address that an id opens, "" for none."""
    units = ""
    for unit_id, parts in rows.groupby("unit_id", sort=False):
        items = "".join(_late_part(row, task) for row in session.records(parts))
        name = escape(parts["unit_name"].iloc[0])
        if link := unit(str(unit_id)):
            name = f'<a href="{escape(link, quote=True)}" target="_self">{name}</a>'
        units += f"<li><h3>{name}</h3><ul>{items}</ul></li>"
    above = " names-above" if rows["unit_name"].str.len().max() > LONG_NAME else ""
    return f'<ol class="late-units{above}">{units}</ol>'


def _late_part(row: dict, task: Callable[[str], str]) -> str:
    by_dossiers = row["dossiers_expired_on"]
    since = words.day(by_dossiers or row["expires_on"])
    marks = [row["role"].lower()] if row["role"] == "Chủ trì" else []
    marks += ["do hồ sơ"] if by_dossiers else []
    mark = f' <span class="of">({", ".join(marks)})</span>' if marks else ""
    return (
        f'<li><span><a href="{escape(task(row["task_id"]), quote=True)}" target="_self">'
        f"<b>{escape(row['clause'])}</b> {escape(row['title'])}</a>{mark}</span>"
        f'<span class="of">từ {since}</span><strong>{words.days_late(row["days_late"])}</strong></li>'
    )


def quarter_bars(
    rows: pd.DataFrame,
    thing: str,
    quarter: Callable[[int], str],
    compared: Callable[[int], str],
    conclusions: str | None,
) -> str:
    """A bar a quarter, its parts the states, with the counts in words above each bar and below what it is `compared` with;
    then one of what meetings concluded of them. `quarter` gives the link of each, `conclusions` that of the last: none for
    a viewer who does not see them."""
    bars = [
        _bar(
            words.quarter(number),
            of,
            f"{words.number(of['tasks'].sum())} {thing}",
            quarter(number),
            compared(number),
        )
        for number in rows["quarter"].unique()
        for of in [rows[rows["quarter"] == number]]
    ]
    concluded = rows.groupby("state", sort=False, as_index=False)["concluded"].sum()
    concluded = concluded[concluded["concluded"] > 0].rename(columns={"concluded": "tasks"})
    if conclusions and len(concluded):
        among = f"{words.number(concluded['tasks'].sum())} trong số {thing} trên"
        bars.append(_bar(MEETINGS_ROW, concluded, among, conclusions))
    return f'<div class="quarter-bars">{"".join(bars)}</div>'


def _bar(title: str, rows: pd.DataFrame, counted: str, link: str, compared: str = "") -> str:
    parts, said = "", []
    for row in session.records(rows):
        style = states.STATE[row["state"]]
        look = f"flex-grow:{row['tasks']};background:{style.colour};color:{style.ink}"
        parts += f'<span style="{look}">{style.mark} {words.number(row["tasks"])}</span>'
        late = ' class="late"' if row["state"] == "Quá hạn" else ""
        mark = f'<span aria-hidden="true">{style.mark}</span>'
        said.append(f"<span{late}>{mark} {words.number(row['tasks'])} {row['state'].lower()}</span>")
    return (
        f'<div><h3><a href="{escape(link, quote=True)}" target="_self">{escape(title)}</a> '
        f"<small>{counted}</small></h3><p>{''.join(said)}</p>"
        f'<div class="bar" aria-hidden="true">{parts}</div>'
        + (f'<p class="compared">{escape(compared)}</p>' if compared else "")
        + "</div>"
    )


def rate_map(rows: pd.DataFrame) -> str:
    """On-time rates, a table a bloc: units down, quarters across, the rate written in each cell."""
    blocs: dict[str, dict[str, list[dict]]] = {}
    for cell in session.records(rows):
        blocs.setdefault(cell["bloc_id"] or "", {}).setdefault(cell["unit_id"], []).append(cell)
    cards = [_bloc_map(units) for units in blocs.values()]
    key = "".join(
        f'<span class="rate" style="background:{fill};color:{ink}">{_STEPS[least]}</span>'
        for least, fill, ink in RATES
    )
    return (
        f'<div class="rate-map">{"".join(cards)}</div>'
        f'<p class="rate-key">Đúng hạn: {key}<span>– chưa có phần việc đến hạn</span></p>'
    )


def _bloc_map(units: dict[str, list[dict]]) -> str:
    bloc = next(iter(units.values()))[0]["bloc_name"]
    quarters = dict.fromkeys(cell["quarter"] for cells in units.values() for cell in cells)
    heads = "".join(f'<th scope="col">{words.quarter(quarter)}</th>' for quarter in quarters)
    body = "".join(
        f'<tr><th scope="row">{escape(cells[0]["unit_name"])}</th>{"".join(map(_rate_cell, cells))}</tr>'
        for cells in units.values()
    )
    return (
        f"<table><caption>{escape(bloc or 'Ngoài các khối')}</caption>"
        f'<thead><tr><th scope="col">Đơn vị</th>{heads}</tr></thead><tbody>{body}</tbody></table>'
    )


def _rate_cell(cell: dict) -> str:
    rate = cell["on_time_rate"]
    if rate is None:
        why = "có phần việc nhưng chưa đến hạn" if cell["assigned"] else "không có phần việc nào"
        return f'<td title="{why}">{words.MISSING}</td>'
    _, fill, ink = next(step for step in RATES if rate >= step[0])
    parts = {"đúng hạn": cell["done_on_time"], "trễ hạn": cell["done_late"], "quá hạn": cell["overdue"]}
    says = ", ".join(f"{count} {word}" for word, count in parts.items())
    share = f"{cell['done_on_time']}/{cell['judged']}"
    look = f"background:{fill};color:{ink}"
    return (
        f'<td title="{says}"><span class="rate" style="{look}">{words.percent(rate)} '
        f"<small>{share}</small></span></td>"
    )
