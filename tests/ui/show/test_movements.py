"""The movements' slide: how many are alive, and each with what has come of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from emulation.ui.show import movements, sections
from tests.folders import warehouse
from tests.ui.show.moments import moment_of, rows_of

DAY = date(2026, 6, 30)
TABLES = {
    "units": "unit_id,name\nA,Đơn vị A\nB,Đơn vị B\n",
    "movements": """
        movement_id,name,launched_by,launched_on,ends_on
        P1,Đã xong,Trung ương,01/01/2025,31/12/2025
        P2,Đang làm,Thành phố,01/01/2026,
        P3,Lặng lẽ,Xã,01/01/2026,31/12/2026
        P4,Chưa tới,Xã,01/07/2026,
        """,
    "movement_results": """
        recorded_on,movement_id,unit_id,indicator,measure,target,actual
        01/06/2026,P2,A,Số hộ,hộ,10,9
        01/06/2026,P2,A,Số buổi,buổi,2,4
        """,
}


def test_each_movement_with_its_state_the_ended_ones_last(tmp_path: Path) -> None:
    (slide,) = movements.movements(moment_of(warehouse(tmp_path, TABLES), DAY))
    assert slide.title == "2 phong trào đang triển khai, 1 cần chú ý"
    assert rows_of(slide) == [
        ("Đang làm", "1/2", "1/2", "145%", "✓ Đang diễn ra"),
        ("Lặng lẽ", "0/2", "–", "–", "○ Chưa có kết quả"),
        ("Đã xong", "0/2", "–", "–", "– Đã kết thúc"),
    ]
    assert "quá 60 ngày không có kết quả mới" in slide.note


def test_when_all_are_alive_or_all_have_ended(tmp_path: Path) -> None:
    lines = TABLES["movements"].splitlines()
    alive = TABLES | {"movements": "\n".join(line for line in lines if "P1" not in line and "P3" not in line)}
    (slide,) = movements.movements(moment_of(warehouse(tmp_path / "alive", alive), DAY))
    assert slide.title == "1 phong trào đang triển khai, không phong trào nào cần chú ý"
    ended = {"movements": "\n".join(line for line in lines if "P1" in line or "launched" in line)}
    (slide,) = movements.movements(moment_of(warehouse(tmp_path / "ended", ended), DAY))
    assert slide.title == "Không có phong trào đang triển khai, 1 đã kết thúc"
    assert rows_of(slide) == [("Đã xong", "–", "–", "–", "– Đã kết thúc")]


def test_a_filter_narrows_what_is_counted(tmp_path: Path) -> None:
    (slide,) = movements.movements(moment_of(warehouse(tmp_path, TABLES), DAY, units=("B",)))
    assert rows_of(slide)[0] == ("Đang làm", "0/1", "–", "–", "○ Chưa có kết quả")


def test_more_than_seven_stand_behind_the_first_of_them_and_none_gives_none(tmp_path: Path) -> None:
    many = "movement_id,name,launched_by,launched_on\n" + "".join(
        f"M{n},Phong trào {n},Xã,01/06/2026\n" for n in range(9)
    )
    slides = sections.slides(moment_of(warehouse(tmp_path / "many", {"movements": many}), DAY), ["movements"])
    assert [(slide.id, slide.behind) for slide in slides] == [
        ("movements", ""),
        ("movements-all", "movements"),
        ("movements-all.2", "movements"),
    ]
    assert rows_of(slides[0])[-1] == ("… và 3 phong trào khác",)
    assert sections.slides(moment_of(warehouse(tmp_path / "none"), DAY), ["movements"]) == ()
