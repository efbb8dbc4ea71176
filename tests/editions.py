"""Looking at an open data folder while its files change."""

from __future__ import annotations

import os
import random
from pathlib import Path

from emulation.folder import DataFolder, Edition

UNITS = "Mã đơn vị,Tên đơn vị,Tên gọn\n" + "".join(f"U{i},Đơn vị số {i},ĐV {i}\n" for i in range(1, 9))
BANDS = "Xếp loại,Từ điểm\nTốt,85\nKhá,70\n"


def write(path: Path, text: str | bytes) -> None:
    """Write a file so that it counts as changed, however coarse the disk's clock."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    touched = path.stat().st_mtime_ns + random.randrange(1, 10**9)
    os.utime(path, ns=(touched, touched))


def settled(opened: DataFolder) -> Edition:
    """The edition once a change was seen and has lain still."""
    opened.edition()
    return opened.edition()


def names(edition: Edition) -> list[str]:
    return list(edition.warehouse.table("units")["name"])
