"""What meetings concluded is the contract's rows wherever it stands, and nowhere before its meeting: over random folders, by
titles that nothing else contains. `CONCLUSIONS=20` in the environment takes so many folders more."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emulation.intake import read_folder
from emulation.reports.request import NotAsked
from emulation.ui.show import capped
from emulation.ui.show.moment import Meeting
from emulation.ui.show.sections import SECTIONS, slides
from emulation.warehouse import Warehouse
from tests.meaning.lines import of_screen
from tests.pages.screens import bodies, run_screen
from tests.reference.contract import answer
from tests.reference.folders import write_random_folder
from tests.reports.contents.asked import documents, facts_of
from tests.ui.show.moments import moment_of

SEEDS = (7, *range(2, 2 + int(os.environ.get("CONCLUSIONS", "0"))))
"""On the last day of folder 7 the Council and another meeting concluded something."""
_MARK = re.compile(r"Kếtluận(\d+)là")
_SLIDES = ("conclusions", "concluded", "today")


class Folder:
    """A random folder in which every conclusion has a title of its own."""

    def __init__(self, seed: int, path: Path) -> None:
        write_random_folder(path, seed)
        file = path / "tasks.csv"
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.ids: dict[int, str] = {}
        for number, row in enumerate(rows):
            if row["Mã cuộc họp"]:
                self.ids[number] = row["Mã nhiệm vụ"]
                row |= dict.fromkeys({"Nội dung", "Tên gọn"} & row.keys(), f"Kếtluận{number}là")
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        self.path, self.data = path, Warehouse(read_folder(path)[0])
        table: Any = self.data.table("meetings").itertuples()
        self.meetings = [
            Meeting(row.meeting_id, row.held_on, row.kind, row.title, row.place or "") for row in table
        ]
        rows = self.rows(date.max - timedelta(1000))
        self.day = max((row["held_on"] for row in rows), default=date.min)

    def rows(self, day: date, units: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        """The contract's rows on a day, by the reference."""
        nothing: Any = {"year": None, "quarter": None, "period": None, "blocs": (), "since": None}
        found = answer(self.path, "conclusions", as_of=day, units=units, **nothing)
        return [row | {"held_on": date.fromisoformat(str(row["held_on"]))} for row in found]

    def held(self) -> list[Meeting]:
        """The meetings of the day."""
        return [meeting for meeting in self.meetings if meeting.held_on == self.day]

    def told(self, what: object) -> set[str]:
        """The ids of the conclusions whose titles are in it."""
        return {self.ids[int(number)] for number in _MARK.findall(str(what))}


@pytest.fixture(scope="module", params=SEEDS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    made = Folder(request.param, tmp_path_factory.mktemp("folder"))
    if made.day == date.min:
        pytest.skip("no meeting concluded anything")
    return made


def ids(rows: Iterable[dict[str, Any]], **of: Any) -> set[str]:
    return {row["task_id"] for row in rows if all(row[name] == value for name, value in of.items())}


def test_slides_have_the_contracts_rows_each_once_the_meetings_own_last(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capped, "MOST_DETAILS", 50)
    rows = folder.rows(folder.day)
    for meeting in folder.held():
        made = slides(moment_of(folder.data, folder.day, meeting=meeting), tuple(SECTIONS))
        said = {name: folder.told([s.body for s in made if s.section == name]) for name in _SLIDES}
        assert said["today"] == ids(rows, meeting_id=meeting.id)
        assert not any(row["held_on"] == folder.day for row in rows if row["task_id"] in said["conclusions"])
        assert set().union(*said.values()) == ids(rows)
        assert sum(map(len, said.values())) == len(rows)


def test_minutes_and_notices_have_the_contracts_rows(folder: Folder) -> None:
    rows = folder.rows(folder.day)
    for meeting in folder.held():
        own = ids(rows, meeting_id=meeting.id)
        notice = list(papers(folder, "conclusions", meeting))
        assert [len(values["thong_bao"]["bang"]) for values in notice] == ([len(own)] if own else [])
        assert folder.told(notice) == own
        for values in papers(folder, "minutes", meeting):
            assert folder.told(values["ket_luan"]["giao"]) == own
            assert folder.told(values["ket_luan"]["bang"]) <= ids(rows) - own


def papers(folder: Folder, kind: str, meeting: Meeting) -> Iterator[dict[str, Any]]:
    """The documents of a kind on a meeting, asked for long after it."""
    later = meeting.held_on + timedelta(300)
    facts = facts_of(folder.data, kind, later, year=meeting.held_on.year, meeting=meeting.id)
    try:
        yield from (dict(values) for _, values in documents(facts))
    except NotAsked:  # it concluded nothing, or was not the Council's
        return


def test_screens_have_the_contracts_rows_whole_and_of_a_unit(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, rows = folder.day, folder.rows(folder.day)
    unit = next(unit for row in rows if row["unit_id"] for unit in [row["unit_id"].split(";")[0]])
    for screen, units in (("progress", ()), ("unit", (unit,))):
        address = {"show": "conclusions"} if screen == "progress" else {"unit": unit}
        app = run_screen(screen, folder.path, monkeypatch, as_of=day.isoformat(), **address)
        assert folder.told(tables(app)) == ids(folder.rows(day, units))
    app = run_screen("overview", folder.path, monkeypatch, as_of=day.isoformat())
    arising = [row for row in rows if row["status"] != "Không phát sinh"]
    done = sum(row["status"] == "Hoàn thành" for row in arising)
    card = f"<strong>{done}</strong>/{len(arising)} xong"
    assert (card in " ".join(bodies(app))) == bool(arising)


def tables(app: AppTest) -> list[str]:
    """The rows of the tables of conclusions."""
    return [line.text for line in of_screen(app) if "Kết luận" in dict(line.cells)]


def test_before_its_meeting_a_conclusion_is_nowhere(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = folder.day - timedelta(1)
    later = ids(folder.rows(folder.day)) - ids(folder.rows(before))
    assert later
    shown: list[Any] = [slides(moment_of(folder.data, before), tuple(SECTIONS))]
    for screen in ("overview", "progress"):
        app = run_screen(screen, folder.path, monkeypatch, as_of=before.isoformat())
        shown += of_screen(app)
    kinds = {"quarter": {"quarter": 4}, "year": {}, "reminders": {}}
    for kind, chosen in kinds.items():
        try:
            shown += documents(facts_of(folder.data, kind, before, year=before.year, **chosen))
        except NotAsked:
            continue
    assert folder.told(shown) & later == set()
