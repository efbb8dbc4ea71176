"""What a file says when its separator, its numbers or its years are written anew: the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.intake.cells import Fault, canonical, parse, said
from emulation.intake.files import Source, read_source
from emulation.schema import TABLE, Column
from emulation.store import Document, Edit, apply, difference
from tests.store.writing import document
from tests.workbook.books import brought_back

RESULTS = TABLE["movement_results"]
TARGET, QUANTITY = RESULTS.column("target"), TABLE["dossiers"].column("quantity")
SEPARATORS = st.sampled_from(";,\t")
NUMBERS = st.one_of(
    st.sampled_from(
        [38.125, -38.125, 0.125, -0.125, 1.25, 1250.0, 1250.125, 0.0, 1e-7, 999_999_999_999.125, 0.1 + 0.2]
    ),
    st.floats(-1e12, 1e12, allow_nan=False),
    st.integers(-(10**6), 10**6).map(lambda n: n / 1000),
)
NUMBER_TEXTS = st.from_regex(
    r"[-−]?(0|[1-9][0-9]{0,5})([.,][0-9]{1,4})?|[0-9]{1,3}(\.[0-9]{3}){1,2}(,[0-9]{1,3})?", fullmatch=True
)
quick = settings(max_examples=60)


def results(separator: str, *targets: str) -> Document:
    lines = [
        [c.label for c in RESULTS.columns[:6]],
        *(["31/03/2026", "PT1", f"U{n}", "A", "", t] for n, t in enumerate(targets)),
    ]
    text = "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    return document(text + "\n", "movement_results")


def rewritten(old: Document, new: Document) -> Document:
    """`old` with the rows of `new`, saved and read again."""
    made, clashes = apply(old, Edit(old.table.name, changes=difference(old, new)))
    assert clashes == []
    return Document.read(made.to_bytes(), old.table)


def values(file: Document) -> list[Any]:
    """The targets that intake reads in what would be written."""
    source = Source(file.table.file, file.to_bytes())
    return [record["target"] for record in read_source(source, file.table).records]


@quick
@given(SEPARATORS, NUMBERS)
def test_a_number_that_is_written_is_read_as_the_same(separator: str, number: float) -> None:
    old = results(separator, "1")
    ((key, row),) = old.rows().items()
    new = Document.read(old.edited({0: {"target": said(number, TARGET)}}).to_bytes(), RESULTS)
    assert values(new) == [number]
    assert new.rows()[key] == {**row, "target": said(number, TARGET)}


@quick
@given(SEPARATORS, SEPARATORS, st.lists(NUMBER_TEXTS, min_size=1, max_size=4))
def test_numbers_say_the_same_in_a_file_of_another_separator(
    first: str, second: str, texts: list[str]
) -> None:
    new = results(first, *texts)
    again = rewritten(results(second), new)
    assert again.rows() == new.rows()
    assert values(again) == values(new)


@quick
@given(st.sampled_from([TARGET, QUANTITY]), NUMBER_TEXTS, SEPARATORS)
def test_what_is_refused_stays_refused_in_its_one_form(column: Column, text: str, separator: str) -> None:
    form = canonical(text, column, separator)
    try:
        value = parse(text, column, separator)
    except Fault:
        with pytest.raises(Fault):
            parse(form, column)
    else:
        assert parse(form, column) == value
    assert canonical(form, column) == form


@quick
@given(SEPARATORS, st.lists(NUMBER_TEXTS, min_size=1, max_size=4))
def test_numbers_come_back_from_a_workbook(separator: str, texts: list[str]) -> None:
    given_file = results(separator, *texts)
    back = brought_back({"movement_results": given_file})["movement_results"]
    assert [row["target"] for row in back.rows().values()] == [
        row["target"] for row in given_file.rows().values()
    ]


TASKS = "Mã nhiệm vụ;Năm;Điều khoản;Quý;Nội dung;Hạn hoàn thành\nN1;2026;I.1;{};Việc;31/03/2026\n"


def test_a_quarter_says_the_same_with_its_rows_year() -> None:
    plain, dated = (document(TASKS.format(quarter), "tasks") for quarter in ("2", "Quý II/2026"))
    assert difference(plain, dated) == []


def test_a_quarter_of_another_year_is_told_from_one_of_the_rows() -> None:
    wrong = document(TASKS.format("II/2025"), "tasks")
    again = rewritten(document(TASKS.format("2"), "tasks"), wrong)
    assert [row["quarter"] for row in again.rows().values()] == ["II/2025"]
    assert read_source(Source("tasks.csv", again.to_bytes()), again.table).records == []
    back = brought_back({"tasks": wrong})["tasks"]
    assert [row["quarter"] for row in back.rows().values()] == ["II/2025"]


def test_a_quarter_stays_where_its_rows_year_is_changed() -> None:
    dated = document(TASKS.format("II/2026"), "tasks")
    moved = Document.read(dated.edited({0: {"year": "2027"}}).to_bytes(), dated.table)
    ((_, row),) = moved.rows().items()
    assert (row["year"], row["quarter"]) == ("2027", "2")
    assert len(read_source(Source("tasks.csv", moved.to_bytes()), moved.table).records) == 1
