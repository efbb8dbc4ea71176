"""What `benchmarks/city_durability.py` does hundreds of times stands here once: who takes packages is killed; every edition
is whole, and none is lost or doubled."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the trial is not for Windows")

from benchmarks.city_durability import City, kills
from benchmarks.communes.sending import founded
from benchmarks.communes.year import communes


def test_a_killed_committer_leaves_no_edition_torn_lost_or_doubled(tmp_path: Path) -> None:
    members = list(communes(6, seed=5))
    place = City(founded(tmp_path / "city", members), {}, members)
    place.outbox.mkdir()
    kills(place, 1, random.Random(1))
