"""Every figure of a city equals the sum over what its communes' own `show` says of that day.

Random communes send real packages, one nothing and one of an earlier day only. `CITY_SUMS=20` in the environment takes so
many cities instead of one.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pytest

from emulation.__main__ import main
from emulation.city.opened import City
from emulation.intake import read_folder
from emulation.publish.making import line_of, package_of
from emulation.questions import QUERIES, parameters_of
from emulation.schema import CLOSING_STAGES
from emulation.scope import Scope
from emulation.warehouse import NotAvailable, Warehouse
from tests.queries.test_keys import ONE_ROW, declared
from tests.reference.folders import write_random_folder

SEEDS = range(1, 1 + int(os.environ.get("CITY_SUMS", "1")))
COMMUNES = 4
Row = dict[str, Any]
Sent = tuple[City, dict[str, "Told"], int, date]
"""The city, what each commune that counts says itself, how many communes there are, and the day."""


@dataclass
class Told:
    """A commune's own answers as of the day of the edition with which it counts. `cluster`: where the city has it."""

    warehouse: Warehouse
    scope: Scope
    cluster: str

    def show(self, query: str, **scope: Any) -> list[Row]:
        of = self.scope
        if query in ("awards_given", "settled_dossiers"):  # as `show` has it: of the year of the day
            of = of.but(year=of.as_of.year)
        columns, rows = self.warehouse.answer(query, of.but(**scope))
        return [dict(zip(columns, row, strict=True)) for row in rows]


@pytest.fixture(scope="module", params=SEEDS)
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sent:
    place, rng = tmp_path_factory.mktemp("city"), Random(request.param)
    inbox = place / "goi-den"
    inbox.mkdir()
    lines, sent = ["id,name,cluster,public_key"], {}
    day = None
    for number, (id_, warehouse, folder) in enumerate(islice(communes(rng, tmp_path_factory), COMMUNES)):
        environ = {"EMULATION_COMMUNE": id_}
        cluster = f"Cụm {number % 2}"
        day = day or date(max(warehouse.years), rng.randint(2, 12), rng.randint(1, 28))
        *_, key = line_of(warehouse, folder, day, environ).split(",")
        lines.append(f"{id_},Xã {number},{cluster},{key.strip()}")
        if number == 1:
            continue  # sends nothing
        of = day - timedelta(days=number * 3) if number == 2 else day
        name, data = package_of(warehouse, folder, of, environ)
        (inbox / name).write_bytes(data)
        sent[id_] = Told(warehouse, Scope.at(of, year=warehouse.default_year(of)), cluster)
    (place / "communes.csv").write_text("\n".join([*lines, ""]), "utf-8")
    assert main(["city", "take", "--city", str(place)]) == 0
    assert day
    years = Counter(told.scope.year for told in sent.values())
    year = max(years, key=lambda each: (years[each], each))
    known = {id_: told for id_, told in sent.items() if told.scope.year == year}
    return City(place), known, COMMUNES, day


def communes(rng: Random, folders: pytest.TempPathFactory) -> Iterator[tuple[str, Warehouse, Path]]:
    """Random communes that can answer everything; a random folder may lack a file."""
    while True:
        folder = folders.mktemp("commune")
        write_random_folder(folder, rng.randrange(10_000))
        warehouse = Warehouse(read_folder(folder)[0])
        try:
            for query in ("quarterly_progress", "unit_ranking", "pending_dossiers", "movements"):
                warehouse.require(query)
        except NotAvailable:
            continue
        made = sum(each.name.startswith("commune") for each in folders.getbasetemp().iterdir())
        yield f"xa-{made}", warehouse, folder


@pytest.fixture(scope="module")
def narrowed(city: Sent) -> list[tuple[Scope, list[Told]]]:
    """The whole city, each quarter, a cluster, a commune; and of which communes the figures then are."""
    _, known, _, day = city
    whole = Scope.at(day)
    first = next(iter(known))
    return [
        (whole, list(known.values())),
        *((whole.but(quarter=quarter), list(known.values())) for quarter in range(5)),
        (whole.but(blocs=("Cụm 0",)), [told for told in known.values() if told.cluster == "Cụm 0"]),
        (whole.but(units=(first,)), [known[first]]),
    ]


def ask(city: Sent, query: str, scope: Scope) -> list[Row]:
    columns, rows = city[0].present.warehouse.answer(f"city/{query}", scope)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def test_totals_are_the_sums_of_what_the_communes_say(city, narrowed) -> None:
    for scope, told in narrowed:
        (totals,) = ask(city, "totals", scope)
        assert totals["sent"] == len(told)
        assert {name: totals[name] for name in expected(told, scope)} == expected(told, scope)


def expected(told: list[Told], scope: Scope) -> dict[str, Any]:
    if not told:
        return {}
    plan = [row for each in told for row in each.show("quarterly_progress")]
    plan = [row for row in plan if scope.quarter in (None, row["quarter"])]
    count = {
        name: sum(row[name] for row in plan)
        for name in ("tasks", "done_on_time", "done_late", "not_arising", "overdue", "due_soon")
    }
    stages = [row for each in told for row in each.show("dossier_summary")]
    quarter = scope.quarter or None
    given = [row for each in told for row in each.show("awards_given", quarter=quarter)]
    units = sum(len(each.show("unit_progress")) for each in told)
    done = count["done_on_time"] + count["done_late"]
    settled = [row["working_days"] for each in told for row in each.show("settled_dossiers")]
    return count | {
        "units": units,
        "completion_rate": share(done, count["tasks"] - count["not_arising"]),
        "on_time_rate": share(count["done_on_time"], done + count["overdue"]),
        "dossiers": sum(row["dossiers"] for row in stages if row["stage"] not in CLOSING_STAGES),
        "dossiers_overdue": sum(row["overdue"] for row in stages),
        "handed_up": sum(row["dossiers"] for row in stages if row["stage"] == "Trình cấp trên"),
        "awards": sum(row["awards"] for row in given),
        "awards_per_unit": share(sum(row["awards"] for row in given), units),
        "settled": len(settled),
        "median_days": median(settled) if settled else None,
    }


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def test_each_commune_and_cluster_is_what_it_says_itself(city, narrowed) -> None:
    scope, _ = narrowed[0]
    rows = {row["commune"]: row for row in ask(city, "communes", scope)}
    assert len(rows) == city[2]
    for id_, told in city[1].items():
        assert {name: rows[id_][name] for name in expected([told], scope) if name in rows[id_]} == {
            name: value for name, value in expected([told], scope).items() if name in rows[id_]
        }
        assert rows[id_]["as_of"] == told.scope.as_of
    assert all(row["tasks"] is None for id_, row in rows.items() if id_ not in city[1])
    for row in ask(city, "clusters", scope):
        of = [told for told in city[1].values() if told.cluster == row["cluster"]]
        assert {name: row[name] for name in expected(of, scope)} == expected(of, scope)


def test_quarters_inbox_awards_and_late_tasks_are_those_of_the_communes(city, narrowed) -> None:
    scope, told = narrowed[0]
    plan = [row for each in told for row in each.show("quarterly_progress")]
    for row in ask(city, "quarters", scope):
        for name in ("tasks", "in_progress", "not_started", "overdue"):
            assert row[name] == sum(each[name] for each in plan if each["quarter"] == row["quarter"])
    waiting = [row for each in told for row in each.show("pending_dossiers")]
    up = sorted(
        (row["dossier_id"], row["nominee_name"]) for row in waiting if row["with_higher_level"] == "có"
    )
    assert sorted((row["dossier_id"], row["nominee_name"]) for row in ask(city, "handed_up", scope)) == up
    assert sum(row["dossiers"] for row in ask(city, "handed_up_counts", scope)) == len(up)
    given = sum(row["awards"] for each in told for row in each.show("awards_given"))
    assert sum(row["awards"] for row in ask(city, "awards", scope)) == given
    assert sum(row["awards"] or 0 for row in ask(city, "awards_by_commune", scope)) == given
    late = [row["title"] for each in told for row in each.show("tasks") if row["timeliness"] == "Quá hạn"]
    assert len(ask(city, "overdue_tasks", scope)) == len(late)
    assert len(ask(city, "commune_units", scope)) == sum(len(each.show("unit_progress")) for each in told)


def test_rows_are_unique_by_their_key(city, narrowed) -> None:
    first = next(iter(city[1]))
    for path in sorted((QUERIES / "city").glob("*.sql")):
        query = f"city/{path.stem}"
        key, more = declared(query), {"commune": first} if "commune" in parameters_of(query) else {}
        for scope, _ in narrowed:
            columns, rows = city[0].present.warehouse.answer(query, scope, **more)
            if key == ONE_ROW:
                assert len(rows) == 1, (query, scope)
                continue
            places = [columns.index(name) for name in key.split(", ")]
            assert len({tuple(row[place] for place in places) for row in rows}) == len(rows), (query, scope)
