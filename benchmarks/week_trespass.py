"""What people try in the week (week.py) that is not theirs to do: all is refused to everybody but the standing body."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from benchmarks.week_ledger import Person
from emulation.schema import DOSSIER_STAGES, SCORING_STAGES, TABLE
from emulation.store import Edit, NewRow, RowChange, read_document
from emulation.ui.parts import session

Place = Mapping[str, Sequence[str]]
"""Ids by kind."""

_Trespass = Callable[[Place, Random, Person, str], list[Edit]]


def _row(table: str, **cells: str) -> Edit:
    return Edit(
        table, rows=[NewRow({column.name: cells.get(column.name, "") for column in TABLE[table].columns})]
    )


def _others(place: Place, chance: Random, person: Person) -> str:
    return chance.choice([each for each in place["unit"] if each not in person.units])


def _others_progress(
    place: Place, chance: Random, person: Person, mark: str, unit: str = "", day: str = ""
) -> list[Edit]:
    return [
        _row(
            "progress",
            recorded_on=day or "16/11/2026",
            task_id=chance.choice(place["task"]),
            unit_id=unit or _others(place, chance, person),
            status="Hoàn thành",
            note=mark,
        )
    ]


def _from_the_future(place: Place, chance: Random, person: Person, mark: str) -> list[Edit]:
    return _others_progress(place, chance, person, mark, (*person.units, "CAX")[0], "01/01/2049")


def _with_a_foreign_row(place: Place, chance: Random, person: Person, mark: str) -> list[Edit]:
    unit = (*person.units, "CAX")[0]
    pair = chance.choice(place["task"])
    own = _row(
        "progress", recorded_on="16/11/2026", task_id=pair, unit_id=unit, status="Đang thực hiện", note=mark
    )
    return [own, *_others_progress(place, chance, person, mark)]


def _others_score(place: Place, chance: Random, person: Person, mark: str) -> list[Edit]:
    return [
        _row(
            "scores",
            recorded_on="16/11/2026",
            period="2026-Q4",
            unit_id=chance.choice([_others(place, chance, person), *person.units]),
            criterion_id="26-01",
            stage=SCORING_STAGES[chance.choice([1, 2])],
            points="9",
            note=mark,
        )
    ]


def _others_step(place: Place, chance: Random, person: Person, mark: str) -> list[Edit]:
    """No stage that a chairman might set: he would be right at a dossier that waits for him."""
    return [
        _row(
            "dossier_events",
            occurred_on="16/11/2026",
            dossier_id=chance.choice(place["dossier"]),
            stage=chance.choice(DOSSIER_STAGES[:4]),
            note=mark,
        )
    ]


def _others_movement(place: Place, chance: Random, person: Person, mark: str) -> list[Edit]:
    row = {"recorded_on": "16/11/2026", "movement_id": chance.choice(place["movement"])}
    row |= {
        "unit_id": _others(place, chance, person),
        "indicator": f"Chỉ tiêu {mark}",
        "measure": mark,
        "actual": "9",
    }
    return [_row("movement_results", **row)]


def _a_unit(place: Place, chance: Random, person: Person, mark: str) -> list[Edit]:
    return [_row("units", unit_id="ZZ", name=mark, bloc_id="K1")]


def _whole_file(place: Place, chance: Random, person: Person, mark: str) -> list[Edit]:
    content = (session.folder().path / TABLE["progress"].file).read_bytes()
    return [Edit("progress", content=content + f"16/11/2026,x,x,x,{mark},,\n".encode())]


def _changed_row(place: Place, chance: Random, person: Person, mark: str) -> list[Edit]:
    key, cells = chance.choice(list(read_document(session.folder().path, "progress").rows().items()))
    after = None if chance.random() < 0.5 else {**cells, "note": mark}
    return [Edit("progress", changes=[RowChange(key, cells, after)])]


TRESPASSES: Sequence[_Trespass] = (
    _others_progress,
    _from_the_future,
    _with_a_foreign_row,
    _others_score,
    _others_step,
    _others_movement,
    _a_unit,
    _whole_file,
    _changed_row,
)
