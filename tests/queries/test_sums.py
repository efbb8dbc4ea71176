"""The same noun has one number: lists have as many lines as the figures say, over random folders and days."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from emulation.intake import read_folder
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.reference.folders import random_question, write_random_folder


def scopes(data: Warehouse, folder: Path, rng: random.Random) -> Iterator[Scope]:
    """Three days and quarters, of each the whole commune and some of it."""
    for _ in range(3):
        asked = random_question(rng, folder)
        as_of = asked["as_of"] or data.default_as_of
        scope = Scope.at(as_of, year=data.default_year(as_of), quarter=rng.choice((None, None, 1, 0)))
        since = min(asked["since"] or as_of, as_of)
        yield scope.but(since=since)
        yield scope.but(since=since, blocs=(rng.choice(data.table("blocs")["bloc_id"]),))


@pytest.mark.parametrize("seed", [5])
def test_lists_and_figures_agree(seed: int, tmp_path: Path) -> None:
    write_random_folder(tmp_path, seed)
    data = Warehouse(read_folder(tmp_path)[0])
    told = 0
    for scope in scopes(data, tmp_path, random.Random(seed)):
        figures = data.ask("headline", scope).set_index("figure")["value"]
        actions, parts = data.ask("actions", scope), data.ask("overdue_parts", scope)
        dossiers = actions[actions["kind"] == "dossier"]
        assert list(dossiers["to_sign"]).count(True) == figures["dossiers_to_sign"]
        assert list(dossiers["state"]).count("Quá hạn") == figures["dossiers_overdue"]
        assert len(parts) == figures["parts_overdue"] == data.ask("unit_progress", scope)["overdue"].sum()
        listed = overdue(actions, scope.year)
        left_out = overdue(data.ask("tasks", scope), None) - listed
        assert left_out <= by_dossiers(data)
        if not scope.filtered:
            assert len(listed | left_out) == figures["tasks_overdue"]
        moved = data.ask("changes", scope)
        moves = data.ask("dossier_moves", scope)
        assert set(moves["dossier_id"]) == set(moved[moved["kind"] == "dossier"]["id"])
        told += len(listed) + len(moves)
    assert told


@pytest.mark.parametrize("seed", [13])
def test_what_a_unit_is_late_with_is_among_what_it_has_to_do(seed: int, tmp_path: Path) -> None:
    write_random_folder(tmp_path, seed)
    data = Warehouse(read_folder(tmp_path)[0])
    told = 0
    rng = random.Random(seed)
    for scope in scopes(data, tmp_path, rng):
        for unit in rng.sample(sorted(data.table("units")["unit_id"]), 2):
            of_unit = scope.but(blocs=(), units=(unit,))
            figures = data.ask("headline", of_unit).set_index("figure")["value"]
            steps = data.ask("unit_next", of_unit)
            late = overdue(data.ask("tasks", of_unit), None)
            assert late - overdue(steps, scope.year) <= by_dossiers(data)
            dossiers = steps[(steps["kind"] == "dossier") & (steps["state"] == "Quá hạn")]
            assert len(dossiers) == figures["dossiers_overdue"]
            beside = data.ask("unit_beside_bloc", of_unit).set_index("measure")
            assert beside["hits"]["completion"] == figures["parts_done"]
            awards = data.ask("awards_given", of_unit.but(quarter=scope.quarter or None))["awards"].sum()
            assert beside["value"]["awards"] == awards
            told += len(late) + len(dossiers)
    assert told


def overdue(rows: pd.DataFrame, year: int | None) -> set[str]:
    """The tasks among the rows that are overdue, of one year where rows have one."""
    late = rows[rows["state" if "state" in rows else "timeliness"] == "Quá hạn"]
    if year is None:
        return set(late["task_id"])
    return set(late[(late["kind"] == "task") & (late["year"] == year)]["id"])


def by_dossiers(data: Warehouse) -> set[str]:
    tasks = data.table("tasks")
    return set(tasks[tasks["measured_by"] == "hồ sơ"]["task_id"])
