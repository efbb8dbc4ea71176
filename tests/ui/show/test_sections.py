"""The show as a whole: few slides that one sits through, the rest behind them; a commune may be as large as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from emulation.intake import read_folder
from emulation.ui.show.sections import SECTIONS, USUAL, slides
from emulation.ui.show.slide import Slide
from emulation.warehouse import Warehouse
from tests.councils import forty_units, large
from tests.folders import warehouse
from tests.ui.show.moments import moment_of, titles

SAMPLE = Path(__file__).parents[3] / "data"
MOST = 12


def own(shown: tuple[Slide, ...]) -> list[Slide]:
    return [slide for slide in shown if not slide.behind]


@pytest.mark.parametrize(
    "folder", [lambda _: SAMPLE, large, forty_units], ids=["sample", "large", "40 units"]
)
def test_a_show_has_at_most_twelve_slides_of_which_none_goes_on(
    tmp_path: Path, folder: Callable[[Path], Path]
) -> None:
    data = Warehouse(read_folder(folder(tmp_path))[0])
    bloc = data.table("blocs")["bloc_id"].iloc[0]
    for scope in ({}, {"blocs": (bloc,), "where": "Khối thi đua có tên rất dài của xã, số 1, năm nay"}):
        shown = slides(moment_of(data, data.default_as_of, hold=True, **scope), USUAL)
        assert len(own(shown)) <= MOST
        assert {slide.part for slide in own(shown)} == {(1, 1)}
        assert len({slide.title for slide in own(shown)}) == len(own(shown))
        assert shown[: len(own(shown))] == tuple(own(shown))  # the details come after them


def test_every_detail_stands_behind_a_slide_that_is_shown() -> None:
    data = Warehouse(read_folder(SAMPLE)[0])
    shown = slides(moment_of(data, data.default_as_of), USUAL)
    order = [slide.id for slide in own(shown)]
    behind = [order.index(slide.behind) for slide in shown if slide.behind]
    assert behind == sorted(behind)
    assert {slide.section for slide in shown} == set(SECTIONS) - {"today"}  # no meeting is held on that day


TASKS = {
    "units": "unit_id,name\nA,Đơn vị A\n",
    "tasks": "task_id,year,clause,quarter,title,due_on\nT1,2026,II.1.a,1,Việc một,31/03/2026\n",
    "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\n",
}
DAY = date(2026, 4, 10)


def test_what_stands_behind_may_be_chosen_and_then_does_not(tmp_path: Path) -> None:
    moment = moment_of(warehouse(tmp_path, TASKS), DAY)
    assert [(slide.id, slide.behind) for slide in slides(moment, ["plan"])] == [
        ("plan", ""),
        ("tasks-1", "plan"),
    ]
    assert [(slide.id, slide.behind) for slide in slides(moment, ["tasks", "plan"])] == [
        ("tasks-1", ""),
        ("plan", ""),
    ]


def test_the_filter_stands_in_the_titles(tmp_path: Path) -> None:
    moment = moment_of(warehouse(tmp_path, TASKS), DAY, units=("A",), where="Đơn vị A")
    shown = titles(slides(moment, ["plan", "standing", "late"]))
    assert shown == {
        "plan": "Đơn vị A: Quý I có phần việc quá hạn",
        "standing": "Đơn vị A: 0/1 phần việc đã hoàn thành, 1 quá hạn",
        "late": "Đơn vị A: 1 phần việc quá hạn, lâu nhất 10 ngày",
        "tasks-1": "Đơn vị A: Quý I: 0/1 hoàn thành, 1 quá hạn",
        "parts": "Đơn vị A: 1 phần việc quá hạn, lâu nhất 10 ngày",
    }
