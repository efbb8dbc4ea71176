"""The slide of the movements: which are under way, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.parts.movements import ENDED, LOWER, MARK, limits, running_and_weak
from emulation.ui.show.capped import with_all
from emulation.ui.show.moment import Moment
from emulation.ui.show.slide import Row, Slide, SlideColumn, Table

SOURCE = "Phong trào thi đua, kết quả của các đơn vị"
_COLUMNS = (
    SlideColumn("Phong trào", 0.4),
    SlideColumn("Đơn vị tham gia", 0.12, number=True),
    SlideColumn("Chỉ tiêu đạt", 0.11, number=True),
    SlideColumn("Hoàn thành bình quân", 0.15, number=True),
    SlideColumn("Tình trạng", 0.22),
)


def movements(moment: Moment) -> Iterator[Slide]:
    """Every movement launched by the day, those that have ended last."""
    found = _named(moment).merge(moment.ask("movement_activity"), on="movement_id")
    if found.empty:
        return
    running, weak = running_and_weak(found)
    ended = found[found["state"] == ENDED]
    slide = Slide(
        "movements",
        "movements",
        "Phong trào thi đua",
        moment.titled(_title(len(running), len(weak), len(ended))),
        Table(_COLUMNS, tuple(_row(row) for part in (running, ended) for row in part.to_dict("records"))),
        SOURCE,
        " ".join(filter(None, [limits(found), _lower(found), _not_judged(found)])),
    )
    yield from with_all(slide, "phong trào")


def _named(moment: Moment) -> pd.DataFrame:
    """The rows of `movements` under the names that tell them apart."""
    names = moment.names("movement")
    found = moment.ask("movements")
    return found.assign(name=found["movement_id"].map(names))


def _lower(found: pd.DataFrame) -> str:
    """What a result below its target means where lower is better."""
    return f"Có chỉ tiêu {LOWER}: đạt khi không vượt kế hoạch." if found["lower_better"].any() else ""


def _not_judged(found: pd.DataFrame) -> str:
    """How many results stand in no count of what is met, for their target or their actual value is not known."""
    others = int(found["indicators"].sum() - found["judged"].sum())
    return f"{words.number(others)} chỉ tiêu chưa đánh giá được." if others else ""


def _title(running: int, weak: int, ended: int) -> str:
    if not running:
        return f"Không có phong trào đang triển khai, {ended} đã kết thúc"
    attention = f"{weak} cần chú ý" if weak else "không phong trào nào cần chú ý"
    return f"{running} phong trào đang triển khai, {attention}"


def _row(row: dict[Any, Any]) -> Row:
    return (
        row["name"],
        _of(row["units"], row["all_units"]),
        _of(row["met"], row["judged"]),
        words.percent(row["mean_completion"]),
        f"{MARK[row['state']]} {row['state']}",
    )


def _of(count: int, whole: int) -> str:
    return f"{words.number(count)}/{words.number(whole)}" if whole else words.MISSING
