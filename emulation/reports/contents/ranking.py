"""How blocs and units stand in a scoring period, in a report or in a notice of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from emulation import periods, ranks, words
from emulation.reports.contents import letterhead, phrases
from emulation.reports.contents.section import NothingKnown, Section, filled, meanings
from emulation.reports.facts import Facts
from emulation.reports.request import NotAsked
from emulation.vocabulary import is_provisional
from emulation.warehouse import NotAvailable

TIES_NAMED = 6
"""The most shared ranks that a sentence lists; the table has them all."""


def documents(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """The one notice of a period. Raises NotAsked where nobody has a rank to give notice of."""
    if not any(row.rank for row in judged(facts, "unit_ranking", facts.request.period)):
        day, when = words.day(facts.request.scope.as_of), phrases.period(facts)
        raise NotAsked(
            f"Tính đến {day} chưa có đơn vị nào{letterhead.of_scope(facts)} được xếp hạng {when}, nên không có thông báo để "
            "lập."
        )
    values = letterhead.values(facts) | {"ky_cham": phrases.period(facts)} | filled(NOTICE, facts)
    yield f"{facts.request.kind.file}-{facts.request.period}", values


def fill(facts: Facts) -> dict[str, Any]:
    period = told_period(facts)
    blocs, units = judged(facts, "bloc_ranking", period), judged(facts, "unit_ranking", period)
    if not units:
        raise NothingKnown(_no_units(facts))
    (comparison,) = facts.rows("rank_comparison", **_whole_in(period))
    provisional = provisional_blocs(facts, period)
    ranked = [row for row in units if row.rank is not None]
    why_not = ranks.not_compared(comparison, period)
    return {
        "xep_hang.cau": list(
            sentences(facts, period, blocs, units, provisional=bool(comparison.provisional))
        ),
        "xep_hang.dong_hang": [*ties(blocs, "khối"), *ties(units, "đơn vị"), *filter(None, [why_not])],
        "xep_hang.khoi": [_bloc(row, row.bloc_id in provisional) for row in _if_ranked(blocs)],
        "xep_hang.nhom": [
            {"ten": bloc.name, "bang": lines}
            for bloc in blocs
            if (
                lines := [
                    _unit(row, compared=comparison.comparable)
                    for row in _if_ranked(units)
                    if row.bloc_id == bloc.bloc_id
                ]
            )
        ],
        "so.don_vi_trong_khoi": words.number(len(units)),
        "so.da_cham": words.number(len(ranked)),
        "so.tam_tinh": words.number(sum(is_provisional(row.stage) for row in ranked)),
    }


def told_period(facts: Facts) -> str:
    """The period whose ranks are told: the request's; in a report on a longer one that was not scored itself, the last one
    in it whose ranks are final, if there is any."""
    asked = facts.request.period
    if facts.request.kind.on == "scoring period":
        return asked
    try:
        if any(row.rank is not None for row in facts.rows("unit_ranking", **_whole_in(asked))):
            return asked
        found = [row.period for row in facts.rows("last_final_period", **_whole_in(asked))]
    except NotAvailable:
        return asked
    inside = [period for period in found if periods.first_day(period) >= periods.first_day(asked)]
    return inside[0] if inside else asked


def _whole_in(period: str) -> dict[str, Any]:
    """The changes to a scope that make it the whole commune's in a period."""
    return {"period": period, "blocs": (), "units": ()}


def provisional_blocs(facts: Facts, period: str) -> set[str]:
    """The blocs with a member, inside the filter or not, whose total may still change."""
    everyone = facts.rows("unit_ranking", **_whole_in(period))
    return {row.bloc_id for row in everyone if is_provisional(row.stage)}


def judged(facts: Facts, query: str, period: str) -> list[Any]:
    """The rows of a ranking of whom a period judges: a school year judges some units only, and blocs by them."""
    rows = facts.rows(query, period=period)
    if not periods.is_school_year(period):
        return rows
    units = facts.rows("judged_units", period=period)
    if query == "unit_ranking":
        return [row for row in rows if row.unit_id in {unit.unit_id for unit in units}]
    members = Counter(unit.bloc_id for unit in units)
    return [row._replace(members=members[row.bloc_id]) for row in rows if members[row.bloc_id]]


SECTION = Section(
    {
        "xep_hang.cau": "các đoạn nói khối, đơn vị đứng đầu, đứng cuối; đã chấm, chưa chấm, tạm tính",
        "xep_hang.dong_hang": "các đoạn nói khối, đơn vị nào bằng điểm, đồng hạng; vì sao không so với kỳ trước",
        "xep_hang.khoi": "bảng khối: hang, khoi, da_cham, diem, hoan_thanh, dung_han, khen_thuong, ghi_chu",
        "xep_hang.nhom": "nhóm theo khối: ten, bang (hang, hang_khoi, don_vi, diem, xep_loai, tang_giam, ghi_chu)",
        "so.don_vi_trong_khoi": "số đơn vị thuộc các khối thi đua",
        "so.da_cham": "số đơn vị đã chấm điểm, được xếp hạng",
        "so.tam_tinh": "số đơn vị có điểm tạm tính",
    },
    fill,
)


def _fill_bands(facts: Facts) -> dict[str, Any]:
    bands = sorted(facts.table("bands"), key=lambda row: -row.from_points)
    if not bands:
        return {"xep_loai.cau": ["Chưa có mức xếp loại trong số liệu."]}
    known = "; ".join(f"{row.name} từ {words.points(row.from_points)} điểm" for row in bands)
    return {
        "xep_loai.cau": [
            f"† Mức xếp loại ({known}) là giả định của số liệu, cần đối chiếu với quy định chấm điểm của "
            f"{facts.commune.noun}."
        ]
    }


BANDS = Section({"xep_loai.cau": "ghi chú về mức xếp loại đang dùng"}, _fill_bands)


def _fill_criteria(facts: Facts) -> dict[str, Any]:
    """Nothing where all blocs are judged by the same."""
    year = periods.year_of(facts.request.period)
    criteria = [row for row in facts.table("criteria") if row.year == year]
    common = [row for row in criteria if not row.bloc_id]
    if len(common) == len(criteria):
        return {"tieu_chi.cau": [], "tieu_chi.bang": []}
    blocs = judged(facts, "bloc_ranking", facts.request.period)
    return {
        "tieu_chi.cau": [
            f"Các khối được chấm theo {words.number(len(common))} tiêu chí chung và tiêu chí riêng của từng khối, nên "
            "điểm tối đa của các khối có thể khác nhau."
            if common
            else "Mỗi khối được chấm theo tiêu chí riêng, nên điểm tối đa của các khối có thể khác nhau."
        ],
        "tieu_chi.bang": [
            _criteria(bloc.name, common, [row for row in criteria if row.bloc_id == bloc.bloc_id])
            for bloc in blocs
        ],
    }


def _criteria(bloc: str, common: Sequence[Any], own: Sequence[Any]) -> dict[str, str]:
    most = {
        kind: sum(row.max_points for row in (*common, *own) if row.kind == kind)
        for kind in ("Chuẩn", "Thưởng")
    }
    named = [f"{row.name} ({_POINTS_OF[row.kind]}{words.points(row.max_points)})" for row in own]
    return {
        "khoi": bloc,
        "so": words.number(len(common) + len(own)),
        "rieng": "\n".join(named) or words.MISSING,
        "chuan": words.points(most["Chuẩn"]),
        "thuong": words.points(most["Thưởng"]),
    }


_POINTS_OF = {"Chuẩn": "", "Thưởng": "thưởng ", "Trừ": "trừ "}
CRITERIA = Section(
    {
        "tieu_chi.cau": "đoạn nói các khối có tiêu chí riêng, nếu có",
        "tieu_chi.bang": "bảng tiêu chí theo khối: khoi, so, rieng (tiêu chí riêng, điểm tối đa), chuan, thuong",
    },
    _fill_criteria,
)
NOTICE = (SECTION, BANDS, CRITERIA)
"""The parts of the notice. A report on a period has SECTION only."""
TAGS = {**letterhead.TAGS, "ky_cham": "kỳ chấm điểm", **meanings(NOTICE)}


# ---- sentences


def sentences(
    facts: Facts, period: str, blocs: Sequence[Any], units: Sequence[Any], *, provisional: bool
) -> Iterator[str]:
    """Who leads and who is last by a ranking that is final; of one that is not, how far it has come, and who led the last
    final one. How many are scored."""
    when, asked = phrases.scoring_period(period), facts.request.period
    ranked = [row for row in units if row.rank is not None]
    scored_blocs = [row for row in blocs if row.rank is not None]
    if period != asked:
        yield (
            f"Điểm thi đua {phrases.scoring_period(asked)} được chấm riêng và chưa có; thứ hạng dưới đây là của kỳ chính "
            f"thức gần nhất, {when}."
        )
    if scored_blocs and not provisional:
        order = _order(scored_blocs, "mean_total", _whole(facts))
        yield f"Xếp hạng khối thi đua {when}: {order}.{_unscored(blocs)}"
    if not ranked:
        which = " thuộc phạm vi số liệu" if facts.request.scope.filtered else ""
        day = words.day(facts.request.scope.as_of)
        yield f"Đến ngày {day}, chưa có đơn vị nào{which} được chấm điểm {when}, nên chưa có xếp hạng đơn vị."
    elif not provisional:
        yield f"Xếp hạng đơn vị {when}: {_order(ranked, 'total', _whole(facts))}."
    elif len(ranked) == 1 and facts.request.scope.filtered:
        yield f"Xếp hạng đơn vị {when}, tạm tính: {_order(ranked, 'total', _whole(facts))}."
    if provisional:
        yield ranks.provisional(period, facts.rows("scoring_stages", **_whole_in(period)))
    if ranked and (certainty := _scored(units, ranked, provisional=provisional)):
        yield certainty
    if (provisional or not ranked) and (before := _last_final(facts, period)):
        yield before


def _last_final(facts: Facts, period: str) -> str:
    """Who led the last final ranking before this one; of a filter the first and the last of it."""
    found = [row.period for row in facts.rows("last_final_period", **_whole_in(period))]
    if not found or found[0] == period:
        return ""
    units = judged(facts, "unit_ranking", found[0])
    ranked = [row for row in units if row.rank is not None]
    if not facts.request.scope.filtered or not ranked:
        return ranks.last_final(found[0], units)
    order = _order(ranked, "total", _whole(facts))
    return f"Kỳ chính thức gần nhất, {words.period(found[0])}: {order}."


def _no_units(facts: Facts) -> str:
    if facts.request.scope.filtered:
        return "Không có đơn vị nào của khối thi đua thuộc phạm vi số liệu."
    return "Chưa có số liệu về các đơn vị của khối thi đua."


def _whole(facts: Facts) -> str:
    """With a filter: among whom the ranks count (toàn xã). Empty without one."""
    return facts.commune.whole if facts.request.scope.filtered else ""


def _order(ranked: Sequence[Any], points: str, whole: str) -> str:
    """The first and the last; of a filter their places in the `whole`."""
    first, last = _at(ranked, min), _at(ranked, max)
    if whole:
        best, worst = _placed(first, points, whole), _placed(last, points, whole)
        if first == last:
            return best
        return f"cao nhất trong phạm vi số liệu là {best}; thấp nhất là {worst}"
    mean = "điểm trung bình " if points == "mean_total" else ""
    best = f"{phrases.named([row.name for row in first])} {words.first(len(first), 'xếp hạng nhất')}"
    best += f" với {mean}{_points(first[0], points)}"
    if first == last:
        return best
    names, rank = phrases.named([row.name for row in last]), words.rank(last[0].rank, len(last))
    return f"{best}; {names} {rank} với {mean}{_points(last[0], points)}"


def _placed(group: Sequence[Any], points: str, whole: str) -> str:
    names, rank = phrases.named([row.name for row in group]), words.number(group[0].rank)
    if points == "mean_total":
        return f"{names}, hạng {rank} trong các khối với điểm trung bình {_points(group[0], points)}"
    in_bloc = f", hạng {words.number(group[0].bloc_rank)} trong khối" if len(group) == 1 else ""
    return f"{names}, hạng {rank} {whole}{in_bloc} với {_points(group[0], points)}"


def _at(ranked: Sequence[Any], end: Any) -> list[Any]:
    rank = end(row.rank for row in ranked)
    return [row for row in ranked if row.rank == rank]


def _points(row: Any, points: str) -> str:
    number = words.points(getattr(row, points))
    return number if points == "mean_total" else f"{number} điểm"


def _unscored(blocs: Sequence[Any]) -> str:
    names = [row.name for row in blocs if row.rank is None]
    return f" Chưa có điểm: {phrases.named(names, 'khối')}." if names else ""


def _scored(units: Sequence[Any], ranked: Sequence[Any], *, provisional: bool) -> str:
    """How many of them are scored, which the sentence on a provisional period has said, and who is not."""
    if len(units) == 1:
        return ""
    missing = [row.name for row in units if row.rank is None]
    told = [] if provisional else [f"Đã chấm {phrases.out_of(len(ranked), len(units), 'đơn vị')}."]
    if missing:
        told.append(f"Chưa chấm nên chưa xếp hạng: {phrases.named(missing)}.")
    return " ".join(told)


def ties(rows: Sequence[Any], noun: str) -> Iterator[str]:
    """Which of them share a rank, if any do; at most one sentence."""
    shared: dict[int, list[str]] = {}
    for row in rows:
        if row.rank is not None:
            shared.setdefault(row.rank, []).append(row.name)
    groups = [
        f"hạng {words.number(rank)} gồm {phrases.named(names, noun)}"
        for rank, names in shared.items()
        if len(names) > 1
    ]
    if groups:
        more = len(groups) - TIES_NAMED
        rest = f"; và {words.number(more)} thứ hạng khác nêu trong bảng" if more > 0 else ""
        yield f"Các {noun} bằng điểm được xếp đồng hạng: {'; '.join(groups[:TIES_NAMED])}{rest}."


# ---- tables


def _if_ranked(rows: Sequence[Any]) -> Sequence[Any]:
    """The rows of a table of ranks; none before anyone is ranked."""
    return rows if any(row.rank is not None for row in rows) else []


def _bloc(row: Any, provisional: bool) -> dict[str, str]:
    return {
        "hang": words.number(row.rank),
        "khoi": row.name,
        "da_cham": f"{words.number(row.scored_members)}/{words.number(row.members)}",
        "diem": words.points(row.mean_total),
        "hoan_thanh": words.percent(row.completion_rate),
        "dung_han": words.percent(row.on_time_rate),
        "khen_thuong": words.number(row.awards),
        "ghi_chu": _certain(row, provisional),
    }


def _unit(row: Any, *, compared: bool) -> dict[str, str]:
    return {
        "hang": words.number(row.rank),
        "hang_khoi": words.number(row.bloc_rank),
        "don_vi": row.name,
        "diem": words.points(row.total),
        "xep_loai": row.band or words.MISSING,
        "tang_giam": _change(row.rank_change) if compared else words.MISSING,
        "ghi_chu": _certain(row, is_provisional(row.stage)),
    }


def _certain(row: Any, provisional: bool) -> str:
    if row.rank is None:
        return "chưa chấm"
    return "tạm tính" if provisional else ""


def _change(change: int | None) -> str:
    if change is None:
        return words.MISSING
    if not change:
        return "giữ nguyên"
    return f"{'tăng' if change > 0 else 'giảm'} {words.number(abs(change))}"
