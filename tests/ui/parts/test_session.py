"""Answers are kept for all sessions."""

from __future__ import annotations

import gc
import weakref
from datetime import date
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from emulation.scope import Scope
from emulation.ui.parts import session

SCOPE = Scope.at(date(2026, 11, 16))


class Asked:
    """A warehouse that counts its questions."""

    def __init__(self) -> None:
        self.count = 0

    def ask(self, _query: str, _scope: Scope, **_more: Any) -> pd.DataFrame:
        self.count += 1
        return pd.DataFrame([(1, "a", None), (2, "b", date(2026, 1, 1))], columns=list("xyz"), dtype=object)


@pytest.fixture
def warehouse(monkeypatch) -> Asked:
    asked = Asked()
    edition = SimpleNamespace(version=f"test {id(asked)}", warehouse=asked)
    monkeypatch.setattr(session, "edition", lambda: edition)
    return asked


def test_a_question_is_asked_once_and_answered_alike(warehouse: Asked):
    first, again = session.ask("q", SCOPE), session.ask("q", SCOPE)
    assert warehouse.count == 1
    pd.testing.assert_frame_equal(first, warehouse.ask("q", SCOPE))
    pd.testing.assert_frame_equal(again, first)


def test_nobody_can_change_the_answer_of_others(warehouse: Asked):
    mine = session.ask("q", SCOPE)
    with pytest.raises(ValueError, match="read-only"):
        mine.loc[0, "x"] = 7
    assert session.ask("q", SCOPE)["x"].tolist() == [1, 2]


def test_what_readers_take_of_an_answer_leaves_nothing_behind(warehouse: Asked):
    def left() -> int:
        gc.collect()
        return sum(type(each) is weakref.ReferenceType for each in gc.get_objects())

    before = left()
    for _ in range(100):
        for name in "xyz":
            session.ask("q", SCOPE)[name].tolist()
    assert left() < before + 100
