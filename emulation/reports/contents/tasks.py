"""The plan's tasks in the period: how many stand how, and each by its clause with result and reason.

A report on the year counts all its tasks; one on a part of it those of its quarters, and says the tasks that run all
year beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from emulation import remarks, words
from emulation.reports.contents import phrases, units
from emulation.reports.contents.counts import Counts
from emulation.reports.contents.extensions import Extensions
from emulation.reports.contents.section import NothingKnown, Section
from emulation.reports.facts import Facts

WHOLE_YEAR = 0
NOBODY = "Chưa phân công"


def quarters(facts: Facts) -> tuple[int, ...]:
    """The plan's quarters that the report counts, in its order; 0 is that of the whole-year tasks."""
    return facts.request.quarters or (1, 2, 3, 4, WHOLE_YEAR)


def of_period(facts: Facts) -> list[Any]:
    """The rows of `tasks` that the report is about, those of the whole year last."""
    chosen = {*quarters(facts), WHOLE_YEAR}
    return [row for row in facts.rows("tasks", quarter=None) if row.quarter in chosen]


def fill(facts: Facts) -> dict[str, Any]:
    rows = facts.rows("quarterly_progress", quarter=None)
    if not any(row.tasks for row in rows) and not facts.request.scope.filtered:
        raise NothingKnown(f"Chưa có số liệu về nhiệm vụ của Kế hoạch năm {facts.request.scope.year}.")
    counted = [row for quarter in quarters(facts) for row in rows if row.quarter == quarter]
    counts = Counts.of(counted)
    all_year = Counts.of(row for row in rows if row.quarter == WHOLE_YEAR)
    return {
        "nhiem_vu.cau": list(sentences(facts, counts, all_year)),
        "nhiem_vu.quy": [_of_quarter(row) for row in counted if row.tasks],
        "nhiem_vu.nhom": groups(facts),
        **figures(counts),
    }


SECTION = Section(
    {
        "nhiem_vu.cau": "các đoạn nói về số nhiệm vụ, kết quả, tỷ lệ",
        "nhiem_vu.quy": "bảng theo quý: quy, nhiem_vu, dung_han, tre_han, dang, chua, khong, qua_han, hoan_thanh, dung",
        "nhiem_vu.nhom": "nhóm theo quý: ten, bang; mỗi nhiệm vụ: dieu, noi_dung, don_vi, han, gia_han, ket_qua, "
        "ly_do, thieu_ly_do",
        "so.nhiem_vu": "số nhiệm vụ của kỳ",
        "so.phat_sinh": "số nhiệm vụ có phát sinh",
        "so.hoan_thanh": "số nhiệm vụ hoàn thành",
        "so.dung_han": "số nhiệm vụ hoàn thành đúng hạn",
        "so.tre_han": "số nhiệm vụ hoàn thành trễ hạn",
        "so.dang_thuc_hien": "số nhiệm vụ đang thực hiện",
        "so.chua_bat_dau": "số nhiệm vụ chưa bắt đầu",
        "so.khong_phat_sinh": "số nhiệm vụ không phát sinh",
        "so.qua_han": "số nhiệm vụ quá hạn",
        "so.sap_den_han": "số nhiệm vụ sắp đến hạn",
        "so.ty_le_hoan_thanh": "tỷ lệ hoàn thành trên số nhiệm vụ có phát sinh",
        "so.ty_le_dung_han": "tỷ lệ đúng hạn trên số nhiệm vụ đã hoàn thành hoặc quá hạn",
    },
    fill,
)


def figures(counts: Counts) -> dict[str, str]:
    """The bare figures."""
    found = {
        "nhiem_vu": counts.tasks,
        "phat_sinh": counts.arising,
        "hoan_thanh": counts.done,
        "dung_han": counts.done_on_time,
        "tre_han": counts.done_late,
        "dang_thuc_hien": counts.in_progress,
        "chua_bat_dau": counts.not_started,
        "khong_phat_sinh": counts.not_arising,
        "qua_han": counts.overdue,
        "sap_den_han": counts.due_soon,
    }
    return {f"so.{name}": words.number(value) for name, value in found.items()} | {
        "so.ty_le_hoan_thanh": words.percent(counts.completion_rate),
        "so.ty_le_dung_han": words.percent(counts.on_time_rate),
    }


# ---- sentences


def sentences(facts: Facts, counts: Counts, all_year: Counts) -> Iterator[str]:
    """A paragraph on the period's tasks, and one on those that run all year."""
    what, when = phrases.thing(facts), facts.request.in_words
    day, year = words.day(facts.request.scope.as_of), facts.request.scope.year
    who = phrases.chosen(facts) if facts.request.scope.filtered else "Kế hoạch"
    if not counts.tasks:
        yield _no_tasks(facts)
    else:
        given = "được giao" if facts.request.scope.filtered else "giao"
        opening = f"Trong {when}, {who} {given} {words.number(counts.tasks)} {what}"
        if not facts.request.quarters and all_year.tasks:
            opening += f" (kể cả {words.number(all_year.tasks)} {what} thực hiện trong cả năm)"
        yield standing(counts, opening, what, day) + _parts(facts, facts.request.quarters)
    if facts.request.quarters and all_year.tasks:
        opening = f"{words.number(all_year.tasks)} {what} thực hiện trong cả năm {year}"
        opening = f"Ngoài ra, có {opening}" if counts.tasks else f"Có {opening}"
        yield standing(all_year, opening, what, day) + _parts(facts, (WHOLE_YEAR,))


def _parts(facts: Facts, quarters: Sequence[int]) -> str:
    """What units are late with in these tasks, after a space: they may be where no task is. A filter counts only that."""
    late = () if facts.request.scope.filtered else units.overdue_parts(facts, quarters)
    return f" Tính theo từng đơn vị, {units.said_of(facts, late)}." if late else ""


def _no_tasks(facts: Facts) -> str:
    when = facts.request.in_words
    if facts.request.scope.filtered:
        return f"Trong {when}, {phrases.chosen(facts)} không được giao nhiệm vụ nào."
    return f"Kế hoạch không giao nhiệm vụ riêng cho {when}."


def standing(counts: Counts, opening: str, what: str, day: str) -> str:
    """How tasks stand on a day, with both rates and what they are taken of; at least one task."""
    if counts.not_arising == counts.tasks:
        return f"{opening}; {_all(counts.tasks, what)} không phát sinh."
    if counts.not_arising:
        opening += f", trong đó {words.number(counts.not_arising)} {what} không phát sinh"
    if counts.arising == 1:
        one = f"{what} còn lại" if counts.not_arising else f"{what} này"
        return f"{opening}. Tính đến ngày {day}, {one} {_state_of_one(counts)}."
    arising = f"{what} có phát sinh" if counts.not_arising else what
    parts = [f"{opening}.", f"Tính đến ngày {day}, {_done(counts, arising, what)}.", _late(counts, what)]
    return " ".join(filter(None, [*parts, _rates(counts, arising, what)]))


def _all(number: int, what: str) -> str:
    return f"{what} này" if number == 1 else f"cả {words.number(number)} {what} đều"


def _state_of_one(counts: Counts) -> str:
    if counts.done:
        return "đã hoàn thành đúng hạn" if counts.done_on_time else "đã hoàn thành nhưng trễ hạn"
    state = "đang thực hiện" if counts.in_progress else "chưa bắt đầu"
    return state + (", đã quá hạn" if counts.overdue else ", sắp đến hạn" if counts.due_soon else "")


def _done(counts: Counts, arising: str, what: str) -> str:
    still = [
        f"{words.number(number)} {what} {state}"
        for number, state in ((counts.in_progress, "đang thực hiện"), (counts.not_started, "chưa bắt đầu"))
        if number
    ]
    if not counts.done:
        return f"chưa hoàn thành {what} nào; {', '.join(still)}"
    done = f"đã hoàn thành {phrases.out_of(counts.done, counts.arising, arising)}"
    return "; ".join([f"{done} ({_timely(counts)})", *filter(None, [", ".join(still)])])


def _timely(counts: Counts) -> str:
    if not counts.done_late or not counts.done_on_time:
        state = "trễ hạn" if counts.done_late else "đúng hạn"
        return f"đều {state}" if counts.done > 1 else state
    return f"{words.number(counts.done_on_time)} đúng hạn, {words.number(counts.done_late)} trễ hạn"


def _late(counts: Counts, what: str) -> str:
    if not counts.open:
        return ""
    soon = f"{words.number(counts.due_soon)} {what} sắp đến hạn" if counts.due_soon else ""
    if not counts.overdue:
        return f"Không có {what} quá hạn{f'; {soon}' if soon else ''}."
    if counts.overdue == counts.open:
        return f"{phrases.begun(_all(counts.open, f'{what} chưa hoàn thành'))} quá hạn."
    return f"Trong số chưa hoàn thành có {words.number(counts.overdue)} {what} quá hạn{f', {soon}' if soon else ''}."


def _rates(counts: Counts, arising: str, what: str) -> str:
    completion = (
        f"Tỷ lệ hoàn thành là {words.percent(counts.completion_rate)} "
        f"(tính trên {words.number(counts.arising)} {arising})"
    )
    if not counts.judged:
        return f"{completion}; chưa có tỷ lệ đúng hạn vì chưa có {what} nào hoàn thành hoặc quá hạn."
    return (
        f"{completion}; tỷ lệ đúng hạn là {words.percent(counts.on_time_rate)} "
        f"(tính trên {words.number(counts.judged)} {what} đã hoàn thành hoặc quá hạn)."
    )


# ---- tables


def _of_quarter(row: Any) -> dict[str, str]:
    return {
        "quy": words.quarter(row.quarter),
        "nhiem_vu": words.number(row.tasks),
        "dung_han": words.number(row.done_on_time),
        "tre_han": words.number(row.done_late),
        "dang": words.number(row.in_progress),
        "chua": words.number(row.not_started),
        "khong": words.number(row.not_arising),
        "qua_han": words.number(row.overdue),
        "hoan_thanh": words.percent(row.completion_rate),
        "dung": words.percent(row.on_time_rate),
    }


def groups(facts: Facts) -> list[dict[str, Any]]:
    """The period's tasks by quarter, those of the whole year last; with a filter a task for each unit."""
    rows, notes = of_period(facts), _Notes(facts)
    return [
        {
            "ten": f"Nhiệm vụ {_when(quarter)}",
            "bang": [_of_task(row, notes) for row in rows if row.quarter == quarter],
        }
        for quarter in dict.fromkeys(row.quarter for row in rows)
    ]


def _when(quarter: int) -> str:
    return "thực hiện trong cả năm" if quarter == WHOLE_YEAR else phrases.clause(words.quarter(quarter))


def _of_task(row: Any, notes: _Notes) -> dict[str, Any]:
    late = row.timeliness in ("Trễ hạn", "Quá hạn")
    reason = notes.of(row)
    return {
        "dieu": row.clause,
        "noi_dung": notes.titles[row.task_id],
        "don_vi": ", ".join(notes.facts.short_name(unit) for unit in units_of(row)) or NOBODY,
        "han": notes.facts.deadline(row.due_on),
        "gia_han": notes.extensions.of(row),
        "ket_qua": result(row, notes.facts),
        "ly_do": reason,
        "thieu_ly_do": late and not reason,
    }


def units_of(row: Any) -> list[str]:
    """The units that a row of `tasks` names."""
    return [unit for unit in (row.unit_id or "").split(";") if unit]


def result(row: Any, facts: Facts) -> str:
    """What became of a task: the state, and how its time stands where that says more."""
    if row.status == "Hoàn thành":
        when = "đúng hạn" if row.timeliness == "Đúng hạn" else lateness(row, facts)
        return f"Hoàn thành {when} ({words.day(row.completed_on)})"
    if row.timeliness == "Quá hạn":
        return f"{row.status}, {lateness(row, facts)}"
    return f"{row.status}, sắp đến hạn" if row.timeliness == "Sắp đến hạn" else row.status


def lateness(row: Any, facts: Facts) -> str:
    """trễ 8 ngày, quá hạn 47 ngày; of a task followed by its dossiers, one of which is later: whose days these are."""
    days = f"{words.number(row.days_late)} ngày"
    if by_dossiers(row, facts):
        return f"{row.timeliness.lower()} do hồ sơ trễ nhất {days}"
    return f"{'quá hạn' if row.timeliness == 'Quá hạn' else 'trễ'} {days}"


def by_dossiers(row: Any, facts: Facts) -> bool:
    """Whether the days late are those of a dossier, more than its own (the contract, "Tasks measured by hồ sơ")."""
    own = (row.completed_on or facts.request.scope.as_of) - facts.last_day(row.due_on)
    return row.days_late > max(own.days, 0)


def short_titles(facts: Facts) -> dict[str, str]:
    """What each task is called where its clause is told beside it; its full text where it has no short one."""
    return {row.task_id: row.short_title or row.title for row in facts.table("tasks")}


class _Notes:
    """The texts that go with tasks: short titles, what the last progress rows noted."""

    def __init__(self, facts: Facts) -> None:
        tasks = facts.table("tasks")
        self.titles = short_titles(facts)
        self._by_dossiers = {row.task_id for row in tasks if row.measured_by == "hồ sơ"}
        self.facts, self.extensions = facts, Extensions(facts)
        self._last = last_rows(facts.table("progress"), facts.request.scope.as_of)

    def of(self, row: Any) -> str:
        """What the units that a row names noted last: the document first where it is done; empty where nothing."""
        if row.task_id in self._by_dossiers:
            return _of_dossiers(row, self.facts)
        found = {unit: self._note(row.task_id, unit) for unit in units_of(row)}
        said = {unit: text for unit, text in found.items() if text}
        if len(set(said.values())) <= 1:
            return next(iter(said.values()), "")
        return "; ".join(f"{self.facts.short_name(unit)}: {text}" for unit, text in said.items())

    def _note(self, task: str, unit: str) -> str:
        last = self._last.get((task, unit))
        return "; ".join(filter(None, (last.evidence, last.note))) if last else ""


def _of_dossiers(row: Any, facts: Facts) -> str:
    """Why a task followed by its dossiers stands as it does: one of them may be late before the task is due."""
    if row.timeliness == "Trễ hạn":
        return "Có hồ sơ giải quyết sau hạn"
    if row.timeliness == "Quá hạn":
        return "Có hồ sơ quá hạn" if by_dossiers(row, facts) else "Còn hồ sơ chưa giải quyết xong"
    return "Không có hồ sơ tiếp nhận" if row.status == "Không phát sinh" else "Theo hồ sơ tiếp nhận"


def last_rows(rows: Iterable[Any], as_of: date) -> dict[tuple[str, str], Any]:
    """Of each task and unit the row that holds on the day: of one date the last in the file (the contract, "Logs").

    What the chairman or a unit remarks is between them, and says nothing of the work: the row before holds.
    """
    last: dict[tuple[str, str], Any] = {}
    for row in rows:
        key = (row.task_id, row.unit_id)
        if remarks.is_remark(row.note):
            continue
        if row.recorded_on <= as_of and (key not in last or row.recorded_on >= last[key].recorded_on):
            last[key] = row
    return last
