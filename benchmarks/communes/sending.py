"""What generated communes send: real packages, signed, and the city's folder that knows their keys.

    city = founded(folder, list(communes(114)))
    for commune, day in product(communes(114), weeks(2025)):
        name, data = package(commune, day)

The notice of each ends in a seal, a sum over all its tables. Who reads an edition's rows somewhere can tell by it that they
are all of that edition, and none is missing: `seal_of(tables) == sealed(notice)`.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.communes.day import rows
from benchmarks.communes.words import NOTICE, SUPERIOR
from benchmarks.communes.year import YEAR, Commune
from emulation.publish import keys
from emulation.publish.contents import PUBLISHED
from emulation.publish.files import written
from emulation.publish.manifest import Entry, Manifest
from emulation.publish.package import write

_LENGTH = 16
"""Letters of a seal."""


def weeks(year: int = YEAR) -> list[date]:
    """The 52 Fridays on which packages are made."""
    first = date(year, 1, 1)
    friday = first + timedelta((4 - first.weekday()) % 7)
    return [friday + timedelta(7 * number) for number in range(52)]


def key_of(commune: Commune) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(commune.id.encode()).digest())


def founded(folder: Path, communes: Iterable[Commune]) -> Path:
    """A city's folder in which these communes are known."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "communes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "name", "cluster", "public_key"))
        for one in communes:
            name = one.name[0].upper() + one.name[1:]
            writer.writerow((one.id, name, one.cluster, keys.written(key_of(one).public_key())))
    return folder


def package(commune: Commune, day: date, again: int = 0, notice: str = "") -> tuple[str, bytes]:
    """The name and bytes of what it sends of a day. `again`: the so many-eth later edition of the same day, in which a task
    has another title. `notice`: in place of the sealed one."""
    tables = rows(commune, day)
    if again:
        first, *others = tables["tasks"]
        tables["tasks"] = [(*first[:3], f"{first[3]} (lần {again + 1})", *first[4:]), *others]
    files = {table.file: written(table, tables[table.name]) for table in PUBLISHED}
    seal = seal_of(tables)
    manifest = Manifest(
        commune=commune.id,
        as_of=day,
        year=day.year,
        data=seal[:8],
        made_at=made_at(day, again),
        name=f"Ủy ban nhân dân {commune.name}",
        superior=SUPERIOR,
        notice=notice or f"{NOTICE} · {seal}",
        program="đo thử",
        files={
            table.file: Entry(len(tables[table.name]), hashlib.sha256(files[table.file]).hexdigest())
            for table in PUBLISHED
        },
    )
    return manifest.file, write(manifest, files, key_of(commune))


def made_at(day: date, again: int = 0) -> datetime:
    """When the data of that package were written."""
    return datetime.combine(day, time(9), UTC) + timedelta(minutes=again)


def seal_of(tables: Mapping[str, Iterable[Sequence[Any]]]) -> str:
    """A sum over the rows of every table, each in its order."""
    out = io.StringIO()
    writer = csv.writer(out)
    for table in PUBLISHED:
        writer.writerow((table.name,))
        writer.writerows(tables[table.name])
    return hashlib.sha256(out.getvalue().encode()).hexdigest()[:_LENGTH]


def sealed(notice: str) -> str:
    """The seal in an edition's notice."""
    return notice[-_LENGTH:]
