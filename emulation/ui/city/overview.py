"""What *Toàn thành phố* says, from the rows of its queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from emulation import words
from emulation.scope import Scope
from emulation.ui.city import standing
from emulation.ui.frame import filters
from emulation.ui.parts.blocks import Figure, Step

FIRST = 8
"""So many communes are listed at once, the others under a fold."""
COMMUNES = "xã, phường"


def lead(totals: Any, scope: Scope) -> str:
    """Who has sent, how much is done, who is late: Đến 16/11/2026, 112/114 xã, phường đã gửi số liệu; …"""
    day = words.day(scope.as_of)
    of = f"{words.number(totals.sent)}/{words.number(totals.communes)} {COMMUNES}"
    if not totals.sent:
        return f"Đến {day}, chưa {COMMUNES} nào gửi số liệu năm {scope.year}."
    parts = [f"Đến {day}, {of} đã gửi số liệu"]
    if totals.completion_rate is not None:
        done = totals.done_on_time + totals.done_late
        arising = totals.tasks - totals.not_arising
        what = f"{words.number(done)}/{words.number(arising)} nhiệm vụ"
        parts.append(f"hoàn thành {words.percent(totals.completion_rate)} ({what})")
    late = words.number(totals.communes_overdue)
    parts.append(
        f"{late} nơi có nhiệm vụ quá hạn" if totals.communes_overdue else "không nơi nào có nhiệm vụ quá hạn"
    )
    if totals.handed_up:
        longest = words.number((scope.as_of - totals.handed_up_since).days)
        parts.append(f"{words.number(totals.handed_up)} hồ sơ đang ở cấp trên, lâu nhất {longest} ngày")
    return "; ".join(parts) + "."


def cards(totals: Any, scope: Scope) -> list[Figure]:
    """The city's figures, each with its denominator, and of how many communes it is."""
    at = f"tính đến {words.day(scope.as_of)}, của {totals.sent}/{totals.communes} {COMMUNES}"
    done = None if totals.tasks is None else totals.done_on_time + totals.done_late
    arising = None if totals.tasks is None else totals.tasks - totals.not_arising
    settled = "" if not totals.settled else f"giải quyết trung vị {words.number(totals.median_days)} ngày"
    older = f"{totals.older} nơi số liệu cũ hơn 7 ngày" if totals.older else "không nơi nào số liệu cũ"
    return [
        Figure(
            words.number(totals.sent),
            f"{COMMUNES.capitalize()} đã gửi",
            of=f"/{words.number(totals.communes)}",
            note=older,
            means=f"Có số liệu năm {scope.year}, {at}",
            link=filters.link("communes"),
        ),
        Figure(
            _known(done),
            "Nhiệm vụ đã hoàn thành",
            of="" if arising is None else f"/{words.number(arising)}",
            note=_share(totals.completion_rate),
            means=f"Trên nhiệm vụ có phát sinh, {at}",
        ),
        Figure(
            _known(totals.overdue),
            "Nhiệm vụ quá hạn",
            of="" if arising is None else f"/{words.number(arising)}",
            note=f"của {words.number(totals.communes_overdue)} nơi" if totals.overdue else "",
            means=f"Trên nhiệm vụ có phát sinh, {at}",
            late=bool(totals.overdue),
        ),
        Figure(
            _known(totals.dossiers_overdue),
            "Hồ sơ quá hạn ở cấp xã",
            of="" if totals.dossiers is None else f"/{words.number(totals.dossiers)}",
            note=settled,
            means=f"Trên hồ sơ chưa kết thúc, {at}; ngày làm việc để giải quyết, {_known(totals.settled)} hồ sơ",
            late=bool(totals.dossiers_overdue),
        ),
        Figure(
            _known(totals.handed_up),
            "Hồ sơ đang ở cấp trên",
            means=f"Đã trình cấp trên và chưa có kết quả, {at}",
            link=filters.link("handed_up"),
        ),
        Figure(
            _known(totals.awards),
            "Khen thưởng đã quyết định",
            note=""
            if totals.awards_per_unit is None
            else f"{words.number(totals.awards_per_unit, 2)} một đơn vị",
            means=f"{filters.time_in_words(scope.of_awards)}, {at}; {_known(totals.units)} đơn vị",
            link=filters.link("awards"),
        ),
    ]


def _known(value: Any) -> str:
    return words.number(value)


def _share(rate: Any) -> str:
    return "" if rate is None else words.percent(rate)


def late(communes: Sequence[Any]) -> list[Step]:
    """The communes that are late, most overdue tasks first, then dossiers."""
    found = [row for row in communes if standing.late_parts(row)]
    found.sort(key=lambda row: (-row.overdue, -row.dossiers_overdue))
    return [
        Step(
            need=f"{' và '.join(standing.late_parts(row))} quá hạn; {_done(row)}số liệu ngày {words.day(row.as_of)}",
            what=row.name,
            owner=row.cluster or "",
            state="Quá hạn",
            due=standing.late_parts(row)[0],
            link=filters.link("commune", unit=row.commune),
        )
        for row in found
    ]


def _done(row: Any) -> str:
    return "" if row.completion_rate is None else f"hoàn thành {words.percent(row.completion_rate)}; "


def silent(communes: Sequence[Any]) -> list[Step]:
    """Those that sent nothing of the year, and those whose figures are old, the longest silent first."""
    found = [row for row in communes if row.sent != "có"]
    found.sort(key=lambda row: (row.last_sent is not None, row.last_sent))
    return [
        Step(
            need="chưa biết, không tính là 0" if row.sent == "chưa" else "đang tính theo số liệu cũ",
            what=row.name,
            owner=row.cluster or "",
            state=None,
            due=f"từ {words.day(row.last_sent)}" if row.last_sent else "chưa gửi lần nào",
            link=filters.link("commune", unit=row.commune),
        )
        for row in found
    ]


def late_line(late: Sequence[Step]) -> str:
    """What the list of who is late is of."""
    return (
        "Nhiều nhiệm vụ quá hạn nhất ở trên."
        if late
        else f"Không {COMMUNES} nào có nhiệm vụ hay hồ sơ quá hạn."
    )


def silent_line(silent: Sequence[Step]) -> str:
    """What the list of who sent nothing is of."""
    if not silent:
        return f"Mọi {COMMUNES} đã gửi số liệu trong 7 ngày."
    return "Chưa gửi số liệu của năm, hoặc số liệu gửi gần nhất đã quá 7 ngày."
