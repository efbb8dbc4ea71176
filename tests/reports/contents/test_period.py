"""A report on a period as a whole: what its figures cover, and that one bad file spoils one part only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation.intake import read_folder
from emulation.reports.contents import period, ranking
from emulation.warehouse import Warehouse
from tests.councils import almost_empty
from tests.folders import write_folder
from tests.reports.contents.asked import facts_of, filled, the_one
from tests.reports.contents.told import Told, rows

DAY = date(2026, 11, 16)
UNITS = {"units": rows("unit_id name", ("T1", "Thôn 1"), ("T2", "Thôn 2"))}


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2026, 6, 30), []),
        (date(2026, 6, 29), ["Kỳ báo cáo chưa kết thúc (đến 30/06/2026); số liệu mới tính đến ngày 29/06/2026."]),
        (date(2025, 12, 31), ["Kỳ báo cáo chưa bắt đầu (từ 01/01/2026); số liệu tính đến ngày 31/12/2025."]),
        (
            date(2027, 1, 5),
            [
                "Kết quả thực hiện nhiệm vụ, hồ sơ chưa kết thúc và phong trào thi đua tính cả phần ghi nhận sau kỳ báo "
                "cáo, "
                "từ 01/07/2026 đến 05/01/2027."
            ],
        ),
    ],
    ids=["on the last day", "before it", "before the first", "another year"],
)  # fmt: skip
def test_how_the_day_stands_to_the_period_is_said(as_of, said):
    assert list(period.extent(Told("half-year", as_of, year=2026))) == said


def test_whose_figures_they_are_is_said():
    (said,) = period.extent(Told(tables=UNITS, units=("T1", "T2")))
    assert said.startswith(
        "Phạm vi số liệu: Thôn 1 và Thôn 2. Mỗi đơn vị trong một nhiệm vụ được tính là một phần việc"
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return Warehouse(read_folder(almost_empty(tmp_path_factory.mktemp("almost")))[0])


def made(data: Warehouse, kind: str) -> tuple[str, str]:
    """The report's file name and text."""
    name, values = the_one(data, kind, DAY, **({"quarter": 3} if kind == "quarter" else {}))
    return name, filled(kind, values)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("quarter", "bao-cao-quy-2026-Q3"),
        ("half-year", "bao-cao-6-thang-2026"),
        ("year", "bao-cao-nam-2026"),
    ],
)
def test_every_tag_of_the_templates_has_a_value_in_a_folder_with_hardly_anything(data, kind, name):
    found, text = made(data, kind)
    assert found == name
    assert "chưa có" in text.lower()


@pytest.mark.parametrize("section", [*period.SECTIONS, *ranking.NOTICE])
def test_a_part_gives_the_tags_that_it_describes(data, section):
    facts = facts_of(data, "year", DAY)
    assert set(section.values(facts)) == set(section.tags)
    assert set(section.values(Told("year"))) == set(section.tags)


def test_no_two_parts_have_the_same_tag():
    tags = [tag for section in (*period.SECTIONS, ranking.BANDS) for tag in section.tags]
    assert len(tags) == len(set(tags))


def test_a_file_that_cannot_be_read_is_named_where_it_is_missed(tmp_path: Path):
    movements = "Mã phong trào,Tên phong trào,Cấp phát động,Ngày phát động\nP1,Sáng xanh,Xã,05/01/2026\n"
    folder = write_folder(tmp_path, {"movements": movements})
    (folder / "scores.csv").write_bytes(b"\x00\x01")
    (folder / "plan.csv").write_bytes(b"\x00\x01")
    _, text = made(Warehouse(read_folder(folder)[0]), "year")
    assert text.count("không đọc được tệp scores.csv") == 2, (
        "of the ranking, and of what may have fallen short"
    )
    assert "Phát động trong kỳ 1 phong trào: “Sáng xanh”." in text
    assert "Kế hoạch số …………" in text
