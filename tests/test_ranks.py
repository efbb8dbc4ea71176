"""The words for how far scoring has come, and for who led by the last final ranking."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from emulation import ranks

COUNTS = ("members", "council_scored", "bloc_scored", "self_scored", "reckoned", "not_scored")


def stages(*counts: int) -> Any:
    return SimpleNamespace(**dict(zip(COUNTS, counts, strict=True)))


def unit(name: str, rank: int | None, total: float | None, bloc_rank: int | None = 1) -> Any:
    return SimpleNamespace(name=name, rank=rank, total=total, bloc_rank=bloc_rank)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [stages(20, 3, 4, 13, 0, 0), stages(13, 0, 6, 7, 0, 0)],
            "Hội đồng đã chấm 3, khối đã chấm 10, mới tự chấm 20 trong 33 đơn vị",
        ),
        ([stages(33, 0, 23, 0, 0, 10)], "khối đã chấm 23, chưa chấm 10 trong 33 đơn vị"),
        ([stages(9, 4, 0, 0, 5, 0)], "Hội đồng đã chấm 4, tính từ số liệu 5 trong 9 đơn vị"),
        ([stages(33, 0, 0, 33, 0, 0)], "mới tự chấm cả 33 đơn vị"),
        ([stages(1, 0, 1, 0, 0, 0)], "khối đã chấm 1 đơn vị"),
        ([stages(8, 8, 0, 0, 0, 0), stages(0, 0, 0, 0, 0, 0)], "Hội đồng đã chấm cả 8 đơn vị"),
    ],
)
def test_the_stages_add_up_to_the_units_that_are_judged(rows: list[Any], said: str) -> None:
    assert ranks.by_stage(rows) == said


def test_a_provisional_period_says_so_and_by_stage() -> None:
    said = ranks.provisional("2026-Q4", [stages(5, 2, 0, 3, 0, 0)])
    assert said == "Quý IV/2026 đang tạm tính: Hội đồng đã chấm 2, mới tự chấm 3 trong 5 đơn vị."
    assert ranks.provisional("2026-Q4", []) == "Quý IV/2026 đang tạm tính."


def test_the_last_final_ranking_names_who_led() -> None:
    ranking = [unit("X", 1, 96.5), unit("Y", 2, 90), unit("Z", None, None, None)]
    assert (
        ranks.last_final("2026-Q3", ranking)
        == "Kỳ chính thức gần nhất, Quý III/2026: X dẫn đầu với 96,5 điểm."
    )
    tied = [unit(name, 1, 9) for name in "ABCDE"]
    assert "A, B và 3 đơn vị khác đồng hạng nhất toàn xã với 9 điểm" in ranks.last_final(
        "2026", tied, "toàn xã"
    )
    assert ranks.last_final("2026-Q3", ranking[2:]) == ""


def test_of_a_filter_the_best_is_named_with_its_place_in_the_whole() -> None:
    ranking = [unit("X", 4, 96.5, 2), unit("Y", 7, 90)]
    best = "X đứng đầu phạm vi đang xem, hạng 4 toàn xã với 96,5 điểm"
    assert ranks.leader(ranking, "toàn xã", filtered=True) == best
    alone = "X xếp hạng 4 toàn xã, hạng 2 trong khối với 96,5 điểm"
    assert ranks.leader(ranking[:1], "toàn xã", filtered=True) == alone
