"""How blocs and units stand in a scoring period, in a report or in a notice of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from emulation import periods, words
from emulation.reports.contents import letterhead, phrases
from emulation.reports.contents.section import NothingKnown, Section, filled, meanings
from emulation.reports.facts import Facts
from emulation.vocabulary import is_provisional

TIES_NAMED = 6
"""The most shared ranks that a sentence lists; the table has them all."""


def documents(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """The one notice of a period."""
    values = letterhead.values(facts) | {"ky_cham": phrases.period(facts)} | filled(NOTICE, facts)
    yield f"{facts.request.kind.file}-{facts.request.period}", values


def fill(facts: Facts) -> dict[str, Any]:
    blocs, units = judged(facts, "bloc_ranking"), judged(facts, "unit_ranking")
    if not units:
        raise NothingKnown(_no_units(facts))
    provisional = provisional_blocs(facts)
    ranked = [row for row in units if row.rank is not None]
    return {
        "xep_hang.cau": list(sentences(facts, blocs, units)),
        "xep_hang.dong_hang": [*ties(blocs, "khối"), *ties(units, "đơn vị")],
        "xep_hang.khoi": [_bloc(row, row.bloc_id in provisional) for row in _if_ranked(blocs)],
        "xep_hang.nhom": [
            {"ten": bloc.name, "bang": lines}
            for bloc in blocs
            if (lines := [_unit(row) for row in _if_ranked(units) if row.bloc_id == bloc.bloc_id])
        ],
        "so.don_vi_trong_khoi": words.number(len(units)),
        "so.da_cham": words.number(len(ranked)),
        "so.tam_tinh": words.number(sum(is_provisional(row.stage) for row in ranked)),
    }


def provisional_blocs(facts: Facts) -> set[str]:
    """The blocs with a member, inside the filter or not, whose total may still change."""
    everyone = facts.rows("unit_ranking", period=facts.request.period, blocs=(), units=())
    return {row.bloc_id for row in everyone if is_provisional(row.stage)}


def judged(facts: Facts, query: str) -> list[Any]:
    """The rows of a ranking for the request's period; a school year judges only the blocs in which someone is scored."""
    period = facts.request.period
    rows = facts.rows(query, period=period)
    if not periods.is_school_year(period):
        return rows
    blocs = facts.rows("bloc_ranking", period=period)
    scored = {bloc.bloc_id for bloc in blocs if bloc.scored_members}
    return [row for row in rows if row.bloc_id in scored] if scored else rows


SECTION = Section(
    {
        "xep_hang.cau": "các đoạn nói khối, đơn vị đứng đầu, đứng cuối; đã chấm, chưa chấm, tạm tính",
        "xep_hang.dong_hang": "các đoạn nói khối, đơn vị nào bằng điểm, đồng hạng",
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
    blocs = judged(facts, "bloc_ranking")
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


def sentences(facts: Facts, blocs: Sequence[Any], units: Sequence[Any]) -> Iterator[str]:
    """Who leads and who is last, how many are scored, and whether that is final."""
    when, filtered = phrases.period(facts), facts.request.scope.filtered
    ranked = [row for row in units if row.rank is not None]
    scored_blocs = [row for row in blocs if row.rank is not None]
    if scored_blocs:
        order = _order(scored_blocs, "mean_total", _whole(facts))
        yield f"Xếp hạng khối thi đua {when}: {order}.{_unscored(blocs)}"
    if not ranked:
        which = " thuộc phạm vi số liệu" if filtered else ""
        day = words.day(facts.request.scope.as_of)
        yield f"Đến ngày {day}, chưa có đơn vị nào{which} được chấm điểm {when}, nên chưa có xếp hạng đơn vị."
        return
    yield f"Xếp hạng đơn vị {when}: {_order(ranked, 'total', _whole(facts))}."
    if certainty := _certainty(units, ranked):
        yield certainty


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
    return f"{best}; {names} xếp cuối ({rank}) với {mean}{_points(last[0], points)}"


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


def _certainty(units: Sequence[Any], ranked: Sequence[Any]) -> str:
    if len(units) == 1:
        provisional = is_provisional(units[0].stage)
        return "Kết quả là tạm tính vì chưa có đủ điểm Hội đồng chấm." if provisional else ""
    said = f"Đã chấm {phrases.out_of(len(ranked), len(units), 'đơn vị')}."
    missing = [row.name for row in units if row.rank is None]
    if missing:
        said += f" Chưa chấm nên chưa xếp hạng: {phrases.named(missing)}."
    provisional = sum(is_provisional(row.stage) for row in ranked)
    if provisional:
        count = phrases.out_of(provisional, len(ranked), "đơn vị đã chấm")
        all_of_them = "đều " if provisional == len(ranked) > 1 else ""
        said += f" Kết quả là tạm tính: {count} {all_of_them}chưa có đủ điểm Hội đồng chấm."
    return said


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


def _unit(row: Any) -> dict[str, str]:
    return {
        "hang": words.number(row.rank),
        "hang_khoi": words.number(row.bloc_rank),
        "don_vi": row.name,
        "diem": words.points(row.total),
        "xep_loai": row.band or words.MISSING,
        "tang_giam": _change(row.rank_change),
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
