"""What reports changed, and what accepting and returning them does to the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.access import Role
from emulation.office import inbox, reported, requests
from emulation.office.change_set import ChangeSet
from emulation.store import history, restoring
from tests.folders import write_folder
from tests.reporting import TABLES, Desk

TODAY = date(2026, 11, 16)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(write_folder(tmp_path / "data", TABLES))


def words(item: inbox.Item) -> tuple[str, ...]:
    return item.name, item.before, item.after, item.evidence


def test_each_report_says_what_it_changed(desk):
    desk.report(evidence="BC 12", note="đã họp")
    desk.report(unit_id="B")
    desk.report("scores")
    desk.report("scores", criterion_id="C2", points=0)
    desk.report("movement_results", target=207)
    desk.report("movement_results", unit_id="B", indicator="Đường hoa", actual=None)
    assert [words(item) for item in reversed(desk.items())] == [
        ("II.1.a – Ký kết · Thôn A", "Đang thực hiện", "Hoàn thành", "BC 12 · đã họp"),
        ("II.1.a – Ký kết · Thôn B", "Chưa bắt đầu", "Hoàn thành", ""),
        ("Quý IV/2026 · Hưởng ứng · Thôn A", "7 điểm", "9,5 điểm", ""),
        ("Quý IV/2026 · Hoàn thành · Thôn A", "chưa chấm", "0 điểm", ""),
        ("Xanh · Hộ sạch · Thôn A", "40/100 hộ", "60/207 hộ", ""),
        ("Xanh · Đường hoa · Thôn B", "chưa có", "trống hộ", ""),
    ]
    assert {item.settled for item in desk.items()} == {""}


def test_accepting_changes_no_file(desk):
    ids = [desk.report(), desk.report("scores")]
    before = {name: desk.rows(name) for name in TABLES}
    made = inbox.accept(desk.items())
    assert made.what == "Đã xem 2 báo cáo của Thôn A"
    entry = desk.save(made)
    assert desk.items() == ()
    assert {name: desk.rows(name) for name in TABLES} == before
    restoring.undo(desk.path, entry)
    assert {item.report.id for item in desk.items()} == set(ids)


def test_a_returned_report_gives_way_to_what_was_before_as_of_its_own_day(desk):
    made = desk.give_back(desk.report(evidence="BC 12"))
    assert (made.what, made.refusals, made.warnings) == ("Trả lại II.1.a – Ký kết · Thôn A", (), ())
    assert [(c.about, c.before, c.after) for c in made.changes] == [
        ("II.1.a – Ký kết · Thôn A", "Hoàn thành", "Đang thực hiện")
    ]
    entry = desk.save(made)
    assert desk.rows("progress")[-1] == "10/11/2026,T1,A,Đang thực hiện,KH 5,Trả lại: thiếu biên bản,"
    assert [(each.report.unit, each.reason) for each in reported.returned(desk.path, ("A",))] == [
        ("A", "thiếu biên bản")
    ]
    restoring.undo(desk.path, entry)
    assert desk.rows("progress")[-1].startswith("10/11/2026,T1,A,Hoàn thành,BC 12")
    assert reported.returned(desk.path, ("A",)) == []


def test_where_nothing_was_before_a_part_is_not_begun_and_a_score_or_result_is_gone(desk):
    part, score = desk.report(unit_id="B"), desk.report("scores", criterion_id="C2")
    result = desk.report("movement_results", unit_id="B")
    desk.save(desk.give_back(part, score, result))
    assert desk.rows("progress")[-1].startswith("10/11/2026,T1,B,Chưa bắt đầu,,Trả lại")
    assert (len(desk.rows("scores")), len(desk.rows("movement_results"))) == (1, 1)
    assert len(reported.returned(desk.path, ("A", "B"))) == 3


def test_former_points_and_results_hold_again(desk):
    desk.save(desk.give_back(desk.report("scores"), desk.report("movement_results", target=207)))
    assert desk.rows("scores")[-1] == "10/11/2026,2026-Q4,A,C1,Tự chấm,7,Trả lại: thiếu biên bản,"
    assert desk.rows("movement_results")[-1].startswith("10/11/2026,P1,A,Hộ sạch,hộ,100,40")


def test_several_reports_of_one_thing_are_returned_together_to_what_was_before_all(desk):
    first, second = desk.report(), desk.report(recorded_on=date(2026, 11, 12))
    assert [item.settled for item in desk.items()] == ["", inbox.LATER]
    alone = desk.give_back(first)
    assert alone.refusals == ("Không có báo cáo nào trả lại được. Chọn báo cáo còn được tính.",)
    assert alone.warnings == (f"Bỏ qua. {inbox.LATER}: II.1.a – Ký kết · Thôn A.",)
    made = desk.give_back(first, second)
    assert (set(made.answers), made.warnings) == ({first, second}, ())
    desk.save(made)
    assert desk.rows("progress")[-1].startswith("12/11/2026,T1,A,Đang thực hiện")


def test_two_reports_that_say_the_same_are_two(desk):
    first, second = desk.report(), desk.report()
    assert [item.settled for item in desk.items()] == ["", inbox.LATER]
    assert desk.give_back(second).answers == (second,)
    assert set(desk.give_back(first, second).answers) == {first, second}


def test_a_directive_or_a_request_after_it_leaves_a_report_in_force(desk):
    own = desk.report()
    note = "Chỉ đạo: báo cáo ngay"
    desk.report(recorded_on=date(2026, 11, 14), note=note, role=Role.CHAIRMAN, recorded_by="Chủ tịch")
    (item,) = desk.items()
    assert (item.settled, item.before) == ("", "Đang thực hiện")
    desk.save(desk.give_back(own))
    assert desk.rows("progress")[-1].startswith("14/11/2026,T1,A,Đang thực hiện")


def test_what_was_recorded_since_or_judged_or_is_gone_is_not_returned(desk):
    part, score, gone = desk.report(), desk.report("scores"), desk.report(unit_id="B")
    desk.report(status="Đang thực hiện", recorded_on=date(2026, 11, 12), role=Role.STANDING)
    desk.report("scores", stage="Khối chấm", points=8, role=Role.STANDING)
    text = (desk.path / "progress.csv").read_text("utf-8").replace("10/11/2026,T1,B,Hoàn thành,,,Lan\n", "")
    (desk.path / "progress.csv").write_text(text, "utf-8")
    assert {item.report.id: item.settled for item in desk.items()} == {
        part: inbox.LATER, score: inbox.JUDGED, gone: inbox.GONE
    }  # fmt: skip
    made = desk.give_back(part, score, gone)
    assert (made.allowed, len(made.warnings)) == (False, 3)
    desk.save(inbox.accept(desk.items()))
    assert desk.items() == ()


def test_a_return_says_why(desk):
    own = desk.report()
    assert not desk.give_back(own, reason=" \n ").allowed
    desk.save(desk.give_back(own, reason="hai\n dòng"))
    assert "Trả lại: hai dòng" in desk.rows("progress")[-1]


# ---- requests for an extension


def waiting(desk: Desk) -> list[str]:
    return [requests.key(each) for each in requests.waiting(desk.warehouse, TODAY)]


def answering(desk: Desk, of: str, **more: Any) -> ChangeSet:
    chosen = [each for each in requests.waiting(desk.warehouse, TODAY) if requests.key(each) in of.split()]
    rule = requests.refuse if "reason" in more else requests.grant
    return rule(desk.warehouse, chosen, reported.unanswered(history.entries(desk.path)), **more, today=TODAY)


def test_requests_are_granted_until_the_days_that_are_asked_for(desk):
    ids = [desk.ask_for_time(), desk.ask_for_time(unit="B"), desk.ask_for_time("T2", until="10/12/2026")]
    assert sorted(waiting(desk)) == ["T1/A", "T1/B", "T2/A"]
    made = answering(desk, "T1/A T1/B T2/A", document_no="15/TB")
    assert (made.what, made.warnings, set(made.answers)) == ("Đồng ý gia hạn 3 phần việc", (), set(ids))
    entry = desk.save(made)
    assert sorted(desk.rows("extensions")) == [
        "16/11/2026,T1,A,05/12/2026,15/TB,,",
        "16/11/2026,T1,B,05/12/2026,15/TB,,",
        "16/11/2026,T2,A,10/12/2026,15/TB,,",
    ]
    assert (waiting(desk), reported.returned(desk.path, ("A", "B"))) == ([], [])
    restoring.undo(desk.path, entry)
    assert len(waiting(desk)) == 3


def test_an_earlier_day_may_be_granted_but_no_later_one(desk):
    desk.ask_for_time()
    for day in ("20/11/2026", "06/12/2026"):
        assert "Hạn mới của Thôn A phải sau 20/11/2026" in answering(desk, "T1/A", until=day).refusals[0]
    assert "Hạn mới “25/13/2026”" in answering(desk, "T1/A", until="25/13/2026").refusals[0]
    made = answering(desk, "T1/A", until="25/11/2026")
    assert made.what == "Đồng ý gia hạn II.1.a · Thôn A"
    desk.save(made)
    assert desk.rows("extensions") == ["16/11/2026,T1,A,25/11/2026,,,"]


def test_a_refused_request_is_answered_and_the_unit_is_told_why(desk):
    desk.ask_for_time()
    desk.ask_for_time(until="06/12/2026")
    desk.report(
        task_id="T2", role="", status="Đang thực hiện", note="Đề nghị gia hạn đến 05/12/2026: trên giấy"
    )
    assert answering(desk, "T1/A", reason=" ").refusals
    made = answering(desk, "T1/A T2/A", reason="cuối năm rồi")
    entry = desk.save(made)
    assert desk.rows("progress")[-2:] == [
        "16/11/2026,T1,A,Đang thực hiện,,Không gia hạn: cuối năm rồi,",
        "16/11/2026,T2,A,Đang thực hiện,,Không gia hạn: cuối năm rồi,",
    ]
    assert waiting(desk) == []
    (told,) = reported.returned(desk.path, ("A",))
    assert (told.reason, told.report.cells["note"][:30]) == ("cuối năm rồi", "Đề nghị gia hạn đến 06/12/2026")
    restoring.undo(desk.path, entry)
    assert (sorted(waiting(desk)), reported.returned(desk.path, ("A",))) == (["T1/A", "T2/A"], [])
