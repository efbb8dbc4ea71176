"""What an import would do, in one sentence: nothing that it leaves alone is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.folder import DataFolder
from emulation.office import importing
from emulation.ui.office.exchange.sentences import verdict
from tests.folders import write_folder

HEADING = "Mã khối,Tên khối\n"


@pytest.mark.parametrize(
    ("rows", "removing", "said"),
    [
        ("K1,Một\nK2,Hai\n", [], "Không có gì khác với dữ liệu đang dùng."),
        ("K1,Một\n", [], "1 dòng không có trong tệp nhập được giữ, trừ khi chọn Xoá ở dưới."),
        (
            "K1,I\n",
            [],
            "Sẽ áp dụng: 1 dòng sửa; 1 dòng không có trong tệp nhập được giữ, trừ khi chọn Xoá ở dưới.",
        ),
        ("K1,Một\n", ["blocs"], "Sẽ áp dụng: 1 dòng xoá."),
    ],
)
def test_rows_that_the_file_lacks_are_told(tmp_path: Path, rows: str, removing: list[str], said: str):
    folder = write_folder(tmp_path / "data", {"blocs": f"{HEADING}K1,Một\nK2,Hai\n"})
    given = [("blocs.csv", (HEADING + rows).encode())]
    assert verdict(importing.prepare(given, DataFolder(folder), removing=removing)) == said


def test_a_file_that_was_not_taken_in_is_told(tmp_path: Path):
    folder = write_folder(tmp_path / "data", {"blocs": f"{HEADING}K1,Một\n"})
    given = [("blocs.csv", f"{HEADING}K1,Một\n".encode()), ("blocs.csv", f"{HEADING}K1,Hai\n".encode())]
    prepared = importing.prepare(given, DataFolder(folder))
    assert verdict(prepared).endswith("; có phần chưa nhập được, xem các lỗi dưới đây.")
