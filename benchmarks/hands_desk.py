"""The people of many_hands.py: tabs that fill in the forms of *Ghi nhận* over the wire, and tabs that only watch."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.visitor import Lately, Poll, Screen, Visitor, visiting
from emulation.schema import PROGRESS_STATES, SCORING_STAGES

LOOK_EVERY, CALM = 2.0, 15.0
"""Seconds, as frame.js."""
LATELY = 20.0
"""Seconds within which every screen shows what was saved."""
PRESSES = 12
"""So often somebody presses who is told to look again."""
PERIOD = "2026-Q4"
AGAIN, CONFLICT = "Hãy xem lại rồi bấm Lưu lần nữa", "dữ liệu vừa được người khác sửa ở cùng chỗ"
SAVED, REFUSED, HELD = "Đã lưu lúc", "Chưa lưu được “", "dữ liệu đã đúng như vậy từ trước"
NOTHING = ", for what nobody else touched"
_NAME = re.compile(r"^\$\$.*?ID-[0-9a-f]+-(?:entry_\d+(?:-?[^:]*)?:)?(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has signed in: `units` are those of the role Đơn vị."""

    account: str
    name: str
    cookie: str
    units: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """One report: the cells that its row must have, by label, and what came of it.

    `mark` stands in one of the cells, and in no other row.
    """

    mark: str
    table: str
    by: Person
    cells: Mapping[str, str]
    about: tuple[str, ...]
    outcome: str = ""
    """saved, refused, or given up."""
    seconds: float = 0.0
    """From pressing *Lưu* to the end of the run that confirms it; with each press where it was asked for again."""
    presses: int = 0
    undone: bool = False
    together: bool = False
    """All pressed at this moment."""


@dataclass
class Told:
    """What all of them saw."""

    reports: list[Report] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    shown: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    """Tab → when which edition was on its screen, in the order of time."""
    runs: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Commune:
    """What there is to report: assignments (task, unit), and results (movement, unit, indicator)."""

    url: str
    assignments: Sequence[tuple[str, str]]
    results: Sequence[tuple[str, str, str]]


class Tab:
    """An open screen that follows the data as frame.js does."""

    def __init__(self, name: str, visitor: Visitor, memory: Lately, told: Told) -> None:
        self.name, self.visitor, self.memory, self.told = name, visitor, memory, told

    async def follow(self, poll: Poll, chance: Random) -> None:
        asked, at = "", -CALM
        await asyncio.sleep(chance.uniform(0, LOOK_EVERY))
        while True:
            newest = await poll.edition(self.visitor.edition)
            wait = CALM if self.visitor.at[0] == "entry" else 0
            if newest not in (self.visitor.edition, asked) and time.monotonic() - at >= wait:
                asked, at = newest, time.monotonic()
                self.told.runs.append(self.note(await self.visitor.set()).seconds)
            await asyncio.sleep(LOOK_EVERY)

    def note(self, screen: Screen) -> Screen:
        self.told.errors += screen.errors
        if screen.edition:
            self.told.shown.setdefault(self.name, []).append((time.time(), screen.edition))
        return screen


@asynccontextmanager
async def at_desk(
    commune: Commune, person: Person, name: str, told: Told, chance: Random, path: str, query: str = ""
) -> AsyncIterator[Tab]:
    """A tab at a screen, closed afterwards."""
    memory = Lately()
    async with visiting(commune.url, person.cookie, memory=memory) as visitor:
        tab = Tab(name, visitor, memory, told)
        tab.note(await visitor.open(path, query))
        poll = Poll(commune.url, person.cookie, person.account)
        watching = asyncio.create_task(tab.follow(poll, chance))
        try:
            yield tab
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            poll.close()


@dataclass
class Room:
    """All desks, and when something was last saved about a thing, by which of them (None: by another program)."""

    desks: list[Desk] = field(default_factory=list)
    saved: dict[tuple[str, ...], tuple[float, Desk | None]] = field(default_factory=dict)

    def touch(self, about: tuple[str, ...], by: Desk | None = None) -> None:
        """Something is saved: whoever has the same thing before him may be asked."""
        self.saved[about] = time.monotonic(), by
        for desk in self.desks:
            desk.touched |= desk is not by and desk.open is not None and desk.open.about == about

    def was_touched(self, about: tuple[str, ...], by: Desk) -> bool:
        """Whether another saved about it so lately that a screen may not show it yet."""
        at, who = self.saved.get(about, (-LATELY, by))
        return who is not by and time.monotonic() - at < LATELY


class Desk:
    """Somebody who reports by the forms of *Ghi nhận*."""

    def __init__(
        self,
        commune: Commune,
        person: Person,
        tab: Tab,
        chance: Random,
        numbers: count[int],
        room: Room,
    ) -> None:
        self.commune, self.person, self.tab, self.chance, self._numbers = (
            commune,
            person,
            tab,
            chance,
            numbers,
        )
        self.room = room
        room.desks.append(self)
        self.open: Report | None = None
        """What is filled in and not yet confirmed."""
        self.touched = False
        """Somebody else may have saved about the same thing since it was filled in."""

    # ---- filling in

    async def fill(self, about: tuple[str, ...] = ()) -> Report | None:
        """Open a form and fill it in; None where the form does not offer it. `about`: an assignment."""
        kinds = [self._progress, self._progress, self._progress, self._result, self._score, self._request]
        kind = self.chance.choice(kinds) if self.person.units else self._progress
        report = await (self._progress(about) if about else kind())
        if report is None or self._is_disabled():
            self.tab.told.happened[f"not offered: {kind.__name__[1:]}"] += 1
            return None
        self.open, self.touched = report, self.room.was_touched(report.about, self)
        self.tab.told.reports.append(report)
        self.tab.told.happened[f"filled in: {report.table}"] += 1
        return report

    async def _progress(self, about: tuple[str, ...] = ()) -> Report | None:
        task, unit = about or self.chance.choice(self._own(self.commune.assignments))
        status = self.chance.choice(PROGRESS_STATES[1:3])
        await self._open("tien-do", task=task, unit=unit, status=status)
        mark = self._mark()
        if not self.person.units:
            await self._set(units=json.dumps({"chosen": [unit]}))
        await self._set(evidence=mark)
        cells = {"Mã nhiệm vụ": task, "Mã đơn vị": unit, "Trạng thái": status, "Văn bản, minh chứng": mark}
        return Report(mark, "progress", self.person, cells, (task, unit))

    async def _request(self) -> Report | None:
        task, unit = self.chance.choice(self._own(self.commune.assignments))
        await self._open("xin-gia-han", task=task, unit=unit)
        mark = self._mark()
        if not await self._set(**{"late-why": mark, "late-until": ["2027/03/31"]}):
            return None
        note = f"Đề nghị gia hạn đến 31/03/2027: {mark}"
        cells = {"Mã nhiệm vụ": task, "Mã đơn vị": unit, "Ghi chú": note}
        return Report(mark, "progress", self.person, cells, (task, unit))

    async def _result(self) -> Report | None:
        own = self._own(self.commune.results)
        if not own:
            return None
        movement, unit, indicator = self.chance.choice(own)
        await self._open("phong-trao", movement=movement, unit=unit)
        await self._set(**{f"indicator:{movement}:{unit}": json.dumps({"chosen": [indicator]})})
        actual = str(7_000_000 + next(self._numbers))
        if not await self._set(**{f"actual:{movement}:{unit}:{indicator}": actual}):
            return None
        cells = {"Mã phong trào": movement, "Mã đơn vị": unit, "Chỉ tiêu": indicator, "Thực hiện": actual}
        return Report(actual, "movement_results", self.person, cells, (movement, unit, indicator))

    async def _score(self) -> Report | None:
        unit, stage = self.chance.choice(self.person.units), SCORING_STAGES[0]
        await self._open("tu-cham", unit=unit, period=PERIOD, stage=stage)
        offered = sorted(each for each in self._widgets() if each.startswith("points:"))
        if not offered:
            return None
        field_ = self.chance.choice(offered)
        mark = self._mark()
        points = f"{next(self._numbers) % 17 * 0.25:g}".replace(".", ",")
        await self._set(**{field_: points, "score-note": mark})
        criterion = field_.split(":")[-1]
        cells = {"Kỳ": PERIOD, "Mã đơn vị": unit, "Mã tiêu chí": criterion, "Bước chấm": stage}
        cells |= {"Điểm": points, "Ghi chú": mark}
        return Report(mark, "scores", self.person, cells, (PERIOD, unit))

    def _own(self, things: Sequence[tuple[str, ...]]) -> list[Any]:
        return [each for each in things if not self.person.units or each[1] in self.person.units]

    def _mark(self) -> str:
        return f"ZQH{next(self._numbers):05}Z"

    async def _open(self, form: str, **about: str) -> None:
        """By a link from another screen: a form that is open already keeps what is in it."""
        self.tab.note(await self.tab.visitor.open(""))
        self.tab.note(await self.tab.visitor.open("entry", urlencode({"form": form, **about})))

    async def _set(self, **fields: Any) -> bool:
        """Fill in fields; whether they are there."""
        there = self._widgets()
        if not fields.keys() <= there.keys():
            return False
        self.tab.note(await self.tab.visitor.set(*(_state(there[name], to) for name, to in fields.items())))
        return True

    def _widgets(self) -> dict[str, str]:
        """Name → id of the widgets on the screen."""
        ids = [each.id for each in self.tab.memory.elements() if getattr(each, "id", "")]
        return {found[1]: each for each in ids if (found := _NAME.match(each))}

    def _is_disabled(self) -> bool:
        buttons = [
            each for each in self.tab.memory.elements() if getattr(each, "id", "").endswith("-entry-save")
        ]
        return not buttons or buttons[-1].disabled

    # ---- saving

    async def press(self) -> None:
        """Press *Lưu*, and again as long as one is told to look again."""
        report = self.open
        assert report
        self.room.touch(report.about, self)
        happened, began = self.tab.told.happened, time.perf_counter()
        button = self._widgets()["entry-save"]
        for _ in range(PRESSES):
            report.presses += 1
            self.tab.note(await self.tab.visitor.set(_pressed(button)))
            text = self.tab.memory.text
            if AGAIN in text:
                happened["asked to look again" + self._why()] += 1
                continue
            if CONFLICT in text:
                happened["asked whose stays" + self._why()] += 1
                self.tab.note(await self.tab.visitor.set(_pressed(self._widgets()["theirs"])))
                report.outcome = "refused"
            elif REFUSED in text:
                happened["refused: " + text[text.index(REFUSED) :][:160].split("<")[0]] += 1
                report.outcome = "refused"
            elif HELD in text:
                happened["held already"] += 1
                report.outcome = "refused"
            elif SAVED in text:
                report.outcome = "saved"
            else:
                self.tab.told.errors.append(f"{report}: nothing was said")
            break
        else:
            report.outcome = "refused"
            happened["given up"] += 1
        report.seconds = time.perf_counter() - began
        self.open = None

    def _why(self) -> str:
        return ", for the same thing" if self.touched else NOTHING

    async def undo(self, report: Report) -> None:
        """Take back what was saved last."""
        widgets = self._widgets()
        if report.outcome != "saved" or "undo" not in widgets:
            return
        self.room.touch(report.about, self)
        self.tab.note(await self.tab.visitor.set(_pressed(widgets["undo"])))
        if "Đã lưu lúc" in self.tab.memory.text and "Hoàn tác" in self.tab.memory.text:
            report.undone = True
            self.tab.told.happened["undone"] += 1
        else:
            self.tab.told.happened["not undone"] += 1


def _pressed(button: str) -> WidgetState:
    return WidgetState(id=button, trigger_value=True)


def _state(widget: str, to: Any) -> WidgetState:
    if isinstance(to, list):
        state = WidgetState(id=widget)
        state.string_array_value.data.extend(to)
        return state
    return (
        WidgetState(id=widget, json_value=to)
        if to.startswith("{")
        else WidgetState(id=widget, string_value=to)
    )
