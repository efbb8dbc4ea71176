"""What reports changed, and what accepting and returning them would do."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import Any

import pytest

from emulation.office import inbox, requests
from emulation.office.change_set import ChangeSet, texts
from emulation.office.reported import Report
from emulation.scope import VIETNAM
from emulation.store.document import Cells
from emulation.warehouse import Warehouse
from tests.folders import warehouse

TODAY = date(2026, 11, 16)
TABLES = {
    "plan": "year,issuer,view_on\n2026,UBND xã,16/11/2026\n",
    "units": "unit_id,name\nA,Thôn A\nB,Thôn B\n",
    "tasks": """
        task_id,year,clause,title,due_on
        T1,2026,II.1.a,Ký kết,20/11/2026
        T2,2026,II.1.b,Sơ kết,30/11/2026
        T3,2026,II.1.c,Tổng kết,30/11/2026
        T4,2026,II.1.d,Chỉ đạo,30/11/2026
        T5,2026,II.1.e,Ghi lại,30/11/2026
        T6,2026,II.2.a,Xin,20/11/2026
        T7,2026,II.2.b,Xin nữa,25/11/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T1,B,Chủ trì
        T2,A,Chủ trì
        T3,A,Chủ trì
        T4,A,Chủ trì
        T5,A,Chủ trì
        T6,A,Chủ trì
        T6,B,Chủ trì
        T7,A,Chủ trì
        """,
    "progress": """
        recorded_on,task_id,unit_id,status,evidence,note,recorded_by
        01/11/2026,T1,A,Đang thực hiện,KH 5,,
        10/11/2026,T1,A,Hoàn thành,BC 12,đã họp,Lan
        10/11/2026,T1,B,Hoàn thành,,,
        10/11/2026,T2,A,Đang thực hiện,,,
        12/11/2026,T2,A,Hoàn thành,,,
        10/11/2026,T3,A,Hoàn thành,,,
        10/11/2026,T3,A,Hoàn thành,,,
        01/11/2026,T4,A,Đang thực hiện,,,
        10/11/2026,T4,A,Hoàn thành,,,
        14/11/2026,T4,A,Hoàn thành,,Chỉ đạo: báo cáo ngay,Chủ tịch
        10/11/2026,T5,A,Hoàn thành,,,
        12/11/2026,T5,A,Đang thực hiện,,,
        10/11/2026,T6,A,Đang thực hiện,,Đề nghị gia hạn đến 05/12/2026: chờ kinh phí,
        10/11/2026,T6,B,Đang thực hiện,,Đề nghị gia hạn đến 05/12/2026: chờ kinh phí,
        10/11/2026,T7,A,Chưa bắt đầu,,Đề nghị gia hạn đến 10/12/2026: chờ kinh phí,
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points
        C1,2026,Phong trào,Hưởng ứng,Chuẩn,10
        C2,2026,Nhiệm vụ,Hoàn thành,Chuẩn,20
        C3,2026,Nhiệm vụ,Đúng hạn,Chuẩn,20
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points,note,recorded_by
        01/11/2026,2026-Q4,A,C1,Tự chấm,7,,
        10/11/2026,2026-Q4,A,C1,Tự chấm,"9,5",,
        10/11/2026,2026-Q4,A,C2,Tự chấm,0,,
        10/11/2026,2026-Q4,A,C3,Tự chấm,20,,
        12/11/2026,2026-Q4,A,C3,Khối chấm,18,,
        """,
    "movements": "movement_id,name,launched_by,launched_on\nP1,Xanh,Xã,01/03/2026\n",
    "movement_results": """
        recorded_on,movement_id,unit_id,indicator,measure,target,actual
        30/06/2026,P1,A,Hộ sạch,hộ,100,40
        10/11/2026,P1,A,Hộ sạch,hộ,207,60
        10/11/2026,P1,B,Đường hoa,km,,
        """,
}
_NUMBERS = count(1)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("inbox"), TABLES)


def report(table: str, **values: Any) -> Report:
    said = {"recorded_on": date(2026, 11, 10), "unit_id": "A"} | values
    cells = {name: text for name, text in texts(table, said).items() if text}
    return Report(f"{next(_NUMBERS)}.1", datetime(2026, 11, 10, 8, tzinfo=VIETNAM), "Lan", table, cells)


def part(task: str = "T1", **values: Any) -> Report:
    return report("progress", **({"task_id": task, "status": "Hoàn thành"} | values))


def score(criterion: str, points: float) -> Report:
    return report("scores", period="2026-Q4", criterion_id=criterion, stage="Tự chấm", points=points)


def result(indicator: str, **values: Any) -> Report:
    return report("movement_results", movement_id="P1", indicator=indicator, better="cao hơn", **values)


FIRST = part(evidence="BC 12", note="đã họp", recorded_by="Lan")
REACHED = result("Hộ sạch", measure="hộ", target=207.0, actual=60.0)
NEW = result("Đường hoa", measure="km", unit_id="B")


def back(data: Warehouse, *reports: Report, reason: str = "thiếu biên bản") -> ChangeSet:
    """The return of these reports, the newest of them first."""
    return inbox.give_back(data, inbox.items(data, reports), reason)


def added(made: ChangeSet) -> list[Cells]:
    """The rows that a change set adds, without what is empty in them."""
    rows = [row.cells for edit in made.edits for row in edit.rows]
    return [{name: text for name, text in cells.items() if text} for cells in rows]


def test_each_report_says_what_it_changed(data):
    shown = inbox.items(data, [FIRST, part(unit_id="B"), score("C1", 9.5), score("C2", 0.0), REACHED, NEW])
    assert [(item.name, item.before, item.after, item.evidence) for item in shown] == [
        ("II.1.a – Ký kết · Thôn A", "Đang thực hiện", "Hoàn thành", "BC 12 · đã họp"),
        ("II.1.a – Ký kết · Thôn B", "Chưa bắt đầu", "Hoàn thành", ""),
        ("Quý IV/2026 · Hưởng ứng · Thôn A", "7 điểm", "9,5 điểm", ""),
        ("Quý IV/2026 · Hoàn thành · Thôn A", "chưa chấm", "0 điểm", ""),
        ("Xanh · Hộ sạch · Thôn A", "40/100 hộ", "60/207 hộ", ""),
        ("Xanh · Đường hoa · Thôn B", "chưa có", "trống km", ""),
    ]
    assert {item.settled for item in shown} == {""}


def test_accepting_changes_no_file(data):
    shown = inbox.items(data, [FIRST, score("C1", 9.5)])
    made = inbox.accept(shown)
    assert (made.what, made.edits, made.allowed) == ("Đã xem 2 báo cáo của Thôn A", (), True)
    assert made.answers == tuple(item.report.id for item in shown)
    assert not inbox.accept([]).allowed


def test_a_returned_report_gives_way_to_what_was_before_as_of_its_own_day(data):
    made = back(data, FIRST, reason="thiếu\n biên bản ")
    assert (made.what, made.answers, made.reason) == (
        "Trả lại II.1.a – Ký kết · Thôn A", (FIRST.id,), "thiếu biên bản"
    )  # fmt: skip
    assert [(c.before, c.after) for c in made.changes] == [("Hoàn thành", "Đang thực hiện")]
    assert added(made) == [
        {"recorded_on": "10/11/2026", "task_id": "T1", "unit_id": "A", "status": "Đang thực hiện",
         "evidence": "KH 5", "note": "Trả lại: thiếu biên bản"}
    ]  # fmt: skip


def test_former_points_and_results_hold_again(data):
    points, reached = added(back(data, score("C1", 9.5), REACHED))
    assert (points["points"], points["recorded_on"], points["note"]) == (
        "7", "10/11/2026", "Trả lại: thiếu biên bản"
    )  # fmt: skip
    assert (reached["target"], reached["actual"], reached["recorded_on"]) == ("100", "40", "10/11/2026")


def test_where_nothing_was_before_a_part_is_not_begun_and_a_score_or_result_is_gone(data):
    mine, own = part(unit_id="B"), score("C2", 0.0)
    made = back(data, mine, own, NEW)
    assert [row["status"] for row in added(made)] == ["Chưa bắt đầu"]
    gone = [(edit.table, change.before) for edit in made.edits for change in edit.changes]
    assert gone == [("scores", own.cells), ("movement_results", NEW.cells)]
    assert made.answers == (mine.id, own.id, NEW.id)


def test_several_reports_of_one_thing_are_returned_together_to_what_was_before_all(data):
    second, first = part("T2", recorded_on=date(2026, 11, 12)), part("T2", status="Đang thực hiện")
    assert [item.settled for item in inbox.items(data, [second, first])] == ["", inbox.LATER]
    alone = back(data, first)
    assert alone.refusals == ("Không có báo cáo nào trả lại được. Chọn báo cáo còn được tính.",)
    assert alone.warnings == (f"Bỏ qua. {inbox.LATER}: II.1.b – Sơ kết · Thôn A.",)
    both = back(data, second, first)
    assert ([row["status"] for row in added(both)], both.warnings) == (["Chưa bắt đầu"], ())
    assert added(both)[0]["recorded_on"] == "12/11/2026"


def test_two_reports_that_say_the_same_are_two(data):
    second, first = part("T3"), part("T3")
    assert [item.settled for item in inbox.items(data, [second, first])] == ["", inbox.LATER]
    assert set(back(data, second, first).answers) == {first.id, second.id}


def test_a_directive_after_it_leaves_a_report_in_force(data):
    (item,) = inbox.items(data, [part("T4")])
    assert (item.settled, item.before) == ("", "Đang thực hiện")
    (row,) = added(back(data, item.report))
    assert (row["recorded_on"], row["status"]) == ("14/11/2026", "Đang thực hiện")


def test_what_was_recorded_since_or_judged_or_is_gone_is_not_returned(data):
    reports = [part("T5"), score("C3", 20.0), part("T7", evidence="đã xoá")]
    shown = inbox.items(data, reports)
    assert [item.settled for item in shown] == [inbox.LATER, inbox.JUDGED, inbox.GONE]
    made = back(data, *reports)
    assert (made.allowed, len(made.warnings)) == (False, 3)
    assert inbox.accept(shown).allowed


def test_a_return_says_why(data):
    assert not back(data, FIRST, reason=" \n ").allowed


# ---- requests for an extension

ASKED = [
    part(task, unit_id=unit, status="Đang thực hiện", note="Đề nghị gia hạn đến 05/12/2026: chờ")
    for task, unit in (("T6", "A"), ("T6", "A"), ("T6", "B"))
]


def answering(data: Warehouse, *of: str, **more: Any) -> ChangeSet:
    waiting = requests.waiting(data, TODAY)
    assert sorted(map(requests.key, waiting)) == ["T6/A", "T6/B", "T7/A"]
    rule = requests.refuse if "reason" in more else requests.grant
    chosen = [each for each in waiting if requests.key(each) in of]
    return rule(data, chosen, [*ASKED, FIRST], **more, today=TODAY)


def test_requests_are_granted_until_the_days_that_are_asked_for(data):
    made = answering(data, "T6/A", "T6/B", "T7/A", document_no="15/TB")
    assert (made.what, made.warnings) == ("Đồng ý gia hạn 3 phần việc", ())
    assert made.answers == tuple(each.id for each in ASKED)
    told = [(row["decided_on"], row["task_id"], row["unit_id"], row["due_on"]) for row in added(made)]
    assert sorted(told) == [
        ("16/11/2026", "T6", "A", "05/12/2026"),
        ("16/11/2026", "T6", "B", "05/12/2026"),
        ("16/11/2026", "T7", "A", "10/12/2026"),
    ]
    assert {row["document_no"] for row in added(made)} == {"15/TB"}


def test_an_earlier_day_may_be_granted_but_no_later_one(data):
    for day in ("20/11/2026", "06/12/2026"):
        assert "Hạn mới của Thôn A phải sau 20/11/2026" in answering(data, "T6/A", until=day).refusals[0]
    assert "Hạn mới “25/13/2026”" in answering(data, "T6/A", until="25/13/2026").refusals[0]
    made = answering(data, "T6/A", until="25/11")
    assert (made.what, added(made)[0]["due_on"]) == ("Đồng ý gia hạn II.2.a · Thôn A", "25/11/2026")


def test_a_refused_request_repeats_the_state_with_the_reason(data):
    assert answering(data, "T6/A", reason=" ").refusals
    made = answering(data, "T6/A", "T7/A", reason="cuối năm\n rồi")
    assert [(row["unit_id"], row["status"], row["note"]) for row in added(made)] == [
        ("A", "Đang thực hiện", "Không gia hạn: cuối năm rồi"),
        ("A", "Chưa bắt đầu", "Không gia hạn: cuối năm rồi"),
    ]
    assert (made.answers, made.reason) == ((ASKED[0].id, ASKED[1].id), "cuối năm rồi")
