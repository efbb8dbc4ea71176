"""Báo cáo quý, Báo cáo sơ kết 6 tháng, Báo cáo tổng kết năm: one outline, with what each has of its own."""

from __future__ import annotations

from emulation.reports.drafting import ranking
from emulation.reports.drafting.sheet import Column, Sheet

_ABOVE = [
    "{{ cap_tren }} (để báo cáo)",
    "TTĐU {{ loai }} (để báo cáo)",
    "TT HĐND {{ loai }} (để báo cáo)",
]
_HERE = ["CT, các PCT UBND {{ loai }}", "Các khối thi đua"]


def quarter() -> Sheet:
    """The short one: a single quarter needs no table of quarters."""
    return _draw(
        "Báo cáo quý",
        "Kết quả công tác thi đua, khen thưởng {{ ky }}; nhiệm vụ {{ ky_sau }}",
        by_quarter=False,
    )


def half_year() -> Sheet:
    return _draw(
        "Báo cáo sơ kết 6 tháng",
        "Sơ kết công tác thi đua, khen thưởng {{ ky }}; phương hướng, nhiệm vụ {{ ky_sau }}",
    )


def year() -> Sheet:
    return _draw(
        "Báo cáo tổng kết năm",
        "Tổng kết công tác thi đua, khen thưởng {{ ky }}; phương hướng, nhiệm vụ {{ ky_sau }}",
    )


def _draw(title: str, about: str, *, by_quarter: bool = True) -> Sheet:
    sheet = Sheet(title)
    sheet.letterhead("BC-UBND")
    sheet.title("BÁO CÁO", about)
    sheet.text("Căn cứ Luật Thi đua, khen thưởng năm 2022 và các văn bản hướng dẫn thi hành;", "Căn cứ")
    sheet.text("Căn cứ {{ ke_hoach }};", "Căn cứ")
    sheet.text("[[Căn cứ văn bản yêu cầu báo cáo của cấp trên, nếu có]].", "Căn cứ")
    sheet.text(
        "{{ uy_ban }} báo cáo kết quả công tác thi đua, khen thưởng {{ ky }}, số liệu tính đến hết ngày {{ den_ngay }}, "
        "như sau:"
    )
    sheet.sentences("pham_vi.cau")
    _leadership(sheet, by_quarter)
    _movements(sheet)
    _awards(sheet)
    _council(sheet)
    _shortcomings(sheet)
    _next(sheet)
    sheet.text("Trên đây là Báo cáo kết quả công tác thi đua, khen thưởng {{ ky }} của {{ uy_ban }}./.")
    sheet.closing([*_ABOVE, *_HERE])
    sheet.last_line()
    return sheet


def _leadership(sheet: Sheet, by_quarter: bool) -> None:
    sheet.heading("I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO")
    sheet.subheading("1. Lãnh đạo, chỉ đạo")
    sheet.text(
        "Công tác thi đua, khen thưởng năm {{ nam }} của {{ loai }} được thực hiện theo {{ ke_hoach }}."
    )
    sheet.text("[[Nêu các văn bản lãnh đạo, chỉ đạo đã ban hành trong kỳ]]")
    sheet.subheading("2. Kết quả thực hiện nhiệm vụ theo Kế hoạch")
    sheet.sentences("nhiem_vu.cau")
    if by_quarter:
        _quarters(sheet)
    _tasks(sheet)
    sheet.subheading("3. Kết quả thực hiện của các đơn vị")
    sheet.sentences("don_vi.cau")
    _units(sheet)


def _quarters(sheet: Sheet) -> None:
    sheet.begin_if("nhiem_vu.quy")
    sheet.table(
        "Thực hiện nhiệm vụ theo quý",
        "nhiem_vu.quy",
        [
            Column("Kỳ", 1.9, "{{ d.quy }}", total="Cộng"),
            _count("Nhiệm vụ", "nhiem_vu", "nhiem_vu", 1.75),
            _count("Đúng hạn", "dung_han", "dung_han", 1.4),
            _count("Trễ hạn", "tre_han", "tre_han", 1.4),
            _count("Đang thực hiện", "dang", "dang_thuc_hien", 1.5),
            _count("Chưa bắt đầu", "chua", "chua_bat_dau"),
            _count("Không phát sinh", "khong", "khong_phat_sinh", 1.7),
            _count("Quá hạn", "qua_han", "qua_han", 1.4),
            _count("Tỷ lệ hoàn thành", "hoan_thanh", "ty_le_hoan_thanh", 1.75),
            _count("Tỷ lệ đúng hạn", "dung", "ty_le_dung_han", 1.7),
        ],
    )
    sheet.end_if()


def _tasks(sheet: Sheet) -> None:
    sheet.begin_if("nhiem_vu.nhom")
    sheet.table(
        "Kết quả thực hiện từng nhiệm vụ",
        "nhom.bang",
        [
            Column("Điều khoản", 1.6, "{{ d.dieu }}", "center"),
            Column("Nhiệm vụ", 3.6, "{{ d.noi_dung }}"),
            Column("{{ don_vi_cua_nhiem_vu }}", 2.8, "{{ d.don_vi }}"),
            Column("Hạn", 2.7, "{{ d.han }}", "center"),
            Column("Kết quả", 2.6, "{{ d.ket_qua }}"),
            Column(
                "Lý do, ghi chú",
                2.7,
                "{% if d.gia_han %}{{ d.gia_han }}{% if d.ly_do or d.thieu_ly_do %}. {% endif %}{% endif %}"
                "{{ d.ly_do }}{% if d.thieu_ly_do %}[[nêu lý do]]{% endif %}",
            ),
        ],
        groups="nhiem_vu.nhom",
        heading="{{ nhom.ten }}",
    )
    sheet.end_if()


def _units(sheet: Sheet) -> None:
    sheet.begin_if("don_vi.bang")
    sheet.table(
        "Kết quả thực hiện nhiệm vụ {{ ky }} theo đơn vị",
        "don_vi.bang",
        [
            Column("Đơn vị", 5.8, "{{ d.don_vi }}", total="Cộng (lượt)"),
            _count("Được giao", "luot_giao", "luot_giao", 1.6),
            _count("Hoàn thành đúng hạn", "luot_dung_han", "luot_dung_han", 2),
            _count("Hoàn thành trễ hạn", "luot_tre_han", "luot_tre_han", 2),
            _count("Quá hạn", "luot_qua_han", "luot_qua_han", 1.4),
            _count("Sắp đến hạn", "luot_sap_den_han", "luot_sap_den_han", 1.5),
            _count("Tỷ lệ đúng hạn", "luot_ty_le", "luot_ty_le", 1.7),
        ],
    )
    sheet.end_if()


def _movements(sheet: Sheet) -> None:
    sheet.heading("II. PHONG TRÀO THI ĐUA")
    sheet.sentences("phong_trao.cau")
    sheet.begin_if("phong_trao.bang")
    sheet.table(
        "Kết quả các phong trào thi đua",
        "phong_trao.bang",
        [
            Column("Phong trào", 4.5, "{{ d.ten }}", total="Cộng"),
            Column("Cấp phát động", 2.1, "{{ d.cap }}"),
            Column("Thời gian", 2.8, "{{ d.thoi_gian }}"),
            Column("Đơn vị có kết quả", 1.7, "{{ d.don_vi }}", "right"),
            _count("Chỉ tiêu", "chi_tieu", "chi_tieu", 1.4),
            _count("Chỉ tiêu đạt", "dat", "chi_tieu_dat", 1.4),
            Column("Hoàn thành bình quân", 2.1, "{{ d.hoan_thanh }}", "right"),
        ],
    )
    sheet.end_if()
    sheet.text("[[Nêu kết quả nổi bật, mô hình mới, điển hình tiên tiến trong các phong trào thi đua]]")


def _awards(sheet: Sheet) -> None:
    sheet.heading("III. CÔNG TÁC KHEN THƯỞNG")
    sheet.subheading("1. Kết quả khen thưởng")
    sheet.sentences("khen_thuong.cau")
    sheet.begin_if("khen_thuong.hinh_thuc")
    level = Column("Cấp quyết định", 2.6, "{{ d.cap }}")
    for caption, rows, first, more in (
        ("theo danh hiệu, hình thức", "hinh_thuc", "Danh hiệu, hình thức khen thưởng", [level]),
        ("theo loại khen thưởng", "loai", "Loại khen thưởng", []),
        ("theo cấp quyết định", "cap", "Cấp quyết định", []),
        ("theo đơn vị", "don_vi", "Đơn vị", []),
    ):
        room = sheet.room - 7.4 - sum(column.width for column in more)
        sheet.table(
            f"Khen thưởng {caption}",
            f"khen_thuong.{rows}",
            [
                Column(first, room, "{{ d.ten }}", total="Cộng"),
                *more,
                _count("Tập thể", "tap_the", "khen_tap_the", 1.8),
                _count("Hộ gia đình", "ho_gia_dinh", "khen_ho_gia_dinh", 2),
                _count("Cá nhân", "ca_nhan", "khen_ca_nhan", 1.8),
                _count("Cộng", "cong", "khen_cong", 1.8),
            ],
        )
    sheet.end_if()
    sheet.subheading("2. Giải quyết hồ sơ đề nghị khen thưởng")
    sheet.sentences("ho_so.cau")
    sheet.begin_if("ho_so.bang")
    sheet.table(
        "Hồ sơ theo bước xử lý, đến ngày {{ den_ngay }}",
        "ho_so.bang",
        [
            Column("Bước xử lý", 5.6, "{{ d.buoc }}", total="Cộng"),
            _count("Số hồ sơ", "so", "ho_so", 2.2),
            _count("Quá hạn", "qua_han", "ho_so_qua_han", 2.2),
            _count("Sắp đến hạn", "sap_den_han", "ho_so_sap_den_han", 2.6),
            Column("Tiếp nhận sớm nhất", 3.4, "{{ d.som_nhat }}", "center"),
        ],
    )
    sheet.end_if()


def _council(sheet: Sheet) -> None:
    sheet.heading("IV. HOẠT ĐỘNG CỦA HỘI ĐỒNG, KHỐI THI ĐUA; CÔNG TÁC TUYÊN TRUYỀN, KIỂM TRA")
    sheet.subheading("1. Hội đồng Thi đua - Khen thưởng")
    sheet.sentences("hop.cau")
    conclusions(sheet, "Tình hình thực hiện kết luận cuộc họp")
    sheet.subheading("2. Khối thi đua")
    sheet.sentences("xep_hang.cau")
    sheet.begin_if("xep_hang.khoi")
    ranking.blocs(sheet)
    sheet.end_if()
    sheet.subheading("3. Công tác tuyên truyền")
    sheet.text("[[Nêu số tin, bài, hình thức tuyên truyền; điển hình tiên tiến được giới thiệu, nhân rộng]]")
    sheet.subheading("4. Công tác kiểm tra, giám sát")
    sheet.text("[[Nêu số cuộc kiểm tra, giám sát; nội dung và kết quả]]")


def conclusions(sheet: Sheet, caption: str) -> None:
    """What became of the conclusions of meetings, in reports and in minutes."""
    sheet.sentences("ket_luan.cau")
    sheet.begin_if("ket_luan.bang")
    sheet.table(
        caption,
        "ket_luan.bang",
        [
            Column("Ngày họp", 2.4, "{{ d.hop }}", "center"),
            Column("Kết luận", 4.8, "{{ d.noi_dung }}"),
            Column("Chủ trì", 3.2, "{{ d.don_vi }}"),
            Column("Hạn", 2.7, "{{ d.han }}", "center"),
            Column("Kết quả", 2.9, "{{ d.ket_qua }}"),
        ],
    )
    sheet.end_if()


def _shortcomings(sheet: Sheet) -> None:
    sheet.heading("V. HẠN CHẾ, NGUYÊN NHÂN")
    sheet.subheading("1. Hạn chế")
    sheet.sentences("han_che.cau")
    sheet.text("[[Bổ sung hạn chế khác, nếu có]]")
    sheet.subheading("2. Nguyên nhân")
    sheet.text("[[Nêu nguyên nhân khách quan, chủ quan của các hạn chế]]")


def _next(sheet: Sheet) -> None:
    sheet.heading("VI. PHƯƠNG HƯỚNG, NHIỆM VỤ; KIẾN NGHỊ")
    sheet.subheading("1. Phương hướng, nhiệm vụ {{ ky_sau }}")
    sheet.sentences("phuong_huong.cau")
    sheet.sentences("phuong_huong.nhiem_vu")
    sheet.begin_if("not phuong_huong.nhiem_vu")
    sheet.text("[[Nêu nhiệm vụ trọng tâm {{ ky_sau }}]]")
    sheet.end_if()
    sheet.subheading("2. Kiến nghị, đề xuất")
    sheet.text("[[Nêu kiến nghị, đề xuất với cấp trên, nếu có]]")


def _count(heading: str, tag: str, total: str, width: float = 1.5) -> Column:
    """A column of numbers whose total is a bare figure."""
    return Column(heading, width, f"{{{{ d.{tag} }}}}", "right", f"{{{{ so.{total} }}}}")
