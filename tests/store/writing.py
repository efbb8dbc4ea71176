"""Small folders to save into, and what stands in their files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from emulation.schema import TABLE
from emulation.store import Document, NewRow
from emulation.store.disk import LOCK, TURN

UNITS = "Mã đơn vị;Tên đơn vị;Mã khối\r\nU1;Thôn Một;\r\nU2;Thôn Hai;\r\n"
PROGRESS = (
    "Ngày ghi nhận;Mã nhiệm vụ;Mã đơn vị;Trạng thái;Văn bản, minh chứng;Ghi chú\r\n"
    "05/01/2026;T1;U1;Đang thực hiện;;\r\n"
    "06/01/2026;T1;U2;Chưa bắt đầu;KH 1;ghi chú\r\n"
)


def small(path: Path) -> Path:
    """A folder with two files."""
    path.mkdir(exist_ok=True)
    (path / "units.csv").write_bytes(UNITS.encode())
    (path / "progress.csv").write_bytes(PROGRESS.encode())
    return path


def document(text: str, table: str) -> Document:
    return Document.read(text.encode(), TABLE[table])


def fields(data: bytes, separator: str = ";") -> list[list[str]]:
    """Every row of a file, read by the standard library."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def report(day: str, unit: str = "U1", note: str = "", status: str = "Hoàn thành") -> dict[str, str]:
    """The cells of a row of progress."""
    return {
        "recorded_on": day,
        "task_id": "T1",
        "unit_id": unit,
        "status": status,
        "evidence": "",
        "note": note,
    }


SEEN_U1 = report("05/01/2026", status="Đang thực hiện")
"""What the small folder says of unit U1."""


def later(note: str = "") -> NewRow:
    """A report about U1 by someone who saw the small folder."""
    return NewRow(report("07/01/2026", note=note), SEEN_U1)


def everything(folder: Path) -> dict[str, bytes]:
    """The files of a folder, those of the history and the copies apart."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name not in (LOCK, TURN)
    }
