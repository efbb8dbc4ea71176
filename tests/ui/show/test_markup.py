"""The slides' markup: what comes from data is escaped, states stand as mark and word, notices keep to two lines."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from emulation.ui.parts import states
from emulation.ui.show import paging
from emulation.ui.show.markup import html_of
from emulation.ui.show.slide import (
    Bar,
    Bars,
    Box,
    Figure,
    Figures,
    Journey,
    Lane,
    Line,
    More,
    Pill,
    Segment,
    Slide,
    SlideColumn,
    Statement,
    Strip,
    Table,
)

EVIL = "<img src=x onerror=alert(1)>\"'&"
SLIDE = Slide("plan", "plan", "Kế hoạch", "2 quá hạn", Statement(("Xin cảm ơn.",)), "Kế hoạch năm")
BODIES = [
    Statement((EVIL,)),
    Figures((Figure(EVIL, EVIL, EVIL, EVIL),)),
    Table((SlideColumn(EVIL, 1),), ((EVIL,),)),
    Bars((Bar(EVIL, EVIL, (), EVIL),)),
    Journey((EVIL, EVIL), (Lane("on", EVIL, EVIL, EVIL, 0, 1, ((1, EVIL),)),)),
    Strip((Line(EVIL, ("Quá hạn",), (EVIL,)),)),
]


def html(*slides: Slide, as_of: str = "Tính đến 16/11/2026", notices: tuple[str, ...] = ()):
    return html_of(slides, as_of=as_of, notices=notices)


def text(markup: str) -> str:
    """What is read of the markup."""
    return " ".join(re.sub(r"<[^>]*>", "", markup).split())


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_what_comes_from_data_is_escaped(body):
    markup = html(Slide("plan", "x", EVIL, EVIL, body, EVIL, EVIL), notices=(EVIL,))[0]
    assert "<img" not in markup
    assert markup.count("&lt;img") >= 5


@pytest.mark.parametrize("state", states.STATE)
def test_a_state_stands_as_mark_and_word(state):
    table = html(replace(SLIDE, body=Table((SlideColumn("Trạng thái", 1),), ((Pill(state),),))))[0]
    strip = html(replace(SLIDE, body=Strip((Line("Quý I", (state,)),))))[0]
    bars = html(replace(SLIDE, body=Bars((Bar("Thẩm định", "6", (Segment(0.5, state),)),))))[0]
    for markup in (table, strip, bars):
        assert state in text(markup)
        assert states.STATE[state].mark in text(markup)


def test_every_slide_says_from_where_of_when_and_which_it_is():
    first, second = html(SLIDE, replace(SLIDE, part=(2, 3)))
    assert text(first).endswith("Nguồn: Kế hoạch năm Tính đến 16/11/2026 1/2")
    assert "2 quá hạn 2/3" in text(second)
    assert text(second).endswith("2/2")


def test_terms_and_words_with_hyphens_stay_on_one_line():
    row = ("Phòng VH-XH", "Quý IV", "chậm 5 ngày làm việc", "trễ 5 ngày")
    markup = html(replace(SLIDE, body=Table((SlideColumn("a", 0.25),) * 4, (row,))))[0]
    assert re.findall(r'"whole">([^<]*)<', markup) == [
        "2 quá hạn",
        "VH-XH",
        "Quý IV",
        "5 ngày làm",
        "trễ 5 ngày",
    ]


def test_short_notices_are_whole_on_every_slide():
    notices = ("Số liệu minh họa.", "Dữ liệu có 2 lỗi.")
    assert all(
        "Số liệu minh họa. Dữ liệu có 2 lỗi." in text(markup)
        for markup in html(SLIDE, SLIDE, notices=notices)
    )


def test_a_long_notice_is_whole_on_the_first_slide_and_spares_the_others():
    notices = ("Số liệu minh họa " * 18 + "hết.", "Dữ liệu có 2 lỗi.")
    title = replace(SLIDE, section="title", id="title")
    first, second = map(text, html(title, SLIDE, notices=notices))
    assert " ".join(notices) in first
    assert "hết." not in second
    assert " … Dữ liệu có 2 lỗi." in second
    said = second[second.index("Số liệu minh họa") :]
    assert paging.lines_of(said, paging.WIDTH) <= paging.NOTICE_LINES


def test_many_notices_keep_to_two_lines():
    said = text(html(SLIDE, notices=("Dữ liệu có 2 lỗi. " * 9,) * 3)[0])
    assert paging.lines_of(said[said.index("Dữ liệu") :], paging.WIDTH) <= paging.NOTICE_LINES


def test_a_detail_says_whose_it_is_and_its_slide_how_to_get_there():
    own = replace(SLIDE, id="end", section="end")
    details = [replace(SLIDE, id=f"d{n}", behind="plan") for n in range(2)]
    said = [text(markup) for markup in html(own, SLIDE, *details)]
    assert [one.rpartition("2026 ")[2] for one in said] == [
        "1/2",
        "D: chi tiết 2/2",
        "2 · D 1/2",
        "2 · D 2/2",
    ]


def test_what_is_left_out_says_where_it_is_and_a_box_waits_for_the_vote():
    body = Table(
        (SlideColumn("Hồ sơ", 0.8), SlideColumn("Ký", 0.2)),
        (("Giấy khen", Box()), (More("… và 2 hồ sơ khác"),)),
    )
    (markup,) = html(replace(SLIDE, body=body))
    assert markup.count('class="box"') == 1
    assert "… và 2 hồ sơ khác, xem chi tiết (D)" in text(markup)
    assert 'colspan="2"' in markup
