"""The sample's dossiers, each with the stages that it goes through."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

import sample_facts as facts
import sample_last_year as last_year
from sample_facts import AWARD, SCHOOLS, TIED, VIEW_ON, VILLAGES
from sample_tools import IN_BLOCS, UNITS, Row, after, between, day, pick, table, untidy, workday

Route = list[tuple[date, str]]


@dataclass
class Dossier:
    received: date
    unit: str
    award: str
    kind: str
    commendation: str
    events: Route

    @property
    def higher(self) -> bool:
        return AWARD[self.award][3] != "Cấp xã"

    @property
    def movement(self) -> str | None:
        """A dossier of a movement's names it, where the movement had been launched."""
        if self.commendation != "Phong trào":
            return None
        own = "PT1" if self.unit in VILLAGES else "PT2" if self.unit in SCHOOLS else "PT3"
        begun = {row[0]: day(row[3]) for row in table(facts.MOVEMENTS)}
        return own if begun[own] <= self.received else None

    @property
    def own_due(self) -> date | None:
        urgent = self.award == "BKTTG" or (self.award == "BKTP" and self.commendation == "Đột xuất")
        return after(self.received, 32) if urgent else None


def who(rng: random.Random, award: str, received: date) -> str:
    """A unit such as would propose that award in that season."""
    title = AWARD[award][2] == "D"
    if AWARD[award][5] == "H" or award == "THONVH":
        pool = list(VILLAGES)
    elif title and 4 <= received.month <= 6:
        pool = list(SCHOOLS)
    else:
        pool = [unit for unit in IN_BLOCS if not title or UNITS[unit][2] in ("K1", "K2", "K3")]
    return pick(rng, [unit for unit in pool if unit not in TIED])


def route(rng: random.Random, award: str, received: date, late: bool) -> Route:
    """The stages of a dossier to its end, within the working days its award allows, or just past them."""
    limit = int(AWARD[award][4] or 25)
    span = limit + between(rng, 1, 4) if late else between(rng, max(5, limit // 2), limit - 1)
    pause = between(rng, 2, 5) if rng.random() < 0.15 else 0
    council, signing = max(3, span * 11 // 20), max(4, span * 4 // 5)
    luck = rng.random() if AWARD[award][3] == "Cấp xã" else 0.0
    steps = [(0, "TN"), (1, "TD"), *([(2, "BS"), (2 + pause, "TD")] if pause else [])]
    if luck > 0.9:
        steps.append((council + pause, "TL" if luck < 0.96 else "RU"))
    elif luck > 0.86:
        steps += [(council + pause, "HD"), (span + pause, "KD")]
    else:
        steps += [(council + pause, "HD"), (signing + pause, "CT"), (span + pause, "KT")]
    events = [(after(received, days), stage) for days, stage in steps]
    return events if AWARD[award][3] == "Cấp xã" else answered(rng, events[:-1], events[-1][0], received)


def answered(rng: random.Random, events: Route, sent: date, received: date) -> Route:
    """Handed up, and what the higher level answered; for the later ones only after the day of viewing."""
    waits = received >= facts.UNANSWERED_FROM
    answer = VIEW_ON + timedelta(between(rng, 4, 30)) if waits else sent + timedelta(between(rng, 25, 70))
    return [*events, (sent, "TR"), (workday(answer), "KD" if rng.random() < 0.15 else "KT")]


def in_hand(rng: random.Random, received: date, stages: str, higher: bool) -> Route:
    """The stages reached by the day of viewing, and how it goes on afterwards."""
    events: Route = []
    for step in stages.split():
        stage, _, when = step.partition("@")
        events.append((day(when) if when else after(events[-1][0], 2) if events else received, stage))
    order = ["TN", "TD", "HD", "CT", *(["TR"] if higher else []), "KT"]
    last = events[-1][1] if events else ""
    rest = order[order.index(last) + 1 :] if last in order else order[1:] if last else order
    when = VIEW_ON
    for stage in rest:
        when = after(when, between(rng, 2, 4))
        events.append((when, stage))
    return events


def in_waves(rng: random.Random, waves: str, with_late_ones: Container[date]) -> list[Dossier]:
    found: list[Dossier] = []
    for start, end, mix in table(waves):
        first, days = day(start), (day(end) - day(start)).days
        for part in mix.split(", "):
            award, commendation, many, *unit = part.split(":")
            for turn in range(int(many)):
                received = workday(first + timedelta(between(rng, 0, days)))
                proposer = unit[0] if unit else who(rng, award, received)
                events = route(rng, award, received, turn == 1 and first in with_late_ones)
                found.append(Dossier(received, proposer, award, honoured(rng, award), commendation, events))
    return found


def being_handled(rng: random.Random) -> list[Dossier]:
    found: list[Dossier] = []
    for when, unit, award, commendation, stages in table(facts.IN_HAND):
        events = in_hand(rng, day(when), stages, AWARD[award][3] != "Cấp xã")
        found.append(Dossier(day(when), unit, award, honoured(rng, award), commendation, events))
    return found


def honoured(rng: random.Random, award: str) -> str:
    return facts.NOMINEE_KINDS[pick(rng, list(AWARD[award][5]))]


def document(stage: str, higher: bool) -> str | None:
    if stage == "KT":
        return "QĐ-TP" if higher else "QĐ-UBND"
    return {"HD": "BB-HĐ", "CT": "TTr-VHXH", "TR": "TTr-UBND", "BS": "CV-VHXH", "TL": "CV-VHXH"}.get(stage)


def events_of(dossiers: dict[str, Dossier]) -> list[Row]:
    events: list[Row] = []
    for key, one in dossiers.items():
        for place, (when, stage) in enumerate(one.events):
            back = place > 0 and one.events[place - 1][1] == "TR" and stage in ("TD", "BS")
            note = "Cấp trên gửi lại để bổ sung" if back else facts.NOTES.get(stage)
            suffix = document(stage, one.higher)
            number = f"MH-{len(events) % 97 + 1:02d}/{suffix}" if suffix else None
            events.append((when, key, facts.STAGES[stage], number, note))
    return untidy(events, 29)


def dossiers_and_events() -> tuple[list[Row], list[Row]]:
    earlier = in_waves(random.Random(2025), last_year.WAVES, last_year.WITH_LATE_ONES)
    rng = random.Random(180)
    later = in_waves(rng, facts.WAVES, facts.WITH_LATE_ONES) + being_handled(rng)
    groups = [sorted(group, key=lambda one: one.received) for group in (earlier, later)]
    numbers, names = Counter[object](), Counter[str]()
    keyed: list[dict[str, Dossier]] = []
    for group in groups:
        keyed.append({})
        for one in group:
            numbers[one.received.year] += 1
            keyed[-1][f"HS-{one.received.year}-{numbers[one.received.year]:03d}"] = one
    dossiers: dict[str, Row] = {}
    for group in reversed(keyed):  # the names were numbered before there was a last year
        for key, one in group.items():
            names[one.kind] += 1
            name, quantity = f"{one.kind} {names[one.kind]:02d}", facts.MANY.get(key)
            if quantity:
                name += f" và {quantity - 1} {facts.OTHERS[one.kind]} khác"
            dossiers[key] = (key, one.received, one.unit, one.kind, name, one.award, one.commendation,
                             one.movement, one.own_due, quantity)  # fmt: skip
    return [dossiers[key] for group in keyed for key in group], [
        row for group in keyed for row in events_of(group)
    ]
