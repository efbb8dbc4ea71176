"""The plan's tasks: sentences right at none, one, many; the table's result and reason."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.reports.contents import tasks
from emulation.reports.contents.counts import Counts
from tests.reports.contents.told import DAY, Told, row, rows

PROGRESS = (
    "quarter tasks done_on_time done_late in_progress not_started not_arising overdue due_soon "
    "completion_rate on_time_rate"
)
TASK = "task_id clause quarter title unit_id status due_on completed_on timeliness days_late"
UNITS = rows("unit_id name short_name", ("A", "Phòng Văn hoá - Xã hội", "Phòng VH-XH"), ("B", "Thôn 2", None))


def quarter(number, *counts):
    return rows(PROGRESS, (number, *counts, None, None))[0]


def told(**values) -> str:
    counts = Counts(**values)
    return tasks.standing(counts, f"Kế hoạch giao {counts.tasks} nhiệm vụ", "nhiệm vụ", "30/06/2026")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            {"tasks": 9, "done_on_time": 5, "done_late": 1, "in_progress": 1, "not_started": 1}
            | {"not_arising": 1, "overdue": 2},
            "Kế hoạch giao 9 nhiệm vụ, trong đó 1 nhiệm vụ không phát sinh. Tính đến ngày 30/06/2026, đã hoàn thành 6/8 "
            "nhiệm vụ có phát sinh (5 đúng hạn, 1 trễ hạn); 1 nhiệm vụ đang thực hiện, 1 nhiệm vụ chưa bắt đầu. Cả 2 "
            "nhiệm vụ chưa hoàn thành đều quá hạn. Tỷ lệ hoàn thành là 75% (tính trên 8 nhiệm vụ có phát sinh); tỷ lệ "
            "đúng hạn là 62,5% (tính trên 8 nhiệm vụ đã hoàn thành hoặc quá hạn).",
        ),
        (
            {"tasks": 3, "done_on_time": 3},
            "Kế hoạch giao 3 nhiệm vụ. Tính đến ngày 30/06/2026, đã hoàn thành cả 3 nhiệm vụ (đều đúng hạn). Tỷ lệ hoàn "
            "thành là 100% (tính trên 3 nhiệm vụ); tỷ lệ đúng hạn là 100% (tính trên 3 nhiệm vụ đã hoàn thành hoặc quá "
            "hạn).",
        ),
        (
            {"tasks": 4, "in_progress": 3, "not_started": 1, "due_soon": 2},
            "Kế hoạch giao 4 nhiệm vụ. Tính đến ngày 30/06/2026, chưa hoàn thành nhiệm vụ nào; 3 nhiệm vụ đang thực hiện, 1 "
            "nhiệm vụ chưa bắt đầu. Không có nhiệm vụ quá hạn; 2 nhiệm vụ sắp đến hạn. Tỷ lệ hoàn thành là 0% (tính trên 4 "
            "nhiệm vụ); chưa có tỷ lệ đúng hạn vì chưa có nhiệm vụ nào hoàn thành hoặc quá hạn.",
        ),
        (
            {"tasks": 2, "done_late": 1, "not_started": 1, "overdue": 1},
            "Kế hoạch giao 2 nhiệm vụ. Tính đến ngày 30/06/2026, đã hoàn thành 1/2 nhiệm vụ (trễ hạn); 1 nhiệm vụ chưa bắt "
            "đầu. Nhiệm vụ chưa hoàn thành này quá hạn. Tỷ lệ hoàn thành là 50% (tính trên 2 nhiệm vụ); tỷ lệ "
            "đúng hạn là 0% (tính trên 2 nhiệm vụ đã hoàn thành hoặc quá hạn).",
        ),
        ({"tasks": 3, "not_arising": 3}, "Kế hoạch giao 3 nhiệm vụ; cả 3 nhiệm vụ đều không phát sinh."),
        ({"tasks": 1, "not_arising": 1}, "Kế hoạch giao 1 nhiệm vụ; nhiệm vụ này không phát sinh."),
    ],
    ids=["some", "all done", "none done", "late", "none arose", "the one did not arise"],
)  # fmt: skip
def test_how_tasks_stand(counts, said):
    assert told(**counts) == said


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ({"done_on_time": 1}, "nhiệm vụ này đã hoàn thành đúng hạn."),
        ({"done_late": 1}, "nhiệm vụ này đã hoàn thành nhưng trễ hạn."),
        ({"in_progress": 1}, "nhiệm vụ này đang thực hiện."),
        ({"not_started": 1, "overdue": 1}, "nhiệm vụ này chưa bắt đầu, đã quá hạn."),
        ({"in_progress": 1, "due_soon": 1}, "nhiệm vụ này đang thực hiện, sắp đến hạn."),
    ],
)
def test_a_single_task_is_told_without_rates(counts, state):
    assert told(tasks=1, **counts) == f"Kế hoạch giao 1 nhiệm vụ. Tính đến ngày 30/06/2026, {state}"


def test_the_one_that_arose_is_what_is_left():
    assert told(tasks=2, not_arising=1, in_progress=1).endswith("nhiệm vụ còn lại đang thực hiện.")


def sections(kind="half-year", progress=(), **asked):
    tables = {"units": UNITS, "tasks": [], "progress": []}
    facts = Told(kind, rows={"quarterly_progress": progress, "tasks": []}, tables=tables, **asked)
    return tasks.SECTION.values(facts)


NONE = (0, 0, 0, 0, 0, 0, 0, 0)


def test_a_half_year_is_its_quarters_with_the_whole_years_tasks_apart():
    found = sections(
        progress=[
            quarter(0, 2, 0, 0, 2, 0, 0, 0, 0),
            quarter(1, 5, 5, 0, 0, 0, 0, 0, 0),
            quarter(2, 4, 2, 0, 2, 0, 0, 0, 0),
            quarter(3, 4, 0, 0, 0, 4, 0, 0, 0),
        ]
    )
    of_period, of_year = found["nhiem_vu.cau"]
    assert of_period.startswith("Trong 6 tháng đầu năm 2026, Kế hoạch giao 9 nhiệm vụ. Tính đến")
    assert of_year.startswith("Ngoài ra, có 2 nhiệm vụ thực hiện trong cả năm 2026. Tính đến")
    assert (found["so.nhiem_vu"], found["so.hoan_thanh"], found["so.ty_le_hoan_thanh"]) == ("9", "7", "77,8%")
    assert [line["quy"] for line in found["nhiem_vu.quy"]] == ["Quý I", "Quý II"]


def test_a_year_counts_all_of_its_tasks():
    found = sections(
        "year", [quarter(0, 2, 0, 0, 2, 0, 0, 0, 0), quarter(1, 5, 5, 0, 0, 0, 0, 0, 0), quarter(2, *NONE)]
    )
    (said,) = found["nhiem_vu.cau"]
    assert said.startswith(
        "Trong năm 2026, Kế hoạch giao 7 nhiệm vụ (kể cả 2 nhiệm vụ thực hiện trong cả năm). "
    )
    assert [line["quy"] for line in found["nhiem_vu.quy"]] == ["Quý I", "Cả năm"]


@pytest.mark.parametrize(
    ("progress", "asked", "said"),
    [
        ([quarter(1, *NONE)], {}, "Chưa có số liệu về nhiệm vụ của Kế hoạch năm 2026."),
        (
            [quarter(3, 4, 0, 0, 0, 4, 0, 0, 0)],
            {},
            "Kế hoạch không giao nhiệm vụ riêng cho 6 tháng đầu năm 2026.",
        ),
        ([quarter(1, *NONE)], {"units": ("B",)}, "Trong 6 tháng đầu năm 2026, Thôn 2 không được giao nhiệm vụ nào."),
    ],
    ids=["no plan", "none in the period", "none for the unit"],
)  # fmt: skip
def test_no_tasks(progress, asked, said):
    assert sections(progress=progress, **asked)["nhiem_vu.cau"] == [said]


def test_figures_are_dashes_where_no_plan_is_known():
    found = sections(progress=[quarter(1, *NONE)])
    assert {value for tag, value in found.items() if tag.startswith("so.")} == {"–"}


def test_with_a_filter_units_work_is_counted():
    (said,) = sections(progress=[quarter(2, 2, 1, 0, 1, 0, 0, 0, 0)], units=("B",))["nhiem_vu.cau"]
    assert said.startswith("Trong 6 tháng đầu năm 2026, Thôn 2 được giao 2 phần việc. Tính đến")


@pytest.mark.parametrize(
    ("status", "timeliness", "days_late", "completed_on", "said"),
    [
        ("Hoàn thành", "Đúng hạn", None, date(2026, 3, 5), "Hoàn thành đúng hạn (05/03/2026)"),
        ("Hoàn thành", "Trễ hạn", 8, date(2026, 7, 8), "Hoàn thành trễ 8 ngày (08/07/2026)"),
        ("Đang thực hiện", "Quá hạn", 1247, None, "Đang thực hiện, quá hạn 1.247 ngày"),
        ("Chưa bắt đầu", "Sắp đến hạn", None, None, "Chưa bắt đầu, sắp đến hạn"),
        ("Đang thực hiện", "Chưa đến hạn", None, None, "Đang thực hiện"),
        ("Không phát sinh", None, None, None, "Không phát sinh"),
    ],
)
def test_a_tasks_result(status, timeliness, days_late, completed_on, said):
    due_on = date(2026, 6, 30)
    found = row(
        status=status, timeliness=timeliness, due_on=due_on, days_late=days_late, completed_on=completed_on
    )
    assert tasks.result(found, Told(as_of=date(2030, 1, 1))) == said


def test_a_task_late_by_its_dossiers_says_whose_days_they_are():
    late = {"due_on": date(2026, 12, 31), "days_late": 21}
    open_, done = (
        late | {"status": "Đang thực hiện"},
        late | {"status": "Hoàn thành", "timeliness": "Trễ hạn"},
    )
    found = row(**open_, completed_on=None, timeliness="Quá hạn")
    said = "Đang thực hiện, quá hạn do hồ sơ trễ nhất 21 ngày"
    assert tasks.result(found, Told(as_of=date(2026, 11, 16))) == said
    assert tasks.result(found, Told(as_of=date(2027, 1, 21))) == "Đang thực hiện, quá hạn 21 ngày"
    found = row(**done, completed_on=date(2026, 12, 20))
    assert tasks.result(found, Told()) == "Hoàn thành trễ hạn do hồ sơ trễ nhất 21 ngày (20/12/2026)"
    found = row(**done, completed_on=date(2027, 1, 21))
    assert tasks.result(found, Told()) == "Hoàn thành trễ 21 ngày (21/01/2027)"


def table(given: list, progress: list, measured_by: str = "nhập tay", **asked) -> list[dict]:
    texts = rows(
        "task_id title short_title measured_by", *[(t.task_id, t.title, None, measured_by) for t in given]
    )
    facts = Told(
        "quarter",
        quarter=2,
        rows={"tasks": given},
        tables={"units": UNITS, "tasks": texts, "progress": progress},
        **asked,
    )
    return tasks.groups(facts)


LATE = ("II.2.a", 2, "Sơ kết", "A", "Đang thực hiện", date(2026, 6, 1), None, "Quá hạn", 29)
NOTE = "recorded_on task_id unit_id evidence note"


def one(task: tuple, notes: list[tuple] = (), **more) -> dict:  # type: ignore[assignment]
    ((line,),) = [group["bang"] for group in table(rows(TASK, ("N1", *task)), rows(NOTE, *notes), **more)]
    return line


def test_a_line_of_the_table():
    assert one(LATE, [(date(2026, 5, 1), "N1", "A", "CV-02", "Chờ khối gửi")]) == {
        "dieu": "II.2.a",
        "noi_dung": "Sơ kết",
        "don_vi": "Phòng VH-XH",
        "han": "01/06/2026",
        "gia_han": "",
        "ket_qua": "Đang thực hiện, quá hạn 29 ngày",
        "ly_do": "CV-02; Chờ khối gửi",
        "thieu_ly_do": False,
    }


@pytest.mark.parametrize(
    ("notes", "reason", "lacking"),
    [
        ([], "", True),
        ([(date(2026, 5, 1), "N1", "A", None, "Cũ"), (date(2026, 5, 2), "N1", "A", None, None)], "", True),
        ([(date(2026, 5, 2), "N1", "A", None, "Mới"), (date(2026, 5, 1), "N1", "A", None, "Cũ")], "Mới", False),
        ([(date(2026, 5, 1), "N1", "A", None, "Trước"), (date(2026, 5, 1), "N1", "A", None, "Sau")], "Sau", False),
        ([(date(2026, 7, 1), "N1", "A", None, "Sau ngày tính")], "", True),
        ([(date(2026, 5, 1), "N1", "B", None, "Của đơn vị phối hợp")], "", True),
        ([(date(2026, 5, 1), "N1", "A", None, "Chờ"), (date(2026, 5, 2), "N1", "A", None, "Chỉ đạo: làm ngay")],
         "Chờ", False),
    ],
    ids=["none", "the last is bare", "the latest day", "the last of a day", "after the day", "not of the lead",
         "a directive"],
)  # fmt: skip
def test_the_reason_is_the_leads_last_note_up_to_the_day(notes, reason, lacking):
    line = one(LATE, notes)
    assert (line["ly_do"], line["thieu_ly_do"]) == (reason, lacking)


def test_a_task_in_time_needs_no_reason():
    assert one((*LATE[:7], "Sắp đến hạn", None))["thieu_ly_do"] is False


def test_leads_who_note_different_things_are_named():
    notes = [(date(2026, 5, 1), "N1", "A", None, "Chờ"), (date(2026, 5, 1), "N1", "B", None, "Xong")]
    task = (*LATE[:3], "A;B", *LATE[4:])
    assert one(task, notes)["ly_do"] == "Phòng VH-XH: Chờ; Thôn 2: Xong"
    assert one(task, [(*note[:4], "Chờ") for note in notes])["ly_do"] == "Chờ"
    assert one(task)["don_vi"] == "Phòng VH-XH, Thôn 2"


def test_a_task_without_a_lead_says_so():
    assert one((*LATE[:3], None, *LATE[4:]))["don_vi"] == "Chưa phân công"


@pytest.mark.parametrize(
    ("due_on", "timeliness", "reason"),
    [
        (date(2026, 6, 1), "Quá hạn", "Còn hồ sơ chưa giải quyết xong"),
        (date(2026, 7, 31), "Quá hạn", "Có hồ sơ quá hạn"),
        (date(2026, 6, 1), "Trễ hạn", "Có hồ sơ giải quyết sau hạn"),
        (date(2026, 7, 31), "Chưa đến hạn", "Theo hồ sơ tiếp nhận"),
    ],
)
def test_a_task_followed_by_dossiers_has_them_for_its_reason(due_on, timeliness, reason):
    line = one((*LATE[:5], due_on, None, timeliness, 3), measured_by="hồ sơ")
    assert (line["ly_do"], line["thieu_ly_do"]) == (reason, False)


def test_tasks_are_grouped_by_quarter_and_those_of_other_quarters_left_out():
    rest = ("Việc", "A", "Chưa bắt đầu", DAY, None, None, None)
    given = rows(TASK, *[(f"N{quarter}", f"II.{quarter}.a", quarter, *rest) for quarter in (1, 2, 0)])
    assert [(group["ten"], [line["dieu"] for line in group["bang"]]) for group in table(given, [])] == [
        ("Nhiệm vụ quý II", ["II.2.a"]),
        ("Nhiệm vụ thực hiện trong cả năm", ["II.0.a"]),
    ]
