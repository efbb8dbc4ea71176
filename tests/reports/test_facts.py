"""What reports are told: the contract's figures and the data's names, nothing else."""

from datetime import date, datetime

import pytest

from emulation.intake import read_folder
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.request import Request
from emulation.scope import VIETNAM
from emulation.warehouse import NotAvailable, Warehouse
from tests.folders import write_folder

MADE_AT = datetime(2026, 11, 23, 10, 15, tzinfo=VIETNAM)
TABLES = {
    "plan": "Năm,Cơ quan ban hành,Chức vụ người ký\n2025,UBND xã A,CHỦ TỊCH\n2026,UBND xã A,PHÓ CHỦ TỊCH\n",
    "units": "Mã đơn vị,Tên đơn vị\nT2,Thôn Hai\nT1,Thôn Một\n",
    "tasks": "Mã nhiệm vụ,Năm,Điều khoản,Quý,Nội dung,Hạn hoàn thành\n"
    "N1,2026,II.1.a,1,Việc một,31/03/2026\nN2,2026,II.2.a,2,Việc hai,30/06/2026\n",
    "meetings": "Mã cuộc họp,Ngày họp,Loại,Nội dung\nH1,01/04/2026,Họp Hội đồng,Chấm điểm\n",
}


def warehouse(path, tables=TABLES) -> Warehouse:
    reading, _ = read_folder(write_folder(path, tables))
    return Warehouse(reading)


@pytest.fixture
def facts(tmp_path):
    request = Request.of(KINDS["half-year"], date(2026, 7, 1))
    return Facts(warehouse(tmp_path), request, MADE_AT)


def test_rows_have_their_columns_by_name_and_are_asked_once(facts):
    rows = facts.rows("quarterly_progress")
    assert [(row.quarter, row.tasks, row.overdue) for row in rows if row.tasks] == [(1, 1, 1), (2, 1, 1)]
    assert facts.rows("quarterly_progress") is rows
    assert facts.rows("quarterly_progress", as_of=date(2026, 5, 1)) is not rows


def test_a_half_year_is_two_quarters_of_rows(facts):
    assert [row.clause for row in facts.in_quarters("tasks")] == ["II.1.a", "II.2.a"]


def test_only_the_contracts_queries_are_asked(facts):
    with pytest.raises(ValueError, match="plan_curve"):
        facts.rows("plan_curve")


def test_names_and_places_are_those_of_the_files(facts):
    assert (facts.name("units", "T1"), facts.place("units", "T1")) == ("Thôn Một", 1)
    assert facts.name("tasks", "N2") == "Việc hai"
    assert facts.name("units", "?") == "?"


def test_units_and_blocs_of_one_name_are_told_apart(tmp_path):
    alike = {
        "blocs": "bloc_id,name\nK1,Khối thôn\nK2,Khối thôn\n",
        "units": "unit_id,name,short_name,bloc_id\nT2,Thôn 6,Thôn,K2\nT1,thôn 6,,K1\nT3,Thôn Ba,Thôn,K1\n",
    }
    facts = Facts(warehouse(tmp_path, alike), Request.of(KINDS["half-year"], date(2026, 7, 1)), MADE_AT)
    assert [row.name for row in facts.rows("unit_progress")] == ["Thôn 6 (T2)", "thôn 6 (T1)", "Thôn Ba"]
    assert {row.name for row in facts.rows("bloc_ranking")} == {"Khối thôn (K1)", "Khối thôn (K2)"}
    assert facts.name("units", "T1") == "thôn 6 (T1)"
    assert [facts.short_name(unit) for unit in ("T2", "T1", "T3")] == ["Thôn (T2)", "thôn 6", "Thôn (T3)"]


def test_the_plan_is_that_of_the_reports_year(facts):
    assert facts.plan.signer_title == "PHÓ CHỦ TỊCH"
    other = Facts(facts.warehouse, Request.of(KINDS["year"], date(2026, 7, 1), year=2024), MADE_AT)
    assert other.plan is None


def test_the_meeting_is_the_one_asked_for(facts):
    asked = Facts(facts.warehouse, Request.of(KINDS["minutes"], date(2026, 7, 1), meeting="H1"), MADE_AT)
    assert asked.meeting
    assert asked.meeting.title == "Chấm điểm"
    assert facts.meeting is None


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    folder = write_folder(tmp_path, TABLES)
    (folder / "meetings.csv").write_bytes(b"\x00")
    reading, _ = read_folder(folder)
    broken = Facts(Warehouse(reading), Request.of(KINDS["year"], date(2026, 7, 1)), MADE_AT)
    with pytest.raises(NotAvailable, match=r"meetings\.csv"):
        broken.table("meetings")


def test_the_version_stands_for_the_rows_not_for_the_files(tmp_path):
    same = {**TABLES, "units": "Tên đơn vị;Mã đơn vị\r\n Thôn Hai;T2\r\nThôn Một;T1\r\n"}
    changed = {**TABLES, "units": "Mã đơn vị,Tên đơn vị\nT2,Thôn Hai\nT1,Thôn Mốt\n"}
    first, second, third = (
        warehouse(tmp_path / str(n), tables) for n, tables in enumerate((TABLES, same, changed))
    )
    assert first.version == second.version != third.version
    assert len(first.version) == 8
