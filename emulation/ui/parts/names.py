"""Ids → the names people know, for tables that show rows of several files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.parts import session
from emulation.ui.parts.picker import Option

THINGS = {"task": "Nhiệm vụ", "dossier": "Hồ sơ", "score": "Điểm thi đua", "movement": "Phong trào"}

_NAMES = {  # a file of ids -> a thing of it, whose names `queries/<thing>_names.sql` gives, and the usual one of these
    "units": ("unit", "unit_name"),
    "tasks": ("task", "title"),
    "awards": ("award", "award_name"),
    "criteria": ("criterion", "criterion_name"),
    "movements": ("movement", "movement_name"),
}


def of(table: str, name: str = "") -> dict[str, str]:
    """Id → the name under which people see it, no two alike, in the order of the file; `name`: another column.

    Empty where the file cannot be read.
    """
    thing, usual = _NAMES[table]
    of_city = table == "units" and session.shows_city()
    rows = session.units() if of_city else session.ask_readable(f"{thing}_names")
    return {} if rows is None else dict(zip(rows[f"{thing}_id"], rows[name or usual], strict=True))


def units(*, short: bool = True) -> dict[str, str]:
    return of("units", "" if short else "full_name")


def blocs() -> dict[str, str]:
    rows = session.blocs()
    return dict(zip(rows["bloc_id"], rows["bloc_name"], strict=True))


def unit_options(offered: Mapping[str, str]) -> list[Option]:
    """Units to choose from (id → name): found by their full names and those of their blocs, too."""
    full, bloc_of, bloc = units(short=False), of("units", "bloc_id"), blocs()
    return [
        Option(
            unit,
            name,
            full[unit] if full.get(unit, name) != name else "",
            bloc.get(bloc_of.get(unit, ""), ""),
        )
        for unit, name in offered.items()
    ]


def _with(rows: pd.DataFrame, column: str, key: str, known: Mapping[str, str]) -> pd.DataFrame:
    """The rows with what is known of each key. (`map` makes an index of all that is known first, in half a ms.)"""
    found: Any = [known.get(each) for each in rows[key]]
    return rows.assign(**{column: found})


def with_units(rows: pd.DataFrame, *, short: bool = False) -> pd.DataFrame:
    """The rows with units under the names that tell them apart."""
    return _with(rows, "name", "unit_id", units(short=short))


def with_blocs(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with blocs under the names that tell them apart."""
    return _with(rows, "name", "bloc_id", blocs())


def with_movements(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with movements under the names that tell them apart."""
    return _with(rows, "name", "movement_id", of("movements"))


def with_awards(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the award's name as a further column `award`."""
    return _with(rows, "award", "award_id", of("awards"))


def with_nominees(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `nominee_name` as `words.nominee` says it."""
    named = zip(rows["nominee_name"], rows["nominee_kind"], rows["quantity"], strict=True)
    return rows.assign(nominee_name=[words.nominee(*row) for row in named])


def changes(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `changes` with names in the place of ids: changed_on, kind, what, unit, before, after."""
    tasks, criteria, movements = of("tasks"), of("criteria"), of("movements")
    clauses = of("tasks", "clause")

    def what(kind: str, thing: str) -> str:
        first, _, rest = thing.partition("/")
        if kind == "task":
            return f"{clauses.get(thing, thing)} · {tasks.get(thing, '')}"
        if kind == "score":
            return f"{words.period(first)} · {criteria.get(rest, rest)}"
        return f"{movements.get(first, first)} · {rest}" if kind == "movement" else thing

    unit_names = units()
    named = pd.DataFrame(
        {
            "changed_on": rows["changed_on"],
            "kind": rows["kind"].map(THINGS),
            "what": [what(k, i) for k, i in zip(rows["kind"], rows["id"], strict=True)],
            "unit": rows["unit_id"].map(unit_names),
        }
    )
    for column in ("before", "after"):
        numeric = rows["kind"].isin(["score", "movement"])
        named[column] = [
            words.number(float(v)) if n and v is not None else v
            for v, n in zip(rows[column], numeric, strict=True)
        ]
    return named
