"""The tables behind the figures of *Xếp hạng*, folded away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from emulation.ui.frame import folded
from emulation.ui.review.rankings import sentences


def blocs(rows: Callable[[], pd.DataFrame], period: str) -> None:
    """`rows` gives those of `bloc_ranking`."""
    folded.table(
        "Xem số liệu của các khối",
        rows,
        sentences.BLOC_COLUMNS,
        key="blocs",
        caption=f"Các khối, {period}",
        file_name="xep-hang-khoi",
    )


def history(ranks: pd.DataFrame, names: Mapping[str, str], all_units: str) -> None:
    """`ranks`: as `rank_history` gives them; `all_units`: what the whole commune is called."""
    folded.table(
        "Xem số liệu thứ hạng qua các kỳ",
        lambda: sentences.history_rows(ranks, names),
        sentences.history_columns(ranks),
        key="ranks",
        caption=f"Hạng {all_units} qua các kỳ",
        file_name="thu-hang-qua-cac-ky",
    )


def criteria(points: pd.DataFrame, whose: str) -> None:
    """`points`: of `criterion_points`; `whose`: unit and period."""
    folded.table(
        "Xem số liệu từng tiêu chí",
        lambda: points,
        sentences.CRITERIA_COLUMNS,
        key="criteria",
        caption=whose,
        file_name="diem-tung-tieu-chi",
    )
