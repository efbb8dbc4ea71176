"""What *Dữ liệu* says in sentences, and its table of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd

from emulation import words
from emulation.folder import Edition
from emulation.intake import FileState
from emulation.scope import VIETNAM
from emulation.ui.parts import session, tables

COLUMNS = {
    "title": tables.TableColumn("Bảng", width="13rem"),
    "file": tables.TableColumn("Tệp", hide_on_phone=True),
    "state": "Tình trạng",
    "accepted": tables.TableColumn("Dòng được tính", "number"),
    "refused": tables.TableColumn("Dòng lỗi", "number"),
    "newest": tables.TableColumn(
        "Ghi nhận mới nhất", "date", help="Ngày mới nhất trong nhật ký; tệp không phải nhật ký thì để trống."
    ),
    "modified": tables.TableColumn("Tệp sửa lúc", hide_on_phone=True),
}


PROBLEMS = (
    "Lỗi và cách sửa",
    "Dòng lỗi chưa được tính. Bấm vào tên tệp để sửa dòng ấy ngay, hoặc sửa trong Excel; lỗi tự mất khi đọc lại.",
)
FILES = "Mỗi bảng một tệp CSV; tệp là bản gốc, chương trình không giữ dữ liệu ở nơi khác. Bấm vào tên bảng để xem và sửa."
NOTES = ("Cần xem lại", "Các dòng này vẫn được tính.")


def has_faults(edition: Edition) -> bool:
    """Whether any problem leaves rows out."""
    return any(not problem.note for problem in edition.problems)


def where(folder: Path, edition: Edition) -> str:
    """Where the files lie and when they were read."""
    read = words.moment(datetime.fromtimestamp(edition.read_at, VIETNAM))
    return f"Thư mục {folder} · đọc lúc {read}"


def standing(edition: Edition) -> str:
    """How the data are, in one sentence: problems first."""
    faults = [problem for problem in edition.problems if not problem.note]
    rows = sum(file.accepted for file in edition.files)
    if session.is_new():
        return "Chưa có dữ liệu. Hãy bắt đầu ở Lập dữ liệu mới, hoặc tải sổ mẫu trống ở Nhập, xuất, điền rồi thả lại vào đó."
    if not faults:
        return f"Không có lỗi: {len(edition.files)} tệp, {words.number(rows)} dòng đều được tính."
    files = Counter(problem.file for problem in faults)
    refused = sum(file.refused for file in edition.files)
    left_out = f"; {words.number(refused)} dòng không được tính" if refused else ""
    return f"{words.number(len(faults))} lỗi ở {len(files)} tệp{left_out}. Phần còn lại vẫn được tính."


def listed(files: Sequence[FileState]) -> pd.DataFrame:
    """The files as rows for `COLUMNS`."""
    rows = [
        (
            file.table.name,
            file.table.title,
            file.table.file,
            file.state,
            file.accepted,
            file.refused,
            file.newest,
            words.moment(file.modified) if file.modified else None,
        )
        for file in files
    ]
    return pd.DataFrame(rows, columns=["name", *COLUMNS], dtype=object)
