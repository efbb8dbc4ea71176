"""Ids → the names people know, for tables that show rows of several files."""

from __future__ import annotations

import pandas as pd

from emulation import words
from emulation.ui import session

KINDS = {"task": "Nhiệm vụ", "dossier": "Hồ sơ", "score": "Điểm thi đua", "movement": "Phong trào"}


def of(table: str, key: str, name: str, short: str | None = None) -> dict[str, str]:
    """Id → name (the short one where there is one) of a file's rows."""
    rows = session.table(table)
    shown = rows[short].where(rows[short].notna(), rows[name]) if short else rows[name]
    return dict(zip(rows[key], shown, strict=True))


def units(*, short: bool = True) -> dict[str, str]:
    return of("units", "unit_id", "name", "short_name" if short else None)


def blocs() -> dict[str, str]:
    return dict(session.blocs()[["bloc_id", "name"]].itertuples(index=False))


def with_awards(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the award's name as a further column `award`."""
    return rows.assign(award=rows["award_id"].map(of("awards", "award_id", "name")))


def changes(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `changes` with names in the place of ids: changed_on, kind, what, unit, before, after."""
    tasks, criteria, movements = (
        of("tasks", "task_id", "title", "short_title"),
        of("criteria", "criterion_id", "name"),
        of("movements", "movement_id", "name"),
    )
    clauses = of("tasks", "task_id", "clause")

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
            "kind": rows["kind"].map(KINDS),
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
