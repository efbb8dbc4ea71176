"""What the sample says, as literals: the plan's own words first, then what was invented around it.

`make_sample.py` turns them into the CSV files and says which is which.
"""

from __future__ import annotations

from datetime import date

VIEW_ON = date(2026, 11, 16)
LEAD = "PVHXH"  # the plan's standing body
NOTICE = "Số liệu minh họa: chỉ nội dung 24 nhiệm vụ là của Kế hoạch số 67/KH-UBND; mọi số liệu và văn bản “MH-” là giả định."
LOGS = ("progress", "extensions", "dossier_events", "scores", "movement_results")
CLERKS = ("Cán bộ 01", "Cán bộ 02")  # who enters the logs, in turn by the week

PLAN = (
    2026, "67/KH-UBND", date(2026, 2, 23),
    "Triển khai một số nhiệm vụ trọng tâm công tác thi đua, khen thưởng năm 2026",
    "Ủy ban nhân dân xã Nghi Dương", "Nghi Dương", "CHỦ TỊCH", None,
    "Ủy ban nhân dân thành phố Hải Phòng", LEAD, "VHXH", VIEW_ON, NOTICE,
)  # fmt: skip

HEADERS = {
    "plan": "Năm|Số kế hoạch|Ngày ban hành|Tên kế hoạch|Cơ quan ban hành|Địa danh|Chức vụ người ký|Người ký"
    "|Cấp trên trực tiếp|Mã đơn vị|Ký hiệu văn bản|Ngày xem mặc định|Thông báo",
    "blocs": "Mã khối|Tên khối",
    "units": "Mã đơn vị|Tên đơn vị|Tên gọn|Mã khối|Vai trò trong khối|Thư điện tử",
    "tasks": "Mã nhiệm vụ|Năm|Điều khoản|Quý|Nội dung|Tên gọn|Địa điểm|Nếu có|Cách theo dõi|Hạn hoàn thành"
    "|Mã cuộc họp",
    "assignments": "Mã nhiệm vụ|Mã đơn vị|Vai trò|Hạn riêng",
    "progress": "Ngày ghi nhận|Mã nhiệm vụ|Mã đơn vị|Trạng thái|Văn bản, minh chứng|Ghi chú|Người ghi",
    "extensions": "Ngày gia hạn|Mã nhiệm vụ|Mã đơn vị|Hạn mới|Số văn bản|Ghi chú|Người ghi",
    "awards": "Mã khen thưởng|Tên danh hiệu, hình thức|Nhóm|Cấp quyết định|Số ngày làm việc giải quyết|Căn cứ",
    "dossiers": "Mã hồ sơ|Ngày tiếp nhận|Mã đơn vị|Đối tượng|Tên đối tượng|Mã khen thưởng|Loại khen thưởng"
    "|Mã phong trào|Hạn giải quyết|Số lượng",
    "dossier_events": "Ngày|Mã hồ sơ|Bước xử lý|Số văn bản|Ghi chú|Người ghi",
    "criteria": "Mã tiêu chí|Năm|Nhóm tiêu chí|Tiêu chí|Loại điểm|Điểm tối đa|Nguồn điểm|Điểm mỗi lần"
    "|Mã khen thưởng|Cấp quyết định|Mã khối",
    "scores": "Ngày chấm|Kỳ|Mã đơn vị|Mã tiêu chí|Bước chấm|Điểm|Ghi chú|Người ghi",
    "bands": "Xếp loại|Từ điểm",
    "movements": "Mã phong trào|Tên phong trào|Cấp phát động|Ngày phát động|Ngày kết thúc|Văn bản phát động",
    "movement_results": "Ngày ghi nhận|Mã phong trào|Mã đơn vị|Chỉ tiêu|Đơn vị tính|Kế hoạch|Thực hiện"
    "|Chiều tốt|Người ghi",
    "meetings": "Mã cuộc họp|Ngày họp|Loại|Nội dung|Địa điểm|Mã nhiệm vụ",
    "days_off": "Ngày|Loại ngày|Tên",
}

BLOCS = {
    "K1": "Khối Đảng, Mặt trận và đoàn thể",
    "K2": "Khối chính quyền, lực lượng vũ trang",
    "K3": "Khối đơn vị sự nghiệp, trường mầm non",
    "K4": "Khối trường tiểu học, trung học cơ sở",
    "K5": "Khối thôn số 1",
    "K6": "Khối thôn số 2",
}
# A bloc's first unit is its head, the second its deputy.
OFFICES = """
MTTQ|Ủy ban Mặt trận Tổ quốc Việt Nam xã|MTTQ xã|K1
VPDU|Văn phòng Đảng ủy|VP Đảng ủy|K1
BXD|Ban Xây dựng Đảng|Ban XD Đảng|K1
UBKT|Ủy ban Kiểm tra Đảng ủy|UBKT Đảng ủy|K1
HND|Hội Nông dân xã|Hội Nông dân|K1
HPN|Hội Liên hiệp Phụ nữ xã|Hội Phụ nữ|K1
DTN|Đoàn Thanh niên Cộng sản Hồ Chí Minh xã|Đoàn Thanh niên|K1
VPUB|Văn phòng HĐND và UBND xã|VP HĐND và UBND|K2
PKT|Phòng Kinh tế|Phòng Kinh tế|K2
PVHXH|Phòng Văn hoá - Xã hội|Phòng VH-XH|K2
TTHCC|Trung tâm Phục vụ hành chính công xã|TT Hành chính công|K2
CAX|Công an xã|Công an xã|K2
QSX|Ban Chỉ huy quân sự xã|BCH quân sự|K2
TTSN|Trung tâm Dịch vụ sự nghiệp công|TT DV sự nghiệp công|K3
TYT|Trạm Y tế xã|Trạm Y tế|K3
""".strip()
SCHOOLS = {
    "MN1": "Trường Mầm non số 1", "MN2": "Trường Mầm non số 2", "MN3": "Trường Mầm non số 3",
    "THCS1": "Trường THCS số 1", "THCS2": "Trường THCS số 2",
    "TH1": "Trường Tiểu học số 1", "TH2": "Trường Tiểu học số 2", "TH3": "Trường Tiểu học số 3",
}  # fmt: skip
VILLAGES = {f"T{number:02d}": f"Thôn {number}" for number in range(1, 11)}
OUTSIDE = "HTX1"
WITHOUT_EMAIL = (
    "T10",
    OUTSIDE,
)  # of the others the addresses are invented: nobody owns a name under .example
TIED = ("T07", "T08")  # same work, same points: they share a rank in every quarter

CASES = (
    "Giải quyết hồ sơ đề nghị các danh hiệu thi đua, hình thức khen thưởng thường xuyên, đột xuất (nếu có)"
)
# clause | short title | the plan's words
TASKS = f"""
II.1.a|Ban hành Chỉ thị, Kế hoạch 2026|Ban hành Chỉ thị, Kế hoạch triển khai nhiệm vụ công tác thi đua, khen thưởng năm 2026
II.1.b|Ký kết giao ước, phát động thi đua|Chỉ đạo các khối thi đua của xã ký kết giao ước thi đua, phát động phong trào thi đua yêu nước năm 2026
II.1.c|Báo cáo năm 2025, đăng ký giao ước 2026|Tổng hợp, báo cáo kết quả thực hiện thực hiện công tác thi đua, khen thưởng năm 2025, nhiệm vụ công tác trọng tâm năm 2026 và đăng ký nội dung giao ước thi đua năm 2026 theo yêu cầu của Cụm trưởng
II.1.d|Tổng kết Cụm thi đua 4 năm 2025|Tham gia Hội nghị tổng kết thực hiện giao ước thi đua năm 2025 Cụm thi đua 4 thành phố Hải Phòng tại xã Kiến Thụy (đơn vị Cụm trưởng năm 2025)
II.1.đ|Giải quyết hồ sơ khen thưởng Quý I|{CASES}
II.2.a|Tuyên truyền phong trào thi đua|Đẩy mạnh công tác tuyên truyền các phong trào thi đua yêu nước
II.2.b|Báo cáo sơ kết 6 tháng|Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm; phương hướng, nhiệm vụ 6 tháng cuối năm 2026
II.2.c|Bình xét ngành Giáo dục và Đào tạo|Họp Hội đồng Thi đua, khen thưởng xã bình xét các danh hiệu thi đua, hình thức khen thưởng ngành Giáo dục và Đào tạo năm học 2025-2026; đề xuất khen thưởng cấp thành phố, cấp Nhà nước (nếu có) theo quy định
II.2.d|Giải quyết hồ sơ khen thưởng Quý II|{CASES}
II.3.a|Đôn đốc các khối sơ kết 6 tháng|Chỉ đạo, đôn đốc các khối thi đua của xã tổ chức sơ kết giao ước thi đua 6 tháng đầu năm; triển khai phương hướng, nhiệm vụ 6 tháng cuối năm 2026
II.3.b|Sơ kết Cụm thi đua 4|Tham gia Hội nghị sơ kết thực hiện giao ước thi đua 6 tháng đầu năm; triển khai phương hướng, nhiệm vụ 6 tháng cuối năm 2026 của Cụm thi đua 4 thành phố Hải Phòng tại xã An Lão (đơn vị Cụm trưởng năm 2026)
II.3.c|Tập huấn công tác thi đua, khen thưởng|Tham gia tập huấn công tác Thi đua, khen thưởng theo yêu cầu của Sở Nội vụ, Ban Thi đua - khen thưởng thành phố
II.3.d|Giải quyết hồ sơ khen thưởng Quý III|{CASES}
II.4.a|Tự kiểm tra, chuẩn bị tiếp đoàn kiểm tra|Chỉ đạo các cơ quan, đơn vị tự kiểm tra công tác thi đua, khen thưởng. Chuẩn bị các nội dung tiếp đoàn kiểm tra của Trung ương và thành phố (nếu có)
II.4.b|Báo cáo tổng kết năm 2026|Báo cáo tổng kết công tác thi đua, khen thưởng năm 2026 và xây dựng phương hướng, nhiệm vụ năm 2027
II.4.c|Đôn đốc cụm, khối tổng kết giao ước|Chỉ đạo, đôn đốc các cụm, khối thi đua thuộc xã tổ chức tổng kết giao ước thi đua năm 2026
II.4.d|Bình xét danh hiệu năm 2026|Hợp Hội đồng Thi đua, khen thưởng xã bình xét các danh hiệu thi đua, hình thức khen thưởng năm 2026; đề xuất khen thưởng cấp thành phố, cấp Nhà nước (nếu có) theo quy định
II.4.đ|Tổng kết Cụm thi đua 4 năm 2026|Tham gia Hội nghị tổng kết thực hiện giao ước thi đua năm 2026; triển khai phương hướng, nhiệm vụ năm 2027 của Cụm thi đua 4 thành phố Hải Phòng tại xã An Lão (đơn vị Cụm trưởng năm 2026)
II.4.e|Giải quyết hồ sơ khen thưởng Quý IV|{CASES}
II.5.a|Triển khai các phong trào thi đua|Tổ chức triển khai các phong trào thi đua yêu nước do Trung ương, thành phố phát động; phát động và tổ chức triển khai thực hiện các phong trào thi đua yêu nước trên địa bàn xã
II.5.b|Tuyên truyền chủ trương, điển hình tiên tiến|Chỉ đạo tuyên truyền, phổ biến các chủ trương, đường lối của Đảng, chính sách pháp luật của Nhà nước trong công tác thi đua, khen thưởng; các phong trào thi đua yêu nước; các gương điển hình tiên tiến
III.1|Các cơ quan, đơn vị thực hiện Kế hoạch|Căn cứ Kế hoạch này, thủ trưởng các cơ quan, đơn vị thuộc xã triển khai thực hiện có hiệu quả các nội dung công tác thi đua, khen thưởng năm 2026
III.2|Theo dõi, đôn đốc, tổng hợp báo cáo|Giao phòng Văn hoá - Xã hội, cơ quan thường trực Hội đồng thi đua, khen thưởng xã theo dõi, đôn đốc các cơ quan, đơn vị thực hiện Kế hoạch này; tổng hợp báo cáo Ủy ban nhân dân xã, Ban Thi đua, khen thưởng thành phố (theo quy định)
III.3|Tuyên truyền trên cổng thông tin, phát thanh|Đề nghị Trung tâm Dịch vụ sự nghiệp công, Văn phòng HĐND và UBND xã tổ chức tuyên truyền rộng rãi các phong trào thi đua yêu nước, các tập thể, cá nhân là điển hình tiên tiến trong các phong trào thi đua trên Cổng thông tin điện tử xã, các trang mạng xã hội và trên hệ thống phát thanh của xã
""".strip()
PLACES = {"II.1.d": "xã Kiến Thụy", "II.3.b": "xã An Lão", "II.4.đ": "xã An Lão"}
QUARTER_ENDS = {"1": "31/03", "2": "30/06", "3": "30/09", "4": "31/12", "": "31/12"}
EARLIER_DUE = {
    "II.4.a": date(2026, 11, 30)
}  # set by the commune: something is due soon on the day of viewing

# What meetings concluded (invented): clause | meeting | quarter | due | short title | title. The first three are due on
# a rest day.
CONCLUSIONS = """
KL.1|H07|3|15/08|Lập danh sách điển hình tiên tiến|Lập danh sách điển hình tiên tiến của các khối thi đua để tuyên truyền (minh họa)
KL.2|H09|4|31/10|Đề nghị khen doanh nghiệp, hợp tác xã|Rà soát, đề nghị khen thưởng doanh nghiệp, hợp tác xã tiêu biểu (minh họa)
KL.3|H10|4|15/11|Gửi lịch họp, danh sách hồ sơ còn thiếu|Gửi các đơn vị lịch họp Hội đồng và danh sách hồ sơ còn thiếu (minh họa)
KL.4|H09|4|30/10|Đăng gương điển hình Quý III|Đăng gương điển hình tiên tiến Quý III trên cổng thông tin và đài truyền thanh (minh họa)
KL.5|H10|4|13/11|Gửi mẫu báo cáo tổng kết|Gửi các đơn vị mẫu báo cáo tổng kết năm 2026 (minh họa)
""".strip()
# decided | clause | unit (none: the task itself) | new due date | document | note
EXTENSIONS = """
09/11|II.4.a|T10|13/11|MH-51/CV-VHXH|Thôn xin lùi lần 1
12/11|II.4.b||15/01/2027|MH-52/TB-UBND|Lùi theo lịch báo cáo của Cụm thi đua
13/11|II.4.a|T10|20/11|MH-53/CV-VHXH|Thôn xin lùi lần 2
""".strip()

# clause: (leads, co-operating units, their own due date)
HEADS = "MTTQ VPUB TTSN THCS1 T01 T06"
DUTIES = {
    "II.1.a": (LEAD, "VPUB", ""), "II.1.b": (LEAD, "all", ""), "II.1.c": (LEAD, "VPUB PKT", ""),
    "II.1.d": (LEAD, "VPUB", ""), "II.1.đ": (LEAD, "VPUB BXD", ""),
    "II.2.a": (f"TTSN {LEAD}", "MTTQ HPN DTN HTX1 villages", ""), "II.2.b": (LEAD, "all", "20/06"),
    "II.2.c": (LEAD, "VPUB schools", "15/06"), "II.2.d": (LEAD, "VPUB BXD", ""),
    "II.3.a": (LEAD, "all", ""), "II.3.b": (LEAD, "VPUB", ""), "II.3.c": (LEAD, "VPUB BXD MTTQ THCS1", ""),
    "II.3.d": (LEAD, "VPUB BXD", ""),
    "II.4.a": (LEAD, "all", "10/11"), "II.4.b": (LEAD, "all", "27/11"), "II.4.c": (LEAD, HEADS, ""),
    "II.4.d": (LEAD, "VPUB BXD UBKT", ""), "II.4.đ": (LEAD, "VPUB", ""), "II.4.e": (LEAD, "VPUB BXD", ""),
    "II.5.a": (f"{LEAD} MTTQ", "PKT HND HPN DTN HTX1 villages", ""), "II.5.b": ("TTSN", f"VPUB {LEAD} BXD", ""),
    "III.1": ("VPUB PKT PVHXH TTHCC CAX QSX TTSN", "", ""), "III.2": (LEAD, "VPUB", ""), "III.3": ("TTSN VPUB", "", ""),
    "KL.1": ("TTSN", "DTN", ""), "KL.2": ("PKT", "HTX1", ""), "KL.3": ("VPUB", "TTHCC", ""),
    "KL.4": ("TTSN", "DTN", ""), "KL.5": (LEAD, "VPUB", ""),
}  # fmt: skip
# The leads' own log, which is what the plan's view shows: clause, unit, day, status, evidence
LEAD_LOG = """
II.1.a PVHXH 28/01 D|II.1.a PVHXH 23/02 H Kế hoạch số 67/KH-UBND ngày 23/02/2026
II.1.b PVHXH 02/03 D|II.1.b PVHXH 27/03 H MH-14/BC-VHXH|II.1.c PVHXH 24/02 D|II.1.c PVHXH 10/03 H MH-09/BC-UBND
II.1.c PVHXH 12/03 D|II.1.c PVHXH 20/03 H MH-11/BC-UBND|II.1.d PVHXH 18/03 D|II.1.d PVHXH 18/03 H MH-12/BC-VHXH
II.2.a TTSN 06/04 D|II.2.a TTSN 19/06 H MH-21/BC-TTSN|II.2.a PVHXH 06/04 D|II.2.a PVHXH 26/06 H MH-30/BC-VHXH
II.2.b PVHXH 08/06 D|II.2.b PVHXH 08/07 H MH-33/BC-UBND|II.2.c PVHXH 01/06 D|II.2.c PVHXH 24/06 H MH-02/BB-HĐ
II.3.a PVHXH 20/07 D|II.3.a PVHXH 25/11 H MH-58/BC-VHXH|II.3.b PVHXH 03/08 D|II.3.b PVHXH 13/08 H MH-41/BC-VHXH
II.3.c PVHXH 25/09 K MH-47/TB-VHXH|II.4.a PVHXH 20/10 D|II.4.a PVHXH 26/11 H MH-60/BC-VHXH
II.4.b PVHXH 10/11 D|II.4.b PVHXH 28/12 H MH-71/BC-UBND|II.4.c PVHXH 09/11 D|II.4.c PVHXH 29/12 H MH-72/BC-VHXH
II.4.d PVHXH 01/12 D|II.4.d PVHXH 18/12 H MH-05/BB-HĐ|II.4.đ PVHXH 22/12 H MH-69/BC-VHXH
II.5.a PVHXH 05/03 D|II.5.a PVHXH 30/12 H MH-74/BC-VHXH|II.5.a MTTQ 10/03 D|II.5.a MTTQ 29/12 H MH-44/BC-MTTQ
II.5.b TTSN 09/03 D|II.5.b TTSN 30/12 H MH-61/BC-TTSN|III.2 PVHXH 26/02 D|III.2 PVHXH 31/12 H MH-75/BC-VHXH
III.3 TTSN 03/03 D|III.3 TTSN 30/12 H MH-62/BC-TTSN|III.3 VPUB 04/03 D|III.3 VPUB 31/12 H MH-83/BC-VPUB
KL.1 TTSN 03/08 D|KL.1 TTSN 17/08 H MH-42/BC-TTSN|KL.2 PKT 22/10 D|KL.3 VPUB 11/11 D
KL.4 TTSN 20/10 D|KL.4 TTSN 29/10 H MH-57/BC-TTSN|KL.5 PVHXH 12/11 H MH-53/CV-VHXH
""".strip().replace("\n", "|")
NOT_ARISING = {("2026-II.2.c", "MN3"), *(("2026-II.3.c", unit) for unit in ("VPUB", "BXD", "MTTQ", "THCS1"))}
ALWAYS_ON_TIME = ("CAX", "VPUB", "TH1", *TIED)
STATUSES = {"D": "Đang thực hiện", "H": "Hoàn thành", "K": "Không phát sinh"}

LOCAL = "Luật Thi đua, khen thưởng 2022; NĐ 129/2025/NĐ-CP, Điều 59; số ngày là giả định"
HIGHER = "Luật Thi đua, khen thưởng 2022; NĐ 152/2025/NĐ-CP; số ngày là giả định"
# award | name | title or form | level | working days | whom it honours
AWARDS = """
LDTT|Lao động tiên tiến|D|Cấp xã|20|C
CSTDCS|Chiến sĩ thi đua cơ sở|D|Cấp xã|20|C
TTLDTT|Tập thể lao động tiên tiến|D|Cấp xã|20|T
THONVH|Thôn, tổ dân phố văn hóa|D|Cấp xã|20|T
GDVH|Gia đình văn hóa|D|Cấp xã|15|H
GK|Giấy khen của Chủ tịch UBND xã|F|Cấp xã|10|CT
GKHGD|Giấy khen của Chủ tịch UBND xã đối với hộ gia đình|F|Cấp xã|12|H
CSTDTP|Chiến sĩ thi đua cấp thành phố|D|Cấp thành phố|20|C
TTLDXS|Tập thể lao động xuất sắc|D|Cấp thành phố|20|T
COTP|Cờ thi đua của UBND thành phố|D|Cấp thành phố|20|T
BKTP|Bằng khen của Chủ tịch UBND thành phố|F|Cấp thành phố|20|CT
XATB|Xã, phường tiêu biểu|D|Cấp thành phố|20|T
CSTDTQ|Chiến sĩ thi đua toàn quốc|D|Cấp Nhà nước|20|C
COCP|Cờ thi đua của Chính phủ|D|Cấp Nhà nước|20|T
BKTTG|Bằng khen của Thủ tướng Chính phủ|F|Cấp Nhà nước||CT
HCCSVV|Huy chương Chiến sĩ vẻ vang|F|Cấp Nhà nước||C
HCLD3|Huân chương Lao động hạng Ba|F|Cấp Nhà nước||CT
""".strip()
AWARD = {line.split("|")[0]: line.split("|") for line in AWARDS.splitlines()}
NOMINEE_KINDS = {"C": "Cá nhân", "T": "Tập thể", "H": "Hộ gia đình"}
STAGES = {
    "TN": "Tiếp nhận", "TD": "Thẩm định", "BS": "Yêu cầu bổ sung", "HD": "Họp Hội đồng", "CT": "Trình Chủ tịch",
    "TR": "Trình cấp trên", "KT": "Đã khen thưởng", "KD": "Không đủ điều kiện", "TL": "Trả lại", "RU": "Rút hồ sơ",
}  # fmt: skip
NOTES = {
    "BS": "Thiếu biên bản bình xét", "KD": "Chưa đủ tiêu chuẩn", "TL": "Không đúng thẩm quyền", "RU": "Đơn vị xin rút",
}  # fmt: skip
# Dossiers that name many; all others name one
MANY = {"HS-2026-055": 24, "HS-2026-058": 18, "HS-2026-131": 9, "HS-2026-132": 12}
OTHERS = {"Cá nhân": "người", "Tập thể": "tập thể", "Hộ gia đình": "hộ"}
# received from | to | award:type:count (with :unit where only one can be meant)
WAVES = """
01/12/2025|26/12/2025|LDTT:Công trạng:5, CSTDCS:Công trạng:3, TTLDTT:Công trạng:3, GDVH:Phong trào:6, THONVH:Công trạng:3
05/01/2026|27/03/2026|GK:Đột xuất:9, GK:Phong trào:10, GKHGD:Phong trào:5, LDTT:Công trạng:3, BKTP:Công trạng:3, BKTTG:Cống hiến:1:MTTQ, HCCSVV:Niên hạn:1:QSX
01/04/2026|26/06/2026|LDTT:Công trạng:14, CSTDCS:Công trạng:6, TTLDTT:Công trạng:5, TTLDXS:Công trạng:3, CSTDTP:Công trạng:2, BKTP:Công trạng:2, GK:Phong trào:8, GK:Đột xuất:4, GKHGD:Phong trào:2
01/07/2026|25/09/2026|GK:Phong trào:12, GK:Đột xuất:8, GKHGD:Phong trào:4, BKTP:Phong trào:4, COTP:Công trạng:1:VPUB, LDTT:Công trạng:1
01/10/2026|16/10/2026|GK:Phong trào:6, GK:Đột xuất:4, BKTP:Đột xuất:1:CAX
17/11/2026|18/12/2026|GDVH:Phong trào:7, LDTT:Công trạng:4, THONVH:Công trạng:2, TTLDTT:Công trạng:2, CSTDCS:Công trạng:1
""".strip()
WITH_LATE_ONES = (date(2025, 12, 1), date(2026, 10, 1))  # waves of which one of each kind took too long
# In hand on the day of viewing: received | unit | award | type | stages so far, some with their day
IN_HAND = """
05/10|PKT|CSTDCS|Công trạng|TN TD HD CT@09/11
12/10|T03|GK|Phong trào|TN TD@14/10
20/10|HND|GK|Đột xuất|TN TD HD@30/10
26/10|T05|GKHGD|Phong trào|TN TD HD CT@10/11
29/10|DTN|GK|Phong trào|TN TD HD CT@11/11
19/10|TH1|CSTDCS|Công trạng|TN TD HD CT@12/11
21/10|TYT|TTLDTT|Công trạng|TN TD HD CT@13/11
26/10|T02|GDVH|Phong trào|TN TD HD@10/11
27/10|CAX|LDTT|Công trạng|TN TD HD@09/11
02/11|MN2|GK|Phong trào|TN TD HD CT@16/11
03/11|HPN|GK|Đối ngoại|TN TD HD@11/11
04/11|T04|GKHGD|Phong trào|TN TD@06/11
05/11|QSX|GK|Đột xuất|TN TD@09/11
02/11|THCS2|LDTT|Công trạng|TN TD HD@12/11
28/10|T06|GDVH|Phong trào|TN TD BS@04/11
30/10|TTSN|LDTT|Công trạng|TN TD BS@09/11
19/10|T09|THONVH|Công trạng|TN TD@20/10 BS@21/10
16/10|MN1|GK|Phong trào|TN TD BS@22/10 TD@04/11 BS@06/11
01/10|VPUB|BKTP|Công trạng|TN TD HD CT TR@26/10 TD@11/11
06/10|THCS1|TTLDXS|Công trạng|TN TD HD CT TR@05/11 BS@12/11
09/10|MTTQ|HCLD3|Cống hiến|TN TD HD@15/10
09/11|T01|GDVH|Phong trào|TN TD@11/11
10/11|TTHCC|LDTT|Công trạng|TN TD@12/11
12/11|TH2|TTLDTT|Công trạng|TN@12/11
16/11|T10|GDVH|Phong trào|
""".strip()
UNANSWERED_FROM = date(2026, 6, 8)  # what went up later is still with the higher level on the day of viewing

# criterion | year | group | name | kind | maximum | source | points each | only this award | level | bloc
CRITERIA = """
25-01|2025|Phong trào thi đua|Tổ chức phong trào thi đua|Chuẩn|40||
25-02|2025|Nhiệm vụ chuyên môn|Kết quả nhiệm vụ chính trị, chuyên môn|Chuẩn|40||
25-03|2025|Công tác khen thưởng|Thực hiện công tác khen thưởng|Chuẩn|20||
25-T1|2025|Điểm thưởng|Mô hình mới, cách làm hay|Thưởng|5||
25-X1|2025|Điểm trừ|Chậm chế độ báo cáo|Trừ|5||
26-01|2026|Tổ chức phong trào thi đua|Đăng ký, ký kết giao ước thi đua|Chuẩn|10|chấm điểm|
26-02|2026|Tổ chức phong trào thi đua|Hưởng ứng, tổ chức các phong trào thi đua|Chuẩn|15|chấm điểm|
26-03|2026|Thực hiện nhiệm vụ|Kết quả nhiệm vụ chính trị, chuyên môn|Chuẩn|30|chấm điểm|
26-04|2026|Thực hiện nhiệm vụ|Đúng hạn các nhiệm vụ của Kế hoạch thi đua|Chuẩn|15|tiến độ|
26-05|2026|Công tác khen thưởng|Tập thể, cá nhân được khen thưởng trong kỳ|Chuẩn|5|khen thưởng|2,5
26-06|2026|Công tác khen thưởng|Chất lượng, thời hạn hồ sơ đề nghị khen thưởng|Chuẩn|5|chấm điểm|
26-07|2026|Tuyên truyền, điển hình tiên tiến|Phát hiện, bồi dưỡng, nhân điển hình tiên tiến|Chuẩn|10|chấm điểm|
26-08|2026|Thông tin, báo cáo và hoạt động khối|Chế độ thông tin, báo cáo|Chuẩn|5|chấm điểm|
26-09|2026|Thông tin, báo cáo và hoạt động khối|Tham gia hoạt động của khối thi đua|Chuẩn|5|chấm điểm|
26-T1|2026|Điểm thưởng|Mô hình mới, sáng kiến được áp dụng|Thưởng|5|chấm điểm|
26-T2|2026|Điểm thưởng|Dẫn đầu một phong trào thi đua của xã|Thưởng|3|chấm điểm|
26-T3|2026|Điểm thưởng|Được khen thưởng cấp Nhà nước|Thưởng|3|khen thưởng|1,5||Cấp Nhà nước
26-T4|2026|Điểm thưởng|Có Chiến sĩ thi đua cấp thành phố|Thưởng|2|khen thưởng|1|CSTDTP
26-T5|2026|Điểm thưởng|Giáo viên, học sinh đạt giải cấp thành phố|Thưởng|3|chấm điểm||||K4
26-X1|2026|Điểm trừ|Chậm hoặc sai chế độ báo cáo|Trừ|5|chấm điểm|
26-X2|2026|Điểm trừ|Bị nhắc nhở bằng văn bản|Trừ|10|chấm điểm|
26-X3|2026|Điểm trừ|Để xảy ra vụ vi phạm trật tự ở thôn|Trừ|5|chấm điểm||||K5
26-X4|2026|Điểm trừ|Để xảy ra vụ vi phạm trật tự ở thôn|Trừ|5|chấm điểm||||K6
""".strip()
# period: days of the unit's own score, the bloc's and the Council's (-: only the Council scored)
SCORING = {
    "2025-Q4": "12/12/2025 16/12/2025 18/12/2025", "2026-Q1": "24/03/2026 02/04/2026 10/04/2026",
    "2026-Q2": "24/06/2026 02/07/2026 10/07/2026", "2026-Q3": "23/09/2026 05/10/2026 15/10/2026",
    "2026-Q4": "09/11/2026 13/11/2026 18/12/2026", "2025": "- - 18/12/2025", "2024-2025": "- - 18/12/2025",
    "2025-2026": "05/06/2026 12/06/2026 23/06/2026", "2026-H1": "- - 10/07/2026", "2025-Q3": "24/09/2025 03/10/2025 10/10/2025",
}  # fmt: skip
SCORED_UNITS = {"2024-2025": "schools", "2025-2026": "schools"}  # of any other period: all
STEPS = ("Tự chấm", "Khối chấm", "Hội đồng chấm")
ABSENT = {("2026-Q1", "MN3"), ("2026-Q2", "T10"), ("2026-Q3", "DTN"), ("2026-H1", "TYT")}
SPECIAL = {  # the Council's points where chance would not give the case: a true 0, a cut, over 100, a bloc's own
    ("2026-Q2", "T09", "26-07"): 0.0, ("2026-Q3", "T05", "26-06"): 0.0, ("2026-Q2", "TH2", "26-03"): 31.5,
    ("2026-Q3", "CAX", "26-T1"): 5.0, ("2026-Q3", "CAX", "26-T2"): 3.0, ("2026-Q2", "CAX", "26-T1"): 3.0,
    ("2026-Q3", "TH1", "26-T1"): 2.5, ("2026-Q4", "VPUB", "26-T1"): 4.0, ("2026-Q1", "MTTQ", "26-T2"): 3.0,
    ("2026-Q1", "T03", "26-X1"): 1.5, ("2026-Q2", "HND", "26-X1"): 2.25, ("2026-Q3", "T05", "26-X2"): 5.0,
    ("2026-Q4", "T04", "26-X1"): 1.0, ("2025-Q4", "T02", "25-X1"): 1.0, ("2025-Q4", "CAX", "25-T1"): 2.5,
    ("2025-2026", "TH1", "26-T5"): 3.0, ("2025-2026", "THCS1", "26-T5"): 2.0, ("2025-2026", "TH2", "26-T5"): 1.5,
    ("2026-H1", "T05", "26-X3"): 2.0, ("2026-H1", "T03", "26-X3"): 1.0, ("2026-H1", "T10", "26-X4"): 1.5,
}  # fmt: skip

NOT_YET = {("2026-Q3", "HND", "26-07")}  # the Council left one criterion open: the unit stays provisional
SCORE_NOTES = {
    ("2026-Q2", "TH2", "26-03"): "Vượt mức tối đa, tính bằng mức tối đa",
    ("2026-Q2", "T09", "26-07"): "Không giới thiệu điển hình nào",
}
STRENGTH = {"CAX": 1.0, "VPUB": 0.97, "TH1": 0.965, "MTTQ": 0.955, TIED[0]: 0.93, "T05": 0.74, "T03": 0.79}
BANDS = [("Xuất sắc", 95), ("Tốt", 85), ("Khá", 70), ("Trung bình", 0)]

# movement | name | launched by | from | to | document
MOVEMENTS = """
PT1|Cả nước thi đua xây dựng nông thôn mới|Trung ương|05/01/2026|31/12/2030|MH-01/KH-TW
PT2|Bình dân học vụ số|Trung ương|12/01/2026|31/12/2026|MH-02/KH-TW
PT3|Thi đua cải cách hành chính, chuyển đổi số (minh họa)|Thành phố|02/02/2026|31/12/2026|MH-03/KH-TP
PT4|Nghi Dương sáng, xanh, sạch, đẹp (minh họa)|Xã|02/03/2026|31/12/2026|MH-04/KH-UBND
PT5|Mỗi đơn vị một sáng kiến (minh họa)|Xã|15/04/2026||MH-05/KH-UBND
PT6|Kỷ cương, trật tự, an toàn (minh họa)|Xã|01/06/2026|31/12/2026|MH-06/KH-UBND
""".strip()
# movement | who takes part | indicator | unit of measure | target from | to | the better direction
INDICATORS = """
PT1|villages|Hộ đạt tiêu chí môi trường|hộ|120|260
PT1|villages|Đường thôn được nâng cấp|km|0,8|3
PT2|villages HPN DTN HND|Người dân được phổ cập kỹ năng số|người|80|240
PT2|schools|Giáo viên hoàn thành khóa học số|người|18|42
PT3|VPUB PKT PVHXH TTHCC CAX TTSN|Hồ sơ giải quyết trực tuyến|%|75|95
PT3|VPDU BXD UBKT VPUB PKT PVHXH|Văn bản ký số|%|90|100
PT4|villages schools HPN DTN|Buổi tổng vệ sinh môi trường|buổi|8|20
PT4|villages|Tuyến đường hoa, đường cờ|tuyến|2|5
PT5|TTHCC THCS2|Sáng kiến được công nhận|sáng kiến|2|4
PT6|schools CAX QSX|Vụ vi phạm trật tự|vụ|3|6|thấp hơn
PT6|VPUB PKT PVHXH TTHCC TTSN|Tỷ lệ hồ sơ trễ hạn|%|1,2|3,4|thấp hơn
""".strip()

ODD_TARGETS = {("PT1", "T06"): 0.0, ("PT2", "T09"): None}  # nothing left to do; no target set
RESULT_DAYS = {"31/03": 0.2, "30/06": 0.45, "30/09": 0.75, "30/10": 0.9, "15/12": 1.05}

# meeting | day | kind | title | place | clause
MEETINGS = """
H01|18/12/2025|Họp Hội đồng|Bình xét danh hiệu thi đua năm 2025|Hội trường UBND xã|2.b
H02|27/01/2026|Họp Hội đồng|Thông qua chương trình công tác năm 2026|Hội trường UBND xã|II.1.a
H03|18/03/2026|Hội nghị cụm|Tổng kết giao ước thi đua năm 2025 Cụm thi đua 4|xã Kiến Thụy|II.1.d
H04|10/04/2026|Họp Hội đồng|Chấm điểm các khối thi đua Quý I|Hội trường UBND xã|
H05|23/06/2026|Họp Hội đồng|Bình xét khen thưởng ngành Giáo dục và Đào tạo năm học 2025-2026|Hội trường UBND xã|II.2.c
H06|10/07/2026|Họp Hội đồng|Chấm điểm các khối thi đua Quý II|Hội trường UBND xã|
H07|28/07/2026|Họp UBND|Nghe báo cáo sơ kết thi đua, khen thưởng 6 tháng|Phòng họp UBND xã|II.2.b
H08|13/08/2026|Hội nghị cụm|Sơ kết giao ước thi đua 6 tháng Cụm thi đua 4|xã An Lão|II.3.b
H09|15/10/2026|Họp Hội đồng|Chấm điểm các khối thi đua Quý III, xét hồ sơ khen thưởng|Hội trường UBND xã|
H10|09/11/2026|Họp UBND|Rà soát tiến độ Kế hoạch thi đua, khen thưởng Quý IV|Phòng họp UBND xã|II.4.a
H11|27/11/2026|Khác|Giao ban khối trưởng các khối thi đua|Phòng họp UBND xã|II.4.c
H12|18/12/2026|Họp Hội đồng|Bình xét danh hiệu thi đua, hình thức khen thưởng năm 2026|Hội trường UBND xã|II.4.d
H13|22/12/2026|Hội nghị cụm|Tổng kết giao ước thi đua năm 2026 Cụm thi đua 4|xã An Lão|II.4.đ
""".strip()
# What the calendar of this script needs to know; the application has its own.
HOLIDAYS = "01/09/2025 02/09/2025 01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11 01/01/2027 10/01+ 22/08+"
DAYS_OFF = [
    (date(2026, 1, 2), "Nghỉ", "Nghỉ liền Tết Dương lịch"),
    (date(2026, 1, 10), "Làm bù", "Làm bù ngày 02/01"),
]
