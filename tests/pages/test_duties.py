"""Việc của đơn vị: what a unit owes, and how it reports a part, as the unit and as who sits at the machine."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from emulation.access import Role, Viewer
from emulation.folder import opened
from emulation.office.change_set import texts
from emulation.store import Edit, NewRow, history, save
from emulation.ui.parts import viewer
from tests.folders import write_folder
from tests.pages.screens import bodies, press, ran, run_screen, text_of
from tests.queries.test_unit_duties import TABLES as QUERIED

TABLES = QUERIED | {"plan": "year,issuer,view_on\n2026,UBND xã,16/11/2026\n"}
UNIT = Viewer(Role.UNIT, "thon.a", "Trần Thị Lan", ("A",))
Open = Callable[..., AppTest]
STATE = "Trạng thái"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", TABLES)


@pytest.fixture
def open_as(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_as(who: Viewer | None, **address: str) -> AppTest:
        if who:
            monkeypatch.setattr(viewer, "identify", lambda: who)
        return run_screen("office/duties", folder, monkeypatch, **address)

    return open_as


def links(app: AppTest) -> set[str]:
    """The addresses to which the screen leads, their parameters sorted."""
    found = re.findall('href="([^"]+)"', " ".join(bodies(app)))
    addresses = [urlsplit(html.unescape(each)) for each in found]
    return {f"{each.path}?{'&'.join(sorted(unquote_plus(each.query).split('&')))}" for each in addresses}


def evidence(app: AppTest) -> Any:
    return next(field for field in app.text_input if field.label.startswith("Minh chứng"))


def reported(app: AppTest, state: str = "", number: str = "", who: str = "") -> AppTest:
    """The window after its fields were filled in and sent."""
    if state:
        next(group for group in app.segmented_control if group.label == STATE).set_value(state)
        ran(app)
    evidence(app).set_value(number)
    if who:
        next(field for field in app.text_input if field.label == "Người ghi").set_value(who)
    press(app, "Gửi")
    return app


def added(folder: Path) -> list[str]:
    before = len(TABLES["progress"].strip().splitlines())
    return (folder / "progress.csv").read_text(encoding="utf-8-sig").splitlines()[before:]


def test_a_unit_sees_first_what_it_owes_today_each_with_one_button(open_as: Open) -> None:
    app = open_as(UNIT, as_of="2026-01-05", quarter="1", year="2025")  # the filter of another screen
    text = text_of(app)
    assert "Thôn A · tính đến 16/11/2026 Còn 7 việc phải báo: 2 quá hạn, 1 sắp đến hạn, " in text
    assert "1 hồ sơ chờ bổ sung, 2 kỳ chưa tự chấm, 1 phong trào chưa có kết quả." in text
    assert "● trễ 6 ngày II.1.a · Quá hạn Đang thực hiện, hạn 10/11/2026 Báo cáo" in text
    assert "II.4.a · Việc năm trước nhiệm vụ năm 2025 · Chưa bắt đầu" in text
    assert "Báo trước hạn: 1 việc" in text
    assert "• Chỉ đạo II.1.a · Quá hạn báo cáo trước 20/11 (ngày 05/11/2026) Báo cáo" in text
    assert (
        "• Chờ trả lời II.1.a · Quá hạn đã đề nghị gia hạn đến 30/11/2026 ngày 06/11/2026: chờ kinh phí"
        in text
    )
    assert "Đơn vị chưa được chấm điểm" in text
    assert "Chưa có dữ liệu" not in text
    ways = links(app)
    assert ways >= {
        "./?part=A/T1",  # where it opens first
        "entry?form=tu-cham&period=2026-Q3&unit=A",
        "entry?form=phong-trao&movement=P1&unit=A",
        "dossiers?dossier=H1",
    }
    assert "./?part=A/T5" not in ways  # a task measured by dossiers is not reported


def test_a_part_is_reported_in_the_window_told_and_taken_back(open_as: Open, folder: Path) -> None:
    app = open_as(UNIT, part="A/T1")
    reported(app)
    assert "Chưa gửi: hãy chọn trạng thái." in text_of(app)
    reported(app, "Hoàn thành", "https://vi.example/anh.png")
    assert added(folder) == ["16/11/2026,T1,A,Hoàn thành,,Trần Thị Lan,https://vi.example/anh.png"]
    entry = history.entries(folder)[0]
    assert (entry.what, entry.who, entry.account) == (
        "Ghi tiến độ II.1.a: Thôn A Hoàn thành",
        "Trần Thị Lan",
        "thon.a",
    )
    assert "part" not in app.query_params
    assert "Đã lưu lúc" in text_of(app)
    assert "Còn 6 việc phải báo: 1 quá hạn" in text_of(app)
    press(app, "Hoàn tác")
    assert added(folder) == []
    assert "Còn 7 việc phải báo" in text_of(app)


def test_what_a_report_means_is_said_before_it_is_sent_and_a_surprise_once_more(
    open_as: Open, folder: Path
) -> None:
    app = open_as(UNIT, part="A/T0")  # of the year before
    state = next(group for group in app.segmented_control if group.label == STATE)
    assert list(state.options) == ["Đang thực hiện", "Hoàn thành"]  # the task is not one "if any"
    state.set_value("Hoàn thành")
    press(app, "Gửi")  # both at once: nobody has seen what it means
    assert "Hoàn thành sau hạn nên là Trễ hạn: II.4.a · Thôn A (hạn 15/12/2025, trễ 336 ngày)." in text_of(
        app
    )
    assert "Hãy xem lại rồi bấm Gửi lần nữa." in text_of(app)
    assert added(folder) == []
    press(app, "Gửi")
    assert added(folder) == ["16/11/2026,T0,A,Hoàn thành,,Trần Thị Lan"]


def test_what_was_returned_is_told_with_its_reason_until_it_is_reported_again(
    open_as: Open, folder: Path
) -> None:
    def report(table: str, *rows: dict[str, Any], **more: Any) -> str:
        of_all = {"recorded_on": date(2026, 11, 16), "unit_id": "A"}
        edits = [Edit(table, rows=[NewRow(texts(table, of_all | row)) for row in rows])] if rows else []
        return save(folder, edits, "Ghi", insist=True, **{"role": Role.UNIT} | more).entry_id

    done, open_again = (
        {"task_id": "T1", "status": "Hoàn thành"},
        {"task_id": "T1", "status": "Đang thực hiện"},
    )
    scored = {"period": "2026-Q3", "stage": "Tự chấm", "points": 1.0}
    progress = report("progress", done)
    scores = report("scores", scored | {"criterion_id": "C1"}, scored | {"criterion_id": "C4"})
    back = {"role": Role.STANDING, "reason": "thiếu <b>biên bản"}
    report("progress", open_again, answers=[f"{progress}.1"], **back)
    report("scores", answers=[f"{scores}.1", f"{scores}.2"], **back)
    app = open_as(UNIT)
    assert "2 báo cáo bị trả lại." in text_of(app)
    assert "• Trả lại Tự chấm Quý III/2026 2 tiêu chí: thiếu <b>biên bản (" in text_of(app)
    assert "• Trả lại II.1.a · Quá hạn thiếu <b>biên bản (" in text_of(app)
    report("progress", done | {"evidence": "12/BC"})
    opened(folder).refresh()
    assert "1 báo cáo bị trả lại." in text_of(ran(app))


def test_another_units_part_is_as_unknown_as_none(open_as: Open) -> None:
    for part in ("B/T2", "A/khong-co"):
        assert "Không có phần việc này." in text_of(open_as(UNIT, part=part))


def test_what_was_typed_stays_where_a_report_is_refused_or_the_session_has_ended(
    open_as: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> Viewer:
        raise viewer.SignedOut("Phiên đăng nhập đã hết.")

    app = open_as(UNIT, part="A/T3")
    with monkeypatch.context() as patch:
        patch.setattr("emulation.permits.of_edits", lambda *_: "Không được.")
        reported(app, "Hoàn thành", "12/BC")
    assert "Chưa lưu được “Ghi tiến độ II.1.c: Thôn A Hoàn thành”. Không được." in text_of(app)
    assert evidence(app).value == "12/BC"
    with monkeypatch.context() as patch:
        patch.setattr(viewer, "identify", nobody)
        evidence(app).set_value("13/BC")
        next(button for button in app.button if button.label == "Gửi").click().run()
        assert "Phiên đăng nhập đã hết. Đăng nhập lại" in text_of(app)
    assert evidence(ran(app)).value == "13/BC"
    assert added(folder) == []


def test_what_somebody_else_recorded_meanwhile_is_asked_about_in_the_window(
    open_as: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_as(UNIT, part="A/T3")
    next(group for group in app.segmented_control if group.label == STATE).set_value("Hoàn thành")
    ran(app)
    with (folder / "progress.csv").open("a", encoding="utf-8") as other:
        other.write("15/11/2026,T3,A,Đang thực hiện,,Cán bộ\n")
    press(app, "Gửi")
    assert "dữ liệu vừa được người khác sửa ở cùng chỗ" in text_of(app)
    press(app, "Ghi bản của tôi")
    assert "part" not in app.query_params
    assert added(folder)[1:] == ["16/11/2026,T3,A,Hoàn thành,,Trần Thị Lan"]


def test_an_account_of_two_units_sees_both_told_apart(open_as: Open) -> None:
    app = open_as(Viewer(Role.UNIT, "ab", "Hoa", ("A", "B")))
    text = text_of(app)
    assert "Thôn A · Thôn B · tính đến 16/11/2026" in text
    assert "Điểm của Thôn A" in text
    assert "Điểm của Thôn B Quý IV/2026 (tạm tính): 53 điểm; thứ hạng công bố khi chấm xong." in text
    assert "Khối chấm 1 tiêu chí, 55 điểm Tự chấm 1 tiêu chí, -2 điểm" in text
    assert "./?part=B/T2" in links(app)


def test_whoever_owes_nothing_is_told_so_in_one_sentence(open_as: Open) -> None:
    text = text_of(open_as(Viewer(Role.UNIT, "d", "Dũng", ("D",))))
    assert "Đơn vị không còn việc nào phải báo lúc này." in text
    assert "Báo trước hạn" not in text


def test_at_the_machine_any_unit_is_chosen_and_who_records_is_asked(open_as: Open, folder: Path) -> None:
    app = open_as(None)
    assert "Chọn một đơn vị" in text_of(app)
    assert "duties?unit=B" in links(app)
    app = open_as(None, unit="A")
    assert links(app) >= {
        "duties?part=A/T1&unit=A",
        "entry?form=cham-diem&period=2026-Q3&stage=Tự chấm&unit=A",
        "entry?dossier=H1&form=chuyen-buoc&unit=A",
    }
    app = open_as(None, unit="A", part="A/T1")
    reported(app, "Hoàn thành", "12/BC", "Cán bộ 01")
    assert added(folder) == ["16/11/2026,T1,A,Hoàn thành,,Cán bộ 01,12/BC"]


@pytest.mark.parametrize("who", [None, UNIT])
def test_an_empty_folder_says_what_is_missing(
    who: Viewer | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if who:
        monkeypatch.setattr(viewer, "identify", lambda: who)
    text = text_of(run_screen("office/duties", write_folder(tmp_path / "empty"), monkeypatch))
    assert ("Chưa có đơn vị nào" if who is None else "Tài khoản này chưa gắn với đơn vị nào.") in text
    assert who is None or ".csv" not in text
