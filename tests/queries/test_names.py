"""What things are called: no two alike, and nothing added where names tell things apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.alike import SEEN_ON, TABLES
from tests.folders import warehouse

AT = Scope.at(SEEN_ON)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("alike"), TABLES)


@pytest.mark.parametrize(
    ("query", "name", "first"),
    [
        ("unit_names", "unit_name", "Thôn 6 (T01)"),
        ("bloc_names", "bloc_name", "Khối (K1)"),
        ("award_names", "award_name", "Giấy khen (A1)"),
        ("movement_names", "movement_name", "Phong trào (P1)"),
        ("criterion_names", "criterion_name", "Tiêu chí (C1)"),
        ("task_names", "title", "Báo cáo tháng (N01)"),
    ],
)
def test_alike_names_have_their_ids_beside_them(data: Warehouse, query: str, name: str, first: str) -> None:
    rows = data.ask(query, AT)
    assert rows[name][0] == first
    told_by = [name, *(["clause"] if query == "task_names" else [])]
    apart = rows if query != "criterion_names" else rows.head(2)
    assert not apart.duplicated(told_by).any()


def test_names_that_tell_things_apart_stay_as_they_are(tmp_path: Path) -> None:
    units = "unit_id,name,short_name\nA,Thôn số 6,Thôn 6\nB,Thôn 6 mới,thôn 6\nC,Công an,\n"
    rows = warehouse(tmp_path, {"units": units}).ask("unit_names", AT)
    assert list(rows["unit_name"]) == ["Thôn 6 (A)", "thôn 6 (B)", "Công an"]
    assert list(rows["full_name"]) == ["Thôn số 6", "Thôn 6 mới", "Công an"]


def test_tasks_of_one_clause_have_their_place_in_it(data: Warehouse) -> None:
    places = dict(zip(*(data.ask("task_names", AT)[name] for name in ("task_id", "in_clause")), strict=True))
    assert [places[f"N{month:02}"] for month in range(1, 13)] == list(range(1, 13))
    assert places["H4"] is None


@pytest.mark.parametrize(
    ("query", "things"),
    [("task_list", 15), ("plan_strip", 15), ("waiting_list", 3), ("council_awards", 2), ("awards_list", 2)],
)
def test_a_list_has_a_row_for_each_id(data: Warehouse, query: str, things: int) -> None:
    assert len(data.ask(query, AT, level=None, type=None, stage=None, kind=None, deadline=None)) == things
