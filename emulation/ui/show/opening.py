"""The first slide: whose figures, for which meeting, of when; and the last: when we meet again, what is due by then."""

from __future__ import annotations

from collections.abc import Iterator

from emulation import words
from emulation.ui.show.moment import OTHER, Moment
from emulation.ui.show.slide import Slide, Statement

COUNCIL = "Hội đồng thi đua, khen thưởng"


def title(moment: Moment) -> Iterator[Slide]:
    """Commune, meeting and as-of date."""
    meeting = moment.meeting
    lines = []
    if meeting:
        lines = [meeting.title, _when(meeting.kind, words.day(meeting.held_on), meeting.place)]
    if moment.where:
        lines.append(f"Phạm vi: {moment.where}")
    lines.append(f"Số liệu tính đến {words.day(moment.scope.as_of)}")
    yield Slide(
        "title",
        "title",
        commune(moment) or COUNCIL,
        heading(moment),
        Statement(tuple(lines)),
    )


def end(moment: Moment) -> Iterator[Slide]:
    """The next meeting, and how much falls due until then."""
    after = moment.meeting.held_on if moment.meeting else None
    rows = moment.ask("council_next", after=after)
    if rows.empty:
        return
    meeting = rows.iloc[0]
    noun = "phần việc" if moment.scope.filtered else "nhiệm vụ"
    counts = [(meeting["tasks"], noun), (meeting["dossiers"], "hồ sơ")]
    due = words.listed([f"{words.number(count)} {what}" for count, what in counts if count])
    day = words.day(meeting["held_on"])
    yield Slide(
        "end",
        "end",
        "Cuộc họp tiếp theo",
        moment.titled(f"Đến {day}: {due} đến hạn" if due else f"Họp tiếp theo ngày {day}"),
        Statement(
            (
                meeting["title"],
                _when(meeting["kind"], day, meeting["place"]),
                "Xin trân trọng cảm ơn.",
            )
        ),
        "Lịch họp, kế hoạch, hồ sơ khen thưởng",
        f"Chưa kể {noun} và hồ sơ đã quá hạn." if due else "",
    )


def heading(moment: Moment) -> str:
    """What the show is about, where no meeting says it."""
    return f"Tình hình thi đua, khen thưởng {span(moment)}"


def span(moment: Moment) -> str:
    """The stretch of the plan that is shown: năm 2026; Quý III năm 2026; năm 2026, nhiệm vụ cả năm."""
    year, quarter = moment.scope.year, moment.scope.quarter
    if quarter is None:
        return f"năm {year}"
    return f"{words.quarter(quarter)} năm {year}" if quarter else f"năm {year}, nhiệm vụ cả năm"


def commune(moment: Moment) -> str:
    """Who issued the plan of the year shown, or the latest plan; empty where none is known."""
    plans = moment.table("plan").sort_values("year")
    of_year = plans[plans["year"] == moment.scope.year]
    known = of_year if len(of_year) else plans
    return str(known["issuer"].iloc[-1]) if len(known) else ""


def _when(kind: str, day: str, place: str | None) -> str:
    """Họp Hội đồng ngày 15/10/2026 · Hội trường UBND xã."""
    when = f"Ngày {day}" if kind == OTHER else f"{kind} ngày {day}"
    return f"{when} · {place}" if place else when
