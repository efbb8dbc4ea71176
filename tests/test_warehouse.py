"""The warehouse: which files a question needs, what is refused, what is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from emulation import warehouse as module
from emulation.intake import read_folder
from emulation.questions import tables_of
from emulation.schema import TABLE, TABLES
from emulation.scope import Scope
from emulation.warehouse import NotAvailable, Warehouse
from tests.folders import warehouse, write_folder

DAY = date(2026, 7, 15)
SAMPLE = Path(__file__).parents[1] / "data"


def test_a_question_names_the_files_it_reads_through_the_staging_macros() -> None:
    assert tables_of("last_council_meeting") == {"meetings"}
    assert {"tasks", "assignments", "progress", "dossiers", "dossier_events", "awards"} <= tables_of(
        "quarterly_progress"
    )
    assert {"scores", "criteria", "bands"} <= tables_of("unit_ranking")
    assert "scores" not in tables_of("pending_dossiers")


@pytest.mark.parametrize("table", [t.name for t in TABLES])
def test_an_unreadable_file_refuses_just_the_questions_that_need_it(table: str, tmp_path: Path) -> None:
    write_folder(tmp_path, {table: ""})
    reading, _ = read_folder(tmp_path)
    assert [p.file for p in reading.faults] == [TABLE[table].file]
    asked = Warehouse(reading)
    scope = Scope.at(DAY, since=DAY)
    more = dict.fromkeys(("task", "unit", "dossier", "movement"), "X")
    for query in (
        "last_council_meeting",
        "movements",
        "pending_dossiers",
        "quarterly_progress",
        "unit_ranking",
    ):
        if table in tables_of(query):
            with pytest.raises(NotAvailable, match=TABLE[table].file):
                asked.ask(query, scope, **more)
        else:
            asked.ask(query, scope, **more)


def test_a_table_without_rows_has_the_columns_of_one_with_rows(tmp_path: Path) -> None:
    empty, full = warehouse(tmp_path), Warehouse(read_folder(SAMPLE)[0])
    for table in TABLES:
        columns = f'describe "{table.name}"'
        assert empty.rows_of(columns) == full.rows_of(columns), table.name


def test_editions_know_nothing_of_each_other_and_what_is_gone_leaves_nothing(tmp_path: Path) -> None:
    days_off = "day,kind,reason\n02/09/2026,Làm bù,Lũ\n"
    one = warehouse(tmp_path / "one", {"units": "unit_id,name\nU1,Thôn Một\n", "days_off": days_off})
    other = warehouse(tmp_path / "other", {"units": "unit_id,name\nU2,Thôn Hai\n"})
    works = "select is_working from calendar_days where day = date '2026-09-02'"
    assert (one.rows_of("select unit_id from units"), one.rows_of(works)) == ([("U1",)], [(True,)])
    assert (other.rows_of("select unit_id from units"), other.rows_of(works)) == ([("U2",)], [(False,)])
    supposed = one.supposing({"units": [{"unit_id": "U3", "name": "Thôn Ba"}]})
    databases = "select count(*) from duckdb_databases() where database_name = '{}'"
    of_one, of_other = (databases.format(each._database.name) for each in (one, other))
    del one
    assert (other.rows_of(of_one), other.rows_of(of_other)) == ([(1,)], [(1,)]), "something still asks it"
    assert supposed.rows_of("select count(*) from units") == [(2,)]
    del supposed
    assert (other.rows_of(of_one), other.rows_of(of_other)) == ([(0,)], [(1,)])


def test_columns_and_values_are_plain(tmp_path: Path) -> None:
    rows = warehouse(tmp_path).ask("quarterly_progress", Scope.at(DAY))
    assert rows["quarter"].tolist() == [0, 1, 2, 3, 4]
    assert rows["tasks"].tolist() == [0] * 5
    assert rows["completion_rate"].tolist() == [None] * 5


def test_the_default_day_is_the_latest_plan_s_own(tmp_path: Path) -> None:
    data = warehouse(
        tmp_path,
        {"plan": "year,issuer,view_on\n2025,UBND,31/12/2025\n2026,UBND,16/11/2026\n2027,UBND,\n"},
    )
    assert data.default_as_of == date(2026, 11, 16)


def test_without_one_it_is_today_and_follows_the_calendar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = warehouse(tmp_path)
    for day in (date(2026, 12, 31), date(2027, 1, 1)):
        monkeypatch.setattr(module, "today", lambda day=day: day)
        assert data.default_as_of == day


def test_sql_cannot_reach_files(tmp_path: Path) -> None:
    with pytest.raises(duckdb.Error):
        warehouse(tmp_path).rows_of(f"select * from read_csv('{tmp_path}/tasks.csv')")
