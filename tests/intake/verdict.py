"""What `check` and `show` make of a folder, beside what they make of the sample unspoilt."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from emulation.__main__ import CONTRACT, main
from emulation.intake import Reading, read_folder
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.intake.conftest import copy_sample


def answers(reading: Reading) -> dict[str, Any]:
    warehouse = Warehouse(reading)
    scope = Scope.at(warehouse.default_as_of)
    return {query: warehouse.answer(query, scope) for query in CONTRACT}


@cache
def untouched() -> tuple[Reading, dict[str, Any]]:
    with TemporaryDirectory() as path:
        reading, _ = read_folder(copy_sample(Path(path)))
    return reading, answers(reading)


def values(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [{k: v for k, v in record.items() if k != "line"} for record in records]
        for name, records in reading.records.items()
    }


def assert_same(folder: Path, *, ask: bool = False) -> None:
    reading, _ = read_folder(folder)
    assert [problem.line() for problem in reading.faults] == []
    assert values(reading) == values(untouched()[0])
    if ask:
        assert answers(reading) == untouched()[1]


def problems(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that `check` prints (without the mere notes), after it has failed as it should."""
    code = main(["check", "--data", str(folder)])
    out, err = capsys.readouterr()
    assert code == 1
    assert err == ""
    return [line for line in out.splitlines() if not line.startswith("Lưu ý")]
