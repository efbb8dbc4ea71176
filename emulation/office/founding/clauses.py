"""Nhiệm vụ: the clauses of a pasted plan, read into tasks with quarter and due date, and what saving them would add."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from emulation.office.change_set import ChangeSet, Draft, Row
from emulation.office.founding import pasted
from emulation.office.numbering import LETTERS, task_ids
from emulation.periods import last_day
from emulation.schema import MEASURES, YES_NO
from emulation.text import fold

_SECTION = re.compile(r"(?P<number>[IVX]{1,5})\s*[.):/–-]\s*(?P<text>.*)")
_ITEM = re.compile(r"(?P<number>\d{1,2})\s*[.)/]\s*(?!\d)(?P<text>.*)")
_UNDER_ITEM = re.compile(r"(?P<number>\d{1,2})\.(?P<letter>\d{1,2})\s*[.)]?\s+(?P<text>.*)")
_LETTER = re.compile(r"(?P<letter>[a-zđ])\s*[.)/]\s*(?P<text>.*)")
_BULLET = re.compile("[-–—•·▪■●○◦❖➢✓*+\uf000-\uf0ff]+\\s*(?P<text>.*)")
_FULL = re.compile(
    r"(?P<section>[IVX]{1,5})\.(?P<number>\d{1,2})(?:\.(?P<letter>[a-zđ]|\d{1,2}))?\s*[.):]?\s+(?P<text>.*)"
)
_END = re.compile(r"noi nhan\b|(tm|kt)\. |luu: ")
_QUARTER = re.compile(r"\bquy (?P<quarter>iv|iii|ii|i|[1-4])\b")
_MONTH = re.compile(r"\bthang (?P<month>0?[1-9]|1[0-2])\b(?! (?:dau|cuoi))")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NO_TASKS = ("muc dich", "yeu cau", "can cu", "kinh phi", "dac diem", "khai quat")
"""How the title of a section without tasks begins."""
_USUAL_SECTION = "II"
"""Of clauses that are pasted without the heading of their section: plans have their tasks there."""
_IF_ANY = re.compile(r"\(nếu có\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Task:
    """A clause as pasted or corrected. `quarter`: None for the whole year."""

    clause: str
    title: str
    quarter: int | None
    due_on: date | None
    conditional: bool = False
    by_dossiers: bool = False


@dataclass(slots=True)
class _Clause:
    """A clause under way: its text grows until it ends with a sign."""

    section: str
    number: str
    letter: str
    heading: str
    text: str = ""

    @property
    def name(self) -> str:
        return ".".join(part for part in (self.section, self.number, self.letter) if part)

    @property
    def ended(self) -> bool:
        return self.text.endswith((".", ";"))


@dataclass(slots=True)
class _Plan:
    """What has been read so far. `heading`: the titles of the section and of the item under which a clause stands."""

    section: str = _USUAL_SECTION
    title: str = ""
    item: _Clause | None = None
    clauses: list[_Clause] = field(default_factory=list)
    parents: set[int] = field(default_factory=set)

    def begin_section(self, number: str, text: str) -> None:
        self.section, self.title, self.item = number, text, None

    def begin_item(self, number: str, text: str) -> None:
        self.item = self._add(number, "", text)

    def begin_letter(self, letter: str, text: str) -> None:
        if self.item:
            self.parents.add(id(self.item))
        self._add(self.item.number if self.item else "", letter, text)

    def next_letter(self) -> str:
        """The letter of a bullet right under an item: that after the one before."""
        assert self.item
        before = [
            c for c in self.clauses if (c.section, c.number) == (self.section, self.item.number) and c.letter
        ]
        return LETTERS[len(before)] if len(before) < len(LETTERS) else f"{len(before) + 1}"

    def has_letters(self) -> bool:
        return bool(self.clauses and self.clauses[-1].letter)

    def add_text(self, text: str) -> None:
        last = self.clauses[-1] if self.clauses else None
        if last and not last.ended:
            last.text = f"{last.text} {text}".strip()

    def _add(self, number: str, letter: str, text: str) -> _Clause:
        above = self.item.text if self.item and letter else ""
        clause = _Clause(self.section, number, letter, f"{self.title} {above}", text)
        self.clauses.append(clause)
        return clause


def read(text: str, year: int) -> list[Task]:
    """The tasks of a plan's clauses in their order: each lettered point, and each number that has none under it.

    Their quarter is that of the heading above, their due date its last day. Sections on purpose and needs have no tasks.

    >>> plan = "II. NHIỆM VỤ\\n1. Quý I năm 2026\\na) Ban hành Kế hoạch;\\nđ) Giải quyết hồ sơ (nếu có)."
    >>> [(t.clause, t.title, t.quarter, f"{t.due_on:%d/%m}", t.by_dossiers) for t in read(plan, 2026)]
    [('II.1.a', 'Ban hành Kế hoạch', 1, '31/03', False), ('II.1.đ', 'Giải quyết hồ sơ (nếu có)', 1, '31/03', True)]
    """
    plan = _Plan()
    bullets = ""
    for line in pasted.lines(text):
        said = " ".join(line.split()).replace("(*", "(").replace("*)", ")")
        if _END.match(fold(said)):
            break
        if found := _FULL.fullmatch(said):
            plan.section, plan.item = found["section"], None
            plan.begin_item(found["number"], "" if found["letter"] else found["text"])
            if found["letter"]:
                plan.begin_letter(found["letter"], found["text"])
        elif found := _SECTION.fullmatch(said):
            plan.begin_section(found["number"], found["text"])
        elif found := _UNDER_ITEM.fullmatch(said):
            if plan.item is None or plan.item.number != found["number"]:
                plan.begin_item(found["number"], "")
            plan.begin_letter(found["letter"], found["text"])
        elif found := _ITEM.fullmatch(said):
            plan.begin_item(found["number"], found["text"])
        elif found := _LETTER.fullmatch(said):
            plan.begin_letter(found["letter"], found["text"])
        elif (
            (found := _BULLET.fullmatch(said))
            and plan.item
            and (not plan.has_letters() or bullets == plan.item.name)
        ):
            bullets = plan.item.name
            plan.begin_letter(plan.next_letter(), found["text"])
        elif said:
            plan.add_text(said)
    return [
        _task(clause, year)
        for clause in plan.clauses
        if id(clause) not in plan.parents
        and not fold(clause.heading).lstrip().startswith(_NO_TASKS)
        and pasted.unended(clause.text)
    ]


def _task(clause: _Clause, year: int) -> Task:
    title = pasted.unended(clause.text)
    heading = fold(clause.heading)
    quarter, month = _QUARTER.search(heading), _MONTH.search(heading)
    number = (_QUARTERS.get(quarter["quarter"]) or int(quarter["quarter"])) if quarter else None
    if number is None and month:
        number = (int(month["month"]) + 2) // 3
    conditional = bool(_IF_ANY.search(title)) and ". " not in title
    by_dossiers = conditional and fold(title).startswith("giai quyet") and "ho so" in fold(title)
    due = last_day(f"{year}-Q{number}" if number else str(year))
    if month and not quarter:
        due = date(year, int(month["month"]), monthrange(year, int(month["month"]))[1])
    return Task(clause.name, title, number, due, conditional, by_dossiers)


def prepare(tasks: Sequence[Task], known: Sequence[Row], year: int) -> ChangeSet:
    """The change set that adds these tasks of the year. `known`: the rows of all tasks; a clause that is there stays."""
    draft = Draft()
    there = {row["clause"] for row in known if row["year"] == year}
    new = [task for task in tasks if task.clause not in there]
    for clause, times in Counter(task.clause for task in new).items():
        if times > 1 and clause:
            draft.refuse(f"Điều khoản {clause} có {times} lần", "Sửa hoặc xoá một dòng trong bảng")
    for task, task_id in zip(new, task_ids(known, year, [task.clause for task in new]), strict=True):
        draft.add(
            "tasks",
            {
                "task_id": task_id,
                "year": year,
                "clause": task.clause,
                "quarter": task.quarter,
                "title": task.title,
                "conditional": YES_NO[0] if task.conditional else YES_NO[1],
                "measured_by": MEASURES[1] if task.by_dossiers else MEASURES[0],
                "due_on": task.due_on,
            },
        )
        draft.change(task.clause, "", task.title)
        if task.due_on and task.due_on.year != year:
            draft.warn(f"Hạn không nằm trong năm {year}", task.clause)
    for task in tasks:
        if task.clause in there:
            draft.warn("Đã có, giữ nguyên", task.clause)
    return draft.finish(f"Lập dữ liệu: {len(new)} nhiệm vụ năm {year}")
