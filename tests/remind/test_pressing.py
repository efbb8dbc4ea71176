"""What presses for a unit, and when it is a reason to write: once for each stage."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

from emulation.access import Role, Viewer
from emulation.intake import read_folder
from emulation.office import inbox, reported
from emulation.remind.pressing import _stage, counted, pressing
from emulation.store import Edit, NewRow, save
from emulation.warehouse import Warehouse
from tests.folders import write_folder
from tests.remind.communes import COMMUNE, DAY

UNIT = Viewer(Role.UNIT, "thon.b", "Trần Thị Lan", ("B",))


def part(days: int) -> SimpleNamespace:
    """A row of unit_duties: a part of a task so many days before its deadline, or after it where negative."""
    return SimpleNamespace(kind="task", id="T1", days_late=-days, expires_on=date(2026, 11, 20))


def test_a_part_is_a_reason_within_seven_three_and_one_day_and_each_week_that_it_is_late():
    def stages(days: range) -> list[str]:
        """As the days go by."""
        told = [_stage(part(left), date(2026, 11, 20) - timedelta(left)) for left in days]
        return [" ".join(each[2:]) for each in dict.fromkeys(told) if each]

    assert stages(range(20, -1, -1)) == ["7 ngày 2026-11-20", "3 ngày 2026-11-20", "1 ngày 2026-11-20"]
    assert stages(range(-1, -12, -1)) == ["quá hạn 2026-W47", "quá hạn 2026-W48", "quá hạn 2026-W49"]


def test_a_later_deadline_is_told_anew():
    later = part(3)
    later.expires_on = date(2026, 12, 20)
    assert _stage(later, date(2026, 12, 17)) != _stage(part(3), date(2026, 11, 17))


def test_all_that_the_unit_owes_presses_the_most_urgent_first(data: Warehouse, tmp_path: Path):
    found = pressing(data, tmp_path, DAY)
    assert counted(found["E"]) == "1 quá hạn, 1 sắp đến hạn"
    assert counted(found["B"]) == "2 sắp đến hạn, 1 hồ sơ chờ bổ sung"
    assert [each.reason[:3] for each in found["B"]] == [
        ("task", "T2", "3 ngày"),
        (),
        ("dossier", "H1", "chờ bổ sung"),
    ], "T3 is due in thirteen days"
    assert [thing.has_letter for thing in found["E"]] == [True, False]
    assert [list(found)[at] for at in (0, 1, -1)] == ["A", "B", "E"]


def test_what_was_returned_is_a_reason_of_its_own(tmp_path: Path):
    folder = write_folder(tmp_path / "data", COMMUNE)
    row = {"recorded_on": "16/11/2026", "task_id": "T2", "unit_id": "B", "status": "Hoàn thành"}
    more = {"who": UNIT.name, "account": UNIT.account, "role": UNIT.role}
    save(folder, [Edit("progress", rows=(NewRow(row),))], "Báo cáo", **more)
    (report,) = reported.new_reports(folder)
    data = Warehouse(read_folder(folder)[0])
    back = inbox.give_back(data, inbox.items(data, [report]), "thiếu biên bản")
    save(folder, back.edits, back.what, who="Hoa", answers=back.answers, reason=back.reason)
    (thing,) = (
        each
        for each in pressing(Warehouse(read_folder(folder)[0]), folder, DAY)["B"]
        if each.group == "returned"
    )
    assert thing.what == "II.4.a · Bình xét cuối năm"
    assert "thiếu biên bản" in thing.how
    assert thing.reason[:3] == ("task", "T2", "trả lại")
