"""Slides of what the meetings concluded: the last one, and behind that the meetings before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.parts.tasks import conclusions_say, meeting_on
from emulation.ui.show.capped import with_all
from emulation.ui.show.moment import Moment
from emulation.ui.show.plan import SOURCE, STATE_SHARE, task_row
from emulation.ui.show.slide import Row, Slide, SlideColumn, Table

_STATE = SlideColumn("Trạng thái", STATE_SHARE)
_LAST = (SlideColumn("Kết luận", 0.34), SlideColumn("Chủ trì", 0.2), _STATE, SlideColumn("Hạn", 0.21))
_EARLIER = (
    SlideColumn("Kết luận", 0.32),
    SlideColumn("Cuộc họp, chủ trì", 0.22),
    _STATE,
    SlideColumn("Hạn", 0.21),
)


def latest(moment: Moment) -> Iterator[Slide]:
    """What the last meeting that concluded anything wants done, who leads it and how it stands."""
    rows = moment.ask("meeting_conclusions")
    if rows.empty:
        return
    last = rows[rows["held_on"] == rows["held_on"].iloc[0]]
    yield from with_all(_slide(moment, "conclusions", f"Kết luận {_meetings(last)}", last, _LAST), "kết luận")


def earlier(moment: Moment) -> Iterator[Slide]:
    """What the meetings before it concluded, the latest first."""
    rows = moment.ask("meeting_conclusions")
    if rows.empty:
        return
    before = rows[rows["held_on"] != rows["held_on"].iloc[0]]
    if len(before):
        yield _slide(moment, "concluded", "Kết luận các cuộc họp trước", before, _EARLIER)


def _slide(
    moment: Moment, section: str, kicker: str, rows: pd.DataFrame, columns: tuple[SlideColumn, ...]
) -> Slide:
    with_meeting = columns is _EARLIER
    return Slide(
        section,
        section,
        kicker,
        moment.titled(conclusions_say(rows)),
        Table(columns, tuple(_conclusion(row, with_meeting) for row in rows.to_dict("records"))),
        f"{SOURCE}, lịch họp",
        "Không kể năm và quý."
        + (" Trạng thái là của cả nhiệm vụ, không riêng đơn vị được chọn." if moment.scope.filtered else ""),
    )


def _meetings(rows: pd.DataFrame) -> str:
    """The meeting, or the meetings of one day, that concluded them."""
    first = rows.to_dict("records")[0]
    if rows["meeting_id"].nunique() > 1:
        return f"các cuộc họp ngày {words.day(first['held_on'])}"
    on = meeting_on(first)
    return f"{on[0].lower()}{on[1:]}"


def _conclusion(row: Mapping[Any, Any], with_meeting: bool) -> Row:
    what, units, state, due = task_row({**row, "units": row["leads"], "role": None})
    return what, f"{meeting_on(row)}; {units}" if with_meeting else units, state, due
