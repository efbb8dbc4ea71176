"""Slides of the dossiers: where they stand, how they stand to their deadlines, what was awarded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from emulation import words
from emulation.ui.show.capped import MOST_DETAILS, capped, on_few
from emulation.ui.show.moment import Moment
from emulation.ui.show.opening import span
from emulation.ui.show.paging import MOST_ROWS
from emulation.ui.show.slide import Bar, Bars, Row, Segment, Slide, SlideColumn, Table

SOURCE = "Hồ sơ khen thưởng, nhật ký xử lý hồ sơ"
ASSUMED = "† Hạn tính theo số ngày làm việc trong danh mục khen thưởng là giả định."
NOMINEE_COLUMNS = {  # column of the council's queries -> kind of nominee
    "individuals": "Cá nhân",
    "collectives": "Tập thể",
    "households": "Hộ gia đình",
}
_ANY = dict.fromkeys(("level", "type", "stage", "kind", "deadline"))
_HANDED_UP = "Đã trình cấp trên"
_PRESSING = ("Quá hạn", "Sắp đến hạn")
"""Words of a deadline that are states with a colour of their own."""


def dossiers(moment: Moment) -> Iterator[Slide]:
    """The pending dossiers by stage."""
    stages = moment.ask("waiting_stages", **_ANY)
    if not any(stages["dossiers"]):
        return
    longest = max(stages["dossiers"])
    yield Slide(
        "dossiers",
        "dossiers",
        "Hồ sơ chưa kết thúc, theo bước xử lý",
        moment.titled(_waiting(stages)),
        Bars(tuple(_stage(row, longest) for row in stages.to_dict("records"))),
        SOURCE,
        f"Không kể năm và quý. {ASSUMED}",
    )


def deadlines(moment: Moment) -> Iterator[Slide]:
    """The pending dossiers by how they stand to their deadlines."""
    stages = moment.ask("waiting_stages", **_ANY)
    if not any(stages["dossiers"]):
        return
    deadlines = moment.ask("council_deadlines")
    known = deadlines[deadlines["dossiers"] > 0]
    longest = max(known["dossiers"])
    there = sum(stages.loc[stages["place"] == "Cấp trên", "dossiers"])
    yield Slide(
        "deadlines",
        "dossiers-deadlines",
        "Hồ sơ chưa kết thúc, theo thời hạn†",
        moment.titled(_due(deadlines)),
        Bars(
            tuple(
                _deadline(name, count, longest, there, moment.commune.noun, paused)
                for name, count, paused in zip(
                    known["deadline"], known["dossiers"], known["paused"], strict=True
                )
            )
        ),
        SOURCE,
        f"Cộng lại đủ {words.number(sum(known['dossiers']))} hồ sơ chưa kết thúc. {ASSUMED}",
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
    return f"{words.number(paused)} chờ bổ sung, tạm dừng thời hạn" if paused else ""


def _waiting(stages: pd.DataFrame) -> str:
    """How many wait, how many are overdue and where most of those are (stages with as many share the place)."""
    pending = f"{words.number(sum(stages['dossiers']))} hồ sơ chưa kết thúc"
    late = sum(stages["overdue"])
    if not late:
        return f"{pending}, không hồ sơ nào quá hạn"
    most = stages[stages["overdue"] == max(stages["overdue"])]
    if len(most) > 2:
        return f"{pending}, {words.number(late)} quá hạn"
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
    """What was awarded by form and kind; where the forms have no room on one slide, all of them stand behind it."""
    given = moment.ask("council_awards")
    if given.empty:
        return
    short = on_few(_forms(given, moment, shown) for shown in range(min(len(given), MOST_ROWS), 0, -1))
    yield short
    whole = _forms(given, moment, len(given))
    if short != whole:
        yield replace(whole, id="awards-all", behind=short.id)


def honoured(moment: Moment) -> Iterator[Slide]:
    """Who has been honoured since the last meeting."""
    new = moment.ask("council_new_awards", moment.scope.but(since=moment.since))
    if len(new):
        yield _named(moment, new, f"{moment.since:%d/%m}")


def _forms(given: pd.DataFrame, moment: Moment, shown: int) -> Slide:
    """The first so many forms in a row each, the others together in one, and the sum of all."""
    levels: Counter[str] = Counter()
    for level, count in zip(given["level"], given["awards"], strict=True):
        levels[moment.commune.level(level)] += count
    total = words.number(levels.total())
    by_level = [
        f"{words.number(count)} {level[0].lower()}{level[1:]}" for level, count in levels.most_common()
    ]
    kinds = [kind for kind in NOMINEE_COLUMNS if any(given[kind])]
    counted = [*kinds, "awards"] if len(kinds) > 1 else kinds

    def row(name: str, of: pd.DataFrame) -> Row:
        return name, *(words.number(int(of[count].sum())) for count in counted)

    rows = [row(given["award_name"].iloc[place], given.iloc[[place]]) for place in range(shown)]
    if rest := len(given) - shown:
        rows.append(row(f"{words.number(rest)} danh hiệu, hình thức khác", given.iloc[shown:]))
    if len(given) > 1:
        rows.append(row("Cộng", given))
    share = 0.5 / len(counted) if len(counted) > 2 else 0.2
    columns = [SlideColumn(NOMINEE_COLUMNS.get(name, "Cộng"), share, number=True) for name in counted]
    return Slide(
        "awards",
        "awards",
        f"Đã khen thưởng · {span(moment)}",
        moment.titled(
            f"{total} khen thưởng: {', '.join(by_level)}"
            if len(levels) > 1
            else f"{total} khen thưởng {by_level[0].partition(' ')[2]}"
        ),
        Table((SlideColumn("Danh hiệu, hình thức", 1 - share * len(counted)), *columns), tuple(rows)),
        SOURCE,
        "Đếm số cá nhân, tập thể, hộ được khen thưởng, theo ngày có quyết định.",
    )


def nominee(row: Mapping[Any, Any]) -> str:
    """Who was honoured, and how many where a dossier names many."""
    return words.nominee(row["nominee_name"], row["nominee_kind"], row["quantity"])


def _of_time(moment: Moment) -> str:
    """Of which awards since the meeting these are, where the filter narrows their time."""
    scope = moment.scope
    return f", {span(moment)}" if scope.quarter is not None or scope.year != scope.as_of.year else ""


def _named(moment: Moment, new: pd.DataFrame, since: str) -> Slide:
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
        "honoured",
        "awards-new",
        f"Đã khen thưởng từ họp {since}",
        moment.titled(
            f"{words.number(sum(new['quantity']))} khen thưởng mới từ họp {since}{_of_time(moment)}"
        ),
        Table(columns, tuple(rows)),
        SOURCE,
    )
    return capped(slide, "quyết định", MOST_DETAILS)
