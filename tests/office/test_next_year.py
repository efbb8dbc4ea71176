"""Beginning next year: ids, dates and words moved on, this year untouched."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.__main__ import CONTRACT
from emulation.intake import read_folder
from emulation.office import next_year
from emulation.office.change_set import rows_of
from emulation.office.next_year import shift_date, shift_ids, shift_text
from emulation.scope import Scope
from emulation.store import save
from emulation.warehouse import NotAvailable, Warehouse
from tests.folders import warehouse, write_folder
from tests.office import told

SAMPLE = Path(__file__).parents[2] / "data"
TABLES = {
    "plan": """
        year,number,issued_on,title,issuer,superior,unit_id,symbol,view_on,notice
        2028,67/KH-UBND,23/02/2028,Nhiệm vụ năm 2028,UBND xã,UBND tỉnh,A,VHXH,16/11/2028,Số liệu minh họa
        """,
    "units": """
        unit_id,name
        A,Đơn vị A
        """,
    "tasks": """
        task_id,year,clause,quarter,title,place,conditional,measured_by,due_on,meeting_id
        2028-a,2028,II.1.a,I,"Tổng kết năm 2028, phương hướng 2029",An Lão,có,,29/02/2028,
        b,2028,II.1.b,,Hồ sơ,,,hồ sơ,10/01/2029,
        2027-a,2027,II.1.a,I,Việc năm trước,,,,31/03/2027,
        """,
    "assignments": """
        task_id,unit_id,role,due_on
        2028-a,A,Chủ trì,15/02/2028
        b,A,Phối hợp,
        2027-a,A,Chủ trì,
        """,
    "extensions": "decided_on,task_id,unit_id,due_on\n20/02/2028,2028-a,,31/03/2028\n",
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "criteria": """
        criterion_id,year,group,name,kind,max_points,source,points_each,award_level,bloc_id
        28-1,2028,Khen thưởng,Được khen,Chuẩn,"7,5",khen thưởng,"2,5",Cấp tỉnh,
        28-2,2028,Phong trào,Đăng ký,Chuẩn,10,,,,K1
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("next_year"), TABLES)


def test_next_year_s_rows_from_this_year_s(data: Warehouse) -> None:
    change_set = next_year.prepare(data, 2028)
    rows = {name: [tuple(row.values()) for row in added] for name, added in told.rows(change_set).items()}
    assert rows == {
        "plan": [
            (
                "2029",
                "",
                "",
                "Nhiệm vụ năm 2029",
                "UBND xã",
                "",
                "",
                "",
                "UBND tỉnh",
                "A",
                "VHXH",
                "",
                "Số liệu minh họa",
            )
        ],
        "tasks": [
            (
                "2029-a",
                "2029",
                "II.1.a",
                "1",
                "Tổng kết năm 2029, phương hướng 2030",
                "",
                "An Lão",
                "có",
                "",
                "28/02/2029",
                "",
            ),
            ("b-2029", "2029", "II.1.b", "", "Hồ sơ", "", "", "", "hồ sơ", "10/01/2030", ""),
        ],
        "assignments": [("2029-a", "A", "Chủ trì", "15/02/2029"), ("b-2029", "A", "Phối hợp", "")],
        "criteria": [
            (
                "29-1",
                "2029",
                "Khen thưởng",
                "Được khen",
                "Chuẩn",
                "7,5",
                "khen thưởng",
                "2,5",
                "",
                "Cấp tỉnh",
                "",
            ),
            ("29-2", "2029", "Phong trào", "Đăng ký", "Chuẩn", "10", "", "", "", "", "K1"),
        ],
    }
    assert [edit.table for edit in change_set.edits] == ["plan", "tasks", "assignments", "criteria"]
    assert change_set.what == "Sang năm mới: kế hoạch 2029 từ kế hoạch 2028"
    assert change_set.warnings == (
        "Địa điểm giữ như năm trước, nên xem lại: II.1.a – An Lão.",
        "Hạn mới không nằm trong năm 2029: II.1.b – 10/01/2030.",
    )


def test_each_old_line_stands_beside_its_new_one(data: Warehouse) -> None:
    change_set = next_year.prepare(data, 2028)
    assert told.changes(change_set) == [
        "Kế hoạch năm: 2028 · 67/KH-UBND · Nhiệm vụ năm 2028 → 2029 · Nhiệm vụ năm 2029 (số, ngày ban hành để trống)",
        "Nhiệm vụ: 2028-a · Tổng kết năm 2028, phương hướng 2029 · hạn 29/02/2028 → "
        "2029-a · Tổng kết năm 2029, phương hướng 2030 · hạn 28/02/2029",
        "Nhiệm vụ: b · Hồ sơ · hạn 10/01/2029 → b-2029 · Hồ sơ · hạn 10/01/2030",
        "Phân công: 2028-a: 1 đơn vị, 1 hạn riêng → 2029-a: 1 đơn vị, 1 hạn riêng",
        "Phân công: b: 1 đơn vị → b-2029: 1 đơn vị",
        "Tiêu chí chấm điểm: 28-1 · Được khen · tối đa 7,5 điểm → 29-1 · Được khen · tối đa 7,5 điểm",
        "Tiêu chí chấm điểm: 28-2 · Đăng ký · tối đa 10 điểm → 29-2 · Đăng ký · tối đa 10 điểm",
    ]


@pytest.mark.parametrize(
    ("year", "refusal"),
    [
        (2027, "Năm 2028 đã có nhiệm vụ. Sửa các nhiệm vụ ấy ở Dữ liệu, bảng Nhiệm vụ."),
        (2030, "Năm 2030 không có nhiệm vụ nào để chuyển sang. Chọn năm đã có kế hoạch."),
    ],
)
def test_a_year_that_is_there_and_one_that_is_not(data: Warehouse, year: int, refusal: str) -> None:
    change_set = next_year.prepare(data, year)
    assert (change_set.refusals, change_set.edits) == ((refusal,), ())


def test_ids_that_would_collide_are_refused(tmp_path: Path) -> None:
    tasks = "task_id,year,clause,title,due_on\n"
    tasks += "b,2028,II.1.a,Một,31/03/2028\n2028-b,2028,II.1.b,Hai,31/03/2028\n2029-b,2027,II,Ba,31/03/2027\n"
    change_set = next_year.prepare(
        warehouse(
            tmp_path,
            TABLES
            | {
                "tasks": tasks,
                "assignments": "task_id,unit_id,role\n",
                "extensions": "decided_on,task_id,unit_id,due_on\n",
            },
        ),
        2028,
    )
    assert change_set.refusals == (
        "Mã mới 2029-b (từ 2028-b) trùng với mã khác trong bảng Nhiệm vụ. Đổi mã 2028-b để mã năm sau không trùng.",
    )
    assert change_set.edits == ()


def test_a_plan_and_criteria_that_are_there_stay(tmp_path: Path) -> None:
    there = {
        "plan": "year,issuer\n2028,UBND xã\n2029,UBND xã\n",
        "criteria": "criterion_id,year,group,name,kind,max_points\nX,2029,Một,Hai,Chuẩn,5\n",
    }
    change_set = next_year.prepare(warehouse(tmp_path, TABLES | there), 2028)
    assert [edit.table for edit in change_set.edits] == ["tasks", "assignments"]
    assert change_set.warnings[:2] == (
        "Đã có kế hoạch năm 2029, giữ nguyên.",
        "Đã có 1 tiêu chí chấm điểm năm 2029, giữ nguyên.",
    )


def test_an_unreadable_file_is_no_empty_one(tmp_path: Path) -> None:
    reading, _ = read_folder(write_folder(tmp_path, TABLES | {"criteria": ""}))
    with pytest.raises(NotAvailable, match=r"criteria\.csv"):
        next_year.prepare(Warehouse(reading), 2028)


def test_what_a_meeting_concluded_stays_in_its_year(tmp_path: Path) -> None:
    concluded = {
        "tasks": "task_id,year,clause,title,due_on,meeting_id\n"
        "a,2028,II.1,Việc của kế hoạch,31/03/2028,\nk,2028,KL.1,Việc theo kết luận,31/03/2028,H1\n",
        "assignments": "task_id,unit_id,role\na,A,Chủ trì\nk,A,Chủ trì\n",
        "meetings": "meeting_id,held_on,kind,title\nH1,02/02/2028,Họp UBND,Giao ban\n",
        "extensions": "decided_on,task_id,unit_id,due_on\n",
    }
    change_set = next_year.prepare(warehouse(tmp_path, TABLES | concluded), 2028)
    added = {
        name: [row["task_id"] for row in told.rows(change_set)[name]] for name in ("tasks", "assignments")
    }
    assert added == {"tasks": ["a-2029"], "assignments": ["a-2029"]}
    assert change_set.warnings == ("Việc theo kết luận của một cuộc họp không chuyển sang năm sau: KL.1.",)


def test_the_sample_takes_it_and_keeps_every_figure_of_the_year(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    before = Warehouse(read_folder(folder)[0])
    change_set = next_year.prepare(before, 2026)
    save(folder, change_set.edits, change_set.what)
    reading, _ = read_folder(folder)
    assert not reading.faults
    after = Warehouse(reading)
    scope = Scope.at(date(2026, 11, 16))
    for query in CONTRACT:
        assert after.answer(query, scope) == before.answer(query, scope), query
    new, old = (after.ask("quarterly_progress", scope.but(year=year)) for year in (2027, 2026))
    of_plan = [task for task in rows_of(before, "tasks") if task["year"] == 2026 and not task["meeting_id"]]
    assert new["tasks"].sum() == len(of_plan) < old["tasks"].sum()
    assert new["not_started"].tolist() == new["tasks"].tolist()
    assert next_year.prepare(after, 2027).allowed


days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(days)
def test_a_date_stays_the_same_day_of_the_next_year(day: date) -> None:
    moved = shift_date(day)
    assert (moved.year, moved.month) == (day.year + 1, day.month)
    assert moved.day == day.day or (day.month, day.day, moved.day) == (2, 29, 28)


words = st.sampled_from(
    [
        "năm ",
        "2024",
        "2025",
        "2026",
        "2027",
        "2028",
        "-",
        " – ",
        "/",
        "NĐ-CP",
        "đ",
        " ",
        "12",
        "29/02/",
        "(",
        "0",
    ]
)


@settings(max_examples=50)
@given(st.lists(words, max_size=12).map("".join))
def test_words_keep_everything_but_near_years(text: str) -> None:
    moved = shift_text(text, 2026)
    runs, others = re.compile(r"[0-9]+"), re.compile(r"[^0-9]+")
    assert others.findall(moved) == others.findall(text)
    for old, new in zip(runs.findall(text), runs.findall(moved), strict=True):
        assert new == old or (old, new) == ("29", "28") or (len(old) == 4 and int(new) == int(old) + 1)


@given(st.text(st.sampled_from("aăđ 1./-"), max_size=20))
def test_words_without_a_near_year_stay(text: str) -> None:
    assert shift_text(text, 2026) == text


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("năm học 2027-2028 và 2024 – 2025", "năm học 2028-2029 và 2025 – 2026"),
        ("Quý I/2026, tháng 9/2026, 31/12/2026.", "Quý I/2027, tháng 9/2027, 31/12/2027."),
        ("giai đoạn 2025-2030, 2021-2026", "giai đoạn 2025-2030, 2021-2026"),
        ("Luật năm 2022, số 12/2026/NQ-HĐND, 12026", "Luật năm 2022, số 12/2026/NQ-HĐND, 12026"),
    ],
)
def test_which_years_follow_the_plan_s(text: str, moved: str) -> None:
    assert shift_text(text, 2026) == moved


@settings(max_examples=50)
@given(st.lists(st.text(st.sampled_from("026-ab"), min_size=1, max_size=8), unique=True))
def test_an_id_moves_each_year_and_never_grows_twice(ids: list[str]) -> None:
    once = shift_ids(ids, 2026)
    assert list(once) == ids
    assert all(old != new for old, new in once.items())
    twice = shift_ids(list(once.values()), 2027)
    assert {len(new) - len(old) for old, new in twice.items()} <= {0}
