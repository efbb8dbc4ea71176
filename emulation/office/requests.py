"""Đề nghị gia hạn: the requests of units for a later date, and the change sets that grant or refuse them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from emulation.intake.cells import written
from emulation.office import extensions, remarks
from emulation.office.change_set import ChangeSet, Draft, Row, ask, cleaned
from emulation.office.reported import Report
from emulation.office.understood import due_of
from emulation.schema import TABLE
from emulation.scope import Scope
from emulation.store import Edit
from emulation.warehouse import Warehouse


def waiting(warehouse: Warehouse, today: date) -> list[Row]:
    """The requests without an answer, the newest first (`queries/extension_requests.sql`)."""
    return ask(warehouse, "extension_requests", Scope.at(max(today, warehouse.default_as_of)))


def key(request: Row) -> str:
    """What tells one of `waiting` from the others: of an assignment there is one."""
    return f"{request['id']}/{request['unit_id']}"


def grant(
    warehouse: Warehouse,
    chosen: Sequence[Row],
    reports: Iterable[Report],
    *,
    until: str = "",
    document_no: str = "",
    today: date,
) -> ChangeSet:
    """The change set of extensions until the requested days, or, where one is typed, `until` one earlier day for all.
    `reports`: as `reported.unanswered` gives them."""
    typed = Draft()
    due_on = None
    if until := cleaned(until):
        after = min((_day(warehouse, request) for request in chosen), default=today)
        due_on = typed.checked(due_of(until, after), TABLE["extensions"].column("due_on"))
    if typed.refused or (due_on is not None and not isinstance(due_on, date)):
        return typed.finish(f"Đồng ý gia hạn {_counted(chosen)}")
    made = [each for request in chosen if (each := _not_as_asked(request, due_on))]
    groups: dict[tuple[date, int, str, date], list[str]] = defaultdict(list)
    for request in chosen:
        new = due_on or request["requested_due_on"]
        groups[_day(warehouse, request), request["year"], request["id"], new].append(request["unit_id"])
    for (day, year, task, new), units in groups.items():
        entry = extensions.Entry(day, task, tuple(units), new, document_no)
        made.append(extensions.prepare(warehouse, Scope.at(day, year=year), entry, today=today))
    return _together(f"Đồng ý gia hạn {_counted(chosen)}", made, chosen, reports)


def refuse(
    warehouse: Warehouse, chosen: Sequence[Row], reports: Iterable[Report], reason: str, *, today: date
) -> ChangeSet:
    """The change set that answers requests with no, for one reason."""
    why = " ".join(cleaned(reason).split())
    made = [] if why else [_refused("Chưa có lý do không gia hạn. Điền lý do để đơn vị biết.")]
    for request in chosen:
        day = _day(warehouse, request)
        entry = remarks.Refusal(day, request["id"], request["unit_id"], why)
        made.append(remarks.refuse(warehouse, Scope.at(day, year=request["year"]), entry, today=today))
    return _together(f"Không gia hạn {_counted(chosen)}", made, chosen, reports, why)


def _day(warehouse: Warehouse, request: Row) -> date:
    """The day of the answer: the one that the screens show, or that of a request that is dated later."""
    return max(warehouse.default_as_of, request["since"])


def _not_as_asked(request: Row, due_on: date | None) -> ChangeSet | None:
    if due_on is None or request["due_on"] < due_on <= request["requested_due_on"]:
        return None
    between = f"{written(request['due_on'])} và không muộn hơn {written(request['requested_due_on'])}"
    return _refused(f"Hạn mới của {request['owner']} phải sau {between}. Sửa hạn mới, hoặc để trống.")


def _refused(sentence: str) -> ChangeSet:
    return ChangeSet("", (), (sentence,), (), ())


def _counted(chosen: Sequence[Row]) -> str:
    """Of one request its task and unit, of several how many."""
    if len(chosen) == 1:
        return f"{chosen[0]['what'].partition(' · ')[0]} · {chosen[0]['owner']}"
    return f"{len(chosen)} phần việc" if chosen else "phần việc"


def _together(
    what: str,
    made: Sequence[ChangeSet],
    chosen: Sequence[Row],
    reports: Iterable[Report],
    reason: str = "",
) -> ChangeSet:
    """Several change sets as one, which answers what units reported of the chosen requests."""
    refusals = tuple(dict.fromkeys(sentence for each in made for sentence in each.refusals))
    warnings = tuple(dict.fromkeys(sentence for each in made for sentence in each.warnings))
    changes = tuple(change for each in made for change in each.changes)
    if refusals or not chosen:
        return ChangeSet(what, changes, refusals, warnings, ())
    of = {(request["id"], request["unit_id"]) for request in chosen}
    answers = tuple(
        report.id for report in reports if report.is_remark and (report.cells["task_id"], report.unit) in of
    )
    rows = [edit for each in made for edit in each.edits]
    (table,) = {edit.table for edit in rows}
    joined = Edit(table, rows=tuple(row for edit in rows for row in edit.rows))
    return ChangeSet(what, changes, (), warnings, (joined,), answers, reason)
