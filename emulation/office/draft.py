"""Edits of a grid as a text that the browser keeps, so that a page loaded again or a server restarted loses none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from emulation.office.table import Pending, Sheet
from emulation.store.document import Cells


@dataclass(frozen=True, slots=True)
class Draft:
    """`base`: the digest of the file that the edits were made to."""

    base: str
    edits: Pending


def told(sheet: Sheet, edits: Pending) -> str:
    """The edits as a text; empty where there are none."""
    if not edits:
        return ""
    return json.dumps(
        {
            "base": sheet.document.digest,
            "changed": [[list(key), dict(cells)] for key, cells in edits.changed.items()],
            "removed": sorted(map(list, edits.removed)),
            "added": [dict(cells) for cells in edits.added],
        },
        ensure_ascii=False,
    )


def read(text: str) -> Draft | None:
    """The edits of such a text; None where it is something else."""
    try:
        fields = json.loads(text)
        return Draft(
            str(fields["base"]),
            Pending(
                {tuple(map(str, key)): _cells(cells) for key, cells in fields["changed"]},
                frozenset(tuple(map(str, key)) for key in fields["removed"]),
                tuple(map(_cells, fields["added"])),
            ),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def fitting(sheet: Sheet, edits: Pending) -> Pending:
    """The edits without those of rows that the file does not have."""
    rows = sheet.document.rows()
    return Pending(
        {key: cells for key, cells in edits.changed.items() if key in rows},
        frozenset(key for key in edits.removed if key in rows),
        edits.added,
    )


def _cells(cells: Any) -> Cells:
    return {str(name): str(text) for name, text in cells.items()}
