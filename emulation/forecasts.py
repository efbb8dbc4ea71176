"""What a forecast says in words, from a row of `queries/forecast.sql`. It never reads like a fact: see `WORD`."""

from __future__ import annotations

from typing import Any

from emulation import words

WORD = "dự báo"
"""Stands wherever an expectation is shown."""
TITLE = "Có thể trễ"
_ALIKE = {"danh hiệu": " cùng danh hiệu, hình thức", "cấp": " cùng cấp quyết định", "mọi hồ sơ": ""}


def chance(share: float) -> str:
    """A probability in tens of percent; halves go up.

    >>> [chance(share) for share in (0, 0.099, 0.1, 0.649, 0.65, 0.9, 0.901)]
    ['dưới 10%', 'dưới 10%', 'khoảng 10%', 'khoảng 60%', 'khoảng 70%', 'khoảng 90%', 'trên 90%']
    """
    if share < 0.1:
        return "dưới 10%"
    return "trên 90%" if share > 0.9 else f"khoảng {int(share * 10 + 0.5 + 1e-9) * 10}%"


def expected(row: Any) -> str:
    """How probable lateness is, and the day on which it is expected to be done."""
    return f"khả năng trễ {chance(row.late_share)}, dự kiến xong {words.day(row.expected_on)}"


def cases(row: Any) -> str:
    """On how many cases it rests."""
    return f"theo {words.number(row.cases)} {'phần việc' if row.kind == 'task' else 'hồ sơ'} trước"


def basis(row: Any) -> str:
    """Which cases these are, and how many of them were late.

    >>> from types import SimpleNamespace as Row
    >>> row = Row(kind="dossier", cases=23, late_cases=15, rests_on="cấp", stage="Thẩm định", elapsed=4)
    >>> basis(row)  # doctest: +ELLIPSIS
    '15 trong 23 hồ sơ trước cùng cấp quyết định, khi đã ở bước Thẩm định lâu hơn 4 ngày làm việc, còn cần lâu hơn ...'
    >>> basis(Row(kind="task", cases=14, late_cases=8, by_unit="Trạm Y tế", ahead=12))
    '8 trong 14 phần việc trước của Trạm Y tế, khi còn 12 ngày mà chưa xong, đã trễ'
    """
    of = f"{words.number(row.late_cases)} trong {words.number(row.cases)}"
    if row.kind == "task":
        return f"{of} phần việc trước của {row.by_unit}, khi còn {words.number(row.ahead)} ngày mà chưa xong, đã trễ"
    days = f"lâu hơn {words.number(row.elapsed)} ngày làm việc" if row.elapsed else "qua ngày đầu"
    return (
        f"{of} hồ sơ trước{_ALIKE[row.rests_on]}, khi đã ở bước {row.stage} {days}, "
        "còn cần lâu hơn thời gian còn đến hạn của hồ sơ này"
    )
