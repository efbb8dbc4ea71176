"""What a role may not see is in no answer, whatever is asked: on the sample and on random folders.

`SEEN=20` in the environment takes so many random folders instead of one.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest

from emulation import access
from emulation.access import NotAllowed, Role, Sight, Viewer
from emulation.intake import read_folder
from emulation.questions import parameters_of
from emulation.schema import TABLE
from emulation.scope import Scope
from emulation.seen import Seen
from emulation.warehouse import Warehouse
from tests.reference.folders import write_random_folder

SAMPLE = Path(__file__).parents[1] / "data"
SEEDS = range(71, 71 + int(os.environ.get("SEEN", "1")))
MARKED = {  # file -> its columns of text that tell something -> the mark's letter
    "dossiers": {"dossier_id": "D", "nominee_name": "N"},
    "dossier_events": {"document_no": "V", "note": "V"},
    "extensions": {"note": "E"},
    "progress": {"evidence": "E", "note": "E"},
    "scores": {"note": "E"},
}
"""A value becomes `§N12§`, of the thing whose number (of the dossier, of the row) it is."""
GUARDED = (Role.COUNCIL, Role.UNIT, Role.GUEST)
Row = dict[str, str]
Ask = Callable[..., pd.DataFrame]


class Folder:
    """A folder with every telling text marked, and one like it in which `other` values stand for what only others know."""

    def __init__(self, source: Path, path: Path, rng: Random) -> None:
        files = {file.stem: _rows(file) for file in source.glob("*.csv") if file.stem in TABLE}
        self.owners: dict[str, str] = {}
        self._mark(files)
        self.data = _written(files, path / "marked")
        self.units = list(self.data.table("units")["unit_id"])
        has_dossiers = self.data.table("dossiers")["unit_id"].unique()
        self.own = tuple(rng.sample(list(has_dossiers), min(2, len(has_dossiers))))
        known = self.data.ask("nominee_publicity", Scope.at(self.data.default_as_of))
        self.decided = set(known.loc[known["is_decided"].astype(bool), "dossier_id"])
        self.on_agenda = set(known.loc[known["is_on_agenda"].astype(bool), "dossier_id"])
        self._vary(files)
        self.varied = _written(files, path / "varied")
        self.ask, self.ask_varied = asking(self.data), asking(self.varied)
        self.ids = {
            name: list(self.data.table(f"{name}s")[f"{name}_id"])
            for name in ("bloc", "dossier", "movement", "task")
        }
        self.questions = list(questions(self))

    def _mark(self, files: dict[str, list[Row]]) -> None:
        number = {row["Mã hồ sơ"]: place for place, row in enumerate(files["dossiers"])}
        unit = {row["Mã hồ sơ"]: row["Mã đơn vị"] for row in files["dossiers"]}
        for name, columns in MARKED.items():
            for place, row in enumerate(files.get(name, [])):
                dossier = row.get("Mã hồ sơ", "")
                whose = unit.get(dossier) or row.get("Mã đơn vị", "")
                of = number.get(dossier, place)
                for column, letter in columns.items():
                    row[TABLE[name].column(column).label] = f"§{letter}{name[:3]}{of}§"
                    self.owners[f"{letter}{name[:3]}{of}"] = whose
                if dossier:
                    row["Mã hồ sơ"] = f"§Ddos{number[dossier]}§"

    def _vary(self, files: dict[str, list[Row]]) -> None:
        """Other points that are not final, and other nominees who have not been honoured, of the units of others."""
        self.not_final = [
            row
            for row in files.get("scores", [])
            if row["Mã đơn vị"] not in self.own and row["Bước chấm"] != "Hội đồng chấm"
        ]
        for row in self.not_final:
            row["Điểm"] = "0" if row["Điểm"] not in ("0", "0,0") else "1"
        honoured = {
            row["Mã hồ sơ"] for row in files["dossier_events"] if row["Bước xử lý"] == "Đã khen thưởng"
        }
        for row in files["dossiers"]:
            if row["Mã đơn vị"] not in self.own and row["Mã hồ sơ"] not in honoured:
                kinds = ("Cá nhân", "Tập thể", "Hộ gia đình")
                row["Đối tượng"] = kinds[(kinds.index(row["Đối tượng"]) + 1) % 3]
                row["Số lượng"] = "77"

    def may_know(self, viewer: Viewer, mark: str) -> bool:
        """Whether a viewer may know the text that has this mark."""
        letter, dossier = mark[0], f"§Ddos{mark[4:]}§"
        if self.owners[mark] in viewer.units:
            return True
        if viewer.role is Role.COUNCIL:
            return letter in "DE" or dossier in self.decided | self.on_agenda
        return letter == "N" and dossier in self.decided


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _written(files: dict[str, list[Row]], path: Path) -> Warehouse:
    path.mkdir(parents=True)
    for name, rows in files.items():
        heads = list(rows[0]) if rows else [column.label for column in TABLE[name].columns]
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, heads)
            writer.writeheader()
            writer.writerows(rows)
    reading, _ = read_folder(path)
    assert not reading.faults, [problem.line() for problem in reading.faults]
    return Warehouse(reading)


@pytest.fixture(scope="module", params=["sample", *SEEDS])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    path = tmp_path_factory.mktemp("seen")
    source = SAMPLE
    if request.param != "sample":
        source = path / "source"
        write_random_folder(source, request.param)
    return Folder(source, path, Random(str(request.param)))


def viewers(folder: Folder) -> list[Viewer]:
    return [
        Viewer(Role.COUNCIL, "hoidong"),
        Viewer(Role.UNIT, "donvi", units=folder.own),
        Viewer(Role.UNIT, "khongdonvi"),
        Viewer(Role.GUEST),
    ]


def questions(folder: Folder) -> Iterator[tuple[str, Scope, dict[str, Any]]]:
    """Every question, also about others' units, blocs, dossiers and tasks, and about days before and to come."""
    data, day, rng = folder.data, folder.data.default_as_of, Random(1)
    others = [unit for unit in folder.units if unit not in folder.own]
    last = max((row["Kỳ"] for row in folder.not_final), default="2026-Q4")
    days = [day, day + timedelta(days=rng.randrange(1, 400)), day - timedelta(days=rng.randrange(1, 300))]
    for place, as_of in enumerate(days[: 2 if SEEDS.stop - SEEDS.start == 1 else 3]):
        asked = Scope.at(
            as_of,
            year=rng.choice(data.years),
            period=last,
            since=as_of - timedelta(days=60),
            units=((), tuple(rng.sample(others, 2)), (*folder.own[:1], others[0]))[place],
            blocs=((), tuple(folder.ids["bloc"][:1]), ())[place],
        )
        for query in sorted(access.known_queries()):
            yield query, asked, _parameters(folder, query, rng, others)


def _parameters(folder: Folder, query: str, rng: Random, others: list[str]) -> dict[str, Any]:
    given = {
        "after": None,
        "dossier": rng.choice(folder.ids["dossier"]),
        "dossier_ids": folder.ids["dossier"],
        "movement": rng.choice([*folder.ids["movement"], "-"]),
        "task": rng.choice(folder.ids["task"]),
        "task_ids": folder.ids["task"],
        "unit": rng.choice(others),
        "unit_ids": folder.units,
        **dict.fromkeys(("level", "type", "stage", "kind", "deadline")),
    }
    return {name: given[name] for name in parameters_of(query) if name in given}


def asking(data: Warehouse) -> Ask:
    """`data.ask`, each question once for all viewers, as the sessions of a server do."""
    kept: dict[Any, pd.DataFrame] = {}

    def ask(query: str, scope: Scope, **more: Any) -> pd.DataFrame:
        key = query, scope, repr(sorted(more.items()))
        if key not in kept:
            kept[key] = data.ask(query, scope, **more)
        return kept[key]

    return ask


def answer(seen: Warehouse, question: tuple[str, Scope, dict[str, Any]]) -> pd.DataFrame | None:
    query, scope, more = question
    try:
        return seen.ask(query, scope, **more)
    except NotAllowed:
        return None


def test_nobody_is_told_what_he_may_not_know(folder: Folder) -> None:
    told = refused = 0
    for viewer in viewers(folder):
        seen = Seen(folder.data, viewer, folder.ask)
        for question in folder.questions:
            rows = answer(seen, question)
            if rows is None:
                refused += 1
                continue
            marks = set(re.findall(r"§(\w+)§", repr(rows.to_numpy().tolist())))
            wrong = {mark for mark in marks if not folder.may_know(viewer, mark)}
            assert not wrong, (viewer, question, wrong)
            told += len(marks)
    assert told > 100
    assert refused > 100


def test_what_others_score_themselves_and_whom_they_propose_changes_nothing_for_a_viewer(
    folder: Folder,
) -> None:
    changed = 0
    for viewer in viewers(folder):
        if viewer.role is not Role.COUNCIL:
            now, then = Seen(folder.data, viewer, folder.ask), Seen(folder.varied, viewer, folder.ask_varied)
            for question in folder.questions:
                told, same = answer(now, question), answer(then, question)
                alike = told.equals(same) if told is not None and same is not None else told is same
                assert alike, (viewer, question)
    for query, scope, more in folder.questions:  # so that there was something to see
        if query in ("unit_ranking", "waiting_list"):
            changed += not folder.ask(query, scope, **more).equals(folder.ask_varied(query, scope, **more))
    assert changed > 1


def test_a_unit_sees_of_itself_what_the_standing_body_sees_of_it(folder: Folder) -> None:
    data, unit = folder.data, folder.own[0]
    seen = Seen(data, Viewer(Role.UNIT, units=(unit,)))
    scope = Scope.at(
        data.default_as_of, units=(unit,), period="2026-Q4", since=data.default_as_of - timedelta(60)
    )
    others = [each for each in folder.units if each != unit]
    same = 0
    for query in sorted(access.known_queries()):
        if (
            access.sight(Role.UNIT, query) not in (Sight.ALL, Sight.OWN, Sight.DECIDED)
            or query == "unit_beside_bloc"
        ):
            continue
        more = _parameters(folder, query, Random(3), others)
        if more.keys() & {"unit", "unit_ids", "dossier"}:
            more |= {"unit": unit, "unit_ids": [unit], "dossier": own_dossier(folder, unit)}
            more = {name: value for name, value in more.items() if name in parameters_of(query)}
        if "units" not in parameters_of(query) and "unit" not in more:
            continue
        assert seen.ask(query, scope, **more).equals(data.ask(query, scope, **more)), query
        same += 1
    assert same > 35


def own_dossier(folder: Folder, unit: str) -> str:
    dossiers = folder.data.table("dossiers")
    return dossiers.loc[dossiers["unit_id"] == unit, "dossier_id"].iloc[0]
