"""What was awarded in the period, to whom: awards_given, added up in four ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from emulation import words
from emulation.commune import LEVEL
from emulation.reports.contents import phrases
from emulation.reports.contents.section import Section
from emulation.reports.facts import Facts
from emulation.schema import COMMENDATION_TYPES, LEVELS

NOMINEE_TAGS = {"Tập thể": "tap_the", "Hộ gia đình": "ho_gia_dinh", "Cá nhân": "ca_nhan"}
"""Kind of nominee, in the order of official tables → the part of a tag that stands for it."""


def fill(facts: Facts) -> dict[str, Any]:
    rows = facts.in_quarters("awards_given")
    levels = {row.award_id: row.level for row in rows}
    kinds = Counter[str]()
    for row in rows:
        kinds[row.nominee_kind] += row.awards
    forms = sorted(levels, key=lambda award: facts.place("awards", award))
    units = sorted({row.unit_id for row in rows}, key=lambda unit: facts.place("units", unit))
    return {
        "khen_thuong.cau": list(sentences(facts, rows)),
        "khen_thuong.hinh_thuc": [
            {**line, "cap": levels[award]}
            for award, line in zip(
                forms, _lines(rows, "award_id", forms, _name(facts, "awards")), strict=True
            )
        ],
        "khen_thuong.loai": _lines(rows, "commendation_type", COMMENDATION_TYPES) if rows else [],
        "khen_thuong.cap": _lines(rows, "level", LEVELS, facts.commune.level) if rows else [],
        "khen_thuong.don_vi": _lines(rows, "unit_id", units, _name(facts, "units")),
        **{f"so.khen_{tag}": text for tag, text in _shown(kinds).items()},
    }


_COLUMNS = "ten, tap_the, ho_gia_dinh, ca_nhan, cong"
SECTION = Section(
    {
        "khen_thuong.cau": "các đoạn nói về số lượt khen thưởng theo đối tượng, cấp, loại, đơn vị",
        "khen_thuong.hinh_thuc": f"bảng theo danh hiệu, hình thức: {_COLUMNS}, cap",
        "khen_thuong.loai": f"bảng theo loại khen thưởng: {_COLUMNS}",
        "khen_thuong.cap": f"bảng theo cấp quyết định: {_COLUMNS}",
        "khen_thuong.don_vi": f"bảng theo đơn vị: {_COLUMNS}",
        "so.khen_tap_the": "số lượt tập thể được khen thưởng",
        "so.khen_ho_gia_dinh": "số lượt hộ gia đình được khen thưởng",
        "so.khen_ca_nhan": "số lượt cá nhân được khen thưởng",
        "so.khen_cong": "tổng số lượt khen thưởng",
    },
    fill,
)


def sentences(facts: Facts, rows: Sequence[Any]) -> Iterator[str]:
    """How many, to whom, by whom and why; one sentence where nothing was awarded."""
    when, whole = facts.request.in_words, sum(row.awards for row in rows)
    who = phrases.of_chosen(facts)
    if not whole:
        yield f"Trong {when} {phrases.none(facts)} có tập thể, hộ gia đình, cá nhân nào{who} được khen thưởng."
        return
    total = f"{words.number(whole)} lượt khen thưởng"
    yield f"Trong {when} có {total}{who}: {_split(rows, 'nominee_kind', NOMINEE_TAGS)}."
    yield (
        f"Theo cấp quyết định: {_split(rows, 'level', LEVELS, facts.commune.level)}. "
        f"Theo loại khen thưởng: {_split(rows, 'commendation_type', COMMENDATION_TYPES)}."
    )
    given, units = {row.unit_id for row in rows}, facts.rows("unit_progress")
    if len(units) > 1:
        of_all = phrases.begun(phrases.out_of(len(given), len(units), "đơn vị"))
        yield f"{of_all} có tập thể, hộ gia đình hoặc cá nhân được khen thưởng trong kỳ."


def _split(rows: Iterable[Any], column: str, values: Iterable[str], name: Callable[[str], str] = str) -> str:
    """The parts that are not zero: 30 cá nhân, 5 tập thể."""
    counts = Counter[str]()
    for row in rows:
        counts[_value(row, column)] += row.awards
    parts = [(name(value), counts[value]) for value in values if counts[value]]
    if column == "nominee_kind":
        return ", ".join(f"{words.number(count)} {phrases.clause(value)}" for value, count in parts)
    return ", ".join(f"{phrases.clause(value)} {words.number(count)}" for value, count in parts)


def _value(row: Any, column: str) -> str:
    """The value under which a row is counted. The words for a level all count under its value."""
    word = getattr(row, column)
    return LEVEL.value_of(word) if column == "level" else word


def _name(facts: Facts, table: str) -> Callable[[str], str]:
    return lambda key: facts.name(table, key)


def _lines(
    rows: Iterable[Any], column: str, values: Iterable[str], name: Callable[[str], str] = str
) -> list[dict[str, str]]:
    """A line for each of the column's values, by kind of nominee."""
    counts = {value: Counter[str]() for value in values}
    for row in rows:
        counts[_value(row, column)][row.nominee_kind] += row.awards
    return [{"ten": name(value), **_shown(count)} for value, count in counts.items()]


def _shown(kinds: Counter[str]) -> dict[str, str]:
    shown = {tag: words.number(kinds[kind]) for kind, tag in NOMINEE_TAGS.items()}
    return {**shown, "cong": words.number(kinds.total())}
