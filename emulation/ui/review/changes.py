"""What changed since the day that is compared with, in words and bars, for *Tổng quan*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import pandas as pd

from emulation import words
from emulation.baseline import Baseline
from emulation.scope import Scope
from emulation.ui.frame import filters
from emulation.ui.parts import session
from emulation.ui.parts.bars import track
from emulation.ui.parts.blocks import pill
from emulation.ui.parts.tables import TableColumn

COLUMNS = {
    "changed_on": TableColumn("Từ ngày", "date"),
    "kind": TableColumn("Loại"),
    "what": TableColumn("Nội dung"),
    "unit": TableColumn("Đơn vị"),
    "before": TableColumn("Trước"),
    "after": TableColumn("Nay"),
}
_HAPPENED = {  # kind of `changes` -> what happened
    "task": "lượt đơn vị cập nhật",
    "dossier": "hồ sơ chuyển bước",
    "score": "điểm mới",
    "movement": "chỉ tiêu cập nhật",
}
_FIRST = 5
"""So many lines of a list are seen at once."""
_NAMED = 30
"""So many dossiers are named under a stage; all are in the table of changes."""


def counted(rows: pd.DataFrame, then: Baseline) -> str:
    """What was recorded since then, counted by kind: of all years and quarters."""
    begin = then.begin
    counts = Counter(rows["kind"])
    parts = [f"{words.number(counts[kind])} {what}" for kind, what in _HAPPENED.items() if kind in counts]
    return f"{begin}: {', '.join(parts)} (mọi năm, mọi quý)." if parts else f"{begin}: chưa ghi nhận gì mới."


def tasks(rows: pd.DataFrame, scope: Scope) -> str:
    """The rows of `council_changes`: which tasks (with a filter, parts of them) are in which other state."""
    thing = "Phần việc" if scope.filtered else "Nhiệm vụ"
    lines = []
    for row in session.each(rows):
        link = filters.link("progress", task=row.task_id)
        unit = f'<span class="of">{escape(row.unit_name)}</span> ' if row.unit_name else ""
        lines.append(
            f"{_a(link, f'{row.clause} · {row.title}')} {unit}"
            f'<span class="turn">{pill(row.before)} <span aria-hidden="true">→</span>'
            f'<span class="unseen">nay</span> {pill(row.after)}</span>'
        )
    when = filters.time_in_words(scope)
    whose = when.removeprefix("nhiệm vụ ") if thing == "Nhiệm vụ" else when
    return _block(f"{thing} {whose} đổi tình trạng", "", lines, "Không có thay đổi nào.")


def dossiers(rows: pd.DataFrame) -> str:
    """The rows of `dossier_moves`: how many came to which stage, and under each stage which and from where."""
    stages = {stage: list(session.each(moved)) for stage, moved in rows.groupby("after", sort=False)}
    most = max(map(len, stages.values()), default=1)
    lines = []
    for stage, moved in stages.items():
        named = "".join(
            f"<li>{_a(filters.link('dossiers', dossier=row.dossier_id), row.what)} "
            f'<span class="of">{escape(row.unit_name)}; {_from(row.before)}</span></li>'
            for row in moved[:_NAMED]
        )
        rest = f"<li>và {len(moved) - _NAMED} hồ sơ khác</li>" if len(moved) > _NAMED else ""
        lines.append(
            f'<details><summary><span class="stage">{escape(str(stage))}</span>'
            f"<strong>{words.number(len(moved))}</strong>{track(len(moved) * 100 / most)}</summary>"
            f"<ul>{named}{rest}</ul></details>"
        )
    return _block(
        "Hồ sơ chuyển đến bước",
        "Chọn bước để xem hồ sơ nào, từ đâu.",
        lines,
        "Không có thay đổi nào.",
        len(lines),
    )


def _from(stage: str | None) -> str:
    return "mới tiếp nhận" if stage is None else f"từ {stage}"


def ranking(rows: pd.DataFrame, period: str, why_not: str) -> str:
    """The rows of `unit_ranking` whose ranks moved most, up before down; or `why_not`, why ranks do not compare."""
    moved = [row for row in session.each(rows) if row.rank_change] if not why_not else []
    moved.sort(key=lambda row: (-abs(row.rank_change), row.rank))
    lines = [
        f"<strong>{words.change(row.rank_change)} bậc</strong> {_a(filters.unit_link(row.unit_id), row.name)} "
        f'<span class="of">hạng {row.previous_rank} → {row.rank}</span>'
        for up in (True, False)
        for row in [row for row in moved if (row.rank_change > 0) is up][:_FIRST]
    ]
    nothing = why_not or "Không đơn vị nào đổi hạng so với kỳ trước."
    return _block(f"Xếp hạng {words.period(period)}", "", lines, nothing, len(lines))


def others(rows: pd.DataFrame, movements: dict[str, str]) -> str:
    """The rows of `changes` about points and movements: of which period how many, and of which movement."""
    found = Counter(_about(row, movements) for row in session.each(rows) if row.kind in ("score", "movement"))
    lines = [f"{escape(name)}: {words.number(count)} {what}" for (name, what), count in found.most_common()]
    return _block("Điểm và phong trào", "", lines, "Không có thay đổi nào.")


def _about(row: Any, movements: dict[str, str]) -> tuple[str, str]:
    thing = str(row.id).partition("/")[0]
    name = words.period(thing) if row.kind == "score" else movements.get(thing, thing)
    return name, _HAPPENED[row.kind]


def pictures(columns: Iterable[str]) -> str:
    """Blocks side by side."""
    return f'<div class="moves">{"".join(f"<div>{blocks}</div>" for blocks in columns)}</div>'


def _block(title: str, note: str, lines: Sequence[str], nothing: str, first: int = _FIRST) -> str:
    shown, rest = lines[:first], lines[first:]
    told = f'<p class="note">{escape(note)}</p>' if note and lines else ""
    inner = _list(shown) if lines else f'<p class="note">{escape(nothing)}</p>'
    if rest:
        inner += f"<details><summary>Xem {len(rest)} dòng còn lại</summary>{_list(rest)}</details>"
    return f"<section><h3>{escape(title)}</h3>{told}{inner}</section>"


def _list(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _a(link: str, text: str) -> str:
    return f'<a href="{escape(link, quote=True)}" target="_self">{escape(text)}</a>' if link else escape(text)
