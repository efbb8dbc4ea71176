"""Khối, đơn vị: a pasted list of names, read into blocs and units with ids, and what saving them would add."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from emulation.office.change_set import ChangeSet, Draft, Row
from emulation.office.founding import pasted
from emulation.office.numbering import ids_of_names, numbered_ids
from emulation.schema import BLOC_ROLES
from emulation.text import fold, spelling

_ROLES = {fold(role): role for role in BLOC_ROLES}
_ROLE = re.compile(rf"\s*[(\-–,]\s*({'|'.join(BLOC_ROLES)})\s*\)?$", re.IGNORECASE)
_COUNTED = re.compile(r"\s*\(\s*(?:gồm\s*)?\d+\s*[^)]*\)$")
_OUTSIDE = re.compile("(?:ngoai|khong thuoc)( cac)? khoi")
_BLOC = re.compile("(?:khoi|cum|nhom) ")
_ROMAN = re.compile(r"[IVX]{1,5}\s*[.)]\s*(?=\S)")
_NO_UNIT = re.compile("(?:stt|tt|danh sach|phu luc|bieu so)\\b")
_HEADINGS = {  # of a pasted table -> what its column holds
    "don vi": "name", "ten don vi": "name", "ten": "name", "co quan, don vi": "name", "ten co quan, don vi": "name",
    "khoi": "bloc", "ten khoi": "bloc", "khoi thi dua": "bloc", "ten khoi thi dua": "bloc", "thuoc khoi": "bloc",
    "ten gon": "short_name", "ten viet tat": "short_name", "viet tat": "short_name", "ma": "unit_id",
    "ma don vi": "unit_id", "vai tro": "role", "vai tro trong khoi": "role", "chuc vu": "role",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as pasted or corrected. `bloc`: the name of its bloc, empty outside of all."""

    unit_id: str
    name: str
    bloc: str = ""
    role: str = ""
    short_name: str = ""


def read(text: str, known: Iterable[str] = ()) -> list[Unit]:
    """The units of a pasted list, one a line, in its order, with ids unlike the `known` ones.

    Blocs stand as headings above their units or in a column beside them; in a table a bloc holds on until the next one.

    >>> [(u.unit_id, u.bloc) for u in read("Khối thôn:\\n1. Thôn 1;\\n2. Thôn 2;\\nNgoài khối\\n- HTX An Lão")]
    [('T01', 'Khối thôn'), ('T02', 'Khối thôn'), ('HTXAL', '')]
    >>> read("1\\tCông an xã\\tKhối nội chính\\tKhối trưởng")
    [Unit(unit_id='CAX', name='Công an xã', bloc='Khối nội chính', role='Khối trưởng', short_name='')]
    """
    rows: list[dict[str, str]] = []
    columns: list[str] = []
    bloc = ""
    for line in pasted.lines(text):
        if heading := _columns(line):
            columns = heading
            continue
        cells = pasted.cells(line)
        if not cells or (not columns and _NO_UNIT.match(fold(cells[0]))):
            continue
        if len(cells) == 1 and (said := _heading(cells[0])) is not None:
            bloc = said
            continue
        row = _by_heading(line, columns) if columns and "\t" in line else _by_look(cells)
        bloc = _bloc(row.get("bloc", "")) or bloc
        if row.get("name"):
            rows.append({**row, "bloc": bloc})
    given = [row.get("unit_id", "") for row in rows]
    made = iter(ids_of_names([row["name"] for row in rows if not row.get("unit_id")], [*known, *given]))
    return [
        Unit(
            row.get("unit_id") or next(made),
            row["name"],
            row["bloc"],
            _ROLES.get(fold(row.get("role", "")), BLOC_ROLES[2] if row["bloc"] else ""),
            row.get("short_name", ""),
        )
        for row in rows
    ]


def _columns(line: str) -> list[str]:
    """What the columns hold, if the line is the heading of a table with a name in it."""
    columns = [_HEADINGS.get(fold(cell), "") for cell in line.split("\t")]
    return columns if "name" in columns and len(columns) > 1 else []


def _heading(cell: str) -> str | None:
    """The bloc under which the next units stand; empty for those outside of all; None for a unit."""
    name = _bloc(pasted.unnumbered(cell))
    if _OUTSIDE.match(fold(name)):
        return ""
    return name if _BLOC.match(fold(name)) or _ROMAN.match(cell) or cell.endswith(":") else None


def _bloc(text: str) -> str:
    """Khối thôn for “2. Khối thôn (10 đơn vị):”."""
    return _COUNTED.sub("", pasted.unended(pasted.unnumbered(text)))


def _by_heading(line: str, columns: Sequence[str]) -> dict[str, str]:
    named = zip(columns, line.split("\t"), strict=False)
    row = {name: cell for name, cell in named if name and cell}
    return {**row, **_name(row.get("name", ""))} if row.get("role") is None else row


def _by_look(cells: Sequence[str]) -> dict[str, str]:
    """A line without a heading above: what is called a bloc or a role is one, else the name stands first, then its bloc."""
    row: dict[str, str] = {}
    for cell in cells:
        if fold(cell) in _ROLES:
            row["role"] = cell
        elif len(cells) > 1 and "bloc" not in row and _BLOC.match(fold(pasted.unnumbered(cell))):
            row["bloc"] = cell
        else:
            row.setdefault("bloc" if "name" in row and "bloc" not in row else "name", cell)
    return {**_name(row.get("name", "")), **{k: v for k, v in row.items() if k != "name"}}


def _name(text: str) -> dict[str, str]:
    """A name without number and list signs, and the role in the bloc that may stand behind it."""
    name = pasted.unended(pasted.unnumbered(text))
    found = _ROLE.search(name)
    return {"name": name[: found.start()], "role": found[1]} if found else {"name": name}


def prepare(units: Sequence[Unit], known_units: Sequence[Row], known_blocs: Sequence[Row]) -> ChangeSet:
    """The change set that adds these units and the blocs that they name. Those of a known name stay as they are."""
    draft = Draft()
    there = {spelling(row["name"]): row["unit_id"] for row in known_units}
    new = [unit for unit in units if spelling(unit.name) not in there]
    _refuse_alike(draft, [unit.name for unit in new], "Tên đơn vị", spelling)
    taken = {fold(row["unit_id"]): row["unit_id"] for row in known_units}
    _refuse_alike(draft, [unit.unit_id for unit in new], "Mã đơn vị", fold)
    for unit in new:
        if fold(unit.unit_id) in taken:
            draft.refuse(f"Mã {unit.unit_id} ({unit.name}) đã là mã của đơn vị khác", "Sửa mã trong bảng")
    blocs = _blocs(draft, new, known_blocs)
    for unit in new:
        draft.add(
            "units",
            {
                "unit_id": unit.unit_id,
                "name": unit.name,
                "short_name": unit.short_name,
                "bloc_id": blocs.get(spelling(unit.bloc)),
                "bloc_role": unit.role if unit.bloc else "",
            },
        )
        draft.change(unit.unit_id, "", unit.name)
    for name in (unit.name for unit in units if spelling(unit.name) in there):
        draft.warn("Đã có, giữ nguyên", name)
    counted = f"{len(new)} đơn vị" + (
        f", {len(draft.records['blocs'])} khối" if "blocs" in draft.records else ""
    )
    return draft.finish(f"Lập dữ liệu: {counted}")


def _blocs(draft: Draft, units: Sequence[Unit], known: Sequence[Row]) -> dict[str, str]:
    """Name, as compared by `spelling` → id of every bloc; adds those that are new."""
    ids = {spelling(row["name"]): row["bloc_id"] for row in known}
    new = {spelling(unit.bloc): unit.bloc for unit in units if unit.bloc and spelling(unit.bloc) not in ids}
    for (plain, name), bloc_id in zip(
        new.items(), numbered_ids("K", [row["bloc_id"] for row in known], len(new)), strict=True
    ):
        draft.add("blocs", {"bloc_id": bloc_id, "name": name})
        ids[plain] = bloc_id
    return ids


def _refuse_alike(draft: Draft, values: Sequence[str], what: str, plain: Callable[[str], str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value and plain(value) in seen:
            draft.refuse(f"{what} “{value}” có hai lần", "Sửa hoặc xoá một dòng trong bảng")
        seen.add(plain(value))


def likely_standing_body(names: Mapping[str, str]) -> str:
    """The id of the unit (id → name) that most likely keeps the emulation work: the office of culture and society; empty if
    there is none."""
    plain = {unit_id: fold(name) for unit_id, name in names.items()}
    return next((unit_id for unit_id, name in plain.items() if "van hoa" in name and "xa hoi" in name), "")
