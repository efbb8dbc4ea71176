"""The week of benchmarks/week.py in short; and that its ledger notices what it is there to notice. Not for Windows."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from benchmarks.week import live
from benchmarks.week_ledger import Ledger, Wrong
from emulation.access import Role, Viewer
from tests.roles import marked

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are forked and killed")


def test_in_a_few_hours_nothing_is_lost_or_told_and_nobody_is_let_in(tmp_path: Path) -> None:
    assert "refused, none anywhere" in live(tmp_path / "data", 25, Random(5))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "data", marked.write(tmp_path / "data"))


def test_a_lost_row_and_a_refused_one_are_noticed(ledger: Ledger) -> None:
    path = ledger.folder / "progress.csv"
    before = path.read_text(encoding="utf-8")
    ledger.check()
    path.write_text(before[: before.rstrip().rindex("\n") + 1], encoding="utf-8")
    with pytest.raises(Wrong, match="lost"):
        ledger.check()
    path.write_text(before, encoding="utf-8")
    (ledger.folder / "lich-su").mkdir()
    (ledger.folder / "lich-su" / "x.cho").write_text("ZQW00001Z", encoding="utf-8")
    ledger.refused.add("ZQW00001Z")
    with pytest.raises(Wrong, match="refused, yet written"):
        ledger.check()


def test_who_may_know_a_mark_is_told_by_the_files_alone(ledger: Ledger) -> None:
    marks = ledger.marks
    mark, dossier = next(
        each for each in marks.nominees.items() if each[1] not in marks.decided | marks.on_agenda
    )
    unit = marks.unit_of[dossier]
    assert ledger.knows(Viewer(Role.STANDING), mark)
    assert ledger.knows(Viewer(Role.UNIT, units=(unit,)), mark)
    assert not ledger.knows(Viewer(Role.UNIT, units=("KHAC",)), mark)
    assert not ledger.knows(Viewer(Role.COUNCIL), mark)
    assert not ledger.knows(Viewer(Role.GUEST), mark)
