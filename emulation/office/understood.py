"""What officers' lists have and the files refuse: days as 30.11.2026 or 30/11/26, names in place of ids. An import writes
them as the files want them, and says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from emulation.intake.cells import parse_date
from emulation.intake.problems import Problem, column_letters
from emulation.office.named import Names, refers_to
from emulation.schema import Column
from emulation.store.document import Document
from emulation.text import fold

_SHORT = re.compile(r"(\d{1,2})([./-])(\d{1,2})")
_TYPED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{2}|\d{4})")


def with_days(document: Document, name: str) -> tuple[Document, list[Problem]]:
    """The document with such days written out, and a note for each. `name`: of the file in notes.

    A column in which one of them can only have the month first (11/30/26) stays as it is: the others may have, too.
    """
    cells: dict[int, dict[str, str]] = {}
    notes = []
    for column in (c for c in document.table.columns if c.kind == "date" and c.name in document.at):
        typed = [
            (position, row[column.name], found)
            for row, position in zip(document.rows().values(), document.positions.values(), strict=True)
            if (found := _TYPED.fullmatch(row.get(column.name, ""))) and not _read(found)
        ]
        days = [_day(found) for _, _, found in typed]
        for (position, text, _), day in zip(typed, days, strict=True):
            if None not in days and day:
                cells.setdefault(position, {})[column.name] = day
                remedy = "Nếu không phải thì sửa thành ngày/tháng/năm rồi nhập lại"
                notes.append(_note(name, document, position, column, text, f"hiểu là ngày {day}", remedy))
    return (document.edited(cells), notes) if cells else (document, [])


def day_of(text: str) -> str:
    """A typed day as the files have it; another text as it is.

    >>> day_of("30.11.2026"), day_of("5/1/26"), day_of("11/30/26"), day_of("mai")
    ('30/11/2026', '05/01/2026', '11/30/26', 'mai')
    """
    found = _TYPED.fullmatch(text)
    return (found and not _read(found) and _day(found)) or text


def due_of(text: str, after: date) -> str:
    """A due date as typed, as the files have it; without a year it is the next such day.

    >>> [due_of(text, date(2026, 11, 16)) for text in ("30/11", "15-1", "5.12.26", "31/11", "29/2")]
    ['30/11/2026', '15/01/2027', '05/12/2026', '31/11', '29/2']
    """
    short = _SHORT.fullmatch(text)
    if not short:
        return day_of(text)
    days = (day_of(f"{short[1]}.{short[3]}.{after.year + years}") for years in (0, 1))
    return next((day for day in days if (on := parse_date(day)) and date(*on) >= after), text)


NamesOf = Callable[[str], Names]
"""A file of ids → what these are called."""
_NAMES = {
    "blocs": ("name",),
    "units": ("name", "short_name"),
    "tasks": ("title", "short_title"),
    "awards": ("name",),
    "criteria": ("name",),
    "movements": ("name",),
    "meetings": ("title",),
}
"""File of ids → its columns with names. Nobody names a dossier: many are of one nominee."""


def names_in(documents: Iterable[Document]) -> Names:
    """What the ids of a file are called, in all these versions of it."""
    spoken: dict[str, tuple[str, ...]] = {}
    for document in documents:
        (key,) = document.table.key
        for row in document.rows().values():
            names = (row.get(column, "") for column in _NAMES[document.table.name])
            spoken[row.get(key, "")] = (*spoken.get(row.get(key, ""), ()), *filter(None, names))
    return Names(spoken=spoken)


def with_ids(document: Document, name: str, names_of: NamesOf) -> tuple[Document, list[Problem]]:
    """The document with the id in place of each name that exactly one thing has, and a note for each. `name`: of the file
    in notes. An id that only looks like another stays as it is: II.1.d is not II.1.đ."""
    cells: dict[int, dict[str, str]] = {}
    notes = []
    for column in (c for c in document.table.columns if c.name in document.at):
        if (table := refers_to(document.table, column)) not in _NAMES:
            continue
        names = names_of(table)
        texts = [row.get(column.name, "") for row in document.rows().values()]
        meant = {text: names.meant(text) for text in set(texts)}
        for position, text in zip(document.positions.values(), texts, strict=True):
            if fold(found := meant[text]) != fold(text):
                cells.setdefault(position, {})[column.name] = found
                remedy = "Nếu không phải thì ghi mã rồi nhập lại"
                notes.append(_note(name, document, position, column, text, f"hiểu là mã {found}", remedy))
    return (document.edited(cells), notes) if cells else (document, [])


def _note(
    name: str, document: Document, position: int, column: Column, text: str, reason: str, remedy: str
) -> Problem:
    """What a cell was taken for, at its place in the uploaded file."""
    cell = f"{column_letters(document.at[column.name])}{len(document.above) + 2 + position}"
    return Problem(name, reason, remedy, cell, column.label, text, note=True)


def _read(found: re.Match[str]) -> bool:
    """Whether the files read it as it stands: 30/11/2026."""
    return found[2] == "/" and len(found[4]) == 4


def _day(found: re.Match[str]) -> str | None:
    """dd/mm/yyyy; of two digits the year is of this century."""
    year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
    try:
        return f"{date(year, int(found[3]), int(found[1])):%d/%m/%Y}"
    except ValueError:
        return None
