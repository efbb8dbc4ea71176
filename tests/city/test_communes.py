"""Generated communes say one thing in all their tables. (What is measured and shown with them would mean nothing else.)"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product

import pytest

from benchmarks.communes.day import rows
from benchmarks.communes.sending import founded, package, seal_of, sealed
from benchmarks.communes.year import communes
from emulation.city.acceptance import examine
from emulation.city.communes import read
from emulation.publish.contents import PUBLISHED

DAYS = (date(2025, 1, 3), date(2025, 6, 27), date(2025, 11, 21))
TABLE = {table.name: table for table in PUBLISHED}


@pytest.fixture(
    scope="module",
    params=list(product(communes(3, seed=7), DAYS)),
    ids=lambda each: f"{each[0].id} {each[1]}",
)
def edition(request):
    """Table → its rows by column."""
    commune, day = request.param
    found = rows(commune, day)
    return {name: [dict(zip(names(name), row, strict=True)) for row in found[name]] for name in TABLE}


def names(table):
    return [column.name for column in TABLE[table].columns]


def test_keys_are_unique_and_no_required_cell_is_empty(edition):
    for table in PUBLISHED:
        keys = [tuple(row[name] for name in table.key) for row in edition[table.name]]
        assert not table.key or len(keys) == len(set(keys)), table.name
        assert all(
            row[c.name] is not None for row in edition[table.name] for c in table.columns if c.required
        ), table.name


def test_quarters_count_the_tasks(edition):
    for quarter in edition["quarterly_progress"]:
        tasks = [task for task in edition["tasks"] if task["quarter"] == quarter["quarter"]]
        judged = Counter(task["timeliness"] for task in tasks)
        assert quarter["tasks"] == len(tasks)
        assert quarter["done_late"] == judged["Trễ hạn"]
        assert quarter["overdue"] == judged["Quá hạn"]


def test_waiting_dossiers_stand_at_their_stages(edition):
    waiting = Counter(row["stage"] for row in edition["pending_dossiers"])
    late = Counter(row["stage"] for row in edition["pending_dossiers"] if row["timeliness"] == "Quá hạn")
    for row in edition["dossier_summary"]:
        if row["stage"] in waiting:
            assert (row["dossiers"], row["overdue"]) == (waiting[row["stage"]], late[row["stage"]])


def test_only_a_nominee_before_the_higher_level_has_a_name(edition):
    for row in edition["pending_dossiers"]:
        assert bool(row["nominee_name"]) == (row["with_higher_level"] == "có")


def test_quarters_awards_add_up_to_the_years(edition):
    def total(table):
        counts = Counter()
        for row in edition[table]:
            counts[row["unit_id"], row["award_id"], row["nominee_kind"], row["commendation_type"]] += row[
                "awards"
            ]
        return counts

    assert total("awards_by_quarter") == total("awards_given")


def test_the_same_seed_draws_the_same_year():
    (one,), (same,), (other,) = (list(communes(1, seed=seed)) for seed in (3, 3, 4))
    assert rows(one, DAYS[1]) == rows(same, DAYS[1]) != rows(other, DAYS[1])


def test_the_city_takes_what_they_send(tmp_path):
    (commune,) = communes(1)
    name, data = package(commune, DAYS[1])
    accepted = examine(name, data, read(founded(tmp_path, [commune])))
    cells = {
        table.name: list(zip(*(accepted.rows[table.name].column(c.name) for c in table.columns), strict=True))
        for table in PUBLISHED
    }
    assert sealed(accepted.package.manifest.notice) == seal_of(cells)
