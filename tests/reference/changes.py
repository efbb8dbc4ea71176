"""What differs between two moments: “a thing whose value differs between `--since` (default: ever) and D”."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from .moment import Dossier, Moment
from .reading import Row
from .scores import STAGES


def changes(then: Moment, now: Moment) -> list[Row]:
    """By day, kind, id and unit; `changed_on` is the “first day of the present value”."""
    rows = [*task_changes(then, now), *dossier_changes(then, now)]
    rows += [*score_changes(then, now), *movement_changes(then, now)]
    return sorted(rows, key=lambda r: (r["changed_on"], r["kind"], r["id"], r["unit_id"]))


def change(changed_on: date, kind: str, thing: str, unit_id: str, before: Any, after: Any) -> Row:
    return {
        "changed_on": changed_on,
        "kind": kind,
        "id": thing,
        "unit_id": unit_id,
        "before": before,
        "after": after,
    }


def first_day(values: list[tuple[date, Any]]) -> date:
    """The first date from which the last value has held without a break."""
    first, present = values[-1]
    for day, value in reversed(values):
        if value != present:
            break
        first = day
    return first


def task_changes(then: Moment, now: Moment) -> Iterator[Row]:
    """“task: task_id, typed status (no hồ sơ tasks, none that does not exist on D)”; without a row it is Chưa bắt đầu.
    Whether the task existed on `--since` is not asked: what was typed before its meeting stands from its own day.
    """
    for (task_id, unit_id), rows in now.logs["progress"].items():
        task = now.tasks.get(task_id)
        if task is None or now.by_dossiers(task):
            continue
        earlier = then.logs["progress"].get((task_id, unit_id))
        before = earlier[-1]["status"] if earlier else "Chưa bắt đầu"
        after = rows[-1]["status"]
        if before != after:
            changed_on = first_day([(row["recorded_on"], row["status"]) for row in rows])
            yield change(changed_on, "task", task_id, unit_id, before, after)


def dossier_changes(then: Moment, now: Moment) -> Iterator[Row]:
    """“dossier: stage (before empty if not yet received)”."""
    earlier = {d.row["dossier_id"]: d.stage for d in then.dossiers}
    for dossier in now.dossiers:
        dossier_id = dossier.row["dossier_id"]
        before = earlier.get(dossier_id)
        if before != dossier.stage:
            changed_on = first_day(stages_by_day(now, dossier))
            yield change(changed_on, "dossier", dossier_id, dossier.row["unit_id"], before, dossier.stage)


def stages_by_day(now: Moment, dossier: Dossier) -> list[tuple[date, str]]:
    """A dossier is at Tiếp nhận from its reception, also before its first event."""
    events = now.logs["dossier_events"].get((dossier.row["dossier_id"],), [])
    dated = {dossier.row["received_on"]: "Tiếp nhận"}
    dated.update({event["occurred_on"]: event["stage"] for event in events})
    return sorted(dated.items())


def score_changes(then: Moment, now: Moment) -> Iterator[Row]:
    """“score: `PERIOD/criterion_id`, its points”: those of the highest stage, cut at the maximum."""
    maxima = {row["criterion_id"]: row["max_points"] for row in now.tables["criteria"]}
    things: dict[tuple[str, str, str], dict[str, list[Row]]] = {}
    for (period, unit_id, criterion_id, stage), rows in now.logs["scores"].items():
        things.setdefault((period, unit_id, criterion_id), {})[stage] = rows
    for (period, unit_id, criterion_id), stages in things.items():
        maximum = maxima[criterion_id]
        days = sorted({row["recorded_on"] for rows in stages.values() for row in rows})
        values = [(day, points_on(stages, day, maximum)) for day in days]
        before, after = points_on(stages, then.day, maximum), values[-1][1]
        if before != after:
            yield change(first_day(values), "score", f"{period}/{criterion_id}", unit_id, before, after)


def points_on(stages: dict[str, list[Row]], day: date, maximum: Fraction) -> Fraction | None:
    """The points as they stood at the end of a day: “the last row of the highest stage reached, cut”."""
    for stage in reversed(STAGES):
        rows = [row for row in stages.get(stage, []) if row["recorded_on"] <= day]
        if rows:
            return min(rows[-1]["points"], maximum)
    return None


def movement_changes(then: Moment, now: Moment) -> Iterator[Row]:
    """“movement: `movement_id/indicator`, actual”; a movement not yet launched has no value."""
    launched = {row["movement_id"]: row["launched_on"] for row in now.movements}
    already = {row["movement_id"] for row in then.movements}
    for (movement_id, unit_id, indicator), rows in now.logs["movement_results"].items():
        if movement_id not in launched:
            continue
        earlier = then.logs["movement_results"].get((movement_id, unit_id, indicator))
        before = earlier[-1]["actual"] if earlier and movement_id in already else None
        after = rows[-1]["actual"]
        if before != after:
            first = first_day([(row["recorded_on"], row["actual"]) for row in rows])
            changed_on = max(first, launched[movement_id])
            yield change(changed_on, "movement", f"{movement_id}/{indicator}", unit_id, before, after)
