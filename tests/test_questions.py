"""Which tables a question reads: what is said of it, against what happens where the table is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import takewhile

import duckdb
import pytest

from emulation import questions
from emulation.questions import (
    MOMENTS,
    NAMES,
    QUERIES,
    own_scope,
    parameters_of,
    reached,
    statement,
    tables_of,
)
from emulation.schema import TABLES
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

DAY = date(2026, 7, 15)
EVERY_QUERY = sorted(path.stem for path in QUERIES.glob("*.sql"))
MADE_OF = {"days_off": ["calendar_days"]} | {table: [f"{name}_kept"] for name, table in NAMES.items()}
"""Table → what the warehouse makes of its rows: without the one there is not the other."""

OWN_TABLES = "select table_name from duckdb_tables() where database_name = current_database()"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    found = warehouse(tmp_path_factory.mktemp("data"))
    assert not [query for query in EVERY_QUERY if not answers(found, query)], "all tables are there"
    return found


def answers(data: Warehouse, query: str) -> bool:
    scope = Scope.at(DAY, since=date(2026, 6, 1))
    own = parameters_of(query) - scope.parameters().keys()
    try:
        data.answer(query, scope, **{name: [] if name.endswith("_ids") else None for name in own})
    except duckdb.CatalogException:
        return False
    return True


@contextmanager
def without(data: Warehouse, table: str) -> Iterator[None]:
    """Take a table away, and all that is made of it; put it back."""
    taken = [table, *MADE_OF.get(table, [])]
    for name in taken:
        data.rows_of(f'alter table "{name}" rename to "no {name}"')
    for moment in MOMENTS:
        try:
            data.rows_of(f"from {moment}_of(date '{DAY}')")
        except duckdb.CatalogException:
            for (name,) in data.rows_of(OWN_TABLES):
                if name.startswith(moment):
                    data.rows_of(f'alter table "{name}" rename to "no {name}"')
                    taken.append(name)
    data._keep_answers()  # none of those found before
    yield
    for name in taken:
        data.rows_of(f'alter table "no {name}" rename to "{name}"')


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_a_question_reads_a_table_exactly_if_it_fails_without_it(data: Warehouse, table: str) -> None:
    with without(data, table):
        fail = {query for query in EVERY_QUERY if not answers(data, query)}
    assert {query for query in EVERY_QUERY if table in tables_of(query)} == fail


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("select name from units where $blocs is null", {"units"}),
        ("select 'blocs' as bands from units as scores -- from tasks", {"units"}),
        ("with blocs as (select 1 as tasks) select blocs.tasks from blocs", set()),
        ("with Blocs as materialized (from units) from BLOCS", {"units"}),
        ("with blocs as (from blocs) from blocs", {"blocs"}),
        ("with one as (from blocs), blocs as (from units) from one", {"blocs", "units"}),
        ("with one as (with blocs as (select 1 as x) from blocs) from one cross join blocs", {"blocs"}),
        ("with blocs as (select 1 as x) from blocs cross join main.blocs as own", {"blocs"}),
        ("with recursive blocs as (select 1 as n union all select n + 1 from blocs where n < 3) from blocs", set()),
        ("select (select max(name) from blocs) from units where unit_id in (select unit_id from scores)",
         {"blocs", "units", "scores"}),
        ('from "units" union all by name (with units as (select 1 as x) from units)', {"units"}),
        ("select unit_id from scope([], [])", {"units"}),
        ("select kind from calendar_days", {"days_off"}),
    ],
)  # fmt: skip
def test_no_parameter_alias_cte_string_or_comment_is_taken_for_a_table(sql: str, reads: set[str]) -> None:
    assert reached([sql]) & {table.name for table in TABLES} == reads


def test_a_macro_that_gives_a_value_may_read_a_table_too(monkeypatch: pytest.MonkeyPatch) -> None:
    known = questions._definitions() | {
        "best": "select (select max(from_points) from bands where name = title)"
    }
    monkeypatch.setattr(questions, "_definitions", lambda: known)
    assert reached(["select best('Tốt')"]) == {"best", "bands"}


def test_what_is_no_question_is_refused() -> None:
    with pytest.raises(ValueError, match="Only SELECT"):
        reached(["drop table units"])


def test_a_query_opens_with_its_question_its_grain_and_all_its_parameters() -> None:
    for query in EVERY_QUERY:
        header = "\n".join(takewhile(lambda line: line.startswith("--"), statement(query).splitlines()))
        assert "Grain: " in header, query
        unsaid = [name for name in parameters_of(query) if not re.search(rf"\b{name}\b", header)]
        assert not unsaid, query


@pytest.mark.parametrize("query", EVERY_QUERY)
def test_a_scope_keeps_what_a_question_asks_for(query: str):
    scope = Scope(DAY, 2024, 3, "2025-H2", ("K1",), ("A",), date(2026, 6, 1))
    own = own_scope(query, scope).parameters()
    assert {name: own[name] for name in parameters_of(query) & own.keys()} == {
        name: value for name, value in scope.parameters().items() if name in parameters_of(query)
    }


def test_scopes_that_differ_in_nothing_asked_for_are_one():
    one = Scope.at(DAY, units=("A",), quarter=1)
    assert own_scope("judged_units", one) == own_scope("judged_units", Scope.at(DAY, year=2024))
    assert own_scope("judged_units", one) != own_scope("judged_units", one.but(period="2025-Q1"))
    assert own_scope("unit_ranking", one) != own_scope("unit_ranking", one.but(units=()))
