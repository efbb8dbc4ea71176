"""Rates over several quarters: the contract's formulas on the added counts."""

import pytest

from emulation.reports.contents.counts import Counts, completion_rate, on_time_rate
from tests.reports.contents.told import rows

COLUMNS = "tasks done_on_time done_late in_progress not_started not_arising overdue due_soon"


def test_quarters_are_added_up_not_their_rates():
    first, second = rows(COLUMNS, (3, 2, 0, 0, 0, 1, 0, 0), (4, 1, 1, 1, 1, 0, 2, 1))
    both = Counts.of([first, second])
    assert (both.tasks, both.arising, both.done, both.open, both.judged) == (7, 6, 4, 2, 6)
    assert (both.completion_rate, both.on_time_rate) == (4 / 6, 3 / 6)
    assert both.completion_rate != pytest.approx((2 / 2 + 2 / 4) / 2)


@pytest.mark.parametrize("rate", [completion_rate(0, 3, 3), completion_rate(0, 0, 0), on_time_rate(0, 0, 0)])
def test_no_denominator_is_no_rate(rate):
    assert rate is None


def test_nothing_done_is_a_rate_of_nought():
    assert (completion_rate(0, 3, 1), on_time_rate(0, 1, 1)) == (0, 0)


def test_no_rows_count_nothing():
    assert Counts.of([]) == Counts()
