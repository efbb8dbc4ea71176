"""One table of an import: the uploaded rows beside those of the folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from emulation.intake import Problem
from emulation.intake.files import Source, read_source
from emulation.intake.problems import Unreadable, column_letters
from emulation.intake.reading import Reading
from emulation.office import cautions
from emulation.office.since_export import Since
from emulation.office.understood import NamesOf, with_days, with_ids
from emulation.schema import Table
from emulation.scope import today
from emulation.store import Document, Edit, RowChange, RowKey, difference, digest, read_document
from emulation.store.document import is_untitled
from emulation.store.edit import Clash

_CELL = re.compile(r"[A-Z]+([0-9]+)")
_FOLLOWERS = re.compile(r" \(kéo theo .*\)$")


@dataclass(frozen=True, slots=True)
class FileImport:
    """One table of the import.

    `rows`: number of rows in the uploaded file; `refused` of them are not imported. `changes`: rows that the others add or
    change. `missing`: rows of the folder that the uploaded file lacks; they are deleted only on request. `base`: digest of
    the folder's file. `replaces`: set if the folder's file cannot be read, so that the uploaded one replaces it.
    `clashes`: what others changed too since the export. `notes`: what is imported but likely a slip.
    """

    table: str
    source: str
    rows: int
    refused: int
    changes: tuple[RowChange, ...]
    missing: tuple[RowChange, ...]
    base: str
    replaces: Edit | None = None
    clashes: tuple[Clash, ...] = ()
    notes: tuple[Problem, ...] = ()


def faults(source: Source, table: Table) -> list[Problem]:
    """The problems of an uploaded file on its own."""
    return [problem for problem in read_source(source, table).problems if not problem.note]


@dataclass(frozen=True, slots=True)
class Part:
    """One uploaded table and the folder's file (`present`; None if that cannot be read).

    `whole`: the file after the import: the uploaded rows at their own positions, then the folder's rows that they lack.
    `torn`: problems of the uploaded file that `whole` hides, because its last row is not the last any more. `keys`: position
    in the upload → key of the row in the folder; `others`: the keys of the folder's rows that follow. `rows`: how many the
    uploaded file has. `understood`: notes on days that were written out, and on names for which
    ids were written.
    """

    table: Table
    source: Source
    document: Document
    present: Document | None
    whole: Document
    torn: tuple[Problem, ...]
    rows: int
    keys: Mapping[int, RowKey]
    others: tuple[RowKey, ...] = ()
    changes: tuple[RowChange, ...] = ()
    missing: tuple[RowChange, ...] = ()
    clashes: tuple[Clash, ...] = ()
    understood: tuple[Problem, ...] = ()

    @classmethod
    def of(
        cls,
        table: Table,
        source: Source,
        folder: Path,
        base: Document | None,
        names_of: NamesOf,
        *,
        without_missing: bool,
        overwriting: bool,
        turn: Callable[[], None] = lambda: None,
    ) -> Part:
        """`base`: the version that was exported, if that is known. `turn` is called between the steps of the work. Raises
        Unreadable if the uploaded file is."""
        document = Document.read(source.data, table)
        turn()
        torn: tuple[Problem, ...] = ()
        if document.torn or not document.usable:
            torn = tuple(faults(source, table))
        rows = len(document.rows())
        turn()
        understood: list[Problem] = []
        if not document.torn:
            document, days = with_days(document, source.name)
            document, ids = with_ids(document, source.name, names_of)
            understood = [*days, *ids]
        try:
            present = read_document(folder, table.name)
        except Unreadable:
            return cls(
                table,
                source,
                document,
                None,
                document,
                torn,
                rows,
                _keys(document),
                understood=tuple(understood),
            )
        turn()
        if base is not None and document.usable:
            since = Since.of(document, base, present, overwriting=overwriting)
        else:
            changes = difference(present, document)
            added = tuple(change for change in changes if change.after is not None)
            since = Since(document, _keys(document), added, tuple(changes[len(added) :]), ())
        turn()
        given = {*since.keys.values(), *(change.key for change in since.missing if without_missing)}
        others = tuple(key for key in present.rows() if key not in given)
        return cls(
            table,
            source,
            since.document,
            present,
            _beside(since.document, since.keys, present, others),
            torn,
            rows,
            since.keys,
            others,
            since.changes,
            since.missing,
            since.clashes,
            tuple(understood),
        )

    @property
    def supposed(self) -> Source:
        """The source to read in place of the folder's file."""
        return replace(self.source, data=self.whole.to_bytes())

    def own(self, problem: Problem) -> bool:
        """Whether a problem of `supposed` concerns an uploaded row, so that its cell is that of the upload."""
        line = _line_of(problem)
        return self.present is None or line is None or line < _line(self.document, len(self.document.body))

    def of_kept_row(self, problem: Problem, refused: Collection[RowKey]) -> bool:
        """Whether a problem concerns a row of the folder that is kept in place of a refused one."""
        key = self._lines.get(_line_of(problem) or 0)
        return self.present is not None and key in refused and key in self.present.positions

    def problems(self, reading: Reading) -> list[Problem]:
        """The problems of the uploaded rows."""
        found = [p for p in reading.faults if p.file == self.source.name and self.own(p)]
        found += [problem for problem in self.torn if problem not in found]
        lent = {
            c.label for c in self.table.columns if c.name in self.whole.at and c.name not in self.document.at
        }
        return [self.at_home(p) if p.label in lent else self._alone(p) for p in found]

    def _alone(self, problem: Problem) -> Problem:
        """A problem without the count of dependent rows if the folder's row is kept, because they are not refused then."""
        key = self._lines.get(_line_of(problem) or 0)
        if self.present is None or key not in self.present.positions:
            return problem
        return replace(problem, reason=_FOLLOWERS.sub("", problem.reason))

    @property
    def _lines(self) -> dict[int, RowKey]:
        """Excel's row number → the uploaded row, by its key in the folder."""
        return {_line(self.document, position): key for position, key in self.keys.items()}

    def spoilt(self, reading: Reading) -> frozenset[RowKey]:
        """The uploaded rows with a problem of their own."""
        keys = self._lines
        lines = (
            _line_of(problem) for problem in (*reading.faults, *self.torn) if problem.file == self.source.name
        )
        return frozenset(keys[line] for line in lines if line in keys)

    def keeping(self, refused: Collection[RowKey]) -> Part:
        """The part with the folder's rows in place of refused ones."""
        if self.present is None:
            return self
        there = self.present.rows()
        names = dict.fromkeys((*self.whole.columns, *self.present.columns))
        own = {
            position: {name: there[key].get(name, "") for name in names}
            for position, key in self.keys.items()
            if key in refused and key in there
        }
        return replace(self, whole=self.whole.edited(own)) if own else self

    def at_home(self, problem: Problem) -> Problem:
        """A problem of a row of the folder, with the folder's file and cell."""
        assert self.present is not None
        first = _line(self.document, len(self.document.body))
        keys = self._lines | dict(enumerate(self.others, start=first))
        position = self.present.positions.get(keys.get(_line_of(problem) or 0, ()))
        name = next((c.name for c in self.table.columns if c.label == problem.label), "")
        letters = column_letters(self.present.at.get(name, 0))
        cell = "" if position is None else f"{letters}{_line(self.present, position)}"
        return replace(problem, file=self.table.file, cell=cell)

    def result(self, reading: Reading, spoilt: Collection[RowKey], folder: Path) -> FileImport:
        """The result of the part without its refused rows: those with a problem, and those that refer to one."""
        records = reading.records.get(self.table.name)
        accepted = set(records.column("line")) if records else set()
        refused = {key for line, key in self._lines.items() if key in spoilt or line not in accepted}
        name, rows = self.table.name, self.rows
        if self.present is None:
            edit = Edit(name, content=self.document.to_bytes(), base=digest(folder, name))
            every = [RowChange(key, None, cells) for key, cells in self.document.rows().items()]
            notes = self._notes(reading, every)
            return FileImport(
                name, self.source.name, rows, len(refused), (), (), edit.base, edit, notes=notes
            )
        taken = tuple(change for change in self.changes if change.key not in refused)
        return FileImport(
            name,
            self.source.name,
            rows,
            len(refused),
            taken,
            self.missing,
            self.present.digest,
            clashes=self.clashes,
            notes=self._notes(reading, taken),
        )

    def _notes(self, reading: Reading, changes: Sequence[RowChange]) -> tuple[Problem, ...]:
        """The notes on changed rows."""
        changed = {change.key: change for change in changes}
        lines = {line: changed[key] for line, key in self._lines.items() if key in changed}
        read = (p for p in reading.problems if p.note and p.file == self.source.name)
        own = [p for p in (*self.understood, *read) if _line_of(p) in lines]
        return (*own, *cautions.notes(self.source.name, self.document, lines, today()))


def _keys(document: Document) -> dict[int, RowKey]:
    return {position: key for key, position in document.positions.items()}


def _beside(
    document: Document, keys: Mapping[int, RowKey], present: Document, others: Sequence[RowKey]
) -> Document:
    """The uploaded rows, with missing columns filled in from the folder, then the folder's `others`."""
    there = present.rows()
    lacking = [name for name in present.columns if name not in document.columns and not is_untitled(name)]
    filled = {
        position: cells
        for position, key in (keys.items() if lacking else ())
        if (cells := {name: text for name in lacking if (text := there.get(key, {}).get(name))})
    }
    return document.edited(filled, added=[there[key] for key in others])


def _line(document: Document, position: int) -> int:
    """Excel's row number of an index in the body."""
    return len(document.above) + 2 + position


def _line_of(problem: Problem) -> int | None:
    match = _CELL.fullmatch(problem.cell)
    return int(match[1]) if match else None
