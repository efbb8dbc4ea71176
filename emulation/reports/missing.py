"""What the data lack for a good report: a sentence for each gap, with links to the screen where it can be filled.

Only what would change this document is asked for: of its period, its filter and its day, and of what its template shows.
A link to a form carries what is known beforehand: task, unit, state, year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from emulation import periods, words
from emulation.intake.problems import Problem
from emulation.reports.contents import (
    conclusions_notice,
    council,
    movements,
    phrases,
    proposal,
    ranking,
    reminders,
    tasks,
)
from emulation.reports.contents.extensions import Extensions
from emulation.reports.facts import Facts
from emulation.reports.request import NotAsked
from emulation.schema import SCORING_STAGES, TABLE, TABLES
from emulation.vocabulary import is_provisional
from emulation.warehouse import NotAvailable, tables_of

EMPTY, BLANK, BETTER = 3, 2, 1
"""Weights of gaps: a part of the report is empty or wrong; a place stays blank or a figure may change; merely desirable."""

AWARDED = "Đã khen thưởng"
MANY = 40
"""The most dossiers that a link names: an address has its limits."""
Params = Mapping[str, str | int | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to be mended on `page` (its path; empty where only time does), opened with `params`. `links`: where it is
    several things, what each is called → the parameters that it has besides."""

    sentence: str
    weight: int
    page: str = ""
    params: Params = field(default_factory=dict)
    links: Mapping[str, Params] = field(default_factory=dict)


def missing(facts: Facts, problems: Sequence[Problem] = ()) -> list[Gap]:
    """What is lacking for the report, the weightiest first. `problems`: those of the data, as reading found them."""
    kind = facts.request.kind
    used = {"plan", *kind.tables, *(table for query in kind.queries for table in tables_of(query))}
    found = [*_unreadable(facts, used), *_refused(facts, problems, used)]
    for check in (_plan, *kind.checks):
        try:
            found += check(facts)
        except (NotAvailable, NotAsked):  # said of the file, or in the place of the report
            continue
    return sorted(found, key=lambda gap: -gap.weight)


# ---- of every report


def _unreadable(facts: Facts, used: set[str]) -> Iterator[Gap]:
    files = [table.file for table in TABLES if table.name in used & facts.warehouse.unreadable]
    if files:
        yield Gap(
            f"Không đọc được {words.listed(files)}: phần ấy của báo cáo không có số liệu.", EMPTY, "data"
        )


def _refused(facts: Facts, problems: Sequence[Problem], used: set[str]) -> Iterator[Gap]:
    readable = {TABLE[name].file for name in used - facts.warehouse.unreadable}
    counts = Counter(each.file for each in problems if not each.note and each.file in readable)
    if counts:
        files = words.listed([f"{file} ({words.number(count)})" for file, count in counts.items()])
        yield Gap(f"Dữ liệu có lỗi ở {files}: dòng lỗi không được tính.", EMPTY, "data")


_PLAN = {
    "number": ("Số kế hoạch", BLANK),
    "issued_on": ("Ngày ban hành", BETTER),
    "title": ("Tên kế hoạch", BETTER),
    "place": ("Địa danh", BLANK),
    "signer_title": ("Chức vụ người ký", BLANK),
    "signer_name": ("Người ký", BLANK),
    "superior": ("Cấp trên trực tiếp", BLANK),
    "unit_id": ("Mã đơn vị của cơ quan thường trực", BLANK),
    "symbol": ("Ký hiệu văn bản", BLANK),
}
"""What the frame of a document takes from plan.csv → what the officer calls it, and its weight."""
_IN_SHORT = {"number": "số kế hoạch", "place": "địa danh", "signer_name": "người ký", "symbol": "ký hiệu"}


def _plan(facts: Facts) -> Iterator[Gap]:
    year, shown = facts.request.scope.year, facts.request.kind.plan(facts.request)
    if facts.plan is None:
        agency = [] if facts.commune.issuer.body else ["tên cơ quan"]
        empty = [*agency, *(said for column, said in _IN_SHORT.items() if column in shown)]
        if empty:
            said = f"Chưa có kế hoạch năm {year}: {', '.join(empty)} để trống."
            yield Gap(said, EMPTY, "data", _table("plan"))
        return
    lacking = [_PLAN[name] for name in _PLAN if name in shown and not getattr(facts.plan, name)]
    if lacking:
        labels = words.listed([label for label, _ in lacking])
        weight = max(weight for _, weight in lacking)
        yield Gap(
            f"Kế hoạch năm {year} chưa ghi {labels}: chỗ ấy trong văn bản để trống.",
            weight,
            "data",
            _table("plan"),
        )


# ---- the period


def period_over(facts: Facts) -> Iterator[Gap]:
    request = facts.request
    if request.scope.as_of < request.last_day:
        yield Gap(
            f"Số liệu tính đến {words.day(request.scope.as_of)}, khi kỳ báo cáo chưa kết thúc "
            f"({words.day(request.last_day)}): con số còn đổi.",
            BETTER,
        )


def council_met(facts: Facts) -> Iterator[Gap]:
    request = facts.request
    if not any(
        row.kind == council.KIND and request.first_day <= row.held_on <= request.last_day
        for row in facts.table("meetings")
    ):
        yield Gap(
            f"Chưa ghi cuộc họp Hội đồng nào trong {request.in_words}.", BETTER, "data", _table("meetings")
        )


# ---- tasks


def tasks_recorded(facts: Facts) -> Iterator[Gap]:
    rows = tasks.of_period(facts)
    if not rows:
        yield Gap(
            f"Chưa có nhiệm vụ nào cho {facts.request.in_words} trong dữ liệu.",
            EMPTY,
            "data",
            _table("tasks"),
        )
        return
    by_hand = {row.task_id for row in facts.table("tasks") if row.measured_by != "hồ sơ"}
    last = tasks.last_rows(facts.table("progress"), facts.request.scope.as_of)
    of_hand = [row for row in rows if row.task_id in by_hand]
    for lacking, weight, is_lacking in (
        (
            "quá hạn hoặc trễ hạn chưa ghi lý do",
            BLANK,
            lambda row, noted: row.days_late and not any(each.evidence or each.note for each in noted),
        ),
        (
            "Hoàn thành chưa ghi văn bản, minh chứng",
            BETTER,
            lambda row, noted: row.status == "Hoàn thành" and not any(each.evidence for each in noted),
        ),
        (
            "làm cả năm chưa có ghi nhận nào",
            BLANK,
            lambda row, noted: row.quarter == tasks.WHOLE_YEAR and not noted,
        ),
    ):
        found = [row for row in of_hand if is_lacking(row, _noted(row, last))]
        if found:
            yield _of_tasks(facts, found, last, lacking, weight)


def _noted(row: Any, last: Mapping[tuple[str, str], Any]) -> list[Any]:
    """The last rows of the units that a row of `tasks` names."""
    pairs = ((row.task_id, unit) for unit in tasks.units_of(row))
    return [last[pair] for pair in pairs if pair in last]


def _of_tasks(
    facts: Facts, rows: Sequence[Any], last: Mapping[tuple[str, str], Any], lacking: str, weight: int
) -> Gap:
    """What is lacking of these rows of `tasks`, each with a link to the form with task, units and their state."""
    several = len({row.unit_id for row in rows}) > 1 and facts.request.scope.filtered
    links: dict[str, Params] = {}
    for row in rows:
        label = f"{row.clause} ({facts.short_name(row.unit_id)})" if several else row.clause
        states = {each.status for each in _noted(row, last)}
        links.setdefault(
            label,
            {
                "task": row.task_id,
                "unit": tuple(tasks.units_of(row)),
                "status": states.pop() if len(states) == 1 else "",
            },
        )
    what = phrases.thing(facts)
    said = f"{words.number(len(rows))} {what} {lacking}: {phrases.named(list(links), what)}."
    return Gap(said, weight, "entry", _form(facts, "tien-do"), _first(links))


def _form(facts: Facts, form: str) -> Params:
    return {"form": form, "year": facts.request.scope.year}


def _table(name: str) -> Params:
    """The file's grid."""
    return {"file": name}


def _first(links: Mapping[str, Params]) -> dict[str, Params]:
    """As many as the sentence names: once they are mended the next ones stand there."""
    return dict(islice(links.items(), phrases.NAMED))


def extensions_numbered(facts: Facts) -> Iterator[Gap]:
    yield from _unnumbered(facts, tasks.of_period(facts))


def overdue_extensions_numbered(facts: Facts) -> Iterator[Gap]:
    yield from _unnumbered(facts, reminders.overdue(facts))


def _unnumbered(facts: Facts, rows: Iterable[Any]) -> Iterator[Gap]:
    """The tasks of these rows whose extension is shown without the document that decided it."""
    extensions = Extensions(facts)
    extended = [(row, extensions.in_force(row)) for row in rows]
    lacking = {row.task_id: row.clause for row, found in extended if found and not found.document_no}
    if lacking:
        clauses = phrases.named(list(lacking.values()), "nhiệm vụ")
        said = f"{words.number(len(lacking))} nhiệm vụ gia hạn chưa ghi Số văn bản: {clauses}."
        yield Gap(said, BETTER, "data", _table("extensions"))


# ---- scores


def all_scored(facts: Facts) -> Iterator[Gap]:
    rows = ranking.judged(facts, "unit_ranking", facts.request.period)
    heavy = facts.request.kind.on == "scoring period"
    when = phrases.period(facts)
    if not rows:
        yield Gap(
            "Chưa có đơn vị nào trong các khối thi đua.", EMPTY if heavy else BLANK, "data", _table("units")
        )
    unscored = {row.unit_id: row.name for row in rows if row.rank is None}
    if unscored:
        count = phrases.begun(phrases.out_of(len(unscored), len(rows), "đơn vị"))
        said = f"{count} chưa chấm điểm {when}: {phrases.named(list(unscored.values()))}."
        yield Gap(said, EMPTY if heavy else BLANK, "entry", *_to_score(facts, unscored, SCORING_STAGES[0]))
    provisional = {row.unit_id: row.name for row in rows if is_provisional(row.stage)}
    if provisional:
        count, stage = words.number(len(provisional)), SCORING_STAGES[-1]
        named = phrases.named(list(provisional.values()))
        said = f"{count} đơn vị có điểm tạm tính {when}, chưa qua {stage}: {named}."
        yield Gap(said, BLANK, "entry", *_to_score(facts, provisional, stage))


def _to_score(facts: Facts, units: Mapping[str, str], stage: str) -> tuple[Params, dict[str, Params]]:
    period = facts.request.period
    params = {"form": "cham-diem", "year": periods.year_of(period), "period": period, "stage": stage}
    return params, _first({facts.short_name(unit): {"unit": unit} for unit in units})


# ---- movements


def movements_measured(facts: Facts) -> Iterator[Gap]:
    running = [row for row in facts.rows("movements") if movements.ran(row, facts)]
    for lacking, what in (
        ([row.name for row in running if not row.indicators], "chưa có kết quả"),
        (
            [row.name for row in running if row.indicators and row.mean_completion is None],
            "chưa có kế hoạch (chỉ tiêu) để tính mức hoàn thành",
        ),
    ):
        if lacking:
            named = phrases.named([f"“{name}”" for name in lacking], "phong trào")
            yield Gap(
                f"{words.number(len(lacking))} phong trào {what}: {named}.",
                BETTER,
                "data",
                _table("movements"),
            )


# ---- awards and dossiers


def awards_entered(facts: Facts) -> Iterator[Gap]:
    if not facts.in_quarters("awards_given"):
        said = f"Chưa có hồ sơ nào được ghi Đã khen thưởng trong {facts.request.in_words}."
        waiting = [row for row in facts.rows("pending_dossiers") if row.stage in _BEFORE_AWARD]
        yield Gap(said, BLANK, "entry", _form(facts, "chuyen-buoc"), _by_stage(waiting, AWARDED))


_BEFORE_AWARD = ("Trình Chủ tịch", "Trình cấp trên")
"""The steps from which a dossier may be decided."""


def _by_stage(rows: Iterable[Any], following: str = "") -> dict[str, Params]:
    """A link for the dossiers of each step, since those of one step go on together; with the step that follows, if known."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.stage, []).append(row.dossier_id)
    return {
        f"{stage} ({words.number(len(ids))})": {"dossier": tuple(ids[:MANY]), "stage": following}
        for stage, ids in found.items()
    }


def deadlines_known(facts: Facts) -> Iterator[Gap]:
    pending = [row for row in facts.rows("pending_dossiers") if row.with_higher_level != "có"]
    without = [row for row in pending if row.due_on is None]
    if without:
        awards = dict.fromkeys(facts.name("awards", row.award_id) for row in without)
        said = (
            f"{words.number(len(without))} hồ sơ đang giải quyết không có hạn, vì danh mục chưa ghi số ngày làm việc "
            f"của {phrases.named(list(awards), 'loại')}."
        )
        yield Gap(said, BETTER, "data", _table("awards"))


def dossiers_ripe(facts: Facts) -> Iterator[Gap]:
    if waiting := proposal.waiting(facts):
        said = f"{words.number(len(waiting))} hồ sơ cùng cấp chưa qua thẩm định, không có trong danh sách."
        yield Gap(said, BETTER, "entry", _form(facts, "chuyen-buoc"), _by_stage(waiting))


# ---- the meeting


def meeting_complete(facts: Facts) -> Iterator[Gap]:
    if not any(row.kind == council.KIND for row in facts.table("meetings")):
        yield Gap("Chưa ghi cuộc họp Hội đồng nào.", EMPTY, "data", _table("meetings"))
    meeting = council.meeting(facts)
    if not meeting.place:
        yield Gap("Cuộc họp chưa ghi Địa điểm.", BLANK, "data", _table("meetings"))
    if not council.dossiers(facts):
        said = f"Không có hồ sơ nào ở bước {council.STAGE} vào ngày họp."
        yield Gap(said, BETTER, "entry", _form(facts, "chuyen-buoc"))


def concluded(facts: Facts) -> Iterator[Gap]:
    """Whether the meeting of the minutes, or the last one before a notice, has no conclusion yet."""
    day = facts.request.scope.as_of
    held = [row for row in facts.table("meetings") if row.held_on <= day]
    if not facts.request.kind.of_conclusions:
        held = [row for row in held if row.meeting_id == facts.request.meeting]
    if not held:
        return
    last = max(held, key=lambda row: row.held_on)
    if last.meeting_id not in {row.meeting_id for row in facts.rows("conclusions", blocs=(), units=())}:
        said = f"Cuộc họp ngày {words.day(last.held_on)} chưa ghi kết luận nào."
        yield Gap(said, BETTER, "entry", {"form": "cuoc-hop", "meeting": last.meeting_id})


def conclusions_complete(facts: Facts) -> Iterator[Gap]:
    """What a notice has no place for, and conclusions that nobody leads."""
    if facts.meeting and not facts.meeting.place:
        yield Gap("Cuộc họp chưa ghi Địa điểm.", BETTER, "data", _table("meetings"))
    nobody = [row.clause for row in conclusions_notice.given(facts) if not row.unit_id]
    if nobody:
        said = f"{words.number(len(nobody))} kết luận chưa giao đơn vị chủ trì: {phrases.named(nobody, 'kết luận')}."
        form = {"form": "cuoc-hop", "meeting": facts.request.meeting}
        yield Gap(said, BLANK, "entry", form)
