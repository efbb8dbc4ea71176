"""What a day's figures are compared with: the day, the year, the quarter, and its words."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from emulation.baseline import Against, Baseline, YearAgo, baseline
from emulation.scope import Scope

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
LEAP_DAYS = st.sampled_from([date(year, 2, 29) for year in range(2004, 2100, 4)])
SCOPES = st.builds(
    Scope.at,
    DAYS | LEAP_DAYS,
    quarter=st.sampled_from([None, 0, 1, 2, 3, 4]),
    units=st.sampled_from([(), ("A",)]),
)


def day_of(against: Against, as_of: date, met_on: date | None = None) -> date | None:
    return baseline(against, Scope.at(as_of), met_on).day


@given(SCOPES)
def test_a_year_earlier_is_the_same_day_of_the_year_before(scope: Scope) -> None:
    then = scope.a_year_earlier
    assert then.as_of.year == scope.as_of.year - 1
    same = scope.as_of - timedelta(days=(scope.as_of.month, scope.as_of.day) == (2, 29))
    assert (then.as_of.month, then.as_of.day) == (same.month, same.day)
    assert (then.year, then.quarter, then.units) == (scope.year - 1, scope.quarter, scope.units)
    assert then.period == f"{int(scope.period[:4]) - 1}{scope.period[4:]}"


@given(SCOPES)
def test_the_quarters_start_is_the_evening_before_its_first_day(scope: Scope) -> None:
    then = baseline(Against.QUARTER, scope, None).scope
    assert then
    first = then.as_of + timedelta(days=1)
    assert (first.day, first.month % 3) == (1, 1)
    assert first <= scope.as_of < first + timedelta(days=92)
    assert then == scope.but(as_of=then.as_of)


def test_in_january_the_quarter_began_with_the_year() -> None:
    assert day_of(Against.QUARTER, date(2026, 1, 1)) == date(2025, 12, 31)
    assert day_of(Against.QUARTER, date(2026, 3, 31)) == date(2025, 12, 31)
    assert day_of(Against.QUARTER, date(2026, 4, 1)) == date(2026, 3, 31)
    january = baseline(Against.QUARTER, Scope.at(date(2026, 1, 5), year=2025), None)
    assert (january.change(), january.scope) == (
        "từ đầu Quý I",
        Scope.at(date(2026, 1, 5), year=2025).but(as_of=date(2025, 12, 31)),
    )


def test_periods_of_every_kind_are_those_of_the_year_before() -> None:
    periods = ("2026-Q1", "2026-H2", "2026", "2025-2026", "")
    assert [Scope(date(2026, 5, 1), 2026, period=each).a_year_earlier.period for each in periods] == [
        "2025-Q1",
        "2025-H2",
        "2025",
        "2024-2025",
        "",
    ]


def test_without_a_meeting_there_is_nothing_to_compare_with_and_it_says_so() -> None:
    none = baseline(Against.MEETING, Scope.at(date(2026, 11, 16)), None)
    assert (none.day, none.since, none.change(), none.at) == (None, None, "", "")
    assert none.begin == "Chưa có cuộc họp Hội đồng nào để so"


def test_questions_about_the_same_tasks_have_no_since_a_year_earlier() -> None:
    scope = Scope.at(date(2026, 11, 16))
    assert baseline(Against.YEAR, scope, None).since is None
    assert baseline(Against.QUARTER, scope, None).since == date(2026, 9, 30)


def test_what_waits_on_a_day_is_told_by_the_year_of_that_day() -> None:
    january = Scope.at(date(2027, 1, 5), year=2026)  # the plan of 2027 is not there yet
    then = baseline(Against.YEAR, january, None)
    assert (then.change(), then.change(of_any_year=True)) == (
        "so với cùng kỳ 2025",
        "so với cùng kỳ 2026",
    )
    ago = YearAgo(january.a_year_earlier)
    assert (ago.beside(), ago.beside(of_any_year=True)) == ("cùng kỳ 2025", "cùng kỳ 2026")


def words_of(then: Baseline) -> list[str]:
    return [then.title, then.begin, then.at]


def test_the_words_of_each_baseline() -> None:
    scope, met_on = Scope.at(date(2026, 11, 16)), date(2026, 10, 15)
    assert [words_of(baseline(each, scope, met_on)) for each in Against] == [
        ["Thay đổi từ cuộc họp trước", "Từ họp Hội đồng ngày 15/10/2026", "họp 15/10/2026"],
        ["Thay đổi từ cùng kỳ năm trước", "Từ cùng ngày năm trước, 16/11/2025", "đến 16/11/2025"],
        ["Thay đổi từ đầu quý", "Từ đầu Quý IV, sau ngày 30/09/2026", "hết ngày 30/09/2026"],
    ]


def test_what_a_year_ago_lacks_is_said() -> None:
    then = Scope.at(date(2026, 11, 16)).a_year_earlier
    assert YearAgo(then).lacks() == "Chưa có dữ liệu năm 2025."
    assert YearAgo(then, plan=True, dossiers=True, period=True).lacks() == ""
    begun = YearAgo(
        then, plan=True, dossiers=True, period=True, period_from=date(2025, 7, 1), no_tasks=(1, 2)
    )
    assert begun.lacks() == ("Chưa có dữ liệu năm 2025: nhiệm vụ Quý I và Quý II, hồ sơ trước tháng 07/2025.")
    assert begun.lacks(dossiers=False) == "Chưa có dữ liệu năm 2025: nhiệm vụ Quý I và Quý II."
    assert YearAgo(then, plan=True).lacks() == "Chưa có dữ liệu năm 2025: hồ sơ."
    assert YearAgo(then, plan=True).lacks(plan=False) == "Chưa có dữ liệu năm 2025."
    assert YearAgo(then, dossiers=True, period=True).lacks() == "Chưa có dữ liệu năm 2025: nhiệm vụ."
