"""The sample folder: made by its script, true to the plan, and with nobody's name in it."""

import csv
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
SCRIPT = DATA / "make_sample.py"
CLAUSES = [
    *("II.1.a", "II.1.b", "II.1.c", "II.1.d", "II.1.đ"),
    *("II.2.a", "II.2.b", "II.2.c", "II.2.d"),
    *("II.3.a", "II.3.b", "II.3.c", "II.3.d"),
    *("II.4.a", "II.4.b", "II.4.c", "II.4.d", "II.4.đ", "II.4.e"),
    *("II.5.a", "II.5.b", "III.1", "III.2", "III.3"),
]
FILES = {
    *("plan", "blocs", "units", "tasks", "assignments", "progress", "awards", "dossiers", "dossier_events"),
    *("criteria", "scores", "bands", "movements", "movement_results", "meetings", "days_off"),
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    subprocess.run([sys.executable, str(SCRIPT), "--to", str(folder)], check=True)
    return folder


def test_the_script_writes_every_file_of_the_contract(made: Path) -> None:
    assert {path.stem for path in made.glob("*.csv")} == FILES
    assert {path.stem for path in DATA.glob("*.csv")} == FILES


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_committed_file_is_what_the_script_writes(made: Path, name: str) -> None:
    assert (DATA / f"{name}.csv").read_bytes() == (made / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_is_plain_utf8_with_unix_line_ends(name: str) -> None:
    content = (DATA / f"{name}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.decode("utf-8").endswith("\n")


def test_the_plan_has_its_21_tasks_and_3_standing_duties_in_order() -> None:
    assert [row["Điều khoản"] for row in rows("tasks")] == CLAUSES
    assert Counter(row["Quý"] for row in rows("tasks")) == {"1": 5, "2": 4, "3": 4, "4": 6, "": 5}


def test_the_plan_s_words_are_left_as_they_are() -> None:
    title = {row["Điều khoản"]: row["Nội dung"] for row in rows("tasks")}
    assert "kết quả thực hiện thực hiện công tác" in title["II.1.c"]
    assert title["II.4.d"].startswith("Hợp Hội đồng Thi đua, khen thưởng xã bình xét")
    assert title["II.1.d"].endswith("tại xã Kiến Thụy (đơn vị Cụm trưởng năm 2025)")
    assert title["III.2"].startswith("Giao phòng Văn hoá - Xã hội, cơ quan thường trực Hội đồng thi đua")
    assert not any("*" in text for text in title.values())


def test_the_dossier_tasks_are_the_conditional_ones_and_follow_the_dossiers() -> None:
    by_dossiers = {row["Điều khoản"] for row in rows("tasks") if row["Cách theo dõi"] == "hồ sơ"}
    assert by_dossiers == {"II.1.đ", "II.2.d", "II.3.d", "II.4.e"}
    assert by_dossiers == {row["Điều khoản"] for row in rows("tasks") if row["Nếu có"] == "có"}
    measured = {row["Mã nhiệm vụ"] for row in rows("tasks") if row["Cách theo dõi"] == "hồ sơ"}
    assert measured.isdisjoint(row["Mã nhiệm vụ"] for row in rows("progress"))


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_the_standard_criteria_of_a_year_total_100(year: str) -> None:
    standard = [row for row in rows("criteria") if row["Năm"] == year and row["Loại điểm"] == "Chuẩn"]
    assert sum(int(row["Điểm tối đa"]) for row in standard) == 100


def test_nominees_are_numbered_and_nobody_is_named() -> None:
    names = [(row["Đối tượng"], row["Tên đối tượng"]) for row in rows("dossiers")]
    assert len(names) == len(set(names)) == 180
    assert all(re.fullmatch(rf"{kind} \d{{2,3}}", name) for kind, name in names)
    assert [row["Người ký"] for row in rows("plan")] == [""]


def test_what_was_invented_says_so() -> None:
    assert "minh họa" in rows("plan")[0]["Thông báo"]
    documents = {row["Số văn bản"] for row in rows("dossier_events")} - {""}
    evidence = {row["Văn bản, minh chứng"] for row in rows("progress")} - {""}
    evidence.remove("Kế hoạch số 67/KH-UBND ngày 23/02/2026")
    assert all(number.startswith("MH-") for number in documents | evidence)


def test_there_are_about_thirty_units_in_six_blocs_each_with_one_head() -> None:
    units = rows("units")
    assert 28 <= len(units) <= 36
    heads = Counter(row["Mã khối"] for row in units if row["Vai trò trong khối"] == "Khối trưởng")
    assert heads == dict.fromkeys((row["Mã khối"] for row in rows("blocs")), 1)
    sizes = Counter(row["Mã khối"] for row in units if row["Mã khối"])
    assert len(sizes) == 6
    assert all(5 <= size <= 8 for size in sizes.values())
    assert any(not row["Mã khối"] for row in units)


def test_every_case_of_the_field_occurs() -> None:
    statuses = {"Chưa bắt đầu", "Đang thực hiện", "Hoàn thành", "Không phát sinh"}
    assert {row["Trạng thái"] for row in rows("progress")} == statuses
    assert len({row["Bước xử lý"] for row in rows("dossier_events")}) == 10
    assert {row["Cấp phát động"] for row in rows("movements")} == {"Trung ương", "Thành phố", "Xã"}
    most = {row["Mã tiêu chí"]: float(row["Điểm tối đa"]) for row in rows("criteria")}
    points = [(row["Mã tiêu chí"], float(row["Điểm"].replace(",", "."))) for row in rows("scores")]
    assert any(value == 0 for _, value in points)
    assert any(value > most[criterion] for criterion, value in points)
