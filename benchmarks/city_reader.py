"""Looks at a city as its screens do, again and again until it is told to end; prints as JSON what it saw.

For `benchmarks/city_durability.py`. Each look asks for the present edition, and reads what is in force on one of its days:
every commune's rows must be those of one of its editions. While the lake is away what was read before must still be there,
under a notice. Exits 1 on anything else.
"""

from __future__ import annotations

import json
import random
import signal
import sys
import time
from collections import Counter
from datetime import date
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.communes.sending import seal_of, sealed  # noqa: E402
from emulation.city.lake import LakeAway  # noqa: E402
from emulation.city.opened import City  # noqa: E402
from emulation.city.warehouse import _SUMMED, CityWarehouse  # noqa: E402
from emulation.publish.contents import PUBLISHED  # noqa: E402
from emulation.scope import Scope  # noqa: E402

PAUSE = 0.2
"""Seconds between two looks."""


def look(city: City, chance: random.Random, seen: Counter[str]) -> None:
    """One look. Raises AssertionError on a mixture, and whatever a person would see as an error."""
    edition = city.edition()
    warehouse = edition.warehouse
    assert isinstance(warehouse, CityWarehouse)
    seen["looks"] += 1
    seen["under a notice"] += bool(edition.stale)
    latest = Scope.at(warehouse.default_as_of, year=warehouse.default_year(warehouse.default_as_of))
    for query in ("city/totals", "city/communes", "city/handed_up"):
        warehouse.ask(query, latest)
    day = chance.choice([latest.as_of, *warehouse.ask("city/days", latest)["as_of"]])
    try:
        for notice, seal in seals(warehouse, day):
            seen["editions compared"] += 1
            assert seal == sealed(notice), f"a mixture on {day}: {notice}"
    except LakeAway:  # of another day, or of a table that is of no question, nothing is at hand
        seen["looks where more was wanted of a lake that was away"] += 1


def seals(warehouse: CityWarehouse, day: date) -> list[tuple[str, str]]:
    """Of each commune that is in force on a day the notice of its edition, and the seal of its rows: those at hand for
    questions, and of the tables that none asks for those of the same snapshot."""
    at_hand = warehouse._day(day)  # gone with its last reference
    cursor = at_hand.cursor()
    shown = cursor.execute("select commune, as_of, notice from in_force").fetchall()
    tables: dict[str, dict[str, list[tuple[object, ...]]]] = {}
    for table in PUBLISHED if shown else ():
        if table.name in _SUMMED:
            found = cursor.execute(f"from {table.name}").to_arrow_table()
        else:
            found = warehouse._source.rows(table.name, [row[:2] for row in shown])
        columns = ("commune", "line", *(column.name for column in table.columns))
        rows = sorted(
            zip(*(found[name].to_pylist() for name in columns), strict=True), key=lambda row: row[:2]
        )
        tables[table.name] = {
            commune: [row[2:] for row in of] for commune, of in groupby(rows, key=lambda row: row[0])
        }
    return [
        (notice, seal_of({name: of.get(commune, ()) for name, of in tables.items()}))
        for commune, _, notice in shown
    ]


def main(folder: Path) -> None:
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: ended.append(number))
    city, chance, seen = City(folder), random.Random(), Counter[str]()
    while not ended:
        look(city, chance, seen)
        time.sleep(PAUSE)
    print(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
