"""Which report, on which period, level or meeting: what the address of *Báo cáo* asks for, and what the screen and the
command take where nothing is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from emulation import periods
from emulation.commune import LEVEL
from emulation.reports.contents import council
from emulation.reports.kind import Kind
from emulation.reports.kinds import KINDS
from emulation.reports.request import Request, usual_period
from emulation.schema import LEVELS
from emulation.scope import Scope

FIRST = next(iter(KINDS.values()))
"""The report shown where the address names none."""
ON = "on"
"""The parameter that holds a report's period."""
NONE = "-"
"""The `meeting` of a proposal on a level alone; the `level` of one on all that a meeting had before it."""


@dataclass(frozen=True)
class Asked:
    """What is chosen; "" for a choice that the kind has not. The names are those in the address.

    `period`: `2026-Q3`, a year; of ranks any scoring period; in the address it is `on`, since the filter has a `period`.
    `letter`: of several documents the one to look at, by its file's name.
    """

    report: str
    period: str = ""
    level: str = ""
    meeting: str = ""
    letter: str = ""

    @property
    def params(self) -> dict[str, str]:
        """The parameters that ask for this again."""
        return {ON if name == "period" else name: value for name, value in asdict(self).items() if value}

    def request(self, filtered: Scope, ranked: Collection[str] = ()) -> Request:
        """The report, with the day and the places of the filter. `ranked`: the periods that have ranks on that day."""
        return Request.of(
            KINDS[self.report],
            filtered.as_of,
            year=filtered.year,
            period=self.period,
            ranked=ranked,
            level=self.level.removeprefix(NONE),
            meeting=self.meeting.removeprefix(NONE),
            blocs=filtered.blocs,
            units=filtered.units,
        )


@dataclass(frozen=True)
class Offered:
    """What there is to choose from, in the order to be offered; nothing for a choice that the kind has not."""

    periods: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()


def read(
    params: Mapping[str, str],
    filtered: Scope,
    years: Iterable[int],
    meetings: Sequence[Any],
    levels: Sequence[str] = LEVELS,
    ranked: Sequence[str] = (),
    concluding: Collection[str] = (),
) -> tuple[Asked, Offered, tuple[str, ...]]:
    """What is asked for, what could be, and a sentence for everything that cannot be had.

    `filtered`: what the filter says, which the usual period follows. `years`: those that the data know.
    `meetings`: the rows of `meetings.csv`. `levels`: the commune's words for LEVELS; another word of one asks for it too.
    `ranked`: the periods that have ranks on the filter's day; `concluding`: the meetings that had concluded something by it.
    """
    own = {LEVEL.value_of(word): word for word in levels}
    params = {
        name: own.get(LEVEL.value_of(asked), asked) if name == "level" else asked
        for name, asked in params.items()
    }
    refused: list[str] = []

    def choice(name: str, what: str, offered: Sequence[str], usual: str) -> str:
        asked = params.get(name, "")
        if asked and offered and asked not in offered:
            refused.append(f"{kind.title} không có {what} “{asked}”. Hãy chọn trong ô bên dưới.")
        return asked if asked in offered else usual

    named = params.get("report", FIRST.name)
    kind = KINDS.get(named, FIRST)
    if kind.name != named:
        refused.append(f"Không có báo cáo “{named}”. Đang mở {kind.title}.")
    known = {*years, filtered.year, filtered.as_of.year}
    spans = _periods(kind, filtered, known, ranked)
    held = _meetings(kind, meetings, concluding)
    meeting = choice("meeting", "cuộc họp", held, _usual_meeting(held, meetings, filtered.as_of))
    held_on = next((row.held_on for row in meetings if row.meeting_id == meeting), None)
    chosen = params.get("period", "")
    usual = chosen if chosen in spans else usual_period(kind, filtered, known, held_on)
    period = choice(ON, "kỳ", spans, usual)
    offered = _levels(kind, meeting, levels)
    level = choice("level", "cấp", offered, next(iter(offered), ""))
    asked = Asked(kind.name, period, level, meeting, params.get("letter", ""))
    return asked, Offered(spans, offered, held), tuple(refused)


def _periods(kind: Kind, filtered: Scope, years: Collection[int], ranked: Iterable[str]) -> tuple[str, ...]:
    """The periods that a kind can cover, latest first; a year before its quarters."""
    if kind.on == "scoring period":
        return periods.offered({*ranked, filtered.period}, years, filtered.as_of)
    found: list[str] = []
    for year in sorted(years, reverse=True):
        found += [str(year)] if kind.has_years else []
        found += [f"{year}-Q{quarter}" for quarter in (4, 3, 2, 1)] if kind.has_quarters else []
    return tuple(found)


def _meetings(kind: Kind, meetings: Sequence[Any], concluding: Collection[str]) -> tuple[str, ...]:
    """The Council's meetings, or those that concluded something, latest first; before them NONE, where a report can do
    without a meeting."""
    if "meeting" not in kind.about:
        return ()
    rows = sorted(meetings, key=lambda row: row.held_on, reverse=True)
    return (
        *([NONE] if "level" in kind.about else []),
        *(
            row.meeting_id
            for row in rows
            if (row.meeting_id in concluding if kind.of_conclusions else row.kind == council.KIND)
        ),
    )


def _usual_meeting(offered: Sequence[str], meetings: Sequence[Any], day: date) -> str:
    """No meeting where that is offered; else the last one held, or the next one if none was held yet."""
    if not offered or offered[0] == NONE:
        return next(iter(offered), "")
    held_on = {row.meeting_id: row.held_on for row in meetings}
    return next((each for each in offered if held_on[each] <= day), offered[-1])


def _levels(kind: Kind, meeting: str, levels: Sequence[str]) -> tuple[str, ...]:
    if "level" not in kind.about:
        return ()
    return tuple(levels) if meeting == NONE else (NONE, *levels)
