"""Answers are kept for all sessions."""

from __future__ import annotations

import gc
import weakref
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from emulation.intake import read_folder
from emulation.questions import NARROWED
from emulation.scope import Scope
from emulation.ui.parts import session
from emulation.warehouse import Warehouse

SAMPLE = Path(__file__).parents[3] / "data"
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
    first, again = session.ask("changes", SCOPE), session.ask("changes", SCOPE)
    assert warehouse.count == 1
    pd.testing.assert_frame_equal(first, warehouse.ask("changes", SCOPE))
    pd.testing.assert_frame_equal(again, first)


def test_nobody_can_change_the_answer_of_others(warehouse: Asked):
    mine = session.ask("changes", SCOPE)
    with pytest.raises(ValueError, match="read-only"):
        mine.loc[0, "x"] = 7
    assert session.ask("changes", SCOPE)["x"].tolist() == [1, 2]


def test_what_readers_take_of_an_answer_leaves_nothing_behind(warehouse: Asked):
    def left() -> int:
        gc.collect()
        return sum(type(each) is weakref.ReferenceType for each in gc.get_objects())

    before = left()
    for _ in range(100):
        for name in "xyz":
            session.ask("changes", SCOPE)[name].tolist()
    assert left() < before + 100


def test_a_narrowed_answer_is_what_the_query_says(monkeypatch):
    data = Warehouse(read_folder(SAMPLE)[0])
    monkeypatch.setattr(session, "edition", lambda: SimpleNamespace(version="narrowed", warehouse=data))
    told = dict.fromkeys(NARROWED, 0)
    narrow: list[dict[str, Any]] = [
        {"units": ("T03",)},
        {"units": ("PVHXH", "T01", "unknown"), "quarter": 1},
        {"blocs": ("K4",)},
        {"blocs": ("K1", "K4"), "units": ("T01", "PVHXH")},
    ]
    for chosen in narrow:
        scope = Scope.at(date(2026, 10, 5), **chosen)
        for query in NARROWED:
            answer = session.ask(query, scope)
            pd.testing.assert_frame_equal(answer, data.ask(query, scope))
            told[query] += len(answer)
            if len(answer):
                with pytest.raises(ValueError, match="read-only"):
                    answer.iloc[0, 0] = "another"
    assert all(told.values()), told
