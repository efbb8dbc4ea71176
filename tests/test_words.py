"""Vietnamese formats."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation import words

NOTHING = [None, float("nan"), pd.NaT, pd.NA, np.nan, "", "  ", float("inf")]
FORMATS = [
    words.number,
    words.points,
    words.percent,
    words.day,
    words.change,
    words.days_late,
    words.days_left,
]


def test_what_is_not_known_is_a_dash_and_not_zero():
    shown = {(f.__name__, repr(nothing)): f(nothing) for f in [*FORMATS, words.period] for nothing in NOTHING}
    assert {what: text for what, text in shown.items() if text != "–"} == {}


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (1234.5, None, "1.234,5"),
        (1234567, None, "1.234.567"),
        (0, None, "0"),
        (-0.001, None, "0"),
        (-1234.5, None, "-1.234,5"),
        (12, 1, "12,0"),
        (0.05, 1, "0,1"),
        (2.5, 0, "3"),
        (np.int64(7), None, "7"),
        (np.float64(7.25), None, "7,25"),
        (Decimal("0.125"), 3, "0,125"),
        (1e30, None, "1" + ".000" * 10),
    ],
)
def test_numbers_have_a_decimal_comma_and_dots_between_thousands(value, digits, shown):
    assert words.number(value, digits) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (84.25, "84,25"),
        (90.0, "90"),
        (0.125, "0,13"),
        (2.675, "2,68"),
        (84.12499999999999, "84,13"),
        (84.1, "84,1"),
    ],
)
def test_points_round_half_up_and_drop_trailing_zeros(value, shown):
    assert words.points(value) == shown


@given(st.integers(min_value=0, max_value=10**7))
def test_every_thousandth_is_rounded_half_up(thousandths):
    shown = words.points(thousandths / 1000)
    expected = (Decimal(thousandths) / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert Decimal(shown.replace(".", "").replace(",", ".")) == expected
    assert not ("," in shown and shown.endswith("0"))


@pytest.mark.parametrize(
    ("rate", "shown"),
    [(0.843, "84,3%"), (1, "100%"), (0, "0%"), (0.8425, "84,3%"), (2 / 3, "66,7%"), (12.5, "1.250%")],
)
def test_percent(rate, shown):
    assert words.percent(rate) == shown


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 3, 5),
        datetime(2026, 3, 5, 23, 59),
        pd.Timestamp("2026-03-05"),
        "2026-03-05",
        "2026-03-05T07:00",
    ],
)
def test_days_have_two_digits_each(value):
    assert words.day(value) == "05/03/2026"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3, "▲ 3"), (-2, "▼ 2"), (0, "● 0 không đổi"), (1.5, "▲ 1,5"), (0.001, "● 0 không đổi")],
)
def test_change(value, shown):
    assert words.change(value) == shown


def test_growth_is_said_in_words():
    assert [words.growth(by) for by in (1200, -2, 0)] == ["▲ tăng 1.200", "▼ giảm 2", "● không đổi"]


def test_a_list_ends_with_and():
    assert [words.listed(parts) for parts in (["a", "b", "c"], ["a", "b"], ["a"], [])] == [
        "a, b và c",
        "a và b",
        "a",
        "",
    ]


def test_days_late_and_days_left_mirror_each_other():
    assert [words.days_late(n) for n in (5, 0, -3)] == ["trễ 5 ngày", "hạn hôm nay", "còn 3 ngày"]
    assert [words.days_left(n) for n in (5.0, 0, -3)] == ["còn 5 ngày", "hạn hôm nay", "trễ 3 ngày"]


def test_quarters_and_periods():
    assert [words.quarter(q) for q in (1, 2, 3, 4)] == ["Quý I", "Quý II", "Quý III", "Quý IV"]
    assert words.quarter(0) == words.quarter(None) == words.quarter(float("nan")) == "Cả năm"
    assert words.period("2026-Q3") == "Quý III/2026"
    assert words.period("2026") == words.period(2026) == "Năm 2026"


def test_a_clause_goes_by_the_plans_own_letter():
    assert words.clause_letter("II.1.đ") == "đ"
    assert words.clause_letter("III.2") == "III.2"
