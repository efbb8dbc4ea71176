"""Mới từ các đơn vị by role: what is listed, answered and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emulation.access import HERE, Role, Viewer
from emulation.office import reported
from emulation.office.change_set import texts
from emulation.store import Edit, NewRow, history, save
from emulation.ui.parts import viewer
from tests.folders import write_folder
from tests.pages.screens import choose, press, ran, run_screen, text_of

STANDING = Viewer(Role.STANDING, "vhxh", "Phòng Văn hoá")
CHAIRMAN = Viewer(Role.CHAIRMAN, "ct", "Nguyễn Văn Chủ")
TABLES = {
    "plan": "year,issuer,view_on\n2026,UBND xã,16/11/2026\n",
    "units": "unit_id,name\nA,Thôn A\nB,Thôn B\n",
    "tasks": "task_id,year,clause,title,due_on\nT1,2026,II.1.a,Ký kết,20/11/2026\nT2,2026,II.1.b,Sơ kết,30/11/2026\n",
    "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\nT1,B,Chủ trì\nT2,A,Chủ trì\n",
    "progress": """
        recorded_on,task_id,unit_id,status,evidence,note,recorded_by
        01/11/2026,T1,A,Đang thực hiện,,,
        """,
    "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Phong trào,Hưởng ứng,Chuẩn,10\n",
    "scores": "recorded_on,period,unit_id,criterion_id,stage,points,note,recorded_by\n",
}
Open = Callable[..., AppTest]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", TABLES)


@pytest.fixture
def open_as(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_as(who: Viewer, page: str = "office/inbox", **address: str) -> AppTest:
        monkeypatch.setattr(viewer, "identify", lambda: who)
        return run_screen(page, folder, monkeypatch, **address)

    return open_as


def report(folder: Path, table: str = "progress", **values: Any) -> str:
    """A unit reports; the report's id."""
    usual = {"recorded_on": date(2026, 11, 10), "unit_id": "A", "recorded_by": "Lan"}
    usual |= {
        "progress": {"task_id": "T1", "status": "Hoàn thành"},
        "scores": {"period": "2026-Q4", "criterion_id": "C1", "stage": "Tự chấm", "points": 3.0},
    }[table]
    edit = Edit(table, rows=[NewRow(texts(table, usual | values))])
    return save(folder, [edit], "Ghi", who="Lan", role=Role.UNIT, insist=True).entry_id + ".1"


def request(folder: Path, task: str) -> str:
    note = "Đề nghị gia hạn đến 05/12/2026: chờ kinh phí"
    return report(folder, task_id=task, status="Đang thực hiện", note=note)


def rows(folder: Path, table: str) -> list[str]:
    return (folder / f"{table}.csv").read_text("utf-8-sig").splitlines()[1:]


def last(folder: Path) -> tuple[str, str, str]:
    entry = history.entries(folder)[0]
    return entry.what, entry.who, entry.role


def returned(folder: Path) -> set[str]:
    return {each.reason for each in reported.returned(folder, ("A",))}


def test_an_empty_list_says_why(open_as):
    assert "Không có đề nghị gia hạn nào chờ trả lời" in text_of(open_as(CHAIRMAN))
    assert "Máy này không dùng tài khoản" in text_of(open_as(HERE))


def test_a_unit_s_reports_are_accepted_and_that_is_taken_back(folder, open_as, chosen, ticked):
    report(folder, unit_id="B")
    ticked.add(report(folder, evidence="BC <b>12"))
    chosen["Đơn vị (để trống: tất cả)"] = ["A"]
    app = open_as(STANDING)
    assert "Báo cáo mới (2)" in text_of(app)
    (table,) = [e.proto.json for e in app.get("bidi_component") if "bao-cao-cua-don-vi" in e.proto.json]
    assert "BC <b>12" in table
    assert "Thôn B" not in table
    press(app, "Đã xem 1 báo cáo")
    assert last(folder) == ("Đã xem II.1.a – Ký kết · Thôn A", "Phòng Văn hoá", Role.STANDING)
    assert "Báo cáo mới (1)" in text_of(app)
    press(app, "Hoàn tác")
    assert "Báo cáo mới (2)" in text_of(app)
    save(folder, [], "Đã xem", role=Role.STANDING, answers=ticked)  # in another tab
    press(app, "Đã xem 1 báo cáo")
    assert "vừa được trả lời, hoặc không còn" in text_of(app)
    assert "1 báo cáo mới của 1 đơn vị chưa xem." in text_of(open_as(STANDING, "overview"))


def test_reports_are_returned_for_a_reason_and_that_is_taken_back(folder, open_as, chosen, ticked):
    ticked |= {report(folder), report(folder, "scores")}
    app = open_as(HERE)
    assert "Hoàn thành → Đang thực hiện" in text_of(app)  # what would be set back
    press(app, "Trả lại 2 báo cáo")
    assert "Chưa có lý do trả lại" in text_of(app)
    choose(app, Người_ghi="Lê Thị Thuỷ", Lý_do="thiếu <b>biên bản")
    press(app, "Trả lại 2 báo cáo")
    assert last(folder) == ("Trả lại 2 báo cáo của Thôn A", "Lê Thị Thuỷ", "")
    assert rows(folder, "progress")[-1].endswith("Đang thực hiện,,Trả lại: thiếu <b>biên bản,Lê Thị Thuỷ")
    assert rows(folder, "scores") == []
    assert returned(folder) == {"thiếu <b>biên bản"}
    press(app, "Hoàn tác")
    assert (len(rows(folder, "scores")), len(rows(folder, "progress")), returned(folder)) == (1, 2, set())
    assert "Báo cáo mới (2)" in text_of(app)


def test_the_chairman_answers_requests_and_sees_no_reports(folder, open_as, ticked):
    report(folder, unit_id="B")
    request(folder, "T1")
    request(folder, "T2")
    app = open_as(CHAIRMAN, request="T1/A")
    assert "Báo cáo mới" not in text_of(app)
    press(app, "Đồng ý 1 đề nghị")
    assert last(folder) == ("Đồng ý gia hạn II.1.a · Thôn A", CHAIRMAN.name, Role.CHAIRMAN)
    assert rows(folder, "extensions") == ["16/11/2026,T1,A,05/12/2026,,,Nguyễn Văn Chủ"]
    press(app, "Hoàn tác")
    assert rows(folder, "extensions") == []
    ticked.add("T2/A")
    choose(ran(app), Lý_do="cuối năm rồi")
    press(app, "Không đồng ý 1 đề nghị")
    assert rows(folder, "progress")[-1].endswith(",Không gia hạn: cuối năm rồi,Nguyễn Văn Chủ")
    assert returned(folder) == {"cuối năm rồi"}
    assert "Đề nghị gia hạn (1)" in text_of(app)


def test_who_is_a_unit_when_the_button_is_pressed_answers_nothing(folder, open_as, ticked, monkeypatch):
    ticked.add(report(folder))
    app = open_as(STANDING)
    monkeypatch.setattr(viewer, "identify", lambda: replace(STANDING, role=Role.UNIT, units=("B",)))
    next(button for button in app.button if button.label == "Đã xem 1 báo cáo").click().run()
    assert len(reported.new_reports(folder)) == 1
