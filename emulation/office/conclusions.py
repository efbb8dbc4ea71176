"""Cuộc họp, kết luận: a meeting and the tasks that it gives, line by line; also further conclusions of a known meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from emulation import words
from emulation.intake.cells import written
from emulation.office import teams
from emulation.office.cautions import unnumbered
from emulation.office.change_set import ChangeSet, Draft, Row, ask, check_day, cleaned, rows_of
from emulation.office.numbering import conclusion_clauses, next_ids, task_ids
from emulation.office.teams import Team
from emulation.office.understood import due_of
from emulation.schema import TABLE, YES_NO
from emulation.scope import Scope
from emulation.text import spelling
from emulation.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Line:
    """A conclusion: its content, who does it, and its due date as typed."""

    title: str
    team: Team
    due_on: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The input of the form. `meeting`: the id of a known one; empty for a new one, which the fields after it describe."""

    lines: tuple[Line, ...]
    day: date
    meeting: str = ""
    kind: str = ""
    title: str = ""
    place: str = ""


def meetings(warehouse: Warehouse) -> dict[str, Row]:
    """The meetings to which conclusions may be added, the latest first: id → row."""
    rows = sorted(rows_of(warehouse, "meetings"), key=lambda row: row["held_on"], reverse=True)
    return {row["meeting_id"]: row for row in rows}


def next_id(warehouse: Warehouse, day: date) -> str:
    """The id that a new meeting of that day gets."""
    known = [*meetings(warehouse).values()][::-1]
    of_year = [row["meeting_id"] for row in known if row["held_on"].year == day.year]
    return next_ids([row["meeting_id"] for row in known], of_year, day.year, first="H01")[0]


def concluded(warehouse: Warehouse, scope: Scope, meeting: str) -> list[Row]:
    """The conclusions of a meeting (`queries/meeting_conclusions.sql`), also of one that is still to come."""
    held = [row["held_on"] for row in rows_of(warehouse, "meetings") if row["meeting_id"] == meeting]
    every = scope.but(as_of=max([scope.as_of, *held]), blocs=(), units=())
    return [row for row in ask(warehouse, "meeting_conclusions", every) if row["meeting_id"] == meeting]


def lines_in(text: str) -> list[str]:
    """The contents in a pasted text, one a line, without the signs with which a list begins and ends them.

    >>> lines_in("1. Rà soát hồ sơ;\\n\\n- Gửi báo cáo.")
    ['Rà soát hồ sơ', 'Gửi báo cáo']
    """
    return [line for each in text.split("\n") if (line := unnumbered(cleaned(each)).rstrip(" ;."))]


def prepare(warehouse: Warehouse, scope: Scope, entry: Entry, *, today: date) -> ChangeSet:
    """The change set of a meeting's conclusions. `scope`: that of the screens, whose day they show."""
    draft = Draft()
    meeting = _meeting(draft, warehouse, entry)
    day, tasks = meeting["held_on"], rows_of(warehouse, "tasks")
    check_day(draft, day, scope.as_of, today)
    there = [task["title"] for task in tasks if task["meeting_id"] == meeting["meeting_id"]]
    lines = list(_new(draft, entry.lines, there))
    clauses = conclusion_clauses(tasks, day.year, len(lines))
    given = [
        _task(draft, line, at, meeting, {"task_id": task_id, "clause": clause})
        for (at, line), clause, task_id in zip(
            lines, clauses, task_ids(tasks, day.year, clauses), strict=True
        )
    ]
    teams.give(draft, warehouse, scope, given, [line.team for _, line in lines])
    if not draft.refused:
        for task in given:
            _warn(draft, task, day)
        if lines and not any(task["year"] == day.year for task in tasks):
            draft.warn(f"Năm {day.year} chưa có nhiệm vụ nào, từ nay các màn hình mở năm ấy")
    return draft.finish(f"{meeting['kind']} {written(day)}: {_counted(len(lines))}")


def _meeting(draft: Draft, warehouse: Warehouse, entry: Entry) -> Row:
    """The row of the meeting; a new one is added, unless the same is there already."""
    known = meetings(warehouse)
    if entry.meeting in known:
        return known[entry.meeting]
    new = {
        "meeting_id": next_id(warehouse, entry.day),
        "held_on": entry.day,
        "kind": entry.kind,
        "title": cleaned(entry.title),
        "place": entry.place,
    }
    if entry.meeting:
        draft.refuse(
            f"Không còn cuộc họp {entry.meeting}", "Chọn cuộc họp khác, hoặc bỏ chọn để ghi cuộc họp mới"
        )
        return new
    same = (entry.day, spelling(entry.title))
    for row in known.values():
        if (row["held_on"], spelling(row["title"])) == same:
            draft.warn(f"Cuộc họp này đã ghi ({row['meeting_id']}), chỉ thêm kết luận mới")
            if not entry.lines:
                draft.refuse(
                    f"Cuộc họp này đã ghi ({row['meeting_id']})",
                    "Ghi ít nhất một kết luận, hoặc đổi nội dung",
                )
            return row
    draft.add("meetings", new)
    draft.change(f"{new['meeting_id']} · {entry.kind} {written(entry.day)}", "", new["title"])
    return new


def _new(draft: Draft, lines: Iterable[Line], there: Iterable[str]) -> Iterable[tuple[int, Line]]:
    """The lines that are not among the meeting's conclusions yet, each with its number among those typed."""
    known, typed = {spelling(title) for title in there}, set[str]()
    for at, line in enumerate(lines, start=1):
        content = spelling(line.title)
        if not content:
            draft.refuse(
                f"Kết luận {at} chưa có nội dung", "Ghi nội dung, hoặc xoá các ô còn lại của dòng ấy"
            )
        elif content in known:
            draft.warn("Đã có trong kết luận của cuộc họp, bỏ qua", cleaned(line.title))
        elif content in typed:
            draft.warn("Nội dung ghi hai lần, chỉ lấy dòng đầu", cleaned(line.title))
        else:
            typed.add(content)
            yield at, line


def _task(draft: Draft, line: Line, at: int, meeting: Row, named: Row) -> Row:
    """The task of a conclusion. It is of the meeting's year, in which it stands in the quarter of its due date."""
    day = meeting["held_on"]
    due = draft.checked(
        due_of(cleaned(line.due_on), day), TABLE["tasks"].column("due_on"), f"Kết luận {at}: "
    )
    within = min(max(due, date(day.year, 1, 1)), date(day.year, 12, 31)) if isinstance(due, date) else day
    return named | {
        "year": day.year,
        "quarter": (within.month + 2) // 3,
        "title": cleaned(line.title),
        "conditional": YES_NO[1],
        "due_on": due,
        "meeting_id": meeting["meeting_id"],
    }


def _warn(draft: Draft, task: Row, day: date) -> None:
    said = f"{task['clause']} – {written(task['due_on'])}"
    if task["due_on"] < day:
        draft.warn(f"Hạn trước ngày họp {written(day)}", said)
    elif task["due_on"].year > day.year:
        draft.warn(f"Hạn sang năm sau, việc vẫn thuộc năm {day.year}, Quý {words.QUARTERS[3]}", said)


def _counted(lines: int) -> str:
    return f"{lines} kết luận" if lines else "cuộc họp mới"
