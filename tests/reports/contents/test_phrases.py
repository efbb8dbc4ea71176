"""Words that several parts of a report use."""

import pytest

from emulation.reports.contents import phrases
from tests.reports.contents.told import Told, rows

LONG = [
    f"Ban Vận động ngày vì người nghèo, quỹ khuyến học và chăm sóc trẻ em thôn Ngõ Dưỡng {n}"
    for n in range(9)
]
TABLES = {
    "blocs": rows("bloc_id name", ("K1", "Khối thôn"), ("K2", "Khối trường")),
    "units": rows("unit_id name", ("T1", "Thôn 1"), ("T2", "Thôn 2")),
}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A và B"),
        (list("ABCDEF"), "A, B, C, D, E và F"),
        (list("ABCDEFG"), "A, B, C, D, E và 2 khối khác"),
        (["Khối Đảng, đoàn thể", "Khối thôn"], "Khối Đảng, đoàn thể; Khối thôn"),
        (LONG, f"{LONG[0]}; {LONG[1]} và 7 khối khác"),
    ],
)
def test_names_in_a_sentence(names, said):
    assert phrases.named(names, "khối") == said


@pytest.mark.parametrize(
    ("asked", "scope", "chosen"),
    [
        ({}, "", "các đơn vị thuộc phạm vi số liệu"),
        ({"units": ("T1",)}, "Thôn 1", "Thôn 1"),
        ({"units": ("T1", "T2")}, "Thôn 1 và Thôn 2", "các đơn vị thuộc phạm vi số liệu"),
        ({"blocs": ("K1",)}, "Khối thôn", "các đơn vị của Khối thôn"),
        (
            {"blocs": ("K1", "K2"), "units": ("T2",)},
            "Khối thôn và Khối trường, trong đó Thôn 2",
            "các đơn vị thuộc phạm vi số liệu",
        ),
    ],
)  # fmt: skip
def test_a_filter_is_named(asked, scope, chosen):
    facts = Told(tables=TABLES, **asked)
    assert (phrases.scope(facts), phrases.chosen(facts)) == (scope, chosen)
