"""Công văn đôn đốc: one letter a unit."""

from emulation.reports.drafting.sheet import Column, Sheet


def draw() -> Sheet:
    sheet = Sheet("Công văn đôn đốc")
    sheet.letterhead(
        "UBND-{{ ky_hieu }}", about="V/v đôn đốc thực hiện nhiệm vụ công tác thi đua, khen thưởng"
    )
    sheet.addressed("{{ don_doc.don_vi }}")
    sheet.text("Thực hiện {{ ke_hoach }}, {{ uy_ban }} đã giao nhiệm vụ cho các cơ quan, đơn vị.")
    sheet.sentences("don_doc.cau")
    sheet.table(
        "Nhiệm vụ quá hạn",
        "don_doc.bang",
        [
            Column("STT", 1.4, "{{ d.stt }}", "center"),
            Column("Điều khoản", 1.8, "{{ d.dieu }}", "center"),
            Column("Nhiệm vụ", 6.3, "{{ d.nhiem_vu }}"),
            Column("Vai trò", 2, "{{ d.vai_tro }}", "center"),
            Column("Hạn", 2.5, "{{ d.han }}", "center"),
            Column("Số ngày quá hạn", 2, "{{ d.qua_han }}", "center"),
        ],
    )
    sheet.sentences("don_doc.ghi_chu", "Ghi chú bảng")
    sheet.sentences("don_doc.bo_sung_cau")
    sheet.begin_if("don_doc.bo_sung")
    sheet.table(
        "Hồ sơ cần bổ sung",
        "don_doc.bo_sung",
        [
            Column("STT", 1.4, "{{ d.stt }}", "center"),
            Column("Mã hồ sơ", 3, "{{ d.ma }}"),
            Column("Danh hiệu, hình thức", 6.0, "{{ d.danh_hieu }}"),
            Column("Yêu cầu bổ sung từ ngày", 2.8, "{{ d.tu_ngay }}", "center"),
            Column("Hạn giải quyết", 2.8, "{{ d.han }}", "center"),
        ],
    )
    sheet.end_if()
    sheet.text("{{ uy_ban }} đề nghị {{ don_doc.don_vi }}:")
    for tag in ("don_doc.hoan_thanh", "don_doc.giai_quyet"):
        sheet.begin_if(tag)
        sheet.text(f"- {{{{ {tag} }}}}, chậm nhất ngày [[… /… /…]];")
        sheet.end_if()
    sheet.begin_if("don_doc.bo_sung")
    sheet.text("- Bổ sung {{ so.bo_sung }} hồ sơ đề nghị khen thưởng nêu trên, chậm nhất ngày [[… /… /…]];")
    sheet.end_if()
    sheet.text(
        "- Báo cáo kết quả thực hiện, nêu rõ nguyên nhân chậm, về {{ don_doc.bao_cao_ve }}, "
        "chậm nhất ngày [[… /… /…]]./."
    )
    sheet.closing(["Như trên", "CT, các PCT UBND {{ loai }} (để báo cáo)"])
    sheet.last_line()
    return sheet
