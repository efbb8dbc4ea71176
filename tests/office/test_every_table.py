"""Each of the seventeen files: a row comes, changes and goes in the grid, in the workbook and as CSV, with one result."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from emulation.folder import DataFolder
from emulation.office import exporting, importing
from emulation.office.named import names_for
from emulation.office.table import Pending, Sheet
from emulation.office.table_check import Verdict, verdict
from emulation.schema import TABLE, TABLES
from emulation.store import read_document, save
from tests.every_table import BASE, CHANGED, NEW, REFUSED
from tests.folders import write_folder

DAY = date(2026, 11, 16)
STEPS = ("added", "changed", "removed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", BASE)


def copied(folder: Path, to: Path) -> Path:
    to.mkdir()
    for table in TABLES:
        shutil.copy(folder / table.file, to)
    return to


def texts(folder: Path) -> dict[str, str]:
    return {table.file: (folder / table.file).read_text("utf-8-sig") for table in TABLES}


def judged(data: DataFolder, table: str, pending: Pending) -> Verdict:
    edition = data.edition()
    sheet = Sheet(read_document(data.path, table), names_for(TABLE[table], edition.warehouse), DAY.year)
    return verdict(sheet.effect(pending), edition, data.preview, DAY)


def by_grid(folder: Path, step: str) -> None:
    data, edits = DataFolder(folder), []
    for table, new in NEW.items():
        last = list(read_document(folder, table).rows())[-1]
        pending = {
            "added": Pending(added=(new,)),
            "changed": Pending({last: CHANGED[table]}),
            "removed": Pending(removed=frozenset({last})),
        }[step]
        found = judged(data, table, pending)
        assert found.allowed, (table, found.refusals, found.pointing)
        edits += found.edits
    save(folder, edits, step)


def by_workbook(folder: Path, step: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exporting.export(DataFolder(folder)).data))
    for table, new in NEW.items():
        sheet, names = book[TABLE[table].title], {c.name: c.label for c in TABLE[table].columns}
        headings = [cell.value for cell in sheet[1]]
        last = max(n for n in range(1, sheet.max_row + 1) if sheet.cell(n, 1).value)
        if step == "removed":
            sheet.delete_rows(last)
            continue
        row = last + (step == "added")
        for name, text in (new if step == "added" else CHANGED[table]).items():
            sheet.cell(row, headings.index(names[name]) + 1, escaped(text))
    out = io.BytesIO()
    book.save(out)
    brought_in(folder, [("sổ.xlsx", out.getvalue())], step)


def by_csv(folder: Path, step: str) -> None:
    uploads = []
    for table, new in NEW.items():
        columns = {c.name: c.label for c in TABLE[table].columns}
        heading, *rows = csv.reader((folder / TABLE[table].file).read_text("utf-8-sig").splitlines())
        names = {label: name for name, label in columns.items()}
        named = [names.get(each, each) for each in heading]
        last = dict(zip(named, rows.pop(), strict=False)) if step != "added" else {}
        if step != "removed":
            last |= {
                name: escaped(text) for name, text in (new if step == "added" else CHANGED[table]).items()
            }
            heading += [columns[name] for name in last if name not in named]
            rows.append([last.get(name, "") for name in dict.fromkeys([*named, *last])])
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([heading, *rows])
        uploads.append((TABLE[table].file, out.getvalue().encode("utf-8-sig")))
    brought_in(folder, uploads, step)


def escaped(text: str) -> str:
    """As Excel wants a text that begins like a formula."""
    return f"'{text}" if text.startswith("=") else text


def brought_in(folder: Path, uploads: list[tuple[str, bytes]], step: str) -> None:
    removing = list(NEW) if step == "removed" else []
    prepared = importing.prepare(uploads, DataFolder(folder), removing=removing)
    assert not prepared.problems
    assert not prepared.caused
    save(folder, prepared.edits, prepared.what)


def test_a_row_of_each_file_comes_changes_and_goes_alike_in_every_way(folder: Path, tmp_path: Path):
    ways = {"grid": by_grid, "workbook": by_workbook, "CSV": by_csv}
    folders = {way: copied(folder, tmp_path / way) for way in ways}
    former = texts(folder)
    for step in STEPS:
        for way, work in ways.items():
            work(folders[way], step)
        grid = texts(folders["grid"])
        assert [file for file, text in grid.items() if text == former[file]] == [], step
        for way in ways:
            for file, text in texts(folders[way]).items():
                assert text == grid[file], (step, way, file)
        former = grid
    before = {table.name: read_document(folder, table.name).rows() for table in TABLES}
    after = {table.name: read_document(folders["grid"], table.name).rows() for table in TABLES}
    assert {name: list(rows) for name, rows in after.items()} == {
        name: list(rows) for name, rows in before.items()
    }


def test_a_row_that_the_reader_would_refuse_is_refused_at_its_place(folder: Path):
    data = DataFolder(folder)
    for table, cells in REFUSED.items():
        found = judged(data, table, Pending(added=(cells,)))
        assert not found.allowed, table
        assert any("Dòng mới 1" in each for each in found.refusals), (table, found.refusals)
