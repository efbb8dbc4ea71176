"""The first sheet of the workbook: instructions, and a list of the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from xlsxwriter import Workbook

from emulation.schema import TABLES
from emulation.store import Document
from emulation.workbook.sheets import Formats

GUIDE = "Hướng dẫn"
_WIDTH, _LINE = 95, 16
"""Characters per line of the instructions, and the height of a line in points."""
TITLE = "Dữ liệu thi đua, khen thưởng"
_STEPS = (
    "Mỗi trang là một bảng, dòng đầu là tên cột. Ghi thêm vào dòng trống đầu tiên bên dưới; không gộp ô, không thêm "
    "dòng phía trên tên cột.",
    "Cột có tên trên nền xanh đậm là bắt buộc. Đưa chuột vào tên cột để xem cột ấy ghi gì.",
    "Ô có mũi tên thì chọn trong danh sách. Mã đơn vị, mã nhiệm vụ … lấy ở trang của chúng, nên điền các trang theo "
    "thứ tự dưới đây.",
    "Ngày ghi ngày/tháng/năm. Số lẻ gõ bằng dấu phẩy hay dấu chấm tùy theo máy: gõ 18,75 mà ô hiện 1875 thì gõ 18.75.",
    "Ghi giá trị, không dùng công thức.",
    "Lưu sổ, rồi nhập sổ vào chương trình: trước khi ghi, chương trình cho xem lỗi và mọi chỗ khác với dữ liệu hiện có.",
)


def write_guide(book: Workbook, formats: Formats, documents: Mapping[str, Document], today: date) -> None:
    """Add the guide to `book`, with a link to each sheet."""
    sheet = book.add_worksheet(GUIDE)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26, formats.prose)
    sheet.set_column(1, 1, _WIDTH, formats.prose)
    sheet.set_column(2, 2, 10, formats.prose)
    lines: list[tuple[str, str]] = [("", _what(documents, today)), ("", "")]
    lines += [("Cách điền" if n == 1 else "", f"{n}. {step}") for n, step in enumerate(_STEPS, start=1)]
    sheet.write_string(0, 0, TITLE, formats.title)
    row = 1
    for head, text in lines:
        sheet.write_string(row, 0, head, formats.bold)
        sheet.write_string(row, 1, text)
        sheet.set_row(row, _LINE * (len(text) // _WIDTH + 1))
        row += 1
    for index, head in enumerate(("Trang", "Nội dung", "Số dòng")):
        sheet.write_string(row + 1, index, head, formats.optional)
    row += 2
    for table in TABLES:
        if table.name in documents:
            sheet.write_url(row, 0, f"internal:'{table.title}'!A1", formats.link, table.title)
            sheet.write_string(row, 1, f"{table.holds}{' (không bắt buộc)' if table.optional else ''}.")
            sheet.write_number(row, 2, len(documents[table.name].rows()))
            row += 1
    if missing := [table.file for table in TABLES if table.name not in documents]:
        text = f"Không có trong sổ này, vì không đọc được: {', '.join(missing)}. Nhập sổ không đụng đến các tệp ấy."
        sheet.write_string(row + 1, 1, text)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _what(documents: Mapping[str, Document], today: date) -> str:
    day = f"{today:%d/%m/%Y}"
    if any(document.rows() for document in documents.values()):
        return f"Sổ này xuất từ chương trình ngày {day}, mỗi tệp dữ liệu một trang."
    return f"Sổ mẫu còn trống, tạo ngày {day}, để điền dữ liệu ban đầu."
