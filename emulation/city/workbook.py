"""A city's figures as an Excel workbook: a sheet a question, so that nobody need copy them off a screen."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from emulation import words
from emulation.access import NotAllowed
from emulation.reports.sheets import NUMBERS
from emulation.scope import Scope
from emulation.text import escape_formula
from emulation.workbook.sheets import OPTIONS

_FIGURES = {
    "units": ("Đơn vị", "whole"),
    "tasks": ("Nhiệm vụ", "whole"),
    "not_arising": ("Không phát sinh", "whole"),
    "done_on_time": ("Hoàn thành đúng hạn", "whole"),
    "done_late": ("Hoàn thành trễ", "whole"),
    "overdue": ("Quá hạn", "whole"),
    "completion_rate": ("Tỷ lệ hoàn thành", "rate"),
    "on_time_rate": ("Tỷ lệ đúng hạn", "rate"),
    "dossiers": ("Hồ sơ chưa kết thúc", "whole"),
    "dossiers_overdue": ("Hồ sơ quá hạn", "whole"),
    "handed_up": ("Hồ sơ đang ở cấp trên", "whole"),
    "handed_up_since": ("Trình sớm nhất", "day"),
    "settled": ("Hồ sơ đã giải quyết", "whole"),
    "median_days": ("Trung vị ngày làm việc", "points"),
    "awards": ("Khen thưởng", "whole"),
    "awards_per_unit": ("Khen thưởng một đơn vị", "points"),
}
_NAME, _CLUSTER, _AS_OF = ("Xã, phường", ""), ("Cụm", ""), ("Số liệu ngày", "day")
_SENT = {
    "communes": ("Xã, phường", "whole"),
    "sent": ("Đã gửi", "whole"),
    "never": ("Chưa gửi lần nào", "whole"),
}
SHEETS: Mapping[
    str, tuple[str, Mapping[str, tuple[str, str]]]
] = {  # question -> sheet, columns: heading, number
    "city/totals": ("Chung", _SENT | _FIGURES),
    "city/clusters": ("Theo cụm", {"cluster": _CLUSTER} | _SENT | _FIGURES),
    "city/communes": (
        "Xã, phường",
        {"rank": ("Hạng", "whole"), "name": _NAME, "cluster": _CLUSTER, "as_of": _AS_OF} | _FIGURES,
    ),
    "city/quarters": (
        "Theo quý",
        {"quarter": ("Quý (0: cả năm)", "whole")}
        | {
            name: _FIGURES[name]
            for name in ("tasks", "done_on_time", "done_late", "overdue", "completion_rate")
        },
    ),
    "city/overdue_tasks": (
        "Nhiệm vụ quá hạn",
        {"name": _NAME, "clause": ("Điều khoản", ""), "title": ("Nhiệm vụ", ""), "due_on": ("Hạn", "day")}
        | {"days_late": ("Số ngày trễ", "whole"), "as_of": _AS_OF},
    ),
    "city/handed_up": (
        "Hồ sơ trình lên",
        {"name": _NAME, "dossier_id": ("Mã hồ sơ", ""), "award_name": ("Danh hiệu, hình thức", "")}
        | {
            "nominee_kind": ("Đối tượng", ""),
            "nominee_name": ("Tên đối tượng", ""),
            "unit_name": ("Đơn vị", ""),
        }
        | {
            "quantity": ("Số lượng", "whole"),
            "received_on": ("Xã nhận", "day"),
            "handed_up_on": ("Trình ngày", "day"),
        }
        | {"days": ("Số ngày", "whole"), "as_of": _AS_OF},
    ),
    "city/awards": (
        "Khen thưởng",
        {"award_name": ("Danh hiệu, hình thức", ""), "level": ("Cấp", ""), "nominee_kind": ("Đối tượng", "")}
        | {"awards": ("Số lượng", "whole"), "communes": ("Xã, phường", "whole")},
    ),
}
_WIDEST, _LOOKED_AT = 60, 200


def workbook(ask: Callable[[str], pd.DataFrame], scope: Scope, about: str) -> bytes:
    """The .xlsx. `ask` gives the answer to a question for the scope; what the viewer may not ask (NotAllowed) has no
    sheet. `about`: what the scope is, in words, at the head of each sheet.
    Raises LakeAway."""
    data = io.BytesIO()
    book = Workbook(data, OPTIONS)
    formats = {kind: book.add_format({"num_format": shown}) for kind, shown in NUMBERS.items()}
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text, quoted = (
        book.add_format({"num_format": "@"}),
        book.add_format({"num_format": "@", "quote_prefix": True}),
    )
    for query, (title, columns) in SHEETS.items():
        try:
            rows = ask(query)
        except NotAllowed:
            continue
        sheet = book.add_worksheet(title)
        sheet.write_string(0, 0, f"{title}: {about}, số liệu đến {words.day(scope.as_of)}", text)
        for at, (name, (heading, kind)) in enumerate(columns.items()):
            sheet.write_string(2, at, heading, head)
            values = rows[name].tolist()
            for line, value in enumerate(values, 3):
                of = formats[kind] if kind else quoted if escape_formula(str(value)) != str(value) else text
                _put(sheet, line, at, value, of)
            longest = max((len(str(value)) for value in values[:_LOOKED_AT]), default=0)
            sheet.set_column(at, at, min(max(longest + 2, 12), _WIDEST) if not kind else 13)
        sheet.freeze_panes(3, 0)
    book.close()
    return data.getvalue()


def _put(sheet: Worksheet, line: int, at: int, value: Any, look: Any) -> None:
    """A number or a day as such, all else as text and never as a formula; what is not known as an empty cell."""
    if words.is_missing(value):
        sheet.write_blank(line, at, None, look)
    elif isinstance(value, date):
        sheet.write_datetime(line, at, datetime.combine(value, time.min), look)
    elif isinstance(value, str):
        sheet.write_string(line, at, value, look)
    else:
        sheet.write_number(line, at, value, look)
