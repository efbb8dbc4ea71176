"""An empty data folder or workbook for a new commune."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from emulation.schema import TABLES
from emulation.store import Document
from emulation.workbook.export import workbook


class NotWritten(Exception):
    """The template was not written; nothing was changed. The message is in Vietnamese."""


def write_template(path: Path, today: date) -> list[Path]:
    """Write an empty workbook if `path` ends in .xlsx, else a folder of files that have only a heading.

    Returns the files written. Raises NotWritten, also if one of them exists already.
    """
    files = _files(path, today)
    if there := [file for file in files if os.path.lexists(file)]:
        raise NotWritten(f"{there[0]} đã có sẵn, không ghi đè. Chọn thư mục hoặc tên tệp khác")
    written = []
    try:
        for file, content in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as stream:
                written.append(file)
                stream.write(content)
    except OSError as error:
        for file in written:
            file.unlink(missing_ok=True)
        place = error.filename or path
        raise NotWritten(
            f"không ghi được {place}. Kiểm tra đường dẫn, quyền ghi và chỗ trống trên đĩa"
        ) from None
    return written


def _files(path: Path, today: date) -> dict[Path, bytes]:
    # The same separator as the sample data.
    empty = {table.name: replace(Document.empty(table), separator=",") for table in TABLES}
    if path.suffix.lower() == ".xlsx":
        return {path: workbook(empty, today)}
    return {path / document.table.file: document.to_bytes() for document in empty.values()}
