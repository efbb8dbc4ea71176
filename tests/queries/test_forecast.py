"""What may be late: which cases an expectation rests on, what it says, and where it says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from emulation.intake import read_folder
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from emulation.workdays import calendar_days
from tests.folders import warehouse
from tests.reference import forecast as reference
from tests.reference.folders import write_random_folder
from tests.reference.moment import Moment
from tests.reference.reading import read_folder as read_plainly

_DAYS, _WORKED, *_ = calendar_days({})
WORKING = [day for day, works in zip(_DAYS, _WORKED, strict=True) if works]
MARCH, JUNE = WORKING.index(date(2026, 3, 3)), WORKING.index(date(2026, 6, 1))
DAY = WORKING[JUNE + 3]
"""On which dossier X has been at Thẩm định for two working days, and seven are left: 04/06/2026."""
NEEDED = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
"""Working days that ten earlier dossiers needed from Thẩm định on: three of them more than the nine that X may need."""
UNITS = "unit_id,name\nA,Đơn vị A\nB,Đơn vị B\n"
AWARDS = """
    award_id,name,category,level,working_days
    GK,Giấy khen,Hình thức khen thưởng,Cấp xã,10
    TT,Lao động tiên tiến,Danh hiệu thi đua,Cấp xã,10
    BK,Bằng khen,Hình thức khen thưởng,Cấp tỉnh,10
    """
Route = tuple[str, date, Sequence[tuple[str, date]]]
"""Award, reception, events."""


def straight(needed: int, award: str = "GK") -> Route:
    """An earlier dossier that went from Thẩm định to its award after so many working days."""
    done = WORKING[MARCH + needed]
    return award, WORKING[MARCH - 1], [("Thẩm định", WORKING[MARCH]), ("Đã khen thưởng", done)]


def asked(award: str = "GK", *more: tuple[str, date]) -> Route:
    return award, WORKING[JUNE], [("Thẩm định", WORKING[JUNE + 1]), *more]


def folder(past: Sequence[Route], x: Route | None = None, due: date | None = None) -> dict[str, str]:
    """The past, and the dossier X of which is asked."""
    routes = {f"P{n}": route for n, route in enumerate(past)} | {"X": x or asked()}
    dossiers = [
        f"{key},{received},A,Cá nhân,{key},{award},Công trạng,{due if due and key == 'X' else ''}"
        for key, (award, received, _) in routes.items()
    ]
    events = [f"{day},{key},{stage}" for key, (*_, went) in routes.items() for stage, day in went]
    return {
        "units": UNITS,
        "awards": AWARDS,
        "dossiers": "\n".join(
            [
                "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,due_on",
                *dossiers,
            ]
        ),
        "dossier_events": "\n".join(["occurred_on,dossier_id,stage", *events]),
    }


def of_x(path: Path, tables: dict[str, str], day: date = DAY) -> dict[Any, Any] | None:
    rows = warehouse(path, tables).ask("forecast", Scope.at(day)).to_dict("records")
    assert {row["id"] for row in rows} <= {"X"}
    return rows[0] if rows else None


def said(path: Path, tables: dict[str, str], day: date = DAY) -> tuple[Any, ...] | None:
    """Cases, late ones, on what it rests, working days until X is expected."""
    row = of_x(path, tables, day)
    if row is None:
        return None
    days = WORKING.index(row["expected_on"]) - WORKING.index(day)
    return row["cases"], row["late_cases"], row["rests_on"], days


def test_the_whole_row(tmp_path: Path) -> None:
    assert of_x(tmp_path, folder([straight(n) for n in NEEDED])) == {
        "kind": "dossier",
        "id": "X",
        "unit_id": "A",
        "what": "Giấy khen · X",
        "owner": "Đơn vị A",
        "stage": "Thẩm định",
        "due_on": date(2026, 6, 15),
        "expires_on": date(2026, 6, 15),
        "year": None,
        "elapsed": 2,
        "ahead": None,
        "rests_on": "danh hiệu",
        "by_unit": None,
        "cases": 10,
        "late_cases": 3,
        "late_share": 0.3,
        "expected_on": date(
            2026, 6, 12
        ),  # the median of 1 to 10 days more is 5.5: six days, begun ones count
        "may_be_late": False,
        "days_late": -11,
    }


TEN = [straight(n) for n in NEEDED]
OPEN_LONG: Route = "GK", WORKING[MARCH - 1], [("Thẩm định", WORKING[MARCH])]
TWICE: Route = (
    "GK",
    WORKING[MARCH - 1],
    [
        ("Thẩm định", WORKING[MARCH]),
        ("Yêu cầu bổ sung", WORKING[MARCH + 1]),
        ("Thẩm định", WORKING[MARCH + 4]),
        ("Đã khen thưởng", WORKING[MARCH + 13]),
    ],
)
"""At first for one day only, then for nine, which X may need too; from the first on it is one more, without the wait."""
TWO_LONG: Route = (
    "GK",
    WORKING[MARCH - 1],
    [
        ("Thẩm định", WORKING[MARCH]),
        ("Yêu cầu bổ sung", WORKING[MARCH + 3]),
        ("Thẩm định", WORKING[MARCH + 4]),
        ("Đã khen thưởng", WORKING[MARCH + 9]),
    ],
)
"""For three days, then for five: one dossier, one case."""
WAITED: Route = (
    "GK",
    WORKING[MARCH - 1],
    [
        ("Thẩm định", WORKING[MARCH]),
        ("Yêu cầu bổ sung", WORKING[MARCH + 4]),
        ("Họp Hội đồng", WORKING[MARCH + 9]),
        ("Đã khen thưởng", WORKING[MARCH + 12]),
    ],
)
"""Needed twelve working days, for five of which it waited for its unit."""
FEW = [straight(2)] * 9 + [straight(n) for n in NEEDED[1:]]
"""Nine cases, and nine dossiers that left the stage on their second day there."""
LATER: Route = "GK", WORKING[MARCH - 1], [("Thẩm định", WORKING[MARCH]), ("Trả lại", DAY + timedelta(days=1))]


@pytest.mark.parametrize(
    ("past", "x", "due", "expected"),
    [
        pytest.param(TEN, None, None, (10, 3, "danh hiệu", 6), id="even"),
        pytest.param([*TEN, straight(3)], None, None, (11, 3, "danh hiệu", 5), id="odd"),
        pytest.param(TEN[1:], None, None, None, id="nine"),
        pytest.param(FEW, None, None, None, id="left on that day"),
        pytest.param([*TEN[1:], TWICE], None, None, (10, 3, "danh hiệu", 7), id="the first long stay"),
        pytest.param([*TEN[2:], TWO_LONG], None, None, None, id="a dossier is one case"),
        pytest.param([straight(n, "TT") for n in NEEDED], None, None, (10, 3, "cấp", 6), id="level"),
        pytest.param(
            [*TEN[1:], straight(20, "TT")], None, None, (10, 4, "cấp", 7), id="level with the award"
        ),
        pytest.param([straight(n, "BK") for n in NEEDED], None, None, (10, 3, "mọi hồ sơ", 6), id="all"),
        pytest.param([*TEN, *[straight(20, "TT")] * 9], None, None, (10, 3, "danh hiệu", 6), id="narrowest"),
        pytest.param([*TEN[:9], WAITED], None, None, (10, 2, "danh hiệu", 6), id="waiting moves the deadline"),
        pytest.param([*TEN[:9], WAITED], None, date(2026, 6, 15), (10, 3, "danh hiệu", 6), id="but no fixed one"),
        pytest.param([*TEN[:9], OPEN_LONG], None, None, (10, 3, "danh hiệu", 6), id="open and longer already"),
        pytest.param([*TEN[:9], LATER], None, None, (10, 3, "danh hiệu", 6), id="closed later: still open"),
        pytest.param([*TEN[:9], asked()], None, None, None, id="open, who knows"),
    ],
)  # fmt: skip
def test_the_cases(
    past: list[Route], x: Route | None, due: date | None, expected: tuple[Any, ...] | None, tmp_path: Path
) -> None:
    assert said(tmp_path, folder(past, x, due)) == expected


def test_of_what_nothing_is_said(tmp_path: Path) -> None:
    """A dossier whose clock stands, one that is handed up, one that is due today, one that is late; only X has a row."""
    tables = folder(TEN)
    for key, due in (("PAUSED", ""), ("HANDED", ""), ("TODAY", DAY), ("LATE", DAY - timedelta(days=1))):
        tables["dossiers"] += f"\n{key},{WORKING[JUNE]},A,Cá nhân,{key},GK,Công trạng,{due}"
        tables["dossier_events"] += f"\n{WORKING[JUNE + 1]},{key},Thẩm định"
    tables["dossier_events"] += f"\n{DAY},PAUSED,Yêu cầu bổ sung\n{DAY},HANDED,Trình cấp trên"
    assert said(tmp_path, tables) == (10, 3, "danh hiệu", 6)


def test_what_comes_later_is_not_known(tmp_path: Path) -> None:
    tables = folder(TEN, asked("GK", ("Đã khen thưởng", DAY + timedelta(days=1))))
    tables["dossiers"] += f"\nY,{DAY + timedelta(days=1)},A,Cá nhân,Y,GK,Công trạng,"
    assert said(tmp_path, tables) == (10, 3, "danh hiệu", 6)


def test_a_stage_before_the_first_event(tmp_path: Path) -> None:
    """Ten dossiers were received and awarded five days later, with no other event: they were at Tiếp nhận."""
    past: list[Route] = [("GK", WORKING[MARCH], [("Đã khen thưởng", WORKING[MARCH + 5])])] * 10
    assert said(tmp_path, folder(past, ("GK", WORKING[JUNE], []))) == (10, 0, "danh hiệu", 2)


def days_of(year: int) -> list[date]:
    """The working days about the tenth and the twentieth of every month."""
    found = (date(year, month, day) for month in range(1, 13) for day in (10, 20))
    return [next(day for day in WORKING if day >= due) for due in found]


def plan(a: int, b: int, more: str = "", **tables: str) -> dict[str, str]:
    """A year in which A finishes its tasks `a` days after their due day, B its own `b` days; then 2026, with one each."""
    tasks, roles, log = [], [], []
    for unit, past in (("A", a), ("B", b)):
        for number, due in enumerate(days_of(2025)):
            tasks.append(f"{unit}{number},2025,II.1.a,{unit}{number},{due}")
            roles.append(f"{unit}{number},{unit},Chủ trì,")
            log.append(f"{due + timedelta(days=past)},{unit}{number},{unit},Hoàn thành,")
        tasks.append(f"{unit},2026,II.1.a,{unit},10/02/2026")
        roles.append(f"{unit},{unit},Chủ trì,")
    return {
        "units": UNITS,
        "tasks": "\n".join(["task_id,year,clause,title,due_on", *tasks]),
        "assignments": "\n".join(["task_id,unit_id,role,due_on", *roles, more]),
        "progress": "\n".join(["recorded_on,task_id,unit_id,status,note", *log]),
        **tables,
    }


FEBRUARY = date(2026, 2, 2)


def tasks_of(
    path: Path, tables: dict[str, str], units: tuple[str, ...] = (), day: date = FEBRUARY
) -> list[tuple[Any, ...]]:
    rows = warehouse(path, tables).ask("forecast", Scope.at(day, year=2026, units=units))
    names = ["id", "unit_id", "by_unit", "ahead", "cases", "late_cases", "expected_on"]
    found = [tuple(row) for row in rows[names].to_numpy().tolist()]
    return found if units else [row for row in found if row[1] is None]


def test_a_task_is_expected_by_its_leads_past(tmp_path: Path) -> None:
    assert tasks_of(tmp_path, plan(5, 0)) == [
        ("A", None, "Đơn vị A", 8, 24, 24, date(2026, 2, 23)),  # 15/02 is in Tết
        ("B", None, "Đơn vị B", 8, 24, 0, date(2026, 2, 10)),
    ]


def test_of_several_leads_the_one_that_is_late_most_often(tmp_path: Path) -> None:
    tables = plan(5, 0, "B,A,Chủ trì,")
    assert [row[:3] for row in tasks_of(tmp_path, tables)] == [
        ("A", None, "Đơn vị A"),
        ("B", None, "Đơn vị A"),
    ]
    assert [row[:3] for row in tasks_of(tmp_path, tables, ("B",))] == [("B", "B", "Đơn vị B")]  # fmt: skip


def test_cases_were_still_open_at_that_distance(tmp_path: Path) -> None:
    """B is done ten days before: of a task that is open eight days before its last day its past says nothing."""
    assert [row[0] for row in tasks_of(tmp_path / "near", plan(5, -10))] == ["A"]
    assert [row[0] for row in tasks_of(tmp_path / "far", plan(5, -10), day=date(2026, 1, 30))] == ["A", "B"]


def test_a_task_of_a_meeting_is_no_case_before_the_meeting(tmp_path: Path) -> None:
    """All that A did in 2025 was concluded five days before its last day: when eight days were left, it was not there."""
    tables = plan(5, 0)
    header, *rows = tables["tasks"].split("\n")
    due = days_of(2025)
    tables["tasks"] = "\n".join(
        [
            f"{header},meeting_id",
            *(f"{row},M{n}" if n < len(due) else f"{row}," for n, row in enumerate(rows)),
        ]
    )
    held = [f"M{n},{day - timedelta(days=5)},Họp UBND,Giao ban {n}" for n, day in enumerate(due)]
    tables["meetings"] = "\n".join(["meeting_id,held_on,kind,title", *held])
    assert [row[0] for row in tasks_of(tmp_path, tables)] == ["B"]


def test_units_that_are_alike_tell_nothing(tmp_path: Path) -> None:
    assert tasks_of(tmp_path, plan(5, 5)) == []


def test_a_helper_of_whom_nothing_was_recorded_is_not_asked_about(tmp_path: Path) -> None:
    assert [row[0] for row in tasks_of(tmp_path / "silent", plan(5, 0, "B,A,Phối hợp,"), ("A",))] == ["A"]
    tables = plan(5, 0, "B,A,Phối hợp,")
    tables["progress"] += "\n05/01/2026,B,A,Đang thực hiện,"
    assert [row[0] for row in tasks_of(tmp_path / "told", tables, ("A",))] == ["A", "B"]


def test_what_dossiers_measure_is_not_asked_about(tmp_path: Path) -> None:
    tables = plan(5, 0)
    tables["tasks"] = tables["tasks"].replace("due_on\n", "due_on,measured_by\n")
    tables["tasks"] = tables["tasks"].replace("A,10/02/2026", "A,10/02/2026,hồ sơ")
    assert [row[0] for row in tasks_of(tmp_path, tables)] == ["B"]


def test_an_extended_part_counts_by_its_last_day(tmp_path: Path) -> None:
    """Half of what A was late with had been extended by then."""
    extensions = "\n".join(
        [
            "decided_on,task_id,unit_id,due_on",
            *(f"{d},A{n},,{d + timedelta(days=7)}" for n, d in enumerate(days_of(2025)) if n % 2),
        ]
    )
    ((*_, late, _), _) = tasks_of(tmp_path, plan(5, 0, extensions=extensions))
    assert late == 12


SAMPLE = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(("seed", "fewest"), [(0, 10), (5, 2), (62, 2)])
def test_case_by_case(seed: int, fewest: int, tmp_path: Path) -> None:
    """The same as plain Python works out, in the sample (0) and in random folders, there from two cases on."""
    path = tmp_path if seed else SAMPLE
    if seed:
        write_random_folder(path, seed)
    data = Warehouse(read_folder(path)[0])
    day = date(max(data.years), 5, 30) if seed else data.default_as_of
    data.answer("forecast", Scope.at(day))  # has what the day takes kept
    moment = Moment(read_plainly(path), day)
    with data._cursor() as cursor:
        cursor.execute(f"create or replace temp macro fewest_cases() as {fewest}")
        dossiers = cursor.execute(
            f"select dossier_id, cases, late_cases, rests_on, expected_on from dossier_forecast_of(date '{day}')"
        ).fetchall()
        tasks = cursor.execute(
            "select task_id, unit_id, by_unit, cases, late_cases, 'đơn vị', expected_on "
            f"from task_forecast_of(date '{day}')"
        ).fetchall()
    found = {key: reference.Expected(*row) for key, *row in dossiers}
    assert found == reference.of_dossiers(moment, fewest)
    found_tasks = {(t, u): (by, reference.Expected(*row)) for t, u, by, *row in tasks}
    assert found_tasks == reference.of_tasks(moment, fewest)
