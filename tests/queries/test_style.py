"""What sqlfluff does not see: each query says at its head what it asks and what a row of its answer is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

QUERIES = Path(__file__).parents[2] / "queries"
TABLE_MACRO = re.compile(r"((?:^--.*\n)*)^create or replace macro (\w+)\([^)]*\) as table", re.MULTILINE)


@pytest.mark.parametrize("query", sorted(QUERIES.glob("*.sql")), ids=lambda query: query.stem)
def test_a_query_begins_with_its_question_and_its_grain(query: Path) -> None:
    head = re.match(r"(?:--.*\n)+", query.read_text(encoding="utf-8"))
    assert head
    assert "Grain: " in head[0]


@pytest.mark.parametrize("file", sorted(QUERIES.glob("staging/*.sql")), ids=lambda file: file.stem)
def test_a_macro_that_is_a_table_says_its_grain(file: Path) -> None:
    macros = TABLE_MACRO.findall(file.read_text(encoding="utf-8"))
    assert [name for comment, name in macros if "Grain: " not in comment] == []
