"""A new task of the plan, once or repeating: clauses, titles, due dates, what forbids it and what is to be known."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emulation.office import new_tasks
from emulation.office.change_set import ChangeSet
from emulation.office.new_tasks import Entry, Repeats
from emulation.office.teams import Team
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.office import told

DAY = date(2026, 2, 16)
SCOPE = Scope.at(DAY)
TEAM = Team(("A",), ("B",))
TABLES = {
    "units": "unit_id,name\nA,Công an xã\nB,Thôn 1\n",
    "tasks": """
        task_id,year,clause,quarter,title,short_title,due_on
        2026-II.1.d,2026,II.1.d,1,Ký kết giao ước,Ký kết,31/03/2026
        2026-II.5.a,2026,II.5.a,,Tuyên truyền,,31/12/2026
        2026-III.1,2026,III.1,,Thực hiện kế hoạch,,31/12/2026
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("new_tasks"), TABLES)


def prepared(data: Warehouse, repeats: Repeats = Repeats.ONCE, **more: Any) -> ChangeSet:
    said = {"year": 2026, "clause": "II.5.b", "title": "Báo cáo", "team": TEAM, "due_on": date(2026, 3, 15)}
    return new_tasks.prepare(data, SCOPE, Entry(repeats=repeats, **(said | more)), today=DAY)


@pytest.mark.parametrize(
    ("year", "quarter", "clause"),
    [
        (2026, 1, "II.1.đ"),
        (2026, 2, "II.2.a"),
        (2026, None, "II.5.b"),
        (2027, 1, "II.1.d"),
        (2027, 3, "II.3.a"),
    ],
)
def test_the_clause_goes_on_as_the_plan_numbers(
    data: Warehouse, year: int, quarter: int | None, clause: str
) -> None:
    assert new_tasks.proposed_clause(data, year, quarter) == clause


def test_a_task_is_given_to_its_units(data: Warehouse) -> None:
    change_set = prepared(data, clause="II.1.đ", quarter=1, place="Hội trường", conditional=True)
    # 15/03/2026 is a Sunday.
    assert told.changes(change_set) == [
        "II.1.đ · Báo cáo: Quý I, hạn 15/03 (nghỉ), tính đến 16/03/2026; chủ trì Công an xã; phối hợp Thôn 1"
    ]
    rows = told.rows(change_set)
    assert [tuple(filter(None, row.values())) for row in rows["tasks"]] == [
        ("2026-II.1.đ", "2026", "II.1.đ", "1", "Báo cáo", "Hội trường", "có", "15/03/2026")
    ]
    assert [row["role"] for row in rows["assignments"]] == ["Chủ trì", "Phối hợp"]
    assert (change_set.what, change_set.warnings) == ("Thêm nhiệm vụ II.1.đ năm 2026", ())


def test_one_that_repeats_is_made_at_once_each_under_its_name(data: Warehouse) -> None:
    change_set = prepared(data, Repeats.MONTHLY, periods=(1, 2, 4), day="30", short_title="BC … nhanh")
    rows = told.rows(change_set)
    names = ("task_id", "clause", "quarter", "title", "short_title", "due_on")
    assert [tuple(row[name] for name in names) for row in rows["tasks"]] == [
        ("2026-II.5.b.1", "II.5.b.1", "1", "Báo cáo tháng 1", "BC tháng 1 nhanh", "30/01/2026"),
        ("2026-II.5.b.2", "II.5.b.2", "1", "Báo cáo tháng 2", "BC tháng 2 nhanh", "28/02/2026"),
        ("2026-II.5.b.4", "II.5.b.4", "2", "Báo cáo tháng 4", "BC tháng 4 nhanh", "30/04/2026"),
    ]
    assert len(rows["assignments"]) == 6
    assert change_set.warnings == ("Hạn đã qua, ngày đang xem là 16/02/2026: II.5.b.1 – 30/01/2026.",)
    assert change_set.what == "Thêm nhiệm vụ II.5.b năm 2026, hằng tháng: 3 việc"
    quarterly = told.rows(prepared(data, Repeats.QUARTERLY, periods=(1, 4), by_dossiers=True))["tasks"]
    assert [(row["title"], row["due_on"], row["measured_by"]) for row in quarterly] == [
        ("Báo cáo Quý I", "31/03/2026", "hồ sơ"),
        ("Báo cáo Quý IV", "31/12/2026", "hồ sơ"),
    ]


@given(
    year=st.integers(2000, 2100),
    repeats=st.sampled_from([Repeats.MONTHLY, Repeats.QUARTERLY]),
    day=st.none() | st.integers(1, 31),
)
@example(year=2028, repeats=Repeats.MONTHLY, day=30)
@example(year=2100, repeats=Repeats.MONTHLY, day=None)
def test_each_due_date_is_that_day_or_the_month_s_last(year: int, repeats: Repeats, day: int | None) -> None:
    monthly = repeats is Repeats.MONTHLY
    periods = range(1, (12 if monthly else 4) + 1)
    dates = new_tasks.due_dates(year, repeats, periods, day)
    assert [(due.year, due.month) for due in dates] == [(year, p if monthly else p * 3) for p in periods]
    for due in dates:
        last = calendar.monthrange(year, due.month)[1]
        assert due.day == last if day is None or day > last else due.day == day


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"clause": "II.1.d"}, "Điều khoản II.1.d năm 2026 đã là “Ký kết”. Ghi điều khoản khác."),
        ({"repeats": Repeats.MONTHLY}, "Chưa chọn tháng hoặc quý nào. Chọn ít nhất một kỳ."),
        (
            {"repeats": Repeats.MONTHLY, "periods": (1,), "day": "32"},
            "Ngày “32” không có trong tháng. Ghi số từ 1 đến 31, hoặc để trống để lấy ngày cuối.",
        ),
        (
            {"repeats": Repeats.MONTHLY, "periods": (1,), "by_dossiers": True},
            "Theo dõi bằng hồ sơ là theo hồ sơ nhận trong cả quý, không theo tháng. "
            "Chọn Hằng quý, hoặc theo dõi bằng nhập tay.",
        ),
        ({"team": Team(("X",))}, "Không có đơn vị X. Chọn đơn vị trong danh sách."),
    ],
)
def test_what_is_not_allowed(data: Warehouse, more: dict[str, Any], refusal: str) -> None:
    change_set = prepared(data, **more)
    assert (change_set.refusals, change_set.edits) == ((refusal,), ())


def test_what_should_be_known_before(data: Warehouse) -> None:
    assert prepared(data, title="tuyên truyền", quarter=1, due_on=date(2026, 4, 1)).warnings == (
        "Năm 2026 đã có nhiệm vụ cùng nội dung: II.5.a.",
        "Hạn sau ngày cuối của quý: II.5.b – 01/04/2026.",
    )
    assert prepared(data, year=2027, due_on=date(2028, 1, 5), team=Team()).warnings == (
        "Hạn không nằm trong năm 2027: II.5.b – 05/01/2028.",
        "Kế hoạch năm 2027 chưa có nhiệm vụ nào; muốn chép từ năm trước thì làm Sang năm mới trước.",
        "Chưa có đơn vị chủ trì: II.5.b.",
    )
