"""Whether the edits of a grid may be saved: the intake's own rules, rows that others point at, and what is likely a slip."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from emulation.folder import Edition
from emulation.intake import Problem, Reading, Source
from emulation.intake.problems import shown
from emulation.office import cautions
from emulation.office.change_set import listed, signed
from emulation.office.table import Effect, RowId
from emulation.schema import TABLE, TABLES
from emulation.store import Edit, RowChange
from emulation.store.document import Unwritable

_LINE = re.compile(r"[A-Z]+([0-9]+)")
_FOLLOWERS = re.compile(r" \(kéo theo .*\)$")
MOST = 12
"""Most cells that are told one by one."""


@dataclass(frozen=True, slots=True)
class Pointing:
    """A row's id that would vanish, though rows of other files have it. `counts`: file → how many rows."""

    line: int
    id: str
    counts: Mapping[str, int]

    def sentence(self) -> str:
        rows = ", ".join(f"{count} dòng của {TABLE[name].file}" for name, count in self.counts.items())
        return (
            f"Dòng {self.line} ({self.id}): còn {rows} dùng mã này, nên chưa xoá hoặc đổi mã được. "
            "Hãy sửa hoặc xoá các dòng ấy trước."
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """`refusals` forbid the save, each with its remedy; `pointing`: those because of rows that point at one.
    `warnings` allow it."""

    edits: tuple[Edit, ...]
    what: str
    refusals: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    pointing: tuple[Pointing, ...] = ()

    @property
    def allowed(self) -> bool:
        return bool(self.edits) and not self.refusals and not self.pointing

    def signed(self, who: str) -> tuple[Edit, ...]:
        """The edits, with who records in new rows of logs."""
        return signed(self.edits, who) if who else self.edits


def verdict(
    effect: Effect, edition: Edition, preview: Callable[[Mapping[str, Source]], Reading], today: date
) -> Verdict:
    """The verdict on edits. `edition`: what counts now; `preview`: what would be read (`DataFolder.preview`)."""
    if not effect:
        return Verdict((), "")
    table = effect.sheet.table
    try:
        document, lines = effect.supposed()
        source = Source(table.file, document.to_bytes())
    except Unwritable as error:
        return Verdict((effect.edit,), effect.what, (f"{table.file}: {error}.",))
    problems = preview({table.name: source}).problems
    pointing = tuple(_pointing(effect, edition))
    faults = [p for p in problems if not p.note]
    own = _own_faults(effect, [p for p in faults if p.file == table.file], lines, edition)
    spoken = {TABLE[name].file for each in pointing for name in each.counts}
    caused = _caused([p for p in faults if p.file not in (table.file, *spoken)], edition)
    touched = {line: change for line, change in _touched(effect, lines).items() if change.after is not None}
    notes = [p for p in problems if p.note and p.file == table.file and line_of(p) in touched]
    known = Counter(map(_without_place, edition.problems))
    notes = [p for p in notes if not known[_without_place(p)]]
    notes += cautions.notes(table.file, document, touched, today)
    return Verdict(
        (effect.edit,),
        effect.what,
        (*_told(own, lines, effect), *caused),
        tuple(_told(notes, lines, effect)),
        pointing,
    )


def _touched(effect: Effect, lines: Mapping[int, RowId]) -> dict[int, RowChange]:
    new = len(effect.added)
    by_row: dict[RowId, RowChange] = dict(enumerate(effect.every[:new]))
    by_row |= {change.key: change for change in effect.changes}
    return {line: by_row[row] for line, row in lines.items() if row in by_row}


def _own_faults(
    effect: Effect, faults: Sequence[Problem], lines: Mapping[int, RowId], edition: Edition
) -> list[Problem]:
    """The faults of the file that the edits make. A row may keep the faults that it has."""
    file = effect.sheet.table.file
    keys = {line: key for key, line in effect.sheet.lines.items()}
    known: Counter[tuple[RowId | None, tuple[str, ...]]] = Counter(
        (keys.get(line_of(p) or 0), _alone(p)) for p in edition.problems if p.file == file and not p.note
    )
    return [p for p in faults if not known[lines.get(line_of(p) or 0), _alone(p)]]


def _caused(faults: Sequence[Problem], edition: Edition) -> Iterator[str]:
    """What rows of other files would no longer be accepted for."""
    known = Counter(map(_without_place, edition.problems))
    new: dict[tuple[str, str], list[Problem]] = {}
    for problem in faults:
        if known[_without_place(problem)]:
            known[_without_place(problem)] -= 1
        else:
            new.setdefault((problem.file, problem.reason), []).append(problem)
    for (file, reason), found in new.items():
        cells = listed(f"{p.cell} “{shown(p.value)}”" for p in found)
        yield f"{file} sẽ có {len(found)} dòng không được tính ({cells}): {alone(reason)}. {found[0].remedy}."


def _pointing(effect: Effect, edition: Edition) -> Iterator[Pointing]:
    """The ids that would vanish, and which rows have them."""
    table = effect.sheet.table
    key_of = lambda cells: tuple(cells.get(name, "") for name in table.key)  # noqa: E731
    moved = [(key_of(c.before or {}), key_of(c.after or {}) if c.after else None) for c in effect.changes]
    changed = {change.key for change in effect.changes}
    there = {key[:-1] for key in effect.sheet.document.rows() if key not in changed} if table.key else set()
    there |= {now for _, now in moved if now} | {key_of(cells) for cells in effect.added}
    gone = {was for was, _ in moved} - there if table.key else set()
    if not gone:
        return
    counts: dict[tuple[str, ...], dict[str, int]] = {}
    for other in TABLES:
        for reference in other.references:
            if reference.table != table.name or other.name in edition.warehouse.unreadable:
                continue
            rows = edition.warehouse.table(other.name)
            used = Counter(zip(*(rows[name] for name in reference.columns), strict=True))
            for key in gone & used.keys():
                into = counts.setdefault(key, {})
                into[other.name] = into.get(other.name, 0) + used[key]
    lines = {key[:-1]: line for key, line in effect.sheet.lines.items()}
    for key, found in counts.items():
        yield Pointing(lines[key], " · ".join(key), found)


def _told(problems: Sequence[Problem], lines: Mapping[int, RowId], effect: Effect) -> Iterator[str]:
    """Each problem with its row and column, the first ones."""
    for problem in problems[:MOST]:
        row = lines.get(line_of(problem) or 0)
        value = f" “{shown(problem.value)}”" if problem.value else ""
        column = f", {problem.label}{value}" if problem.label else value
        reason = alone(problem.reason)
        yield f"{_place(row, effect)}{column}: {reason}. {problem.remedy}."
    if (more := len(problems) - MOST) > 0:
        yield f"Còn {more} ô nữa như vậy."


def _place(row: RowId | None, effect: Effect) -> str:
    if row is None:
        return effect.sheet.table.file
    return f"Dòng mới {row + 1}" if isinstance(row, int) else f"Dòng {effect.sheet.lines[row]}"


def alone(reason: str) -> str:
    """The reason of a problem, without the rows of other files that are refused because of it."""
    return _FOLLOWERS.sub("", reason)


def line_of(problem: Problem) -> int | None:
    """Excel's number of the row that has a problem; None where it is one of a column or the file."""
    found = _LINE.fullmatch(problem.cell)
    return int(found[1]) if found else None


def _alone(problem: Problem) -> tuple[str, ...]:
    return problem.label, problem.value, re.sub(r"dòng \d+", "", alone(problem.reason))


def _without_place(problem: Problem) -> tuple[str, ...]:
    return problem.file, *_alone(problem)
