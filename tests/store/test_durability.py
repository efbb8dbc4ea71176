"""The trials of benchmarks/durability.py, with small counts."""

from __future__ import annotations

import random
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("the trials fork processes", allow_module_level=True)

from benchmarks import durability
from emulation.store import disk


@pytest.mark.parametrize(
    ("trial", "count", "said"),
    [
        ("kills", 6, "6 kills, "),
        ("full-disk", 6, "6 saves on "),
        ("refused", 4, "4 saves with refused replaces"),
        ("writers", 8, "16 rows, each once; 17 versions"),
    ],
)
def test_no_file_is_torn_and_no_row_lost(trial, count, said, tmp_path):
    assert said in durability.TRIALS[trial][0](count, tmp_path, random.Random(7))


def test_a_limit_on_the_size_of_files_serves_where_nothing_may_be_mounted(tmp_path, monkeypatch):
    monkeypatch.setattr(durability.os, "geteuid", lambda: 1000)
    assert "files of limited size" in durability.full_disk(4, tmp_path, random.Random(7))


def test_a_writer_that_tears_files_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(
        disk, "prepare", lambda path, data: path.write_bytes(data[:-7]) and disk.temporary(path)
    )
    assert durability.main(["--seed", "7", "refused", "--rounds", "1"]) == 1
