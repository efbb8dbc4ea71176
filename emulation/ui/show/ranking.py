"""Slides of the ranking: the blocs in one table, behind it each bloc with its units; held back while it is not final."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from emulation import ranks, words
from emulation.periods import earlier, is_school_year, quarter_period
from emulation.scope import Scope
from emulation.ui.parts.scoring import NOT_SCORED, change_words, stage_words
from emulation.ui.show.capped import with_all
from emulation.ui.show.moment import Moment
from emulation.ui.show.slide import Cell, Pill, Row, Slide, SlideColumn, Table
from emulation.warehouse import NotAvailable

SOURCE = "Điểm thi đua của các đơn vị"
LATER = "thứ hạng sẽ công bố sau"
PROVISIONAL = "tạm tính"
_RANKS = (SlideColumn("Hạng trong khối", 0.12), SlideColumn("Tổng điểm", 0.1, number=True))
_RATED = (SlideColumn("Xếp loại†", 0.12), SlideColumn("Bước chấm", 0.26))
_RATED_BRIEFLY = (SlideColumn("Xếp loại†, bước chấm", 0.21),)
LONG_NAME, LONG_TITLE, LONG_NAMES = 30, 125, 60
"""In characters. A longer name needs a wider column; a longer title leaves out the first unit's name."""


@dataclass(frozen=True)
class _Standing:
    """The period shown and how far its scoring has come. `scope`: its whole commune; `blocs`: rows of
    `scoring_stages` that the filter chooses; `held`: its ranks stay away; `stages`: its scoring in a sentence where its
    ranks are provisional; `final`: the last period whose ranks are final, where that is another; `units`: toàn xã, all
    among whom the ranks are; `note`: why it is this period."""

    scope: Scope
    blocs: pd.DataFrame
    held: bool
    stages: str
    final: str
    units: str
    note: str

    @property
    def period(self) -> str:
        return words.period(self.scope.period)

    @property
    def provisional(self) -> bool:
        return bool(self.stages)


def is_held(moment: Moment) -> bool:
    """Whether ranks are held back, which may be announced."""
    try:
        standing = _standing(moment)
    except NotAvailable:
        return False
    return standing is not None and standing.held


def ranking(moment: Moment) -> Iterator[Slide]:
    """The blocs by the mean of their ranked units, the last final ranking beside a provisional one; nothing where
    nobody is ranked."""
    standing = _standing(moment)
    if standing is None:
        return
    now = _named(moment, moment.ask("bloc_ranking", standing.scope))
    final = now
    if standing.final:
        final = _named(moment, moment.ask("bloc_ranking", standing.scope.but(period=standing.final)))
    by = now if not standing.provisional else final if standing.final else None
    shown = now[now["bloc_id"].isin(standing.blocs["bloc_id"])]
    if by is not None:
        place = by.set_index("bloc_id")["rank"]
        shown = shown.assign(at=shown["bloc_id"].map(place)).sort_values(
            "at", kind="stable", na_position="last"
        )
    elif standing.held:  # in the order of their file, which does not reveal their ranks
        order = {bloc: place for place, bloc in enumerate(standing.blocs["bloc_id"])}
        shown = shown.assign(at=shown["bloc_id"].map(order)).sort_values("at")
    slide = Slide(
        "ranking",
        "ranking",
        f"Xếp hạng khối thi đua, điểm trung bình · {standing.period}",
        moment.titled(_message(standing, by, shown["bloc_id"])),
        _table_of_blocs(standing, shown.to_dict("records"), now, final),
        SOURCE,
        " ".join(filter(None, [standing.stages if by is not None else "", standing.note, _missing(moment)])),
    )
    yield from with_all(slide, "khối", heading=1)


def _message(standing: _Standing, by: pd.DataFrame | None, chosen: pd.Series) -> str:
    """Who leads by the last final ranking; without one how far the scoring has come."""
    if by is None:
        return standing.stages.rstrip(".")
    said = _leading(by[by["bloc_id"].isin(chosen)], by, _shared(by["rank"]))
    if not standing.provisional:
        return said
    return f"Kỳ chính thức gần nhất, {words.period(standing.final)}: {said}"


def _table_of_blocs(
    standing: _Standing, shown: Sequence[dict[Any, Any]], now: pd.DataFrame, final: pd.DataFrame
) -> Table:
    """A bloc a row: its place and mean of each ranking that is shown, and how many of its units are scored."""
    rankings = [(standing.final, final, "")] if standing.final else []
    if not standing.held:
        rankings.append((standing.scope.period, now, f" ({PROVISIONAL})" if standing.provisional else ""))
    columns, cells = [], []
    for period, ranked, aside in rankings:
        columns += [
            SlideColumn(f"Hạng {words.period(period)}{aside}", 0.16),
            SlideColumn("Điểm", 0.11, number=True),
        ]
        shared, digits = _shared(ranked["rank"]), words.digits(ranked["mean_total"])
        cells.append({row["bloc_id"]: _standing_of(row, shared, digits) for row in ranked.to_dict("records")})
    scored = f"Đã chấm {standing.period}"
    columns.append(SlideColumn(scored, 0.17, number=True))
    rows = [
        (
            row["name"],
            *(cell for of in cells for cell in of.get(row["bloc_id"], (words.MISSING,) * 2)),
            f"{words.number(row['scored_members'])}/{words.number(row['members'])}",
        )
        for row in shown
    ]
    left = 1 - sum(column.share for column in columns)
    return Table((SlideColumn("Khối", left), *columns), tuple(rows))


def _standing_of(row: dict[Any, Any], shared: Counter, digits: int) -> tuple[str, str]:
    if row["rank"] is None:
        return words.MISSING, words.MISSING
    return _place(row["rank"], shared), words.points(row["mean_total"], digits)


def _missing(moment: Moment) -> str:
    """Which units owe their points for a period that is over."""
    owing = moment.ask("missing_scores").to_dict("records")
    return " ".join(
        f"{words.period(row['id'])}: {row['what']}{_named_few(row['owner'])}." for row in owing[:1]
    )


def _named_few(owner: str) -> str:
    return f" ({owner})" if len(owner) <= LONG_NAMES else ""


def blocs(moment: Moment) -> Iterator[Slide]:
    """A slide a bloc with its units, as they stand in it; nothing where nobody is ranked."""
    standing = _standing(moment)
    if standing is None:
        return
    names = moment.names("unit")
    ranked = moment.ask("unit_ranking", standing.scope)
    final = (
        moment.ask("unit_ranking", standing.scope.but(period=standing.final))
        if standing.final
        else ranked[:0]
    )
    in_commune = _shared(ranked["rank"])
    comparison = next(moment.ask("rank_comparison", standing.scope).itertuples())
    for bloc in standing.blocs.to_dict("records"):
        members = ranked[ranked["bloc_id"] == bloc["bloc_id"]]
        if members.empty:
            continue
        if standing.held:
            stages = dict(zip(members["unit_id"], members["stage"], strict=True))
            yield _held_bloc(
                standing, bloc, [(unit, names[unit], stages[unit]) for unit in names if unit in stages], final
            )
        else:
            yield _bloc(standing, bloc, members.to_dict("records"), names, in_commune, comparison)


def _standing(moment: Moment) -> _Standing | None:
    """The standing to show; None if nobody is ranked. The note on the default period is only for a past period.

    A school year judges only some blocs.
    """
    scope = moment.scope
    whole = scope.but(blocs=(), units=())
    rows = _named(moment, moment.ask("scoring_stages"))
    if is_school_year(scope.period):
        rows = rows[rows["members"] > 0]
    if rows.empty or not rows["all_ranked"].any():
        return None
    provisional = bool(rows["all_provisional"].any())
    stages = moment.ask("scoring_stages", whole).itertuples() if provisional else ()
    final = moment.ask("last_final_period", whole)["period"]
    over = scope.period != quarter_period(scope.as_of)
    return _Standing(
        whole,
        rows,
        moment.hold and provisional,
        ranks.provisional(scope.period, stages) if provisional else "",
        final.iloc[0] if provisional and len(final) else "",
        moment.commune.whole,
        moment.period_note if over else "",
    )


def _named(moment: Moment, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of blocs under the names that tell them apart."""
    return rows.assign(name=rows["bloc_id"].map(moment.names("bloc")))


def _leading(shown: pd.DataFrame, everyone: pd.DataFrame, shared: Counter) -> str:
    """Who leads; among the chosen blocs the best, with its place in the whole."""
    ranked = shown[shown["rank"].notna()]
    if ranked.empty:
        return f"{_listed(shown['name'], 'khối')}: chưa đơn vị nào được chấm"
    best = ranked[ranked["rank"] == ranked["rank"].min()]
    rank, mean = best["rank"].iloc[0], words.points(best["mean_total"].iloc[0])
    names = _listed(best["name"], "khối")
    if len(best) > 1 and len(names) > LONG_NAMES:
        names = f"{len(best)} khối"
    if rank == 1:
        return f"{names} {words.first(shared[1], 'dẫn đầu')} với {mean} điểm"
    return f"{names} {words.rank(rank, shared[rank])} trong {everyone['rank'].notna().sum()} khối với {mean} điểm"


def _bloc(
    standing: _Standing,
    bloc: dict[Any, Any],
    members: Sequence[dict[Any, Any]],
    names: dict[str, str],
    in_commune: Counter,
    comparison: Any,
) -> Slide:
    in_bloc = _shared(member["bloc_rank"] for member in members)
    first = [names[member["unit_id"]] for member in members if member["bloc_rank"] == 1]
    lead = (
        f"{_listed(first, 'đơn vị')} {words.first(len(first))}, "
        if first and not standing.provisional
        else ""
    )
    scored = (
        f"{len(members) - bloc['not_scored']}/{len(members)} đơn vị đã chấm{_aside(bloc['provisional'] > 0)}"
    )
    title = f"{bloc['name']}: {lead}{scored}"
    digits = words.digits(member["total"] for member in members)
    rows = [_unit(member, names, in_bloc, in_commune, digits, comparison.comparable) for member in members]
    compared = f"▲ ▼: hạng {standing.units} so với {words.period(earlier(standing.scope.period))}."
    why_not = ranks.not_compared(comparison, standing.scope.period)
    notes = [compared if comparison.comparable else why_not, "† Mức xếp loại là giả định."]
    return Slide(
        "blocs",
        f"bloc-{bloc['bloc_id']}",
        f"Thi đua trong khối · {standing.period}{f' · {PROVISIONAL}' if standing.provisional else ''}",
        title if len(title) <= LONG_TITLE else f"{bloc['name']}: {scored}",
        _table(
            rows,
            max(len(names[member["unit_id"]]) for member in members),
            f"Hạng {standing.units}{', so kỳ trước' if comparison.comparable else ''}",
        ),
        SOURCE,
        " ".join(filter(None, notes)),
    )


def _table(rows: Sequence[Row], longest: int, rank: str) -> Table:
    """The units; where a name is long, in a wide column beside fewer others."""
    ranks = (*_RANKS, SlideColumn(rank, 0.15))
    if longest <= LONG_NAME:
        return Table((SlideColumn("Đơn vị", 0.25), *ranks, *_RATED), tuple(rows))
    columns = (SlideColumn("Đơn vị", 0.42), *ranks, *_RATED_BRIEFLY)
    return Table(columns, tuple((*first, _together(band, stage)) for *first, band, stage in rows))


def _together(band: Cell, stage: Cell) -> Cell:
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


def _held_bloc(
    standing: _Standing,
    bloc: dict[Any, Any],
    stages: Sequence[tuple[str, str, str]],
    final: pd.DataFrame,
) -> Slide:
    """The units in the order of their file, which does not reveal their ranks, with those of the last final ranking."""
    of_final = final[final["bloc_id"] == bloc["bloc_id"]].to_dict("records")
    shared, digits = (
        _shared(row["bloc_rank"] for row in of_final),
        words.digits(row["total"] for row in of_final),
    )
    known = {row["unit_id"]: row for row in of_final if row["rank"] is not None}

    def then(unit: str) -> Row:
        row = known.get(unit)
        return (
            (_place(row["bloc_rank"], shared), words.points(row["total"], digits))
            if row
            else (words.MISSING, words.MISSING)
        )

    rows = tuple(
        (
            name,
            *(then(unit) if standing.final else ()),
            Pill(NOT_SCORED) if stage == NOT_SCORED else stage_words(stage),
        )
        for unit, name, stage in stages
    )
    scored = f"{len(rows) - bloc['not_scored']}/{len(rows)} đơn vị đã chấm"
    before = (
        (
            SlideColumn(f"Hạng trong khối {words.period(standing.final)}", 0.17),
            SlideColumn("Điểm", 0.12, number=True),
        )
        if standing.final
        else ()
    )
    stage = SlideColumn(f"Bước chấm {standing.period}", 0.31)
    left = 1 - stage.share - sum(column.share for column in before)
    return Slide(
        "blocs",
        f"bloc-{bloc['bloc_id']}",
        f"Chấm điểm thi đua trong khối · {standing.period}",
        f"{bloc['name']}: {scored}; {LATER}",
        Table((SlideColumn("Đơn vị", left), *before, stage), rows),
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
