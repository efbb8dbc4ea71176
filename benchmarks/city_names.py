"""Does the name of anybody who is not yet decided on come into a city's lake?

`.venv/bin/python benchmarks/city_names.py [--communes 12] [--seed 1] [--postgres]` gives the sample's dossiers names of
people, other ones in each commune, and mentions them in titles of tasks, movements and meetings; publishes each on a day of
its own, takes the packages, tidies the lake; and looks for every name of a dossier that is still in its commune (or not yet
received) in all that was written: the bytes of every package, Parquet file and catalogue, and, as Parquet is compressed,
every text in them, without regard to diacritics and case. Exits 1 where one is found, or where too few were looked for.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import sqlite3
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.communes.words import GIVENS, MIDDLES, SURNAMES  # noqa: E402
from benchmarks.postgres import in_environment, postgres  # noqa: E402
from emulation.city.lake import Lake  # noqa: E402
from emulation.city.take import Committer, Fate  # noqa: E402
from emulation.intake import read_folder  # noqa: E402
from emulation.publish.making import line_of, package_of  # noqa: E402
from emulation.scope import Scope  # noqa: E402
from emulation.text import fold  # noqa: E402
from emulation.warehouse import Warehouse  # noqa: E402

FIRST, LAST = date(2026, 3, 1), date(2026, 11, 16)
MENTIONED = (
    ("tasks", "Nội dung"),
    ("tasks", "Tên gọn"),
    ("movements", "Tên phong trào"),
    ("meetings", "Nội dung"),
)


def named(folder: Path, names: Iterator[str], chance: random.Random) -> Path:
    """The sample, each dossier with a name of its own; every second text of `MENTIONED` names somebody."""
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "lich-su"))
    given = []
    for row in (dossiers := _rows(folder / "dossiers.csv")):
        row["Tên đối tượng"] = next(names)
        given.append(row["Tên đối tượng"])
    _write(folder / "dossiers.csv", dossiers)
    for table, label in MENTIONED:
        rows = _rows(folder / f"{table}.csv")
        for row in rows[::2]:
            row[label] = f"{row[label]}, gương {chance.choice(given)}"
        _write(folder / f"{table}.csv", rows)
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def undecided(warehouse: Warehouse, folder: Path, day: date) -> set[str]:
    """The names of dossiers that are in the commune on a day, not handed up, or come later."""
    scope = Scope.at(day)
    pending = warehouse.ask("pending_dossiers", scope)
    here = set(pending.loc[pending["with_higher_level"] != "có", "dossier_id"])
    later = {
        row["Mã hồ sơ"]
        for row in _rows(folder / "dossiers.csv")
        if date(*map(int, reversed(row["Ngày tiếp nhận"].split("/")))) > day
    }
    return {row["Tên đối tượng"] for row in _rows(folder / "dossiers.csv") if row["Mã hồ sơ"] in here | later}


def texts(path: Path) -> Iterator[str]:
    """Every text in a Parquet file or a SQLite database."""
    if path.suffix == ".parquet":
        with duckdb.connect() as connection:
            rows = connection.execute("select * from read_parquet(?)", [str(path)]).fetchall()
    elif path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as connection:
            tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
            rows = [row for (name,) in tables for row in connection.execute(f'select * from "{name}"')]
    else:
        rows = [(path.read_bytes().decode(errors="replace"),)]
    for row in rows:
        for value in row:
            yield value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def found(paths: list[Path], names: set[str]) -> list[str]:
    """Where any of the names is."""
    as_bytes = {
        name: [unicodedata.normalize(form, name).encode() for form in ("NFC", "NFD")] for name in names
    }
    folded = {name: fold(name) for name in names}
    places = []
    for path in paths:
        raw, whole = path.read_bytes(), "\n".join(map(fold, texts(path)))
        places += [
            f"{path.name}: {name}"
            for name in names
            if folded[name] in whole or any(each in raw for each in as_bytes[name])
        ]
    return places


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--communes", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    every = [" ".join(each) for each in product(SURNAMES, MIDDLES, GIVENS, GIVENS)]
    names = iter(chance.sample(every, len(every)))
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        city, outbox = home / "city", home / "outbox"
        city.mkdir()
        outbox.mkdir()
        server = stack.enter_context(postgres()) if given.postgres else None
        address = server.address("lake") if server else ""
        stack.enter_context(in_environment(EMULATION_LAKE=address, EMULATION_LAKE_FILES=""))
        lines, hidden = ["id,name,cluster,public_key"], set()
        for number in range(given.communes):
            folder = named(home / str(number), names, chance)
            warehouse = Warehouse(read_folder(folder)[0])
            day = FIRST + timedelta(chance.randrange((LAST - FIRST).days + 1))
            environ = {"EMULATION_COMMUNE": f"xa-{number}"}
            lines.append(line_of(warehouse, folder, day, environ))
            name, data = package_of(warehouse, folder, day, environ)
            (outbox / name).write_bytes(data)
            hidden |= undecided(warehouse, folder, day)
        (city / "communes.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
        with Lake(city) as lake:
            committer = Committer(city, lake, wait=60)
            outcomes = [committer.take(path) for path in sorted(outbox.iterdir())]
            if any(outcome.fate != Fate.TAKEN for outcome in outcomes):
                print(*(outcome.line() for outcome in outcomes), sep="\n")
                return 1
            paths = [*outbox.iterdir(), *(path for path in (city / "kho").rglob("*") if path.is_file())]
            places = found(paths, hidden)
            lake.compact(keep=timedelta(0))
            after = [path for path in (city / "kho").rglob("*") if path.is_file()]
            if server:
                after.append(server.dumped("lake", home / "catalogue.sql"))
            places += found(after, hidden)
            sent = {name for (name,) in lake.rows("select nominee_name from pending_dossiers") if name}
            seen = len(
                {place.split(": ")[1] for place in found(after, sent)}
            )  # so that one that is there is seen
    print(
        f"{len(hidden)} names of {given.communes} communes looked for in {len(paths) + len(after)} files: "
        f"{len(places)} found; of dossiers with the higher level {seen} of {len(sent)} names"
    )
    print(*places[:20], sep="\n")
    return int(bool(places) or len(hidden) < given.communes or seen < max(1, len(sent)))


if __name__ == "__main__":
    sys.exit(main())
