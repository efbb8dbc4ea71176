"""Sessions and devices in the file: how long each holds, and how one begins and ends. Within a transaction."""

from __future__ import annotations

import secrets
import sqlite3
from hashlib import sha256

HOUR, DAY = 3600.0, 86400.0
IDLE = 8 * HOUR
"""Seconds after which a session ends that nobody used."""
ABSOLUTE = 7 * DAY
"""Seconds after which a session ends in any case."""
DEVICE = 365 * DAY
"""Seconds for which a device is known that was not used for signing in."""
SLIDE = 60.0
"""Seconds between two notes that a session is in use: not each look writes."""
DEVICES = 20
"""Most devices known of an account: those used last."""


def hashed(token: str) -> bytes:
    """What is kept of a random token: nobody who reads the file can use it."""
    return sha256(token.encode()).digest()


def holds(began_at: float, seen_at: float, now: float) -> bool:
    """Whether a session goes on: it is neither idle for too long nor too old."""
    return now - seen_at <= IDLE and now - began_at <= ABSOLUTE


def noted(began_at: float, seen_at: float, now: float, *, used: bool) -> tuple[float, float] | None:
    """The moments to be kept of a session that somebody asks for; None where those kept will do.

    What is to come was noted by a clock that was wrong: until it came the session would last, so it is now.

    >>> noted(0, 600, 630, used=True), noted(0, 600, 700, used=True), noted(0, 600, 700, used=False)
    (None, (0, 700), None)
    >>> noted(0, 600, -100, used=False)
    (-100, -100)
    """
    if max(began_at, seen_at) - now >= SLIDE or (used and now - seen_at >= SLIDE):
        return min(began_at, now), now if used else min(seen_at, now)
    return None


def begin(
    connection: sqlite3.Connection, account: str, device: str, now: float, *, by_password: bool
) -> tuple[str, str]:
    """Begin a session; the account knows the device from now on. Returns the values of both cookies."""
    for table, column, seconds in (
        ("sessions", "seen_at", IDLE),
        ("sessions", "began_at", ABSOLUTE),
        ("devices", "seen_at", DEVICE),
    ):
        connection.execute(f"delete from {table} where {column} < ?", (now - seconds,))
        connection.execute(f"update {table} set {column} = ?1 where {column} > ?1", (now,))  # as in `noted`
    token = secrets.token_urlsafe(32)
    connection.execute(
        "insert into sessions values (?, ?, ?, ?, ?)", (hashed(token), account, by_password, now, now)
    )
    connection.execute("update accounts set signed_in_at = ? where account = ?", (now, account))
    # A value that was not given here may be known to others.
    ours = connection.execute("select 1 from devices where device = ?", (hashed(device),)).fetchone()
    device = device if ours else secrets.token_urlsafe(32)
    connection.execute("insert or replace into devices values (?, ?, ?)", (hashed(device), account, now))
    connection.execute(
        "delete from devices where account = ?1 and device not in"
        " (select device from devices where account = ?1 order by rowid desc limit ?2)",
        (account, DEVICES),
    )
    return token, device


def end(connection: sqlite3.Connection, account: str, but: str = "") -> None:
    """End the account's sessions (`but` the one with that token)."""
    connection.execute("delete from sessions where account = ? and token <> ?", (account, hashed(but)))
