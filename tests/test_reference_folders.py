"""The random folders of the reference break no rule of the contract and have something of everything."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.reference.contract import QUERIES, answer
from tests.reference.folders import random_question, write_random_folder
from tests.reference.moment import CLOSING, Moment
from tests.reference.reading import read_folder
from tests.reference.scores import period_dates


@pytest.mark.parametrize("seed", range(6))
def test_random_folders_are_well_formed(tmp_path: Path, seed: int) -> None:
    write_random_folder(tmp_path, seed)
    tables = read_folder(tmp_path)
    assert 25 <= len(tables["units"]) <= 45
    measured = {task["task_id"] for task in tables["tasks"] if task["measured_by"] == "hồ sơ"}
    assigned = {(row["task_id"], row["unit_id"]) for row in tables["assignments"]}
    for row in tables["progress"]:
        assert row["task_id"] not in measured
        assert (row["task_id"], row["unit_id"]) in assigned
    # As they count: not before the reception, of one date the last in the file.
    for events in Moment(tables, date.max).logs["dossier_events"].values():
        assert all(event["stage"] not in CLOSING for event in events[:-1])
    criteria = {row["criterion_id"]: row for row in tables["criteria"]}
    for score in tables["scores"]:
        criterion = criteria[score["criterion_id"]]
        assert criterion["source"] in (None, "chấm điểm")
        assert period_dates(score["period"])[1].year - criterion["year"] in (0, 1)
    meetings = {row["meeting_id"] for row in tables["meetings"]}
    assert {row["meeting_id"] for row in tables["tasks"]} <= meetings | {None}
    assert {row["task_id"] for row in tables["extensions"]} <= {row["task_id"] for row in tables["tasks"]}
    launched = {row["movement_id"] for row in tables["movements"]}
    assert {row["movement_id"] for row in tables["movement_results"] + tables["dossiers"]} <= launched | {
        None
    }


def test_the_same_seed_writes_the_same_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_random_folder(tmp_path / name, 7)
    files = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert files == sorted(file.name for file in (tmp_path / "two").iterdir())
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.fixture(scope="module")
def random_folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    paths = [tmp_path_factory.mktemp("random") for _ in range(3)]
    for seed, path in enumerate(paths):
        write_random_folder(path, seed)
    return paths


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_has_something_to_say_about_random_folders(
    random_folders: list[Path], query: str
) -> None:
    rng = Random(query)
    asked = [(path, random_question(rng, path)) for path in random_folders for _ in range(3)]
    answers = [answer(path, query, **question) for path, question in asked]
    assert any(answers)
    assert len({tuple(row) for rows in answers for row in rows}) == 1
