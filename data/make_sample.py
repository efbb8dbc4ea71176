"""Make the sample data folder: what xã Nghi Dương has had since July 2025, seen from 16/11/2026.

    python data/make_sample.py            write the CSV files beside this script
    python data/make_sample.py --to DIR   write them to DIR

Facts come from plan 67/KH-UBND of 23/02/2026: its 21 tasks and 3 standing duties word for word (without the
list's closing mark) and its list of recipients. Everything else is illustration: schools and villages are
numbered, nominees are "Cá nhân 01", documents are numbered "MH-" (minh họa) and nobody is named. The literals
are in `sample_facts.py`, those of 2025 in `sample_last_year.py`. 2026 is told to its end and then cut at the day of
viewing, so that every earlier day shows what was known on it, and nothing is known of later ones. The same script
always writes the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import random
from datetime import date, timedelta
from pathlib import Path

import sample_facts as facts
import sample_last_year as last_year
from sample_dossiers import dossiers_and_events
from sample_facts import AWARD, CASES, TIED, VIEW_ON
from sample_tools import (
    IN_BLOCS,
    UNITS,
    Row,
    after,
    between,
    clerk,
    day,
    expand,
    table,
    untidy,
    workday,
    year_of,
)

# --- the plan and its units


def units() -> list[Row]:
    rows: list[Row] = []
    for unit, (name, short, bloc) in UNITS.items():
        place = sum(1 for row in rows if row[3] == bloc)
        role = ("Khối trưởng", "Khối phó", "Thành viên")[min(place, 2)] if bloc else None
        email = None if unit in facts.WITHOUT_EMAIL else f"{unit.lower()}@nghiduong.example"
        rows.append((unit, name, short, bloc, role, email))
    return rows


def quarter_of(clause: str) -> str:
    return clause[3] if clause.startswith("II.") and clause[3] != "5" else ""


def task_due(clause: str) -> date:
    return facts.EARLIER_DUE.get(clause) or day(facts.QUARTER_ENDS[quarter_of(clause)])


def tasks() -> list[Row]:
    rows: list[Row] = []
    for clause, short, title in table(facts.TASKS):
        conditional, measured = ("có", "hồ sơ") if title == CASES else ("không", "nhập tay")
        text = (title, short, facts.PLACES.get(clause))
        kept = (conditional, measured, task_due(clause))
        rows.append((f"2026-{clause}", 2026, clause, quarter_of(clause), *text, *kept, None))
    for clause, meeting, quarter, due, short, title in table(facts.CONCLUSIONS):
        kept = ("không", "nhập tay", day(due), meeting)
        rows.append((f"2026-{clause}", 2026, clause, quarter, title, short, None, *kept))
    return rows


def assignments() -> list[Row]:
    rows: list[Row] = []
    for clause, (leads, helpers, own) in facts.DUTIES.items():
        rows += [(f"2026-{clause}", unit, "Chủ trì", None) for unit in expand(leads)]
        others = [unit for unit in expand(helpers) if unit not in expand(leads)]
        rows += [(f"2026-{clause}", unit, "Phối hợp", day(own) if own else None) for unit in others]
    return rows


def extensions() -> list[Row]:
    return [
        (day(decided), f"2026-{clause}", unit, day(due), document, note)
        for decided, clause, unit, due, document, note in table(facts.EXTENSIONS)
    ]


def lead_log() -> list[Row]:
    rows: list[Row] = []
    for entry in facts.LEAD_LOG.split("|"):
        clause, unit, when, status, *evidence = entry.split(" ", 4)
        rows.append((day(when), f"2026-{clause}", unit, facts.STATUSES[status], "".join(evidence), None))
    return rows


def unit_log(rng: random.Random, task: str, unit: str, due: date, reliability: float) -> list[Row]:
    """One unit's rows on one task: begun, then done on time, done late, or not before the day of viewing."""
    if (task, unit) in facts.NOT_ARISING:
        note = "Không có nội dung thuộc đơn vị"
        return [(workday(due - timedelta(5)), task, unit, "Không phát sinh", None, note)]
    early, late, luck = between(rng, 0, 12), between(rng, 1, 9), rng.random()
    begun = workday(due - timedelta(between(rng, 16, 32)))
    if not quarter_of(task.removeprefix("2026-")):
        begun, early = after(date(2026, 3, 2), between(rng, 0, 20)), early // 3
    begun = max(begun, after(facts.PLAN[2], 3))
    done = workday(due - timedelta(early))
    if luck > reliability:
        done = after(due, late)
    if luck > reliability + (1 - reliability) * 0.65:
        done = max(done, after(VIEW_ON, between(rng, 3, 15)))
    rows: list[Row] = [(begun, task, unit, "Đang thực hiện", None, None)]
    if rng.random() < 0.12:
        known = max(workday(begun - timedelta(9)), after(facts.PLAN[2], 1))
        rows.insert(0, (known, task, unit, "Chưa bắt đầu", None, "Đã nhận văn bản giao việc"))
    number = between(rng, 1, 60)
    return [*rows, (done, task, unit, "Hoàn thành", f"MH-{number:02d}/BC-{unit}", None)]


def reliability(rng: random.Random) -> dict[str, float]:
    """Unit → how often it is done in time."""
    of_unit = {unit: 0.56 + 0.38 * rng.random() for unit in UNITS}
    return of_unit | dict.fromkeys(facts.ALWAYS_ON_TIME, 1.0)


def progress() -> list[Row]:
    rng = random.Random(67)
    by_hand = lead_log()
    logged = {(row[1], row[2]) for row in by_hand}
    # Dossiers say how their tasks stand; of a conclusion only who leads it reports, and the others follow.
    unreported = {row[0] for row in tasks() if row[8] == "hồ sơ" or row[10]}
    reliable = reliability(rng)
    rows = list(by_hand)
    for task, unit, _, own in assignments():
        if task not in unreported and (task, unit) not in logged:
            due = own or task_due(task.removeprefix("2026-"))
            rows += unit_log(rng, task, unit, due, reliable[unit])
    return last_year.progress(reliable) + untidy(rows, 23)


# --- the points


CRITERIA = table(facts.CRITERIA, width=11)
SCORED = [row for row in CRITERIA if row[6] in ("", "chấm điểm")]


def council_points(
    rng: random.Random, period: str, unit: str, criterion: list[str], level: float
) -> float | None:
    """What the Council gives in the end; None where there is nothing to give, as for most of a bloc's own criteria."""
    key, kind, most = criterion[0], criterion[4], float(criterion[5])
    if criterion[10]:
        return facts.SPECIAL.get((period, unit, key))
    luck = rng.random()
    if (period, unit, key) in facts.SPECIAL:
        return facts.SPECIAL[period, unit, key]
    if kind != "Chuẩn":
        return round(luck * 8) / 4 + 0.25 if luck < 0.12 and level < 1 else None
    return min(most, round(most * min(1.0, level + 0.09 * (luck - 0.5)) * 4) / 4)


def own_points(points: float, criterion: list[str], rise: float) -> float:
    """A unit sees itself, and a bloc its members, a little higher than the Council does."""
    most = float(criterion[5])
    return max(points, min(most, points + round(most * rise * 4) / 4))


def unit_scores(
    rng: random.Random, period: str, unit: str, days: list[date | None], level: float
) -> list[Row]:
    rows: list[Row] = []
    for criterion in SCORED:
        concerns = criterion[1] == year_of(period) and criterion[10] in ("", UNITS[unit][2])
        points = council_points(rng, period, unit, criterion, level) if concerns else None
        if points is None:
            continue
        given = [own_points(points, criterion, 0.05), own_points(points, criterion, 0.02), points]
        for step, when in enumerate(days):
            council_only = criterion[4] == "Trừ" and step < 2
            not_yet = step == 2 and (period, unit, criterion[0]) in facts.NOT_YET
            if when and not council_only and not not_yet:
                note = facts.SCORE_NOTES.get((period, unit, criterion[0])) if step == 2 else None
                rows.append((when, period, unit, criterion[0], facts.STEPS[step], given[step], note))
    return rows


def scores() -> list[Row]:
    rng = random.Random(100)
    strength = {unit: 0.80 + 0.17 * rng.random() for unit in IN_BLOCS} | facts.STRENGTH
    rows: list[Row] = []
    for period, dates in facts.SCORING.items():
        stated = [None if text == "-" else day(text) for text in dates.split()]
        for place, unit in enumerate(expand(facts.SCORED_UNITS.get(period, "all"))):
            if (period, unit) in facts.ABSENT or unit == TIED[1]:
                continue
            days = [*stated]
            if stated[0]:
                days[0] = workday(stated[0] + timedelta(between(rng, 0, 4)))
            if period == "2026-Q4":  # under way: of three units one sent nothing, one only its own
                waiting = [day("08/12"), day("11/12")]
                days[place % 3 : 2] = waiting[place % 3 :]
            mood = 0.0 if strength[unit] == 1 else 0.08 * (rng.random() - 0.5)
            own = unit_scores(rng, period, unit, days, strength[unit] + mood)
            rows += own
            if unit == TIED[0]:
                rows += [(*row[:2], TIED[1], *row[3:]) for row in own]
    return untidy(rows, 211)


# --- the movements


def movement_results() -> list[Row]:
    rng = random.Random(5)
    begun = {row[0]: day(row[3]) for row in table(facts.MOVEMENTS)}
    rows: list[Row] = []
    for movement, words, indicator, measure, low, high, better in table(facts.INDICATORS, width=7):
        places = 1 if "," in low else 0
        bounds = [float(text.replace(",", ".")) for text in (low, high)]
        for unit in expand(words):
            target = round(bounds[0] + (bounds[1] - bounds[0]) * rng.random(), places)
            vigour = 0.7 + 0.55 * rng.random()
            target = facts.ODD_TARGETS.get((movement, unit), target)
            for when, share in facts.RESULT_DAYS.items():
                if day(when) < begun[movement] or (movement == "PT5" and when != "30/06"):
                    continue
                reached = (0.75 + 0.25 * share) if measure == "%" else share
                if better and measure == "%":
                    reached = 1.5 - 0.5 * share
                actual = round((target or bounds[0]) * vigour * reached, places)
                actual = min(actual, 100.0) if measure == "%" else actual
                silent = movement == "PT5" and unit != "TTHCC"
                result = (indicator, measure, target, None if silent else actual, better)
                rows.append((day(when), movement, unit, *result))
    return untidy(rows, 41)


# --- the files


def all_rows() -> dict[str, list[Row]]:
    dossiers, events = dossiers_and_events()
    words = {"D": "Danh hiệu thi đua", "F": "Hình thức khen thưởng"}
    awards = [(key, name, words[form], level, limit, facts.LOCAL if level == "Cấp xã" else facts.HIGHER)
              for key, name, form, level, limit, _ in AWARD.values()]  # fmt: skip
    meetings = [
        (*row[:-1], row[-1] and f"{day(row[1]).year}-{row[-1]}")
        for row in table(last_year.MEETINGS) + table(facts.MEETINGS)
    ]
    return {
        "plan": [facts.PLAN, last_year.PLAN], "blocs": list(facts.BLOCS.items()), "units": units(),
        "tasks": last_year.tasks() + tasks(), "assignments": last_year.assignments() + assignments(),
        "progress": progress(), "extensions": extensions(), "awards": list(awards), "dossiers": dossiers,
        "dossier_events": events, "criteria": list(map(tuple, CRITERIA)), "scores": scores(),
        "bands": facts.BANDS, "movements": list(map(tuple, table(facts.MOVEMENTS))),
        "movement_results": movement_results(), "meetings": list(meetings), "days_off": facts.DAYS_OFF,
    }  # fmt: skip


def known(files: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """What is known on the day of viewing: nothing was recorded or received later; each log says who recorded it."""
    logs = {
        name: [(*row, clerk(row[0])) for row in rows if row[0] <= VIEW_ON]
        for name, rows in files.items()
        if name in facts.LOGS
    }
    received = [row for row in files["dossiers"] if row[1] <= VIEW_ON]
    return files | logs | {"dossiers": received}


def cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value)


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in known(all_rows()).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(facts.HEADERS[name].split("|"))
            writer.writerows([cell(value) for value in row] for row in rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the sample data folder.")
    parser.add_argument("--to", type=Path, default=Path(__file__).resolve().parent, metavar="DIR")
    write(parser.parse_args().to)
