"""A pasted list becomes units, a pasted plan becomes a plan and its tasks; ids are unique; what is there stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from emulation.folder import DataFolder
from emulation.intake.cells import parse
from emulation.office.founding import clauses, plan, ready, standing, units
from emulation.office.founding.clauses import Task
from emulation.office.founding.plan import Plan
from emulation.office.founding.units import Unit
from emulation.office.numbering import ids_of_names
from emulation.schema import TABLE
from emulation.store import read_document, save
from emulation.text import fold
from tests.folders import write_folder

NBSP, BULLET = "\u00a0", "\uf0b7"

# ---- ids


@settings(max_examples=40)
@given(st.lists(st.text(max_size=30), max_size=30), st.lists(st.text(max_size=8), max_size=5))
def test_ids_of_any_names_are_unique_readable_and_ids(names: list[str], known: list[str]):
    ids = ids_of_names(names, known)
    assert len(ids) == len(names)
    assert len({fold(each) for each in [*ids, *set(map(fold, known))]}) == len(ids) + len(
        set(map(fold, known))
    )
    for each in ids:
        assert each.isascii()
        assert each.isalnum()
        assert each == each.upper()
        assert parse(each, TABLE["units"].column("unit_id")) == each


def test_villages_of_like_initials_are_told_apart_by_their_names():
    assert ids_of_names(["Thôn An Lạc", "Thôn An Lão", "Thôn Bình An"]) == ["TALAC", "TALAO", "TBA"]


# ---- units


def listed(text: str) -> list[tuple[str, str]]:
    return [(unit.name, unit.bloc) for unit in units.read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Khối thôn\nThôn 1\nThôn 2",
        "I. Khối thôn (2 đơn vị):\n1. Thôn 1;\n2. Thôn 2.",
        f"Khối{NBSP}thôn\r\n{BULLET}\tThôn{NBSP}1\r\n{BULLET}\tThôn 2\r\n\r\n",
        "Khối thôn\v- Thôn 1\v- Thôn 2",
        "STT\tTên đơn vị\tKhối\n1\tThôn 1\tKhối thôn\n2\tThôn 2\tKhối thôn",
        "TT\tKhối thi đua\tĐơn vị\n1\tKhối thôn\tThôn 1\n2\t\tThôn 2",
        "1\tThôn 1\tKhối thôn\n2\tThôn 2\tKhối thôn",
        "1\tKhối thôn\tThôn 1\n2\t\tThôn 2",
        "DANH SÁCH ĐƠN VỊ\nKhối thôn:\n+ Thôn 1\n+ Thôn 2",
        "Kho\u0302\u0301i tho\u0302n\na) Tho\u0302n 1\nb) Tho\u0302n 2",
    ],
)
def test_a_list_is_read_however_it_was_copied(text: str):
    assert listed(text) == [("Thôn 1", "Khối thôn"), ("Thôn 2", "Khối thôn")]


def test_units_outside_every_bloc_and_roles():
    read = units.read("Khối cơ quan\nCông an xã (Khối trưởng)\nTrạm Y tế\tKhối phó\nNgoài khối\nHTX An Lão")
    assert [(u.name, u.bloc, u.role) for u in read] == [
        ("Công an xã", "Khối cơ quan", "Khối trưởng"),
        ("Trạm Y tế", "Khối cơ quan", "Khối phó"),
        ("HTX An Lão", "", ""),
    ]


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_any_text_is_read_as_some_units(text: str):
    assert all(unit.name and unit.unit_id for unit in units.read(text))


def test_like_names_and_ids_are_refused_and_those_there_stay():
    known = [{"unit_id": "CAX", "name": "Công an xã", "bloc_id": None}]
    refused = units.prepare([Unit("A", "Thôn 1"), Unit("a", "Thôn 2"), Unit("CAX", "Thôn 3")], known, [])
    assert refused.refusals == (
        "Mã đơn vị “a” có hai lần. Sửa hoặc xoá một dòng trong bảng.",
        "Mã CAX (Thôn 3) đã là mã của đơn vị khác. Sửa mã trong bảng.",
    )
    assert not refused.edits
    both = units.prepare(
        [Unit("CAX2", "Công an  XÃ"), Unit("TH", "Thôn Hạ"), Unit("TH2", "Thôn Hà")], known, []
    )
    assert [row.cells["unit_id"] for row in both.edits[0].rows] == ["TH", "TH2"]
    assert both.warnings == ("Đã có, giữ nguyên: Công an  XÃ.",)


# ---- the plan's clauses

PLAN = """
I. MỤC ĐÍCH, YÊU CẦU
1. Triển khai thực hiện Chỉ thị.
II. NHIỆM VỤ CỤ THỂ
1. Quý I năm 2026
a) Ban hành Kế hoạch năm 2026;

đ) Giải quyết hồ sơ đề nghị khen thưởng (nếu có).
4. Quý IV năm 2026
a) Tự kiểm tra. Chuẩn bị tiếp đoàn kiểm tra (nếu có);
b) Họp bình xét; đề xuất khen thưởng cấp tỉnh (nếu có) theo quy định
5. Nhiệm vụ khác trong năm 2026
a) Tuyên truyền
điển hình tiên tiến.
III. TỔ CHỨC THỰC HIỆN
1. Thủ trưởng các cơ quan triển khai thực hiện kế hoạch.
Ủy ban nhân dân xã yêu cầu thực hiện nghiêm túc./.
Nơi nhận:
- Công an xã;
"""


def test_each_point_of_the_plan_is_a_task_with_the_quarter_of_its_heading():
    assert clauses.read(PLAN, 2026) == [
        Task("II.1.a", "Ban hành Kế hoạch năm 2026", 1, date(2026, 3, 31)),
        Task("II.1.đ", "Giải quyết hồ sơ đề nghị khen thưởng (nếu có)", 1, date(2026, 3, 31), True, True),
        Task("II.4.a", "Tự kiểm tra. Chuẩn bị tiếp đoàn kiểm tra (nếu có)", 4, date(2026, 12, 31)),
        Task(
            "II.4.b",
            "Họp bình xét; đề xuất khen thưởng cấp tỉnh (nếu có) theo quy định",
            4,
            date(2026, 12, 31),
        ),
        Task("II.5.a", "Tuyên truyền điển hình tiên tiến", None, date(2026, 12, 31)),
        Task("III.1", "Thủ trưởng các cơ quan triển khai thực hiện kế hoạch", None, date(2026, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Quý II\na) Họp", [("II.1.a", 2)]),
        (f"II.{NBSP}NHIỆM VỤ\r\n2.\tQuý{NBSP}II\r\na)\tHọp", [("II.2.a", 2)]),
        ("II/ NHIỆM VỤ\n2/ QUÝ 2\na/ Họp\nb. Báo cáo", [("II.2.a", 2), ("II.2.b", 2)]),
        ("III. QUÝ III\n1. Họp\n2. Báo cáo", [("III.1", 3), ("III.2", 3)]),
        ("2. Quý II\n- Họp\n- Báo cáo\n- Sơ kết\n- Rà soát\n- Bình xét", [(f"II.2.{x}", 2) for x in "abcdđ"]),
        ("2. Quý II\na) Họp\n- gồm phần một;\n- phần hai", [("II.2.a", 2)]),
        ("II.2.đ Họp\nII.3.a) Báo cáo", [("II.2.đ", None), ("II.3.a", None)]),
        ("1. Quý I\n1.1. Họp\n1.2 Báo cáo", [("II.1.1", 1), ("II.1.2", 1)]),
        ("1. Tháng 5\na) Họp", [("II.1.a", 2)]),
        ("1. Nhiệm vụ 6 tháng đầu năm\na) Họp", [("II.1.a", None)]),
        ("Chỉ có lời văn, không có điểm nào.", []),
        ("1. Quý V\na) Họp", [("II.1.a", None)]),
    ],
)
def test_numbering_and_headings_of_many_kinds(text: str, expected: list[tuple[str, int | None]]):
    assert [(task.clause, task.quarter) for task in clauses.read(text, 2026)] == expected


def test_a_month_in_the_heading_gives_the_due_date():
    (task,) = clauses.read("1. Tháng 02/2028\na) Họp", 2028)
    assert task.due_on == date(2028, 2, 29)


@settings(max_examples=40)
@given(st.text(alphabet="IVX123abđ.)- \t\nQuý", max_size=120))
@example("1..")
def test_any_text_is_read_as_some_tasks(text: str):
    assert all(task.clause and task.title for task in clauses.read(text, 2026))


def test_a_clause_twice_is_refused_and_one_that_is_there_stays():
    twice = [Task("II.1.a", "Họp", 1, date(2026, 3, 31))] * 2
    assert clauses.prepare(twice, [], 2026).refusals == (
        "Điều khoản II.1.a có 2 lần. Sửa hoặc xoá một dòng trong bảng.",
    )
    known = [{"task_id": "2026-II.1.a", "year": 2026, "clause": "II.1.a"}]
    there = clauses.prepare(twice[:1], known, 2026)
    assert (there.edits, there.warnings) == ((), ("Đã có, giữ nguyên: II.1.a.",))


def test_a_task_without_due_date_is_refused():
    assert "Hạn hoàn thành" in clauses.prepare([Task("II.1.a", "Họp", 1, None)], [], 2026).refusals[0]


# ---- the plan itself


def test_the_plan_names_its_commune_by_its_own_kind():
    prepared = plan.prepare(Plan(2027, "ubnd đặc khu Cát Hải", superior="UBND TP. Hải Phòng"), [])
    cells = prepared.edits[0].rows[0].cells
    assert (cells["issuer"], cells["place"]) == ("Ủy ban nhân dân đặc khu Cát Hải", "Cát Hải")
    assert cells["superior"] == "Ủy ban nhân dân thành phố Hải Phòng"
    assert not prepared.warnings


def test_a_name_without_a_kind_is_warned_of_and_a_second_plan_refused():
    assert "chưa nói là xã, phường hay đặc khu" in plan.prepare(Plan(2027, "UBND An Lão"), []).warnings[0]
    assert plan.prepare(Plan(2027, "UBND xã A"), [{"year": 2027}]).refusals[0].startswith("Đã có kế hoạch")


# ---- what is ready


@pytest.mark.parametrize(("own", "above"), [("phường", "tỉnh"), ("đặc khu", "thành phố")])
def test_what_is_ready_is_accepted_in_the_communes_own_words(tmp_path: Path, own: str, above: str):
    commune = plan.commune_of(Plan(2027, f"UBND {own} A", superior=f"UBND {above} B"))
    chosen = {table: ready.rows(table, commune, 2027) for table in ready.READY}
    prepared = ready.prepare(chosen, 2027)
    save(write_folder(tmp_path / "data"), prepared.edits, prepared.what)
    edition = DataFolder(tmp_path / "data").edition()
    assert not edition.problems
    assert {row["level"] for row in chosen["awards"]} == {f"Cấp {own}", f"Cấp {above}", "Cấp Nhà nước"}
    criteria = edition.warehouse.table("criteria")
    assert criteria[criteria["kind"] == "Chuẩn"]["max_points"].sum() == 100
    assert set(criteria["year"]) == {2027}


def test_ready_rows_with_assumed_days_say_so():
    for row in ready.rows("awards", plan.commune_of(Plan(2027)), 2027):
        assert ("giả định" in row["legal_basis"]) == bool(row["working_days"])


# ---- the folder


def test_the_first_save_makes_the_required_files(tmp_path: Path):
    prepared = units.prepare([Unit("A", "Thôn 1")], [], [])
    save(tmp_path, standing.with_files(prepared.edits, tmp_path), prepared.what)
    edition = DataFolder(tmp_path).edition()
    assert not edition.problems
    assert not standing.is_new(edition, tmp_path)
    assert len(read_document(tmp_path, "units").rows()) == 1


def test_a_folder_with_rows_damage_or_a_copy_is_not_new(tmp_path: Path):
    def is_new(folder: Path) -> bool:
        return standing.is_new(DataFolder(folder).edition(), folder)

    assert is_new(tmp_path / "none")
    assert is_new(write_folder(tmp_path / "headings"))
    assert not is_new(write_folder(tmp_path / "row", {"bands": "name,from_points\nTốt,85\n"}))
    assert not is_new(write_folder(tmp_path / "fault", {"bands": "name,from_points\nTốt,x\n"}))
    (write_folder(tmp_path / "damaged") / "units.csv").write_bytes(b"\0\1")
    assert not is_new(tmp_path / "damaged")
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "units (1).csv").write_text("Mã đơn vị,Tên đơn vị\nA,Thôn 1\n", encoding="utf-8")
    assert not is_new(copy)
