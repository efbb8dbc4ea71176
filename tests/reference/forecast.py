"""What will be late, worked out case by case: see `queries/staging/13_forecast.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import mean, median
from typing import Any

from .moment import HELPER, LEAD, Dossier, Moment
from .reading import Row
from .scores import OTHER_LEVELS

FEWEST = 10
"""Below so many cases nothing is expected."""
TRIED_AHEAD = 15
"""So many days before their last day the past of the units is tried."""
JUDGED = ("Đúng hạn", "Trễ hạn", "Quá hạn")
OPEN = ("Sắp đến hạn", "Chưa đến hạn")


@dataclass(frozen=True)
class Expected:
    cases: int
    late: int
    rests_on: str
    expected_on: date


@dataclass(frozen=True)
class Stay:
    """One unbroken stay at a stage; `ended_on`: when it went on or was settled, the day itself while it is there."""

    stage: str
    began_on: date
    ended_on: date


def stays(moment: Moment, dossier: Dossier) -> list[Stay]:
    """The stays of a dossier until it was settled: before its first event it is at Tiếp nhận."""
    end = dossier.judged_on or moment.day
    events = [e for e in events_of(moment, dossier) if dossier.judged_on is None or e["occurred_on"] < end]
    begins: list[tuple[str, date]] = []
    for place, event in enumerate(events):
        if place == 0 or events[place - 1]["stage"] != event["stage"]:
            begins.append((event["stage"], event["occurred_on"]))
    if not events or dossier.row["received_on"] < events[0]["occurred_on"]:
        begins.insert(0, ("Tiếp nhận", dossier.row["received_on"]))
    ends = [day for _, day in begins[1:]] + [end]
    return [Stay(stage, began, ended) for (stage, began), ended in zip(begins, ends, strict=True)]


def events_of(moment: Moment, dossier: Dossier) -> list[Row]:
    return moment.logs["dossier_events"].get((dossier.row["dossier_id"],), [])


def waited(moment: Moment, dossier: Dossier, since: date) -> int:
    """The working days from a day on for which a dossier waited for its unit before it was settled."""
    end = dossier.judged_on or moment.day
    days = [e["occurred_on"] for e in events_of(moment, dossier)] + [end]
    return sum(
        moment.calendar.between(event["occurred_on"], min(days[place + 1], end))
        for place, event in enumerate(events_of(moment, dossier))
        if event["stage"] == "Yêu cầu bổ sung" and since <= event["occurred_on"] < end
    )


def of_dossiers(moment: Moment, fewest: int = FEWEST) -> dict[str, Expected]:
    found = {}
    for asked in moment.dossiers:
        clock_stands = asked.stage == "Yêu cầu bổ sung" and asked.row["due_on"] is None
        if (
            asked.timeliness in OPEN
            and asked.judged_on is None
            and asked.working_days_left
            and not clock_stands
        ):
            expected = _of_dossier(moment, asked, fewest)
            if expected:
                found[asked.row["dossier_id"]] = expected
    return found  # fmt: skip


def _of_dossier(moment: Moment, asked: Dossier, fewest: int) -> Expected | None:
    between, left = moment.calendar.between, asked.working_days_left
    assert left is not None
    elapsed = between(asked.stage_since, moment.day)
    cases: list[tuple[Dossier, int, bool]] = []
    for case in moment.dossiers:
        end = case.judged_on or moment.day
        for stay in stays(moment, case):
            if stay.stage == asked.stage and between(stay.began_on, stay.ended_on) > elapsed:
                needed = between(stay.began_on, end)
                counted = needed if asked.row["due_on"] else needed - waited(moment, case, stay.began_on)
                late = counted - elapsed > left
                if case.judged_on or late:
                    cases.append((case, needed - elapsed, late))
                break
    award = asked.row["award_id"]
    level = _level(moment, award)
    of_award = [each for each in cases if each[0].row["award_id"] == award]
    of_level = [each for each in cases if _level(moment, each[0].row["award_id"]) == level]
    for rests_on, chosen in (("danh hiệu", of_award), ("cấp", of_level), ("mọi hồ sơ", cases)):
        if len(chosen) >= fewest:
            days = ceil(median(needed for _, needed, _ in chosen))
            late_ones = sum(late for *_, late in chosen)
            return Expected(len(chosen), late_ones, rests_on, moment.calendar.add(moment.day, days))
    return None


def _level(moment: Moment, award: str) -> str | None:
    level = moment.awards[award]["level"]
    return OTHER_LEVELS.get(level or "", level)


@dataclass(frozen=True)
class Part:
    """A part that its unit finishes itself. `existed_on`: since when there is the task."""

    task: str
    unit: str
    leads: bool
    status: str
    last_day: date
    completed_on: date | None
    timeliness: str | None
    existed_on: date

    def is_open(self, day: date) -> bool:
        return self.existed_on <= day and (self.completed_on is None or self.completed_on > day)


def parts(moment: Moment) -> list[Part]:
    found = []
    for task in moment.tasks.values():
        rows = [] if moment.by_dossiers(task) else moment.assignments_of(task)
        led = any(row["role"] == LEAD for row in rows)
        for row in rows:
            recorded = moment.logs["progress"].get((row["task_id"], row["unit_id"]))
            if row["role"] == HELPER and led and not recorded:
                continue
            standing = moment.assignment(row)
            held_on = moment.meetings[task["meeting_id"]]["held_on"] if task["meeting_id"] else date.min
            found.append(
                Part(
                    row["task_id"],
                    row["unit_id"],
                    row["role"] == LEAD or not led,
                    standing.status,
                    moment.calendar.last_day(standing.due_on),
                    standing.completed_on,
                    standing.timeliness,
                    held_on,
                )
            )
    return found


def cases(moment: Moment) -> list[Part]:
    return [p for p in parts(moment) if p.timeliness in JUDGED and p.last_day < moment.day]


def is_worth(moment: Moment, fewest: int = FEWEST) -> bool:
    """Whether the past of the unit foretold the parts that are over better than that of all units."""
    tried = [p for p in cases(moment) if p.completed_on is None or _ahead(p) < TRIED_AHEAD]
    errors: list[tuple[float, float]] = []
    for part in tried:
        known = [p for p in tried if p.last_day < part.last_day - timedelta(days=TRIED_AHEAD)]
        own = [p.timeliness != "Đúng hạn" for p in known if p.unit == part.unit]
        if len(own) >= fewest:
            came = part.timeliness != "Đúng hạn"
            by_all = mean(p.timeliness != "Đúng hạn" for p in known)
            errors.append(((mean(own) - came) ** 2, (by_all - came) ** 2))
    return len(errors) >= fewest and mean(e for e, _ in errors) < mean(e for _, e in errors)


def _ahead(part: Part) -> int:
    assert part.completed_on
    return (part.last_day - part.completed_on).days


def of_tasks(moment: Moment, fewest: int = FEWEST) -> dict[tuple[str, str | None], tuple[str, Expected]]:
    """(task, unit; None: the task's own) → whose past it is, and what is expected."""
    found: dict[tuple[str, str | None], tuple[str, Expected]] = {}
    if not is_worth(moment, fewest):
        return found
    for part in parts(moment):
        if part.timeliness in OPEN and part.last_day > moment.day:
            expected = _of_part(moment, part.unit, part.last_day, fewest)
            if expected:
                found[part.task, part.unit] = part.unit, expected
        standing = moment.task(moment.tasks[part.task])
        last_day = moment.calendar.last_day(standing.due_on)
        done = part.status in ("Hoàn thành", "Không phát sinh")
        if standing.timeliness in OPEN and last_day > moment.day and part.leads and not done:
            expected = _of_part(moment, part.unit, last_day, fewest)
            known: Any = found.get((part.task, None))
            if expected and (known is None or _share(expected) > _share(known[1])):
                found[part.task, None] = part.unit, expected
    return found


def _share(expected: Expected) -> float:
    return expected.late / expected.cases


def _of_part(moment: Moment, unit: str, last_day: date, fewest: int) -> Expected | None:
    ahead = last_day - moment.day
    chosen = [p for p in cases(moment) if p.unit == unit and p.is_open(p.last_day - ahead)]
    if len(chosen) < fewest:
        return None
    days = ceil(median(((p.completed_on or moment.day) - p.last_day).days for p in chosen))
    late = sum(p.timeliness != "Đúng hạn" for p in chosen)
    expected_on = moment.calendar.last_day(last_day + timedelta(days=days))
    return Expected(len(chosen), late, "đơn vị", expected_on)
