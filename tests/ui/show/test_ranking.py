"""The ranking's slides: the blocs in one table, each bloc with its units; what is tied, provisional or held back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emulation.ui.show import markup, ranking, sections
from emulation.ui.show.slide import Slide, Table
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


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The provisional one without a final one before it."""
    scores = "\n".join(line for line in TABLES["scores"].splitlines() if "Q1" not in line)
    return warehouse(tmp_path_factory.mktemp("first"), TABLES | {"scores": scores})


def table_of(slide: Slide) -> tuple[list[str], list[tuple[str, ...]]]:
    assert isinstance(slide.body, Table)
    return [column.label for column in slide.body.columns], rows_of(slide)


def said(slides: tuple[Slide, ...]) -> str:
    return " ".join(markup.html_of(slides, as_of=""))


# ---- the blocs


def test_the_last_final_ranking_stands_beside_the_provisional_one(data: Warehouse) -> None:
    (slide,) = ranking.ranking(moment_of(data, DAY))
    assert slide.title == "Kỳ chính thức gần nhất, Quý I/2026: Khối hai dẫn đầu với 80 điểm"
    stages = "Quý II/2026 đang tạm tính: Hội đồng đã chấm 2, khối đã chấm 1, chưa chấm 2 trong 5 đơn vị."
    assert slide.note.startswith(stages)
    assert "Quý II/2026" in slide.kicker
    assert table_of(slide) == (
        ["Khối", "Hạng Quý I/2026", "Điểm", "Hạng Quý II/2026 (tạm tính)", "Điểm", "Đã chấm Quý II/2026"],
        [
            ("Khối hai", "1", "80,0", "2", "78,50", "1/1"),
            ("Khối một", "2", "61,5", "1", "91,25", "2/3"),
            ("Khối trống", "–", "–", "–", "–", "0/0"),
            ("Khối bốn", "–", "–", "–", "–", "0/1"),
        ],
    )


def test_without_a_final_ranking_no_leader_is_announced(first: Warehouse) -> None:
    (slide,) = ranking.ranking(moment_of(first, DAY))
    assert (
        slide.title
        == "Quý II/2026 đang tạm tính: Hội đồng đã chấm 2, khối đã chấm 1, chưa chấm 2 trong 5 đơn vị"
    )
    assert table_of(slide)[1][0] == ("Khối một", "1", "91,25", "2/3")


def test_a_final_ranking_announces_its_leader_and_is_not_called_provisional(final: Warehouse) -> None:
    (slide,) = ranking.ranking(moment_of(final, DAY))
    assert slide.title == "Khối một dẫn đầu với 91,25 điểm"
    assert table_of(slide)[0] == ["Khối", "Hạng Quý II/2026", "Điểm", "Đã chấm Quý II/2026"]
    slides = sections.slides(moment_of(final, DAY), ["ranking", "blocs"])
    assert "tạm tính" not in " ".join(markup.html_of(slides, as_of=""))


def test_equal_means_share_a_rank(tmp_path: Path) -> None:
    scores = FINAL["scores"].replace('"78,5"', '"91,25"')
    (slide,) = ranking.ranking(moment_of(warehouse(tmp_path, FINAL | {"scores": scores}), DAY))
    assert slide.title == "Khối một và Khối hai đồng hạng nhất với 91,25 điểm"
    assert [row[1] for row in rows_of(slide)][:2] == ["đồng hạng 1", "đồng hạng 1"]


def test_a_filter_narrows_the_rows_and_leaves_the_ranks(final: Warehouse) -> None:
    (slide,) = ranking.ranking(moment_of(final, DAY, blocs=("K2",), where="Khối hai"))
    assert slide.title == "Khối hai: Khối hai hạng 2 trong 2 khối với 78,5 điểm"
    assert rows_of(slide) == [("Khối hai", "2", "78,50", "1/1")]
    (slide,) = ranking.ranking(moment_of(final, DAY, units=("E",)))
    assert slide.title == "Khối bốn: chưa đơn vị nào được chấm"


def test_who_owes_points_of_a_period_that_is_over_is_said(data: Warehouse) -> None:
    (slide,) = ranking.ranking(moment_of(data, LATER))
    assert "Quý II/2026: 2 đơn vị chưa tự chấm điểm (Đơn vị C, Đơn vị E)." in slide.note


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
        "bloc-K1": "Khối một: 2/3 đơn vị đã chấm",
        "bloc-K2": "Khối hai: 1/1 đơn vị đã chấm (tạm tính)",
        "bloc-K4": "Khối bốn: 0/1 đơn vị đã chấm",
    }
    assert rows_of(slides["bloc-K1"]) == [
        ("Đơn vị A", "đồng hạng 1", "91,25", "đồng hạng 1", "Tốt", "Hội đồng chấm"),
        ("Đơn vị B", "đồng hạng 1", "91,25", "đồng hạng 1", "Tốt", "Hội đồng chấm"),
        ("Đơn vị C", "–", "–", "–", "–", "Chưa chấm"),
    ]
    assert rows_of(slides["bloc-K2"]) == [("Đơn vị D", "1", "78,5", "3", "Khá", "Khối chấm · tạm tính")]
    assert all("tạm tính" in slide.kicker for slide in slides.values())  # of a rank in the whole commune
    assert "Quý II/2026 đang tạm tính nên chưa so" in slides["bloc-K1"].note
    assert "† Mức xếp loại là giả định" in slides["bloc-K1"].note


def test_a_change_of_rank_is_shown_between_final_rankings_of_the_same_units(tmp_path: Path) -> None:
    scores = "\n".join(line for line in FINAL["scores"].splitlines() if ",B," not in line)
    slides = list(ranking.blocs(moment_of(warehouse(tmp_path, FINAL | {"scores": scores}), DAY)))
    assert slides[0].title == "Khối một: Đơn vị A đứng đầu, 1/3 đơn vị đã chấm"
    assert [rows_of(slide)[0][3] for slide in slides[:2]] == ["1, ▲ 1", "2, ▼ 1"]
    assert "so với Quý I/2026" in slides[0].note


def test_no_change_is_shown_where_other_units_were_ranked(final: Warehouse) -> None:
    slides = list(ranking.blocs(moment_of(final, DAY)))
    assert "khi đó xếp 2 đơn vị, nay 3" in slides[0].note
    assert "▲" not in said(tuple(slides))


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
        "3",
        "Khá · Khối chấm · tạm tính",
    )


# ---- held back


def test_ranks_held_back_are_in_no_slide(data: Warehouse) -> None:
    slides = sections.slides(moment_of(data, DAY, hold=True), ["ranking", "blocs"])
    for figure in ("91,25", "78,5", "đồng hạng", "đứng đầu", "Tốt", "Khá", "▲", "▼"):
        assert figure not in said(slides)
    assert titles(slides) == {
        "ranking": "Kỳ chính thức gần nhất, Quý I/2026: Khối hai dẫn đầu với 80 điểm",
        "bloc-K1": "Khối một: 2/3 đơn vị đã chấm; thứ hạng sẽ công bố sau",
        "bloc-K2": "Khối hai: 1/1 đơn vị đã chấm; thứ hạng sẽ công bố sau",
        "bloc-K4": "Khối bốn: 0/1 đơn vị đã chấm; thứ hạng sẽ công bố sau",
    }
    assert rows_of(slides[0])[0] == ("Khối hai", "1", "80,0", "1/1")


def test_the_order_of_what_is_held_back_is_that_of_the_files(first: Warehouse) -> None:
    moment = moment_of(first, DAY, hold=True)
    slide, bloc, *_ = sections.slides(moment, ["ranking", "blocs"])
    assert [row[0] for row in rows_of(slide)] == ["Khối một", "Khối hai", "Khối trống", "Khối bốn"]
    assert rows_of(bloc) == [
        ("Đơn vị C", "Chưa chấm"),
        ("Đơn vị A", "Hội đồng chấm"),
        ("Đơn vị B", "Hội đồng chấm"),
    ]
    assert ranking.is_held(moment)
    assert not ranking.is_held(moment_of(first, DAY))


def test_the_final_places_in_the_bloc_stand_beside_what_is_held_back(data: Warehouse) -> None:
    bloc = next(iter(ranking.blocs(moment_of(data, DAY, hold=True))))
    assert rows_of(bloc)[:2] == [
        ("Đơn vị C", "–", "–", "Chưa chấm"),
        ("Đơn vị A", "1", "61,5", "Hội đồng chấm"),
    ]


def test_one_final_bloc_is_held_back_with_the_others(data: Warehouse) -> None:
    slides = sections.slides(moment_of(data, DAY, hold=True, blocs=("K1",)), ["ranking", "blocs"])
    assert "91,25" not in said(slides)
    assert "sẽ công bố sau" in said(slides)


def test_final_ranks_are_shown_although_others_are_held_back(final: Warehouse) -> None:
    held = sections.slides(moment_of(final, DAY, hold=True), ["ranking", "blocs"])
    assert held == sections.slides(moment_of(final, DAY), ["ranking", "blocs"])
