"""Kết quả phong trào: what one unit has reached in an indicator of a movement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from emulation import words
from emulation.intake.cells import written
from emulation.office.change_set import ChangeSet, Draft, Row, ask, check_day, cleaned, last_rows, rows_of
from emulation.schema import DIRECTIONS
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


def prepare(warehouse: Warehouse, scope: Scope, entry: Entry, *, today: date) -> ChangeSet:
    """The change set of a result. `scope`: that of the screens, whose day they show."""
    draft = Draft()
    offered = movements(warehouse, entry.day)
    units = {row["unit_id"]: row["unit_name"] for row in ask(warehouse, "unit_names", scope)}
    rows = standing(warehouse, scope, entry.day, entry.movement, entry.unit)
    indicator = _as_known(entry.indicator, rows)
    before = next((row for row in rows if row["indicator"] == indicator), None)
    if entry.movement not in offered:
        draft.refuse(f"Ngày {written(entry.day)} chưa có phong trào này", "Chọn phong trào, hoặc ngày khác")
    if entry.unit not in units:
        draft.refuse("Chưa chọn đơn vị có trong danh sách", "Chọn đơn vị")
    if not cleaned(entry.actual):
        draft.refuse("Chưa có mức thực hiện", "Điền số đã đạt, chưa đạt gì thì điền 0")
    check_day(draft, entry.day, scope.as_of, today)
    log = ask(warehouse, "entry_movement_rows", scope, movement=entry.movement, unit=entry.unit)
    log = [row for row in log if row["indicator"] == indicator]
    said = {
        "recorded_on": entry.day,
        "movement_id": entry.movement,
        "unit_id": entry.unit,
        "indicator": indicator,
    }
    said |= {"measure": entry.measure, "target": entry.target, "actual": entry.actual, "better": entry.better}
    in_force = last_rows("movement_results", log).get((entry.movement, entry.unit, indicator))
    draft.add("movement_results", said, in_force)
    name = f"{units.get(entry.unit, entry.unit)} · {indicator}"
    if not draft.refused:
        supposed = standing(warehouse.supposing(draft.records), scope, entry.day, entry.movement, entry.unit)
        after = next(row for row in supposed if row["indicator"] == indicator)
        draft.change(name, _in_words(before), _in_words(after))
        _warn(draft, entry, offered[entry.movement], before, after)
        _warn_of_rows(draft, entry, log)
    return draft.finish(f"Kết quả phong trào: {name}")


def in_words(row: Row) -> tuple[str, str]:
    """The name and the state of a row of `standing`."""
    return row["indicator"], _in_words(row)


def _as_known(typed: str, rows: list[Row]) -> str:
    """An indicator as the movement's other rows spell it."""
    text = cleaned(typed)
    return {spelling(row["indicator"]): row["indicator"] for row in rows}.get(spelling(text), text)


def _warn(draft: Draft, entry: Entry, movement: Choice, before: Row | None, after: Row) -> None:
    if movement.ends_on and movement.ends_on < entry.day:
        draft.warn(f"Phong trào đã kết thúc ngày {written(movement.ends_on)}")
    if before is None:
        draft.warn("Chỉ tiêu mới của phong trào", after["indicator"])
        return
    if before["measure"] and after["measure"] != before["measure"]:
        draft.warn(f"Đơn vị tính khác các dòng đã có ({before['measure']})")
    if before["recorded_on"] is None:
        return
    if before["target"] != after["target"]:
        draft.warn(f"Kế hoạch khác lần trước ({written(before['target']) or 'trống'})")
    if before["actual"] is not None and after["better"] != LOWER and after["actual"] < before["actual"]:
        draft.warn(f"Thực hiện ít hơn lần trước ({written(before['actual'])})")


def _warn_of_rows(draft: Draft, entry: Entry, log: list[Row]) -> None:
    """Warn of rows of the same day, which this one replaces, and of later ones, which go on to hold."""
    if same := [row for row in log if row["recorded_on"] == entry.day]:
        draft.warn(f"Ngày này đã có dòng, dòng mới thay dòng cũ ({written(same[-1]['actual']) or 'trống'})")
    if later := [row for row in log if row["recorded_on"] > entry.day]:
        end = max(later, key=lambda row: row["recorded_on"])
        on = f"{written(end['actual'])} ngày {written(end['recorded_on'])}"
        draft.warn(f"Đã có dòng của ngày sau, sau cùng vẫn là {on}")


def _in_words(row: Row | None) -> str:
    """46/207 hộ, 22,2% (31/03/2026)."""
    if row is None or row["recorded_on"] is None:
        return "chưa có"
    target = f"/{written(row['target'])}" if row["target"] is not None else ""
    share = f", {words.percent(row['completion'])}" if row["completion"] is not None else ""
    measure = f" {row['measure']}" if row["measure"] else ""
    return f"{written(row['actual']) or 'trống'}{target}{measure}{share} ({written(row['recorded_on'])})"
