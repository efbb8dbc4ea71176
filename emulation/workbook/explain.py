"""The notes on the headings of the workbook: the meaning and the notation of each column, in Vietnamese."""

from __future__ import annotations

from emulation.periods import HOW_WRITTEN
from emulation.schema import TABLE, Column, Table, home

_OWN = "Cột riêng của tệp này: chương trình giữ nguyên, không dùng đến."
_HOW = {
    "year": "Ghi đủ bốn chữ số, ví dụ 2026.",
    "date": "Ghi ngày/tháng/năm, ví dụ 23/02/2026.",
    "quarter": "Ghi 1, 2, 3, 4 (hoặc I, II, III, IV).",
    "period": f"{HOW_WRITTEN}.",
}


def explain(table: Table, column: Column) -> str:
    """The note on a column: whether it is required, its meaning, its notation, its keys and references."""
    if column not in table.columns:
        return _OWN
    lines = [f"{column.label}: {'bắt buộc' if column.required else 'không bắt buộc'}."]
    if column.meaning:
        lines.append(f"{column.meaning[0].upper()}{column.meaning[1:]}.")
    return "\n".join([*lines, *how(column), *_ties(table, column)])


def how(column: Column) -> list[str]:
    """Sentences on the notation of a column; none if it accepts any text."""
    match column.kind:
        case "code":
            empty = [f"Để trống là “{column.default}”."] if column.default else []
            return [f"Chọn một trong: {', '.join(column.words)}.", *empty]
        case "decimal":
            return [f"Ghi số{_bounds(column)}, phần lẻ sau dấu phẩy, ví dụ 18,75."]
        case "whole":
            return [f"Ghi số nguyên{_bounds(column)}, ví dụ 20."]
        case kind:
            return [_HOW[kind]] if kind in _HOW else []


def _bounds(column: Column) -> str:
    """The range of a number column, as a phrase after "số"; empty if there is none."""
    if column.above is not None:
        return f" lớn hơn {column.above:g}"
    return "" if column.minimum is None else f" từ {column.minimum:g} trở lên"


def _ties(table: Table, column: Column) -> list[str]:
    """Sentences on the keys and references of a column."""
    ties = []
    if target := home(table, column.name):
        ties.append(f"Phải có trong trang “{TABLE[target].title}”.")
    for reference in table.references:
        if column.name in reference.columns and len(reference.columns) > 1:
            ties.append(
                f"{_named(table, reference.columns)} phải có cùng nhau trong trang “{TABLE[reference.table].title}”."
            )
    if column.name in table.key:
        ties.append(f"Không có hai dòng cùng {_named(table, table.key)}.")
        if column.kind == "id" and not home(table, column.name):
            ties.append("Là chữ, so đúng từng ký tự: 007 khác 7.")
    return ties


def _named(table: Table, columns: tuple[str, ...]) -> str:
    return " và ".join(table.column(name).label for name in columns)
