"""Small pieces of a screen in HTML: figures in large type, section headings, pills. All text is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from emulation import words
from emulation.ui.parts import states

MOST_UNITS = 150
"""So many units a figure shows: more than a commune has. Of a city's thousands nobody reads all."""


@dataclass(frozen=True)
class Figure:
    """One number to be seen first, a card. `of`: its denominator or count, small beside it; `change`: since when it was
    otherwise, `turn`: whether that is "better" or "worse", if either; `note`: a line below; `means`: what it counts and
    as of when, shown where the pointer rests.

    `late` paints it red: only for what is late and not zero. `link` opens the rows behind it: the whole card is the
    link. A `wide` card takes a row of two.
    """

    value: str
    label: str
    of: str = ""
    change: str = ""
    note: str = ""
    means: str = ""
    late: bool = False
    link: str = ""
    wide: bool = False
    turn: str = ""


def figures(shown: Sequence[Figure]) -> None:
    """The figures as cards side by side, as many a row as there is room for."""
    st.html(f'<div class="figures">{"".join(_figure(f) for f in shown)}</div>')


def _figure(figure: Figure) -> str:
    kinds = " ".join(["figure", *(["late"] if figure.late else []), *(["wide"] if figure.wide else [])])
    lines = "".join(
        f'<span class="{name}">{escape(text)}</span>'
        for name, text in ((f"change {figure.turn}".rstrip(), figure.change), ("note", figure.note))
        if text
    )
    tag = f'a href="{escape(figure.link, quote=True)}" target="_self"' if figure.link else "div"
    means = f' title="{escape(figure.means, quote=True)}"' if figure.means else ""
    return (
        f'<{tag} class="{kinds}"{means}><span class="label">{escape(figure.label)}</span>'
        f'<span class="value"><strong>{escape(figure.value)}</strong>{escape(figure.of)}</span>{lines}</{tag.split()[0]}>'
    )


def section(title: str, note: str = "") -> None:
    """A heading within a screen, with a line that says what is below."""
    line = f'<p class="note">{escape(note)}</p>' if note else ""
    st.html(f'<div class="section"><h2>{escape(title)}</h2>{line}</div>')


def note(sentence: str) -> None:
    """A small line of text. (`st.caption` would render data as Markdown.)"""
    st.html(f'<p class="note">{escape(sentence)}</p>')


def others(count: int, thing: str, where: str) -> None:
    """Say how many of a `thing` the figure above leaves out and `where` they are; nothing where it leaves out none."""
    if count > 0:
        note(f"… và {words.number(count)} {thing} khác: {where}.")


def first_units(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows of as many units as a figure shows, the first ones, and how many units there are besides."""
    units = rows["unit_id"].unique()
    return rows[rows["unit_id"].isin(units[:MOST_UNITS])], max(0, len(units) - MOST_UNITS)


def lead(sentence: str, links: Mapping[str, str] | None = None) -> None:
    """The sentence at the top of a screen that answers its question; `links`: phrases of it, and what they open."""
    said = escape(sentence)
    for phrase, url in (links or {}).items():
        way = f'<a href="{escape(url, quote=True)}" target="_self">{escape(phrase)}</a>'
        said = said.replace(escape(phrase), way, 1)
    st.html(f'<p class="lead">{said}</p>')


def pill(state: str | None) -> str:
    """A state as HTML: its mark and its word on its colour."""
    if state is None:
        return ""
    style = states.STATE[state]
    return (
        f'<span class="pill" style="background:{style.colour};color:{style.ink}">'
        f'<span aria-hidden="true">{style.mark}</span> {escape(state)}</span>'
    )


@dataclass(frozen=True)
class Step:
    """One thing to do: what it needs, what it is about, who holds it, how late it is.

    `state`: None for what has no deadline. `act`: what following the link does, as a button beside; else what it is about
    is the link.
    """

    need: str
    what: str
    owner: str
    state: str | None
    due: str
    link: str
    act: str = ""


def steps(shown: Sequence[Step], first: int, noun: str, *, forecast: bool = False) -> None:
    """Things to do, most urgent first: the `first` ones at once, the others under a fold that counts them as `noun`. What is
    only expected (`forecast`) is outlined in dashes."""
    if not shown:
        return
    rest = "".join(_step(s) for s in shown[first:])
    more = f"Xem {len(shown) - first} {noun} còn lại"
    fold = f"<details><summary>{escape(more)}</summary><ol>{rest}</ol></details>" if rest else ""
    kind = "steps forecast" if forecast else "steps"
    st.html(f'<div class="{kind}"><ol>{"".join(_step(s) for s in shown[:first])}</ol>{fold}</div>')


def folded_steps(title: str, shown: Sequence[Step]) -> None:
    """Things that need not be done yet, under a fold."""
    st.html(
        f'<div class="steps later"><details><summary>{escape(title)}</summary>'
        f"<ol>{''.join(map(_step, shown))}</ol></details></div>"
    )


def _step(step: Step) -> str:
    late = " late" if step.state == "Quá hạn" else ""
    mark = states.STATE[step.state].mark if step.state in states.STATE else "•"
    due = step.due or step.state or "không có hạn"
    url, what = escape(step.link, quote=True), escape(step.what)
    if step.act:
        says = escape(f"{step.act}: {step.what}", quote=True)
        said = f"<strong>{what}</strong>"
        button = f'<a class="act" href="{url}" target="_self" aria-label="{says}">{escape(step.act)}</a>'
    else:
        said, button = f'<a href="{url}" target="_self">{what}</a>', ""
    return (
        f'<li class="step{late}"><span class="due"><span aria-hidden="true">{mark}</span> {escape(due)}</span>'
        f'<span class="what">{said}<span class="need">{escape(step.need)}</span></span>'
        f'<span class="owner">{escape(step.owner)}</span>{button}</li>'
    )


@dataclass(frozen=True)
class Clause:
    """One task in the plan's strip. `mark`: what tells it from the others; `due`: its deadline in words."""

    mark: str
    clause: str
    title: str
    state: str
    due: str
    link: str


def strip(groups: Sequence[tuple[str, Sequence[Clause]]]) -> None:
    """The whole plan at a glance: a row a quarter, a tile a clause, marked by state; each tile opens its task."""
    used: dict[str, None] = {}
    rows = ""
    for title, clauses in groups:
        tiles = ""
        for clause in clauses:
            used[clause.state] = None
            style = states.STATE[clause.state]
            says = escape(f"{clause.clause} {clause.title} – {clause.state}, hạn {clause.due}", quote=True)
            tiles += (
                f'<a class="tile" href="{escape(clause.link, quote=True)}" target="_self" title="{says}" '
                f'aria-label="{says}" style="background:{style.colour};color:{style.ink}">'
                f'<span aria-hidden="true">{style.mark}</span>{escape(clause.mark)}</a>'
            )
        rows += f'<div class="strip-row"><h3>{escape(title)}</h3><div class="tiles">{tiles}</div></div>'
    key = " ".join(pill(state) for state in states.STATE if state in used)
    st.html(f'<div class="strip">{rows}<p class="key">{key}</p></div>')


def links(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
    """Lists of links under headings: (heading, [(text, address)])."""
    parts = ""
    for title, items in groups:
        inner = "".join(
            f'<li><a href="{escape(url, quote=True)}" target="_self">{escape(text)}</a></li>'
            for text, url in items
        )
        parts += f"<div><h2>{escape(title)}</h2><ul>{inner}</ul></div>"
    st.html(f'<div class="links">{parts}</div>')


def ways(shown: Sequence[tuple[str, str]], *, large: bool = False) -> None:
    """Links side by side that look like buttons: (text, address). `large`: the one thing to do on a screen."""
    st.html(ways_html(shown, large=large))


def ways_html(shown: Sequence[tuple[str, str]], *, large: bool = False) -> str:
    inner = "".join(
        f'<li><a href="{escape(url, quote=True)}" target="_self">{escape(text)}</a></li>'
        for text, url in shown
    )
    return f'<ul class="ways{" large" if large else ""}">{inner}</ul>'
