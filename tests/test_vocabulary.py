"""The words that have an order: said once, for SQL and Python."""

from __future__ import annotations

import re

import pytest

from emulation.questions import QUERIES
from emulation.schema import DOSSIER_STAGES
from emulation.vocabulary import ENUMS, is_provisional
from emulation.warehouse import Warehouse
from tests.folders import warehouse


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("stage", "provisional"),
    [("Tự chấm", True), ("Khối chấm", True), ("Hội đồng chấm", False), ("Chưa chấm", False), (None, False)],
)
def test_points_below_the_councils_are_provisional(
    stage: str | None, provisional: bool, data: Warehouse
) -> None:
    ((in_sql,),) = data._cursor().execute("select is_provisional($stage)", {"stage": stage}).fetchall()
    assert (is_provisional(stage), in_sql) == (provisional, provisional)


def test_sql_sorts_by_the_order_of_the_words(data: Warehouse) -> None:
    for name, words in ENUMS.items():
        assert data.rows_of(
            f"select word from (values {values(words)}) as of (word) order by word::{name}"
        ) == [(word,) for word in words]


def test_a_dossier_is_closed_by_the_stages_from_its_award_on(data: Warehouse) -> None:
    closing = data.rows_of(
        f"select stage from (values {values(DOSSIER_STAGES)}) as of (stage) where is_closing(stage)"
    )
    assert {stage for (stage,) in closing} == {"Đã khen thưởng", "Không đủ điều kiện", "Trả lại", "Rút hồ sơ"}


def test_no_query_lists_the_words_of_an_enum_again() -> None:
    """Four of its words between a pair of brackets are such a list."""
    for path in QUERIES.rglob("*.sql"):
        for listed in re.findall(r"[\[(]([^\[\]()]*)[\])]", path.read_text(encoding="utf-8")):
            said = set(re.findall(r"'([^']*)'", listed))
            again = [name for name, words in ENUMS.items() if len(said & set(words)) > 3]
            assert not again, f"{path.name} lists words of {again}"


def values(words: tuple[str, ...]) -> str:
    """Rows of SQL, the last word first."""
    return ", ".join(f"('{word}')" for word in reversed(words))
