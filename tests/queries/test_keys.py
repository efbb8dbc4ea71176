"""No two rows of a query are about the same thing: the key that its header declares is unique."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.intake import read_folder
from emulation.questions import QUERIES, parameters_of, statement
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.reference.folders import write_random_folder

SAMPLE = Path(__file__).parents[2] / "data"
EVERY_QUERY = sorted(path.stem for path in QUERIES.glob("*.sql"))
ONE_ROW, OF_ONE_UNIT = "one row", ", of one unit"
ABOUT = {"task": "tasks", "dossier": "dossiers", "unit": "units", "movement": "movements"}
"""Parameter that is the id of one thing → the table of such things."""
MOST = 2
"""So many things of a table are asked about."""


@pytest.fixture(scope="module", params=["sample", "random"])
def data(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = SAMPLE
    if request.param == "random":
        write_random_folder(folder := tmp_path_factory.mktemp("random"), 13)
    return Warehouse(read_folder(folder)[0])


def test_rows_are_unique_by_their_key(data: Warehouse) -> None:
    for query in EVERY_QUERY:
        key = declared(query)
        if key.startswith("none ("):
            continue
        for scope, more in asked(data, query, key.endswith(OF_ONE_UNIT)):
            columns, rows = data.answer(query, scope, **more)
            if key == ONE_ROW:
                assert len(rows) <= 1, (query, scope, more)
                continue
            places = [columns.index(name) for name in key.removesuffix(OF_ONE_UNIT).split(", ")]
            count = Counter(str([row[place] for place in places]) for row in rows)
            assert not [key for key, times in count.items() if times > 1], (query, scope, more)


def declared(query: str) -> str:
    """What a query's header says after `Key:`: columns, `one row`, or `none (why)`."""
    found = re.findall(r"^-- Key: (.+)\.$", statement(query), re.MULTILINE)
    assert len(found) == 1, f"the header of {query}.sql declares one key"
    return found[0]


def asked(data: Warehouse, query: str, of_one_unit: bool) -> Iterator[tuple[Scope, dict[str, Any]]]:
    """The whole commune and some units at the end of the data, each with every thing that is asked about."""
    ((as_of,),) = data.rows_of("select max(recorded_on) from progress")
    whole = Scope.at(as_of, year=data.default_year(as_of), since=date(as_of.year, 1, 1))
    ids = {
        name: [i for (i,) in data.rows_of(f"select {name}_id from {table} order by line")]
        for name, table in ABOUT.items()
    }
    own = parameters_of(query) - whole.parameters().keys()
    things = [name for name in ABOUT if name in own]
    more: dict[str, Any] = {
        name: ids[name.removesuffix("_ids")] if name.endswith("_ids") else None for name in own
    }
    if "indicator" in own:
        found = data.rows_of("select indicator from movement_results order by line limit 1")
        more["indicator"] = found[0][0] if found else ""
    scopes = [whole.but(units=(unit,)) for unit in ids["unit"][-MOST:]]
    if not of_one_unit:
        scopes = [whole, whole.but(units=tuple(ids["unit"][-MOST:]))]
    for scope in scopes:
        for thing in ids[things[0]][:MOST] if things else [None]:
            yield scope, more | ({things[0]: thing} if things else {})
