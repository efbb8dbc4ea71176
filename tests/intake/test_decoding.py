"""Bytes → text: every encoding that the contract names, and a clear refusal of all others."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.intake.decoding import decode, looks_like_old_encoding
from emulation.intake.problems import Unreadable
from tests.intake.conftest import SAMPLE
from tests.intake.officers import to_cp1258, to_tcvn3, to_vni

TEXT = "Mã đơn vị;Tên đơn vị\nHĐND;Thường trực Hội đồng, nhiệm kỳ “2021–2026”\n"
VNI = ("Hoaøn thaønh", "Ñang thöïc hieän", "Ñoaøn thanh nieân")
OTHERS = ("España", "Zoë", "khoản 5§3", "Tốt · Khá", "5×7", "thi\u00adđua", "UBND xã, TDP số 1", "ĐẢNG ỦY XÃ")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        to_cp1258(TEXT),
    ],
    ids=["utf-8", "utf-8 with BOM", "utf-16", "utf-16le", "utf-16be", "cp1258"],
)
def test_the_encodings_of_the_contract_give_the_same_text(data: bytes) -> None:
    assert decode(data) == TEXT


def test_decomposed_text_is_composed() -> None:
    assert decode("Đội".encode()) == decode("Đo\u0323\u0302i".encode()) == "Đội"


def test_every_sample_file_survives_windows_1258_and_is_refused_in_the_old_encodings(
    subtests: pytest.Subtests,
) -> None:
    for path in sorted(SAMPLE.glob("*.csv")):
        with subtests.test(path.stem):
            text = path.read_text(encoding="utf-8")
            assert decode(to_cp1258(text)) == text
            for data in (to_tcvn3(text), to_vni(text)):
                with pytest.raises(Unreadable, match="không phải Unicode"):
                    decode(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "0 byte"),
        (b"PK\x03\x04 and more", "sổ Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sổ Excel"),
        (b"a,b\0c\n", "NUL"),
        ("a,b\n".encode("utf-16-be"), "NUL"),
        ("ngày\n".encode("utf-32"), "NUL"),
        (codecs.BOM_UTF8 + b"a\xff", "byte thứ 2"),
        (codecs.BOM_UTF16_LE + b"a\0b", "byte thứ"),
        ("Mã đơn vị".encode()[:-1], "cắt ngang"),
        (b"\x81\x8d\x8f\x90", "không phải Unicode"),
        ("Größe;Ärger\n".encode("latin-1"), "không phải Unicode"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as refused:
        decode(data)
    assert refused.value.remedy


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except Unreadable as refused:
        text = refused.reason + refused.remedy
    assert "\0" not in text


@pytest.mark.parametrize(
    "text",
    [
        "Hoµn thµnh",
        "§ang thùc hiÖn",
        "Ch\u00ada b¾t ®Çu",
        "C«ng an x·",
        "chÝnh trÞ",
        "v¨n ho¸",
        "§¬n vÞ",
        *VNI,
    ],
)
def test_letters_of_the_old_encodings_are_known_in_unicode_text(text: str) -> None:
    assert looks_like_old_encoding(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành",
        "Nguyễn Thị Ánh",
        "«Gia đình văn hóa» và «Tốt»",
        "Microsoft® Office®",
        "20µm",
        "1.250 m²",
        *OTHERS,
    ],
)
def test_ordinary_text_is_not_taken_for_an_old_encoding(text: str) -> None:
    assert not looks_like_old_encoding(text)


def test_no_text_of_the_sample_is_taken_for_an_old_encoding() -> None:
    for path in SAMPLE.glob("*.csv"):
        assert not looks_like_old_encoding(path.read_text(encoding="utf-8"))


def as_ansi(text: str, *, alike: bool) -> bytes:
    """Text as Excel of an English Windows saves it; `alike`: with letters that look alike for some it lacks."""
    if alike:
        text = text.translate(str.maketrans("đĐăĂơƠưƯ", "dÐaAoOuU"))
    return text.encode("cp1252", "replace")


@pytest.mark.parametrize("alike", [True, False])
def test_every_sample_file_in_windows_1252_is_named_as_that(alike: bool, subtests: pytest.Subtests) -> None:
    for path in sorted(SAMPLE.glob("*.csv")):
        with subtests.test(path.stem):
            with pytest.raises(Unreadable, match="Windows-1252") as refused:
                decode(as_ansi(path.read_text(encoding="utf-8"), alike=alike))
            assert "CSV UTF-8" in refused.value.remedy
            assert not any(
                old in refused.value.reason + refused.value.remedy for old in ("TCVN3", "VNI", "UniKey")
            )


def test_windows_1258_with_a_cell_of_lost_letters_is_still_read() -> None:
    text = TEXT + "VH;Phòng Văn h?a và Kinh t?\n"
    assert decode(to_cp1258(text)) == text
