"""What *Tổng quan* says in sentences, from the rows of its queries."""

from __future__ import annotations

from datetime import date

import pandas as pd

from emulation import words
from emulation.ui.frame import filters
from emulation.ui.parts import session
from emulation.ui.parts.blocks import Clause, Figure
from emulation.ui.parts.tables import TableColumn

CHANGE_COLUMNS = {
    "changed_on": TableColumn("Từ ngày", "date"),
    "kind": TableColumn("Loại"),
    "what": TableColumn("Nội dung"),
    "unit": TableColumn("Đơn vị"),
    "before": TableColumn("Trước"),
    "after": TableColumn("Nay"),
}
_LABELS = {
    "tasks_done": ("Nhiệm vụ đã hoàn thành", "nhiệm vụ có phát sinh", "progress", {}),
    "tasks_overdue": ("Nhiệm vụ quá hạn", "nhiệm vụ có phát sinh", "progress", {}),
    "parts_done": ("Phần việc đã hoàn thành", "phần việc có phát sinh", "progress", {}),
    "parts_overdue": ("Phần việc quá hạn", "phần việc có phát sinh", "progress", {}),
    "dossiers_to_sign": (
        "Hồ sơ chờ Chủ tịch ký",
        "hồ sơ chưa kết thúc",
        "dossiers",
        {"stage": "Trình Chủ tịch"},
    ),
    "dossiers_overdue": ("Hồ sơ quá hạn", "hồ sơ chưa kết thúc", "dossiers", {}),
}


def standing(headline: pd.DataFrame, as_of: date) -> str:
    """How we stand, in one sentence.

    >>> figures = ["tasks_done", "tasks_overdue", "dossiers_to_sign", "dossiers_overdue"]
    >>> rows = pd.DataFrame({"figure": figures, "value": [11, 2, 6, 0], "of_all": [23, 23, 34, 34]})
    >>> standing(rows, date(2026, 11, 16))
    'Đến 16/11/2026: 11/23 nhiệm vụ đã hoàn thành, 2 nhiệm vụ quá hạn; 6 hồ sơ chờ Chủ tịch ký, không có hồ sơ quá hạn.'
    """
    value = dict(zip(headline["figure"], headline["value"], strict=True))
    of_all = dict(zip(headline["figure"], headline["of_all"], strict=True))
    figure, what = ("tasks", "nhiệm vụ") if "tasks_done" in value else ("parts", "phần việc")
    late = _count(value[f"{figure}_overdue"], f"{what} quá hạn")
    tasks = f"{value[f'{figure}_done']}/{of_all[f'{figure}_done']} {what} đã hoàn thành, {late}"
    if not of_all[f"{figure}_done"]:
        tasks = f"chưa có {what} nào trong phạm vi đang xem"
    to_sign = _count(value["dossiers_to_sign"], "hồ sơ chờ Chủ tịch ký")
    return (
        f"Đến {words.day(as_of)}: {tasks}; {to_sign}, {_count(value['dossiers_overdue'], 'hồ sơ quá hạn')}."
    )


def _count(count: int, what: str) -> str:
    return f"{count} {what}" if count else f"không có {what}"


def headline_figures(headline: pd.DataFrame, since: date | None, as_of: date) -> list[Figure]:
    """The four figures in large type, each with its denominator, its date and its change since the last meeting."""
    shown = []
    for row in session.each(headline):
        label, unit, page, narrowed = _LABELS[row.figure]
        change = f"{words.growth(row.value - row.before)} từ họp {since:%d/%m}" if since else ""
        known = row.of_all > 0 or page == "dossiers"
        of = f"{f'trên {row.of_all}' if known else 'chưa có'} {unit} · đến {words.day(as_of)}"
        value = str(row.value) if known else words.MISSING
        late = row.figure.endswith("overdue") and row.value > 0
        link = filters.link(page, **narrowed)
        shown.append(Figure(value, label, of, change if known else "", late, link))
    return shown


def together(actions: pd.DataFrame, missing_scores: pd.DataFrame | None) -> pd.DataFrame:
    """What needs the chairman, the units without a score last; without them where scores cannot be read."""
    return actions if missing_scores is None else pd.concat([actions, missing_scores], ignore_index=True)


def clauses(plan: pd.DataFrame) -> list[tuple[str, list[Clause]]]:
    """The rows of `plan_strip` as tiles under their quarters."""
    groups: dict[str, list[Clause]] = {}
    for row in session.each(plan):
        link = filters.link("progress", task=row.task_id)
        due = words.deadline(row.due_on, row.expires_on, row.dossiers_expired_on)
        clause = Clause(
            words.clause_mark(row.clause, row.in_clause), row.clause, row.title, row.state, due, link
        )
        groups.setdefault(words.quarter(row.quarter), []).append(clause)
    return list(groups.items())


def actions_line(actions: pd.DataFrame) -> str:
    """How many things wait, by what they need."""
    if actions.empty:
        return "Không có việc nào quá hạn, sắp đến hạn hay chờ ký."
    to_sign = int((actions["need"] == "Chờ Chủ tịch ký").sum())
    late = int((actions["state"] == "Quá hạn").sum())
    return f"{len(actions)} việc: {to_sign} chờ ký, {late} quá hạn. Gấp nhất ở trên."


def changes_line(changes: pd.DataFrame, since: date | None) -> str:
    """What changed since the last meeting, counted by kind."""
    begin = (
        f"Từ cuộc họp Hội đồng ngày {words.day(since)}" if since else "Chưa có cuộc họp Hội đồng nào để so"
    )
    kinds = {
        "task": "phân công đổi trạng thái",
        "dossier": "hồ sơ chuyển bước",
        "score": "điểm mới",
        "movement": "chỉ tiêu cập nhật",
    }
    counts = changes["kind"].value_counts()
    parts = [f"{counts[kind]} {what}" for kind, what in kinds.items() if kind in counts]
    return f"{begin}: {', '.join(parts) or 'chưa có thay đổi nào'}."
