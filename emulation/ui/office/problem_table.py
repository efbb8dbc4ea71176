"""Problems of the data as a table to sort, search and download."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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
_WITH_WHOSE = {
    "file": tables.TableColumn("Tệp", width="12%"),
    "cell": tables.TableColumn("Ô", width="6%"),
    "whose": tables.TableColumn("Của", width="16%", help="Đơn vị và kỳ (ngày, năm) của dòng."),
    **{name: column for name, column in _COLUMNS.items() if name not in ("file", "cell")},
}


def draw(
    problems: Sequence[Problem],
    *,
    key: str,
    caption: str,
    whose: Mapping[Problem, str] | None = None,
    on_open: Callable[[str], None] | None = None,
) -> None:
    """One row per problem, in the order of files and cells. Notes are marked as such.

    `whose`: of which unit and time the row is, told beside the cell. `on_open` gets file and cell of a pressed row.
    """
    rows = [
        (
            f"{p.file} {p.cell}",
            p.file,
            p.cell,
            *(() if whose is None else (whose.get(p, ""),)),
            p.label,
            shown(p.value),
            f"Lưu ý: {p.reason}" if p.note else p.reason,
            p.remedy,
        )
        for p in problems
    ]
    long_table.draw(
        rows,
        _COLUMNS if whose is None else _WITH_WHOSE,
        key=key,
        caption=caption,
        file_name="loi-du-lieu",
        empty="Không có lỗi nào.",
        besides=("place",),
        opens="place",
        on_open=on_open,
    )
