"""Documents into a workbook and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from emulation.intake.workbook import read_workbook
from emulation.schema import TABLE
from emulation.store import Document, RowChange, difference
from emulation.workbook import workbook

TODAY = date(2026, 11, 23)


def document(table: str, rows: Iterable[Sequence[str]], headings: Sequence[str] = ()) -> Document:
    """The document of such a file; without `headings` under the schema's own."""
    out = io.StringIO(newline="")
    labels = [column.label for column in TABLE[table].columns]
    csv.writer(out).writerows([headings or labels, *rows])
    return Document.read(out.getvalue().encode("utf-8-sig"), TABLE[table])


def brought_back(documents: Mapping[str, Document]) -> dict[str, Document]:
    """What is read from the workbook of the documents."""
    book = read_workbook("so.xlsx", workbook(documents, TODAY))
    assert (book.faults, book.notes) == ({}, [])
    return {name: Document.read(source.data, TABLE[name]) for name, source in book.sheets.items()}


def changes(documents: Mapping[str, Document]) -> list[RowChange]:
    """Every difference that bringing the workbook back would show."""
    back = brought_back(documents)
    assert back.keys() == documents.keys()
    return [change for name in documents for change in difference(documents[name], back[name])]
