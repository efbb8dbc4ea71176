"""Working days: the contract's calendar, with Vietnam's holidays of 2026 and the commune's own days over it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.refresh import public_days
from emulation.workdays import PUBLIC_DAYS, calendar_days

SAMPLE = {date(2026, 1, 2): "Nghỉ", date(2026, 1, 10): "Làm bù"}
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def _calendar(own: dict[date, str]) -> tuple[dict[date, bool], dict[date, int]]:
    days, worked, numbers, _ = calendar_days(own)
    return dict(zip(days, worked, strict=True)), dict(zip(days, numbers, strict=True))


WORKED, NUMBER = _calendar(SAMPLE)


@pytest.mark.parametrize(
    "day",
    ["2026-01-01", "2026-01-02", "2026-02-16", "2026-02-20", "2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31",
     "2026-09-02", "2026-11-24", "2026-11-22"],
)  # fmt: skip
def test_days_off_in_2026(day: str) -> None:
    assert not WORKED[date.fromisoformat(day)]


@pytest.mark.parametrize("day", ["2026-08-22", "2026-01-10", "2026-11-23", "2026-12-31"])
def test_days_worked_in_2026(day: str) -> None:
    assert WORKED[date.fromisoformat(day)]


def test_the_public_calendar_is_that_of_the_library() -> None:
    assert PUBLIC_DAYS.read_text(encoding="utf-8") == public_days()


def test_own_days_are_stronger_than_the_calendar() -> None:
    worked, _ = _calendar({date(2026, 5, 1): "Làm bù", date(2026, 5, 4): "Nghỉ"})
    assert worked[date(2026, 5, 1)]
    assert not worked[date(2026, 5, 4)]


@given(DAYS, st.integers(0, 400))
def test_numbers_count_the_worked_days_between(day: date, span: int) -> None:
    end = min(day + timedelta(days=span), date(2100, 12, 31))
    between = sum(WORKED[day + timedelta(days=n)] for n in range(1, (end - day).days + 1))
    assert NUMBER[end] - NUMBER[day] == between
