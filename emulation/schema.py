"""Every file of a data folder and every column in it, said once.

The loader, the tables' headings, the exports and the README's table read it here. Source: the data contract,
"Files"; the words are those of the Vietnamese officers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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

    @property
    def sql_type(self) -> str:
        """The column's DuckDB type in the warehouse."""
        return {
            "date": "date",
            "decimal": "double",
            "year": "integer",
            "whole": "integer",
            "quarter": "integer",
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
    contract, "Logs").
    """

    name: str
    title: str
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

    def labels(self) -> dict[str, str]:
        """English name → Vietnamese heading."""
        return {c.name: c.label for c in self.columns}


def _text(name: str, label: str, *, required: bool = False) -> Column:
    return Column(name, label, required=required)


def _id(name: str, label: str, *, required: bool = True) -> Column:
    return Column(name, label, "id", required=required)


def _date(name: str, label: str, *, required: bool = False, log: bool = False) -> Column:
    return Column(name, label, "date", required=required or log, log_date=log)


def _code(
    name: str, label: str, values: tuple[str, ...], *, required: bool = True, default: str | None = None
) -> Column:
    return Column(name, label, "code", required=required, values=values, default=default)


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
        (
            _year(),
            _text("number", "Số kế hoạch"),
            _date("issued_on", "Ngày ban hành"),
            _text("title", "Tên kế hoạch"),
            _text("issuer", "Cơ quan ban hành", required=True),
            _text("place", "Địa danh"),
            _text("signer_title", "Chức vụ người ký"),
            _text("signer_name", "Người ký"),
            _date("view_on", "Ngày xem mặc định"),
            _text("notice", "Thông báo"),
        ),
        key=("year",),
        optional=True,
    ),
    Table(
        "blocs",
        "Khối thi đua",
        (_id("bloc_id", "Mã khối"), _text("name", "Tên khối", required=True)),
        key=("bloc_id",),
    ),
    Table(
        "units",
        "Đơn vị",
        (
            _id("unit_id", "Mã đơn vị"),
            _text("name", "Tên đơn vị", required=True),
            _text("short_name", "Tên gọn"),
            _id("bloc_id", "Mã khối", required=False),
            _code(
                "bloc_role", "Vai trò trong khối", ("Khối trưởng", "Khối phó", "Thành viên"), required=False
            ),
        ),
        key=("unit_id",),
        references=(_BLOC,),
    ),
    Table(
        "tasks",
        "Nhiệm vụ",
        (
            _id("task_id", "Mã nhiệm vụ"),
            _year(),
            _id("clause", "Điều khoản"),
            Column("quarter", "Quý", "quarter"),
            _text("title", "Nội dung", required=True),
            _text("short_title", "Tên gọn"),
            _text("place", "Địa điểm"),
            _code("conditional", "Nếu có", ("có", "không"), required=False),
            _code("measured_by", "Cách theo dõi", ("nhập tay", "hồ sơ"), required=False, default="nhập tay"),
            _date("due_on", "Hạn hoàn thành", required=True),
        ),
        key=("task_id",),
    ),
    Table(
        "assignments",
        "Phân công",
        (
            _id("task_id", "Mã nhiệm vụ"),
            _id("unit_id", "Mã đơn vị"),
            _code("role", "Vai trò", ("Chủ trì", "Phối hợp")),
            _date("due_on", "Hạn riêng"),
        ),
        key=("task_id", "unit_id"),
        references=(_TASK, _UNIT),
    ),
    Table(
        "progress",
        "Nhật ký tiến độ",
        (
            _date("recorded_on", "Ngày ghi nhận", log=True),
            _id("task_id", "Mã nhiệm vụ"),
            _id("unit_id", "Mã đơn vị"),
            _code("status", "Trạng thái", PROGRESS_STATES),
            _text("evidence", "Văn bản, minh chứng"),
            _text("note", "Ghi chú"),
        ),
        thing=("task_id", "unit_id"),
        references=(Reference(("task_id", "unit_id"), "assignments"),),
    ),
    Table(
        "awards",
        "Danh mục khen thưởng",
        (
            _id("award_id", "Mã khen thưởng"),
            _text("name", "Tên danh hiệu, hình thức", required=True),
            _code("category", "Nhóm", ("Danh hiệu thi đua", "Hình thức khen thưởng")),
            _code("level", "Cấp quyết định", LEVELS),
            Column("working_days", "Số ngày làm việc giải quyết", "whole", minimum=0),
            _text("legal_basis", "Căn cứ"),
        ),
        key=("award_id",),
    ),
    Table(
        "dossiers",
        "Hồ sơ khen thưởng",
        (
            _id("dossier_id", "Mã hồ sơ"),
            _date("received_on", "Ngày tiếp nhận", log=True),
            _id("unit_id", "Mã đơn vị"),
            _code("nominee_kind", "Đối tượng", NOMINEE_KINDS),
            _text("nominee_name", "Tên đối tượng", required=True),
            _id("award_id", "Mã khen thưởng"),
            _code("commendation_type", "Loại khen thưởng", COMMENDATION_TYPES),
            _id("movement_id", "Mã phong trào", required=False),
            _date("due_on", "Hạn giải quyết"),
        ),
        key=("dossier_id",),
        references=(_UNIT, Reference(("award_id",), "awards"), _MOVEMENT),
    ),
    Table(
        "dossier_events",
        "Nhật ký hồ sơ",
        (
            _date("occurred_on", "Ngày", log=True),
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
        (
            _id("criterion_id", "Mã tiêu chí"),
            _year(),
            _text("group", "Nhóm tiêu chí", required=True),
            _text("name", "Tiêu chí", required=True),
            _code("kind", "Loại điểm", ("Chuẩn", "Thưởng", "Trừ")),
            Column("max_points", "Điểm tối đa", "decimal", required=True, above=0),
            _code(
                "source",
                "Nguồn điểm",
                ("chấm điểm", "tiến độ", "khen thưởng"),
                required=False,
                default="chấm điểm",
            ),
            Column("points_each", "Điểm mỗi lần", "decimal", minimum=0),
        ),
        key=("criterion_id",),
        optional=True,
    ),
    Table(
        "scores",
        "Nhật ký chấm điểm",
        (
            _date("recorded_on", "Ngày chấm", log=True),
            Column("period", "Kỳ", "period", required=True),
            _id("unit_id", "Mã đơn vị"),
            _id("criterion_id", "Mã tiêu chí"),
            _code("stage", "Bước chấm", SCORING_STAGES),
            Column("points", "Điểm", "decimal", required=True, minimum=0),
            _text("note", "Ghi chú"),
        ),
        thing=("period", "unit_id", "criterion_id", "stage"),
        references=(_UNIT, Reference(("criterion_id",), "criteria")),
        optional=True,
    ),
    Table(
        "bands",
        "Xếp loại",
        (
            _id("name", "Xếp loại"),
            Column("from_points", "Từ điểm", "decimal", required=True),
        ),
        key=("name",),
        optional=True,
    ),
    Table(
        "movements",
        "Phong trào thi đua",
        (
            _id("movement_id", "Mã phong trào"),
            _text("name", "Tên phong trào", required=True),
            _code("launched_by", "Cấp phát động", LAUNCHING_LEVELS),
            _date("launched_on", "Ngày phát động", required=True),
            _date("ends_on", "Ngày kết thúc"),
            _text("document_no", "Văn bản phát động"),
        ),
        key=("movement_id",),
        optional=True,
    ),
    Table(
        "movement_results",
        "Kết quả phong trào",
        (
            _date("recorded_on", "Ngày ghi nhận", log=True),
            _id("movement_id", "Mã phong trào"),
            _id("unit_id", "Mã đơn vị"),
            _id("indicator", "Chỉ tiêu"),
            _text("measure", "Đơn vị tính"),
            Column("target", "Kế hoạch", "decimal"),
            Column("actual", "Thực hiện", "decimal"),
        ),
        thing=("movement_id", "unit_id", "indicator"),
        references=(_MOVEMENT, _UNIT),
        optional=True,
    ),
    Table(
        "meetings",
        "Cuộc họp",
        (
            _id("meeting_id", "Mã cuộc họp"),
            _date("held_on", "Ngày họp", required=True),
            _code("kind", "Loại", ("Họp Hội đồng", "Họp UBND", "Hội nghị cụm", "Khác")),
            _text("title", "Nội dung", required=True),
            _text("place", "Địa điểm"),
            _id("task_id", "Mã nhiệm vụ", required=False),
        ),
        key=("meeting_id",),
        references=(_TASK,),
        optional=True,
    ),
    Table(
        "days_off",
        "Ngày nghỉ, làm bù",
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
