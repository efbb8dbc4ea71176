"""*Thay đổi từ …* on *Tổng quan*: a sentence, the picture of what moved, and every change under a fold."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from emulation import changed, ranks, words
from emulation.baseline import Baseline
from emulation.periods import earlier
from emulation.ranks import Climb
from emulation.scope import Scope
from emulation.ui.frame import filters, folded
from emulation.ui.parts import blocks, names, session
from emulation.ui.parts.tables import TableColumn
from emulation.ui.review.changes import dossiers, markup, tasks
from emulation.ui.review.changes import ranks as slopes

_COLUMNS = {
    "changed_on": TableColumn("Từ ngày", "date"),
    "kind": TableColumn("Loại"),
    "what": TableColumn("Nội dung"),
    "unit": TableColumn("Đơn vị"),
    "before": TableColumn("Trước"),
    "after": TableColumn("Nay"),
}
_HAPPENED = {  # kind of `changes` -> what happened
    "task": "lượt đơn vị cập nhật",
    "dossier": "hồ sơ chuyển bước",
    "score": "điểm mới",
    "movement": "chỉ tiêu cập nhật",
}
_FIRST = 3
"""So many lines about points and movements are seen at once."""


def draw(scope: Scope, then: Baseline) -> None:
    """Ask what differs from then, and draw it; where the Council has not met before, what was ever recorded."""
    rows = session.ask("changes", scope.but(since=then.day))
    blocks.section(then.title, "" if then.day else recorded(rows, then.begin))
    if then.day:
        _picture(rows, scope.but(since=then.day), then.begin)
    folded.table(
        "Xem từng thay đổi",
        lambda: names.changes(rows),
        _COLUMNS,
        key="changes",
        caption=f"{then.title}, mới nhất ở trên",
        file_name="thay-doi",
        empty="Chưa có thay đổi nào.",
    )


def _picture(rows: pd.DataFrame, scope: Scope, begin: str) -> None:
    turns = changed.turns(session.each(session.ask("council_changes", scope)))
    flows = changed.flows(session.each(session.ask("dossier_moves", scope)))
    climbs, why_not = _climbs(scope)
    thing = "phần việc" if scope.filtered else "nhiệm vụ"
    blocks.lead(changed.sentence(begin, turns, flows, climbs, thing=thing, than=earlier(scope.period)))
    ranking = slopes.picture(climbs, scope.period, why_not) if climbs or why_not else ""
    columns = (tasks.picture(turns, scope) + ranking, dossiers.picture(flows) + _others(rows))
    st.html(f'<div class="moves">{"".join(f"<div>{column}</div>" for column in columns)}</div>')
    blocks.note(recorded(rows, "Từ đó ghi nhận") if len(rows) else "Từ đó chưa ghi nhận gì mới.")


def _climbs(scope: Scope) -> tuple[list[Climb], str]:
    """Who moved from the period before to the scope's, or why that cannot be said; neither where nobody is ranked."""
    compared = session.ask_readable("rank_comparison", scope)
    if compared is None or not compared["ranked"][0]:
        return [], ""
    if why_not := ranks.not_compared(next(session.each(compared)), scope.period):
        return [], why_not
    ranking = names.with_units(session.ask("unit_ranking", scope), short=True)
    return ranks.climbs(session.each(ranking)), ""


def recorded(rows: pd.DataFrame, begin: str) -> str:
    """What was recorded since then, counted by kind: of all years and quarters."""
    counts = Counter(rows["kind"])
    parts = [f"{words.number(counts[kind])} {what}" for kind, what in _HAPPENED.items() if kind in counts]
    return f"{begin}: {', '.join(parts)} (mọi năm, mọi quý)." if parts else f"{begin}: chưa ghi nhận gì mới."


def _others(rows: pd.DataFrame) -> str:
    """The rows of `changes` about points and movements: of which period how many, and of which movement."""
    found = Counter(
        (row.kind, row.id.partition("/")[0])
        for row in session.each(rows)
        if row.kind in ("score", "movement")
    )
    if not found:
        return ""
    movements = names.of("movements")
    lines = [
        f"{_about(kind, thing, movements)}: {words.number(count)} {_HAPPENED[kind]}"
        for (kind, thing), count in found.most_common()
    ]
    return markup.block("Điểm và phong trào", markup.listed(lines, _FIRST))


def _about(kind: str, thing: str, movements: dict[str, str]) -> str:
    if kind == "score":
        return markup.a(filters.link("rankings", period=thing), words.period(thing))
    return markup.a(filters.link("movements", movement=thing), movements.get(thing, thing))
