"""What a viewer may save, judged by the very rows that would be written, whatever a form believed. (What they may see:
`emulation/seen.py`.)

Each question is answered by a sentence that says why not, or by an empty text. What is another's and what does not exist
have the same sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

from emulation import remarks
from emulation.access import ACTIONS, Action, Viewer, may
from emulation.columns import recorded_by
from emulation.intake.cells import Fault, parse, written
from emulation.office import reported, scores
from emulation.office.change_set import Row, ask, cleaned, rows_of, texts
from emulation.office.progress import STATES
from emulation.office.steps import SIGNATURES, signatures
from emulation.periods import year_of
from emulation.schema import TABLE
from emulation.scope import Scope
from emulation.store import Edit, history
from emulation.store.document import Cells
from emulation.warehouse import NotAvailable, Warehouse

NOT_YOURS = "Tài khoản này không được ghi nội dung ấy. Hãy hỏi cơ quan thường trực nếu cần."
NOT_YOURS_TO_UNDO = "Tài khoản này chỉ hoàn tác được lần lưu gần nhất của chính mình."
_FUTURE = "Ngày {} chưa tới; chỉ ghi được ngày hôm nay hoặc trước đó."
_JUDGED = "Tiêu chí {} đã được khối hoặc Hội đồng chấm, không tự chấm lại được."
_MOVED_ON = "Hồ sơ {} không còn ở bước Trình Chủ tịch, hoặc bước chọn không hợp với cấp quyết định."
_ANSWERED = "Có báo cáo vừa được trả lời, hoặc đơn vị đã rút lại; hãy xem lại danh sách."
_NO_REQUEST = "Đề nghị gia hạn này vừa được trả lời, hoặc không còn; hãy xem lại danh sách."
_NOT_AS_ASKED = "Hạn mới phải muộn hơn hạn hiện nay và không muộn hơn ngày đơn vị đề nghị ({})."
_OTHER_STATE = "Trạng thái vừa thay đổi; hãy xem lại rồi bấm Lưu lần nữa."


FORMS: Mapping[str, frozenset[Action]] = {  # word of a form of *Ghi nhận* in its address -> what it serves
    "tien-do": frozenset({Action.RECORD, Action.OWN_PROGRESS}),
    "gia-han": frozenset({Action.RECORD}),
    "tiep-nhan": frozenset({Action.RECORD}),
    "chuyen-buoc": frozenset({Action.RECORD}),
    "cham-diem": frozenset({Action.RECORD}),
    "ky-ho-so": frozenset({Action.SIGN}),
    "chi-dao": frozenset({Action.INSTRUCT}),
    "tu-cham": frozenset({Action.OWN_SCORES}),
    "phong-trao": frozenset({Action.RECORD, Action.OWN_MOVEMENTS}),
    "cuoc-hop": frozenset({Action.RECORD}),
    "nhiem-vu": frozenset({Action.RECORD}),
    "phan-cong": frozenset({Action.RECORD}),
    "xin-gia-han": frozenset({Action.ASK_EXTENSION}),
}


def may_fill(viewer: Viewer, form: str) -> bool:
    """Whether a form is offered. What it saves is judged by `of_edits` all the same."""
    records_all = may(viewer, Action.RECORD)  # without the forms of others
    serves = frozenset({Action.RECORD}) if records_all else ACTIONS[viewer.role]
    return bool(FORMS.get(form, frozenset()) & serves)


def of_action(viewer: Viewer, action: Action) -> str:
    """Whether something may be done at all that is no edit of rows: restoring, templates, copies."""
    return "" if may(viewer, action) else NOT_YOURS


def of_edits(viewer: Viewer, edits: Sequence[Edit], warehouse: Warehouse, today: date) -> str:
    """Whether these edits may be saved. `warehouse`: of all data as they are now, not as the viewer sees them."""
    if may(viewer, Action.RECORD):
        return ""
    try:
        sentences = (_of_edit(viewer, edit, warehouse, max(today, warehouse.default_as_of)) for edit in edits)
        return next(filter(None, sentences), "") if edits else NOT_YOURS
    except NotAvailable as missing:
        return f"Chưa đọc được {', '.join(missing.files)} để kiểm tra quyền ghi."


def _of_edit(viewer: Viewer, edit: Edit, warehouse: Warehouse, latest: date) -> str:
    rows = _added(viewer, edit) if _of_file(viewer, edit.table) else []
    for row in rows:
        own = [kind for kind in _of_file(viewer, edit.table) if kind.is_of(viewer, row)]
        if not own:
            return NOT_YOURS
        if (day := row[TABLE[edit.table].day]) > latest:
            return _FUTURE.format(written(day))
        refusals = [kind.refusal(row, warehouse) for kind in own]
        if all(refusals):
            return refusals[0]
    return "" if rows else NOT_YOURS


def of_answers(viewer: Viewer, folder: Path, answers: Collection[str], edits: Sequence[Edit]) -> str:
    """Whether reports of units (their ids, as `Entry.answers` has them) may be answered by these edits. Whether the edits
    may be saved, `of_edits` says."""
    if not (may(viewer, Action.RECORD) or may(viewer, Action.GRANT)):
        return NOT_YOURS
    waiting = {report.id: report for report in reported.unanswered(history.entries(folder))}
    if not waiting.keys() >= set(answers):
        return _ANSWERED
    if may(viewer, Action.RECORD):
        return ""
    of = {(row.cells.get("task_id"), row.cells.get("unit_id")) for edit in edits for row in edit.rows}
    asked = [waiting[each] for each in answers]
    granted = all(each.is_remark and (each.cells["task_id"], each.unit) in of for each in asked)
    return "" if granted else NOT_YOURS


def of_undo(viewer: Viewer, folder: Path, entry_id: str, *, insist: bool = False) -> str:
    """Whether a change of the history may be undone. Others than the standing body may take back the rows that they
    added last, unless somebody has changed or answered these since."""
    if may(viewer, Action.UNDO):
        return ""
    return "" if not insist and _is_own_last(viewer, folder, entry_id) else NOT_YOURS_TO_UNDO


def _is_own_last(viewer: Viewer, folder: Path, entry_id: str) -> bool:
    """Whether the viewer's last change has that id, and only added rows that are the viewer's to add."""
    own = next(
        (each for each in history.newest(folder) if viewer.account and each.account == viewer.account), None
    )
    if not may(viewer, Action.UNDO_OWN) or own is None or own.id != entry_id or not own.tables:
        return False
    since = takewhile(lambda each: each.id > own.id, history.newest(folder))
    if any(
        own.id == report.rpartition(".")[0] for each in history.in_force(since) for report in each.answers
    ):
        return False
    added = [(table, _record(table, cells)) for table, rows in own.added.items() for cells in rows]
    return bool(added) and all(
        row and any(kind.is_of(viewer, row) for kind in _of_file(viewer, table)) for table, row in added
    )


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


def _is_signature(_: Viewer, row: Row) -> bool:
    return row["stage"] in SIGNATURES


def _is_directive(_: Viewer, row: Row) -> bool:
    return remarks.is_directive(row["note"]) and row["evidence"] is None


def _is_extension(_: Viewer, row: Row) -> bool:
    return row["unit_id"] is not None


def _is_refusal(_: Viewer, row: Row) -> bool:
    return remarks.is_refusal(row["note"]) and row["evidence"] is None


def _is_own(viewer: Viewer, row: Row) -> bool:
    return row["unit_id"] in viewer.units


def _is_own_progress(viewer: Viewer, row: Row) -> bool:
    return _is_own(viewer, row) and not remarks.passes_for_an_answer(row["note"])


def _is_own_request(viewer: Viewer, row: Row) -> bool:
    return _is_own_progress(viewer, row) and remarks.is_remark(row["note"]) and row["evidence"] is None


def _is_own_score(viewer: Viewer, row: Row) -> bool:
    return _is_own(viewer, row) and row["stage"] == scores.SELF


# ---- whether it may be written as things stand


def _unassigned(row: Row, warehouse: Warehouse) -> str:
    return "" if _assignment(row, warehouse) else NOT_YOURS


def _changes_state(row: Row, warehouse: Warehouse) -> str:
    """The state in force must go on as it was: also that of a helper that follows its task."""
    stands = _assignment(row, warehouse)
    if stands is None:
        return NOT_YOURS
    follows = stands["recorded_on"] is None and stands["status"] != STATES[0]
    return _OTHER_STATE if follows or stands["status"] != row["status"] else ""


def _not_as_asked(row: Row, warehouse: Warehouse) -> str:
    """The new date must be one until the requested one, and later than the present one."""
    request = _open_request(row, row["decided_on"], warehouse)
    if request is None:
        return _NO_REQUEST
    asked = request["requested_due_on"]
    return "" if request["due_on"] < row["due_on"] <= asked else _NOT_AS_ASKED.format(written(asked))


def _nothing_to_refuse(row: Row, warehouse: Warehouse) -> str:
    if _open_request(row, row["recorded_on"], warehouse) is None:
        return _NO_REQUEST
    return _changes_state(row, warehouse)


def _open_request(row: Row, day: date, warehouse: Warehouse) -> Row | None:
    """The assignment's request as it stood on the day of the answer, if nothing has answered it until now."""
    stands = None
    for at in (max(day, warehouse.default_as_of), day):
        found = ask(warehouse, "extension_requests", Scope.at(at))
        stands = next((r for r in found if (r["id"], r["unit_id"]) == (row["task_id"], row["unit_id"])), None)
        if stands is None:
            return None
    return stands


def _assignment(row: Row, warehouse: Warehouse) -> Row | None:
    """How the assignment stood on the row's day; None where there is none to be recorded by hand."""
    years = {task["task_id"]: task["year"] for task in rows_of(warehouse, "tasks")}
    if row["task_id"] not in years:
        return None
    on_day = Scope.at(row["recorded_on"], year=years[row["task_id"]])
    pairs = ask(warehouse, "entry_assignments", on_day)
    return next((p for p in pairs if (p["task_id"], p["unit_id"]) == (row["task_id"], row["unit_id"])), None)


def _not_to_score(row: Row, warehouse: Warehouse) -> str:
    period, unit, criterion = row["period"], row["unit_id"], row["criterion_id"]
    at = Scope.at(row["recorded_on"], period=period)
    offered = {each["criterion_id"] for each in ask(warehouse, "entry_scores", at, unit_ids=[unit])}
    if period not in scores.periods(year_of(period), row["recorded_on"]) or criterion not in offered:
        return NOT_YOURS
    return _JUDGED.format(criterion) if criterion in scores.judged(warehouse, at, period, unit) else ""


def _not_launched(row: Row, warehouse: Warehouse) -> str:
    known = rows_of(warehouse, "movements")
    launched = {each["movement_id"] for each in known if each["launched_on"] <= row["recorded_on"]}
    return "" if row["movement_id"] in launched else NOT_YOURS


def _not_to_sign(row: Row, warehouse: Warehouse) -> str:
    """The dossier must wait for the signature on the row's day, with nothing recorded after it."""
    dossier, day = row["dossier_id"], row["occurred_on"]
    found = ask(warehouse, "entry_dossiers", Scope.at(day), dossier_ids=[dossier])
    stands = next((each for each in found if each["dossier_id"] == dossier and each["stage"]), None)
    log = ask(warehouse, "entry_dossier_rows", Scope.at(day), dossier_ids=[dossier])
    if stands is None or any(each["occurred_on"] > day for each in log):
        return _MOVED_ON.format(dossier)
    return "" if row["stage"] in signatures(stands["stage"], stands["level"]) else _MOVED_ON.format(dossier)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of new row: the log to which it is added, whether it is of that kind and the viewer's to write, and what
    forbids it as things stand."""

    table: str
    is_of: Callable[[Viewer, Row], bool]
    refusal: Callable[[Row, Warehouse], str]


_KINDS: Mapping[Action, Sequence[_Kind]] = {
    Action.SIGN: [_Kind("dossier_events", _is_signature, _not_to_sign)],
    Action.INSTRUCT: [_Kind("progress", _is_directive, _changes_state)],
    Action.GRANT: [
        _Kind("extensions", _is_extension, _not_as_asked),
        _Kind("progress", _is_refusal, _nothing_to_refuse),
    ],
    Action.OWN_PROGRESS: [_Kind("progress", _is_own_progress, _unassigned)],
    Action.ASK_EXTENSION: [_Kind("progress", _is_own_request, _changes_state)],
    Action.OWN_SCORES: [_Kind("scores", _is_own_score, _not_to_score)],
    Action.OWN_MOVEMENTS: [_Kind("movement_results", _is_own, _not_launched)],
}


def _of_file(viewer: Viewer, table: str) -> list[_Kind]:
    """The kinds of rows that the viewer may add to a file."""
    return [
        kind
        for action, kinds in _KINDS.items()
        for kind in kinds
        if may(viewer, action) and kind.table == table
    ]
