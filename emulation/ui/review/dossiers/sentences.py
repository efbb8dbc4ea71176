"""What *Hồ sơ chờ xử lý* says in sentences, from the rows of its queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from emulation import forecasts, words
from emulation.commune import Commune

ALL = "Xem tất cả hồ sơ"


def overdue(row: Mapping[Any, Any]) -> str:
    """How many dossiers are overdue, and how long. `row`: of `waiting_standing`.

    >>> row = {"dossiers": 5, "overdue": 3, "longest_overdue": 14}
    >>> overdue(row), overdue(row | {"dossiers": 3})
    ('3 hồ sơ quá hạn, lâu nhất 14 ngày', 'cả 3 quá hạn, lâu nhất 14 ngày')
    """
    late = row["overdue"]
    count = f"cả {words.number(late)}" if 1 < late == row["dossiers"] else f"{words.number(late)} hồ sơ"
    return f"{count} quá hạn, lâu nhất {words.number(row['longest_overdue'])} ngày"


def standing(row: Mapping[Any, Any], place: str, chosen: Sequence[str] = ()) -> str:
    """What is stuck where, in one sentence; `place`: xã; `chosen`: the values of the page's own filter.

    >>> row = {"dossiers": 4, "in_commune": 3, "with_higher_level": 1, "overdue": 2, "longest_overdue": 14, "paused": 0}
    >>> row |= {"most_overdue_stage": "Thẩm định", "most_overdue": 1, "due_soon": 0}
    >>> standing(row, "xã", ["Cấp xã"])  # doctest: +ELLIPSIS
    'Cấp xã: 4 hồ sơ chưa kết thúc: 3 ở xã, 1 ở cấp trên; 2 hồ sơ quá hạn, lâu nhất 14 ngày, nhiều nhất ở bước ...'
    """
    prefix = ", ".join(chosen)
    dossiers = row["dossiers"]
    if not dossiers:
        return f"Không có hồ sơ nào chưa kết thúc{f' ({prefix})' if prefix else ''}."
    where = words.split(dossiers, {f"ở {place}": row["in_commune"], "ở cấp trên": row["with_higher_level"]})
    parts = [f"{words.number(dossiers)} hồ sơ chưa kết thúc{where}", _late(row, chosen)]
    if row["overdue"] < dossiers:
        parts.append(_soon(row))
    if row["paused"]:
        parts.append(f"{words.number(row['paused'])} đang chờ bổ sung, thời hạn tạm dừng")
    return (f"{prefix}: " if prefix else "") + "; ".join(parts) + "."


def _late(row: Mapping[Any, Any], chosen: Sequence[str]) -> str:
    """Those overdue, and the stage that has most of them, unless it is `chosen`."""
    if not row["overdue"]:
        return "không hồ sơ nào quá hạn"
    most, stage = row["most_overdue"], row["most_overdue_stage"]
    if stage in chosen:
        return overdue(row)
    if most < row["overdue"]:
        return f"{overdue(row)}, nhiều nhất ở bước {stage} ({words.number(most)})"
    return f"{overdue(row)}, {'đều ' if most > 1 else ''}ở bước {stage}"


def _soon(row: Mapping[Any, Any]) -> str:
    if not row["due_soon"]:
        return "không hồ sơ nào sắp đến hạn"
    today = f" ({words.number(row['due_today'])} hạn hôm nay)" if row["due_today"] else ""
    return f"{words.number(row['due_soon'])} sắp đến hạn{today}"


def ages_say() -> str:
    """The chart of ages in words."""
    return (
        "mỗi dấu là một hồ sơ chưa kết thúc, theo bước xử lý và số ngày đã nằm ở bước đó. "
        "Bảng bên trên ghi từng hồ sơ."
    )


def due_reason(dossier: Mapping[Any, Any]) -> str:
    """Why a dossier is due when it is.

    >>> from datetime import date
    >>> days = {"own_due_on": None, "working_days": 10, "paused_days": 2, "received_on": date(2026, 10, 16)}
    >>> due_reason(days | {"due_on": date(2026, 11, 3), "expires_on": date(2026, 11, 3)})  # doctest: +ELLIPSIS
    '03/11/2026: 10 ngày làm việc† tính từ ngày làm việc liền sau ngày tiếp nhận 16/10/2026, lùi thêm 2 ngày làm ...'
    """
    due = words.deadline(dossier["due_on"], dossier["expires_on"])
    if dossier["own_due_on"]:
        return f"{due}: hạn ghi riêng cho hồ sơ này"
    if dossier["due_on"] is None:
        return "Không có: danh mục khen thưởng không ghi số ngày giải quyết"
    pause = dossier["paused_days"]
    paused = f", lùi thêm {pause} ngày làm việc chờ bổ sung" if pause else ""
    return (
        f"{due}: {dossier['working_days']} ngày làm việc† tính từ ngày làm việc liền sau ngày tiếp nhận "
        f"{words.day(dossier['received_on'])}{paused}"
    )


def dossier_facts(dossier: Mapping[Any, Any], place: str) -> list[tuple[str, str]]:
    """What is to be known of a dossier, as labels and values; `place`: xã."""
    facts = [
        ("Đơn vị", dossier["unit_name"]),
        ("Đối tượng", words.nominee(dossier["nominee_kind"], dossier["nominee_kind"], dossier["quantity"])),
        ("Đề nghị", f"{dossier['award_name']} ({dossier['level']})"),
        ("Loại khen thưởng", dossier["commendation_type"]),
        ("Phong trào", dossier["movement_name"]),
        ("Bước hiện nay", f"{dossier['stage']}, từ {words.day(dossier['stage_since'])}"),
        ("Hạn giải quyết", due_reason(dossier)),
        ("Thời gian", _time_left(dossier, place)),
    ]
    return [(label, value) for label, value in facts if value]


def _time_left(dossier: Mapping[Any, Any], place: str) -> str | None:
    """Calendar days to the deadline or past it, and the working days that these are; nothing nears while a clock stands."""
    days, working, since = dossier["days_late"], dossier["working_days_left"], dossier["paused_since"]
    said = []
    if days is not None and working is None:
        said = [f"đã xong ở {place}, {words.days_late(days)}"]
    elif days is not None and (days > 0 or not since):
        said = [" ".join(filter(None, (words.days_late(days), working_days(working))))]
    both = "; ".join([*said, *([words.paused(since)] if since else [])])
    return f"{both[0].upper()}{both[1:]}" if both else None


def may_be_late(expected: Any) -> str | None:
    """How probable it is that a dossier is late, where it may be. `expected`: its row of `forecast`, if it has one."""
    if expected is None or not expected.may_be_late:
        return None
    return f"có thể trễ, {forecasts.chance(expected.late_share)}"


def working_days(left: Any) -> str:
    """The working days that the days to a deadline, or past it, are; "" where there are none.

    >>> working_days(-3), working_days(0), working_days(None)
    ('(3 ngày làm việc)', '', '')
    """
    return f"({words.number(abs(left))} ngày làm việc)" if not words.is_missing(left) and left else ""


def awards_totals(totals: pd.DataFrame, commune: Commune) -> pd.DataFrame:
    """The rows of `awards_totals`, levels under the commune's own words."""
    of_level = totals["dimension"] == "level"
    return totals.assign(value=totals["value"].where(~of_level, totals["value"].map(commune.level)))


def awards_say(totals: Any, period: str) -> str:
    """How many awards were given, by level: the note above their bars."""
    levels = totals[totals["dimension"] == "level"]
    if levels.empty:
        return f"{period}: chưa có khen thưởng nào."
    counts = [
        f"{words.number(row.awards)} {row.value[0].lower()}{row.value[1:]}" for row in levels.itertuples()
    ]
    return f"{period}: {', '.join(counts)}; đếm cá nhân, tập thể, hộ, không đếm hồ sơ."
