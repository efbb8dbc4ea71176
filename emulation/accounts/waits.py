"""Waits after wrong passwords. They slow down who guesses, and shut nobody out for long.

What is counted, and what it makes wait:

- an address: whoever guesses from there, at whichever account. Many people may share one (an office behind a router),
  so it grows late.
- an account: whoever guesses at it, from wherever. At most ten seconds, so that one who guesses from a single address,
  and waits a minute there, leaves the account open to its owner most of the time.
- a device that signed in to this account before: it alone, and it neither counts nor waits for the other two. So nobody
  else can keep the owner out.

Kept in memory: who guesses makes no file grow, and a full disk forgets nothing.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

FORGET = 15 * 60.0
"""Seconds after the last wrong password at which all of a key are forgotten."""
KEYS = 50_000
"""Most keys that are remembered; those that were wrong longest ago go first. Some 15 MB."""


@dataclass(frozen=True, slots=True)
class Growth:
    """No wait after fewer than `free` wrong passwords, then 1, 2, 4 … seconds, at most `most`."""

    free: int
    most: float

    def wait(self, wrong: int) -> float:
        """Seconds to wait after so many wrong passwords.

        >>> [Growth(free=3, most=60.0).wait(wrong) for wrong in (2, 3, 4, 5, 8, 9, 10_000)]
        [0.0, 1.0, 2.0, 4.0, 32.0, 60.0, 60.0]
        """
        return 0.0 if wrong < self.free else min(self.most, 2.0 ** min(wrong - self.free, 30))


@dataclass(frozen=True, slots=True)
class Key:
    """What wrong passwords are counted for."""

    kind: str
    value: str


GROWTH = {
    "address": Growth(free=10, most=60),
    "account": Growth(free=5, most=10),
    "device": Growth(free=5, most=60),
}
LONGEST = max(growth.most for growth in GROWTH.values())
"""Seconds that anybody waits at most."""


def address(text: str) -> Key:
    """The key of an address. Who has an IPv6 address has some 2⁶⁴ of them, the network's first 64 bits in common.

    >>> address("2001:db8::1") == address("2001:db8::ffff") != address("2001:db8:0:1::1")
    True
    >>> address("::ffff:10.0.0.1") == address("10.0.0.1") != address("10.0.0.2")
    True
    """
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return Key("address", text[:100])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return Key("address", str(ipaddress.ip_network((found, 64), strict=False)))
        found = found.ipv4_mapped
    return Key("address", str(found))


@dataclass(slots=True)
class _Wrong:
    count: int
    last: float


class Waits:
    """The wrong passwords of late. `clock`: seconds, which may be put back or forward. Safe between threads."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._wrong: OrderedDict[Key, _Wrong] = OrderedDict()
        self._lock = threading.Lock()

    def left(self, keys: Sequence[Key]) -> float:
        """Seconds until the next attempt, 0 where it may be made now."""
        now = self._clock()
        with self._lock:
            return max((self._left(key, now) for key in keys), default=0.0)

    def count(self, keys: Sequence[Key]) -> None:
        """Count a wrong password."""
        now = self._clock()
        with self._lock:
            for key in keys:
                before = self._of(key, now)
                self._wrong[key] = _Wrong(before.count + 1 if before else 1, now)
                self._wrong.move_to_end(key)
            while len(self._wrong) > KEYS or self._is_old(next(iter(self._wrong.values())), now):
                self._wrong.popitem(last=False)

    def forget(self, keys: Sequence[Key]) -> None:
        """Forget what was counted for the keys."""
        with self._lock:
            for key in keys:
                self._wrong.pop(key, None)

    def _left(self, key: Key, now: float) -> float:
        wrong = self._of(key, now)
        return max(0.0, wrong.last + GROWTH[key.kind].wait(wrong.count) - now) if wrong else 0.0

    def _of(self, key: Key, now: float) -> _Wrong | None:
        wrong = self._wrong.get(key)
        if wrong is None or self._is_old(wrong, now):
            return None
        wrong.last = min(wrong.last, now)  # The clock was put back: nobody waits for it to catch up.
        return wrong

    @staticmethod
    def _is_old(wrong: _Wrong, now: float) -> bool:
        return now - wrong.last > FORGET
