"""The filter in the address: what it means, what it refuses, what it says, what it leaves out."""

from datetime import date

import pandas as pd
import pytest

from emulation.baseline import Against
from emulation.ui.frame.address import (
    Address,
    Choices,
    href,
    narrowings,
    params_of,
    parse_date,
    read,
    read_compare,
    scope_in_words,
)

RANKED = ("2026-Q3", "2026-H1", "2025-Q4", "2025-2026")
"""The periods that have ranks from `TODAY` on."""

TODAY = date(2026, 11, 16)

CHOICES = Choices.of(
    pd.DataFrame({"bloc_id": ["K1", "K2"], "bloc_name": ["Khối Trường học", "Khối thôn"]}),
    pd.DataFrame(
        {
            "unit_id": ["TH1", "TH2", "007", "UBND"],
            "full_name": ["Trường Tiểu học số 1", "Trường Tiểu học số 2", "Thôn số 7", "Ủy ban nhân dân xã"],
            "unit_name": ["TH số 1", "Trường Tiểu học số 2", "Thôn 7", "Ủy ban nhân dân xã"],
            "bloc_id": ["K1", "K1", "K2", None],
        }
    ),
    years=[2026, 2025],
    default_as_of=TODAY,
    default_year=lambda day: min(day.year, 2026),
    ranked_periods=lambda day: RANKED if day >= TODAY else (),
)


def scope_of(**params):
    scope, refused = read(Address(**params), CHOICES)
    assert refused == ()
    return scope


def refusals(**params) -> tuple[str, ...]:
    return read(Address(**params), CHOICES)[1]


def test_an_empty_address_is_the_default():
    scope = scope_of()
    assert (scope.as_of, scope.year, scope.quarter, scope.blocs, scope.units) == (TODAY, 2026, None, (), ())
    assert params_of(scope, CHOICES) == {}


def test_every_parameter_is_read():
    scope = scope_of(year="2025", quarter="2", bloc=("K1",), unit=("TH2", "TH1"), as_of="01/03/2026")
    assert (scope.year, scope.quarter, scope.blocs, scope.units) == (2025, 2, ("K1",), ("TH2", "TH1"))
    assert scope.as_of == date(2026, 3, 1)


def test_what_is_written_reads_the_same_again():
    scope = scope_of(year="2025", quarter="0", bloc=("K1",), unit=("TH1",), as_of="2026-03-01")
    params = params_of(scope, CHOICES)
    again = scope_of(
        year=params["year"][0],
        quarter=params["quarter"][0],
        bloc=params["bloc"],
        unit=params["unit"],
        as_of=params["as_of"][0],
    )
    assert again == scope
    (period,) = params_of(scope_of(period="2026-h1"), CHOICES)["period"]
    assert scope_of(period=period).period == "2026-H1"


def test_the_year_follows_the_day():
    scope = scope_of(as_of="31/12/2025")
    assert scope.year == 2025
    assert params_of(scope, CHOICES) == {"as_of": ("2025-12-31",)}


def test_in_january_the_year_is_the_last_one_that_has_tasks():
    scope = scope_of(as_of="05/01/2027")
    assert scope.year == 2026
    assert params_of(scope, CHOICES) == {"as_of": ("2027-01-05",)}
    scope = scope_of(as_of="05/01/2027", year="2027")
    assert scope.year == 2027
    assert params_of(scope, CHOICES)["year"] == ("2027",)


def test_the_periods_of_the_year_and_those_that_have_ranks_are_offered():
    assert CHOICES.periods_of(scope_of(as_of="05/01/2027", year="2027")) == (
        *("2027-Q1", "2027"),
        *("2026-Q3", "2026-H1", "2025-2026"),
        "2025-Q4",
    )


@pytest.mark.parametrize(("text", "quarter"), [("", None), ("0", 0), ("4", 4), ("iv", 4), (" II ", 2)])
def test_quarters(text, quarter):
    assert scope_of(quarter=text).quarter == quarter


@pytest.mark.parametrize(
    ("params", "period"),
    [
        ({}, "2026-Q3"),  # the last one that has ranks
        ({"as_of": "16/11/2025"}, "2025-Q4"),  # none has: the quarter of the day
        ({"as_of": "05/01/2027"}, "2026-Q3"),
        ({"as_of": "05/01/2027", "year": "2027"}, "2027-Q1"),
        ({"quarter": "1", "period": "2025-2026"}, "2025-2026"),
        ({"year": "2025", "period": "2026"}, "2026"),
        ({"as_of": "30/06/2026"}, "2026-Q2"),
        ({"quarter": "1"}, "2026-Q1"),
        ({"quarter": "0"}, "2026-Q3"),  # the year has no ranks of its own
        ({"quarter": "0", "as_of": "01/02/2026"}, "2026"),
        ({"year": "2025"}, "2025-Q4"),
        ({"year": "2025", "as_of": "01/02/2026"}, "2025"),
        ({"year": "2025", "quarter": "3"}, "2025-Q3"),
    ],
)
def test_the_scoring_period_goes_with_year_and_quarter(params, period):
    assert scope_of(**params).period == period


@pytest.mark.parametrize(
    ("params", "value", "remedy"),
    [
        ({"year": "abc"}, "“abc”", "2025, 2026"),
        ({"year": "1999"}, "“1999”", "2025, 2026"),
        ({"quarter": "5"}, "“5”", "1, 2, 3, 4"),
        ({"bloc": ("K9",)}, "“K9”", "Khối thi đua"),
        ({"unit": ("KHONGCO",)}, "“KHONGCO”", "Đơn vị"),
        ({"unit": ("7",)}, "“7”", "Đơn vị"),
        ({"period": "2026-H3"}, "“2026-H3”", "2026-H1 (6 tháng)"),
        ({"period": "2031-Q1"}, "“2031-Q1”", "Đang xem Quý III/2026"),
        ({"as_of": "32/13/2026"}, "“32/13/2026”", "ví dụ 16/11/2026"),
        ({"as_of": "29/02/2026"}, "“29/02/2026”", "ví dụ 16/11/2026"),
        ({"as_of": "01/01/1900"}, "“01/01/1900”", "ví dụ 16/11/2026"),
    ],
)
def test_an_unknown_value_is_named_with_its_remedy_and_left_out(params, value, remedy):
    scope, refused = read(Address(**params), CHOICES)
    assert len(refused) == 1
    assert value in refused[0]
    assert remedy in refused[0]
    assert scope == scope_of()


def test_the_rest_of_the_filter_holds_beside_unknown_values():
    scope, refused = read(Address(year="abc", quarter="2", unit=("KHONGCO", "TH1", "TH1")), CHOICES)
    assert (scope.quarter, scope.units, len(refused)) == (2, ("TH1",), 2)


def test_a_unit_outside_the_chosen_bloc_is_refused_by_name():
    scope, refused = read(Address(bloc=("K1",), unit=("TH1", "007")), CHOICES)
    assert scope.units == ("TH1",)
    assert refused[0].startswith("Thôn 7 không thuộc khối thi đua đang chọn")


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("", Against.MEETING),
        ("meeting", Against.MEETING),
        ("year", Against.YEAR),
        (" QUARTER ", Against.QUARTER),
    ],
)
def test_what_is_compared_with_is_read(text, against):
    assert read_compare(Address(compare=text)) == (against, ())


def test_nothing_else_is_compared_with():
    against, (refused,) = read_compare(Address(compare="<b>năm</b>"))
    assert against is Against.MEETING
    assert refused == (
        "Không có mốc so sánh “<b>năm</b>”. Hãy chọn họp trước, cùng kỳ năm trước hoặc đầu quý. "
        "Đang so với họp trước."
    )


def test_units_narrow_with_the_blocs():
    assert [unit.id for unit in CHOICES.units_of(())] == ["TH1", "TH2", "007", "UBND"]
    assert [unit.id for unit in CHOICES.units_of(("K1",))] == ["TH1", "TH2"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "Năm 2026 · Tất cả quý · Toàn xã · tính đến 16/11/2026"),
        ({"quarter": "2", "bloc": ("K1",)}, "Năm 2026 · Quý II · Khối Trường học · tính đến 16/11/2026"),
        (
            {"quarter": "0", "unit": ("TH1", "TH2")},
            "Năm 2026 · Nhiệm vụ cả năm · TH số 1, Trường Tiểu học số 2 · tính đến 16/11/2026",
        ),
        (
            {"unit": ("TH1", "TH2", "007"), "as_of": "5/1/2026"},
            "Năm 2026 · Tất cả quý · 3 đơn vị · tính đến 05/01/2026",
        ),
    ],
)
def test_the_scope_in_words(params, words):
    assert scope_in_words(scope_of(**params), CHOICES, "toàn xã") == words


def test_links_keep_the_filter_but_for_the_changes():
    params = {"quarter": ("2",), "bloc": ("K1",), "unit": ("TH1", "TH2")}
    assert href("rankings", params) == "rankings?quarter=2&bloc=K1&unit=TH1&unit=TH2"
    assert href("unit", params, unit="007", bloc=None) == "unit?quarter=2&unit=007"
    assert href("progress", {}, task="II.1.đ") == "progress?task=II.1.%C4%91"
    assert href("", {}) == "./"
    assert href("unit", {}, unit='a&b="<') == "unit?unit=a%26b%3D%22%3C"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16/11/2026", TODAY),
        ("2026-11-16", TODAY),
        ("1/3/2026", date(2026, 3, 1)),
        ("", None),
        ("2026-13-01", None),
        ("30/9/26", date(2026, 9, 30)),
        ("30-9-26", date(2026, 9, 30)),
        ("30.9.2026", date(2026, 9, 30)),
        ("30 09 2026", date(2026, 9, 30)),
        ("30092026", date(2026, 9, 30)),
        ("300926", date(2026, 9, 30)),
        ("31022026", None),
        ("30-9/2026", None),
        ("3092026", None),
        ("30/9/1926", None),
        ("hôm nay", None),
    ],
)
def test_days(text, day):
    assert parse_date(text) == day


def test_a_tab_is_named_after_what_is_narrowed_and_nothing_else():
    assert narrowings(scope_of(), CHOICES) == ()
    narrowed = scope_of(year="2025", quarter="3", unit=("007",), as_of="01/03/2026")
    assert narrowings(narrowed, CHOICES) == ("Năm 2025", "Quý III", "Thôn 7", "đến 01/03/2026")
