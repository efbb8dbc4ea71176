"""What the address of a show asks for: its meeting, its parts in their order, and how it is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from emulation.periods import is_period
from emulation.ui.show.moment import Meeting

SHORTEST, LONGEST = 5, 600
"""Seconds a slide may stay when the show goes on by itself."""
COUNCIL = "Họp Hội đồng"
NO_MEETING = "-"
"""The `meeting` of an address that wants none, though there is one on its day."""


@dataclass(frozen=True)
class Request:
    """`sections`: in their order. `every`: seconds a slide stays when the show goes on by itself, 0 = it does not.

    `hold`: ranks that are not final are held back; `announced`: for now they are shown all the same. `details`: the
    handout has the details too. `print`: it is printed at once. `back`: the screen that Esc returns to, by its url path.
    `params`: what of the address holds and is to be passed on in a link: not what is for now alone.
    """

    sections: tuple[str, ...]
    meeting: Meeting | None = None
    hold: bool = True
    announced: bool = False
    dark: bool = False
    details: bool = False
    print: bool = False
    every: int = 0
    back: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


def read(
    params: Mapping[str, str],
    known: Collection[str],
    usual: Collection[str],
    meetings: pd.DataFrame,
    screens: Collection[str],
    day: date,
) -> tuple[Request, tuple[str, ...]]:
    """The request, and a sentence for every invalid value in the address.

    `params`: `meeting` (an id or "-"; none: the one held on the `day` of the address, the Council's before others),
    `slides` (ids of `known` sections between commas; none: the `usual` ones), `hold` ("0": not), `announced`, `theme`,
    `every`, `details`, `print`, `back` (one of the `screens`). The `period` of the ranking is the filter's to judge
    (`address.py`): it only holds.
    """
    refused: list[str] = []
    asked = params.get("meeting", "")
    meeting = _meeting(asked, meetings, refused) if asked else _held_on(day, meetings)
    chosen = _sections(params.get("slides", ""), known, usual, refused)
    every = _seconds(params.get("every", ""), refused)
    hold, dark, details = (
        params.get("hold") != "0",
        params.get("theme") == "dark",
        params.get("details") == "1",
    )
    back, period = params.get("back", ""), params.get("period", "").strip().upper()
    if back not in screens:
        refused.append(f"Không có màn hình “{back}” để quay về; phím Esc đưa về Tổng quan.")
    holds = {
        "meeting": asked if asked == NO_MEETING or (asked and meeting) else "",
        "slides": ",".join(chosen),
        "hold": "" if hold else "0",
        "theme": "dark" if dark else "",
        "every": str(every or ""),
        "details": "1" if details else "",
        "period": period if is_period(period) else "",
    }
    return Request(
        chosen or tuple(usual),
        meeting,
        hold=hold,
        announced=params.get("announced") == "1",
        dark=dark,
        details=details,
        print=params.get("print") == "1",
        every=every,
        back=back if back in screens else "",
        params={name: value for name, value in holds.items() if value},
    ), tuple(refused)


def as_of(meeting: Meeting | None, default: date) -> date:
    """The day of a meeting's figures: its own, or for one to come the day on which the data stand."""
    return min(meeting.held_on, default) if meeting else default


def all_meetings(meetings: pd.DataFrame, today: date) -> list[Meeting]:
    """Those to come, the next one first, then those held, the last one first."""
    rows = [_of(row) for row in meetings.to_dict("records")]
    to_come = sorted((each for each in rows if each.held_on >= today), key=lambda each: each.held_on)
    held = sorted(
        (each for each in rows if each.held_on < today), key=lambda each: each.held_on, reverse=True
    )
    return to_come + held


def _sections(
    text: str, known: Collection[str], usual: Collection[str], refused: list[str]
) -> tuple[str, ...]:
    """The known ones that the text names, each once; none where it names none, or the usual ones."""
    asked = [name for each in text.split(",") if (name := each.strip())]
    strange = [name for name in asked if name not in known]
    chosen = tuple(dict.fromkeys(name for name in asked if name in known))
    if strange:
        rest = "Các phần còn lại vẫn chiếu." if chosen else "Đang chiếu các phần mặc định."
        refused.append(f"Không có phần trình chiếu “{', '.join(strange)}”. {rest}")
    return () if chosen == tuple(usual) else chosen


def _seconds(text: str, refused: list[str]) -> int:
    """Whole seconds within the limits, else 0."""
    if not text:
        return 0
    if text.isascii() and text.isdecimal() and SHORTEST <= int(text[:9]) <= LONGEST:
        return int(text)
    refused.append(
        f"Thời gian chuyển trang phải từ {SHORTEST} đến {LONGEST} giây, không phải “{text}”. "
        "Trang không tự chuyển."
    )
    return 0


def _meeting(asked: str, meetings: pd.DataFrame, refused: list[str]) -> Meeting | None:
    if asked == NO_MEETING:
        return None
    for row in meetings.to_dict("records"):
        if row["meeting_id"] == asked:
            return _of(row)
    refused.append(f"Không có cuộc họp “{asked}”. Đang chiếu không theo cuộc họp nào.")
    return None


def _held_on(day: date, meetings: pd.DataFrame) -> Meeting | None:
    rows = [row for row in meetings.to_dict("records") if row["held_on"] == day]
    rows.sort(key=lambda row: row["kind"] != COUNCIL)
    return _of(rows[0]) if rows else None


def _of(row: Mapping[Any, Any]) -> Meeting:
    return Meeting(row["meeting_id"], row["held_on"], row["kind"], row["title"], row["place"] or "")
