"""Slides of what is to be decided today: counts, titles and units, never the name of a nominee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.show import dossiers, plan
from emulation.ui.show.moment import Moment
from emulation.ui.show.slide import Row, Slide, SlideColumn, Table
from emulation.warehouse import NotAvailable

_DIRECT = "Chỉ đạo"
_IDS = {"Hội đồng biểu quyết": "vote", "Chủ tịch ký": "sign"}
_KICKER = "Việc cần quyết định hôm nay"


def decisions(moment: Moment) -> Iterator[Slide]:
    """What needs the Council's vote, the chairman's signature, or direction; the most urgent of them first."""
    rows = moment.ask("council_decisions")
    needs = list(rows["need"].unique())
    unscored, unread = _unscored(moment)
    if len(unscored) and _DIRECT not in needs:
        needs.append(_DIRECT)
    for need in needs:
        of_need = rows[rows["need"] == need]
        yield _directions(of_need, unscored, unread) if need == _DIRECT else _dossiers(need, of_need)


def _unscored(moment: Moment) -> tuple[pd.DataFrame, str]:
    """The units without a score for the last quarter, and what of it cannot be known."""
    try:
        return moment.ask("missing_scores"), ""
    except NotAvailable as missing:
        return pd.DataFrame(), f"Chưa kể đơn vị chưa chấm điểm: chưa đọc được {', '.join(missing.files)}."


def _dossiers(need: str, rows: pd.DataFrame) -> Slide:
    late = sum(rows["overdue"])
    rest = f", {words.number(late)} quá hạn" if late else ""
    return Slide(
        "decisions",
        f"decisions-{_IDS[need]}",
        _KICKER,
        f"{need} {words.number(sum(rows['things']))} hồ sơ{rest}",
        Table(
            (
                SlideColumn("Danh hiệu, hình thức", 0.36),
                SlideColumn("Đối tượng", 0.19),
                SlideColumn("Đơn vị", 0.24),
                SlideColumn("Hạn gần nhất†", 0.21),
            ),
            tuple(_group(row) for row in rows.to_dict("records")),
        ),
        dossiers.SOURCE,
        f"Không nêu tên khi chưa có quyết định. {dossiers.ASSUMED}",
    )


def _group(row: Mapping[Any, Any]) -> Row:
    kinds = [
        f"{words.number(row[name])} {kind.lower()}"
        for name, kind in dossiers.NOMINEE_COLUMNS.items()
        if row[name]
    ]
    due = "không có hạn" if row["days_late"] is None else words.days_late(row["days_late"])
    late = f"{words.number(row['overdue'])} quá hạn, " if row["overdue"] and row["things"] > 1 else ""
    what = f"{row['what']} ({row['level'][0].lower()}{row['level'][1:]})"
    return what, ", ".join(kinds), plan.few(row["units"]), late + due


def _directions(rows: pd.DataFrame, unscored: pd.DataFrame, unread: str) -> Slide:
    missing = unscored.to_dict("records")
    counts = [f"{words.number(len(rows))} nhiệm vụ quá hạn"] if len(rows) else []
    tasks: list[Row] = [
        (row["what"], plan.few(row["units"]), words.lateness(row["days_late"], row["dossiers_expired_on"]))
        for row in rows.to_dict("records")
    ]
    scores: list[Row] = [
        (f"Chấm điểm {words.period(row['id'])}", _owners(row), "chưa chấm") for row in missing
    ]
    unscored_words = [_missing(row, of_several=len(missing) > 1) for row in missing]
    return Slide(
        "decisions",
        "decisions-tasks",
        _KICKER,
        f"Chỉ đạo, đôn đốc {words.listed([*counts, *unscored_words])}",
        Table(
            (SlideColumn("Việc", 0.48), SlideColumn("Đơn vị đang giữ", 0.28), SlideColumn("Thời hạn", 0.24)),
            (*tasks, *scores),
        ),
        f"{plan.SOURCE}; điểm thi đua",
        unread,
    )


def _missing(row: Mapping[Any, Any], *, of_several: bool) -> str:
    """How many units have not sent their points; of several periods, for which."""
    return f"{row['what']} {words.period(row['id'])}" if of_several else row["what"]


def _owners(row: Mapping[Any, Any]) -> str:
    """The units by name where they are few, else how many, as the query says it."""
    few = row["owner"].count(", ") < plan.MOST_NAMES and len(row["owner"]) <= plan.MOST_LETTERS
    return row["owner"] if few else row["what"]
