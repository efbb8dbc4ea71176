"""Uploaded files: what tables they hold, and whether they are this commune's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from emulation.commune import of_warehouse
from emulation.folder import DataFolder
from emulation.intake import Problem
from emulation.intake.files import Source
from emulation.intake.problems import Unreadable
from emulation.intake.workbook import open_upload
from emulation.office.since_export import Exported, foreign
from emulation.schema import TABLE
from emulation.scope import today
from emulation.store import history

Tell = Callable[[float], None]
"""Told of the progress, 0 to 1."""


def opened(
    uploads: Sequence[tuple[str, bytes]], data: DataFolder, tell: Tell
) -> tuple[dict[str, tuple[Source, Exported | None]], list[Exported], list[Problem]]:
    """Table → its uploaded source and the export that it is of, the exports, and the problems of whole files."""
    given: dict[str, tuple[Source, Exported | None]] = {}
    exported: list[Exported] = []
    problems: list[Problem] = []
    for number, (name, content) in enumerate(uploads):
        try:
            book = open_upload(name, content, partial(_tell_one, tell, number, len(uploads)))
        except Unreadable as error:
            problems.append(Problem(name, error.reason, error.remedy, error.cell, error.label, error.value))
            continue
        export = Exported(name, book.origin) if book.origin else None
        if export and (strange := _foreign(export, data)):
            problems.append(strange)
            continue
        exported += [export] if export else []
        problems += [*book.notes, *book.faults.values()]
        for table, source in book.sheets.items():
            if table in given:
                reason = f"cùng là bảng “{TABLE[table].title}” với {given[table][0].name}"
                problems.append(Problem(source.name, reason, "Nhập từng tệp một"))
            else:
                given[table] = source, export
        tell((number + 1) / len(uploads))
    return given, exported, problems


def _tell_one(tell: Tell, number: int, of: int, share: float) -> None:
    tell((number + share) / of)


def _foreign(export: Exported, data: DataFolder) -> Problem | None:
    here = of_warehouse(data.edition().warehouse, today().year)

    def known() -> bool:
        return any(
            digest and history.kept(data.path, table, digest)
            for table, digest in export.origin.versions.items()
        )

    return foreign(export.source, export.origin, (here.issuer, here.superior), known)
