"""What is left of a period, and the plan's tasks for the one after."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.reports.contents import next_tasks
from emulation.reports.kinds import KINDS
from emulation.reports.request import Request
from tests.reports.contents.told import Told, rows

TASK = "year_asked task_id clause quarter title unit_id status due_on completed_on timeliness days_late"
DUE = date(2026, 9, 30)
OPEN = (2026, "N1", "II.2.a", 2, "", "A", "Đang thực hiện", date(2026, 6, 1), None, "Quá hạn", 29)
DONE = (2026, "N2", "II.1.b", 1, "", "A", "Hoàn thành", DUE, date(2026, 3, 5), "Đúng hạn", None)
NEXT = (2026, "N3", "II.3.a", 3, "", "A;B", "Chưa bắt đầu", DUE, None, "Chưa đến hạn", None)
NOBODYS = (2026, "N3", "II.4.a", 4, "", None, "Chưa bắt đầu", DUE, None, "Chưa đến hạn", None)
SLOW = (2026, "N3", "II.3.c", 3, "", "A", "Đang thực hiện", date(2026, 6, 15), None, "Quá hạn", 15)
EARLY = (2026, "N3", "II.3.b", 3, "", "A", "Hoàn thành", DUE, date(2026, 6, 2), "Đúng hạn", None)


class OfYears(Told):
    def rows(self, query, **changes):
        year = changes.get("year", self.request.scope.year)
        return [row for row in super().rows(query, **changes) if row.year_asked == year]


def told(kind, *lines, **asked):
    facts = OfYears(
        kind,
        rows={"tasks": rows(TASK, *lines)},
        tables={
            "tasks": rows(
                "task_id title short_title",
                ("N1", "Báo cáo sơ kết.", "Sơ kết"),
                ("N2", "Ký kết", None),
                ("N3", "Đôn đốc các khối.", "Đôn đốc"),
            ),
            "units": rows("unit_id name", ("A", "Thôn 1"), ("B", "Thôn 2")),
        },
        **asked,
    )
    found = next_tasks.SECTION.values(facts)
    return found["phuong_huong.cau"], found["phuong_huong.nhiem_vu"]


@pytest.mark.parametrize(
    ("kind", "asked", "following"),
    [
        ("quarter", {"quarter": 1}, ("quý II năm 2026", 2026, (2,))),
        ("quarter", {"quarter": 4}, ("quý I năm 2027", 2027, (1,))),
        ("half-year", {}, ("6 tháng cuối năm 2026", 2026, (3, 4))),
        ("year", {}, ("năm 2027", 2027, ())),
    ],
)
def test_the_next_period(kind, asked, following):
    assert next_tasks.next_period(Request.of(KINDS[kind], date(2026, 6, 30), **asked)) == following


def test_what_is_left_and_what_comes():
    said, lines = told("half-year", OPEN, DONE, NEXT, NOBODYS, SLOW, EARLY)
    assert said == [
        "Tiếp tục thực hiện 1 nhiệm vụ chưa hoàn thành:",
        "- II.2.a Sơ kết (chủ trì: Thôn 1; hạn 01/06/2026; đang thực hiện, quá hạn 29 ngày).",
        "Hoàn thành ngay 1 nhiệm vụ của 6 tháng cuối năm 2026 đã quá hạn:",
        "- II.3.c Đôn đốc (chủ trì: Thôn 1; hạn 15/06/2026; đang thực hiện, quá hạn 15 ngày).",
        "Thực hiện 2 nhiệm vụ của 6 tháng cuối năm 2026 theo Kế hoạch (1 nhiệm vụ khác đã kết thúc):",
    ]
    assert lines == [
        "- II.3.a: Đôn đốc các khối (chủ trì: Thôn 1 và Thôn 2; hạn 30/09/2026).",
        "- II.4.a: Đôn đốc các khối (chưa phân công; hạn 30/09/2026).",
    ]


def test_what_of_the_next_period_has_ended_is_no_coming_work():
    said, lines = told("half-year", DONE, EARLY)
    assert (said[-1], lines) == ("1/1 nhiệm vụ của 6 tháng cuối năm 2026 theo Kế hoạch đã kết thúc.", [])


def test_the_tasks_of_the_whole_year_are_counted_among_what_is_left():
    assert told("half-year", OPEN, ("2026", *NEXT[1:3], 0, *NEXT[4:]), (2026, "N2", "II.5.a", 0, *NEXT[4:]))[
        0
    ][0] == ("Tiếp tục thực hiện 2 nhiệm vụ chưa hoàn thành (kể cả 1 nhiệm vụ thực hiện trong cả năm):")


def test_all_done_and_no_plan_for_the_next_year():
    assert told("year", DONE) == (
        [
            "Các nhiệm vụ của năm 2026 đều đã kết thúc, không có nhiệm vụ chuyển sang kỳ sau.",
            "Chưa có số liệu về nhiệm vụ của năm 2027 trong Kế hoạch.",
        ],
        [],
    )


def test_the_next_years_plan_serves_where_there_is_one():
    said, lines = told("year", DONE, (2027, *NEXT[1:]))
    assert said[-1] == "Thực hiện 1 nhiệm vụ của năm 2027 theo Kế hoạch:"
    assert len(lines) == 1


def test_with_a_filter_a_line_is_a_units():
    said, lines = told("half-year", OPEN, (*NEXT[:5], "B", *NEXT[6:]), blocs=("K1",))
    assert said[0] == "Tiếp tục thực hiện 1 phần việc chưa hoàn thành:"
    assert lines == ["- II.3.a: Đôn đốc các khối (Thôn 2; hạn 30/09/2026)."]


def test_nothing_is_told_of_a_period_without_tasks():
    assert told("half-year") == (
        ["Chưa có số liệu về nhiệm vụ của 6 tháng cuối năm 2026 trong Kế hoạch."],
        [],
    )
