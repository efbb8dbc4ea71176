"""What *Hồ sơ chờ xử lý* says in sentences, from the rows of its queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from emulation import words
from emulation.commune import Commune


def standing(row: Mapping[Any, Any], place: str, chosen: Iterable[str] = ()) -> str:
    """What is stuck where, in one sentence; `place`: xã; `chosen`: the values of the page's own filter.

    >>> row = {"dossiers": 4, "in_commune": 3, "with_higher_level": 1, "overdue": 2, "due_soon": 1}
    >>> row |= {"most_overdue_stage": "Thẩm định", "most_overdue": 2, "longest_days": None, "paused": 0}
    >>> standing(row, "xã", ["Cấp xã"])  # doctest: +ELLIPSIS
    'Hồ sơ Cấp xã: 4 hồ sơ đang chờ, 3 ở xã và 1 ở cấp trên; 2 quá hạn, nhiều nhất ở bước Thẩm định (2); ...'
    """
    prefix = ", ".join(chosen)
    if not row["dossiers"]:
        return f"Không có hồ sơ {prefix} nào đang chờ." if prefix else "Không có hồ sơ nào đang chờ."
    parts = [
        f"{row['dossiers']} hồ sơ đang chờ, {row['in_commune']} ở {place} và "
        f"{row['with_higher_level']} ở cấp trên"
    ]
    if row["overdue"]:
        parts.append(
            f"{row['overdue']} quá hạn, nhiều nhất ở bước {row['most_overdue_stage']} ({row['most_overdue']})"
        )
    else:
        parts.append("không có hồ sơ quá hạn")
    parts.append(f"{row['due_soon']} sắp đến hạn" if row["due_soon"] else "không có hồ sơ sắp đến hạn")
    if row["longest_days"]:
        parts.append(f"nằm lâu nhất ở {place} là bước {row['oldest_stage']}, {row['longest_days']} ngày")
    if row["paused"]:
        parts.append(f"{row['paused']} đang chờ bổ sung, thời hạn tạm dừng")
    return (f"Hồ sơ {prefix}: " if prefix else "") + "; ".join(parts) + "."


def ages_say(row: Mapping[Any, Any]) -> str:
    """The chart of ages in words."""
    return (
        f"mỗi dấu là một hồ sơ, theo bước xử lý và số ngày đã nằm ở bước đó. {row['dossiers']} hồ sơ, "
        f"{row['overdue']} quá hạn, {row['due_soon']} sắp đến hạn. Bảng bên dưới ghi từng hồ sơ."
    )


def due_reason(dossier: Mapping[Any, Any]) -> str:
    """Why a dossier is due when it is.

    >>> from datetime import date
    >>> days = {"own_due_on": None, "working_days": 10, "paused_days": 2, "received_on": date(2026, 10, 16)}
    >>> due_reason(days | {"due_on": date(2026, 11, 3), "expires_on": date(2026, 11, 3)})
    '03/11/2026: 10 ngày làm việc† kể từ sau ngày tiếp nhận 16/10/2026, lùi thêm 2 ngày làm việc chờ bổ sung'
    """
    due = words.deadline(dossier["due_on"], dossier["expires_on"])
    if dossier["own_due_on"]:
        return f"{due}: hạn ghi riêng cho hồ sơ này"
    if dossier["due_on"] is None:
        return "Không có: danh mục khen thưởng không ghi số ngày giải quyết"
    pause = dossier["paused_days"]
    paused = f", lùi thêm {pause} ngày làm việc chờ bổ sung" if pause else ""
    return (
        f"{due}: {dossier['working_days']} ngày làm việc† kể từ sau ngày tiếp nhận "
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
    left = dossier["working_days_left"]
    paused = dossier["paused_since"]
    if paused:
        stands = words.paused(paused)
        late = f"Trễ {-left} ngày làm việc; " if left is not None and left < 0 else ""
        return late + stands if late else f"{stands[0].upper()}{stands[1:]}"
    if dossier["days_late"] and left is None:
        return f"Đã xong ở {place}, trễ {dossier['days_late']} ngày"
    if left is None:
        return None
    if left < 0:
        return f"Trễ {-left} ngày làm việc"
    return f"Còn {left} ngày làm việc" if left else "Đến hạn hôm nay"


def awards_totals(totals: pd.DataFrame, commune: Commune) -> pd.DataFrame:
    """The rows of `awards_totals`, levels under the commune's own words."""
    of_level = totals["dimension"] == "level"
    return totals.assign(value=totals["value"].where(~of_level, totals["value"].map(commune.level)))


def awards_say(totals: Any, period: str) -> str:
    """How many awards were given, by level: the note above their bars."""
    levels = totals[totals["dimension"] == "level"]
    if levels.empty:
        return f"{period}: chưa có khen thưởng nào."
    counts = [f"{row.awards} {row.value[0].lower()}{row.value[1:]}" for row in levels.itertuples()]
    return f"{period}: {', '.join(counts)}; đếm cá nhân, tập thể, hộ, không đếm hồ sơ."
