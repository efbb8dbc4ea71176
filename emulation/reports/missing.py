"""What the data lack for a good report: a sentence for each gap, with a link to the screen where it can be filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from emulation import words
from emulation.intake.problems import Problem
from emulation.reports.contents import council, movements, phrases, proposal, ranking, tasks
from emulation.reports.contents.extensions import Extensions
from emulation.reports.facts import Facts
from emulation.reports.request import NotAsked
from emulation.schema import SCORING_STAGES, TABLE, TABLES
from emulation.vocabulary import is_provisional
from emulation.warehouse import NotAvailable, tables_of

EMPTY, BLANK, BETTER = 3, 2, 1
"""Weights of gaps: a part of the report is empty or wrong; a place stays blank or a figure may change; merely desirable."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to be mended on `page` (its path; empty where only time does), opened with `params`."""

    sentence: str
    weight: int
    page: str = ""
    params: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


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
_NOT_IN_ALL = ("superior", "unit_id", "symbol")
"""Those of them for which only some documents have a place (`Kind.plan`)."""


def _plan(facts: Facts) -> Iterator[Gap]:
    year = facts.request.scope.year
    if facts.plan is None:
        agency = "" if facts.commune.issuer.body else "tên cơ quan, "
        said = f"Chưa có kế hoạch năm {year} trong plan.csv: {agency}địa danh, người ký để trống."
        yield Gap(said, EMPTY, "exchange")
        return
    kind = facts.request.kind
    if kind.workbook:  # which names the agency only
        return
    shown = [name for name in _PLAN if name in kind.plan or name not in _NOT_IN_ALL]
    lacking = [_PLAN[name] for name in shown if not getattr(facts.plan, name)]
    if lacking:
        labels = words.listed([label for label, _ in lacking])
        weight = max(weight for _, weight in lacking)
        yield Gap(
            f"Kế hoạch năm {year} chưa ghi {labels}: chỗ ấy trong văn bản để trống.", weight, "exchange"
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
        yield Gap(f"Chưa ghi cuộc họp Hội đồng nào trong {request.in_words}.", BETTER, "exchange")


# ---- tasks


def tasks_recorded(facts: Facts) -> Iterator[Gap]:
    rows = tasks.of_period(facts)
    if not rows:
        yield Gap(f"Chưa có nhiệm vụ nào cho {facts.request.in_words} trong dữ liệu.", EMPTY, "exchange")
        return
    by_hand = {row.task_id: row for row in facts.table("tasks") if row.measured_by != "hồ sơ"}
    last = tasks.last_rows(facts.table("progress"), facts.request.scope.as_of)
    unexplained = {
        line["dieu"] for group in tasks.groups(facts) for line in group["bang"] if line["thieu_ly_do"]
    }
    of_hand = [row for row in rows if row.task_id in by_hand]
    yield from _of_tasks(
        [row for row in of_hand if row.clause in unexplained and row.timeliness in ("Quá hạn", "Trễ hạn")],
        "quá hạn hoặc trễ hạn chưa ghi lý do",
        BLANK,
    )
    yield from _of_tasks(
        [row for row in of_hand if row.status == "Hoàn thành" and not any(_evidence(row, last))],
        "Hoàn thành chưa ghi văn bản, minh chứng",
        BETTER,
    )
    recorded = {task for task, _ in last}
    yield from _of_tasks(
        [row for row in of_hand if row.quarter == tasks.WHOLE_YEAR and row.task_id not in recorded],
        "làm cả năm chưa có ghi nhận nào",
        BLANK,
    )


def extensions_numbered(facts: Facts) -> Iterator[Gap]:
    extensions = Extensions(facts)
    extended = [(row, extensions.in_force(row)) for row in tasks.of_period(facts)]
    lacking = {row.task_id: row.clause for row, found in extended if found and not found.document_no}
    if lacking:
        clauses = phrases.named(list(lacking.values()), "nhiệm vụ")
        said = f"{words.number(len(lacking))} nhiệm vụ gia hạn chưa ghi Số văn bản: {clauses}."
        yield Gap(said, BETTER, "exchange")


def _evidence(row: Any, last: Mapping[tuple[str, str], Any]) -> Iterator[str | None]:
    """The evidence that each unit of a row has recorded."""
    for unit in tasks.units_of(row):
        noted = last.get((row.task_id, unit))
        yield noted.evidence if noted else None


def _of_tasks(rows: Iterable[Any], lacking: str, weight: int) -> Iterator[Gap]:
    found = {row.task_id: row.clause for row in rows}
    if found:
        clauses = phrases.named(list(found.values()), "nhiệm vụ")
        said = f"{words.number(len(found))} nhiệm vụ {lacking}: {clauses}."
        yield Gap(said, weight, "entry", {"form": "tien-do", "task": tuple(found)})


# ---- scores


def all_scored(facts: Facts) -> Iterator[Gap]:
    rows = ranking.judged(facts, "unit_ranking", facts.request.period)
    heavy = facts.request.kind.on == "scoring period"
    when = phrases.period(facts)
    if not rows:
        yield Gap("Chưa có đơn vị nào trong các khối thi đua.", EMPTY if heavy else BLANK, "exchange")
    unscored = [row.name for row in rows if row.rank is None]
    if unscored:
        count = phrases.begun(phrases.out_of(len(unscored), len(rows), "đơn vị"))
        said = f"{count} chưa chấm điểm {when}: {phrases.named(unscored)}."
        yield Gap(said, EMPTY if heavy else BLANK, "entry", {"form": "cham-diem"})
    provisional = [row.name for row in rows if is_provisional(row.stage)]
    if provisional:
        count = words.number(len(provisional))
        said = f"{count} đơn vị có điểm tạm tính {when}, chưa qua {SCORING_STAGES[-1]}: {phrases.named(provisional)}."
        yield Gap(said, BLANK, "entry", {"form": "cham-diem"})


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
            yield Gap(f"{words.number(len(lacking))} phong trào {what}: {named}.", BETTER, "exchange")


# ---- awards and dossiers


def awards_entered(facts: Facts) -> Iterator[Gap]:
    if not facts.in_quarters("awards_given"):
        said = f"Chưa có hồ sơ nào được ghi Đã khen thưởng trong {facts.request.in_words}."
        yield Gap(said, BLANK, "entry", {"form": "chuyen-buoc"})


def deadlines_known(facts: Facts) -> Iterator[Gap]:
    pending = [row for row in facts.rows("pending_dossiers") if row.with_higher_level != "có"]
    without = [row for row in pending if row.due_on is None]
    if without:
        awards = dict.fromkeys(facts.name("awards", row.award_id) for row in without)
        said = (
            f"{words.number(len(without))} hồ sơ đang giải quyết không có hạn, vì danh mục chưa ghi số ngày làm việc "
            f"của {phrases.named(list(awards), 'loại')}."
        )
        yield Gap(said, BETTER, "exchange")


def dossiers_ripe(facts: Facts) -> Iterator[Gap]:
    if not proposal.proposed(facts):
        said = "Chưa có hồ sơ nào đến bước trình: danh sách để trống."
        yield Gap(said, EMPTY, "entry", {"form": "chuyen-buoc"})


# ---- the meeting


def meeting_complete(facts: Facts) -> Iterator[Gap]:
    if not any(row.kind == council.KIND for row in facts.table("meetings")):
        yield Gap("Chưa ghi cuộc họp Hội đồng nào trong meetings.csv.", EMPTY, "exchange")
    meeting = council.meeting(facts)
    if not meeting.place:
        yield Gap("Cuộc họp chưa ghi Địa điểm trong meetings.csv.", BLANK, "exchange")
    if not council.dossiers(facts):
        said = f"Không có hồ sơ nào ở bước {council.STAGE} vào ngày họp."
        yield Gap(said, BETTER, "entry", {"form": "chuyen-buoc"})
