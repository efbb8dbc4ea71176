"""Whose names stay in the commune: those of nominees whose dossiers are still under review there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from emulation.schema import NOMINEE_KINDS
from emulation.scope import Scope
from emulation.text import seen, spelling
from emulation.warehouse import Warehouse

HIDDEN = "…"
"""Stands in a text for a name that only the commune may know."""
Words = tuple[str, ...]
"""A name as it is compared: without regard to case, to how letters are encoded and where a tone mark stands."""
_WORD = re.compile(r"[^\W_]+")
_SEVERAL = re.compile(r"[;,:()\n]|\s[-–—]\s|\svà\s")
_ADDRESSED = re.compile(
    r"(?:(?:hộ|gia đình|ông|bà|cụ|anh|chị|em|cháu|thầy|cô|đồng chí|đ/c)\s+)+", re.IGNORECASE
)


def private_names(warehouse: Warehouse, as_of: date) -> frozenset[Words]:
    """The names of nominees whom only the commune may know on that day: of every dossier that has neither been awarded nor
    is with the higher level. What is a unit's name too, or stands openly for another dossier, is none."""
    known = {dossier for (dossier,) in warehouse.answer("named_openly", Scope.at(as_of))[1]}
    private, public = set(), {_words(kind) for kind in NOMINEE_KINDS}
    for dossier, name in warehouse.rows_of("select dossier_id, nominee_name from dossiers"):
        (public if dossier in known else private).update(map(_words, names_in(name)))
    for names in warehouse.rows_of("select name, short_name from units"):
        public.update(_words(name) for name in names if name)
    return frozenset(private - public - {()})


def names_in(cell: str) -> Iterator[str]:
    """A cell's text, and where it lists several or says more the name of each: at least two words with capitals, so that
    “cá nhân” of “Tập thể và cá nhân” is none.

    >>> list(names_in("ông Trần Văn B (thôn 2); Hộ bà Lê C"))[1:]
    ['Trần Văn B', 'Lê C']
    """
    yield cell
    for part in _SEVERAL.split(unicodedata.normalize("NFC", cell)):
        name = _ADDRESSED.sub("", part.strip(), count=1) if _ADDRESSED.match(part.strip()) else part.strip()
        if name != cell and sum(word[0].isupper() for word in name.split()) > 1:
            yield name


def hider(names: frozenset[Words]) -> Callable[[str], str]:
    """What puts HIDDEN in the place of each of these names in a text; of several that begin there the longest."""
    beginning: dict[str, list[Words]] = {}
    for name in sorted(names, key=len, reverse=True):
        beginning.setdefault(name[0], []).append(name)

    def hide(text: str) -> str:
        said = unicodedata.normalize("NFC", seen(text))
        found = list(_WORD.finditer(said))
        words = tuple(_compared(word[0]) for word in found)
        out, at, upto = [], 0, 0
        while at < len(words):
            ends = (
                at + len(name) for name in beginning.get(words[at], ()) if words[at : at + len(name)] == name
            )
            if end := next(ends, 0):
                out += [said[upto : found[at].start()], HIDDEN]
                upto = found[end - 1].end()
            at = end or at + 1
        return "".join([*out, said[upto:]]) if out else text

    return hide


def _words(name: str) -> Words:
    said = unicodedata.normalize("NFC", seen(name))
    return tuple(_compared(word) for word in _WORD.findall(said))


_compared = cache(spelling)
