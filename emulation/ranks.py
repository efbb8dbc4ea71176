"""What may be said of ranks: whether they compare with those of the period before, how far the scoring has come, and who
leads by the last final ranking. Screens, slides and documents say it in these words.

Rows are those of `queries/`, their columns as attributes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from emulation import words
from emulation.periods import earlier

_STAGES = {
    "council_scored": "Hội đồng đã chấm",
    "bloc_scored": "khối đã chấm",
    "self_scored": "mới tự chấm",
    "reckoned": "tính từ số liệu",
    "not_scored": "chưa chấm",
}
"""Count of `scoring_stages` → what it counts, from final to nothing."""


def not_compared(comparison: Any, period: str) -> str:
    """Why no change of rank is shown for a period, as a sentence; empty where changes are, or where nobody is ranked.

    `comparison`: the row of `rank_comparison`.
    """
    now, before = words.period(period), words.period(earlier(period))
    ranked, then = words.number(comparison.ranked), words.number(comparison.previous_ranked)
    match comparison.why_not:
        case "không có kỳ trước":
            return f"Không so với {before}: khi đó chưa xếp hạng."
        case "đang tạm tính":
            return f"{now} đang tạm tính nên chưa so với kỳ trước."
        case "kỳ trước tạm tính":
            return f"Không so với {before}: thứ hạng kỳ ấy còn tạm tính."
        case "khác đơn vị" if ranked != then:
            return f"Không so với {before}: khi đó xếp {then} đơn vị, nay {ranked}."
        case "khác đơn vị":
            changed = words.number(max(comparison.only_now, comparison.only_before))
            return (
                f"Không so với {before}: khi đó cũng xếp {then} đơn vị, nhưng nay có {changed} đơn vị khác."
            )
    return ""


@dataclass(frozen=True)
class Climb:
    """A unit's way from its rank in the period before to its present one; `change` > 0: it rose by so many places. `shared`:
    others have its present rank, too."""

    unit_id: str
    name: str
    before: int
    rank: int
    shared: bool = False

    @property
    def change(self) -> int:
        return self.before - self.rank


def climbs(ranking: Iterable[Any]) -> list[Climb]:
    """The units that both periods rank, who moved farthest first, of equally far ones who rose and then who is ahead.

    `ranking`: rows of `unit_ranking`, whose periods compare.
    """
    rows = [row for row in ranking if row.rank is not None]
    having = Counter(row.rank for row in rows)
    found = [
        Climb(row.unit_id, row.name, row.previous_rank, row.rank, having[row.rank] > 1)
        for row in rows
        if row.previous_rank is not None
    ]
    return sorted(found, key=lambda climb: (-abs(climb.change), -climb.change, climb.rank))


def by_stage(stages: Iterable[Any]) -> str:
    """How far the scoring has come, in parts that add up: Hội đồng đã chấm 3, mới tự chấm 20 trong 23 đơn vị.

    `stages`: rows of `scoring_stages`.
    """
    rows = list(stages)
    members = sum(row.members for row in rows)
    parts = {of: sum(getattr(row, of) for row in rows) for of in _STAGES}
    told = [f"{_STAGES[of]} {words.number(count)}" for of, count in parts.items() if 0 < count < members]
    if told:
        return f"{', '.join(told)} trong {words.number(members)} đơn vị"
    of = next((of for of, count in parts.items() if count), "not_scored")
    return f"{_STAGES[of]} {'cả ' if members > 1 else ''}{words.number(members)} đơn vị"


def provisional(period: str, stages: Iterable[Any]) -> str:
    """That a period's ranks are not final, and how far its scoring has come.

    `stages`: rows of `scoring_stages` of the whole commune, since its ranks are; none where they cannot be known.
    """
    rows = list(stages)
    how_far = f": {by_stage(rows)}" if rows else ""
    return f"{words.period(period)} đang tạm tính{how_far}."


def leader(ranking: Sequence[Any], whole: str, *, filtered: bool = False) -> str:
    """Who leads, with which total: X dẫn đầu toàn xã với 96,5 điểm; of a filter's units the best, with its places.

    `ranking`: rows of `unit_ranking`, some of them ranked. `whole`: toàn xã; "" where that need not be said.
    """
    ranked = [row for row in ranking if row.rank is not None]
    rank = min(row.rank for row in ranked)
    best = [row for row in ranked if row.rank == rank]
    names, total = listed([row.name for row in best]), words.points(best[0].total)
    among = f" {whole}" if whole else ""
    if not filtered:
        return f"{names} {words.first(len(best), 'dẫn đầu')}{among} với {total} điểm"
    if len(ranked) == 1:
        place = words.rank(rank, 1)
        return (
            f"{names} xếp {place}{among}, hạng {words.number(best[0].bloc_rank)} trong khối với {total} điểm"
        )
    return f"{names} đứng đầu phạm vi đang xem, {words.rank(rank, len(best))}{among} với {total} điểm"


def last_final(period: str, ranking: Sequence[Any], whole: str = "", *, filtered: bool = False) -> str:
    """Kỳ chính thức gần nhất, Quý III/2026: X dẫn đầu với 96,5 điểm. Empty where nobody of `ranking` is ranked then.

    `period`: that of `last_final_period`; `ranking`: its rows of `unit_ranking`; the rest as in `leader`.
    """
    if all(row.rank is None for row in ranking):
        return ""
    said = leader(ranking, whole, filtered=filtered)
    return f"Kỳ chính thức gần nhất, {words.period(period)}: {said}."


def listed(names: Sequence[str], noun: str = "đơn vị") -> str:
    """A, B và C; from the fourth on they are counted."""
    shown = names if len(names) <= 3 else [*names[:2], f"{words.number(len(names) - 2)} {noun} khác"]
    return words.listed(shown)
