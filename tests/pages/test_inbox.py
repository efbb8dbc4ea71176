"""Mới từ các đơn vị by role: what is listed, answered and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from emulation import permits
from emulation.access import HERE, Role, Viewer
from emulation.office import reported
from emulation.store import history
from emulation.ui.parts import viewer
from tests.folders import write_folder
from tests.pages.screens import choose, press, run_screen, text_of
from tests.reporting import TABLES, Desk

STANDING = Viewer(Role.STANDING, "vhxh", "Phòng Văn hoá")
CHAIRMAN = Viewer(Role.CHAIRMAN, "ct", "Nguyễn Văn Chủ")
Open = Callable[..., AppTest]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(write_folder(tmp_path / "data", TABLES))


@pytest.fixture
def open_as(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_as(who: Viewer, page: str = "office/inbox", **address: str) -> AppTest:
        monkeypatch.setattr(viewer, "identify", lambda: who)
        return run_screen(page, desk.path, monkeypatch, **address)

    return open_as


def last(desk: Desk) -> tuple[str, str, str]:
    entry = history.entries(desk.path)[0]
    return entry.what, entry.who, entry.role


def sent(app: AppTest) -> str:
    """What the tables of a screen hold."""
    return " ".join(element.proto.json for element in app.get("bidi_component"))


def test_an_empty_list_says_why(open_as):
    assert "Báo cáo của đơn vị hiện ở đây ngay khi được gửi" in text_of(open_as(STANDING))
    assert "Máy này không dùng tài khoản" in text_of(open_as(HERE))
    assert "Không có đề nghị gia hạn nào chờ trả lời" in text_of(open_as(CHAIRMAN))


def test_reports_are_accepted_and_that_is_taken_back(desk, open_as, chosen, ticked):
    first = desk.report(evidence="BC <b>12")
    desk.report("scores", unit_id="B", criterion_id="C2", points=3)
    app = open_as(STANDING)
    assert "Báo cáo mới (2)" in text_of(app)
    assert "BC <b>12" in sent(app)
    ticked.add(first)
    app.run()
    press(app, "Đã xem 1 báo cáo")
    assert last(desk) == ("Đã xem II.1.a – Ký kết · Thôn A", "Phòng Văn hoá", Role.STANDING)
    assert "Báo cáo mới (1)" in text_of(app)
    press(app, "Hoàn tác")
    assert "Báo cáo mới (2)" in text_of(app)
    assert reported.returned(desk.path, ("A",)) == []


def test_reports_are_returned_for_a_reason_and_that_is_taken_back(desk, open_as, chosen, ticked):
    ticked |= {desk.report(), desk.report("scores", criterion_id="C2", points=3)}
    app = open_as(STANDING)
    assert "Hoàn thành → Đang thực hiện" in text_of(app)  # what would be set back
    press(app, "Trả lại 2 báo cáo")
    assert "Chưa có lý do trả lại" in text_of(app)
    choose(app, Lý_do="thiếu <b>biên bản")
    press(app, "Trả lại 2 báo cáo")
    assert last(desk) == ("Trả lại 2 báo cáo của Thôn A", "Phòng Văn hoá", Role.STANDING)
    assert desk.rows("progress")[-1].endswith("Trả lại: thiếu <b>biên bản,Phòng Văn hoá")
    assert len(desk.rows("scores")) == 1
    assert {each.reason for each in reported.returned(desk.path, ("A",))} == {"thiếu <b>biên bản"}
    press(app, "Hoàn tác")
    assert (len(desk.rows("scores")), len(desk.rows("progress"))) == (2, 2)
    assert "Báo cáo mới (2)" in text_of(app)


def test_one_unit_s_reports_are_shown_alone(desk, open_as, chosen):
    desk.report()
    desk.report(unit_id="B")
    chosen["Đơn vị (để trống: tất cả)"] = ["B"]
    app = open_as(STANDING)
    (table,) = [e.proto.json for e in app.get("bidi_component") if "bao-cao-cua-don-vi" in e.proto.json]
    assert table.count("II.1.a") == 2  # the row, and its CSV


def test_who_returns_is_asked_where_nobody_signs_in(desk, open_as, chosen, ticked):
    ticked.add(desk.report())
    app = open_as(HERE)
    choose(app, Người_ghi="Lê Thị Thuỷ", Lý_do="xem lại")
    press(app, "Trả lại 1 báo cáo")
    assert last(desk) == ("Trả lại II.1.a – Ký kết · Thôn A", "Lê Thị Thuỷ", "")
    assert desk.rows("progress")[-1].endswith(",Trả lại: xem lại,Lê Thị Thuỷ")


def test_what_was_recorded_meanwhile_is_not_returned(desk, open_as, chosen, ticked):
    ticked.add(desk.report())
    app = open_as(STANDING)
    choose(app, Lý_do="xem lại")
    desk.report(status="Đang thực hiện", role=Role.STANDING, recorded_on=date(2026, 11, 12))
    press(app, "Trả lại 1 báo cáo")
    assert "Trả lại: xem lại" not in "".join(desk.rows("progress"))


def test_the_chairman_answers_requests_and_sees_no_reports(desk, open_as, chosen, ticked):
    desk.report(unit_id="B")
    desk.ask_for_time()
    desk.ask_for_time("T2")
    app = open_as(CHAIRMAN, request="T1/A")
    assert "Báo cáo mới" not in text_of(app)
    choose(app, Số_văn_bản="15/TB")
    press(app, "Đồng ý 1 đề nghị")
    assert last(desk) == ("Đồng ý gia hạn II.1.a · Thôn A", CHAIRMAN.name, Role.CHAIRMAN)
    assert desk.rows("extensions") == ["16/11/2026,T1,A,05/12/2026,15/TB,,Nguyễn Văn Chủ"]
    press(app, "Hoàn tác")
    assert desk.rows("extensions") == []
    ticked.add("T2/A")
    app.run()
    press(app, "Không đồng ý 1 đề nghị")
    assert "Chưa có lý do" in text_of(app)
    choose(app, Lý_do="cuối năm rồi")
    press(app, "Không đồng ý 1 đề nghị")
    assert desk.rows("progress")[-1].endswith(",Không gia hạn: cuối năm rồi,Nguyễn Văn Chủ")
    assert [each.reason for each in reported.returned(desk.path, ("A",))] == ["cuối năm rồi"]
    assert "Đề nghị gia hạn (1)" in text_of(app)


def test_a_forged_answer_is_refused(desk, open_as, chosen, ticked, monkeypatch):
    """Who was the standing body when the screen was drawn is a unit when the button is pressed."""
    ticked.add(desk.report())
    app = open_as(STANDING)
    monkeypatch.setattr(viewer, "identify", lambda: replace(STANDING, role=Role.UNIT, units=("B",)))
    next(button for button in app.button if button.label == "Đã xem 1 báo cáo").click().run()
    assert len(reported.new_reports(desk.path)) == 1
    assert permits.NOT_YOURS not in [entry.what for entry in history.entries(desk.path)]


def test_where_the_day_begins_a_line_tells_how_much_is_new(desk, open_as):
    desk.report()
    desk.report(unit_id="B")
    line = "2 báo cáo mới của 2 đơn vị chưa xem."
    assert line in text_of(open_as(STANDING, "overview"))
    assert line in text_of(open_as(STANDING, "office/data"))
    assert line not in text_of(open_as(CHAIRMAN, "overview"))
    assert line not in text_of(open_as(Viewer(Role.UNIT, "a", "Lan", ("A",)), "overview"))


def test_a_request_is_answered_from_where_it_is_pressed_for(desk, open_as):
    desk.ask_for_time()
    app = open_as(CHAIRMAN, "overview")
    assert 'href="inbox?request=T1%2FA' in " ".join(e.proto.body for e in app.get("html"))
