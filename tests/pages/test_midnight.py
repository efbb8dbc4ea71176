"""A form that is open while the day changes asks which day holds; it neither keeps nor changes one in silence."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.folders import write_folder
from tests.pages.screens import choose, press, run_screen, text_of

TABLES = {
    "plan": "year,issuer\n2026,UBND xã\n",
    "units": "unit_id,name\nA,Đơn vị A\n",
    "tasks": "task_id,year,clause,title,due_on\nT1,2026,II.1.a,Tự kiểm tra,10/11/2026\n",
    "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\n",
    "progress": "recorded_on,task_id,unit_id,status\n",
}
STAYED = "Các màn hình nay tính đến 17/11/2026; ngày ghi nhận ở đây vẫn là 16/11/2026."


def opened_in_the_evening(tmp_path: Path, monkeypatch):
    """The form of the 16th, its folder, and the clock that goes on."""
    folder, clock = write_folder(tmp_path / "data", TABLES), [date(2026, 11, 16)]
    for module in ("emulation.warehouse", "emulation.ui.office.saving", "emulation.ui.office.entry.form"):
        monkeypatch.setattr(f"{module}.today", lambda: clock[0])
    app = run_screen("office/entry", folder, monkeypatch, task="T1", unit="A")
    assert app.date_input[0].value == clock[0]
    return app, folder, clock


def saved(folder: Path) -> list[str]:
    return (folder / "progress.csv").read_text(encoding="utf-8-sig").splitlines()[1:]


def test_after_midnight_a_form_asks_which_day_holds(tmp_path, monkeypatch, chosen):
    app, folder, clock = opened_in_the_evening(tmp_path, monkeypatch)
    clock[0] += timedelta(days=1)
    choose(app, Trạng_thái="Hoàn thành")
    assert STAYED in text_of(app)
    press(app, "Ghi ngày 17/11/2026")
    assert STAYED not in text_of(app)
    press(app, "Lưu 1 dòng")
    assert saved(folder) == ["17/11/2026,T1,A,Hoàn thành"]


@pytest.mark.parametrize("keeps", [True, False], ids=["told to", "seen"])
def test_after_midnight_the_day_before_is_saved_only_if_that_was_seen(tmp_path, monkeypatch, chosen, keeps):
    app, folder, clock = opened_in_the_evening(tmp_path, monkeypatch)
    choose(app, Trạng_thái="Hoàn thành")
    clock[0] += timedelta(days=1)
    press(app, "Lưu 1 dòng")
    assert saved(folder) == []
    assert "Chưa lưu: vừa sang ngày 17/11/2026." in text_of(app)
    assert STAYED in text_of(app)
    if keeps:
        press(app, "Giữ 16/11/2026")
        assert STAYED not in text_of(app)
    press(app, "Lưu 1 dòng")
    assert saved(folder) == ["16/11/2026,T1,A,Hoàn thành"]
