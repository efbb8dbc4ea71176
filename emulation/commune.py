"""What the commune and its superior are called, as `plan.csv` has it; nothing of it is assumed.

Since 01/07/2025 a commune is a xã, a phường or a đặc khu, of a tỉnh or of a thành phố. Where the plan does not say which,
words stand that are right everywhere ("toàn địa phương"; "Cấp xã", the law's name for all three), in documents dots.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from emulation.columns import Column
from emulation.schema import LAUNCHING_LEVELS, LEVELS, TABLE

DOTS = "…………"
"""Stands in a document where the plan says nothing."""
BLANK = "……"
"""Stands in a document where something is left for the clerk to write."""
COMMITTEE = "Ủy ban nhân dân"
NEUTRAL = "địa phương"
_COMMUNE_KINDS = ("xã", "phường", "đặc khu")
_SUPERIORS = ("tỉnh", "thành phố")
_SHORT = {"p": "phường", "tp": "thành phố", "t.p": "thành phố"}
_COMMITTEE = r"(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)"
_OF_PLACE = r"(?:xã(?!\s+hội\b)|phường|đặc khu|tỉnh|thành phố|(?:tp|t\.p|p)\b\.?)\s*\S.*"
_AGENCY = re.compile(
    rf"{_COMMITTEE}\s+(?P<of>.+)|(?P<place>{_OF_PLACE})|(?P<body>.+?)\s(?P<its>{_OF_PLACE})", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?P<kind>xã|phường|đặc khu|tỉnh|thành phố|(?:tp|t\.p|p)\b\.?)\s*(?P<name>.+)", re.IGNORECASE
)
LEVEL, LAUNCHED_BY = TABLE["awards"].column("level"), TABLE["movements"].column("launched_by")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency's own name and the place that it is of: `Ủy ban nhân dân`, `phường Vinh Tân`; `kind`: phường."""

    body: str = ""
    place: str = ""
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.body} {self.place}".strip()

    @property
    def named(self) -> Agency:
        """Itself; of one that the plan does not name a committee of dots."""
        return self if self.body else Agency(COMMITTEE, DOTS)

    @classmethod
    def read(cls, text: str | None) -> Agency:
        """As officers write it, in capitals or short; what names no place is a body as it stands.

        >>> Agency.read("UBND phường Phường Đúc"), str(Agency.read("ỦY BAN NHÂN DÂN TP. HẢI PHÒNG"))
        (Agency(body='Ủy ban nhân dân', place='phường Phường Đúc', kind='phường'), 'Ủy ban nhân dân thành phố Hải Phòng')
        >>> str(Agency.read("Xã An Lão")), Agency.read("Phòng Văn hoá - Xã hội xã A").body, Agency.read("Văn phòng").place
        ('Ủy ban nhân dân xã An Lão', 'Phòng Văn hoá - Xã hội', '')
        """
        said = " ".join((text or "").split())
        found = _AGENCY.fullmatch(said)
        if found is None:
            return cls(said)
        place, kind = _place(found["of"] or found["place"] or found["its"])
        return cls(found["body"] or COMMITTEE, place, kind)


def _place(text: str) -> tuple[str, str]:
    """phường Vinh Tân and its kind; a place of no kind that exists as it stands."""
    if text == text.upper():
        text = text.title()
    found = _PLACE.fullmatch(text)
    if found is None:
        return text, ""
    kind = found["kind"].lower().rstrip(".")
    kind = _SHORT.get(kind, kind)
    return f"{kind} {found['name']}", kind


@dataclass(frozen=True)
class Commune:
    """The commune that a plan is of. `standing_id`, `standing_body`: of the unit that keeps its emulation work; empty
    where the plan names none. `levels`, `launchers`: the words that the files have for these values, in their order."""

    issuer: Agency = Agency()
    superior: Agency = Agency()
    standing_id: str = ""
    standing_body: str = ""
    symbol: str = ""
    levels: tuple[str, ...] = ()
    launchers: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """xã, phường, đặc khu; of a whole city or province thành phố, tỉnh; địa phương where the plan says none of them."""
        return self.issuer.kind if self.issuer.kind in (*_COMMUNE_KINDS, *_SUPERIORS) else NEUTRAL

    @property
    def whole(self) -> str:
        """toàn phường: all its units."""
        return f"toàn {self.noun}"

    @property
    def superior_noun(self) -> str:
        """tỉnh, thành phố; cấp trên where the plan says neither."""
        return self.superior.kind if self.superior.kind in _SUPERIORS else "cấp trên"

    @cached_property
    def _kinds(self) -> dict[str, str]:
        """Value → this commune's word of it, where the plan tells one."""
        own, above = self.noun, self.superior_noun
        return {
            **(
                {LEVELS[0]: f"Cấp {own}", LAUNCHING_LEVELS[2]: own.capitalize()}
                if own in _COMMUNE_KINDS
                else {}
            ),
            **(
                {LEVELS[1]: f"Cấp {above}", LAUNCHING_LEVELS[1]: above.capitalize()}
                if above in _SUPERIORS
                else {}
            ),
        }

    def level(self, word: str) -> str:
        """The one word under which awards of a level are counted, whatever word of it is given: Cấp phường."""
        return self._shown(LEVEL, word, self.levels)

    def launcher(self, word: str) -> str:
        """The same of who launched a movement: Phường."""
        return self._shown(LAUNCHED_BY, word, self.launchers)

    def _shown(self, column: Column, word: str, in_file: tuple[str, ...]) -> str:
        """The plan's word, unless the file has the value only in others."""
        value = column.value_of(word)
        known = [each for each in in_file if column.value_of(each) == value]
        usual = self._kinds.get(value, value)
        return usual if usual in known or not known else known[0]


def notice_of(plans: Iterable[Any], year: int) -> str:
    """What the data say of themselves: the notice of the year's plan, else of the latest that has one; empty if none has.

    `plans`: the rows of `plan.csv`, columns as attributes.
    """
    noted = [plan for plan in plans if isinstance(plan.notice, str) and plan.notice.strip()]
    return max(noted, key=lambda plan: (plan.year == year, plan.year)).notice if noted else ""


def commune_of(rows: Callable[[str], Iterable[Any]], year: int) -> Commune:
    """The commune by the plan of the `year`, else by the latest.

    `rows`: a file's rows that count, columns as attributes; none of a file that cannot be read.
    """
    plans = sorted(rows("plan"), key=lambda row: (row.year == year, row.year))
    levels = tuple(dict.fromkeys(row.level for row in rows("awards")))
    launchers = tuple(dict.fromkeys(row.launched_by for row in rows("movements")))
    if not plans:
        return Commune(levels=levels, launchers=launchers)
    plan = plans[-1]
    issuer, _, rest = plan.issuer.partition(",")
    above = Agency.read(rest)
    if above.kind not in _SUPERIORS:
        issuer, above = plan.issuer, Agency()
    return Commune(
        Agency.read(issuer),
        Agency.read(plan.superior) if plan.superior else above,
        plan.unit_id or "",
        next((row.name for row in rows("units") if row.unit_id == plan.unit_id), ""),
        plan.symbol or "",
        levels,
        launchers,
    )


def of_warehouse(warehouse: Any, year: int) -> Commune:
    """The commune by the plan in a warehouse."""
    return commune_of(lambda name: warehouse.table(name).itertuples(index=False), year)
