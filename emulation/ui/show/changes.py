"""Slides of what changed since the Council's last meeting: the figures then and now, dossiers on their way, the tasks in
another state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from emulation import changed, words
from emulation.changed import Flow, Way, station
from emulation.ui.show.moment import Moment
from emulation.ui.show.plan import FIGURES, SOURCE, STATE_SHARE
from emulation.ui.show.slide import Journey, Lane, Pill, Slide, SlideColumn, Table

_HAPPENED = {  # kind of `changes` -> what happened
    "task": "lượt đơn vị cập nhật",
    "dossier": "hồ sơ chuyển bước",
    "score": "điểm mới",
    "movement": "chỉ tiêu phong trào cập nhật",
}
_MOVES = {  # figure of `headline` -> what there are more or fewer of
    "tasks_done": "nhiệm vụ hoàn thành",
    "tasks_overdue": "nhiệm vụ quá hạn",
    "parts_done": "phần việc hoàn thành",
    "parts_overdue": "phần việc quá hạn",
    "dossiers_overdue": "hồ sơ quá hạn",
}
_WAYS = {  # way -> the look of its lane, its mark
    Way.NEW: ("new", "+"),
    Way.ON: ("on", "▶"),
    Way.AWARDED: ("on", "✓"),
    Way.BACK: ("back", "◀"),
    Way.CLOSED: ("", "✕"),
}


def changes(moment: Moment) -> Iterator[Slide]:
    """No slide if the Council has not met before or nothing changed."""
    if not moment.since:
        return
    scope = moment.scope.but(since=moment.since)
    headline = moment.ask("headline", scope)
    recorded = moment.ask("changes", scope)
    tasks = moment.ask("council_changes", scope)
    if len(recorded) or len(tasks) or any(headline["value"] != headline["before"]):
        yield _figures(moment, headline, recorded, moment.since)
    if flows := changed.flows(moment.ask("dossier_moves", scope).itertuples(index=False)):
        yield _dossiers(moment, flows, moment.since)
    if len(tasks):
        yield _tasks(moment, tasks, moment.since)


def _figures(moment: Moment, headline: pd.DataFrame, recorded: pd.DataFrame, since: date) -> Slide:
    rows = headline.to_dict("records")
    grown = {row["figure"]: row["value"] - row["before"] for row in rows}
    return Slide(
        "changes",
        "changes",
        _kicker(since),
        moment.titled(f"Từ họp {since:%d/%m}: {_growth(grown)}"),
        Table(
            (
                SlideColumn("Chỉ số", 0.46),
                SlideColumn(f"Họp {since:%d/%m}", 0.17, number=True),
                SlideColumn("Nay", 0.12, number=True),
                SlideColumn("Thay đổi", 0.25, number=True),
            ),
            tuple(
                (
                    _begun(FIGURES[row["figure"]][0]),
                    words.number(row["before"]),
                    words.number(row["value"]),
                    words.growth(grown[row["figure"]]),
                )
                for row in rows
            ),
        ),
        "Nhật ký tiến độ, hồ sơ khen thưởng, điểm, kết quả phong trào",
        _recorded(recorded),
    )


def _growth(grown: Mapping[str, int]) -> str:
    """What is done or late now and was not then, and the other way round."""
    told = {
        what: grown[name]
        for name, what in _MOVES.items()
        if name in grown and not (name == "parts_done" and "tasks_done" in grown)
    }
    more = [f"{words.number(size)} {what}" for what, size in told.items() if size > 0]
    fewer = [f"{words.number(-size)} {what}" for what, size in told.items() if size < 0]
    said = [f"{verb} {words.listed(parts)}" for verb, parts in (("thêm", more), ("bớt", fewer)) if parts]
    return "; ".join(said) or "số hoàn thành và quá hạn không đổi"


def _recorded(changes: pd.DataFrame) -> str:
    counts = Counter(changes["kind"])
    parts = [f"{words.number(counts[kind])} {what}" for kind, what in _HAPPENED.items() if kind in counts]
    if not parts:
        return "Từ đó chưa ghi nhận gì mới."
    return f"Từ đó ghi nhận {', '.join(parts)}; đếm theo từng đơn vị, không kể năm và quý."


def _dossiers(moment: Moment, flows: Sequence[Flow], since: date) -> Slide:
    """No name: a nominee's is private until the award is decided."""
    return Slide(
        "changes",
        "changes-dossiers",
        _kicker(since),
        moment.titled(changed.of_dossiers(flows)),
        Journey(changed.STATIONS, tuple(_lanes(flows))),
        "Hồ sơ khen thưởng",
        "Mũi tên đi từ bước đầu tiên đến bước xa nhất; số trong vòng: hồ sơ nay đang ở bước đó.",
    )


def _lanes(flows: Sequence[Flow]) -> Iterator[Lane]:
    """A lane for each way; of one in two directions one each."""
    for way, some in changed.by_way(flows).items():
        look, mark = _WAYS[way]
        for leftwards in (False, True):
            group = [flow for flow in some if (station(flow.after) < station(flow.before)) is leftwards]
            if not group:
                continue
            starts = [station(flow.before) for flow in group]
            stops: Counter[int] = Counter()
            for flow in group:
                stops[station(flow.after)] += len(flow.dossiers)
            start, end = (max(starts), min(stops)) if leftwards else (min(starts), max(stops))
            told = tuple((place, words.number(stops[place])) for place in sorted(stops))
            yield Lane(look, mark, way.value, words.number(stops.total()), start, end, told)


def _tasks(moment: Moment, rows: pd.DataFrame, since: date) -> Slide:
    by_unit = rows["unit_name"].notna().any()
    said = changed.of_tasks(
        changed.turns(rows.itertuples(index=False)), "phần việc" if by_unit else "nhiệm vụ"
    )
    columns = [
        SlideColumn("Nhiệm vụ", 0.5),
        SlideColumn("Trước", STATE_SHARE),
        SlideColumn("Nay", STATE_SHARE),
    ]
    if by_unit:
        columns[:1] = [SlideColumn("Nhiệm vụ", 0.3), SlideColumn("Đơn vị", 0.2)]
    return Slide(
        "changes",
        "changes-tasks",
        _kicker(since),
        moment.titled(_begun(said)),
        Table(
            tuple(columns),
            tuple(
                (
                    f"{row['clause']} · {row['title']}",
                    *([row["unit_name"]] if by_unit else []),
                    Pill(row["before"]) if row["before"] else "Mới giao",
                    Pill(row["after"]),
                )
                for row in rows.to_dict("records")
            ),
        ),
        SOURCE,
        "Trạng thái đổi theo báo cáo của đơn vị, hoặc vì hạn đến gần hay đã qua.",
    )


def _kicker(since: date) -> str:
    return f"Thay đổi từ cuộc họp Hội đồng {words.day(since)}"


def _begun(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
