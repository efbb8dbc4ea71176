"""The data contract, clause after clause, in plain Python: what `show` must print.

Written from the contract's text alone, so that the SQL can be checked against it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

from .changes import changes
from .moment import Moment, Standing, quarter_dates
from .question import Question
from .reading import Row, read_folder
from .scores import Period, completion_rate, on_time_rate, period_of, previous_period, ranks

Value = str | int | float | None
Answer = list[dict[str, Value]]
DOSSIER_STAGES = (
    "Tiếp nhận",
    "Thẩm định",
    "Yêu cầu bổ sung",
    "Họp Hội đồng",
    "Trình Chủ tịch",
    "Trình cấp trên",
    "Đã khen thưởng",
    "Không đủ điều kiện",
    "Trả lại",
    "Rút hồ sơ",
)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def real(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def count(standings: Sequence[Standing], **wanted: str) -> int:
    return sum(all(getattr(s, name) == value for name, value in wanted.items()) for s in standings)


def quarterly_progress(q: Question) -> Answer:
    """“a quarter, 0–4 (0: whole-year tasks), always all ... overdue and due_soon count what is not done, besides
    its state”."""
    rows: Answer = []
    for quarter in range(5):
        standings = [s for task, _, s in q.counted if (task["quarter"] or 0) == quarter]
        rows.append(
            {
                "quarter": quarter,
                "tasks": len(standings),
                "done_on_time": count(standings, status="Hoàn thành", timeliness="Đúng hạn"),
                "done_late": count(standings, status="Hoàn thành", timeliness="Trễ hạn"),
                "in_progress": count(standings, status="Đang thực hiện"),
                "not_started": count(standings, status="Chưa bắt đầu"),
                "not_arising": count(standings, status="Không phát sinh"),
                "overdue": count(standings, timeliness="Quá hạn"),
                "due_soon": count(standings, timeliness="Sắp đến hạn"),
                "completion_rate": real(completion_rate(standings)),
                "on_time_rate": real(on_time_rate(standings)),
            }
        )
    return rows


def tasks(q: Question) -> Answer:
    """“a task; with a filter a task and unit”."""
    return [
        {
            "task_id": task["task_id"],
            "clause": task["clause"],
            "quarter": task["quarter"] or 0,
            "title": task["title"],
            "unit_id": unit_id,
            **standing(s),
        }
        for task, unit_id, s in q.counted
    ]


def standing(s: Standing) -> dict[str, Value]:
    return {
        "status": s.status,
        "due_on": iso(s.due_on),
        "completed_on": iso(s.completed_on),
        "timeliness": s.timeliness,
        "days_late": s.days_late,
    }


def conclusions(q: Question) -> Answer:
    """“a task with a meeting held ≤ D, whatever the year and quarter; latest meeting first, then the file's order;
    with a filter those in which a chosen unit takes part, their state still the task's”; “unit_id (the Chủ trì
    joined by `;`)”. The file is that of the tasks, as a row is a task."""
    concluded = [
        (q.now.meetings[task["meeting_id"]], task) for task in q.now.tasks.values() if task["meeting_id"]
    ]
    concluded.sort(key=lambda pair: pair[0]["held_on"], reverse=True)
    return [
        {
            "meeting_id": meeting["meeting_id"],
            "held_on": iso(meeting["held_on"]),
            "task_id": task["task_id"],
            "clause": task["clause"],
            "title": task["title"],
            "unit_id": q.leads(task),
            **standing(q.now.task(task)),
        }
        for meeting, task in concluded
        if not q.filtered or any(a["unit_id"] in q.chosen_ids for a in q.now.assignments_of(task))
    ]


def unit_progress(q: Question) -> Answer:
    """“a unit, all”; its assignments to the chosen tasks, in any role."""
    rows: Answer = []
    for unit in q.chosen:
        theirs = [a for task in q.tasks for a in q.now.assignments_of(task)]
        standings = [q.now.assignment(a) for a in theirs if a["unit_id"] == unit["unit_id"]]
        rows.append(
            {
                "unit_id": unit["unit_id"],
                "name": unit["name"],
                "bloc_id": unit["bloc_id"],
                "assigned": len(standings),
                "done_on_time": count(standings, status="Hoàn thành", timeliness="Đúng hạn"),
                "done_late": count(standings, status="Hoàn thành", timeliness="Trễ hạn"),
                "overdue": count(standings, timeliness="Quá hạn"),
                "due_soon": count(standings, timeliness="Sắp đến hạn"),
                "completion_rate": real(completion_rate(standings)),
                "on_time_rate": real(on_time_rate(standings)),
            }
        )
    return rows


def unit_ranking(q: Question) -> Answer:
    """“a unit of a bloc, ranked first”; “ranks ... are always those of the whole”; “`rank_change` = previous −
    present rank, against the previous period of the same kind as of the same D”."""
    period, before = Period(q.now, q.period), Period(q.now, previous_period(q.period))
    rows: Answer = []
    for unit in q.chosen:
        if not unit["bloc_id"]:
            continue
        unit_id = unit["unit_id"]
        score = period.scores.get(unit_id)
        rank, previous = period.commune_ranks.get(unit_id), before.commune_ranks.get(unit_id)
        rows.append(
            {
                "rank": rank,
                "bloc_rank": period.bloc_ranks(unit["bloc_id"]).get(unit_id),
                "unit_id": unit_id,
                "name": unit["name"],
                "bloc_id": unit["bloc_id"],
                "total": real(score.total) if score else None,
                "base": real(score.base) if score else None,
                "bonus": real(score.bonus) if score else None,
                "deduction": real(score.deduction) if score else None,
                "stage": score.stage if score else "Chưa chấm",
                "band": period.band(score.total) if score else None,
                "previous_rank": previous,
                "rank_change": previous - rank if previous and rank else None,
            }
        )
    return ranked_first(rows)


def bloc_ranking(q: Question) -> Answer:
    """“a bloc, all”; “completion_rate, on_time_rate (over its members' assignments due inside the period, also
    after D), awards (the quantity of its members' dossiers that reached Đã khen thưởng inside it, ≤ D)”; “blocs
    rank by” their mean."""
    period = Period(q.now, q.period)
    blocs = q.now.tables["blocs"]
    means = {bloc["bloc_id"]: period.mean_total(bloc["bloc_id"]) for bloc in blocs}
    places = ranks({bloc_id: mean for bloc_id, mean in means.items() if mean is not None})
    rows: Answer = []
    for bloc in blocs:
        bloc_id = bloc["bloc_id"]
        members = period.members(bloc_id)
        if (q.blocs and bloc_id not in q.blocs) or (q.units and not set(q.units) & set(members)):
            continue
        standings = [s for member in members for s in period.standings.get(member, [])]
        rows.append(
            {
                "rank": places.get(bloc_id),
                "bloc_id": bloc_id,
                "name": bloc["name"],
                "members": len(members),
                "scored_members": sum(member in period.scores for member in members),
                "mean_total": real(means[bloc_id]),
                "completion_rate": real(completion_rate(standings)),
                "on_time_rate": real(on_time_rate(standings)),
                "awards": period.awards(members),
            }
        )
    return ranked_first(rows)


def ranked_first(rows: Answer) -> Answer:
    """By rank, then what has none; the file's order within."""
    return sorted(rows, key=lambda row: (row["rank"] is None, row["rank"] or 0))


def pending_dossiers(q: Question) -> Answer:
    """“a pending dossier: by due_on, then those without, then those ever handed up; then received_on, dossier_id”."""
    pending = [d for d in q.now.dossiers if d.pending and d.row["unit_id"] in q.chosen_ids]
    pending.sort(
        key=lambda d: (
            d.handed_up_on is not None,
            d.due_on is None,
            d.due_on or date.max,
            d.row["received_on"],
            d.row["dossier_id"],
        )
    )
    return [
        {
            "dossier_id": d.row["dossier_id"],
            "received_on": iso(d.row["received_on"]),
            "unit_id": d.row["unit_id"],
            "nominee_kind": d.row["nominee_kind"],
            "nominee_name": d.row["nominee_name"],
            "award_id": d.row["award_id"],
            "level": q.now.awards[d.row["award_id"]]["level"],
            "commendation_type": d.row["commendation_type"],
            "stage": d.stage,
            "stage_since": iso(d.stage_since),
            "due_on": iso(d.due_on),
            "timeliness": d.timeliness,
            "working_days_left": d.working_days_left,
            "with_higher_level": "có" if d.with_higher_level else "không",
            "quantity": d.quantity,
        }
        for d in pending
    ]


def dossier_summary(q: Question) -> Answer:
    """“a stage, all ten, over the dossiers of every year”."""
    rows: Answer = []
    for stage in DOSSIER_STAGES:
        there = [d for d in q.now.dossiers if d.stage == stage and d.row["unit_id"] in q.chosen_ids]
        rows.append(
            {
                "stage": stage,
                "dossiers": len(there),
                "overdue": sum(d.timeliness == "Quá hạn" for d in there),
                "due_soon": sum(d.timeliness == "Sắp đến hạn" for d in there),
                "oldest_received_on": iso(min((d.row["received_on"] for d in there), default=None)),
            }
        )
    return rows


def awards_given(q: Question) -> Answer:
    """“a unit, award, kind and type”; “awards (the sum of quantities)”; `--year` and `--quarter` choose “awards by
    the date of Đã khen thưởng (default D's year; 0: none)”."""
    if q.quarter == 0:
        return []
    first, last = quarter_dates(q.year_of_awards, q.quarter)
    counts: dict[tuple[str, str, str, str], int] = {}
    for d in q.now.dossiers:
        if d.row["unit_id"] in q.chosen_ids and d.awarded_on and first <= d.awarded_on <= last:
            row = d.row
            key = (row["unit_id"], row["award_id"], row["nominee_kind"], row["commendation_type"])
            counts[key] = counts.get(key, 0) + d.quantity
    return [
        {
            "unit_id": unit_id,
            "award_id": award_id,
            "level": q.now.awards[award_id]["level"],
            "nominee_kind": nominee_kind,
            "commendation_type": commendation_type,
            "awards": counts[unit_id, award_id, nominee_kind, commendation_type],
        }
        for unit_id, award_id, nominee_kind, commendation_type in sorted(counts)
    ]


def movements(q: Question) -> Answer:
    """“A pair (unit, indicator) with a row counts in `indicators`, its unit in `units`. Of its last row: met =
    actual ≥ target; completion = actual ÷ target, not cut; where lower is better: met = actual ≤ target,
    completion = 2 − actual ÷ target, not below 0. One without target or actual, or with target 0, counts in
    neither. `mean_completion` = plain mean”; “a filter narrows its counts, not the rows”."""
    rows: Answer = []
    for movement in q.now.movements:
        pairs = {
            (unit_id, indicator): log[-1]
            for (movement_id, unit_id, indicator), log in q.now.logs["movement_results"].items()
            if movement_id == movement["movement_id"] and unit_id in q.chosen_ids
        }
        measured = [r for r in pairs.values() if r["actual"] is not None and r["target"]]
        completions = [completion(r) for r in measured]
        mean = sum(completions, Fraction(0)) / len(completions) if completions else None
        rows.append(
            {
                "movement_id": movement["movement_id"],
                "name": movement["name"],
                "launched_by": movement["launched_by"],
                "launched_on": iso(movement["launched_on"]),
                "ends_on": iso(movement["ends_on"]),
                "units": len({unit_id for unit_id, _ in pairs}),
                "indicators": len(pairs),
                "met": sum(met(r) for r in measured),
                "mean_completion": real(mean),
            }
        )
    return rows


def met(row: Row) -> bool:
    lower = row["better"] == "thấp hơn"
    return row["actual"] <= row["target"] if lower else row["actual"] >= row["target"]


def completion(row: Row) -> Fraction:
    share = row["actual"] / row["target"]
    return max(2 - share, Fraction(0)) if row["better"] == "thấp hơn" else share


def changed(q: Question) -> Answer:
    """Which things of the chosen units changed: see `changes`."""
    then = Moment(q.now.tables, min(q.since or date.min, q.now.day))
    return [
        {
            **row,
            "changed_on": iso(row["changed_on"]),
            "before": plain(row["before"]),
            "after": plain(row["after"]),
        }
        for row in changes(then, q.now)
        if row["unit_id"] in q.chosen_ids
    ]


def plain(value: str | Fraction | None) -> Value:
    return float(value) if isinstance(value, Fraction) else value


QUERIES: dict[str, Callable[[Question], Answer]] = {
    "quarterly_progress": quarterly_progress,
    "tasks": tasks,
    "unit_progress": unit_progress,
    "unit_ranking": unit_ranking,
    "bloc_ranking": bloc_ranking,
    "pending_dossiers": pending_dossiers,
    "dossier_summary": dossier_summary,
    "awards_given": awards_given,
    "movements": movements,
    "changes": changed,
    "conclusions": conclusions,
}


def default_day(tables: dict[str, list[Row]]) -> date:
    """“`view_on` of the latest plan that has one, else today in Asia/Ho_Chi_Minh”."""
    plans = [row for row in tables["plan"] if row["view_on"]]
    if plans:
        return max(plans, key=lambda row: row["year"])["view_on"]
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


def answer(
    folder: Path | str,
    query: str,
    *,
    as_of: date | None = None,
    year: int | None = None,
    quarter: int | None = None,
    period: str | None = None,
    blocs: Sequence[str] = (),
    units: Sequence[str] = (),
    since: date | None = None,
) -> Answer:
    """The rows that `show QUERY` prints for a well-formed folder and these options."""
    tables = read_folder(Path(folder))
    day = as_of or default_day(tables)
    question = Question(
        now=Moment(tables, day),
        asked_year=year,
        quarter=quarter,
        period=period or period_of(day),
        blocs=tuple(blocs),
        units=tuple(units),
        since=since,
    )
    return QUERIES[query](question)
