"""What is asked about one unit is soon asked about the next: their answers are computed while nobody waits for any."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from emulation.scope import Scope

MOST_UNITS = 100
"""With more units than these nothing is asked ahead: it would take minutes, and more room than answers have."""
EXAMPLES = 200
QUIET = 0.5
"""Seconds for which nobody must have asked anything."""

Question = tuple[str, Scope, Hashable]
"""Query, scope, and the parameters that only this query has."""


class Ahead:
    """The questions that were asked about a single unit, and what is left to ask of them about the others.

    `clock`: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._asked_at = clock()
        self._books = threading.Lock()  # many sessions see, one thread works
        self._examples: dict[Question, None] = {}  # of any unit; those seen last at the end
        self._version = ""
        self._planned: set[Question] = set()
        self._left: deque[tuple[Question, str]] = deque()

    def saw(self, query: str, scope: Scope, more: Hashable) -> None:
        """Somebody asks this now."""
        self._asked_at = self._clock()
        if len(scope.units) == 1 and not scope.blocs:
            example = query, scope.but(units=()), more
            with self._books:
                self._examples.pop(example, None)
                self._examples[example] = None
                while len(self._examples) > EXAMPLES:
                    del self._examples[next(iter(self._examples))]

    def work(
        self, version: str, units: Sequence[str], ask: Callable[[str, Scope, Any], object], seconds: float
    ) -> None:
        """Ask about other units of this edition, for some seconds at most, and only while nobody else asks."""
        if version != self._version:
            self._version, self._planned, self._left = version, set(), deque()
        if len(units) > MOST_UNITS:
            return
        with self._books:
            examples = list(self._examples)
        for example in examples:
            if example not in self._planned:
                self._planned.add(example)
                self._left.extend((example, unit) for unit in units)
        until = self._clock() + seconds
        while self._left and self._clock() < until and self._clock() - self._asked_at > QUIET:
            (query, scope, more), unit = self._left.popleft()
            ask(query, scope.but(units=(unit,)), more)
