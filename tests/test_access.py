"""The tables of who sees and does what are whole, and what stands in none of them is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation import access
from emulation.access import ACTIONS, HERE, PAGES, PUBLIC, Action, Role, Sight, Viewer
from emulation.schema import TABLES

ROOT = Path(__file__).parents[1]


def test_the_tables_have_every_question_and_page_and_no_other() -> None:
    queries = ROOT / "queries"
    asked = {path.relative_to(queries).with_suffix("").as_posix() for path in queries.rglob("*.sql")}
    assert access.known_queries() == {each for each in asked if "staging" not in each}
    pages = {path.stem for path in (ROOT / "pages").glob("*/*.py")}
    assert pages <= PAGES.keys()
    assert PAGES.keys() - pages <= {"accounts"}  # of the standing body, where there are accounts


@pytest.mark.parametrize("role", Role)
def test_what_is_in_no_table_is_refused(role: Role) -> None:
    assert access.sight(role, "no_such_question") is Sight.NONE
    assert access.sight(role, "staging/01_words") is Sight.NONE
    assert not access.sees_file(role, "no_such_file")
    assert not access.may_open(role, "no_such_page")


def test_only_the_standing_body_and_the_chairman_see_all() -> None:
    for query in access.known_queries():
        assert access.sight(Role.STANDING, query) is access.sight(Role.CHAIRMAN, query) is Sight.ALL
    assert [role for role in Role if Viewer(role).sees_all] == [Role.STANDING, Role.CHAIRMAN]
    assert HERE.sees_all
    assert not PUBLIC.sees_all


def test_logs_are_read_as_they_are_by_no_other_role() -> None:
    logs = [table.name for table in TABLES if any(column.name == "recorded_by" for column in table.columns)]
    assert len(logs) == 5
    for name in (*logs, "dossiers"):
        readers = [role for role in Role if access.sees_file(role, name)]
        assert readers == [Role.STANDING, Role.CHAIRMAN]


def test_everybody_has_a_first_page_and_only_the_standing_body_changes_files() -> None:
    assert PAGES["overview"] == frozenset(Role)
    assert PAGES["exchange"] == PAGES["accounts"] == {Role.STANDING}
    assert ACTIONS[Role.STANDING] == frozenset(Action)
    assert not ACTIONS[Role.COUNCIL] | ACTIONS[Role.GUEST]
    for action in (Action.RECORD, Action.IMPORT, Action.UNDO, Action.TEMPLATES, Action.ACCOUNTS):
        assert [role for role in Role if action in ACTIONS[role]] == [Role.STANDING]


def test_a_calendar_and_its_address_are_for_who_owes_what_is_in_it_and_who_sees_all() -> None:
    of_a = Viewer(Role.UNIT, units=("A",))
    assert [access.sees_calendar(of_a, unit) for unit in ("A", "B", "")] == [True, False, False]
    for role in Role:
        for unit in ("A", ""):
            assert access.sees_calendar(Viewer(role), unit) is (role in (Role.STANDING, Role.CHAIRMAN))
