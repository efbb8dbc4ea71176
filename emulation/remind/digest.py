"""The chairman's mail on Mondays: what waits for him, what is late and who holds it, conclusions that are overdue, and what
may be late."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from emulation import forecasts, words
from emulation.office.change_set import Row, ask
from emulation.remind.log import Reason
from emulation.remind.messages import Item, Part
from emulation.remind.pressing import Unnamed
from emulation.scope import Scope
from emulation.warehouse import Warehouse

MONDAY = 0
MOST = 20
"""Things that are told of each kind; the others are counted."""


def is_due(as_of: date) -> bool:
    return as_of.weekday() == MONDAY


def reason(as_of: date) -> Reason:
    """One digest a day."""
    return ("digest", as_of.isoformat())


def parts(warehouse: Warehouse, as_of: date) -> list[Part]:
    """What it tells; parts with nothing in them are left out. Raises NotAvailable."""
    scope = Scope.at(as_of, year=warehouse.default_year(as_of))
    unnamed = Unnamed(warehouse, scope)
    rows = [SimpleNamespace(**row) for row in ask(warehouse, "actions", scope)]
    expired = {row.id: row.expires_on for row in rows if row.kind == "task"}
    late = [row for row in rows if not row.to_sign and row.state == "Quá hạn"]
    units = {row["unit_id"]: row["unit_name"] for row in ask(warehouse, "unit_names", scope)}
    overdue = [row for row in ask(warehouse, "conclusions", scope) if row["timeliness"] == "Quá hạn"]
    requests = [SimpleNamespace(**row) for row in ask(warehouse, "extension_requests", scope)]
    expected = [SimpleNamespace(**row) for row in ask(warehouse, "forecast", scope)]
    found = (
        ("chờ Chủ tịch ký", [_action(row, unnamed) for row in rows if row.to_sign]),
        ("quá hạn", [_action(row, unnamed) for row in late]),
        ("kết luận cuộc họp quá hạn", [_conclusion(row, units, expired) for row in overdue]),
        (
            "đề nghị gia hạn chờ trả lời",
            [Item(row.what, f"{row.owner}; {_lower(row.need)}") for row in requests],
        ),
        (
            f"{forecasts.TITLE.lower()} ({forecasts.WORD})",
            [
                _forecast(row, unnamed)
                for row in expected
                if row.may_be_late and (row.kind == "dossier" or row.unit_id is None)
            ],
        ),
    )
    return [Part(kind, len(items), items[:MOST]) for kind, items in found if items]


def _action(row: Any, unnamed: Unnamed) -> Item:
    what = unnamed.of(row.id) if row.kind == "dossier" else row.what
    how = [row.owner, _lower(row.need)]
    if row.due_on:
        how.append(f"hạn {words.deadline(row.due_on, row.expires_on, row.dossiers_expired_on)}")
    if row.days_late is not None:
        how.append(words.days_late(row.days_late))
    return Item(what, "; ".join(how))


def _conclusion(row: Row, units: dict[str, str], expired: dict[str, date]) -> Item:
    leads = [units.get(each, each) for each in (row["unit_id"] or "").split(";") if each]
    held = ", ".join(leads) or "Chưa phân công"
    return Item(
        f"{row['clause']} · {row['title']}",
        f"{held}; họp ngày {words.day(row['held_on'])}; "
        f"hạn {words.deadline(row['due_on'], expired.get(row['task_id']))}; "
        f"{words.days_late(row['days_late'])}",
    )


def _forecast(row: Any, unnamed: Unnamed) -> Item:
    what = unnamed.of(row.id) if row.kind == "dossier" else row.what
    due = f"hạn {words.deadline(row.due_on, row.expires_on)}"
    return Item(what, f"{row.owner}; {forecasts.expected(row)}, {forecasts.cases(row)}; {due}")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
