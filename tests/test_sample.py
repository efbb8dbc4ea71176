"""The sample folder: made by its script, true to the plan, and with nobody's name in it."""

import csv
import re
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from emulation.intake import read_folder
from emulation.schema import TABLE, TABLES, Column
from emulation.scope import Scope
from emulation.warehouse import Warehouse

DATA = Path(__file__).parents[1] / "data"
SCRIPT = DATA / "make_sample.py"
CLAUSES = [
    *("II.1.a", "II.1.b", "II.1.c", "II.1.d", "II.1.đ"),
    *("II.2.a", "II.2.b", "II.2.c", "II.2.d"),
    *("II.3.a", "II.3.b", "II.3.c", "II.3.d"),
    *("II.4.a", "II.4.b", "II.4.c", "II.4.d", "II.4.đ", "II.4.e"),
    *("II.5.a", "II.5.b", "III.1", "III.2", "III.3"),
]
FILES = {table.name for table in TABLES}
DAY, JANUARY = date(2026, 11, 16), date(2027, 1, 5)
REPORTED = [(table.name, column) for table in TABLES for column in table.columns if column.log_date]
"""Where the day stands on which something was recorded or received."""
CODED = [(table.name, c) for table in TABLES for c in table.columns if c.values and (c.required or c.default)]


@lru_cache
def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells(name: str, column: Column) -> list[str]:
    return [row[column.label] for row in rows(name)]


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


@pytest.fixture(scope="module")
def warehouse() -> Warehouse:
    return Warehouse(read_folder(DATA)[0])


def answer(warehouse: Warehouse, query: str, as_of: date = DAY, **choice: Any) -> list[dict[str, Any]]:
    names, found = warehouse.answer(query, Scope.at(as_of, **choice))
    return [dict(zip(names, row, strict=True)) for row in found]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    subprocess.run([sys.executable, str(SCRIPT), "--to", str(folder)], check=True)
    return folder


def test_the_script_writes_every_file_of_the_contract(made: Path) -> None:
    assert {path.stem for path in made.glob("*.csv")} == FILES
    assert {path.stem for path in DATA.glob("*.csv")} == FILES


def test_the_committed_files_are_what_the_script_writes(made: Path) -> None:
    written = {name: (made / f"{name}.csv").read_bytes() for name in FILES}
    assert [name for name in FILES if (DATA / f"{name}.csv").read_bytes() != written[name]] == []


def test_files_are_plain_utf8_with_unix_line_ends() -> None:
    for name in FILES:
        content = (DATA / f"{name}.csv").read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf"), name
        assert b"\r" not in content, name
        assert content.decode("utf-8").endswith("\n"), name


def test_the_check_finds_nothing_to_mend() -> None:
    assert read_folder(DATA)[0].faults == []


def test_no_decimal_could_be_thousands() -> None:
    values = [value for name in FILES for row in rows(name) for value in row.values()]
    assert not [value for value in values if re.fullmatch(r"-?\d+[.,]\d{3}", value)]


def test_nothing_is_known_of_a_day_after_that_of_viewing(subtests: pytest.Subtests) -> None:
    for name, column in REPORTED:
        with subtests.test(name):
            assert day(rows("plan")[0]["Ngày xem mặc định"]) == DAY
            days = [day(text) for text in cells(name, column) if text or column.required]
            assert days
            assert max(days) <= DAY


def test_what_is_planned_still_lies_ahead() -> None:
    for name, column in (("tasks", "due_on"), ("meetings", "held_on"), ("extensions", "due_on")):
        assert max(map(day, cells(name, TABLE[name].column(column)))) > DAY


def test_every_month_of_the_year_up_to_that_day_has_its_entries() -> None:
    for name in ("progress", "dossiers", "dossier_events"):
        days = map(day, cells(name, next(c for c in TABLE[name].columns if c.log_date)))
        assert set(range(1, 12)) <= {when.month for when in days if when.year == 2026}


def test_every_column_says_something_somewhere() -> None:
    columns = [(table.name, column) for table in TABLES for column in table.columns]
    silent = {(name, column.name) for name, column in columns if not any(cells(name, column))}
    assert silent == {("plan", "signer_name")}


def test_every_value_of_a_coded_column_occurs(subtests: pytest.Subtests) -> None:
    for name, column in CODED:
        with subtests.test(f"{name}-{column.name}"):
            found = {column.value_of(cell or str(column.default)) for cell in cells(name, column)}
            assert found == set(column.values)


def test_the_city_is_called_a_city() -> None:
    assert {row["Cấp quyết định"] for row in rows("awards")} == {"Cấp xã", "Cấp thành phố", "Cấp Nhà nước"}
    assert {row["Cấp phát động"] for row in rows("movements")} == {"Trung ương", "Thành phố", "Xã"}
    plan = rows("plan")[0]
    standing = (plan["Cấp trên trực tiếp"], plan["Mã đơn vị"], plan["Ký hiệu văn bản"])
    assert standing == ("Ủy ban nhân dân thành phố Hải Phòng", "PVHXH", "VHXH")


def test_a_rest_day_makes_a_difference_on_the_day_of_viewing(warehouse: Warehouse) -> None:
    tasks = answer(warehouse, "tasks")
    done = [row for row in tasks if row["completed_on"] and row["completed_on"] > row["due_on"]]
    assert [
        row["clause"] for row in done if row["timeliness"] == "Đúng hạn" and row["due_on"].weekday() >= 5
    ] == ["KL.1"]
    waiting = [row for row in tasks if not row["completed_on"] and row["due_on"] < DAY]
    assert [row["clause"] for row in waiting if row["timeliness"] == "Sắp đến hạn"] == ["KL.3"]


def test_deadlines_were_extended_of_a_task_and_of_a_unit_twice(warehouse: Warehouse) -> None:
    extended = Counter((row["Mã nhiệm vụ"], row["Mã đơn vị"]) for row in rows("extensions"))
    assert extended == {("2026-II.4.b", ""): 1, ("2026-II.4.a", "T10"): 2}

    def due(as_of: date, clause: str, **choice: Any) -> list[date]:
        return [
            row["due_on"] for row in answer(warehouse, "tasks", as_of, **choice) if row["clause"] == clause
        ]

    of_unit = [due(date(2026, 11, n), "II.4.a", units=("T10",)) for n in (8, 9, 13)]
    assert of_unit == [[date(2026, 11, n)] for n in (10, 13, 20)]
    assert [due(date(2026, 11, n), "II.4.b") for n in (11, 12)] == [[date(2026, 12, 31)], [date(2027, 1, 15)]]


def test_a_school_names_24_of_its_people_in_one_dossier(warehouse: Warehouse) -> None:
    given = [row for row in answer(warehouse, "awards_given") if row["unit_id"] == "TH1"]
    assert {row["award_id"]: row["awards"] for row in given}["LDTT"] >= 24
    assert max(row["quantity"] for row in answer(warehouse, "pending_dossiers")) > 1


def test_the_schools_are_judged_by_their_school_year(warehouse: Warehouse) -> None:
    schools = {row["Mã đơn vị"] for row in rows("units") if row["Tên đơn vị"].startswith("Trường ")}
    ranked = [row for row in answer(warehouse, "unit_ranking", period="2025-2026") if row["rank"]]
    assert {row["unit_id"] for row in ranked} == schools
    assert all(row["stage"] == "Hội đồng chấm" and row["previous_rank"] for row in ranked)


@pytest.mark.parametrize("period", ["2026-H1", "2025", "2024-2025", "2025-2026", "2025-Q4", "2026-Q4"])
def test_every_kind_of_period_has_its_ranks(warehouse: Warehouse, period: str) -> None:
    assert any(row["rank"] for row in answer(warehouse, "unit_ranking", period=period))


def test_units_share_a_rank_in_the_last_quarter_that_is_over(warehouse: Warehouse) -> None:
    ranks = Counter(row["rank"] for row in answer(warehouse, "unit_ranking", period="2026-Q3") if row["rank"])
    assert max(ranks.values()) > 1


def test_blocs_have_criteria_of_their_own_and_awards_count_by_name_and_level(warehouse: Warehouse) -> None:
    own = {row["Mã tiêu chí"]: row["Mã khối"] for row in rows("criteria") if row["Mã khối"]}
    bloc = {row["Mã đơn vị"]: row["Mã khối"] for row in rows("units")}
    scored = {
        (row["Mã tiêu chí"], bloc[row["Mã đơn vị"]]) for row in rows("scores") if row["Mã tiêu chí"] in own
    }
    assert scored == set(own.items())
    scope = Scope.at(DAY, period="2026-Q2")
    points = [warehouse.ask("criterion_points", scope, unit=unit) for unit in bloc]
    gaining = {
        row["criterion_id"] for of_unit in points for row in of_unit.to_dict("records") if row["points"]
    }
    for column in ("Mã khen thưởng", "Cấp quyết định"):
        assert gaining & {row["Mã tiêu chí"] for row in rows("criteria") if row[column]}


def test_indicators_where_lower_is_better_are_met_by_some_and_missed_by_some() -> None:
    last = {(row["Mã đơn vị"], row["Chỉ tiêu"]): row for row in rows("movement_results") if row["Chiều tốt"]}
    assert {indicator for _, indicator in last} == {"Vụ vi phạm trật tự", "Tỷ lệ hồ sơ trễ hạn"}
    for indicator in ("Vụ vi phạm trật tự", "Tỷ lệ hồ sơ trễ hạn"):
        of_one = [row for (_, name), row in last.items() if name == indicator]
        pairs = [[float(row[c].replace(",", ".")) for c in ("Thực hiện", "Kế hoạch")] for row in of_one]
        assert {actual <= target for actual, target in pairs} == {True, False}


def test_seven_conclusions_of_meetings_stand_in_every_state(warehouse: Warehouse) -> None:
    concluded = answer(warehouse, "conclusions")
    standing = Counter(row["timeliness"] for row in concluded)
    assert standing == {"Đúng hạn": 4, "Trễ hạn": 1, "Quá hạn": 1, "Sắp đến hạn": 1}
    assert {row["timeliness"] for row in concluded if row["meeting_id"] == "H10"} == {
        "Sắp đến hạn",
        "Đúng hạn",
    }
    assert {row["held_on"].year for row in concluded} == {2025, 2026}


def test_there_is_a_year_ago_to_compare_with(warehouse: Warehouse) -> None:
    year_ago = DAY.replace(year=2025)
    assert warehouse.default_year(year_ago) == 2025
    for query in ("awards_given", "pending_dossiers", "conclusions"):
        assert answer(warehouse, query, year_ago)
    tasks = {row["timeliness"] for row in answer(warehouse, "tasks", year_ago)}
    assert tasks == {"Đúng hạn", "Trễ hạn", "Quá hạn", "Chưa đến hạn"}
    ranked = answer(warehouse, "unit_ranking", year_ago, period="2025-Q3")
    assert all(row["stage"] == "Hội đồng chấm" for row in ranked)


def test_last_year_left_nothing_open(warehouse: Warehouse) -> None:
    assert {row["timeliness"] for row in answer(warehouse, "tasks", year=2025)} == {"Đúng hạn", "Trễ hạn"}
    assert not sum(row["overdue"] for row in answer(warehouse, "unit_progress", year=2025))
    assert all(row["received_on"].year == 2026 for row in answer(warehouse, "pending_dossiers"))


def test_the_commune_had_no_task_or_dossier_before_it_was_one() -> None:
    days = [*cells("tasks", TABLE["tasks"].column("due_on"))]
    days += [cell for name, column in REPORTED for cell in cells(name, column) if cell]
    assert min(map(day, days)) >= date(2025, 7, 1)


def test_a_dossier_has_waited_long_for_what_it_lacks(warehouse: Warehouse) -> None:
    paused = [row for row in answer(warehouse, "pending_dossiers") if row["stage"] == "Yêu cầu bổ sung"]
    assert max((DAY - row["stage_since"]).days for row in paused) > 21


def test_a_task_is_late_because_its_dossiers_are(warehouse: Warehouse) -> None:
    late = [
        row for row in answer(warehouse, "tasks") if row["timeliness"] == "Quá hạn" and row["due_on"] > DAY
    ]
    assert [row["clause"] for row in late] == ["II.4.e"]


def test_no_two_units_share_a_short_name() -> None:
    names = Counter(row["Tên gọn"].casefold() for row in rows("units"))
    assert max(names.values()) == 1


def test_in_january_last_year_s_open_work_is_what_is_seen(warehouse: Warehouse) -> None:
    assert warehouse.default_year(JANUARY) == 2026
    open_tasks = [
        row
        for row in answer(warehouse, "tasks", JANUARY, year=2026)
        if row["status"] in ("Đang thực hiện", "Chưa bắt đầu")
    ]
    assert {row["timeliness"] for row in open_tasks} == {"Quá hạn", "Sắp đến hạn"}
    assert answer(warehouse, "pending_dossiers", JANUARY)


def test_the_plan_has_its_21_tasks_and_3_standing_duties_in_order() -> None:
    of_plan = [row for row in rows("tasks") if row["Năm"] == "2026" and not row["Mã cuộc họp"]]
    assert [row["Điều khoản"] for row in of_plan] == CLAUSES
    assert Counter(row["Quý"] for row in of_plan) == {"1": 5, "2": 4, "3": 4, "4": 6, "": 5}


def test_the_plan_s_words_are_left_as_they_are() -> None:
    title = {row["Điều khoản"]: row["Nội dung"] for row in rows("tasks") if row["Năm"] == "2026"}
    assert "kết quả thực hiện thực hiện công tác" in title["II.1.c"]
    assert title["II.4.d"].startswith("Hợp Hội đồng Thi đua, khen thưởng xã bình xét")
    assert title["II.1.d"].endswith("tại xã Kiến Thụy (đơn vị Cụm trưởng năm 2025)")
    assert title["III.2"].startswith("Giao phòng Văn hoá - Xã hội, cơ quan thường trực Hội đồng thi đua")
    assert not any("*" in text for text in title.values())


def test_the_dossier_tasks_are_the_conditional_ones_and_follow_the_dossiers() -> None:
    by_dossiers = {row["Mã nhiệm vụ"] for row in rows("tasks") if row["Cách theo dõi"] == "hồ sơ"}
    of_plan = {f"2026-{clause}" for clause in ("II.1.đ", "II.2.d", "II.3.d", "II.4.e")}
    assert by_dossiers == of_plan | {"2025-1.c", "2025-2.d"}
    assert by_dossiers == {row["Mã nhiệm vụ"] for row in rows("tasks") if row["Nếu có"] == "có"}
    measured = {row["Mã nhiệm vụ"] for row in rows("tasks") if row["Cách theo dõi"] == "hồ sơ"}
    assert measured.isdisjoint(row["Mã nhiệm vụ"] for row in rows("progress"))


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_the_standard_criteria_of_a_year_total_100(year: str) -> None:
    standard = [row for row in rows("criteria") if row["Năm"] == year and row["Loại điểm"] == "Chuẩn"]
    assert sum(int(row["Điểm tối đa"]) for row in standard) == 100


def test_nominees_are_numbered_and_nobody_is_named() -> None:
    names = [(row["Đối tượng"], row["Tên đối tượng"], row["Số lượng"]) for row in rows("dossiers")]
    assert len({name for _, name, _ in names}) == len(names)
    for kind, name, quantity in names:
        others = rf" và {int(quantity) - 1} (người|tập thể|hộ) khác" if quantity else ""
        assert re.fullmatch(rf"{kind} \d{{2,3}}{others}", name)
    assert {row["Người ký"] for row in rows("plan")} == {""}
    clerks = {row["Người ghi"] for table in TABLES if table.thing for row in rows(table.name)}
    assert all(re.fullmatch(r"Cán bộ \d\d", name) for name in clerks)


def test_what_was_invented_says_so() -> None:
    assert all("minh họa" in row["Thông báo"] for row in rows("plan"))
    documents = {row["Số văn bản"] for name in ("dossier_events", "extensions") for row in rows(name)} - {""}
    evidence = {row["Văn bản, minh chứng"] for row in rows("progress")} - {""}
    evidence.remove("Kế hoạch số 67/KH-UBND ngày 23/02/2026")
    assert all(number.startswith("MH-") for number in documents | evidence)
    invented = [row["Nội dung"] for row in rows("tasks") if row["Mã cuộc họp"] or row["Năm"] == "2025"]
    assert all(title.endswith("(minh họa)") for title in invented)


def test_there_are_about_thirty_units_in_six_blocs_each_with_one_head() -> None:
    units = rows("units")
    assert 28 <= len(units) <= 36
    heads = Counter(row["Mã khối"] for row in units if row["Vai trò trong khối"] == "Khối trưởng")
    assert heads == dict.fromkeys((row["Mã khối"] for row in rows("blocs")), 1)
    sizes = Counter(row["Mã khối"] for row in units if row["Mã khối"])
    assert len(sizes) == 6
    assert all(5 <= size <= 8 for size in sizes.values())
    assert any(not row["Mã khối"] for row in units)


def test_most_units_have_an_address_and_none_can_belong_to_anybody() -> None:
    addresses = [row["Thư điện tử"] for row in rows("units")]
    assert addresses.count("") == 2
    assert all(re.fullmatch(r"[a-z0-9]+@nghiduong\.example", text) for text in addresses if text)


def test_points_are_zero_and_above_their_maximum_somewhere() -> None:
    most = {row["Mã tiêu chí"]: float(row["Điểm tối đa"]) for row in rows("criteria")}
    points = [(row["Mã tiêu chí"], float(row["Điểm"].replace(",", "."))) for row in rows("scores")]
    assert any(value == 0 for _, value in points)
    assert any(value > most[criterion] for criterion, value in points)
