"""The numbers that each part of a report may say, worked out from the rows of the contract's queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from emulation import words
from emulation.commune import LAUNCHED_BY, LEVEL
from emulation.schema import CLOSING_STAGES
from tests.reports.read_back import WHOLE_YEAR, Report

ENDED = ("Hoàn thành", "Không phát sinh")
number, percent, points = words.number, words.percent, words.points


def totals(lines: Iterable[Iterable[int]]) -> list[int]:
    return [sum(column) for column in zip(*lines, strict=True)]


def share(part: int, whole: int) -> str:
    return percent(part / whole) if whole else words.MISSING


COUNTS = ("tasks", "done_on_time", "done_late", "in_progress", "not_started", "not_arising", "overdue")


def counts(report: Report, quarters: Iterable[int]) -> list[int]:
    """The columns of quarterly_progress added up, `due_soon` last."""
    rows = [row for q in quarters for row in report.ask("quarterly_progress", quarter=q) if row.quarter == q]
    return totals([getattr(row, name) for name in (*COUNTS, "due_soon")] for row in rows)


def running(report: Report) -> list[Any]:
    rows = report.ask("movements")
    return [m for m in rows if m.launched_on <= report.last and (not m.ends_on or m.ends_on >= report.first)]


def provisional(row: Any) -> bool:
    return row.stage in ("Tự chấm", "Khối chấm")


def figures_of(report: Report) -> dict[str, set[str]]:
    """Part → the numbers that its sentences may have."""
    return {
        "": set(),
        "I.2": task_figures(report, report.quarters) | task_figures(report, (WHOLE_YEAR,)),
        "I.3": unit_figures(report),
        "II": movement_figures(report),
        "III.1": award_figures(report),
        "III.2": dossier_figures(report),
        "IV.1": conclusion_figures(report),
        "IV.2": ranking_figures(report),
        "V.1": shortcoming_figures(report),
        "VI.1": next_figures(report),
    }


def shown(*figures: Any) -> set[str]:
    return {number(figure) for figure in figures}


def task_figures(report: Report, quarters: Iterable[int]) -> set[str]:
    tasks, on_time, late, *_, not_arising, overdue, _ = all_of = counts(report, quarters)
    arising, done = tasks - not_arising, on_time + late
    rates = {share(done, arising), share(on_time, done + overdue)}
    return shown(*all_of, arising, done, done + overdue) | rates


def unit_figures(report: Report) -> set[str]:
    overdue, assigned = Counter[str](), Counter[str]()
    for row in report.each_quarter("unit_progress"):
        overdue[row.unit_id] += row.overdue
        assigned[row.unit_id] += row.assigned
    given = [sum(n > 0 for n in each.values()) for each in (overdue, assigned)]
    alone = assigned.values() if len(assigned) == 1 else ()
    return shown(len(assigned), *given, *overdue.values(), *alone, *overdue_apart(report))


def overdue_apart(report: Report) -> list[int]:
    """What units hold overdue of tasks that have ended, and of those that are not overdue themselves."""
    late = tuple({row.unit_id for row in report.each_quarter("unit_progress") if row.overdue})
    tasks = {row.task_id: row for row in report.ask("tasks", blocs=(), units=())}
    held = [
        tasks[row.task_id]
        for row in (report.ask("tasks", blocs=(), units=late) if late else ())
        if row.timeliness == "Quá hạn" and row.quarter in report.quarters
    ]
    ended = sum(task.status in ENDED for task in held)
    return [ended, sum(task.timeliness != "Quá hạn" for task in held) - ended]


def conclusions(report: Report) -> list[Any]:
    """Those of the period's meetings, and of earlier ones what was open when it began."""
    rows = [row for row in report.ask("conclusions") if row.held_on <= report.last]
    new = [row for row in rows if row.held_on >= report.first]
    then_open = [
        row
        for row in rows
        if row.status not in ENDED or (row.completed_on and row.completed_on >= report.first)
    ]
    return [row for row in rows if row in new or row in then_open]


def conclusion_figures(report: Report) -> set[str]:
    rows = conclusions(report)
    states = Counter("left" if row.status not in ENDED else row.status for row in rows)
    timely = Counter(row.timeliness for row in rows)
    return shown(len(rows), *states.values(), timely["Trễ hạn"], timely["Quá hạn"])


def movement_figures(report: Report) -> set[str]:
    rows = running(report)
    launched = sum(row.launched_on >= report.first for row in rows)
    levels = Counter(LAUNCHED_BY.value_of(row.launched_by) for row in rows)
    sums = [sum(getattr(row, name) for row in rows) for name in ("indicators", "met")]
    return shown(len(rows), launched, *levels.values(), *sums)


def award_figures(report: Report) -> set[str]:
    given = report.each_quarter("awards_given")
    sums = Counter[str]()
    for row in given:
        for column in ("nominee_kind", "level", "commendation_type"):
            sums[LEVEL.value_of(getattr(row, column))] += row.awards
    honoured = {row.unit_id for row in given}
    all_of = sum(row.awards for row in given)
    return shown(all_of, *sums.values(), len(honoured), len(report.ask("unit_progress")))


def dossier_figures(report: Report) -> set[str]:
    summary, pending = report.ask("dossier_summary"), report.ask("pending_dossiers")
    late = [row for row in pending if row.timeliness == "Quá hạn"]
    soon = sum(row.timeliness == "Sắp đến hạn" for row in pending)
    above = sum(row.with_higher_level == "có" for row in pending)
    received, ended = (
        sum(row.dossiers for row in summary if row.stage in stages)
        for stages in ({row.stage for row in summary}, CLOSING_STAGES)
    )
    at_stage = Counter(row.stage for row in late)
    longest = max((-row.working_days_left for row in late), default=0)
    return shown(received, ended, len(pending), above, soon, len(late), *at_stage.values(), longest)


def ranking_figures(report: Report) -> set[str]:
    blocs, units = report.ask("bloc_ranking"), report.ask("unit_ranking")
    ranked = [row for row in units if row.rank]
    ends = [
        end
        for rows in ([row for row in blocs if row.rank], ranked)
        for rank in {pick(row.rank for row in rows) for pick in (min, max) if rows}
        for row in rows
        if row.rank == rank
        for end in (row.rank, getattr(row, "bloc_rank", None))
        if end
    ]
    scores = {
        points(getattr(row, "mean_total", None) or getattr(row, "total", None)) for row in (*blocs, *ranked)
    }
    return shown(*ends, len(units), len(ranked), sum(map(provisional, ranked))) | scores


def shortcoming_figures(report: Report) -> set[str]:
    quarters = {*report.quarters, WHOLE_YEAR}
    late = [row for row in report.ask("tasks") if row.quarter in quarters and row.days_late]
    kinds = Counter(row.timeliness for row in late)
    overdue = [row for row in report.ask("pending_dossiers") if row.timeliness == "Quá hạn"]
    of_units, at_stage = (Counter(getattr(row, name) for row in overdue) for name in ("unit_id", "stage"))
    units = Counter[str]()
    for row in report.each_quarter("unit_progress"):
        units[row.unit_id] += row.overdue
    ranks = report.ask("unit_ranking")
    return shown(
        *(row.days_late for row in late), *kinds.values(), len(overdue), *of_units.values(), *at_stage.values(),
        units.total(), sum(n > 0 for n in units.values()), *units.values(), len(ranks), sum(not r.rank for r in ranks),
        *overdue_apart(report),
    )  # fmt: skip


def next_figures(report: Report) -> set[str]:
    quarters = {*report.quarters, WHOLE_YEAR}
    left = [row for row in report.ask("tasks") if row.quarter in quarters and row.status not in ENDED]
    following = {"half-year": (3, 4), "year": (0, 1, 2, 3, 4)}.get(report.kind, (report.quarters[0] % 4 + 1,))
    later = report.kind == "year" or report.quarters == (4,)
    rows = [row for row in report.ask("tasks", year=report.year + later) if row.quarter in following]
    return shown(len(left), len(rows), *(row.days_late for row in left if row.days_late))
