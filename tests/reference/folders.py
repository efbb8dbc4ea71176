"""Random well-formed data folders, and random questions about them."""

import csv
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from .inventing import Inventor
from .reading import COLUMNS, Row, read_folder

# Columns whose absence leaves the folder well-formed, with those that must go with them.
DROPPABLE = (
    ("plan", ("number",)),
    ("plan", ("view_on",)),
    ("units", ("short_name",)),
    ("units", ("bloc_role",)),
    ("units", ("bloc_id", "bloc_role")),
    ("tasks", ("conditional",)),
    ("tasks", ("quarter",)),
    ("tasks", ("measured_by",)),
    ("tasks", ("place", "short_title")),
    ("assignments", ("due_on",)),
    ("progress", ("evidence",)),
    ("progress", ("note",)),
    ("awards", ("working_days",)),
    ("awards", ("legal_basis",)),
    ("dossiers", ("movement_id",)),
    ("dossiers", ("due_on",)),
    ("dossier_events", ("document_no", "note")),
    ("criteria", ("source", "points_each")),
    ("scores", ("note",)),
    ("movements", ("ends_on",)),
    ("movement_results", ("measure",)),
    ("movement_results", ("target",)),
    ("meetings", ("place",)),
    ("days_off", ("name",)),
)
# Those that the contract of November 2026 added: folders of the older form have none of them.
NEWER = (
    ("plan", ("superior",)),
    ("plan", ("unit_id", "symbol")),
    ("tasks", ("meeting_id",)),
    ("progress", ("recorded_by",)),
    ("extensions", ("document_no", "note")),
    ("extensions", ("unit_id",)),
    ("extensions", ("recorded_by",)),
    ("dossiers", ("quantity",)),
    ("dossier_events", ("recorded_by",)),
    ("criteria", ("award_id",)),
    ("criteria", ("award_level",)),
    ("criteria", ("bloc_id",)),
    ("scores", ("recorded_by",)),
    ("movement_results", ("better",)),
    ("movement_results", ("recorded_by",)),
)
# Files that may be missing, each with the files that would refer to nothing without it.
OPTIONAL: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("plan", ()),
    ("extensions", ()),
    ("criteria", ("scores",)),
    ("scores", ()),
    ("bands", ()),
    ("movements", ("movement_results",)),
    ("movement_results", ()),
    ("meetings", ()),
    ("days_off", ()),
)
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def write_random_folder(path: Path, seed: int) -> None:
    """Writes a folder without any problem in the contract's sense; the same one for the same seed."""
    rng = Random(seed)
    tables = Inventor(rng).tables()
    older = rng.random() < 0.12
    for file, dependents in OPTIONAL:
        if rng.random() < 0.06 or (older and file == "extensions"):
            for gone in (file, *dependents):
                tables.pop(gone, None)
            if file == "movements":
                for dossier in tables["dossiers"]:
                    dossier["movement_id"] = None
            if file == "meetings":
                for task in tables["tasks"]:
                    task["meeting_id"] = None
    dropped: dict[str, set[str]] = {}
    for file, columns in DROPPABLE:
        if rng.random() < 0.04:
            dropped.setdefault(file, set()).update(columns)
    for file, columns in NEWER:
        if older or rng.random() < 0.1:
            dropped.setdefault(file, set()).update(columns)
    path.mkdir(parents=True, exist_ok=True)
    for file, rows in tables.items():
        write_table(path / f"{file}.csv", file, rows, dropped.get(file, set()), rng)


def write_table(path: Path, file: str, rows: Iterable[Row], dropped: set[str], rng: Random) -> None:
    """One file with its Vietnamese headings, now and then in another order of columns."""
    columns = [(name, label) for name, label, _ in COLUMNS[file] if name not in dropped]
    if rng.random() < 0.2:
        rng.shuffle(columns)
    iso = rng.random() < 0.15
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([label for _, label in columns])
        for row in rows:
            writer.writerow([text(row, name, iso, rng) for name, _ in columns])


def text(row: Row, name: str, iso: bool, rng: Random) -> str:
    """A value as an officer writes it: dd/mm/yyyy, decimals with a comma, quarters 1, I, Quý I or I/2026."""
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat() if iso else value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    if name == "quarter" and rng.random() < 0.6:
        return rng.choice(("{0}", "{0}", "Quý {0}", "{0}/{1}", "Quý {0}/{1}")).format(
            ROMAN[value], row["year"]
        )
    return str(value)


def random_question(rng: Random, folder: Path) -> dict[str, Any]:
    """Valid options for `answer`: its keyword arguments, all seven."""
    tables = read_folder(Path(folder))
    days = sorted(
        {v for rows in tables.values() for row in rows for v in row.values() if isinstance(v, date)}
    )
    years = sorted({row["year"] for row in tables["tasks"]})
    has_default = any(row["view_on"] for row in tables["plan"])
    as_of = None if has_default and rng.random() < 0.1 else random_day(rng, days, years)
    if as_of and rng.random() < 0.1:
        as_of = date(rng.choice(years) + 1, 1, rng.randint(1, 12))
    parts = ("-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2", "")
    periods = [f"{year}{part}" for year in years for part in parts]
    periods += [f"{year - 1}-{year}" for year in (*years, years[-1] + 1)]
    known = {row["period"] for row in tables["scores"] if as_of is None or row["recorded_on"] <= as_of}
    if known and rng.random() < 0.6:
        periods = sorted(known)
    # Quarters, half-years, years and school years alike, though there are four times as many quarters.
    kind = rng.choice(sorted({period[5:6] for period in periods}))
    periods = [period for period in periods if period[5:6] == kind]
    since = random_day(rng, days, years)
    if as_of and rng.random() < 0.6:
        since = as_of - timedelta(days=rng.choice((0, 1, 3, 7, 14, 30, 60, 120)))
    elif tables["meetings"] and rng.random() < 0.4:
        since = rng.choice(tables["meetings"])["held_on"] - timedelta(days=rng.choice((0, 1, 20)))
    return {
        "as_of": as_of,
        "year": maybe(rng, 0.5, lambda: rng.choice(years)),
        "quarter": maybe(rng, 0.5, lambda: rng.randint(0, 4)),
        "period": maybe(rng, 0.75, lambda: rng.choice(periods)),
        "blocs": some(rng, [row["bloc_id"] for row in tables["blocs"]], 0.25, 3),
        "units": some(rng, [row["unit_id"] for row in tables["units"]], 0.25, 8),
        "since": since if rng.random() < 0.8 and (as_of is None or since <= as_of) else None,
    }


def random_day(rng: Random, days: list[date], years: list[int]) -> date:
    """Any day, or one on or beside a date of the data, where rules turn."""
    if rng.random() < 0.3:
        return date(years[0], 1, 1) + timedelta(days=rng.randrange(366 * len(years) + 30))
    inside = [day for day in days if years[0] <= day.year <= years[-1] + 1]
    inside = inside[len(inside) // 2 :] if rng.random() < 0.5 else inside
    return rng.choice(inside) + timedelta(days=rng.choice((-16, -15, -14, -1, 0, 0, 0, 1, 2)))


def maybe(rng: Random, chance: float, make: Callable[[], Any]) -> Any:
    return make() if rng.random() < chance else None


def some(rng: Random, ids: list[str], chance: float, most: int) -> tuple[str, ...]:
    """A few different ids, or none."""
    if rng.random() >= chance or not ids:
        return ()
    return tuple(rng.sample(ids, rng.randint(1, min(most, len(ids)))))
