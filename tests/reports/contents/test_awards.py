"""What was awarded: one set of awards, divided in four ways."""

import pytest

from emulation.reports.contents import awards
from tests.reports.contents.told import Told, row, rows

COLUMNS = "quarter_asked unit_id award_id level nominee_kind commendation_type awards"
TABLES = {
    "awards": rows("award_id name", ("LDTT", "Lao động tiên tiến"), ("GK", "Giấy khen"), ("BK", "Bằng khen")),
    "units": rows("unit_id name", ("B", "Thôn 2"), ("A", "Thôn 1")),
}
GIVEN = [
    (1, "A", "GK", "Cấp xã", "Cá nhân", "Đột xuất", 2),
    (2, "A", "GK", "Cấp xã", "Cá nhân", "Đột xuất", 1),
    (2, "A", "LDTT", "Cấp xã", "Cá nhân", "Công trạng", 4),
    (2, "B", "BK", "Cấp thành phố", "Tập thể", "Công trạng", 1),
    (3, "B", "BK", "Cấp thành phố", "Tập thể", "Công trạng", 50),
]


CITY = row(year=2026, issuer="UBND xã A", superior="UBND thành phố B", unit_id=None, symbol=None)


def told(lines=GIVEN, tables=TABLES, units=("A", "B"), **asked):
    given = {
        "awards_given": rows(COLUMNS, *lines),
        "unit_progress": rows("unit_id", *[(unit,) for unit in units]),
    }
    return awards.SECTION.values(Told(rows=given, tables={"plan": [CITY], **tables}, **asked))


def numbers(lines):
    return {
        line["ten"]: [int(line[tag]) for tag in (*awards.NOMINEE_TAGS.values(), "cong")] for line in lines
    }


def test_the_sentences():
    assert told()["khen_thuong.cau"] == [
        "Trong 6 tháng đầu năm 2026 có 8 lượt khen thưởng: 1 tập thể, 7 cá nhân.",
        "Theo cấp quyết định: cấp xã 7, cấp thành phố 1. Theo loại khen thưởng: công trạng 5, đột xuất 3.",
        "Cả 2 đơn vị có tập thể, hộ gia đình hoặc cá nhân được khen thưởng trong kỳ.",
    ]


def test_the_tables_are_in_their_keepers_order():
    found = told()
    assert numbers(found["khen_thuong.hinh_thuc"]) == {
        "Lao động tiên tiến": [0, 0, 4, 4],
        "Giấy khen": [0, 0, 3, 3],
        "Bằng khen": [1, 0, 0, 1],
    }
    assert list(numbers(found["khen_thuong.hinh_thuc"])) == ["Lao động tiên tiến", "Giấy khen", "Bằng khen"]
    assert list(numbers(found["khen_thuong.don_vi"])) == ["Thôn 2", "Thôn 1"]
    assert [line["cap"] for line in found["khen_thuong.hinh_thuc"]] == ["Cấp xã", "Cấp xã", "Cấp thành phố"]


def test_every_way_of_dividing_adds_up_to_the_same():
    found = told()
    total = [int(found[f"so.khen_{tag}"]) for tag in (*awards.NOMINEE_TAGS.values(), "cong")]
    assert total == [1, 0, 7, 8]
    for table in ("hinh_thuc", "loai", "cap", "don_vi"):
        lines = numbers(found[f"khen_thuong.{table}"]).values()
        assert [sum(column) for column in zip(*lines, strict=True)] == total
        assert all(sum(line[:-1]) == line[-1] for line in lines)


@pytest.mark.parametrize(
    ("tables", "asked", "said", "figure"),
    [
        (TABLES, {}, "Trong 6 tháng đầu năm 2026 không có tập thể, hộ gia đình, cá nhân nào được khen thưởng.", "0"),
        (
            TABLES,
            {"units": ("A",)},
            "Trong 6 tháng đầu năm 2026 không có tập thể, hộ gia đình, cá nhân nào của Thôn 1 được khen thưởng.",
            "0",
        ),
    ],
    ids=["none given", "none to the unit"],
)  # fmt: skip
def test_nothing_awarded(tables, asked, said, figure):
    found = awards.SECTION.values(Told(rows={"awards_given": []}, tables=tables, **asked))
    assert (found["khen_thuong.cau"], found["so.khen_cong"]) == ([said], figure)
    assert not any(
        value for tag, value in found.items() if tag.startswith("khen_thuong.") and "cau" not in tag
    )


def test_a_single_award_of_a_single_unit():
    said, ways = told(GIVEN[3:4], units=("B",))["khen_thuong.cau"]
    assert said == "Trong 6 tháng đầu năm 2026 có 1 lượt khen thưởng: 1 tập thể."
    assert ways == "Theo cấp quyết định: cấp thành phố 1. Theo loại khen thưởng: công trạng 1."
