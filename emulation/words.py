"""Vietnamese words on screen and paper: numbers, dates, quarters."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from typing import Any

import pandas as pd
from babel.numbers import NumberPattern, format_decimal, format_percent, parse_pattern

from emulation.periods import QUARTERS, in_words

MISSING = "–"
UNDISCLOSED = "(chưa công bố)"
"""Stands for the name of a nominee which whoever looks may not know yet."""

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


def points(value: Any, digits: int | None = None) -> str:
    """A score: 84,25 or 90; in a list with the `digits` of all of it."""
    return number(value, digits)


def digits(values: Iterable[Any]) -> int:
    """How many decimals, at most two, the numbers of a list need, so that they can be compared by eye.

    >>> digits([90, 84.25, None]), digits([90, 84.5]), digits([7.0]), digits([])
    (2, 1, 0, 0)
    """
    shown = (number(value) for value in values)
    return max((len(text.partition(",")[2]) for text in shown), default=0)


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


def deadline(due_on: Any, expires_on: Any, dossiers_expired_on: Any = None, paused_since: Any = None) -> str:
    """A due date; where it is a day of rest also the last day on which it is met (the contract, "Timeliness").

    `dossiers_expired_on`: when the dossiers expired by which a task measured by them is overdue. `paused_since`: since
    when a dossier's clock stands.

    >>> deadline(date(2026, 3, 15), date(2026, 3, 16)), deadline(date(2026, 3, 16), date(2026, 3, 16))
    ('15/03 (nghỉ), tính đến 16/03/2026', '16/03/2026')
    >>> deadline(date(2026, 12, 7), date(2026, 12, 7), date(2026, 9, 28))
    '07/12/2026; có hồ sơ quá hạn, hết hạn từ 28/09/2026'
    """
    said = day(due_on)
    if not is_missing(due_on) and not is_missing(expires_on) and as_date(expires_on) != as_date(due_on):
        shown = said[:5] if as_date(due_on).year == as_date(expires_on).year else said
        said = f"{shown} (nghỉ), tính đến {day(expires_on)}"
    if not is_missing(dossiers_expired_on):
        said += f"; có hồ sơ quá hạn, hết hạn từ {day(dossiers_expired_on)}"
    return said if is_missing(paused_since) else f"{said}; {paused(paused_since)}"


def paused(since: Any) -> str:
    """Since when a dossier's clock stands: đang chờ bổ sung từ 02/10/2026, thời hạn tạm dừng."""
    return f"đang chờ bổ sung từ {day(since)}, thời hạn tạm dừng"


_COUNTED = {"Cá nhân": "người", "Tập thể": "tập thể", "Hộ gia đình": "hộ"}


def nominee(name: str, kind: str, quantity: int) -> str:
    """A dossier's nominee, with how many it names where they are many.

    >>> nominee("Cán bộ, giáo viên", "Cá nhân", 24), nominee("Thôn 6", "Tập thể", 1)
    ('Cán bộ, giáo viên (24 người)', 'Thôn 6')
    """
    return f"{name} ({counted(quantity, kind)})" if quantity > 1 else name


def counted(quantity: int, kind: str) -> str:
    """24 người, 9 hộ: so many nominees of a kind."""
    return f"{number(quantity)} {_COUNTED[kind]}"


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


def clause_mark(clause: str, in_clause: Any = None) -> str:
    """A clause by its letter; of several tasks of one clause each with its place among them.

    >>> clause_mark("II.1.đ"), clause_mark("5.4", 11)
    ('đ', '5.4 (11)')
    """
    return f"{clause_letter(clause)} {clause_order(in_clause)}".rstrip()


def clause_order(in_clause: Any) -> str:
    """(11), or nothing where a clause has one task."""
    return "" if is_missing(in_clause) else f"({in_clause})"


def growth(difference: int | Decimal) -> str:
    """▲ tăng 3, ▼ giảm 2 or ● không đổi."""
    if not difference:
        return "● không đổi"
    return f"▲ tăng {number(difference)}" if difference > 0 else f"▼ giảm {number(-difference)}"


def growth_in_points(difference: float) -> str:
    """How much a rate rose or fell, in percentage points: ▲ tăng 4,3 điểm %.

    >>> growth_in_points(0.0425), growth_in_points(-0.2), growth_in_points(0.0004)
    ('▲ tăng 4,3 điểm %', '▼ giảm 20 điểm %', '● không đổi')
    """
    points = _rounded(difference * 100, 1)
    return f"{growth(points)} điểm %" if points else growth(0)


def listed(parts: Sequence[str]) -> str:
    """a, b và c."""
    return " và ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def split(whole: int, parts: Mapping[str, int]) -> str:
    """What a number consists of, to stand behind it and its noun; parts of none are not named.

    >>> split(12, {"đúng hạn": 9, "trễ hạn": 0, "quá hạn": 3}), split(3, {"quá hạn": 3}), split(1, {"quá hạn": 1})
    (': 9 đúng hạn, 3 quá hạn', ', cả 3 quá hạn', ' quá hạn')
    """
    named = {word: count for word, count in parts.items() if count}
    if len(named) == 1 and whole in named.values():
        (word,) = named
        return f", cả {number(whole)} {word}" if whole > 1 else f" {word}"
    return f": {', '.join(f'{number(count)} {word}' for word, count in named.items())}"


def rank(place: Any, sharing: int, alone: str = "hạng") -> str:
    """A place in a ranking, and that others have it too.

    >>> rank(3, 1), rank(3, 2), rank(3, 1, alone="")
    ('hạng 3', 'đồng hạng 3', '3')
    """
    return f"{'đồng hạng' if sharing > 1 else alone} {number(place)}".lstrip()


def first(sharing: int, alone: str = "đứng đầu") -> str:
    """What those do who lead a ranking: đứng đầu, or đồng hạng nhất."""
    return "đồng hạng nhất" if sharing > 1 else alone


def days_late(value: Any) -> str:
    """trễ 5 ngày; a negative number of days is still to go: còn 5 ngày."""
    if is_missing(value):
        return MISSING
    if value == 0:
        return "hạn hôm nay"
    return f"{'trễ' if value > 0 else 'còn'} {number(abs(value), 0)} ngày"


def lateness(days: Any, dossiers_expired_on: Any = None) -> str:
    """`days_late`, and whose lateness it is where a task is overdue by its dossiers.

    >>> lateness(49, date(2026, 9, 28)), lateness(49)
    ('trễ 49 ngày, hồ sơ hết hạn từ 28/09/2026', 'trễ 49 ngày')
    """
    late = days_late(days)
    return late if is_missing(dossiers_expired_on) else f"{late}, hồ sơ hết hạn từ {day(dossiers_expired_on)}"


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
