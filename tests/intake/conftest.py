"""A copy of the sample folder to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.folders import write_folder

SAMPLE = Path(__file__).parents[2] / "data"


MOST_SCORES = 400
"""Scores are more than half of the sample's rows; so many show what all of them would, in half the time."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_sample(tmp_path)


def copy_sample(to: Path) -> Path:
    write_folder(to)
    for path in SAMPLE.glob("*.csv"):
        shutil.copy(path, to)
    scores = (SAMPLE / "scores.csv").read_bytes().splitlines(keepends=True)
    (to / "scores.csv").write_bytes(b"".join(scores[: 1 + MOST_SCORES]))
    return to
