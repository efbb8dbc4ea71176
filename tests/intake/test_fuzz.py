"""Whatever the bytes: no exception but named problems, and every row is accepted or refused.

`FUZZ=100000 pytest tests/intake/test_fuzz.py` tries more than the suite has time for.
"""

from __future__ import annotations

import csv
import io
import os
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from emulation.intake import Reading, Source, Unreadable, open_upload, read_files, read_folder
from emulation.intake.checks import Checked
from emulation.intake.files import read_source
from emulation.schema import TABLE, TABLES, Table
from tests.intake.books import Text, book
from tests.intake.conftest import SAMPLE

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
fuzzing = settings(
    max_examples=int(os.environ.get("FUZZ", "30")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ROWS = 12
PIECES = [
    b"", b'"', b'""', b",", b";", b"\t", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xfe", b"\xef\xbb\xbf", b" ", b"\xc2\xa0",
    b"#N/A", b"=A1+1", b"'=A1", b"1.250", b"31/02/2026", b"46087", b"sep=;\n", b"U1", b"\xe1\xbb", b"\xcc\xa3", b"9" * 400,
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "latin-1", "cp1258"]
LETTERS = st.characters(exclude_categories=["Cs"])
CELLS = st.one_of(
    st.sampled_from(
        ["", "01/02/2026", "Hoàn thành", "1.250", "18,75", "2026", "2026-Q1", "\u00a0", "#N/A", "U1"]
    ),
    st.text(LETTERS, max_size=10),
)


@cache
def first_rows(table: Table) -> list[list[str]]:
    with (SAMPLE / table.file).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[:ROWS]


@cache
def small_folder() -> tuple[TemporaryDirectory[str], dict[str, Checked]]:
    """A folder with the first rows of the sample's files, read once; it goes with the process."""
    folder = TemporaryDirectory()
    for table in TABLES:
        (Path(folder.name) / table.file).write_text(as_text(first_rows(table)), encoding="utf-8")
    return folder, read_folder(Path(folder.name))[1]


def as_text(rows: list[list[str]], separator: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def judge(table: Table, source: Source) -> None:
    """Read `source` alone and within a folder: all its rows are accounted for, each refusal has a reason."""
    folder, keep = small_folder()
    try:
        file = read_source(source, table)
    except Unreadable as error:
        named(error, table)
        return
    assert len(file.records) + file.refused == file.rows
    assert file.refused <= sum(not problem.note for problem in file.problems)
    account(read_files({table.name: source}, Path(folder.name), keep))


def named(error: Unreadable, table: Table) -> None:
    problems = error.problems(table)
    assert problems
    assert all(problem.reason and problem.remedy for problem in problems)


def account(reading: Reading) -> None:
    for name, records in reading.records.items():
        assert len(records) + reading.refused[name] == reading.rows[name]
    lost = sum(reading.refused.values())
    assert bool(lost) <= bool(reading.faults)
    assert all(len(problem.line().splitlines()) == 1 for problem in reading.problems)


@fuzzing
@given(st.data())
def test_spoilt_files(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    text = as_text(first_rows(table), data.draw(st.sampled_from(",;\t")))
    whole = bytearray(text.encode(data.draw(st.sampled_from(ENCODINGS)), "replace"))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole)))
        piece = data.draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)))
        whole[at : at + data.draw(st.sampled_from([0, 1, 2, 30]))] = piece
    judge(table, Source(table.file, bytes(whole)))


@fuzzing
@given(
    st.sampled_from(TABLES),
    st.lists(st.lists(CELLS, max_size=12), max_size=8),
    st.booleans(),
    st.binary(max_size=60),
)
def test_any_table_and_any_bytes(table: Table, rows: list[list[str]], headed: bool, rest: bytes) -> None:
    heading = [[column.label for column in table.columns]] if headed else []
    judge(table, Source(table.file, as_text(heading + rows).encode() + rest))


VALUES = st.one_of(
    CELLS.map(Text),
    st.dates().filter(lambda day: day.year >= 1900),
    st.datetimes().filter(lambda moment: moment.year >= 1900),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**15), 10**15),
    st.booleans(),
    st.sampled_from(["=A1", "=SUM(A1:A9)", '="007"', "={1,2}", None]),
)


@fuzzing
@given(st.sampled_from(TABLES), st.lists(st.lists(VALUES, max_size=10), max_size=6))
def test_any_workbook(table: Table, rows: list[list[object]]) -> None:
    assume(all(len(row) < 10 for row in rows))
    data = book({table.title: [[column.label for column in table.columns], *rows]})
    ((name, source),) = open_upload("so.xlsx", data).sheets.items()
    judge(TABLE[name], source)


@fuzzing
@given(st.data())
def test_a_spoilt_workbook(data: st.DataObject) -> None:
    whole = bytearray(sample_book())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(1, 9))] = data.draw(st.binary(max_size=9))
    spoilt(bytes(whole))


@fuzzing
@given(st.data())
def test_a_workbook_with_spoilt_parts(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(parts())))
    whole = bytearray(parts()[name])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole) - 1))
        piece = data.draw(
            st.one_of(st.binary(max_size=4), st.sampled_from([b"<", b'"', b"9", b"</c>", b"<v/>", b' t="d"']))
        )
        whole[at : at + data.draw(st.integers(0, 6))] = piece
    spoilt(zipped(parts() | {name: bytes(whole)}))


def spoilt(data: bytes) -> None:
    try:
        found = open_upload("so.xlsx", data)
    except Unreadable as error:
        named(error, TABLES[0])
        return
    for name, source in found.sheets.items():
        judge(TABLE[name], source)


@cache
def sample_book() -> bytes:
    return book({table.title: first_rows(table) for table in TABLES[:3]})


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(sample_book())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_the_unspoilt_rows_are_all_read(subtests: pytest.Subtests) -> None:
    for table in TABLES:
        with subtests.test(table.name):
            file = read_source(Source(table.file, as_text(first_rows(table)).encode()), table)
            assert (file.rows, file.refused) == (len(first_rows(table)) - 1, 0)
