"""What moved between two days: which way each task turned, from where to where dossiers went, and which of it is told first.

A task is a row of `council_changes`, a dossier one of `dossier_moves`, a unit one of `unit_ranking`, their columns as
attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from emulation import words
from emulation.ranks import Climb
from emulation.schema import CLOSING_STAGES, DOSSIER_STAGES

_LONGEST = 60
"""Letters of names in the sentence; longer ones are counted."""
_DONE = ("Đúng hạn", "Trễ hạn")


class Turn(StrEnum):
    """What became of a task, in the order in which it is told."""

    LATE = "thành quá hạn"
    FREED = "hết quá hạn"
    DONE = "hoàn thành"
    BEGUN = "bắt đầu làm"
    GIVEN = "mới giao"
    NEAR = "sắp đến hạn"
    OTHER = "đổi khác"


class Way(StrEnum):
    """Which way a dossier went, in the order in which it is told. Back is also what its unit has to mend or got back."""

    NEW = "mới"
    ON = "đi tiếp"
    AWARDED = "được khen thưởng"
    BACK = "quay lại"
    CLOSED = "kết thúc không khen"


STATIONS = (
    "Đơn vị",
    "Tiếp nhận",
    "Yêu cầu bổ sung",
    "Thẩm định",
    "Họp Hội đồng",
    "Trình Chủ tịch",
    "Trình cấp trên",
    "Kết thúc",
)
"""Where a dossier may be, from its unit to the end, so that what goes on goes to the right."""


def station(stage: str | None) -> int:
    """The place among `STATIONS` of a stage; None: not received yet.

    >>> [STATIONS[station(stage)] for stage in (None, "Trả lại", "Thẩm định", "Đã khen thưởng")]
    ['Đơn vị', 'Đơn vị', 'Thẩm định', 'Kết thúc']
    """
    if stage in (None, "Trả lại", "Rút hồ sơ"):
        return 0
    return STATIONS.index(stage) if stage in STATIONS else len(STATIONS) - 1


@dataclass(frozen=True)
class Flow:
    """Dossiers that went from one stage to another; `before` None: they were not received yet."""

    way: Way
    before: str | None
    after: str
    dossiers: tuple[Any, ...]


def turn(before: str | None, after: str) -> Turn:
    """What became of a task by the states under which it was and is shown; `before` None: it was not given yet.

    >>> [turn("Chưa bắt đầu", "Quá hạn").value, turn("Quá hạn", "Trễ hạn").value, turn("Quá hạn", "Đang thực hiện").value]
    ['thành quá hạn', 'hoàn thành', 'hết quá hạn']
    """
    if after == "Quá hạn":
        return Turn.LATE
    if after in _DONE and before not in _DONE:
        return Turn.DONE
    if before is None:
        return Turn.GIVEN
    if before == "Quá hạn":
        return Turn.FREED
    if after == "Đang thực hiện" and before == "Chưa bắt đầu":
        return Turn.BEGUN
    return Turn.NEAR if after == "Sắp đến hạn" else Turn.OTHER


def turns(tasks: Iterable[Any]) -> dict[Turn, list[Any]]:
    """The tasks by what became of them, those that turned late first; what became of none is left out."""
    rows = list(tasks)
    found = {each: [row for row in rows if turn(row.before, row.after) is each] for each in Turn}
    return {each: some for each, some in found.items() if some}


def way(before: str | None, after: str) -> Way:
    """Which way a dossier went.

    >>> [way(None, "Thẩm định").value, way("Thẩm định", "Họp Hội đồng").value, way("Thẩm định", "Đã khen thưởng").value]
    ['mới', 'đi tiếp', 'được khen thưởng']
    >>> {way("Thẩm định", "Yêu cầu bổ sung"), way("Trình Chủ tịch", "Thẩm định"), way(None, "Trả lại")} == {Way.BACK}
    True
    >>> way("Yêu cầu bổ sung", "Thẩm định").value, way("Thẩm định", "Rút hồ sơ").value
    ('đi tiếp', 'kết thúc không khen')
    """
    if after == "Đã khen thưởng":
        return Way.AWARDED
    if after == "Trả lại":
        return Way.BACK
    if after in CLOSING_STAGES:
        return Way.CLOSED
    if before is None:
        return Way.NEW
    if after == "Yêu cầu bổ sung" or (before, after) == ("Yêu cầu bổ sung", "Tiếp nhận"):
        return Way.BACK
    if before == "Yêu cầu bổ sung":
        return Way.ON
    return Way.ON if DOSSIER_STAGES.index(after) > DOSSIER_STAGES.index(before) else Way.BACK


def flows(moves: Iterable[Any]) -> list[Flow]:
    """The dossiers by way, then by the stations before and after; each is in one flow."""
    ways, stages = list(Way), (None, *DOSSIER_STAGES)

    def place(row: Any) -> tuple[int, ...]:
        between = (row.before, row.after)
        return ways.index(way(*between)), *map(station, between), *map(stages.index, between)

    grouped = groupby(sorted(moves, key=place), key=lambda row: (row.before, row.after))
    return [Flow(way(before, after), before, after, tuple(rows)) for (before, after), rows in grouped]


def by_way(all_flows: Sequence[Flow]) -> dict[Way, list[Flow]]:
    """The flows of each way that any dossier went."""
    return {each: list(some) for each, some in groupby(all_flows, key=lambda flow: flow.way)}


def sentence(
    begin: str,
    tasks: dict[Turn, list[Any]] | None,
    dossiers: Sequence[Flow] | None,
    climbs: Sequence[Climb] = (),
    *,
    thing: str = "nhiệm vụ",
    than: str = "",
) -> str:
    """The movement that matters most, what turned late first: Từ họp 15/10: 2 nhiệm vụ thành quá hạn, 1 hoàn thành; …

    `begin`: since when, in words. `thing`: what a row of the tasks is. None: not for the viewer. `climbs`: who rose most
    since the period `than`.
    """
    told = []
    if tasks is not None:
        told.append(of_tasks(tasks, thing))
    if dossiers is not None:
        told.append(of_dossiers(dossiers))
    if climbed := [*_farthest(climbs, "lên", 1), *_farthest(climbs, "xuống", -1)]:
        told.append(f"{', '.join(climbed)} so với {words.period(than)}")
    return f"{begin}: {'; '.join(told)}."


def of_tasks(tasks: dict[Turn, list[Any]], thing: str) -> str:
    """What turned late, or that nothing did, and how many turned otherwise."""
    if not tasks:
        return f"không {thing} nào đổi tình trạng"
    late = tasks.get(Turn.LATE)
    others = [
        f"{words.number(len(rows))} {what}"
        for what, rows in tasks.items()
        if what not in (Turn.LATE, Turn.OTHER)
    ]
    first = f"{words.number(len(late))} {thing}" if late else f"không {thing} nào"
    return ", ".join([f"{first} {Turn.LATE}", *others])


def of_dossiers(dossiers: Sequence[Flow]) -> str:
    """How many dossiers went which way: 20 hồ sơ mới, 2 đi tiếp."""
    counts = {each: sum(len(flow.dossiers) for flow in some) for each, some in by_way(dossiers).items()}
    told = [f"{words.number(count)} {each}" for each, count in counts.items()]
    if not told:
        return "không hồ sơ nào chuyển bước"
    number, _, what = told[0].partition(" ")
    return ", ".join([f"{number} hồ sơ {what}", *told[1:]])


def _farthest(climbs: Sequence[Climb], verb: str, sign: int) -> Iterator[str]:
    """Who rose (or, with the sign -1, fell) by the most places; nothing where nobody did."""
    most = max((sign * climb.change for climb in climbs), default=0)
    if most > 0:
        who = [climb.name for climb in climbs if sign * climb.change == most]
        named = words.listed(who)
        said = named if len(who) <= 2 and len(named) <= _LONGEST else f"{words.number(len(who))} đơn vị"
        yield f"{said} {verb} {words.number(most)} bậc"
