"""Small pieces of a screen in HTML: figures in large type, section headings, pills. All text is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from emulation.ui.parts import states


@dataclass(frozen=True)
class Figure:
    """One number to be seen first. `of`: its denominator and date in words; `change`: since the last meeting.

    `late` paints it red: only for what is late and not zero. `link` opens the rows behind it.
    """

    value: str
    label: str
    of: str
    change: str = ""
    late: bool = False
    link: str = ""


def figures(shown: Sequence[Figure]) -> None:
    """The figures side by side; on a phone two a row."""
    st.html(f'<div class="figures">{"".join(_figure(f) for f in shown)}</div>')


def _figure(figure: Figure) -> str:
    change = f'<span class="change">{escape(figure.change)}</span>' if figure.change else ""
    label = escape(figure.label)
    if figure.link:
        label = f'<a href="{escape(figure.link, quote=True)}" target="_self">{label}</a>'
    return (
        f'<div class="figure{" late" if figure.late else ""}"><span class="label">{label}</span>'
        f'<strong>{escape(figure.value)}</strong>{change}<span class="of">{escape(figure.of)}</span></div>'
    )


def section(title: str, note: str = "") -> None:
    """A heading within a screen, with a line that says what is below."""
    line = f'<p class="note">{escape(note)}</p>' if note else ""
    st.html(f'<div class="section"><h2>{escape(title)}</h2>{line}</div>')


def note(sentence: str) -> None:
    """A small line of text. (`st.caption` would render data as Markdown.)"""
    st.html(f'<p class="note">{escape(sentence)}</p>')


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

    `state`: None for what has no deadline.
    """

    need: str
    what: str
    owner: str
    state: str | None
    due: str
    link: str


def steps(shown: Sequence[Step], first: int, more: str) -> None:
    """Things to do, most urgent first: the `first` ones at once, the others under a fold called `more`."""
    rest = "".join(_step(s) for s in shown[first:])
    fold = f"<details><summary>{escape(more)}</summary><ol>{rest}</ol></details>" if rest else ""
    st.html(f'<div class="steps"><ol>{"".join(_step(s) for s in shown[:first])}</ol>{fold}</div>')


def _step(step: Step) -> str:
    late = " late" if step.state == "Quá hạn" else ""
    mark = states.STATE[step.state].mark if step.state in states.STATE else "•"
    due = step.due or step.state or "không có hạn"
    return (
        f'<li class="step{late}"><span class="due"><span aria-hidden="true">{mark}</span> '
        f"{escape(due)}</span>"
        f'<span class="what"><a href="{escape(step.link, quote=True)}" target="_self">{escape(step.what)}</a>'
        f'<span class="need">{escape(step.need)}</span></span><span class="owner">{escape(step.owner)}</span></li>'
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


def pairs(rows: Sequence[tuple[str, str, str, str]], heads: tuple[str, str, str, str], caption: str) -> None:
    """A small plain table: a heading a row, two values and a remark."""
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(v)}</td>" for v in rest)}</tr>'
        for first, *rest in rows
    )
    st.html(
        f'<table class="pairs"><caption class="unseen">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


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
    inner = "".join(
        f'<li><a href="{escape(url, quote=True)}" target="_self">{escape(text)}</a></li>'
        for text, url in shown
    )
    st.html(f'<ul class="ways{" large" if large else ""}">{inner}</ul>')
