"""Ghi nhận by role: which forms each has, what they save and as whom, and that no message to the server saves more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emulation import permits, scope
from emulation.access import Role, Viewer
from emulation.store import history
from emulation.ui.office import saving
from emulation.ui.parts import picker, session, viewer
from tests.folders import write_folder
from tests.pages.screens import choose, press, ran, run_screen, text_of

UNIT = Viewer(Role.UNIT, "th.a", "Trần Thị Lan", ("A",))
CHAIRMAN = Viewer(Role.CHAIRMAN, "ct", "Nguyễn Văn Chủ")
STANDING = Viewer(Role.STANDING, "vhxh", "Phòng Văn hoá")
TABLES = {
    "plan": "year,issuer,view_on\n2026,UBND xã,16/11/2026\n",
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "units": """
        unit_id,name,short_name,bloc_id
        A,Trường Tiểu học A,Tiểu học A,K1
        B,Trường <b>B,,K1
        """,
    "tasks": """
        task_id,year,clause,title,due_on
        T1,2026,II.1.a,Tự kiểm tra,10/11/2026
        T2,2026,II.1.b,Việc của B,31/12/2026
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T1,B,Phối hợp
        T2,B,Chủ trì
        """,
    "progress": "recorded_on,task_id,unit_id,status\n01/11/2026,T1,A,Đang thực hiện\n",
    "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        H1,02/11/2026,A,Cá nhân,Nguyễn Văn A,GK,Công trạng
        H2,02/11/2026,B,Cá nhân,Nguyễn Văn B,GK,Công trạng
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        10/11/2026,H1,Trình Chủ tịch
        10/11/2026,H2,Thẩm định
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points
        C1,2026,Phong trào,Hưởng ứng,Chuẩn,10
        C2,2026,Nhiệm vụ,Hoàn thành,Chuẩn,20
        """,
    "scores": "recorded_on,period,unit_id,criterion_id,stage,points\n01/11/2026,2026-Q4,A,C2,Khối chấm,9\n",
    "movements": "movement_id,name,launched_by,launched_on\nP1,Xanh sạch đẹp,Xã,01/03/2026\n",
    "movement_results": """
        recorded_on,movement_id,unit_id,indicator,measure,target,actual
        30/06/2026,P1,A,Hộ sạch,hộ,100,40
        30/06/2026,P1,B,Đường hoa,km,7,3
        """,
}
Open = Callable[..., AppTest]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", TABLES)


@pytest.fixture
def open_as(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """*Ghi nhận* as somebody sees it who signed in."""

    def open_as(who: Viewer, **address: str) -> AppTest:
        monkeypatch.setattr(viewer, "identify", lambda: who)
        return run_screen("office/entry", folder, monkeypatch, **address)

    return open_as


def added(folder: Path, table: str) -> list[str]:
    before = len(TABLES[table].strip().splitlines())
    return (folder / f"{table}.csv").read_text(encoding="utf-8-sig").splitlines()[before:]


def last(folder: Path) -> tuple[str, str, str]:
    entry = history.entries(folder)[0]
    return entry.what, entry.who, entry.account


def offered(app: AppTest) -> list[str]:
    return list(next(group for group in app.segmented_control if group.label == "Biểu mẫu").options)


def labels(app: AppTest) -> list[str]:
    return [field.label for field in [*app.text_input, *app.text_area, *app.segmented_control]]


# ---- which forms


def test_each_role_has_the_forms_for_what_it_may_record(open_as, chosen):
    forms = ["Ghi nhận tiến độ", "Tự chấm", "Kết quả phong trào", "Xin gia hạn"]
    app = open_as(UNIT)
    assert offered(app) == forms
    assert "Người ghi" not in labels(app)
    assert offered(open_as(CHAIRMAN)) == ["Ký, trả lại hồ sơ", "Chỉ đạo"]
    former = ["Ghi nhận tiến độ", "Gia hạn", "Tiếp nhận hồ sơ", "Chuyển bước hồ sơ", "Nhập điểm"]
    assert offered(open_as(STANDING)) == [
        *former,
        "Kết quả phong trào",
        "Cuộc họp, kết luận",
        "Nhiệm vụ",
        "Phân công",
    ]


def test_who_sits_at_the_machine_has_those_of_the_standing_body_and_says_who_records(
    folder, monkeypatch, chosen
):
    app = run_screen("office/entry", folder, monkeypatch)
    assert offered(app)[-1] == "Phân công"
    assert "Người ghi" in labels(app)


def test_a_form_of_another_role_is_none(open_as, chosen):
    for who, form in (
        (UNIT, "chuyen-buoc"),
        (CHAIRMAN, "cuoc-hop"),
        (UNIT, "nhiem-vu"),
        (UNIT, "phan-cong"),
        (UNIT, "chi-dao"),
        (CHAIRMAN, "tien-do"),
        (STANDING, "ky-ho-so"),
    ):
        assert f"Không có biểu mẫu “{form}”." in text_of(open_as(who, form=form))


# ---- Đơn vị


def test_a_unit_records_its_own_progress_and_takes_it_back(open_as, folder, chosen):
    app = open_as(UNIT, task="T1", unit="A")
    choose(app, Trạng_thái="Hoàn thành", Văn_bản="12/BC")
    press(app, "Lưu 1 dòng")
    assert added(folder, "progress") == ["16/11/2026,T1,A,Hoàn thành,12/BC,Trần Thị Lan"]
    assert last(folder) == ("Ghi tiến độ II.1.a: Tiểu học A Hoàn thành", "Trần Thị Lan", "th.a")
    press(app, "Hoàn tác")
    assert added(folder, "progress") == []
    assert last(folder)[1:] == ("Trần Thị Lan", "th.a")
    assert "Hoàn tác" not in [button.label for button in app.button], (
        "nobody but the standing body does it again"
    )


def test_a_unit_is_offered_its_own_tasks_and_chosen_beforehand(open_as, monkeypatch):
    offers: dict[str, list[str]] = {}

    def pick_many(label, options, *, chosen, **_):
        offers[label] = [option.id for option in options]
        return picker.offered(options, chosen)

    monkeypatch.setattr(picker, "pick_many", pick_many)
    text = text_of(open_as(UNIT, task="T2", unit="B"))
    assert offers == {"Nhiệm vụ": ["T1"], "Đơn vị": ["A"]}
    assert "Nhiệm vụ “T2” không có trong danh sách" in text
    assert "Còn thiếu: nhiệm vụ, trạng thái." in text


def test_a_message_that_names_another_unit_saves_nothing(open_as, folder, monkeypatch):
    """The widget gives back what the browser says; were it offered, the save would refuse it."""
    monkeypatch.setattr(
        picker, "pick_many", lambda label, *_, **__: {"Nhiệm vụ": ["T1"], "Đơn vị": ["B"]}[label]
    )
    app = open_as(UNIT)
    choose(app, Trạng_thái="Hoàn thành", Văn_bản="12/BC")
    assert [button.disabled for button in app.button if button.label == "Lưu"] == [True]
    standing = [(folder / f"{table}.csv").read_bytes() for table in ("progress", "scores")]
    monkeypatch.setattr(session, "edition", lambda: session.folder().edition())  # as if nothing were hidden
    monkeypatch.setattr(viewer, "viewer", lambda: STANDING)
    ran(app)
    choose(app, Trạng_thái="Hoàn thành")
    press(app, "Lưu 1 dòng")
    assert f"Chưa lưu được “Ghi tiến độ II.1.a: Trường <b>B Hoàn thành”. {permits.NOT_YOURS}" in text_of(app)
    assert [(folder / f"{table}.csv").read_bytes() for table in ("progress", "scores")] == standing
    assert next(field for field in app.text_input if field.label.startswith("Văn bản")).value == "12/BC"


def test_a_unit_scores_itself_but_not_again_what_the_bloc_has_scored(open_as, folder, chosen):
    app = open_as(UNIT, form="tu-cham")
    assert "Bước chấm" not in labels(app)
    assert "Khối hoặc Hội đồng đã chấm, không tự chấm lại: Hoàn thành." in text_of(app)
    choose(app, Hưởng="9,25")
    press(app, "Lưu 1 tiêu chí")
    assert added(folder, "scores") == ['16/11/2026,2026-Q4,A,C1,Tự chấm,"9,25",Trần Thị Lan']


def test_points_that_the_bloc_scores_meanwhile_are_not_saved(open_as, folder, chosen):
    app = open_as(UNIT, form="tu-cham")
    choose(app, Hưởng="9")
    with (folder / "scores.csv").open("a", encoding="utf-8") as bloc:
        bloc.write("12/11/2026,2026-Q4,A,C1,Khối chấm,8\n")
    keep = session.folder().edition()
    session.folder().refresh()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "_seen_by", lambda *_: app.session_state["edition"])
        press(app, "Lưu 1 tiêu chí")
    assert keep is not session.folder().present
    assert "Tiêu chí C1 đã được khối hoặc Hội đồng chấm" in text_of(app)
    assert added(folder, "scores")[1:] == []


def test_a_unit_records_a_result_with_what_was_said_before(open_as, folder, chosen):
    chosen |= {"Phong trào": ["P1"], "Chỉ tiêu": ["Hộ sạch"]}
    app = open_as(UNIT, form="phong-trao")
    values = {field.label: field.value for field in app.text_input}
    assert (values["Kế hoạch"], values["Đơn vị tính"], values["Thực hiện"]) == ("100", "hộ", "")
    assert "Hộ sạch 40/100 hộ, 40% (30/06/2026)" in text_of(app)
    assert "7" not in text_of(app).split("Đường hoa")[1].split("Lưu")[0], "no target of another unit"
    choose(app, Thực_hiện="30,5")
    assert "⚠ Thực hiện ít hơn lần trước: Tiểu học A (40)." in text_of(app)
    press(app, "Lưu 1 kết quả")
    assert added(folder, "movement_results") == ['16/11/2026,P1,A,Hộ sạch,hộ,100,"30,5",Trần Thị Lan']


def test_a_new_indicator_is_named_and_spelt_as_others_spell_it(open_as, folder, chosen):
    chosen |= {"Phong trào": ["P1"], "Chỉ tiêu": ["➕"]}
    app = open_as(UNIT, form="phong-trao")
    choose(app, Tên_chỉ_tiêu="Nhà văn hoá", Thực_hiện="2", Đơn_vị_tính="nhà")
    assert "⚠ Chỉ tiêu mới của phong trào: Nhà văn hoá." in text_of(app)
    choose(app, Tên_chỉ_tiêu="ĐƯỜNG  HOA")
    assert "⚠ Đơn vị tính khác các dòng đã có (km)." in text_of(app)
    press(app, "Lưu 1 kết quả")
    assert added(folder, "movement_results") == ["16/11/2026,P1,A,Đường hoa,nhà,,2,Trần Thị Lan"]


def test_a_unit_asks_for_a_later_date_and_the_task_stays_as_it_was(open_as, folder, chosen):
    chosen["Nhiệm vụ"] = ["T1"]
    app = open_as(UNIT, form="xin-gia-han")
    assert "Còn thiếu: ngày xin gia hạn đến, lý do." in text_of(app)
    app.date_input[0].set_value(date(2026, 11, 9))
    choose(app, Lý_do="chờ kinh phí,\nđang xin")
    assert "Chưa lưu được. Hạn mới không muộn hơn hạn hiện nay 10/11/2026." in text_of(app)
    app.date_input[0].set_value(date(2026, 12, 5))
    ran(app)
    press(app, "Lưu 1 đề nghị")
    note = '"Đề nghị gia hạn đến 05/12/2026: chờ kinh phí, đang xin"'
    assert added(folder, "progress") == [f"16/11/2026,T1,A,Đang thực hiện,{note},Trần Thị Lan"]


def test_a_day_that_has_not_come_is_refused_and_what_was_typed_stays(open_as, folder, chosen, monkeypatch):
    app = open_as(UNIT, task="T1", unit="A")
    app.date_input[0].set_value(scope.today() + timedelta(days=400))
    choose(app, Trạng_thái="Hoàn thành", Văn_bản="12/BC")
    press(app, "Lưu 1 dòng")
    assert "chưa tới; chỉ ghi được ngày hôm nay hoặc trước đó." in text_of(app)
    assert added(folder, "progress") == []
    assert next(field for field in app.text_input if field.label.startswith("Văn bản")).value == "12/BC"


# ---- Chủ tịch


def test_the_chairman_signs_with_the_number_of_the_decision(open_as, folder, chosen):
    chosen["Hồ sơ chờ ký"] = ["H1", "H2"]
    app = open_as(CHAIRMAN)
    decision = next(group for group in app.segmented_control if group.label == "Quyết định")
    assert list(decision.options) == ["Đã khen thưởng", "Không đủ điều kiện", "Trả lại"]
    choose(app, Quyết_định="Đã khen thưởng")
    assert "Còn thiếu: số quyết định." in text_of(app)
    choose(app, Số_quyết_định="15/QĐ-UBND")
    press(app, "Lưu 1 hồ sơ")
    assert added(folder, "dossier_events") == ["16/11/2026,H1,Đã khen thưởng,15/QĐ-UBND,Nguyễn Văn Chủ"]
    assert "Không có hồ sơ nào chờ ký." in text_of(app)
    press(app, "Hoàn tác")
    assert added(folder, "dossier_events") == []


def test_a_dossier_that_was_moved_meanwhile_is_not_signed(open_as, folder, chosen):
    chosen["Hồ sơ chờ ký"] = ["H1"]
    app = open_as(CHAIRMAN)
    choose(app, Quyết_định="Trả lại")
    with (folder / "dossier_events.csv").open("a", encoding="utf-8") as other:
        other.write("15/11/2026,H1,Rút hồ sơ\n")
    press(app, "Lưu 1 hồ sơ")
    assert "dữ liệu vừa được người khác sửa ở cùng chỗ" in text_of(app)
    press(app, "Ghi bản của tôi")
    assert "Hồ sơ H1 không còn ở bước Trình Chủ tịch" in text_of(app)
    assert added(folder, "dossier_events")[1:] == []


def test_the_chairman_says_something_to_units_of_a_task(open_as, folder, chosen):
    chosen |= {"Nhiệm vụ": ["T1"], "Đơn vị": ["A", "B"]}
    app = open_as(CHAIRMAN, form="chi-dao")
    choose(app, Nội_dung="Báo cáo trước 20/11")
    assert "⚠ Chưa ghi lần nào: từ dòng này không theo nhiệm vụ" in text_of(app)
    press(app, "Lưu 2 chỉ đạo")
    assert added(folder, "progress") == [
        "16/11/2026,T1,A,Đang thực hiện,Chỉ đạo: Báo cáo trước 20/11,Nguyễn Văn Chủ",
        "16/11/2026,T1,B,Chưa bắt đầu,Chỉ đạo: Báo cáo trước 20/11,Nguyễn Văn Chủ",
    ]


# ---- all


def at_saving(monkeypatch: pytest.MonkeyPatch, now: Callable[[], Viewer]) -> None:
    """Between the beginning of a run and its save another one looks."""
    attempt = saving._attempt

    def meanwhile(*what: Any, **how: Any) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(viewer, "identify", now)
            attempt(*what, **how)

    monkeypatch.setattr(saving, "_attempt", meanwhile)


def nobody() -> Viewer:
    raise viewer.SignedOut("Phiên đăng nhập đã hết.")


def test_a_session_that_ended_saves_nothing_and_keeps_what_was_typed(open_as, folder, chosen, monkeypatch):
    chosen["Nhiệm vụ"] = ["T1"]
    app = open_as(UNIT)
    choose(app, Trạng_thái="Hoàn thành", Văn_bản="12/BC", Ghi_chú="còn thiếu ảnh")
    with monkeypatch.context() as patch:
        at_saving(patch, nobody)
        press(app, "Lưu 1 dòng")
    assert text_of(app).count(saving.SIGNED_OUT) == 1
    with monkeypatch.context() as patch:
        patch.setattr(viewer, "identify", nobody)
        next(button for button in app.button if button.label == "Lưu 1 dòng").click().run()
        assert text_of(app) == "Phiên đăng nhập đã hết. Đăng nhập lại"
    assert added(folder, "progress") == []
    ran(app)
    typed = {field.label: field.value for field in app.text_input}
    assert (typed["Văn bản, minh chứng"], typed["Ghi chú"]) == ("12/BC", "còn thiếu ảnh")
    press(app, "Lưu 1 dòng")
    assert added(folder, "progress") == ["16/11/2026,T1,A,Hoàn thành,12/BC,còn thiếu ảnh,Trần Thị Lan"]


def test_a_unit_that_was_taken_away_meanwhile_is_not_saved_for(open_as, folder, chosen, monkeypatch):
    app = open_as(UNIT, task="T1", unit="A")
    choose(app, Trạng_thái="Hoàn thành")
    at_saving(monkeypatch, lambda: replace(UNIT, units=("B",)))
    press(app, "Lưu 1 dòng")
    assert permits.NOT_YOURS in text_of(app)
    assert added(folder, "progress") == []


@pytest.mark.parametrize(
    ("who", "says"),
    [
        (
            UNIT,
            {
                "tien-do": "hoặc hỏi cơ quan thường trực.",
                "tu-cham": "chưa có tiêu chí chấm điểm.",
                "phong-trao": "Chưa có phong trào nào để ghi kết quả.",
                "xin-gia-han": "để xin gia hạn.",
            },
        ),
        (CHAIRMAN, {"ky-ho-so": "Không có hồ sơ nào chờ ký.", "chi-dao": "để chỉ đạo."}),
    ],
)
def test_on_an_empty_folder_each_form_says_what_is_missing(tmp_path, monkeypatch, chosen, who, says):
    monkeypatch.setattr(viewer, "identify", lambda: who)
    app = run_screen("office/entry", write_folder(tmp_path / "empty"), monkeypatch)
    for form, said in says.items():
        choose(app, Biểu_mẫu=form)
        assert said in text_of(app)


def test_who_saves_sees_his_own_at_once_and_the_others_when_they_are_led_there(open_as, folder, chosen):
    def shown(screen: AppTest) -> str:
        return screen.session_state["edition"].version.partition("@")[0]

    other = open_as(UNIT)
    session.folder().lead(session.folder().present)
    try:
        app = open_as(UNIT, task="T1", unit="A")
        choose(app, Trạng_thái="Hoàn thành", Văn_bản="12/BC")
        press(app, "Lưu 1 dòng")
        assert added(folder, "progress") == ["16/11/2026,T1,A,Hoàn thành,12/BC,Trần Thị Lan"]
        present = session.folder().present
        assert shown(app) == present.version != shown(ran(other))
        session.folder().lead(present)
        assert shown(ran(other)) == present.version
    finally:
        session.folder().lead(None)
