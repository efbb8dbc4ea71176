"""Ranks compare only between final rankings of the same units; and which ranking was the last final one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from emulation import ranks
from emulation.intake import read_folder
from emulation.periods import earlier, first_day, is_school_year, last_day, year_of
from emulation.scope import Scope
from emulation.vocabulary import is_provisional
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.reference.folders import write_random_folder

DAY = date(2026, 11, 16)
COUNCIL, BLOC, SELF = "Hội đồng chấm", "Khối chấm", "Tự chấm"
COMMUNE = {
    "blocs": "bloc_id,name\nK1,Khối một\nK2,Khối hai\n",
    "units": "unit_id,name,bloc_id\nA,A,K1\nB,B,K1\nC,C,K2\nN,Ngoài khối,\n",
    "criteria": "criterion_id,year,group,name,kind,max_points\n"
    + "".join(f"C{year},{year},Nhóm,Một,Chuẩn,10\n" for year in range(2015, 2027)),
}
Scored = tuple[str, str, str]
"""A period, letters of units and the stage at which they were scored, the first of them with the most points."""


def given(path: Any, *scores: Scored) -> Warehouse:
    """A commune in which this was scored on the first of November."""
    rows = [
        f"01/11/2026,{period},{unit},C{year_of(period)},{stage},{9 - place}\n"
        for period, units, stage in scores
        for place, unit in enumerate(units)
    ]
    header = "recorded_on,period,unit_id,criterion_id,stage,points\n"
    return warehouse(path, COMMUNE | {"scores": header + "".join(rows)})


def q2(units: str, stage: str = COUNCIL) -> Scored:
    return "Q2", units, stage


def q3(units: str, stage: str = COUNCIL) -> Scored:
    return "Q3", units, stage


CASES: list[tuple[list[Scored], str | None, str]] = [
    ([q2("AB"), q3("BA")], None, ""),
    ([q2("AB")], "chưa xếp hạng", ""),
    ([q3("AB")], "không có kỳ trước", "Không so với Quý II/{}: khi đó chưa xếp hạng."),
    (
        [q2("AB"), q3("A"), q3("B", BLOC)],
        "đang tạm tính",
        "Quý III/{} đang tạm tính nên chưa so với kỳ trước.",
    ),
    ([q2("AB", SELF), q3("AB")], "kỳ trước tạm tính", "Không so với Quý II/{}: thứ hạng kỳ ấy còn tạm tính."),
    ([q2("AB"), q3("ABC")], "khác đơn vị", "Không so với Quý II/{}: khi đó xếp 2 đơn vị, nay 3."),
    (
        [q2("AB"), q3("AC")],
        "khác đơn vị",
        "Không so với Quý II/{}: khi đó cũng xếp 2 đơn vị, nhưng nay có 1 đơn vị khác.",
    ),
    # Who is outside every bloc is not ranked, and makes nothing provisional.
    ([q2("AB"), q3("AB"), q3("N", SELF)], None, ""),
    (
        [q2("AB", BLOC), q3("AC", SELF), q3("A"), q3("B")],
        "đang tạm tính",
        "Quý III/{} đang tạm tính nên chưa so với kỳ trước.",
    ),
]
"""What was scored in two quarters; why their ranks do not compare; how that is said. Each stands in a year of its own."""
FIRST_YEAR = 2016


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    scores = [
        (f"{year}-{quarter}", units, stage)
        for year, (scored, _, _) in enumerate(CASES, FIRST_YEAR)
        for quarter, units, stage in scored
    ]
    scores += [("2015-Q4", "AB", COUNCIL), ("2016-Q1", "AB", COUNCIL)]
    return given(tmp_path_factory.mktemp("cases"), *scores)


def compared(data: Warehouse, period: str) -> Any:
    return next(data.ask("rank_comparison", Scope.at(DAY, period=period)).itertuples(index=False))


@pytest.mark.parametrize(("year", "case"), list(enumerate(CASES, FIRST_YEAR)))
def test_ranks_compare_only_between_final_rankings_of_the_same_units(
    cases: Warehouse, year: int, case: tuple[list[Scored], str | None, str]
) -> None:
    row, (_, why_not, said) = compared(cases, f"{year}-Q3"), case
    assert (row.comparable, row.why_not) == (why_not is None, why_not)
    assert ranks.not_compared(row, f"{year}-Q3") == said.format(year)


def test_how_many_are_ranked_and_how_many_of_them_provisionally(cases: Warehouse) -> None:
    row = compared(cases, f"{FIRST_YEAR + len(CASES) - 1}-Q3")
    assert (row.ranked, row.previous_ranked, row.provisional, row.previous_provisional) == (3, 2, 1, 2)
    assert (row.only_now, row.only_before) == (1, 0)


def test_the_first_quarter_compares_with_the_year_before_s_last(cases: Warehouse) -> None:
    assert compared(cases, "2016-Q1").comparable


def last_final(data: Warehouse, period: str, day: date = DAY) -> str:
    rows = data.ask("last_final_period", Scope.at(day, period=period))
    return rows["period"].iloc[0] if len(rows) else ""


def test_beside_a_provisional_ranking_stands_the_last_final_one_of_its_kind(tmp_path: Any) -> None:
    data = given(
        tmp_path,
        *(("2026-Q1", "AB", COUNCIL), ("2026-Q2", "AB", COUNCIL), ("2026-H1", "AB", COUNCIL)),
        *(("2026-Q3", "AB", COUNCIL), ("2026-Q3", "C", SELF), ("2026-Q4", "ABC", BLOC)),
        *(("2025", "AB", COUNCIL), ("2025-2026", "C", COUNCIL), ("2026-H2", "A", SELF)),
    )
    assert last_final(data, "2026-Q4") == "2026-Q2"
    assert last_final(data, "2026-Q1") == "2026-Q1"  # itself: it is final
    assert last_final(data, "2025-Q4") == "2025"  # for want of a quarter
    assert last_final(data, "2025-Q3") == ""
    assert last_final(data, "2026-H2") == "2026-H1"
    assert last_final(data, "2026") == "2026-Q2"  # the last one inside the year goes before the year before
    assert last_final(data, "2024-2025") == ""  # a school year has no stand-in


def test_a_ranking_is_final_as_of_a_day(tmp_path: Any) -> None:
    data = given(tmp_path, ("2026-Q1", "AB", COUNCIL))
    assert last_final(data, "2026-Q4", date(2026, 10, 31)) == ""
    assert last_final(data, "2026-Q4", date(2026, 11, 1)) == "2026-Q1"


def test_what_may_be_compared_follows_from_the_two_rankings(tmp_path: Any) -> None:
    """Over a random folder, for every period that has ranks."""
    write_random_folder(tmp_path, 1)
    data = Warehouse(read_folder(tmp_path)[0])
    ((day,),) = data.rows_of("select max(recorded_on) from scores")
    known = data.ranked_periods(day)
    stages = {period: ranking(data, day, period) for period in {*known, *map(earlier, known)}}
    for period in known:
        now, before = stages[period], stages[earlier(period)]
        row = next(data.ask("rank_comparison", Scope.at(day, period=period)).itertuples(index=False))
        counted = (row.ranked, row.previous_ranked, row.provisional, row.previous_provisional)
        assert counted == (len(now), len(before), provisional(now), provisional(before))
        same = now.keys() == before.keys()
        assert row.comparable == (same and not provisional(now) + provisional(before))
        assert row.comparable == (not ranks.not_compared(row, period))
        final = [p for p in known if not provisional(stages[p]) and last_day(p) <= last_day(period)]
        beside = [p for p in final if is_school_year(p) == is_school_year(period)]
        inside = [p for p in beside if first_day(p) >= first_day(period)]
        found = last_final(data, period, day)
        assert found in (inside or beside or [""])
        assert (found == period) == (period in final)


def ranking(data: Warehouse, day: date, period: str) -> dict[str, str | None]:
    """Ranked unit → the stage of its points."""
    rows = data.ask("unit_ranking", Scope.at(day, period=period))
    rows = rows[rows["rank"].notna()]
    return dict(zip(rows["unit_id"], rows["stage"], strict=True))


def provisional(stages: dict[str, str | None]) -> int:
    return sum(map(is_provisional, stages.values()))
