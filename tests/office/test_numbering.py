"""The next free dossier ids, by whatever pattern the commune numbers them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.office.numbering import ids_from, next_ids


@pytest.mark.parametrize(
    ("of_year", "expected"),
    [
        (["HS-2026-120", "HS-2026-121"], "HS-2026-122"),
        (["HS-2026-121", "HS-2026-009"], "HS-2026-122"),
        (["HS-2026-999"], "HS-2026-1000"),
        (["007"], "008"),
        (["1", "2", "10"], "11"),
        (["120/2026/TĐKT"], "121/2026/TĐKT"),
        (["014-26", "015-26"], "016-26"),
        (["HS-26-14"], "HS-26-15"),
        (["HS-26"], "HS-27"),
        (["2026-VX1-004", "2026-VX2-009"], "2026-VX2-010"),
        (["HS2026"], "HS-2026-001"),
        (["giấy"], "HS-2026-001"),
        (["giấy", "HS-2026-001", "hết"], "HS-2026-002"),
        (["9" * 40], "HS-2026-001"),
    ],
)
def test_the_latest_id_is_counted_on(of_year: list[str], expected: str) -> None:
    assert next_ids(of_year, of_year, 2026) == [expected]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (["HS-2025-179", "HS-2025-180"], "HS-2026-001"),
        (["45/2025/TĐKT"], "01/2026/TĐKT"),
        (["HS180"], "HS181"),
        ([], "HS-2026-001"),
    ],
)
def test_a_new_year_begins_at_one_where_ids_have_a_year(known: list[str], expected: str) -> None:
    assert next_ids(known, [], 2026) == [expected]


def test_a_typed_id_is_counted_on_as_it_is() -> None:
    assert ids_from("HS-2026-09", ["HS-2026-001"], 2026, 3) == ["HS-2026-09", "HS-2026-10", "HS-2026-11"]
    assert ids_from("không số", [], 2026, 3) == ["không số"]


pieces = st.sampled_from(["HS", "-", "/", "2026", "2025", "26", "0", "1", "09", "99", "đ", "T", " ", "٣"])
ids = st.lists(pieces, min_size=1, max_size=6).map("".join)


@settings(max_examples=50)
@given(st.lists(ids, max_size=8, unique=True), st.lists(ids, max_size=8, unique=True), st.integers(1, 5))
def test_proposed_ids_are_free_and_differ(of_year: list[str], others: list[str], count: int) -> None:
    known = [*others, *of_year]
    proposed = next_ids(known, of_year, 2026, count)
    assert len(set(proposed)) == count
    assert not set(proposed) & set(known)


@settings(max_examples=50)
@given(ids, st.lists(ids, max_size=8), st.integers(1, 5))
def test_a_typed_id_always_comes_first(first: str, known: list[str], count: int) -> None:
    found = ids_from(first, known, 2026, count)
    assert found[0] == first
    assert len(set(found)) == len(found)
