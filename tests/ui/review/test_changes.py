"""The picture of what moved: arrows between stations, lines between ranks, names beside them; any number, escaped."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.changed import Turn, flows
from emulation.ranks import Climb
from emulation.scope import Scope
from emulation.ui.frame import filters
from emulation.ui.review.changes import dossiers, ranks, tasks

EVIL = '<img src=x onerror=alert(1)>"&' + "dài " * 60
SCOPE = Scope(as_of=date(2026, 7, 15), year=2026)


@pytest.fixture(autouse=True)
def _links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "link", lambda page, **of: f"/{page}?{of}")
    monkeypatch.setattr(filters, "unit_link", lambda unit: f"/unit?{unit}")


def moved(before: str | None, after: str, count: int = 1, what: str = "Giấy khen"):
    row = SimpleNamespace(before=before, after=after, dossier_id="H1", what=what, unit_name="Thôn 1")
    return [row] * count


def arrows(html: str) -> list[tuple[str, float, float]]:
    """Where each points, where it begins from the left and how long it is, in stations."""
    found = re.findall(r'class="arrow (\w+)" style="left:([\d.]+)%;width:([\d.]+)%', html)
    return [
        (head, round(float(left) * 8 / 100 - 0.5, 2), round(float(width) * 8 / 100, 2))
        for head, left, width in found
    ]


def test_an_arrow_goes_from_the_station_before_to_the_one_after() -> None:
    html = dossiers.picture(
        flows(
            [
                *moved(None, "Thẩm định"),
                *moved("Trình Chủ tịch", "Thẩm định"),
                *moved("Họp Hội đồng", "Đã khen thưởng"),
                *moved(None, "Trả lại"),
            ]
        )
    )
    assert arrows(html) == [("right", 0, 3), ("right", 4, 3), ("round", 0, 0), ("left", 3, 2)]


def test_the_more_dossiers_the_thicker_and_all_under_their_arrow_open() -> None:
    html = dossiers.picture(flows([*moved(None, "Tiếp nhận", 40), *moved("Thẩm định", "Họp Hội đồng")]))
    thick = [float(each) for each in re.findall(r"--thick:([\d.]+)px", html)]
    assert thick == sorted(thick, reverse=True)
    assert len(set(thick)) == 2
    assert html.count("/dossiers?") == 31
    assert "và 10 hồ sơ khác" in html


def test_nothing_that_moved_is_said_so() -> None:
    assert "Không hồ sơ nào chuyển bước." in dossiers.picture([])
    assert "Không đơn vị nào đổi hạng" in ranks.picture([Climb("A", "A", 1, 1)], "2026-Q2", "")
    assert "đang tạm tính" in ranks.picture(
        [], "2026-Q2", "Quý II/2026 đang tạm tính nên chưa so với kỳ trước."
    )


def test_text_of_the_files_is_escaped_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "time_in_words", lambda _: "năm 2026")
    task = SimpleNamespace(
        task_id="T", clause=EVIL, title=EVIL, unit_name=EVIL, before="Chưa bắt đầu", after="Quá hạn"
    )
    pages = [
        dossiers.picture(flows(moved(None, "Thẩm định", what=EVIL))),
        ranks.picture([Climb("A", EVIL, 1, 2), Climb("B", "B", 2, 1)], "2026-Q2", ""),
        tasks.picture({Turn.LATE: [task]}, SCOPE),
    ]
    for html in pages:
        assert "<img" not in html
        assert "&lt;img" in html


def test_of_many_units_those_who_moved_farthest_are_named_and_all_have_a_line() -> None:
    many = [Climb(f"U{n}", f"Thôn {n}", n, 201 - n) for n in range(1, 201)]
    many.sort(key=lambda climb: (-abs(climb.change), -climb.change, climb.rank))
    html = ranks.picture(many, "2026-Q2", "")
    assert len(re.findall(r"<li class=", html)) == 10
    assert [climb.rank for climb in ranks.named(many)] == [1, 2, 3, 4, 5, 196, 197, 198, 199, 200]
    still = re.search(r'class="still" style="clip-path:polygon\(([^"]*)\)"', html)
    assert still
    assert still[1].count("calc(") == 4 * 150
    assert len(html) < 35_000


@settings(max_examples=40)
@given(st.lists(st.floats(0.5, 15.5), max_size=10).map(sorted))
def test_names_keep_their_order_and_a_line_of_their_own_within_the_picture(wished: list[float]) -> None:
    places = ranks.spread(wished, 16)
    assert all(b - a >= 1 - 1e-9 for a, b in pairwise(places))
    assert all(0.5 - 1e-9 <= place <= 15.5 + 1e-9 for place in places)
