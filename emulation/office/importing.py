"""Nhập tệp: what an officer's CSV files or workbook would change in the data folder, before it is applied."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from emulation.folder import DataFolder
from emulation.intake import Problem
from emulation.intake.files import Source, read_source
from emulation.intake.problems import Unreadable, column_letters
from emulation.intake.reading import Reading
from emulation.intake.workbook import open_upload
from emulation.schema import TABLE, TABLES, Table
from emulation.store import Document, Edit, RowChange, RowKey, counted, difference, digest, read_document
from emulation.store.document import Unwritable, is_untitled

Tell = Callable[[float], None]
_CELL = re.compile(r"[A-Z]+([0-9]+)")
_FOLLOWERS = re.compile(r" \(kéo theo .*\)$")
_SHARE_OF_OPENING = 0.3
"""Share of the time that reading the workbooks takes. Checking the rows takes the rest."""


@dataclass(frozen=True, slots=True)
class FileImport:
    """One table of the import.

    `rows`: number of rows in the uploaded file; `refused` of them are not imported. `changes`: rows that the others add or
    change. `missing`: rows of the folder that the uploaded file lacks; they are deleted only on request. `base`: digest of
    the folder's file. `replaces`: set if the folder's file cannot be read, so that the uploaded one replaces it.
    """

    table: str
    source: str
    rows: int
    refused: int
    changes: tuple[RowChange, ...]
    missing: tuple[RowChange, ...]
    base: str
    replaces: Edit | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """The effect of importing the uploaded files.

    `problems`: of the uploaded files, with their own cells. `caused`: problems of rows that are accepted today and would be
    refused after the import. `removing`: tables whose missing rows are deleted.
    """

    files: tuple[FileImport, ...]
    problems: tuple[Problem, ...]
    caused: tuple[Problem, ...] = ()
    removing: frozenset[str] = frozenset()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits to save; none if nothing differs."""
        return tuple(edit for file in self.files if (edit := self._edit(file)))

    def taken(self, file: FileImport) -> tuple[RowChange, ...]:
        """The changes that the import makes in a file."""
        return file.changes + (file.missing if file.table in self.removing else ())

    @property
    def what(self) -> str:
        """The title in the history: the imported files and the number of changed rows."""
        edited = [file.source.partition(" · ")[0] for file in self.files if self._edit(file)]
        names = ", ".join(dict.fromkeys(edited))
        changes = counted(change for file in self.files for change in self.taken(file))
        return f"Nhập {names}" + (f": {changes}" if changes else "")

    def _edit(self, file: FileImport) -> Edit | None:
        taken = self.taken(file)
        return file.replaces or (Edit(file.table, changes=taken, base=file.base) if taken else None)


def prepare(
    uploads: Sequence[tuple[str, bytes]],
    data: DataFolder,
    *,
    removing: Collection[str] = (),
    tell: Tell = lambda share: None,
) -> Import:
    """The effect of importing `uploads` (names and bytes).

    `removing`: tables whose rows are deleted if the uploads lack them. `tell` receives the progress, 0 to 1.
    """
    given, problems = _opened(uploads, lambda share: tell(share * _SHARE_OF_OPENING))
    parts = {}
    for name, source in given.items():
        try:
            parts[name] = _Part.of(TABLE[name], source, data.path, without_missing=name in removing)
        except Unreadable as error:
            problems += [replace(p, file=source.name) for p in error.problems(TABLE[name])]
        except Unwritable as error:
            reason = f"chưa nhập được bảng này: {str(error).removesuffix('.')}"
            problems += [*_faults(source, TABLE[name]), Problem(source.name, reason, "Sửa rồi nhập lại")]
    rest = 1 - _SHARE_OF_OPENING
    first = _supposed(parts, data, lambda share: tell(_SHARE_OF_OPENING + rest * share))
    problems += [problem for part in parts.values() for problem in part.problems(first)]
    refused = {name: part.spoilt(first) for name, part in parts.items()}
    # The folder keeps its own row in place of a refused one, and other rows may refer to it.
    kept = {name: part.keeping(refused[name]) for name, part in parts.items()}
    last = first if kept == parts else _supposed(kept, data, tell)
    known = {_without_place(problem) for problem in data.edition().problems}
    return Import(
        tuple(
            kept[table.name].result(last, refused[table.name], data.path)
            for table in TABLES
            if table.name in kept
        ),
        tuple(problems),
        tuple(p for p in _caused(kept, refused, last) if _without_place(p) not in known),
        frozenset(removing),
    )


def _faults(source: Source, table: Table) -> list[Problem]:
    """The problems of an uploaded file on its own."""
    return [problem for problem in read_source(source, table).problems if not problem.note]


def _supposed(parts: Mapping[str, _Part], data: DataFolder, tell: Tell) -> Reading:
    """The reading of the data folder if it held the parts."""
    return data.preview({name: part.supposed for name, part in parts.items()}, tell)


def _caused(
    parts: Mapping[str, _Part], refused: Mapping[str, Collection[RowKey]], reading: Reading
) -> Iterator[Problem]:
    """The problems of the folder's rows, including those kept in place of refused ones, with the folder's file and cell."""
    sources = {part.source.name: part for part in parts.values()}
    for problem in reading.faults:
        part = sources.get(problem.file)
        if part is None:
            yield problem
        elif not part.own(problem) or part.of_kept_row(problem, refused[part.table.name]):
            yield part.at_home(problem)


def _without_place(problem: Problem) -> tuple[str, str, str, str]:
    """A problem without its position, which shifts when rows are added or removed."""
    return problem.file, problem.label, problem.value, re.sub(r"dòng \d+", "", problem.reason)


def _opened(uploads: Sequence[tuple[str, bytes]], tell: Tell) -> tuple[dict[str, Source], list[Problem]]:
    """Table → its uploaded source, and the problems of whole files."""
    given: dict[str, Source] = {}
    problems: list[Problem] = []
    for number, (name, data) in enumerate(uploads):
        try:
            book = open_upload(name, data)
        except Unreadable as error:
            problems.append(Problem(name, error.reason, error.remedy, error.cell, error.label, error.value))
            continue
        problems += [*book.notes, *book.faults.values()]
        for table, source in book.sheets.items():
            if table in given:
                reason = f"cùng là bảng “{TABLE[table].title}” với {given[table].name}"
                problems.append(Problem(source.name, reason, "Nhập từng tệp một"))
            else:
                given[table] = source
        tell((number + 1) / len(uploads))
    return given, problems


@dataclass(frozen=True, slots=True)
class _Part:
    """One uploaded table and the folder's file (`present`; None if that cannot be read).

    `whole`: the file after the import: the uploaded rows at their own positions, then the folder's rows that they lack.
    `torn`: problems of the uploaded file that `whole` hides, because its last row is not the last any more.
    """

    table: Table
    source: Source
    document: Document
    present: Document | None
    whole: Document
    torn: tuple[Problem, ...]

    @classmethod
    def of(cls, table: Table, source: Source, folder: Path, *, without_missing: bool) -> _Part:
        """Raises Unreadable if the uploaded file is."""
        document = Document.read(source.data, table)
        torn: tuple[Problem, ...] = ()
        if document.torn or not document.usable:
            torn = tuple(_faults(source, table))
        try:
            present = read_document(folder, table.name)
        except Unreadable:
            return cls(table, source, document, None, document, torn)
        return cls(table, source, document, present, _beside(document, present, without_missing), torn)

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
        key = self._keys.get(_line_of(problem) or 0)
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
        key = self._keys.get(_line_of(problem) or 0)
        if self.present is None or key not in self.present.positions:
            return problem
        return replace(problem, reason=_FOLLOWERS.sub("", problem.reason))

    @property
    def _keys(self) -> dict[int, RowKey]:
        """Excel's row number → the uploaded row."""
        return {_line(self.document, position): key for key, position in self.document.positions.items()}

    def spoilt(self, reading: Reading) -> frozenset[RowKey]:
        """The uploaded rows with a problem of their own."""
        keys = self._keys
        lines = (
            _line_of(problem) for problem in (*reading.faults, *self.torn) if problem.file == self.source.name
        )
        return frozenset(keys[line] for line in lines if line in keys)

    def keeping(self, refused: Collection[RowKey]) -> _Part:
        """The part with the folder's rows in place of refused ones."""
        if self.present is None:
            return self
        there = self.present.rows()
        names = dict.fromkeys((*self.whole.columns, *self.present.columns))
        own = {
            self.document.positions[key]: {name: there[key].get(name, "") for name in names}
            for key in refused
            if key in there
        }
        return replace(self, whole=self.whole.edited(own)) if own else self

    def at_home(self, problem: Problem) -> Problem:
        """A problem of a row of the folder, with the folder's file and cell."""
        assert self.present is not None
        keys = {_line(self.whole, position): key for key, position in self.whole.positions.items()}
        position = self.present.positions.get(keys.get(_line_of(problem) or 0, ()))
        name = next((c.name for c in self.table.columns if c.label == problem.label), "")
        letters = column_letters(self.present.at.get(name, 0))
        cell = "" if position is None else f"{letters}{_line(self.present, position)}"
        return replace(problem, file=self.table.file, cell=cell)

    def result(self, reading: Reading, spoilt: Collection[RowKey], folder: Path) -> FileImport:
        """The result of the part without its refused rows: those with a problem, and those that refer to one."""
        records = reading.records.get(self.table.name)
        accepted = set(records.column("line")) if records else set()
        refused = {key for line, key in self._keys.items() if key in spoilt or line not in accepted}
        name, rows = self.table.name, len(self.document.rows())
        if self.present is None:
            edit = Edit(name, content=self.document.to_bytes(), base=digest(folder, name))
            return FileImport(name, self.source.name, rows, len(refused), (), (), edit.base, edit)
        changes = difference(self.present, self.document)
        taken = tuple(c for c in changes if c.after is not None and c.key not in refused)
        missing = tuple(c for c in changes if c.after is None)
        return FileImport(name, self.source.name, rows, len(refused), taken, missing, self.present.digest)


def _beside(document: Document, present: Document, without_missing: bool) -> Document:
    """The uploaded rows, with missing columns filled in from the folder, then the folder's other rows."""
    given, there = document.rows(), present.rows()
    lacking = [name for name in present.columns if name not in document.columns and not is_untitled(name)]
    filled = {
        position: cells
        for key, position in (document.positions.items() if lacking else ())
        if (cells := {name: text for name in lacking if (text := there.get(key, {}).get(name))})
    }
    others = [] if without_missing else [row for key, row in there.items() if key not in given]
    return document.edited(filled, added=others)


def _line(document: Document, position: int) -> int:
    """Excel's row number of an index in the body."""
    return len(document.above) + 2 + position


def _line_of(problem: Problem) -> int | None:
    match = _CELL.fullmatch(problem.cell)
    return int(match[1]) if match else None
