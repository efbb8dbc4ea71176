"""Words that officers write for a coded value of ours: refused, but what is meant is offered.

None is another name of the value (those are the schema's `aliases`): each had another meaning in the older law, on
other forms or in everyday speech, so that a person has to choose. Keys as `fold` writes them.
"""

from __future__ import annotations

from emulation import schema
from emulation.columns import Column
from emulation.text import fold

_NO_DISTRICT = "cấp huyện không còn từ 01/07/2025"

_WORDS: dict[tuple[str, ...], dict[str, str]] = {
    schema.PROGRESS_STATES: {
        "Chưa bắt đầu": "chưa làm; chưa thực hiện; chưa triển khai; chưa; chưa có",
        "Đang thực hiện": "đang làm; đang triển khai; đang tiến hành; đang xử lý; đang; tiếp tục thực hiện; "
        "thực hiện; chưa xong; chưa hoàn thành; gần xong",
        "Hoàn thành": "xong; đã xong; làm xong; đã hoàn thành; đã làm; đã thực hiện; thực hiện xong; đạt; "
        "hoàn tất; kết thúc; hoàn thành đúng hạn; hoàn thành trễ hạn; đúng hạn; trễ hạn",
        "Không phát sinh": "không có; không; không có phát sinh; chưa phát sinh; không thực hiện; không áp dụng",
    },
    schema.DOSSIER_STAGES: {
        "Tiếp nhận": "đã tiếp nhận; nhận hồ sơ; nhận; mới; mới nhận; vào sổ",
        "Thẩm định": "đang thẩm định; đã thẩm định; xét duyệt; kiểm tra hồ sơ; đang xử lý; lấy ý kiến",
        "Yêu cầu bổ sung": "bổ sung; bổ sung hồ sơ; chờ bổ sung; đề nghị bổ sung; thiếu hồ sơ",
        "Họp Hội đồng": "hội đồng; họp; họp hđ; họp hđtđkt; hội đồng họp; bỏ phiếu; họp xét",
        "Trình Chủ tịch": "trình; trình ký; chờ ký; trình ct; trình chủ tịch ubnd; trình lãnh đạo; trình ubnd",
        "Trình cấp trên": "trình tỉnh; trình thành phố; trình ubnd tỉnh; trình ubnd thành phố; trình sở nội vụ; "
        "trình bộ; trình cấp tỉnh; chuyển cấp trên; gửi cấp trên",
        "Đã khen thưởng": "khen thưởng; đã khen; đã khen thưởng xong; đã có quyết định; ban hành quyết định; "
        "có quyết định; đã tặng; được khen; hoàn thành; đã xong; xong",
        "Không đủ điều kiện": "không đạt; không đủ tiêu chuẩn; không duyệt; loại; bị loại; từ chối; không được khen",
        "Trả lại": "trả hồ sơ; trả lại hồ sơ; trả; đã trả lại",
        "Rút hồ sơ": "rút; xin rút; đã rút",
    },
    schema.COMMENDATION_TYPES: {
        "Công trạng": "thường xuyên; khen thường xuyên; khen thưởng thường xuyên; công trạng và thành tích; "
        "công trạng thành tích; thành tích; theo công trạng; tổng kết năm; cuối năm; sơ kết",
        "Đột xuất": "thành tích đột xuất; khen đột xuất; khẩn cấp",
        "Phong trào": "chuyên đề; theo chuyên đề; khen chuyên đề; thi đua chuyên đề; đợt; theo đợt; "
        "phong trào thi đua; theo phong trào; tổng kết phong trào",
        "Cống hiến": "quá trình cống hiến; quá trình; có quá trình cống hiến",
        "Niên hạn": "thâm niên; theo niên hạn; kỷ niệm chương; huy chương",
        "Đối ngoại": "người nước ngoài; nước ngoài",
    },
    schema.LEVELS: {
        "Cấp xã": "xã; ubnd xã; chủ tịch ubnd xã; cơ sở; cấp cơ sở; thị trấn; cấp thị trấn",
        "Cấp phường": "phường; ubnd phường; chủ tịch ubnd phường",
        "Cấp đặc khu": "đặc khu; ubnd đặc khu",
        "Cấp tỉnh": "tỉnh; ubnd tỉnh; chủ tịch ubnd tỉnh; sở; cấp sở",
        "Cấp thành phố": "thành phố; ubnd thành phố; chủ tịch ubnd thành phố; tp",
        "Cấp bộ": "bộ; ban; ngành; bộ, ban, ngành; cấp bộ, ban, ngành; bộ trưởng",
        "Cấp Nhà nước": "nhà nước; trung ương; cấp trung ương; thủ tướng; chính phủ; thủ tướng chính phủ; "
        "chủ tịch nước; quốc gia; cấp quốc gia",
        f"{_NO_DISTRICT}, nay chọn Cấp xã hoặc Cấp tỉnh theo người ký quyết định": "cấp huyện; huyện; quận; "
        "cấp quận; thị xã; ubnd huyện; chủ tịch ubnd huyện; cấp quận, huyện; thành phố thuộc tỉnh",
    },
    schema.LAUNCHING_LEVELS: {
        "Trung ương": "cấp trung ương; nhà nước; cấp nhà nước; thủ tướng; thủ tướng chính phủ; chính phủ; bộ; "
        "cấp bộ; toàn quốc; cả nước; tw",
        "Tỉnh": "cấp tỉnh; ubnd tỉnh; toàn tỉnh; sở",
        "Thành phố": "cấp thành phố; ubnd thành phố; toàn thành phố; tp",
        "Xã": "cấp xã; ubnd xã; cơ sở; cấp cơ sở; toàn xã; địa phương",
        "Phường": "cấp phường; ubnd phường; toàn phường",
        "Đặc khu": "cấp đặc khu; ubnd đặc khu",
        f"{_NO_DISTRICT}, nay chọn Xã hoặc Tỉnh theo cơ quan kế thừa phong trào": "huyện; cấp huyện; quận; "
        "cấp quận; thị xã; ubnd huyện",
    },
    schema.NOMINEE_KINDS: {
        "Cá nhân": "cá thể; người; ông; bà; ông/bà; cán bộ; công chức; công dân",
        "Tập thể": "đơn vị; cơ quan; tổ chức; phòng; thôn; trường; tổ; doanh nghiệp; nhóm",
        "Hộ gia đình": "hộ; gia đình; hộ dân",
    },
    schema.ROLES: {
        "Chủ trì": "chủ trì thực hiện; đơn vị chủ trì; cơ quan chủ trì; chính; phụ trách; chịu trách nhiệm; "
        "thực hiện; đầu mối; tham mưu",
        "Phối hợp": "phối hợp thực hiện; đơn vị phối hợp; cơ quan phối hợp; tham gia; hỗ trợ; phụ",
    },
    schema.SCORING_STAGES: {
        "Tự chấm": "tự đánh giá; đơn vị tự chấm; đơn vị chấm; đơn vị; tự chấm điểm",
        "Khối chấm": "khối; cụm; cụm chấm; khối trưởng; khối thi đua; khối thi đua chấm; khối đánh giá",
        "Hội đồng chấm": "hội đồng; hđ; hđ chấm; hội đồng duyệt; hội đồng tđkt; thẩm định; phúc tra; kết quả cuối",
    },
    schema.BLOC_ROLES: {
        "Khối trưởng": "trưởng khối; cụm trưởng; trưởng; khối trưởng khối",
        "Khối phó": "phó khối; phó trưởng khối; cụm phó; phó",
        "Thành viên": "viên; đơn vị thành viên; ủy viên; thành viên khối",
    },
    schema.MEASURES: {
        "nhập tay": "tay; thủ công; tự nhập; báo cáo; ghi tay",
        "hồ sơ": "theo hồ sơ; tự động; hồ sơ khen thưởng; từ hồ sơ",
    },
    schema.SOURCES: {
        "chấm điểm": "chấm tay; nhập tay; tự chấm; chấm; hội đồng chấm; thủ công",
        "tiến độ": "tự động; theo tiến độ; đúng hạn; nhiệm vụ; tỷ lệ đúng hạn",
        "khen thưởng": "theo khen thưởng; khen; hồ sơ; số lần khen; thành tích",
    },
    schema.DIRECTIONS: {
        "cao hơn": "cao; càng cao càng tốt; tăng; nhiều hơn; lớn hơn; cao là tốt",
        "thấp hơn": "thấp; càng thấp càng tốt; giảm; ít hơn; nhỏ hơn; thấp là tốt",
    },
    schema.YES_NO: {
        "có": "x; nếu có; đúng; yes; 1; true; phát sinh",
        "không": "không có; không phát sinh; no; 0; false; sai; bắt buộc",
    },
    schema.POINT_KINDS: {
        "Chuẩn": "điểm chuẩn; cơ bản; điểm; chính",
        "Thưởng": "điểm thưởng; cộng; điểm cộng",
        "Trừ": "điểm trừ; phạt; điểm phạt",
    },
    schema.AWARD_CATEGORIES: {
        "Danh hiệu thi đua": "danh hiệu; thi đua; dhtđ",
        "Hình thức khen thưởng": "hình thức; khen thưởng; giấy khen; bằng khen; htkt; huân chương; huy chương",
    },
    schema.MEETING_KINDS: {
        "Họp Hội đồng": "hội đồng; họp hđ; họp hội đồng tđkt; họp hội đồng thi đua; hội đồng tđkt",
        "Họp UBND": "ubnd; giao ban; họp giao ban; họp ủy ban; họp thường kỳ; phiên họp; họp ubnd xã",
        "Hội nghị cụm": "cụm; họp cụm; họp khối; hội nghị khối; cụm thi đua; khối thi đua",
        "Khác": "hội nghị; họp; hội nghị tổng kết; hội nghị sơ kết; tập huấn; kiểm tra",
    },
    schema.DAY_KINDS: {
        "Nghỉ": "nghỉ lễ; nghỉ tết; lễ; tết; nghỉ bù; ngày nghỉ; được nghỉ; hoán đổi",
        "Làm bù": "bù; đi làm; làm việc; ngày làm việc; đi làm bù; ngày làm bù",
    },
}
HINTS = {
    values: {fold(word): said for said, words in of.items() for word in words.split("; ")}
    for values, of in _WORDS.items()
}


def meant(text: str, column: Column) -> str:
    """What an officer's word probably means in a coded column, to stand before the list of its words; empty if nothing
    tells."""
    said = HINTS.get(column.values, {}).get(fold(text))
    if said is None:
        return ""
    return f"Có phải “{said}”? " if said in column.words else f"{said[0].upper()}{said[1:]}. "
