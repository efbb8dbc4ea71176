"""A table's rows → the CSV file of a package. A text that a spreadsheet would run is escaped, as in all CSV files, and read
back as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from emulation.columns import Table
from emulation.text import escape_formula


def written(table: Table, rows: Iterable[Sequence[Any]]) -> bytes:
    """The file; rows have a value for each of the table's columns. ISO dates, dot decimals, nothing = not known."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(
        [escape_formula(value) if isinstance(value, str) else value for value in row] for row in rows
    )
    return out.getvalue().encode()
