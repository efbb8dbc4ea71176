"""Nhập điểm: the points of one unit for one period at one scoring stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from emulation.intake.cells import written
from emulation.office.change_set import (
    Change,
    ChangeSet,
    Draft,
    Row,
    ask,
    check_day,
    cleaned,
    last_rows,
    rows_of,
)
from emulation.periods import first_day, in_words, lately_over, periods_of, quarter_period, year_of
from emulation.schema import SCORING_STAGES, TABLE
from emulation.scope import Scope
from emulation.warehouse import Warehouse

GIVEN_AT: dict[str, str] = dict(
    zip(SCORING_STAGES, ("self_points", "bloc_points", "council_points"), strict=True)
)
"""Scoring stage → the column of `sheet` with its points."""
SELF = SCORING_STAGES[0]
_THING = TABLE["scores"].thing


@dataclass(frozen=True, slots=True)
class Entry:
    """The input of the form. `points`: criterion id → typed text; an empty text gives no points."""

    day: date
    period: str
    stage: str
    unit: str
    points: Mapping[str, str]
    note: str = ""


def periods(year: int, day: date) -> tuple[str, ...]:
    """The year's periods that have begun by `day`; in the current year, those that ended lately come first.

    >>> periods(2026, date(2026, 5, 4)), periods(2027, date(2027, 1, 10))[:4]
    (('2026-Q1', '2026-Q2', '2026-H1', '2026', '2025-2026'), ('2026-Q4', '2026-H2', '2026', '2027-Q1'))
    """
    begun = [period for period in periods_of(year) if first_day(period) <= day]
    before = lately_over(day) if year == day.year else ()
    return tuple(dict.fromkeys([*(period for period in before if period not in begun), *begun]))


def default_period(year: int, day: date) -> str:
    """The quarter of the day, or the last quarter of a past year; empty if no period has begun."""
    offered = periods(year, day)
    usual = (quarter_period(day), f"{year}-Q4", *offered)
    return next((period for period in usual if period in offered), "")


def sheet(warehouse: Warehouse, scope: Scope, entry_day: date, period: str, unit: str) -> pd.DataFrame:
    """The criteria that are scored by hand, with the points given by that day (`queries/entry_scores.sql`)."""
    return warehouse.ask("entry_scores", scope.but(as_of=entry_day, period=period), unit=unit)


def filled(sheet: pd.DataFrame, stage: str) -> dict[str, str]:
    """Criterion id → the points to fill in first: those of the stage, else of the last stage before it, else none."""
    upto = [GIVEN_AT[s] for s in reversed(SCORING_STAGES[: SCORING_STAGES.index(stage) + 1])]
    return {
        row["criterion_id"]: next((written(row[at]) for at in upto if row[at] is not None), "")
        for row in sheet.to_dict("records")
    }


def judged(warehouse: Warehouse, scope: Scope, period: str, unit: str) -> frozenset[str]:
    """The criteria that a bloc or the Council has ever scored: the unit's own points for them stay as they are."""
    log = ask(warehouse, "entry_score_rows", scope.but(period=period), unit=unit)
    return frozenset(row["criterion_id"] for row in log if row["stage"] != SELF)


def by_themselves(warehouse: Warehouse, scope: Scope, period: str, unit: str) -> dict[str, str]:
    """The unit's criteria whose points are computed: name → their source."""
    rows = warehouse.ask("criterion_points", scope.but(period=period), unit=unit).to_dict("records")
    return {
        f"{row['criterion_id']} – {row['name']}": f"tự tính từ {row['source']}"
        for row in rows
        if row["source"] != "chấm điểm"
    }


def prepare(warehouse: Warehouse, scope: Scope, entry: Entry, *, today: date) -> ChangeSet:
    """The change set of new and changed points, with the total. `scope`: that of the screens, whose day they show."""
    draft = Draft()
    check_day(draft, entry.day, scope.as_of, today)
    if not draft.checked(entry.period, TABLE["scores"].column("period")):
        return draft.finish("Nhập điểm")
    if entry.period not in periods(year_of(entry.period), entry.day):
        reason = f"Kỳ {entry.period} chưa bắt đầu vào ngày {written(entry.day)}"
        draft.refuse(reason, "Chọn kỳ hoặc ngày khác")
    else:
        _give_all(draft, warehouse, scope.but(as_of=entry.day, period=entry.period), entry)
    count = len(draft.records.get("scores", []))
    of = f"{in_words(entry.period)} của {_unit(warehouse, entry)}"
    return draft.finish(f"Nhập điểm {of}, {entry.stage}: {count} tiêu chí")


def _give_all(draft: Draft, warehouse: Warehouse, at: Scope, entry: Entry) -> None:
    criteria = {row["criterion_id"]: row for row in ask(warehouse, "entry_scores", at, unit=entry.unit)}
    log = ask(warehouse, "entry_score_rows", at, unit=entry.unit)
    _check_choice(draft, warehouse, entry, criteria)
    if draft.refused:
        return
    for criterion, text in entry.points.items():
        _give(draft, entry, criteria[criterion], text, log)
    if not draft.records and not draft.refused:
        draft.refuse("Không có điểm nào mới hoặc thay đổi", "Nhập điểm cho ít nhất một tiêu chí")
    if not draft.refused:
        _tell_total(draft, warehouse, at, entry)


def _check_choice(draft: Draft, warehouse: Warehouse, entry: Entry, criteria: dict[str, Row]) -> None:
    year = year_of(entry.period)
    if not _unit(warehouse, entry):
        draft.refuse("Chưa chọn đơn vị có trong danh sách", "Chọn đơn vị")
    elif not criteria:
        draft.refuse(
            f"Năm {year} chưa có tiêu chí chấm điểm cho đơn vị",
            "Thêm tiêu chí của năm ở Dữ liệu, bảng Tiêu chí chấm điểm",
        )
    if entry.stage not in SCORING_STAGES:
        draft.refuse("Chưa chọn bước chấm", f"Chọn một trong: {', '.join(SCORING_STAGES)}")
    for criterion in entry.points:
        if criteria and criterion not in criteria:
            draft.refuse(
                f"Tiêu chí {criterion} không chấm tay cho đơn vị trong năm {year}",
                "Bỏ tiêu chí này",
            )


def _give(draft: Draft, entry: Entry, criterion: Row, text: str, log: list[Row]) -> None:
    present = criterion[GIVEN_AT[entry.stage]]
    name = f"{criterion['criterion_id']} – {criterion['name']}"
    if not cleaned(text):
        if present is not None:
            draft.warn("Ô trống không xoá điểm đã cho", f"{name} ({written(present)})")
        return
    points = draft.checked(text, TABLE["scores"].column("points"), f"{name}: ")
    if points is None or points == present:
        return
    said = {"recorded_on": entry.day, "period": entry.period, "unit_id": entry.unit, "stage": entry.stage}
    said |= {"criterion_id": criterion["criterion_id"], "points": points, "note": entry.note}
    thing = tuple(said[column] for column in _THING)
    draft.add("scores", said, last_rows("scores", log).get(thing))
    draft.change(name, "chưa chấm" if present is None else written(present), written(points))
    _warn(draft, entry, criterion, name, points, [r for r in log if tuple(r[c] for c in _THING) == thing])


def _warn(draft: Draft, entry: Entry, criterion: Row, name: str, points: Any, given: list[Row]) -> None:
    most = criterion["max_points"]
    if points > most:
        draft.warn(
            "Quá điểm tối đa, chỉ tính điểm tối đa", f"{name} ({written(points)}, tối đa {written(most)})"
        )
    for stage in SCORING_STAGES[SCORING_STAGES.index(entry.stage) + 1 :]:
        if (higher := criterion[GIVEN_AT[stage]]) is not None:
            draft.warn("Đã có điểm của bước sau nên không vào tổng", f"{name} ({stage} {written(higher)})")
    if later := [row for row in given if row["recorded_on"] > entry.day]:
        end = max(later, key=lambda row: row["recorded_on"])
        on = f"{written(end['points'])} ngày {written(end['recorded_on'])}"
        draft.warn("Đã có điểm ghi ngày sau, sau cùng vẫn tính điểm ấy", f"{name} ({on})")


def _tell_total(draft: Draft, warehouse: Warehouse, at: Scope, entry: Entry) -> None:
    asked = (warehouse, warehouse.supposing(draft.records))
    before, after = (_total(ask(edition, "entry_total", at, unit=entry.unit)[0]) for edition in asked)
    about = f"Tổng điểm {in_words(entry.period)} tính đến {written(entry.day)}"
    draft.changes.insert(0, Change(about, before, after))


def _total(row: Row) -> str:
    """79,5 (Khối chấm, Khá); rounded half up, as on the screens."""
    if row["total"] is None:
        return "chưa chấm"
    exact = Decimal(str(round(row["total"], 9)))
    shown = float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
    return f"{written(shown)} ({', '.join(word for word in (row['stage'], row['band']) if word)})"


def _unit(warehouse: Warehouse, entry: Entry) -> str:
    units = rows_of(warehouse, "units")
    return next((u["short_name"] or u["name"] for u in units if u["unit_id"] == entry.unit), "")
