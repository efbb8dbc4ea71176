"""Ranks over the last periods, as lines and as a table."""

from __future__ import annotations

import pandas as pd

from emulation import words
from emulation.periods import earlier, rank_history
from emulation.scope import Scope
from emulation.ui.frame import empty
from emulation.ui.parts import blocks, figure, names, scoring, session
from emulation.ui.review.rankings import figures, lists, sentences

STRESSED = 5
"""So many units, the first ones, are named beside their lines; twice as many where there are no more."""


def draw(whole: Scope, chosen: str, ranking: pd.DataFrame) -> None:
    """The periods up to that of `whole`, a scope of all units; `ranking`: `unit_ranking` of the units that are chosen."""
    ranks = rank_history(lambda of: session.ask("unit_ranking", whole.but(period=of)), whole.period)
    compared = {
        of: scoring.comparison(whole.but(period=of)) for of in (whole.period, earlier(whole.period, 2))
    }
    provisional = sentences.provisional_periods(compared)
    blocks.section("Thứ hạng qua các kỳ", sentences.history_note(ranks, provisional))
    stressed = {chosen, *ranking["unit_id"][: None if 0 < len(ranking) <= 2 * STRESSED else STRESSED]}
    if ranks["rank"].notna().any():
        figure.draw(
            lambda: figures.rank_lines(ranks, names.units(), stressed, chosen, provisional),
            chosen,
            key="history",
            says="thứ hạng các đơn vị qua các kỳ, số liệu ở bảng ngay dưới.",
        )
        more = ranks["unit_id"].nunique() - blocks.MOST_UNITS
        blocks.others(more, "đơn vị", "mở “Xem số liệu thứ hạng qua các kỳ” ngay dưới để tìm")
        lists.history(ranks, names.units(short=False), session.commune().whole)
    else:
        empty.nothing(
            f"Đến {words.period(whole.period)} chưa có kỳ nào được xếp hạng",
            "Tính đến ngày này chưa có điểm nào.",
            "scores",
            do="Hãy chọn Tính đến ngày muộn hơn, hoặc điền thêm:",
        )
