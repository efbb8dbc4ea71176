"""Mới từ các đơn vị: what each report changed, and the change sets that accept reports or return them.

Reports count at once, so accepting writes no row. A return takes the report's place in its log, on the same day: what was in
force before holds again, as if it had not been reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from emulation import remarks, words
from emulation.intake.cells import written
from emulation.office.change_set import ChangeSet, Draft, Row, ask, cleaned, texts
from emulation.office.reported import Report, Thing
from emulation.office.scores import SELF
from emulation.schema import PROGRESS_STATES, TABLE
from emulation.scope import Scope
from emulation.store import Edit, RowChange
from emulation.warehouse import Warehouse

LATER = "Đã có dòng ghi sau, báo cáo này không còn được tính"
GONE = "Dòng báo cáo không còn trong dữ liệu"
JUDGED = "Khối hoặc Hội đồng đã chấm tiêu chí này"


@dataclass(frozen=True, slots=True)
class Item:
    """A report in words. `settled`: why it cannot be returned any more; empty if it can."""

    report: Report
    what: str
    unit: str
    before: str
    after: str
    evidence: str
    settled: str

    @property
    def name(self) -> str:
        """II.1.a – Ký kết giao ước · Thôn 3."""
        return f"{self.what} · {self.unit}"


def items(warehouse: Warehouse, reports: Sequence[Report]) -> tuple[Item, ...]:
    """The reports as a list shows them. `reports`: the newest first."""
    names, logs = _Names(warehouse), _Logs(warehouse, reports)
    return tuple(_item(report, names, logs) for report in reports)


def accept(chosen: Sequence[Item]) -> ChangeSet:
    """The change set that marks reports as seen: no file changes."""
    answers = tuple(item.report.id for item in chosen)
    return ChangeSet(f"Đã xem {_counted(chosen)}", (), (), (), (), answers)


def give_back(warehouse: Warehouse, chosen: Sequence[Item], reason: str) -> ChangeSet:
    """The change set that returns reports for one reason. Those that are settled are left as they are, and told."""
    draft, why = Draft(), " ".join(cleaned(reason).split())
    logs = _Logs(warehouse, [item.report for item in chosen])
    removed: dict[str, list[RowChange]] = defaultdict(list)
    back: list[Item] = []
    for of_thing in _by_thing(chosen):
        returned = _returned(of_thing, logs)
        for item in of_thing:
            if item not in returned:
                draft.warn(f"Bỏ qua. {item.settled or LATER}", item.name)
        if returned:
            removed[returned[0].report.table] += _set_back(draft, returned, logs, why)
        back += returned
    if not why:
        draft.refuse("Chưa có lý do trả lại", "Điền lý do để đơn vị biết cần sửa gì")
    elif chosen and not back:
        draft.refuse("Không có báo cáo nào trả lại được", "Chọn báo cáo còn được tính")
    made = draft.finish(f"Trả lại {_counted(back)}")
    if made.refusals or not back:
        return made
    answers = tuple(item.report.id for item in back)
    return replace(made, edits=_with(made.edits, removed), answers=answers, reason=why)


def _counted(chosen: Sequence[Item]) -> str:
    """Of one report its name, of several how many: 12 báo cáo của 5 đơn vị."""
    if not chosen:
        return "báo cáo"
    if len(chosen) == 1:
        return chosen[0].name
    units = {item.report.unit for item in chosen}
    return f"{len(chosen)} báo cáo của {chosen[0].unit if len(units) == 1 else f'{len(units)} đơn vị'}"


def _by_thing(chosen: Iterable[Item]) -> Iterable[list[Item]]:
    found: dict[Thing, list[Item]] = defaultdict(list)
    for item in chosen:
        found[item.report.thing].append(item)
    return found.values()


def _returned(of_thing: Sequence[Item], logs: _Logs) -> list[Item]:
    """Which of the chosen reports about one thing can be returned: those that no other row came after."""
    start = logs.former(of_thing[0].report.thing, {item.report.id for item in of_thing}) + 1
    return [item for item in of_thing if not _settled(item.report, logs, start)]


def _settled(report: Report, logs: _Logs, start: int) -> str:
    """Why a report cannot be returned. `start`: the place in its log from which on all rows are to be returned."""
    place = logs.place.get(report.id)
    if place is None:
        return GONE
    if report.table == "scores" and logs.is_judged(report):
        return JUDGED
    return LATER if place < start else ""


def _set_back(draft: Draft, returned: Sequence[Item], logs: _Logs, why: str) -> list[RowChange]:
    """Add the row that brings back what was in force, in words too. Returns the rows to remove where there was nothing."""
    report = returned[0].report
    log = logs.rows[report.thing]
    former = logs.former(report.thing, {item.report.id for item in returned})
    before, table = log[former] if former >= 0 else None, TABLE[report.table]
    name, first = returned[0].name, returned[-1]
    draft.change(name, returned[0].after, first.before)
    if before is None and report.table != "progress":
        identity = (tuple(item.report.cells.get(name, "") for name in table.identity) for item in returned)
        return [
            RowChange((*key, "1"), item.report.cells, None)
            for key, item in zip(identity, returned, strict=True)
        ]
    last = log[-1]
    said = before or {**last, "status": PROGRESS_STATES[0], "evidence": None}
    said = {**said, table.day: last[table.day], "note": remarks.give_back(why) if why else None}
    draft.add(report.table, said, last)
    return []


def _with(edits: Iterable[Edit], removed: dict[str, list[RowChange]]) -> tuple[Edit, ...]:
    """The edits with rows to remove, too."""
    by_table = {edit.table: edit for edit in edits}
    for table, changes in removed.items():
        if changes:
            by_table[table] = replace(by_table.get(table, Edit(table)), changes=tuple(changes))
    return tuple(by_table.values())


# ---- what a report says


def _item(report: Report, names: _Names, logs: _Logs) -> Item:
    cells, place = report.cells, logs.place.get(report.id)
    log = logs.rows.get(report.thing, [])
    former = None if place is None else logs.former(report.thing, {report.id}, place)
    before = None if former is None or former < 0 else log[former]
    start = len(log) if place is None else logs.former(report.thing, {report.id}) + 1
    return Item(
        report,
        names.of(report),
        names.units.get(report.unit, report.unit),
        "" if place is None else _state(report.table, before),
        _state(report.table, None if place is None else log[place]) if place is not None else _typed(report),
        " · ".join(filter(None, (cells.get("evidence"), cells.get("note")))),
        _settled(report, logs, start),
    )


def _state(table: str, row: Row | None) -> str:
    """What a row of a log says: Hoàn thành; 4,5 điểm; 46/207 hộ."""
    if table == "progress":
        return row["status"] if row else PROGRESS_STATES[0]
    if row is None:
        return "chưa chấm" if table == "scores" else "chưa có"
    if table == "scores":
        return f"{written(row['points'])} điểm"
    return _result(written(row["actual"]), written(row["target"]), row["measure"] or "")


def _typed(report: Report) -> str:
    """The same of a row that the data do not have any more."""
    cells = report.cells
    if report.table == "progress":
        return cells.get("status", "")
    if report.table == "scores":
        return f"{cells.get('points', '')} điểm"
    return _result(cells.get("actual", ""), cells.get("target", ""), cells.get("measure", ""))


def _result(actual: str, target: str, measure: str) -> str:
    return f"{actual or 'trống'}{f'/{target}' if target else ''} {measure}".rstrip()


class _Names:
    """What people call the things of reports."""

    def __init__(self, warehouse: Warehouse) -> None:
        day = Scope.at(warehouse.default_as_of)
        self.units = {row["unit_id"]: row["unit_name"] for row in ask(warehouse, "unit_names", day)}
        self._tasks = {
            row["task_id"]: f"{row['clause']} – {row['title']}" for row in ask(warehouse, "task_names", day)
        }
        self._criteria = {
            row["criterion_id"]: row["criterion_name"] for row in ask(warehouse, "criterion_names", day)
        }
        self._movements = {
            row["movement_id"]: row["movement_name"] for row in ask(warehouse, "movement_names", day)
        }

    def of(self, report: Report) -> str:
        """II.1.a – Ký kết giao ước; Quý IV/2026 · Hưởng ứng phong trào; Sạch nhà, sạch ngõ · Số hộ."""
        if report.table == "progress":
            return self._known(self._tasks, report, "task_id")
        if report.table == "scores":
            period = words.period(report.cells.get("period", ""))
            return f"{period} · {self._known(self._criteria, report, 'criterion_id')}"
        name = self._known(self._movements, report, "movement_id")
        return f"{name} · {report.cells.get('indicator', '')}"

    @staticmethod
    def _known(names: dict[str, str], report: Report, column: str) -> str:
        own = report.cells.get(column, "")
        return names.get(own, own)


class _Logs:
    """The logs of what reports are about. `rows`: of each thing its rows in the order in which they came to hold. `place`:
    of each report that is still there the place of its row among them."""

    def __init__(self, warehouse: Warehouse, reports: Sequence[Report]) -> None:
        self.rows: dict[Thing, list[Row]] = {report.thing: [] for report in reports}
        self.place: dict[str, int] = {}
        self._own: dict[Thing, list[str | None]] = {}
        self._judged: set[tuple[Any, ...]] = set()
        units = {report.unit for report in reports}
        for table in {report.table for report in reports}:
            self._read(warehouse, table, units)
        for report in reports:  # of rows that say the same the last belongs to the newest
            self._find(report)

    def _read(self, warehouse: Warehouse, table: str, units: Collection[str]) -> None:
        schema = TABLE[table]
        frame = warehouse.table(table)
        frame = frame[frame["unit_id"].isin(list(units))]
        for cells in frame.itertuples(index=False, name=None):
            row: Row = dict(zip(frame.columns, cells, strict=True))
            thing = (table, *(row[name] or "" for name in schema.thing))
            if thing in self.rows:
                self.rows[thing].append(row)
            elif table == "scores" and row["stage"] != SELF:
                self._judged.add((row["period"], row["unit_id"], row["criterion_id"]))
        for thing, rows in self.rows.items():
            if thing[0] == table:
                rows.sort(key=lambda row: row[schema.day])

    def _find(self, report: Report) -> None:
        own = self._own.setdefault(report.thing, [None] * len(self.rows[report.thing]))
        for place in reversed(range(len(own))):
            row = texts(report.table, self.rows[report.thing][place])
            if own[place] is None and {name: text for name, text in row.items() if text} == report.cells:
                own[place], self.place[report.id] = report.id, place
                return

    def former(self, thing: Thing, chosen: Collection[str], last: int | None = None) -> int:
        """The place of the row that would hold without the chosen reports, from the place `last` backwards; -1 if none. What
        only repeats a state beside them holds nothing."""
        rows, own = self.rows[thing], self._own.get(thing, [])
        place = len(rows) - 1 if last is None else last
        while place >= 0 and (own[place] in chosen or _is_remark(thing, rows[place])):
            place -= 1
        return place

    def is_judged(self, report: Report) -> bool:
        """Whether the bloc or the Council has ever scored the criterion."""
        return tuple(report.cells.get(name) for name in ("period", "unit_id", "criterion_id")) in self._judged


def _is_remark(thing: Thing, row: Row) -> bool:
    return thing[0] == "progress" and remarks.is_remark(row["note"])
