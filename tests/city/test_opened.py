"""The edition that a city's screens show: it follows the lake and the list of communes, and stays while the lake is away."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.city import communes
from emulation.city.acceptance import examine
from emulation.city.lake import Lake
from emulation.city.opened import City
from emulation.folder import LAKE
from emulation.scope import Scope
from tests.city.cities import ROWS, city, package

DAY = date(2026, 7, 29)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A city to which xa-a has sent a day."""
    put(place := city(tmp_path / "city"), package())
    return place


def put(place: Path, *packages: tuple[str, bytes]) -> None:
    with Lake(place) as lake:
        for each in packages:
            accepted = examine(*each, communes.read(place))
            lake.put(accepted.package.manifest, accepted.rows)


def ask(city: City, query: str, day: date = DAY) -> Sequence[Mapping[Hashable, Any]]:
    return city.present.warehouse.ask(f"city/{query}", Scope.at(day, year=2026)).to_dict("records")


def test_what_was_read_stays_while_the_lake_is_away_and_it_follows_when_that_returns(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMULATION_LAKE", "postgresql://127.0.0.1:1/lake?connect_timeout=2")
    opened = City(place)  # away from the start
    assert "Không đọc được kho số liệu từ" in opened.present.stale[LAKE]
    assert opened.present.warehouse.years == ()

    monkeypatch.delenv("EMULATION_LAKE")
    first = opened.refresh()
    assert not first.stale
    assert first.warehouse.years == (2026,)
    assert opened.refresh() is first

    kho, gone = place / "kho", place / "gone"
    kho.rename(gone)
    why = opened.refresh().stale[LAKE]
    assert "đang xem số liệu của lần đọc trước" in why
    assert opened.refresh().stale[LAKE] == why  # since when it was first seen to be away
    assert [row["tasks"] for row in ask(opened, "totals")] == [len(ROWS["tasks"])]

    gone.rename(kho)
    assert not opened.refresh().stale
    put(place, package(commune="xa-b"))
    assert opened.refresh().version != first.version
    assert [row["sent"] for row in ask(opened, "communes")] == ["có", "có"]


def test_of_a_city_without_a_lake_nothing_is_known_but_its_communes(tmp_path: Path) -> None:
    opened = City(place := city(tmp_path / "city"))
    assert not opened.present.stale
    file = place / "communes.csv"
    file.write_text(file.read_text("utf-8").replace("Xã B", "Phường Bờ Nam"), "utf-8")
    opened.refresh()
    assert [(row["name"], row["sent"]) for row in ask(opened, "communes")] == [
        ("Xã A", "chưa"),
        ("Phường Bờ Nam", "chưa"),
    ]
    file.unlink()  # as a program does that writes it anew
    opened.refresh()
    assert len(ask(opened, "communes")) == 2
