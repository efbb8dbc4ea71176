"""Every sentence of every document that holds a number or a date is held against its query, over random folders: early
in a year, in November and in January. A number that no pattern of `sentences` knows is a fault.

`SENTENCES=50` in the environment takes so many folders instead of one.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.intake import read_folder
from emulation.reports.kinds import KINDS
from emulation.reports.request import NotAsked
from emulation.schema import LEVELS
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.reference.folders import write_random_folder
from tests.reports.sentences import conclusions, council, letters, others, tasks  # noqa: F401 – they register what may be said
from tests.reports.sentences.paper import Paper, of
from tests.reports.sentences.registry import judge

SEEDS = range(61, 61 + int(os.environ.get("SENTENCES", "1")))
WRITTEN = [name for name, kind in KINDS.items() if kind.documents]


@pytest.fixture(scope="module", params=SEEDS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Warehouse]:
    path: Path = tmp_path_factory.mktemp("folder")
    write_random_folder(path, request.param)
    return request.param, Warehouse(read_folder(path)[0])


def test_every_number_and_date_in_a_sentence_is_its_querys(folder: tuple[int, Warehouse]) -> None:
    seed, data = folder
    faults, read = [], 0
    for kind in WRITTEN:
        for paper in papers(data, kind, random.Random(f"{seed} {kind}")):
            for begun, sentence in paper.sentences():
                read += 1
                about = f"{kind} {paper.request.in_words} as of {paper.as_of}, {paper.request.scope.blocs}"
                faults += [f"{about}: {fault}" for fault in judge(paper, begun, sentence)]
    assert not faults, "\n".join(faults[:40])
    assert read > 200


def papers(data: Warehouse, kind: str, rng: random.Random) -> Iterator[Paper]:
    """Documents of a kind of one year, early, in November and in January; the second of some units or a bloc."""
    year = max(data.years)
    days = [
        date(year, 2, rng.randint(1, 28)),
        date(year, 11, rng.randint(1, 30)),
        date(year + 1, 1, rng.randint(5, 31)),
    ]
    units = tuple(data.table("units")["unit_id"])
    blocs = tuple(data.table("blocs")["bloc_id"])
    narrow: list[dict[str, Any]] = [
        {},
        {"units": tuple(rng.sample(units, rng.choice((1, 3))))},
        {"blocs": (rng.choice(blocs),)},
    ]
    rng.shuffle(narrow)
    for as_of, chosen in zip(days, narrow, strict=True):
        for choice in choices(data, kind, year, as_of, rng):
            try:
                yield from of(data, kind, as_of, **chosen, **choice)
            except NotAsked:  # there is nothing to say
                continue


def choices(
    data: Warehouse, kind: str, year: int, as_of: date, rng: random.Random
) -> Iterator[dict[str, Any]]:
    match kind:
        case "quarter":
            yield {"year": year, "quarter": rng.randint(1, 4)}
        case "ranking":
            yield {"period": rng.choice([*data.ranked_periods(as_of), f"{year}-Q1"])}
        case "minutes":
            held = councils(data)
            for meeting in rng.sample(held, min(2, len(held))):
                yield {"year": meeting.held_on.year, "meeting": meeting.meeting_id}
        case "conclusions":
            rows = data.ask("conclusions", Scope.at(as_of))
            for meeting, held_on in dict(zip(rows["meeting_id"], rows["held_on"], strict=True)).items():
                yield {"year": held_on.year, "meeting": meeting}
        case "proposal":
            yield {"level": rng.choice(LEVELS)}
            held = councils(data)
            if held:
                yield {"meeting": rng.choice(held).meeting_id}
        case _:
            yield {"year": year}


def councils(data: Warehouse) -> list[Any]:
    rows: Any = data.table("meetings").itertuples()
    return [row for row in rows if row.kind == "Họp Hội đồng"]
