"""A calendar file as another library reads it, after it was looked at as RFC 5545 says."""

from __future__ import annotations

import re
from typing import Any

import vobject


def read_back(content: bytes) -> Any:
    """The calendar. It is valid, each of its lines ends with CRLF and has at most 75 octets, and no letter is torn."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert not [line for line in lines if len(line) > 75 or re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)]
    for line in lines:
        line.decode()
    found = vobject.readOne(content.decode())
    assert found.validate(raiseException=True)
    return found


def events(content: bytes) -> dict[str, Any]:
    """Its events by what they are about: the title without the word before it."""
    found = read_back(content).contents.get("vevent", [])
    assert len({each.uid.value for each in found}) == len(found)
    return {each.summary.value.partition(": ")[2]: each for each in found}


def told(content: bytes) -> dict[str, tuple[str, str, str, int]]:
    """The title, the day, the status and the number of alarms of each."""
    return {
        what: (
            each.summary.value,
            each.dtstart.value.isoformat(),
            each.status.value,
            len(each.contents.get("valarm", [])),
        )
        for what, each in events(content).items()
    }
