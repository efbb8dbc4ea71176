"""Phrases that several parts of a report share."""

from __future__ import annotations

from collections.abc import Sequence

from emulation import words
from emulation.reports.facts import Facts

PART = "phần việc"
"""What is counted of units: a unit's part of a task."""
NAMED, LETTERS = 5, 200
"""The most names that a sentence lists, and about the most characters of them; at least two names, the rest are counted."""


def begun(text: str) -> str:
    """With a capital, to begin a sentence: quý I năm 2026 → Quý I năm 2026."""
    return text[:1].upper() + text[1:]


def clause(text: str) -> str:
    """Without a capital, inside a sentence: Cấp xã → cấp xã."""
    return text[:1].lower() + text[1:]


def named(names: Sequence[str], noun: str = "đơn vị") -> str:
    """a, b và c; of many the first ones, then how many more. Semicolons where a name has a comma or “và” itself.

    >>> named(["A", "B", "C"]), named(list("ABCDEFG")), named(["A, B và C", "D"])
    ('A, B và C', 'A, B, C, D, E và 2 đơn vị khác', 'A, B và C; D')
    """
    told = _told(names)
    shown = names if told == len(names) else [*names[:told], f"{words.number(len(names) - told)} {noun} khác"]
    if not any(", " in name or " và " in name for name in shown):
        return words.listed(shown)
    return "; ".join(shown) if shown is names else f"{'; '.join(shown[:-1])} và {shown[-1]}"


def _told(names: Sequence[str]) -> int:
    """How many of the names to list. Never all but one: then all are listed."""
    told = min(len(names), NAMED)
    while told > 2 and sum(map(len, names[:told])) > LETTERS:
        told -= 1
    return len(names) if len(names) - told == 1 else told


def out_of(part: int, whole: int, noun: str) -> str:
    """3/8 nhiệm vụ; all of several: cả 8 nhiệm vụ.

    >>> out_of(3, 8, "nhiệm vụ"), out_of(8, 8, "nhiệm vụ"), out_of(1, 1, "nhiệm vụ")
    ('3/8 nhiệm vụ', 'cả 8 nhiệm vụ', '1/1 nhiệm vụ')
    """
    if part == whole > 1:
        return f"cả {words.number(whole)} {noun}"
    return f"{words.number(part)}/{words.number(whole)} {noun}"


def thing(facts: Facts) -> str:
    """What is counted: the plan's tasks; with a filter their parts, a task once for every chosen unit."""
    return PART if facts.request.scope.filtered else "nhiệm vụ"


def period(facts: Facts) -> str:
    """The request's scoring period inside a sentence: quý II năm 2026, năm 2026."""
    return scoring_period(facts.request.period)


def scoring_period(of: str) -> str:
    """A scoring period inside a sentence: quý II năm 2026, năm 2026."""
    return clause(words.period(of)).replace("/", " năm ")


def chosen(facts: Facts) -> str:
    """The filter in words; a single unit or bloc by its name."""
    blocs, units = facts.request.scope.blocs, facts.request.scope.units
    if len(units) == 1 and not blocs:
        return facts.name("units", units[0])
    if len(blocs) == 1 and not units:
        return f"các đơn vị của {facts.name('blocs', blocs[0])}"
    return "các đơn vị thuộc phạm vi số liệu"


def of_chosen(facts: Facts) -> str:
    """Whose figures they are, after a space; nothing where the whole commune's are."""
    return f" của {chosen(facts)}" if facts.request.scope.filtered else ""


def none(facts: Facts) -> str:
    """That there was nothing of the kind in the period: không; while it lasts, chưa."""
    return "không" if facts.request.scope.as_of >= facts.request.last_day else "chưa"


def scope(facts: Facts) -> str:
    """The blocs and units that alone are counted; empty where the whole commune is."""
    chosen = facts.request.scope
    parts = [
        words.listed([facts.name(table, key) for key in keys])
        for table, keys in (("blocs", chosen.blocs), ("units", chosen.units))
        if keys
    ]
    return ", trong đó ".join(parts)
