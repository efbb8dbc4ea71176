"""Examples worked out by hand that pin the reference: scores, ranks, awards, movements."""

from datetime import date
from pathlib import Path

import pytest

from tests.reference.examples import ALL_YEAR, Folder, column, march


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_equal_totals_share_a_rank(folder: Folder) -> None:
    folder.criterion({"criterion_id": "C"})
    given = {"01": 25, "02": 30, "03": 25, "04": 10, "05": 50}
    folder.scores(*((unit, "C", "Tự chấm", march(1), points) for unit, points in given.items()))
    folder.write("bands", [{"name": "Khá", "from_points": 25}, {"name": "Tốt", "from_points": 25.25}])
    rows = folder.ask("unit_ranking", march(31))
    assert column(rows, "rank", "bloc_rank", "unit_id", "total", "band") == [
        (1, 1, "02", 30, "Tốt"),
        (2, 2, "01", 25, "Khá"),
        (2, 2, "03", 25, "Khá"),
        (4, 4, "04", 10, None),
    ]
    assert column(folder.ask("unit_ranking", march(31), units=["04", "05"]), "rank", "unit_id") == [(4, "04")]
    at = "rank", "members", "scored_members", "mean_total", "completion_rate", "awards"
    assert column(folder.ask("bloc_ranking", march(31), units=["04"]), *at) == [(1, 4, 4, 22.5, None, 0)]
    assert folder.ask("bloc_ranking", march(31), units=["05"]) == []


def test_the_highest_stage_counts_and_the_lowest_names_the_total(folder: Folder) -> None:
    folder.criterion(
        {"criterion_id": "C"}, {"criterion_id": "D", "kind": "Trừ", "max_points": 5}, {"criterion_id": "E"}
    )
    folder.scores(
        ("01", "C", "Hội đồng chấm", march(2), 0),
        ("01", "C", "Tự chấm", march(9), 40),
        ("01", "D", "Khối chấm", march(2), 7),
        ("01", "D", "Khối chấm", march(2), 5.5),
    )
    at = "unit_id", "rank", "total", "base", "bonus", "deduction", "stage"
    rows = column(folder.ask("unit_ranking", march(9)), *at)
    assert rows[0] == ("01", 1, -5, 0, 0, 5, "Khối chấm")
    assert rows[1] == ("02", None, None, None, None, None, "Chưa chấm")
    later = column(folder.ask("unit_ranking", date(2026, 4, 1)), "stage", "previous_rank", "rank_change")
    assert later[0] == ("Chưa chấm", 1, None)


def test_points_from_progress_and_awards(folder: Folder) -> None:
    folder.criterion(
        {"criterion_id": "C", "source": "tiến độ", "max_points": 30},
        {"criterion_id": "D", "source": "khen thưởng", "kind": "Thưởng", "max_points": 2, "points_each": 1.5},
    )
    folder.task()
    folder.assign("Phối hợp", "Chủ trì")
    folder.progress(("01", march(31), "Hoàn thành"))
    folder.dossiers(*({"dossier_id": f"H{n}", "received_on": march(n)} for n in (1, 2)))
    folder.events(("H1", march(5), "Đã khen thưởng"), ("H2", date(2026, 4, 1), "Đã khen thưởng"))
    at = "unit_id", "total", "base", "bonus", "stage"
    early = column(folder.ask("unit_ranking", march(30)), *at)
    assert early[0] == ("01", 1.5, 0, 1.5, None)
    assert early[1] == ("02", 0, 0, 0, None)
    rows = column(folder.ask("unit_ranking", date(2026, 4, 1), period="2026-Q1"), *at)
    assert rows[:2] == [("01", 31.5, 30, 1.5, None), ("02", 0, 0, 0, None)]
    year = column(folder.ask("unit_ranking", date(2026, 4, 1), period="2026"), *at)
    assert year[0] == ("01", 32, 30, 2, None)
    assert column(folder.ask("awards_given", ALL_YEAR, quarter=1), "unit_id", "awards") == [("01", 1)]
    assert folder.ask("awards_given", ALL_YEAR, quarter=0) == []


def test_a_movement_counts_only_what_has_a_target_and_an_actual(folder: Folder) -> None:
    movement = {"name": "Đường hoa", "launched_by": "Xã", "launched_on": march(10)}
    folder.write("movements", [{"movement_id": "P1", **movement}])
    results = [
        ("01", "Km", 4, 6),
        ("02", "Km", 4, 3),
        ("02", "Hộ", 0, 5),
        ("03", "Km", 4, None),
        ("05", "Km", 1, 0),
    ]
    names = ("unit_id", "indicator", "target", "actual")
    dated = {"movement_id": "P1", "recorded_on": march(5)}
    folder.write("movement_results", [{**dated, **dict(zip(names, row, strict=True))} for row in results])
    at = "units", "indicators", "met", "mean_completion"
    assert folder.ask("movements", march(9)) == []
    assert column(folder.ask("movements", march(10)), *at) == [(4, 5, 1, 0.75)]
    assert column(folder.ask("movements", march(10), units=["04"]), *at) == [(0, 0, 0, None)]
    changed = folder.ask("changes", march(10), since=march(9), units=["03", "05"])
    assert column(changed, "changed_on", "id", "before", "after") == [("2026-03-10", "P1/Km", None, 0)]
    assert folder.ask("changes", march(11), since=march(10)) == []


def test_award_criteria_count_quantities_of_one_award_or_level(folder: Folder) -> None:
    award = {"name": "Giấy khen", "category": "Hình thức khen thưởng"}
    dossiers = [
        {"dossier_id": f"H{n}", "received_on": march(2), "award_id": award_id, "quantity": quantity}
        for n, (award_id, quantity) in enumerate((("A", 3), ("B", None), ("C", 10)))
    ]
    folder.dossiers(*dossiers)
    levels = {"A": "Cấp phường", "B": "Cấp đặc khu", "C": "Cấp bộ"}
    folder.write("awards", [{**award, "award_id": key, "level": level} for key, level in levels.items()])
    folder.events(*((row["dossier_id"], march(5), "Đã khen thưởng") for row in dossiers))
    named = {
        "any": ({}, 14),
        "one": ({"award_id": "A"}, 3),
        "commune": ({"award_level": "Cấp xã"}, 4),
        "province": ({"award_level": "Cấp tỉnh"}, 10),
        "state": ({"award_level": "Cấp Nhà nước"}, 0),
        "both": ({"award_id": "B", "award_level": "Cấp xã"}, 1),
    }
    for names, points in named.values():
        folder.criterion({"criterion_id": "C", "source": "khen thưởng", "points_each": 1, **names})
        assert column(folder.ask("unit_ranking", march(31)), "unit_id", "total")[0] == ("01", points)
    given = folder.ask("awards_given", march(31))
    assert column(given, "level", "awards") == [("Cấp phường", 3), ("Cấp đặc khu", 1), ("Cấp bộ", 10)]
    assert column(folder.ask("bloc_ranking", march(31)), "awards") == [(14,)]


def test_a_units_criteria_are_those_of_its_bloc_and_of_none(folder: Folder) -> None:
    folder.write("blocs", [{"bloc_id": key, "name": f"Khối {key}"} for key in ("K1", "K2")])
    folder.write(
        "units", [{"unit_id": f"0{n}", "name": "Thôn", "bloc_id": f"K{1 + n // 3}"} for n in range(1, 5)]
    )
    folder.criterion(
        {"criterion_id": "C", "bloc_id": "K1"},
        {"criterion_id": "D", "source": "khen thưởng", "points_each": 1},
    )
    folder.scores(("01", "C", "Tự chấm", march(2), 40), ("03", "C", "Tự chấm", march(2), 45))
    at = "unit_id", "rank", "total", "base", "bonus", "stage"
    assert column(folder.ask("unit_ranking", march(9)), *at) == [
        ("01", 1, 40, 40, 0, "Tự chấm"),
        ("03", 2, 0, 0, 0, None),
        ("04", 2, 0, 0, 0, None),
        ("02", None, None, None, None, "Chưa chấm"),
    ]


def test_half_years_and_school_years_are_periods_of_their_own(folder: Folder) -> None:
    folder.write(
        "criteria",
        [
            {
                "criterion_id": f"C{year}",
                "year": year,
                "group": "A",
                "name": "B",
                "kind": "Chuẩn",
                "max_points": 50,
            }
            for year in (2025, 2026)
        ],
    )
    score = {"unit_id": "01", "stage": "Tự chấm", "recorded_on": march(1)}
    points = {
        ("2025-H2", "C2025"): 1,
        ("2026-H1", "C2026"): 2,
        ("2024-2025", "C2025"): 4,
        ("2025-2026", "C2026"): 5,
        ("2025-2026", "C2025"): 6,
    }
    folder.write(
        "scores",
        [{**score, "period": p, "criterion_id": c, "points": value} for (p, c), value in points.items()],
    )
    at = "unit_id", "total", "previous_rank", "rank_change"
    for period, total, previous in (
        ("2026-H1", 2, 1),
        ("2025-2026", 5, 1),
        ("2026-H2", None, 1),
        ("2025", None, None),
    ):
        found = column(folder.ask("unit_ranking", march(9), period=period), *at)[0]
        assert found == ("01", total, previous, 0 if total else None)
    folder.task(due_on=date(2026, 8, 31))
    folder.assign("Chủ trì")
    for period, rate in (("2025-2026", 0), ("2026-2027", None), ("2026-H1", None), ("2026-H2", 0)):
        assert column(folder.ask("bloc_ranking", march(9), period=period), "completion_rate") == [(rate,)]
    folder.task(due_on=date(2026, 7, 1))
    for period, rate in (("2026-H1", None), ("2026-H2", 0)):
        assert column(folder.ask("bloc_ranking", march(9), period=period), "completion_rate") == [(rate,)]


def test_lower_is_better_and_one_indicator_in_many_spellings(folder: Folder) -> None:
    movement = {"movement_id": "P1", "name": "An toàn", "launched_by": "Phường", "launched_on": march(1)}
    folder.write("movements", [movement])
    rows = [
        ("01", march(9), "Hòa giải, thuỷ lợi", 4, 3),
        ("01", march(2), "HOÀ GIẢI,  THỦY LỢI", 4, 0),
        ("02", march(2), "hoà giải,thủy lợi", 4, 10),
        ("03", march(2), "Hoá giải, thủy lợi", 0, 0),
    ]
    names = ("unit_id", "recorded_on", "indicator", "target", "actual")
    common = {"movement_id": "P1", "better": "thấp hơn"}
    folder.write("movement_results", [{**common, **dict(zip(names, row, strict=True))} for row in rows])
    at = "launched_by", "units", "indicators", "met", "mean_completion"
    assert column(folder.ask("movements", march(2)), *at) == [("Phường", 3, 3, 1, 1)]
    assert column(folder.ask("movements", march(9)), *at) == [("Phường", 3, 3, 1, 0.625)]
    ids = {(row["unit_id"], row["id"]) for row in folder.ask("changes", march(9))}
    first = "P1/Hòa giải, thuỷ lợi"
    assert ids == {("01", first), ("02", first), ("03", "P1/Hoá giải, thủy lợi")}
