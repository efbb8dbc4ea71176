"""Có thể trễ: shown apart from what is late, with what it rests on, to whom it concerns."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.access import PUBLIC, Role, Viewer
from emulation.ui.parts import viewer
from tests.folders import write_folder
from tests.meaning.lines import of_screen
from tests.pages.screens import bodies, open_screen, run_screen, text_of
from tests.queries.test_forecast import DAY, folder, straight

SEVEN_OF_TEN = [straight(needed) for needed in (3, 4, 5, 10, 10, 11, 11, 11, 12, 12)]
EXPECTED = "Khả năng trễ khoảng 70%, dự kiến xong 17/06/2026"
LISTED = f"Có thể trễ – dự báo (1) Chưa trễ. Tính từ hồ sơ, phần việc trước của địa phương; mở từng việc để xem căn cứ. • dự báo Giấy khen · X {EXPECTED}, theo 10 hồ sơ trước · hạn 15/06/2026, còn 11 ngày"  # fmt: skip  # noqa: E501


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = f"year,issuer,view_on\n2026,UBND xã,{DAY}\n"
    return write_folder(tmp_path_factory.mktemp("forecast") / "data", folder(SEVEN_OF_TEN) | {"plan": plan})


def test_below_what_is_late_and_in_none_of_its_counts(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_screen("overview", data, monkeypatch)
    (listed,) = (body for body in bodies(app) if 'class="steps forecast"' in body)
    assert listed.count("<li") == 1
    late = "Cần đôn đốc (1) sắp đến hạn ▲ còn 11 ngày Giấy khen · X Hồ sơ ở bước Thẩm định Đơn vị A"
    assert f"{late} {LISTED} Đơn vị A" in text_of(app)
    assert LISTED in open_screen("unit", data, monkeypatch, unit="A")


def test_beside_the_dossier_and_in_its_window(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_screen("dossiers", data, monkeypatch, dossier="X")
    assert ("Dự báo", "có thể trễ, khoảng 70%") in next(line.cells for line in of_screen(app) if line.cells)
    assert (
        f"Dự báo {EXPECTED}: 7 trong 10 hồ sơ trước cùng danh hiệu, hình thức, khi đã ở bước Thẩm định lâu hơn 2 ngày "
        "làm việc, còn cần lâu hơn thời gian còn đến hạn của hồ sơ này." in text_of(app)
    )


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        (Viewer(Role.UNIT, "a", units=("A",)), True),
        (Viewer(Role.UNIT, "b", units=("B",)), False),
        (PUBLIC, False),
    ],
)
def test_a_unit_sees_its_own_and_a_guest_none(
    who: Viewer, shown: bool, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer, "identify", lambda: who)
    assert ("Có thể trễ" in open_screen("overview", data, monkeypatch)) is shown
    if who.role is Role.UNIT:
        monkeypatch.setattr("emulation.warehouse.today", lambda: DAY)
        assert ("Có thể trễ" in open_screen("office/duties", data, monkeypatch)) is shown
