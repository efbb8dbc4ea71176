"""What a viewer may save: only what the role allows passes, whatever else a form or a message would write."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation import permits, remarks
from emulation.access import HERE, Action, Role, Viewer
from emulation.columns import recorded_by
from emulation.office import movement_results, progress, requests, scores, steps
from emulation.office import remarks as remarking
from emulation.office.change_set import rows_of, signed, texts
from emulation.schema import DOSSIER_STAGES, PROGRESS_STATES, SCORING_STAGES, TABLE, TABLES
from emulation.scope import Scope
from emulation.store import Edit, NewRow, RowChange
from emulation.store.document import Cells
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.permitted import (
    CHAIRMAN,
    DAY,
    OTHERS,
    ROWS,
    STANDING,
    UNIT,
    decided,
    denied,
    directed,
    granted,
    mine,
    reached,
    row,
    scored,
)

SCOPE = Scope.at(DAY)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("permits"), ROWS)


def told(data: Warehouse, by: Viewer, *edits: Edit) -> str:
    """The refusal; empty where the edits may be saved. Nobody forges who recorded, unless an edit says otherwise."""
    return permits.of_edits(by, edits, data, DAY)


ALLOWED = [
    (UNIT, mine()),
    (UNIT, mine(recorded_on=date(2026, 11, 1), evidence="=12/BC", note="xong\nrồi")),
    (UNIT, mine(status="Đang thực hiện", note=remarks.request(date(2026, 12, 1), "chờ kinh phí"))),
    (UNIT, mine(recorded_by=UNIT.name)),
    (UNIT, scored()),
    (UNIT, reached()),
    (UNIT, reached(indicator="Chỉ tiêu mới", measure="km", target=2.5, better="thấp hơn")),
    (CHAIRMAN, decided()),
    (CHAIRMAN, decided(stage="Trả lại", document_no="")),
    (CHAIRMAN, decided(stage="Không đủ điều kiện")),
    (CHAIRMAN, decided(dossier_id="H2", stage="Trình cấp trên")),
    (CHAIRMAN, directed()),
    (CHAIRMAN, directed(unit_id="B", status="Chưa bắt đầu")),
    (CHAIRMAN, granted()),
    (CHAIRMAN, granted(due_on=date(2026, 11, 20), document_no="15/TB", note="theo đề nghị")),
    (CHAIRMAN, denied()),
]
_EACH = {edit.table: edit for _, edit in ALLOWED}
"""A row of each log that somebody may add."""
REFUSED = {
    "another unit's progress": (UNIT, mine(unit_id="B")),
    "a unit that is none": (UNIT, mine(unit_id="X")),
    "no assignment": (UNIT, mine(task_id="T9")),
    "a task measured by its dossiers": (UNIT, mine(task_id="T2")),
    "what only the chairman says": (UNIT, mine(note=remarks.directive("nghỉ"))),
    "what looks as if he said it": (UNIT, mine(note="'chi đạo：nghỉ")),
    "an evening that has not come": (UNIT, mine(recorded_on=date(2026, 11, 17))),
    "a day before there was anything": (UNIT, mine(recorded_on=date(1999, 11, 17))),
    "somebody else's name": (UNIT, mine(recorded_by="Phòng VHXH")),
    "an id with a blank": (UNIT, mine(unit_id=" A")),
    "an id with what is not seen": (UNIT, mine(unit_id="A\u200b")),
    "another state than there is": (UNIT, mine(status="Huỷ")),
    "a state as people type it": (UNIT, mine(status="hoàn thành")),
    "the bloc's points": (UNIT, scored(stage="Khối chấm")),
    "the Council's points": (UNIT, scored(stage="Hội đồng chấm")),
    "another unit's points": (UNIT, scored(unit_id="B")),
    "points that the bloc has judged": (UNIT, scored(criterion_id="C2")),
    "an unknown criterion": (UNIT, scored(criterion_id="C9")),
    "a period that has not begun": (UNIT, scored(period="2027-Q1")),
    "another unit's result": (UNIT, reached(unit_id="B")),
    "a movement not launched yet": (UNIT, reached(movement_id="P2")),
    "an unknown movement": (UNIT, reached(movement_id="P9")),
    "a dossier's step by a unit": (UNIT, decided()),
    "a directive by a unit": (UNIT, directed()),
    "a refusal by a unit": (UNIT, mine(note=remarks.refusal("thôi"))),
    "what looks as if it was returned": (UNIT, mine(note="Trả lại : xem lại")),
    "what it asked for": (UNIT, row("extensions", decided_on=DAY, task_id="T1", unit_id="A", due_on=DAY)),
    "a signature before it is due": (CHAIRMAN, decided(dossier_id="H3")),
    "a signature before what followed": (CHAIRMAN, decided(dossier_id="H4", occurred_on=date(2026, 11, 12))),
    "an unknown dossier": (CHAIRMAN, decided(dossier_id="H9")),
    "a decision of the province's": (CHAIRMAN, decided(dossier_id="H2")),
    "a step that is not the chairman's": (CHAIRMAN, decided(stage="Rút hồ sơ")),
    "a step back": (CHAIRMAN, decided(stage="Thẩm định")),
    "a signature before the dossier came": (CHAIRMAN, decided(occurred_on=date(2026, 11, 9))),
    "a signature of tomorrow": (CHAIRMAN, decided(occurred_on=date(2026, 11, 17))),
    "progress by the chairman": (CHAIRMAN, mine()),
    "a directive that changes the state": (CHAIRMAN, directed(status="Hoàn thành")),
    "a directive with evidence": (CHAIRMAN, directed(evidence="12/BC")),
    "an empty directive": (CHAIRMAN, directed(note="Chỉ đạo: ")),
    "a directive to who follows the task": (CHAIRMAN, directed(task_id="T3", status="Hoàn thành")),
    "one that undoes what follows": (CHAIRMAN, directed(task_id="T3", status="Chưa bắt đầu")),
    "points by the chairman": (CHAIRMAN, scored()),
    "more time than was asked for": (CHAIRMAN, granted(due_on=date(2026, 12, 2))),
    "less time than there is": (CHAIRMAN, granted(due_on=date(2026, 11, 15))),
    "time that nobody asked for": (CHAIRMAN, granted(unit_id="B")),
    "time for the whole task": (CHAIRMAN, granted(unit_id=None)),
    "time before it was asked for": (CHAIRMAN, granted(decided_on=date(2026, 11, 11))),
    "time from tomorrow": (CHAIRMAN, granted(decided_on=date(2026, 11, 17))),
    "a refusal of nothing": (CHAIRMAN, denied(unit_id="B", status="Chưa bắt đầu")),
    "a refusal that changes the state": (CHAIRMAN, denied(status="Chưa bắt đầu")),
    "a refusal without a reason": (CHAIRMAN, denied(note="Không gia hạn: ")),
    "what is returned, by the chairman": (CHAIRMAN, denied(note=remarks.give_back("xem lại"))),
}


@pytest.mark.parametrize(("by", "edit"), ALLOWED)
def test_what_a_role_may_add_passes_for_it_and_for_nobody_else(
    data: Warehouse, by: Viewer, edit: Edit
) -> None:
    assert told(data, by, edit) == ""
    for other in OTHERS:
        stranger = replace(other, units=("B",)) if other.role is by.role else other
        if other.role is not by.role or by.role is Role.UNIT:
            assert told(data, stranger, edit) == permits.NOT_YOURS


@pytest.mark.parametrize("why", REFUSED)
def test_what_a_role_may_not_add_is_refused(data: Warehouse, why: str) -> None:
    by, edit = REFUSED[why]
    assert told(data, by, edit)
    good = next(each for viewer, each in ALLOWED if viewer is by)
    assert told(data, by, good, edit), "not beside something allowed either"
    assert told(data, STANDING, edit) == told(data, HERE, edit) == ""


@pytest.mark.parametrize(
    "by", [*OTHERS, STANDING, HERE], ids=lambda viewer: f"{viewer.role.name}-{viewer.account}"
)
def test_only_new_rows_pass_and_only_of_the_role_s_files(data: Warehouse, by: Viewer) -> None:
    for table in TABLES:
        _only_new_rows_pass(data, by, table.name)
    for action in set(Action) - {Action.UNDO_OWN, *permits._KINDS}:
        assert bool(permits.of_action(by, action)) == (by.role is not Role.STANDING)


def _only_new_rows_pass(data: Warehouse, by: Viewer, table: str) -> None:
    """New row, changed row, deleted row, whole content, nothing."""
    cells = texts(table, rows_of(data, table)[0])
    key = (*(cells[name] for name in TABLE[table].identity), "1")
    own = [edit for viewer, edit in ALLOWED if viewer == by and edit.table == table]
    kinds = {
        "new": own[0] if own else _EACH.get(table, Edit(table, rows=(NewRow(cells),))),
        "changed": Edit(
            table, changes=(RowChange(key, cells, {**cells, TABLE[table].columns[-1].name: "x"}),)
        ),
        "deleted": Edit(table, changes=(RowChange(key, cells, None),)),
        "added as a change": Edit(table, changes=(RowChange(key, None, cells),)),
        "whole": Edit(table, content=b"x"),
        "nothing": Edit(table),
        "both": Edit(table, rows=own[0].rows if own else (), changes=(RowChange(key, cells, None),)),
        "whole and new": Edit(table, content=b"x", rows=own[0].rows if own else ()),
    }
    passing = {kind for kind, edit in kinds.items() if told(data, by, edit) == ""}
    if by.role is Role.STANDING:
        assert passing == set(kinds)
    else:
        assert passing == ({"new"} if own else set())
        assert {told(data, by, kinds[kind]) for kind in kinds if kind not in passing} == {permits.NOT_YOURS}


def test_what_is_another_s_and_what_is_not_there_are_told_alike(data: Warehouse) -> None:
    assert {told(data, UNIT, mine(unit_id=unit)) for unit in ("B", "X", "ĐB", "")} == {permits.NOT_YOURS}
    assert {told(data, UNIT, mine(task_id=task)) for task in ("T2", "T9")} == {permits.NOT_YOURS}


def test_one_save_says_one_thing_of_a_dossier(data: Warehouse) -> None:
    assert told(data, CHAIRMAN) == permits.NOT_YOURS
    twice = Edit("dossier_events", rows=(*decided().rows, *decided(stage="Trả lại").rows))
    assert told(data, CHAIRMAN, twice) == permits.NOT_YOURS


def test_an_id_of_other_letters_is_another_id(data: Warehouse) -> None:
    east = replace(UNIT, units=("ĐB",))
    given = reached(unit_id=unicodedata.normalize("NFD", "Thôn"))
    assert told(data, replace(UNIT, units=("Thôn",)), given) == permits.NOT_YOURS
    assert told(data, east, reached(unit_id="ĐB")) == ""
    assert told(data, east, reached(unit_id="ĐB ")) == permits.NOT_YOURS


def test_a_day_after_midnight_is_today(data: Warehouse) -> None:
    tomorrow = date(2026, 11, 17)
    assert permits.of_edits(UNIT, [mine(recorded_on=tomorrow)], data, DAY)
    assert permits.of_edits(UNIT, [mine(recorded_on=tomorrow)], data, tomorrow) == ""
    assert permits.of_edits(UNIT, [mine()], data, tomorrow) == ""


LOGS = ("progress", "scores", "movement_results", "dossier_events", "extensions")
_COLUMNS = sorted({column.name for table in LOGS for column in TABLE[table].columns} | {"them"})
_TEXTS = (
    "A",
    " B",
    " A ",
    "a",
    "ĐB",
    "T1",
    "T3",
    "H1",
    "H2",
    "C1",
    "C2",
    "P1",
    "",
    "16/11/2026",
    "16/11/2027",
)
_TEXTS += ("2026-Q4", "1,5", "Lan", "Thôn A, Lan", "Chỉ đạo: x", "tự chấm")
_HOSTILE = st.sampled_from([*_TEXTS, *PROGRESS_STATES, *SCORING_STAGES, *DOSSIER_STAGES]) | st.text(
    max_size=6
)


@given(
    by=st.sampled_from(OTHERS),
    table=st.sampled_from(LOGS),
    cells=st.dictionaries(st.sampled_from(_COLUMNS), _HOSTILE),
)
def test_whatever_a_row_holds_only_one_s_own_passes(
    data: Warehouse, by: Viewer, table: str, cells: Cells
) -> None:
    base = _EACH[table].rows[0].cells
    hostile = Edit(table, rows=(NewRow({**base, **cells}),))
    if told(data, by, hostile):
        return
    passed = hostile.rows[0].cells
    assert passed.keys() == {c.name for c in TABLE[table].columns}
    assert passed[recorded_by().name] in ("", by.name)
    if by.role is Role.UNIT:
        assert passed["unit_id"] == "A"
        assert passed.get("stage", "Tự chấm") == "Tự chấm"
        assert not passed.get("note", "").startswith("Chỉ đạo")
    else:
        assert by.role is Role.CHAIRMAN
        assert (
            passed.get("note", "").startswith(("Chỉ đạo: ", "Không gia hạn: "))
            if table == "progress"
            else table in ("dossier_events", "extensions")
        )


# ---- what the forms make passes


def test_what_the_forms_make_passes(data: Warehouse) -> None:
    made = [
        (UNIT, progress.prepare(data, SCOPE, progress.Entry(DAY, "Hoàn thành", ("T1",), ("A",), "=1"), today=DAY)),
        (UNIT, scores.prepare(data, SCOPE, scores.Entry(DAY, "2026-Q4", "Tự chấm", "A", {"C1": "9,25"}), today=DAY)),
        (UNIT, remarking.ask_for_time(
            data, SCOPE, remarking.Request(DAY, "T1", "A", date(2026, 12, 24), "chờ\n kinh phí "), today=DAY)),
        (UNIT, movement_results.prepare(
            data, SCOPE, movement_results.Entry(DAY, "P1", "A", "hộ  SẠCH", "hộ", "100", "60,5", "cao hơn"), today=DAY)),
        (CHAIRMAN, steps.prepare(data, SCOPE, steps.Entry(DAY, ("H1",), "Đã khen thưởng", "15/QĐ"), today=DAY)),
        (CHAIRMAN, remarking.direct(
            data, SCOPE, remarking.Directive(DAY, "T1", ("A", "B"), "báo cáo ngay"), today=DAY)),
        (CHAIRMAN, requests.grant(data, requests.waiting(data, DAY), (), document_no="15/TB", today=DAY)),
        (CHAIRMAN, requests.refuse(data, requests.waiting(data, DAY), (), "đã muộn", today=DAY)),
    ]  # fmt: skip
    for by, change_set in made:
        assert change_set.allowed, change_set.refusals
        assert told(data, by, *signed(change_set.edits, by.name)) == "", change_set.what
