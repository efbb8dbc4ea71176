"""The difference between two versions of a file, and the three-way merge of an edit into the present file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from emulation.intake.cells import Fault, canonical, parse, parse_date
from emulation.intake.problems import shown
from emulation.schema import Column, Table
from emulation.store.document import Cells, Document, RowKey, is_untitled
from emulation.store.edit import Clash, Edit, NewRow, RowChange
from emulation.text import escape_formula

_TOLD = 4
"""Most cells of a row that a sentence about a conflict lists."""


def difference(old: Document, new: Document, named: Mapping[RowKey, RowKey] | None = None) -> list[RowChange]:
    """The changes from `old` to `new`: in the order of `new`, then the deleted rows.

    Rows are matched by identity, not by position. Columns that `new` lacks are unchanged. `named`: other keys for rows of
    `new` (`reordered`).
    """
    before, after = old.rows(), new.rows()
    if named:
        after = {named.get(key, key): row for key, row in after.items()}
    absent = [name for name in old.columns if name not in new.columns and is_untitled(name)]
    changes = []
    for key, row in after.items():
        cells = {**row, **dict.fromkeys(absent, "")} if absent else row
        former = before.get(key)
        if former is None:
            changes.append(RowChange(key, None, row))
        elif any(former.get(name, "") != text for name, text in cells.items()):
            changes.append(RowChange(key, former, {**former, **cells}))
    return changes + [RowChange(key, row, None) for key, row in before.items() if key not in after]


def reordered(old: Document, new: Document) -> dict[RowKey, RowKey]:
    """Rows of `new` that share their identity with others → their key in `old`: those with equal cells belong together,
    wherever they stand, the others in their order. So sorting the rows of a log, or deleting one of two, changes no other.
    """
    before, after = old.rows(), new.rows()
    named: dict[RowKey, RowKey] = {}
    for identity in {key[:-1] for rows in (before, after) for key in rows if key[-1] != "1"}:
        free = _alike(before, identity)
        fresh = [(*identity, str(len(free) + n + 1)) for n in range(len(_alike(after, identity)))]
        changed = []
        for key in _alike(after, identity):
            same = next((each for each in free if _says(before[each], after[key])), None)
            if same is None:
                changed.append(key)
            else:
                free.remove(same)
                named[key] = same
        named |= dict(zip(changed, [*free, *fresh], strict=False))
    return named


def _alike(rows: Mapping[RowKey, Cells], identity: tuple[str, ...]) -> list[RowKey]:
    """The rows of one identity, in their order."""
    found: list[RowKey] = []
    while (key := (*identity, str(len(found) + 1))) in rows:
        found.append(key)
    return found


def counted(changes: Iterable[RowChange]) -> str:
    """The number of rows by kind of change: 12 dòng thêm, 3 dòng sửa, 1 dòng xoá; empty if there is none."""
    counts = Counter(change.kind for change in changes)
    return ", ".join(f"{counts[kind]} dòng {kind.lower()}" for kind in ("Thêm", "Sửa", "Xoá") if counts[kind])


def reverse(changes: Iterable[RowChange]) -> list[RowChange]:
    """The inverse changes. They also empty the columns that `changes` added."""
    return [RowChange(c.key, c.after, _blanked(c.before, c.after)) for c in changes]


def _blanked(cells: Cells | None, other: Cells | None) -> Cells | None:
    return cells if cells is None else {**dict.fromkeys(other or (), ""), **cells}


def thing_of(table: Table, cells: Cells) -> tuple[str, ...]:
    """What a row is about: a log's thing, else its key."""
    return tuple(cells.get(name, "") for name in table.thing or table.key)


def in_force(document: Document, things: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], Cells]:
    """Thing → the row in force about it: in a log the last by day and then by position, else the row with that key. Rows
    with a refused cell are not in force."""
    if not things:
        return {}
    table = document.table
    start = len(table.identity) - len(table.thing or table.key)
    latest: dict[tuple[str, ...], Cells] = {}
    for key, row in document.rows().items():
        thing = key[start:-1]
        if thing not in things or not _counts(row, table):
            continue
        if thing not in latest or not table.day or _day(row, table.day) >= _day(latest[thing], table.day):
            latest[thing] = row
    return latest


def _counts(row: Cells, table: Table) -> bool:
    """Whether every cell of the row is accepted."""
    loose = any(text and is_untitled(name) for name, text in row.items())
    return not loose and all(_accepted(row.get(column.name, ""), column) for column in table.columns)


def _day(row: Cells, column: str) -> tuple[int, int, int]:
    return parse_date(row.get(column, "")) or (date.min.year, date.min.month, date.min.day)


def apply(document: Document, edit: Edit, *, insist: bool = False) -> tuple[Document, list[Clash]]:
    """Merge an edit into `document`. Returns the new document, and the conflicts, which are left out of it.

    Changes of different rows, or of different cells of a row, are merged. A cell that has the wanted value already is no
    conflict. With `insist`, the edit wins. Returns the same document if nothing changes. Raises Unwritable.
    """
    merge = _Merge(document, insist)
    for change in edit.changes:
        merge.change(change)
    latest = in_force(document, {thing_of(document.table, row.cells) for row in edit.rows})
    for row in edit.rows:
        merge.append(row, latest)
    if not (merge.changed or merge.removed or merge.added):
        return document, merge.clashes
    return document.edited(merge.changed, merge.removed, merge.added), merge.clashes


def rebased(
    document: Document, changes: Iterable[RowChange], *, insist: bool = False
) -> tuple[list[RowChange | None], list[Clash]]:
    """What each of the `changes`, made to another version, would change in `document`: None if it holds that already, or
    if it is in conflict. And the conflicts. `insist`: as in `apply`."""
    merge = _Merge(document, insist)
    return [merge.change(change) for change in changes], merge.clashes


@dataclass
class _Merge:
    """Collects the changes of a document one by one; they are applied together at the end."""

    document: Document
    insist: bool
    changed: dict[int, Cells] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    added: list[Cells] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.table = self.document.table
        self.rows = self.document.rows()
        self.taken: set[RowKey] = set()
        self.new: dict[tuple[str, ...], Cells] = {}

    def change(self, change: RowChange) -> RowChange | None:
        """Merge a change. Returns what it changes in the document."""
        match change:
            case RowChange(key, None, after) if after is not None:
                return self._add(key, after)
            case RowChange(key, before, None) if before is not None:
                return self._remove(key, before)
            case RowChange(key, before, after) if before is not None and after is not None:
                return self._change(key, before, after, change.fields)
        return None

    def append(self, row: NewRow, latest: Mapping[tuple[str, ...], Cells]) -> None:
        """Append a row, if the row that the user saw is still in force."""
        cells = self._typed(row.cells)
        key = (*self._identity(cells), "1")
        if self.table.key:
            theirs = self.rows.get(key) or self.new.get(key[:-1])
            if theirs is not None:
                self.clashes.append(self._about(key, None, theirs, cells, final=True))
                return
        else:
            theirs = latest.get(thing_of(self.table, cells))
            if theirs is not None and _says(theirs, cells):
                return  # said already: by a second press, from a second tab, or before a connection was lost
            if not self.insist and not self._as_seen(theirs, row.seen and self._typed(row.seen)):
                self.clashes.append(self._about(key, row.seen, theirs, cells))
                return
        self.new[key[:-1]] = cells
        self.added.append(cells)

    def _typed(self, cells: Cells) -> Cells:
        """The cells of a form, in which a text that looks like a formula is escaped."""
        return {name: as_text(text, self.document.column(name)) for name, text in cells.items()}

    def _as_seen(self, now: Cells | None, seen: Cells | None) -> bool:
        return now is seen if now is None or seen is None else _says(now, seen)

    def _add(self, key: RowKey, after: Cells) -> RowChange | None:
        theirs = self.rows.get(key)
        if theirs is None:
            return self._appended(key, after)
        if _says(theirs, after):
            return None
        if not self.insist:
            self.clashes.append(self._about(key, None, theirs, after))
            return None
        if self.table.key:
            return self._put(
                key, {name: text for name, text in after.items() if theirs.get(name, "") != text}
            )
        return self._appended((*key[:-1], str(len(_alike(self.rows, key[:-1])) + 1)), after)

    def _appended(self, key: RowKey, after: Cells) -> RowChange:
        self.added.append(after)
        return RowChange(key, None, after)

    def _remove(self, key: RowKey, before: Cells) -> RowChange | None:
        found = self._locate(key, before)
        if found is None:
            return None
        if self.insist or _says(self.rows[found], before):
            self.taken.add(found)
            self.removed.add(self.document.positions[found])
            return RowChange(found, self.rows[found], None)
        self.clashes.append(self._about(key, before, self.rows[found], None))
        return None

    def _change(self, key: RowKey, before: Cells, after: Cells, fields: Iterable[str]) -> RowChange | None:
        found = self._locate(key, before)
        if found is None:
            if self.insist:
                return self._appended(key, after)
            self.clashes.append(self._about(key, before, None, after))
            return None
        now, ours = self.rows[found], {}
        for name in fields:
            theirs = now.get(name, "")
            if theirs == after[name]:
                continue
            if theirs == before.get(name, "") or self.insist:
                ours[name] = after[name]
            else:
                was, mine = before.get(name, ""), after[name]
                clash = Clash(self.table.name, key, name, _quoted(was), _quoted(theirs), _quoted(mine))
                self.clashes.append(clash)
        moved = self._identity({**now, **ours})
        if self.table.key and moved != found[:-1] and ((*moved, "1") in self.rows or moved in self.new):
            theirs = self.rows.get((*moved, "1")) or self.new[moved]
            self.clashes.append(self._about((*moved, "1"), None, theirs, after, final=True))
            return None
        self.new[moved] = {**now, **ours}
        return self._put(found, ours)

    def _put(self, key: RowKey, cells: Cells) -> RowChange | None:
        self.taken.add(key)
        if not cells:
            return None
        self.changed[self.document.positions[key]] = cells
        now = self.rows[key]
        return RowChange(key, now, {**now, **cells})

    def _locate(self, key: RowKey, before: Cells) -> RowKey | None:
        """The row that a change refers to. Among rows of the same identity the numbers may have shifted, so a row with the
        same content is preferred to the one with the same number."""
        if key in self.rows and key not in self.taken and _says(self.rows[key], before):
            return key
        number = 1
        while (other := (*key[:-1], str(number))) in self.rows:
            if other not in self.taken and _says(self.rows[other], before):
                return other
            number += 1
        return key if key in self.rows and key not in self.taken else None

    def _identity(self, cells: Cells) -> tuple[str, ...]:
        return tuple(cells.get(name, "") for name in self.table.identity)

    def _about(
        self, key: RowKey, was: Cells | None, theirs: Cells | None, mine: Cells | None, *, final: bool = False
    ) -> Clash:
        """A conflict about a whole row. It lists only the cells that differ between the versions."""
        versions = [cells for cells in (was, theirs, mine) if cells is not None]
        names = [
            column.name
            for column in self.table.columns
            if column.name not in (self.table.key or self.table.thing)
            and (len(versions) == 1 or len({cells.get(column.name, "") for cells in versions}) > 1)
        ]
        return Clash(
            self.table.name,
            key,
            "",
            _told(was, names, self.table, "chưa có"),
            _told(theirs, names, self.table, "không còn dòng này"),
            _told(mine, names, self.table, "xoá dòng này"),
            final,
        )


def as_text(text: str, column: Column) -> str:
    """A typed text; one that looks like a formula escaped."""
    if column.kind in ("text", "id") and not _accepted(text, column):
        escaped = escape_formula(text)
        return canonical(escaped, column) if _accepted(escaped, column) else text
    return text


def _accepted(text: str, column: Column) -> bool:
    try:
        parse(text, column)
    except Fault:
        return False
    return True


def _says(row: Cells, cells: Cells) -> bool:
    return all(row.get(name, "") == text for name, text in cells.items())


def _quoted(text: str) -> str:
    return f"“{shown(text)}”" if text else "trống"


def _told(cells: Cells | None, names: Sequence[str], table: Table, absent: str) -> str:
    if cells is None:
        return absent
    labels = table.labels()
    parts = [f"{labels[name]} {_quoted(cells[name])}" for name in names if cells.get(name)]
    return ", ".join(parts[:_TOLD]) + (" …" if len(parts) > _TOLD else "") or "các ô trống"
