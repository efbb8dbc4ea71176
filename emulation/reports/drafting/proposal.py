"""Tờ trình danh sách đề nghị khen thưởng: by the commune to its superior, or by the Council to the commune's chairman."""

from emulation.reports.drafting.sheet import Column, Sheet

UPWARD, WITHIN = "to_trinh.cap_tren", "not to_trinh.cap_tren"


def draw() -> Sheet:
    sheet = Sheet("Tờ trình danh sách đề nghị khen thưởng")
    sheet.begin_if(UPWARD)
    sheet.letterhead("TTr-UBND")
    sheet.end_if()
    sheet.begin_if(WITHIN)
    sheet.letterhead("TTr-HĐTĐKT", above="{{ co_quan }}", agency="{{ hoi_dong_hoa }}")
    sheet.end_if()
    sheet.title("TỜ TRÌNH", "{{ to_trinh.ve }}", widest=8.5)
    _addressed(sheet)
    _grounds(sheet)
    _body(sheet)
    sheet.begin_if(UPWARD)
    sheet.closing(["Như trên", "CT, các PCT UBND {{ loai }}"])
    sheet.end_if()
    sheet.begin_if(WITHIN)
    sheet.closing(
        ["Như trên", "Thành viên Hội đồng"],
        authority="TM. HỘI ĐỒNG",
        post="[[CHỨC VỤ]]",  # its chairman is whom it is addressed to, so a deputy's, whom no file names
        name="[[Họ và tên]]",
    )
    sheet.end_if()
    sheet.begin_if("to_trinh.danh_sach")
    _list(sheet)
    sheet.end_if()
    sheet.last_line()
    return sheet


def _addressed(sheet: Sheet) -> None:
    sheet.begin_if(UPWARD)
    sheet.addressed(
        "{{ chu_tich_cap_tren }}\n[[(qua cơ quan chuyên trách thi đua, khen thưởng của {{ loai_cap_tren }})]]"
    )
    sheet.end_if()
    sheet.begin_if(WITHIN)
    sheet.addressed("Chủ tịch {{ uy_ban }}")
    sheet.end_if()


def _grounds(sheet: Sheet) -> None:
    sheet.text("Căn cứ Luật Thi đua, khen thưởng năm 2022;", "Căn cứ")
    sheet.begin_if(WITHIN)
    sheet.text("Căn cứ Điều 59 Nghị định số 129/2025/NĐ-CP của Chính phủ;", "Căn cứ")
    sheet.end_if()
    sheet.text("Căn cứ Nghị định số 152/2025/NĐ-CP của Chính phủ;", "Căn cứ")
    sheet.text("Căn cứ {{ ke_hoach }};", "Căn cứ")
    sheet.begin_if("to_trinh.ngay_hop")
    sheet.text(
        "Căn cứ Biên bản số [[…/BB-HĐTĐKT]] ngày {{ to_trinh.ngay_hop }} họp {{ hoi_dong }}.", "Căn cứ"
    )
    sheet.end_if()
    sheet.begin_if("not to_trinh.ngay_hop")
    sheet.text("Căn cứ Biên bản số [[…/BB-HĐTĐKT]] ngày [[…]] họp {{ hoi_dong }}.", "Căn cứ")
    sheet.end_if()


def _body(sheet: Sheet) -> None:
    sheet.begin_if(UPWARD)
    sheet.text("{{ uy_ban }} báo cáo kết quả xét, đề nghị khen thưởng như sau:")
    sheet.end_if()
    sheet.begin_if(WITHIN)
    sheet.text("{{ hoi_dong }} báo cáo kết quả xét, đề nghị khen thưởng như sau:")
    sheet.end_if()
    sheet.sentences("to_trinh.cau")
    sheet.begin_if("to_trinh.ra_soat")
    sheet.text("[[Rà soát trước khi trình: {{ to_trinh.ra_soat }}.]]")
    sheet.end_if()
    sheet.begin_if("to_trinh.danh_sach")
    sheet.table(
        "Tổng hợp đề nghị khen thưởng",
        "nhom.bang",
        [
            Column("Danh hiệu, hình thức", 7, "{{ d.danh_hieu }}", total="Cộng"),
            Column("Tập thể", 2.2, "{{ d.tap_the }}", "center", "{{ so.tap_the }}"),
            Column("Hộ gia đình", 2.4, "{{ d.ho_gia_dinh }}", "center", "{{ so.ho_gia_dinh }}"),
            Column("Cá nhân", 2.2, "{{ d.ca_nhan }}", "center", "{{ so.ca_nhan }}"),
            Column("Cộng", 2.2, "{{ d.cong }}", "center", "{{ so.cong }}"),
        ],
        groups="to_trinh.tong_hop",
        heading="{{ nhom.ten }}",
    )
    _request(sheet)
    sheet.end_if()


def _request(sheet: Sheet) -> None:
    papers = "Tờ trình, Báo cáo thành tích, Biên bản bình xét của đơn vị đề nghị"
    sheet.begin_if(UPWARD)
    sheet.text(f"Gửi kèm: danh sách đề nghị khen thưởng và hồ sơ từng trường hợp ({papers}).")
    sheet.text(
        "Kính đề nghị {{ chu_tich_cap_tren }} xem xét, "
        "{% if to_trinh.cap_nha_nuoc %}trình cấp có thẩm quyền quyết định{% else %}quyết định{% endif %} "
        "khen thưởng./."
    )
    sheet.end_if()
    sheet.begin_if(WITHIN)
    sheet.text(
        f"Kèm theo: danh sách đề nghị khen thưởng và hồ sơ từng trường hợp ({papers}; "
        "đối với Chiến sĩ thi đua cơ sở còn có kết quả bỏ phiếu và xác nhận sáng kiến)."
    )
    sheet.text(
        "Kính trình Chủ tịch {{ uy_ban }} xem xét, quyết định"
        "{% if not to_trinh.cap_xa %} theo thẩm quyền hoặc trình cấp trên{% endif %}./."
    )
    sheet.end_if()


def _list(sheet: Sheet) -> None:
    """The annex, on a page of its own."""
    sheet.text("DANH SÁCH", "Tên loại").paragraph_format.page_break_before = True
    sheet.text("{{ to_trinh.ve }}", "Trích yếu")
    for condition, symbol, agency in (
        (UPWARD, "TTr-UBND", "{{ uy_ban }}"),
        (WITHIN, "TTr-HĐTĐKT", "{{ hoi_dong }}"),
    ):
        sheet.begin_if(condition)
        sheet.text(f"(Kèm theo Tờ trình số [[…]]/{symbol} {{{{ ngay_lap }}}} của {agency})", "Kèm theo")
        sheet.end_if()
    sheet.text("", "Vạch trích yếu")
    sheet.table(
        "",
        "nhom.bang",
        [
            Column("STT", 1.4, "{{ d.stt }}", "center"),
            Column("Họ tên, tên đối tượng", 4.0, "{{ d.ten }}"),
            Column("Đối tượng", 1.9, "{{ d.doi_tuong }}"),
            Column("Đơn vị", 3.5, "{{ d.don_vi }}"),
            Column("Loại khen thưởng", 2.5, "{{ d.loai }}"),
            Column("Mã hồ sơ", 2.7, "{{ d.ma }}"),
        ],
        groups="to_trinh.danh_sach",
        heading="{{ nhom.ten }}",
    )
