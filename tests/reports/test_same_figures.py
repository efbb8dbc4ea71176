"""Every number in a report is what `show` prints for the same day, period and filter, over random folders.

Tables are compared cell by cell, and the numbers in each part's sentences with the figures of that part. Both are worked
out here from the rows of the contract's queries, by other ways than the report's.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from emulation import words
from emulation.commune import LAUNCHED_BY, LEVEL
from emulation.intake import read_folder
from emulation.schema import CLOSING_STAGES, COMMENDATION_TYPES, LEVELS
from emulation.warehouse import Warehouse
from tests.reference.folders import random_question, write_random_folder
from tests.reports.read_back import WHOLE_YEAR, Report, deadline

SEEDS = (24, 40)
PERIODS = ("quarter", "half-year", "year")
ENDED = ("Hoàn thành", "Không phát sinh")
NOMINEES = ("Tập thể", "Hộ gia đình", "Cá nhân")
number, percent, points, day = words.number, words.percent, words.points, words.day


class Folder:
    """A random folder with one report of each kind, made when first asked for."""

    def __init__(self, seed: int, path: Path) -> None:
        write_random_folder(path, seed)
        self.seed, self.path = seed, path
        self.data = Warehouse(read_folder(path)[0])
        self.reports: dict[str, Report] = {}

    def report(self, kind: str) -> Report:
        if kind not in self.reports:
            asked = random_question(random.Random(f"{self.seed} {kind}"), self.path)
            self.reports[kind] = Report(self.data, kind, asked)
        return self.reports[kind]


@pytest.fixture(scope="module", params=SEEDS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(request.param, tmp_path_factory.mktemp("folder"))


@pytest.fixture(params=PERIODS)
def report(request: pytest.FixtureRequest, folder: Folder) -> Report:
    return folder.report(request.param)


@pytest.fixture
def notice(folder: Folder) -> Report:
    return folder.report("ranking")


def test_the_folders_have_what_is_compared(folder: Folder) -> None:
    tables = (
        ("Kỳ",),
        ("Điều khoản",),
        ("Đơn vị", "Được giao"),
        ("Phong trào",),
        ("Đơn vị", "Tập thể"),
        ("Bước xử lý",),
        ("Hạng",),
        ("Ngày họp",),
    )
    reports = [folder.report(kind) for kind in (*PERIODS, "ranking")]
    assert any(report.table(f"Hạng {report.whole}") for report in reports)
    assert [head for head in tables if not any(report.table(*head) for report in reports)] == []
    assert {report.filtered for report in reports} == {True, False}
    of_units = [row.name for report in reports for row in report.ask("unit_progress") if row.assigned]
    assert any(name.endswith(")") for name in of_units)  # two of one name


def totals(lines: Iterable[Iterable[int]]) -> list[int]:
    return [sum(column) for column in zip(*lines, strict=True)]


def share(part: int, whole: int) -> str:
    return percent(part / whole) if whole else words.MISSING


COUNTS = ("tasks", "done_on_time", "done_late", "in_progress", "not_started", "not_arising", "overdue")


def counts(report: Report, quarters: Iterable[int]) -> list[int]:
    """The columns of quarterly_progress added up, `due_soon` last."""
    rows = [row for q in quarters for row in report.ask("quarterly_progress", quarter=q) if row.quarter == q]
    return totals([getattr(row, name) for name in (*COUNTS, "due_soon")] for row in rows)


def test_tasks_by_quarter(report: Report) -> None:
    expected = []
    for quarter in report.quarters if report.kind != "quarter" else ():
        row = report.ask("quarterly_progress", quarter=quarter)[quarter]
        if row.tasks:
            figures = [number(getattr(row, name)) for name in COUNTS]
            rates = [percent(row.completion_rate), percent(row.on_time_rate)]
            expected.append([words.quarter(quarter), *figures, *rates])
    if expected:
        tasks, on_time, late, *_, not_arising, overdue, _ = all_of = counts(report, report.quarters)
        rates = [share(on_time + late, tasks - not_arising), share(on_time, on_time + late + overdue)]
        expected.append(["Cộng", *map(number, all_of[:-1]), *rates])
    assert report.table("Kỳ") == expected


def test_tasks_by_clause(report: Report) -> None:
    expected: list[list[str]] = []
    for quarter in dict.fromkeys((*report.quarters, WHOLE_YEAR)):
        rows = report.ask("tasks", quarter=quarter)
        if rows:
            expected.append(["cả năm" if quarter == WHOLE_YEAR else words.quarter(quarter).lower()])
        for row in rows:
            known = [row.clause, deadline(report.data, row.due_on), row.status]
            known += [f"{number(row.days_late)} ngày"] if row.days_late else []
            known += [day(row.completed_on)] if row.completed_on else []
            known += (
                [row.timeliness.lower()] if row.timeliness in ("Quá hạn", "Sắp đến hạn", "Đúng hạn") else []
            )
            expected.append(known)
    shown = report.table("Điều khoản")
    for line, known in zip(shown, expected, strict=True):
        text = " ".join(line).lower()
        assert all(fact.lower() in text for fact in known), (line, known)
        if len(line) > 1:
            clause, _, _, due, result, _ = line
            assert [clause, due] == known[:2]
            assert ("ngày" in result) == any(fact.endswith("ngày") for fact in known)


def test_tasks_by_unit(report: Report) -> None:
    columns = ("assigned", "done_on_time", "done_late", "overdue", "due_soon")
    units: dict[str, list[list[int]]] = {}  # no two of one name
    for row in report.each_quarter("unit_progress"):
        units.setdefault(row.name, []).append([getattr(row, name) for name in columns])
    lines = {name: added for name, parts in units.items() if (added := totals(parts))[0]}
    if lines:
        lines["Cộng (lượt)"] = totals(lines.values())
    expected = [
        [name, *map(number, figures), share(figures[1], sum(figures[1:4]))] for name, figures in lines.items()
    ]
    assert report.table("Đơn vị", "Được giao") == expected


def running(report: Report) -> list[Any]:
    rows = report.ask("movements")
    return [m for m in rows if m.launched_on <= report.last and (not m.ends_on or m.ends_on >= report.first)]


def test_conclusions(report: Report) -> None:
    titles = dict(report.data.rows_of("select task_id, coalesce(short_title, title) from tasks"))
    rows = conclusions(report)
    for line, row in zip(report.table("Ngày họp"), rows, strict=True):
        held, title, leads, due, result = line
        assert [held, title, due] == [
            day(row.held_on),
            titles[row.task_id],
            deadline(report.data, row.due_on),
        ]
        units = [report.name("units", unit) for unit in (row.unit_id or "").split(";") if unit]
        assert all(name in leads for name in units[:2])
        assert re.findall(r"[\d.]+(?= ngày)", result) == ([number(row.days_late)] if row.days_late else [])
        assert result.startswith(row.status)
        assert (day(row.completed_on) in result) == bool(row.completed_on)


def test_movements(report: Report) -> None:
    expected = [
        [
            row.name,
            row.launched_by,
            f"{day(row.launched_on)} – {day(row.ends_on)}" if row.ends_on else f"từ {day(row.launched_on)}",
            *(number(n) if row.indicators else "–" for n in (row.units, row.indicators, row.met)),
            percent(row.mean_completion),
        ]
        for row in running(report)
    ]
    shown = report.table("Phong trào")
    assert shown[:-1] == expected
    added = totals((row.indicators, row.met) for row in running(report))
    assert [line[4:6] for line in shown[-1:]] == (
        [[number(n) if added[0] else "–" for n in added]] if added else []
    )


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Danh hiệu, hình thức khen thưởng", "award_id"),
        ("Loại khen thưởng", "commendation_type"),
        ("Cấp quyết định", "level"),
        ("Đơn vị", "unit_id"),
    ],
)
def test_awards(report: Report, heading: str, column: str) -> None:
    given = report.each_quarter("awards_given")
    counted = Counter[tuple[str, str]]()
    for row in given:
        counted[LEVEL.value_of(getattr(row, column)), row.nominee_kind] += row.awards
    lines = {key: [counted[key, kind] for kind in NOMINEES] for key, _ in counted}
    if given:
        always = {"commendation_type": COMMENDATION_TYPES, "level": LEVELS}.get(column, ())
        lines |= {key: [0, 0, 0] for key in always if key not in lines}
    table = {"award_id": "awards", "unit_id": "units"}.get(column)
    expected = {report.name(table, key) if table else key: line for key, line in lines.items()}
    shown = report.table(heading, "Cấp quyết định" if column == "award_id" else "Tập thể")
    assert {LEVEL.value_of(line[0]): line[-4:] for line in shown[:-1]} == {
        name: [number(n) for n in (*line, sum(line))] for name, line in expected.items()
    }
    total = totals(expected.values())
    assert [line[-4:] for line in shown[-1:]] == (
        [[number(n) for n in (*total, sum(total))]] if total else []
    )


def test_dossiers(report: Report) -> None:
    rows = [row for row in report.ask("dossier_summary") if row.dossiers]
    expected = [
        [
            row.stage,
            number(row.dossiers),
            *(["–", "–"] if row.stage in CLOSING_STAGES else [number(row.overdue), number(row.due_soon)]),
            day(row.oldest_received_on),
        ]
        for row in rows
    ]
    if rows:
        added = totals((row.dossiers, row.overdue, row.due_soon) for row in rows)
        expected.append(["Cộng", *map(number, added), ""])
    assert report.table("Bước xử lý") == expected


def provisional(row: Any) -> bool:
    return row.stage in ("Tự chấm", "Khối chấm")


@pytest.mark.parametrize("kind", [*PERIODS, "ranking"])
def test_blocs(folder: Folder, kind: str) -> None:
    report = folder.report(kind)
    rows = report.ask("bloc_ranking")
    units = report.ask("unit_ranking", blocs=(), units=())
    not_final = {row.bloc_id for row in units if provisional(row)}
    expected = [
        [
            number(row.rank),
            row.name,
            f"{number(row.scored_members)}/{number(row.members)}",
            points(row.mean_total),
            percent(row.completion_rate),
            percent(row.on_time_rate),
            number(row.awards),
            "chưa chấm" if row.rank is None else "tạm tính" if row.bloc_id in not_final else "",
        ]
        for row in rows
    ]
    has_units = bool(report.ask("unit_ranking"))
    has_ranks = any(row.rank for row in rows)
    assert report.table("Hạng", "Khối thi đua") == (expected if has_units and has_ranks else [])


def test_units_in_their_blocs(notice: Report) -> None:
    rows = notice.ask("unit_ranking")
    expected: list[list[str]] = []
    for bloc in notice.ask("bloc_ranking") if any(row.rank for row in rows) else ():
        members = [row for row in rows if row.bloc_id == bloc.bloc_id]
        expected += [[bloc.name]] if members else []
        for row in members:
            change = row.rank_change
            expected.append(
                [
                    number(row.rank),
                    number(row.bloc_rank),
                    row.name,
                    points(row.total),
                    row.band or "–",
                    "–" if change is None else number(abs(change)) if change else "giữ nguyên",
                    "chưa chấm" if row.rank is None else "tạm tính" if provisional(row) else "",
                ]
            )
    shown = notice.table(f"Hạng {notice.whole}")
    for line in shown:
        if len(line) > 1:
            line[5] = line[5].removeprefix("tăng ").removeprefix("giảm ")
    assert shown == expected


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


def test_the_numbers_in_sentences_are_figures_of_their_part(report: Report) -> None:
    figures = figures_of(report)
    foreign = {place: said - figures.get(place, set()) for place, said in report.numbers.items()}
    assert {place: said for place, said in foreign.items() if said} == {}


def test_the_numbers_in_the_notices_sentences_are_figures(notice: Report) -> None:
    ranks = {row.rank for query in ("bloc_ranking", "unit_ranking") for row in notice.ask(query)}
    bands = {points(value) for value in notice.data.table("bands")["from_points"]}
    criteria = [row for row in notice.data.table("criteria").itertuples() if row.year == notice.year]
    common = shown(sum(row.bloc_id is None for row in criteria))
    assert notice.numbers[""] - ranking_figures(notice) - shown(*ranks) - bands - common == set()
