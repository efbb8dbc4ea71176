"""Files of a data folder that are not read, but resemble a data file by name or heading: copies, for example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from emulation.intake import disk, grid, headers, recognise
from emulation.intake.decoding import decode
from emulation.intake.problems import Problem, Unreadable
from emulation.schema import TABLES, Table
from emulation.text import trim

MOST_BYTES = 20_000_000
"""Larger files are recognised by their names only."""
_OWN = {table.file for table in TABLES}


def candidates(folder: Path) -> Iterator[Path]:
    """The files that a user may take for data, without those of the schema, hidden files and lock files of Excel."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for path in entries:
        hidden = path.name.startswith((".", "~"))
        if hidden or not recognise.is_data_file(path.name) or _is_own(path):
            continue
        if path.is_file():
            yield path


def _is_own(path: Path) -> bool:
    """Whether the file is one of the schema's. On some disks its name may differ in upper and lower case."""
    name = path.name.lower()
    if name not in _OWN or name == path.name:
        return name in _OWN
    try:
        return path.samefile(path.with_name(name))
    except OSError:
        return False


def like(folder: Path, table: Table) -> list[str]:
    """The names of the files that may be meant as `table`'s file, those with its name first."""
    found = [path.name for path in candidates(folder) if table.name in _tables(path)]
    return sorted(found, key=lambda name: recognise.named(name) is not table)


def missing(path: Path, table: Table) -> Unreadable:
    """The problem of a missing file. The remedy names files that may be meant."""
    others = like(path.parent, table)
    named = " và ".join(f"“{name}”" for name in others[:2])
    if not others:
        remedy = "Chép tệp vào thư mục dữ liệu (đúng tên tệp)"
    elif recognise.is_workbook(others[0], b""):
        remedy = (
            f"Trong thư mục có {named}: đưa vào qua Nhập tệp, "
            f"hoặc mở bằng Excel rồi lưu thành {table.file} loại “CSV UTF-8”"
        )
    else:
        remedy = f"Trong thư mục có {named}: đổi tên tệp đúng thành {table.file}"
    return Unreadable("thiếu tệp bắt buộc này", remedy)


def notes(folder: Path, missing: set[str]) -> list[Problem]:
    """A note on each file that resembles a data file and is not read. `missing`: tables without a file; the problem of the
    missing file names their lookalikes already."""
    return [
        _note(path.name, tables)
        for path in candidates(folder)
        if (tables := _tables(path)) and not missing & set(tables)
    ]


def _note(name: str, tables: Sequence[str]) -> Problem:
    own = f"{tables[0]}.csv" if len(tables) == 1 else "các tệp dữ liệu"
    reason = f"tệp này giống {own} nhưng không được đọc, số liệu chỉ lấy từ {own}"
    remedy = "Chuyển tệp ra khỏi thư mục dữ liệu; nếu có dòng mới thì đưa vào qua Nhập tệp"
    return Problem(name, reason, remedy, note=True)


def _tables(path: Path) -> tuple[str, ...]:
    stamp = disk.stamp(path)
    return _resembled(path, stamp) if stamp else ()


@lru_cache(maxsize=256)
def _resembled(path: Path, stamp: disk.Stamp) -> tuple[str, ...]:
    """The tables that a file in that state resembles: by its headings, else by its name. A name that only contains a table's
    name or title counts if at least one heading fits."""
    by_name, part = recognise.called(path.name), recognise.partly_called(path.name)
    sheets = _first_rows(path) if stamp[1] <= MOST_BYTES else None
    if sheets is None:
        return tuple(table.name for table in (by_name or part,) if table)
    headed = {table.name for rows in sheets if (table := recognise.headed(rows))}
    if headed:
        return tuple(table.name for table in TABLES if table.name in headed)
    if by_name:
        return (by_name.name,)
    about = part or recognise.named(path.name)
    matching = about and any(headers.matched(row, about) for rows in sheets for row in rows)
    return (about.name,) if about and matching else ()


def _first_rows(path: Path) -> list[list[list[str]]] | None:
    """The first rows of a text file (for each separator), or of each sheet with more than a heading; None if the file cannot
    be read."""
    try:
        data = path.read_bytes()
        if recognise.is_workbook(path.name, data):
            return _of_sheets(data)
        text = grid.prepare(decode(data))
        separators = [text.separator] if text.separator else grid.SEPARATORS
        return [recognise.first_rows(text.body, separator) for separator in separators]
    except Exception:  # Whatever such a file contains, the folder must stay readable.
        return None


def _of_sheets(data: bytes) -> list[list[list[str]]]:
    # Imported late: openpyxl loads slowly, and most folders hold no workbook.
    from emulation.intake.package import open_book

    found = []
    for sheet in open_book(data).worksheets:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=grid.LOOK_DOWN, values_only=True)
        texts = [["" if value is None else str(value) for value in row] for row in rows]
        filled = [row for row in texts if any(map(trim, row))]
        if len(filled) > 1:
            found.append(filled)
    return found
