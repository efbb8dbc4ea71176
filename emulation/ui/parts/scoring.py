"""Words for a scoring stage and for a change of rank, shared by the screens and the show."""

from __future__ import annotations

from emulation import words
from emulation.schema import SCORING_STAGES
from emulation.vocabulary import is_provisional

NOT_SCORED = "Chưa chấm"
COUNCIL = SCORING_STAGES[-1]


def stage_words(stage: str | None) -> str:
    """`Khối chấm · tạm tính`, `Hội đồng chấm`, `Chưa chấm`, or a dash where the year has no given points."""
    if not stage:
        return words.MISSING
    return f"{stage} · tạm tính" if is_provisional(stage) else stage


def change_words(rank_change: int | None, rank: int | None) -> str:
    """▲ 3, ▼ 2, ● 0 không đổi; a unit without a rank now or before has none."""
    return words.change(rank_change) if rank is not None else words.MISSING
