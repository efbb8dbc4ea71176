"""One noun, one number, on every screen and every slide: each number is held against the contract's query for its noun.

Over the sample and random folders, at several scopes. A number that no rule of `tests/meaning` knows is a fault too. A new
sentence with a number needs a rule: see `tests/meaning/registry.py`. `MEANINGS=20` in the environment takes so many
random folders instead of one.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from emulation.ui.show.sections import SECTIONS, slides
from tests.meaning import (  # noqa: F401 – they register what may be said
    cards,
    changes,
    compared,
    dossiers,
    forecasts,
    others,
    ranks,
    task_tables,
    tasks,
)
from tests.meaning.lines import Line, of_screen, of_slide
from tests.meaning.place import Edition, Place
from tests.meaning.registry import judge
from tests.pages.screens import run_screen
from tests.reference.folders import write_random_folder
from tests.ui.show.moments import moment_of

SAMPLE = Path(__file__).parents[1] / "data"
SCREENS = ("overview", "progress", "dossiers", "movements", "rankings", "unit")
SEEDS = range(61, 61 + int(os.environ.get("MEANINGS", "1")))
Address = dict[str, str]


@pytest.fixture(params=["sample", *SEEDS])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "sample":
        return SAMPLE
    write_random_folder(tmp_path / "data", request.param)
    return tmp_path / "data"


def test_every_number_is_its_querys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults, read = [], 0
    for about, place, lines in said_in(folder, monkeypatch):
        read += len(lines)
        wrong = [fault for line in lines for fault in judge(place, line)]
        wrong += [*lists_that_miscount(lines), *said_twice(lines)]
        faults += [f"{about} {fault}" for fault in wrong]
    assert not faults, "\n".join(faults[:40])
    assert read > 200


_LIST = re.compile(r"(?:Chờ Chủ tịch ký|Cần đôn đốc|Việc nên làm tiếp|Có thể trễ – dự báo) \((\d+)\)")
_STEP = re.compile(r"[●▲○‖•✓▼] ")


def lists_that_miscount(lines: Sequence[Line]) -> Iterator[str]:
    """The lists of what is to be done whose heading counts more or less than they have."""
    steps = Counter(line.heading for line in lines if _STEP.match(line.text))
    for line in lines:
        if (found := _LIST.fullmatch(line.text)) and int(found[1]) != steps[line.text]:
            yield f"{line.text} has {steps[line.text]} lines"


def said_twice(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        if re.search(r"(?i)\b(nhiệm vụ|phần việc|hồ sơ|quý|kỳ) \1\b", line.text):
            yield f"{line.text} says a noun twice"


def said_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Place, list[Line]]]:
    """The lines of every screen and of the show, at scopes that follow from the data."""
    app = run_screen("unit", folder, monkeypatch)
    edition = Edition(app.session_state["edition"].warehouse)
    for address in addresses(folder, edition):
        place = None
        for screen in SCREENS:
            app = run_screen(screen, folder, monkeypatch, **address)
            place = Place(edition, app.session_state["scope"], screen, address.get("compare", "meeting"))
            yield f"{screen} {address}", place, of_screen(app)
        assert place
        yield f"show {address}", *shown(place)


def shown(place: Place) -> tuple[Place, list[Line]]:
    """The lines of all slides, details included."""
    scope = place.scope
    chosen = {"year": scope.year, "blocs": scope.blocs, "units": scope.units, "quarter": scope.quarter}
    moment = moment_of(place.data, scope.as_of, period=scope.period, **chosen)
    lines = [line for slide in slides(moment, tuple(SECTIONS)) for line in of_slide(slide)]
    return Place(place.edition, moment.scope, "show"), lines


def addresses(folder: Path, edition: Edition) -> Iterator[Address]:
    """The whole commune, a bloc, a unit with a quarter, a January, a day on which something is due."""
    data, rng = edition.data, random.Random("sample" if folder == SAMPLE else folder.parent.name)
    day = data.default_as_of
    due = sorted(due for due in data.table("tasks")["due_on"] if due.year == max(data.years))
    units, blocs = list(data.table("units")["unit_id"]), list(data.table("blocs")["bloc_id"])
    yield {}
    yield {"unit": rng.choice(units), "quarter": "3", "compare": "quarter"}
    yield {"bloc": rng.choice(blocs), "as_of": rng.choice(due or [day]).isoformat(), "compare": "year"}
    if folder == SAMPLE:
        yield {"as_of": date(day.year, 1, 1).isoformat()}
        yield {"unit": "T03"}
        yield {"quarter": "0"}
