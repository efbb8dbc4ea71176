"""What fell short, told from figures; of what is not known, that it is not known."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.reports.contents import shortcomings
from tests.reports.contents.told import DAY, Told, rows

TASK = "task_id clause quarter title unit_id status due_on completed_on timeliness days_late"
OVERDUE = ("N1", "II.2.a", 2, "", "A", "Đang thực hiện", date(2026, 6, 1), None, "Quá hạn", 29)
LATE = ("N2", "II.1.b", 1, "", "A;B", "Hoàn thành", date(2026, 3, 31), date(2026, 4, 5), "Trễ hạn", 5)
ON_TIME = ("N2", "II.1.b", 1, "", "A", "Hoàn thành", date(2026, 3, 31), date(2026, 3, 5), "Đúng hạn", None)
OF = "của 6 tháng đầu năm 2026"
DOSSIER = ("A", "Thẩm định", "Quá hạn")


def told(tasks=(), parts=(), dossiers=(), ranks=(), as_of=DAY, known=True, **asked):
    facts = Told(
        "half-year",
        as_of,
        rows={
            "tasks": rows(TASK, *tasks),
            "overdue_parts": rows("quarter_asked unit_id task_state days_late", *parts),
            "headline": rows("figure longest", ("dossiers_overdue", 21)),
            "dossier_summary": rows("dossiers", (int(known),)),
            "pending_dossiers": rows("unit_id stage timeliness", *dossiers),
            "unit_ranking": rows("rank name", *ranks),
        },
        tables={
            "tasks": rows("task_id title short_title", ("N1", "Sơ kết", None), ("N2", "Ký kết", "Giao ước")),
            "units": rows("unit_id name", ("A", "Thôn 1"), ("B", "Thôn 2")),
        },
        **asked,
    )
    return shortcomings.SECTION.values(facts)["han_che.cau"]


def test_late_tasks_by_clause_and_who_holds_them():
    assert told([OVERDUE, LATE, ON_TIME]) == [
        f"- 1 nhiệm vụ {OF} quá hạn: II.2.a Sơ kết (Thôn 1; quá hạn 29 ngày).",
        f"- 1 nhiệm vụ {OF} hoàn thành trễ hạn: II.1.b Giao ước (Thôn 1 và Thôn 2; trễ 5 ngày).",
    ]


def test_a_task_that_nobody_holds_says_so():
    (said,) = told([(*OVERDUE[:4], None, *OVERDUE[5:])])
    assert said == f"- 1 nhiệm vụ {OF} quá hạn: II.2.a Sơ kết (chưa phân công; quá hạn 29 ngày)."


def test_many_late_tasks_are_cut_in_the_sentence():
    (said,) = told([("N1", f"II.2.{n}", *OVERDUE[2:]) for n in range(9)])
    assert said.startswith(f"- 9 nhiệm vụ {OF} quá hạn: II.2.0 Sơ kết")
    assert said.endswith("II.2.4 Sơ kết (Thôn 1; quá hạn 29 ngày); và 4 nhiệm vụ khác nêu trong bảng.")


def test_what_single_units_hold():
    parts = [(1, "A", "Quá hạn", 30), (2, "A", "Quá hạn", 9), (2, "B", "Quá hạn", 9), (0, "B", "Quá hạn", 4)]
    assert told(parts=parts) == [
        f"- Tính theo từng đơn vị trong nhiệm vụ {OF}, 3 phần việc của 2 đơn vị quá hạn, lâu nhất 30 ngày: Thôn 1 (2) và "
        "Thôn "
        "2 (1).",
        "- Tính theo từng đơn vị trong nhiệm vụ thực hiện trong cả năm, 1 phần việc của 1 đơn vị quá hạn 4 ngày: Thôn 2 "
        "(1).",
    ]


def test_the_tasks_of_the_whole_year_are_told_apart_from_those_of_the_period():
    all_year = ("N2", "II.5.a", 0, *OVERDUE[3:])
    assert told([OVERDUE, all_year]) == [
        f"- 1 nhiệm vụ {OF} quá hạn: II.2.a Sơ kết (Thôn 1; quá hạn 29 ngày).",
        "- 1 nhiệm vụ thực hiện trong cả năm quá hạn: II.5.a Giao ước (Thôn 1; quá hạn 29 ngày).",
    ]


def test_a_task_late_by_a_dossier_says_whose_days_they_are():
    late = ("N1", "II.2.e", 2, "", "A", "Hoàn thành", date(2026, 7, 15), date(2026, 7, 8), "Trễ hạn", 32)
    (said,) = told([late])
    assert said.endswith("II.2.e Sơ kết (Thôn 1; trễ hạn do hồ sơ trễ nhất 32 ngày).")


def test_with_a_filter_the_tasks_are_those_of_units_already():
    assert told([OVERDUE], [(2, "A", "Quá hạn", 29)], blocs=("K1",)) == [
        f"- 1 phần việc {OF} quá hạn: II.2.a Sơ kết (Thôn 1; quá hạn 29 ngày)."
    ]


def test_overdue_dossiers_by_stage_and_unit():
    assert told(dossiers=[DOSSIER, DOSSIER, ("B", "Họp Hội đồng", "Quá hạn"), ("B", "Thẩm định", "Sắp đến hạn")]) == [
        "- Đến ngày 30/06/2026, 3 hồ sơ quá hạn giải quyết, gồm 2 ở bước Thẩm định, 1 ở bước Họp Hội đồng, lâu nhất 21 "
        "ngày; "
        "đơn vị đề nghị: Thôn 1 (2) và Thôn 2 (1)."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ranks", "as_of", "said"),
    [
        ([(1, "A"), (None, "B")], DAY, "- 1/2 đơn vị chưa được chấm điểm quý II năm 2026: B."),
        (
            [(None, "A"), (None, "B")],
            date(2026, 7, 1),
            "- Cả 2 đơn vị chưa được chấm điểm quý II năm 2026: A và B.",
        ),
    ],
    ids=["others are", "the period is over"],
)
def test_units_not_scored(ranks, as_of, said):
    assert told(ranks=ranks, as_of=as_of) == [said]


@pytest.mark.parametrize(
    ("tasks", "ranks", "known", "said"),
    [
        (
            [ON_TIME],
            [(None, "A")],
            True,
            "Đến ngày 30/06/2026, không có nhiệm vụ quá hạn, hoàn thành trễ hạn; không có hồ sơ quá hạn giải quyết.",
        ),
        ([ON_TIME], [], False, "Đến ngày 30/06/2026, không có nhiệm vụ quá hạn, hoàn thành trễ hạn."),
        ([], [], False, "Chưa có số liệu để nêu hạn chế."),
    ],
    ids=["none", "no dossiers known", "nothing known"],
)
def test_nothing_fell_short(tasks, ranks, known, said):
    assert told(tasks, ranks=ranks, known=known) == [said]


def test_what_cannot_be_read_is_said_once_beside_what_can():
    facts = Told(rows={"pending_dossiers": []}, tables={})
    assert shortcomings.SECTION.values(facts)["han_che.cau"] == [
        "- Chưa xét được hết hạn chế: không đọc được tệp tasks.csv và unit_ranking.csv."
    ]
