"""What moved between two days: each task and each dossier in one group, and the sentence that tells it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from emulation.changed import Turn, Way, by_way, flows, sentence, station, turn, turns, way
from emulation.ranks import Climb, climbs
from emulation.schema import DOSSIER_STAGES
from emulation.scope import Scope
from emulation.vocabulary import ENUMS
from emulation.warehouse import Warehouse
from tests.folders import warehouse

MET, DAY = date(2026, 7, 5), date(2026, 7, 15)
TABLES = {
    "units": "unit_id,name,bloc_id\nA,Thôn 1,K\nB,Thôn 2,K\nC,Thôn 3,K\n",
    "blocs": "bloc_id,name\nK,Khối\n",
    "awards": "award_id,name,category,level,working_days\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã,10\n",
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        H1,01/07/2026,A,Cá nhân,Một,GK,Công trạng
        H2,01/07/2026,A,Cá nhân,Hai,GK,Công trạng
        H3,01/07/2026,B,Cá nhân,Ba,GK,Công trạng
        H4,06/07/2026,B,Cá nhân,Bốn,GK,Công trạng
        H5,06/07/2026,B,Cá nhân,Năm,GK,Công trạng
        H6,01/07/2026,C,Cá nhân,Sáu,GK,Công trạng
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        02/07/2026,H1,Thẩm định
        06/07/2026,H1,Họp Hội đồng
        02/07/2026,H2,Thẩm định
        06/07/2026,H2,Yêu cầu bổ sung
        02/07/2026,H3,Thẩm định
        06/07/2026,H3,Yêu cầu bổ sung
        07/07/2026,H5,Đã khen thưởng
        """,
    "meetings": "meeting_id,held_on,kind,title\nM1,05/07/2026,Họp Hội đồng,Trước\nM2,10/07/2026,Họp UBND,Giao ban\n",
    "tasks": """
        task_id,year,clause,quarter,title,due_on,meeting_id
        T1,2026,II.3.a,3,Việc cũ,10/07/2026,
        T2,2026,KL.1,3,Kết luận đã trễ,13/07/2026,M2
        T3,2026,KL.2,3,Kết luận còn hạn,30/09/2026,M2
        """,
    "assignments": """
        task_id,unit_id,role
        T1,A,Chủ trì
        T2,A,Chủ trì
        T3,B,Chủ trì
        """,
    "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,100\n",
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        10/04/2026,2026-Q1,A,C1,Hội đồng chấm,90
        10/04/2026,2026-Q1,B,C1,Hội đồng chấm,80
        10/04/2026,2026-Q1,C,C1,Hội đồng chấm,70
        10/07/2026,2026-Q2,A,C1,Hội đồng chấm,70
        10/07/2026,2026-Q2,B,C1,Hội đồng chấm,95
        10/07/2026,2026-Q2,C,C1,Hội đồng chấm,95
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), TABLES)


def rows(data: Warehouse, query: str, **changes: Any) -> list[Any]:
    found = data.ask(query, Scope.at(DAY, period="2026-Q2", since=MET).but(**changes))
    return list(found.itertuples(index=False))


def test_each_dossier_that_moved_is_in_one_flow_between_its_stages(data: Warehouse) -> None:
    moved = rows(data, "dossier_moves")
    found = flows(moved)
    assert [
        (flow.way, flow.before, flow.after, [row.dossier_id for row in flow.dossiers]) for flow in found
    ] == [
        (Way.NEW, None, "Tiếp nhận", ["H4"]),
        (Way.ON, "Thẩm định", "Họp Hội đồng", ["H1"]),
        (Way.AWARDED, None, "Đã khen thưởng", ["H5"]),
        (Way.BACK, "Thẩm định", "Yêu cầu bổ sung", ["H2", "H3"]),
    ]
    assert sorted(row.dossier_id for flow in found for row in flow.dossiers) == sorted(
        row.dossier_id for row in moved
    )


def test_between_any_two_stages_is_one_way_and_what_goes_on_goes_to_the_right() -> None:
    moves = [
        SimpleNamespace(before=before, after=after)
        for before in (None, *DOSSIER_STAGES)
        for after in DOSSIER_STAGES
        if before != after
    ]
    found = flows(moves)
    assert len(found) == len(moves) == sum(map(len, by_way(found).values()))
    for flow in found:
        if flow.way in (Way.NEW, Way.ON):
            assert station(flow.before) < station(flow.after)
    assert way("Đã khen thưởng", "Thẩm định") is Way.BACK


def test_any_two_states_are_one_turn_and_what_is_late_now_comes_first() -> None:
    tasks = [
        SimpleNamespace(before=before, after=after)
        for before in ENUMS["urgency"]
        for after in ENUMS["urgency"]
        if before != after
    ]
    found = turns(tasks)
    assert [row for rows in found.values() for row in rows if row.after == "Quá hạn"] == found[Turn.LATE]
    assert next(iter(found)) is Turn.LATE
    assert sum(map(len, found.values())) == len(tasks)
    assert turn("Đúng hạn", "Trễ hạn") is Turn.OTHER


def test_what_a_meeting_gave_since_is_new_and_may_be_late_already(data: Warehouse) -> None:
    found = turns(rows(data, "council_changes"))
    assert {what: [(row.task_id, row.before) for row in some] for what, some in found.items()} == {
        Turn.LATE: [("T1", "Sắp đến hạn"), ("T2", None)],
        Turn.GIVEN: [("T3", None)],
    }


def test_who_climbed_is_as_unit_ranking_has_it_ties_too(data: Warehouse) -> None:
    ranking = rows(data, "unit_ranking")
    found = climbs(ranking)
    assert [(c.name, c.before, c.rank, c.change, c.shared) for c in found] == [
        ("Thôn 3", 3, 1, 2, True),
        ("Thôn 1", 1, 3, -2, False),
        ("Thôn 2", 2, 1, 1, True),
    ]
    assert {c.unit_id: c.change for c in found} == {row.unit_id: row.rank_change for row in ranking}


def test_who_was_or_is_not_ranked_climbed_nowhere() -> None:
    new = SimpleNamespace(unit_id="A", name="A", rank=1, previous_rank=None)
    gone = SimpleNamespace(unit_id="B", name="B", rank=None, previous_rank=1)
    assert climbs([new, gone]) == []


LATE = {Turn.LATE: [1, 2], Turn.DONE: [3]}
MOVED = [SimpleNamespace(before=None, after="Tiếp nhận")] * 20 + [
    SimpleNamespace(before="Trình Chủ tịch", after="Thẩm định")
]


@pytest.mark.parametrize(
    ("tasks", "moved", "climbed", "said"),
    [
        (
            LATE,
            MOVED,
            [Climb("A", "Thôn 3", 7, 3), Climb("B", "Thôn 4", 1, 2)],
            "2 nhiệm vụ thành quá hạn, 1 hoàn thành; 20 hồ sơ mới, 1 quay lại;"
            " Thôn 3 lên 4 bậc, Thôn 4 xuống 1 bậc so với Quý I/2026.",
        ),
        (
            {Turn.BEGUN: [1]},
            [],
            [],
            "không nhiệm vụ nào thành quá hạn, 1 bắt đầu làm; không hồ sơ nào chuyển bước.",
        ),
        (
            {},
            [],
            [Climb("A", "dài " * 20, 3, 2)],
            "không nhiệm vụ nào đổi tình trạng; không hồ sơ nào chuyển bước; 1 đơn vị lên 1 bậc so với Quý I/2026.",
        ),
        ({}, [], [Climb("A", "A", 2, 2)], "không nhiệm vụ nào đổi tình trạng; không hồ sơ nào chuyển bước."),
        (
            {},
            MOVED[-1:],
            [Climb(name, name, rank + 1, rank) for name, rank in (("A", 1), ("B", 2), ("C", 3))],
            "không nhiệm vụ nào đổi tình trạng; 1 hồ sơ quay lại; 3 đơn vị lên 1 bậc so với Quý I/2026.",
        ),
    ],
)
def test_the_sentence_tells_what_turned_late_first_and_is_honest_about_nothing(
    tasks: dict[Turn, list[Any]], moved: list[Any], climbed: list[Climb], said: str
) -> None:
    assert sentence("Từ họp 05/07", tasks, flows(moved), climbed, than="2026-Q1") == f"Từ họp 05/07: {said}"


def test_nothing_moved_where_the_days_are_one(data: Warehouse, tmp_path: Path) -> None:
    assert flows(rows(data, "dossier_moves", since=DAY)) == []
