"""A list goes on on the next slide before its type gets too small; what is too long for any slide goes on in full."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.ui.show import paging
from emulation.ui.show.paging import CUT, continued, cut, lines_of, title_size
from emulation.ui.show.slide import (
    Bar,
    Bars,
    Body,
    Cell,
    Figure,
    Figures,
    Journey,
    Lane,
    Line,
    Pill,
    Segment,
    Slide,
    SlideColumn,
    Statement,
    Strip,
    Table,
)

Kind = TypeVar("Kind", bound=Body)
WORD = "Phường"
LONGEST_WORD = "ư" * 80
SLIDE = Slide("tasks", "tasks", "Nhiệm vụ", "3 nhiệm vụ quá hạn", Statement(()), "Kế hoạch")
COLUMNS = (SlideColumn("Nhiệm vụ", 0.5), SlideColumn("Chủ trì", 0.25), SlideColumn("Trạng thái", 0.25))

words = st.sampled_from(["a", "xã", "thôn", "UBND", "nhiệm", "Nguyễn", "VH-XH", "1.234.567", LONGEST_WORD])
texts = st.lists(words, max_size=130).map(" ".join)
rows = st.tuples(texts, texts, st.sampled_from(["Quá hạn", "Không phát sinh"]).map(Pill))
headings = st.builds(replace, st.just(SLIDE), kicker=texts, title=texts, note=texts, source=texts)


def slide(body, **rest) -> Slide:
    return replace(SLIDE, body=body, **rest)


def table(*cells: str) -> Slide:
    return slide(Table(COLUMNS, tuple((cell, "Phòng VH-XH", Pill("Quá hạn")) for cell in cells)))


def split(parts: list[Slide]) -> tuple[list[Slide], str]:
    """The slides of the list itself, and all words of those in full."""
    full = [part for part in parts if ".full" in part.id]
    return parts[: len(parts) - len(full)], squeezed(
        " ".join(line for part in full for line in body(part, Statement).lines)
    )


def body(part: Slide, kind: type[Kind]) -> Kind:
    assert isinstance(part.body, kind)
    return part.body


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def assert_numbered(parts: list[Slide]) -> None:
    assert [part.part for part in parts] == [(number, len(parts)) for number in range(1, len(parts) + 1)]
    assert [part.id for part in parts] == ["tasks"] + [
        f"tasks.{number}" for number in range(2, len(parts) + 1)
    ]


def assert_shown(whole: str, shown: Cell, full: str) -> None:
    """A text stands as it is, or as its beginning and in full on a slide after."""
    assert isinstance(shown, str)
    if shown != whole:
        assert shown.endswith(CUT)
        assert whole.startswith(shown.removesuffix(CUT))
        assert squeezed(whole) in full


@settings(max_examples=30)
@given(headings, st.lists(rows, max_size=30))
def test_every_row_is_there_once_in_order_and_has_room(heading, rows):
    parts, full = split(continued(replace(heading, body=Table(COLUMNS, tuple(rows)))))
    assert_numbered(parts)
    shown = [row for part in parts for row in body(part, Table).rows]
    assert len(shown) == len(rows)
    for whole, row in zip(rows, shown, strict=True):
        assert row[2] == whole[2]
        assert_shown(whole[0], row[0], full)
        assert_shown(whole[1], row[1], full)
    for part in parts:
        assert len(body(part, Table).rows) <= 7
        high = sum(paging._row_height(row, body(part, Table)) for row in body(part, Table).rows)
        assert high + paging._head(body(part, Table)) <= paging._room(part)


@settings(max_examples=30)
@given(headings, st.lists(st.tuples(texts, texts), max_size=20))
def test_every_bar_is_there_once_in_order_and_has_room(heading, labels):
    bars = tuple(Bar(label, "97,78", (Segment(0.5, "Quá hạn"),), note) for label, note in labels)
    parts, full = split(continued(replace(heading, body=Bars(bars))))
    assert_numbered(parts)
    shown = [bar for part in parts for bar in body(part, Bars).bars]
    for whole, bar in zip(bars, shown, strict=True):
        assert (bar.value, bar.segments) == (whole.value, whole.segments)
        assert_shown(whole.label, bar.label, full)
        assert_shown(whole.note, bar.note, full)
    for part in parts:
        assert len(body(part, Bars).bars) <= 6
        high = sum(map(paging._bar_height, body(part, Bars).bars)) + paging._key_height(
            body(part, Bars).states
        )
        assert high <= paging._room(part)


def test_every_lane_is_there_once_in_order_and_has_room():
    lanes = tuple(
        Lane("on", "▶", f"{number} kết thúc không khen", "20", 0, 3, ((3, "20"),)) for number in range(9)
    )
    parts = continued(slide(Journey(("Đơn vị", "Yêu cầu bổ sung", "Trình Chủ tịch", "Kết thúc"), lanes)))
    assert_numbered(parts)
    assert tuple(lane for part in parts for lane in body(part, Journey).lanes) == lanes
    for part in parts:
        shown = body(part, Journey)
        assert len(shown.lanes) <= 6
        assert sum(map(paging._lane_height, shown.lanes)) + paging._stations_height(
            shown.stations
        ) <= paging._room(part)


@settings(max_examples=30)
@given(headings, st.lists(texts, max_size=8))
def test_words_alone_go_on_and_lose_nothing(heading, lines):
    parts, _ = split(continued(replace(heading, body=Statement(tuple(lines)))))
    assert_numbered(parts)
    assert squeezed("".join(line for part in parts for line in body(part, Statement).lines)) == squeezed(
        "".join(lines)
    )
    for part in parts:
        assert sum(map(paging._statement_height, body(part, Statement).lines)) <= paging._room(part)


@settings(max_examples=30)
@given(headings)
def test_a_heading_keeps_room_for_the_body(heading):
    parts, full = split(continued(heading))
    for name in ("kicker", "title", "note", "source"):
        assert_shown(getattr(heading, name), getattr(parts[0], name), full)
    assert paging._room(parts[0]) > 25


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 40), st.lists(texts, max_size=2)), max_size=6))
def test_every_task_of_the_plan_has_a_tile_and_what_is_named_has_room(lines):
    given = tuple(
        Line(f"Quý {n}", ("Quá hạn",) * count, tuple(late)) for n, (count, late) in enumerate(lines)
    )
    parts, full = split(continued(slide(Strip(given))))
    assert_numbered(parts)
    shown = [line for part in parts for line in body(part, Strip).lines]
    assert sum(len(line.tiles) for line in shown) == sum(count for count, _ in lines)
    assert [line.label for line in shown if line.label] == [line.label for line in given]
    for line, whole in zip((line for line in shown if line.label), given, strict=True):
        for said, text in zip(line.late, whole.late, strict=True):
            assert_shown(text, said, full)
    for part in parts:
        high = sum(map(paging._line_height, body(part, Strip).lines)) + paging._key_height(
            body(part, Strip).states
        )
        assert len(body(part, Strip).lines) <= 6
        assert high <= paging._room(part)


def test_a_list_is_shared_out_evenly():
    parts = continued(table(*["Báo cáo"] * 8))
    assert [len(body(part, Table).rows) for part in parts] == [4, 4]


def test_short_rows_use_the_room():
    assert len(continued(table(*["Báo cáo tổng kết năm 2026"] * 7))) == 1


def test_a_slide_that_fits_stays_itself():
    for body in (Statement(("Xin cảm ơn.",)), Table(COLUMNS, ()), Figures((Figure("11", "nhiệm vụ"),))):
        assert continued(slide(body)) == [slide(body)]


def test_a_text_of_600_letters_is_cut_and_follows_in_full():
    text = f"{WORD} " * 106
    parts = continued(table("Ngắn", text.strip()))
    assert [part.id for part in parts] == ["tasks", "tasks.2", "tasks.full"]
    assert body(parts[-1], Statement).lines == (text.strip(),)
    assert parts[-1].title == "Nguyên văn chỗ rút gọn"


def test_what_was_cut_in_another_column_is_named_by_its_row():
    units = ", ".join(["Trường Trung học cơ sở Nguyễn Bỉnh Khiêm"] * 12)
    rows = (("Ban hành Kế hoạch", units, Pill("Quá hạn")),)
    shown, *_, full = continued(slide(Table(COLUMNS, rows)))
    assert str(body(shown, Table).rows[0][1]).endswith(CUT)
    assert body(full, Statement).lines[0] == f"Ban hành Kế hoạch: {units}"


def test_more_than_four_figures_go_on():
    parts = continued(slide(Figures(tuple(Figure(str(n), "nhiệm vụ") for n in range(6)))))
    assert [len(body(part, Figures).figures) for part in parts] == [3, 3]


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        (["11"], 1),
        (["11", "2"], 2),
        (["11", "2", "6"], 3),
        (["11", "2", "6", "5"], 2),
        (["1.234.567,8"] * 2, 1),
    ],
)
def test_figures_stand_as_wide_as_the_longest_needs(values, columns):
    assert Figures(tuple(Figure(value, "nhiệm vụ") for value in values)).columns == columns


def test_a_long_title_is_smaller():
    sizes = [title_size(replace(SLIDE, title=WORD * 1 + f" {WORD}" * n)) for n in (3, 11, 30)]
    assert sizes == [6.0, 5.0, 4.3]


def test_a_word_wider_than_a_line_is_counted_with_its_breaks():
    assert lines_of("thôn", 20) == 1
    assert lines_of(LONGEST_WORD, 20) >= 5
    assert lines_of(f"thôn {LONGEST_WORD} xã", 20) >= lines_of(LONGEST_WORD, 20)


def test_a_cut_keeps_whole_words():
    assert cut("Ban hành Kế hoạch", lambda text: len(text) <= 14) == "Ban hành Kế" + CUT
    assert cut("Ban hành", lambda text: len(text) <= 14) == "Ban hành"
    assert cut("x" * 40, lambda text: len(text) <= 14) == "x" * 12 + CUT
