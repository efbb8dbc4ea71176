"""Ghi nhận: a meeting with its conclusions, a task that repeats, who does what. A double stands for the picker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from emulation.ui.office.entry import assigning
from tests.folders import write_folder
from tests.pages.screens import bodies, choose, press, run_screen, text_of

TABLES = {
    "plan": "year,issuer,view_on\n2026,UBND xã,16/11/2026\n",
    "blocs": "bloc_id,name\nK1,Khối thôn\n",
    "units": "unit_id,name,bloc_id\nA,Công an <b>xã,\nB,Thôn 1,K1\nC,Thôn 2,K1\n",
    "meetings": "meeting_id,held_on,kind,title\nH09,09/11/2026,Họp UBND,Rà soát\n",
    "tasks": """
        task_id,year,clause,quarter,title,conditional,due_on,meeting_id
        2026-II.4.a,2026,II.4.a,4,Tự kiểm tra,không,30/11/2026,
        2026-KL.1,2026,KL.1,4,Gửi lịch họp,không,15/11/2026,H09
        """,
    "assignments": "task_id,unit_id,role\n2026-II.4.a,A,Chủ trì\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", TABLES)


def added(folder: Path, table: str) -> list[str]:
    """The lines of a file that stand below those of the test's folder."""
    lines = (folder / f"{table}.csv").read_text(encoding="utf-8-sig").splitlines()
    return lines[len(TABLES[table].strip().splitlines()) :]


def test_conclusions_are_typed_pasted_saved_and_go_on(folder, monkeypatch, chosen):
    app = run_screen("office/entry", folder, monkeypatch, form="cuoc-hop")
    assert "Còn thiếu: loại cuộc họp, nội dung cuộc họp." in text_of(app)
    choose(app, Loại="Họp UBND", Nội_dung="Giao ban", Địa_điểm="Phòng họp")
    chosen |= {"Chủ trì 1": ["A"], "Phối hợp 1": ["B", "C"]}
    choose(app, Kết_luận_1="1. Rà soát hồ sơ;\n2. Gửi báo cáo.")
    assert [field.value for field in app.text_area] == ["Rà soát hồ sơ", "Gửi báo cáo", ""]
    assert "Kết luận 1: Hạn hoàn thành: ô trống" in text_of(app)
    choose(app, Hạn_1="30/11", Hạn_2="5/12")
    assert (
        "KL.2 · Rà soát hồ sơ Quý IV, hạn 30/11/2026; chủ trì Công an <b>xã; phối hợp Thôn 1, Thôn 2"
        in text_of(app)
    )
    assert "⚠ Chưa có đơn vị chủ trì: KL.3." in text_of(app)
    press(app, "Lưu 2 kết luận")
    assert added(folder, "meetings") == ["H10,16/11/2026,Họp UBND,Giao ban,Phòng họp"]
    assert added(folder, "tasks") == [
        "2026-KL.2,2026,KL.2,4,Rà soát hồ sơ,không,30/11/2026,H10",
        "2026-KL.3,2026,KL.3,4,Gửi báo cáo,không,05/12/2026,H10",
    ]
    assert (
        "Kết luận đã lưu KL.2 · Rà soát hồ sơ Công an <b>xã, hạn 30/11/2026, sắp đến hạn · Sửa · Đổi đơn vị"
        in text_of(app)
    )
    assert "reports?report=conclusions&amp;meeting=H10" in " ".join(bodies(app))
    chosen.clear()
    choose(app, Kết_luận_1="rà soát hồ sơ", Hạn_1="1/12")
    assert "⚠ Đã có trong kết luận của cuộc họp, bỏ qua: rà soát hồ sơ." in text_of(app)
    choose(app, Kết_luận_1="Báo cáo lại")
    press(app, "Lưu 1 kết luận")
    assert added(folder, "tasks")[2:] == ["2026-KL.4,2026,KL.4,4,Báo cáo lại,không,01/12/2026,H10"]
    press(app, "Hoàn tác")
    assert len(added(folder, "tasks")) == 2


def test_a_task_that_repeats_is_foreseen_saved_and_undone(folder, monkeypatch, chosen):
    app = run_screen("office/entry", folder, monkeypatch, form="nhiem-vu")
    assert "Còn thiếu: nội dung." in text_of(app)
    assert "II.4.b" in [field.value for field in app.text_input]
    choose(app, Lặp_lại="Hằng tháng", Nội_dung="Báo cáo … nhanh")
    chosen |= {"Chủ trì": ["A"], "Phối hợp": ["B", "C"]}
    choose(app, Hạn_vào_ngày="25", Điều_khoản="II.5.c")
    assert "II.5.c.11 · Báo cáo tháng 11 nhanh Quý IV, hạn 25/11/2026; chủ trì Công an <b>xã" in text_of(app)
    press(app, "Lưu 2 nhiệm vụ")  # those of the months to come
    assert added(folder, "tasks") == [
        "2026-II.5.c.11,2026,II.5.c.11,4,Báo cáo tháng 11 nhanh,không,25/11/2026,",
        "2026-II.5.c.12,2026,II.5.c.12,4,Báo cáo tháng 12 nhanh,không,25/12/2026,",
    ]
    assert added(folder, "assignments")[:2] == ["2026-II.5.c.11,A,Chủ trì", "2026-II.5.c.11,B,Phối hợp"]
    press(app, "Hoàn tác")
    assert (added(folder, "tasks"), added(folder, "assignments")) == ([], [])


def test_cells_of_the_grid_are_foreseen_saved_and_undone(folder, monkeypatch, chosen):
    drawn: dict[str, Any] = {}

    def mount(key: str, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The grid, in which somebody has changed three cells."""
        drawn.update(data)
        cells = [["2026-II.4.a", "A", "Phối hợp"], ["2026-II.4.a", "B", "Chủ trì"], ["X", "A", "Chủ trì"]]
        return {"edits": cells if key == drawn.setdefault("key", key) else []}

    monkeypatch.setattr(assigning, "_mount", mount)
    app = run_screen("office/entry", folder, monkeypatch, form="phan-cong")
    assert [task[:2] for task in drawn["tasks"]] == [["2026-II.4.a", "II.4.a"], ["2026-KL.1", "KL.1"]]
    assert [unit[3] for unit in drawn["units"]] == ["Khối thôn", "Khối thôn", ""]
    assert "II.4.a · Thôn 1 không giao → Chủ trì II.4.a · Công an <b>xã Chủ trì → Phối hợp" in text_of(app)
    press(app, "Lưu 2 ô")
    assert added(folder, "assignments") == ["2026-II.4.a,B,Chủ trì"]
    assert "Còn thiếu: ô cần đổi." in text_of(app)
    press(app, "Hoàn tác")
    assert added(folder, "assignments") == []


def test_an_empty_folder_says_what_these_forms_need(tmp_path, monkeypatch, chosen):
    app = run_screen("office/entry", write_folder(tmp_path), monkeypatch, form="cuoc-hop")
    assert "Chưa ghi được kết luận. Chưa có đơn vị nào để giao việc." in text_of(app)
    choose(app, Biểu_mẫu="nhiem-vu")
    assert "Chưa giao được nhiệm vụ. Chưa có đơn vị nào để giao việc." in text_of(app)
    choose(app, Biểu_mẫu="phan-cong")
    assert "Cần có đơn vị và nhiệm vụ của năm này." in text_of(app)
