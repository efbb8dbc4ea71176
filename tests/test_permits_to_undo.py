"""Who may undo a change of the history, and answer what units reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from emulation import permits, remarks
from emulation.access import HERE, PUBLIC, Role, Viewer
from emulation.office.change_set import signed
from emulation.store import Edit, history, read_document, restoring, save
from tests.folders import write_folder
from tests.permitted import (
    CHAIRMAN,
    COUNCIL,
    GUEST,
    ROWS,
    STANDING,
    UNIT,
    denied,
    granted,
    mine,
    reached,
    scored,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", ROWS)


def save_as(folder: Path, by: Viewer, edit: Edit) -> str:
    edits = signed([edit], by.name) if by.account else [edit]
    return save(folder, edits, "Ghi", who=by.name, account=by.account, insist=True).entry_id


def test_others_take_back_their_last_change_only(folder: Path) -> None:
    first = save_as(folder, UNIT, mine())
    last = save_as(folder, UNIT, scored())
    strange = save_as(folder, replace(UNIT, account="thon.b"), reached())  # of the same name
    assert permits.of_undo(UNIT, folder, last) == ""
    for entry in (first, strange, "20260101-000000-000000", "../x"):
        assert permits.of_undo(UNIT, folder, entry) == permits.NOT_YOURS_TO_UNDO
    for other in (CHAIRMAN, COUNCIL, GUEST, PUBLIC, Viewer(Role.UNIT)):
        assert permits.of_undo(other, folder, last) == permits.NOT_YOURS_TO_UNDO
    for entry in (first, last, strange):
        assert permits.of_undo(STANDING, folder, entry) == permits.of_undo(HERE, folder, entry) == ""


def test_others_neither_redo_nor_undo_what_is_no_longer_theirs(folder: Path) -> None:
    last = save_as(folder, UNIT, mine())
    assert permits.of_undo(UNIT, folder, last, insist=True) == permits.NOT_YOURS_TO_UNDO
    assert permits.of_undo(replace(UNIT, units=("B",)), folder, last) == permits.NOT_YOURS_TO_UNDO
    undone = restoring.undo(folder, last, who=UNIT.name, account=UNIT.account).entry_id
    assert history.find(folder, undone).account == UNIT.account
    assert permits.of_undo(UNIT, folder, undone) == permits.NOT_YOURS_TO_UNDO
    assert permits.of_undo(UNIT, folder, last) == permits.NOT_YOURS_TO_UNDO


def test_what_was_answered_is_not_taken_back(folder: Path) -> None:
    own = save_as(folder, UNIT, mine())
    accepted = save(folder, [], "Đã xem", who="Phòng", role=STANDING.role, answers=[f"{own}.1"]).entry_id
    assert permits.of_undo(UNIT, folder, own) == permits.NOT_YOURS_TO_UNDO
    restoring.undo(folder, accepted)
    assert permits.of_undo(UNIT, folder, own) == ""


def test_the_chairman_takes_back_his_last_answer(folder: Path) -> None:
    for edit in (granted(), denied()):
        answer = save_as(folder, CHAIRMAN, edit)
        assert permits.of_undo(CHAIRMAN, folder, answer) == ""


# ---- answering what units reported


def reporting(folder: Path, by: Viewer, edit: Edit) -> str:
    edits = signed([edit], by.name)
    saved = save(folder, edits, "Ghi", who=by.name, account=by.account, role=by.role, insist=True)
    return f"{saved.entry_id}.1"


def test_reports_are_answered_by_the_standing_body_and_requests_by_the_chairman_too(folder: Path) -> None:
    report = reporting(folder, UNIT, scored())
    asked = mine(status="Đang thực hiện", note=remarks.request(date(2026, 12, 1), "chờ"))
    request = reporting(folder, UNIT, asked)

    def told_of(by: Viewer, *answers: str, edits: tuple[Edit, ...] = ()) -> str:
        return permits.of_answers(by, folder, answers, edits)

    assert told_of(STANDING, report, request) == told_of(HERE, report) == ""
    assert (
        told_of(CHAIRMAN, request, edits=(granted(),)) == told_of(CHAIRMAN, request, edits=(denied(),)) == ""
    )
    forged = [
        told_of(CHAIRMAN, report, edits=(granted(),)),
        told_of(CHAIRMAN, request, edits=(granted(unit_id="B"),)),
        told_of(CHAIRMAN, request),
        *(told_of(by, request, edits=(granted(),)) for by in (UNIT, COUNCIL, GUEST, PUBLIC)),
    ]
    assert set(forged) == {permits.NOT_YOURS}
    unknown = f"{report}9"
    assert "hãy xem lại danh sách" in told_of(STANDING, unknown)
    save(folder, [], "Đã xem", role=STANDING.role, answers=[report])
    assert told_of(STANDING, report) == told_of(STANDING, unknown)


def test_an_account_that_was_the_standing_body_s_takes_back_no_correction(folder: Path) -> None:
    was = replace(STANDING, role=Role.UNIT, units=("A",))
    content = (folder / "progress.csv").read_text("utf-8").replace("Đang thực hiện", "Hoàn thành").encode()
    whole = save(folder, [Edit("progress", content=content)], "Nhập", who=was.name, account=was.account)
    assert permits.of_undo(was, folder, whole.entry_id) == permits.NOT_YOURS_TO_UNDO


def test_the_history_says_who_and_rows_say_it_too(folder: Path) -> None:
    entry = history.find(folder, save_as(folder, UNIT, mine(recorded_by="ai đó")))
    assert (entry.who, entry.account) == (UNIT.name, UNIT.account)
    rows = list(read_document(folder, "progress").rows().values())
    assert rows[-1]["recorded_by"] == UNIT.name
