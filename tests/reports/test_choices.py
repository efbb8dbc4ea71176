"""What *Báo cáo* and the command make where nothing is said, and what the screen's address means."""

from __future__ import annotations

from collections import namedtuple
from datetime import date
from pathlib import Path

import pytest

from emulation.__main__ import _parser
from emulation.intake import read_folder
from emulation.reports.choices import Asked, Offered, read
from emulation.reports.command import _request
from emulation.reports.kinds import KINDS
from emulation.scope import Scope
from emulation.ui.frame.address import Address, Choices
from emulation.ui.frame.address import read as filter_of
from emulation.warehouse import Warehouse

Meeting = namedtuple("Meeting", "meeting_id held_on kind")
MEETINGS = (
    Meeting("M1", date(2026, 4, 10), "Họp Hội đồng"),
    Meeting("M2", date(2026, 10, 15), "Họp Hội đồng"),
    Meeting("M3", date(2026, 11, 10), "Họp UBND"),
    Meeting("M4", date(2026, 12, 18), "Họp Hội đồng"),
)
DAY = date(2026, 11, 16)


@pytest.fixture(scope="module")
def sample() -> Warehouse:
    return Warehouse(read_folder(Path(__file__).parents[2] / "data")[0])


def opened(
    day: date = DAY, filtered: Scope | None = None, /, **address: str
) -> tuple[Asked, Offered, tuple[str, ...]]:
    held = {meeting.meeting_id for meeting in MEETINGS if meeting.held_on <= day}
    return read(
        address, filtered or Scope.at(day), [2025, 2026], MEETINGS, concluding=held & {"M1", "M3", "M4"}
    )


@pytest.mark.parametrize(
    ("report", "day", "period"),
    [
        ("quarter", date(2026, 11, 16), "2026-Q3"),  # the quarter that ended
        ("quarter", date(2026, 12, 1), "2026-Q4"),  # in its last month the running one
        ("quarter", date(2026, 1, 10), "2025-Q4"),
        ("quarter", date(2025, 1, 10), "2025-Q1"),  # nothing is known of the year before
        ("half-year", date(2026, 7, 5), "2026"),
        ("year", date(2026, 11, 16), "2026"),
        ("year", date(2026, 1, 10), "2025"),
        ("quarter", date(2027, 1, 10), "2026-Q4"),
        ("reminders", date(2026, 1, 10), "2026"),
    ],
)
def test_the_usual_period_is_the_one_that_is_reported_then(report: str, day: date, period: str):
    asked, _, refused = opened(day, report=report)
    assert (asked.period, refused) == (period, ())


def test_the_filters_own_period_comes_first():
    assert opened(DAY, Scope.at(DAY, quarter=1))[0].period == "2026-Q1"
    assert opened(DAY, Scope.at(DAY, year=2025))[0].period == "2025-Q4"
    assert opened(DAY, Scope.at(DAY, year=2025), report="year")[0].period == "2025"
    assert (
        opened(period="2026-Q1")[0].period == "2026-Q1"
    )  # that of the rankings, where a report can be on it
    assert opened(period="2026-Q1", on="2026-Q2")[0].period == "2026-Q2"
    assert opened(period="2026-H1") == opened()


def test_ranks_are_of_the_period_that_the_filter_looks_at():
    filtered = Scope.at(DAY, period="2025-2026")
    asked, offered, refused = read({"report": "ranking"}, filtered, [2026], MEETINGS, ranked=["2026-H1"])
    assert (asked.period, refused) == ("2025-2026", ())
    assert offered.periods == ("2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1", "2026-H1", "2026", "2025-2026")
    assert asked.request(filtered).period == "2025-2026"


def test_a_half_year_is_ranked_by_its_own_scores_where_there_are_any():
    asked, _, _ = opened(report="half-year")
    periods = [asked.request(Scope.at(DAY), ranked).period for ranked in ((), ["2026-H1"])]
    assert periods == ["2026-Q2", "2026-H1"]


def test_periods_are_offered_the_latest_first():
    assert opened(report="statistics")[1].periods[:6] == (
        "2026",
        "2026-Q4",
        "2026-Q3",
        "2026-Q2",
        "2026-Q1",
        "2025",
    )
    assert opened(report="half-year")[1].periods == ("2026", "2025")


def test_minutes_are_of_the_last_meeting_of_the_council_and_of_its_year():
    asked, offered, _ = opened(report="minutes")
    assert (asked.meeting, offered.meetings) == ("M2", ("M4", "M2", "M1"))
    assert opened(date(2026, 1, 5), report="minutes")[0].meeting == "M1"  # the next, where none was held
    request = opened(date(2027, 2, 1), report="minutes", meeting="M2")[0].request(Scope.at(date(2027, 2, 1)))
    assert (request.meeting, request.scope.year) == ("M2", 2026)


def test_a_notice_is_of_the_last_meeting_of_any_kind_that_had_concluded_something():
    asked, offered, _ = opened(report="conclusions")
    assert (asked.meeting, asked.period, offered.meetings) == ("M3", "2026", ("M3", "M1"))
    assert opened(date(2026, 4, 9), report="conclusions")[0].meeting == ""


def test_a_proposal_is_on_a_level_or_on_all_that_a_meeting_had():
    asked, offered, _ = opened(report="proposal")
    assert (asked.meeting, asked.level, offered.meetings[0]) == ("-", "Cấp xã", "-")
    request = asked.request(Scope.at(DAY))
    assert (request.level, request.meeting) == ("Cấp xã", "")
    request = opened(report="proposal", meeting="M2")[0].request(Scope.at(DAY))
    assert (request.level, request.meeting) == ("", "M2")
    request = opened(report="proposal", meeting="M2", level="Cấp thành phố")[0].request(Scope.at(DAY))
    assert request.level == "Cấp tỉnh"


def test_what_is_asked_for_is_asked_for_again():
    address = {"report": "ranking", "on": "2025-Q4"}
    asked, _, refused = opened(**address)
    assert (asked.params, refused) == (address, ())


def test_the_filter_goes_into_the_request():
    filtered = Scope.at(DAY, blocs=("K1",), units=("A",))
    scope = opened(on="2026-Q2")[0].request(filtered).scope
    assert (scope.as_of, scope.quarter, scope.blocs, scope.units) == (DAY, 2, ("K1",), ("A",))


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ({"report": "<b>"}, "Không có báo cáo “<b>”. Đang mở Báo cáo quý."),
        ({"on": "2026"}, "Báo cáo quý không có kỳ “2026”."),
        ({"report": "year", "on": "1999"}, "Báo cáo tổng kết năm không có kỳ “1999”."),
        ({"report": "minutes", "meeting": "M3"}, "Biên bản họp Hội đồng không có cuộc họp “M3”."),
        ({"report": "conclusions", "meeting": "M4"}, "Thông báo kết luận cuộc họp không có cuộc họp “M4”."),
        ({"report": "proposal", "level": "Cấp huyện"}, "không có cấp “Cấp huyện”."),
    ],
)
def test_what_cannot_be_had_is_refused_in_words_and_the_usual_holds(address: dict[str, str], refusal: str):
    asked, _, refused = opened(**address)
    assert len(refused) == 1
    assert refusal in refused[0]
    assert asked == opened(report=asked.report)[0]


def test_a_choice_that_the_report_has_not_is_left_out():
    assert opened(level="Cấp xã", meeting="M1") == opened()


@pytest.mark.parametrize(
    "day",
    [date(2026, 1, 5), date(2026, 3, 20), date(2026, 7, 16), date(2026, 11, 16), date(2027, 1, 10)],
    ids=str,
)
def test_the_command_makes_what_the_screen_proposes(day: date, sample: Warehouse) -> None:
    offered = Choices.of(
        None, None, sample.years, sample.default_as_of, sample.default_year, sample.ranked_periods
    )
    meetings, ranked = list(sample.table("meetings").itertuples()), sample.ranked_periods(day)
    for year in ("", "2026"):
        filtered, _ = filter_of(Address(as_of=day.isoformat(), year=year), offered)
        concluding = set(sample.ask("conclusions", filtered)["meeting_id"])
        for kind in KINDS:
            screen, *_ = read(
                {"report": kind}, filtered, sample.years, meetings, ranked=ranked, concluding=concluding
            )
            said = [kind, "--out", "x", "--as-of", day.isoformat(), *(["--year", year] if year else [])]
            said += ["--level", screen.level] if screen.level else []  # the command wants to be told this
            asked = _request(sample, _parser().parse_args(["report", *said]))
            assert asked == screen.request(filtered, ranked), (kind, year)
