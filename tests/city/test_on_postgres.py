"""A lake whose catalogue is a real PostgreSQL, and its files in a folder that servers share."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.postgres import postgres, programs
from emulation.city import inbox
from emulation.city.lake import Lake
from emulation.city.take import Committer, Fate
from tests.city.cities import city, package

pytestmark = pytest.mark.skipif(programs() is None, reason="PostgreSQL is not on this machine")


def test_packages_wait_while_the_catalogue_is_away_and_come_in_when_it_is_back(tmp_path, monkeypatch):
    place, shared = city(tmp_path / "city"), tmp_path / "shared"
    came = place / inbox.CAME
    came.mkdir()

    def send(day):
        name, data = package(as_of=date(2026, 7, day))
        (came / name).write_bytes(data)

    with postgres() as server:
        monkeypatch.setenv("EMULATION_LAKE", server.address("lake"))
        monkeypatch.setenv("EMULATION_LAKE_FILES", str(shared))
        with Lake(place) as lake:
            committer = Committer(place, lake, wait=9)
            send(28)
            assert [outcome.fate for outcome in committer.take_inbox()] == [Fate.TAKEN]
            server.stop()
            send(29)
            (left,) = committer.take_inbox()
            assert left.fate == Fate.LEFT
            assert "không có gì thay đổi, thử lại sau" in left.sentence
            assert len(list(came.iterdir())) == 1
            server.start()
            assert [outcome.fate for outcome in committer.take_inbox()] == [Fate.TAKEN]
            lake.compact()
        with Lake(place) as again:
            assert [edition.as_of.day for edition in again.editions()] == [28, 29]
    assert list(shared.rglob("*.parquet"))
    assert not (place / "kho").exists()
