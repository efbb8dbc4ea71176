"""Xuất sổ: the workbook of a data folder, which knows where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from emulation.commune import of_warehouse
from emulation.folder import DataFolder
from emulation.intake.origin import Origin
from emulation.intake.problems import Unreadable
from emulation.schema import TABLES
from emulation.scope import VIETNAM
from emulation.store import SaveRefused, keep, read_document
from emulation.workbook import workbook


@dataclass(frozen=True, slots=True)
class Export:
    """A workbook. `left_out`: files that cannot be read. `not_kept`: why the history does not hold its versions, so that
    bringing it back is compared with what the folder holds then; empty if it does."""

    data: bytes
    left_out: tuple[str, ...] = ()
    not_kept: str = ""


def export(data: DataFolder) -> Export:
    """The workbook of all files as they are now. Raises CannotExport."""
    not_kept = ""
    try:
        keep(data.path)
    except SaveRefused as refused:
        not_kept = str(refused)
    documents, left_out = {}, []
    for table in TABLES:
        try:
            documents[table.name] = read_document(data.path, table.name)
        except Unreadable:
            left_out.append(table.file)
    now = datetime.now(VIETNAM)
    commune = of_warehouse(data.edition().warehouse, now.year)
    versions = {name: document.digest for name, document in documents.items()}
    origin = Origin(str(commune.issuer), str(commune.superior), now, versions)
    return Export(workbook(documents, now.date(), origin), tuple(left_out), not_kept)
