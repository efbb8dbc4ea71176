"""What a file of a data folder is: its columns, what a cell may hold, which rows it points at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "id", "year", "date", "decimal", "figure", "whole", "code", "quarter", "period"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its English name, its Vietnamese label and what a cell may hold."""

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    values: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    """Other words of a coded column, each with the value that it stands for: counted as one, shown as the file has it."""
    default: str | int | None = None
    """What an empty cell means."""
    minimum: float | None = None
    above: float | None = None
    log_date: bool = False
    """A day something was recorded, or as of which figures are asked: it must lie in the years 2000 to 2100."""
    spelt_freely: bool = False
    """Whether values are compared without regard to case, blanks and the place of a tone mark (`text.spelling`)."""
    meaning: str = ""
    """What the label does not say itself, in Vietnamese."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that a cell of a coded column may hold."""
        return (*self.values, *(word for word, _ in self.aliases))

    def value_of(self, word: str) -> str:
        """The value for which a word of a coded column stands."""
        return dict(self.aliases).get(word, word)

    @property
    def sql_type(self) -> str:
        """The column's DuckDB type in the warehouse."""
        return {
            "date": "date",
            "decimal": "double",
            "figure": "double",
            "year": "bigint",
            "whole": "bigint",
            "quarter": "bigint",
        }.get(self.kind, "varchar")


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values must be a key in another file."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file. `key` is empty for a log, to which rows are added and where none need be unique.

    `thing`: what a log's rows are about; of one day's rows about one thing the last in the file holds (the
    contract, "Logs"). `holds`: what the file is for, in a Vietnamese sentence.
    """

    name: str
    title: str
    holds: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    thing: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    optional: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def day(self) -> str:
        """The column of a log with the day on which something was recorded; empty for other files."""
        return next((c.name for c in self.columns if c.log_date), "") if self.thing else ""

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which a person tells one row from another: the key, or a log's day and thing."""
        return self.key or (self.day, *self.thing)

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    def labels(self) -> dict[str, str]:
        """English name → Vietnamese heading."""
        return {c.name: c.label for c in self.columns}


def text(name: str, label: str, meaning: str = "", *, required: bool = False) -> Column:
    return Column(name, label, required=required, meaning=meaning)


def identifier(
    name: str, label: str, meaning: str = "", *, required: bool = True, spelt_freely: bool = False
) -> Column:
    return Column(name, label, "id", required=required, spelt_freely=spelt_freely, meaning=meaning)


def day(name: str, label: str, meaning: str = "", *, required: bool = False, log: bool = False) -> Column:
    return Column(name, label, "date", required=required or log, log_date=log, meaning=meaning)


def coded(
    name: str,
    label: str,
    values: tuple[str, ...],
    meaning: str = "",
    *,
    required: bool = True,
    default: int | None = None,
    aliases: tuple[tuple[str, str], ...] = (),
) -> Column:
    """`default`: index of the value for which an empty cell stands."""
    if default is None:
        return Column(name, label, "code", required, values, aliases, meaning=meaning)
    return Column(name, label, "code", values=values, default=values[default], meaning=meaning)


def number(name: str, label: str, meaning: str = "", kind: Kind = "decimal", **rest: Any) -> Column:
    return Column(name, label, kind, meaning=meaning, **rest)


def year() -> Column:
    return Column("year", "Năm", "year", required=True)


def recorded_by() -> Column:
    return text("recorded_by", "Người ghi", "người ghi dòng này")
