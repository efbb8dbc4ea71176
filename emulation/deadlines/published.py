"""What calendars have told of each deadline, so that they can tell of a change and of one that is withdrawn.

`lich-thoi-han.json` in the data folder: one file for all calendars, written when a deadline changed. Where it is lost,
damaged or cannot be written, calendars go on: numbers of versions rise with the time at which the data were written, so
that a change counts nevertheless; only what was withdrawn meanwhile is not told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from emulation.deadlines.deadline import KINDS, Deadline
from emulation.store import SaveRefused, disk

FILE = "lich-thoi-han.json"
TOLD = timedelta(days=31)
"""After its day so long a withdrawn deadline is still told of: by then nobody is reminded of it."""
_BEGIN = 1_577_836_800
"""The first second of 2020, from which the minutes of versions are counted: they stay small numbers."""
_TIMES = range(4_102_444_800)
"""The times at which data may have been written, to the end of 2099: a clock may be wrong."""
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Version:
    """What was told of a deadline last. `sequence` rises with every version of it; `at`: the time of the data, in seconds
    since 1970, with which it changed."""

    deadline: Deadline
    sequence: int
    at: int
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """The last version of every deadline. `commune`: whose they are; it stays when the plan words its name otherwise."""

    commune: str = ""
    versions: Mapping[Key, Version] = field(default_factory=dict)

    def with_these(self, deadlines: Iterable[Deadline], commune: str, at: int, day: date) -> Published:
        """With what stands now. `at`: the time of the data, in seconds since 1970; `day`: as of which they are looked at.

        What is gone is withdrawn, unless it is too long past to be told of.
        """
        versions, at = dict(self.versions), min(max(at, _TIMES[0]), _TIMES[-1])
        now = {(each.kind, each.id, each.unit_id): each for each in deadlines}
        for key, deadline in now.items():
            before = versions.get(key)
            if before is None or before.is_withdrawn or before.deadline != deadline:
                versions[key] = _next(before, deadline, at)
        for key, version in self.versions.items():
            if key not in now and not version.is_withdrawn and version.deadline.day >= day - TOLD:
                versions[key] = _next(version, version.deadline, at, is_withdrawn=True)
        return Published(self.commune or commune, versions)

    def told(self, deadlines: Iterable[Deadline], day: date) -> list[Version]:
        """What calendars tell on a day: what stands, and what was withdrawn, by day."""
        now = {(each.kind, each.id, each.unit_id) for each in deadlines}
        told = [
            version
            for key, version in self.versions.items()
            if key in now or (version.is_withdrawn and version.deadline.day >= day - TOLD)
        ]
        return sorted(told, key=lambda each: (each.deadline.day, _key(each.deadline)))


def _next(before: Version | None, deadline: Deadline, at: int, *, is_withdrawn: bool = False) -> Version:
    least = max(0, at - _BEGIN) // 60
    if before is None:
        return Version(deadline, least, at, is_withdrawn)
    return Version(deadline, max(before.sequence + 1, least), max(before.at, at), is_withdrawn)


def _key(deadline: Deadline) -> Key:
    return deadline.kind, deadline.id, deadline.unit_id


def publish(folder: Path, deadlines: Iterable[Deadline], commune: str, at: int, day: date) -> Published:
    """`with_these` of what was published from the folder, kept there. Where it cannot be kept it is given all the same."""
    stands = list(deadlines)
    before = _read(folder)
    now = before.with_these(stands, commune, at, day)
    if now != before:
        with suppress(SaveRefused, OSError), disk.locked(folder):
            before = _read(folder)  # another process may have written meanwhile
            now = before.with_these(stands, commune, at, day)
            if now != before:
                disk.put(folder / FILE, _written(now))
    return now


def _read(folder: Path) -> Published:
    """What was published from the folder; nothing where that cannot be known."""
    try:
        kept: dict[str, Any] = json.loads((folder / FILE).read_bytes())
        versions = [_version(each) for each in kept["versions"]]
        return Published(str(kept["commune"]), {_key(each.deadline): each for each in versions})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Published()


def _version(kept: dict[str, Any]) -> Version:
    """One version as it was written. Raises ValueError, KeyError or TypeError for what no program of ours wrote."""
    values = kept["deadline"] | {"day": date.fromisoformat(kept["deadline"]["day"])}
    found = Version(Deadline(**values), int(kept["sequence"]), int(kept["at"]), kept["is_withdrawn"] is True)
    deadline = found.deadline
    texts = (deadline.id, deadline.unit_id, deadline.word, deadline.what, deadline.text, deadline.place)
    if (
        deadline.kind not in KINDS
        or not all(isinstance(each, str) for each in texts)
        or found.at not in _TIMES
    ):
        raise ValueError(kept)
    return found


def _written(published: Published) -> bytes:
    versions = [asdict(each) for _, each in sorted(published.versions.items())]
    kept = {"commune": published.commune, "versions": versions}
    return json.dumps(kept, ensure_ascii=False, indent=1, default=date.isoformat).encode()
