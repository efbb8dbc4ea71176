"""Báo cáo quý, Báo cáo sơ kết 6 tháng, Báo cáo tổng kết năm: one content, whose figures are those of the period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from emulation import words
from emulation.reports.contents import (
    awards,
    conclusions,
    dossiers,
    letterhead,
    meetings,
    movements,
    next_tasks,
    phrases,
    ranking,
    shortcomings,
    tasks,
    units,
)
from emulation.reports.contents.section import filled, meanings
from emulation.reports.facts import Facts

SECTIONS = (
    tasks.SECTION,
    units.SECTION,
    movements.SECTION,
    awards.SECTION,
    dossiers.SECTION,
    meetings.SECTION,
    conclusions.SECTION,
    ranking.SECTION,
    shortcomings.SECTION,
    next_tasks.SECTION,
)
TAGS = {
    **letterhead.TAGS,
    **meanings(SECTIONS),
    "ky_sau": "kỳ liền sau",
    "ky_cham": "kỳ chấm điểm",
    "don_vi_cua_nhiem_vu": "tên cột đơn vị ở bảng nhiệm vụ",
    "nhiem_vu_dem": "tên cột đếm ở bảng theo quý: nhiệm vụ, khi lọc là phần việc",
    "pham_vi.cau": "các đoạn nói phạm vi số liệu",
}


def documents(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """The one report of a period."""
    request = facts.request
    of = request.period if request.kind.on == "quarter" else request.scope.year
    yield f"{request.kind.file}-{of}", values(facts)


def values(facts: Facts) -> dict[str, Any]:
    """The values of TAGS."""
    filtered = facts.request.scope.filtered
    return (
        letterhead.values(facts)
        | {
            "ky_sau": next_tasks.next_period(facts.request)[0],
            "ky_cham": phrases.scoring_period(ranking.told_period(facts)),
            "don_vi_cua_nhiem_vu": "Đơn vị" if filtered else "Chủ trì",
            "nhiem_vu_dem": phrases.begun(phrases.thing(facts)),
            "pham_vi": {"cau": list(extent(facts))},
        }
        | filled(SECTIONS, facts)
    )


def extent(facts: Facts) -> Iterator[str]:
    """The filter, if there is one; and whether the as-of day lies before, in or after the period."""
    request = facts.request
    first, last, as_of = request.first_day, request.last_day, request.scope.as_of
    if chosen := phrases.scope(facts):
        yield (
            f"Phạm vi số liệu: {chosen}. Mỗi đơn vị trong một nhiệm vụ được tính là một phần việc; thứ hạng là thứ hạng "
            f"trong {facts.commune.whole}."
        )
    if as_of < first:
        yield f"Kỳ báo cáo chưa bắt đầu (từ {words.day(first)}); số liệu tính đến ngày {words.day(as_of)}."
    elif as_of < last:
        yield f"Kỳ báo cáo chưa kết thúc (đến {words.day(last)}); số liệu mới tính đến ngày {words.day(as_of)}."
    elif as_of > last:
        after = words.day(last + timedelta(days=1))
        yield (
            f"Kết quả thực hiện nhiệm vụ, hồ sơ chưa kết thúc và phong trào thi đua tính cả phần ghi nhận sau kỳ báo cáo, "
            f"từ {after} đến {words.day(as_of)}."
        )
