"""Who gets what, and the sending: each message once, each failure said, the rest sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from emulation import words
from emulation.addresses import addresses
from emulation.commune import Commune, notice_of, of_warehouse
from emulation.office import duties
from emulation.office.change_set import ask
from emulation.remind import digest, log, messages
from emulation.remind.log import Entry, Reason
from emulation.remind.messages import Item, Part, Words
from emulation.remind.post import NotSent, Post, Unclear, Unreachable
from emulation.remind.pressing import GROUPS, RETURNED, Pressing, counted, pressing
from emulation.remind.settings import Letterhead, Server
from emulation.scope import VIETNAM, Scope
from emulation.site import link
from emulation.warehouse import Warehouse

# What makes letters loads slowly, and most messages have none.
if TYPE_CHECKING:
    from emulation.remind.letters import Letters


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one addressee gets, or why not. `unit`: log.CHAIRMAN for the chairman's; `wrong`: what stands where an address
    should; `headline`: what presses, in short; `why`: what of it is
    new; `new`: the reasons that were not told yet; `unclear`: those of a message that may have gone or not."""

    unit: str
    name: str
    to: tuple[str, ...]
    wrong: tuple[str, ...]
    headline: str
    why: str
    reasons: tuple[Reason, ...]
    new: frozenset[Reason]
    unclear: frozenset[Reason]
    parts: tuple[Part, ...]
    lead: str
    line: int = 0
    has_letter: bool = False

    def is_due(self, *, again: bool = False) -> bool:
        """Whether it is to be sent; `again`: also what was sent before, and what may have been."""
        return bool(self.new or (again and self.reasons))

    @property
    def lacks_address(self) -> bool:
        return not self.to

    @property
    def is_unclear(self) -> bool:
        """Whether it is left to people: nothing in it is new, but nobody knows if what it says has gone."""
        return not self.new and bool(self.unclear)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a parcel: one of log's words; `said`: what is to be known besides."""

    parcel: Parcel
    word: str
    said: str = ""

    @property
    def is_sent(self) -> bool:
        return self.word == log.SENT


Sending = Iterator["Outcome | int"]
"""First how many messages there are to send, then what became of each."""


class Outbox:
    """What would be sent as of a day. Raises NotAvailable where a file that it needs cannot be read."""

    def __init__(self, warehouse: Warehouse, folder: Path, as_of: date, head: Letterhead) -> None:
        self._warehouse, self._folder, self.as_of, self._head = warehouse, folder, as_of, head
        self._letters: Letters | None = None
        self._year = warehouse.default_year(as_of)
        self._commune: Commune = of_warehouse(warehouse, self._year)
        self._notice = notice_of(warehouse.table("plan").itertuples(index=False), self._year)

    def parcels(self, units: Collection[str] = ()) -> list[Parcel]:
        """Those of whom something presses, in the order of units.csv, and on Mondays the chairman; of `units` alone where
        some are named, log.CHAIRMAN among them or not."""
        told = log.entries(self._folder)
        rows = {row["unit_id"]: row for row in ask(self._warehouse, "unit_names", self._scope())}
        found = [
            self._of_unit(unit, rows[unit]["full_name"], things, told)
            for unit, things in pressing(self._warehouse, self._folder, self.as_of).items()
            if not units or unit in units
        ]
        if (not units or log.CHAIRMAN in units) and self._head.chairman and digest.is_due(self.as_of):
            found.append(self._of_chairman(told))
        return found

    def words(self, parcel: Parcel, attached: str = "") -> Words:
        """What a parcel's message says."""
        is_digest = parcel.unit == log.CHAIRMAN
        return Words(
            subject=f"{'Việc tuần này' if is_digest else 'Nhắc việc'}, {words.day(self.as_of)}: {parcel.headline}",
            name=parcel.name,
            lead=parcel.lead,
            parts=parcel.parts,
            link_says="Xem trên bảng theo dõi" if is_digest else "Báo cáo kết quả tại",
            link=link("") if is_digest else link("duties", unit=parcel.unit),
            attached=f"{attached} (công văn đôn đốc, tệp Word, bản chưa ký)." if attached else "",
            foot=(
                f"Thư do bảng theo dõi thi đua, khen thưởng của {self._commune.issuer.named} tự động gửi.",
                *filter(None, [self._notice]),
            ),
        )

    def mail(self, parcel: Parcel, now: datetime) -> tuple[EmailMessage, str]:
        """A parcel's message, and what is to be said beside: why its letter is missing."""
        letter, fault = self._letter(parcel) if parcel.has_letter else ({}, "")
        made = messages.message(
            self.words(parcel, next(iter(letter), "")),
            parcel.to,
            self._head,
            unit=parcel.unit,
            day=self.as_of,
            reasons=parcel.reasons,
            now=now,
            attachments=letter,
        )
        return made, fault

    def _of_unit(self, unit: str, name: str, things: list[Pressing], told: Sequence[Entry]) -> Parcel:
        sent, unclear = log.told(told, unit)
        reasons = tuple(dict.fromkeys(thing.reason for thing in things if thing.reason))
        new = frozenset(reasons) - sent - unclear
        line, email = self._emails[unit]
        to, wrong = addresses(email)
        return Parcel(
            unit,
            name,
            tuple(to),
            tuple(wrong),
            counted(things),
            counted(thing for thing in things if thing.reason in new),
            reasons,
            new,
            frozenset(reasons) & unclear,
            _parts(things),
            self._lead(things),
            line,
            has_letter=any(thing.has_letter for thing in things),
        )

    def _lead(self, things: Sequence[Pressing]) -> str:
        """The sentence with which the unit's own screen begins, and as of when."""
        returned = sum(thing.group == RETURNED for thing in things)
        owed = Counter(thing.group for thing in things if thing.group != RETURNED)
        return f"{duties.owed(owed, returned)} Tính đến {words.day(self.as_of)}."

    def _of_chairman(self, told: Sequence[Entry]) -> Parcel:
        sent, unclear = log.told(told, log.CHAIRMAN)
        reasons, parts = (digest.reason(self.as_of),), tuple(digest.parts(self._warehouse, self.as_of))
        held = ", ".join(part.counted for part in parts) or "không có gì chờ ký, không có việc quá hạn"
        return Parcel(
            log.CHAIRMAN,
            f"Chủ tịch {self._commune.issuer.named}",
            self._head.chairman,
            (),
            held,
            "thư thứ Hai",
            reasons,
            frozenset(reasons) - sent - unclear,
            frozenset(reasons) & unclear,
            parts,
            f"Tính đến {words.day(self.as_of)}: {held}.",
        )

    @cached_property
    def _emails(self) -> dict[str, tuple[int, str | None]]:
        """Unit → its line of units.csv, and what stands there as its address."""
        rows = self._warehouse.rows_of("select unit_id, line, email from units")
        return {unit: (line, email) for unit, line, email in rows}

    def _scope(self) -> Scope:
        return Scope.at(self.as_of, year=self._year)

    def _letter(self, parcel: Parcel) -> tuple[dict[str, bytes], str]:
        """The unit's letter, or why it could not be made."""
        from emulation.remind.letters import Letters, NoLetter

        self._letters = self._letters or Letters(self._warehouse, self._folder, self.as_of)
        try:
            return self._letters.to(parcel.name), ""
        except NoLetter as why:
            return {}, str(why)


def _parts(things: Sequence[Pressing]) -> tuple[Part, ...]:
    of = {group: [Item(each.what, each.how) for each in things if each.group == group] for group in GROUPS}
    return tuple(Part(GROUPS[group], len(items), items) for group, items in of.items() if items)


def send(
    outbox: Outbox,
    folder: Path,
    head: Letterhead,
    server: Server,
    *,
    units: Collection[str] = (),
    again: bool = False,
    by: str = "",
) -> Sending:
    """Send what is due. Raises SaveRefused where somebody else is
    sending, or the log cannot be written, and NotAvailable."""
    with log.writing(folder) as book, Post(server, head.sender) as post:
        due = [parcel for parcel in outbox.parcels(units) if parcel.is_due(again=again)]
        yield len(due)
        unreachable = ""
        for parcel in due:
            if parcel.lacks_address:
                yield Outcome(parcel, log.FAILED, no_address(parcel))
            elif unreachable:
                yield Outcome(parcel, log.FAILED, unreachable)
            else:
                outcome, stops = _send(outbox, parcel, book, post, by)
                unreachable = outcome.said if stops else ""
                yield outcome


def _send(outbox: Outbox, parcel: Parcel, book: log.Log, post: Post, by: str) -> tuple[Outcome, bool]:
    """Send one. Whether no other can go either."""
    now = datetime.now(VIETNAM)
    mail, said = outbox.mail(parcel, now)
    entry = Entry(
        log.new_id(),
        now,
        outbox.as_of,
        parcel.unit,
        parcel.name,
        parcel.to,
        parcel.reasons,
        parcel.why or f"gửi lại: {parcel.headline}",
        by,
    )
    book.begin(entry)
    word, stops = log.SENT, False
    try:
        said = " ".join(filter(None, (said, post.send(mail, parcel.to))))
    except NotSent as error:
        word = log.UNCLEAR if isinstance(error, Unclear) else log.FAILED
        said, stops = str(error), isinstance(error, Unreachable)
    book.end(replace(entry, outcome=word, said=said))
    return Outcome(parcel, word, said), stops


def no_address(parcel: Parcel) -> str:
    """Why nothing can be sent to an addressee."""
    if parcel.wrong:
        return f"Địa chỉ “{messages.one_line('; '.join(parcel.wrong))}” không đúng."
    return "Chưa có địa chỉ thư điện tử."
