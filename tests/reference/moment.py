"""The data as they stand on one day: logs, dossiers, assignments, tasks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from .reading import Row
from .workdays import Calendar

CLOSING = ("Đã khen thưởng", "Không đủ điều kiện", "Trả lại", "Rút hồ sơ")
HANDED_UP = "Trình cấp trên"
LEAD, HELPER = "Chủ trì", "Phối hợp"
LOGS = {
    "progress": ("recorded_on", ("task_id", "unit_id")),
    "extensions": ("decided_on", ("task_id", "unit_id")),
    "dossier_events": ("occurred_on", ("dossier_id",)),
    "scores": ("recorded_on", ("period", "unit_id", "criterion_id", "stage")),
    "movement_results": ("recorded_on", ("movement_id", "unit_id", "indicator")),
}


@dataclass(frozen=True)
class Standing:
    """How a task or an assignment stands."""

    status: str
    due_on: date
    completed_on: date | None
    timeliness: str | None
    days_late: int | None


@dataclass(frozen=True)
class Dossier:
    """How a dossier stands."""

    row: Row
    stage: str
    stage_since: date
    closed_on: date | None
    handed_up_on: date | None
    """The first date on which it was handed up."""
    due_on: date | None
    timeliness: str | None
    days_late: int | None
    working_days_left: int | None

    @property
    def judged_on(self) -> date | None:
        """“the date it was closed or first handed up, whichever came first”."""
        return min((d for d in (self.closed_on, self.handed_up_on) if d), default=None)

    @property
    def quantity(self) -> int:
        """“the persons, collectives or households that the dossier names; empty = 1”."""
        return self.row["quantity"] or 1

    @property
    def pending(self) -> bool:
        return self.closed_on is None

    @property
    def with_higher_level(self) -> bool:
        return self.stage == HANDED_UP

    @property
    def awarded_on(self) -> date | None:
        return self.closed_on if self.stage == "Đã khen thưởng" else None


def quarter_dates(year: int, quarter: int | None) -> tuple[date, date]:
    """The first and the last day of a quarter, or of the year where there is none."""
    if not quarter:
        return date(year, 1, 1), date(year, 12, 31)
    after = date(year + 1, 1, 1) if quarter == 4 else date(year, 3 * quarter + 1, 1)
    return date(year, 3 * quarter - 2, 1), after - timedelta(days=1)


def run_start(rows: list[Row], value: str, date_column: str) -> date:
    """The first date of the last unbroken run of one value."""
    first = rows[-1][date_column]
    for row in reversed(rows):
        if row[value] != rows[-1][value]:
            break
        first = row[date_column]
    return first


class Moment:
    """A data folder as of D."""

    def __init__(self, tables: dict[str, list[Row]], day: date) -> None:
        self.tables = tables
        self.day = day
        self.calendar = Calendar(tables["days_off"])
        self._standings: dict[str, Standing] = {}

    # -- time ----------------------------------------------------------------------------------------

    def timeliness(self, due_on: date | None, done_on: date | None) -> str | None:
        """“Its last day L is the due date or, where that is not a working day, the next one that is ... Done on or
        before L → Đúng hạn; done later → Trễ hạn; not done and D after L → Quá hạn; not done, D ≤ L and due ≤ D +
        15 calendar days → Sắp đến hạn; else Chưa đến hạn. ... what has no due date, has none.”"""
        if due_on is None:
            return None
        last_day = self.calendar.last_day(due_on)
        if done_on is not None:
            return "Đúng hạn" if done_on <= last_day else "Trễ hạn"
        if self.day > last_day:
            return "Quá hạn"
        return "Sắp đến hạn" if due_on <= self.day + timedelta(days=15) else "Chưa đến hạn"

    def days_late(self, due_on: date | None, done_on: date | None) -> int | None:
        """“Days late (Trễ hạn and Quá hạn only; else empty) = calendar days past L.”"""
        if due_on is None or self.timeliness(due_on, done_on) not in ("Trễ hạn", "Quá hạn"):
            return None
        return ((done_on or self.day) - self.calendar.last_day(due_on)).days

    # -- what exists ---------------------------------------------------------------------------------

    @cached_property
    def logs(self) -> dict[str, dict[tuple[Any, ...], list[Row]]]:
        """“Log rows dated after D ... do not exist yet”; “Of one date's rows about one thing only the last in
        the file exists; dates may stand in any order in the file.”
        """
        logs: dict[str, dict[tuple[Any, ...], list[Row]]] = {}
        for file, (date_column, key) in LOGS.items():
            existing: dict[tuple[Any, ...], dict[date, Row]] = {}
            rows = self._events() if file == "dossier_events" else self.tables[file]
            for row in rows:
                if row[date_column] <= self.day:
                    thing = tuple(row[column] for column in key)
                    existing.setdefault(thing, {})[row[date_column]] = row
            logs[file] = {thing: [dated[day] for day in sorted(dated)] for thing, dated in existing.items()}
        return logs

    def _events(self) -> list[Row]:
        """“an event before the reception (counts as of the day of reception, after its Tiếp nhận)”: also where
        the Tiếp nhận stands below it in the file. Otherwise the file's order decides within that day.
        """
        received = {row["dossier_id"]: row["received_on"] for row in self.tables["dossiers"]}
        early = {
            row["dossier_id"]
            for row in self.tables["dossier_events"]
            if row["occurred_on"] < received[row["dossier_id"]]
        }
        events = [
            {**row, "occurred_on": max(row["occurred_on"], received[row["dossier_id"]])}
            for row in self.tables["dossier_events"]
        ]

        def comes_first(row: Row) -> bool:
            reception = row["stage"] == "Tiếp nhận" and row["occurred_on"] == received[row["dossier_id"]]
            return reception and row["dossier_id"] in early

        return sorted(events, key=lambda row: not comes_first(row))

    @cached_property
    def movements(self) -> list[Row]:
        """“movements launched after D do not exist yet”."""
        return [row for row in self.tables["movements"] if row["launched_on"] <= self.day]

    @cached_property
    def tasks(self) -> dict[str, Row]:
        """“tasks whose meeting (`meeting_id`) is held after D do not exist yet”."""
        return {
            row["task_id"]: row
            for row in self.tables["tasks"]
            if row["meeting_id"] is None or self.meetings[row["meeting_id"]]["held_on"] <= self.day
        }

    @cached_property
    def meetings(self) -> dict[str, Row]:
        """All of them: what does not exist yet “does not apply to plan, meetings and days off”."""
        return {row["meeting_id"]: row for row in self.tables["meetings"]}

    @cached_property
    def assignments(self) -> dict[str, list[Row]]:
        """Those of each task that exists, in the file's order."""
        found: dict[str, list[Row]] = {task_id: [] for task_id in self.tasks}
        for row in self.tables["assignments"]:
            if row["task_id"] in found:
                found[row["task_id"]].append(row)
        return found

    @cached_property
    def awards(self) -> dict[str, Row]:
        return {row["award_id"]: row for row in self.tables["awards"]}

    @cached_property
    def dossiers(self) -> list[Dossier]:
        """“dossiers received after D ... do not exist yet”."""
        return [self._dossier(row) for row in self.tables["dossiers"] if row["received_on"] <= self.day]

    # -- dossiers ------------------------------------------------------------------------------------

    def _dossier(self, row: Row) -> Dossier:
        """“Stage = that of the last event, else Tiếp nhận; `stage_since` = the first date of its last unbroken
        run, `received_on` without events.”"""
        events = self.logs["dossier_events"].get((row["dossier_id"],), [])
        stage = events[-1]["stage"] if events else "Tiếp nhận"
        since = run_start(events, "stage", "occurred_on") if events else row["received_on"]
        closed_on = events[-1]["occurred_on"] if stage in CLOSING else None
        handed_up_on = next((e["occurred_on"] for e in events if e["stage"] == HANDED_UP), None)
        judged_on = min((d for d in (closed_on, handed_up_on) if d), default=None)
        due_on = self._dossier_due(row, events)
        return Dossier(
            row=row,
            stage=stage,
            stage_since=since,
            closed_on=closed_on,
            handed_up_on=handed_up_on,
            due_on=due_on,
            timeliness=self.timeliness(due_on, judged_on),
            days_late=self.days_late(due_on, judged_on),
            working_days_left=None if due_on is None or judged_on else self._working_days_left(due_on),
        )

    def _dossier_due(self, row: Row, events: list[Row]) -> date | None:
        """“Due = `due_on`, else the award's `working_days` after `received_on` (day 1 is the next working day),
        else none. A computed due date moves later by each pause: the working days after the date of a Yêu cầu
        bổ sung up to and including the next event's date (or D).”"""
        if row["due_on"]:
            return row["due_on"]
        working_days = self.awards[row["award_id"]]["working_days"]
        if working_days is None:
            return None
        due_on = self.calendar.add(row["received_on"], working_days)
        for position, event in enumerate(events):
            if event["stage"] == "Yêu cầu bổ sung":
                following = events[position + 1 : position + 2]
                until = following[0]["occurred_on"] if following else self.day
                due_on = self.calendar.add(due_on, self.calendar.between(event["occurred_on"], until))
        return due_on

    def _working_days_left(self, due_on: date) -> int:
        """“the working days after D up to and including L; late: minus the working days after L up to and
        including D”."""
        last_day = self.calendar.last_day(due_on)
        if self.day > last_day:
            return -self.calendar.between(last_day, self.day)
        return self.calendar.between(self.day, last_day)

    def dossiers_of(self, task: Row) -> list[Dossier]:
        """“all the commune's dossiers received in the task's quarter (a whole-year task's: the year)”."""
        first, last = quarter_dates(task["year"], task["quarter"])
        return [d for d in self.dossiers if first <= d.row["received_on"] <= last]

    # -- assignments and tasks -----------------------------------------------------------------------

    def by_dossiers(self, task: Row) -> bool:
        """“nhập tay, hồ sơ (empty = nhập tay)”."""
        return task["measured_by"] == "hồ sơ"

    def assignment(self, assignment: Row) -> Standing:
        """“A Phối hợp assignment without any row up to D follows the task (of one that has a Chủ trì): once the task
        is Hoàn thành or Không phát sinh, so is it, on the same date and with the same timeliness.” Its days late
        are the task's too, as part of that timeliness; its due date stays its own.
        Of a task measured by hồ sơ: “Its assignments take state, due date, completion and timeliness from it; own
        due dates are ignored.”
        """
        task = self.tasks[assignment["task_id"]]
        if self.by_dossiers(task):
            return self.task(task)
        if assignment["role"] == HELPER and self.leads_of(task) and not self._rows(assignment):
            followed = self.task(task)
            if followed.status in ("Hoàn thành", "Không phát sinh"):
                return replace(followed, due_on=self._assignment_due(assignment))
        return self._by_rows(assignment)

    def _rows(self, assignment: Row) -> list[Row]:
        return self.logs["progress"].get((assignment["task_id"], assignment["unit_id"]), [])

    def _by_rows(self, assignment: Row) -> Standing:
        """“The status of its last progress row; with none, Chưa bắt đầu. Completed on: the date of the first row of
        the last unbroken run of Hoàn thành.”"""
        rows = self._rows(assignment)
        status = rows[-1]["status"] if rows else "Chưa bắt đầu"
        completed_on = run_start(rows, "status", "recorded_on") if status == "Hoàn thành" else None
        return self._standing(status, self._assignment_due(assignment), completed_on)

    def _extended(self, task_id: str, unit_id: str | None) -> date | None:
        """The new date of “its last extension”; “unit_id (empty = the task itself)”."""
        rows = self.logs["extensions"].get((task_id, unit_id))
        return rows[-1]["due_on"] if rows else None

    def _own_due(self, task: Row) -> date:
        """“the task's own (the last extension without a unit, else `due_on`)”."""
        return self._extended(task["task_id"], None) or task["due_on"]

    def _task_due(self, task: Row) -> date:
        """“Its due date: the latest of its own and its Chủ trì assignments' (its own alone where none is Chủ
        trì).”"""
        return max([self._own_due(task), *(self._assignment_due(row) for row in self.leads_of(task))])

    def _assignment_due(self, assignment: Row) -> date:
        """“Due: its last extension, else own `due_on`, else for Chủ trì the task's own ..., for Phối hợp the task's
        due date as below.”"""
        task = self.tasks[assignment["task_id"]]
        own = self._extended(assignment["task_id"], assignment["unit_id"]) or assignment["due_on"]
        return own or (self._own_due(task) if assignment["role"] == LEAD else self._task_due(task))

    def _standing(self, status: str, due_on: date, completed_on: date | None) -> Standing:
        """“Không phát sinh ... has none” (no timeliness)."""
        if status == "Không phát sinh":
            return Standing(status, due_on, None, None, None)
        late = self.days_late(due_on, completed_on)
        return Standing(status, due_on, completed_on, self.timeliness(due_on, completed_on), late)

    def assignments_of(self, task: Row) -> list[Row]:
        return self.assignments[task["task_id"]]

    def leads_of(self, task: Row) -> list[Row]:
        return [row for row in self.assignments_of(task) if row["role"] == LEAD]

    def task(self, task: Row) -> Standing:
        """A task's own state, worked out once."""
        task_id = task["task_id"]
        if task_id not in self._standings:
            measured = self.by_dossiers(task)
            self._standings[task_id] = (
                self._measured(task, self.dossiers_of(task)) if measured else self._by_assignments(task)
            )
        return self._standings[task_id]

    def _by_assignments(self, task: Row) -> Standing:
        """“comes from its Chủ trì assignments (from all where none is Chủ trì): Không phát sinh if all are; Hoàn
        thành if all the others are, on the latest completion date; else Đang thực hiện if any assignment of the
        task, Phối hợp included, is Đang thực hiện or Hoàn thành; else Chưa bắt đầu (a task without assignments
        too).”"""
        due_on = self._task_due(task)
        everyone = [self._by_rows(row) for row in self.assignments_of(task)]
        leads = [self._by_rows(row) for row in self.leads_of(task)] or everyone
        others = [s for s in leads if s.status != "Không phát sinh"]
        if leads and not others:
            return self._standing("Không phát sinh", due_on, None)
        if leads and all(s.status == "Hoàn thành" for s in others):
            completed_on = max(s.completed_on for s in others if s.completed_on)
            return self._standing("Hoàn thành", due_on, completed_on)
        started = any(s.status in ("Đang thực hiện", "Hoàn thành") for s in everyone)
        return self._standing("Đang thực hiện" if started else "Chưa bắt đầu", due_on, None)

    def _measured(self, task: Row, dossiers: list[Dossier]) -> Standing:
        """“Hoàn thành when the quarter is over (D after its last day) and each is closed or with the higher level;
        Không phát sinh when it is over and there were none; else Đang thực hiện if there is any; else Chưa bắt
        đầu. Due: the latest of the task's due date, the quarter's last day and those dossiers' due dates.
        Completed: the later of the quarter's last day and the last date on which such a dossier was closed or
        first handed up, whichever came first. Once Hoàn thành it is Trễ hạn also where any of them was late;
        before, Quá hạn also where any not yet closed or handed up is; its days late are the most of its own and
        theirs.” The task's due date here is its own: its assignments' “own due dates are ignored”.
        """
        last_day = quarter_dates(task["year"], task["quarter"])[1]
        over = self.day > last_day
        due_on = max([self._own_due(task), last_day, *(d.due_on for d in dossiers if d.due_on)])
        if over and not dossiers:
            return self._standing("Không phát sinh", due_on, None)
        if over and all(d.closed_on or d.with_higher_level for d in dossiers):
            completed_on = max([last_day, *(d.judged_on for d in dossiers if d.judged_on)])
            own = self._standing("Hoàn thành", due_on, completed_on)
            return self._worse(own, [d for d in dossiers if d.timeliness == "Trễ hạn"], "Trễ hạn")
        own = self._standing("Đang thực hiện" if dossiers else "Chưa bắt đầu", due_on, None)
        return self._worse(own, [d for d in dossiers if d.timeliness == "Quá hạn"], "Quá hạn")

    def _worse(self, own: Standing, late: Iterable[Dossier], word: str) -> Standing:
        days = [d.days_late for d in late if d.days_late is not None]
        if not days:
            return own
        most = max([*days, own.days_late or 0])
        return Standing(own.status, own.due_on, own.completed_on, word, most)
