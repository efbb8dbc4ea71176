"""One file as a grid: its rows, the edits that are not saved yet, and what saving them would change.

The edits are told by row, not by position: a grid that shows fewer rows, or other ones, loses none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from emulation.intake.cells import Fault, canonical, parse, without_year
from emulation.office.change_set import cleaned
from emulation.office.named import NOBODY, Names
from emulation.office.new_ids import proposed
from emulation.office.understood import day_of
from emulation.periods import in_words
from emulation.schema import Column, Table
from emulation.store import Document, Edit, NewRow, RowChange, RowKey, counted, rebased
from emulation.store.changes import as_text, in_force, thing_of
from emulation.store.document import Cells, is_untitled
from emulation.text import fold

RowId = RowKey | int
"""A row of the file by its key, a new one by its number among the new ones, from 0."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The edits of one file that are not saved yet: cells of its rows as typed, rows that go, rows that come."""

    changed: Mapping[RowKey, Cells] = field(default_factory=dict)
    removed: frozenset[RowKey] = frozenset()
    added: tuple[Cells, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed or self.added)

    def displayed(self, rows: Sequence[RowId]) -> list[RowId]:
        """The rows that a grid shows which showed `rows` before these edits."""
        stay = [row for row in rows if not isinstance(row, int) and row not in self.removed]
        return [*stay, *range(len(self.added))]

    def with_cells(self, cells: Iterable[tuple[RowId | None, Cells]]) -> Pending:
        """These edits and cells of rows, as understood; None: of a new row."""
        changed = {key: dict(each) for key, each in self.changed.items()}
        added = [dict(each) for each in self.added]
        for row, given in cells:
            if row is None:
                added.append(dict(given))
            else:
                into = added[row] if isinstance(row, int) else changed.setdefault(row, {})
                into |= given
        return Pending(changed, self.removed, tuple(added))

    def with_edits(
        self, rows: Sequence[RowId], edits: Mapping[str, Any], named: Mapping[str, str] | None = None
    ) -> Pending:
        """These edits and those of a grid that shows `rows`: `edited_rows`, `deleted_rows` and `added_rows`, by position,
        as the framework gives them. `named`: its columns that can be edited → ours; by default all, under their names."""
        changed = {key: dict(cells) for key, cells in self.changed.items()}
        added = [dict(cells) for cells in self.added]
        for position, cells in edits.get("edited_rows", {}).items():
            if position < len(rows):
                row = rows[position]
                into = added[row] if isinstance(row, int) else changed.setdefault(row, {})
                into |= _texts(cells, named)
        gone = [rows[position] for position in edits.get("deleted_rows", ()) if position < len(rows)]
        return Pending(
            {key: cells for key, cells in changed.items() if cells},
            self.removed | {row for row in gone if not isinstance(row, int)},
            (
                *(cells for number, cells in enumerate(added) if number not in gone),
                *(_texts(cells, named) for cells in edits.get("added_rows", ())),
            ),
        )


def _as_called(period: str, column: Column) -> str:
    """Quý III/2026 for 2026-Q3; what is no period stays."""
    with suppress(Fault):
        return in_words(str(parse(period, column)))
    return period


def _texts(cells: Mapping[str, Any], named: Mapping[str, str] | None) -> dict[str, str]:
    ours = {name: name for name in cells} if named is None else named
    return {ours[name]: "" if value is None else str(value) for name, value in cells.items() if name in ours}


@dataclass(frozen=True, eq=False)
class Sheet:
    """A file to be edited as a grid. `names`: column → the ids of the other file that it refers to.

    `year`: the present one.
    """

    document: Document
    names: Mapping[str, Names]
    year: int

    @property
    def table(self) -> Table:
        return self.document.table

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The schema's columns in its order, then the file's own."""
        known = [column.name for column in self.table.columns]
        own = [name for name in self.document.columns if name not in known]
        return (*self.table.columns, *map(self.document.column, own))

    @cached_property
    def lines(self) -> dict[RowKey, int]:
        """Excel's number of each row."""
        return {key: self.document.line(key) for key in self.document.positions}

    def about(self, line: int) -> str:
        """Whose row that is, and of when: its unit, or what it is about, and its period, day or year."""
        key = self._at_line.get(line)
        cells = self.document.rows()[key] if key else {}
        referring = [name for name in ("unit_id", "dossier_id", "task_id", *self.names) if cells.get(name)]
        own = [cells[name] for name in ("nominee_name", "short_name", "name", "title") if cells.get(name)]
        whose = [self.names[n].labels.get(cells[n], cells[n]) for n in referring if n in self.names][:1]
        when = ("period", self.table.day, "received_on", "held_on", "year", "day")
        dated = [cells[name] for name in when if cells.get(name)][:1]
        if dated and "period" in cells:
            dated = [_as_called(dated[0], self.table.column("period"))]
        return " · ".join([*(own[:1] or whose), *dated])

    @cached_property
    def _at_line(self) -> dict[int, RowKey]:
        return {line: key for key, line in self.lines.items()}

    # ---- what the grid shows

    def rows(self, pending: Pending) -> Iterator[tuple[RowId, Cells]]:
        """The rows as they are to be: the file's, as far as they stay, then the new ones."""
        for key, cells in self.document.rows().items():
            if key not in pending.removed:
                yield key, {**cells, **pending.changed[key]} if key in pending.changed else cells
        yield from enumerate(pending.added)

    def found(
        self, pending: Pending, *, words: str = "", units: Iterable[str] = (), lines: Iterable[int] = ()
    ) -> list[tuple[RowId, Cells]]:
        """Those of `rows` that have the `words` in a cell or in a name behind one, and one of the `units`; or the file's
        with these `lines`. Where no row has the words side by side, it is enough that words of it begin with them. New rows
        are always there."""
        wanted, chosen, numbers = fold(words), set(units), set(lines)
        rows = [
            (row, cells)
            for row, cells in self.rows(pending)
            if isinstance(row, int)
            or (self.lines[row] in numbers if numbers else not chosen or cells.get("unit_id") in chosen)
        ]
        if not wanted or numbers:
            return rows
        said = {row: self._said(cells) for row, cells in rows if not isinstance(row, int)}
        found = {row for row, text in said.items() if wanted in text}
        if not found:
            begins = [f" {word}" for word in wanted.split()]
            found = {row for row, text in said.items() if all(word in text for word in begins)}
        return [(row, cells) for row, cells in rows if isinstance(row, int) or row in found]

    def _said(self, cells: Cells) -> str:
        """All that a row says, also by names, for the search."""
        return "".join(self._folded(name, text) for name, text in cells.items() if text)

    def _folded(self, name: str, text: str) -> str:
        known = self._searched.get((name, text))
        if known is None:
            behind = self.names.get(name, NOBODY)
            spoken = (text, behind.labels.get(text, ""), *behind.spoken.get(text, ()))
            if any(column.name == name and column.kind == "period" for column in self.table.columns):
                spoken += (_as_called(text, self.table.column(name)), text.replace("-", " "))
            known = self._searched[name, text] = "".join(f" {fold(each)} |" for each in spoken if each)
        return known

    @cached_property
    def _searched(self) -> dict[tuple[str, str], str]:
        return {}

    # ---- what saving changes

    def understood(self, name: str, text: str, cells: Cells) -> str:
        """The canonical text of a typed one in a row of `cells`: a name becomes its id, 5.1.26 becomes 05/01/2026."""
        column = next((c for c in self.columns if c.name == name), self.document.column(name))
        text = cleaned(text)
        if is_untitled(name):
            return text
        if name in self.names:
            text = self.names[name].meant(text)
        if column.kind == "date":
            text = day_of(text)
        if column.kind == "quarter" and (year := cells.get("year", "")).isdecimal():
            text = without_year(text, int(year))
        return canonical(as_text(text, column), column)

    def effect(self, pending: Pending) -> Effect:
        """What the edits change. What is typed as it was before is no change, nor is a new row without any text."""
        rows = self.document.rows()
        changes = []
        for key, typed in pending.changed.items():
            before = rows[key]
            now = {name: self.understood(name, text, {**before, **typed}) for name, text in typed.items()}
            differs = {name: text for name, text in now.items() if text != before.get(name, "")}
            if differs and key not in pending.removed:
                changes.append(RowChange(key, before, {**before, **differs}))
        changes.sort(key=lambda change: self.lines[change.key])
        added = self._added(pending)
        gone = sorted(pending.removed, key=lambda key: self.lines[key])
        if self.table.key:  # a row that goes and comes again under its key has changed
            again = {self._key(cells): cells for cells in added}
            back = {key: again[key[:-1]] for key in gone if key[:-1] in again}
            changes += [RowChange(key, rows[key], {**rows[key], **cells}) for key, cells in back.items()]
            added = [cells for cells in added if cells not in back.values()]
            gone = [key for key in gone if key not in back]
        changes += [RowChange(key, rows[key], None) for key in gone]
        return Effect(self, tuple(changes), tuple(added))

    def _added(self, pending: Pending) -> list[dict[str, str]]:
        """The new rows, with an id where their own is left empty."""
        added: list[dict[str, str]] = []
        for typed in pending.added:
            cells = {name: self.understood(name, text, typed) for name, text in typed.items()}
            if not any(cells.values()):
                continue
            full = {**dict.fromkeys((column.name for column in self.table.columns), ""), **cells}
            if len(self.table.key) == 1 and not full[self.table.key[0]]:
                there = [row for _, row in self.rows(replace(pending, added=()))]
                full[self.table.key[0]] = proposed(self.table, full, [*there, *added], self.year)
            added.append(full)
        return added

    def _key(self, cells: Cells) -> tuple[str, ...]:
        return tuple(cells.get(name, "") for name in self.table.identity)

    def moved_to(self, document: Document, pending: Pending) -> Pending:
        """The edits for a later version of the file: those that others' changes are not in the way of."""
        effect = self.effect(pending)
        taken, _ = rebased(document, effect.changes)
        changed = {
            change.key: {name: change.after[name] for name in change.fields}
            for change in taken
            if change and change.after is not None
        }
        removed = frozenset(change.key for change in taken if change and change.after is None)
        return Pending(changed, removed, pending.added)


@dataclass(frozen=True, eq=False)
class Effect:
    """What saving would do: rows changed and removed, and new ones."""

    sheet: Sheet
    changes: tuple[RowChange, ...]
    added: tuple[Cells, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.added)

    @property
    def every(self) -> tuple[RowChange, ...]:
        """All changes, the new rows first, as the difference shows them."""
        identity = self.sheet.table.identity
        new = [RowChange((*(cells.get(n, "") for n in identity), "1"), None, cells) for cells in self.added]
        return (*new, *self.changes)

    @property
    def edit(self) -> Edit:
        """What to save, merged with what others saved since the file was read."""
        document, table = self.sheet.document, self.sheet.table
        latest = in_force(document, {thing_of(table, cells) for cells in self.added})
        rows = tuple(NewRow(cells, latest.get(thing_of(table, cells))) for cells in self.added)
        return Edit(table.name, changes=self.changes, rows=rows, base=document.digest)

    @property
    def what(self) -> str:
        """The title in the history."""
        return f"Sửa bảng {self.sheet.table.title}: {counted(self.every)}"

    def supposed(self) -> tuple[Document, dict[int, RowId]]:
        """The file as it would be, and Excel's number of each of its rows. Raises Unwritable."""
        document = self.sheet.document
        at = document.positions
        gone = {at[change.key] for change in self.changes if change.after is None}
        changed = {
            at[change.key]: {name: change.after[name] for name in change.fields}
            for change in self.changes
            if change.after is not None
        }
        keys = {position: key for key, position in at.items()}
        first = len(document.above) + 2
        stay = [position for position in range(len(document.body)) if position not in gone]
        lines: dict[int, RowId] = {first + now: keys[was] for now, was in enumerate(stay) if was in keys}
        lines |= {first + len(stay) + number: number for number in range(len(self.added))}
        return document.edited(changed, gone, self.added), lines
