"""Where a number is said: the edition, the scope and the screen; and what the contract's queries answer there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from emulation import words
from emulation.commune import Commune, commune_of
from emulation.scope import Scope
from emulation.warehouse import CONTRACT, Warehouse
from tests.reference.workdays import Calendar

_NAMED = {  # table or query of names -> what of it stands on screens as a name
    "units": ("name", "short_name"),
    "unit_names": ("unit_name", "full_name"),
    "blocs": ("name",),
    "bloc_names": ("bloc_name",),
    "tasks": ("title", "short_title", "clause"),
    "task_names": ("title", "full_title"),
    "awards": ("name",),
    "award_names": ("award_name",),
    "movements": ("name",),
    "movement_names": ("movement_name",),
}
_NUMBERED = {  # the same, where it is no name for a rule, but may hold a digit
    "movements": ("document_no",),
    "movement_results": ("indicator", "measure"),
    "meetings": ("title", "place"),
    "dossiers": ("nominee_name",),
    "criteria": ("name", "group"),
    "criterion_names": ("criterion_name",),
    "plan": ("number", "title", "notice"),
}
_FIRST_TOKEN, _LAST_TOKEN = 0xE000, 0xF8FF
NAME = f"[{chr(_FIRST_TOKEN)}-{chr(_LAST_TOKEN)}]"
"""What stands for a name in a masked line, as a pattern."""
_CALM = ("Chưa đến hạn", None)


class Edition:
    """A folder's data, its names, its calendar; shared by all its places."""

    def __init__(self, data: Warehouse) -> None:
        self.data = data
        self.answers: dict[Any, list[Any]] = {}
        rows = data.rows_of("select day, kind from days_off")
        self._calendar = Calendar([{"day": day, "kind": kind} for day, kind in rows])
        self._last_days: dict[date, date] = {}
        self._handed_up: dict[str, date] | None = None
        self._called: dict[str, dict[str, set[str]]] = {}

    def last_day(self, due_on: date) -> date:
        """The last day on which what is due then is in time, by the reference's calendar."""
        if due_on not in self._last_days:
            self._last_days[due_on] = self._calendar.last_day(due_on)
        return self._last_days[due_on]

    def handed_up(self, dossier: str, as_of: date) -> bool:
        """Whether a dossier was ever with the higher level by that day."""
        if self._handed_up is None:
            rows = self.data.rows_of(
                "select dossier_id, min(occurred_on) from dossier_events where stage = 'Trình cấp trên' group by all"
            )
            self._handed_up = dict(rows)
        first = self._handed_up.get(dossier)
        return first is not None and first <= as_of

    @cached_property
    def names(self) -> list[str]:
        """Every name of the data that holds a digit or may, the longest first."""
        found = {name for name in self._texts(_NAMED) if len(name) > 1}
        found |= {name for name in self._texts(_NUMBERED) if re.search(r"\d", name)}
        found |= {f"({meeting})" for meeting in self.data.table("meetings")["meeting_id"]}
        return sorted(found, key=len, reverse=True)[: _LAST_TOKEN - _FIRST_TOKEN]

    def _texts(self, sources: Mapping[str, Sequence[str]]) -> Iterator[str]:
        scope = Scope.at(self.data.default_as_of)
        for source, columns in sources.items():
            named = source.endswith("_names")
            frame = self.data.ask(source, scope) if named else self.data.table(source)
            for column in columns:
                yield from map(str, frame[column].dropna())

    def called(self, table: str) -> dict[str, set[str]]:
        """Id → what a unit, bloc, award or movement may be called; where several are alike only what tells them apart."""
        if table not in self._called:
            one = table.removesuffix("s")
            shown = self.data.ask(f"{one}_names", Scope.at(self.data.default_as_of))
            names = [name for name in shown.columns if name in ("full_name", f"{one}_name")]
            self._called[table] = {
                row[f"{one}_id"]: {row[name] for name in names} for row in shown.to_dict("records")
            }
        return self._called[table]

    def mask(self, text: str) -> str:
        """The text with a letter of its own in place of each name, so that a digit in a name is no number."""
        for place, name in enumerate(self.names):
            if name in text:
                text = re.sub(rf"(?<![^\W\d_]){re.escape(name)}(?!\d)", chr(_FIRST_TOKEN + place), text)
        return text

    def unmask(self, text: str) -> str:
        return re.sub(NAME, lambda found: self.names[ord(found[0]) - _FIRST_TOKEN], text)


class Place:
    """One screen or show at one scope. `compare`: what the address compares with."""

    def __init__(self, edition: Edition, scope: Scope, screen: str, compare: str = "meeting") -> None:
        self.edition, self.data, self.scope, self.screen = edition, edition.data, scope, screen
        self.compare = compare

    def ask(self, query: str, **changes: Any) -> list[Any]:
        """The rows of a query of the contract for the scope, or for another."""
        assert query in CONTRACT
        scope = self.scope.but(**changes)
        if (query, scope) not in self.edition.answers:
            columns, rows = self.data.answer(query, scope)
            self.edition.answers[query, scope] = [
                SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in rows
            ]
        return self.edition.answers[query, scope]

    @cached_property
    def forecast(self) -> list[Any]:
        """What is expected, which is no figure of the contract (`tests/queries/test_forecast.py`)."""
        columns, rows = self.data.answer("forecast", self.scope)
        found = [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in rows]
        whole = not self.scope.filtered
        return [row for row in found if row.kind == "dossier" or not whole or row.unit_id is None]

    @cached_property
    def since(self) -> date | None:
        """The day that is compared with: by default that of the Council's last meeting."""
        day = self.scope.as_of
        if self.compare == "quarter":
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
        if self.compare == "year":
            return date(day.year - 1, day.month, min(day.day, 28 if day.month == 2 else 31))
        met = self.data.ask("last_council_meeting", self.scope)["held_on"]
        return met[0] if len(met) else None

    @cached_property
    def then(self) -> Place | None:
        """The same place on the day that is compared with; None where there was no meeting."""
        if self.since is None:
            return None
        years = 1 if self.compare == "year" else 0
        scope = self.scope.but(as_of=self.since, year=self.scope.year - years)
        return Place(self.edition, scope, self.screen)

    @cached_property
    def ago(self) -> Place:
        """The same place a year earlier."""
        then = Place(self.edition, self.scope, self.screen, "year").then
        assert then
        return then

    @cached_property
    def has_plan(self) -> bool:
        """Whether anything of the year's tasks was recorded by the day: without that nothing is known of them."""
        tasks = f"select task_id from tasks where year = {self.scope.year}"
        of_dossiers = f"{tasks} and measured_by = 'hồ sơ'"
        return bool(
            self.data.rows_of(
                f"from progress where recorded_on <= date '{self.scope.as_of}' and task_id in ({tasks})"
            )
            or (
                self.data.rows_of(of_dossiers)
                and self.data.rows_of(
                    f"from dossiers where received_on <= date '{self.scope.as_of}' and year(received_on) = {self.scope.year}"
                )
            )
        )

    @cached_property
    def first_dossier(self) -> date | None:
        """When the first dossier was received of which the data know on the day."""
        ((day,),) = self.data.rows_of(
            f"select min(received_on) from dossiers where received_on <= date '{self.scope.as_of}'"
        )
        return day

    @cached_property
    def commune(self) -> Commune:
        """The commune's own words."""
        return commune_of(lambda name: self.data.table(name).itertuples(index=False), self.scope.year)

    @property
    def thing(self) -> str:
        """What is counted of the plan."""
        return "phần việc" if self.scope.filtered else "nhiệm vụ"

    @cached_property
    def counts(self) -> SimpleNamespace:
        """The sums of `quarterly_progress`."""
        return summed(self.ask("quarterly_progress"))

    def of_quarter(self, quarter: int) -> SimpleNamespace:
        return summed([row for row in self.ask("quarterly_progress") if row.quarter == quarter])

    @cached_property
    def things(self) -> list[Any]:
        """The tasks, or with a filter the parts of them, that are counted."""
        return self.ask("tasks")

    @cached_property
    def parts(self) -> list[Any]:
        """The parts of the chosen units, or of all."""
        return self.parts_in()

    def parts_in(self, **changes: Any) -> list[Any]:
        scope = self.scope.but(**changes)
        if scope.filtered:
            return self.ask("tasks", **changes)
        units = tuple(row.unit_id for row in self.ask("unit_progress", **changes))
        return self.ask("tasks", units=units, **changes) if units else []

    @cached_property
    def late_parts(self) -> list[Any]:
        return [row for row in self.parts if row.timeliness == "Quá hạn"]

    @cached_property
    def pending(self) -> list[Any]:
        return self.ask("pending_dossiers")

    def at_stage(self, stage: str) -> list[Any]:
        return [row for row in self.pending if row.stage == stage]

    def days(self, row: Any) -> int | None:
        """Calendar days past the last day on which a thing that is not done is in time; negative: to go."""
        return None if row.due_on is None else (self.scope.as_of - self.edition.last_day(row.due_on)).days

    def lateness(self, row: Any) -> int:
        """The calendar days that a task, a part or a dossier is late; negative: to go."""
        if row.timeliness == "Quá hạn" and hasattr(row, "days_late"):
            return row.days_late  # of a task that is late by its dossiers: theirs
        days = self.days(row)
        assert days is not None
        return days

    def name(self, table: str, key: str) -> set[str]:
        """What a unit, bloc, award or movement may be called."""
        return self.edition.called(table)[key]

    def key(self, table: str, token: str) -> str:
        """The id of the unit, bloc, award or movement for whose name a masked line has this letter."""
        name = self.edition.unmask(token)
        (found,) = (key for key, names in self.edition.called(table).items() if name in names)
        return found


def late(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row.timeliness == "Quá hạn"]


def state(row: Any) -> str:
    """The one word under which a task or a part is shown."""
    return row.status if row.timeliness in _CALM or row.status == "Không phát sinh" else row.timeliness


def states(rows: list[Any]) -> Counter[str]:
    return Counter(map(state, rows))


def summed(rows: list[Any]) -> SimpleNamespace:
    """The counts of rows of `quarterly_progress` together, and what follows from them."""
    names = ("tasks", "done_on_time", "done_late", "in_progress", "not_started", "not_arising", "overdue")
    found = {name: sum(getattr(row, name) for row in rows) for name in (*names, "due_soon")}
    done, arising = found["done_on_time"] + found["done_late"], found["tasks"] - found["not_arising"]
    return SimpleNamespace(**found, done=done, arising=arising)


def number(value: Any) -> str:
    return words.number(value)


def percent(part: int, whole: int) -> str:
    return words.percent(part / whole) if whole else words.MISSING
