"""No download runs anything in Excel or Word, whatever stands in the data. (Tables: `tests/pages/test_hostile.py`.)"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.folder import DataFolder
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.made import Made, zipped
from emulation.reports.request import NotAsked, Request
from emulation.schema import TABLES
from emulation.store import read_document
from emulation.text import escape_formula
from emulation.ui.parts.tables import csv_text
from emulation.workbook import workbook
from tests.hostile import FORMULAS, STRINGS, hostile_folder
from tests.pages.test_hostile import formulas
from tests.reports.contents.asked import MADE_AT

OURS = re.compile(r"=SUM\([A-Z]+[0-9]+([:,][A-Z]+[0-9]+)*\)|=SUBTOTAL\([0-9]+,[A-Z]+[0-9]+:[A-Z]+[0-9]+\)")

PERIODS = {"ranking": "2026-Q3", "quarter": "2026-Q3"}
ALIKE = {"half-year", "year"}
"""Kinds made of the parts of others."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    made = tmp_path_factory.mktemp("hostile")
    hostile_folder(made)
    return DataFolder(made)


@pytest.fixture(scope="module")
def files(folder: DataFolder) -> dict[str, bytes]:
    """A document of each kind, and the workbook of everything."""
    warehouse, found = folder.present.warehouse, {}
    meeting = warehouse.table("meetings")["meeting_id"][0]
    for name, kind in ((name, kind) for name, kind in KINDS.items() if name not in ALIKE):
        for chosen in ("", meeting):
            try:
                request = Request.of(
                    kind, date(2026, 11, 16), year=2026, meeting=chosen, period=PERIODS.get(name, "")
                )
                made = Made(Facts(warehouse, request, MADE_AT))
                found |= {each: made.file(each) for each in list(made.contents)[:2]}
            except NotAsked:
                continue
    documents = {table.name: read_document(folder.path, table.name) for table in TABLES}
    return found | {"all.xlsx": workbook(documents, date(2026, 11, 16))}


def cells(content: bytes) -> Iterator[Any]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            yield from row


def _has_every_kind(files: dict[str, bytes]) -> None:
    assert len([name for name in files if name.endswith(".docx")]) >= 5
    assert len([name for name in files if name.endswith(".xlsx")]) >= 3


def _has_no_formula_but_our_sums(files: dict[str, bytes]) -> None:
    dangerous = 0
    for name, content in files.items():
        for cell in cells(content) if name.endswith(".xlsx") else ():
            if cell.data_type == "f":
                assert OURS.fullmatch(cell.value), (name, cell.coordinate, cell.value)
            elif isinstance(cell.value, str) and escape_formula(cell.value) != cell.value:
                dangerous += 1
                assert cell.quotePrefix, (name, cell.coordinate, cell.value)
    assert dangerous > 100


def _leads_nowhere(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                assert "externalLink" not in part, (name, part)
                if part.endswith(".rels"):
                    assert b"External" not in archive.read(part), (name, part)


def _has_no_field_of_the_data(files: dict[str, bytes]) -> None:
    known = {"PAGE", "NUMPAGES", "PAGE   \\* MERGEFORMAT"}
    for name, content in files.items():
        if name.endswith(".docx"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                text = b"".join(
                    archive.read(part) for part in archive.namelist() if part.endswith(".xml")
                ).decode()
            fields = re.findall(r"<w:instrText[^>]*>([^<]*)<", text) + re.findall(r'w:instr="([^"]*)"', text)
            assert {field.strip() for field in fields} <= known, name


def _archive_has_no_folders(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        assert all("/" not in name and "\\" not in name for name in archive.namelist())


def test_no_file_runs_or_fetches_anything(files: dict[str, bytes]) -> None:
    for check in (
        _has_every_kind,
        _has_no_formula_but_our_sums,
        _leads_nowhere,
        _has_no_field_of_the_data,
        _archive_has_no_folders,
    ):
        check(files)


@given(st.lists(st.sampled_from([*STRINGS, *FORMULAS]) | st.text(), min_size=1))
def test_no_cell_of_a_tables_csv_begins_a_formula(texts: list[str]) -> None:
    rows = pd.DataFrame({"a": texts, "b": [f"={text}" for text in texts]}, dtype=object)
    assert list(formulas({"csv": csv_text(rows, {"a": "@A", "b": "+B"})})) == []
