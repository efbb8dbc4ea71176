"""Ids and clauses that nobody has to invent: the next free ones in the pattern of the existing ones, and ids of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from emulation.text import fold

_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_LONGEST = 12
"""Most digits of a running number. Longer ones are other numbers, of a person for example."""
LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of the points of a Vietnamese text, in their order."""

_LONGEST_STEM = 10
"""Most letters of an id made of a name, before its number."""
_SILENT = {"va", "cua", "cac", "so", "tai", "the", "cho"}
"""Words of a name that give its id no letter."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    before: str
    width: int
    after: str

    def id(self, number: int) -> str:
        return f"{self.before}{number:0{self.width}}{self.after}"

    def highest(self, ids: Sequence[str]) -> int:
        """The highest number among the ids of this pattern; 0 if there is none."""
        form = re.compile(f"{re.escape(self.before)}([0-9]{{1,{_LONGEST}}}){re.escape(self.after)}")
        return max((int(match[1]) for i in ids if (match := form.fullmatch(i))), default=0)


def next_ids(
    known: Sequence[str], of_year: Sequence[str], year: int, count: int = 1, first: str = ""
) -> list[str]:
    """The `count` ids after the latest one of the year. `known`: all ids; `of_year`: those of the year, the latest last.

    For a year without ids, the latest id gives the pattern. If it contains a year, the new year replaces it and the numbers
    start at 1. `first`: the id to begin with where there is none; empty for that of a dossier.

    >>> next_ids(["HS-2025-180", "HS-2026-121"], ["HS-2026-121"], 2026, 2)
    ['HS-2026-122', 'HS-2026-123']
    >>> next_ids(["HS-2026-121"], [], 2027), next_ids(["014/26", "015/26"], ["014/26", "015/26"], 2026)
    (['HS-2027-001'], ['016/26'])
    >>> next_ids([], [], 2026), next_ids([], [], 2026, first="H01")
    (['HS-2026-001'], ['H01'])
    """
    if of_year:
        pattern = _pattern(of_year[-1], of_year, year)
    else:
        moved = [_YEAR.sub(str(year), i) for i in known]
        pattern = _pattern(moved[-1], moved, year) if moved else None
    pattern = pattern or _pattern(first, [], year) or _Pattern(f"HS-{year}-", 3, "")
    start = pattern.highest(known) + 1
    return [pattern.id(number) for number in range(start, start + count)]


def ids_from(first: str, known: Sequence[str], year: int, count: int) -> list[str]:
    """`first` and the ids after it; only `first` if it contains no running number.

    >>> ids_from("TD09/2026", [], 2026, 3)
    ['TD09/2026', 'TD10/2026', 'TD11/2026']
    """
    pattern = _pattern(first, known, year)
    if pattern is None:
        return [first]
    number = pattern.highest([first])
    return [pattern.id(n) for n in range(number, number + count)]


def conclusion_clauses(tasks: Sequence[Mapping[str, Any]], year: int, count: int) -> list[str]:
    """The clauses of the year's next conclusions of meetings. `tasks`: the rows of all tasks.

    >>> task = {"year": 2026, "clause": "KL.3", "meeting_id": "H10"}
    >>> conclusion_clauses([task], 2026, 2), conclusion_clauses([task], 2027, 1)
    (['KL.4', 'KL.5'], ['KL.1'])
    """
    known = [task["clause"] for task in tasks if task["year"] == year]
    concluded = [task["clause"] for task in tasks if task["year"] == year and task["meeting_id"]]
    return next_ids(known, concluded[-1:] or ["KL.0"], year, count)


def next_clause(clauses: Sequence[str], under: str) -> str:
    """The clause after those that stand under the same heading as the clause `under`; `under` itself if there is none.

    >>> next_clause(["II.1.a", "II.1.d", "II.2.a"], "II.1.a"), next_clause(["III.3"], "III.1"), next_clause([], "II.5.a")
    ('II.1.đ', 'III.4', 'II.5.a')
    >>> next_clause(["II.5.b", "II.5.c.1", "II.5.c.2"], "II.5.a")  # of a task that repeats
    'II.5.d'
    """
    heading = under.rpartition(".")[0]
    start = f"{heading}." if heading else ""
    points = [clause.removeprefix(start).partition(".")[0] for clause in clauses if clause.startswith(start)]
    numbers = [int(point) for point in points if point.isdecimal()]
    letters = [LETTERS.index(point) for point in points if len(point) == 1 and point in LETTERS]
    if not numbers and not letters:
        return under
    following = max(letters) + 1 if letters else len(LETTERS)
    if following < len(LETTERS):
        return f"{start}{LETTERS[following]}"
    return f"{start}{max(numbers, default=0) + 1}"


def task_ids(tasks: Sequence[Mapping[str, Any]], year: int, clauses: Sequence[str]) -> list[str]:
    """Ids for new tasks with these clauses. `tasks`: the rows of all tasks.

    Where the latest task's id ends with its clause, so do the new ones; else they are numbered after it.

    >>> task = {"task_id": "2025-II.1.a", "year": 2025, "clause": "II.1.a"}
    >>> task_ids([task], 2026, ["II.1.a"]), task_ids([], 2026, ["KL.1"]), task_ids([task], 2025, ["II.1.a", "II.1.b"])
    (['2026-II.1.a'], ['2026-KL.1'], ['2025-II.1.a (2)', '2025-II.1.b'])
    >>> task_ids([{"task_id": "T9", "year": 2026, "clause": "1"}], 2026, ["2", "3"])
    ['T10', 'T11']
    """
    known = [task["task_id"] for task in tasks]
    of_year = [task for task in tasks if task["year"] == year]
    latest = (of_year or list(tasks) or [{"task_id": f"{year}-", "clause": ""}])[-1]
    if not latest["task_id"].endswith(latest["clause"]):
        return next_ids(known, [task["task_id"] for task in of_year], year, len(clauses))
    before = _YEAR.sub(str(year), latest["task_id"].removesuffix(latest["clause"]))
    ids: list[str] = []
    for clause in clauses:
        wanted = (
            f"{before}{clause}{again}" for again in ("", *(f" ({n})" for n in range(2, len(known) + 3)))
        )
        ids.append(next(each for each in wanted if each not in known and each not in ids))
    return ids


def ids_of_names(names: Sequence[str], known: Collection[str] = ()) -> list[str]:
    """An id for each name: its initials, in capitals without diacritics, and its number in two digits.

    Of names with the same initials each gets its last word in full, and a number where that does not tell them apart. None
    is like one of `known`, whatever the case and diacritics.

    >>> ids_of_names(["Công an xã", "Thôn 1", "Thôn 10", "Phòng Văn hoá - Xã hội", "Trường THCS số 2"])
    ['CAX', 'T01', 'T10', 'PVHXH', 'TTHCS02']
    >>> ids_of_names(["Thôn Hạ", "Thôn Hòa", "Thôn Hoà", "?"], known=["thoa"])
    ['THA', 'THOA2', 'THOA3', 'DV']
    """
    taken = {fold(each) for each in known}
    alike = Counter(_initials(name) for name in names)
    ids = []
    for name in names:
        short = _initials(name)
        stem = _initials(name, last_in_full=True) if alike[short] > 1 else short
        tries = (stem, *(f"{stem}{number}" for number in range(2, len(names) + len(taken) + 3)))
        ids.append(next(each for each in tries if fold(each) not in taken))
        taken.add(fold(ids[-1]))
    return ids


def numbered_ids(letters: str, known: Collection[str], count: int) -> list[str]:
    """The `count` free ids after the highest of the pattern.

    >>> numbered_ids("K", ["K1", "K7", "B9"], 2)
    ['K8', 'K9']
    """
    first = _Pattern(letters, 1, "").highest(list(known)) + 1
    return [f"{letters}{number}" for number in range(first, first + count)]


def _initials(name: str, *, last_in_full: bool = False) -> str:
    """CAX for Công an xã; a word in capitals is kept whole. `last_in_full`: THA for Thôn Hạ."""
    words = re.findall(r"[^\W\d_]+|\d+", name)
    letters = [word for word in words if not word.isdecimal()]
    told = [each for each in letters if fold(each) not in _SILENT] or letters
    whole = not name.isupper() or len(told) == 1
    shorts = [
        _plain(each) if whole and each.isupper() and len(each) < 6 else _plain(each)[:1] for each in told
    ]
    if any(len(short) > 1 for short in shorts) and sum(map(len, shorts)) > _LONGEST_STEM:
        shorts = [short[:1] for short in shorts]
    if last_in_full and shorts:
        shorts[-1] = _plain(told[-1])
    number = "".join(f"{int(word):02}" for word in words if word.isdecimal() and len(word) < 5)
    return ("".join(shorts)[:_LONGEST_STEM] or "DV") + number


def _plain(word: str) -> str:
    return re.sub("[^A-Z]", "", fold(word).upper())


def _pattern(latest: str, others: Sequence[str], year: int) -> _Pattern | None:
    """The parts of `latest` around its running number: the last group of digits that differs between ids of the same shape
    and is not the year."""
    runs = [run for run in _DIGITS.finditer(latest) if len(run[0]) <= _LONGEST and run[0] != str(year)]
    runs = [run for run in runs if run[0] != f"{year % 100:02}"] or runs
    if not runs:
        return None
    shape = _DIGITS.sub("#", latest)
    alike = [_DIGITS.findall(i) for i in others if _DIGITS.sub("#", i) == shape]
    place = {run.start(): n for n, run in enumerate(_DIGITS.finditer(latest))}
    varying = [run for run in runs if len({digits[place[run.start()]] for digits in alike}) > 1]
    run = (varying or runs)[-1]
    return _Pattern(latest[: run.start()], len(run[0]), latest[run.end() :])
