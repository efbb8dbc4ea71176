"""Which reports of units are new, and which were returned, by the history alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.access import Role
from emulation.office import reported
from emulation.scope import VIETNAM
from emulation.store import Edit, Entry, NewRow, history, restoring, save
from emulation.store.history import in_force
from tests.store.writing import small

UNIT, STANDING = str(Role.UNIT), str(Role.STANDING)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small(tmp_path / "data")


def report(
    folder: Path, status: str = "Hoàn thành", unit: str = "U1", note: str = "", role: str = UNIT
) -> str:
    """The id of the change that reports of the task T1."""
    cells = {"recorded_on": "2026-11-01", "task_id": "T1", "unit_id": unit, "status": status, "note": note}
    edit = Edit("progress", rows=[NewRow(cells)])
    return save(folder, [edit], "Ghi", who="Lan", role=role, insist=True).entry_id


def answer(folder: Path, *reports: str, reason: str = "") -> str:
    ids = [f"{each}.1" for each in reports]
    return save(folder, [], "Trả lời", who="Phòng", role=STANDING, answers=ids, reason=reason).entry_id


def new(folder: Path) -> list[str]:
    return [each.id.partition(".")[0] for each in reported.new_reports(folder)]


def back(folder: Path, *units: str) -> list[tuple[str, str]]:
    return [(each.report.cells["status"], each.reason) for each in reported.returned(folder, units)]


def test_what_a_unit_adds_is_new_until_it_is_answered(folder):
    report(folder, role=STANDING)
    report(folder, role="")  # of a machine without accounts
    first, second = report(folder), report(folder, unit="U2")
    assert new(folder) == [second, first]
    shown = reported.new_reports(folder)[0]
    assert (shown.who, shown.unit, shown.thing) == ("Lan", "U2", ("progress", "T1", "U2"))
    answer(folder, first)
    assert new(folder) == [second]


def test_each_row_of_a_change_is_answered_by_itself(folder):
    rows = [
        NewRow({"recorded_on": "2026-11-01", "task_id": "T1", "unit_id": u, "status": "Hoàn thành"})
        for u in "AB"
    ]
    entry = save(folder, [Edit("progress", rows=rows)], "Ghi", role=UNIT).entry_id
    save(folder, [], "Đã xem", role=STANDING, answers=[f"{entry}.2"])
    assert [each.unit for each in reported.new_reports(folder)] == ["A"]


def test_an_undone_report_is_not_new_and_an_undone_answer_answers_nothing(folder):
    first = report(folder)
    accepted = answer(folder, first)
    undone = restoring.undo(folder, accepted, who="Phòng").entry_id
    assert new(folder) == [first]
    restoring.undo(folder, undone)
    assert new(folder) == []
    second = report(folder, unit="U2")
    taken_back = restoring.undo(folder, second, role=UNIT).entry_id
    assert new(folder) == []
    restoring.undo(folder, taken_back)
    assert new(folder) == [second]


def test_the_same_answer_is_undone_once(folder):
    accepted = answer(folder, report(folder))
    assert restoring.undo(folder, accepted).entry_id
    assert not restoring.undo(folder, accepted).entry_id


def test_what_was_returned_stays_so_until_it_is_recorded_again(folder):
    answer(folder, report(folder, unit="U2"), reason="của đơn vị khác")
    first = report(folder)
    answer(folder, first, reason="thiếu biên bản")
    assert back(folder, "U1") == [("Hoàn thành", "thiếu biên bản")]
    (told,) = reported.returned(folder, ("U1",))
    assert (told.report.id, told.who) == (f"{first}.1", "Phòng")
    report(folder, note="Chỉ đạo: làm ngay", role="Chủ tịch")
    report(folder, note="Đề nghị gia hạn đến 05/12/2026: chờ")
    assert back(folder, "U1") == [("Hoàn thành", "thiếu biên bản")]
    again = report(folder)
    assert back(folder, "U1") == []
    restoring.undo(folder, again)
    assert back(folder, "U1") == [("Hoàn thành", "thiếu biên bản")]


def test_a_refused_request_stands_until_the_unit_asks_or_reports_again(folder):
    asked = report(folder, "Đang thực hiện", note="Đề nghị gia hạn đến 05/12/2026: chờ")
    assert new(folder) == []  # a request stands in the data
    assert [each.is_remark for each in reported.unanswered(history.entries(folder))] == [True]
    answer(folder, asked, reason="quá gần cuối năm")
    assert back(folder, "U1") == [("Đang thực hiện", "quá gần cuối năm")]
    report(folder, "Đang thực hiện", note="Đề nghị gia hạn đến 06/12/2026: vẫn chờ")
    assert back(folder, "U1") == []


@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), max_size=12))
def test_a_change_is_in_force_unless_one_in_force_undoes_it(undoes):
    """Undos of undos of undos: the rule itself, for each change, over those that came later."""
    when, ids = datetime(2026, 1, 1, tzinfo=VIETNAM), [f"{number:03}" for number in range(len(undoes))]
    told = [
        f"{each % number:03}" if each is not None and number else "" for number, each in enumerate(undoes)
    ]
    made = [Entry(own, when, "", "", {}, {}, undoes=other) for own, other in zip(ids, told, strict=True)]
    standing = {entry.id for entry in in_force(reversed(made))}
    for entry in made:
        undone = any(later.undoes == entry.id and later.id in standing for later in made)
        assert (entry.id in standing) == (not undone)


def test_entries_of_earlier_versions_and_of_others_are_read(folder):
    first = report(folder)
    path = next((folder / "lich-su").rglob(f"{first}.json"))
    history._parsed.cache_clear()
    history._LISTED.clear()
    path.write_text(
        '{"when": "2026-11-01T08:00:00+07:00", "what": "x", "who": "y", "before": {}, "after": {}, "more": 1}',
        "utf-8",
    )
    assert (history.find(folder, first).role, history.find(folder, first).added) == ("", {})
    assert new(folder) == []
