"""Slides of the dossiers: where they wait, how they stand to their deadlines, what was awarded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.show.moment import Moment
from emulation.ui.show.opening import span
from emulation.ui.show.paging import MOST_ROWS, continued
from emulation.ui.show.slide import Bar, Bars, Row, Segment, Slide, SlideColumn, Table

SOURCE = "Hồ sơ khen thưởng, nhật ký xử lý hồ sơ"
ASSUMED = "† Hạn tính theo số ngày làm việc trong danh mục khen thưởng là giả định."
NOMINEE_COLUMNS = {  # column of the council's queries -> kind of nominee
    "individuals": "Cá nhân",
    "collectives": "Tập thể",
    "households": "Hộ gia đình",
}
MOST_NAMED = 5
"""Slides of names; how many more there are is said in the last row."""
_ANY = dict.fromkeys(("level", "type", "stage", "kind", "deadline"))
_HANDED_UP = "Đã trình cấp trên"
_PRESSING = ("Quá hạn", "Sắp đến hạn")
"""Words of a deadline that are states with a colour of their own."""


def dossiers(moment: Moment) -> Iterator[Slide]:
    """The pending dossiers by stage, then by deadline."""
    stages = moment.ask("waiting_stages", **_ANY)
    if not any(stages["dossiers"]):
        return
    every = "Mọi hồ sơ chưa kết thúc, không kể năm và quý."
    longest = max(stages["dossiers"])
    yield Slide(
        "dossiers",
        "dossiers",
        "Hồ sơ đang chờ, theo bước xử lý",
        _waiting(stages),
        Bars(tuple(_stage(row, longest) for row in stages.to_dict("records"))),
        SOURCE,
        f"{every} {ASSUMED}",
    )
    deadlines = moment.ask("council_deadlines")
    known = deadlines[deadlines["dossiers"] > 0]
    longest = max(known["dossiers"])
    there = sum(stages.loc[stages["place"] == "Cấp trên", "dossiers"])
    yield Slide(
        "dossiers",
        "dossiers-deadlines",
        "Hồ sơ đang chờ, theo thời hạn†",
        _due(deadlines),
        Bars(
            tuple(
                _deadline(name, count, longest, there, moment.commune.noun, paused)
                for name, count, paused in zip(
                    known["deadline"], known["dossiers"], known["paused"], strict=True
                )
            )
        ),
        SOURCE,
        f"Cộng lại đủ {words.number(sum(known['dossiers']))} hồ sơ đang chờ. {ASSUMED}",
    )


def _deadline(name: str, count: int, longest: int, there: int, here: str, paused: int) -> Bar:
    """`there`: how many are now at the higher level. More may have been submitted and sent back `here` (xã).

    `paused`: how many have their deadline paused while papers are to be added."""
    back = count - there if name == _HANDED_UP else 0
    return Bar(
        name,
        words.number(count),
        (Segment(count / longest, name if name in _PRESSING else ""),),
        ", ".join(
            filter(
                None,
                [
                    f"gồm {words.number(back)} hồ sơ cấp trên chuyển lại {here}" if back else "",
                    _stands(paused),
                ],
            )
        ),
    )


def _stands(paused: int) -> str:
    """How many deadlines are paused; a paused dossier is not counted as overdue or nearly due on that account."""
    return f"{words.number(paused)} đang chờ bổ sung, thời hạn tạm dừng" if paused else ""


def _waiting(stages: pd.DataFrame) -> str:
    """How many wait, how many are overdue and where most of those are (stages with as many share the place)."""
    pending = f"{words.number(sum(stages['dossiers']))} hồ sơ đang chờ"
    late = sum(stages["overdue"])
    if not late:
        return f"{pending}, không hồ sơ nào quá hạn"
    most = stages[stages["overdue"] == max(stages["overdue"])]
    place = "ở bước" if sum(most["overdue"]) == late else "nhiều nhất ở bước"
    return f"{pending}, {words.number(late)} quá hạn, {place} {words.listed(list(most['stage']))}"


def _stage(row: Mapping[Any, Any], longest: int) -> Bar:
    parts = {"Quá hạn": row["overdue"], "Sắp đến hạn": row["due_soon"]}
    rest = row["dossiers"] - sum(parts.values())
    segments = [Segment(count / longest, state) for state, count in parts.items() if count]
    return Bar(
        row["stage"],
        words.number(row["dossiers"]),
        (*segments, Segment(rest / longest)) if rest else tuple(segments),
        ", ".join(
            [
                *(f"{words.number(count)} {state.lower()}" for state, count in parts.items() if count),
                *filter(None, [_stands(row["paused"])]),
            ]
        ),
    )


def _due(deadlines: pd.DataFrame) -> str:
    count = dict(zip(deadlines["deadline"], deadlines["dossiers"], strict=True))
    late, soon = count["Quá hạn"], count["Sắp đến hạn"]
    return (
        (f"{words.number(late)} hồ sơ quá hạn" if late else "Không hồ sơ nào quá hạn")
        + ", "
        + (f"{words.number(soon)} sắp đến hạn" if soon else "không hồ sơ nào sắp đến hạn")
    )


def awards(moment: Moment) -> Iterator[Slide]:
    """What was awarded by form and kind, then who has been honoured since the last meeting."""
    given = moment.ask("council_awards")
    if len(given):
        yield _forms(given, moment)
    new = moment.ask("council_new_awards", moment.scope.but(since=moment.since))
    if len(new):
        yield _named(new, f"{moment.since:%d/%m}")


def _forms(given: pd.DataFrame, moment: Moment) -> Slide:
    levels: Counter[str] = Counter()
    for level, count in zip(given["level"], given["awards"], strict=True):
        levels[moment.commune.level(level)] += count
    total = words.number(levels.total())
    by_level = [
        f"{words.number(count)} {level[0].lower()}{level[1:]}" for level, count in levels.most_common()
    ]
    kinds = [kind for kind in NOMINEE_COLUMNS if any(given[kind])]
    counted = [*kinds, "awards"] if len(kinds) > 1 else kinds
    rows = [
        (row["award_name"], *(words.number(row[name]) for name in counted))
        for row in given.to_dict("records")
    ]
    if len(rows) > 1:
        rows.append(("Cộng", *(words.number(int(given[name].sum())) for name in counted)))
    share = 0.5 / len(counted) if len(counted) > 2 else 0.2
    columns = [SlideColumn(NOMINEE_COLUMNS.get(name, "Cộng"), share, number=True) for name in counted]
    return Slide(
        "awards",
        "awards",
        f"Đã khen thưởng · {span(moment)}",
        f"{total} khen thưởng: {', '.join(by_level)}"
        if len(levels) > 1
        else f"{total} khen thưởng {by_level[0].partition(' ')[2]}",
        Table((SlideColumn("Danh hiệu, hình thức", 1 - share * len(counted)), *columns), tuple(rows)),
        SOURCE,
        "Đếm số cá nhân, tập thể, hộ được khen thưởng, theo ngày có quyết định.",
    )


def nominee(row: Mapping[Any, Any]) -> str:
    """Who was honoured, and how many where a dossier names many."""
    return words.nominee(row["nominee_name"], row["nominee_kind"], row["quantity"])


def _named(new: pd.DataFrame, since: str) -> Slide:
    """The honoured by name, over few slides: decided awards are public."""
    rows = [
        (nominee(row), row["unit_name"], row["award_name"], words.day(row["awarded_on"]))
        for row in new.to_dict("records")
    ]
    columns = (
        SlideColumn("Được khen thưởng", 0.27),
        SlideColumn("Đơn vị", 0.22),
        SlideColumn("Danh hiệu, hình thức", 0.34),
        SlideColumn("Ngày", 0.17),
    )
    slide = Slide(
        "awards",
        "awards-new",
        f"Đã khen thưởng từ họp {since}",
        f"{words.number(sum(new['quantity']))} khen thưởng mới từ họp {since}",
        Table(columns, tuple(rows)),
        SOURCE,
    )
    return _shortest(slide, columns, rows)


def _shortest(slide: Slide, columns: tuple[SlideColumn, ...], rows: list[Row]) -> Slide:
    """The slide with as many rows as the slides for names hold, the last of which says how many more there are."""
    for kept in range(min(len(rows), MOST_NAMED * MOST_ROWS), 0, -1):
        more = len(rows) - kept
        rest = [(f"… và {words.number(more)} khen thưởng khác", "", "", "")] if more else []
        shown = replace(slide, body=Table(columns, (*rows[:kept], *rest)))
        if len(continued(shown)) <= MOST_NAMED:
            return shown
    return slide
