"""The schema says what the contract says, without contradiction."""

from __future__ import annotations

import pytest

from emulation.schema import TABLE, TABLES
from emulation.text import fold

OPTIONAL = {
    "plan", "extensions", "criteria", "scores", "bands", "movements", "movement_results", "meetings", "days_off",
}  # fmt: skip
LOGS = {"progress", "extensions", "dossier_events", "scores", "movement_results"}
REQUIRED = {
    "plan": "year issuer",
    "blocs": "bloc_id name",
    "units": "unit_id name",
    "tasks": "task_id year clause title due_on",
    "assignments": "task_id unit_id role",
    "progress": "recorded_on task_id unit_id status",
    "extensions": "decided_on task_id due_on",
    "awards": "award_id name category level",
    "dossiers": "dossier_id received_on unit_id nominee_kind nominee_name award_id commendation_type",
    "dossier_events": "occurred_on dossier_id stage",
    "criteria": "criterion_id year group name kind max_points",
    "scores": "recorded_on period unit_id criterion_id stage points",
    "bands": "name from_points",
    "movements": "movement_id name launched_by launched_on",
    "movement_results": "recorded_on movement_id unit_id indicator",
    "meetings": "meeting_id held_on kind title",
    "days_off": "day kind",
}


def test_the_files_of_the_contract() -> None:
    assert set(TABLE) == set(REQUIRED)
    assert {table.name for table in TABLES if table.optional} == OPTIONAL
    assert {table.name for table in TABLES if not table.key} == LOGS


def test_what_must_be_filled() -> None:
    assert {table.name: {column.name for column in table.columns if column.required} for table in TABLES} == {
        name: set(columns.split()) for name, columns in REQUIRED.items()
    }


def test_headings_differ_however_typed(subtests: pytest.Subtests) -> None:
    for table in TABLES:
        with subtests.test(table.name):
            heads = [
                fold(text).replace(" ", "").replace("_", "")
                for c in table.columns
                for text in {c.name, c.label}
            ]
            assert len(set(heads)) == len(heads)


def test_coded_values_differ_however_typed(subtests: pytest.Subtests) -> None:
    for table in TABLES:
        with subtests.test(table.name):
            for column in table.columns:
                assert len({fold(word) for word in column.words}) == len(column.words)
                assert bool(column.values) == (column.kind == "code")
                assert {column.value_of(word) for word in column.words} == set(column.values)
                assert column.default is None or column.kind == "whole" or column.default in column.values


def test_keys_are_required_columns() -> None:
    keys = {(table.name, name) for table in TABLES for name in table.key}
    assert keys <= {
        (table.name, column.name) for table in TABLES for column in table.columns if column.required
    }


def test_every_reference_points_at_a_key_of_equal_width_and_kind(subtests: pytest.Subtests) -> None:
    for table in TABLES:
        with subtests.test(table.name):
            for reference in table.references:
                target = TABLE[reference.table]
                assert len(reference.columns) == len(target.key)
                for ours, theirs in zip(reference.columns, target.key, strict=True):
                    assert table.column(ours).kind == target.column(theirs).kind == "id"
                    assert table.column(ours).label == target.column(theirs).label


def test_every_log_has_a_day_that_is_checked() -> None:
    assert {table.name for table in TABLES if table.columns[0].log_date} >= LOGS
