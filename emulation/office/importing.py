"""Nhập tệp: what an officer's CSV files or workbook would change in the data folder, before it is applied."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from emulation.folder import DataFolder
from emulation.intake import Problem
from emulation.intake.files import Source
from emulation.intake.problems import Unreadable
from emulation.intake.reading import Reading, not_collected
from emulation.office.import_part import FileImport, Part, faults
from emulation.office.orphans import said_as_such
from emulation.office.since_export import Exported, exported_version
from emulation.office.understood import names_in
from emulation.office.uploads import Tell, opened
from emulation.schema import TABLE, TABLES
from emulation.store import Document, Edit, RowChange, RowKey, counted, read_document
from emulation.store.document import Unwritable

_OPENED, _COMPARED, _CHECKED = 0.3, 0.5, 0.8
"""Shares of the time by whose end the files are opened, compared with the folder's, and their rows checked."""


@dataclass(frozen=True, slots=True)
class Import:
    """The effect of importing the uploaded files.

    `problems`: of the uploaded files, with their own cells. `caused`: problems of rows that are accepted today and would be
    refused after the import. `removing`: tables whose missing rows are deleted; `overwriting`: tables in which clashes are
    overwritten. `exported`: the workbooks among the files that this program exported, of which only what was changed since
    counts.
    """

    files: tuple[FileImport, ...]
    problems: tuple[Problem, ...]
    caused: tuple[Problem, ...] = ()
    removing: frozenset[str] = frozenset()
    exported: tuple[Exported, ...] = ()
    overwriting: frozenset[str] = frozenset()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits to save; none if nothing differs."""
        return tuple(edit for file in self.files if (edit := self._edit(file)))

    def taken(self, file: FileImport) -> tuple[RowChange, ...]:
        """The changes that the import makes in a file."""
        return file.changes + (file.missing if file.table in self.removing else ())

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is imported but likely a slip, at its own cell."""
        return tuple(note for file in self.files for note in file.notes)

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


@not_collected()
def prepare(
    uploads: Sequence[tuple[str, bytes]],
    data: DataFolder,
    *,
    removing: Collection[str] = (),
    overwriting: Collection[str] = (),
    tell: Tell = lambda share: None,
) -> Import:
    """The effect of importing `uploads` (names and bytes).

    `removing`: tables whose rows are deleted if the uploads lack them. `overwriting`: tables in which an exported workbook
    overwrites what others changed too. `tell` receives the progress, 0 to 1.
    """
    given, exported, problems = opened(uploads, data, lambda share: tell(share * _OPENED))
    parts, lost = {}, set()
    names_of = cache(lambda table: names_in(_documents(table, given, data.path)))
    for number, (name, (source, book)) in enumerate(given.items()):
        turn = partial(tell, _OPENED + (_COMPARED - _OPENED) * number / len(given))
        turn()
        base = exported_version(data.path, name, book.origin if book else None)
        if book and base is None:
            lost.add((book.source, TABLE[name].file))
        try:
            parts[name] = Part.of(
                TABLE[name],
                source,
                data.path,
                base,
                names_of,
                without_missing=name in removing,
                overwriting=name in overwriting,
                turn=turn,
            )
        except Unreadable as error:
            problems += [replace(p, file=source.name) for p in error.problems(TABLE[name])]
        except Unwritable as error:
            reason = f"chưa nhập được bảng này: {str(error).removesuffix('.')}"
            problems += [*faults(source, TABLE[name]), Problem(source.name, reason, "Sửa rồi nhập lại")]
    first = _supposed(parts, data, lambda share: tell(_COMPARED + (_CHECKED - _COMPARED) * share))
    problems += [problem for part in parts.values() for problem in part.problems(first)]
    refused = {name: part.spoilt(first) for name, part in parts.items()}
    # The folder keeps its own row in place of a refused one, and other rows may refer to it.
    kept = {name: part.keeping(refused[name]) for name, part in parts.items()}
    last = first if kept == parts else _supposed(kept, data, lambda _: tell(_CHECKED))
    tell(_CHECKED)
    known = {_without_place(problem) for problem in data.edition().problems}
    deleted = {
        name: {change.key for change in part.missing} for name, part in parts.items() if name in removing
    }
    of = {**{t.file: t for t in TABLES}, **{part.source.name: part.table for part in parts.values()}}

    def told(problem: Problem) -> Problem:
        return said_as_such(problem, of[problem.file], deleted) if problem.file in of else problem

    results = tuple(
        kept[table.name].result(last, refused[table.name], data.path)
        for table in TABLES
        if table.name in kept
    )
    tell(1.0)
    return Import(
        results,
        tuple(map(told, problems)),
        tuple(told(p) for p in _caused(kept, refused, last) if _without_place(p) not in known),
        frozenset(removing),
        tuple(
            replace(book, lost=tuple(t.file for t in TABLES if (book.source, t.file) in lost))
            for book in exported
        ),
        frozenset(overwriting),
    )


def _documents(
    table: str, given: Mapping[str, tuple[Source, Exported | None]], folder: Path
) -> Iterator[Document]:
    """The folder's file and the one that is uploaded, those of them that can be read."""
    with suppress(Unreadable):
        yield read_document(folder, table)
    if table in given:
        with suppress(Unreadable):
            yield Document.read(given[table][0].data, TABLE[table])


def _supposed(parts: Mapping[str, Part], data: DataFolder, tell: Tell) -> Reading:
    """The reading of the data folder if it held the parts."""
    return data.preview({name: part.supposed for name, part in parts.items()}, tell)


def _caused(
    parts: Mapping[str, Part], refused: Mapping[str, Collection[RowKey]], reading: Reading
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
