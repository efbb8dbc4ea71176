"""The commune and its superior are called what `plan.csv` calls them, however an officer writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.commune import Agency, Commune, commune_of
from emulation.warehouse import Warehouse
from tests.folders import warehouse

HEADER = "year,issuer,superior,unit_id,symbol\n"


def commune(data: Warehouse, year: int = 2026) -> Commune:
    return commune_of(lambda name: data.table(name).itertuples(index=False), year)


@pytest.mark.parametrize(
    ("written", "read", "kind"),
    [
        ("Ủy ban nhân dân xã Nghi Dương", "Ủy ban nhân dân xã Nghi Dương", "xã"),
        ("Uỷ ban nhân dân Phường Vinh Tân", "Ủy ban nhân dân phường Vinh Tân", "phường"),
        ("UBND phường Phường Đúc", "Ủy ban nhân dân phường Phường Đúc", "phường"),
        ("UBND P. Vinh Tân", "Ủy ban nhân dân phường Vinh Tân", "phường"),
        ("ỦY BAN NHÂN DÂN ĐẶC KHU CÁT HẢI", "Ủy ban nhân dân đặc khu Cát Hải", "đặc khu"),
        ("UBND  TP.Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng", "thành phố"),
        ("tỉnh Nghệ An", "Ủy ban nhân dân tỉnh Nghệ An", "tỉnh"),
        ("Phòng Văn hoá - Xã hội phường A", "Phòng Văn hoá - Xã hội phường A", "phường"),
        ("Đảng ủy xã Xã Đàn", "Đảng ủy xã Xã Đàn", "xã"),
        ("UBND thị trấn Núi Đối", "Ủy ban nhân dân thị trấn Núi Đối", ""),
        ("Văn phòng", "Văn phòng", ""),
        (None, "", ""),
    ],
)
def test_an_agency_is_read_however_it_is_written(written: str | None, read: str, kind: str):
    agency = Agency.read(written)
    assert (str(agency), agency.kind) == (read, kind)


def test_the_plan_of_the_year_says_it_else_the_latest(tmp_path: Path):
    plans = HEADER + "2024,UBND phường Cũ,UBND tỉnh B,,\n2025,UBND xã Mới,UBND thành phố C,A,VHXH\n"
    data = warehouse(tmp_path, {"plan": plans, "units": "unit_id,name\nA,Phòng Văn hoá\n"})
    old, new = commune(data, 2024), commune(data, 2026)
    assert (old.whole, old.superior_noun, old.standing_body, old.symbol) == ("toàn phường", "tỉnh", "", "")
    assert (new.whole, new.superior_noun, new.standing_body, new.symbol) == (
        *("toàn xã", "thành phố"),
        *("Phòng Văn hoá", "VHXH"),
    )


@pytest.mark.parametrize(
    ("plan", "nouns"),
    [
        ("", ("địa phương", "cấp trên")),
        ("2026,UBND thị trấn A,,,\n", ("địa phương", "cấp trên")),
        ("2026,UBND xã A,,,\n", ("xã", "cấp trên")),
        ('2026,"UBND xã A, tỉnh B",,,\n', ("xã", "tỉnh")),
        ('2026,"Phòng Văn hoá, Thể thao xã A",UBND tỉnh B,,\n', ("xã", "tỉnh")),
    ],
)
def test_what_the_plan_does_not_say_is_said_in_words_right_everywhere(
    tmp_path: Path, plan: str, nouns: tuple[str, str]
):
    found = commune(warehouse(tmp_path, {"plan": HEADER + plan}))
    assert (found.noun, found.superior_noun) == nouns


@pytest.mark.parametrize(
    ("in_file", "shown"),
    [
        ((), "Cấp thành phố"),  # the plan's word where the file has none
        (("Cấp tỉnh",), "Cấp tỉnh"),  # else the file's
        (("Cấp bộ", "Cấp thành phố"), "Cấp thành phố"),  # of several the plan's
        (("Cấp bộ", "Cấp tỉnh"), "Cấp bộ"),  # else the first
    ],
)
def test_a_level_is_one_whatever_its_words(in_file: tuple[str, ...], shown: str):
    found = Commune(superior=Agency.read("UBND thành phố C"), levels=in_file)
    assert {found.level(word) for word in ("Cấp tỉnh", "Cấp thành phố", "Cấp bộ")} == {shown}
    assert found.level("Cấp phường") == "Cấp xã"  # nothing says which: the law's word


def test_who_launched_is_one_whatever_its_words():
    found = Commune(Agency.read("UBND đặc khu A"), launchers=("Trung ương", "Tỉnh"))
    assert [found.launcher(word) for word in ("Trung ương", "Thành phố", "Phường")] == [
        *("Trung ương", "Tỉnh", "Đặc khu")
    ]
