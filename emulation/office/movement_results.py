"""Kết quả phong trào: what a unit, or each of many, has reached in an indicator of a movement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from emulation import words
from emulation.intake.cells import written
from emulation.office.change_set import ChangeSet, Draft, Row, ask, check_day, cleaned, last_rows, rows_of
from emulation.schema import DIRECTIONS, TABLE
from emulation.scope import Scope
from emulation.text import spelling
from emulation.warehouse import Warehouse

LOWER = DIRECTIONS[1]


@dataclass(frozen=True, slots=True)
class Entry:
    """The input of the form. `target`, `actual`: as typed."""

    day: date
    movement: str
    unit: str
    indicator: str
    measure: str
    target: str
    actual: str
    better: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What is given of a unit, as typed."""

    unit: str
    target: str
    actual: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The input of the form of many units: their results in an indicator."""

    day: date
    movement: str
    indicator: str
    measure: str
    better: str
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A movement that may be chosen: its name, and until when it runs."""

    name: str
    ends_on: date | None


def movements(warehouse: Warehouse, day: date) -> dict[str, Choice]:
    """The movements launched by the day: id → choice, those first that have not ended."""
    names = {
        row["movement_id"]: row["movement_name"] for row in ask(warehouse, "movement_names", Scope.at(day))
    }
    rows = [row for row in rows_of(warehouse, "movements") if row["launched_on"] <= day]
    rows.sort(key=lambda row: bool(row["ends_on"] and row["ends_on"] < day))
    return {row["movement_id"]: Choice(names[row["movement_id"]], row["ends_on"]) for row in rows}


def standing(warehouse: Warehouse, scope: Scope, day: date, movement: str, unit: str) -> list[Row]:
    """The movement's indicators, and where the unit stands in each on the day (`queries/entry_movement_results.sql`)."""
    return ask(warehouse, "entry_movement_results", scope.but(as_of=day), movement=movement, unit=unit)


def of_units(
    warehouse: Warehouse, scope: Scope, day: date, movement: str, indicator: str, units: Iterable[str]
) -> list[Row]:
    """Where each of the units stands in the indicator on the day (`queries/entry_movement_units.sql`)."""
    asked = {"movement": movement, "indicator": indicator, "unit_ids": list(units)}
    return ask(warehouse, "entry_movement_units", scope.but(as_of=day), **asked)


def indicators(warehouse: Warehouse, scope: Scope, day: date, movement: str) -> list[Row]:
    """The movement's indicators, each with its usual measure and direction."""
    return standing(warehouse, scope, day, movement, "")


def prepare(warehouse: Warehouse, scope: Scope, entry: Entry, *, today: date) -> ChangeSet:
    """The change set of a result. `scope`: that of the screens, whose day they show."""
    results = (Result(entry.unit, entry.target, entry.actual),)
    sheet = Sheet(entry.day, entry.movement, entry.indicator, entry.measure, entry.better, results)
    return _prepare(warehouse, scope, sheet, today, again=True)


def prepare_sheet(warehouse: Warehouse, scope: Scope, sheet: Sheet, *, today: date) -> ChangeSet:
    """`prepare` for many units; what a unit has already is not recorded again."""
    return _prepare(warehouse, scope, sheet, today, again=False)


def _prepare(warehouse: Warehouse, scope: Scope, sheet: Sheet, today: date, *, again: bool) -> ChangeSet:
    draft = Draft()
    offered = movements(warehouse, sheet.day)
    units = [result.unit for result in sheet.results]
    known = indicators(warehouse, scope, sheet.day, sheet.movement)
    indicator = _as_known(sheet.indicator, known)
    rows = of_units(warehouse, scope, sheet.day, sheet.movement, indicator, units)
    before = {row["unit_id"]: row for row in rows}
    if sheet.movement not in offered:
        draft.refuse(f"Ngày {written(sheet.day)} chưa có phong trào này", "Chọn phong trào, hoặc ngày khác")
    if not before or set(units) - before.keys():
        draft.refuse("Chưa chọn đơn vị có trong danh sách", "Chọn đơn vị")
    check_day(draft, sheet.day, scope.as_of, today)
    log = ask(warehouse, "entry_movement_rows", scope, movement=sheet.movement, unit_ids=units)
    log = [row for row in log if row["indicator"] == indicator]
    if not draft.refused:
        _add(draft, sheet, indicator, before, log, again=again)
    if not draft.refused:
        supposed = warehouse.supposing(draft.records)
        given = [str(record["unit_id"]) for record in draft.records["movement_results"]]
        after = of_units(supposed, scope, sheet.day, sheet.movement, indicator, given)
        _warn_of_all(draft, sheet, offered[sheet.movement], indicator, known)
        for row in sorted(after, key=lambda row: list(before).index(row["unit_id"])):
            was = before[row["unit_id"]]
            draft.change(f"{row['unit_name']} · {indicator}", _in_words(was), _in_words(row))
            _warn(draft, was, row)
            _warn_of_rows(draft, sheet.day, row, [r for r in log if r["unit_id"] == row["unit_id"]])
    units = [str(record["unit_id"]) for record in draft.records.get("movement_results", [])] or units
    names = [row["unit_name"] for row in rows if row["unit_id"] in units]
    whose = names[0] if len(names) == 1 else f"{len(names)} đơn vị"
    return draft.finish(f"Kết quả phong trào: {whose} · {indicator}")


def _add(
    draft: Draft, sheet: Sheet, indicator: str, before: Mapping[str, Row], log: list[Row], *, again: bool
) -> None:
    last = last_rows("movement_results", log)
    about = {"recorded_on": sheet.day, "movement_id": sheet.movement, "indicator": indicator}
    about |= {"measure": sheet.measure, "better": sheet.better}
    for result in sheet.results:
        was = before[result.unit]
        whose = f"{was['unit_name']}: " if len(sheet.results) > 1 else ""
        if not cleaned(result.actual):
            draft.refuse(f"{whose}Chưa có mức thực hiện", "Điền số đã đạt, chưa đạt gì thì điền 0")
        target, actual = (
            draft.checked(text, TABLE["movement_results"].column(column), whose)
            for column, text in (("target", result.target), ("actual", result.actual))
        )
        if again or (target, actual) != (was["target"], was["actual"]):
            said = {**about, "unit_id": result.unit, "target": target, "actual": actual}
            in_force = last.get((sheet.movement, result.unit, indicator))
            draft.add("movement_results", said, in_force)
    if not draft.records and not draft.refused:
        draft.refuse("Không có kết quả nào mới hoặc thay đổi", "Điền kết quả của ít nhất một đơn vị")


def in_words(row: Row) -> tuple[str, str]:
    """The name and the state of a row of `standing` or `of_units`."""
    return row.get("indicator") or row["unit_name"], _in_words(row)


def _as_known(typed: str, rows: list[Row]) -> str:
    """An indicator as the movement's other rows spell it."""
    text = cleaned(typed)
    return {spelling(row["indicator"]): row["indicator"] for row in rows}.get(spelling(text), text)


def _warn_of_all(draft: Draft, sheet: Sheet, movement: Choice, indicator: str, known: Iterable[Row]) -> None:
    if movement.ends_on and movement.ends_on < sheet.day:
        draft.warn(f"Phong trào đã kết thúc ngày {written(movement.ends_on)}")
    usual = next((row for row in known if row["indicator"] == indicator), None)
    if usual is None:
        draft.warn("Chỉ tiêu mới của phong trào", indicator)
    elif usual["measure"] and cleaned(sheet.measure) != usual["measure"]:
        draft.warn(f"Đơn vị tính khác các dòng đã có ({usual['measure']})")


def _warn(draft: Draft, before: Row, after: Row) -> None:
    name = after["unit_name"]
    if before["recorded_on"] is None:
        return
    if before["target"] != after["target"]:
        draft.warn("Kế hoạch khác lần trước", f"{name} ({written(before['target']) or 'trống'})")
    if before["actual"] is not None and after["better"] != LOWER and after["actual"] < before["actual"]:
        draft.warn("Thực hiện ít hơn lần trước", f"{name} ({written(before['actual'])})")


def _warn_of_rows(draft: Draft, day: date, row: Row, log: list[Row]) -> None:
    """Warn of rows of the same day, which this one replaces, and of later ones, which go on to hold."""
    name = row["unit_name"]
    if same := [each for each in log if each["recorded_on"] == day]:
        about = f"{name} ({written(same[-1]['actual']) or 'trống'})"
        draft.warn("Ngày này đã có dòng, dòng mới thay dòng cũ", about)
    if later := [each for each in log if each["recorded_on"] > day]:
        end = max(later, key=lambda each: each["recorded_on"])
        on = f"{written(end['actual'])} ngày {written(end['recorded_on'])}"
        draft.warn("Đã có dòng của ngày sau, sau cùng vẫn là", f"{name} {on}")


def _in_words(row: Row | None) -> str:
    """46/207 hộ, 22,2% (31/03/2026)."""
    if row is None or row["recorded_on"] is None:
        return "chưa có"
    target = f"/{written(row['target'])}" if row["target"] is not None else ""
    share = f", {words.percent(row['completion'])}" if row["completion"] is not None else ""
    measure = f" {row['measure']}" if row["measure"] else ""
    return f"{written(row['actual']) or 'trống'}{target}{measure}{share} ({written(row['recorded_on'])})"
