"""Slides of the ranking: the blocs by their mean, then each bloc with its units; held back while it is not final."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from emulation import words
from emulation.periods import earlier, is_school_year, quarter_period
from emulation.scope import Scope
from emulation.ui.parts.scoring import NOT_SCORED, change_words, stage_words
from emulation.ui.show.moment import Moment
from emulation.ui.show.slide import Bar, Bars, Pill, Row, Segment, Slide, SlideColumn, Table

SOURCE = "Điểm thi đua của các đơn vị"
LATER = "thứ hạng sẽ công bố sau"
PROVISIONAL = "tạm tính"
_RANKS = (SlideColumn("Hạng trong khối", 0.12), SlideColumn("Tổng điểm", 0.1, number=True))
_RATED = (SlideColumn("Xếp loại†", 0.12), SlideColumn("Bước chấm", 0.26))
_RATED_BRIEFLY = (SlideColumn("Xếp loại†, bước chấm", 0.21),)
LONG_NAME, LONG_TITLE = 30, 125
"""In characters. A longer name needs a wider column; a longer title leaves out the first unit's name."""
_STAGES = (
    SlideColumn("Khối", 0.39),
    SlideColumn("Đơn vị", 0.11, number=True),
    SlideColumn("Chưa chấm", 0.12, number=True),
    SlideColumn("Tự chấm", 0.11, number=True),
    SlideColumn("Khối chấm", 0.12, number=True),
    SlideColumn("Hội đồng chấm", 0.15, number=True),
)
_HELD_UNITS = (SlideColumn("Đơn vị", 0.55), SlideColumn("Bước chấm", 0.45))


@dataclass(frozen=True)
class _Standing:
    """The period shown and how far its scoring has come. `scope`: its whole commune; `blocs`: rows of
    `scoring_stages` that the filter chooses; `held`: its ranks stay away; `units`: toàn xã, all among whom they are;
    `note`: why it is this period."""

    scope: Scope
    blocs: pd.DataFrame
    held: bool
    units: str
    note: str

    @property
    def period(self) -> str:
        return words.period(self.scope.period)

    @property
    def provisional(self) -> bool:
        return bool(self.blocs["all_provisional"].any())


def ranking(moment: Moment) -> Iterator[Slide]:
    """The blocs by the mean of their ranked units; nothing where nobody is ranked."""
    standing = _standing(moment)
    if standing is None:
        return
    if standing.held:
        yield _held_ranking(standing)
        return
    everyone = _named(moment, moment.ask("bloc_ranking", standing.scope))
    shared = _shared(everyone["rank"])
    longest = max(everyone["mean_total"].dropna().max(), 0.0)
    provisional = dict(zip(standing.blocs["bloc_id"], standing.blocs["provisional"], strict=True))
    shown = everyone[everyone["bloc_id"].isin(provisional)]
    digits = words.digits(shown["mean_total"])
    bars = [
        _bar(row, shared, longest, digits, provisional[row["bloc_id"]] > 0)
        for row in shown.to_dict("records")
    ]
    yield Slide(
        "ranking",
        "ranking",
        f"Xếp hạng khối thi đua, điểm trung bình · {standing.period}",
        _leading(shown, everyone, shared) + _aside(standing.provisional),
        Bars(tuple(bars)),
        SOURCE,
        standing.note,
    )


def blocs(moment: Moment) -> Iterator[Slide]:
    """A slide a bloc with its units, as they stand in it; nothing where nobody is ranked."""
    standing = _standing(moment)
    if standing is None:
        return
    names = moment.names("unit")
    ranked = moment.ask("unit_ranking", standing.scope)
    in_commune = _shared(ranked["rank"])
    known = None if standing.held else _changes_known(moment, standing)
    for bloc in standing.blocs.to_dict("records"):
        members = ranked[ranked["bloc_id"] == bloc["bloc_id"]]
        if members.empty:
            continue
        if standing.held:
            stages = dict(zip(members["unit_id"], members["stage"], strict=True))
            yield _held_bloc(
                standing, bloc, [(names[unit], stages[unit]) for unit in names if unit in stages]
            )
        else:
            yield _bloc(standing, bloc, members.to_dict("records"), names, in_commune, bool(known))


def _standing(moment: Moment) -> _Standing | None:
    """The standing to show; None if nobody is ranked. The note on the default period is only for a past period.

    A school year judges only the blocs in which someone is scored.
    """
    rows = _named(moment, moment.ask("scoring_stages"))
    if is_school_year(moment.scope.period):
        rows = rows[rows["not_scored"] < rows["members"]]
    if not rows["all_ranked"].any():
        return None
    held = moment.hold and bool(rows["all_provisional"].any())
    scope = moment.scope
    over = scope.period != quarter_period(scope.as_of)
    return _Standing(
        scope.but(blocs=(), units=()), rows, held, moment.commune.whole, moment.period_note if over else ""
    )


def _named(moment: Moment, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of blocs under the names that tell them apart."""
    return rows.assign(name=rows["bloc_id"].map(moment.names("bloc")))


def _changes_known(moment: Moment, standing: _Standing) -> bool:
    """Whether changes of rank may be shown: they would reveal the former ranks if those are held back."""
    before = moment.ask("scoring_stages", standing.scope.but(period=earlier(standing.scope.period)))
    return not (moment.hold and before["all_provisional"].any())


def _bar(row: dict[Any, Any], shared: Counter, longest: float, digits: int, provisional: bool) -> Bar:
    scored = f"đã chấm {row['scored_members']}/{row['members']}" if row["members"] else "chưa có đơn vị"
    if row["rank"] is None:
        return Bar(row["name"], NOT_SCORED, (), scored)
    share = max(row["mean_total"], 0.0) / longest if longest else 0.0
    return Bar(
        f"{_place(row['rank'], shared)} · {row['name']}",
        words.points(row["mean_total"], digits),
        (Segment(share),),
        scored + (f" · {PROVISIONAL}" if provisional else ""),
    )


def _leading(shown: pd.DataFrame, everyone: pd.DataFrame, shared: Counter) -> str:
    """Who leads; among the chosen blocs the best, with its place in the whole."""
    ranked = shown[shown["rank"].notna()]
    if ranked.empty:
        return f"{_listed(shown['name'], 'khối')}: chưa đơn vị nào được chấm"
    best = ranked[ranked["rank"] == ranked["rank"].min()]
    rank, mean = best["rank"].iloc[0], words.points(best["mean_total"].iloc[0])
    names = _listed(best["name"], "khối")
    if rank == 1:
        return f"{names} {words.first(shared[1])} với {mean} điểm"
    return f"{names} {words.rank(rank, shared[rank])} trong {everyone['rank'].notna().sum()} khối với {mean} điểm"


def _bloc(
    standing: _Standing,
    bloc: dict[Any, Any],
    members: Sequence[dict[Any, Any]],
    names: dict[str, str],
    in_commune: Counter,
    with_changes: bool,
) -> Slide:
    in_bloc = _shared(member["bloc_rank"] for member in members)
    first = [names[member["unit_id"]] for member in members if member["bloc_rank"] == 1]
    lead = f"{_listed(first, 'đơn vị')} {words.first(len(first))}, " if first else ""
    scored = (
        f"{len(members) - bloc['not_scored']}/{len(members)} đơn vị đã chấm{_aside(bloc['provisional'] > 0)}"
    )
    title = f"{bloc['name']}: {lead}{scored}"
    digits = words.digits(member["total"] for member in members)
    rows = [_unit(member, names, in_bloc, in_commune, digits, with_changes) for member in members]
    notes = ["† Mức xếp loại là giả định."]
    if with_changes:
        notes.insert(0, f"▲ ▼: hạng {standing.units} so với {words.period(earlier(standing.scope.period))}.")
    return Slide(
        "blocs",
        f"bloc-{bloc['bloc_id']}",
        f"Thi đua trong khối · {standing.period}{f' · {PROVISIONAL}' if standing.provisional else ''}",
        title if len(title) <= LONG_TITLE else f"{bloc['name']}: {scored}",
        _table(rows, max(len(names[member["unit_id"]]) for member in members), standing.units),
        SOURCE,
        " ".join(notes),
    )


def _table(rows: Sequence[Row], longest: int, whole: str) -> Table:
    """The units; where a name is long, in a wide column beside fewer others."""
    ranks = (*_RANKS, SlideColumn(f"Hạng {whole}, so kỳ trước", 0.15))
    if longest <= LONG_NAME:
        return Table((SlideColumn("Đơn vị", 0.25), *ranks, *_RATED), tuple(rows))
    columns = (SlideColumn("Đơn vị", 0.42), *ranks, *_RATED_BRIEFLY)
    return Table(columns, tuple((*first, _together(band, stage)) for *first, band, stage in rows))


def _together(band: str | Pill, stage: str | Pill) -> str | Pill:
    return f"{band} · {stage}" if isinstance(band, str) and isinstance(stage, str) else stage


def _unit(
    member: dict[Any, Any],
    names: dict[str, str],
    in_bloc: Counter,
    in_commune: Counter,
    digits: int,
    with_changes: bool,
) -> Row:
    name = names[member["unit_id"]]
    if member["rank"] is None:
        return name, words.MISSING, words.MISSING, words.MISSING, words.MISSING, Pill(NOT_SCORED)
    place = _place(member["rank"], in_commune)
    change = change_words(member["rank_change"], member["rank"]) if with_changes else words.MISSING
    return (
        name,
        _place(member["bloc_rank"], in_bloc),
        words.points(member["total"], digits),
        place if change == words.MISSING else f"{place}, {change}",
        member["band"] or words.MISSING,
        stage_words(member["stage"]),
    )


def _held_ranking(standing: _Standing) -> Slide:
    counts = ["members", "not_scored", "self_scored", "bloc_scored", "council_scored"]
    rows = tuple(
        (row["name"], *(words.number(row[count]) for count in counts))
        for row in standing.blocs.to_dict("records")
    )
    members, not_scored = standing.blocs["members"].sum(), standing.blocs["not_scored"].sum()
    return Slide(
        "ranking",
        "ranking",
        f"Chấm điểm thi đua · {standing.period}",
        f"{members - not_scored}/{members} đơn vị đã chấm; {LATER}",
        Table(_STAGES, rows),
        SOURCE,
        standing.note,
    )


def _held_bloc(standing: _Standing, bloc: dict[Any, Any], stages: Sequence[tuple[str, str]]) -> Slide:
    """The units in the order of their file, which does not reveal their ranks."""
    rows = tuple(
        (name, Pill(NOT_SCORED) if stage == NOT_SCORED else stage_words(stage)) for name, stage in stages
    )
    scored = f"{len(rows) - bloc['not_scored']}/{len(rows)} đơn vị đã chấm"
    return Slide(
        "blocs",
        f"bloc-{bloc['bloc_id']}",
        f"Chấm điểm thi đua trong khối · {standing.period}",
        f"{bloc['name']}: {scored}; {LATER}",
        Table(_HELD_UNITS, rows),
        SOURCE,
        standing.note,
    )


def _shared(ranks: Iterable[int | None]) -> Counter:
    """How many have each rank."""
    return Counter(rank for rank in ranks if rank is not None)


def _place(rank: int, shared: Counter) -> str:
    return words.rank(rank, shared[rank], alone="")


def _aside(provisional: bool) -> str:
    return f" ({PROVISIONAL})" if provisional else ""


def _listed(names: Iterable[str], noun: str) -> str:
    """A; A và B; from the third on they are counted."""
    known = list(names)
    return f"{len(known)} {noun}" if len(known) > 2 else " và ".join(known)
