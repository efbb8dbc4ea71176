"""A file as a document: what nobody changes stays, what is changed says what it should."""

from __future__ import annotations

import csv
import io
from unicodedata import normalize

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from emulation.intake.cells import Fault, one_line_end, parse
from emulation.intake.problems import Unreadable
from emulation.schema import TABLE, TABLES
from emulation.store import Document, Edit, NewRow, RowChange, apply, difference
from emulation.store.changes import reverse
from emulation.store.document import BLANK, UNTITLED, Unwritable
from emulation.text import escape_formula, trim
from tests.store.writing import PROGRESS, document, fields

PROGRESS_TABLE = TABLE["progress"]
LABELS = [column.label for column in PROGRESS_TABLE.columns]
CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "01/02/2026",
            "1/2/2026",
            "46087",
            "U1",
            "007",
            "hoan thanh",
            "Hoàn thành",
            "'=1",
            "=1+1",
            "-5",
            "''+x",
        ]
    ),
    st.sampled_from(
        [" a ", "\u00a0", 'a "b"', "a;b,c\td", "a\nb", "a\r\nb", "§¬n vÞ", "'=§¬n", "#N/A", "x\r", "@", "'"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=9),
)
FILES = st.builds(
    lambda heading, rows, separator, end, encoding: _file([heading, *rows], separator, end).encode(encoding),
    st.permutations(LABELS).flatmap(
        lambda labels: st.integers(4, 6).map(lambda n: [*labels[:n], "Người nhập"])
    ),
    st.lists(st.lists(CELL, min_size=5, max_size=8), max_size=7),
    st.sampled_from(";,\t"),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
quick = settings(max_examples=25)


def _file(rows: list[list[str]], separator: str, end: str) -> str:
    lines = []
    for row in rows:
        out = io.StringIO()
        csv.writer(out, delimiter=separator, lineterminator="\r\n").writerow(row)
        lines.append(out.getvalue().removesuffix("\r\n"))
    return end.join([*lines, ""])


def read(data: bytes) -> Document:
    return Document.read(data, PROGRESS_TABLE)


@quick
@given(FILES)
def test_an_untouched_document_keeps_every_cell(data: bytes):
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = normalize("NFC", data.decode(encoding))
    old = read(data)
    given_rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=old.separator))
    while not any(cell.strip() for cell in given_rows[-1]):
        given_rows.pop()
    saved = old.to_bytes()
    assert saved.startswith(b"\xef\xbb\xbf")
    kept = [row if any(cell.strip() for cell in row) else [] for row in given_rows]
    assert fields(saved, old.separator) == kept
    assert list(read(saved).rows().items()) == list(old.rows().items())
    assert len(old.rows()) == sum(bool(row) for row in kept) - 1


@quick
@given(FILES, FILES)
def test_the_difference_applied_gives_the_new_rows(data: bytes, other: bytes):
    old, new = read(data), read(other)
    changes = difference(old, new)
    try:
        made, clashes = apply(old, Edit("progress", changes=changes))
        again = read(made.to_bytes())
    except Unwritable:
        assume(any(len(row) > len(old.heading) for row in old.body))
        return
    assert clashes == []
    rows = again.rows()
    assert rows.keys() == new.rows().keys()
    for key, row in new.rows().items():
        assert {name: rows[key].get(name, "") for name in row} == row
    assert difference(again, new) == []
    back, clashes = apply(again, Edit("progress", changes=reverse(changes)))
    assert clashes == []
    assert {k: {n: t for n, t in r.items() if t} for k, r in read(back.to_bytes()).rows().items()} == {
        k: {n: t for n, t in r.items() if t} for k, r in old.rows().items()
    }


@quick
@given(st.lists(CELL.filter(lambda text: text.strip()), min_size=1, max_size=4))
def test_a_typed_text_comes_back_as_it_was(notes: list[str]):
    rows = [
        NewRow({"recorded_on": "01/02/2026", "task_id": "T9", "unit_id": "U9", "note": note})
        for note in notes
    ]
    made, clashes = apply(document(PROGRESS, "progress"), Edit("progress", rows=rows))
    assert clashes == []
    again = [row["note"] for row in read(made.to_bytes()).rows().values()][2:]
    assert [meant(note) for note in again] == [meant(note) for note in notes]


def meant(text: str) -> str:
    """The text that an accepted cell holds; of one that is refused its own."""
    column = PROGRESS_TABLE.column("note")
    text = one_line_end(trim(normalize("NFC", text)))
    for way in (text, escape_formula(text)):
        try:
            return str(parse(way, column) or "")
        except Fault:
            continue
    return text


def test_an_empty_document_is_its_heading(subtests):
    for table in TABLES:
        with subtests.test(table.name):
            data = Document.empty(table).to_bytes()
            assert fields(data) == [[column.label for column in table.columns]]
            assert Document.read(data, table).rows() == {}


def test_what_stands_around_the_rows_is_kept():
    text = (
        "NHẬT KÝ;;\r\n\r\nGhi chú;Lạ;Ngày ghi nhận;;Mã đơn vị;Mã nhiệm vụ;Trạng thái\r\n"
        "n1; x ;1/2/2026;;U1;T1;hoan thanh\r\n\r\nn2\r\n"
    )
    old = document(text, "progress")
    assert old.columns == ("note", "Lạ", "recorded_on", "unit_id", "task_id", "status")
    key = ("01/02/2026", "T1", "U1", "1")
    assert old.rows()[key]["status"] == "Hoàn thành"
    row = old.rows()[key]
    made, _ = apply(old, Edit("progress", changes=[RowChange(key, row, {**row, "note": "=mới"})]))
    assert made.to_bytes().decode("utf-8-sig") == text.replace("n1; x ", "'=mới; x ")


def test_rows_of_one_identity_are_numbered():
    twice = PROGRESS + "5/1/2026;T1;U1;Hoàn thành;;\r\n"
    assert [key[-1] for key in document(twice, "progress").rows()] == ["1", "1", "2"]


def test_a_column_that_the_file_lacks_is_added_at_the_right():
    old = document("Mã khối;Tên khối;Lạ\r\nK1;Khối Một;z\r\n", "blocs")
    units = document("Mã đơn vị;Tên đơn vị;Lạ\r\nU1;Một;z\r\n", "units")
    made, _ = apply(
        units, Edit("units", rows=[NewRow({"unit_id": "U2", "name": "Hai", "bloc_id": "K1", "Tổ": "5"})])
    )
    assert fields(made.to_bytes())[0] == ["Mã đơn vị", "Tên đơn vị", "Lạ", "Mã khối", "Tổ"]
    assert made.rows()["U2", "1"] == {"unit_id": "U2", "name": "Hai", "Lạ": "", "bloc_id": "K1", "Tổ": "5"}
    assert fields(made.to_bytes())[1] == ["U1", "Một", "z"]
    assert apply(old, Edit("blocs"))[0] is old


def test_a_misspelt_column_is_not_doubled():
    old = document("Mã đơn vị;Tên đơn vị;Tên gọnn\r\nU1;Một;M\r\n", "units")
    with pytest.raises(Unwritable, match="gần giống “Tên gọn”"):
        apply(old, Edit("units", rows=[NewRow({"unit_id": "U2", "name": "Hai", "short_name": "H"})]))


def test_a_row_with_a_field_too_many_stays_one():
    scores = "Ngày chấm,Kỳ,Mã đơn vị,Mã tiêu chí,Bước chấm,Điểm,Ghi chú\r\n05/01/2026,2026-Q1,U1,C1,Tự chấm,18,75,\r\n"
    given_file = document(scores, "scores")
    ((key, row),) = given_file.rows().items()
    assert row[UNTITLED.format(1)] == BLANK
    made, _ = apply(
        Document.empty(TABLE["scores"]),
        Edit("scores", changes=difference(Document.empty(TABLE["scores"]), given_file)),
    )
    assert fields(made.to_bytes())[1] == ["05/01/2026", "2026-Q1", "U1", "C1", "Tự chấm", "18", "75", "", ""]
    mended = document(scores.replace("18,75,", '"18,75",'), "scores")
    again, clashes = apply(made, Edit("scores", changes=difference(made, mended)))
    assert clashes == []
    assert fields(again.to_bytes())[1] == ["05/01/2026", "2026-Q1", "U1", "C1", "Tự chấm", "18,75", "", ""]
    assert again.rows()[key]["points"] == "18,75"


def test_no_column_comes_beside_a_field_too_many():
    old = document("Mã đơn vị;Tên đơn vị\r\nU1;Một;lạc\r\n", "units")
    with pytest.raises(Unwritable, match="nhiều ô hơn"):
        apply(old, Edit("units", rows=[NewRow({"unit_id": "U2", "name": "Hai", "short_name": "H"})]))


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_a_file_cannot_hold_is_refused(text):
    made, _ = apply(
        document(PROGRESS, "progress"), Edit("progress", rows=[NewRow({"unit_id": "U9", "note": text})])
    )
    with pytest.raises(Unwritable, match="ký tự"):
        made.to_bytes()


def test_a_sep_line_goes_and_its_separator_stays():
    old = document("sep=,\r\nMã khối,Tên khối\r\nK1,Khối\r\n", "blocs")
    assert old.to_bytes().decode("utf-8-sig") == "Mã khối,Tên khối\r\nK1,Khối\r\n"
    odd = document("sep=|\r\nMã khối|Tên khối\r\nK1|Khối;1\r\n", "blocs")
    assert fields(odd.to_bytes())[1] == ["K1", "Khối;1"]


@pytest.mark.parametrize("rest", ["07/01/2026;T1;U1;Hoàn th", "07/01/2026;T1;U1;Hoàn thành"])
def test_a_cut_off_row_is_noticed(rest):
    assert document(PROGRESS + rest, "progress").torn
    assert not document(PROGRESS + rest + "\r\n", "progress").torn
    assert not document(PROGRESS + rest + ";;", "progress").torn


@pytest.mark.parametrize(
    "data", [b"", b"\r\n", b"a;b\r\n1;2\r\n", b'M\xc3\xa3 \xc4\x91\xc6\xa1n v\xe1\xbb\x8b;"x\r\n']
)
def test_what_no_heading_explains_is_unreadable(data):
    with pytest.raises(Unreadable):
        Document.read(data, TABLE["units"])
