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
"""Of an import's time: reading workbooks. The rest goes to checking the rows."""


@dataclass(frozen=True, slots=True)
class FileImport:
    """One table of the import.

    `rows`: how many the given file has, of which `refused` are left out. `changes`: what the others add and
    change. `missing`: rows of the folder that the given file lacks, taken out only where that is asked for.
    `base`: the folder's file as it was seen. `replaces`: that file cannot be read, so the given one takes its place
    as it is.
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
    """What applying the given files would do.

    `problems`: of the given files, at their own cells. `caused`: rows that count today and would not any more.
    `removing`: tables whose missing rows are taken out.
    """

    files: tuple[FileImport, ...]
    problems: tuple[Problem, ...]
    caused: tuple[Problem, ...] = ()
    removing: frozenset[str] = frozenset()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What to save; empty where nothing differs."""
        return tuple(edit for file in self.files if (edit := self._edit(file)))

    def taken(self, file: FileImport) -> tuple[RowChange, ...]:
        """The changes of a file that applying makes."""
        return file.changes + (file.missing if file.table in self.removing else ())

    @property
    def what(self) -> str:
        """For the history: which files were taken in, and how many rows that changed."""
        edited = [file.source.partition(" · ")[0] for file in self.files if self._edit(file)]
        names = ", ".join(dict.fromkeys(edited))
        changes = counted(change for file in self.files for change in self.taken(file))
        return f"Nhập {names}" + (f": {changes}" if changes else "")

    def _edit(self, file: FileImport) -> Edit | None:
        taken = self.taken(file)
        return file.replaces or (Edit(file.table, changes=taken, base=file.base) if taken else None)


def plan(
    uploads: Sequence[tuple[str, bytes]],
    data: DataFolder,
    *,
    removing: Collection[str] = (),
    tell: Tell = lambda share: None,
) -> Import:
    """What applying `uploads` (names and bytes) to the data would do.

    `removing`: tables of which rows that the uploads lack are taken out. `tell` gets the share of the work that
    is done, 0 to 1.
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
    # A row that is refused leaves the folder's own in place, on which others may build.
    kept = {name: part.keeping(refused[name]) for name, part in parts.items()}
    last = first if kept == parts else _supposed(kept, data, tell)
    known = {_without_place(problem) for problem in data.edition().problems}
    return Import(
        tuple(
            kept[table.name].judged(last, refused[table.name], data.path)
            for table in TABLES
            if table.name in kept
        ),
        tuple(problems),
        tuple(p for p in _caused(kept, refused, last) if _without_place(p) not in known),
        frozenset(removing),
    )


def _faults(source: Source, table: Table) -> list[Problem]:
    """What is wrong with a given file by itself."""
    return [problem for problem in read_source(source, table).problems if not problem.note]


def _supposed(parts: Mapping[str, _Part], data: DataFolder, tell: Tell) -> Reading:
    """What the data would say with the parts in it."""
    return data.preview({name: part.supposed for name, part in parts.items()}, tell)


def _caused(
    parts: Mapping[str, _Part], refused: Mapping[str, Collection[RowKey]], reading: Reading
) -> Iterator[Problem]:
    """The problems of the folder's rows, also of those that stay in the place of refused ones, each with its own
    file and cell."""
    sources = {part.source.name: part for part in parts.values()}
    for problem in reading.faults:
        part = sources.get(problem.file)
        if part is None:
            yield problem
        elif not part.own(problem) or part.of_kept_row(problem, refused[part.table.name]):
            yield part.at_home(problem)


def _without_place(problem: Problem) -> tuple[str, str, str, str]:
    """A problem apart from where it stands: rows move when others come or go."""
    return problem.file, problem.label, problem.value, re.sub(r"dòng \d+", "", problem.reason)


def _opened(uploads: Sequence[tuple[str, bytes]], tell: Tell) -> tuple[dict[str, Source], list[Problem]]:
    """Table → what was given for it, and what is wrong with the files as a whole."""
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
    """One given table beside the folder's own (`present`; None where that cannot be read).

    `whole`: the given rows at their own cells, and after them the folder's rows that they lack: what the file
    would say. `torn`: problems that only show while the given rows are the last of their file.
    """

    table: Table
    source: Source
    document: Document
    present: Document | None
    whole: Document
    torn: tuple[Problem, ...]

    @classmethod
    def of(cls, table: Table, source: Source, folder: Path, *, without_missing: bool) -> _Part:
        """Raises Unreadable where the given file is."""
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
        """What to read in the place of the folder's file."""
        return replace(self.source, data=self.whole.to_bytes())

    def own(self, problem: Problem) -> bool:
        """Whether a problem of `supposed` is in the given rows, and so stands at their own cell."""
        line = _line_of(problem)
        return self.present is None or line is None or line < _line(self.document, len(self.document.body))

    def of_kept_row(self, problem: Problem, refused: Collection[RowKey]) -> bool:
        """Whether a problem is of the folder's own row that stays in the place of a refused one."""
        key = self._keys.get(_line_of(problem) or 0)
        return self.present is not None and key in refused and key in self.present.positions

    def problems(self, reading: Reading) -> list[Problem]:
        """What is wrong in the given rows."""
        found = [p for p in reading.faults if p.file == self.source.name and self.own(p)]
        found += [problem for problem in self.torn if problem not in found]
        lent = {
            c.label for c in self.table.columns if c.name in self.whole.at and c.name not in self.document.at
        }
        return [self.at_home(p) if p.label in lent else self._alone(p) for p in found]

    def _alone(self, problem: Problem) -> Problem:
        """A problem that takes no other rows along where the folder's own row stays in the place of the refused one."""
        key = self._keys.get(_line_of(problem) or 0)
        if self.present is None or key not in self.present.positions:
            return problem
        return replace(problem, reason=_FOLLOWERS.sub("", problem.reason))

    @property
    def _keys(self) -> dict[int, RowKey]:
        """Excel's row → the given row there."""
        return {_line(self.document, position): key for key, position in self.document.positions.items()}

    def spoilt(self, reading: Reading) -> frozenset[RowKey]:
        """The given rows with a problem of their own."""
        keys = self._keys
        lines = (
            _line_of(problem) for problem in (*reading.faults, *self.torn) if problem.file == self.source.name
        )
        return frozenset(keys[line] for line in lines if line in keys)

    def keeping(self, refused: Collection[RowKey]) -> _Part:
        """The part with the folder's own rows in the place of refused ones."""
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
        """A problem of one of the folder's rows, with their own file and cell."""
        assert self.present is not None
        keys = {_line(self.whole, position): key for key, position in self.whole.positions.items()}
        position = self.present.positions.get(keys.get(_line_of(problem) or 0, ()))
        name = next((c.name for c in self.table.columns if c.label == problem.label), "")
        letters = column_letters(self.present.at.get(name, 0))
        cell = "" if position is None else f"{letters}{_line(self.present, position)}"
        return replace(problem, file=self.table.file, cell=cell)

    def judged(self, reading: Reading, spoilt: Collection[RowKey], folder: Path) -> FileImport:
        """The part with its refused rows left out: the spoilt ones, and those that point at such."""
        accepted = {record["line"] for record in reading.records.get(self.table.name, [])}
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
    """The given rows, each with what its columns lack, and then the folder's rows that are not among them."""
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
    """Excel's row of a position in a document's body."""
    return len(document.above) + 2 + position


def _line_of(problem: Problem) -> int | None:
    match = _CELL.fullmatch(problem.cell)
    return int(match[1]) if match else None
