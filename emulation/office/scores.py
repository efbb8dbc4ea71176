"""Nhập điểm: the points of one unit, or of many, for one period at one scoring stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
NOT_THEIRS = "–"
"""Stands in the sheet of many units where a criterion is not the unit's."""
Pair = tuple[str, str]
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """The input of the form of many units. `points`: (unit id, criterion id) → typed text; an empty one gives no points."""

    day: date
    period: str
    stage: str
    points: Mapping[Pair, str]
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
    """The unit's criteria that are scored by hand, with the points given by that day (`queries/entry_scores.sql`); while no
    unit is chosen, those of any."""
    units = [unit] if unit else [row["unit_id"] for row in rows_of(warehouse, "units")]
    rows = of_units(warehouse, scope, entry_day, period, units)
    return pd.DataFrame({row["criterion_id"]: row for row in rows}.values(), dtype=object)


def of_units(warehouse: Warehouse, scope: Scope, day: date, period: str, units: Iterable[str]) -> list[Row]:
    """The units' criteria that are scored by hand, with the points given by that day (`queries/entry_scores.sql`)."""
    return ask(warehouse, "entry_scores", scope.but(as_of=day, period=period), unit_ids=list(units))


def filled(sheet: pd.DataFrame, stage: str) -> dict[str, str]:
    """Criterion id → the points to fill in first: those of the stage, else of the last stage before it, else none."""
    upto = [GIVEN_AT[s] for s in reversed(SCORING_STAGES[: SCORING_STAGES.index(stage) + 1])]
    return {
        row["criterion_id"]: next((written(row[at]) for at in upto if row[at] is not None), "")
        for row in sheet.to_dict("records")
    }


def judged(warehouse: Warehouse, scope: Scope, period: str, unit: str) -> frozenset[str]:
    """The criteria that a bloc or the Council has ever scored: the unit's own points for them stay as they are."""
    log = ask(warehouse, "entry_score_rows", scope.but(period=period), unit_ids=[unit])
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
    points = {(entry.unit, criterion): text for criterion, text in entry.points.items()}
    given = Sheet(entry.day, entry.period, entry.stage, points, entry.note)
    return _prepare(warehouse, scope, given, (entry.unit,), today, many=False)


def prepare_sheet(warehouse: Warehouse, scope: Scope, sheet: Sheet, *, today: date) -> ChangeSet:
    """`prepare` for the units of a sheet together, with the total of each."""
    units = tuple(dict.fromkeys(unit for unit, _ in sheet.points))
    return _prepare(warehouse, scope, sheet, units, today, many=True)


def _prepare(
    warehouse: Warehouse, scope: Scope, sheet: Sheet, units: tuple[str, ...], today: date, *, many: bool
) -> ChangeSet:
    draft = Draft()
    check_day(draft, sheet.day, scope.as_of, today)
    if not draft.checked(sheet.period, TABLE["scores"].column("period")):
        return draft.finish("Nhập điểm")
    names = _names(warehouse, scope, units)
    if sheet.period not in periods(year_of(sheet.period), sheet.day):
        reason = f"Kỳ {sheet.period} chưa bắt đầu vào ngày {written(sheet.day)}"
        draft.refuse(reason, "Chọn kỳ hoặc ngày khác")
    else:
        at = scope.but(as_of=sheet.day, period=sheet.period)
        _give_all(draft, warehouse, at, sheet, names, many=many)
    return draft.finish(_what(draft, sheet, names))


def _what(draft: Draft, sheet: Sheet, names: Mapping[str, str]) -> str:
    rows = draft.records.get("scores", [])
    units = {str(row["unit_id"]) for row in rows} or set(names)
    if len(units) > 1:
        return f"Nhập điểm {in_words(sheet.period)}, {sheet.stage}: {len(rows)} điểm của {len(units)} đơn vị"
    of = f"{in_words(sheet.period)} của {', '.join(names[unit] for unit in units if unit in names)}"
    return f"Nhập điểm {of}, {sheet.stage}: {len(rows)} tiêu chí"


def _give_all(
    draft: Draft, warehouse: Warehouse, at: Scope, sheet: Sheet, names: Mapping[str, str], *, many: bool
) -> None:
    cells = {_pair(row): row for row in ask(warehouse, "entry_scores", at, unit_ids=list(names))}
    log: dict[tuple[Any, ...], list[Row]] = {}
    for row in ask(warehouse, "entry_score_rows", at, unit_ids=list(names)):
        log.setdefault(tuple(row[column] for column in _THING), []).append(row)
    _check_choice(draft, sheet, names, cells, many=many)
    if draft.refused:
        return
    for pair, text in sheet.points.items():
        cell = cells[pair]
        unit = f"{names[pair[0]]} · " if many else ""
        _give(draft, sheet, cell, text, log, f"{unit}{cell['criterion_id']} – {cell['name']}")
    if not draft.records and not draft.refused:
        draft.refuse("Không có điểm nào mới hoặc thay đổi", "Nhập điểm cho ít nhất một tiêu chí")
    if not draft.refused:
        _tell_totals(draft, warehouse, at, sheet, names, many=many)


def _check_choice(
    draft: Draft, sheet: Sheet, names: Mapping[str, str], cells: Mapping[Pair, Row], *, many: bool
) -> None:
    year = year_of(sheet.period)
    if not names:
        draft.refuse("Chưa chọn đơn vị có trong danh sách", "Chọn đơn vị")
    elif not cells:
        draft.refuse(
            f"Năm {year} chưa có tiêu chí chấm điểm cho đơn vị",
            "Thêm tiêu chí của năm ở Dữ liệu, bảng Tiêu chí chấm điểm",
        )
    if sheet.stage not in SCORING_STAGES:
        draft.refuse("Chưa chọn bước chấm", f"Chọn một trong: {', '.join(SCORING_STAGES)}")
    for unit, criterion in sheet.points:
        if cells and names and (unit, criterion) not in cells:
            whose = names.get(unit, unit) if many else "đơn vị"
            draft.refuse(
                f"Tiêu chí {criterion} không chấm tay cho {whose} trong năm {year}", "Bỏ tiêu chí này"
            )


def _give(
    draft: Draft, sheet: Sheet, cell: Row, text: str, log: Mapping[tuple[Any, ...], list[Row]], name: str
) -> None:
    present = cell[GIVEN_AT[sheet.stage]]
    if not cleaned(text):
        if present is not None:
            draft.warn("Ô trống không xoá điểm đã cho", f"{name} ({written(present)})")
        return
    points = draft.checked(text, TABLE["scores"].column("points"), f"{name}: ")
    if points is None or points == present:
        return
    said = {
        "recorded_on": sheet.day,
        "period": sheet.period,
        "unit_id": cell["unit_id"],
        "stage": sheet.stage,
    }
    said |= {"criterion_id": cell["criterion_id"], "points": points, "note": sheet.note}
    thing = tuple(said[column] for column in _THING)
    given = log.get(thing, [])
    draft.add("scores", said, last_rows("scores", given).get(thing))
    draft.change(name, "chưa chấm" if present is None else written(present), written(points))
    _warn(draft, sheet, cell, name, points, given)


def _warn(draft: Draft, sheet: Sheet, cell: Row, name: str, points: Any, given: list[Row]) -> None:
    most = cell["max_points"]
    if points > most:
        draft.warn(
            "Quá điểm tối đa, chỉ tính điểm tối đa", f"{name} ({written(points)}, tối đa {written(most)})"
        )
    for stage in SCORING_STAGES[SCORING_STAGES.index(sheet.stage) + 1 :]:
        if (higher := cell[GIVEN_AT[stage]]) is not None:
            draft.warn("Đã có điểm của bước sau nên không vào tổng", f"{name} ({stage} {written(higher)})")
    if later := [row for row in given if row["recorded_on"] > sheet.day]:
        end = max(later, key=lambda row: row["recorded_on"])
        on = f"{written(end['points'])} ngày {written(end['recorded_on'])}"
        draft.warn("Đã có điểm ghi ngày sau, sau cùng vẫn tính điểm ấy", f"{name} ({on})")


def _tell_totals(
    draft: Draft, warehouse: Warehouse, at: Scope, sheet: Sheet, names: Mapping[str, str], *, many: bool
) -> None:
    given = {str(row["unit_id"]) for row in draft.records["scores"]}
    units = [unit for unit in names if unit in given]
    before, after = (
        {row["unit_id"]: _total(row) for row in ask(edition, "entry_total", at, unit_ids=units)}
        for edition in (warehouse, warehouse.supposing(draft.records))
    )
    about = f"Tổng điểm {in_words(sheet.period)} tính đến {written(sheet.day)}"
    of = {unit: f"{about} của {names[unit]}" if many else about for unit in units}
    draft.changes[:0] = [Change(of[unit], before[unit], after[unit]) for unit in units]


def _total(row: Row) -> str:
    """79,5 (Khối chấm, Khá); rounded half up, as on the screens."""
    if row["total"] is None:
        return "chưa chấm"
    exact = Decimal(str(round(row["total"], 9)))
    shown = float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
    return f"{written(shown)} ({', '.join(word for word in (row['stage'], row['band']) if word)})"


def _names(warehouse: Warehouse, scope: Scope, units: Iterable[str]) -> dict[str, str]:
    """Id → name of those of the units that there are, in the order of the file."""
    chosen = set(units)
    rows = ask(warehouse, "unit_names", scope)
    return {row["unit_id"]: row["unit_name"] for row in rows if row["unit_id"] in chosen}


def _pair(row: Row) -> Pair:
    return row["unit_id"], row["criterion_id"]
