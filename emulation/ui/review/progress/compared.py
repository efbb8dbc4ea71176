"""*Tiến độ theo quý* beside an earlier day: how much more is done and late, and what it was a year ago."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from emulation import words
from emulation.baseline import Against, Baseline, YearAgo
from emulation.scope import Scope
from emulation.ui.frame import comparison, folded
from emulation.ui.parts import session
from emulation.ui.parts.tables import TableColumn
from emulation.ui.review.progress import sentences

_TOGETHER = None
"""The `quarter` of the row of `progress_rates` that counts all of them."""


@dataclass(frozen=True)
class Compared:
    """The rows of `progress_rates` by quarter: of now, of what is compared with, of a year ago. A quarter of which nothing
    is known is not there."""

    then: Baseline
    ago: YearAgo
    now: dict[int | None, Any]
    before: dict[int | None, Any]
    a_year_ago: dict[int | None, Any]


def draw(shown: str) -> Compared:
    """Say what is more and less than then, and draw the choice of then. `shown`: the list that the address asks for."""
    then, ago = comparison.baseline(), comparison.year_ago()
    found = _asked(then, ago)
    comparison.draw("progress", then, ago.lacks(dossiers=False), _lead(found), show=shown or None)
    return found


def _asked(then: Baseline, ago: YearAgo) -> Compared:
    """Without a baseline or data of a year ago nothing is asked of them."""
    a_year_ago = _rates(ago.scope) if ago.plan else {}
    if then.against is Against.YEAR:
        return Compared(then, ago, _rates(session.scope()), a_year_ago, {})
    before = _rates(then.scope) if then.scope else {}
    return Compared(then, ago, _rates(session.scope()), before, a_year_ago)


def _rates(of: Scope) -> dict[int | None, Any]:
    return {row.quarter: row for row in session.each(session.ask("progress_rates", of)) if row.tasks}


def _lead(of: Compared) -> str:
    """Beside the sentence that the page begins with: how much is done and how much late, and how much was.

    Đã xong 14/28 nhiệm vụ: ▲ tăng 2 từ họp 15/10; cùng kỳ 2025: 6/10. Quá hạn 3: ▲ tăng 2 từ họp 15/10; cùng kỳ 2025: 2.
    """
    now, what = of.now.get(_TOGETHER), sentences.thing(session.scope())
    before, ago = of.before.get(_TOGETHER), of.a_year_ago.get(_TOGETHER)
    if now is None or (before is None and ago is None):
        return ""
    done = _beside(of, before and (words.growth(now.done - before.done), _part(before)), ago and _part(ago))
    late = _beside(
        of,
        before and (words.growth(now.overdue - before.overdue), words.number(before.overdue)),
        ago and words.number(ago.overdue),
    )
    return f"Đã xong {_part(now)} {what}: {done}. Quá hạn {words.number(now.overdue)}: {late}."


def _part(row: Any) -> str:
    return f"{words.number(row.done)}/{words.number(row.tasks)}"


def _beside(of: Compared, before: tuple[str, str] | None, a_year_ago: str | None) -> str:
    """The change since then, of a year with the value of then, which stands nowhere else; and what was a year ago."""
    parts = []
    if before:
        change, value = before
        told = f" ({value})" if of.then.against is Against.YEAR else ""
        parts.append(f"{change} {of.then.change()}{told}")
    if a_year_ago:
        parts.append(f"{of.ago.beside()}: {a_year_ago}")
    return "; ".join(parts)


def of_quarter(of: Compared, quarter: int) -> str:
    """Under a quarter's bar: Xong 80%: ▲ tăng 20 điểm % từ họp 15/10; cùng kỳ 2025: 75%. Empty where nothing is to tell."""
    now, before, ago = (rows.get(quarter) for rows in (of.now, of.before, of.a_year_ago))
    if now is None or (before is None and ago is None):
        return ""
    moved = None
    if before and (of.then.against is Against.YEAR or now.completion_rate != before.completion_rate):
        moved = (
            words.growth_in_points(now.completion_rate - before.completion_rate),
            words.percent(before.completion_rate),
        )
    said = _beside(of, moved, ago and words.percent(ago.completion_rate))
    return f"Xong {words.percent(now.completion_rate)}: {said}" if said else ""


def curve_a_year_ago(of: Compared) -> pd.DataFrame | None:
    """The rows of `plan_curve` of a year ago, where that is compared with and known."""
    if of.then.against is not Against.YEAR or not of.before:
        return None
    return session.ask("plan_curve", of.ago.scope)


def thin_line(of: Compared) -> str:
    """What the thin line of the curve is, after what its figure counts."""
    return f"; nét mảnh: đã xong năm {of.ago.scope.year}" if curve_a_year_ago(of) is not None else ""


_COLUMNS = {
    "period": "Quý",
    "year": TableColumn("Năm", hide_on_phone=True),
    "on": TableColumn("Đến ngày", "date"),
    "tasks": TableColumn("Phát sinh", "number"),
    "done": TableColumn("Đã xong", "number"),
    "overdue": TableColumn("Quá hạn", "number"),
    "completion_rate": TableColumn("Tỷ lệ hoàn thành", "percent"),
    "on_time_rate": TableColumn("Tỷ lệ đúng hạn", "percent"),
}


def table(of: Compared) -> None:
    """Each quarter on each of the days that are compared, folded away."""
    folded.table(
        "Xem số liệu so sánh",
        lambda: _rows(of),
        _COLUMNS,
        key="compared_rows",
        caption="Mỗi quý đến từng ngày được so",
        file_name="so-sanh-tien-do",
    )


def _rows(of: Compared) -> pd.DataFrame:
    days = ((session.scope(), of.now), (of.then.scope, of.before), (of.ago.scope, of.a_year_ago))
    found = [
        row._asdict()
        | {"period": "Tất cả" if quarter is _TOGETHER else words.quarter(quarter)}
        | {"year": str(on.year), "on": on.as_of}
        for quarter in of.now
        for on, known in days
        if on and (row := known.get(quarter))
    ]
    return pd.DataFrame(found, columns=[*_COLUMNS], dtype=object)
