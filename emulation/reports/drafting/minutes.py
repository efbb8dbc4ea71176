"""Biên bản họp Hội đồng. It has no line of place and date: the text says when (NĐ 30/2020/NĐ-CP, Mẫu 1.10)."""

from emulation.reports.drafting import period
from emulation.reports.drafting.sheet import Column, Sheet


def draw() -> Sheet:
    sheet = Sheet("Biên bản họp Hội đồng")
    sheet.letterhead("BB-HĐTĐKT", above="{{ co_quan }}", agency="{{ hoi_dong_hoa }}", dated=False)
    sheet.title("BIÊN BẢN", "Họp {{ hoi_dong }}")
    _who_and_when(sheet)
    _agenda(sheet)
    _proceedings(sheet)
    sheet.heading("IV. Ý KIẾN THẢO LUẬN")
    sheet.text("[[Ghi tóm tắt ý kiến của các thành viên]]")
    sheet.heading("V. KẾT LUẬN")
    sheet.begin_if("ket_luan.giao")
    sheet.text("Các nhiệm vụ giao theo kết luận cuộc họp:")
    sheet.sentences("ket_luan.giao")
    sheet.end_if()
    sheet.text("[[Ghi kết luận của người chủ trì; các nội dung Hội đồng thống nhất, giao việc, thời hạn]]")
    sheet.text(
        "Cuộc họp kết thúc vào hồi [[… giờ …]], ngày [[… /… /…]]. "
        "Biên bản được lập thành [[…]] bản, có giá trị như nhau./."
    )
    sheet.signatures("THƯ KÝ", "CHỦ TRÌ")
    sheet.last_line()
    return sheet


def _who_and_when(sheet: Sheet) -> None:
    sheet.heading("I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN")
    sheet.text("1. Thời gian: bắt đầu vào hồi [[… giờ …]], {{ bien_ban.ngay }}.")
    sheet.begin_if("bien_ban.dia_diem")
    sheet.text("2. Địa điểm: {{ bien_ban.dia_diem }}.")
    sheet.end_if()
    sheet.begin_if("not bien_ban.dia_diem")
    sheet.text("2. Địa điểm: [[nơi họp]].")
    sheet.end_if()
    sheet.text("3. Thành phần:")
    sheet.text("- Chủ trì: [[họ tên, chức vụ]];")
    sheet.text("- Thư ký: [[họ tên, chức vụ]];")
    sheet.text("- Thành viên Hội đồng có mặt: [[…/…]], gồm [[họ tên, chức vụ]];")
    sheet.text("- Vắng mặt: [[số người; họ tên, lý do]];")
    sheet.text("- Khách mời: [[họ tên, chức vụ, nếu có]].")


def _agenda(sheet: Sheet) -> None:
    sheet.heading("II. NỘI DUNG")
    sheet.text("{{ bien_ban.noi_dung }}.")
    sheet.begin_if("bien_ban.nhiem_vu")
    sheet.text("Nhiệm vụ của Kế hoạch: {{ bien_ban.nhiem_vu }}.")
    sheet.end_if()
    sheet.text("Chương trình họp:")
    sheet.text(
        "1. Kiểm điểm tiến độ thực hiện Kế hoạch công tác thi đua, khen thưởng năm {{ bien_ban.nam }}."
    )
    sheet.text("2. Xét hồ sơ đề nghị khen thưởng.")
    sheet.begin_if("cham_diem.ky")
    sheet.text("3. Thông qua kết quả chấm điểm, xếp hạng các khối thi đua {{ cham_diem.ky }}.")
    sheet.end_if()
    sheet.text("[[Nội dung khác, nếu có]]")


def _proceedings(sheet: Sheet) -> None:
    sheet.heading("III. DIỄN BIẾN")
    sheet.subheading("1. Tiến độ thực hiện Kế hoạch năm {{ bien_ban.nam }}, tính đến {{ bien_ban.tinh_den }}")
    sheet.sentences("tien_do.cau")
    period.conclusions(sheet, "Tình hình thực hiện kết luận các cuộc họp trước")
    sheet.subheading("2. Hồ sơ đề nghị khen thưởng")
    sheet.sentences("xet.cau")
    sheet.begin_if("xet.danh_sach")
    sheet.table(
        "Kết quả biểu quyết",
        "nhom.bang",
        [
            Column("STT", 1.4, "{{ d.stt }}", "center"),
            Column("Họ tên, tên đối tượng (mã hồ sơ)", 4.3, "{{ d.ten }}\n({{ d.ma }})"),
            Column("Đơn vị", 3.4, "{{ d.don_vi }}"),
            Column("Số phiếu đồng ý", 2, "[[…/…]]", "center"),
            Column("Tỷ lệ", 1.6, "[[…%]]", "center"),
            Column("Kết quả đến {{ den_ngay }}", 3.3, "{{ d.ket_qua }}"),
        ],
        groups="xet.danh_sach",
        heading="{{ nhom.ten }}",
    )
    sheet.end_if()
    sheet.begin_if("cham_diem.cau")
    sheet.subheading("3. Kết quả chấm điểm, xếp hạng các khối thi đua")
    sheet.sentences("cham_diem.cau")
    sheet.end_if()
    sheet.begin_if("cham_diem.bang")
    sheet.table(
        "Xếp hạng các khối thi đua",
        "cham_diem.bang",
        [
            Column("Hạng", 1.6, "{{ d.hang }}", "center"),
            Column("Khối thi đua", 4.3, "{{ d.khoi }}"),
            Column("Đã chấm", 1.9, "{{ d.da_cham }}", "center"),
            Column("Điểm trung bình", 2, "{{ d.diem }}", "center"),
            Column("Đơn vị nhất khối (điểm)", 4.2, "{{ d.nhat }}"),
            Column("Ghi chú", 2, "{{ d.ghi_chu }}", "center"),
        ],
    )
    sheet.end_if()
