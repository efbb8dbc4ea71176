"""What is in a package: the answers of a day, each a CSV file as `show` prints it. Both sides read it here: the commune
that writes the files and the city that checks them, cell by cell, as any file of a data folder."""

from __future__ import annotations

from emulation.columns import Column, Reference, Table, coded, day, identifier, number, text
from emulation.schema import (
    AWARD_CATEGORIES,
    COMMENDATION_TYPES,
    DOSSIER_STAGES,
    LAUNCHING_ALIASES,
    LAUNCHING_LEVELS,
    LEVEL_ALIASES,
    LEVELS,
    NOMINEE_KINDS,
    PROGRESS_STATES,
    SCORING_STAGES,
    YES_NO,
)

TIMELINESS = ("Đúng hạn", "Trễ hạn", "Quá hạn", "Sắp đến hạn", "Chưa đến hạn")
CHANGED = ("task", "dossier", "score", "movement")


def _count(name: str, label: str, *, required: bool = True) -> Column:
    return number(name, label, kind="whole", required=required, minimum=0)


def _figure(name: str, label: str) -> Column:
    """A figure as it was computed, unrounded; empty where it is not known."""
    return number(name, label, kind="figure")


def _timeliness() -> Column:
    return coded("timeliness", "Thời hạn", TIMELINESS, required=False)


def _quarter() -> Column:
    return number("quarter", "Quý", "0: nhiệm vụ cả năm", kind="whole", required=True, minimum=0)


def _level() -> Column:
    return coded("level", "Cấp quyết định", LEVELS, aliases=LEVEL_ALIASES)


def _whole(name: str, label: str) -> Column:
    """A whole number that may be negative."""
    return number(name, label, kind="whole")


_COMPLETION = _figure("completion_rate", "Tỷ lệ hoàn thành")
_ON_TIME = _figure("on_time_rate", "Tỷ lệ đúng hạn")
_TASK = (
    identifier("task_id", "Mã nhiệm vụ"),
    identifier("clause", "Điều khoản"),
)
_TASK_STATE = (
    text("title", "Nội dung", required=True),
    text("unit_id", "Chủ trì"),
    coded("status", "Trạng thái", PROGRESS_STATES),
    day("due_on", "Hạn hoàn thành"),
    day("completed_on", "Ngày hoàn thành"),
    _timeliness(),
    _count("days_late", "Số ngày trễ", required=False),
)
_AWARDS = (
    identifier("unit_id", "Mã đơn vị"),
    identifier("award_id", "Mã khen thưởng"),
    _level(),
    coded("nominee_kind", "Đối tượng", NOMINEE_KINDS),
    coded("commendation_type", "Loại khen thưởng", COMMENDATION_TYPES),
    _count("awards", "Số khen thưởng"),
)
_UNIT = Reference(("unit_id",), "unit_progress")
_BLOC = Reference(("bloc_id",), "bloc_ranking")
_AWARD = Reference(("award_id",), "award_names")

PUBLISHED: tuple[Table, ...] = (
    Table(
        "quarterly_progress",
        "Tiến độ theo quý",
        "Nhiệm vụ của từng quý và của cả năm, đã xong và còn lại",
        (
            _quarter(),
            _count("tasks", "Nhiệm vụ"),
            _count("done_on_time", "Hoàn thành đúng hạn"),
            _count("done_late", "Hoàn thành trễ"),
            _count("in_progress", "Đang thực hiện"),
            _count("not_started", "Chưa bắt đầu"),
            _count("not_arising", "Không phát sinh"),
            _count("overdue", "Quá hạn"),
            _count("due_soon", "Sắp đến hạn"),
            _COMPLETION,
            _ON_TIME,
        ),
        key=("quarter",),
    ),
    Table("tasks", "Nhiệm vụ", "Các nhiệm vụ của năm", (*_TASK, _quarter(), *_TASK_STATE), key=("task_id",)),
    Table(
        "unit_progress",
        "Tiến độ đơn vị",
        "Phần việc của từng đơn vị",
        (
            identifier("unit_id", "Mã đơn vị"),
            text("name", "Tên đơn vị", required=True),
            identifier("bloc_id", "Mã khối", required=False),
            _count("assigned", "Phần việc"),
            _count("done_on_time", "Hoàn thành đúng hạn"),
            _count("done_late", "Hoàn thành trễ"),
            _count("overdue", "Quá hạn"),
            _count("due_soon", "Sắp đến hạn"),
            _COMPLETION,
            _ON_TIME,
        ),
        key=("unit_id",),
        references=(_BLOC,),
    ),
    Table(
        "unit_ranking",
        "Xếp hạng đơn vị",
        "Điểm và hạng của từng đơn vị trong quý",
        (
            _count("rank", "Hạng", required=False),
            _count("bloc_rank", "Hạng trong khối", required=False),
            identifier("unit_id", "Mã đơn vị"),
            text("name", "Tên đơn vị", required=True),
            identifier("bloc_id", "Mã khối"),
            _figure("total", "Tổng điểm"),
            _figure("base", "Điểm chuẩn"),
            _figure("bonus", "Điểm thưởng"),
            _figure("deduction", "Điểm trừ"),
            coded("stage", "Bước chấm", (*SCORING_STAGES, "Chưa chấm"), required=False),
            text("band", "Xếp loại"),
            _count("previous_rank", "Hạng kỳ trước", required=False),
            _whole("rank_change", "Thay đổi hạng"),
        ),
        key=("unit_id",),
        references=(_UNIT, _BLOC),
    ),
    Table(
        "bloc_ranking",
        "Xếp hạng khối",
        "Điểm trung bình và hạng của từng khối trong quý",
        (
            _count("rank", "Hạng", required=False),
            identifier("bloc_id", "Mã khối"),
            text("name", "Tên khối", required=True),
            _count("members", "Đơn vị"),
            _count("scored_members", "Đơn vị đã chấm"),
            _figure("mean_total", "Điểm trung bình"),
            _COMPLETION,
            _ON_TIME,
            _count("awards", "Số khen thưởng"),
        ),
        key=("bloc_id",),
    ),
    Table(
        "pending_dossiers",
        "Hồ sơ chờ",
        "Hồ sơ chưa kết thúc; tên đối tượng chỉ có ở hồ sơ đã trình cấp trên",
        (
            identifier("dossier_id", "Mã hồ sơ"),
            day("received_on", "Ngày tiếp nhận", required=True),
            identifier("unit_id", "Mã đơn vị"),
            coded("nominee_kind", "Đối tượng", NOMINEE_KINDS),
            text("nominee_name", "Tên đối tượng"),
            identifier("award_id", "Mã khen thưởng"),
            _level(),
            coded("commendation_type", "Loại khen thưởng", COMMENDATION_TYPES),
            coded("stage", "Bước xử lý", DOSSIER_STAGES),
            day("stage_since", "Từ ngày", required=True),
            day("due_on", "Hạn giải quyết"),
            _timeliness(),
            _whole("working_days_left", "Số ngày làm việc còn lại"),
            coded("with_higher_level", "Đã trình cấp trên", YES_NO),
            number("quantity", "Số lượng", kind="whole", required=True, minimum=1),
        ),
        key=("dossier_id",),
        references=(_UNIT, _AWARD),
    ),
    Table(
        "dossier_summary",
        "Hồ sơ theo bước",
        "Số hồ sơ ở từng bước",
        (
            coded("stage", "Bước xử lý", DOSSIER_STAGES),
            _count("dossiers", "Hồ sơ"),
            _count("overdue", "Quá hạn"),
            _count("due_soon", "Sắp đến hạn"),
            day("oldest_received_on", "Hồ sơ cũ nhất nhận ngày"),
        ),
        key=("stage",),
    ),
    Table(
        "awards_given",
        "Khen thưởng trong năm",
        "Khen thưởng đã quyết định trong năm",
        _AWARDS,
        key=("unit_id", "award_id", "nominee_kind", "commendation_type"),
        references=(_UNIT, _AWARD),
    ),
    Table(
        "movements",
        "Phong trào",
        "Các phong trào thi đua và kết quả",
        (
            identifier("movement_id", "Mã phong trào"),
            text("name", "Tên phong trào", required=True),
            coded("launched_by", "Cấp phát động", LAUNCHING_LEVELS, aliases=LAUNCHING_ALIASES),
            day("launched_on", "Ngày phát động", required=True),
            day("ends_on", "Ngày kết thúc"),
            _count("units", "Đơn vị"),
            _count("indicators", "Chỉ tiêu"),
            _count("met", "Chỉ tiêu đạt"),
            _figure("mean_completion", "Mức đạt trung bình"),
        ),
        key=("movement_id",),
    ),
    Table(
        "changes",
        "Thay đổi",
        "Những gì đã thay đổi từ đầu đến ngày của gói",
        (
            day("changed_on", "Ngày", required=True),
            coded("kind", "Loại", CHANGED),
            text("id", "Mã", required=True),
            text("unit_id", "Mã đơn vị"),
            text("before", "Trước"),
            text("after", "Sau"),
        ),
        references=(_UNIT,),
    ),
    Table(
        "conclusions",
        "Kết luận cuộc họp",
        "Nhiệm vụ theo kết luận của các cuộc họp",
        (
            identifier("meeting_id", "Mã cuộc họp"),
            day("held_on", "Ngày họp", required=True),
            *_TASK,
            *_TASK_STATE,
        ),
        key=("task_id",),
    ),
    Table(
        "awards_by_quarter",
        "Khen thưởng theo quý",
        "Khen thưởng đã quyết định trong từng quý của năm",
        (_quarter(), *_AWARDS),
        key=("quarter", "unit_id", "award_id", "nominee_kind", "commendation_type"),
        references=(_UNIT, _AWARD),
    ),
    Table(
        "settled_dossiers",
        "Hồ sơ đã giải quyết",
        "Hồ sơ đã kết thúc hoặc đã trình cấp trên trong năm, không có tên đối tượng",
        (
            identifier("dossier_id", "Mã hồ sơ"),
            identifier("award_id", "Mã khen thưởng"),
            _level(),
            day("received_on", "Ngày tiếp nhận", required=True),
            day("settled_on", "Ngày giải quyết xong", required=True),
            number("working_days", "Số ngày làm việc", kind="whole", required=True, minimum=0),
            coded("timeliness", "Thời hạn", TIMELINESS, required=False),
        ),
        key=("dossier_id",),
        references=(_AWARD,),
    ),
    Table(
        "award_names",
        "Tên khen thưởng",
        "Các danh hiệu, hình thức khen thưởng của xã",
        (
            identifier("award_id", "Mã khen thưởng"),
            text("award_name", "Tên danh hiệu, hình thức", required=True),
            coded("category", "Nhóm", AWARD_CATEGORIES),
            _level(),
        ),
        key=("award_id",),
    ),
)
"""Table → the query of `show`, or of `queries/`, whose rows of the day it holds (`awards_by_quarter`: `awards_given` of
each quarter)."""
