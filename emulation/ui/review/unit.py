"""What a unit's page says in words, from the rows of its queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from emulation import words
from emulation.scope import Scope
from emulation.ui.frame import filters
from emulation.ui.parts import names, session, viewer
from emulation.ui.parts.blocks import Figure
from emulation.ui.parts.tables import TableColumn
from emulation.ui.parts.tasks import FOLLOWS, extension, roles
from emulation.ui.review.steps import reasons

_MEASURES = {  # measure of `unit_beside_bloc` -> what it is, how it is written, what makes up a rate
    "points": ("Điểm thi đua", words.points, ""),
    "on_time": ("Đúng hạn", words.percent, "phần việc đã đến hạn hoặc đã xong"),
    "completion": ("Hoàn thành", words.percent, "phần việc có phát sinh"),
    "awards": ("Khen thưởng", words.number, ""),
    "pending": ("Hồ sơ chưa kết thúc", words.number, ""),
}
TASK_COLUMNS = {
    "clause": TableColumn("Điều khoản"),
    "title": TableColumn("Nhiệm vụ"),
    "role": TableColumn("Vai trò", hide_on_phone=True, help=FOLLOWS),
    "due_on": TableColumn("Hạn", "due", width="9.5rem"),
    "extended": TableColumn("Gia hạn", width="26%", hide_on_phone=True),
    "concluded_on": TableColumn("Kết luận họp ngày", "date", hide_on_phone=True),
    "state": TableColumn("Tình trạng", "state"),
    "completed_on": TableColumn("Hoàn thành ngày", "date", hide_on_phone=True),
    "days_late": TableColumn("Trễ", "days"),
}
AWARD_COLUMNS = {
    "award": TableColumn("Danh hiệu, hình thức"),
    "nominee_kind": TableColumn("Đối tượng"),
    "commendation_type": TableColumn("Loại"),
    "awards": TableColumn("Số lượng", "number", help="Số cá nhân, tập thể, hộ được khen thưởng."),
}


def settle() -> None:
    """Whoever speaks for one unit, which the data have, need not choose it: without a filter the screen is of that unit."""
    own = viewer.viewer().units
    if len(own) == 1 and own[0] in names.units() and not session.scope().filtered:
        session.set_scope(session.scope().but(units=own))


def parts(rows: pd.DataFrame, extensions: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, TableColumn]]:
    """The rows of `unit_tasks` with their extensions, and the columns to show: a column that is seldom filled is
    shown only if it has a value."""
    told: dict[str, list[str]] = {}
    for row in session.records(extensions.assign(unit_name=None)):
        told.setdefault(row["task_id"], []).append(extension(row))
    extended = [f"{'; '.join(told[task])}" if task in told else None for task in rows["task_id"]]
    found = roles(rows).assign(extended=pd.Series(extended, rows.index, dtype=object))
    seldom = [name for name in ("extended", "concluded_on") if not found[name].notna().any()]
    return found, {name: head for name, head in TASK_COLUMNS.items() if name not in seldom}


def due(headline: pd.DataFrame, due_soon: int, scope: Scope) -> str:
    """What is late, and what is due next, as a sentence. `due_soon`: that of `unit_progress`."""
    figures = {row.figure: row for row in session.each(headline)}
    parts, dossiers = figures["parts_overdue"], figures["dossiers_overdue"]
    said = [_overdue(parts, "phần việc") if parts.of_all else "chưa có phần việc"]
    if parts.due_today:
        said.append(f"{parts.due_today} phần việc đến hạn hôm nay")
    if due_soon > parts.due_today:
        said.append(f"{due_soon - parts.due_today} phần việc sắp đến hạn")
    if dossiers.of_all:
        said.append(_overdue(dossiers, "hồ sơ"))
    begin = filters.time_in_words(scope)
    return f"{begin[0].upper()}{begin[1:]}, đến {words.day(scope.as_of)}: {'; '.join(said)}."


def _overdue(row: Any, noun: str) -> str:
    if not row.value:
        return f"không {noun} nào quá hạn"
    return f"{words.number(row.value)} {noun} quá hạn, lâu nhất {words.number(row.longest)} ngày"


def cards(row: Any, comparison: Any, beside: pd.DataFrame, scope: Scope) -> list[Figure]:
    """The unit's rank, then each measure of `unit_beside_bloc` with the mean of its bloc; each names its period."""
    period, whose = words.period(scope.period), filters.time_in_words(scope)
    when = {
        "points": period,
        "on_time": whose,
        "completion": whose,
        "awards": filters.time_in_words(scope.of_awards),
        "pending": "",
    }
    shown = [_rank_card(row, comparison, period)]
    for measure in session.each(beside):
        label, form, counted = _MEASURES[measure.measure]
        rate = bool(counted and measure.of_all)
        shown.append(
            Figure(
                form(measure.value),
                f"{label} {when[measure.measure]}".rstrip(),
                of=f" ({measure.hits}/{measure.of_all} phần việc)" if rate else "",
                note=_against(measure.value, measure.bloc_mean, measure.members, form),
                means=f"{measure.hits} trên {measure.of_all} {counted}" if rate else "",
            )
        )
    return shown


def _rank_card(row: Any, comparison: Any, period: str) -> Figure:
    label = f"Xếp hạng {period}"
    if row is None or row.rank is None:
        why = "không thuộc khối nào" if row is None else "chưa chấm điểm"
        return Figure(
            words.MISSING, label, note=why if row is None or row.total is None else "công bố khi chấm xong"
        )
    moved = ""
    if comparison.comparable and row.rank_change is not None:
        moved = f"{words.change(row.rank_change)} bậc" if row.rank_change else "● giữ hạng"
    return Figure(str(row.rank), label, f"/{comparison.ranked}", moved, f"hạng {row.bloc_rank} trong khối")


def _against(value: Any, mean: Any, members: Any, form: Callable[[Any], str]) -> str:
    """The mean of the bloc, of how many of its units, and how the unit compares with it."""
    if mean is None:
        return ""
    told = f"trung bình khối {form(mean)} ({members} đơn vị)"
    if value is None:
        return told
    difference = round(value - mean, 9)
    return f"{told} {'▲ cao hơn' if difference > 0 else '▼ thấp hơn' if difference < 0 else '● bằng'}"


def next_line(steps: pd.DataFrame, scope: Scope) -> str:
    """Why the things to do are in the list, and of which quarter the tasks among them are."""
    why = f"{reasons(steps, scope.year)}." if len(steps) else "Không có việc nào quá hạn hay sắp đến hạn."
    of_quarter = (
        "" if scope.quarter is None else f" Phần việc của {filters.time_in_words(scope)}; hồ sơ của mọi kỳ."
    )
    return f"{why[0].upper()}{why[1:]}{of_quarter}"
