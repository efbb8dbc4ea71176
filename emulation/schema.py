"""Every file of a data folder and every column in it, said once.

The loader, the tables' headings, the exports and the README's table read it here. Source: the data contract,
"Files"; the words are those of the Vietnamese officers.
"""

from __future__ import annotations

from emulation.columns import (
    Column,
    Reference,
    Table,
    coded,
    day,
    identifier,
    number,
    recorded_by,
    text,
    year,
)

PROGRESS_STATES = ("Chưa bắt đầu", "Đang thực hiện", "Hoàn thành", "Không phát sinh")
CLOSING_STAGES = ("Đã khen thưởng", "Không đủ điều kiện", "Trả lại", "Rút hồ sơ")
DOSSIER_STAGES = (
    "Tiếp nhận",
    "Thẩm định",
    "Yêu cầu bổ sung",
    "Họp Hội đồng",
    "Trình Chủ tịch",
    "Trình cấp trên",
    *CLOSING_STAGES,
)
SCORING_STAGES = ("Tự chấm", "Khối chấm", "Hội đồng chấm")
LEVELS = ("Cấp xã", "Cấp tỉnh", "Cấp Nhà nước")
LEVEL_ALIASES = (
    ("Cấp phường", "Cấp xã"),
    ("Cấp đặc khu", "Cấp xã"),
    ("Cấp thành phố", "Cấp tỉnh"),
    ("Cấp bộ", "Cấp tỉnh"),
)
NOMINEE_KINDS = ("Cá nhân", "Tập thể", "Hộ gia đình")
COMMENDATION_TYPES = ("Công trạng", "Đột xuất", "Phong trào", "Cống hiến", "Niên hạn", "Đối ngoại")
LAUNCHING_LEVELS = ("Trung ương", "Tỉnh", "Xã")
LAUNCHING_ALIASES = (("Thành phố", "Tỉnh"), ("Phường", "Xã"), ("Đặc khu", "Xã"))
BLOC_ROLES = ("Khối trưởng", "Khối phó", "Thành viên")
MEASURES = ("nhập tay", "hồ sơ")
SOURCES = ("chấm điểm", "tiến độ", "khen thưởng")
DIRECTIONS = ("cao hơn", "thấp hơn")
ROLES = ("Chủ trì", "Phối hợp")
YES_NO = ("có", "không")
POINT_KINDS = ("Chuẩn", "Thưởng", "Trừ")
AWARD_CATEGORIES = ("Danh hiệu thi đua", "Hình thức khen thưởng")
MEETING_KINDS = ("Họp Hội đồng", "Họp UBND", "Hội nghị cụm", "Khác")
DAY_KINDS = ("Nghỉ", "Làm bù")

_BLOC = Reference(("bloc_id",), "blocs")
_UNIT = Reference(("unit_id",), "units")
_TASK = Reference(("task_id",), "tasks")
_AWARD = Reference(("award_id",), "awards")
_MOVEMENT = Reference(("movement_id",), "movements")

TABLES: tuple[Table, ...] = (
    Table(
        "plan",
        "Kế hoạch năm",
        "Kế hoạch công tác của từng năm, mỗi năm một dòng",
        (
            year(),
            text("number", "Số kế hoạch", "ví dụ 67/KH-UBND"),
            day("issued_on", "Ngày ban hành"),
            text("title", "Tên kế hoạch"),
            text("issuer", "Cơ quan ban hành", "ví dụ Ủy ban nhân dân xã (phường, đặc khu) …", required=True),
            text("place", "Địa danh", "nơi ghi trước ngày tháng trong văn bản"),
            text("signer_title", "Chức vụ người ký"),
            text("signer_name", "Người ký"),
            text("superior", "Cấp trên trực tiếp", "ví dụ Ủy ban nhân dân tỉnh (thành phố) …"),
            identifier("unit_id", "Mã đơn vị", "cơ quan thường trực thi đua, khen thưởng", required=False),
            text("symbol", "Ký hiệu văn bản", "của cơ quan thường trực, ví dụ VHXH"),
            Column(
                "view_on",
                "Ngày xem mặc định",
                "date",
                log_date=True,
                meaning="các màn hình tính đến ngày này; để trống là hôm nay",
            ),
            text("notice", "Thông báo", "câu hiện ở đầu mọi màn hình"),
        ),
        key=("year",),
        references=(_UNIT,),
        optional=True,
    ),
    Table(
        "blocs",
        "Khối thi đua",
        "Các khối thi đua",
        (identifier("bloc_id", "Mã khối"), text("name", "Tên khối", required=True)),
        key=("bloc_id",),
    ),
    Table(
        "units",
        "Đơn vị",
        "Các đơn vị tham gia thi đua và khối của từng đơn vị",
        (
            identifier("unit_id", "Mã đơn vị"),
            text("name", "Tên đơn vị", required=True),
            text("short_name", "Tên gọn", "dùng ở chỗ hẹp, như trên biểu đồ"),
            identifier(
                "bloc_id", "Mã khối", "để trống là đơn vị ngoài các khối, không xếp hạng", required=False
            ),
            coded("bloc_role", "Vai trò trong khối", BLOC_ROLES, required=False),
            text("email", "Thư điện tử", "nơi nhận nhắc việc, ví dụ t03@nghiduong.example"),
        ),
        key=("unit_id",),
        references=(_BLOC,),
    ),
    Table(
        "tasks",
        "Nhiệm vụ",
        "Các nhiệm vụ trong kế hoạch năm, với hạn hoàn thành",
        (
            identifier("task_id", "Mã nhiệm vụ"),
            year(),
            identifier("clause", "Điều khoản", "điểm trong kế hoạch, ví dụ II.1.đ"),
            Column("quarter", "Quý", "quarter", meaning="để trống là việc cả năm"),
            text("title", "Nội dung", required=True),
            text("short_title", "Tên gọn", "dùng ở chỗ hẹp, như trên biểu đồ"),
            text("place", "Địa điểm"),
            coded("conditional", "Nếu có", YES_NO, "có: việc chỉ làm nếu phát sinh", required=False),
            coded("measured_by", "Cách theo dõi", MEASURES, "hồ sơ: tính từ hồ sơ nhận trong quý", default=0),
            day("due_on", "Hạn hoàn thành", required=True),
            identifier(
                "meeting_id", "Mã cuộc họp", "khi là việc theo kết luận của một cuộc họp", required=False
            ),
        ),
        key=("task_id",),
        references=(Reference(("meeting_id",), "meetings"),),
    ),
    Table(
        "assignments",
        "Phân công",
        "Đơn vị nào làm nhiệm vụ nào, với vai trò gì",
        (
            identifier("task_id", "Mã nhiệm vụ"),
            identifier("unit_id", "Mã đơn vị"),
            coded("role", "Vai trò", ROLES),
            day("due_on", "Hạn riêng", "để trống là theo hạn của nhiệm vụ"),
        ),
        key=("task_id", "unit_id"),
        references=(_TASK, _UNIT),
    ),
    Table(
        "progress",
        "Nhật ký tiến độ",
        "Mỗi lần ghi nhận tiến độ là một dòng thêm vào, dòng cũ giữ nguyên",
        (
            day("recorded_on", "Ngày ghi nhận", "ngày có trạng thái này", log=True),
            identifier("task_id", "Mã nhiệm vụ"),
            identifier("unit_id", "Mã đơn vị"),
            coded("status", "Trạng thái", PROGRESS_STATES),
            text("evidence", "Văn bản, minh chứng", "số, ký hiệu văn bản hoặc tài liệu kèm theo"),
            text("note", "Ghi chú"),
            recorded_by(),
        ),
        thing=("task_id", "unit_id"),
        references=(Reference(("task_id", "unit_id"), "assignments"),),
    ),
    Table(
        "extensions",
        "Gia hạn",
        "Mỗi lần gia hạn là một dòng thêm vào; hạn cũ vẫn giữ cho những ngày trước đó",
        (
            day("decided_on", "Ngày gia hạn", "hạn mới có hiệu lực từ ngày này", log=True),
            identifier("task_id", "Mã nhiệm vụ"),
            identifier("unit_id", "Mã đơn vị", "để trống là gia hạn cho cả nhiệm vụ", required=False),
            day("due_on", "Hạn mới", required=True),
            text("document_no", "Số văn bản"),
            text("note", "Ghi chú"),
            recorded_by(),
        ),
        thing=("task_id", "unit_id"),
        references=(_TASK, _UNIT),
        optional=True,
    ),
    Table(
        "awards",
        "Danh mục khen thưởng",
        "Các danh hiệu thi đua, hình thức khen thưởng và số ngày giải quyết",
        (
            identifier("award_id", "Mã khen thưởng"),
            text("name", "Tên danh hiệu, hình thức", required=True),
            coded("category", "Nhóm", AWARD_CATEGORIES),
            coded("level", "Cấp quyết định", LEVELS, aliases=LEVEL_ALIASES),
            number(
                "working_days", "Số ngày làm việc giải quyết", "để trống là không có hạn", "whole", minimum=0
            ),
            text("legal_basis", "Căn cứ", "văn bản quy định"),
        ),
        key=("award_id",),
    ),
    Table(
        "dossiers",
        "Hồ sơ khen thưởng",
        "Các hồ sơ đề nghị khen thưởng đã tiếp nhận",
        (
            identifier("dossier_id", "Mã hồ sơ"),
            day("received_on", "Ngày tiếp nhận", log=True),
            identifier("unit_id", "Mã đơn vị", "đơn vị đề nghị"),
            coded("nominee_kind", "Đối tượng", NOMINEE_KINDS),
            text("nominee_name", "Tên đối tượng", "người, tập thể hoặc hộ được đề nghị", required=True),
            identifier("award_id", "Mã khen thưởng"),
            coded("commendation_type", "Loại khen thưởng", COMMENDATION_TYPES),
            identifier("movement_id", "Mã phong trào", "khi đề nghị khen theo phong trào", required=False),
            day("due_on", "Hạn giải quyết", "để trống là tính theo số ngày giải quyết"),
            number(
                "quantity",
                "Số lượng",
                "số người, tập thể hoặc hộ mà hồ sơ đề nghị; để trống là 1",
                "whole",
                minimum=1,
                default=1,
            ),
        ),
        key=("dossier_id",),
        references=(_UNIT, _AWARD, _MOVEMENT),
    ),
    Table(
        "dossier_events",
        "Nhật ký hồ sơ",
        "Mỗi lần hồ sơ chuyển bước là một dòng thêm vào, dòng cũ giữ nguyên",
        (
            day("occurred_on", "Ngày", "ngày hồ sơ sang bước này", log=True),
            identifier("dossier_id", "Mã hồ sơ"),
            coded("stage", "Bước xử lý", DOSSIER_STAGES),
            text("document_no", "Số văn bản"),
            text("note", "Ghi chú"),
            recorded_by(),
        ),
        thing=("dossier_id",),
        references=(Reference(("dossier_id",), "dossiers"),),
    ),
    Table(
        "criteria",
        "Tiêu chí chấm điểm",
        "Các tiêu chí chấm điểm thi đua của từng năm",
        (
            identifier("criterion_id", "Mã tiêu chí"),
            year(),
            text("group", "Nhóm tiêu chí", required=True),
            text("name", "Tiêu chí", required=True),
            coded("kind", "Loại điểm", POINT_KINDS),
            number("max_points", "Điểm tối đa", required=True, above=0),
            coded("source", "Nguồn điểm", SOURCES, "do chấm, do tỷ lệ đúng hạn hay số lần khen", default=0),
            number("points_each", "Điểm mỗi lần", "phải có khi Nguồn điểm là khen thưởng", minimum=0),
            identifier(
                "award_id",
                "Mã khen thưởng",
                "chỉ tính hình thức này; để trống là mọi hình thức",
                required=False,
            ),
            coded(
                "award_level",
                "Cấp quyết định",
                LEVELS,
                "chỉ tính khen thưởng của cấp này; để trống là mọi cấp",
                required=False,
                aliases=LEVEL_ALIASES,
            ),
            identifier(
                "bloc_id", "Mã khối", "khối dùng tiêu chí này; để trống là mọi đơn vị", required=False
            ),
        ),
        key=("criterion_id",),
        references=(_AWARD, _BLOC),
        optional=True,
    ),
    Table(
        "scores",
        "Nhật ký chấm điểm",
        "Mỗi lần chấm là một dòng thêm vào, dòng cũ giữ nguyên",
        (
            day("recorded_on", "Ngày chấm", log=True),
            Column(
                "period", "Kỳ", "period", required=True, meaning="quý, sáu tháng, năm hoặc năm học được chấm"
            ),
            identifier("unit_id", "Mã đơn vị"),
            identifier("criterion_id", "Mã tiêu chí", "tiêu chí có Nguồn điểm là chấm điểm"),
            coded("stage", "Bước chấm", SCORING_STAGES),
            number("points", "Điểm", "điểm trừ cũng ghi số dương", required=True, minimum=0),
            text("note", "Ghi chú"),
            recorded_by(),
        ),
        thing=("period", "unit_id", "criterion_id", "stage"),
        references=(_UNIT, Reference(("criterion_id",), "criteria")),
        optional=True,
    ),
    Table(
        "bands",
        "Xếp loại",
        "Các mức xếp loại theo tổng điểm",
        (
            identifier("name", "Xếp loại"),
            number("from_points", "Từ điểm", "tổng điểm thấp nhất của mức này", required=True),
        ),
        key=("name",),
        optional=True,
    ),
    Table(
        "movements",
        "Phong trào thi đua",
        "Các phong trào thi đua đã phát động",
        (
            identifier("movement_id", "Mã phong trào"),
            text("name", "Tên phong trào", required=True),
            coded("launched_by", "Cấp phát động", LAUNCHING_LEVELS, aliases=LAUNCHING_ALIASES),
            day("launched_on", "Ngày phát động", required=True),
            day("ends_on", "Ngày kết thúc"),
            text("document_no", "Văn bản phát động", "số, ký hiệu văn bản"),
        ),
        key=("movement_id",),
        optional=True,
    ),
    Table(
        "movement_results",
        "Kết quả phong trào",
        "Kết quả của từng đơn vị trong phong trào; mỗi lần ghi nhận là một dòng thêm vào",
        (
            day("recorded_on", "Ngày ghi nhận", log=True),
            identifier("movement_id", "Mã phong trào"),
            identifier("unit_id", "Mã đơn vị"),
            identifier(
                "indicator", "Chỉ tiêu", "viết giống nhau ở mọi dòng của chỉ tiêu ấy", spelt_freely=True
            ),
            text("measure", "Đơn vị tính", "ví dụ hộ, km, tuyến đường"),
            number("target", "Kế hoạch", "mức cần đạt"),
            number("actual", "Thực hiện", "mức đã đạt đến ngày ghi nhận"),
            coded("better", "Chiều tốt", DIRECTIONS, "thấp hơn: chỉ tiêu càng thấp càng tốt", default=0),
            recorded_by(),
        ),
        thing=("movement_id", "unit_id", "indicator"),
        references=(_MOVEMENT, _UNIT),
        optional=True,
    ),
    Table(
        "meetings",
        "Cuộc họp",
        "Các cuộc họp, hội nghị",
        (
            identifier("meeting_id", "Mã cuộc họp"),
            day("held_on", "Ngày họp", required=True),
            coded("kind", "Loại", MEETING_KINDS),
            text("title", "Nội dung", required=True),
            text("place", "Địa điểm"),
            identifier("task_id", "Mã nhiệm vụ", "khi họp để làm một nhiệm vụ của kế hoạch", required=False),
        ),
        key=("meeting_id",),
        references=(_TASK,),
        optional=True,
    ),
    Table(
        "days_off",
        "Ngày nghỉ, làm bù",
        "Ngày nghỉ, ngày làm bù ngoài lịch nghỉ lễ mà chương trình đã biết",
        (
            day("day", "Ngày", required=True),
            coded("kind", "Loại ngày", DAY_KINDS),
            text("name", "Tên"),
        ),
        key=("day",),
        optional=True,
    ),
)

TABLE: dict[str, Table] = {table.name: table for table in TABLES}


def home(table: Table, name: str) -> str:
    """The table that defines the ids of column `name`, whose key it is; empty where none does."""
    targets = [TABLE[r.table] for r in table.references if name in r.columns]
    return next((t.name if t.key == (name,) else home(t, name) for t in targets), "")
