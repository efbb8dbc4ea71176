"""What people do in the week (week.py): tabs in which they look, fill in forms and save, through what the screens call; and
what they try that is not theirs to do."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from benchmarks.week_ledger import DOSSIER, MARK, Kept, Ledger, Pass, Person, Wrong
from benchmarks.week_trespass import TRESPASSES
from emulation.access import NotAllowed, Role, Viewer, known_queries
from emulation.accounts import Unusable
from emulation.office import movement_results, progress, remarks, scores, steps
from emulation.office.change_set import ChangeSet, ask
from emulation.questions import parameters_of
from emulation.schema import PROGRESS_STATES, SCORING_STAGES, TABLES
from emulation.scope import Scope, today
from emulation.store import Edit, NewRow, history
from emulation.ui.office import saving
from emulation.ui.parts import session, sharing, viewer

TYPED = "Kẻ mạo danh ZQX00000Z"
"""Whom every form is told to name as its recorder: nobody of that name may be written."""
MARKED_BY = {"progress": "note", "scores": "note", "dossier_events": "note", "movement_results": "measure"}


class Tab:
    """What Streamlit keeps of an open tab. `session_state` is lost with the server, the cookies are the browser's."""

    def __init__(self, owner: Person | None = None) -> None:
        self._owner = owner
        self.session_state: dict[str, Any] = {}
        self.cookies: dict[str, str] = {}
        self.device = ""
        self.address = "10.0.0.1"
        self.session: Pass | None = None
        self.typed: ChangeSet | None = None
        """A form that is filled in, and not yet sent."""

    @property
    def owner(self) -> Person:
        """Whose browser it is."""
        assert self._owner
        return self._owner

    @property
    def context(self) -> SimpleNamespace:
        return SimpleNamespace(cookies=self.cookies)


@dataclass
class Acting:
    """The people at their tabs. `tab`: the one in front of which the program believes to stand."""

    ledger: Ledger
    people: list[Person]
    tabs: list[Tab]
    chance: random.Random
    clock: Callable[[], float]
    place: dict[str, list[str]]
    """Ids by kind, of all there are in the folder."""
    tab: Tab = field(default_factory=Tab)
    full: bool = False
    marks: int = 0
    told: dict[str, int] = field(default_factory=dict)
    """How often each thing came about."""

    def count(self, what: str) -> None:
        self.told[what] = self.told.get(what, 0) + 1

    # ---- looking

    def who(self, tab: Tab, *, used: bool = True) -> Viewer | None:
        """Who looks at the tab, as the program says; Wrong where it should not."""
        self.tab = tab
        expected = tab.session.holds(self.clock()) if tab.session else False
        person = tab.session.person if tab.session else None
        try:
            found = viewer.begin_run() if used else self._polled(tab)
        except viewer.SignedOut:
            found = None
        if found is None and expected and not (person and person.must_change) and not self.full:
            raise Wrong(f"signed out: {tab.session}")
        if found is not None and (
            not person or expected is False or person.must_change or found != person.viewer
        ):
            raise Wrong(f"{found} at the tab of {tab.session}")
        if tab.session and expected is not False:
            if found is None and not (person and person.must_change):
                tab.session.perhaps = True
            else:
                tab.session.look(self.clock(), used=used, writable=not self.full)
        return found

    @staticmethod
    def _polled(tab: Tab) -> Viewer | None:
        with suppress(Unusable):
            found = viewer.accounts().session(tab.cookies.get(sharing.SESSION, ""), used=False)
            return None if found is None or found.must_change else found.viewer
        return None

    def look(self, tab: Tab) -> None:
        """Ask any question, also about others; nothing may come that the viewer may not know."""
        by = self.who(tab)
        if by is None:
            return self.count("looked, signed out")
        now = session.begin_run()
        query = self.chance.choice(sorted(known_queries()))
        try:
            if self.chance.random() < 0.05:
                query = self.chance.choice(TABLES).name
                found = session.table(query)
            else:
                scope, more = self._question(now.warehouse.default_as_of, query)
                found = session.ask(query, scope, **more)
        except NotAllowed:
            return self.count("looked, refused")
        self.count("marks seen" if MARK.search(repr(found.to_numpy().tolist())) else "no marks seen")
        text = f"{list(found.columns)}{found.to_numpy().tolist()!r}"
        self.search(by, text, query)
        return self.count("looked, answered")

    def follow(self) -> None:
        """Have every open tab show the newest data, as each does within seconds; those of nobody are closed."""
        for tab in self.tabs:
            if self.who(tab) is None:
                tab.session_state = {}
            else:
                session.begin_run()

    def search(self, by: Viewer, text: str, asked: object) -> None:
        """Wrong where a text has what somebody may not know."""
        if wrong := {mark for mark in set(MARK.findall(text)) if not self.ledger.knows(by, mark)}:
            raise Wrong(f"{by} was told {sorted(wrong)[:3]} by {asked}")
        if wrong := {each for each in set(DOSSIER.findall(text)) if not self.ledger.may_name(by, each)}:
            raise Wrong(f"{by} was told of {sorted(wrong)[:3]} by {asked}")

    def _question(self, day: date, query: str) -> tuple[Scope, dict[str, Any]]:
        pick, place = self.chance.choice, self.place
        as_of = pick([day, day, day + timedelta(days=400), day - timedelta(days=60)])
        given: dict[str, Any] = {name: pick(place[name]) for name in ("dossier", "movement", "task", "unit")}
        given |= {
            f"{name}_ids": tuple(self.chance.sample(place[name], 3)) for name in ("dossier", "task", "unit")
        }
        given |= dict.fromkeys(("after", "level", "type", "stage", "kind", "deadline"))
        units = tuple(self.chance.sample(place["unit"], pick([0, 0, 1, 2])))
        blocs = tuple(self.chance.sample(place["bloc"], pick([0, 0, 0, 1])))
        period = pick(["2026-Q4", "2026-Q3", "2026"])
        scope = Scope.at(as_of, period=period, units=units, blocs=blocs, since=as_of - timedelta(days=30))
        return scope, {name: given[name] for name in parameters_of(query) if name in given}

    # ---- saving

    def mark(self) -> str:
        self.marks += 1
        return f"ZQW{self.marks:05}Z"

    def fill_in(self, tab: Tab) -> None:
        """Fill in one of one's own forms, as it says its preview; what is typed waits for the press of the button."""
        by = self.who(tab)
        if by is None or by.role in (Role.COUNCIL, Role.GUEST):
            return self.count("nothing to fill in")
        data, mark = session.begin_run().warehouse, self.mark()
        day = self.chance.choice([data.default_as_of, data.default_as_of, min(today(), data.default_as_of)])
        scope = Scope.at(data.default_as_of)
        try:
            found = _FORMS[by.role](self, by, data, scope, day, mark)
        except (IndexError, KeyError):  # nothing of the kind is to be done
            found = None
        tab.typed = found if found and found.allowed else None  # without change the button cannot be pressed
        if tab.typed is None:
            self.ledger.refused.add(mark)
            return self.count("form refused")
        self.count("form filled in")
        return self.send(tab) if self.chance.random() < 0.7 else None

    def send(self, tab: Tab) -> None:
        """Press the button of the form."""
        if tab.typed is None:
            return self.fill_in(tab)
        typed, tab.typed = tab.typed, None
        return self.save(tab, typed.edits, typed.what, honest=True)

    def save(self, tab: Tab, edits: Sequence[Edit], what: str, *, honest: bool) -> None:
        """Save as the screens do. Unless `honest` it must be refused."""
        person = self._saver(tab)
        saving.save(edits, what, TYPED)
        outcome = tab.session_state["saving"].outcome
        if isinstance(outcome, saving._Asked):
            self.count("asked whose version to keep")
            if not outcome.clashed.final and self.chance.random() < 0.5:
                saving._attempt(outcome.what, outcome.act, True)
                outcome = tab.session_state["saving"].outcome
        added = {_mark_of(edit.table, row): (edit.table, row.cells) for edit in edits for row in edit.rows}
        match outcome:
            case saving._Done(_, saved) if saved.entry_id:
                if person is None or not honest:
                    raise Wrong(f"{person} could save {what}: {added}")
                self.ledger.accept(
                    self._kept(saved, person, what, {mark: table for mark, (table, _) in added.items()}),
                    {mark: cells for mark, (_, cells) in added.items()},
                )
                self.count(f"saved: {person.role}")
            case saving._Done():
                raise Wrong(f"{person} saved {what}, and there was nothing to write: {added}")
            case _:
                self.ledger.refused |= set(added) - {""}
                self._note_refusal(outcome, honest=honest)

    def _note_refusal(self, outcome: object, *, honest: bool) -> None:
        sentence = outcome.sentence if isinstance(outcome, saving._Refused) else "a conflict"
        if not sentence:
            raise Wrong("refused without a word")
        self.count(f"{'refused' if honest else 'hostile, refused'}: {sentence[:40]}")

    def _saver(self, tab: Tab) -> Person | None:
        """Who saves at the tab: None where nobody is signed in there."""
        return tab.session.person if self.who_saves(tab) and tab.session else None

    def who_saves(self, tab: Tab) -> bool:
        """A run precedes each save, as the press of a button makes one."""
        by = self.who(tab)
        if by is not None:
            session.begin_run()
        return by is not None

    def _kept(self, saved: Any, person: Person, what: str, rows: dict[str, str]) -> Kept:
        return Kept(saved.entry_id, person.account, person.name, what, rows, "Lịch sử" not in saved.warning)

    def trespass(self, tab: Tab) -> None:
        """Try to save what is not one's own."""
        person = tab.session.person if tab.session else self.people[0]
        mark = self.mark()
        if person.role is Role.STANDING:
            return self.look(tab)
        edits = self.chance.choice(TRESPASSES)(self.place, self.chance, person, mark)
        self.ledger.refused.add(mark)
        return self.save(tab, edits, f"Việc của người khác {mark}", honest=False)

    # ---- taking back

    def undo(self, tab: Tab) -> None:
        """Undo some change of late: one's own last, or another's."""
        person = self._saver(tab)
        recent = [
            kept for kept in list(self.ledger.kept.values())[-VERSIONS_BACK:] if kept.rows and kept.surely
        ]
        if not recent:
            return None
        own = [kept for kept in recent if person and kept.account == person.account]
        chosen = (
            self.chance.choice(own[-1:] or recent)
            if self.chance.random() < 0.6
            else self.chance.choice(recent)
        )
        saving.undo(chosen.entry, chosen.what)
        outcome = self.tab.session_state["saving"].outcome
        if not isinstance(outcome, saving._Done):
            return self.count("undo refused")
        if person is None or not (person.role is Role.STANDING or chosen.account == person.account):
            raise Wrong(f"{person} could undo {chosen}")
        if outcome.saved.entry_id:
            by = self._kept(outcome.saved, person, f"Hoàn tác: {chosen.what}", {})
            self.ledger.undone(chosen.entry, by)
        return self.count(f"undone: {person.role}")

    def restore(self, tab: Tab) -> None:
        """Put a former version in the place of a file."""
        person = self._saver(tab)
        table = self.chance.choice(sorted(self.ledger.present))
        versions = [each for each in self.ledger.versions[table] if each[0] in self.ledger.kept]
        if not versions:
            return None
        entry_id, marks = self.chance.choice(versions[-3:])
        entry = history.find(session.folder().path, entry_id)
        saving.restore_version(entry, table)
        outcome = self.tab.session_state["saving"].outcome
        if not isinstance(outcome, saving._Done):
            return self.count("restoring refused")
        if person is None or person.role is not Role.STANDING:
            raise Wrong(f"{person} could restore {table}")
        if outcome.saved.entry_id:
            self.ledger.restored(table, marks, self._kept(outcome.saved, person, outcome.what, {}))
        return self.count("restored")


VERSIONS_BACK = 20


def _mark_of(table: str, row: NewRow) -> str:
    found = MARK.search(row.cells.get(MARKED_BY.get(table, ""), ""))
    return found[0] if found else ""


# ---- forms

_Form = Callable[[Acting, Viewer, Any, Scope, date, str], ChangeSet]


def _progress(acting: Acting, by: Viewer, data: Any, scope: Scope, day: date, mark: str) -> ChangeSet:
    pair = acting.chance.choice(ask(data, "entry_assignments", scope))
    status = acting.chance.choice(PROGRESS_STATES[:3])
    entry = progress.Entry(day, status, (pair["task_id"],), (pair["unit_id"],), note=f"Việc {mark}")
    return progress.prepare(data, scope, entry, today=today())


def _scores(acting: Acting, by: Viewer, data: Any, scope: Scope, day: date, mark: str) -> ChangeSet:
    unit = acting.chance.choice(by.units or tuple(acting.place["unit"]))
    period = acting.chance.choice(["2026-Q4", "2026-Q4", "2026-Q3", "2026"])
    criterion = acting.chance.choice(list(scores.sheet(data, scope, day, period, unit)["criterion_id"]))
    stage = scores.SELF if by.role is Role.UNIT else acting.chance.choice(SCORING_STAGES)
    points = {criterion: str(acting.chance.randrange(11))}
    return scores.prepare(data, scope, scores.Entry(day, period, stage, unit, points, mark), today=today())


def _movement(acting: Acting, by: Viewer, data: Any, scope: Scope, day: date, mark: str) -> ChangeSet:
    unit = acting.chance.choice(by.units or tuple(acting.place["unit"]))
    movement = acting.chance.choice(acting.place["movement"])
    known = movement_results.standing(data, scope, day, movement, unit)
    entry = movement_results.Entry(
        day,
        movement,
        unit,
        acting.chance.choice(known)["indicator"],
        mark,
        "",
        str(acting.chance.randrange(99)),
    )
    return movement_results.prepare(data, scope, entry, today=today())


def _request(acting: Acting, by: Viewer, data: Any, scope: Scope, day: date, mark: str) -> ChangeSet:
    pair = acting.chance.choice(ask(data, "entry_assignments", scope))
    due = date(2027, 1, 31)
    entry = remarks.Request(day, pair["task_id"], pair["unit_id"], due, f"chờ kinh phí {mark}")
    return remarks.ask_for_time(data, scope, entry, today=today())


def _directive(acting: Acting, by: Viewer, data: Any, scope: Scope, day: date, mark: str) -> ChangeSet:
    pair = acting.chance.choice(ask(data, "entry_assignments", scope))
    entry = remarks.Directive(day, pair["task_id"], (pair["unit_id"],), f"làm ngay {mark}")
    return remarks.direct(data, scope, entry, today=today())


def _signature(acting: Acting, by: Viewer, data: Any, scope: Scope, day: date, mark: str) -> ChangeSet:
    row = acting.chance.choice(steps.to_sign(data, scope, day))
    stage = acting.chance.choice(steps.signatures(row["stage"], row["level"])[:2])
    return steps.prepare(data, scope, steps.Entry(day, (row["dossier_id"],), stage, note=mark), today=today())


def _step(acting: Acting, by: Viewer, data: Any, scope: Scope, day: date, mark: str) -> ChangeSet:
    row = acting.chance.choice(steps.waiting(data, scope, day))
    stage = acting.chance.choice(steps.allowed(row["stage"], row["level"])[:2])
    return steps.prepare(data, scope, steps.Entry(day, (row["dossier_id"],), stage, note=mark), today=today())


def _one_of(*forms: _Form) -> _Form:
    return lambda acting, *about: acting.chance.choice(forms)(acting, *about)


_FORMS: dict[Role, _Form] = {
    Role.STANDING: _one_of(_progress, _scores, _movement, _step, _step),
    Role.CHAIRMAN: _one_of(_directive, _signature),
    Role.UNIT: _one_of(_progress, _scores, _movement, _request),
}
