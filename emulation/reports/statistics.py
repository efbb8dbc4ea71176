"""The figures of a period as an Excel workbook: a sheet a question, numbers as numbers, sums as formulas, a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter as of
from typing import Any

from emulation import ranks, words
from emulation.commune import LEVEL
from emulation.palette import BLACK, SHEET, STATES, WHITE
from emulation.reports.contents import phrases, ranking
from emulation.reports.contents.awards import NOMINEE_TAGS
from emulation.reports.facts import Facts
from emulation.reports.sheets import Book, Paper, not_available
from emulation.reports.tables import RowGroup, SheetColumn, Table
from emulation.reports.usual_columns import counts, label, last_day, names, rates
from emulation.schema import COMMENDATION_TYPES, LEVELS
from emulation.vocabulary import is_provisional
from emulation.warehouse import NotAvailable

_RATES = (
    "Tỷ lệ hoàn thành = hoàn thành ÷ (tất cả − không phát sinh). Tỷ lệ đúng hạn = hoàn thành đúng hạn ÷ (hoàn thành "
    "đúng hạn + hoàn thành trễ hạn + quá hạn). “–”: mẫu số bằng 0 nên không có tỷ lệ. Dòng Cộng không có tỷ lệ."
)
_BANDS = "† Mức xếp loại là giả định, sửa được trong bands.csv."
_PARTS = ("Đúng hạn", "Trễ hạn", "Đang thực hiện", "Chưa bắt đầu", "Không phát sinh")
"""The states that the bars' segments show: one for each column of the sheet from _FIRST_PART on."""
_FIRST_PART = 2
_PIXELS_A_ROW = 20


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet to write. dated: it shows how things stand on the day, whatever the period."""

    name: str
    title: str
    table: Callable[[Facts], Table]
    landscape: bool = True
    dated: bool = False


def statistics(facts: Facts) -> bytes:
    """The workbook (.xlsx) of the request's quarter or year. A sheet whose files cannot be read says so."""
    book = Book("Số liệu thống kê thi đua, khen thưởng", facts)
    for sheet in _SHEETS:
        try:
            table = sheet.table(facts)
        except NotAvailable as error:
            _begin(paper := book.paper(sheet.name, [100], landscape=sheet.landscape), sheet, facts)
            paper.line(not_available(error))
        else:
            widths = [column.width for column in table.columns]
            _begin(paper := book.paper(sheet.name, widths, landscape=sheet.landscape), sheet, facts)
            first, last = table.write(paper)
            if sheet.table is _progress and table.groups[0].rows:
                _chart(paper, first, last)
        paper.end()
    return book.close()


def _begin(paper: Paper, sheet: _Sheet, facts: Facts) -> None:
    paper.line(paper.book.head["uy_ban"].upper(), bold=True)
    paper.line(sheet.title.upper(), bold=True, align="center", font_size=14)
    paper.dated(facts, "" if sheet.dated else phrases.begun(facts.request.in_words))


def _progress(facts: Facts) -> Table:
    quarter, filtered = facts.request.scope.quarter, facts.request.scope.filtered
    rows = [row for row in facts.rows("quarterly_progress") if quarter in (None, row.quarter)]
    rows.sort(key=lambda row: row.quarter or 5)
    return Table(
        (
            SheetColumn("Quý", 11, lambda row: words.quarter(row.quarter), "code"),
            counts("Số phần việc" if filtered else "Số nhiệm vụ", "tasks"),
            counts("Hoàn thành đúng hạn", "done_on_time", 11),
            counts("Hoàn thành trễ hạn", "done_late", 11),
            counts("Đang thực hiện", "in_progress", 11),
            counts("Chưa bắt đầu", "not_started"),
            counts("Không phát sinh", "not_arising"),
            counts("Quá hạn", "overdue"),
            counts("Sắp đến hạn", "due_soon"),
            *rates(),
        ),
        [RowGroup(rows if any(row.tasks for row in rows) else [])],
        "Chưa có nhiệm vụ nào trong kỳ.",
        (
            _RATES,
            "Quá hạn và Sắp đến hạn đếm trong số chưa hoàn thành, không cộng thêm vào các cột bên trái."
            + (
                " Dòng Cả năm là nhiệm vụ thực hiện trong cả năm, không thuộc quý nào."
                if quarter is None
                else ""
            ),
        ),
    )


def _chart(paper: Paper, first: int, last: int) -> None:
    """How each quarter's tasks stand, below the table."""
    name = paper.sheet.get_name()
    chart = paper.book.stacked_bars()
    font = {"name": "Times New Roman", "size": 11, "color": BLACK}
    for index, part in enumerate(_PARTS, start=_FIRST_PART):
        fill, ink = STATES[part]
        number = font | ({"color": WHITE} if ink == WHITE else {})
        chart.add_series(
            {
                "name": [name, first - 1, index],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, index, last, index],
                "fill": {"color": fill},
                "border": {"color": SHEET["chart-line"], "width": 0.5},
                "gap": 45,
                "data_labels": {"value": True, "num_format": "0;;", "font": number},
            }
        )
    chart.set_title({"name": "Tình hình thực hiện nhiệm vụ theo quý", "name_font": font | {"size": 13}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none"})
    chart.set_legend({"position": "bottom", "font": font})
    height = 100 + 34 * (last - first + 1)
    chart.set_size({"width": 940, "height": height})
    paper.row += 1
    described = {"description": "Biểu đồ: số nhiệm vụ của từng quý theo tình hình thực hiện, như bảng trên"}
    paper.sheet.insert_chart(paper.row, 0, chart, described)
    paper.row += -(-height // _PIXELS_A_ROW)


def _tasks(facts: Facts) -> Table:
    filtered = facts.request.scope.filtered
    return Table(
        (
            SheetColumn(label("tasks", "clause"), 11, of("clause"), "code"),
            SheetColumn(label("tasks", "quarter"), 9, lambda row: words.quarter(row.quarter), "code"),
            SheetColumn(label("tasks", "title"), 46, of("title")),
            SheetColumn("Đơn vị" if filtered else "Đơn vị chủ trì", 30, names(facts, "units")),
            SheetColumn(label("progress", "status"), 13, of("status"), "code"),
            SheetColumn(label("tasks", "due_on"), 12, of("due_on"), "day"),
            last_day(facts),
            SheetColumn("Ngày hoàn thành", 12, of("completed_on"), "day"),
            SheetColumn("Tiến độ so với hạn", 13, of("timeliness"), "code"),
            SheetColumn("Số ngày trễ", 8, of("days_late"), "whole"),
        ),
        [RowGroup(facts.rows("tasks"))],
        "Chưa có nhiệm vụ nào trong kỳ.",
        ("Mỗi dòng là một phần việc: một đơn vị trong một nhiệm vụ.",) if filtered else (),
    )


def _units(facts: Facts) -> Table:
    return Table(
        (
            SheetColumn("TT", 5, kind="ordinal"),
            SheetColumn(label("units", "name"), 38, of("name")),
            SheetColumn("Khối", 30, names(facts, "blocs", "bloc_id")),
            counts("Được giao", "assigned"),
            counts("Hoàn thành đúng hạn", "done_on_time", 11),
            counts("Hoàn thành trễ hạn", "done_late", 11),
            counts("Quá hạn", "overdue", 9),
            counts("Sắp đến hạn", "due_soon", 9),
            *rates(),
        ),
        [RowGroup(facts.rows("unit_progress"))],
        "Chưa có đơn vị nào.",
        (_RATES, "Đếm phần việc: mỗi đơn vị trong một nhiệm vụ, chủ trì cũng như phối hợp."),
    )


@dataclass(frozen=True, slots=True)
class _Awards:
    """Awards of one row of a table, by kind of nominee."""

    name: str
    level: str
    by_kind: Counter[str]

    @property
    def all(self) -> int:
        return self.by_kind.total()


def _awards(facts: Facts) -> Table:
    given = facts.rows("awards_given")
    levels = {row.award_id: row.level for row in given}
    forms = sorted(
        levels, key=lambda key: (-LEVELS.index(LEVEL.value_of(levels[key])), facts.place("awards", key))
    )
    units = sorted({row.unit_id for row in given}, key=lambda key: facts.place("units", key))
    types = [word for word in COMMENDATION_TYPES if any(row.commendation_type == word for row in given)]

    def groups(column: str, keys: Iterable[str], name: Callable[[str], str] = str) -> list[_Awards]:
        by_kind = {key: Counter[str]() for key in keys}
        for row in given:
            by_kind[getattr(row, column)][row.nominee_kind] += row.awards
        level = levels if column == "award_id" else {}
        return [_Awards(name(key), level.get(key, ""), count) for key, count in by_kind.items()]

    return Table(
        (
            SheetColumn("TT", 5, kind="ordinal"),
            SheetColumn("Nội dung", 42, of("name")),
            SheetColumn(label("awards", "level"), 13, of("level"), "code"),
            *(_awards_of(kind) for kind in NOMINEE_TAGS),
            SheetColumn("Cộng", 9, of("all"), "across", adds=True),
        ),
        [
            RowGroup(
                groups("award_id", forms, lambda key: facts.name("awards", key)),
                "I. Theo danh hiệu, hình thức khen thưởng",
            ),
            RowGroup(groups("commendation_type", types), "II. Theo loại khen thưởng"),
            RowGroup(
                groups("unit_id", units, lambda key: facts.name("units", key)), "III. Theo đơn vị đề nghị"
            ),
        ],
        "Chưa có khen thưởng nào trong kỳ.",
        (
            "Đếm số tập thể, hộ, cá nhân của các hồ sơ Đã khen thưởng trong kỳ. "
            "Ba phần chia cùng một số khen thưởng theo ba cách.",
        ),
    )


def _awards_of(kind: str) -> SheetColumn:
    return SheetColumn(kind, 9, lambda row: row.by_kind[kind], "whole", adds=True)


def _unit_ranking(facts: Facts) -> Table:
    period = facts.request.period
    rows = facts.rows("unit_ranking", period=period)
    (comparison,) = facts.rows("rank_comparison", period=period)
    changed = of("rank_change") if comparison.comparable else lambda _: None
    return Table(
        (
            SheetColumn("Hạng", 7, of("rank"), "rank"),
            SheetColumn("Hạng trong khối", 8, of("bloc_rank"), "rank"),
            SheetColumn(label("units", "name"), 36, of("name")),
            SheetColumn("Khối", 20, names(facts, "blocs", "bloc_id")),
            SheetColumn("Tổng điểm", 10, of("total"), "points"),
            SheetColumn("Điểm chuẩn", 10, of("base"), "points"),
            SheetColumn("Điểm thưởng", 9, of("bonus"), "points"),
            SheetColumn("Điểm trừ", 9, of("deduction"), "points"),
            SheetColumn(label("scores", "stage"), 16, lambda row: _stage(row.stage), "code"),
            SheetColumn("Xếp loại†", 11, of("band"), "code"),
            SheetColumn("Hạng kỳ trước", 8, of("previous_rank"), "rank"),
            SheetColumn("Thay đổi hạng", 8, changed, "change"),
        ),
        [RowGroup(rows)],
        "Chưa có đơn vị nào trong các khối thi đua.",
        (
            _certainty(rows),
            "Đơn vị chưa chấm không có điểm nào, cả điểm tự tính từ tiến độ, khen thưởng. "
            "Điểm bằng nhau thì đồng hạng. “–”: chưa có. ▲ tăng, ▼ giảm, ● không đổi. "
            f"{ranks.not_compared(comparison, period)}".rstrip(),
            _BANDS,
        ),
    )


def _bloc_ranking(facts: Facts) -> Table:
    period = facts.request.period
    provisional = ranking.provisional_blocs(facts, period)
    return Table(
        (
            SheetColumn("Hạng", 7, of("rank"), "rank"),
            SheetColumn("Khối", 44, of("name")),
            counts("Số đơn vị", "members", 9),
            counts("Số đơn vị đã chấm", "scored_members"),
            SheetColumn("Điểm trung bình", 11, of("mean_total"), "points"),
            SheetColumn(
                "Ghi chú", 12, lambda row: "tạm tính" if row.bloc_id in provisional else None, "code"
            ),
            *rates(),
            counts("Số khen thưởng", "awards"),
        ),
        [RowGroup(facts.rows("bloc_ranking", period=period))],
        "Chưa có khối thi đua nào.",
        (
            "Điểm trung bình và thứ hạng tính trên các đơn vị đã chấm. Tạm tính: khối còn đơn vị chưa có đủ điểm Hội "
            "đồng chấm. Điểm bằng nhau thì đồng hạng.",
            "Tỷ lệ tính trên phần việc của các đơn vị trong khối, có hạn trong kỳ. “–”: chưa có điểm hoặc mẫu số bằng 0. "
            "Dòng Cộng không có tỷ lệ và điểm.",
        ),
    )


def _stage(stage: str | None) -> str | None:
    return f"{stage} (tạm tính)" if is_provisional(stage) else stage


def _certainty(rows: Sequence[Any]) -> str:
    scored = sum(row.total is not None for row in rows)
    provisional = sum(is_provisional(row.stage) for row in rows)
    said = f"Đã chấm {words.number(scored)}/{words.number(len(rows))} đơn vị. Chưa chấm không phải là 0 điểm."
    if not provisional:
        return said
    return f"{said} Thứ hạng tạm tính: {words.number(provisional)} đơn vị chưa có đủ điểm Hội đồng chấm."


def _pending(facts: Facts) -> Table:
    return Table(
        (
            SheetColumn(label("dossiers", "dossier_id"), 14, of("dossier_id")),
            SheetColumn(label("dossiers", "received_on"), 12, of("received_on"), "day"),
            SheetColumn("Đơn vị đề nghị", 26, names(facts, "units")),
            SheetColumn(label("dossiers", "nominee_kind"), 11, of("nominee_kind"), "code"),
            SheetColumn(label("awards", "name"), 28, names(facts, "awards", "award_id")),
            SheetColumn(label("awards", "level"), 12, of("level"), "code"),
            SheetColumn(label("dossiers", "commendation_type"), 12, of("commendation_type"), "code"),
            SheetColumn(label("dossier_events", "stage"), 13, of("stage"), "code"),
            SheetColumn("Từ ngày", 12, of("stage_since"), "day"),
            SheetColumn(label("dossiers", "due_on"), 12, of("due_on"), "day"),
            last_day(facts),
            SheetColumn("Thời hạn", 11, lambda row: _deadline(row.timeliness), "code"),
            SheetColumn("Số ngày còn lại", 9, _days_left(facts), "whole"),
            counts(label("dossiers", "quantity"), "quantity", 8),
        ),
        [RowGroup(facts.rows("pending_dossiers"))],
        "Không còn hồ sơ nào chờ xử lý.",
        (
            "Không ghi tên người, tập thể, hộ được đề nghị: tên chỉ công khai khi đã có quyết định khen thưởng. "
            "Số ngày còn lại theo lịch, đến hết ngày cuối còn đúng hạn; là số âm khi đã quá hạn.",
        ),
    )


def _days_left(facts: Facts) -> Callable[[Any], int | None]:
    """Calendar days from the report's day to the last on which a dossier is on time; none once it was handed up."""

    def of_row(row: Any) -> int | None:
        if row.working_days_left is None:
            return None
        return (facts.last_day(row.due_on) - facts.request.scope.as_of).days

    return of_row


def _deadline(timeliness: str | None) -> str | None:
    """Timeliness in the words used for dossiers."""
    return "Còn hạn" if timeliness == "Chưa đến hạn" else timeliness


def _stages(facts: Facts) -> Table:
    rows = facts.rows("dossier_summary")
    return Table(
        (
            SheetColumn(label("dossier_events", "stage"), 30, of("stage")),
            counts("Số hồ sơ", "dossiers", 13),
            counts("Quá hạn", "overdue", 13),
            counts("Sắp đến hạn", "due_soon", 13),
            SheetColumn("Ngày tiếp nhận sớm nhất", 17, of("oldest_received_on"), "day"),
        ),
        [RowGroup(rows if any(row.dossiers for row in rows) else [])],
        "Chưa có hồ sơ nào.",
        ("Đếm hồ sơ của mọi năm theo bước đang ở.",),
    )


def _movements(facts: Facts) -> Table:
    return Table(
        (
            SheetColumn("TT", 5, kind="ordinal"),
            SheetColumn(label("movements", "name"), 48, of("name")),
            SheetColumn(label("movements", "launched_by"), 13, of("launched_by"), "code"),
            SheetColumn(label("movements", "launched_on"), 12, of("launched_on"), "day"),
            SheetColumn(label("movements", "ends_on"), 12, of("ends_on"), "day"),
            SheetColumn("Số đơn vị có kết quả", 11, of("units"), "whole"),
            counts("Số chỉ tiêu", "indicators"),
            counts("Số chỉ tiêu đạt", "met"),
            SheetColumn("Mức hoàn thành trung bình", 13, of("mean_completion"), "rate"),
        ),
        [RowGroup(facts.rows("movements"))],
        "Chưa có phong trào nào được phát động.",
        (
            "Số chỉ tiêu đếm theo từng đơn vị. Mức hoàn thành trung bình = bình quân của thực hiện ÷ kế hoạch, có thể "
            "vượt 100%; chỉ tiêu càng thấp càng tốt tính 2 − thực hiện ÷ kế hoạch và đạt khi không quá kế hoạch. “–”: chưa "
            "có kế hoạch hoặc thực hiện để tính.",
        ),
    )


_SHEETS = (
    _Sheet("Tiến độ", "Tiến độ thực hiện nhiệm vụ theo quý", _progress),
    _Sheet("Nhiệm vụ", "Tình hình thực hiện từng nhiệm vụ", _tasks),
    _Sheet("Đơn vị", "Tiến độ thực hiện phần việc của các đơn vị", _units),
    _Sheet("Khen thưởng", "Kết quả khen thưởng", _awards, landscape=False),
    _Sheet("Xếp hạng đơn vị", "Xếp hạng thi đua của các đơn vị", _unit_ranking),
    _Sheet("Xếp hạng khối", "Xếp hạng các khối thi đua", _bloc_ranking),
    _Sheet("Hồ sơ chờ xử lý", "Hồ sơ khen thưởng chờ xử lý", _pending, dated=True),
    _Sheet("Tổng hợp hồ sơ", "Hồ sơ khen thưởng theo bước xử lý", _stages, landscape=False, dated=True),
    _Sheet("Phong trào", "Kết quả các phong trào thi đua", _movements, dated=True),
)
