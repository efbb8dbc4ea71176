"""Dossiers listed for signature: by award in the order of the catalogue, collectives first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from emulation import words
from emulation.commune import LEVEL
from emulation.reports.contents.awards import NOMINEE_TAGS
from emulation.reports.facts import Facts
from emulation.schema import LEVELS


def by_kind(dossiers: Iterable[Any]) -> dict[str, str]:
    """How many of each kind are honoured, and of all, by their tags: tap_the, ho_gia_dinh, ca_nhan, cong."""
    counts = _counts(dossiers)
    return {tag: words.number(counts[kind]) for kind, tag in NOMINEE_TAGS.items()} | {
        "cong": words.number(counts.total())
    }


def counted(dossiers: Iterable[Any]) -> str:
    """The kinds that are not zero: 2 tập thể và 12 cá nhân."""
    counts = _counts(dossiers)
    return words.listed(
        [f"{words.number(counts[kind])} {kind.lower()}" for kind in NOMINEE_TAGS if counts[kind]]
    )


def _counts(dossiers: Iterable[Any]) -> Counter[str]:
    """Kind of nominee → number of nominees; one dossier may have several."""
    counts = Counter[str]()
    for row in dossiers:
        counts[row.nominee_kind] += row.quantity
    return counts


def by_award(facts: Facts, dossiers: Iterable[Any]) -> dict[str, list[Any]]:
    """Award → its dossiers by kind of nominee, then by unit; awards by level, these and units in the order of their
    files."""
    units = {row.unit_id: place for place, row in enumerate(facts.table("units"))}
    catalogue = sorted(facts.table("awards"), key=lambda row: LEVELS.index(LEVEL.value_of(row.level)))
    awards: dict[str, list[Any]] = {row.award_id: [] for row in catalogue}
    kinds = list(NOMINEE_TAGS)
    for row in sorted(dossiers, key=lambda row: (kinds.index(row.nominee_kind), units[row.unit_id])):
        awards[row.award_id].append(row)
    return {award: rows for award, rows in awards.items() if rows}


def groups(facts: Facts, dossiers: Sequence[Any], *, with_level: bool = False) -> list[dict[str, Any]]:
    """The list: under each award its dossiers, numbered through."""
    numbers = count(1)
    found: list[dict[str, Any]] = []
    for award, rows in by_award(facts, dossiers).items():
        level = f"{rows[0].level} - " if with_level else ""
        lines = [{"stt": words.number(next(numbers)), **_line(facts, row)} for row in rows]
        found.append({"ten": f"{level}{facts.name('awards', award)}: {counted(rows)}", "bang": lines})
    return found


def _line(facts: Facts, row: Any) -> dict[str, Any]:
    return {
        "ten": row.nominee_name + (f" ({counted([row])})" if row.quantity > 1 else ""),
        "doi_tuong": row.nominee_kind,
        "don_vi": facts.name("units", row.unit_id),
        "loai": row.commendation_type,
        "ma": row.dossier_id,
        "chuc_vu": row.nominee_kind == "Cá nhân",
    }
