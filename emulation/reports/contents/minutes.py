"""Biên bản họp Hội đồng: what the data hold of a meeting. What was said, who came and how they voted is for people to
write; only sums of votes have a place.

All figures are those of the meeting's day: of what came later the minutes know nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from emulation import words
from emulation.periods import earlier, quarter_period
from emulation.reports.contents import conclusions, council, letterhead, nominees, phrases, ranking
from emulation.reports.contents.counts import Counts
from emulation.reports.contents.section import Section, filled, meanings
from emulation.reports.facts import Facts
from emulation.schema import SCORING_STAGES
from emulation.text import file_part, fold


def documents(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """The one minutes. Raises NotAsked where no meeting of the Council is chosen."""
    meeting, then = council.meeting(facts), facts.but(as_of=council.day(facts))
    stem = "-".join(filter(None, (f"{facts.request.kind.file}-hop", file_part(meeting.meeting_id))))
    yield stem, letterhead.values(then) | filled(SECTIONS, then)


# ---- the meeting


def _fill_meeting(facts: Facts) -> dict[str, Any]:
    meeting = council.meeting(facts)
    tasks = facts.warehouse.table("tasks").itertuples()  # empty where it cannot be read: then none is named
    task = next((row for row in tasks if row.task_id == meeting.task_id), None)
    return {
        "bien_ban.noi_dung": meeting.title,
        "bien_ban.ngay": letterhead.long_day(meeting.held_on),
        "bien_ban.dia_diem": meeting.place or "",
        "bien_ban.nhiem_vu": f"{task.title} (điểm {task.clause})" if task else "",
        "bien_ban.tinh_den": words.day(facts.request.scope.as_of),
        "bien_ban.nam": str(meeting.held_on.year),
    }


MEETING = Section(
    {
        "bien_ban.noi_dung": "nội dung cuộc họp",
        "bien_ban.ngay": "ngày họp",
        "bien_ban.dia_diem": "địa điểm, nếu có trong số liệu",
        "bien_ban.nhiem_vu": "nhiệm vụ của Kế hoạch mà cuộc họp thực hiện, nếu có",
        "bien_ban.tinh_den": "ngày của số liệu: ngày họp, hoặc ngày lập nếu chưa họp",
        "bien_ban.nam": "năm của ngày họp",
    },
    _fill_meeting,
)


# ---- the plan's progress


def _fill_progress(facts: Facts) -> dict[str, Any]:
    day, year = facts.request.scope.as_of, council.meeting(facts).held_on.year
    rows = [
        row
        for row in facts.rows("quarterly_progress", year=year, quarter=None)
        if row.tasks and date(year, 3 * row.quarter - 2 if row.quarter else 1, 1) <= day
    ]
    rows.sort(key=lambda row: row.quarter or 5)
    what = phrases.thing(facts)
    said = [quarter(words.quarter(row.quarter), Counts.of([row]), what) for row in rows]
    none = f"Trong số liệu chưa có nhiệm vụ nào của năm {year} đến kỳ thực hiện."
    chosen = phrases.scope(facts)
    return {
        "tien_do.cau": [*([f"Phạm vi số liệu: {chosen}."] if chosen else []), *(said or [none])],
        "so.qua_han": words.number(sum(row.overdue for row in rows)),
    }


PROGRESS = Section(
    {
        "tien_do.cau": "các đoạn nói tiến độ, mỗi quý đã đến một đoạn",
        "so.qua_han": "số nhiệm vụ quá hạn của các quý đã đến",
    },
    _fill_progress,
)


def quarter(name: str, counts: Counts, what: str) -> str:
    """How a quarter's tasks stand, in one sentence; `what` is counted."""
    if not counts.arising:
        both = f"cả {words.number(counts.tasks)} {what} đều" if counts.tasks > 1 else f"{what} duy nhất"
        return f"{name}: {both} không phát sinh."
    open_states = ", ".join(
        _each((counts.in_progress, "đang thực hiện"), (counts.not_started, "chưa bắt đầu"))
    )
    parts = [
        _done(counts, what),
        open_states + _pressing(counts),
        *_each((counts.not_arising, "không phát sinh")),
    ]
    return f"{name}: {'; '.join(filter(None, parts))}."


def _done(counts: Counts, what: str) -> str:
    if not counts.done:
        return f"chưa hoàn thành {what} nào"
    arising = f"{what} có phát sinh" if counts.not_arising else what
    timely = _each((counts.done_on_time, "đúng hạn"), (counts.done_late, "trễ hạn"))
    if len(timely) == 1:
        timely = [("đều " if counts.done > 1 else "") + ("trễ hạn" if counts.done_late else "đúng hạn")]
    return f"hoàn thành {phrases.out_of(counts.done, counts.arising, arising)} ({', '.join(timely)})"


def _pressing(counts: Counts) -> str:
    """How many of those not done are overdue or due soon."""
    late = _each((counts.overdue, "quá hạn"), (counts.due_soon, "sắp đến hạn"))
    if counts.open in (counts.overdue, counts.due_soon):
        late = [("đều " if counts.open > 1 else "") + ("quá hạn" if counts.overdue else "sắp đến hạn")]
        return f" ({late[0]})" if counts.open else ""
    return f" (trong đó {', '.join(late)})" if late else ""


def _each(*parts: tuple[int, str]) -> list[str]:
    return [f"{words.number(count)} {state}" for count, state in parts if count]


# ---- the dossiers


def _fill_dossiers(facts: Facts) -> dict[str, Any]:
    listed, day = council.dossiers(facts), words.day(facts.request.scope.as_of)
    if listed:
        said = (
            f"Đến ngày {day}, có {words.number(len(listed))} hồ sơ đề nghị khen thưởng ở bước {council.STAGE} "
            f"({nominees.counted(listed)})."
        )
    else:
        said = f"Đến ngày {day}, không có hồ sơ nào đề nghị khen thưởng ở bước {council.STAGE}."
    return {
        "xet.cau": [said],
        "xet.danh_sach": nominees.groups(facts, listed, with_level=True),
        **{f"so.{tag}": number for tag, number in nominees.by_kind(listed).items()},
    }


DOSSIERS = Section(
    {
        "xet.cau": "đoạn nói số hồ sơ ở bước Họp Hội đồng",
        "xet.danh_sach": "nhóm theo danh hiệu: ten, bang; mỗi dòng: stt, ten, doi_tuong, don_vi, loai, ma",
        "so.tap_the": "số tập thể được xét",
        "so.ho_gia_dinh": "số hộ gia đình được xét",
        "so.ca_nhan": "số cá nhân được xét",
        "so.cong": "tổng số tập thể, hộ gia đình, cá nhân được xét",
    },
    _fill_dossiers,
)


# ---- the scores


def _fill_scores(facts: Facts) -> dict[str, Any]:
    period = scored(facts)
    if not period:
        return {"cham_diem.ky": "", "cham_diem.cau": [], "cham_diem.bang": []}
    then = facts.but(year=int(period[:4]), quarter=int(period[-1]))
    values = ranking.SECTION.values(then)
    first = _first(facts, period)
    lines = values["xep_hang.khoi"]  # none where a filter leaves nobody who is ranked
    blocs = then.rows("bloc_ranking", period=period) if lines else []
    return {
        "cham_diem.ky": phrases.period(then),
        "cham_diem.cau": values["xep_hang.cau"],
        "cham_diem.bang": [
            {**line, "nhat": first.get(row.bloc_id, words.MISSING)}
            for row, line in zip(blocs, lines, strict=True)
        ],
    }


SCORES = Section(
    {
        "cham_diem.ky": "kỳ chấm điểm mà Hội đồng thông qua, nếu có",
        "cham_diem.cau": "các đoạn nói kết quả chấm điểm",
        "cham_diem.bang": "bảng khối: hang, khoi, da_cham, diem, nhat (đơn vị nhất khối), ghi_chu",
    },
    _fill_scores,
)


SECTIONS = (MEETING, PROGRESS, DOSSIERS, SCORES, conclusions.MINUTES)
TAGS = {**letterhead.TAGS, **meanings(SECTIONS)}


def _first(facts: Facts, period: str) -> dict[str, str]:
    """Bloc → the units that are first in it, and their points."""
    first: dict[str, list[Any]] = {}
    for row in _ranking(facts, facts.request.scope.as_of, period):
        if row.bloc_rank == 1:
            first.setdefault(row.bloc_id, []).append(row)
    return {
        bloc: f"{phrases.named([facts.short_name(row.unit_id) for row in rows])} ({words.points(rows[0].total)})"
        for bloc, rows in first.items()
    }


def scored(facts: Facts) -> str:
    """The period whose scores the meeting was about, or "": the quarter it fell into if anyone was ranked in it, else
    the one before. It was about scores if its title says so, or if the Council's own came since its last meeting."""
    day = facts.request.scope.as_of
    own = quarter_period(day)
    period = next((p for p in (own, earlier(own)) if any(r.rank for r in _ranking(facts, day, p))), "")
    if not period or fold("chấm điểm") in fold(council.meeting(facts).title):
        return period
    held = [row.held_on for row in facts.table("meetings") if row.kind == council.KIND and row.held_on < day]
    before = _by_council(facts, max(held), period) if held else set()
    return period if _by_council(facts, day, period) - before else ""


def _by_council(facts: Facts, day: date, period: str) -> set[str]:
    rows = _ranking(facts, day, period)
    return {row.unit_id for row in rows if row.stage == SCORING_STAGES[-1]}


def _ranking(facts: Facts, day: date, period: str) -> list[Any]:
    """The whole ranking: who is first in a bloc does not depend on a filter."""
    return facts.rows("unit_ranking", as_of=day, period=period, blocs=(), units=())
