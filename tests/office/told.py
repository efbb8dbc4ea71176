"""A change set of the office, as tests compare it."""

from __future__ import annotations

from emulation.office.change_set import ChangeSet
from emulation.store.document import Cells


def changes(change_set: ChangeSet) -> list[str]:
    """Each change on one line."""
    return [
        f"{c.about}: {c.before} → {c.after}" if c.before else f"{c.about}: {c.after}"
        for c in change_set.changes
    ]


def rows(change_set: ChangeSet) -> dict[str, list[Cells]]:
    """File → the rows to add, canonical text by column."""
    return {edit.table: [row.cells for row in edit.rows] for edit in change_set.edits}
