"""What *Hồ sơ chờ xử lý* asks: what waits where, one dossier's route and deadline, awards given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse

SCOPE = Scope.at(date(2026, 7, 15))
ALL: dict[str, Any] = dict.fromkeys(("level", "type", "stage", "kind", "deadline"))
TABLES = {
    "units": """
        unit_id,name,short_name
        A,Đơn vị A,A
        B,Đơn vị B,
        """,
    "awards": """
        award_id,name,category,level,working_days
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã,10
        BK,Bằng khen,Hình thức khen thưởng,Cấp thành phố,10
        HC,Huân chương,Hình thức khen thưởng,Cấp Nhà nước,
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on
        LATE,01/06/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng,10/07/2026
        SOON,06/07/2026,B,Tập thể,Tập thể 01,GK,Đột xuất,
        FREE,01/07/2026,B,Tập thể,Tập thể 02,HC,Cống hiến,
        CITY,01/06/2026,A,Cá nhân,Cá nhân 02,BK,Công trạng,
        DONE,01/04/2026,A,Cá nhân,Cá nhân 03,GK,Công trạng,
        PAST,01/03/2026,B,Hộ gia đình,Hộ gia đình 01,GK,Phong trào,
        NEXT,20/07/2026,B,Tập thể,Tập thể 03,GK,Công trạng,
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage,document_no,note
        10/06/2026,LATE,Thẩm định,,
        15/06/2026,LATE,Yêu cầu bổ sung,CV-01,Thiếu biên bản
        17/06/2026,LATE,Yêu cầu bổ sung,CV-02,
        22/06/2026,LATE,Thẩm định,,
        06/07/2026,SOON,Tiếp nhận,,
        08/07/2026,SOON,Yêu cầu bổ sung,,
        10/07/2026,SOON,Thẩm định,,
        10/06/2026,CITY,Trình cấp trên,TTr-01,
        10/04/2026,DONE,Đã khen thưởng,QĐ-01,
        05/03/2026,PAST,Đã khen thưởng,QĐ-02,
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("dossiers"), TABLES)


def rows(data: Warehouse, query: str, scope: Scope = SCOPE, **more: Any) -> list[dict]:
    return data.ask(query, scope, **more).to_dict("records")


def test_standing_tells_the_commune_from_the_higher_level(data: Warehouse) -> None:
    assert rows(data, "waiting_standing", **ALL) == [
        {
            "dossiers": 4,
            "in_commune": 3,
            "with_higher_level": 1,
            "overdue": 1,
            "longest_overdue": 5,
            "due_soon": 1,
            "due_today": 0,
            "paused": 0,
            "most_overdue_stage": "Thẩm định",
            "most_overdue": 1,
        }
    ]


def test_nothing_waiting_is_counted_as_nothing(data: Warehouse) -> None:
    chosen: dict[str, Any] = ALL | {"kind": "Hộ gia đình"}
    (standing,) = rows(data, "waiting_standing", **chosen)
    assert (standing["dossiers"], standing["overdue"]) == (0, 0)
    assert standing["most_overdue_stage"] is None
    assert standing["longest_overdue"] is None


def test_all_six_waiting_stages_are_there(data: Warehouse) -> None:
    stages = [
        (row["stage"], row["dossiers"], row["longest_days"]) for row in rows(data, "waiting_stages", **ALL)
    ]
    assert stages == [
        ("Tiếp nhận", 1, 14),
        ("Thẩm định", 2, 23),
        ("Yêu cầu bổ sung", 0, None),
        ("Họp Hội đồng", 0, None),
        ("Trình Chủ tịch", 0, None),
        ("Trình cấp trên", 1, 35),
    ]


def test_the_list_is_in_the_order_of_pending_dossiers(data: Warehouse) -> None:
    waiting = rows(data, "waiting_list", **ALL)
    assert [row["dossier_id"] for row in waiting] == ["LATE", "SOON", "FREE", "CITY"]
    assert [row["dossier_id"] for row in rows(data, "pending_dossiers")] == ["LATE", "SOON", "FREE", "CITY"]
    assert [row["place"] for row in waiting] == ["Tại chỗ", "Tại chỗ", "Tại chỗ", "Cấp trên"]
    assert (waiting[0]["unit_name"], waiting[1]["unit_name"]) == ("A", "Đơn vị B")


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"level": "Cấp tỉnh"}, ["CITY"]),
        ({"type": "Đột xuất"}, ["SOON"]),
        ({"stage": "Thẩm định"}, ["LATE", "SOON"]),
        ({"kind": "Tập thể"}, ["SOON", "FREE"]),
        ({"kind": "Tập thể", "level": "Cấp xã"}, ["SOON"]),
        ({"deadline": "Quá hạn"}, ["LATE"]),
        ({"deadline": "Sắp đến hạn"}, ["SOON"]),
        ({"deadline": "Không có hạn"}, ["FREE"]),
        ({"deadline": "Đã trình cấp trên"}, ["CITY"]),
        ({"deadline": "Còn hạn"}, []),
    ],
)
def test_choices_narrow_list_stages_and_standing_alike(
    data: Warehouse, choice: dict, found: list[str]
) -> None:
    chosen: dict[str, Any] = ALL | choice
    assert [row["dossier_id"] for row in rows(data, "waiting_list", **chosen)] == found
    assert sum(row["dossiers"] for row in rows(data, "waiting_stages", **chosen)) == len(found)
    assert rows(data, "waiting_standing", **chosen)[0]["dossiers"] == len(found)


def test_days_are_those_of_the_calendar(data: Warehouse) -> None:
    waiting = {row["dossier_id"]: row for row in rows(data, "waiting_list", **ALL)}
    assert (waiting["LATE"]["days_late"], waiting["LATE"]["working_days_left"]) == (5, -3)
    assert (waiting["SOON"]["days_late"], waiting["SOON"]["working_days_left"]) == (-7, 5)
    assert waiting["FREE"]["days_late"] is waiting["CITY"]["days_late"] is None
    for dossier_id, row in waiting.items():
        assert rows(data, "dossier_detail", dossier=dossier_id)[0]["days_late"] == row["days_late"]


def test_a_unit_sees_its_own(data: Warehouse) -> None:
    assert [row["dossier_id"] for row in rows(data, "waiting_list", SCOPE.but(units=("A",)), **ALL)] == [
        "LATE",
        "CITY",
    ]


def test_a_computed_deadline_moves_by_the_pause(data: Warehouse) -> None:
    (dossier,) = rows(data, "dossier_detail", dossier="SOON")
    assert (dossier["working_days"], dossier["paused_days"]) == (10, 2)
    assert dossier["own_due_on"] is None
    assert dossier["due_on"] == date(2026, 7, 22)  # ten working days after 06/07 are 20/07


def test_an_own_deadline_stays(data: Warehouse) -> None:
    (dossier,) = rows(data, "dossier_detail", dossier="LATE")
    assert dossier["due_on"] == dossier["own_due_on"] == date(2026, 7, 10)
    assert (dossier["state"], dossier["working_days_left"]) == ("Quá hạn", -3)


def test_without_working_days_there_is_no_deadline(data: Warehouse) -> None:
    (dossier,) = rows(data, "dossier_detail", dossier="FREE")
    assert (dossier["due_on"], dossier["state"], dossier["stage"]) == (None, None, "Tiếp nhận")


def test_a_dossier_of_the_future_is_not_known(data: Warehouse) -> None:
    assert rows(data, "dossier_detail", dossier="NEXT") == []
    assert rows(data, "dossier_route", dossier="NEXT") == []


def test_the_route_begins_with_the_reception_and_joins_what_stayed_the_same(data: Warehouse) -> None:
    stays = [
        (r["stage"], r["since"], r["until"], r["days"]) for r in rows(data, "dossier_route", dossier="LATE")
    ]
    assert stays == [
        ("Tiếp nhận", date(2026, 6, 1), date(2026, 6, 10), 9),
        ("Thẩm định", date(2026, 6, 10), date(2026, 6, 15), 5),
        ("Yêu cầu bổ sung", date(2026, 6, 15), date(2026, 6, 22), 7),
        ("Thẩm định", date(2026, 6, 22), date(2026, 7, 15), 23),
    ]
    paused = rows(data, "dossier_route", dossier="LATE")[2]
    assert (paused["working_days"], paused["documents"], paused["notes"]) == (
        5,
        "CV-01; CV-02",
        "Thiếu biên bản",
    )


def test_a_closed_route_ends_the_day_it_was_closed(data: Warehouse) -> None:
    route = rows(data, "dossier_route", dossier="DONE")
    assert [(row["stage"], row["days"]) for row in route] == [("Tiếp nhận", 9), ("Đã khen thưởng", 0)]


def test_awards_are_counted_by_level_form_and_unit(data: Warehouse) -> None:
    assert [tuple(row.values()) for row in rows(data, "awards_totals")] == [
        ("level", "Cấp xã", 2),
        ("form", "Giấy khen", 2),
        ("unit", "A", 1),
        ("unit", "Đơn vị B", 1),
    ]
    assert [row["dossier_id"] for row in rows(data, "awards_list")] == ["DONE", "PAST"]


def test_awards_of_a_quarter_are_those_decided_in_it(data: Warehouse) -> None:
    assert [row["dossier_id"] for row in rows(data, "awards_list", SCOPE.but(quarter=1))] == ["PAST"]
    assert rows(data, "awards_totals", SCOPE.but(quarter=0)) == []
    assert rows(data, "awards_totals", SCOPE.but(year=2025)) == []


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        (["28/05/2026,H1,Thẩm định"], "Thẩm định"),
        (["28/05/2026,H1,Thẩm định", "01/06/2026,H1,Tiếp nhận"], "Thẩm định"),  # after its Tiếp nhận
        (["28/05/2026,H1,Thẩm định", "02/06/2026,H1,Tiếp nhận"], "Tiếp nhận"),
        (["01/06/2026,H1,Thẩm định", "01/06/2026,H1,Tiếp nhận"], "Tiếp nhận"),  # the last row of the day
    ],
)
def test_an_event_before_the_reception_counts_as_of_that_day(
    events: list[str], stage: str, tmp_path: Path
) -> None:
    data = warehouse(
        tmp_path,
        TABLES
        | {
            "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type\n"
            "H1,01/06/2026,A,Cá nhân,Cá nhân 01,GK,Công trạng\n",
            "dossier_events": "occurred_on,dossier_id,stage\n" + "\n".join(events) + "\n",
        },
    )
    pending = data.ask("pending_dossiers", SCOPE)
    assert pending["stage"].tolist() == [stage]
    assert data.ask("dossier_route", SCOPE, dossier="H1")["stage"].iloc[-1] == stage
    assert data.ask("pending_dossiers", Scope.at(date(2026, 5, 31))).empty


@pytest.mark.parametrize(
    ("day", "of", "received", "awarded"),
    [
        (15, {}, 6, 2),
        (15, {"quarter": 1}, 1, 1),
        (15, {"quarter": 2}, 3, 1),
        (15, {"quarter": 2, "units": ("B",)}, 0, 0),
        (15, {"quarter": 3}, 2, 0),
        (20, {"quarter": 3}, 3, 0),  # received on this day
        (15, {"year": 2025}, 0, 0),
    ],
)
def test_dossiers_of_a_period_are_those_received_and_those_finished_in_it(
    data: Warehouse, day: int, of: dict[str, Any], received: int, awarded: int
) -> None:
    (found,) = rows(data, "period_dossiers", SCOPE.but(as_of=date(2026, 7, day), **of))
    assert found == {
        "received": received,
        "awarded": awarded,
        "not_eligible": 0,
        "returned": 0,
        "withdrawn": 0,
    }
    ended = rows(data, "dossiers_finished", SCOPE.but(as_of=date(2026, 7, day), **of))
    assert sum(row["finished"] for row in ended) == awarded


def test_what_was_settled_took_the_working_days_after_its_reception(data: Warehouse) -> None:
    took = {
        row["dossier_id"]: row["working_days"] for row in rows(data, "settled_dossiers", SCOPE.but(year=2026))
    }
    assert took == {"CITY": 7, "DONE": 7, "PAST": 4}
    assert rows(data, "settled_dossiers", SCOPE.but(year=2025)) == []
    before = Scope.at(date(2026, 6, 9), year=2026)
    assert [row["dossier_id"] for row in rows(data, "settled_dossiers", before)] == ["PAST", "DONE"]


def test_openly_named_is_what_was_awarded_or_is_with_the_higher_level(data: Warehouse) -> None:
    assert [row["dossier_id"] for row in rows(data, "named_openly")] == ["CITY", "DONE", "PAST"]
    before = Scope.at(date(2026, 6, 9))
    assert [row["dossier_id"] for row in rows(data, "named_openly", before)] == ["DONE", "PAST"]
