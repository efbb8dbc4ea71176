"""The notes say what the schema says."""

from __future__ import annotations

import pytest

from emulation.schema import TABLE, TABLES
from emulation.workbook import explain


@pytest.mark.parametrize(
    ("table", "column", "note"),
    [
        (
            "progress",
            "unit_id",
            "Mã đơn vị: bắt buộc.\nPhải có trong trang “Đơn vị”.\n"
            "Mã nhiệm vụ và Mã đơn vị phải có cùng nhau trong trang “Phân công”.",
        ),
        (
            "tasks",
            "measured_by",
            "Cách theo dõi: không bắt buộc.\nHồ sơ: tính từ hồ sơ nhận trong quý.\n"
            "Chọn một trong: nhập tay, hồ sơ.\nĐể trống là “nhập tay”.",
        ),
        (
            "units",
            "unit_id",
            "Mã đơn vị: bắt buộc.\nKhông có hai dòng cùng Mã đơn vị.\nLà chữ, so đúng từng ký tự: 007 khác 7.",
        ),
        (
            "criteria",
            "max_points",
            "Điểm tối đa: bắt buộc.\nGhi số lớn hơn 0, phần lẻ sau dấu phẩy, ví dụ 18,75.",
        ),
        (
            "awards",
            "working_days",
            "Số ngày làm việc giải quyết: không bắt buộc.\nĐể trống là không có hạn.\n"
            "Ghi số nguyên từ 0 trở lên, ví dụ 20.",
        ),
        ("plan", "issued_on", "Ngày ban hành: không bắt buộc.\nGhi ngày/tháng/năm, ví dụ 23/02/2026."),
    ],
)
def test_a_note(table: str, column: str, note: str) -> None:
    assert explain(TABLE[table], TABLE[table].column(column)) == note


def test_meanings_are_short_and_no_sentence_yet() -> None:
    for table in TABLES:
        assert not table.holds.endswith(".")
        for column in table.columns:
            assert len(column.meaning) <= 60
            assert not column.meaning.endswith(".")
            assert column.meaning[:1].islower() or not column.meaning
