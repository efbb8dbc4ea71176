"""A change told side by side: a line a cell that differs, the row in words, whole rows in one line."""

from __future__ import annotations

import pytest

from emulation.schema import TABLE
from emulation.store import RowChange
from emulation.ui.office import differences
from emulation.ui.parts import names

KEY = ("01/02/2026", "T1", "A", "1")
ROW = {"recorded_on": "01/02/2026", "task_id": "T1", "unit_id": "A", "status": "Hoàn thành", "note": "xong"}


@pytest.fixture(autouse=True)
def known_names(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(names, "of", lambda table, *columns: {"units": {"A": "Thôn 1"}}.get(table, {}))


def test_a_changed_row_gives_a_line_a_cell():
    change = RowChange(KEY, ROW, ROW | {"status": "Đang thực hiện", "note": ""})
    row = "01/02/2026 · T1 · A (Thôn 1)"
    assert differences.lines(TABLE["progress"], [change]) == [
        ("Sửa", row, "Trạng thái", "Hoàn thành", "Đang thực hiện"),
        ("Sửa", row, "Ghi chú", "xong", ""),
    ]


def test_whole_rows_are_told_in_one_line():
    told = differences.lines(TABLE["progress"], [RowChange(KEY, None, ROW), RowChange(KEY, ROW, None)])
    whole = "Trạng thái: Hoàn thành; Ghi chú: xong"
    assert [(kind, before, after) for kind, _, _, before, after in told] == [
        ("Thêm", "", whole),
        ("Xoá", whole, ""),
    ]


def test_a_column_of_the_files_own_and_a_row_without_ids_are_told():
    change = RowChange(("", "1"), {"unit_id": "", "Người nhập": "Lan"}, {"unit_id": "", "Người nhập": "Mai"})
    assert differences.lines(TABLE["units"], [change]) == [
        ("Sửa", "(dòng không có mã)", "Người nhập", "Lan", "Mai")
    ]


def test_new_rows_come_first_and_own_columns_after_the_others():
    own = RowChange(KEY, ROW, ROW | {"Người nhập": "Mai", "note": ""})
    told = differences.lines(
        TABLE["progress"], [own, RowChange(KEY, ROW, None), RowChange(KEY, None, ROW), own]
    )
    assert [(kind, column) for kind, _, column, _, _ in told] == [
        ("Thêm", "(cả dòng)"),
        ("Sửa", "Ghi chú"),
        ("Sửa", "Ghi chú"),
        ("Sửa", "Người nhập"),
        ("Sửa", "Người nhập"),
        ("Xoá", "(cả dòng)"),
    ]
