"""A plan of the office, as tests compare it."""

from __future__ import annotations

from emulation.office.plan import Plan
from emulation.store.document import Cells


def changes(plan: Plan) -> list[str]:
    """Each change on one line."""
    return [
        f"{c.about}: {c.before} → {c.after}" if c.before else f"{c.about}: {c.after}" for c in plan.changes
    ]


def rows(plan: Plan) -> dict[str, list[Cells]]:
    """File → the rows to add, canonical text by column."""
    return {edit.table: [row.cells for row in edit.rows] for edit in plan.edits}
