"""A city's workbook: what the screens show, as numbers and days; no formula, and nothing that its viewer may not ask."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from emulation.access import NotAllowed
from emulation.city.lake import LakeAway
from emulation.city.workbook import SHEETS, workbook
from emulation.scope import Scope
from tests.city.editions import Sent, quarter, units, warehouse

DAY = date(2026, 11, 16)
SENT = Sent().send(
    "=A",
    DAY,
    quarterly_progress=[quarter(1, 4, 1, overdue=2)],
    unit_progress=units(2),
    tasks=[
        {
            "task_id": "T",
            "clause": "I",
            "title": "=1+1",
            "timeliness": "Quá hạn",
            "due_on": DAY,
            "days_late": 3,
        }
    ],
)
CITY = warehouse(SENT, {"=A": "Cụm", "B": "Cụm"})


def sheets(*refused: str) -> dict[str, list[list[Any]]]:
    scope = Scope.at(DAY)

    def ask(query: str) -> pd.DataFrame:
        if query in refused:
            raise NotAllowed
        return CITY.ask(query, scope)

    book = load_workbook(io.BytesIO(workbook(ask, scope, "toàn thành phố")))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_it_has_a_sheet_a_question_with_what_is_not_known_empty() -> None:
    found = sheets()
    assert list(found) == [title for title, _ in SHEETS.values()]
    assert found["Chung"][0][0] == "Chung: toàn thành phố, số liệu đến 16/11/2026"
    communes = found["Xã, phường"]
    assert communes[3][:7] == [1, "=A", "Cụm", datetime(2026, 11, 16), 2, 4, 0]
    assert communes[4][:5] == [None, "B", "Cụm", None, None]


def test_text_is_no_formula() -> None:
    scope = Scope.at(DAY)
    book = load_workbook(io.BytesIO(workbook(lambda query: CITY.ask(query, scope), scope, "toàn thành phố")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {"=A", "=1+1"} <= {str(cell.value) for cell in cells}
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_what_its_viewer_may_not_ask_has_no_sheet() -> None:
    assert "Hồ sơ trình lên" not in sheets("city/handed_up")


def test_without_the_lake_there_is_none_rather_than_one_with_less() -> None:
    def away(query: str) -> pd.DataFrame:
        raise LakeAway("Không đọc được kho.")

    with pytest.raises(LakeAway):
        workbook(away, Scope.at(DAY), "toàn thành phố")
