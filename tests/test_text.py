"""Comparing text the way people type it."""

import unicodedata

import pytest

from emulation.text import fold


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_fold_finds_what_people_type_without_diacritics(form):
    assert fold(unicodedata.normalize(form, "Đường Nghi Dương, ƯỚC NGUYỆN")) == "duong nghi duong, uoc nguyen"
