"""The movements' figures in HTML: a card a movement by launching level, and targets against results."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from emulation import words
from emulation.ui.frame import filters
from emulation.ui.parts import session, viewer
from emulation.ui.parts.bars import track
from emulation.ui.parts.movements import ALIVE, ENDED, MARK, by_need, indicator_words
from emulation.ui.review.movements.sentences import against_target, indicators_met, last_recorded, period_of

SHOWN_UP_TO = 1.25
"""The share of its target at which a bar ends; beyond it only the number grows."""


def cards(movements: pd.DataFrame) -> None:
    """Every movement under its launching level, each opening its targets: what needs attention first, what ended last."""
    launchers = movements["launched_by"].map(session.commune().launcher)
    levels = "".join(
        f'<section class="level"><h3>{escape(str(level))} <span class="of">{len(rows)} phong trào</span></h3>'
        f"<ul>{''.join(map(_card, session.records(by_need(rows))))}</ul></section>"
        for level, rows in movements.groupby(launchers, sort=False)
    )
    st.html(f'<div class="movements">{levels}</div>')


def card(row: Mapping[Any, Any], back: str) -> None:
    """The movement that is chosen; `back`: the address of all movements."""
    way = f'<p><a href="{escape(back, quote=True)}" target="_self">Xem tất cả phong trào</a></p>'
    st.html(f'<div class="movements"><ul>{_card(row, chosen=True)}</ul>{way}</div>')


def _card(row: Mapping[Any, Any], *, chosen: bool = False) -> str:
    link = escape(filters.link("movements", movement=row["movement_id"]), quote=True)
    name = f"<strong>{escape(row['name'])}</strong>"
    if not chosen and viewer.asks("movement_targets"):
        name = f'<a href="{link}" target="_self">{escape(row["name"])}</a>'
    document = f" · {escape(row['document_no'])}" if row["document_no"] else ""
    few = row["is_few"] and row["state"] != "Ít đơn vị tham gia"
    states = [row["state"], *(["Ít đơn vị tham gia"] if few else [])]
    rate = words.percent(row["mean_completion"])
    return (
        f'<li class="movement{" chosen" if chosen else ""}"><div class="what">{name}'
        f'<span class="of">{period_of(row)}{document}</span></div>'
        f'<div class="life">{"".join(_state(state) for state in states)}'
        f'<span class="of">Ghi nhận gần nhất: {last_recorded(row)}</span></div>'
        f"{_share('Đơn vị tham gia', row['units'], row['all_units'])}"
        f"{_share('Chỉ tiêu đạt', *indicators_met(row))}"
        f'<div class="share"><span class="of">Hoàn thành bình quân</span><strong>{rate}</strong></div></li>'
    )


def _state(state: str) -> str:
    look = "calm" if state in ALIVE else "over" if state == ENDED else "weak"
    return f'<span class="alive {look}"><span aria-hidden="true">{MARK[state]}</span> {escape(state)}</span>'


def _share(label: str, part: int, everything: int, remark: str = "") -> str:
    width = 100 * part / everything if everything else 0
    more = f'<span class="of">{remark}</span>' if remark else ""
    return (
        f'<div class="share"><span class="of">{label}</span>'
        f"<strong>{part}<small>/{everything}</small></strong>"
        f"{track(width)}{more}</div>"
    )


def targets(rows: pd.DataFrame) -> None:
    """Each unit's result as a bar against the mark of its target, indicator by indicator."""
    blocks = "".join(
        f'<section><h3>{escape(indicator_words(str(indicator), of["better"]))}</h3><ul class="bars wide">'
        f"{''.join(_target(row, digits) for row in session.records(of))}</ul></section>"
        for indicator, of in rows.groupby("indicator", sort=False)
        for digits in [words.digits([*of["actual"], *of["target"]])]
    )
    st.html(f'<div class="targets">{blocks}</div>')


def _target(row: Mapping[Any, Any], digits: int) -> str:
    rate = row["completion"]
    known = rate is not None
    width = 100 * min(max(rate, 0), SHOWN_UP_TO) / SHOWN_UP_TO if known else 0
    mark = 100 / SHOWN_UP_TO if known else None
    result = {"Đạt": "✓ Đạt", "Chưa đạt": "○ Chưa đạt"}.get(row["result"], "– Không tính")
    return (
        f'<li class="bar {"first" if row["result"] == "Đạt" else ""}">'
        f'<span class="head"><span class="what">{escape(row["unit_name"])}</span>'
        f'<span class="of">{escape(against_target(row, digits))} · {result}</span></span>'
        f"{track(width, mark)}<strong>{words.percent(rate)}</strong></li>"
    )
