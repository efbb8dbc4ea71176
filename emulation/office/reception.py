"""Tiếp nhận hồ sơ: one or more dossiers of a unit for the same award, and their reception in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from emulation import words
from emulation.intake.cells import written
from emulation.office.cautions import of_name, unnumbered
from emulation.office.change_set import ChangeSet, Draft, Row, ask, check_day, cleaned, rows_of
from emulation.office.founding import pasted
from emulation.office.nominee_kinds import kind_of
from emulation.office.numbering import ids_from, next_ids
from emulation.schema import COMMENDATION_TYPES, NOMINEE_KINDS
from emulation.scope import Scope
from emulation.text import fold
from emulation.warehouse import Warehouse
from emulation.words import counted

FEW = 5
"""Fewest earlier dossiers of an award from which the usual kind of nominee is inferred."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of the form: id → label. `next_id`: the id proposed for the first dossier."""

    units: dict[str, str]
    awards: dict[str, str]
    movements: dict[str, str]
    next_id: str
    kind_of: dict[str, str]
    """Award → the only kind of nominee that it can have; empty where it may have several."""
    nominee_kinds: tuple[str, ...] = NOMINEE_KINDS
    commendation_types: tuple[str, ...] = COMMENDATION_TYPES


@dataclass(frozen=True, slots=True)
class Entry:
    """The input of the form. Each name is a dossier, or all are one `together`. `first_id`: empty for the proposed one."""

    day: date
    unit: str
    nominee_kind: str
    names: tuple[str, ...]
    award: str
    commendation_type: str
    movement: str = ""
    due_on: date | None = None
    document_no: str = ""
    note: str = ""
    first_id: str = ""
    quantity: str = ""
    """Number of persons, collectives or households of each dossier, as typed; empty for one, or for the number of names of
    a dossier of many."""
    together: bool = False

    @property
    def dossiers(self) -> tuple[str, ...]:
        """The name of each dossier's nominee."""
        if not self.is_list:
            return self.names
        return (f"{self.names[0]} và {counted(len(self.names) - 1, self.nominee_kind)} khác",)

    @property
    def is_list(self) -> bool:
        """Whether one dossier names many. Its names are kept in the note of its reception."""
        return self.together and len(self.names) > 1


def names_in(text: str) -> tuple[str, ...]:
    """The names in a text, one per line, without the numbers and signs that a pasted list has before them.

    >>> names_in("1. Nguyễn Văn A  \\n- Lê B\\n3\\tTrần C\\tTrưởng thôn")
    ('Nguyễn Văn A', 'Lê B', 'Trần C, Trưởng thôn')
    """
    listed = (unnumbered(", ".join(pasted.cells(line))) for line in pasted.lines(text))
    return tuple(name for each in listed if (name := cleaned(each)))


def choices(warehouse: Warehouse, day: date) -> Choices:
    """The options for a dossier received on `day`. Movements are those launched by then."""

    def names(thing: str) -> dict[str, str]:
        rows = ask(warehouse, f"{thing}_names", Scope.at(day))
        return {row[f"{thing}_id"]: row[f"{thing}_name"] for row in rows}

    award_names, movement_names = names("award"), names("movement")
    awards = {
        a["award_id"]: f"{award_names[a['award_id']]} ({a['level']}, {_allowed(a['working_days'])})"
        for a in rows_of(warehouse, "awards")
    }
    movements = {
        m["movement_id"]: movement_names[m["movement_id"]]
        for m in rows_of(warehouse, "movements")
        if m["launched_on"] <= day
    }
    kinds = {a["award_id"]: kind_of(a["name"]) for a in rows_of(warehouse, "awards")}
    return Choices(names("unit"), awards, movements, _proposed(warehouse, day)[0], kinds)


def prepare(warehouse: Warehouse, scope: Scope, entry: Entry, *, today: date) -> ChangeSet:
    """The change set of a reception, with each dossier's due date. `scope`: that of the screens, whose day they show."""
    draft = Draft()
    ids = _ids(draft, warehouse, entry)
    _check(draft, warehouse, entry)
    check_day(draft, entry.day, scope.as_of, today)
    if not draft.refused:
        _add(draft, entry, ids)
    if not draft.refused:
        _tell_duplicates(draft, warehouse, scope, entry)
        _tell_quantity(draft, entry)
        _tell_due(draft, warehouse.supposing(draft.records), scope.but(as_of=entry.day), ids)
    return draft.finish(_what(warehouse, entry, ids))


def _add(draft: Draft, entry: Entry, ids: list[str]) -> None:
    note = "; ".join(part for part in (cleaned(entry.note), _list_of(entry)) if part)
    for dossier, name in zip(ids, entry.dossiers, strict=True):
        draft.add("dossiers", _dossier(entry, dossier, name))
        received = {"occurred_on": entry.day, "dossier_id": dossier, "stage": "Tiếp nhận"}
        draft.add("dossier_events", received | {"document_no": entry.document_no, "note": note})


def _list_of(entry: Entry) -> str:
    return f"Danh sách: {', '.join(entry.names)}" if entry.is_list else ""


def _dossier(entry: Entry, dossier: str, name: str) -> Row:
    return {
        "dossier_id": dossier,
        "received_on": entry.day,
        "unit_id": entry.unit,
        "nominee_kind": entry.nominee_kind,
        "nominee_name": name,
        "award_id": entry.award,
        "commendation_type": entry.commendation_type,
        "movement_id": entry.movement,
        "due_on": entry.due_on,
        "quantity": entry.quantity or (str(len(entry.names)) if entry.is_list else ""),
    }


def _proposed(warehouse: Warehouse, day: date, count: int = 1) -> list[str]:
    dossiers = rows_of(warehouse, "dossiers")
    of_year = [d["dossier_id"] for d in dossiers if d["received_on"].year == day.year]
    return next_ids([d["dossier_id"] for d in dossiers], of_year, day.year, count)


def _ids(draft: Draft, warehouse: Warehouse, entry: Entry) -> list[str]:
    count, first = len(entry.dossiers), cleaned(entry.first_id)
    if not first:
        return _proposed(warehouse, entry.day, count)
    known = [d["dossier_id"] for d in rows_of(warehouse, "dossiers")]
    ids = ids_from(first, known, entry.day.year, count)
    if len(ids) < count:
        draft.refuse(f"Mã “{first}” không có số để đánh tiếp cho {count} hồ sơ", "Chọn mã có số thứ tự")
    for taken in sorted(set(ids) & set(known)):
        free = _proposed(warehouse, entry.day)[0]
        draft.refuse(f"Mã {taken} đã có hồ sơ khác", f"Chọn mã chưa dùng, ví dụ {free}")
    return ids


def _check(draft: Draft, warehouse: Warehouse, entry: Entry) -> None:
    offered = choices(warehouse, entry.day)
    if not entry.names:
        draft.refuse("Chưa có tên đối tượng", "Ghi mỗi đối tượng một dòng")
    if entry.unit not in offered.units:
        draft.refuse("Chưa chọn đơn vị có trong danh sách", "Chọn đơn vị trình hồ sơ")
    if entry.award not in offered.awards:
        draft.refuse("Chưa chọn danh hiệu, hình thức có trong danh mục", "Chọn danh hiệu hoặc hình thức")
    if entry.movement and entry.movement not in offered.movements:
        draft.refuse(f"Phong trào chưa phát động tính đến {written(entry.day)}", "Bỏ chọn hoặc đổi ngày")
    usual = offered.kind_of.get(entry.award, "")
    if usual and entry.nominee_kind != usual:
        draft.warn(f"Theo tên, danh hiệu, hình thức này dành cho {usual.lower()}")
    if entry.due_on and entry.due_on < entry.day:
        draft.warn("Hạn giải quyết trước ngày tiếp nhận")
    earlier = [d["nominee_kind"] for d in rows_of(warehouse, "dossiers") if d["award_id"] == entry.award]
    if len(earlier) >= FEW and entry.nominee_kind not in earlier:
        kinds = ", ".join(dict.fromkeys(earlier))
        draft.warn(
            f"Cả {len(earlier)} hồ sơ trước của danh hiệu, hình thức này đều cho đối tượng khác: {kinds}"
        )


def _tell_duplicates(draft: Draft, warehouse: Warehouse, scope: Scope, entry: Entry) -> None:
    waiting = ask(warehouse, "entry_dossiers", scope.but(as_of=entry.day), dossier_ids=[])
    alike = [d for d in waiting if d["award_id"] == entry.award and d["received_on"].year == entry.day.year]
    names = [fold(name) for name in entry.names]
    for at, name in enumerate(entry.names):
        for other in alike:
            if fold(other["nominee_name"]) == names[at]:
                draft.warn(
                    "Có thể trùng với hồ sơ đang xử lý",
                    f"{name} – {other['dossier_id']} của {other['unit_name']}, {other['stage']}",
                )
        if names[at] in names[:at]:
            draft.warn("Tên ghi hai lần", name)
        if reason := of_name(name, of_person=entry.nominee_kind == "Cá nhân"):
            draft.warn("Tên có điều không phải của tên, như chép từ danh sách", f"{name} ({reason})")


def _tell_quantity(draft: Draft, entry: Entry) -> None:
    """Warn of a quantity with several names: it applies to each dossier, but may be meant as the total."""
    counts = [int(str(row["quantity"])) for row in draft.records["dossiers"]]
    if entry.is_list and counts[0] != len(entry.names):
        draft.warn(f"Số lượng {counts[0]} khác số tên trong danh sách ({len(entry.names)})")
    if len(counts) > 1 and counts[0] > 1:
        draft.warn(
            f"Số lượng ghi cho từng hồ sơ: {len(counts)} hồ sơ, mỗi hồ sơ {counts[0]}, cộng {sum(counts)}"
        )


def _tell_due(draft: Draft, supposed: Warehouse, scope: Scope, ids: list[str]) -> None:
    found = {row["dossier_id"]: row for row in ask(supposed, "entry_dossiers", scope, dossier_ids=ids)}
    for dossier in ids:
        row = found[dossier]
        many = f", {row['quantity']} {row['nominee_kind'].lower()}" if row["quantity"] > 1 else ""
        draft.change(f"{dossier} · {row['nominee_name']}{many}", "", _due(row))


def _due(row: Row) -> str:
    if row["own_due_on"]:
        return f"hạn riêng {words.deadline(row['due_on'], row['expires_on'])}"
    if not row["due_on"]:
        return "không có hạn vì danh mục không ghi số ngày giải quyết"
    return f"hạn {words.deadline(row['due_on'], row['expires_on'])}, {_allowed(row['working_days'])}"


def _allowed(working_days: int | None) -> str:
    return "không ghi hạn" if working_days is None else f"{working_days} ngày làm việc"


def _what(warehouse: Warehouse, entry: Entry, ids: list[str]) -> str:
    """The title in the history. It holds ids and no names, because nominations are confidential until the decision."""
    unit = choices(warehouse, entry.day).units.get(entry.unit, "")
    span = ids[0] if len(ids) == 1 else f"{len(ids)} hồ sơ {ids[0]} – {ids[-1]}" if ids else ""
    return f"Tiếp nhận {'hồ sơ ' if len(ids) == 1 else ''}{span} của {unit}"
