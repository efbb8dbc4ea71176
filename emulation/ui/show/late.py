"""Slides of who is late: the units with what they are late with longest, and behind them each part by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emulation import words
from emulation.ui.show.capped import MOST_DETAILS, capped
from emulation.ui.show.moment import Moment
from emulation.ui.show.opening import span
from emulation.ui.show.plan import SOURCE
from emulation.ui.show.slide import Row, Slide, SlideColumn, Table

_LATE = (SlideColumn("Hết hạn", 0.13), SlideColumn("Trễ", 0.12, number=True))
_UNITS = (
    SlideColumn("Đơn vị", 0.22),
    SlideColumn("Phần việc", 0.1, number=True),
    SlideColumn("Lâu nhất", 0.43),
    *_LATE,
)
_PARTS = (SlideColumn("Đơn vị", 0.22), SlideColumn("Nhiệm vụ, vai trò", 0.53), *_LATE)
_ABOUT = "Một phần việc là một đơn vị trong một nhiệm vụ, chủ trì hoặc phối hợp."
_BY_DOSSIERS = " do hồ sơ"


def units(moment: Moment) -> Iterator[Slide]:
    """A unit a row: how many parts it is late with, the one that is late longest and since when."""
    rows = moment.ask("overdue_parts")
    if rows.empty:
        return
    of_units = [part.to_dict("records") for _, part in rows.groupby("unit_id", sort=False)]
    yield capped(_slide(moment, "late", Table(_UNITS, tuple(map(_unit, of_units)))), "đơn vị")


def parts(moment: Moment) -> Iterator[Slide]:
    """Each part that a unit is late with, the unit that is late longest first."""
    rows = moment.ask("overdue_parts")
    if rows.empty:
        return
    table = Table(_PARTS, tuple(map(_part, rows.to_dict("records"))))
    yield capped(_slide(moment, "parts", table), "phần việc", MOST_DETAILS)


def _slide(moment: Moment, section: str, table: Table) -> Slide:
    return Slide(
        section,
        section,
        f"Ai chậm, từ bao giờ · {span(moment)}",
        moment.titled(_said(moment)),
        table,
        SOURCE,
        _ABOUT,
    )


def _said(moment: Moment) -> str:
    """23 phần việc của 14 đơn vị quá hạn, lâu nhất 230 ngày."""
    figures = {row["figure"]: row for row in moment.ask("headline").to_dict("records")}
    parts = figures["parts_overdue"]
    whose = f" của {words.number(parts['units'])} đơn vị" if parts["units"] > 1 else ""
    return f"{words.number(parts['value'])} phần việc{whose} quá hạn, lâu nhất {words.number(parts['longest'])} ngày"


def _unit(rows: Sequence[Mapping[Any, Any]]) -> Row:
    longest = rows[0]
    return longest["unit_name"], words.number(len(rows)), _title(longest), *_since(longest)


def _part(row: Mapping[Any, Any]) -> Row:
    return row["unit_name"], f"{row['clause']} · {_title(row)}, {row['role'].lower()}", *_since(row)


def _title(row: Mapping[Any, Any]) -> str:
    return f"{row['title']}{_BY_DOSSIERS if row['by_dossiers'] else ''}"


def _since(row: Mapping[Any, Any]) -> tuple[str, str]:
    """The last day on which it was in time, and how many days ago that was."""
    expired = (
        row["expires_on"] if words.is_missing(row["dossiers_expired_on"]) else row["dossiers_expired_on"]
    )
    return words.day(expired), f"{words.number(row['days_late'])} ngày"
