"""The questions of `queries/`, and which tables each reads: taken from DuckDB's own parse, never from its words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from emulation.schema import TABLE
from emulation.scope import Scope

QUERIES = Path(__file__).parent.parent / "queries"
MOMENTS = (
    "dossier_state",
    "existing_tasks",
    "task_state",
    "assignment_state",
    "thing_state",
    "extension_history",
    "movement_state",
    "points_by_period",
    "scores_by_period",
    "unscored_by_period",
    "change_steps",
    "dossier_forecast",
    "task_forecast",
)
"""Staging macros whose rows for a day are computed once (`<name>_of(day)`) and then read as `<name>(day)`; each may use
those before it."""
NAMES = {
    "unit_names": "units",
    "bloc_names": "blocs",
    "award_names": "awards",
    "movement_names": "movements",
    "criterion_names": "criteria",
    "meeting_names": "meetings",
    "task_names": "tasks",
}
"""Staging macro, whose rows are the same for all days and so computed once (`<name>_of()`) → the table that it names."""
NARROWED = {
    "awards_given": "unit_id",
    "bloc_ranking": "bloc_id",
    "dossiers_finished": "unit_id",
    "forecast": "unit_id",
    "overdue_parts": "unit_id",
    "unit_beside_bloc": "unit_id",
    "unit_progress": "unit_id",
    "unit_quarters": "unit_id",
    "unit_ranking": "unit_id",
}
"""Query that a filter only narrows (each row is the same whoever else is chosen) → the column by which it does. Asked for
all it is planned once, and each filter takes its rows."""
CHOSEN = {
    "unit_id": "from scope($blocs::varchar[], $units::varchar[])",
    "bloc_id": "from chosen_blocs($blocs::varchar[], $units::varchar[])",
}
"""What a filter chooses of such a column."""
_READ_BY = {"period": {"period", "previous_period"}}
"""Field of a scope → the parameters that come of it, where they are not called as it is."""
_FILLED = (
    {"calendar_days": "from days_off"}
    | {name: f"from {name}_of(null)" for name in MOMENTS}
    | {name: f"from {name}_of()" for name in NAMES}
)
"""What the warehouse itself fills → what it fills it from: the definition does not show that."""
_MACRO = re.compile(r"create\s+or\s+replace\s+macro\s+(\w+)\s*\([^)]*\)\s+as\s+(table\b)?", re.IGNORECASE)


@lru_cache(maxsize=1)
def staging() -> tuple[str, ...]:
    """The statements of `queries/staging`, in the order in which they build upon each other."""
    files = sorted((QUERIES / "staging").glob("*.sql"))
    return tuple(
        one.query for file in files for one in duckdb.extract_statements(file.read_text(encoding="utf-8"))
    )


@lru_cache(maxsize=128)
def statement(query: str) -> str:
    return (QUERIES / f"{query}.sql").read_text(encoding="utf-8")


@lru_cache(maxsize=128)
def parameters_of(query: str) -> frozenset[str]:
    """The names of the values that a question has to be given."""
    parsed = duckdb.extract_statements(statement(query))
    return frozenset(name for one in parsed for name in one.named_parameters)


@lru_cache(maxsize=4096)
def own_scope(query: str, scope: Scope) -> Scope:
    """The scope without what the question does not ask for: scopes that differ only there have one answer."""
    asked = parameters_of(query)
    nothing = Scope(scope.as_of, scope.as_of.year)
    unread = {
        field.name: getattr(nothing, field.name)
        for field in fields(Scope)
        if not _READ_BY.get(field.name, {field.name}) & asked
    }
    return scope.but(**unread)


@lru_cache(maxsize=128)
def used_by(query: str) -> frozenset[str]:
    """The tables and staging macros that a question uses, directly or through such macros."""
    return reached([statement(query)])


def tables_of(query: str) -> frozenset[str]:
    """The tables that a question reads."""
    return used_by(query) & TABLE.keys()


def reached(statements: Iterable[str]) -> frozenset[str]:
    """The tables and staging macros that SELECT statements use, directly or through such macros."""
    definitions = _definitions()
    found: set[str] = set()
    unread = list(statements)
    while unread:
        for name in _named_in(unread.pop()) - found:
            if name in definitions:
                unread.append(definitions[name])
            if name in definitions or name in TABLE:
                found.add(name)
    return frozenset(found)


@lru_cache(maxsize=1)
def _definitions() -> dict[str, str]:
    """Staging macro, or table that the warehouse fills → a SELECT statement that uses what it uses."""
    found = dict(_FILLED)
    for one in staging():
        if head := _MACRO.search(one):
            name, is_table = head.groups()
            body = one[head.end() :].strip().removesuffix(";")
            found[name] = body if is_table else f"select {body}"
    return found


@lru_cache(maxsize=1)
def _parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"threads": 1})


@lru_cache(maxsize=512)
def _named_in(sql: str) -> frozenset[str]:
    """The tables and functions that a SELECT statement names; of its own CTEs it knows that they are no tables."""
    ((parsed,),) = _parser().cursor().execute("select json_serialize_sql($sql)", {"sql": sql}).fetchall()
    tree = json.loads(parsed)
    if tree["error"]:
        raise ValueError(f"{tree['error_message']}: {sql}")
    return frozenset(_names(tree["statements"], frozenset()))


def _names(node: Any, ctes: frozenset[str]) -> Iterator[str]:
    """`ctes`: the names that stand for CTEs in this part of the tree. DuckDB tells no capitals from small letters."""
    if isinstance(node, list):
        for part in node:
            yield from _names(part, ctes)
    elif isinstance(node, dict):
        if node.get("type") == "RECURSIVE_CTE_NODE":
            ctes |= {node["cte_name"].lower()}
        if node.get("type") == "BASE_TABLE" and (
            node["schema_name"] or node["table_name"].lower() not in ctes
        ):
            yield node["table_name"].lower()
        if node.get("class") == "FUNCTION":
            yield node["function_name"].lower()
        for cte in node.get("cte_map", {}).get("map", []):
            yield from _names(cte["value"], ctes)
            ctes |= {cte["key"].lower()}
        for key, part in node.items():
            if key != "cte_map":
                yield from _names(part, ctes)
