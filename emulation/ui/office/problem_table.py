"""Problems of the data as a table to sort, search and download."""

from __future__ import annotations

from collections.abc import Sequence

from emulation.intake.problems import Problem, shown
from emulation.ui.office import long_table
from emulation.ui.parts import tables

_COLUMNS = {
    "file": tables.TableColumn("Tệp", width="14%"),
    "cell": tables.TableColumn("Ô", width="6%"),
    "label": tables.TableColumn("Cột", width="14%"),
    "value": tables.TableColumn("Giá trị", width="16%"),
    "reason": tables.TableColumn("Điều sai", width="24%"),
    "remedy": tables.TableColumn("Cách sửa", width="26%"),
}


def draw(problems: Sequence[Problem], *, key: str, caption: str) -> None:
    """One row per problem, in the order of files and cells. Notes are marked as such."""
    rows = [
        (p.file, p.cell, p.label, shown(p.value), f"Lưu ý: {p.reason}" if p.note else p.reason, p.remedy)
        for p in problems
    ]
    long_table.draw(
        rows,
        _COLUMNS,
        key=key,
        caption=caption,
        file_name="loi-du-lieu",
        empty="Không có lỗi nào.",
    )
