"""What units had to do: quarters added up, and who is late."""

import pytest

from emulation.reports.contents import units
from tests.reports.contents.told import Told, rows

COLUMNS = "quarter_asked unit_id name assigned done_on_time done_late overdue due_soon"


LATE = "quarter_asked unit_id task_id task_state days_late"


def told(*lines, late=(), **asked):
    found = {"unit_progress": rows(COLUMNS, *lines), "overdue_parts": rows(LATE, *late)}
    named = {"units": rows("unit_id name", ("A", "Thôn 1"), ("B", "Thôn 2"))}
    return units.SECTION.values(Told(rows=found, tables=named, **asked))


def test_a_half_year_adds_up_its_quarters():
    found = told(
        (1, "A", "Thôn 1", 2, 1, 1, 0, 0),
        (1, "B", "Thôn 2", 0, 0, 0, 0, 0),
        (2, "A", "Thôn 1", 3, 1, 0, 2, 0),
        (2, "B", "Thôn 2", 1, 0, 0, 0, 1),
        (3, "A", "Thôn 1", 9, 9, 0, 0, 0),
    )
    first, second = found["don_vi.bang"]
    assert list(first.values()) == ["Thôn 1", "5", "2", "1", "2", "0", "40%"]
    assert list(second.values()) == ["Thôn 2", "1", "0", "0", "0", "1", "–"]
    assert [found[f"so.luot_{name}"] for name in ("giao", "qua_han", "ty_le")] == ["6", "2", "40%"]


GIVEN = "phần việc (chủ trì hoặc phối hợp) trong 6 tháng đầu năm 2026."


@pytest.mark.parametrize(
    ("lines", "late", "said"),
    [
        ([], [], "Chưa có số liệu về các đơn vị."),
        (
            [("A", "Thôn 1", 0), ("B", "Thôn 2", 0)],
            [],
            "Chưa có đơn vị nào được giao nhiệm vụ trong 6 tháng đầu năm 2026.",
        ),
        (
            [("A", "Thôn 1", 2), ("B", "Thôn 2", 0)],
            [],
            f"1/2 đơn vị được giao 2 {GIVEN} Không có phần việc quá hạn.",
        ),
        (
            [("A", "Thôn 1", 2), ("B", "Thôn 2", 3)],
            [("A", "Quá hạn", 230), ("B", "Quá hạn", 9), ("B", "Quá hạn", 2)],
            f"Cả 2 đơn vị được giao 5 {GIVEN} 3 phần việc của 2 đơn vị quá hạn, lâu nhất 230 ngày: Thôn 2 (2) và Thôn 1 "
            "(1).",
        ),
        (
            [("A", "Thôn 1", 2), ("B", "Thôn 2", 3)],
            [("A", "Đúng hạn", 230), ("B", "Không phát sinh", 9), ("B", "Sắp đến hạn", 2)],
            f"Cả 2 đơn vị được giao 5 {GIVEN} 3 phần việc của 2 đơn vị quá hạn, lâu nhất 230 ngày: Thôn 2 (2) và Thôn 1 "
            "(1). "
            "Đó là 2 phần việc phối hợp trong nhiệm vụ mà đơn vị chủ trì đã kết thúc và 1 phần việc có hạn riêng sớm hơn "
            "hạn "
            "của nhiệm vụ.",
        ),
        ([("A", "Thôn 1", 2)], [("A", "Quá hạn", 7)], f"Thôn 1 được giao 2 {GIVEN} 1 phần việc quá hạn 7 ngày."),
        ([("A", "Thôn 1", 2)], [], f"Thôn 1 được giao 2 {GIVEN} Không có phần việc quá hạn."),
    ],
)  # fmt: skip
def test_the_sentence(lines, late, said):
    given = [(1, unit, name, assigned, 0, 0, 0, 0) for unit, name, assigned in lines]
    parts = [(2, unit, "N1", *of_part) for unit, *of_part in late]
    alone = {"units": ("A",)} if len(lines) == 1 else {}
    assert told(*given, late=parts, **alone)["don_vi.cau"] == [said]


def test_a_unit_without_tasks_stands_in_no_line():
    assert told((1, "A", "Thôn 1", 0, 0, 0, 0, 0), (1, "B", "Thôn 2", 1, 0, 0, 0, 0))["don_vi.bang"][0][
        "don_vi"
    ] == ("Thôn 2")
