"""Words for a unit's part in a task, for an extension and for conclusions, shared by the screens and the show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.parts.states import STATE

FOLLOWS = "“Theo nhiệm vụ”: đơn vị phối hợp chưa ghi nhận gì, lấy trạng thái của nhiệm vụ đã xong."

MEETINGS_ROW = "Kết luận cuộc họp"
"""The row of what meetings concluded, beside those of the quarters."""


def extension(row: Mapping[Any, Any]) -> str:
    """One row of `task_extensions` in words, with the unit's name if it extends one unit only.

    >>> from datetime import date
    >>> row = {"unit_name": "Thôn 6", "due_before": date(2026, 3, 31), "due_on": date(2026, 4, 15)}
    >>> row |= {"expired_on": None, "expires_on": None, "document_no": "9/UBND", "decided_on": date(2026, 3, 30)}
    >>> extension(row)
    'Thôn 6: từ 31/03/2026 đến 15/04/2026 (văn bản số 9/UBND, ngày 30/03/2026)'
    """
    whose = f"{row['unit_name']}: " if row["unit_name"] else ""
    before = words.deadline(row["due_before"], row["expired_on"])
    after = words.deadline(row["due_on"], row["expires_on"])
    paper = f"văn bản số {row['document_no']}, " if row["document_no"] else "không ghi số văn bản, "
    return f"{whose}từ {before} đến {after} ({paper}ngày {words.day(row['decided_on'])})"


def role(part: str, follows_task: bool) -> str:
    """A unit's role in a task; marked where a helper without records takes the state of the finished task."""
    return f"{part}, theo nhiệm vụ" if follows_task else part


def roles(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a query with `role` as `role` says it."""
    shown = zip(rows["role"], rows["follows_task"], strict=True)
    return rows.assign(role=[part and role(part, follows) for part, follows in shown])


def meeting_on(row: Mapping[Any, Any]) -> str:
    """The meeting that concluded a task: Họp UBND 12/10/2026."""
    kind = "Cuộc họp" if row["meeting_kind"] == "Khác" else row["meeting_kind"]
    return f"{kind} {words.day(row['held_on'])}"


def conclusions_say(rows: pd.DataFrame) -> str:
    """How many conclusions there are and in which states: 3 kết luận: 2 hoàn thành, 1 quá hạn."""
    done = {"Đúng hạn": "hoàn thành đúng hạn", "Trễ hạn": "hoàn thành trễ hạn"}
    counts = Counter(rows["state"])
    parts = [
        f"{words.number(counts[state])} {done.get(state, state.lower())}" for state in STATE if counts[state]
    ]
    return f"{words.number(len(rows))} kết luận: {', '.join(parts)}"
