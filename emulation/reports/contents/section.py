"""A part of a report: its tags, what each means, and what fills them.

Where nothing is known, because nothing is recorded or a file cannot be read, the part says so in one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from emulation import words
from emulation.reports.facts import Facts
from emulation.warehouse import NotAvailable

SENTENCES, PERIOD, FIGURES = ".cau", ".ky", "so."
"""How the tags of lists of sentences and of periods end, and those of bare figures begin; all others are tables."""


class NothingKnown(Exception):
    """Nothing is recorded that the part could tell of; the message is the sentence that says so."""


@dataclass(frozen=True, slots=True)
class Section:
    """Tags, each with its meaning for who edits the template, and the function that gives their values.

    The function may raise NotAvailable and NothingKnown.
    """

    tags: Mapping[str, str]
    fill: Callable[[Facts], dict[str, Any]]

    def values(self, facts: Facts) -> dict[str, Any]:
        """Tag → sentences, rows or figure; where nothing is known the sentence that says so, no rows, dashes."""
        try:
            return self.fill(facts)
        except NotAvailable as error:
            why = f"Chưa có số liệu của phần này: không đọc được tệp {words.listed(error.files)}."
        except NothingKnown as error:
            why = str(error)
        return {tag: _unknown(tag, why) for tag in self.tags}


def filled(sections: Iterable[Section], facts: Facts) -> dict[str, Any]:
    """The values of all tags, as templates want them: `nhiem_vu.cau` under `cau` in `nhiem_vu`."""
    nested: dict[str, Any] = {}
    for section in sections:
        for tag, value in section.values(facts).items():
            group, _, name = tag.partition(".")
            nested.setdefault(group, {})[name] = value
    return nested


def meanings(sections: Iterable[Section]) -> dict[str, str]:
    """Tag → meaning, of all of them."""
    return {tag: meaning for section in sections for tag, meaning in section.tags.items()}


def _unknown(tag: str, why: str) -> Any:
    if tag.startswith(FIGURES):
        return words.MISSING
    if tag.endswith(PERIOD):
        return ""
    return [why] if tag.endswith(SENTENCES) else []
