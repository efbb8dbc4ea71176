"""Examples worked out by hand that pin the reference: tasks, dossiers, changes, conclusions."""

from datetime import date
from pathlib import Path

import pytest

from tests.reference.examples import ALL_YEAR, Folder, column, march
from tests.reference.workdays import Calendar


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


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
        ("03", "Hoàn thành", "2026-04-02", "Trễ hạn", 2),
        ("04", "Không phát sinh", None, None, None),
    ]
    assert folder.ask("tasks", ALL_YEAR, blocs=["K1"], units=["05"]) == []
    rates = column(
        folder.ask("quarterly_progress", ALL_YEAR, blocs=["K1"]), "tasks", "completion_rate", "on_time_rate"
    )
    assert rates[1] == (4, 1, pytest.approx(1 / 3))
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


def test_a_deadline_on_a_day_of_rest_ends_with_the_next_working_day(folder: Folder) -> None:
    folder.task(due_on=march(14))  # a Saturday
    folder.assign("Chủ trì")
    at = "due_on", "timeliness", "days_late"
    monday = [("2026-03-14", "Sắp đến hạn", None)]
    assert column(folder.ask("tasks", march(16)), *at) == monday
    assert column(folder.ask("tasks", march(17)), *at) == [("2026-03-14", "Quá hạn", 1)]
    folder.write("days_off", [{"day": march(16), "kind": "Nghỉ"}])
    assert column(folder.ask("tasks", march(17)), *at) == monday
    folder.progress(("01", march(18), "Hoàn thành"))
    assert column(folder.ask("tasks", march(20)), *at) == [("2026-03-14", "Trễ hạn", 1)]
    folder.dossiers({"dossier_id": "H1", "received_on": march(2), "due_on": march(14), "quantity": 40})
    at = "due_on", "timeliness", "working_days_left", "quantity"
    for day, word, left in ((13, "Sắp đến hạn", 1), (17, "Sắp đến hạn", 0), (19, "Quá hạn", -2)):
        found = column(folder.ask("pending_dossiers", march(day)), *at)
        assert found == [("2026-03-14", word, left, 40)]


def test_due_on_the_latest_of_its_own_and_its_leads_dates(folder: Folder) -> None:
    """The last extension that stands on the day, of one day the last in the file; past days stay as they were."""
    folder.task()
    roles = ("Chủ trì", "Chủ trì", "Phối hợp", "Phối hợp")
    own = (march(20), None, None, march(10))
    folder.write(
        "assignments",
        [
            {"task_id": "T1", "unit_id": f"0{n}", "role": role, "due_on": due}
            for n, (role, due) in enumerate(zip(roles, own, strict=True), 1)
        ],
    )
    april = {n: date(2026, 4, n) for n in (7, 8, 9, 10)}
    folder.extend(
        (march(6), "01", april[10]),
        (march(3), None, april[9]),
        (march(3), None, april[7]),
        (march(5), "01", april[8]),
        (march(8), "01", march(2)),
        (march(9), "04", april[7]),
        (march(9), "05", april[10]),
    )
    dues = {
        day: [
            *column(folder.ask("tasks", march(day)), "due_on"),
            *column(folder.ask("tasks", march(day), units=["01", "02", "03", "04"]), "due_on"),
        ]
        for day in (2, 3, 5, 6, 8, 9)
    }
    assert {day: [due[0][5:] for due in found] for day, found in dues.items()} == {
        2: ["03-31", "03-20", "03-31", "03-31", "03-10"],
        3: ["04-07", "03-20", "04-07", "04-07", "03-10"],
        5: ["04-08", "04-08", "04-07", "04-08", "03-10"],
        6: ["04-10", "04-10", "04-07", "04-10", "03-10"],
        8: ["04-07", "03-02", "04-07", "04-07", "03-10"],
        9: ["04-07", "03-02", "04-07", "04-07", "04-07"],
    }


def test_extensions_of_a_task_measured_by_dossiers(folder: Folder) -> None:
    folder.task(measured_by="hồ sơ")
    folder.assign("Chủ trì")
    folder.extend((march(5), "01", date(2026, 6, 1)), (march(6), None, date(2026, 5, 4)))
    for day, due in ((5, "2026-03-31"), (6, "2026-05-04")):
        assert column(folder.ask("tasks", march(day)), "due_on") == [(due,)]
        assert column(folder.ask("tasks", march(day), units=["01"]), "due_on") == [(due,)]


def test_a_helper_without_rows_follows_the_finished_task(folder: Folder) -> None:
    folder.task()
    folder.assign("Chủ trì", "Phối hợp", "Phối hợp")
    folder.progress(("01", march(30), "Hoàn thành"), ("03", date(2026, 4, 2), "Chưa bắt đầu"))
    at = "unit_id", "status", "completed_on", "timeliness"
    helpers = ["02", "03"]
    waiting = [(unit, "Chưa bắt đầu", None, "Sắp đến hạn") for unit in helpers]
    assert column(folder.ask("tasks", march(29), units=helpers), *at) == waiting
    done = [(unit, "Hoàn thành", "2026-03-30", "Đúng hạn") for unit in helpers]
    assert column(folder.ask("tasks", date(2026, 4, 1), units=helpers), *at) == done
    itself = [done[0], ("03", "Chưa bắt đầu", None, "Quá hạn")]
    assert column(folder.ask("tasks", date(2026, 4, 2), units=helpers), *at) == itself
    folder.progress(("01", march(30), "Không phát sinh"))
    assert column(folder.ask("tasks", march(30), units=["02"]), *at) == [
        ("02", "Không phát sinh", None, None)
    ]
    folder.assign("Phối hợp", "Phối hợp")
    assert column(folder.ask("tasks", march(30), units=["02"]), "status") == [("Chưa bắt đầu",)]


def test_a_conclusion_does_not_exist_before_its_meeting(folder: Folder) -> None:
    folder.meetings(M1=march(10), M2=march(20))
    folder.task(meeting_id="M1")
    folder.assign("Chủ trì", "Phối hợp", "Chủ trì")
    folder.progress(("01", march(5), "Đang thực hiện"), ("03", march(12), "Hoàn thành"))
    at = "meeting_id", "held_on", "task_id", "unit_id", "status"
    for query in ("tasks", "conclusions", "changes"):
        assert folder.ask(query, march(9)) == []
    assert column(folder.ask("unit_progress", march(9), units=["01"]), "assigned") == [(0,)]
    concluded = [("M1", "2026-03-10", "T1", "01;03", "Đang thực hiện")]
    assert column(folder.ask("conclusions", march(10), year=2020, quarter=4), *at) == concluded
    assert column(folder.ask("conclusions", march(10), units=["02"]), *at) == concluded
    assert folder.ask("conclusions", march(10), units=["04"]) == []
    typed = [("2026-03-05", "01", "Chưa bắt đầu", "Đang thực hiện")]
    finished = [("2026-03-12", "03", "Chưa bắt đầu", "Hoàn thành")]
    at = "changed_on", "unit_id", "before", "after"
    assert column(folder.ask("changes", march(12), since=march(4)), *at) == typed + finished
    assert column(folder.ask("changes", march(12), since=march(9)), *at) == finished
    task = {"year": 2026, "clause": "II.1.a", "title": "Ký kết", "due_on": march(31)}
    meetings = {"A": "M1", "B": "M2", "C": None, "D": "M2", "E": "M1"}
    folder.write("tasks", [{**task, "task_id": key, "meeting_id": m} for key, m in meetings.items()])
    folder.assign()
    folder.progress()
    rows = folder.ask("conclusions", march(20))
    assert column(rows, "task_id", "unit_id") == [("B", None), ("D", None), ("A", None), ("E", None)]


def test_the_year_by_default_is_the_latest_that_has_tasks(folder: Folder) -> None:
    folder.meetings(M1=date(2027, 1, 11))
    task = {"clause": "II.1.a", "title": "Ký kết", "due_on": march(31)}
    years = {"A": (2025, None), "B": (2026, None), "C": (2027, "M1"), "D": (2028, None)}
    folder.write("tasks", [{**task, "task_id": k, "year": y, "meeting_id": m} for k, (y, m) in years.items()])
    at = {date(2027, 1, 5): ["B"], date(2027, 1, 11): ["C"], date(2026, 1, 1): ["B"], date(2025, 1, 1): ["A"]}
    for day, found in at.items():
        assert column(folder.ask("tasks", day), "task_id") == [(key,) for key in found]
    assert folder.ask("tasks", date(2024, 1, 1)) == []
    assert len(folder.ask("quarterly_progress", date(2024, 1, 1))) == 5
    folder.dossiers({"dossier_id": "H1", "received_on": march(2)})
    folder.events(("H1", march(5), "Đã khen thưởng"))
    assert folder.ask("awards_given", date(2027, 1, 5)) == []


def test_an_event_before_the_reception_counts_on_its_day_after_the_reception(folder: Folder) -> None:
    folder.dossiers({"dossier_id": "H1", "received_on": march(9)})
    at = "stage", "stage_since", "due_on"
    early = ("H1", march(5), "Yêu cầu bổ sung")
    folder.events(early, ("H1", march(9), "Tiếp nhận"))
    assert folder.ask("pending_dossiers", march(8)) == []
    assert column(folder.ask("pending_dossiers", march(10)), *at) == [
        ("Yêu cầu bổ sung", "2026-03-09", "2026-03-17")
    ]
    assert column(folder.ask("changes", march(10)), "changed_on", "after") == [
        ("2026-03-09", "Yêu cầu bổ sung")
    ]
    folder.events(early, ("H1", march(9), "Thẩm định"))
    assert column(folder.ask("pending_dossiers", march(10)), *at) == [
        ("Thẩm định", "2026-03-09", "2026-03-16")
    ]
    folder.events(("H1", march(9), "Thẩm định"), early)
    assert column(folder.ask("pending_dossiers", march(10)), "stage") == [("Yêu cầu bổ sung",)]
