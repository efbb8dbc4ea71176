"""Opens a city as a process that serves its screens does, and asks every question of it twice; prints as JSON what it took.

For `benchmarks/city.py`. Milliseconds of the clock; MB of memory at the end.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.table import resident  # noqa: E402
from emulation.city.opened import City  # noqa: E402
from emulation.questions import QUERIES, parameters_of  # noqa: E402
from emulation.scope import Scope  # noqa: E402


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = act()
    return 1000 * (time.perf_counter() - began), result


def main(folder: Path) -> None:
    opened, edition = timed(lambda: City(folder).edition())
    warehouse = edition.warehouse
    latest = warehouse.default_as_of
    scope = Scope.at(latest, year=warehouse.default_year(latest))
    days, communes = (warehouse.ask(f"city/{query}", scope) for query in ("days", "communes"))
    other = scope.but(as_of=days["as_of"].iloc[len(days) // 2] + timedelta(1))  # none that is at hand already
    day, _ = timed(lambda: warehouse.ask("city/totals", other.but(quarter=1)))
    questions = {}
    for path in sorted((QUERIES / "city").glob("*.sql")):
        query = f"city/{path.stem}"
        more = {"commune": communes["commune"].iloc[0]} if "commune" in parameters_of(query) else {}
        questions[query] = [timed(lambda q=query, m=more: warehouse.ask(q, other, **m))[0] for _ in range(2)]
    print(json.dumps({"opened": opened, "day": day, "questions": questions, "memory": resident()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
