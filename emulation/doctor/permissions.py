"""Whether the folder can be read and written by who must, and the secrets by nobody else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from emulation.doctor.finding import Finding, fault, good, note
from emulation.doctor.place import Place
from emulation.publish import keys
from emulation.schema import TABLES
from emulation.store import backup, history

OTHERS_WRITE, OTHERS_READ, NOT_OWNER = 0o002, 0o004, 0o077
_HAS_MODES = os.name != "nt"
"""On Windows a file's mode says nothing: rights go with the user's folder."""


def look(place: Place) -> Iterator[Finding]:
    if not place.data.is_dir():
        yield fault(
            f"Không có thư mục dữ liệu {place.data}.",
            "Kiểm tra ổ đĩa, mạng, hoặc chỉ đúng thư mục bằng --data hay EMULATION_DATA.",
        )
        return
    found = [*_data(place), *(_secrets(place) if _HAS_MODES else ())]
    yield from found or [good(f"Thư mục {place.data} đọc, ghi được; tệp bí mật chỉ chủ nhân đọc được.")]


def _data(place: Place) -> Iterator[Finding]:
    missing = [
        table.file for table in TABLES if not table.optional and not (place.data / table.file).is_file()
    ]
    if missing:
        yield fault(
            f"Thư mục {place.data} thiếu tệp bắt buộc: {', '.join(missing)}.",
            "Khôi phục ở Lịch sử, hoặc tạo thư mục mới: python -m emulation template DIR.",
        )
    kept = [folder for name in (history.FOLDER, backup.FOLDER) if (folder := place.data / name).is_dir()]
    closed = [p for p in (place.data, *kept, *place.files) if not os.access(p, _wanted(p))]
    if closed:
        yield fault(
            f"Người đang chạy lệnh này không đọc, ghi được {_named(closed)}.",
            "Cho tài khoản chạy bảng theo dõi quyền đọc, ghi; bỏ dấu “chỉ đọc” của tệp.",
        )
    if _HAS_MODES and (loose := [p for p in (place.data, *kept, *place.files) if _mode(p) & OTHERS_WRITE]):
        yield fault(f"Ai dùng máy này cũng sửa được {_named(loose)}.", f"chmod -R o-w {place.data}")
    if _HAS_MODES and place.shared and _mode(place.data) & OTHERS_READ:
        yield note(
            f"Ai dùng máy này cũng đọc được {place.data}, kể cả tên người chưa được khen thưởng.",
            f"chmod -R o-rwx {place.data}",
        )


def _wanted(path: Path) -> int:
    return os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)


def _secrets(place: Place) -> Iterator[Finding]:
    """Files that only their owner may open: the accounts, the description of the province's provider, the
    addresses of calendars, the key that signs packages, and what Streamlit signs cookies with."""
    accounts = place.accounts
    beside = [accounts.with_name(accounts.name + ending) for ending in ("", "-wal", "-shm")]
    streamlit = [folder / ".streamlit" / "secrets.toml" for folder in (place.root, place.home)]
    for path in (*beside, place.provider, place.calendars, place.data / keys.FILE, *streamlit):
        if path.is_file() and _mode(path) & NOT_OWNER:
            yield fault(f"Tệp bí mật {path} mở cho người khác ({_mode(path):o}).", f"chmod 600 {path}")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _named(paths: list[Path]) -> str:
    return f"{paths[0]}" + (f" và {len(paths) - 1} tệp, thư mục khác" if len(paths) > 1 else "")
