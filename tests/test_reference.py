"""Examples worked out by hand that pin the reference, and the well-formedness of its random folders."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.reference.contract import QUERIES, Answer, answer
from tests.reference.folders import random_question, write_random_folder, write_table
from tests.reference.moment import CLOSING
from tests.reference.reading import COLUMNS, Row, read_folder
from tests.reference.workdays import Calendar

ALL_YEAR = date(2026, 12, 31)
UNITS = [{"unit_id": f"0{n}", "name": f"Thôn {n}", "bloc_id": "K1" if n < 5 else None} for n in range(1, 6)]


def march(day: int) -> date:
    return date(2026, 3, day)


class Folder:
    """A folder with five units, four of them in the one bloc, and what a test adds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for file in COLUMNS:
            self.write(file, [])
        self.write("blocs", [{"bloc_id": "K1", "name": "Khối một"}])
        self.write("units", UNITS)

    def write(self, file: str, rows: list[Row]) -> None:
        write_table(self.path / f"{file}.csv", file, rows, set(), Random(2))

    def task(self, **columns: Any) -> None:
        task = {"task_id": "T1", "year": 2026, "clause": "II.1.a", "quarter": 1, "title": "Ký kết"}
        self.write("tasks", [{**task, "due_on": march(31), **columns}])

    def assign(self, *roles: str) -> None:
        rows = [{"task_id": "T1", "unit_id": f"0{n}", "role": role} for n, role in enumerate(roles, 1)]
        self.write("assignments", rows)

    def progress(self, *rows: tuple[str, date, str]) -> None:
        names = ("unit_id", "recorded_on", "status")
        self.write("progress", [{"task_id": "T1", **dict(zip(names, row, strict=True))} for row in rows])

    def dossiers(self, *rows: Row, working_days: int | None = 5) -> None:
        award = {"award_id": "A", "name": "Giấy khen", "category": "Hình thức khen thưởng", "level": "Cấp xã"}
        self.write("awards", [{**award, "working_days": working_days}])
        common = {"unit_id": "01", "nominee_kind": "Cá nhân", "nominee_name": "Lê Thị Hoa", "award_id": "A"}
        common["commendation_type"] = "Công trạng"
        self.write("dossiers", [{**common, **row} for row in rows])

    def events(self, *rows: tuple[str, date, str]) -> None:
        names = ("dossier_id", "occurred_on", "stage")
        self.write("dossier_events", [dict(zip(names, row, strict=True)) for row in rows])

    def criterion(self, *rows: Row) -> None:
        common = {"year": 2026, "group": "A", "name": "B", "kind": "Chuẩn", "max_points": 50}
        self.write("criteria", [{**common, **row} for row in rows])

    def scores(self, *rows: tuple[str, str, str, date, float], period: str = "2026-Q1") -> None:
        names = ("unit_id", "criterion_id", "stage", "recorded_on", "points")
        self.write("scores", [{"period": period, **dict(zip(names, row, strict=True))} for row in rows])

    def ask(self, query: str, day: date, **options: Any) -> Answer:
        return answer(self.path, query, as_of=day, **options)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def column(rows: Answer, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_working_days_around_tet_and_over_both_calendars() -> None:
    plain = Calendar([])
    assert plain.add(date(2026, 2, 13), 1) == date(2026, 2, 23)
    assert plain.between(date(2026, 8, 21), date(2026, 9, 3)) == 7  # 22/8 worked; 31/8, 1/9 and 2/9 off
    assert plain.is_working(date(2025, 4, 26))  # worked for 02/05/2025
    stronger = Calendar(
        [{"day": date(2026, 8, 22), "kind": "Nghỉ"}, {"day": date(2026, 9, 2), "kind": "Làm bù"}]
    )
    assert not stronger.is_working(date(2026, 8, 22))
    assert stronger.is_working(date(2026, 9, 2))


def test_completed_on_the_first_day_of_the_last_unbroken_run(folder: Folder) -> None:
    folder.task()
    folder.assign("Chủ trì")
    folder.progress(
        ("01", march(20), "Hoàn thành"),
        ("01", march(5), "Hoàn thành"),
        ("01", march(10), "Đang thực hiện"),
        ("01", march(12), "Đang thực hiện"),
        ("01", march(12), "Hoàn thành"),
    )
    at = "status", "completed_on", "timeliness", "days_late"
    assert column(folder.ask("tasks", march(25)), *at) == [("Hoàn thành", "2026-03-12", "Đúng hạn", None)]
    assert column(folder.ask("tasks", march(11)), *at) == [("Đang thực hiện", None, "Chưa đến hạn", None)]
    assert column(folder.ask("tasks", march(9)), *at) == [("Hoàn thành", "2026-03-05", "Đúng hạn", None)]


def test_soon_is_fifteen_days_and_late_the_day_after(folder: Folder) -> None:
    folder.task()
    words = [
        column(folder.ask("tasks", day), "timeliness", "days_late")[0]
        for day in (march(15), march(16), march(31), date(2026, 4, 1))
    ]
    assert words == [("Chưa đến hạn", None), ("Sắp đến hạn", None), ("Sắp đến hạn", None), ("Quá hạn", 1)]


def test_a_task_follows_its_leads_and_a_filter_shows_assignments(folder: Folder) -> None:
    folder.task()
    folder.assign("Chủ trì", "Chủ trì", "Phối hợp", "Chủ trì")
    folder.progress(
        ("01", march(3), "Hoàn thành"),
        ("02", date(2026, 4, 2), "Hoàn thành"),
        ("04", march(1), "Không phát sinh"),
    )
    at = "unit_id", "status", "completed_on", "timeliness", "days_late"
    whole = [("01;02;04", "Hoàn thành", "2026-04-02", "Trễ hạn", 2)]
    assert column(folder.ask("tasks", ALL_YEAR), *at) == whole
    assert column(folder.ask("tasks", ALL_YEAR, units=["04", "03"]), *at) == [
        ("03", "Chưa bắt đầu", None, "Quá hạn", 275),
        ("04", "Không phát sinh", None, None, None),
    ]
    assert folder.ask("tasks", ALL_YEAR, blocs=["K1"], units=["05"]) == []
    rates = column(
        folder.ask("quarterly_progress", ALL_YEAR, blocs=["K1"]), "tasks", "completion_rate", "on_time_rate"
    )
    assert rates[1] == (4, pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert rates[0] == (0, None, None)


def test_a_pause_moves_the_due_date_by_its_working_days(folder: Folder) -> None:
    folder.dossiers({"dossier_id": "H1", "received_on": march(2)})
    at = "due_on", "timeliness", "working_days_left"
    assert column(folder.ask("pending_dossiers", march(9)), *at) == [("2026-03-09", "Sắp đến hạn", 0)]
    assert column(folder.ask("pending_dossiers", march(16)), *at) == [("2026-03-09", "Quá hạn", -5)]
    folder.events(("H1", march(6), "Thẩm định"), ("H1", march(4), "Yêu cầu bổ sung"))
    assert column(folder.ask("pending_dossiers", march(10)), *at) == [("2026-03-11", "Sắp đến hạn", 1)]
    assert column(folder.ask("pending_dossiers", march(5)), *at) == [("2026-03-10", "Sắp đến hạn", 3)]
    folder.write("days_off", [{"day": march(7), "kind": "Làm bù"}, {"day": march(5), "kind": "Nghỉ"}])
    assert column(folder.ask("pending_dossiers", march(6)), *at) == [("2026-03-10", "Sắp đến hạn", 3)]


def test_a_dossier_sent_back_stays_judged_by_its_first_hand_up(folder: Folder) -> None:
    folder.dossiers(
        {"dossier_id": "H1", "received_on": march(2)},
        {"dossier_id": "H2", "received_on": march(3), "due_on": march(30)},
        {"dossier_id": "H3", "received_on": march(1), "due_on": march(30)},
    )
    folder.events(
        ("H1", march(9), "Trình cấp trên"), ("H1", march(20), "Thẩm định"), ("H1", march(23), "Thẩm định")
    )
    at = "dossier_id", "stage", "stage_since", "timeliness", "working_days_left", "with_higher_level"
    assert column(folder.ask("pending_dossiers", date(2026, 4, 30)), *at) == [
        ("H3", "Tiếp nhận", "2026-03-01", "Quá hạn", -21, "không"),
        ("H2", "Tiếp nhận", "2026-03-03", "Quá hạn", -21, "không"),
        ("H1", "Thẩm định", "2026-03-20", "Đúng hạn", None, "không"),
    ]
    assert column(folder.ask("pending_dossiers", march(19)), *at)[-1][-1] == "có"


def test_a_task_measured_by_dossiers(folder: Folder) -> None:
    folder.task(measured_by="hồ sơ")
    folder.assign("Chủ trì")
    at = "status", "due_on", "completed_on", "timeliness", "days_late"
    april = date(2026, 4, 1)
    assert column(folder.ask("tasks", march(31)), *at) == [
        ("Chưa bắt đầu", "2026-03-31", None, "Sắp đến hạn", None)
    ]
    assert column(folder.ask("tasks", april), *at) == [("Không phát sinh", "2026-03-31", None, None, None)]
    folder.dossiers(
        {"dossier_id": "H1", "received_on": march(2), "due_on": march(9)},
        {"dossier_id": "H2", "received_on": march(30), "due_on": date(2026, 4, 6), "unit_id": "05"},
    )
    folder.events(
        ("H1", march(12), "Đã khen thưởng"),
        ("H2", date(2026, 4, 3), "Trình cấp trên"),
        ("H2", date(2026, 4, 8), "Thẩm định"),
    )
    before = ("Đang thực hiện", "2026-03-31", None, "Quá hạn", 2)
    assert column(folder.ask("tasks", march(11)), *at) == [before]
    assert column(folder.ask("tasks", april), *at) == [
        ("Đang thực hiện", "2026-04-06", None, "Sắp đến hạn", None)
    ]
    done = [("Hoàn thành", "2026-04-06", "2026-04-03", "Trễ hạn", 3)]
    assert column(folder.ask("tasks", date(2026, 4, 3)), *at) == done
    assert column(folder.ask("tasks", date(2026, 4, 3), units=["01"]), *at) == done
    sent_back = ("Đang thực hiện", "2026-04-06", None, "Quá hạn", 2)
    assert column(folder.ask("tasks", date(2026, 4, 8)), *at) == [sent_back]


def test_equal_totals_share_a_rank(folder: Folder) -> None:
    folder.criterion({"criterion_id": "C"})
    given = {"01": 25, "02": 30, "03": 25, "04": 10, "05": 50}
    folder.scores(*((unit, "C", "Tự chấm", march(1), points) for unit, points in given.items()))
    folder.write("bands", [{"name": "Khá", "from_points": 25}, {"name": "Tốt", "from_points": 25.25}])
    rows = folder.ask("unit_ranking", march(31))
    assert column(rows, "rank", "bloc_rank", "unit_id", "total", "band") == [
        (1, 1, "02", 30, "Tốt"),
        (2, 2, "01", 25, "Khá"),
        (2, 2, "03", 25, "Khá"),
        (4, 4, "04", 10, None),
    ]
    assert column(folder.ask("unit_ranking", march(31), units=["04", "05"]), "rank", "unit_id") == [(4, "04")]
    at = "rank", "members", "scored_members", "mean_total", "completion_rate", "awards"
    assert column(folder.ask("bloc_ranking", march(31), units=["04"]), *at) == [(1, 4, 4, 22.5, None, 0)]
    assert folder.ask("bloc_ranking", march(31), units=["05"]) == []


def test_the_highest_stage_counts_and_the_lowest_names_the_total(folder: Folder) -> None:
    folder.criterion(
        {"criterion_id": "C"}, {"criterion_id": "D", "kind": "Trừ", "max_points": 5}, {"criterion_id": "E"}
    )
    folder.scores(
        ("01", "C", "Hội đồng chấm", march(2), 0),
        ("01", "C", "Tự chấm", march(9), 40),
        ("01", "D", "Khối chấm", march(2), 7),
        ("01", "D", "Khối chấm", march(2), 5.5),
    )
    at = "unit_id", "rank", "total", "base", "bonus", "deduction", "stage"
    rows = column(folder.ask("unit_ranking", march(9)), *at)
    assert rows[0] == ("01", 1, -5, 0, 0, 5, "Khối chấm")
    assert rows[1] == ("02", None, None, 0, 0, 0, "Chưa chấm")
    later = column(folder.ask("unit_ranking", date(2026, 4, 1)), "stage", "previous_rank", "rank_change")
    assert later[0] == ("Chưa chấm", 1, None)


def test_points_from_progress_and_awards(folder: Folder) -> None:
    folder.criterion(
        {"criterion_id": "C", "source": "tiến độ", "max_points": 30},
        {"criterion_id": "D", "source": "khen thưởng", "kind": "Thưởng", "max_points": 2, "points_each": 1.5},
    )
    folder.task()
    folder.assign("Phối hợp", "Chủ trì")
    folder.progress(("01", march(31), "Hoàn thành"))
    folder.dossiers(*({"dossier_id": f"H{n}", "received_on": march(n)} for n in (1, 2)))
    folder.events(("H1", march(5), "Đã khen thưởng"), ("H2", date(2026, 4, 1), "Đã khen thưởng"))
    at = "unit_id", "total", "base", "bonus", "stage"
    early = column(folder.ask("unit_ranking", march(30)), *at)
    assert early[0] == ("01", 1.5, 0, 1.5, None)
    assert early[1] == ("02", 0, 0, 0, None)
    rows = column(folder.ask("unit_ranking", date(2026, 4, 1), period="2026-Q1"), *at)
    assert rows[:2] == [("01", 31.5, 30, 1.5, None), ("02", 0, 0, 0, None)]
    year = column(folder.ask("unit_ranking", date(2026, 4, 1), period="2026"), *at)
    assert year[0] == ("01", 32, 30, 2, None)
    assert column(folder.ask("awards_given", ALL_YEAR, quarter=1), "unit_id", "awards") == [("01", 1)]
    assert folder.ask("awards_given", ALL_YEAR, quarter=0) == []


def test_a_movement_counts_only_what_has_a_target_and_an_actual(folder: Folder) -> None:
    movement = {"name": "Đường hoa", "launched_by": "Xã", "launched_on": march(10)}
    folder.write("movements", [{"movement_id": "P1", **movement}])
    results = [
        ("01", "Km", 4, 6),
        ("02", "Km", 4, 3),
        ("02", "Hộ", 0, 5),
        ("03", "Km", 4, None),
        ("05", "Km", 1, 0),
    ]
    names = ("unit_id", "indicator", "target", "actual")
    dated = {"movement_id": "P1", "recorded_on": march(5)}
    folder.write("movement_results", [{**dated, **dict(zip(names, row, strict=True))} for row in results])
    at = "units", "indicators", "met", "mean_completion"
    assert folder.ask("movements", march(9)) == []
    assert column(folder.ask("movements", march(10)), *at) == [(4, 5, 1, 0.75)]
    assert column(folder.ask("movements", march(10), units=["04"]), *at) == [(0, 0, 0, None)]
    changed = folder.ask("changes", march(10), since=march(9), units=["03", "05"])
    assert column(changed, "changed_on", "id", "before", "after") == [("2026-03-10", "P1/Km", None, 0)]
    assert folder.ask("changes", march(11), since=march(10)) == []


def test_changes_compare_two_days_and_tell_since_when(folder: Folder) -> None:
    folder.task()
    folder.assign("Chủ trì", "Chủ trì")
    folder.progress(
        ("01", march(2), "Đang thực hiện"),
        ("01", march(3), "Hoàn thành"),
        ("01", march(8), "Hoàn thành"),
        ("02", march(3), "Chưa bắt đầu"),
    )
    folder.dossiers({"dossier_id": "H1", "received_on": march(4)})
    folder.events(("H1", march(6), "Thẩm định"), ("H1", march(7), "Thẩm định"))
    folder.criterion({"criterion_id": "C"})
    folder.scores(
        ("01", "C", "Tự chấm", march(1), 60),
        ("01", "C", "Khối chấm", march(5), 50),
        ("01", "C", "Tự chấm", march(9), 9),
    )
    at = "changed_on", "kind", "id", "unit_id", "before", "after"
    assert column(folder.ask("changes", march(31)), *at) == [
        ("2026-03-01", "score", "2026-Q1/C", "01", None, 50),
        ("2026-03-03", "task", "T1", "01", "Chưa bắt đầu", "Hoàn thành"),
        ("2026-03-06", "dossier", "H1", "01", None, "Thẩm định"),
    ]
    assert column(folder.ask("changes", march(31), since=march(2)), *at) == [
        ("2026-03-03", "task", "T1", "01", "Đang thực hiện", "Hoàn thành"),
        ("2026-03-06", "dossier", "H1", "01", None, "Thẩm định"),
    ]
    assert column(folder.ask("changes", march(31), since=march(5)), "id", "before") == [("H1", "Tiếp nhận")]


@pytest.mark.parametrize("seed", range(6))
def test_random_folders_are_well_formed(tmp_path: Path, seed: int) -> None:
    write_random_folder(tmp_path, seed)
    tables = read_folder(tmp_path)
    assert 25 <= len(tables["units"]) <= 45
    measured = {task["task_id"] for task in tables["tasks"] if task["measured_by"] == "hồ sơ"}
    assigned = {(row["task_id"], row["unit_id"]) for row in tables["assignments"]}
    for row in tables["progress"]:
        assert row["task_id"] not in measured
        assert (row["task_id"], row["unit_id"]) in assigned
    received = {row["dossier_id"]: row["received_on"] for row in tables["dossiers"]}
    closed: set[str] = set()
    for event in sorted(tables["dossier_events"], key=lambda row: row["occurred_on"]):
        assert event["occurred_on"] >= received[event["dossier_id"]]
        assert event["dossier_id"] not in closed
        if event["stage"] in CLOSING:
            closed.add(event["dossier_id"])
    criteria = {row["criterion_id"]: row for row in tables["criteria"]}
    for score in tables["scores"]:
        criterion = criteria[score["criterion_id"]]
        assert criterion["source"] in (None, "chấm điểm")
        assert score["period"].startswith(str(criterion["year"]))
    launched = {row["movement_id"] for row in tables["movements"]}
    assert {row["movement_id"] for row in tables["movement_results"] + tables["dossiers"]} <= launched | {
        None
    }


def test_the_same_seed_writes_the_same_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_random_folder(tmp_path / name, 7)
    files = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert files == sorted(file.name for file in (tmp_path / "two").iterdir())
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.fixture(scope="module")
def random_folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    paths = [tmp_path_factory.mktemp("random") for _ in range(3)]
    for seed, path in enumerate(paths):
        write_random_folder(path, seed)
    return paths


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_has_something_to_say_about_random_folders(
    random_folders: list[Path], query: str
) -> None:
    rng = Random(query)
    asked = [(path, random_question(rng, path)) for path in random_folders for _ in range(3)]
    answers = [answer(path, query, **question) for path, question in asked]
    assert any(answers)
    assert len({tuple(row) for rows in answers for row in rows}) == 1
