"""A figure that a program wrote in full, as in a package of a commune."""

import pytest

from emulation.columns import number
from emulation.intake.cells import Fault, parse

RATE = number("rate", "Tỷ lệ", kind="figure")


@pytest.mark.parametrize("figure", [0.0, 86.125, 1.0, -3.5, 1e-07, 2 / 3, 1250.125])
def test_it_is_read_back_to_the_last_digit(figure):
    assert parse(repr(figure), RATE, ",") == figure


@pytest.mark.parametrize("text", ["86,125", "1.000.000", "nan", "inf", "0x1", "1_000", "1e999", "9" * 400])
def test_anything_else_is_refused(text):
    with pytest.raises(Fault):
        parse(text, RATE, ",")


def test_none_is_not_known_rather_than_zero():
    assert parse("", RATE, ",") is None
