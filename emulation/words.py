"""Vietnamese words on screen and paper: numbers, dates, quarters."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from typing import Any

import pandas as pd
from babel.numbers import NumberPattern, format_decimal, format_percent, parse_pattern

from emulation.periods import QUARTERS, in_words

MISSING = "–"

_LOCALE = "vi"
_HALF_UP = Context(prec=400, rounding=ROUND_HALF_UP)


def is_missing(value: Any) -> bool:
    """True for what has no value: None, NaN, NaT, an infinite number, blank text."""
    if isinstance(value, str):
        return not value.strip()
    return bool(pd.isna(value)) or value in (float("inf"), float("-inf"))


@lru_cache(maxsize=8192)
def number(value: Any, digits: int | None = None) -> str:
    """1.234,5 — with exactly `digits` places, or with at most two and no trailing zeros; halves go up."""
    if is_missing(value):
        return MISSING
    shown = _rounded(value, 2 if digits is None else digits)
    with localcontext(_HALF_UP):
        return format_decimal(shown, format=_pattern(digits), locale=_LOCALE)


def points(value: Any) -> str:
    """A score: 84,25 or 90."""
    return number(value)


@lru_cache(maxsize=4096)
def percent(rate: Any) -> str:
    """84,3% for the rate 0.843; halves go up."""
    if is_missing(rate):
        return MISSING
    with localcontext(_HALF_UP):
        return format_percent(_rounded(rate, 3), format="#,##0.#%", locale=_LOCALE)


def day(value: Any) -> str:
    """dd/mm/yyyy of a date, a timestamp or an ISO text."""
    if is_missing(value):
        return MISSING
    on = as_date(value)
    return f"{on.day:02}/{on.month:02}/{on.year:04}"


def deadline(due_on: Any, expires_on: Any) -> str:
    """A due date; on a day of rest also the last day on which it counts as kept (the contract, "Timeliness").

    >>> deadline(date(2026, 3, 15), date(2026, 3, 16)), deadline(date(2026, 3, 16), date(2026, 3, 16))
    ('15/03/2026 (ngày nghỉ, tính đến 16/03/2026)', '16/03/2026')
    """
    if is_missing(due_on) or is_missing(expires_on) or as_date(due_on) == as_date(expires_on):
        return day(due_on)
    return f"{day(due_on)} (ngày nghỉ, tính đến {day(expires_on)})"


def moment(value: datetime) -> str:
    """10:15 ngày 23/11/2026."""
    return f"{value:%H:%M} ngày {day(value.date())}"


def as_date(value: Any) -> date:
    """The calendar day of a date, a timestamp or an ISO text."""
    if isinstance(value, str):
        return date.fromisoformat(value.strip()[:10])
    return date(value.year, value.month, value.day)


def change(value: Any) -> str:
    """▲ 3, ▼ 2 or ● 0 không đổi."""
    if is_missing(value):
        return MISSING
    size = number(abs(value))
    if size == "0":
        return "● 0 không đổi"
    return f"{'▲' if value > 0 else '▼'} {size}"


def clause_letter(clause: str) -> str:
    """The plan's own letter of a clause (II.1.đ → đ); where it has none, the clause (III.2)."""
    last = clause.rpartition(".")[2]
    return clause if last.isdigit() else last


def growth(difference: int) -> str:
    """▲ tăng 3, ▼ giảm 2 or ● không đổi."""
    if not difference:
        return "● không đổi"
    return f"▲ tăng {number(difference)}" if difference > 0 else f"▼ giảm {number(-difference)}"


def listed(parts: Sequence[str]) -> str:
    """a, b và c."""
    return " và ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def days_late(value: Any) -> str:
    """trễ 5 ngày; a negative number of days is still to go: còn 5 ngày."""
    if is_missing(value):
        return MISSING
    if value == 0:
        return "đến hạn hôm nay"
    return f"{'trễ' if value > 0 else 'còn'} {number(abs(value), 0)} ngày"


def days_left(value: Any) -> str:
    """còn 5 ngày; a negative number of days is late: trễ 5 ngày."""
    return MISSING if is_missing(value) else days_late(-value)


def quarter(value: Any) -> str:
    """Quý I to Quý IV; 0 or nothing is the whole year."""
    if is_missing(value) or value == 0:
        return "Cả năm"
    return f"Quý {QUARTERS[int(value) - 1]}"


def period(value: Any) -> str:
    """Quý III/2026 for 2026-Q3, Năm 2026 for 2026."""
    return MISSING if is_missing(value) else in_words(str(value))


def _rounded(value: Any, places: int) -> Decimal:
    """Half up, after binary noise beyond the ninth place is gone (so 84.12499999999999 is 84.125)."""
    exact = _HALF_UP.quantize(Decimal(str(value)), Decimal("1e-9"))
    return _HALF_UP.quantize(exact, Decimal(1).scaleb(-places)) + 0  # + 0 turns -0 into 0


@lru_cache(maxsize=16)
def _pattern(digits: int | None) -> NumberPattern:
    return parse_pattern("#,##0.##" if digits is None else "#,##0." + "0" * digits if digits else "#,##0")
