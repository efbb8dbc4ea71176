"""The calendar of a unit or of all, as of the day on which the data stand. Kept until the data change."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from emulation import commune, site
from emulation.deadlines import ics
from emulation.deadlines.deadline import deadline_of
from emulation.deadlines.published import Version, publish
from emulation.folder import Edition
from emulation.scope import Scope
from emulation.text import file_part

TITLE = "Thời hạn thi đua, khen thưởng"
KEPT = 100
"""So many calendars are kept ready, those asked for last: a phone asks every few hours, and seldom has anything changed."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """`name`: what a phone calls it; `content`: the file."""

    name: str
    content: bytes


def calendar(folder: Path, edition: Edition, unit: str = "") -> Calendar:
    """The calendar of a unit, or of all (""), from the edition as it was read, whoever asks. `folder`: of the data.

    Of a unit that is not there any more it tells what was withdrawn. Raises NotAvailable where a file it needs cannot be
    read: nothing is withdrawn then.
    """
    return _calendar(folder, edition, edition.warehouse.default_as_of, unit, site.site())


def file_name(unit: str = "") -> str:
    """Under which the calendar of a unit, or of all (""), is taken away."""
    return f"thoi-han-{file_part(unit) or 'chung'}.ics"


@dataclass(frozen=True, slots=True)
class _Told:
    commune: str
    place: str
    names: dict[str, str]
    versions: list[Version]


@cached(
    LRUCache(2),
    key=lambda folder, edition, day: hashkey(folder, edition.version, day),
    condition=threading.Condition(),
)
def _told(folder: Path, edition: Edition, day: date) -> _Told:
    data = edition.warehouse
    columns, rows = data.answer("deadlines", Scope.at(day))
    stands = [deadline_of(dict(zip(columns, row, strict=True))) for row in rows]
    whose = commune.of_warehouse(data, data.default_year(day)).issuer
    changed = max((file.modified.timestamp() for file in edition.files if file.modified), default=0.0)
    published = publish(folder, stands, file_part(str(whose)), int(changed), day)
    columns, rows = data.answer("unit_names", Scope.at(day))
    known = [dict(zip(columns, row, strict=True)) for row in rows]
    return _Told(
        published.commune,
        whose.place,
        {row["unit_id"]: row["full_name"] for row in known},
        published.told(stands, day),
    )


@cached(
    LRUCache(KEPT),
    key=lambda folder, edition, day, unit, of_site: hashkey(folder, edition.version, day, unit, of_site),
    condition=threading.Condition(),
)
def _calendar(folder: Path, edition: Edition, day: date, unit: str, _site: str) -> Calendar:
    told = _told(folder, edition, day)
    whose = told.names.get(unit, unit) if unit else told.place
    name = f"{TITLE} – {whose}" if whose else TITLE
    versions = [each for each in told.versions if each.deadline.is_of(unit)]
    return Calendar(name, ics.written(name, told.commune, versions))
