"""Thông báo kết quả xếp hạng khối thi đua."""

from emulation.reports.drafting.sheet import Column, Sheet


def draw() -> Sheet:
    sheet = Sheet("Thông báo kết quả xếp hạng khối thi đua")
    sheet.letterhead("TB-UBND")
    sheet.title("THÔNG BÁO", "Kết quả xếp hạng các khối thi đua {{ ky }}")
    sheet.text("Căn cứ {{ ke_hoach }};", "Căn cứ")
    sheet.text("{{ uy_ban }} thông báo kết quả xếp hạng các khối thi đua {{ ky }} như sau:")
    sheet.sentences("xep_hang.cau")
    sheet.table(
        "Bảng 1. Xếp hạng các khối thi đua",
        "xep_hang.khoi",
        [
            Column("Hạng", 2, "{{ d.hang }}", "center"),
            Column("Khối thi đua", 10, "{{ d.khoi }}"),
            Column("Điểm trung bình", 4, "{{ d.diem }}", "right"),
        ],
    )
    sheet.table(
        "Bảng 2. Xếp hạng các đơn vị",
        "xep_hang.don_vi",
        [
            Column("Hạng", 2, "{{ d.hang }}", "center"),
            Column("Đơn vị", 10, "{{ d.don_vi }}"),
            Column("Điểm", 4, "{{ d.diem }}", "right"),
        ],
    )
    sheet.text("[[Ý kiến chỉ đạo của lãnh đạo, nếu có]]")
    sheet.closing(["Như trên", "CT, các PCT UBND xã", "Các khối thi đua"])
    sheet.last_line()
    return sheet
