"""The workbook brings back the very same rows: of the sample, of random folders, of odd texts in any column."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.schema import TABLE, TABLES
from emulation.store import Document
from tests.reference.folders import write_random_folder
from tests.workbook.books import brought_back, changes, document

ROOT = Path(__file__).parents[2]
ODD = (
    "=1+1", "'=1+1", "''=1", "+84 225", "-5", "- một\n- hai", "@chung", "'", "'tên", "007", "1E5", "0,10", "-0",
    "1.250", "#N/A", "TRUE", "§¬n vÞ", "'=§¬n", "{=A1}", "https://a.vn", "mailto:a@b.vn", "internal:'Đơn vị'!A1",
    "dòng một\ndòng hai", "\tthụt", 'a "b"', "a;b,c", "a\u00a0b", "a  b", "a\x0bb", "a\x01b", "_x000B_", "_x0041_",
    "x005F_", "a\u2028b", "a\ufffeb", "😀", "<b>&amp;</b>", "<r><t>a</t>", "n" * 32_767,
)  # fmt: skip
WELL_WRITTEN = (
    "23/02/2026", "1/2/2026", "28/02/1900", "31/12/1899", "01/03/1900", "31/12/9999", "01/01/0001", "46087",
    "12/01/2026 00:00:00", "18,75", "0,30000000000000004", "0,1234567890123456", "999999999999", "-0,5",
    "0,0000001", "1.250.000,5", "2026", "2026-Q1", "2026-q4", "Quý IV", "2", "hoan thanh", "Chủ trì", "hồ sơ",
)  # fmt: skip
CELLS = st.one_of(
    st.just(""),
    st.sampled_from(ODD),
    st.sampled_from(WELL_WRITTEN),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=8),
)


def filled(table: str, own: str, cells: list[str]) -> Document:
    """A file with a column of its own in second place, whose rows hold `cells` one after another."""
    labels = [column.label for column in TABLE[table].columns]
    headings = [labels[0], own, *labels[1:]]
    width = len(headings)
    rows = [cells[start : start + width] for start in range(0, len(cells), width)]
    return document(table, [row + [""] * (width - len(row)) for row in rows], headings)


def test_the_sample_comes_back() -> None:
    documents = {
        t.name: Document.read((ROOT / "data" / t.file).read_bytes(), t)
        for t in TABLES
        if (ROOT / "data" / t.file).exists()
    }
    assert changes(documents) == []


@given(st.integers(0, 10**6))
@settings(max_examples=2)
def test_a_random_folder_comes_back(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_random_folder(Path(folder), seed)
        files = {file.stem: file.read_bytes() for file in Path(folder).iterdir()}
    documents = {name: Document.read(data, TABLE[name]) for name, data in files.items()}
    assert sum(len(document.rows()) for document in documents.values()) > 300
    assert changes(documents) == []


@given(
    st.lists(CELLS, max_size=60), st.sampled_from(TABLES), st.sampled_from(["Người nhập", "=a", "x" * 300])
)
@settings(max_examples=15)
def test_any_text_in_any_column_comes_back(cells: list[str], table, own: str) -> None:
    given_file = filled(table.name, own, cells)
    assert changes({table.name: given_file}) == []


def test_every_odd_text_comes_back_from_every_column() -> None:
    cells = [normalize("NFC", text) for text in (*ODD[:-1], *WELL_WRITTEN)]
    documents = {
        t.name: filled(t.name, "Riêng", [x for x in cells for _ in (*t.columns, "Riêng")]) for t in TABLES
    }
    back = brought_back(documents)
    for name, given_file in documents.items():
        assert len(given_file.rows()) == len(cells)
        found = [{column: row[column] for column in given_file.columns} for row in back[name].rows().values()]
        assert found == list(given_file.rows().values())


def test_equal_rows_of_a_log_and_the_order_of_rows_come_back() -> None:
    row = ["23/02/2026", "T1", "U1", "Hoàn thành", "", "như nhau"]
    given_file = document("progress", [row, ["22/02/2026", *row[1:]], row, row])
    back = brought_back({"progress": given_file})["progress"]
    assert list(back.rows().items()) == list(given_file.rows().items())


def test_cells_under_no_heading_and_a_field_too_many_are_still_there() -> None:
    labels = [column.label for column in TABLE["blocs"].columns]
    rows = [["K1", "Khối 1", "", ""], ["K2", "Khối 2", "", "lạc"], ["K3", "Khối 3", "", "", "", ""]]
    given_file = document("blocs", rows, [*labels, "", ""])
    assert len(given_file.columns) > len(labels)
    back = brought_back({"blocs": given_file})["blocs"]
    assert back.columns == given_file.columns
    assert list(back.rows().items()) == list(given_file.rows().items())


def test_a_column_that_the_file_lacks_is_offered_but_is_no_difference() -> None:
    given_file = document("units", [["U1", "Thôn Một"]], ["Mã đơn vị", "Tên đơn vị"])
    assert changes({"units": given_file}) == []
    assert "short_name" in brought_back({"units": given_file})["units"].columns
