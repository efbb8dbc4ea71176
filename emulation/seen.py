"""An edition's warehouse as a viewer may see it: every question goes through the tables of `emulation/access.py`.

A question is narrowed before it is asked, so that viewers share the answers that are kept beneath; names and other values
that the viewer may not see are taken out of the answer afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from emulation import access, words
from emulation.access import DECIDED, FINAL, NONE, OWN, NotAllowed, Role, Sight, Viewer
from emulation.folder import LAKE, Edition
from emulation.scope import Scope
from emulation.warehouse import Warehouse

Ask = Callable[..., pd.DataFrame]
"""`Warehouse.ask` of the whole edition, or what keeps its answers."""
_NOBODY = ""
"""An id that nothing has: what is asked of it is answered as of an unknown one."""
_NAMED = {  # query with the name of a nominee -> the column that has it
    "actions": "what",
    "awards_list": "nominee_name",
    "dossier_detail": "nominee_name",
    "dossier_moves": "what",
    "forecast": "what",
    "pending_dossiers": "nominee_name",
    "unit_duties": "what",
    "unit_next": "what",
    "waiting_list": "nominee_name",
}
_FREE_TEXT = {"dossier_route": ("documents", "notes")}
"""Query of one dossier → columns in which its nominee may be named."""
_OF_OTHERS = {  # query of which Đơn vị and Khách see every row -> columns that they see of their own rows only
    "awards_list": ("dossier_id",),
    "task_extensions": ("note",),
    "task_units": ("evidence",),
}
_RANKS = ("rank", "bloc_rank")
_RANKS_BEFORE = ("previous_rank", "rank_change")


@dataclass(frozen=True, slots=True)
class _Dossier:
    """Of `nominee_publicity`."""

    unit_id: str
    nominee: str
    is_decided: bool
    is_on_agenda: bool


_DOSSIERS: WeakKeyDictionary[Warehouse, dict[date, dict[str, _Dossier]]] = WeakKeyDictionary()
"""Of each warehouse its dossiers by their ids, on the day on which its data stand: for all viewers together."""


def seen_by(viewer: Viewer, edition: Edition, ask: Ask | None = None) -> Edition:
    """The edition as the viewer may see it: itself, or one of a guarded warehouse that tells nothing of files and faults.

    Its version names who sees as much, so that what is kept by version keeps viewers apart. `ask`: see `Seen`.
    """
    if viewer.sees_all:
        return edition
    version = f"{edition.version}@{viewer.role.name}{sorted(viewer.units)}"
    return replace(
        edition,
        version=version,
        warehouse=Seen(edition.warehouse, viewer, ask),
        problems=(),
        stale={name: why for name, why in edition.stale.items() if name == LAKE},
        files=(),
    )


class Seen(Warehouse):
    """The questions of a warehouse, answered for a viewer who may not see all. `ask`: answers for the whole edition, where
    they are kept. It has no connection of its own: what is not allowed here expressly cannot be asked."""

    def __init__(self, whole: Warehouse, viewer: Viewer, ask: Ask | None = None) -> None:
        self.unreadable, self.absent = whole.unreadable, whole.absent
        self._whole, self._viewer = whole, viewer
        self._ask = ask or whole.ask
        self._ranked_periods: dict[date, tuple[str, ...]] = {}

    def ask(self, query: str, scope: Scope, **more: Any) -> pd.DataFrame:
        """`Warehouse.ask`, as far as the viewer may see the answer. Raises NotAllowed."""
        return self._answer(self._ask, query, scope, more)

    def answer(self, query: str, scope: Scope, **more: Any) -> tuple[list[str], list[tuple[Any, ...]]]:
        rows = self._answer(self._whole.ask, query, scope, more)
        return list(rows.columns), list(rows.itertuples(index=False, name=None))

    def require(self, query: str) -> None:
        if access.sight(self._viewer.role, query) is NONE:
            raise NotAllowed
        self._whole.require(query)

    def require_table(self, name: str) -> None:
        if not access.sees_file(self._viewer.role, name):
            raise NotAllowed
        self._whole.require_table(name)

    def table(self, name: str) -> pd.DataFrame:
        if not access.sees_file(self._viewer.role, name):
            raise NotAllowed
        return self._whole.table(name)

    def supposing(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Seen:
        """`Warehouse.supposing`, seen by the same viewer; what is supposed makes no name known."""
        supposed = Seen(self._whole.supposing(rows), self._viewer)
        _DOSSIERS[supposed._whole] = {self.default_as_of: self._known()}
        return supposed

    def rows_of(self, sql: str) -> list[tuple[Any, ...]]:
        raise NotAllowed

    def warm(self) -> None:
        raise NotAllowed

    @property
    def version(self) -> str:
        return self._whole.version

    @property
    def default_as_of(self) -> date:
        return self._whole.default_as_of

    def default_year(self, as_of: date) -> int:
        return self._whole.default_year(as_of)

    def ranked_periods(self, as_of: date) -> tuple[str, ...]:
        """Those whose ranks the viewer may see."""
        ranked = self._whole.ranked_periods(as_of)
        if access.sight(self._viewer.role, "unit_ranking") is not FINAL:
            return ranked
        if as_of not in self._ranked_periods:
            final = (period for period in ranked if self._is_final(Scope.at(as_of, period=period)))
            self._ranked_periods[as_of] = tuple(final)
        return self._ranked_periods[as_of]

    @property
    def years(self) -> tuple[int, ...]:
        return self._whole.years

    def _answer(self, ask: Ask, query: str, scope: Scope, more: Mapping[str, Any]) -> pd.DataFrame:
        sight = access.sight(self._viewer.role, query)
        if sight is NONE or more.keys() & scope.parameters().keys():  # these would go before the scope's own
            raise NotAllowed
        narrowed = self._narrowed(sight, scope)
        if sight is OWN:
            more = {name: self._own_value(name, value) for name, value in more.items()}
        rows = ask(query, narrowed, **more)
        if sight is OWN:
            rows = self._own_rows(rows)
        if sight is FINAL:
            rows = self._final(query, narrowed, rows)
        if query in _NAMED:
            rows = self._without_names(rows, _NAMED[query])
        if query in _FREE_TEXT and not self._knows(more["dossier"]):
            rows = _emptied(rows, _FREE_TEXT[query])
        if self._viewer.role is not Role.COUNCIL:
            rows = self._without_others(query, narrowed, rows)
        return rows

    # Before asking

    def _narrowed(self, sight: Sight, scope: Scope) -> Scope:
        """The scope that is asked about. What the viewer may not choose is dropped, and never widens it."""
        if sight in (FINAL, DECIDED):
            # What is to come is neither final nor decided, whatever day is looked at.
            scope = scope.but(as_of=min(scope.as_of, self.default_as_of))
        if self._viewer.filters_freely:
            return scope
        own = access.only_own(self._viewer, scope.units)
        if sight is OWN or (scope.filtered and self._viewer.role is not Role.GUEST):
            own = own or list(self._viewer.units) or [_NOBODY]
        return scope.but(blocs=(), units=tuple(own))

    def _own_value(self, name: str, value: Any) -> Any:
        """A parameter of one query; of a unit or a dossier that is not the viewer's own an id that nothing has."""
        match name:
            case "unit":
                return value if value in self._viewer.units else _NOBODY
            case "unit_ids":
                return type(value)(access.only_own(self._viewer, value))
            case "dossier":
                return value if self._is_own(value) else _NOBODY
            case "dossier_ids":
                return type(value)(each for each in value if self._is_own(each))
        return value

    # After asking

    def _own_rows(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows that are of no other unit, and of no dossier of one: most questions are narrowed to them already."""
        kept = pd.Series(True, rows.index)
        if "unit_id" in rows:
            kept &= rows["unit_id"].isna() | rows["unit_id"].isin(self._viewer.units)
        dossiers = _dossier_ids(rows)
        if dossiers is not None:
            kept &= dossiers.map(lambda each: each is None or self._is_own(each)).astype(bool)
        return rows if kept.all() else rows[kept].reset_index(drop=True)

    def _is_final(self, scope: Scope) -> bool:
        """Whether nobody is ranked provisionally in the scope's period; on a day to come also none as the data stand."""
        days = {scope.as_of, min(scope.as_of, self.default_as_of)}
        return not any(self._comparison(scope.but(as_of=day))["provisional"] for day in days)

    def _comparison(self, scope: Scope) -> pd.Series:
        return self._ask("rank_comparison", scope.but(blocs=(), units=())).iloc[0]

    def _final(self, query: str, scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of a ranking, as far as they are final: provisional ranks and points of others tell what they score
        themselves. Of blocs no row is the viewer's own. Raises NotAllowed."""
        if self._is_final(scope):
            before = self._comparison(scope)["previous_provisional"] and query == "unit_ranking"
            return _emptied(rows, _RANKS_BEFORE) if before else rows
        if query != "unit_ranking":
            raise NotAllowed
        return _emptied(self._own_rows(rows), (*_RANKS, *_RANKS_BEFORE))

    def _without_names(self, rows: pd.DataFrame, column: str) -> pd.DataFrame:
        """The rows with another word for each name that the viewer may not know."""
        dossiers = _dossier_ids(rows)
        assert dossiers is not None
        told = [
            said if each is None or self._knows(each) else self._untold(said, each)
            for said, each in zip(rows[column], dossiers, strict=True)
        ]
        return rows.assign(**{column: pd.Series(told, rows.index, dtype=object)})

    def _untold(self, said: str, dossier: str) -> str:
        """A nominee's name, or an award and a name, without the name."""
        known = self._known().get(dossier)
        award = said.removesuffix(known.nominee) if known else said
        return f"{award}{words.UNDISCLOSED}" if award != said else words.UNDISCLOSED

    def _without_others(self, query: str, scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows without what Đơn vị and Khách may not see of others, in questions of which they see every row."""
        if query in _OF_OTHERS:
            dossiers = _dossier_ids(rows)
            own = rows["unit_id"].isin(self._viewer.units) if dossiers is None else dossiers.map(self._is_own)
            if not own.all():
                rows = rows.assign(
                    **{name: rows[name].where(own.astype(bool), None) for name in _OF_OTHERS[query]}
                )
        match query:
            case "headline":
                return self._headline(scope, rows)
            case "dossier_summary" if not scope.units:  # counts only: a day would be one dossier's
                return _emptied(rows, ("oldest_received_on",))
            case "task_detail" if self._viewer.role is Role.GUEST:
                return _emptied(rows, ("dossiers", "dossiers_open", "dossiers_overdue"))
            case "task_extensions" if self._viewer.role is Role.GUEST:
                return rows[rows["unit_id"].isna()].reset_index(drop=True)
            case "unit_beside_bloc":
                return self._beside_bloc(scope, rows)
        return rows

    def _headline(self, scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
        """The figures of the plan; those of dossiers are of the viewer's own, and a guest has no parts of it either."""
        if self._viewer.role is Role.GUEST:
            return rows[rows["figure"].str.startswith("tasks_")].reset_index(drop=True)
        own = self._ask("headline", self._narrowed(OWN, scope))
        of_dossiers = own["figure"].str.startswith("dossiers_")
        kept = rows[~rows["figure"].str.startswith("dossiers_")]
        return pd.concat([kept, own[of_dossiers]], ignore_index=True)

    def _beside_bloc(self, scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows; beside points that are not final no mean of others."""
        if self._is_final(scope):
            return rows
        hidden = rows["measure"] == "points"
        return rows.assign(**{name: rows[name].where(~hidden, None) for name in ("bloc_mean", "members")})

    # Whose dossier is it, and may its nominee be named?

    def _known(self) -> dict[str, _Dossier]:
        """Every dossier by its id, as of the day on which the data stand: no address can change that."""
        day = self.default_as_of
        known = _DOSSIERS.get(self._whole, {})
        if day not in known:
            rows = self._ask("nominee_publicity", Scope.at(day))
            columns = ("unit_id", "nominee_name", "is_decided", "is_on_agenda")
            facts = map(_Dossier, *(rows[name] for name in columns))
            _DOSSIERS[self._whole] = known = {day: dict(zip(rows["dossier_id"], facts, strict=True))}
        return known[day]

    def _is_own(self, dossier: Any) -> bool:
        known = self._known().get(dossier)
        return known is not None and known.unit_id in self._viewer.units

    def _knows(self, dossier: Any) -> bool:
        """Whether the viewer may know the dossier's nominee."""
        known = self._known().get(dossier)
        if known is None:
            return False
        on_agenda = known.is_on_agenda and self._viewer.role is Role.COUNCIL
        return known.is_decided or on_agenda or known.unit_id in self._viewer.units


def _dossier_ids(rows: pd.DataFrame) -> pd.Series | None:
    """The dossier that each row is about, None where it is about something else; no ids where no row can be."""
    if "dossier_id" in rows:
        return rows["dossier_id"]
    if "kind" in rows and "id" in rows:
        return rows["id"].where(rows["kind"] == "dossier", None)
    return None


def _emptied(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The rows without what they have in these columns."""
    nothing = pd.Series([None] * len(rows), rows.index, dtype=object)
    return rows.assign(**dict.fromkeys(columns, nothing))
