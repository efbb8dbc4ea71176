"""What a report covers, by what was chosen."""

from datetime import date

import pytest

from emulation.reports.kinds import KINDS
from emulation.reports.request import NotAsked, Request

DAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("kind", "chosen", "covers"),
    [
        (
            "quarter",
            {"quarter": 2},
            ("quý II năm 2026", (2,), "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ),
        (
            "quarter",
            {"year": 2025, "quarter": 3},
            ("quý III năm 2025", (3,), "2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ),
        (
            "half-year",
            {},
            ("6 tháng đầu năm 2026", (1, 2), "2026-Q2", date(2026, 1, 1), date(2026, 6, 30)),
        ),
        ("year", {}, ("năm 2026", (), "2026", date(2026, 1, 1), date(2026, 12, 31))),
        ("ranking", {"quarter": 1}, ("quý I năm 2026", (1,), "2026-Q1", date(2026, 1, 1), date(2026, 3, 31))),
        ("ranking", {}, ("năm 2026", (), "2026", date(2026, 1, 1), date(2026, 12, 31))),
        (
            "ranking",
            {"period": "2025-2026"},
            ("năm học 2025-2026", (), "2025-2026", date(2025, 9, 1), date(2026, 8, 31)),
        ),
        (
            "ranking",
            {"period": "2026-H2"},
            ("6 tháng cuối năm 2026", (), "2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ),
        (
            "half-year",
            {"ranked": ["2026-H1"]},  # ranks of its own go before those of a quarter
            ("6 tháng đầu năm 2026", (1, 2), "2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ),
    ],
)
def test_a_report_covers_its_period(kind, chosen, covers):
    request = Request.of(KINDS[kind], DAY, **chosen)
    assert (
        request.in_words,
        request.quarters,
        request.period,
        request.first_day,
        request.last_day,
    ) == covers


@pytest.mark.parametrize("kind", KINDS)
def test_a_choice_that_a_kind_does_not_have_is_refused_by_name(kind):
    about: set[str] = set(KINDS[kind].about)
    about |= {"quarter"} if KINDS[kind].has_quarters else set()
    about |= {"period"} if KINDS[kind].on == "scoring period" else set()
    chosen = {"quarter": 2, "level": "Cấp xã", "meeting": "H01", "period": "2025-2026"}
    for choice, value in chosen.items():
        if choice in about:
            Request.of(KINDS[kind], DAY, **{choice: value})
        else:
            with pytest.raises(NotAsked, match=KINDS[kind].title):
                Request.of(KINDS[kind], DAY, **{choice: value})


def test_the_filter_goes_with_the_figures():
    scope = Request.of(KINDS["year"], DAY, blocs=("K1",), units=("T01",)).scope
    assert (scope.as_of, scope.year, scope.blocs, scope.units) == (DAY, 2026, ("K1",), ("T01",))
