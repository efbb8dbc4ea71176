"""What is asked about one unit is asked ahead about the others, while nobody waits."""

from __future__ import annotations

from datetime import date

import pytest

from emulation.scope import Scope
from emulation.ui.parts import ahead
from emulation.ui.parts.ahead import Ahead

SCOPE = Scope.at(date(2026, 11, 16))
UNITS = ["A", "B", "C"]


class Office:
    """Everyone's questions, with a clock in hand; each question asked ahead takes a tenth of a second."""

    def __init__(self) -> None:
        self.now = 0.0
        self.ahead = Ahead(lambda: self.now)
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def somebody_asks(self, query: str, **filter_: tuple[str, ...]) -> None:
        self.ahead.saw(query, SCOPE.but(**filter_), ())

    def works(self, version: str = "1", units: list[str] = UNITS, seconds: float = 10) -> list[str]:
        def ask(query: str, scope: Scope, _more: object) -> None:
            self.now += 0.1
            self.asked.append((query, scope.units))

        before = len(self.asked)
        self.ahead.work(version, units, ask, seconds)
        return [f"{query} {unit}" for query, (unit,) in self.asked[before:]]


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_question_about_one_unit_is_asked_about_all_once_it_is_quiet(office: Office) -> None:
    office.somebody_asks("headline", units=("B",))
    assert office.works() == []
    office.now += 1
    assert office.works() == ["headline A", "headline B", "headline C"]
    assert office.works() == []


def test_questions_about_all_a_bloc_or_several_are_no_examples(office: Office) -> None:
    for chosen in ({}, {"units": ("A", "B")}, {"blocs": ("K",)}, {"blocs": ("K",), "units": ("A",)}):
        office.somebody_asks("headline", **chosen)
    office.now += 1
    assert office.works() == []


def test_it_stops_for_who_asks_and_when_its_time_is_over(office: Office) -> None:
    office.somebody_asks("headline", units=("B",))
    office.now += 1
    assert office.works(seconds=0.15) == ["headline A", "headline B"]
    office.somebody_asks("tasks")
    assert office.works() == []
    office.now += 1
    assert office.works() == ["headline C"]


def test_new_data_are_asked_anew(office: Office) -> None:
    office.somebody_asks("headline", units=("B",))
    office.now += 1
    office.works()
    assert office.works(version="2") == ["headline A", "headline B", "headline C"]


def test_of_very_many_units_nothing_is_asked_ahead(office: Office) -> None:
    office.somebody_asks("headline", units=("B",))
    office.now += 1
    assert office.works(units=[f"U{n}" for n in range(ahead.MOST_UNITS + 1)]) == []
