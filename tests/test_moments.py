"""Days kept in the warehouse: all of a question's together, the one used longest ago goes, one not kept is an error."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from emulation import moments as module
from emulation import questions
from emulation.intake import Reading, read_folder
from emulation.moments import Moments
from emulation.questions import MOMENTS
from emulation.scope import Scope
from emulation.warehouse import CONTRACT, Warehouse
from tests.folders import warehouse

SAMPLE = Path(__file__).parents[1] / "data"
FIRST = date(2026, 1, 1)
A, B, C, D, E = (FIRST + timedelta(days=n) for n in range(5))
TABLES = {
    "tasks": "task_id,year,clause,quarter,title,due_on\nT1,2026,II.1.a,1,Một,31/03/2026\n",
    "units": "unit_id,name\nA,Đơn vị A\n",
    "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\n",
    "progress": "recorded_on,task_id,unit_id,status\n15/03/2026,T1,A,Hoàn thành\n",
}
DONE_ON = date(2026, 3, 15)


class Things:
    """Moments of one table: the days on which something happened, the first of them 02/01/2026."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:", config={"threads": 1})
        self.connection.execute("create table things as select date '2026-01-02' as happened_on")
        self.moments = Moments(self.connection)
        for name in MOMENTS:
            upto = "select happened_on from things where happened_on <= at_day"
            self.connection.execute(f"create macro {name}_of(at_day) as table ({upto})")
            module.define(self.connection, name)

    def ask(self, *days: date) -> list[int]:
        """Things on each of the days, in one question."""
        sql = "select " + ", ".join(f"(select count(*) from task_state(date '{day}'))" for day in days)
        with self.moments.holding({*MOMENTS}, days):
            ((*counts,),) = self.connection.cursor().execute(sql).fetchall()
        return counts

    def kept(self, days: Sequence[date]) -> list[date]:
        return [day for day in days if self.is_kept(day)]

    def is_kept(self, day: date) -> bool:
        try:
            self.connection.cursor().execute("from assignment_state($day)", {"day": day})
        except duckdb.CatalogException as error:
            return module.not_kept(error) != ("assignment_state", day)
        return True


@pytest.fixture(scope="module")
def two_days() -> Things:
    things = Things()
    things.ask(A, C)
    return things


@pytest.mark.parametrize("name", MOMENTS)
@pytest.mark.parametrize(
    "sql",
    [
        "from {}($day)",
        "select count(*) from {}($day)",
        "from {}($day) where happened_on is null and false",
        "from things where happened_on in (from {}($day)) limit 0",
    ],
)
def test_a_day_that_is_not_kept_is_an_error_also_where_it_has_no_rows(
    two_days: Things, name: str, sql: str
) -> None:
    for day in (A, C):
        two_days.connection.execute(sql.format(name), {"day": day})
    for day in (A - timedelta(days=1), B):
        with pytest.raises(duckdb.CatalogException, match=f"{name}_{day} does not exist"):
            two_days.connection.execute(sql.format(name), {"day": day})


def test_of_no_day_there_are_no_rows(two_days: Things) -> None:
    assert two_days.connection.execute("from task_state(cast($day as date))", {"day": None}).fetchall() == []


def test_the_day_used_longest_ago_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 3)
    things = Things()
    for day in (A, B, C, A, D):
        things.ask(day)
    assert things.kept([A, B, C, D]) == [A, C, D]
    for day in (E, A, B, A, C, A, D):
        things.ask(day)
        assert things.is_kept(A), "asked all the time"


@pytest.mark.parametrize("room", [1, 2, 3])
def test_all_days_of_a_question_are_there_together(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", room)
    things = Things()
    for _ in range(2):
        assert things.ask(D) == [1]
        assert things.ask(A, B, C) == [0, 1, 1]
        assert things.ask(C, E, A) == [1, 1, 0]
    another = FIRST + timedelta(days=9)
    things.ask(another)
    assert len(things.kept([A, B, C, D, E, another])) == room


def test_a_day_in_use_is_never_thrown_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 1)
    things = Things()
    with things.moments.holding({*MOMENTS}, [A]):
        for day in (B, C, D):
            things.ask(day)
        assert things.kept([A, B, C, D]) == [A, D]
    things.ask(E)
    assert things.kept([A, B, C, D, E]) == [E]


def test_a_day_that_could_not_be_computed_is_not_taken_for_kept() -> None:
    things = Things()
    things.connection.execute("alter table things rename to gone")
    with pytest.raises(duckdb.CatalogException):
        things.ask(B)
    things.connection.execute("alter table gone rename to things")
    assert things.ask(B) == [1]


@pytest.mark.parametrize("room", [3, module.KEPT])
def test_threads_ask_for_more_days_than_are_kept(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", room)
    things, chance, together = Things(), random.Random(1), threading.Barrier(8)
    days = [FIRST + timedelta(days=n) for n in range(room + 10)]
    asked = [[chance.sample(days, chance.randint(1, 4)) for _ in range(12)] for _ in range(8)]

    def ask(questions: list[list[date]]) -> list[list[int]]:
        together.wait()
        return [things.ask(*question) for question in questions]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, asked))
    assert answers == [[[int(day > A) for day in question] for question in one] for one in asked]


@pytest.fixture(scope="module")
def sample() -> Reading:
    return read_folder(SAMPLE)[0]


def test_many_days_from_eight_threads_leave_every_answer_as_from_a_fresh_start(
    sample: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT", 4)
    used, fresh = Warehouse(sample), Warehouse(sample)
    day = used.default_as_of
    days = [day - timedelta(days=20 * n) for n in range(14)]
    random.Random(1).shuffle(days)
    with ThreadPoolExecutor(8) as pool:
        figures = list(pool.map(lambda at: used.answer("headline", Scope.at(at, since=day))[1], days))
    assert all(len(rows) == 6 for rows in figures)
    assert len({tuple(figure[3] for figure in sorted(rows)) for rows in figures}) == 1, "the same day before"
    for at in (day, days[0]):
        scope = Scope.at(at, since=days[7])
        for query in CONTRACT:
            assert used.answer(query, scope) == fresh.answer(query, scope), (query, at)


@pytest.mark.parametrize("room", [1, 5])
def test_a_question_about_two_days_after_many_others(
    room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT", room)
    data = warehouse(tmp_path, TABLES)
    for n in range(room - 1):
        data.answer("headline", Scope.at(FIRST + timedelta(days=n)))
    asked = Scope.at(DONE_ON, since=DONE_ON - timedelta(days=1))
    for scope in (asked, asked.but(units=("A",))):
        _, rows = data.answer("headline", scope)
        assert rows[0][1:4] == (1, 1, 0)  # tasks_done, with a filter parts_done


def test_a_day_that_a_question_reckons_itself_is_kept_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT", 1)
    data = warehouse(tmp_path / "data", TABLES)
    done = "(select count(*) from task_state({}) where status = 'Hoàn thành')"
    days = ("$as_of", "$as_of - interval 1 day", "$as_of::date - 2")
    sql = f"select {', '.join(done.format(day) for day in days)}"
    (tmp_path / "three_days.sql").write_text(sql, encoding="utf-8")
    monkeypatch.setattr(questions, "QUERIES", tmp_path)
    for n, expected in enumerate([(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1)], start=-1):
        assert data.answer("three_days", Scope.at(DONE_ON + timedelta(days=n)))[1] == [expected]
