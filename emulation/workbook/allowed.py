"""Excel's data validation of the columns: drop-down lists, dates, numbers.

Excel rejects only what the reader refuses too. Where the reader accepts more (a date typed as text, a word without
diacritics, an id that is added to its sheet later), Excel warns.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from emulation.intake.cells import FIRST_LOG_DAY, LAST_LOG_DAY, MOST
from emulation.periods import periods_of
from emulation.schema import TABLE, Column, Table, home
from emulation.workbook.explain import how

_LONGEST_TITLE = 32
_DAYS = {"minimum": FIRST_LOG_DAY, "maximum": LAST_LOG_DAY}
_YEARS = {"minimum": FIRST_LOG_DAY.year, "maximum": LAST_LOG_DAY.year}


def validation(table: Table, column: Column, homes: Mapping[str, int], today: date) -> dict[str, Any] | None:
    """XlsxWriter's options for the data validation of a column; None if it accepts any text.

    `homes`: table → index of its key column, for the sheets in the workbook. `today`: the scoring periods around it are
    offered.
    """
    target = home(table, column.name)
    if target in homes:
        title = TABLE[target].title
        message = f"Mã này chưa có trong trang “{title}”. Chọn trong danh sách, hoặc thêm mã vào trang ấy."
        return _rule(column, message, validate="list", source=_filled(title, homes[target]))
    rule = _by_kind(column, today)
    return _rule(column, " ".join(how(column)), **rule) if rule else None


def _by_kind(column: Column, today: date) -> dict[str, Any]:
    match column.kind:
        case "code":
            return {"validate": "list", "source": list(column.words)}
        case "quarter":
            return {"validate": "list", "source": ["1", "2", "3", "4"]}
        case "period":
            return {"validate": "list", "source": _periods(today.year)}
        case "date":
            return {"validate": "date", "criteria": "between", **_DAYS}
        case "year":
            return {"validate": "integer", "criteria": "between", **_YEARS, "error_type": "stop"}
        case "whole":
            return {"validate": "integer", **_numbers(column), "error_type": "stop"}
        case "decimal":
            return {"validate": "decimal", **_numbers(column)}
    return {}


def _rule(column: Column, message: str, **rule: Any) -> dict[str, Any]:
    title = column.label[:_LONGEST_TITLE]
    return {"error_type": "warning", "error_title": title, "error_message": message, **rule}


def _numbers(column: Column) -> dict[str, Any]:
    if column.above is not None:
        return {"criteria": ">", "value": column.above}
    if column.minimum is not None:
        return {"criteria": ">=", "value": column.minimum}
    return {"criteria": "between", "minimum": -MOST, "maximum": MOST}


def _periods(year: int) -> list[str]:
    """The scoring periods of `year`, the year before and the year after."""
    return [period for around in (year - 1, year, year + 1) for period in periods_of(around)]


def _filled(title: str, index: int) -> str:
    """A formula for the cells of a sheet's column from below the heading to the last filled row."""
    sheet, letters = f"'{title}'!", xl_col_to_name(index)
    return f"={sheet}${letters}$2:INDEX({sheet}${letters}:${letters},MAX(2,COUNTA({sheet}${letters}:${letters})))"
