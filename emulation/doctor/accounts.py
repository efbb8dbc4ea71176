"""Whether the accounts are in order."""

from __future__ import annotations

from collections.abc import Iterator

from emulation.doctor.finding import Finding
from emulation.doctor.place import Place


def look(place: Place) -> Iterator[Finding]:
    yield from ()
