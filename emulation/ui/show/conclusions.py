"""Slides of what the meetings concluded: the last one before this meeting, behind that the others; and this very meeting.

They are read out before everybody: no name of a person whose award is not decided stands in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.parts.tasks import conclusions_say, meeting_on
from emulation.ui.show.capped import with_all
from emulation.ui.show.moment import Moment
from emulation.ui.show.plan import SOURCE, STATE_SHARE, few, task_row
from emulation.ui.show.slide import Row, Slide, SlideColumn, Table

_STATE = SlideColumn("Trạng thái", STATE_SHARE)
_LAST = (SlideColumn("Kết luận", 0.34), SlideColumn("Chủ trì", 0.2), _STATE, SlideColumn("Hạn", 0.21))
_EARLIER = (
    SlideColumn("Kết luận", 0.32),
    SlideColumn("Cuộc họp, chủ trì", 0.22),
    _STATE,
    SlideColumn("Hạn", 0.21),
)


_TODAY = (
    SlideColumn("Kết luận", 0.41),
    SlideColumn("Chủ trì", 0.2),
    SlideColumn("Phối hợp", 0.18),
    SlideColumn("Hạn", 0.21),
)


def latest(moment: Moment) -> Iterator[Slide]:
    """What the last meeting before this one that concluded anything wants done, who leads it and how it stands."""
    last, _, _ = _apart(moment)
    if len(last):
        yield from with_all(
            _slide(moment, "conclusions", f"Kết luận kỳ trước · {_meetings(last)}", last, _LAST), "kết luận"
        )


def earlier(moment: Moment) -> Iterator[Slide]:
    """What the other meetings concluded, the latest first."""
    _, others, _ = _apart(moment)
    if len(others):
        yield _slide(moment, "concluded", "Kết luận các cuộc họp trước đó", others, _EARLIER)


def today(moment: Moment) -> Iterator[Slide]:
    """What this very meeting concludes, as far as it is written down."""
    *_, rows = _apart(moment)
    if rows.empty:
        return
    first = words.day(min(rows["due_on"]))
    slide = Slide(
        "today",
        "today",
        f"Kết luận hôm nay · {_meetings(rows)}",
        moment.titled(f"Hôm nay kết luận {words.number(len(rows))} việc, hạn sớm nhất {first}"),
        Table(_TODAY, tuple(map(_given, rows.to_dict("records")))),
        f"{SOURCE}, lịch họp",
        "Tính đến khi lấy số liệu; kết luận ghi thêm có sau khi bấm R.",
    )
    yield from with_all(slide, "kết luận")


def _apart(moment: Moment) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The conclusions of the last day before this meeting's on which any was made, those of other meetings, and this
    meeting's own: of a meeting that is shown as of another day there are none, and all that is known then came before."""
    rows, meeting = moment.ask("meeting_conclusions"), moment.meeting
    if meeting is None or meeting.held_on != moment.scope.as_of:
        own = pd.Series(False, rows.index)
        before = ~own
    else:
        own, before = rows["meeting_id"] == meeting.id, rows["held_on"] < meeting.held_on
    days = rows["held_on"][before]
    last = before & (rows["held_on"] == (days.iloc[0] if len(days) else None))
    return rows[last], rows[~last & ~own], rows[own]


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
    what, units, state, due = task_row({**_publicly(row), "role": None})
    return what, f"{meeting_on(row)}; {units}" if with_meeting else units, state, due


def _given(row: Mapping[Any, Any]) -> Row:
    """A conclusion as it is given: what it is about, who leads, who helps, until when."""
    what, leads, _, _ = task_row({**_publicly(row), "role": None})
    helpers = few(row["partners"]) if row["partners"] else words.MISSING
    return what, leads, helpers, words.deadline(row["due_on"], row["expires_on"])


def _publicly(row: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return {**row, "title": row["public_title"], "units": row["leads"]}
