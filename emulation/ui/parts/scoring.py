"""What screens and the show say of scoring: words for a stage and a change of rank, and what may be said of ranks."""

from __future__ import annotations

from typing import Any

import pandas as pd

from emulation import ranks, words
from emulation.periods import is_school_year
from emulation.schema import SCORING_STAGES
from emulation.scope import Scope
from emulation.ui.parts import names, session
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


def comparison(of: Scope) -> Any:
    """The row of `rank_comparison` for the scope's period."""
    return next(session.each(session.ask("rank_comparison", of.but(blocs=(), units=()))))


def provisional(of: Scope) -> str:
    """That the period's ranks are provisional, and how far its scoring has come in the whole commune."""
    stages = session.ask_readable("scoring_stages", of.but(blocs=(), units=()))
    return ranks.provisional(of.period, [] if stages is None else session.each(stages))


def last_final(of: Scope, whole: str = "") -> str:
    """Who leads the scope by the last final ranking before its period's; empty where there is none, or it is final."""
    found = session.ask("last_final_period", of.but(blocs=(), units=()))["period"]
    if found.empty or found[0] == of.period:
        return ""
    ranking = list(session.each(units(of.but(period=found[0]))))
    return ranks.last_final(found[0], ranking, whole, filtered=of.filtered)


def units(of: Scope) -> pd.DataFrame:
    """The rows of `unit_ranking` whom the scope's period judges, under the names that tell them apart."""
    rows = names.with_units(session.ask("unit_ranking", of))
    return rows[rows["unit_id"].isin(session.ask("judged_units", of)["unit_id"])].reset_index(drop=True)


def blocs(of: Scope) -> pd.DataFrame:
    """The rows of `bloc_ranking` with the members whom the scope's period judges; of a school year, which judges some
    only, without blocs that have none."""
    rows = names.with_blocs(session.ask("bloc_ranking", of))
    members = session.ask("judged_units", of)["bloc_id"].value_counts()
    rows = rows.assign(members=[int(members.get(bloc, 0)) for bloc in rows["bloc_id"]])
    return rows[rows["members"] > 0].reset_index(drop=True) if is_school_year(of.period) else rows
