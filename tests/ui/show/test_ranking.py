"""The ranking's slides: blocs by mean, each bloc with its units; what is tied, provisional, unscored or held back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation.ui.show import markup, ranking, sections
from emulation.ui.show.slide import Bars, Slide
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.ui.show.moments import moment_of, rows_of, titles

DAY = date(2026, 6, 30)
TABLES = {
    "blocs": """
        bloc_id,name
        K1,Khối một
        K2,Khối hai
        K3,Khối trống
        K4,Khối bốn
        """,
    "units": """
        unit_id,name,short_name,bloc_id
        C,Đơn vị C,,K1
        A,Đơn vị A dài tên,Đơn vị A,K1
        B,Đơn vị B,,K1
        D,Đơn vị D,,K2
        E,Đơn vị E,,K4
        N,Ngoài khối,,
        """,
    "criteria": """
        criterion_id,year,group,name,kind,max_points
        C1,2026,Nhóm,Tiêu chí,Chuẩn,100
        """,
    "bands": """
        name,from_points
        Tốt,85
        Khá,70
        """,
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/03/2026,2026-Q1,A,C1,Hội đồng chấm,"61,5"
        01/03/2026,2026-Q1,D,C1,Hội đồng chấm,80
        01/06/2026,2026-Q2,A,C1,Hội đồng chấm,"91,25"
        01/06/2026,2026-Q2,B,C1,Hội đồng chấm,"91,25"
        01/06/2026,2026-Q2,D,C1,Khối chấm,"78,5"
        """,
}
FINAL = TABLES | {"scores": TABLES["scores"].replace("Khối chấm", "Hội đồng chấm")}
LATER = date(2026, 7, 10)
"""In a quarter for which nobody has scored yet."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("provisional"), TABLES)


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("final"), FINAL)


def bars_of(slide: Slide) -> list[tuple[str, str, str]]:
    assert isinstance(slide.body, Bars)
    return [(bar.label, bar.value, bar.note) for bar in slide.body.bars]


# ---- the blocs


def test_blocs_stand_by_their_mean_and_what_is_not_scored_has_no_bar(data: Warehouse) -> None:
    (slide,) = ranking.ranking(moment_of(data, DAY))
    assert slide.title == "Khối một đứng đầu với 91,25 điểm (tạm tính)"
    assert "Quý II/2026" in slide.kicker
    assert bars_of(slide) == [
        ("1 · Khối một", "91,25", "đã chấm 2/3"),
        ("2 · Khối hai", "78,50", "đã chấm 1/1 · tạm tính"),
        ("Khối trống", "Chưa chấm", "chưa có đơn vị"),
        ("Khối bốn", "Chưa chấm", "đã chấm 0/1"),
    ]
    assert isinstance(slide.body, Bars)
    assert [len(bar.segments) for bar in slide.body.bars] == [1, 1, 0, 0]


def test_a_final_ranking_is_not_called_provisional(final: Warehouse) -> None:
    slides = sections.slides(moment_of(final, DAY), ["ranking", "blocs"])
    assert "tạm tính" not in " ".join(markup.html_of(slides, as_of=""))


def test_equal_means_share_a_rank(tmp_path: Path) -> None:
    scores = TABLES["scores"].replace('"78,5"', '"91,25"')
    (slide,) = ranking.ranking(moment_of(warehouse(tmp_path, TABLES | {"scores": scores}), DAY))
    assert slide.title == "Khối một và Khối hai đồng hạng nhất với 91,25 điểm (tạm tính)"
    assert [label for label, *_ in bars_of(slide)][:2] == ["đồng hạng 1 · Khối một", "đồng hạng 1 · Khối hai"]


def test_a_filter_narrows_the_bars_and_leaves_the_ranks(data: Warehouse) -> None:
    (slide,) = ranking.ranking(moment_of(data, DAY, blocs=("K2",)))
    assert slide.title == "Khối hai hạng 2 trong 2 khối với 78,5 điểm (tạm tính)"
    assert bars_of(slide) == [("2 · Khối hai", "78,5", "đã chấm 1/1 · tạm tính")]
    (slide,) = ranking.ranking(moment_of(data, DAY, units=("E",)))
    assert slide.title.startswith("Khối bốn: chưa đơn vị nào được chấm")


# ---- the period


def test_a_period_that_nobody_chose_is_named_with_its_reason_once_it_is_over(data: Warehouse) -> None:
    first, *others = sections.slides(moment_of(data, LATER), ["ranking", "blocs"])
    assert "Kỳ gần nhất đã có xếp hạng." in first.note
    assert others
    assert all("Quý II/2026" in slide.kicker for slide in (first, *others))
    assert not any("Kỳ gần nhất" in each.note for each in sections.slides(moment_of(data, DAY), ["ranking"]))


def test_a_quarter_that_was_chosen_is_not_exchanged_for_another(data: Warehouse) -> None:
    chosen = moment_of(data, LATER, quarter=3)
    assert sections.slides(chosen, ["ranking", "blocs"]) == ()


def test_a_school_year_shows_the_blocs_in_which_someone_is_scored(tmp_path: Path) -> None:
    scores = TABLES["scores"].rstrip() + "\n        05/07/2026,2025-2026,D,C1,Hội đồng chấm,80\n"
    moment = moment_of(warehouse(tmp_path, TABLES | {"scores": scores}), LATER, period="2025-2026")
    slides = sections.slides(moment, ["ranking", "blocs"])
    assert [slide.id for slide in slides] == ["ranking", "bloc-K2"]
    assert "Năm học 2025-2026" in slides[0].kicker


def test_nobody_scored_gives_no_slide(tmp_path: Path) -> None:
    few = {name: TABLES[name] for name in ("blocs", "units")}
    assert sections.slides(moment_of(warehouse(tmp_path / "few", few), DAY), ["ranking", "blocs"]) == ()
    assert sections.slides(moment_of(warehouse(tmp_path / "none"), DAY), ["ranking", "blocs"]) == ()


# ---- a bloc


def test_a_bloc_has_a_slide_with_its_units_the_unscored_last_and_not_zero(data: Warehouse) -> None:
    slides = {slide.id: slide for slide in ranking.blocs(moment_of(data, DAY))}
    assert titles(slides.values()) == {
        "bloc-K1": "Khối một: Đơn vị A và Đơn vị B đồng hạng nhất, 2/3 đơn vị đã chấm",
        "bloc-K2": "Khối hai: Đơn vị D đứng đầu, 1/1 đơn vị đã chấm (tạm tính)",
        "bloc-K4": "Khối bốn: 0/1 đơn vị đã chấm",
    }
    assert rows_of(slides["bloc-K1"]) == [
        ("Đơn vị A", "đồng hạng 1", "91,25", "đồng hạng 1, ▲ 1", "Tốt", "Hội đồng chấm"),
        ("Đơn vị B", "đồng hạng 1", "91,25", "đồng hạng 1", "Tốt", "Hội đồng chấm"),
        ("Đơn vị C", "–", "–", "–", "–", "Chưa chấm"),
    ]
    assert rows_of(slides["bloc-K2"]) == [("Đơn vị D", "1", "78,5", "3, ▼ 2", "Khá", "Khối chấm · tạm tính")]
    assert all("tạm tính" in slide.kicker for slide in slides.values())  # of a rank in the whole commune
    assert "so với Quý I/2026" in slides["bloc-K1"].note
    assert "† Mức xếp loại là giả định" in slides["bloc-K1"].note


def test_a_unit_in_the_filter_shows_its_whole_bloc(data: Warehouse) -> None:
    (slide,) = ranking.blocs(moment_of(data, DAY, units=("B",)))
    assert [row[0] for row in rows_of(slide)] == ["Đơn vị A", "Đơn vị B", "Đơn vị C"]


def test_twelve_units_go_on_on_a_next_slide(tmp_path: Path) -> None:
    units = "unit_id,name,bloc_id\n" + "".join(f"U{n},Đơn vị số {n},K1\n" for n in range(1, 13))
    scores = "recorded_on,period,unit_id,criterion_id,stage,points\n" + "".join(
        f"01/06/2026,2026-Q2,U{n},C1,Tự chấm,{n}\n" for n in range(1, 13)
    )
    data = warehouse(tmp_path, TABLES | {"units": units, "scores": scores})
    slides = sections.slides(moment_of(data, DAY), ["blocs"])
    assert [slide.id for slide in slides] == ["bloc-K1", "bloc-K1.2"]
    assert [row[1] for slide in slides for row in rows_of(slide)] == [str(n) for n in range(1, 13)]


def test_long_names_get_a_wide_column_and_no_title_repeats_them(tmp_path: Path) -> None:
    long = "Ban Chỉ huy Phòng thủ dân sự và cộng đồng dân cư thôn số "
    units = "unit_id,name,bloc_id\n" + "".join(f"{unit},{long}{unit} {long},K1\n" for unit in "ABD")
    data = warehouse(tmp_path, TABLES | {"units": units})
    (slide,) = ranking.blocs(moment_of(data, DAY))
    assert slide.title == "Khối một: 3/3 đơn vị đã chấm (tạm tính)"
    assert rows_of(slide)[2] == (
        f"{long}D {long}".strip(),
        "3",
        "78,50",
        "3, ▼ 2",
        "Khá · Khối chấm · tạm tính",
    )


# ---- held back


def said(slides: tuple[Slide, ...]) -> str:
    return " ".join(markup.html_of(slides, as_of=""))


def test_ranks_held_back_are_in_no_slide(data: Warehouse) -> None:
    slides = sections.slides(moment_of(data, DAY, hold=True), ["ranking", "blocs"])
    for figure in ("91,25", "78,5", "đồng hạng", "Hạng", "đứng đầu", "Tốt", "Khá", "▲", "▼"):
        assert figure not in said(slides)
    assert {slide.title for slide in slides} == {
        "3/5 đơn vị đã chấm; thứ hạng sẽ công bố sau",
        "Khối một: 2/3 đơn vị đã chấm; thứ hạng sẽ công bố sau",
        "Khối hai: 1/1 đơn vị đã chấm; thứ hạng sẽ công bố sau",
        "Khối bốn: 0/1 đơn vị đã chấm; thứ hạng sẽ công bố sau",
    }
    assert rows_of(slides[0]) == [
        ("Khối một", "3", "1", "0", "0", "2"),
        ("Khối hai", "1", "0", "0", "1", "0"),
        ("Khối trống", "0", "0", "0", "0", "0"),
        ("Khối bốn", "1", "1", "0", "0", "0"),
    ]


def test_the_order_of_what_is_held_back_is_that_of_the_files(data: Warehouse) -> None:
    first = next(iter(ranking.blocs(moment_of(data, DAY, hold=True))))
    assert rows_of(first) == [
        ("Đơn vị C", "Chưa chấm"),
        ("Đơn vị A", "Hội đồng chấm"),
        ("Đơn vị B", "Hội đồng chấm"),
    ]


def test_one_final_bloc_is_held_back_with_the_others(data: Warehouse) -> None:
    slides = sections.slides(moment_of(data, DAY, hold=True, blocs=("K1",)), ["ranking", "blocs"])
    assert "91,25" not in said(slides)
    assert "sẽ công bố sau" in said(slides)


def test_final_ranks_are_shown_although_others_are_held_back(final: Warehouse) -> None:
    held = sections.slides(moment_of(final, DAY, hold=True), ["ranking", "blocs"])
    assert held == sections.slides(moment_of(final, DAY), ["ranking", "blocs"])


def test_no_change_betrays_ranks_before_that_are_held_back(tmp_path: Path) -> None:
    scores = FINAL["scores"].replace("Q1,A,C1,Hội đồng chấm", "Q1,A,C1,Tự chấm")
    data = warehouse(tmp_path, FINAL | {"scores": scores})
    assert "▲" in said(sections.slides(moment_of(data, DAY), ["blocs"]))
    held = said(sections.slides(moment_of(data, DAY, hold=True), ["blocs"]))
    assert "91,25" in held
    assert "▲" not in held
