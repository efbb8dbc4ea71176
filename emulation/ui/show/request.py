"""What the address of a show asks for: its meeting, its parts in their order, and how it is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from emulation.ui.show.moment import Meeting

SHORTEST, LONGEST = 5, 600
"""Seconds a slide may stay when the show goes on by itself."""


@dataclass(frozen=True)
class Request:
    """`sections`: in their order. `every`: seconds a slide stays when the show goes on by itself, 0 = it does not.

    `hold`: ranks that are not final are held back. `back`: the screen that Esc returns to, by its url path.
    """

    sections: tuple[str, ...]
    meeting: Meeting | None = None
    hold: bool = False
    dark: bool = False
    every: int = 0
    back: str = ""


def read(
    params: Mapping[str, str], known: Collection[str], meetings: pd.DataFrame, screens: Collection[str]
) -> tuple[Request, tuple[str, ...]]:
    """The request, and a sentence for everything that the address asks for and cannot have.

    `params`: `meeting`, `slides` (ids of sections between commas; none: all that are `known`), `hold`, `theme`,
    `every`, `back` (one of the `screens`).
    """
    refused: list[str] = []
    asked = [name for name in params.get("slides", "").split(",") if name]
    strange = [name for name in asked if name not in known]
    if strange:
        refused.append(f"Không có phần trình chiếu “{', '.join(strange)}”. Các phần còn lại vẫn chiếu.")
    sections = tuple(dict.fromkeys(name for name in asked if name in known)) or tuple(known)
    meeting = _meeting(params.get("meeting", ""), meetings, refused)
    every = params.get("every", "")
    if every and not (every.isdecimal() and SHORTEST <= int(every) <= LONGEST):
        refused.append(f"Thời gian chuyển trang phải từ {SHORTEST} đến {LONGEST} giây, không phải “{every}”.")
        every = ""
    back = params.get("back", "")
    return Request(
        sections,
        meeting,
        hold=params.get("hold") == "1",
        dark=params.get("theme") == "dark",
        every=int(every or 0),
        back=back if back in screens else "",
    ), tuple(refused)


def as_of(meeting: Meeting | None, default: date) -> date:
    """The day of a meeting's figures: its own, or for one to come the day on which the data stand."""
    return min(meeting.held_on, default) if meeting else default


def _meeting(asked: str, meetings: pd.DataFrame, refused: list[str]) -> Meeting | None:
    if not asked:
        return None
    found = meetings[meetings["meeting_id"] == asked].to_dict("records")
    if not found:
        refused.append(f"Không có cuộc họp “{asked}” trong meetings.csv. Đang chiếu không theo cuộc họp nào.")
        return None
    row = found[0]
    return Meeting(asked, row["held_on"], row["kind"], row["title"], row["place"] or "")
