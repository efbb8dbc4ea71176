"""The dossiers that wait: the page's own filter, each stage, each dossier, and how long each has been where it is."""

from __future__ import annotations

import streamlit as st

from emulation import words
from emulation.scope import Scope
from emulation.ui.frame import empty, filters, forecasts
from emulation.ui.parts import blocks, figure, names, session, viewer
from emulation.ui.review.dossiers import dossier_filter, figures, lists, sentences


def draw(scope: Scope) -> None:
    """Those of the scope; of who speaks for units theirs."""
    lead = st.container()
    chosen = dossier_filter.dossier_filter()
    asked = dossier_filter.as_asked(chosen)
    standing = session.ask("waiting_standing", scope, **asked).iloc[0].to_dict()
    stages = session.ask("waiting_stages", scope, **asked)
    waiting = names.with_nominees(session.ask("waiting_list", scope, **asked))
    with lead:
        lists.lead(standing, chosen)
    if waiting.empty:
        empty.nothing(
            "Không có hồ sơ nào chưa kết thúc.",
            f"Tính đến {words.day(scope.as_of)} không có hồ sơ chưa kết thúc trong phạm vi đang xem.",
            "dossiers",
            do="Hãy bỏ bớt bộ lọc, hoặc điền thêm:",
        )
        return
    flow = figures.stage_flow(stages, lambda stage: filters.link("dossiers", **{**chosen, "stage": stage}))
    narrowed = any(chosen.values())
    if not narrowed:
        st.html(flow)
    lists.waiting(waiting, forecasts.of_dossiers(scope))
    if narrowed:
        st.html(flow)
    blocks.section(
        "Hồ sơ nằm ở mỗi bước bao lâu",
        "Mỗi dấu một hồ sơ: ● quá hạn, ▲ sắp đến hạn, ○ còn lại. Mọi hồ sơ chưa kết thúc, không kể năm và quý.",
    )
    figure.draw(lambda: figures.ages(waiting, stages), *asked.values(), key="ages", says=sentences.ages_say())


def of_everybody(scope: Scope) -> None:
    """For who sees only his own units' dossiers: how many of all stand at each stage."""
    if viewer.viewer().filters_freely or scope.filtered:
        return
    stages = session.ask("dossier_summary", scope)
    blocks.section(
        f"Hồ sơ chưa kết thúc của {session.commune().whole}",
        "Số hồ sơ ở mỗi bước; từng hồ sơ của đơn vị khác không hiện ở đây.",
    )
    st.html(figures.stage_counts(stages))
