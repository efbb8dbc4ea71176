"""Every query against the plain-Python reference of the contract, over random data folders and questions."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import Any

import pytest

from emulation.__main__ import CONTRACT
from emulation.__main__ import _write as write_csv
from emulation.intake import read_folder
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.reference.contract import answer
from tests.reference.folders import random_question, write_random_folder

ORDERED = {"pending_dossiers", "conclusions"}
QUESTIONS = 4
"""Each of all queries: what costs is a day that is new."""
SEEDS = (5, 8, 13, 15)
"""Folders rich in what the rules turn on."""


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_agrees(seed: int, tmp_path: Path) -> None:
    write_random_folder(tmp_path, seed)
    reading, _ = read_folder(tmp_path)
    assert not reading.faults
    warehouse = Warehouse(reading)
    rng = random.Random(seed)
    for _ in range(QUESTIONS):
        asked = random_question(rng, tmp_path)
        for query in CONTRACT:
            ours, theirs = _ours(warehouse, query, asked), answer(tmp_path, query, **asked)
            _compare(query, asked, ours, theirs)


def _ours(warehouse: Warehouse, query: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """What `show` prints, read back from its CSV text."""
    as_of = asked["as_of"] or warehouse.default_as_of
    year = as_of.year if query == "awards_given" else warehouse.default_year(as_of)
    scope = Scope.at(
        as_of,
        year=year if asked["year"] is None else asked["year"],
        period=asked["period"],
        quarter=asked["quarter"],
        blocs=asked["blocs"],
        units=asked["units"],
        since=asked["since"],
    )
    text = io.StringIO()
    write_csv(*warehouse.answer(query, scope), text)
    return list(csv.DictReader(io.StringIO(text.getvalue())))


def _compare(
    query: str, asked: dict[str, Any], ours: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> None:
    where = f"{query} {asked}"
    if theirs and ours:
        assert list(ours[0]) == list(theirs[0]), where
    left, right = [_plain(r) for r in ours], [_plain(r) for r in theirs]
    if query not in ORDERED:
        left, right = sorted(left), sorted(right)
    for mine, other in zip(left, right, strict=False):
        assert mine == other, where
    assert len(left) == len(right), where


def _plain(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, _text(value)) for name, value in row.items()]


def _text(value: Any) -> str:
    if value is None:
        return ""
    try:
        return f"{float(value):.9f}"
    except (TypeError, ValueError):
        return str(value)
