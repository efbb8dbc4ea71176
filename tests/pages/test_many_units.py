"""A folder of a city's many units: what a figure leaves out, and where that is said to be."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from emulation.ui.parts.blocks import MOST_UNITS
from emulation.ui.review.progress.conclusions import MOST_MEETINGS
from emulation.ui.review.rankings.figures import MOST_BLOCS, rank_lines
from tests.folders import write_folder
from tests.pages.screens import bodies, run_screen, text_of

UNITS = [f"D{number:03}" for number in range(1, MOST_UNITS + 4)]
BLOC_OF = {unit: f"K{number % (MOST_BLOCS + 2):02}" for number, unit in enumerate(UNITS)}
MEETINGS = [f"H{number:02}" for number in range(1, MOST_MEETINGS + 3)]


def _csv(header: str, rows: Iterable[str]) -> str:
    return "\n".join([header, *rows]) + "\n"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three units more than a figure shows, two blocs, two meetings. All units are late with T1; the last one is first."""
    tables = {
        "blocs": _csv("bloc_id,name", (f"{bloc},Khối {bloc}" for bloc in sorted(set(BLOC_OF.values())))),
        "units": _csv(
            "unit_id,name,bloc_id", (f"{unit},Đơn vị {unit},{bloc}" for unit, bloc in BLOC_OF.items())
        ),
        "tasks": _csv(
            "task_id,year,clause,quarter,title,due_on,meeting_id",
            [
                "T1,2026,II.1.a,1,Việc,31/03/2026,",
                *(f"T{m},2026,KL,1,Kết luận,31/03/2026,{m}" for m in MEETINGS),
            ],
        ),
        "assignments": _csv("task_id,unit_id,role", (f"T1,{unit},Chủ trì" for unit in UNITS)),
        "meetings": _csv(
            "meeting_id,held_on,kind,title",
            (f"{m},{day:02}/01/2026,Họp UBND,Giao ban {m}" for day, m in enumerate(MEETINGS, 1)),
        ),
        "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,200\n",
        "scores": _csv(
            "recorded_on,period,unit_id,criterion_id,stage,points",
            (f"01/04/2026,2026-Q1,{unit},C1,Hội đồng chấm,{n}" for n, unit in enumerate(UNITS, 1)),
        ),
    }
    return write_folder(tmp_path_factory.mktemp("city"), tables)


def test_the_first_units_and_meetings_are_drawn_the_rest_counted(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = run_screen("progress", city, monkeypatch, as_of="2026-04-10")
    shown, said = "".join(bodies(screen)), text_of(screen)
    assert shown.count('<tr><th scope="row">') == MOST_UNITS
    assert shown.count("từ 31/03/2026</span>") == MOST_UNITS
    assert said.count("… và 3 đơn vị khác: mở “Xem số liệu” ngay dưới để tìm.") == 2
    assert said.count("… và 2 cuộc họp khác: mở “Xem kết luận trước đó” ngay dưới để tìm.") == 1


def test_the_first_blocs_and_units_of_a_ranking_are_drawn_the_rest_counted(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = run_screen("rankings", city, monkeypatch, as_of="2026-04-10", period="2026-Q1")
    said = text_of(screen)
    (bars,) = (body for body in bodies(screen) if body.startswith('<ol class="bars">'))
    (cards,) = (body for body in bodies(screen) if body.startswith('<div class="cards">'))
    assert (bars.count("<li"), cards.count("<li")) == (MOST_BLOCS, MOST_UNITS)
    assert "… và 2 khối khác: mở “Xem số liệu của các khối” bên dưới để tìm." in said
    assert "… và 3 đơn vị khác: tìm ở bảng “Xếp hạng toàn địa phương” bên dưới." in said
    assert "… và 3 đơn vị khác: mở “Xem số liệu thứ hạng qua các kỳ” ngay dưới để tìm." in said


def test_a_chosen_bloc_has_its_bar_among_many(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = {"as_of": "2026-04-10", "period": "2026-Q1"}
    last = BLOC_OF[UNITS[0]]
    shown = {}
    for bloc in ({}, {"bloc": last}):
        screen = run_screen("rankings", city, monkeypatch, **address, **bloc)
        (shown[len(bloc)],) = (body for body in bodies(screen) if body.startswith('<ol class="bars">'))
    assert f"Khối {last}<" not in shown[0]
    assert f"Khối {last}<" in shown[1]


def test_lines_are_drawn_of_the_first_of_the_last_period_and_of_who_is_stressed() -> None:
    ranks = [
        (unit, period, place) for period in ("2026-Q1", "2026-Q2") for place, unit in enumerate(UNITS, 1)
    ]
    history = pd.DataFrame(ranks, columns=["unit_id", "period", "rank"], dtype=object)
    drawn = rank_lines(history, {}, {UNITS[-1]}, UNITS[-1]).to_dict()
    others, chosen = (list(trace["y"]) for trace in drawn["data"])
    assert others[::3] == list(range(1, MOST_UNITS))
    assert chosen == [len(UNITS), len(UNITS), None]
    assert list(drawn["layout"]["yaxis"]["ticktext"]) == ["Hạng 1", "50", "100", "150"]
