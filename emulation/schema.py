"""Every file of a data folder and every column in it, said once.

The loader, the tables' headings, the exports and the README's table read it here. Source: the data contract,
"Files"; the words are those of the Vietnamese officers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "id", "year", "date", "decimal", "whole", "code", "quarter", "period"]

PROGRESS_STATES = ("Chưa bắt đầu", "Đang thực hiện", "Hoàn thành", "Không phát sinh")
CLOSING_STAGES = ("Đã khen thưởng", "Không đủ điều kiện", "Trả lại", "Rút hồ sơ")
STAGES = (
    "Tiếp nhận",
    "Thẩm định",
    "Yêu cầu bổ sung",
    "Họp Hội đồng",
    "Trình Chủ tịch",
    "Trình cấp trên",
    *CLOSING_STAGES,
)
SCORING_STAGES = ("Tự chấm", "Khối chấm", "Hội đồng chấm")
LEVELS = ("Cấp xã", "Cấp thành phố", "Cấp Nhà nước")
NOMINEE_KINDS = ("Cá nhân", "Tập thể", "Hộ gia đình")
COMMENDATION_TYPES = ("Công trạng", "Đột xuất", "Phong trào", "Cống hiến", "Niên hạn", "Đối ngoại")
LAUNCHING_LEVELS = ("Trung ương", "Thành phố", "Xã")
BLOC_ROLES = ("Khối trưởng", "Khối phó", "Thành viên")
MEASURES = ("nhập tay", "hồ sơ")
SOURCES = ("chấm điểm", "tiến độ", "khen thưởng")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its English name, its Vietnamese label and what a cell may hold."""

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    values: tuple[str, ...] = ()
    default: str | None = None
    """What an empty cell of a coded column means."""
    minimum: float | None = None
    above: float | None = None
    log_date: bool = False
    """A day something was recorded: it must lie in the years 2000 to 2100."""
    meaning: str = ""
    """What the label does not say itself, in Vietnamese."""

    @property
    def sql_type(self) -> str:
        """The column's DuckDB type in the warehouse."""
        return {
            "date": "date",
            "decimal": "double",
            "year": "bigint",
            "whole": "bigint",
            "quarter": "bigint",
        }.get(self.kind, "varchar")


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values must be a key in another file."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file. `key` is empty for a log, to which rows are added and where none need be unique.

    `thing`: what a log's rows are about; of one day's rows about one thing the last in the file holds (the
    contract, "Logs"). `holds`: what the file is for, in a Vietnamese sentence.
    """

    name: str
    title: str
    holds: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    thing: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    optional: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def day(self) -> str:
        """The column of a log with the day on which something was recorded; empty for other files."""
        return next((c.name for c in self.columns if c.log_date), "") if self.thing else ""

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which a person tells one row from another: the key, or a log's day and thing."""
        return self.key or (self.day, *self.thing)

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    def home(self, name: str) -> str:
        """The table that defines the ids of column `name`, whose key it is; empty where none does."""
        targets = [TABLE[r.table] for r in self.references if name in r.columns]
        return next((t.name if t.key == (name,) else t.home(name) for t in targets), "")

    def labels(self) -> dict[str, str]:
        """English name → Vietnamese heading."""
        return {c.name: c.label for c in self.columns}


def _text(name: str, label: str, meaning: str = "", *, required: bool = False) -> Column:
    return Column(name, label, required=required, meaning=meaning)


def _id(name: str, label: str, meaning: str = "", *, required: bool = True) -> Column:
    return Column(name, label, "id", required=required, meaning=meaning)


def _date(name: str, label: str, meaning: str = "", *, required: bool = False, log: bool = False) -> Column:
    return Column(name, label, "date", required=required or log, log_date=log, meaning=meaning)


def _code(
    name: str,
    label: str,
    values: tuple[str, ...],
    meaning: str = "",
    *,
    required: bool = True,
    default: int | None = None,
) -> Column:
    """`default`: index of the value for which an empty cell stands."""
    if default is None:
        return Column(name, label, "code", required, values, meaning=meaning)
    return Column(name, label, "code", values=values, default=values[default], meaning=meaning)


def _number(name: str, label: str, meaning: str = "", kind: Kind = "decimal", **rest: Any) -> Column:
    return Column(name, label, kind, meaning=meaning, **rest)


def _year() -> Column:
    return Column("year", "Năm", "year", required=True)


_BLOC = Reference(("bloc_id",), "blocs")
_UNIT = Reference(("unit_id",), "units")
_TASK = Reference(("task_id",), "tasks")
_MOVEMENT = Reference(("movement_id",), "movements")

TABLES: tuple[Table, ...] = (
    Table(
        "plan",
        "Kế hoạch năm",
        "Kế hoạch công tác của từng năm, mỗi năm một dòng",
        (
            _year(),
            _text("number", "Số kế hoạch", "ví dụ 67/KH-UBND"),
            _date("issued_on", "Ngày ban hành"),
            _text("title", "Tên kế hoạch"),
            _text("issuer", "Cơ quan ban hành", "ví dụ UBND xã Nghi Dương", required=True),
            _text("place", "Địa danh", "nơi ghi trước ngày tháng trong văn bản"),
            _text("signer_title", "Chức vụ người ký"),
            _text("signer_name", "Người ký"),
            _date("view_on", "Ngày xem mặc định", "các màn hình tính đến ngày này; để trống là hôm nay"),
            _text("notice", "Thông báo", "câu hiện ở đầu mọi màn hình"),
        ),
        key=("year",),
        optional=True,
    ),
    Table(
        "blocs",
        "Khối thi đua",
        "Các khối thi đua trong xã",
        (_id("bloc_id", "Mã khối"), _text("name", "Tên khối", required=True)),
        key=("bloc_id",),
    ),
    Table(
        "units",
        "Đơn vị",
        "Các đơn vị tham gia thi đua và khối của từng đơn vị",
        (
            _id("unit_id", "Mã đơn vị"),
            _text("name", "Tên đơn vị", required=True),
            _text("short_name", "Tên gọn", "dùng ở chỗ hẹp, như trên biểu đồ"),
            _id("bloc_id", "Mã khối", "để trống là đơn vị ngoài các khối, không xếp hạng", required=False),
            _code("bloc_role", "Vai trò trong khối", BLOC_ROLES, required=False),
        ),
        key=("unit_id",),
        references=(_BLOC,),
    ),
    Table(
        "tasks",
        "Nhiệm vụ",
        "Các nhiệm vụ trong kế hoạch năm, với hạn hoàn thành",
        (
            _id("task_id", "Mã nhiệm vụ"),
            _year(),
            _id("clause", "Điều khoản", "điểm trong kế hoạch, ví dụ II.1.đ"),
            Column("quarter", "Quý", "quarter", meaning="để trống là việc cả năm"),
            _text("title", "Nội dung", required=True),
            _text("short_title", "Tên gọn", "dùng ở chỗ hẹp, như trên biểu đồ"),
            _text("place", "Địa điểm"),
            _code("conditional", "Nếu có", ("có", "không"), "có: việc chỉ làm nếu phát sinh", required=False),
            _code("measured_by", "Cách theo dõi", MEASURES, "hồ sơ: tính từ hồ sơ nhận trong quý", default=0),
            _date("due_on", "Hạn hoàn thành", required=True),
        ),
        key=("task_id",),
    ),
    Table(
        "assignments",
        "Phân công",
        "Đơn vị nào làm nhiệm vụ nào, với vai trò gì",
        (
            _id("task_id", "Mã nhiệm vụ"),
            _id("unit_id", "Mã đơn vị"),
            _code("role", "Vai trò", ("Chủ trì", "Phối hợp")),
            _date("due_on", "Hạn riêng", "để trống là theo hạn của nhiệm vụ"),
        ),
        key=("task_id", "unit_id"),
        references=(_TASK, _UNIT),
    ),
    Table(
        "progress",
        "Nhật ký tiến độ",
        "Mỗi lần ghi nhận tiến độ là một dòng thêm vào, dòng cũ giữ nguyên",
        (
            _date("recorded_on", "Ngày ghi nhận", "ngày có trạng thái này", log=True),
            _id("task_id", "Mã nhiệm vụ"),
            _id("unit_id", "Mã đơn vị"),
            _code("status", "Trạng thái", PROGRESS_STATES),
            _text("evidence", "Văn bản, minh chứng", "số, ký hiệu văn bản hoặc tài liệu kèm theo"),
            _text("note", "Ghi chú"),
        ),
        thing=("task_id", "unit_id"),
        references=(Reference(("task_id", "unit_id"), "assignments"),),
    ),
    Table(
        "awards",
        "Danh mục khen thưởng",
        "Các danh hiệu thi đua, hình thức khen thưởng và số ngày giải quyết",
        (
            _id("award_id", "Mã khen thưởng"),
            _text("name", "Tên danh hiệu, hình thức", required=True),
            _code("category", "Nhóm", ("Danh hiệu thi đua", "Hình thức khen thưởng")),
            _code("level", "Cấp quyết định", LEVELS),
            _number(
                "working_days", "Số ngày làm việc giải quyết", "để trống là không có hạn", "whole", minimum=0
            ),
            _text("legal_basis", "Căn cứ", "văn bản quy định"),
        ),
        key=("award_id",),
    ),
    Table(
        "dossiers",
        "Hồ sơ khen thưởng",
        "Các hồ sơ đề nghị khen thưởng đã tiếp nhận",
        (
            _id("dossier_id", "Mã hồ sơ"),
            _date("received_on", "Ngày tiếp nhận", log=True),
            _id("unit_id", "Mã đơn vị", "đơn vị đề nghị"),
            _code("nominee_kind", "Đối tượng", NOMINEE_KINDS),
            _text("nominee_name", "Tên đối tượng", "người, tập thể hoặc hộ được đề nghị", required=True),
            _id("award_id", "Mã khen thưởng"),
            _code("commendation_type", "Loại khen thưởng", COMMENDATION_TYPES),
            _id("movement_id", "Mã phong trào", "khi đề nghị khen theo phong trào", required=False),
            _date("due_on", "Hạn giải quyết", "để trống là tính theo số ngày giải quyết"),
        ),
        key=("dossier_id",),
        references=(_UNIT, Reference(("award_id",), "awards"), _MOVEMENT),
    ),
    Table(
        "dossier_events",
        "Nhật ký hồ sơ",
        "Mỗi lần hồ sơ chuyển bước là một dòng thêm vào, dòng cũ giữ nguyên",
        (
            _date("occurred_on", "Ngày", "ngày hồ sơ sang bước này", log=True),
            _id("dossier_id", "Mã hồ sơ"),
            _code("stage", "Bước xử lý", STAGES),
            _text("document_no", "Số văn bản"),
            _text("note", "Ghi chú"),
        ),
        thing=("dossier_id",),
        references=(Reference(("dossier_id",), "dossiers"),),
    ),
    Table(
        "criteria",
        "Tiêu chí chấm điểm",
        "Các tiêu chí chấm điểm thi đua của từng năm",
        (
            _id("criterion_id", "Mã tiêu chí"),
            _year(),
            _text("group", "Nhóm tiêu chí", required=True),
            _text("name", "Tiêu chí", required=True),
            _code("kind", "Loại điểm", ("Chuẩn", "Thưởng", "Trừ")),
            _number("max_points", "Điểm tối đa", required=True, above=0),
            _code("source", "Nguồn điểm", SOURCES, "do chấm, do tỷ lệ đúng hạn hay số lần khen", default=0),
            _number("points_each", "Điểm mỗi lần", "phải có khi Nguồn điểm là khen thưởng", minimum=0),
        ),
        key=("criterion_id",),
        optional=True,
    ),
    Table(
        "scores",
        "Nhật ký chấm điểm",
        "Mỗi lần chấm là một dòng thêm vào, dòng cũ giữ nguyên",
        (
            _date("recorded_on", "Ngày chấm", log=True),
            Column("period", "Kỳ", "period", required=True),
            _id("unit_id", "Mã đơn vị"),
            _id("criterion_id", "Mã tiêu chí", "tiêu chí có Nguồn điểm là chấm điểm"),
            _code("stage", "Bước chấm", SCORING_STAGES),
            _number("points", "Điểm", "điểm trừ cũng ghi số dương", required=True, minimum=0),
            _text("note", "Ghi chú"),
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
            _id("name", "Xếp loại"),
            _number("from_points", "Từ điểm", "tổng điểm thấp nhất của mức này", required=True),
        ),
        key=("name",),
        optional=True,
    ),
    Table(
        "movements",
        "Phong trào thi đua",
        "Các phong trào thi đua đã phát động",
        (
            _id("movement_id", "Mã phong trào"),
            _text("name", "Tên phong trào", required=True),
            _code("launched_by", "Cấp phát động", LAUNCHING_LEVELS),
            _date("launched_on", "Ngày phát động", required=True),
            _date("ends_on", "Ngày kết thúc"),
            _text("document_no", "Văn bản phát động", "số, ký hiệu văn bản"),
        ),
        key=("movement_id",),
        optional=True,
    ),
    Table(
        "movement_results",
        "Kết quả phong trào",
        "Kết quả của từng đơn vị trong phong trào; mỗi lần ghi nhận là một dòng thêm vào",
        (
            _date("recorded_on", "Ngày ghi nhận", log=True),
            _id("movement_id", "Mã phong trào"),
            _id("unit_id", "Mã đơn vị"),
            _id("indicator", "Chỉ tiêu", "viết giống nhau ở mọi dòng của chỉ tiêu ấy"),
            _text("measure", "Đơn vị tính", "ví dụ hộ, km, tuyến đường"),
            _number("target", "Kế hoạch", "mức cần đạt"),
            _number("actual", "Thực hiện", "mức đã đạt đến ngày ghi nhận"),
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
            _id("meeting_id", "Mã cuộc họp"),
            _date("held_on", "Ngày họp", required=True),
            _code("kind", "Loại", ("Họp Hội đồng", "Họp UBND", "Hội nghị cụm", "Khác")),
            _text("title", "Nội dung", required=True),
            _text("place", "Địa điểm"),
            _id("task_id", "Mã nhiệm vụ", "khi họp để làm một nhiệm vụ của kế hoạch", required=False),
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
            _date("day", "Ngày", required=True),
            _code("kind", "Loại ngày", ("Nghỉ", "Làm bù")),
            _text("name", "Tên"),
        ),
        key=("day",),
        optional=True,
    ),
)

TABLE: dict[str, Table] = {table.name: table for table in TABLES}
