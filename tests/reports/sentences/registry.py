"""The patterns of sentences, each with what its places must say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from emulation import words
from tests.reports.sentences.paper import Paper

_SHORT = {
    "D": r"\d\d/\d\d/\d{4}",
    "N": r"[\d.]+",
    "P": r"[\d.,]+%",
    "V": r"-?[\d.,]+\d|-?\d",
    "OUT": r"(?:[cC]ả )?[\d.]+(?:/[\d.]+)?",
    "DUE": r"\d\d/\d\d(?:/\d{4})?(?: \(nghỉ\), tính đến \d\d/\d\d/\d{4})?",
    "WHAT": r"(?:nhiệm vụ|phần việc)",
    "WHEN": r"(?:quý [IV]+ năm \d{4}|6 tháng (?:đầu|cuối) năm \d{4}|năm học \d{4}-\d{4}|năm \d{4})",
}
"""What stands in a pattern as <D>: a day, a number, a rate, points, 3/8 or cả 8, a deadline, a noun, a period."""


@dataclass(frozen=True)
class Said:
    """A sentence that a pattern matched, for what its places must say. `begun`: the first sentence of its paragraph."""

    paper: Paper
    begun: str
    places: Mapping[str, str | None]

    def __getitem__(self, place: str) -> str | None:
        return self.places[place]


Check = Callable[[Said], Mapping[str, Any]]
_PATTERNS: list[tuple[tuple[str, ...], re.Pattern[str], Check]] = []


def says(pattern: str, *kinds: str) -> Callable[[Check], Check]:
    """Register a sentence of documents of these kinds (of all where none are named). What is registered gives for every
    named place of the pattern what must stand there; None where it must not be there."""
    for name, long in _SHORT.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{long})")
        pattern = re.sub(rf"<(\w+):{name}>", lambda place, long=long: f"(?P<{place[1]}>{long})", pattern)

    def register(check: Check) -> Check:
        _PATTERNS.append((kinds, re.compile(pattern), check))
        return check

    return register


def judge(paper: Paper, begun: str, sentence: str) -> list[str]:
    """What is wrong with a sentence: nothing, where its numbers are those of its query."""
    shown = paper.unmask(sentence)
    found = [
        (match, check)
        for kinds, pattern, check in _PATTERNS
        if (not kinds or paper.kind in kinds) and (match := pattern.fullmatch(sentence))
    ]
    if not found:
        return [f"no pattern knows: {shown}"]
    faults = []
    for match, check in found:
        said = {name: text and paper.unmask(text) for name, text in match.groupdict().items()}
        try:
            expected = dict(check(Said(paper, begun, said)))
        except (
            AssertionError,
            AttributeError,
            LookupError,
            TypeError,
            ValueError,
            ZeroDivisionError,
        ) as error:
            faults.append(f"{shown}\n    {check.__name__}: the queries have nothing of the kind ({error!r})")
            continue
        assert set(expected) == set(said), f"{check.__name__} judges all places of: {shown}"
        wrong = {name: (said[name], expected[name]) for name in said if said[name] != expected[name]}
        if not wrong:
            return []
        faults.append(f"{shown}\n    {check.__name__}: {wrong}")
    return faults


# ---- what several of them say


def out_of(part: int, whole: int) -> str:
    return f"cả {words.number(whole)}" if part == whole > 1 else f"{words.number(part)}/{words.number(whole)}"


def some(count: int) -> str | None:
    """A number that is only said where there is any."""
    return words.number(count) if count else None


def what(paper: Paper) -> str:
    return "phần việc" if paper.filtered else "nhiệm vụ"
