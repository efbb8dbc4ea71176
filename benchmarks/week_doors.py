"""Signing in and out in the week (week.py), and the standing body's care for the accounts; beside it, who must be let in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.week_acts import Tab
from benchmarks.week_ledger import Pass, Person, Wrong
from emulation.access import Role
from emulation.accounts import NotSignedIn, Unusable
from emulation.accounts.store import WRONG
from emulation.accounts.waits import LONGEST
from emulation.ui.parts import sharing

if TYPE_CHECKING:
    from benchmarks.week import Week


class Doors:
    """`passes`: all sessions that there ever were, as they must be."""

    def __init__(self, week: Week) -> None:
        self._week = week
        self.passes: list[Pass] = []

    def sign_in(self, tab: Tab) -> None:
        """Sign in, as oneself or with a colleague's browser; after wrong passwords of others with a wait."""
        person = (
            tab.owner
            if self._week.chance.random() < 0.9
            else self._week.chance.choice(self._week.acting.people)
        )
        for _ in range(3):
            try:
                found = self._week.accounts.sign_in(person.account, person.password, tab.address, tab.device)
            except NotSignedIn as refused:
                if person.disabled or refused.wait_seconds == 0:
                    return self._shut_out(person, refused)
                if not 0 < refused.wait_seconds <= LONGEST:
                    raise Wrong(f"{person} is to wait {refused.wait_seconds} s") from None
                self._week.acting.count("waited to sign in")
                self._week.clock.wait(refused.wait_seconds)
            except Unusable:
                return self._unwritable()
            else:
                return self._signed_in(tab, person, found)
        raise Wrong(f"{person} cannot sign in")

    def _shut_out(self, person: Person, refused: NotSignedIn) -> None:
        if not person.disabled:
            raise Wrong(f"{person} was not let in: {refused.sentence}")
        self._week.acting.count("disabled, not let in")

    def _unwritable(self) -> None:
        if not self._week.acting.full:
            raise Wrong("the accounts are unusable")
        self._week.acting.count("disk full, accounts not written")

    def _signed_in(self, tab: Tab, person: Person, found: Any) -> None:
        now = self._week.clock()
        if person.disabled or found.viewer != person.viewer or found.must_change != person.must_change:
            raise Wrong(f"{found.viewer} was let in for {person}")
        for each in self.passes:
            each.swept(now)
        tab.device, tab.cookies = found.device, {sharing.SESSION: found.token}
        tab.session = Pass(found.token, person, now, (now, now))
        self.passes.append(tab.session)
        self._week.acting.count("signed in")
        if person.must_change and self._week.chance.random() < 0.8:
            self.change_password(tab)

    def guess(self, tab: Tab) -> None:
        """Try a wrong password, an account that is not there, or one that is disabled: the sentence is the same."""
        person = self._week.chance.choice(self._week.acting.people)
        account = self._week.chance.choice([person.account, "admin", "' or 1=1 --"])
        address = self._week.chance.choice([tab.address, "203.0.113.9"])
        try:
            self._week.accounts.sign_in(account, "mật khẩu đoán", address, "")
        except NotSignedIn as refused:
            if not refused.sentence.startswith((WRONG, "Đã sai nhiều lần.")):
                raise Wrong(f"{account} heard {refused.sentence}") from None
            self._week.acting.count("guessed in vain")
        except Unusable:
            self._unwritable()
        else:
            raise Wrong(f"a guess let in at {account}")

    def sign_out(self, tab: Tab) -> None:
        """Sign out; the tab stays open, with its cookie or without."""
        if tab.session is None:
            return None
        try:
            self._week.accounts.sign_out(tab.session.token)
        except Unusable:
            return self._unwritable()
        tab.session.ended = True
        if self._week.chance.random() < 0.5:
            tab.session, tab.cookies = None, {}
        return self._week.acting.count("signed out")

    def change_password(self, tab: Tab) -> None:
        if tab.session is None:
            return None
        one, person, new = tab.session, tab.session.person, f"mật khẩu {self._week.chance.randrange(10**9)}"
        holds = one.holds(self._week.clock())
        try:
            self._week.accounts.change_password(one.token, person.password, new)
        except NotSignedIn as refused:
            if holds and not refused.wait_seconds:
                raise Wrong(f"{person}: {refused.sentence}") from None
            return self._week.acting.count("password not changed")
        except Unusable:
            return self._unwritable()
        if holds is False:
            raise Wrong(f"changed after the end of {one}")
        one.look(self._week.clock(), used=True, writable=not self._week.acting.full)
        person.password, person.must_change = new, False
        self._end(person, but=one)
        return self._week.acting.count("password changed")

    def manage(self, tab: Tab) -> None:
        """What the standing body does with others' accounts."""
        others = self._week.acting.people[1:]
        person = self._week.chance.choice([each for each in others if each.disabled] * 3 or others)
        try:
            match self._week.chance.randrange(5):
                case 0 if not person.disabled:
                    self._week.accounts.disable(person.account)
                    person.disabled = True
                    self._end(person)
                case 0 | 1:
                    self._week.accounts.enable(person.account)
                    person.disabled = False
                case 2:
                    person.password, person.must_change = (
                        self._week.accounts.set_password(person.account),
                        True,
                    )
                    self._end(person)
                case 3 if person.role is Role.UNIT:
                    units = tuple(self._week.chance.sample(self._week.acting.place["unit"], 2))
                    self._week.accounts.set_role(person.account, Role.UNIT, units)
                    person.units = units
                case _:
                    self._week.accounts.sign_out_everywhere(person.account)
                    self._end(person)
        except Unusable:
            return self._unwritable()
        return self._week.acting.count("account managed")

    def _end(self, person: Person, but: Pass | None = None) -> None:
        for each in self.passes:
            each.ended |= each.person is person and each is not but
