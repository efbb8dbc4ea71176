"""The patterns of what is said in numbers, each with what its places must say.

A rule is a function under `@says(pattern, *screens)`. The pattern stands for a stretch of a line in which names are
masked; `<n:N>` is a number that the rule judges, other short words are in `_SHORT`. The function gets the `Said` and
gives for every named place what must stand there: a number (written as Vietnamese does), a text, or None where the place
must be empty. Of the rules that know a stretch the longest judges it, of equally long ones the first registered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.meaning.lines import Line
from tests.meaning.place import NAME, Place, number

_SHORT = {
    "N": r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\d]|[.,]\d)",
    "P": r"(?:[\d.,]+%|–)",
    "V": r"-?\d[\d.]*(?:,\d+)?(?!\d)",
    "DAY": r"\d\d/\d\d/\d{4}",
    "WHAT": r"(?:nhiệm vụ|phần việc)",
    "QUARTER": r"(?:Quý [IV]+|Cả năm)",
    "WHEN": r"(?:Quý [IV]+/\d{4}|6 tháng (?:đầu|cuối) năm \d{4}|Năm học \d{4}-\d{4}|Năm \d{4})",
    "TIME": r"(?:Quý [IV]+/\d{4}|[Nn]hiệm vụ cả năm \d{4}|[Nn]ăm \d{4})",
    "STAGE": r"(?:Tiếp nhận|Thẩm định|Yêu cầu bổ sung|Họp Hội đồng|Trình Chủ tịch|Trình cấp trên|Đã khen thưởng"
    r"|Không đủ điều kiện|Trả lại|Rút hồ sơ)",
    "WHOLE": r"toàn (?:xã|phường|đặc khu|địa phương)",
    "NAME": NAME,
}


@dataclass(frozen=True)
class Said:
    """A stretch of a line that a pattern knows, for what its places must say. Names in it are masked."""

    place: Place
    line: Line
    places: Mapping[str, str | None]

    def __getitem__(self, name: str) -> str:
        return self.places[name] or ""

    def of(self, thing: str) -> list[str]:
        """The ids that the line's links open."""
        return [key for name, key in self.line.of if name == thing]


Check = Callable[[Said], Mapping[str, Any]]
RowCheck = Callable[[Place, Line, Mapping[str, str]], Mapping[str, str]]
_TABLES: list[tuple[frozenset[str], RowCheck]] = []
_RULES: list[tuple[tuple[str, ...], re.Pattern[str], Check]] = []


def pattern_of(text: str) -> re.Pattern[str]:
    for name, long in _SHORT.items():
        text = text.replace(f"<{name}>", f"(?:{long})")
        text = re.sub(rf"<(\w+):{name}>", lambda place, long=long: f"(?P<{place[1]}>{long})", text)
    return re.compile(text)


def says(pattern: str, *screens: str) -> Callable[[Check], Check]:
    """Register what is said on these screens (on all where none are named)."""

    def register(check: Check) -> Check:
        _RULES.append((screens, pattern_of(pattern), check))
        return check

    return register


def no_count(pattern: str, *screens: str) -> None:
    """Register numbers that count nothing of the data: days, periods, limits."""
    says(pattern, *screens)(lambda _: {})


def judge(place: Place, line: Line) -> list[str]:
    """What is wrong with a line: nothing, where a rule knows each of its numbers and finds it right."""
    if line.cells:
        return _judge_row(place, line)
    text = place.edition.mask(line.text)
    if not re.search(r"\d|[kK]hông", text):
        return []
    found = [
        (match, check)
        for screens, pattern, check in _RULES
        if not screens or place.screen in screens
        for match in pattern.finditer(text)
        if match[0]
    ]
    found.sort(key=lambda pair: pair[0].start() - pair[0].end())
    left, faults = list(text), []
    for match, check in found:
        start, end = match.span()
        if "\0" in left[start:end]:
            continue
        left[start:end] = "\0" * (end - start)
        faults += _wrong(Said(place, line, match.groupdict()), check)
    if re.search(r"\d", "".join(left)):
        rest = place.edition.unmask("".join(left).replace("\0", ""))
        faults.append(f"no rule knows the numbers of “{rest}”")
    return [f"{line.text}\n    under {line.under}: {fault}" for fault in faults]


def columns(*labels: str) -> Callable[[RowCheck], RowCheck]:
    """Register tables that have these headings: the function gives what must stand under some of them in a row. What a
    query answers row by row stands in tables unjudged otherwise."""

    def register(check: RowCheck) -> RowCheck:
        _TABLES.append((frozenset(labels), check))
        return check

    return register


def _judge_row(place: Place, line: Line) -> list[str]:
    cells = dict(line.cells)
    faults = []
    for labels, check in _TABLES:
        if labels <= cells.keys():
            try:
                expected = check(place, line, cells)
            except (AssertionError, LookupError, TypeError, ValueError) as error:
                faults.append(f"{line.text}\n    {check.__name__}: {type(error).__name__} {error}")
                continue
            wrong = {label: (cells[label], said) for label, said in expected.items() if cells[label] != said}
            if wrong:
                faults.append(f"{line.text}\n    {check.__name__}: said, expected {wrong}")
    return faults


def _wrong(said: Said, check: Check) -> list[str]:
    try:
        expected = dict(check(said))
    except (AssertionError, LookupError, TypeError, ValueError) as error:
        return [f"{check.__name__}: {type(error).__name__} {error}"]
    assert expected.keys() <= said.places.keys(), check.__name__
    shown = {name: number(value) if isinstance(value, int) else value for name, value in expected.items()}
    wrong = {name: (said.places[name], value) for name, value in shown.items() if said.places[name] != value}
    return [f"{check.__name__}: said, expected {wrong}"] if wrong else []
