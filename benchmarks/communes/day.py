"""What a generated commune would send up on a day: rows of every table of a package, in the order of its columns, as the
queries of the contract would give them of such a year."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from benchmarks.communes.words import ranks, rate, timeliness, worked, worked_from
from benchmarks.communes.year import CRITERIA, ENDS, Commune, Dossier, Part, Result
from emulation.schema import DOSSIER_STAGES, SCORING_STAGES

BANDS = (("Xuất sắc", 95), ("Tốt", 85), ("Khá", 70), ("Trung bình", 0))
INDICATOR = "Kết quả thực hiện"

Row = tuple[Any, ...]


class State(NamedTuple):
    """How a unit's part, or a task, stands on a day."""

    status: str
    done_on: date | None
    timeliness: str | None
    since: date | None


class Standing(NamedTuple):
    """A dossier's stage on a day, since when, and how it stands to its deadline."""

    dossier: Dossier
    stage: str
    since: date
    timeliness: str | None
    handed_up: bool
    closed: bool

    @property
    def awarded_on(self) -> date | None:
        return self.since if self.stage == ENDS[0] else None


def rows(commune: Commune, day: date) -> dict[str, list[Row]]:
    """Table of `contents.PUBLISHED` → its rows of the day."""
    exists = [not task.held_on or task.held_on <= day for task in commune.sample.tasks]
    parts = {(p.task, p.unit): _state(commune, p, day) for p in commune.parts if exists[p.task]}
    leads: dict[int, int] = {}
    for task, unit in parts:
        leads.setdefault(task, unit)
    tasks = {task: parts[task, unit] for task, unit in leads.items()}
    dossiers = [_standing(dossier, day) for dossier in commune.dossiers if dossier.received_on <= day]
    quarter = _quarter(day)
    units = _unit_ranking(commune, quarter, day)
    return {
        "quarterly_progress": list(_quarters(commune, tasks)),
        "tasks": list(_tasks(commune, tasks, leads, day)),
        "unit_progress": list(_unit_progress(commune, parts)),
        "unit_ranking": units,
        "bloc_ranking": _bloc_ranking(commune, units, parts, dossiers, quarter),
        "pending_dossiers": list(_pending(commune, dossiers, day)),
        "dossier_summary": list(_stages(dossiers)),
        "awards_given": _awards(commune, dossiers),
        "movements": list(_movements(commune, day)),
        "changes": _changes(commune, parts, dossiers, day),
        "conclusions": list(_conclusions(commune, tasks, leads, day)),
        "awards_by_quarter": [
            (number, *row) for number in range(1, 5) for row in _awards(commune, dossiers, number)
        ],
        "settled_dossiers": list(_settled(dossiers, day)),
        "award_names": [
            (award.id, award.name, award.category, award.level) for award in commune.sample.awards
        ],
    }


def _state(commune: Commune, part: Part, day: date) -> State:
    task = commune.sample.tasks[part.task]
    if part.ended_on <= day:
        if part.ending == "Không phát sinh":
            return State(part.ending, None, None, part.ended_on)
        judged = timeliness(task.due_on, task.last, part.ended_on, day)
        return State(part.ending, part.ended_on, judged, part.ended_on)
    begun = part.begun_on <= day
    judged = timeliness(task.due_on, task.last, None, day)
    return State(
        "Đang thực hiện" if begun else "Chưa bắt đầu", None, judged, part.begun_on if begun else None
    )


def _standing(dossier: Dossier, day: date) -> Standing:
    at = bisect_right(dossier.days, day) - 1
    handed_up = dossier.handed_up_on is not None and dossier.handed_up_on <= day
    last = worked_from(dossier.due_on) if dossier.due_on else None
    judged = timeliness(dossier.due_on, last, dossier.settled_on, day)
    stage = dossier.stages[at]
    return Standing(dossier, stage, dossier.days[at], judged, handed_up, stage in ENDS)


def _counts(states: Iterable[State]) -> tuple[Counter[str], Counter[str | None], int]:
    states = list(states)
    return Counter(s.status for s in states), Counter(s.timeliness for s in states), len(states)


def _rates(
    status: Counter[str], judged: Counter[str | None], count: int
) -> tuple[float | None, float | None]:
    on_time = judged["Đúng hạn"]
    return (
        rate(status["Hoàn thành"], count - status["Không phát sinh"]),
        rate(on_time, on_time + judged["Trễ hạn"] + judged["Quá hạn"]),
    )


def _quarters(commune: Commune, tasks: dict[int, State]) -> Iterator[Row]:
    for quarter in range(5):
        status, judged, count = _counts(
            state for number, state in tasks.items() if commune.sample.tasks[number].quarter == quarter
        )
        yield (
            quarter,
            count,
            judged["Đúng hạn"],
            judged["Trễ hạn"],
            status["Đang thực hiện"],
            status["Chưa bắt đầu"],
            status["Không phát sinh"],
            judged["Quá hạn"],
            judged["Sắp đến hạn"],
            *_rates(status, judged, count),
        )


def _late(state: State, last: date, day: date) -> int | None:
    if state.timeliness == "Trễ hạn" and state.done_on:
        return (state.done_on - last).days
    return (day - last).days if state.timeliness == "Quá hạn" else None


def _task(commune: Commune, number: int, state: State, lead: int, day: date) -> Row:
    task = commune.sample.tasks[number]
    return (
        task.title,
        commune.units[lead].id,
        state.status,
        task.due_on,
        state.done_on,
        state.timeliness,
        _late(state, task.last, day),
    )


def _tasks(commune: Commune, tasks: dict[int, State], leads: dict[int, int], day: date) -> Iterator[Row]:
    known = commune.sample.tasks
    for number in sorted(tasks, key=lambda number: (known[number].quarter or 5, number)):
        task = known[number]
        yield task.id, task.clause, task.quarter, *_task(commune, number, tasks[number], leads[number], day)


def _conclusions(
    commune: Commune, tasks: dict[int, State], leads: dict[int, int], day: date
) -> Iterator[Row]:
    known = commune.sample.tasks
    held = [(known[number].held_on or day, number) for number in tasks if known[number].held_on]
    for held_on, number in sorted(held, key=lambda each: (-each[0].toordinal(), each[1])):
        task = known[number]
        yield (
            task.meeting_id,
            held_on,
            task.id,
            task.clause,
            *_task(commune, number, tasks[number], leads[number], day),
        )


def _unit_progress(commune: Commune, parts: dict[tuple[int, int], State]) -> Iterator[Row]:
    of_unit: dict[int, list[State]] = defaultdict(list)
    for (_, unit), state in parts.items():
        of_unit[unit].append(state)
    for number, unit in enumerate(commune.units):
        status, judged, count = _counts(of_unit[number])
        yield (
            *unit,
            count,
            *(judged[word] for word in ("Đúng hạn", "Trễ hạn", "Quá hạn", "Sắp đến hạn")),
            *_rates(status, judged, count),
        )


class Score(NamedTuple):
    total: float
    base: float
    bonus: float
    deduction: float
    stage: str


def _scores(commune: Commune, quarter: int, day: date) -> dict[int, Score]:
    """Unit → its points of a quarter, as far as it has sent any."""
    scored = {}
    for number in range(len(commune.units)):
        marks = commune.marks.get((quarter, number))
        if marks and marks.steps[0] <= day:
            base = sum(marks.points) + 30
            stage = SCORING_STAGES[bisect_right(marks.steps, day) - 1]
            total = base + marks.bonus - marks.deduction
            scored[number] = Score(total, base, marks.bonus, marks.deduction, stage)
    return scored


def _unit_ranking(commune: Commune, quarter: int, day: date) -> list[Row]:
    scored = _scores(commune, quarter, day)
    earlier = _scores(commune, quarter - 1, day)
    place = ranks([score.total for score in scored.values()])
    before = ranks([score.total for score in earlier.values()])
    in_bloc = {
        bloc: ranks([s.total for number, s in scored.items() if commune.units[number].bloc == bloc])
        for bloc, _ in commune.blocs
    }
    found: list[Row] = []
    for number, (id, name, bloc) in enumerate(commune.units):
        if not bloc:
            continue
        previous = before[earlier[number].total] if number in earlier else None
        if score := scored.get(number):
            rank = place[score.total]
            band = next(name for name, least in BANDS if score.total >= least)
            change = None if previous is None else previous - rank
            found.append((rank, in_bloc[bloc][score.total], id, name, bloc, *score, band, previous, change))
        else:
            found.append(
                (None, None, id, name, bloc, None, None, None, None, "Chưa chấm", None, previous, None)
            )
    return sorted(found, key=lambda row: row[0] or len(found) + 1)


def _bloc_ranking(
    commune: Commune,
    units: Sequence[Row],
    parts: dict[tuple[int, int], State],
    dossiers: Sequence[Standing],
    quarter: int,
) -> list[Row]:
    totals: dict[str, list[float | None]] = defaultdict(list)
    for row in units:
        totals[row[4]].append(row[5])
    states: dict[str | None, list[State]] = defaultdict(list)
    for (task, unit), state in parts.items():
        if _quarter(commune.sample.tasks[task].due_on) == quarter:
            states[commune.units[unit].bloc].append(state)
    awards: Counter[str | None] = Counter()
    for each in dossiers:
        if each.awarded_on and each.awarded_on.year == commune.year and _quarter(each.awarded_on) == quarter:
            awards[commune.units[each.dossier.unit].bloc] += each.dossier.quantity
    means = {}
    for bloc, _ in commune.blocs:
        scored = [total for total in totals[bloc] if total is not None]
        means[bloc] = rate(sum(scored), len(scored))
    place = ranks([mean for mean in means.values() if mean is not None])
    found = []
    for bloc, name in commune.blocs:
        mean = means[bloc]
        rank = None if mean is None else place[mean]
        scored_members = sum(total is not None for total in totals[bloc])
        rates = _rates(*_counts(states[bloc]))
        found.append((rank, bloc, name, len(totals[bloc]), scored_members, mean, *rates, awards[bloc]))
    return sorted(found, key=lambda row: row[0] or len(found) + 1)


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _pending(commune: Commune, dossiers: Sequence[Standing], day: date) -> Iterator[Row]:
    waiting = [each for each in dossiers if not each.closed]
    waiting.sort(key=lambda each: (each.handed_up, each.dossier.due_on or date.max, each.dossier.received_on))
    for each in waiting:
        dossier = each.dossier
        with_higher_level = each.stage == "Trình cấp trên"
        left = None
        if dossier.due_on and not each.handed_up:
            left = worked(worked_from(dossier.due_on)) - worked(day)
        yield (
            dossier.id,
            dossier.received_on,
            commune.units[dossier.unit].id,
            dossier.kind,
            dossier.nominee if with_higher_level else None,
            dossier.award.id,
            dossier.award.level,
            dossier.type,
            each.stage,
            each.since,
            dossier.due_on,
            each.timeliness,
            left,
            "có" if with_higher_level else "không",
            dossier.quantity,
        )


def _stages(dossiers: Sequence[Standing]) -> Iterator[Row]:
    at: dict[str, list[Standing]] = defaultdict(list)
    for each in dossiers:
        at[each.stage].append(each)
    for stage in DOSSIER_STAGES:
        judged = Counter(each.timeliness for each in at[stage])
        oldest = min((each.dossier.received_on for each in at[stage]), default=None)
        yield stage, len(at[stage]), judged["Quá hạn"], judged["Sắp đến hạn"], oldest


def _awards(commune: Commune, dossiers: Sequence[Standing], quarter: int | None = None) -> list[Row]:
    given: Counter[tuple[str, ...]] = Counter()
    for each in dossiers:
        on = each.awarded_on
        if on and on.year == commune.year and quarter in (None, _quarter(on)):
            one = each.dossier
            given[commune.units[one.unit].id, one.award.id, one.award.level, one.kind, one.type] += (
                one.quantity
            )
    return sorted((*key, count) for key, count in given.items())


def _movements(commune: Commune, day: date) -> Iterator[Row]:
    reached: dict[int, list[float]] = defaultdict(list)
    for result in commune.results:
        reached[result.movement].append(_actual(commune, result, day) / result.target)
    for number, movement in enumerate(commune.sample.movements):
        if movement.launched_on <= day:
            mine = reached[number]
            met = sum(share >= 1 for share in mine)
            yield *movement, len(mine), len(mine), met, rate(sum(mine), len(mine))


def _actual(commune: Commune, result: Result, day: date) -> int:
    """What was reached on the first of the month, when it is reported: it grows evenly until the year ends."""
    launched_on = commune.sample.movements[result.movement].launched_on
    gone = max(0, (day.replace(day=1) - launched_on).days) / (date(commune.year, 12, 31) - launched_on).days
    return round(result.target * result.share * gone)


def _changes(
    commune: Commune, parts: dict[tuple[int, int], State], dossiers: Sequence[Standing], day: date
) -> list[Row]:
    """What is not as it was before the year began; the newest first."""
    units, tasks, found = commune.units, commune.sample.tasks, []
    for (task, unit), state in parts.items():
        if state.since:
            found.append((state.since, "task", tasks[task].id, units[unit].id, "Chưa bắt đầu", state.status))
    for each in dossiers:
        found.append((each.since, "dossier", each.dossier.id, units[each.dossier.unit].id, None, each.stage))
    for (quarter, unit), marks in commune.marks.items():
        if marks.steps[0] <= day:
            for criterion, points in zip(CRITERIA, marks.points, strict=True):
                id = f"{commune.year}-Q{quarter}/{commune.year % 100}-{criterion}"
                found.append((marks.steps[0], "score", id, units[unit].id, None, points))
    for result in commune.results:
        movement = commune.sample.movements[result.movement]
        if movement.launched_on <= day:
            on = max(movement.launched_on, day.replace(day=1))
            id = f"{movement.id}/{INDICATOR}"
            found.append((on, "movement", id, units[result.unit].id, None, _actual(commune, result, day)))
    found.sort(key=lambda row: (-row[0].toordinal(), *row[1:4]))
    return found


def _settled(dossiers: Sequence[Standing], day: date) -> Iterator[Row]:
    for each in dossiers:
        one = each.dossier
        if one.settled_on and one.settled_on <= day and one.settled_on.year == day.year:
            days = worked(one.settled_on) - worked(one.received_on)
            yield (
                one.id,
                one.award.id,
                one.award.level,
                one.received_on,
                one.settled_on,
                days,
                each.timeliness,
            )
