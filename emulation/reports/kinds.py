"""Every kind of report, a record each, in the order of the menu. CONTRIBUTING says how to add one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from emulation.reports import missing
from emulation.reports.contents import conclusions_notice, minutes, period, proposal, ranking, reminders
from emulation.reports.forms import forms
from emulation.reports.kind import Kind
from emulation.reports.statistics import statistics
from emulation.warehouse import CONTRACT

_CITED = ("number", "issued_on", "title")
_SIGNED = ("place", "signer_title", "signer_name", "symbol")
"""Columns of the plan: what cites it, and what stands around a letter of the committee."""


def _shows(*columns: str) -> Callable[[Any], tuple[str, ...]]:
    """The same columns of the plan, whatever is asked."""
    return lambda request: columns


_OF_A_PERIOD: dict[str, Any] = {
    "documents": period.documents,
    "tags": period.TAGS,
    "queries": [query for query in CONTRACT if query != "changes"],
    "tables": ("meetings",),
    "plan": _shows(*_CITED, *_SIGNED, "superior"),
    "checks": (
        missing.tasks_recorded,
        missing.extensions_numbered,
        missing.all_scored,
        missing.awards_entered,
        missing.movements_measured,
        missing.council_met,
        missing.deadlines_known,
        missing.period_over,
    ),
}
"""What the reports of a quarter, a half-year and a year have in common."""

_ALL = (
    Kind(
        name="quarter",
        title="Báo cáo quý",
        purpose="Nhiệm vụ, phong trào, khen thưởng, hồ sơ, xếp hạng của một quý và việc quý sau.",
        file="bao-cao-quy",
        on="quarter",
        **_OF_A_PERIOD,
    ),
    Kind(
        name="half-year",
        title="Báo cáo sơ kết 6 tháng",
        purpose="Kết quả 6 tháng đầu năm; phương hướng, nhiệm vụ 6 tháng cuối năm.",
        file="bao-cao-6-thang",
        on="half-year",
        reported_from=3,
        **_OF_A_PERIOD,
    ),
    Kind(
        name="year",
        title="Báo cáo tổng kết năm",
        purpose="Kết quả cả năm; phương hướng, nhiệm vụ năm sau.",
        file="bao-cao-nam",
        on="year",
        reported_from=3,
        **_OF_A_PERIOD,
    ),
    Kind(
        name="ranking",
        title="Thông báo kết quả xếp hạng khối thi đua",
        purpose="Thứ hạng, điểm, xếp loại của các khối, đơn vị trong một quý, sáu tháng, cả năm hoặc năm học.",
        file="thong-bao-xep-hang",
        on="scoring period",
        documents=ranking.documents,
        tags=ranking.TAGS,
        queries=("unit_ranking", "bloc_ranking"),
        plan=_shows(*_CITED, *_SIGNED),
        by_order=True,
        checks=(missing.all_scored, missing.period_over),
    ),
    Kind(
        name="proposal",
        title="Tờ trình danh sách đề nghị khen thưởng",
        purpose="Danh sách hồ sơ đã qua thẩm định của một cấp, hoặc của một cuộc họp Hội đồng, để trình quyết định.",
        file="to-trinh",
        on="day",
        about=("level", "meeting"),
        documents=proposal.documents,
        tags=proposal.TAGS,
        queries=("pending_dossiers",),
        tables=("meetings",),
        plan=proposal.plan_columns,
        checks=(missing.dossiers_ripe,),
    ),
    Kind(
        name="minutes",
        title="Biên bản họp Hội đồng",
        purpose="Ghi sẵn tiến độ, hồ sơ, điểm trình Hội đồng; người dự, ý kiến, biểu quyết để điền tay.",
        file="bien-ban",
        on="meeting",
        about=("meeting",),
        documents=minutes.documents,
        tags=minutes.TAGS,
        queries=("quarterly_progress", "pending_dossiers", "unit_ranking", "bloc_ranking", "conclusions"),
        tables=("meetings",),
        plan=_shows("unit_id", "symbol"),
        checks=(missing.meeting_complete, missing.concluded),
    ),
    Kind(
        name="conclusions",
        title="Thông báo kết luận cuộc họp",
        purpose="Việc một cuộc họp đã kết luận: nội dung, đơn vị chủ trì, phối hợp, thời hạn.",
        file="thong-bao-ket-luan",
        on="meeting",
        about=("meeting",),
        of_conclusions=True,
        documents=conclusions_notice.documents,
        tags=conclusions_notice.TAGS,
        queries=("conclusions",),
        tables=("meetings", "assignments"),
        plan=_shows(*_SIGNED, "unit_id"),
        by_order=True,
        checks=(missing.conclusions_complete, missing.concluded),
    ),
    Kind(
        name="reminders",
        title="Công văn đôn đốc",
        purpose="Mỗi đơn vị có phần việc quá hạn một công văn.",
        file="cong-van-don-doc",
        on="year",
        of_the_day=True,
        documents=reminders.documents,
        tags=reminders.TAGS,
        addressee="don_doc.don_vi",
        queries=("unit_progress", "tasks", "pending_dossiers"),
        plan=_shows(*_CITED, *_SIGNED, "unit_id"),
        by_order=True,
        checks=(missing.overdue_extensions_numbered,),
    ),
    Kind(
        name="statistics",
        title="Số liệu thống kê",
        purpose="Sổ Excel gồm mọi bảng số liệu của kỳ, có công thức và biểu đồ.",
        file="so-lieu-thong-ke",
        on="quarter or year",
        workbook=statistics,
        queries=[query for query in CONTRACT if query not in ("changes", "conclusions")],
        checks=(
            missing.tasks_recorded,
            missing.all_scored,
            missing.awards_entered,
            missing.movements_measured,
            missing.deadlines_known,
            missing.period_over,
        ),
    ),
    Kind(
        name="forms",
        title="Biểu thống kê 0601–0603",
        purpose="Sổ Excel theo Thông tư 02/2023/TT-BNV; ô số liệu chưa có được đánh dấu để điền tay.",
        file="bieu-thong-ke",
        on="year",
        reported_from=3,
        workbook=forms,
        queries=("movements", "awards_given"),
        checks=(missing.awards_entered, missing.movements_measured, missing.period_over),
    ),
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
"""Name → kind of report."""
