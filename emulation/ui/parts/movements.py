"""Words for the state of a movement and for its indicators, shared by the screens and the show."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

ALIVE = ("Đang diễn ra", "Mới phát động")
ENDED = "Đã kết thúc"
LOWER = "càng thấp càng tốt"
MARK = {
    "Đang diễn ra": "✓",
    "Mới phát động": "◐",
    "Ít đơn vị tham gia": "▲",
    "Lâu không có kết quả mới": "▲",
    "Chưa có kết quả": "○",
    "Đã kết thúc": "–",
}


def running_and_weak(movements: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The movements that have not ended, and those among them that need attention."""
    running = movements[movements["state"] != ENDED]
    return running, running[~running["state"].isin(ALIVE) | running["is_few"]]


def by_need(movements: pd.DataFrame) -> pd.DataFrame:
    """The movements that need attention, then the others, then those that have ended."""
    running, weak = running_and_weak(movements)
    others = running.drop(weak.index)
    return pd.concat([weak, others, movements.drop(running.index)])


def limits(movements: pd.DataFrame) -> str:
    """The limits beyond which a movement needs attention. They are the dashboard's own, and the sentence says so."""
    if movements.empty:
        return ""
    first = movements.iloc[0]
    return (
        f"Cần chú ý khi quá {first['quiet_days']} ngày không có kết quả mới, hoặc dưới "
        f"{first['few_percent']}% số đơn vị có kết quả (ngưỡng của màn hình này, không phải quy định)."
    )


def indicator_words(indicator: str, better: Iterable[str]) -> str:
    """An indicator, with a word where lower is better for all of its results, or for some."""
    lower = [way == "thấp hơn" for way in better]
    if not any(lower):
        return indicator
    return f"{indicator} ({LOWER})" if all(lower) else f"{indicator} (có đơn vị {LOWER})"


def indicators(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a query with `indicator` as `indicator_words` says it."""
    said = zip(rows["indicator"], rows["better"], strict=True)
    return rows.assign(indicator=[indicator_words(name, [way]) for name, way in said])
