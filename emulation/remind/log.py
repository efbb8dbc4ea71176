"""What was sent to whom, and why: `thu-nhac/2026.jsonl` in the data folder, one line an event.

A line is added and on the disk before each send (`SENDING`), and another after it. So what a killed process left is known:
its message may or may not have gone, and is not sent again by itself. A torn line, which only such a process leaves, is
skipped. Daily backups do not hold the log: restored with the data of a former day, it would have mails sent twice.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import filelock

from emulation.scope import VIETNAM
from emulation.store import SaveRefused
from emulation.store.disk import refusal

FOLDER = "thu-nhac"
_LOCK = ".khoa"
SENDING, SENT, FAILED, UNCLEAR = "đang gửi", "đã gửi", "không gửi được", "chưa rõ"
CHAIRMAN = ""
"""Stands for the chairman where a unit's id would stand."""
Reason = tuple[str, ...]
"""A thing and its stage: what is told once."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message. `unit`: CHAIRMAN for the digest; `reasons`: everything it tells; `why`: in words what of it was new;
    `outcome`: one of the words above; `said`: what the server said; `by`: who pressed, or the command."""

    id: str
    at: datetime
    day: date
    unit: str
    name: str
    to: tuple[str, ...]
    reasons: tuple[Reason, ...]
    why: str
    by: str = ""
    outcome: str = SENDING
    said: str = ""

    @property
    def may_have_gone(self) -> bool:
        """Whether nobody knows if it was sent: the process or the connection ended before the answer."""
        return self.outcome in (SENDING, UNCLEAR)


@contextmanager
def writing(folder: Path) -> Iterator[Log]:
    """The log to write to, for one process at a time. Raises SaveRefused where another one is sending."""
    place = folder / FOLDER
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        lock = filelock.FileLock(place / _LOCK, timeout=0)
        lock.acquire()
    except filelock.Timeout:
        raise SaveRefused("Đang có người khác gửi thư nhắc việc, chờ gửi xong rồi xem lại.") from None
    except OSError as error:
        raise refusal(error, place) from None
    try:
        yield Log(place)
    finally:
        lock.release()


class Log:
    """The log while its lock is held. Raises SaveRefused where the disk does."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def begin(self, entry: Entry) -> None:
        """Say that a message is being sent, before it is."""
        about = {
            "day": entry.day.isoformat(),
            "unit": entry.unit,
            "name": entry.name,
            "to": entry.to,
            "reasons": entry.reasons,
            "why": entry.why,
            "by": entry.by,
        }
        self._add(entry, about)

    def end(self, entry: Entry) -> None:
        """Say what became of it."""
        self._add(entry, {"said": entry.said})

    def _add(self, entry: Entry, about: dict[str, Any]) -> None:
        now = datetime.now(VIETNAM).isoformat(timespec="seconds")
        line = json.dumps({"id": entry.id, "at": now, "outcome": entry.outcome, **about}, ensure_ascii=False)
        path = self._place / f"{entry.at.year}.jsonl"
        try:
            with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "ab+") as file:
                if file.tell() and not _ends(file):
                    file.write(b"\n")  # after a torn line
                file.write(line.encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise refusal(error, path) from None


def _ends(file: Any) -> bool:
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def new_id() -> str:
    return uuid4().hex


def entries(folder: Path) -> list[Entry]:
    """Every message, the newest first. Kept until a file changes, so that each run of a screen may ask."""
    found: dict[str, Entry] = {}
    for path in sorted((folder / FOLDER).glob("[0-9][0-9][0-9][0-9].jsonl")):
        try:
            state = path.stat()
        except OSError:
            continue
        found |= _read(path, (state.st_mtime_ns, state.st_size))
    return list(found.values())[::-1]


@lru_cache(maxsize=8)
def _read(path: Path, state: tuple[int, int]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for line in path.read_bytes().splitlines():
        try:
            event = json.loads(line)
            if (begun := found.get(event["id"])) is not None:
                found[begun.id] = replace(begun, outcome=event["outcome"], said=event["said"])
            else:
                found[event["id"]] = _entry(event)
        except (ValueError, KeyError, TypeError):
            continue  # torn, or not ours
    return found


def _entry(event: dict[str, Any]) -> Entry:
    return Entry(
        id=event["id"],
        at=datetime.fromisoformat(event["at"]),
        day=date.fromisoformat(event["day"]),
        unit=event["unit"],
        name=event["name"],
        to=tuple(event["to"]),
        reasons=tuple(tuple(each) for each in event["reasons"]),
        why=event["why"],
        by=event["by"],
        outcome=event["outcome"],
    )


def told(found: Iterable[Entry], unit: str) -> tuple[set[Reason], set[Reason]]:
    """The reasons that a unit was told, and those of messages of which nobody knows whether they have gone."""
    sent: set[Reason] = set()
    unclear: set[Reason] = set()
    for entry in found:
        if entry.unit == unit and entry.outcome == SENT:
            sent.update(entry.reasons)
        elif entry.unit == unit and entry.may_have_gone:
            unclear.update(entry.reasons)
    return sent, unclear - sent
