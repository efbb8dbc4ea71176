"""Rows that stay behind when an import deletes what they are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from emulation.intake import Problem
from emulation.schema import TABLE, Table
from emulation.store import RowKey


def said_as_such(problem: Problem, table: Table, deleted: Mapping[str, Collection[RowKey]]) -> Problem:
    """The problem of a row of `table`. If its id is one of a row that is `deleted` (table → keys), it says so, and offers no
    other id."""
    named = {r.columns[0]: r.table for r in table.references if len(r.columns) == 1}
    for column, target in named.items():
        gone = {key[0] for key in deleted.get(target, ())}
        if table.column(column).label == problem.label and problem.value in gone:
            file = TABLE[target].file
            return replace(
                problem,
                reason=f"mã này bị xoá khỏi {file} khi nhập, dòng này còn lại",
                remedy=f"Xoá cả dòng này, hoặc bỏ chọn Xoá dòng của {file}",
            )
    return problem
