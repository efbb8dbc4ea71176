"""The emulation movements that ran in the period, and how far their targets are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from emulation import words
from emulation.commune import LAUNCHED_BY, Commune
from emulation.reports.contents import phrases
from emulation.reports.contents.section import NothingKnown, Section
from emulation.reports.facts import Facts
from emulation.schema import DIRECTIONS, LAUNCHING_LEVELS


def fill(facts: Facts) -> dict[str, Any]:
    if not facts.rows("movements"):
        raise NothingKnown("Chưa có số liệu về phong trào thi đua.")
    running = [row for row in facts.rows("movements") if ran(row, facts)]
    launched = [row for row in running if row.launched_on >= facts.request.first_day]
    indicators = sum(row.indicators for row in running)
    return {
        "phong_trao.cau": list(_said(facts, running, launched)),
        "phong_trao.bang": [_shown(row) for row in running],
        "so.phong_trao": words.number(len(running)),
        "so.phong_trao_moi": words.number(len(launched)),
        "so.chi_tieu": words.number(indicators) if indicators else words.MISSING,
        "so.chi_tieu_dat": words.number(sum(row.met for row in running)) if indicators else words.MISSING,
    }


SECTION = Section(
    {
        "phong_trao.cau": "các đoạn nói về phong trào triển khai trong kỳ, phong trào mới phát động, chỉ tiêu đạt",
        "phong_trao.bang": "bảng phong trào: ten, cap, thoi_gian, don_vi, chi_tieu, dat, hoan_thanh",
        "so.phong_trao": "số phong trào triển khai trong kỳ",
        "so.phong_trao_moi": "số phong trào phát động trong kỳ",
        "so.chi_tieu": "số chỉ tiêu có số liệu, mỗi chỉ tiêu của một đơn vị tính một lần",
        "so.chi_tieu_dat": "số chỉ tiêu đạt kế hoạch",
    },
    fill,
)


def ran(row: Any, facts: Facts) -> bool:
    """It had begun by the period's end and not ended before its start."""
    request = facts.request
    return row.launched_on <= request.last_day and (row.ends_on is None or row.ends_on >= request.first_day)


def _said(facts: Facts, running: Sequence[Any], launched: Sequence[Any]) -> Iterator[str]:
    when = facts.request.in_words
    if not running:
        yield f"Trong {when} {phrases.none(facts)} có phong trào thi đua nào được triển khai."
        return
    by_level = _by_level(facts.commune, running)
    yield f"Trong {when} có {words.number(len(running))} phong trào thi đua được triển khai ({by_level})."
    names = [f"“{row.name}”" for row in launched]
    if names:
        yield f"Phát động trong kỳ {words.number(len(names))} phong trào: {phrases.named(names, 'phong trào')}."
    else:
        yield f"Trong kỳ {phrases.none(facts)} phát động phong trào mới."
    yield " ".join(_results(facts, running))


def _by_level(commune: Commune, running: Sequence[Any]) -> str:
    levels = Counter(LAUNCHED_BY.value_of(row.launched_by) for row in running)
    by = {level: _launcher(commune, level) for level in LAUNCHING_LEVELS if levels[level]}
    if len(by) == 1:
        return f"{'đều ' if len(running) > 1 else ''}do {''.join(by.values())} phát động"
    return ", ".join(f"{words.number(levels[level])} do {name} phát động" for level, name in by.items())


def _launcher(commune: Commune, level: str) -> str:
    return level if level == LAUNCHING_LEVELS[0] else phrases.clause(commune.launcher(level))


def _results(facts: Facts, running: Sequence[Any]) -> Iterator[str]:
    judged_of = {row.movement_id: row.judged for row in facts.rows("movement_activity")}
    indicators, met = sum(row.indicators for row in running), sum(row.met for row in running)
    judged = sum(judged_of[row.movement_id] for row in running)
    whose = phrases.chosen(facts) if facts.request.scope.filtered else "các đơn vị"
    if not indicators:
        yield f"Chưa có số liệu về kết quả thực hiện chỉ tiêu của {whose}."
        return
    others = (
        f"; {words.number(indicators - judged)} chỉ tiêu chưa đánh giá được" if judged < indicators else ""
    )
    about = f"(mỗi chỉ tiêu của một đơn vị tính một lần{others})"
    yield (
        f"Đến ngày {words.day(facts.request.scope.as_of)}, {phrases.out_of(met, judged, 'chỉ tiêu')} của {whose} "
        f"đạt kế hoạch {about}."
        if met
        else f"Đến ngày {words.day(facts.request.scope.as_of)}, chưa có chỉ tiêu nào đạt kế hoạch trong số "
        f"{words.number(judged)} chỉ tiêu của {whose} {about}."
    )
    yield from _lower_is_better(facts, running)
    silent = [f"“{row.name}”" for row in running if not row.indicators]
    if silent:
        yield f"Chưa có số liệu về kết quả của {phrases.named(silent, 'phong trào')}."


def _lower_is_better(facts: Facts, running: Sequence[Any]) -> Iterator[str]:
    """Which indicators are met by staying below the target."""
    told = {row.movement_id for row in running if row.indicators}
    filtered = facts.request.scope.filtered
    chosen = {row.unit_id for row in facts.rows("unit_progress")} if filtered else set[str]()
    results = [row for row in facts.table("movement_results") if row.recorded_on <= facts.request.scope.as_of]
    last = {  # of one date the last in the file holds (the contract, "Movements")
        (row.movement_id, row.unit_id, row.indicator): row
        for row in sorted(results, key=lambda row: row.recorded_on)
        if row.movement_id in told and (row.unit_id in chosen or not filtered)
    }
    lower = dict.fromkeys(row.indicator for row in last.values() if row.better == DIRECTIONS[1])
    if lower:
        named = phrases.named([f"“{name}”" for name in lower], "chỉ tiêu")
        yield f"Chỉ tiêu càng thấp càng tốt, đạt khi thực hiện không quá kế hoạch: {named}."


def _shown(row: Any) -> dict[str, str]:
    begun = words.day(row.launched_on)
    measured = row.indicators > 0
    return {
        "ten": row.name,
        "cap": row.launched_by,
        "thoi_gian": f"{begun} –\n{words.day(row.ends_on)}" if row.ends_on else f"từ {begun}",
        "don_vi": words.number(row.units) if measured else words.MISSING,
        "chi_tieu": words.number(row.indicators) if measured else words.MISSING,
        "dat": words.number(row.met) if measured else words.MISSING,
        "hoan_thanh": words.percent(row.mean_completion),
    }
