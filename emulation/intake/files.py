"""One file → its rows, each accepted or refused. Checks between files come later (`checks`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import ascii_uppercase

from emulation.intake import disk, grid, headers, lookalikes
from emulation.intake.checks import Checked
from emulation.intake.decoding import decode
from emulation.intake.problems import Problem, Unreadable, Unusable
from emulation.intake.rows import FORMULA, HALF_WRITTEN, WAIT, Rows, Tell
from emulation.schema import Table


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a table: the bytes of a CSV file, and the file name for its problems.

    `formulas`: cell → formula, if the source was a sheet. In known columns such cells have no value.
    """

    name: str
    data: bytes = field(repr=False)
    formulas: Mapping[str, str] = field(default_factory=dict)


def read_file(
    path: Path, table: Table, former: Checked | None = None, patience: disk.Patience = disk.NONE
) -> Checked | None:
    """Read a file; None if it is optional and missing. Raises Unreadable.

    If there is a `former` version to fall back on, a file with a truncated last line is unreadable. While `patience` lasts,
    a file that is held open or being written is tried again.
    """
    try:
        data, stamp = disk.read_bytes(path, patience)
    except FileNotFoundError:
        if table.optional and not path.is_symlink():
            return None
        raise lookalikes.missing(path, table) from None
    file = read_source(Source(table.file, data), table, former)
    file.stamp = stamp
    return file


def read_source(
    source: Source, table: Table, former: Checked | None = None, tell: Tell | None = None
) -> Checked:
    """Read one table from the bytes of a CSV file or sheet. Raises Unreadable."""
    text = grid.prepare(decode(source.data))
    if not text.body.strip():
        raise Unreadable("tệp không có dòng nào, cả dòng tiêu đề", "Chép lại tệp từ bản lưu trước")
    if former and not text.ended and grid.cut_off(text.body, former.body):
        raise Unreadable(HALF_WRITTEN, WAIT)
    header = headers.find(text, table)
    file = Checked(table, header.at, text.body, source.name)
    file.problems += [replace(problem, file=source.name) for problem in header.problems]
    file.problems += _formulas_in_heading(source, header.row)
    Rows(file, header, source.formulas, tell).read(text, keep_former=former is not None)
    if not header.usable:
        raise Unusable(file.problems)
    return file


def _formulas_in_heading(source: Source, row: int) -> list[Problem]:
    return [
        Problem(source.name, "tiêu đề là công thức, không phải chữ", FORMULA.remedy, cell, value=formula)
        for cell, formula in source.formulas.items()
        if cell.lstrip(ascii_uppercase) == str(row)
    ]
