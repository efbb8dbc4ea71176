"""Thông báo kết quả xếp hạng khối thi đua: how blocs and units stand in a period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emulation import words
from emulation.reports.contents import letterhead
from emulation.reports.facts import Facts


def documents(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """The one notice of a period."""
    yield f"thong-bao-xep-hang-{facts.request.period}", letterhead.values(facts) | values(facts)


def values(facts: Facts) -> dict[str, Any]:
    """Tags: `xep_hang.cau`, `xep_hang.khoi` (blocs), `xep_hang.don_vi` (units)."""
    period = facts.request.period
    blocs = facts.rows("bloc_ranking", period=period)
    units = facts.rows("unit_ranking", period=period)
    return {
        "xep_hang": {
            "cau": [],
            "khoi": [
                {"hang": words.number(row.rank), "khoi": row.name, "diem": words.points(row.mean_total)}
                for row in blocs
            ],
            "don_vi": [
                {"hang": words.number(row.rank), "don_vi": row.name, "diem": words.points(row.total)}
                for row in units
            ],
        }
    }
