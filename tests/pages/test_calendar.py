"""Đưa thời hạn vào điện thoại: the calendar as a file, and at a secret address where people sign in."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from emulation.access import Role, Viewer
from emulation.deadlines import published
from emulation.deadlines.addresses import FILE
from emulation.ui.parts import viewer
from tests.folders import write_folder
from tests.pages.screens import press, ran, run_screen, text_of
from tests.queries.test_unit_duties import TABLES as QUERIED

TABLES = QUERIED | {"plan": "year,issuer,view_on\n2026,UBND xã Nghi Dương,16/11/2026\n"}
UNIT = Viewer(Role.UNIT, "thon.a", "Trần Thị Lan", ("A",))
FILES = ["Tải lịch (.ics)"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", TABLES)


def offered(app: AppTest) -> list[str]:
    """The calendars that may be taken away."""
    return [each.proto.label for each in app.get("download_button") if ".ics" in each.proto.label]


def address(app: AppTest) -> str:
    """The secret address that is shown; empty for none."""
    return "".join(each.value for each in app.code)


def test_without_accounts_there_is_a_file_and_no_address(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_screen("progress", folder, monkeypatch)
    assert offered(app) == FILES
    assert "nhiệm vụ, hồ sơ đang chờ và cuộc họp" in text_of(app)
    assert (address(app), "Tạo địa chỉ riêng" in [each.label for each in app.button]) == ("", False)
    assert not (folder / published.FILE).exists()  # whoever only looks publishes nothing


def test_a_unit_makes_an_address_of_its_own_and_gives_it_another_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMULATION_SHARE", "accounts")
    monkeypatch.setenv("EMULATION_SITE", "https://thidua.example")
    monkeypatch.setattr(viewer, "identify", lambda: UNIT)
    app = run_screen("office/duties", folder, monkeypatch)
    assert (offered(app), address(app)) == (FILES, "")
    assert "phần việc và hồ sơ đang chờ của đơn vị" in text_of(app)
    press(app, "Tạo địa chỉ riêng")
    first = address(app)
    assert first.startswith("https://thidua.example/lich/")
    assert first.endswith(".ics")
    assert "iPhone" in text_of(app)
    press(app, "Đổi, ngừng địa chỉ cũ")
    assert "/lich/" in address(app) != first
    kept = (folder / FILE).read_bytes()
    # Meanwhile the account speaks for another unit.
    next(each for each in app.button if each.label == "Đổi, ngừng địa chỉ cũ").click()
    monkeypatch.setattr(viewer, "identify", lambda: Viewer(Role.UNIT, "thon.a", "Lan", ("B",)))
    ran(app)
    assert ((folder / FILE).read_bytes(), address(app)) == (kept, "")
