"""A copy of the sample folder to spoil, and what it says unspoilt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in SAMPLE.glob("*.csv"):
        shutil.copy(path, tmp_path)
    return tmp_path
