"""What is the forecast worth? At every past month end: what was expected then, beside what came.

`.venv/bin/python benchmarks/forecast.py [--folder DIR] [--seeds N]` takes the sample (or DIR), and N communes of each of
some known ways (`forecast_processes.py`), as they stood at the end of each month, and compares what `dossier_forecast` and
`task_forecast` said with what came of it by the last day, beside two simple rules on the same things: late if fewer than
5 working days are left; and the mean. Of a dossier: the working days that those before it needed on the mean from its stage
on, less what it has stayed. Of a part: it is done as long before or after its last day as the unit's parts on the mean.

A rule says yes or no. Its Brier score is that of 0 and 1, and again (*told*) with the share that came true of each of its
two answers, as if it had known them beforehand: no rule can do better. `base`: the share of late ones for all, known
beforehand too. Where the process is known, also what its true probability would score, and how far the forecast is from it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import forecast_processes as processes  # noqa: E402
from benchmarks.forecast_processes import Commune  # noqa: E402
from emulation.intake import read_folder  # noqa: E402
from emulation.scope import Scope  # noqa: E402
from emulation.warehouse import Warehouse  # noqa: E402

COMMUNES = {
    "stages lognormal by award, units of their own": Commune("lognormal", (0.35, 0.98)),
    "stages without memory, units alike": Commune("exponential", (0.7, 0.7)),
    "appraisal slows, units slacken": Commune("lognormal", (0.6, 0.98), slows=True, slackens=True),
    "stages of any length, units alike": Commune("any", (0.5, 0.5)),
    "a coin on the last day": Commune("coin", (0.6, 0.6)),
}
DOSSIERS = """
with past as (
    select stays.stage, avg(needed) as mean_needed
    from dossier_stays($day) as stays
    join dossier_state($day) as state using (dossier_id)
    where settled_on is not null
    group by stays.stage
)

select
    dossier_id, late_share, working_days_left, mean_needed - elapsed > working_days_left,
    award_id, stage, elapsed, elapsed + working_days_left, own_due_on is not null, rests_on, cases
from dossier_forecast($day)
join dossier_state($day) using (dossier_id)
join past using (stage)
"""
DOSSIERS_CAME = "select dossier_id, timeliness from dossier_state($day)"
PARTS = """
with past as (
    select unit_id, avg(date_diff('day', expires_on, coalesce(completed_on, $day))) as mean_past
    from assignment_state($day)
    where timeliness in ('Đúng hạn', 'Trễ hạn', 'Quá hạn') and expires_on < $day
    group by unit_id
)

select
    task_id || '/' || unit_id, late_share, last_day.working_no - today.working_no, mean_past > 0,
    unit_id, expires_on, ahead
from task_forecast($day)
join assignment_state($day) as state using (task_id, unit_id)
join past using (unit_id)
join calendar_days as last_day on last_day.day = expires_on
join calendar_days as today on today.day = $day
where state.year = year($day)
"""
PARTS_CAME = "select task_id || '/' || unit_id, timeliness from assignment_state($day)"
OPEN = """
select count(*) from {state}($day)
where timeliness in ('Sắp đến hạn', 'Chưa đến hạn') and expires_on > $day
"""


@dataclass
class Said:
    """What was said of things, one entry each: the forecast, the two rules, what came, and the true probability (nan: not
    known); and of how many things that were open something might have been said."""

    forecast: np.ndarray
    few_left: np.ndarray
    mean: np.ndarray
    came: np.ndarray
    true: np.ndarray
    asked: int


def month_ends(first: date, last: date) -> Iterator[date]:
    """The last days of the months after that of `first`, before `last`."""
    day = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while (end := (day + timedelta(days=32)).replace(day=1) - timedelta(days=1)) < last:
        yield end
        day = end + timedelta(days=1)


def said(folder: Path, kind: str, commune: Commune | None) -> Said:
    """What was expected of dossiers or parts at the month ends, and came by the day on which the data stand."""
    reading, _ = read_folder(folder)
    warehouse = Warehouse(reading)
    last = processes.END if commune else warehouse.default_as_of
    question, later = (DOSSIERS, DOSSIERS_CAME) if kind == "dossiers" else (PARTS, PARTS_CAME)
    state = "dossier_state" if kind == "dossiers" else "assignment_state"
    came = {key: word for key, word in _rows(warehouse, later, last) if word}
    sql = "select min(received_on) from dossiers union all select min(recorded_on) from progress"
    first = min(day for (day,) in warehouse.rows_of(sql) if day)
    found: list[tuple[float, bool, bool, bool, float]] = []
    asked = 0
    for day in month_ends(first, last):
        asked += _rows(warehouse, OPEN.format(state=state), day)[0][0]
        for key, share, left, mean, *known in _rows(warehouse, question, day):
            if came.get(key) in ("Đúng hạn", "Trễ hạn", "Quá hạn"):
                true = _true(commune, kind, known)
                found.append((share, left < 5, mean, came[key] != "Đúng hạn", true))
    columns = np.array(found, float).reshape(-1, 5).T
    return Said(*columns, asked=asked)


def _true(commune: Commune | None, kind: str, known: list) -> float:
    if commune is None:
        return np.nan
    if kind == "dossiers":
        true = commune.true_dossier(*known[:5])
    else:
        unit, due, ahead = known
        true = commune.true_part(int(unit[1:]), due, ahead)
    return np.nan if true is None else true


def _rows(warehouse: Warehouse, sql: str, day: date) -> list[tuple]:
    warehouse.answer("forecast", Scope.at(day))  # has the day's moments kept
    return warehouse._cursor().execute(sql, {"day": day}).fetchall()


def together(all_said: list[Said]) -> Said:
    arrays = zip(*((s.forecast, s.few_left, s.mean, s.came, s.true) for s in all_said), strict=True)
    return Said(*(np.concatenate(each) for each in arrays), asked=sum(s.asked for s in all_said))


def brier(said: np.ndarray, came: np.ndarray) -> float:
    return float(((said - came) ** 2).mean())


def told(rule: np.ndarray, came: np.ndarray) -> float:
    """The Brier score of a rule that knows how often each of its answers comes true."""
    best = np.zeros_like(came)
    for answer in (0, 1):
        if (rule == answer).any():
            best[rule == answer] = came[rule == answer].mean()
    return brier(best, came)


def hits(yes: np.ndarray, came: np.ndarray) -> str:
    """Precision and recall in percent."""
    right = (yes.astype(bool) & came.astype(bool)).sum()
    return f"{_percent(right, yes.sum())} / {_percent(right, came.sum())}"


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}" if whole else "–"


HEAD = (
    "what", "said / open", "late", "forecast: P / R", "Brier",
    "< 5 days: P / R", "Brier, told", "the mean: P / R", "Brier, told", "base", "true: Brier", "off by",
)  # fmt: skip


def line(title: str, s: Said) -> list[str]:
    if not len(s.came):
        return [title, f"0 / {s.asked:,}", *["–"] * (len(HEAD) - 2)]
    known = ~np.isnan(s.true)
    true = f"{brier(s.true[known], s.came[known]):.3f}" if known.any() else ""
    apart = np.sqrt(np.mean((s.forecast[known] - s.true[known]) ** 2)) if known.any() else 0
    share = s.came.mean()
    return [
        title,
        f"{len(s.came):,} / {s.asked:,}",
        f"{_percent(s.came.sum(), len(s.came))} %",
        hits(s.forecast >= THRESHOLD, s.came),
        f"**{brier(s.forecast, s.came):.3f}**",
        *(
            cell
            for rule in (s.few_left, s.mean)
            for cell in (hits(rule, s.came), f"{brier(rule, s.came):.3f}, {told(rule, s.came):.3f}")
        ),
        f"{share * (1 - share):.3f}",
        true,
        f"{apart:.3f}" if known.any() else "",
    ]


THRESHOLD = 0.5


def calibration(said: dict[str, Said]) -> list[list[str]]:
    """For each tenth that was predicted: how often it came true, of how many; and what the true probability was."""
    lines = []
    for tenth in range(10):
        cells = [f"{tenth * 10}–{tenth * 10 + 10} %"]
        for s in said.values():
            of = (np.minimum((s.forecast * 10 + 1e-9).astype(int), 9)) == tenth
            known = of & ~np.isnan(s.true)
            true = f", true {100 * s.true[known].mean():.0f}" if known.any() else ""
            cells.append(f"{100 * s.came[of].mean():.0f} ({of.sum():,}{true})" if of.any() else "")
        lines.append(cells)
    return lines


def table(head: tuple[str, ...], lines: list[list[str]]) -> str:
    rows = [head, ["---"] + ["---:"] * (len(head) - 1), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main(write: Callable[[str], None] = print) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "data")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    for kind in ("dossiers", "parts"):
        found = {options.folder.name: said(options.folder, kind, None)}
        for title, commune in COMMUNES.items() if options.seeds else ():
            of_seeds = []
            for seed in range(options.seeds):
                with tempfile.TemporaryDirectory() as temporary:
                    processes.write(commune, seed, Path(temporary))
                    of_seeds.append(said(Path(temporary), kind, commune))
            found[title] = together(of_seeds)
        write(f"\n{kind}\n\n{table(HEAD, [line(title, s) for title, s in found.items()])}\n")
        write(table(("predicted", *found), calibration(found)))


if __name__ == "__main__":
    main()
