"""One noun, one number: what the screens of tasks and dossiers count, against the other queries, over random folders."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emulation.intake import read_folder
from emulation.scope import Scope
from emulation.vocabulary import ENUMS
from emulation.warehouse import Warehouse
from tests.reference.folders import random_question, write_random_folder

ANY = dict.fromkeys(("level", "type", "stage", "kind", "deadline"))
QUESTIONS = 5
Asked = tuple[Warehouse, Scope]


@pytest.fixture(scope="module", params=(5, 13))
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    folder = tmp_path_factory.mktemp("random")
    write_random_folder(folder, request.param)
    reading, _ = read_folder(folder)
    return list(_questions(Warehouse(reading), folder, random.Random(request.param)))


def _questions(data: Warehouse, folder: Path, rng: random.Random) -> Iterator[Asked]:
    for place in range(QUESTIONS):
        question = random_question(rng, folder)
        day = question["as_of"] or data.default_as_of
        scope = Scope.at(day, year=question["year"] or data.default_year(day), quarter=question["quarter"])
        yield data, scope.but(blocs=question["blocs"], units=question["units"]) if place % 2 else scope


def _figures(data: Warehouse, scope: Scope) -> dict[Any, dict[Any, Any]]:
    return data.ask("headline", scope).set_index("figure").to_dict("index")


def test_tasks_and_parts(asked: list[Asked]) -> None:
    for data, scope in asked:
        figures, quarters = _figures(data, scope), data.ask("quarterly_progress", scope)
        standing = data.ask("plan_standing", scope).iloc[0]
        listed, late = data.ask("task_list", scope), data.ask("overdue_parts", scope)
        thing = "parts" if scope.filtered else "tasks"
        overdue, parts = figures[f"{thing}_overdue"], figures["parts_overdue"]
        done = quarters["done_on_time"].sum() + quarters["done_late"].sum()
        assert standing["overdue"] == quarters["overdue"].sum() == overdue["value"]
        assert standing["overdue"] == (listed["state"] == "Quá hạn").sum()
        assert (
            standing["done"]
            == done
            == figures[f"{thing}_done"]["value"]
            == listed["completed_on"].notna().sum()
        )
        assert standing["due_soon"] == quarters["due_soon"].sum()
        assert standing["due_today"] == overdue["due_today"]
        assert parts["value"] == len(late)
        assert parts["units"] == late["unit_id"].nunique()
        assert not len(late) or parts["longest"] == late["days_late"].max() == late["days_late"].iloc[0]


def test_dossiers(asked: list[Asked]) -> None:
    for data, scope in asked:
        figure, stages = _figures(data, scope)["dossiers_overdue"], data.ask("dossier_summary", scope)
        standing = data.ask("waiting_standing", scope, **ANY).iloc[0]
        assert standing["dossiers"] == figure["of_all"] == len(data.ask("pending_dossiers", scope))
        assert standing["overdue"] == figure["value"] == stages["overdue"].sum()
        assert standing["due_soon"] == stages["due_soon"].sum()
        assert standing["due_today"] == figure["due_today"]
        assert not standing["overdue"] or standing["longest_overdue"] == figure["longest"]


def test_the_dossiers_of_each_deadline(asked: list[Asked]) -> None:
    data, scope = asked[0]
    counted = data.ask("council_deadlines", scope).set_index("deadline")["dossiers"]
    for word in ENUMS["dossier_deadline"]:
        assert len(data.ask("waiting_list", scope, **{**ANY, "deadline": word})) == counted[word]
