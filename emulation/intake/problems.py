"""Problems of the data, with the remedy for the user."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from emulation.schema import Table


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: its place, the value, the reason and the remedy (in Vietnamese).

    `cell`: Excel's address (the heading is row 1); empty if it concerns a column or a whole file. `note` (Lưu ý): the row is
    accepted nevertheless.
    """

    file: str
    reason: str
    remedy: str
    cell: str = ""
    label: str = ""
    value: str = ""
    note: bool = False

    def line(self) -> str:
        """The problem on one line."""
        place = " ".join(part for part in (self.file, self.cell) if part)
        column = f" [{self.label}]" if self.label else ""
        value = f" “{shown(self.value)}”" if self.value else ""
        prefix = "Lưu ý: " if self.note else ""
        return f"{prefix}{place}{column}{value}: {self.reason}. {self.remedy}."

    def followed_by(self, rows: list[str]) -> Problem:
        """The same problem, with the numbers of rows that are refused because of it."""
        return replace(self, reason=f"{self.reason} (kéo theo {', '.join(rows)})")


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a file by row and column; those of the whole file first."""
    return sorted(problems, key=_place)


def _place(problem: Problem) -> tuple[int, int, str]:
    letters = problem.cell.rstrip("0123456789")
    return int(problem.cell[len(letters) :] or 0), len(letters), letters


def shown(value: str) -> str:
    """A cell's text on one line, shortened to 80 characters."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return flat if len(flat) <= 80 else flat[:79] + "…"


def column_letters(index: int) -> str:
    """Excel's name of the column at `index` (0 → A, 26 → AA)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Unreadable(Exception):
    """A file that cannot be read: none of its rows is accepted."""

    def __init__(self, reason: str, remedy: str, *, cell: str = "", label: str = "", value: str = "") -> None:
        super().__init__(reason)
        self.reason, self.remedy, self.cell, self.label, self.value = reason, remedy, cell, label, value

    def problems(self, table: Table) -> list[Problem]:
        """The problems to report for the file."""
        return [Problem(table.file, self.reason, self.remedy, self.cell, self.label, self.value)]


class Unusable(Unreadable):
    """A file with a heading that is not `usable`. Its problems include those of its rows."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0].reason, problems[0].remedy)
        self._problems = problems

    def problems(self, table: Table) -> list[Problem]:
        return self._problems
