"""What a viewer may save, judged by the very rows that would be written, whatever a form believed. (What they may see:
`emulation/seen.py`.)

Each question is answered by a sentence that says why not, or by an empty text. What is another's and what does not exist
have the same sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from emulation import remarks
from emulation.access import Role, Viewer
from emulation.columns import recorded_by
from emulation.intake.cells import Fault, parse, written
from emulation.office import scores
from emulation.office.change_set import Row, ask, cleaned, rows_of, texts
from emulation.office.progress import STATES
from emulation.office.steps import signatures
from emulation.periods import year_of
from emulation.schema import TABLE
from emulation.scope import Scope
from emulation.store import Document, Edit, SaveRefused, difference, history, restoring
from emulation.store.document import Cells
from emulation.warehouse import NotAvailable, Warehouse

NOT_YOURS = "Tài khoản này không được ghi nội dung ấy. Hãy hỏi cơ quan thường trực nếu cần."
NOT_YOURS_TO_UNDO = "Tài khoản này chỉ hoàn tác được lần lưu gần nhất của chính mình."
_FUTURE = "Ngày {} chưa tới; chỉ ghi được ngày hôm nay hoặc trước đó."
_JUDGED = "Tiêu chí {} đã được khối hoặc Hội đồng chấm, không tự chấm lại được."
_MOVED_ON = "Hồ sơ {} không còn ở bước Trình Chủ tịch, hoặc bước chọn không hợp với cấp quyết định."
_OTHER_STATE = "Trạng thái vừa thay đổi; hãy xem lại rồi bấm Lưu lần nữa."


FORMS: Mapping[str, frozenset[Role]] = {  # word of a form of *Ghi nhận* in its address -> who fills it in
    "tien-do": frozenset({Role.STANDING, Role.UNIT}),
    "gia-han": frozenset({Role.STANDING}),
    "tiep-nhan": frozenset({Role.STANDING}),
    "chuyen-buoc": frozenset({Role.STANDING}),
    "cham-diem": frozenset({Role.STANDING}),
    "ky-ho-so": frozenset({Role.CHAIRMAN}),
    "chi-dao": frozenset({Role.CHAIRMAN}),
    "tu-cham": frozenset({Role.UNIT}),
    "phong-trao": frozenset({Role.STANDING, Role.UNIT}),
    "xin-gia-han": frozenset({Role.UNIT}),
}


def may_fill(viewer: Viewer, form: str) -> bool:
    """Whether a form is offered. What it saves is judged by `of_edits` all the same."""
    return viewer.role in FORMS.get(form, ())


def of_all(viewer: Viewer) -> str:
    """Whether everything may be written: imports, restored files, templates, copies, next year's plan."""
    return "" if viewer.role is Role.STANDING else NOT_YOURS


def of_edits(viewer: Viewer, edits: Sequence[Edit], warehouse: Warehouse, today: date) -> str:
    """Whether these edits may be saved. `warehouse`: of all data as they are now, not as the viewer sees them."""
    if not of_all(viewer):
        return ""
    latest = max(today, warehouse.default_as_of)
    for edit in edits:
        rule = _RULES.get((viewer.role, edit.table))
        if rule is None or not (rows := _added(viewer, edit)):
            return NOT_YOURS
        for row in rows:
            if not _whose[viewer.role](viewer, edit.table, row):
                return NOT_YOURS
            if row[TABLE[edit.table].day] > latest:
                return _FUTURE.format(written(row[TABLE[edit.table].day]))
            try:
                if refusal := rule(row, warehouse):
                    return refusal
            except NotAvailable as missing:
                return f"Chưa đọc được {', '.join(missing.files)} để kiểm tra quyền ghi."
    return "" if edits else NOT_YOURS


def of_undo(viewer: Viewer, folder: Path, entry_id: str, *, insist: bool = False) -> str:
    """Whether a change of the history may be undone. Others than the standing body may take back the rows that they
    added last, unless somebody has changed these since."""
    if not of_all(viewer):
        return ""
    try:
        return "" if not insist and _is_own_last(viewer, folder, entry_id) else NOT_YOURS_TO_UNDO
    except SaveRefused:  # the history has it no more
        return NOT_YOURS_TO_UNDO


def _is_own_last(viewer: Viewer, folder: Path, entry_id: str) -> bool:
    """Whether the viewer's last change has that id, undoes none, and only added rows that are the viewer's to add."""
    own = next(
        (each for each in history.newest(folder) if viewer.account and each.account == viewer.account), None
    )
    if own is None or own.id != entry_id or restoring.is_undo(own):
        return False
    for table in own.tables:
        former = history.before(folder, own.id, table)
        before = Document.read(former, TABLE[table]) if former is not None else Document.empty(TABLE[table])
        for change in difference(before, Document.read(history.version(folder, own.id, table), TABLE[table])):
            row = _record(table, change.after or {}) if change.before is None else None
            if row is None or not _whose[viewer.role](viewer, table, row):
                return False
    return True


def _added(viewer: Viewer, edit: Edit) -> list[Row]:
    """The rows that an edit adds; none if it does anything else, or if one of them is not written as a form writes it."""
    if edit.content is not None or edit.changes:
        return []
    rows = [_record(edit.table, row.cells) for row in edit.rows]
    things = {tuple(row[name] for name in TABLE[edit.table].thing) for row in rows if row}
    signed = all(row and row[recorded_by().name] in (None, cleaned(viewer.name)) for row in rows)
    return [row for row in rows if row] if signed and len(things) == len(rows) else []


def _record(table: str, cells: Cells) -> Row | None:
    """The values of canonical cells. None for others: a reader may take an id with blanks or of other letters for one."""
    try:
        record = {column.name: parse(cells.get(column.name, ""), column) for column in TABLE[table].columns}
    except Fault:
        return None
    return record if texts(table, record) == {**dict.fromkeys(record, ""), **cells} else None


# ---- whose a row is: what never changes


def _of_unit(viewer: Viewer, table: str, row: Row) -> bool:
    if row.get("unit_id") not in viewer.units:
        return False
    if table == "progress":
        return not remarks.passes_for_directive(row["note"])
    return table == "movement_results" or (table == "scores" and row["stage"] == scores.SELF)


def _of_chairman(_: Viewer, table: str, row: Row) -> bool:
    if table == "progress":
        return remarks.is_directive(row["note"]) and row["evidence"] is None
    return table == "dossier_events"


_whose: dict[Role, Callable[[Viewer, str, Row], bool]] = {
    Role.UNIT: _of_unit,
    Role.CHAIRMAN: _of_chairman,
    Role.COUNCIL: lambda *_: False,
    Role.GUEST: lambda *_: False,
}


# ---- whether it may be written as things stand


def _progress(row: Row, warehouse: Warehouse) -> str:
    return "" if _assignment(row, warehouse) else NOT_YOURS


def _directive(row: Row, warehouse: Warehouse) -> str:
    """The state in force must go on as it was: also that of a helper that follows its task."""
    stands = _assignment(row, warehouse)
    if stands is None:
        return NOT_YOURS
    follows = stands["recorded_on"] is None and stands["status"] != STATES[0]
    return _OTHER_STATE if follows or stands["status"] != row["status"] else ""


def _assignment(row: Row, warehouse: Warehouse) -> Row | None:
    """How the assignment stood on the row's day; None where there is none to be recorded by hand."""
    years = {task["task_id"]: task["year"] for task in rows_of(warehouse, "tasks")}
    if row["task_id"] not in years:
        return None
    on_day = Scope.at(row["recorded_on"], year=years[row["task_id"]])
    pairs = ask(warehouse, "entry_assignments", on_day)
    return next((p for p in pairs if (p["task_id"], p["unit_id"]) == (row["task_id"], row["unit_id"])), None)


def _self_score(row: Row, warehouse: Warehouse) -> str:
    period, unit = row["period"], row["unit_id"]
    at = Scope.at(row["recorded_on"], period=period)
    if period not in scores.periods(year_of(period), row["recorded_on"]):
        return NOT_YOURS
    if all(
        each["criterion_id"] != row["criterion_id"] for each in ask(warehouse, "entry_scores", at, unit=unit)
    ):
        return NOT_YOURS
    is_judged = row["criterion_id"] in scores.judged(warehouse, at, period, unit)
    return _JUDGED.format(row["criterion_id"]) if is_judged else ""


def _result(row: Row, warehouse: Warehouse) -> str:
    known = rows_of(warehouse, "movements")
    launched = {each["movement_id"] for each in known if each["launched_on"] <= row["recorded_on"]}
    return "" if row["movement_id"] in launched else NOT_YOURS


def _signature(row: Row, warehouse: Warehouse) -> str:
    """The dossier must wait for the signature on the row's day, with nothing recorded after it."""
    dossier, day = row["dossier_id"], row["occurred_on"]
    found = ask(warehouse, "entry_dossiers", Scope.at(day), dossier_ids=[dossier])
    stands = next((each for each in found if each["dossier_id"] == dossier and each["stage"]), None)
    log = ask(warehouse, "entry_dossier_rows", Scope.at(day), dossier_ids=[dossier])
    if stands is None or any(each["occurred_on"] > day for each in log):
        return _MOVED_ON.format(dossier)
    return "" if row["stage"] in signatures(stands["stage"], stands["level"]) else _MOVED_ON.format(dossier)


_RULES: dict[tuple[Role, str], Callable[[Row, Warehouse], str]] = {
    (Role.CHAIRMAN, "dossier_events"): _signature,
    (Role.CHAIRMAN, "progress"): _directive,
    (Role.UNIT, "progress"): _progress,
    (Role.UNIT, "scores"): _self_score,
    (Role.UNIT, "movement_results"): _result,
}
"""Role, file → the rule for its new rows. What is not here is refused."""
