"""Every number in a report is what `show` prints for the same day, period and filter, over random folders.

Tables are compared here, cell by cell, sentences in `test_every_sentence`: worked out from the rows of the contract's
queries, by other ways than the report's.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from emulation import words
from emulation.commune import LEVEL
from emulation.intake import read_folder
from emulation.schema import CLOSING_STAGES, COMMENDATION_TYPES, LEVELS
from emulation.warehouse import Warehouse
from tests.reference.folders import random_question, write_random_folder
from tests.reports.figures import (
    COUNTS,
    conclusions,
    counts,
    provisional,
    running,
    share,
    totals,
)  # fmt: skip
from tests.reports.read_back import WHOLE_YEAR, Report, deadline

SEEDS = (24, 40)
PERIODS = ("quarter", "half-year", "year")
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
        lines["Cộng (phần việc)"] = totals(lines.values())
    expected = [
        [name, *map(number, figures), share(figures[1], sum(figures[1:4]))] for name, figures in lines.items()
    ]
    assert report.table("Đơn vị", "Được giao") == expected


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
    summary = report.ask("dossier_summary")
    rows = [row for row in summary if row.dossiers and row.stage not in CLOSING_STAGES]
    expected = [
        [
            row.stage,
            number(row.dossiers),
            number(row.overdue),
            number(row.due_soon),
            day(row.oldest_received_on),
        ]
        for row in rows
    ]
    if rows:
        added = totals((row.dossiers, row.overdue, row.due_soon) for row in rows)
        expected.append(["Cộng", *map(number, added), ""])
    assert report.table("Bước xử lý") == expected


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
