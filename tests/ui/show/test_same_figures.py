"""The numbers on the slides are those that `show` prints for the same scope: the contract's queries."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation import words
from emulation.intake import read_folder
from emulation.ui.show import decisions, dossiers, late, plan
from emulation.ui.show.moment import Moment
from emulation.ui.show.slide import Bars, Figures
from emulation.warehouse import Warehouse
from tests.ui.show.moments import moment_of, numbers, rows_of

SAMPLE = Path(__file__).parents[3] / "data"
DAY = date(2026, 11, 16)
SCOPES: list[tuple[date, dict[str, Any]]] = [
    (DAY, {}),
    (DAY, {"units": ("PVHXH", "MTTQ")}),
    (DAY, {"blocs": ("K4",), "quarter": 3}),
    (date(2026, 1, 20), {}),
    (DAY, {"year": 2025}),
]


@pytest.fixture(scope="module")
def data() -> Warehouse:
    return Warehouse(read_folder(SAMPLE)[0])


@pytest.fixture(params=SCOPES, ids=str)
def moment(data: Warehouse, request: pytest.FixtureRequest) -> Moment:
    day, scope = request.param
    return moment_of(data, day, **scope)


def test_standing_is_quarterly_progress(moment: Moment) -> None:
    progress = moment.ask("quarterly_progress")
    done = sum(progress["done_on_time"]) + sum(progress["done_late"])
    arising = sum(progress["tasks"]) - sum(progress["not_arising"])
    (slide,) = plan.standing(moment)
    assert isinstance(slide.body, Figures)
    tasks_done, overdue, *_ = slide.body.figures
    if arising:
        assert numbers(slide.title)[:2] == [done, arising]
        assert numbers(tasks_done.value) + numbers(tasks_done.of) == [done, arising]
        assert numbers(overdue.value) == [sum(progress["overdue"])]
    else:
        assert tasks_done.value == words.MISSING


def test_tasks_are_those_of_the_contract_with_their_counts(moment: Moment) -> None:
    progress = {row["quarter"]: row for row in moment.ask("quarterly_progress").to_dict("records")}
    tasks = moment.ask("tasks")
    slides = {int(slide.id.removeprefix("tasks-")): slide for slide in plan.tasks(moment)}
    assert set(slides) == {quarter for quarter, row in progress.items() if row["tasks"]}
    for quarter, slide in slides.items():
        row = progress[quarter]
        said = [row["done_on_time"] + row["done_late"], row["tasks"] - row["not_arising"]]
        said += [row[name] for name in ("overdue", "due_soon") if row[name]][:1]
        assert numbers(slide.title) == said
        of_quarter = tasks[tasks["quarter"] == quarter]
        assert Counter(cell.partition(" · ")[0] for cell, *_ in rows_of(slide)) == Counter(
            of_quarter["clause"]
        )
        late = sorted(f"trễ {words.number(days)} ngày" for days in of_quarter["days_late"] if days)
        assert (
            sorted(cells[-1].partition(", ")[0] for cells in rows_of(slide) if cells[-1].startswith("trễ"))
            == late
        )


def test_dossiers_by_stage_are_dossier_summary(moment: Moment) -> None:
    summary = moment.ask("dossier_summary").head(6).to_dict("records")
    slides = list(dossiers.dossiers(moment))
    if not sum(row["dossiers"] for row in summary):
        assert slides == []
        return
    body = slides[0].body
    assert isinstance(body, Bars)
    for bar, row in zip(body.bars, summary, strict=True):
        assert (bar.label, numbers(bar.value)) == (row["stage"], [row["dossiers"]])
        counts = [row[name] for name in ("overdue", "due_soon") if row[name]]
        assert numbers(bar.note)[: len(counts)] == counts
    late = sum(row["overdue"] for row in summary)
    assert numbers(slides[0].title) == [sum(row["dossiers"] for row in summary), *([late] if late else [])]


def test_dossiers_by_deadline_are_pending_dossiers(moment: Moment) -> None:
    pending = moment.ask("pending_dossiers")
    (slide,) = dossiers.deadlines(moment)
    assert isinstance(slide.body, Bars)
    shown = {bar.label: numbers(bar.value)[0] for bar in slide.body.bars}
    assert sum(shown.values()) == len(pending) == numbers(slide.note)[0]
    timeliness = Counter(pending["timeliness"])
    for label, word in (("Quá hạn", "Quá hạn"), ("Sắp đến hạn", "Sắp đến hạn"), ("Còn hạn", "Chưa đến hạn")):
        assert shown.get(label, 0) == timeliness[word]


def test_awards_are_awards_given(moment: Moment) -> None:
    given = moment.ask("awards_given")
    forms = list(dossiers.awards(moment))
    assert bool(forms) == (len(given) > 0)
    for slide in forms[-1:]:
        assert numbers(slide.title)[0] == sum(given["awards"])
        assert sum(numbers(slide.title)[1:]) in (0, sum(given["awards"]))
        names = moment.table("awards").set_index("award_id")["name"]
        by_form: Counter[str] = Counter()
        for award, count in zip(given["award_id"], given["awards"], strict=True):
            by_form[names[award]] += count
        rows = {name: [numbers(cell)[0] for cell in cells] for name, *cells in rows_of(slide)}
        assert all(sum(cells[:-1]) == cells[-1] for cells in rows.values() if len(cells) > 1)
        total = rows.pop("Cộng", [sum(given["awards"])])[-1]
        assert (total, {name: cells[-1] for name, cells in rows.items()}) == (sum(given["awards"]), by_form)


def test_decisions_are_the_pending_dossiers_at_their_stage(moment: Moment) -> None:
    pending = moment.ask("pending_dossiers")
    at = Counter(pending["stage"])
    slides = {slide.id: slide for slide in decisions.decisions(moment)}
    for name, stage in (("decisions-vote", "Họp Hội đồng"), ("decisions-sign", "Trình Chủ tịch")):
        assert (name in slides) == bool(at[stage])
        if name in slides:
            assert numbers(slides[name].title)[0] == at[stage]
            whole = rows_of(slides.get(f"{name}-all", slides[name]))
            assert len(whole) == at[stage]
            named = sum(pending.loc[pending["stage"] == stage, "quantity"])
            assert sum(sum(numbers(row[1])) for row in whole) == named


def test_late_parts_are_unit_progress(moment: Moment) -> None:
    overdue = moment.ask("unit_progress").set_index("unit_id")["overdue"]
    slides = {slide.id: slide for slide in [*late.units(moment), *late.parts(moment)]}
    assert bool(slides) == bool(sum(overdue))
    if slides:
        assert numbers(slides["late"].title)[0] == sum(overdue) == len(rows_of(slides["parts"]))
        late_units = numbers(slides["late"].title)[1] if " của " in slides["late"].title else 1
        assert late_units == sum(overdue > 0)
