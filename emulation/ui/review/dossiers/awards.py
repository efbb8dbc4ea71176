"""What was awarded: by level, by form and by unit, and each award under a fold."""

from __future__ import annotations

import streamlit as st

from emulation import words
from emulation.scope import Scope
from emulation.ui.frame import comparison, folded
from emulation.ui.parts import blocks, names, session, viewer
from emulation.ui.parts.tables import TableColumn
from emulation.ui.review.dossiers import compared, dossier_filter, dossier_sheet, figures, sentences

_COLUMNS = {
    "dossier_id": TableColumn("Mã hồ sơ"),
    "awarded_on": TableColumn("Ngày khen thưởng", "date"),
    "nominee_name": TableColumn("Tên đối tượng"),
    "nominee_kind": TableColumn("Đối tượng", hide_on_phone=True),
    "unit_name": TableColumn("Đơn vị"),
    "award_name": TableColumn("Danh hiệu, hình thức"),
    "level": TableColumn("Cấp quyết định", hide_on_phone=True),
    "commendation_type": TableColumn("Loại", hide_on_phone=True),
}


def draw(scope: Scope) -> None:
    """The awards of the scope's year and quarter."""
    totals = sentences.awards_totals(session.ask("awards_totals", scope.of_awards), session.commune())
    period = words.quarter(scope.quarter) if scope.quarter is not None else "Cả năm"
    until = f"{period} {scope.year}, đến {words.day(scope.as_of)}"
    blocks.section("Đã khen thưởng", sentences.awards_say(totals, until))
    of = scope.of_awards
    then, ago = comparison.baseline(of), comparison.year_ago(of)
    said = " ".join(filter(None, (compared.awards(then, ago, of), compared.finished(then, ago, of))))
    comparison.draw("dossiers", then, ago.lacks(plan=False), said, **dossier_filter.in_address())
    if totals.empty:
        return
    st.html(figures.award_bars(totals))
    opens = viewer.asks("waiting_list")  # the window of a dossier
    folded.table(
        "Xem số liệu",
        lambda: names.with_nominees(session.ask("awards_list", scope.of_awards)),
        _COLUMNS if opens else {name: head for name, head in _COLUMNS.items() if name != "dossier_id"},
        key="awards",
        caption="Từng khen thưởng, mới nhất ở trên",
        file_name="da-khen-thuong",
        opens="dossier_id",
        on_open=dossier_sheet.SHEET.open if opens else None,
    )
