"""Kế hoạch: what a pasted plan says of itself, and what saving it would add."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import takewhile

from emulation.commune import COMMITTEE, NEUTRAL, Agency, Commune
from emulation.office.change_set import ChangeSet, Draft, Row
from emulation.office.founding import pasted
from emulation.store import Document, Edit, RowChange
from emulation.text import fold

_NUMBER = re.compile(r"số\s*:?\s*(\d+)\s*/\s*([A-ZĐƯÂÊÔĂ]+(?:-[A-ZĐƯÂÊÔĂ&]+)*)", re.IGNORECASE)
_DATED = re.compile(r"(.+?),?\s+ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_COMMITTEE = re.compile(
    r"(?:(?:ủy|uỷ) ban nhân dân|ubnd)\s+(?P<kind>xã|phường|đặc khu|tỉnh|thành phố|tp\.?) (?P<name>[^\n,.;:()]+)",
    re.IGNORECASE,
)
_TITLES = ("chu tich", "pho chu tich")


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a year, as typed or as `read` from its text."""

    year: int | None = None
    issuer: str = ""
    place: str = ""
    superior: str = ""
    number: str = ""
    issued_on: date | None = None
    title: str = ""
    signer_title: str = ""
    signer_name: str = ""
    symbol: str = ""
    unit_id: str = ""


def read(text: str) -> Plan:
    """What the text of a plan says of itself; empty what it does not say.

    >>> read("Số: 67 /KH-UBND\\nNghi Dương, ngày 23 tháng 02 năm 2026\\nỦy ban nhân dân xã Nghi Dương ban hành")
    ... # doctest: +ELLIPSIS
    Plan(year=2026, issuer='Ủy ban nhân dân xã Nghi Dương', place='Nghi Dương', superior='', number='67/KH-UBND', ...
    """
    lines = [" ".join(line.split()) for line in pasted.lines(text)]
    lines = [line for line in lines if line]
    whole = "\n".join(lines)
    number = _NUMBER.search(whole)
    dated = next((found for line in lines if (found := _DATED.fullmatch(line))), None)
    agencies = [str(_agency(found)) for found in _COMMITTEE.finditer(whole) if _capitalised(found["name"])]
    kinds = {name: Agency.read(name).kind for name in agencies}
    issued = _day(dated) if dated else None
    title = _title(lines)
    years = re.findall(r"năm (20\d{2})", title)
    role, name = _signature(lines)
    return Plan(
        int(years[-1]) if years else issued.year if issued else None,
        next((each for each in agencies if kinds[each] in ("xã", "phường", "đặc khu")), ""),
        dated[1] if dated else "",
        next((each for each in agencies if kinds[each] in ("tỉnh", "thành phố")), ""),
        f"{number[1]}/{number[2]}" if number else "",
        issued,
        title,
        role,
        name,
    )


def _agency(found: re.Match[str]) -> Agency:
    return Agency.read(f"{COMMITTEE} {found['kind']} {_capitalised(found['name'])}")


def _capitalised(text: str) -> str:
    """The words at the beginning of `text` that begin with a capital or are numbers, five at most: a name."""
    return " ".join(list(takewhile(lambda word: word[0].isupper() or word.isdecimal(), text.split()))[:5])


def _day(dated: re.Match[str]) -> date | None:
    try:
        return date(int(dated[4]), int(dated[3]), int(dated[2]))
    except ValueError:
        return None


def _title(lines: Sequence[str]) -> str:
    """The lines under “KẾ HOẠCH” up to the plan's grounds."""
    begins = next((at + 1 for at, line in enumerate(lines) if fold(line) == "ke hoach"), None)
    if begins is None:
        return ""
    said = []
    for line in lines[begins : begins + 4]:
        grounds = fold(line).startswith(("thuc hien", "can cu", "uy ban", "i."))
        if grounds or (said and line.endswith((";", ":"))):
            break
        said.append(line)
    return pasted.unended(" ".join(said))


def _signature(lines: Sequence[str]) -> tuple[str, str]:
    """The function of who signs, and their name: the last short line of words that begin with capitals."""
    for at in range(len(lines) - 1, -1, -1):
        if fold(lines[at]) in _TITLES:
            names = [line for line in lines[at + 1 :] if line in (_capitalised(line), line.upper())]
            return lines[at].upper(), names[0] if names else ""
    return "", ""


def commune_of(plan: Plan) -> Commune:
    """What the commune would be called by this plan."""
    return Commune(Agency.read(plan.issuer), Agency.read(plan.superior))


def prepare(plan: Plan, known: Sequence[Row]) -> ChangeSet:
    """The change set that adds the plan of its year, with the agencies' names in full. A year that has one keeps it."""
    draft = Draft()
    if any(row["year"] == plan.year for row in known):
        draft.refuse(
            f"Đã có kế hoạch năm {plan.year}", "Sửa ở Dữ liệu, bảng Kế hoạch năm, hoặc chọn năm khác"
        )
    commune = commune_of(plan)
    if plan.issuer and commune.noun == NEUTRAL:
        draft.warn(
            f"“{plan.issuer}” chưa nói là xã, phường hay đặc khu: các màn hình sẽ gọi chung là “{NEUTRAL}”"
        )
    named = replace(
        plan,
        issuer=str(commune.issuer),
        superior=str(commune.superior),
        place=plan.place or commune.issuer.place.removeprefix(commune.issuer.kind).strip(),
    )
    draft.add("plan", asdict(named))
    draft.change(f"Kế hoạch năm {plan.year}", "", named.issuer)
    return draft.finish(f"Lập dữ liệu: kế hoạch năm {plan.year}")


def with_standing_body(document: Document, unit_id: str) -> Edit | None:
    """The edit that names the standing body in the plans that name none; None where there is nothing to change."""
    changes = [
        RowChange(key, cells, {**cells, "unit_id": unit_id})
        for key, cells in document.rows().items()
        if unit_id and not cells.get("unit_id")
    ]
    return Edit("plan", changes=tuple(changes), base=document.digest) if changes else None


def nothing_new(what: str) -> ChangeSet:
    """A save without new rows, titled `what`, to go with edits of rows that are there."""
    return Draft().finish(what)
