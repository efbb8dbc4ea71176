"""Slides of the plan: how we stand, the whole plan at a glance, each quarter's tasks."""

from __future__ import annotations

from collections.abc import Iterator

from emulation.ui import words
from emulation.ui.show.moment import Moment
from emulation.ui.show.slide import Figure, Figures, Slide, Strip, Tile

SOURCE = "Kế hoạch, phân công, nhật ký tiến độ"
_LABELS = {  # figure of `headline` -> label, what it is a part of
    "tasks_done": ("nhiệm vụ đã hoàn thành", "nhiệm vụ có phát sinh"),
    "tasks_overdue": ("nhiệm vụ quá hạn", "nhiệm vụ có phát sinh"),
    "dossiers_to_sign": ("hồ sơ chờ Chủ tịch ký", "hồ sơ chưa kết thúc"),
    "dossiers_overdue": ("hồ sơ quá hạn", "hồ sơ chưa kết thúc"),
}


def standing(moment: Moment) -> Iterator[Slide]:
    """How we stand, in one sentence and four figures."""
    rows = moment.ask("headline", moment.scope.but(since=moment.since))
    of_all = dict(zip(rows["figure"], rows["of_all"], strict=True))
    if not any(of_all.values()):
        return
    value = dict(zip(rows["figure"], rows["value"], strict=True))
    figures = [
        Figure(
            words.number(value[name]) if of_all[name] else words.MISSING,
            label,
            f"trên {words.number(of_all[name])} {whole}",
            late=name.endswith("overdue") and value[name] > 0,
        )
        for name, (label, whole) in _LABELS.items()
    ]
    done, late = value["tasks_done"], value["tasks_overdue"]
    title = f"{done}/{of_all['tasks_done']} nhiệm vụ đã hoàn thành, " + (
        f"{late} quá hạn" if late else "không có nhiệm vụ quá hạn"
    )
    yield Slide(
        "standing",
        "standing",
        f"Chúng ta đang ở đâu · năm {moment.scope.year}",
        title,
        Figures(tuple(figures)),
        f"{SOURCE}; hồ sơ khen thưởng",
    )


def strip(moment: Moment) -> Iterator[Slide]:
    """The whole plan, a tile a clause."""
    rows = moment.ask("plan_strip")
    if rows.empty:
        return
    lines: dict[str, list[Tile]] = {}
    for clause, quarter, state in zip(rows["clause"], rows["quarter"], rows["state"], strict=True):
        lines.setdefault(words.quarter(quarter), []).append(Tile(letter(clause), state))
    yield Slide(
        "plan",
        "plan",
        f"Kế hoạch năm {moment.scope.year}",
        f"{len(rows)} nhiệm vụ của năm",
        Strip(tuple((label, tuple(tiles)) for label, tiles in lines.items())),
        SOURCE,
    )


def letter(clause: str) -> str:
    """The plan's own letter of a clause (II.1.đ → đ); where it has none, the clause (III.2)."""
    last = clause.rpartition(".")[2]
    return clause if last.isdigit() else last
