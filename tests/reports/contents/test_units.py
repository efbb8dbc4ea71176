"""What units had to do: quarters added up, and who is late."""

import pytest

from emulation.reports.contents import units
from tests.reports.contents.told import Told, rows

COLUMNS = "quarter_asked unit_id name assigned done_on_time done_late overdue due_soon"


def told(*lines, **asked):
    return units.SECTION.values(Told(rows={"unit_progress": rows(COLUMNS, *lines), "tasks": []}, **asked))


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


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "Chưa có số liệu về các đơn vị."),
        (
            [("A", "Thôn 1", 0, 0), ("B", "Thôn 2", 0, 0)],
            "Chưa có đơn vị nào được giao nhiệm vụ trong 6 tháng đầu năm 2026.",
        ),
        (
            [("A", "Thôn 1", 2, 0), ("B", "Thôn 2", 0, 0)],
            "1/2 đơn vị được giao nhiệm vụ (chủ trì hoặc phối hợp) trong 6 tháng đầu năm 2026. Không có đơn vị nào còn lượt "
            "nhiệm vụ quá hạn.",
        ),
        (
            [("A", "Thôn 1", 2, 1), ("B", "Thôn 2", 3, 3)],
            "Cả 2 đơn vị được giao nhiệm vụ (chủ trì hoặc phối hợp) trong 6 tháng đầu năm 2026. 2 đơn vị còn lượt nhiệm vụ "
            "quá hạn: Thôn 2 (3) và Thôn 1 (1).",
        ),
        (
            [("A", "Thôn 1", 2, 1)],
            "Thôn 1 được giao 2 lượt nhiệm vụ (chủ trì hoặc phối hợp) trong 6 tháng đầu năm 2026, còn 1 lượt quá hạn.",
        ),
        (
            [("A", "Thôn 1", 2, 0)],
            "Thôn 1 được giao 2 lượt nhiệm vụ (chủ trì hoặc phối hợp) trong 6 tháng đầu năm 2026, không có lượt nào quá "
            "hạn.",
        ),
    ],
)
def test_the_sentence(lines, said):
    given = [(1, unit, name, assigned, 0, 0, overdue, 0) for unit, name, assigned, overdue in lines]
    assert told(*given)["don_vi.cau"] == [said]


def test_a_unit_without_tasks_stands_in_no_line():
    assert told((1, "A", "Thôn 1", 0, 0, 0, 0, 0), (1, "B", "Thôn 2", 1, 0, 0, 0, 0))["don_vi.bang"][0][
        "don_vi"
    ] == ("Thôn 2")
