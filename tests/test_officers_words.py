"""The words that officers use for our values."""

from __future__ import annotations

import pytest

from emulation.intake.cells import Fault, parse
from emulation.officers_words import HINTS, meant
from emulation.schema import TABLE, TABLES
from emulation.text import fold

CODED = {column.values: column for table in TABLES for column in table.columns if column.values}


@pytest.mark.parametrize(
    ("column", "word", "said"),
    [
        ("dossiers.commendation_type", "Thường xuyên", "Có phải “Công trạng”?"),
        ("dossiers.commendation_type", "chuyen de", "Có phải “Phong trào”?"),
        ("progress.status", "Xong", "Có phải “Hoàn thành”?"),
        ("progress.status", "Đang làm", "Có phải “Đang thực hiện”?"),
        ("progress.status", "Không có", "Có phải “Không phát sinh”?"),
        ("assignments.role", "Đơn vị chủ trì", "Có phải “Chủ trì”?"),
        ("awards.level", "Tỉnh", "Có phải “Cấp tỉnh”?"),
        ("awards.level", "Trung ương", "Có phải “Cấp Nhà nước”?"),
        ("awards.level", "Cấp huyện", "Cấp huyện không còn từ 01/07/2025, nay chọn Cấp xã hoặc Cấp tỉnh"),
        ("criteria.award_level", "Huyện", "Cấp huyện không còn"),
        ("movements.launched_by", "Cấp huyện", "Cấp huyện không còn"),
    ],
)
def test_what_is_meant_is_offered_before_all_that_is_allowed(column: str, word: str, said: str) -> None:
    table, name = column.split(".")
    with pytest.raises(Fault) as fault:
        parse(word, TABLE[table].column(name))
    assert fault.value.remedy.startswith(said)
    assert "Chọn một trong: " in fault.value.remedy


def test_hints_are_for_words_that_are_refused_and_offer_what_is_allowed(subtests: pytest.Subtests) -> None:
    for column in CODED.values():
        with subtests.test(column.name):
            words = {fold(word) for word in column.words}
            assert HINTS[column.values]
            for word, said in HINTS[column.values].items():
                assert word not in words
                assert said in column.words or "01/07/2025" in said
                assert meant(word, column)


def test_every_hint_is_of_a_column() -> None:
    assert HINTS.keys() == CODED.keys()
