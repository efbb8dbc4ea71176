"""Rows parsed by column are what they would be if each were read cell by cell."""

from __future__ import annotations

import gc
from pathlib import Path
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from emulation.intake import Source, Unreadable, read_folder
from emulation.intake.files import read_source
from emulation.intake.rows import Rows
from emulation.schema import TABLE, Table
from tests.intake.test_fuzz import CELLS, as_text, first_rows, fuzzing

_STRANGE = st.one_of(
    CELLS, st.sampled_from(["Tổng cộng", "II/2026", "Quý I\n/2026", "a\r\nb,c", "Ngày", "=A1", "\u115f"])
)


@st.composite
def sources(draw: st.DrawFn, table: Table) -> Source:
    """The first rows of the sample with some cells, rows and columns changed."""
    rows = [list(row) for row in first_rows(table)]
    width, places = len(rows[0]), st.integers(1, len(rows) - 1)
    for at, column, text in draw(
        st.lists(st.tuples(places, st.integers(0, width - 1), _STRANGE), max_size=8)
    ):
        rows[at][column] = text
    for at, other in draw(st.lists(st.tuples(places, places), max_size=2)):
        rows[at][-1] += "\n" + ",".join(rows[other])  # as if a quote had swallowed a row
    for at, row in draw(st.lists(st.tuples(places, st.lists(_STRANGE, max_size=width + 1)), max_size=4)):
        rows.insert(at, row)
    for at, length in draw(st.lists(st.tuples(places, st.integers(0, width)), max_size=3)):
        rows[at] = [*rows[at], ""] if length == width else rows[at][:length]
    for at, title in draw(
        st.lists(st.tuples(st.integers(0, width), st.sampled_from(["", "Cột lạ"])), max_size=2)
    ):
        for number, row in enumerate(rows):
            row.insert(at, title if number == 0 else draw(st.sampled_from(["", "x", "a\nb"])))
    if draw(st.booleans()):
        rows.append(rows[draw(places)])
    text = as_text(rows, draw(st.sampled_from([",", ";"])))
    return Source(table.file, (text.rstrip() if draw(st.booleans()) else text).encode())


def found(source: Source, table: Table) -> object:
    try:
        file = read_source(source, table)
    except Unreadable as error:
        return error.problems(table)
    return list(file.records), file.rejected, file.problems, file.rows, file.lost, file.unknown


@fuzzing
@given(
    data=st.data(), table=st.sampled_from([TABLE[name] for name in ("tasks", "units", "movement_results")])
)
def test_by_column_and_cell_by_cell_are_the_same(data: st.DataObject, table: Table) -> None:
    source = data.draw(sources(table))
    by_column = found(source, table)
    with patch.object(Rows, "_shapeless", lambda rows, lines, fields: _all(rows, lines, fields)):
        assert found(source, table) == by_column


_shapeless = Rows._shapeless


def _all(rows: Rows, lines: list[int], fields: list[list[str]]) -> range:
    """Every row is in doubt; which are short is noted as ever."""
    list(_shapeless(rows, lines, fields))
    return range(len(fields))


def test_the_collector_is_as_it_was_after_reading(tmp_path: Path) -> None:
    assert gc.isenabled()
    read_folder(tmp_path)
    assert gc.isenabled()
