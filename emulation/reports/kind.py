"""What a kind of report is. The records themselves are in `kinds`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

On = Literal["quarter", "half-year", "year", "quarter or year", "scoring period", "meeting", "day"]
Document = tuple[str, Mapping[str, Any]]
"""File name without extension, and the values of the template's tags."""


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Kind:
    """A report that the commune owes: Word documents (`documents`) or one Excel workbook (`workbook`).

    `documents`, `workbook` and each of `checks` take the `Facts` of a request.
    """

    name: str
    """As the command and the address of *Báo cáo* call it."""
    title: str
    purpose: str
    """What it is for, in one sentence of the screen."""
    file: str
    """How the names of its files begin; its Word template has exactly this name."""

    on: On
    """What it covers: one of these periods; the year of its meeting; or no period, only how things stand on a day."""
    reported_from: int = 1
    """Of a kind on a year: the month from which the running year is proposed; before, the year that ended."""
    about: tuple[Literal["level", "meeting"], ...] = ()
    """What else is chosen for it."""
    of_conclusions: bool = False
    """Its meeting is any that has concluded something; else one of the Council's."""
    of_the_day: bool = False
    """Its figures are wanted as of the day even after its period has ended."""

    documents: Callable[[Any], Iterator[Document]] | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    """Tag of its template → what it stands for, in Vietnamese, for who edits the template."""
    addressee: str = ""
    """The tag of the unit that a document is to, where each unit concerned gets one of its own."""
    workbook: Callable[[Any], bytes] | None = None

    queries: Sequence[str] = ()
    """The queries it asks: a problem in a file that they read is told beside the report."""
    tables: tuple[str, ...] = ()
    """The files that it reads besides those and the plan."""
    plan: Callable[[Any], tuple[str, ...]] = lambda request: ()
    """The columns of the plan that the document of a request shows, besides the agency's name."""
    by_order: bool = False
    """Whether the head of an office may sign it by order of the chairman (TL., NĐ 30/2020/NĐ-CP, Đ.13); he may sign none
    that is the committee's own, as a report."""
    checks: tuple[Callable[[Any], Iterator[Any]], ...] = ()
    """The functions of `missing` that look for what the data lack for it."""

    def __repr__(self) -> str:
        return self.name

    @property
    def formats(self) -> tuple[str, ...]:
        """The endings of the files it can be had as, the usual one first."""
        return ("docx", "pdf") if self.documents else ("xlsx", "pdf")

    @property
    def has_quarters(self) -> bool:
        """Whether a quarter can be chosen for it."""
        return self.on in ("quarter", "quarter or year", "scoring period")

    @property
    def has_years(self) -> bool:
        """Whether a year can be chosen for it."""
        return self.on in ("half-year", "year", "quarter or year", "scoring period")
