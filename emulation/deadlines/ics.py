"""Deadlines as a calendar file, as RFC 5545 and RFC 7986 say."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from emulation import site
from emulation.deadlines.deadline import WITHDRAWN, Deadline, one_line
from emulation.deadlines.published import Version

if TYPE_CHECKING:
    import icalendar

MIME = "text/calendar"
_PRODUCT = "-//Thi dua khen thuong//Lich thoi han//VI"
_ASK_AGAIN = timedelta(hours=4)
_REMIND = (timedelta(days=7), timedelta(days=1))
"""So long before the day of a deadline a phone reminds of it, in the morning at _AT. Mails remind more often."""
_AT = timedelta(hours=8)
_PAGES = {"task": ("progress", "task"), "part": ("progress", "task"), "dossier": ("dossiers", "dossier")}
"""Kind of a deadline → the screen that shows it, and the parameter that names it there."""
_CATEGORY = {"task": "Nhiệm vụ", "part": "Nhiệm vụ", "dossier": "Hồ sơ khen thưởng", "meeting": "Cuộc họp"}
_NAMES = uuid.UUID("6f1c1f0e-3f1b-5a56-9c9b-0f6f3f6f7a11")
"""From which the UIDs of deadlines are made."""


def written(name: str, commune: str, versions: Iterable[Version]) -> bytes:
    """The calendar file. The same bytes for the same versions, whenever they are written.

    Days are days (`VALUE=DATE`) and belong to no time zone: a deadline on the 20th is so wherever the phone is. So the zone
    is only named, for calendars that ask.
    """
    import icalendar

    calendar = icalendar.Calendar()
    title = icalendar.vText(one_line(name))  # the library takes these two names for no text of its own accord
    for property_name, value in (
        ("prodid", _PRODUCT),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("name", title),
        ("x-wr-calname", title),
        ("x-wr-timezone", "Asia/Ho_Chi_Minh"),
        ("x-published-ttl", icalendar.vDuration(_ASK_AGAIN).to_ical().decode()),
    ):
        calendar.add(property_name, value)
    calendar.add("refresh-interval", _ASK_AGAIN, parameters={"value": "DURATION"})
    for version in versions:
        calendar.add_component(_event(commune, version))
    return calendar.to_ical()


def uid(commune: str, deadline: Deadline) -> str:
    """The name of a deadline among all calendars, for good: it goes by the ids of what is due and whose it is."""
    named = [commune, deadline.kind, deadline.id, deadline.unit_id]
    return str(uuid.uuid5(_NAMES, json.dumps(named, ensure_ascii=False)))


def _event(commune: str, version: Version) -> icalendar.Event:
    import icalendar

    deadline, at = version.deadline, datetime.fromtimestamp(version.at, UTC)
    title = f"{WITHDRAWN}: {deadline.what}" if version.is_withdrawn else deadline.title
    values: dict[str, Any] = {
        "uid": uid(commune, deadline),
        "dtstamp": at,
        "last-modified": at,
        "sequence": version.sequence,
        "status": "CANCELLED" if version.is_withdrawn else "CONFIRMED",
        "dtstart": deadline.day,
        "dtend": deadline.day + timedelta(days=1),
        "summary": title,
        "description": deadline.text,
        "location": deadline.place,
        "url": _link(deadline),
        "categories": [_CATEGORY[deadline.kind]],
        "transp": "TRANSPARENT",  # whoever has a deadline is not busy that day
    }
    event = icalendar.Event()
    for name, value in values.items():
        if value != "":
            event.add(name, value)
    if not version.is_withdrawn and not deadline.is_over:
        for before in _REMIND:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", title)
            alarm.add("trigger", _AT - before)
            event.add_component(alarm)
    return event


def _link(deadline: Deadline) -> str:
    if deadline.kind not in _PAGES:
        return ""
    page, parameter = _PAGES[deadline.kind]
    return site.link(page, **{parameter: deadline.id})
