"""The lake of a city: what is put in stays as it is, whatever becomes of its files."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import pytest

from emulation.city import communes
from emulation.city.acceptance import examine
from emulation.city.lake import Lake, LakeAway
from tests.city.cities import ROWS, city, package

DAY = date(2026, 7, 29)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A city whose lake has three editions, one of them in place of another."""
    place = city(tmp_path_factory.mktemp("lake") / "city")
    known = communes.read(place)
    sent = [package(as_of=DAY - timedelta(7)), package(commune="xa-b")]
    for version in ("22222222", "33333333"):
        tasks = [f"T{number},I,0,{version},CAX,Hoàn thành,,,," for number in range(30)]
        sent.append(package({"tasks": tasks}, data=version))
    with Lake(place) as lake:
        for each in sent:
            accepted = examine(*each, known)
            lake.put(accepted.package.manifest, accepted.rows)
    return place


def contents(place):
    with Lake(place) as lake:
        return {
            name: lake.rows(f"from {name} order by all") for name in ("editions", "tasks", "awards_given")
        }


def test_an_edition_stands_alone_for_its_day_and_other_days_stay(filled):
    found = contents(filled)
    assert [(row[0], row[1], row[2]) for row in found["editions"]] == [
        ("xa-a", DAY - timedelta(7), "0a1b2c3d"),
        ("xa-a", DAY, "33333333"),
        ("xa-b", DAY, "0a1b2c3d"),
    ]
    assert len(found["tasks"]) == 30 + 2 * len(ROWS["tasks"])
    assert {row[6] for row in found["tasks"] if row[:2] == ("xa-a", DAY)} == {"33333333"}


def test_a_moved_and_compacted_lake_says_the_same(filled, tmp_path):
    """And holds nothing more of what was replaced."""
    before = contents(filled)
    moved = shutil.copytree(filled, tmp_path / "elsewhere")
    with Lake(moved) as lake:
        lake.compact(timedelta(0))
    assert contents(moved) == before
    held = b"".join(path.read_bytes() for path in (moved / "kho/tep").rglob("*.parquet"))
    assert b"33333333" in held
    assert b"22222222" not in held


def test_a_put_that_fails_leaves_what_was_there(filled, monkeypatch):
    accepted = examine(*package(data="44444444"), communes.read(filled))
    with Lake(filled) as lake:
        before = lake.rows("from tasks order by all")
        monkeypatch.setattr(lake, "_delete", lambda *_: lake.rows("select error('ổ đĩa đầy')"))
        with pytest.raises(LakeAway):
            lake.put(accepted.package.manifest, accepted.rows)
        monkeypatch.undo()
        kept = lake.edition("xa-a", DAY)
        assert kept
        assert kept.data == "33333333"
        assert lake.rows("from tasks order by all") == before


def test_a_catalogue_that_is_away_is_told_without_its_password(filled, monkeypatch):
    monkeypatch.setenv("EMULATION_LAKE", "postgresql://lake:bimat@127.0.0.1:1/lake")
    with pytest.raises(LakeAway) as away:
        Lake(filled)
    assert "Connection refused" in str(away.value)
    assert "bimat" not in str(away.value)
