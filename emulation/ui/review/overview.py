"""What *Tổng quan* says, from the rows of its queries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from emulation import words
from emulation.baseline import Against, Baseline, YearAgo
from emulation.scope import Scope
from emulation.ui.frame import filters
from emulation.ui.parts import session
from emulation.ui.parts.blocks import Clause, Figure
from emulation.ui.parts.tasks import MEETINGS_ROW
from emulation.ui.review.steps import reasons

_ARISING = "{} có phát sinh"
_CARDS = {  # figure of `headline`, in this order -> its label, what the denominator counts, the list that it counts
    "tasks_done": ("Nhiệm vụ đã hoàn thành", _ARISING.format("nhiệm vụ"), ("progress", {"show": "done"})),
    "tasks_overdue": ("Nhiệm vụ quá hạn", _ARISING.format("nhiệm vụ"), ("progress", {"show": "overdue"})),
    "parts_done": ("Phần việc đã hoàn thành", _ARISING.format("phần việc"), ("progress", {"show": "done"})),
    "parts_overdue": ("Phần việc quá hạn", _ARISING.format("phần việc"), ("progress", {"show": "late"})),
    "dossiers_to_sign": (
        "Hồ sơ chờ Chủ tịch ký",
        "hồ sơ chưa kết thúc",
        ("dossiers", {"stage": "Trình Chủ tịch"}),
    ),
    "dossiers_overdue": ("Hồ sơ quá hạn", "hồ sơ chưa kết thúc", ("dossiers", {"deadline": "Quá hạn"})),
}
_OF_DOSSIERS = ("dossiers_to_sign", "dossiers_overdue")
"""Their denominator is what happens to wait: where none does, the figure is 0 all the same."""
Then = tuple[int, int]
"""A value of an earlier day, and its denominator."""


def cards(
    headline: pd.DataFrame, conclusions: pd.DataFrame | None, then: Baseline, ago: YearAgo, scope: Scope
) -> list[Figure]:
    """How we stand, each figure with its denominator, its change, what it was a year ago and what is the worst of it. Before
    the dossiers what the meetings concluded: `conclusions_standing`, None or without a row where there is nothing to say.

    Without a filter, where tasks are counted, no list shows the parts that are done: they have no card.
    """
    rows = {row.figure: row for row in session.each(headline)}
    shown = [figure for figure in _CARDS if figure in rows and (figure != "parts_done" or scope.filtered)]
    a_year_ago = _a_year_ago(ago)
    found = {name: _card(rows[name], then, ago, a_year_ago.get(name), scope) for name in shown}
    plan = [card for name, card in found.items() if name not in _OF_DOSSIERS]
    if conclusions is not None:
        plan += [_concluded(row, then, ago, scope) for row in session.each(conclusions)]
    dossiers = [card for name, card in found.items() if name in _OF_DOSSIERS]
    if (
        plan and (len(plan) + len(dossiers)) % 2
    ):  # they stand in twos: the one that says most has room for two
        plan[-1] = replace(plan[-1], wide=True)
    return plan + dossiers


def _a_year_ago(ago: YearAgo) -> dict[str, Then]:
    """The figures of a year ago that are known."""
    if not (ago.plan or ago.dossiers):
        return {}
    rows = session.each(session.ask("headline", ago.scope))
    known = (row for row in rows if (ago.dossiers if row.figure in _OF_DOSSIERS else ago.plan and row.of_all))
    return {row.figure: (row.value, row.of_all) for row in known}


def _card(row: Any, then: Baseline, ago: YearAgo, a_year_ago: Then | None, scope: Scope) -> Figure:
    label, of, (page, narrowed) = _CARDS[row.figure]
    of_dossiers = row.figure in _OF_DOSSIERS
    known = row.of_all > 0 or of_dossiers
    change, beside, compared = "", "", []
    if known:
        change, beside, compared = _compared(row, then, ago, a_year_ago, of_any_year=of_dossiers)
    note = _note(row, scope) if known else f"không có {of.replace(' có ', ' ')}"
    return Figure(
        words.number(row.value) if known else words.MISSING,
        label,
        of=f"/{words.number(row.of_all)}" if known else "",
        change=change,
        turn=_turn(row.figure, change),
        note="; ".join(filter(None, (beside, note))),
        means="; ".join([f"{label} trên {of}, tính đến {words.day(scope.as_of)}", *compared]),
        late=row.figure.endswith("_overdue") and row.value > 0,
        link=filters.link(page, **narrowed),
    )


_GOOD = {"done": "▲", "overdue": "▼"}
"""What a figure counts → the mark of the growth that is good. Of dossiers to sign neither is."""


def _turn(figure: str, change: str) -> str:
    good = _GOOD.get(figure.rpartition("_")[2])
    if good is None or change[:1] not in _GOOD.values():
        return ""
    return "better" if change.startswith(good) else "worse"


def _compared(
    row: Any, then: Baseline, ago: YearAgo, a_year_ago: Then | None, *, of_any_year: bool
) -> tuple[str, str, list[str]]:
    """How a figure changed; what it was a year ago; and both explained, with their days and denominators."""
    before = (row.before, row.before_of_all) if then.since else None
    if then.against is Against.YEAR:
        before, a_year_ago = a_year_ago, None
    change, beside, told = "", "", []
    if before:
        change = f"{words.growth(row.value - before[0])} {then.change(of_any_year=of_any_year)}"
        told.append(f"{then.at}: {_part(before)}")
    if a_year_ago:
        beside = f"{ago.beside(of_any_year=of_any_year)}: {words.number(a_year_ago[0])}"
        told.append(f"đến {words.day(ago.scope.as_of)}: {_part(a_year_ago)}")
    return change, beside, told


def _concluded(row: Any, then: Baseline, ago: YearAgo, scope: Scope) -> Figure:
    """The card of the conclusions: 5/7 xong, 1 quá hạn."""
    a_year_ago = None
    if ago.plan or ago.dossiers:
        rows = session.each(session.ask("conclusions_standing", ago.scope))
        a_year_ago = next(((each.value, each.of_all) for each in rows), None)
    change, beside, compared = _compared(row, then, ago, a_year_ago, of_any_year=True)
    late = f"{words.number(row.overdue)} quá hạn, lâu nhất {words.number(row.longest)} ngày"
    told = [late if row.overdue else "không kết luận nào quá hạn"]
    if row.elsewhere:
        told.append(f"{words.number(row.elsewhere)} không thuộc {filters.time_in_words(scope)}")
    told += ["trạng thái của cả nhiệm vụ"] if scope.filtered else []
    label, of = "Kết luận các cuộc họp", "kết luận có phát sinh của mọi năm"
    of += " mà đơn vị đang xem tham gia" if scope.filtered else ""
    return Figure(
        words.number(row.value),
        label,
        of=f"/{words.number(row.of_all)} xong",
        change=change,
        turn=_turn("conclusions_done", change),
        note="; ".join(filter(None, (beside, ", ".join(told)))),
        means="; ".join([f"{label} đã xong trên {of}, tính đến {words.day(scope.as_of)}", *compared]),
        link=filters.link("progress", show="conclusions"),
    )


def _part(then: Then) -> str:
    return "/".join(map(words.number, then))


def _note(row: Any, scope: Scope) -> str:
    """Of how many units and the longest late: của 14 đơn vị, lâu nhất 230 ngày; where nothing is, what is due today.
    Of dossiers that they are not those of the year and quarter alone."""
    told = []
    if row.figure.endswith("_overdue") and row.value:
        if row.units and len(scope.units) != 1:
            told.append(f"của {words.number(row.units)} đơn vị")
        told.append(f"lâu nhất {words.number(row.longest)} ngày")
    elif row.due_today:
        told.append(f"{words.number(row.due_today)} đến hạn hôm nay")
    if row.figure.startswith("dossiers"):
        told += _any_time(scope)
    return ", ".join(told)


def _any_time(scope: Scope) -> list[str]:
    """That dossiers wait whatever the year and quarter, where others than those of the day are chosen."""
    return ["hồ sơ của mọi kỳ"] if scope.quarter is not None or scope.year != scope.as_of.year else []


def requests(scope: Scope) -> pd.DataFrame | None:
    """The requests for an extension that wait for an answer, each under the id by which it is answered. They are few: mostly
    the commune has none, and a change of the filter then asks nothing anew."""
    found = session.ask_readable("extension_requests", Scope.at(scope.as_of))
    if found is None or found.empty:
        return found
    found = session.ask("extension_requests", scope) if scope.filtered else found
    return found.assign(id=found["id"] + "/" + found["unit_id"])


def together(
    actions: pd.DataFrame, requests: pd.DataFrame | None, missing_scores: pd.DataFrame | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What waits for the chairman's signature, and what is to be pressed for: the requests for an extension first, the units
    without a score last, without either where they cannot be read or are not for the viewer."""
    to_sign = actions["to_sign"].astype(bool)
    found = [rows for rows in (requests, actions[~to_sign], missing_scores) if rows is not None]
    return actions[to_sign], pd.concat(found, ignore_index=True, join="inner")


def to_sign_line(rows: pd.DataFrame, scope: Scope) -> str:
    """How the dossiers that wait for a signature stand to their deadlines."""
    if rows.empty:
        return "Không có hồ sơ nào chờ ký."
    none_late = len(rows) > 1 and "Quá hạn" not in set(rows["state"])
    why = f"{'không hồ sơ nào quá hạn; ' if none_late else ''}{reasons(rows, scope.year)}"
    return "; ".join([why, *_any_time(scope)])


def pressed_line(rows: pd.DataFrame, scope: Scope) -> str:
    """Why the rest is in the list."""
    if rows.empty:
        return "Không có việc nào quá hạn hay sắp đến hạn."
    of_any_time = _any_time(scope) if "dossier" in set(rows["kind"]) else []
    return "; ".join([reasons(rows, scope.year), *of_any_time])


def clauses(plan: pd.DataFrame) -> list[tuple[str, list[Clause]]]:
    """The rows of `plan_strip` as tiles under their quarters, and under the meetings that concluded them."""
    groups: dict[str, list[Clause]] = {}
    for row in session.each(plan):
        link = filters.link("progress", task=row.task_id)
        due = words.deadline(row.due_on, row.expires_on, row.dossiers_expired_on)
        clause = Clause(
            words.clause_mark(row.clause, row.in_clause), row.clause, row.title, row.state, due, link
        )
        groups.setdefault(MEETINGS_ROW if row.of_meeting else words.quarter(row.quarter), []).append(clause)
    return list(groups.items())


def tiles_line(scope: Scope) -> str:
    """What a tile of the plan stands for."""
    if not scope.filtered:
        return "Mỗi ô một nhiệm vụ; chọn ô để mở."
    whose = "của đơn vị" if len(scope.units) == 1 else "gấp nhất của các đơn vị đang xem"
    return f"Mỗi ô một nhiệm vụ, ở tình trạng phần việc {whose}; chọn ô để mở."
