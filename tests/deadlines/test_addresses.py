"""The secret addresses of calendars."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from emulation.deadlines import Addresses
from emulation.deadlines.addresses import FILE


@pytest.fixture
def addresses(tmp_path: Path) -> Addresses:
    return Addresses(tmp_path / FILE)


def test_there_is_none_until_somebody_wants_one(addresses: Addresses) -> None:
    assert (addresses.of(), addresses.of("A"), addresses.unit_of("")) == ("", "", None)
    assert not addresses.path.exists()


def test_each_opens_one_calendar_and_a_new_one_ends_the_former(addresses: Addresses) -> None:
    of_all, of_a = addresses.renew(), addresses.renew("A")
    assert len({of_all, of_a}) == 2
    assert min(len(of_all), len(of_a)) >= 43  # 32 random bytes
    assert [addresses.unit_of(each) for each in (of_all, of_a)] == ["", "A"]
    again = addresses.renew("A")
    assert addresses.of("A") == again != of_a
    assert [addresses.unit_of(each) for each in (of_all, of_a, again, "", "á")] == ["", None, "A", None, None]


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes there")
def test_only_its_owner_may_read_the_file(addresses: Addresses) -> None:
    before = os.umask(0)
    try:
        for _ in range(2):
            addresses.renew("A")
            assert stat.S_IMODE(addresses.path.stat().st_mode) == 0o600
    finally:
        os.umask(before)
    left = [file.name for file in addresses.path.parent.iterdir() if not file.name.startswith(".khoa")]
    assert left == [FILE]


@pytest.mark.parametrize("kept", ["", "[]", '{"A": 1, "B": ""}', "{"])
def test_of_a_damaged_file_none_opens_anything(addresses: Addresses, kept: str) -> None:
    addresses.path.write_text(kept, encoding="utf-8")
    assert (addresses.of("A"), addresses.unit_of(""), addresses.unit_of("1")) == ("", None, None)
    assert addresses.unit_of(addresses.renew("A")) == "A"
