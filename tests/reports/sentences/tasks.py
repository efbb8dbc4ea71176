"""What reports of a period and minutes say of tasks, their parts and conclusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from emulation import words
from emulation.reports.contents import phrases
from tests.reports.figures import counts
from tests.reports.read_back import WHOLE_YEAR, deadline
from tests.reports.sentences.paper import Paper
from tests.reports.sentences.registry import Said, out_of, says, some, what

PERIOD = ("quarter", "half-year", "year")
ENDED = ("Hoàn thành", "Không phát sinh")
number, percent, day = words.number, words.percent, words.day


class Standing:
    """The sums of quarterly_progress that a paragraph is about: of the period, or of the tasks of the whole year."""

    def __init__(self, said: Said) -> None:
        paper = said.paper
        self.all_year = (not paper.filtered and _is_of_all_year(said.begun)) or _is_of_all_year(said.begun)
        self.quarters = (WHOLE_YEAR,) if self.all_year else paper.quarters
        found = counts(paper, self.quarters)
        self.tasks, self.on_time, self.late, self.doing, self.waiting, self.not_arising = found[:6]
        self.overdue, self.soon = found[6:]
        self.done, self.arising = self.on_time + self.late, self.tasks - self.not_arising
        self.judged, self.open = self.done + self.overdue, self.arising - self.done


def _is_of_all_year(begun: str) -> bool:
    return begun.startswith(("Có ", "Ngoài ra, có "))


@says(
    "Trong <when:WHEN>, .+ (?:được )?giao <tasks:N> <what:WHAT>(?: \\(kể cả <all_year:N> <WHAT> thực hiện trong cả năm\\))?"
    "(?:, trong đó <not_arising:N> <WHAT> không phát sinh|; cả <none:N> <WHAT> đều không phát sinh"
    "|; <WHAT> này không phát sinh)?[.]",
    *PERIOD,
)
def given(said: Said) -> Mapping[str, Any]:
    paper, stand = said.paper, Standing(said)
    none = stand.not_arising == stand.tasks
    return {
        "when": paper.request.in_words,
        "tasks": number(stand.tasks),
        "what": what(paper),
        "all_year": some(counts(paper, (WHOLE_YEAR,))[0]) if paper.kind == "year" else None,
        "not_arising": None if none else some(stand.not_arising),
        "none": number(stand.tasks) if none and stand.tasks > 1 else None,
    }


@says(
    "(?:Ngoài ra, c|C)ó <tasks:N> <what:WHAT> thực hiện trong cả năm <year:N>"
    "(?:, trong đó <not_arising:N> <WHAT> không phát sinh|; cả <none:N> <WHAT> đều không phát sinh"
    "|; <WHAT> này không phát sinh)?[.]",
    *PERIOD,
)
def given_all_year(said: Said) -> Mapping[str, Any]:
    stand = Standing(said)
    none = stand.not_arising == stand.tasks
    return {
        "tasks": number(stand.tasks),
        "what": what(said.paper),
        "year": str(said.paper.year),
        "not_arising": None if none else some(stand.not_arising),
        "none": number(stand.tasks) if none and stand.tasks > 1 else None,
    }


@says(
    "(?:Trong <when:WHEN>, .+ không được giao nhiệm vụ nào|Kế hoạch không giao nhiệm vụ riêng cho <own:WHEN>)[.]",
    *PERIOD,
)
def given_nothing(said: Said) -> Mapping[str, Any]:
    assert not Standing(said).tasks
    when = said.paper.request.in_words
    return {"when": when if said["when"] else None, "own": when if said["own"] else None}


@says(
    "Tính đến ngày <day:D>, (?:đã hoàn thành <done:OUT>|chưa hoàn thành <none:WHAT> nào| ?)(?: <WHAT>)?(?: có phát sinh)?"
    "(?: \\((?:đều )?(?:<on_time:N> đúng hạn, <late:N> trễ hạn|đúng hạn|trễ hạn)\\))?"
    "(?:[;,] <doing:N> <WHAT> đang thực hiện)?(?:[;,] <waiting:N> <WHAT> chưa bắt đầu)?[.]",
    *PERIOD,
)
def done(said: Said) -> Mapping[str, Any]:
    stand, both = Standing(said), None
    if stand.on_time and stand.late:
        both = stand.on_time, stand.late
    return {
        "day": day(said.paper.as_of),
        "done": out_of(stand.done, stand.arising) if stand.done else None,
        "none": None if stand.done else what(said.paper),
        "on_time": number(both[0]) if both else None,
        "late": number(both[1]) if both else None,
        "doing": some(stand.doing),
        "waiting": some(stand.waiting),
    }


@says("Tính đến ngày <day:D>, <WHAT> (?:này|còn lại) (?P<state>[^;\\d]+)[.]", *PERIOD)
def done_of_one(said: Said) -> Mapping[str, Any]:
    stand = Standing(said)
    assert stand.arising == 1
    state = "đang thực hiện" if stand.doing else "chưa bắt đầu"
    state += ", đã quá hạn" if stand.overdue else ", sắp đến hạn" if stand.soon else ""
    if stand.done:
        state = "đã hoàn thành đúng hạn" if stand.on_time else "đã hoàn thành nhưng trễ hạn"
    return {"day": day(said.paper.as_of), "state": state}


@says(
    "(?:Không có <WHAT> quá hạn; |Trong số chưa hoàn thành có <overdue:N> <WHAT> quá hạn(?:, )?"
    "|Cả <all:N> <WHAT> chưa hoàn thành đều quá hạn)(?:<soon:N> <WHAT> sắp đến hạn)?[.]",
    *PERIOD,
)
def overdue(said: Said) -> Mapping[str, Any]:
    stand = Standing(said)
    everything = stand.overdue == stand.open
    return {
        "overdue": None if everything else some(stand.overdue),
        "all": some(stand.open) if everything else None,
        "soon": some(stand.soon),
    }


@says(
    "Tỷ lệ hoàn thành là <completion:P> \\(tính trên <arising:N> <WHAT>(?: có phát sinh)?\\); (?:chưa có tỷ lệ đúng hạn vì "
    ".+"
    "|tỷ lệ đúng hạn là <on_time:P> \\(tính trên <judged:N> <WHAT> đã hoàn thành hoặc quá hạn\\))[.]",
    *PERIOD,
)
def rates(said: Said) -> Mapping[str, Any]:
    stand = Standing(said)
    return {
        "completion": percent(stand.done / stand.arising),
        "arising": number(stand.arising),
        "on_time": percent(stand.on_time / stand.judged) if stand.judged else None,
        "judged": some(stand.judged),
    }


# ---- parts of tasks


def late_parts(paper: Paper, quarters: Sequence[int]) -> list[Any]:
    """The overdue parts, by another query than the report's: `tasks` asked for every unit."""
    units = tuple(row.unit_id for row in paper.ask("unit_progress"))
    rows = paper.ask("tasks", units=units, blocs=()) if units else []
    return [row for row in rows if row.timeliness == "Quá hạn" and row.quarter in quarters]


def sums_of_parts(paper: Paper, late: Sequence[Any]) -> dict[str, Any]:
    alone = len(paper.request.scope.units) == 1
    return {
        "parts": number(len(late)),
        "of_units": None if alone else number(len({row.unit_id for row in late})),
        "longest": number(max(row.days_late for row in late)),
    }


def by_unit(paper: Paper, rows: Iterable[Any]) -> Counter[str]:
    return Counter(paper.name("units", row.unit_id) for row in rows)


def named_counts(counted: Mapping[str, int], shown: str) -> str:
    """What a list of names with counts must say: the largest counts first; among equals the order is the list's."""
    order = sorted(counted, key=lambda name: (-counted[name], shown.find(f"{name} (") % (1 << 30)))
    return phrases.named([f"{name} ({number(counted[name])})" for name in order])


_LATE = "<parts:N> phần việc(?: của <of_units:N> đơn vị)? quá hạn(?:, lâu nhất)? <longest:N> ngày"


@says(f"Tính theo từng đơn vị, {_LATE}[.]", *PERIOD)
def parts_of_tasks(said: Said) -> Mapping[str, Any]:
    return sums_of_parts(said.paper, late_parts(said.paper, Standing(said).quarters))


@says(f"{_LATE}(?:: (?P<units>.+))?[.]", *PERIOD)
def parts_of_units(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    late = late_parts(paper, paper.quarters)
    alone = len(paper.ask("unit_progress")) == 1
    named = None if alone else named_counts(by_unit(paper, late), said["units"] or "")
    return sums_of_parts(paper, late) | {"units": named}


@says(
    "- Tính theo từng đơn vị(?: trong nhiệm vụ (?:của <when:WHEN>|(?P<all_year>thực hiện trong cả năm)))?, "
    f"{_LATE}: (?P<units>.+)[.]",
    *PERIOD,
)
def parts_that_fell_short(said: Said) -> Mapping[str, Any]:
    paper, all_year = said.paper, said["all_year"]
    late = late_parts(paper, (WHOLE_YEAR,) if all_year else paper.quarters)
    named = named_counts(by_unit(paper, late), said["units"] or "")
    when = None if all_year or paper.kind == "year" else paper.request.in_words
    return sums_of_parts(paper, late) | {"units": named, "when": when, "all_year": all_year}


@says(
    "(?P<how>Đó là|Trong đó có) (?:<ended:N> phần việc phối hợp trong nhiệm vụ mà đơn vị chủ trì đã kết thúc)?(?: và )?"
    "(?:<ahead:N> phần việc có hạn riêng sớm hơn hạn của nhiệm vụ)?[.]",
    *PERIOD,
)
def why_parts_are_late(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    quarters = (WHOLE_YEAR,) if "thực hiện trong cả năm" in said.begun else paper.quarters
    tasks = {row.task_id: row for row in paper.ask("tasks", blocs=(), units=())}
    held = [tasks[row.task_id] for row in late_parts(paper, quarters)]
    ended = sum(task.status in ENDED for task in held)
    ahead = sum(task.status not in ENDED and task.timeliness != "Quá hạn" for task in held)
    how = "Đó là" if ended + ahead == len(held) else "Trong đó có"
    return {"how": how, "ended": some(ended), "ahead": some(ahead)}


@says(
    "(?:<having:OUT> đơn vị|.+) được giao <given:N> phần việc \\(chủ trì hoặc phối hợp\\) trong <when:WHEN>[.]",
    *PERIOD,
)
def parts_given(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    assigned = Counter[str]()
    for row in paper.each_quarter("unit_progress"):
        assigned[row.unit_id] += row.assigned
    having = out_of(sum(n > 0 for n in assigned.values()), len(assigned))
    return {
        "having": phrases.begun(having) if len(assigned) > 1 else None,
        "given": number(assigned.total()),
        "when": paper.request.in_words,
    }


@says("Chưa có đơn vị nào được giao nhiệm vụ trong <when:WHEN>[.]", *PERIOD)
def nothing_given(said: Said) -> Mapping[str, Any]:
    assert not any(row.assigned for row in said.paper.each_quarter("unit_progress"))
    return {"when": said.paper.request.in_words}


# ---- single tasks


def of_period(paper: Paper) -> list[Any]:
    """The period's tasks, and those of the whole year."""
    return [row for row in paper.ask("tasks") if row.quarter in {*paper.quarters, WHOLE_YEAR}]


def lateness(paper: Paper, row: Any) -> str:
    """The days late, and whether they are a dossier's: more than those since its own last day, by a table of deadlines."""
    last = date(*map(int, reversed(deadline(paper.data, row.due_on)[-10:].split("/"))))
    own = ((row.completed_on or paper.as_of) - last).days
    is_open = row.timeliness == "Quá hạn"
    if row.days_late > max(own, 0):
        return f"{'quá' if is_open else 'trễ'} hạn do hồ sơ trễ nhất {number(row.days_late)} ngày"
    return f"{'quá hạn' if is_open else 'trễ'} {number(row.days_late)} ngày"


def holders(paper: Paper, row: Any) -> str:
    named = [paper.name("units", unit) for unit in (row.unit_id or "").split(";") if unit]
    return phrases.named(named) or "chưa phân công"


@says(
    "- <count:N> <what:WHAT>(?: (?:của <when:WHEN>|(?P<all_year>thực hiện trong cả năm)))? "
    "(?P<state>quá hạn|hoàn thành trễ hạn): (?P<tasks>.+)[.]",
    *PERIOD,
)
def tasks_that_fell_short(said: Said) -> Mapping[str, Any]:
    paper, all_year = said.paper, said["all_year"]
    quarters = (WHOLE_YEAR,) if all_year else paper.quarters
    timeliness = "Quá hạn" if said["state"] == "quá hạn" else "Trễ hạn"
    late = [row for row in of_period(paper) if row.timeliness == timeliness and row.quarter in quarters]
    listed = [
        f"{row.clause} {paper.titles[row.task_id][0]} ({holders(paper, row)}; {lateness(paper, row)})"
        for row in late
    ]
    if len(listed) > phrases.NAMED + 1:
        more = f"và {number(len(listed) - phrases.NAMED)} {what(paper)} khác nêu trong bảng"
        listed = [*listed[: phrases.NAMED], more]
    return {
        "count": number(len(late)),
        "what": what(paper),
        "when": None if all_year or paper.kind == "year" else paper.request.in_words,
        "all_year": all_year,
        "state": said["state"],
        "tasks": "; ".join(listed),
    }


def following(paper: Paper) -> tuple[str, list[Any]]:
    """The next period in words, and its tasks."""
    if paper.kind == "half-year":
        when, year, quarters = f"6 tháng cuối năm {paper.year}", paper.year, (3, 4)
    elif paper.kind == "year":
        when, year, quarters = f"năm {paper.year + 1}", paper.year + 1, (0, 1, 2, 3, 4)
    else:
        later = paper.quarters[0] == 4
        year, quarters = paper.year + later, (paper.quarters[0] % 4 + 1,)
        when = f"quý {['I', 'II', 'III', 'IV'][quarters[0] - 1]} năm {year}"
    return when, [row for row in paper.ask("tasks", year=year) if row.quarter in quarters]


@says(
    "Tiếp tục thực hiện <count:N> <what:WHAT> chưa hoàn thành(?: \\(kể cả <all_year:N> <WHAT> thực hiện trong cả năm\\))?:"
)
def left(said: Said) -> Mapping[str, Any]:
    rows = [row for row in of_period(said.paper) if row.status not in ENDED]
    all_year = some(sum(row.quarter == WHOLE_YEAR for row in rows))
    return {"count": number(len(rows)), "what": what(said.paper), "all_year": all_year}


@says("Các <what:WHAT> của <when:WHEN> đều đã kết thúc, không có <WHAT> chuyển sang kỳ sau[.]")
def nothing_left(said: Said) -> Mapping[str, Any]:
    assert all(row.status in ENDED for row in of_period(said.paper))
    return {"what": what(said.paper), "when": said.paper.request.in_words}


@says("- (?P<task>\\S+ .+) \\((?:chủ trì: )?(?P<holders>.+); hạn <due:DUE>; (?P<state>[^;]+)\\)[.]", *PERIOD)
def task_left(said: Said) -> Mapping[str, Any]:
    """A task that is left, or one of the next period that is late already."""
    paper = said.paper
    rows = [row for row in of_period(paper) if row.status not in ENDED]
    rows += [row for row in following(paper)[1] if row.timeliness == "Quá hạn"]
    places = [
        {
            "task": f"{row.clause} {paper.titles[row.task_id][0]}",
            "holders": holders(paper, row),
            "due": deadline(paper.data, row.due_on),
            "state": _state(paper, row),
        }
        for row in rows
    ]
    return dict(said.places) if said.places in places else places[0]


def _state(paper: Paper, row: Any) -> str:
    if row.timeliness == "Quá hạn":
        return f"{row.status.lower()}, {lateness(paper, row)}"
    return row.status.lower() + (", sắp đến hạn" if row.timeliness == "Sắp đến hạn" else "")


@says("Hoàn thành ngay <count:N> <what:WHAT> của <when:WHEN> đã quá hạn:")
def next_overdue(said: Said) -> Mapping[str, Any]:
    when, rows = following(said.paper)
    late = sum(row.timeliness == "Quá hạn" and row.status not in ENDED for row in rows)
    return {"count": number(late), "what": what(said.paper), "when": when}


@says(
    "Thực hiện <count:N> <what:WHAT> của <when:WHEN> theo Kế hoạch(?: \\(<ended:N> <WHAT> khác đã kết thúc\\))?:"
)
def next_to_come(said: Said) -> Mapping[str, Any]:
    when, rows = following(said.paper)
    ended = sum(row.status in ENDED for row in rows)
    to_come = sum(row.timeliness != "Quá hạn" for row in rows if row.status not in ENDED)
    return {"count": number(to_come), "what": what(said.paper), "when": when, "ended": some(ended)}


@says("<ended:OUT> <what:WHAT> của <when:WHEN> theo Kế hoạch đã kết thúc[.]")
def next_ended(said: Said) -> Mapping[str, Any]:
    when, rows = following(said.paper)
    ended = sum(row.status in ENDED for row in rows)
    return {"ended": phrases.begun(out_of(ended, len(rows))), "what": what(said.paper), "when": when}


@says(
    "Chưa có số liệu về nhiệm vụ của (?:Kế hoạch )?<when:WHEN>(?: trong Kế hoạch)?[.]|\\[Nêu nhiệm vụ trọng tâm "
    "<next:WHEN>\\]"
)
def next_unknown(said: Said) -> Mapping[str, Any]:
    when, rows = following(said.paper)
    if said["next"]:
        return {"when": None, "next": when}
    this = not any(counts(said.paper, said.paper.quarters))
    assert this or not rows
    return {"when": when if not rows and said["when"] == when else f"năm {said.paper.year}", "next": None}


@says("- (?P<task>\\S+: .+) \\((?:chủ trì: )?(?P<holders>.+); hạn <due:DUE>\\)[.]", *PERIOD)
def task_to_come(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    places = [
        {
            "task": f"{row.clause}: {paper.titles[row.task_id][1].rstrip(' .;,')}",
            "holders": holders(paper, row),
            "due": deadline(paper.data, row.due_on),
        }
        for row in following(paper)[1]
        if row.status not in ENDED and row.timeliness != "Quá hạn"
    ]
    assert all(row.due_on is None or row.timeliness for row in following(paper)[1] if row.status not in ENDED)
    return dict(said.places) if said.places in places else places[0]
