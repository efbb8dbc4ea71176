"""Slides of what is to be decided today, a dossier a line: award and unit, never the name of a nominee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.show import dossiers
from emulation.ui.show.capped import with_all
from emulation.ui.show.moment import Moment
from emulation.ui.show.slide import Box, Row, Slide, SlideColumn, Table

_IDS = {"Hội đồng biểu quyết": "vote", "Chủ tịch ký": "sign"}
_PLACES = {"vote": ("Đồng ý", "Không"), "sign": ("Ký",)}
"""Columns for what is decided of each dossier."""


def decisions(moment: Moment) -> Iterator[Slide]:
    """What needs the Council's vote, then what needs the chairman's signature; the most urgent of each first."""
    rows = moment.ask("council_decisions")
    for need, name in _IDS.items():
        of_need = rows[rows["need"] == need]
        if len(of_need):
            yield from with_all(_slide(moment, need, name, of_need), "hồ sơ")


def _slide(moment: Moment, need: str, name: str, rows: pd.DataFrame) -> Slide:
    places = _PLACES[name]
    return Slide(
        "decisions",
        f"decisions-{name}",
        f"Việc cần quyết định hôm nay · bước {rows['stage'].iloc[0]}",
        moment.titled(
            f"{need} {words.number(len(rows))} hồ sơ{_late(len(rows), int(rows['overdue'].sum()))}"
        ),
        Table(
            (
                SlideColumn("Danh hiệu, hình thức", 0.5 - 0.095 * len(places)),
                SlideColumn("Đối tượng", 0.14),
                SlideColumn("Đơn vị", 0.2),
                SlideColumn("Thời hạn†", 0.16),
                *(SlideColumn(place, 0.095) for place in places),
            ),
            tuple(_dossier(row, len(places)) for row in rows.to_dict("records")),
        ),
        dossiers.SOURCE,
        f"Không nêu tên khi chưa có quyết định. {dossiers.ASSUMED}",
    )


def _late(of_all: int, late: int) -> str:
    """How many of them are late: 3 quá hạn; cả 3 quá hạn; không hồ sơ nào quá hạn."""
    if not late:
        return ", không hồ sơ nào quá hạn"
    return f", {'cả ' if late == of_all > 1 else ''}{words.number(late)} quá hạn"


def _dossier(row: Mapping[Any, Any], places: int) -> Row:
    due = "không có hạn" if words.is_missing(row["days_late"]) else words.days_late(row["days_late"])
    who = f"{words.number(row['quantity'])} {row['nominee_kind'].lower()}"
    return row["award_name"], who, row["unit_name"], due, *(Box() for _ in range(places))
