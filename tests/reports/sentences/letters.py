"""What proposals, letters and minutes say of dossiers, and letters of the parts of tasks that their unit is late with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from emulation import words
from emulation.commune import LEVEL
from emulation.reports.contents import phrases
from emulation.schema import CLOSING_STAGES
from tests.reports.sentences.others import NOMINEES
from tests.reports.sentences.paper import Paper
from tests.reports.sentences.registry import Said, says, some
from tests.reports.sentences.tasks import number

day = words.day


@says(
    "Đến ngày <day:D>, (?:có <count:N>|không có) hồ sơ.* (?P<ripe>ở bước Họp Hội đồng|trình Hội đồng xét|đã qua thẩm định)"
    "(?: \\((?P<kinds>[^)]+)\\))?(?:, .*)?[.]",
    "minutes",
    "proposal",
)
def dossiers_listed(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    rows = listed(paper)
    kinds = Counter[str]()
    for row in rows:
        kinds[row.nominee_kind] += row.quantity
    return {
        "day": day(paper.as_of),
        "count": some(len(rows)),
        "ripe": said["ripe"] if (said["ripe"] == "đã qua thẩm định") != bool(paper.meeting) else None,
        "kinds": words.listed([f"{number(kinds[k])} {k.lower()}" for k in NOMINEES if kinds[k]]) or None,
    }


def listed(paper: Paper) -> list[Any]:
    level, rows = paper.request.level, paper.ask("pending_dossiers")
    stages = ("Họp Hội đồng",) if paper.meeting else ("Họp Hội đồng", "Trình Chủ tịch")
    return [row for row in rows if row.stage in stages and level in ("", LEVEL.value_of(row.level))]


@says("\\(Kèm theo .+ năm <year:N> của .+\\)", "proposal")
@says("Căn cứ Điều 59 .+;", "proposal")
def of_the_law(said: Said) -> Mapping[str, Any]:
    return dict.fromkeys(said.places, said.paper.values["ngay_lap"][-4:])


@says("Đề nghị khen thưởng.* theo cuộc họp Hội đồng ngày <held:D>", "proposal")
@says("Căn cứ Biên bản số .+ ngày <held:D> họp .+[.]", "proposal")
def of_the_meeting(said: Said) -> Mapping[str, Any]:
    return {"held": day(said.paper.meeting.held_on)}


@says("\\[Rà soát trước khi trình: <count:N> hồ sơ đã kết thúc: .+[.]\\]", "proposal")
def ended_since(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    changes = paper.ask("changes", since=paper.as_of, as_of=paper.request.scope.as_of)
    ended = {row.id for row in changes if row.kind == "dossier" and row.after in CLOSING_STAGES}
    return {"count": number(sum(row.dossier_id in ended for row in listed(paper)))}


# ---- letters


class Letter:
    """What a letter is about: its unit's parts of the year's tasks, and the dossiers that wait for it."""

    def __init__(self, said: Said) -> None:
        paper = said.paper
        name = paper.values["don_doc"]["don_vi"]
        (self.row,) = (row for row in paper.ask("unit_progress") if row.name == name)
        tasks = paper.ask("tasks", units=(self.row.unit_id,), blocs=())
        self.late = [row for row in tasks if row.timeliness == "Quá hạn"]
        self.longest = number(max(row.days_late for row in self.late))
        by_hand = {row.task_id for row in paper.table("tasks") if row.measured_by != "hồ sơ"}
        self.by_hand = sum(row.task_id in by_hand for row in self.late)
        pending = paper.ask("pending_dossiers")
        self.incomplete = sum(
            row.unit_id == self.row.unit_id and row.stage == "Yêu cầu bổ sung" for row in pending
        )


@says(".+ có <assigned:N> phần việc của năm <year:N> theo .+[.]", "reminders")
@says("Tính đến ngày <day:D>, phần việc này chưa hoàn thành và đã quá hạn <longest:N> ngày[.]", "reminders")
@says(
    "Tính đến ngày <day:D>, còn <overdue:N> phần việc chưa hoàn thành và đã quá hạn(?:, lâu nhất)? <longest:N> ngày[.]",
    "reminders",
)
@says(
    "- (?:Hoàn thành <by_hand:N> phần việc quá hạn|Thực hiện <asked:N> phần việc nêu trên), .+;", "reminders"
)
@says("- Bổ sung <incomplete:N> hồ sơ đề nghị khen thưởng nêu trên, .+;", "reminders")
@says("Ngoài ra, tính đến ngày <day:D>, <incomplete:N> hồ sơ đề nghị khen thưởng của .+[.]", "reminders")
def letter(said: Said) -> Mapping[str, Any]:
    about = Letter(said)
    known = {
        "assigned": number(about.row.assigned),
        "year": str(said.paper.year),
        "day": day(said.paper.as_of),
        "overdue": number(about.row.overdue),
        "longest": about.longest,
        "by_hand": number(about.by_hand),
        "asked": number(about.by_hand),
        "incomplete": number(about.incomplete),
    }
    return {name: text and known[name] for name, text in said.places.items()}


@says("(?:Đây là|Trong đó có) phần việc của đơn vị trong nhiệm vụ (?P<tasks>.+)[.]", "reminders")
def parts_of_done_tasks(said: Said) -> Mapping[str, Any]:
    paper = said.paper
    done = {
        row.task_id: row.completed_on for row in paper.ask("tasks", blocs=(), units=()) if row.completed_on
    }
    listed = [
        f"{row.clause} (nhiệm vụ đã hoàn thành ngày {day(done[row.task_id])})"
        for row in Letter(said).late
        if row.task_id in done
    ]
    return {"tasks": phrases.named(listed, "nhiệm vụ")}
