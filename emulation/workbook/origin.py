"""The last sheet of an exported workbook, and its properties: where it comes from."""

from __future__ import annotations

from xlsxwriter import Workbook

from emulation.intake.origin import SHEET, Origin
from emulation.workbook.sheets import Formats

_WHY = (
    "Giữ nguyên trang này: nhờ nó, khi nhập lại sổ, chương trình chỉ lấy những ô đã sửa trong sổ, "
    "không đụng đến những gì người khác sửa từ lúc xuất."
)


def write_origin(book: Workbook, formats: Formats, origin: Origin) -> None:
    """Add the sheet and the properties."""
    sheet = book.add_worksheet(SHEET)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26, formats.prose)
    sheet.set_column(1, 1, 70, formats.text)
    sheet.write_string(0, 0, SHEET, formats.title)
    sheet.write_string(1, 1, _WHY, formats.prose)
    sheet.set_row(1, 32)
    for row, (name, text) in enumerate(origin.pairs(), start=3):
        sheet.write_string(row, 0, name, formats.bold)
        sheet.write_string(row, 1, text, formats.text)
        if text:
            book.set_custom_property(name, text, "text")
