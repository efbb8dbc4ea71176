"""Thông báo kết quả xếp hạng khối thi đua."""

from emulation.reports.drafting.sheet import Column, Sheet


def draw() -> Sheet:
    sheet = Sheet("Thông báo kết quả xếp hạng khối thi đua")
    sheet.letterhead("TB-UBND")
    sheet.title("THÔNG BÁO", "Kết quả xếp hạng các khối thi đua {{ ky_cham }}")
    sheet.text("Căn cứ {{ ke_hoach }};", "Căn cứ")
    sheet.text("Căn cứ [[Biên bản họp {{ hoi_dong }} ngày …/…/…]].", "Căn cứ")
    sheet.text(
        "{{ uy_ban }} thông báo kết quả xếp hạng các khối thi đua {{ ky_cham }}, số liệu tính đến hết ngày "
        "{{ den_ngay }}, như sau:"
    )
    sheet.sentences("xep_hang.cau")
    sheet.sentences("xep_hang.dong_hang")
    sheet.begin_if("xep_hang.khoi")
    blocs(sheet)
    sheet.end_if()
    sheet.sentences("tieu_chi.cau")
    sheet.begin_if("tieu_chi.bang")
    _criteria(sheet)
    sheet.end_if()
    sheet.begin_if("xep_hang.nhom")
    _units(sheet)
    sheet.sentences("xep_loai.cau", "Ghi chú bảng")
    sheet.end_if()
    sheet.text("[[Ý kiến chỉ đạo của {{ uy_ban }}, nếu có]]")
    sheet.text(
        "Trên đây là Thông báo kết quả xếp hạng các khối thi đua {{ ky_cham }}; đề nghị các khối thi đua, các cơ quan, "
        "đơn vị biết, thực hiện./."
    )
    sheet.closing(
        [
            "CT, các PCT UBND {{ loai }}",
            "Thành viên Hội đồng TĐ-KT {{ loai }}",
            "Các khối thi đua",
            "Các cơ quan, đơn vị thuộc {{ loai }}",
        ]
    )
    sheet.last_line()
    return sheet


def blocs(sheet: Sheet) -> None:
    """The blocs' table, in the notice and in reports."""
    sheet.table(
        "Xếp hạng các khối thi đua {{ ky_cham }}",
        "xep_hang.khoi",
        [
            Column("Hạng", 1.5, "{{ d.hang }}", "center"),
            Column("Khối thi đua", 4.1, "{{ d.khoi }}"),
            Column("Đã chấm/ đơn vị", 1.7, "{{ d.da_cham }}", "center"),
            Column("Điểm trung bình", 1.7, "{{ d.diem }}", "right"),
            Column("Hoàn thành", 1.7, "{{ d.hoan_thanh }}", "right"),
            Column("Đúng hạn", 1.6, "{{ d.dung_han }}", "right"),
            Column("Khen thưởng", 1.8, "{{ d.khen_thuong }}", "right"),
            Column("Ghi chú", 1.9, "{{ d.ghi_chu }}"),
        ],
    )
    sheet.text(
        "Điểm trung bình tính trên các đơn vị đã chấm. Tỷ lệ hoàn thành, đúng hạn tính trên nhiệm vụ có hạn trong kỳ của "
        "các đơn vị trong khối; khen thưởng là số lượt trong kỳ. “–”: chưa có.",
        "Ghi chú bảng",
    )


def _criteria(sheet: Sheet) -> None:
    sheet.table(
        "Tiêu chí chấm điểm của các khối",
        "tieu_chi.bang",
        [
            Column("Khối thi đua", 4.1, "{{ d.khoi }}"),
            Column("Số tiêu chí", 1.6, "{{ d.so }}", "center"),
            Column("Tiêu chí riêng của khối (điểm tối đa)", 6.3, "{{ d.rieng }}"),
            Column("Điểm chuẩn tối đa", 2, "{{ d.chuan }}", "right"),
            Column("Điểm thưởng tối đa", 2, "{{ d.thuong }}", "right"),
        ],
    )


def _units(sheet: Sheet) -> None:
    sheet.table(
        "Xếp hạng các đơn vị {{ ky_cham }}",
        "nhom.bang",
        [
            Column("Hạng toàn {{ loai }}", 1.5, "{{ d.hang }}", "center"),
            Column("Hạng trong khối", 1.5, "{{ d.hang_khoi }}", "center"),
            Column("Đơn vị", 4.8, "{{ d.don_vi }}"),
            Column("Điểm", 1.6, "{{ d.diem }}", "right"),
            Column("Xếp loại†", 2.4, "{{ d.xep_loai }}", "center"),
            Column("So với kỳ trước", 2.0, "{{ d.tang_giam }}", "center"),
            Column("Ghi chú", 2.2, "{{ d.ghi_chu }}"),
        ],
        groups="xep_hang.nhom",
        heading="{{ nhom.ten }}",
    )
