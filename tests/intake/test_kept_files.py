"""A folder is read again after each save: an unchanged file is kept as it was read, and nobody can tell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation.intake import files, read_folder, reading
from emulation.intake.checks import Checked
from emulation.schema import TABLE
from tests.editions import write
from tests.intake.conftest import SAMPLE

ROWS = 8
EDITED = ("units", "tasks", "assignments", "progress", "awards", "dossiers", "dossier_events", "movements")
Rows = list[list[str]]
EDITS: dict[str, Callable[[Rows, int, str], Rows]] = {
    "remove": lambda rows, at, text: rows[:at] + rows[at + 1 :],
    "double": lambda rows, at, text: [*rows, rows[at]],
    "refer to another": lambda rows, at, text: [*rows[:at], [text, *rows[at][1:]], *rows[at + 1 :]],
    "spoil": lambda rows, at, text: [*rows[:at], [*rows[at][:-2], text, ""], *rows[at + 1 :]],
    "leave": lambda rows, at, text: list(rows),
}


def as_text(rows: Rows) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def first_rows(name: str) -> Rows:
    with (SAMPLE / TABLE[name].file).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[: ROWS + 1]


def edited(path: Path, how: str, at: int, text: str) -> None:
    """Change a row, or where there is none, leave the file as it was."""
    with path.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    rows = EDITS[how](rows, at % len(rows), text) if rows else rows
    write(path, as_text([heading, *rows]))


EDIT = st.tuples(
    st.sampled_from(EDITED),
    st.sampled_from(list(EDITS)),
    st.integers(0, ROWS - 1),
    st.sampled_from(["", "K1", "A", "N01", "31/02/2026", "Hoàn thành", "?"]),
)


@settings(max_examples=10)
@given(st.lists(st.lists(EDIT, min_size=1, max_size=2), min_size=1, max_size=3))
def test_after_any_edits_what_was_kept_and_what_is_fresh_read_alike(saves: list[list[tuple]]) -> None:
    with TemporaryDirectory() as folder:
        for name, table in TABLE.items():
            (Path(folder) / table.file).write_text(as_text(first_rows(name)), encoding="utf-8")
        kept: dict[str, Checked] = {}
        for edits in [[], *saves]:
            for name, *how in edits:
                edited(Path(folder) / TABLE[name].file, *how)
            again, kept = read_folder(Path(folder), keep=kept)
            fresh, _ = read_folder(Path(folder))
            assert again == fresh


def test_only_the_changed_file_is_read_after_a_save(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, kept = read_folder(folder)
    opened: list[str] = []

    def read_file(path: Path, *manner: object) -> Checked | None:
        opened.append(path.name)
        return files.read_file(path, *manner)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_file", read_file)
    write(folder / "progress.csv", (folder / "progress.csv").read_bytes())
    read_folder(folder, keep=kept)
    assert opened == ["progress.csv"]
