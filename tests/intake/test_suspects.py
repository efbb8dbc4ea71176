"""Texts that are not what they seem, each beside ordinary ones that look a little like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.intake.cells import Fault, canonical, parse
from emulation.intake.suspects import is_formula, lost_letters, unlike
from emulation.schema import TABLE

ID = TABLE["units"].column("unit_id")
NOTE = TABLE["progress"].column("note")
NAME = TABLE["units"].column("name")
STATUS = TABLE["progress"].column("status")
DAY = TABLE["assignments"].column("due_on")
POINTS = TABLE["scores"].column("points")

FORMULAS = [
    *(
        "=SUM(A1:A3)",
        "=A2",
        "= A1",
        "=$B$3",
        "=A1*2",
        "=1+2",
        "=2026",
        "=-A1",
        "=(A1+B2)/2",
        "=A1:A3",
        "=@B2",
    ),
    *('=HYPERLINK("http://x";"y")', '=A2&" "&B2', '="U"&A2', "=Sheet1!A1", "='Tệp khác'!B2", "=[S.xlsx]T!A1"),
    *(
        "=cmd|' /C calc'!A0",
        "=Bảng[Cột]",
        "=R[-1]C",
        "+A1",
        "-B2*2",
        "+SUM(A1;A2)",
        "@SUM(A1:A2)",
        "-SUM(A1)",
    ),
]
NO_FORMULAS = [
    *("=", "==", "=> xem công văn 5", "= hết =", "=)", "=5km", "=50% kế hoạch", "=A", "E=mc2", "'=SUM(A1)"),
    *(
        "-",
        "- A4",
        "-T12: đã họp",
        "-5 điểm",
        "+84912345678",
        "+84 912",
        "+3",
        "@",
        "@ông Ba (phó)",
        "@chung",
    ),
    *("-UBND xã (2 người)", "https://a.vn/?a=B1", "12,5", "a=b"),
]
LOST = [
    *(
        "Ho\ufffdn thành",
        "HoÃ\u00a0n thÃ\u00a0nh",
        "Há»™i Ä‘á»“ng",
        "Háº¿t tháº¥y",
        "Ă¡n tá»«",
        "Ho?n th?nh",
        "H?i ngh??ng",
    ),
    *("Æ°u tiÃªn", "â€œTá»‘tâ€", "Ä\x90áº£ng"),
]
NOT_LOST = [
    *(
        "“ĐẢNG ỦY XÔ",
        "UBND XÃ\u00a0AN LÃO",
        "“XÔ – “HÔ",
        "«Quá»…",
        "Sao lại thế? Hỏi lại.",
        "Sao?Không rõ",
        "??",
    ),
    *(
        "https://vbpl.vn/x?id=1&v=2",
        "a.vn?b",
        "Müller",
        "São Paulo",
        "España, Zoë",
        "Ångström",
        "王小明",
        "🚒",
    ),
    *("Hà Nội", "thi\u00adđua", "Citroën", "naïve café"),
]
UNLIKE = [
    *(
        "K\u200b1",
        "K\u00ad1",
        "K\u00a01",
        "K  1",
        "K\t1",
        "K\n1",
        "K\x071",
        "K1\ufe0f",
        "К1",
        "ΚΑ",
        "Ｋ1",
        "Ⅱ.1",
    ),
    *("II\u20111", "HÐND", "1,00E+05", "1E+05", "Jan-26", "01-Mar", "'007", '"K1"'),
]
ORDINARY = [
    "007",
    "1E5",
    "II.1.đ",
    "2026-Q1",
    "N'Trang",
    "Hộ đạt (m²)",
    "“Sáng – xanh – sạch”",
    "Mar",
    "12/2026",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_known(text: str) -> None:
    assert is_formula(text)
    with pytest.raises(Fault, match="công thức"):
        parse(text, NOTE)
    assert parse(f"'{text}", NOTE) == text


@pytest.mark.parametrize("text", NO_FORMULAS)
def test_other_texts_are_no_formulas(text: str) -> None:
    assert not is_formula(text)
    assert canonical(text, NOTE)


@pytest.mark.parametrize("text", LOST)
def test_lost_and_misread_letters_are_known(text: str) -> None:
    assert lost_letters(text)
    with pytest.raises(Fault, match="khi lưu"):
        parse(text, NAME)


@pytest.mark.parametrize("text", NOT_LOST)
def test_ordinary_letters_are_not_taken_for_lost(text: str) -> None:
    assert not lost_letters(text)
    assert parse(text, NAME) == text


@pytest.mark.parametrize("id_", UNLIKE)
def test_an_id_that_is_not_what_it_seems_is_refused(id_: str) -> None:
    assert unlike(id_)
    with pytest.raises(Fault, match="mã"):
        parse(id_, ID)


@pytest.mark.parametrize("id_", ORDINARY)
def test_an_ordinary_id_stays_as_written(id_: str) -> None:
    assert parse(id_, ID) == id_


@pytest.mark.parametrize(
    "around", ["\u200b{}", "{}\ufeff", "\u2060{}\u200f", "{}\u00ad", "\u3000{}\u202f", '="{}"']
)
def test_what_nobody_sees_around_a_value_does_not_count(around: str) -> None:
    for column, text in (
        (ID, "K1"),
        (NOTE, "đã họp"),
        (STATUS, "Hoàn thành"),
        (DAY, "06/03/2026"),
        (POINTS, "18,75"),
    ):
        assert parse(around.format(text), column) == parse(text, column)


def test_what_nobody_sees_inside_does_not_count_where_it_cannot_matter() -> None:
    assert parse("Hoàn\u200b\u00ad thành", STATUS) == "Hoàn thành"
    assert parse("Ðang thực hiện", STATUS) == "Đang thực hiện", "with the Icelandic letter"
    assert parse("06/\u200b03/2026", DAY) == parse("06/03/2026", DAY)
    assert parse("18,\u206075", POINTS) == 18.75
    assert parse("👨\u200d👩\u200d👧 ❤\ufe0f", NOTE) == "👨\u200d👩\u200d👧 ❤\ufe0f"


@pytest.mark.parametrize("text", ["\u200b", "\ufeff \u00ad", "\u2800", "\u3164", "\u200d\ufe0f", '=""'])
def test_a_cell_that_shows_nothing_is_blank(text: str) -> None:
    assert parse(text, NOTE) is None
    with pytest.raises(Fault, match="ô trống"):
        parse(text, NAME)


@given(st.sampled_from([NOTE, ID]), st.text(st.sampled_from("'=+-@A1(\"; x\n\t"), max_size=6))
def test_a_canonical_text_is_read_as_the_same_value(column, raw: str) -> None:
    said = canonical(raw, column)
    assert canonical(said, column) == said
    try:
        value = parse(raw, column)
    except Fault:
        return
    assert parse(said, column) == value
